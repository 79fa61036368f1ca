"""Where in the plan the walk stands: the workstream and the outcome that the next action belongs to."""

from __future__ import annotations

import re
from collections.abc import Iterable

from wsoa.imports.cells import refs
from wsoa.imports.cells.promises import bullets
from wsoa.imports.document import Line
from wsoa.imports.draft import Draft, Outcome, Weakness, Workstream, title_and_rest
from wsoa.imports.ledger import Kind, Ledger

_GROUPS = {
    "working group": "WG", "workstream": "WS", "work stream": "WS", "priority": "P", "theme": "T",
    "strand": "S", "priority action": "PA", "area of focus": "AF", "improvement area": "IA",
    "area for priority action": "PA", "priority action area": "PA", "area for improvement": "AI",
    "wg": "WG", "ws": "WS",
}  # fmt: skip
_WORKSTREAM = re.compile(
    rf"(?P<kind>{'|'.join(sorted(_GROUPS, key=len, reverse=True))})\s*"
    r"(?P<number>[0-9]{1,2}|[A-Z](?![A-Za-z]))\b(?!\.[0-9])"
    r"\s*[:.–—-]*\s*(?P<title>.*)",
    re.IGNORECASE | re.DOTALL,
)
_WEAKNESS = re.compile(
    r"(?:significant )?areas? of (?:significant )?(?:weakness(?:es)?|concern)\b[^:]{0,60}:\s*(?P<text>.*)",
    re.IGNORECASE | re.DOTALL,
)
_SAID = re.compile(r"\A.{0,40}?\bsaid\s*:\s*", re.IGNORECASE)
_PAIR = re.compile(r"[A-Z]{0,3}[0-9]{1,2}\.[0-9]{1,2}\Z")
_COUNTED = re.compile(
    r"(?:(?:priority area|outcome|objective)\s+)?(?P<ref>[0-9]{1,2})\s*[:–—-]\s*(?P<rest>[^\W\d].*)",
    re.IGNORECASE | re.DOTALL,
)
_CALLED = re.compile(r"(?:priority area|outcome|objective)\s*[:–—-]\s*\S", re.IGNORECASE)
_LONGEST_HEADING = 200
_DEEP = 3


class Where:
    """The place in the draft that rows go to."""

    def __init__(self, draft: Draft, ledger: Ledger) -> None:
        self._draft = draft
        self._ledger = ledger
        self.workstream: Workstream | None = None
        self.outcome: Outcome | None = None
        self._heading = ""
        self._level = 0
        self._headings: set[str] = set()
        self._part_level = 0
        self._next_part = False
        self._weakness_next = False

    def weakness(self, line: Line) -> bool:
        """Take a line that says what the inspectors found wanting, or the line after its label."""
        found = _WEAKNESS.match(line.text)
        text = found["text"] if found else line.text if self._weakness_next else ""
        announced = bool(found) and not text
        taken = announced or (bool(text) and self.workstream is not None)
        if taken and not announced and self.workstream is not None:
            ref = f"W{len(self._draft.weaknesses) + 1}"
            title, rest = title_and_rest(_SAID.sub("", text).strip(" “”\"'"))
            self._draft.weaknesses.append(Weakness(ref, title, rest, line.place))
            self.workstream.weaknesses.append(ref)
            made = f"weakness {ref} of {self.workstream.ref}"
            self._ledger.add(Kind.GUESS, line.place, "weakness", text, made, ref=self.workstream.ref)
        self._weakness_next = announced
        return taken

    def heading(self, line: Line) -> bool:
        """Take a line outside tables for what it is; False where it is nothing of the plan's shape."""
        text, place, level = line.text, line.place, line.level
        if len(text) > _LONGEST_HEADING or text.endswith((".", ";")):
            return False
        if self.workstream_from(text, place, strict=True):
            self._heading = self.workstream.title if self.workstream else ""
            return True
        text = f"{line.label} {text}".strip()
        found = refs.leading(text)
        said = re.match(r"(?:priority area|outcome|objective)\s", text, re.IGNORECASE)
        if found and _PAIR.match(refs.clean(found.printed)) and found.rest and (level or said):
            self.outcome_from(text, place).supposed = True
            return True
        if level:
            fresh = line.text not in self._headings
            self._heading, self._level = line.text, level
            self._headings.add(line.text)
            supposed = self.workstream is not None and self.workstream.supposed
            self._next_part = self._next_part or (fresh and supposed and level == self._part_level)
        return False

    def banner(self, text: str, place: str) -> bool:
        """Take a line across a table for a workstream or an outcome; False where it is neither."""
        if self.workstream_from(text, place, strict=True):
            return True
        found = refs.leading(text)
        if (found and found.rest) or _COUNTED.match(text) or _CALLED.match(text):
            self.outcome_from(text, place)
            return True
        return False

    def workstream_from(self, text: str, place: str, *, strict: bool = False) -> bool:
        """Go to the workstream that a text names, making it where it is new.

        ``strict`` takes only a text that says what it is, such as “Working group 2”.
        """
        found = _WORKSTREAM.match(text)
        if not found and strict:
            return False
        if found:
            ref = f"{_GROUPS[' '.join(found['kind'].lower().split())]}{found['number'].upper()}"
            title = found["title"]
        else:
            lead = re.match(r"(?P<ref>[A-Z]{0,3}[0-9]{1,2}|[A-Z])[.):]?\s+(?P<rest>\S.*)", text, re.DOTALL)
            ref, title = (lead["ref"], lead["rest"]) if lead else ("", text)
        known = next(
            (w for w in self._draft.workstreams if (w.ref == ref if ref else w.title == _title(title))), None
        )
        if known is None:
            known = self._add(ref or f"WS{len(self._draft.workstreams) + 1}", _title(title), place)
        elif known.title == known.ref and title.strip():
            known.title = _title(title)
        self._ledger.add(Kind.SPELT, place, "workstream", text, f"{known.ref} {known.title}")
        changed = known is not self.workstream
        self.workstream, self._next_part = known, False
        self.outcome = None if changed else self.outcome
        return changed or strict

    def need_workstream(self, ref: str, place: str) -> Workstream:
        """Return the workstream that rows go to; where the document names none, one is supposed."""
        number = re.match(r"[0-9]+", ref)
        deep = len([piece for piece in refs.pieces(ref) if piece.isdigit()]) >= _DEEP and number is not None
        wanted = f"WS{number[0]}" if deep and number else "WS1"
        if self._next_part and not deep:
            wanted = f"WS{len(self._draft.workstreams) + 1}"
        elif self.workstream is not None and not (
            self.workstream.supposed and deep and self.workstream.ref != wanted
        ):
            return self.workstream
        known = next((w for w in self._draft.workstreams if w.ref == wanted), None)
        if known is None:
            title = title_and_rest(self._heading)[0] if self._heading and not deep else f"Part {wanted[2:]}"
            known = self._add(wanted, title, place, supposed=True)
            self._part_level = self._level if self._heading and not deep else 0
            made = f"no workstream is named; {wanted} “{title}” was made"
            self._ledger.add(Kind.GUESS, place, "workstream", ref, made, ref=wanted)
        self.workstream, self.outcome, self._next_part = known, None, False
        return known

    def is_new(self, text: str) -> bool:
        """Tell whether a text names another outcome than the one the walk is in."""
        return self.outcome is None or _named(text)[:2] != (self.outcome.ref, self.outcome.title)

    def outcome_from(self, text: str, place: str) -> Outcome:
        """Go to the outcome that a text names, making it where it is new."""
        ref, title, rest, printed = _named(text)
        workstream = self.need_workstream(f"{ref}.0" if ref else "", place)
        known = next((o for o in workstream.outcomes if ref and o.ref == ref), None)
        if known is None or (known.title != title and not known.supposed):
            known = Outcome(ref, title, place)
            if printed and not refs.is_copied(printed, ref):
                known.printed["ref"] = printed
                self._ledger.add(Kind.REPAIRED, place, "ref", printed, f"read as {ref}", ref=ref)
            workstream.outcomes.append(known)
        elif known.supposed:
            known.title, known.supposed = title, False
        self._ledger.add(Kind.SPELT, place, "outcome", text, f"{known.ref} {known.title}".strip())
        if rest:
            known.notes.append(rest)
        self.outcome = known
        return known

    def home(self, ref: str, place: str) -> Outcome:
        """Return the outcome that an action belongs to; one is supposed where the document names none."""
        workstream = self.need_workstream(ref, place)
        over = refs.parent(ref)
        if self.outcome is not None and not self.outcome.ref:
            self.outcome.ref = (
                over if over and not self._taken(over) else f"{workstream.ref}.{len(workstream.outcomes)}"
            )
            made = f"no ref is printed; {self.outcome.ref} was made"
            self._ledger.add(
                Kind.GUESS, self.outcome.place, "outcome", self.outcome.title, made, ref=self.outcome.ref
            )
        inside = self.outcome is not None and (
            refs.is_above(self.outcome.ref, ref) or self.outcome.ref == ref
        )
        flat = self.outcome is not None and not over and self.outcome in workstream.outcomes
        if self.outcome is not None and (inside or flat or not self.outcome.supposed):
            return self.outcome
        self.outcome = next((o for o in workstream.outcomes if o.ref == over), None) or self._suppose(
            workstream, over, place
        )
        return self.outcome

    def _suppose(self, workstream: Workstream, over: str, place: str) -> Outcome:
        ref = over if over and not self._taken(over) else f"{workstream.ref}.{len(workstream.outcomes) + 1}"
        title = (
            title_and_rest(self._heading)[0]
            if self._heading and not workstream.outcomes
            else f"Actions {ref}"
        )
        made = Outcome(ref, title, place, supposed=True)
        workstream.outcomes.append(made)
        self._ledger.add(
            Kind.GUESS, place, "outcome", "", f"no outcome is named; {ref} “{title}” was made", ref=ref
        )
        return made

    def next_ref(self, before: str) -> str:
        """Make a ref for an action that prints none."""
        outcome = self.outcome
        if outcome is None or not outcome.ref:
            count = len(self._draft.actions()) + 1
            last = re.fullmatch(r"(.*?)([0-9]+)", before)
            return f"{last[1]}{int(last[2]) + 1}" if last and outcome is None else f"A{count}"
        number = len(outcome.actions) + 1
        while self._taken(f"{outcome.ref}.{number}"):
            number += 1
        return f"{outcome.ref}.{number}"

    def add_officers(self, roles: list[str], what: str) -> None:
        """Give the outcome, or else the workstream, those who answer for it or chair it."""
        if self.workstream is None:
            return
        held = self.workstream.chairs if what.startswith("chair") else self.workstream.sponsors
        if self.outcome is not None and held is self.workstream.sponsors:
            held = self.outcome.accountable
        held += [role for role in roles if role not in held]

    def add_impact(self, texts: Iterable[str]) -> None:
        """Give the outcome what people should notice."""
        for text in texts:
            for line in bullets(text):
                if self.outcome is not None and line not in self.outcome.impact:
                    self.outcome.impact.append(line)

    def _taken(self, ref: str) -> bool:
        draft = self._draft
        return any(
            one.ref == ref for ones in (draft.workstreams, draft.outcomes(), draft.actions()) for one in ones
        )

    def _add(self, ref: str, title: str, place: str, *, supposed: bool = False) -> Workstream:
        made = Workstream(ref, title or ref, place, supposed)
        self._draft.workstreams.append(made)
        return made


def _title(text: str) -> str:
    return title_and_rest(text)[0]


def _named(text: str) -> tuple[str, str, str, str]:
    """Split an outcome's text into its ref, title, what does not fit the title, and its ref as printed."""
    found = refs.leading(text)
    if found is None and (counted := _COUNTED.match(text)):
        found = refs.RefRead(counted["ref"], counted["rest"])
    words = re.sub(
        r"\A(?:priority area|outcome|objective)\s*[:–-]\s*",
        "",
        found.rest if found else text,
        flags=re.IGNORECASE,
    )
    ref = refs.clean(found.printed) if found else ""
    title, rest = title_and_rest(words)
    return ref, title or ref, rest, found.printed if found else ""
