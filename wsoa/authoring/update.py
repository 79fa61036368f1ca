"""``wsoa update``: what somebody reports of one item becomes the few lines that say so in the plan.

Nothing here reads or writes a file: words and a plan go in, edits or a refusal in one sentence come out.
"""

from __future__ import annotations

import re
from datetime import date
from difflib import get_close_matches

from wsoa.assess.commitments import after
from wsoa.authoring.dates import read_date
from wsoa.authoring.moving import date_of_measure, moving_date
from wsoa.authoring.refusal import RefusedError
from wsoa.authoring.update_request import UpdateRequest, check_words
from wsoa.authoring.update_states import state_edits
from wsoa.checks.words import listed, written
from wsoa.files.editing.draft import Edit
from wsoa.files.editing.emit import Value, as_read
from wsoa.files.editing.order import keys_of
from wsoa.files.text import split_lines
from wsoa.plan.dates import When
from wsoa.plan.find import NoItemError, find
from wsoa.plan.models import Plan, Promise, Update
from wsoa.plan.ratings import unknown_code
from wsoa.plan.walk import Item, walk
from wsoa.words.dates import say_day

_ADDRESS = re.compile(r"=(?=\s*[A-Za-z][A-Za-z0-9+.-]*://)")
_OF_PROMISES = (
    *("start", "due", "complete", "move_to", "withdraw", "pause", "resume", "sign_off_by", "signed_off_by"),
    "close",
)
"""What can be asked only of an action or a milestone, by the names of the options."""
_WHOLE = 100
_PERCENT = re.compile("[0-9]{1,3}\\Z", re.ASCII)
_MEASURE = (
    "A KPI has readings, not updates: see wsoa record. "
    "Its dates move with --move-to by their refs: {ref}#baseline, {ref}#target-1."
)
_ELSEWHERE = {
    "weakness": "A weakness has no updates of its own; report on its workstream.",
    "kpi": _MEASURE,
    "part": _MEASURE,
    "review": "A review is a date and an outcome; --move-to moves the first, write the other in the file.",
}
_OF_A_MOVE = frozenset({"move_to", "reason", "agreed_by", "minute", "date", "unexplained"})


def locate(plan: Plan, ref: str, *, to_move: bool = False) -> Item:
    """Find the one item that a ref names; ``plan`` is the plan as a whole.

    ``to_move`` finds what has a date that moves and no reports too: a review, or a date of a KPI, such as
    WG1.1#baseline or WG1.1#target-1.

    Raises:
        RefusedError: there is none, there are two, or it is a kind of item that is not updated.
    """
    if to_move and (measured := date_of_measure(plan, ref)) is not None:
        return measured
    try:
        item = find(plan, ref)
    except NoItemError as error:
        if ref.strip().casefold() == "plan":
            return Item("plan", "plan", (), plan)
        hint = f" Did you mean {' or '.join(error.close)}?" if error.close else ""
        raise RefusedError(f"The plan has nothing called {ref!r}.{hint}") from None
    if "#" in ref and "#" not in item.ref:
        raise RefusedError(f"{item.ref} has no milestone called {ref!r}.")
    same: list[str] = [one.kind for one in walk(plan) if one.ref == item.ref and one.kind != "weakness"]
    if same.count(item.kind) > 1:
        raise RefusedError(f"Two items are called {item.ref}; give each a ref of its own first.")
    if len(same) > 1 and ref.strip().casefold() == item.ref.casefold():
        ways = " or ".join(f"“{kind} {item.ref}”" for kind in same)
        raise RefusedError(f"More than one item is called {item.ref}; write {ways}.")
    if item.kind in _ELSEWHERE and not (to_move and item.kind == "review"):
        raise RefusedError(_ELSEWHERE[item.kind].format(ref=item.ref))
    return item


def edits_for(plan: Plan, item: Item, wanted: UpdateRequest, day: date) -> list[Edit]:
    """Turn what is wanted into edits, in the order of the keys.

    ``day`` is the day nothing reported may lie after, and the date of what has no other.

    Raises:
        RefusedError: it would break the plan, or says nothing new.
    """
    writer = _UpdateWriter(plan, item, wanted, day)
    check_words(wanted)
    writer.check_item()
    found = [
        *writer.start(),
        *writer.first_date(),
        *writer.move(),
        *writer.completion(),
        *writer.evidence(),
        *writer.report(),
        *writer.states(),
        *writer.withdrawal(),
    ]
    if not found:
        raise RefusedError("Nothing was said that could be written.")
    order, depth = keys_of(type(item.thing)), len(item.path)
    return sorted(found, key=lambda edit: order.index(str(edit.path[depth])))


class _UpdateWriter:
    """One item, what is wanted of it, and the day: everything that the questions below are asked of."""

    def __init__(self, plan: Plan, item: Item, wanted: UpdateRequest, day: date) -> None:
        self.plan, self.item, self.wanted, self.day = plan, item, wanted, day
        self.promise = item.thing if isinstance(item.thing, Promise) else None
        self.moving = moving_date(item)
        self.order = keys_of(type(item.thing))
        self.when = self._date(wanted.date, "--date") or read_date("today", "--date", day)
        if after(self.when, plan.calendar, day):
            raise RefusedError(f"{written(self.when)} is not over on {say_day(day)}; date it no later.")

    def check_item(self) -> None:
        """Refuse what this item cannot have, or cannot have any more."""
        item, wanted = self.item, self.wanted
        if self.promise is None:
            if item.kind in _ELSEWHERE and any(given not in _OF_A_MOVE for given in wanted.given):
                raise RefusedError(_ELSEWHERE[item.kind].format(ref=item.ref.partition("#")[0]))
            given = next((name for name in _OF_PROMISES if getattr(wanted, name)), None)
            if given and not (given == "move_to" and self.moving is not None):
                option = given.replace("_", "-")
                raise RefusedError(f"--{option} is for actions and milestones, and {item.ref} is neither.")
            if wanted.evidence and not wanted.note:
                raise RefusedError("--evidence for more than one action goes with --note.")
            return
        for promise in (self.promise, item.action):
            if promise is not None and promise.withdrawn is not None:
                on = written(promise.withdrawn.date)
                raise RefusedError(f"{item.ref} was withdrawn on {on}; nothing more is reported of it.")
        self._check_finished(self.promise)

    def _check_finished(self, promise: Promise) -> None:
        if promise.completed is None:
            return
        for name in ("complete", "due", "move_to", "forecast", "withdraw"):
            if getattr(self.wanted, name):
                done = written(promise.completed)
                raise RefusedError(f"{self.item.ref} was completed already: {done}.")

    def start(self) -> list[Edit]:
        """Return the edit for --start."""
        when = self._date(self.wanted.start, "--start")
        if when is None or self.promise is None:
            return []
        if self.promise.start == when:
            raise RefusedError(f"{self.item.ref} starts {written(when)} already.")
        return [self._put("start", when)]

    def first_date(self) -> list[Edit]:
        """Return the edit for --due: the date of what had none. A date that is there moves, with a record."""
        when = self._date(self.wanted.due, "--due")
        if when is None or self.promise is None:
            return []
        if self.promise.due is not None:
            due = written(self.promise.due)
            raise RefusedError(
                f"{self.item.ref} is due {due}; give --move-to, so that the change is recorded."
            )
        return [self._put("due", when)]

    def completion(self) -> list[Edit]:
        """Return the edit for --complete."""
        when = self._date(self.wanted.complete, "--complete")
        if when is None:
            return []
        steps = self.item.action.milestones if self.item.kind == "action" and self.item.action else ()
        if steps:
            refs = [one.ref or f"{self.item.ref}#{n}" for n, one in enumerate(steps, 1)]
            raise RefusedError(f"{self.item.ref} is rated by its milestones; complete {listed(refs)}.")
        if when.endless or when.window(self.plan.calendar).latest is None:
            raise RefusedError("--complete needs a day, or a month that is over.")
        if after(when, self.plan.calendar, self.day):
            raise RefusedError(f"--complete: {written(when)} is not over on {say_day(self.day)}.")
        return [self._put("completed", when)]

    def move(self) -> list[Edit]:
        """Return the new date and its record, never one without the other."""
        due, moving = self._date(self.wanted.move_to, "--move-to"), self.moving
        if due is None or moving is None:
            return []
        if moving.when is None:
            first = "give it its first with --due" if self.promise else "write its first in the plan's file"
            raise RefusedError(f"{self.item.ref} has no date that could move; {first}.")
        if moving.when.text == due.text:
            raise RefusedError(f"{self.item.ref} is due {written(due)} already; nothing moves.")
        reason, agreed_by = self._agreed()
        known = getattr(self.item.thing, "changes", ())
        late = [c for c in known if c.field == moving.name and self._later(c.date)]
        if late:
            moved, mine = written(late[-1].date), written(self.when)
            raise RefusedError(f"{self.item.ref} moved on {moved}, after {mine}; date this later.")
        record = self._kept(
            date=self.when, field=moving.name, **{"from": _word(moving.when), "to": _word(due)},
            reason=reason, agreed_by=agreed_by, minute=_text_or_none(self.wanted.minute, "--minute"),
        )  # fmt: skip
        date = Edit((*self.item.path, *moving.keys), due, order=keys_of(moving.group))
        return [date, self._put("changes", record, add=True)]

    def evidence(self) -> list[Edit]:
        """Return the evidence that stands on the item: that of completion, and what comes without a note."""
        if not self.wanted.evidence or (self.wanted.note and not self.wanted.complete):
            return []
        known = {(one.title, one.url, one.file) for one in (self.promise.evidence if self.promise else ())}
        pieces = [_piece(words) for words in self.wanted.evidence]
        for piece in pieces:
            if (piece["title"], piece.get("url"), piece.get("file")) in known:
                raise RefusedError(f"“{piece['title']}” is recorded as evidence already.")
        return [self._put("evidence", piece, add=True) for piece in pieces]

    def report(self) -> list[Edit]:
        """Return the update for --note and what goes with it."""
        wanted = self.wanted
        if not wanted.note:
            return []
        forecast = self._date(wanted.forecast, "--forecast")
        self._check_forecast(forecast)
        evidence = () if wanted.complete else wanted.evidence
        update = self._kept(
            date=self.when, text=_one_text(wanted.note, "--note"),
            blocker=_text_or_none(wanted.blocker, "--blocker"),
            help_needed=_text_or_none(wanted.help_needed, "--help-needed"),
            by=self._role(), rating=self._rating(), confidence=wanted.confidence, forecast=forecast,
            percent=self._percent(),
            evidence=[_piece(words) for words in evidence] or None,
            source=_text_or_none(wanted.source, "--source"),
        )  # fmt: skip
        made = Update.model_validate(as_read(update))
        if made in getattr(self.item.thing, "updates", ()):
            raise RefusedError(f"This is recorded for {self.item.ref} already; nothing was written.")
        return [self._put("updates", update, add=True)]

    def states(self) -> list[Edit]:
        """Return the edits for what says how far it is: paused, signed off or to be, closed."""
        if self.promise is None:
            return []
        edits = state_edits(
            self.item, self.promise, self.wanted, self.when, lambda words, to: read_date(words, to, self.day)
        )
        return [edit._replace(order=self.order) for edit in edits]

    def withdrawal(self) -> list[Edit]:
        """Return the edit for --withdraw."""
        wanted = self.wanted
        if not wanted.withdraw:
            return []
        if not wanted.reason:
            raise RefusedError("--withdraw needs --reason: say why it is no longer promised.")
        gone = self._kept(
            date=self.when, reason=_one_text(wanted.reason, "--reason"),
            by=_text_or_none(wanted.agreed_by, "--agreed-by"), superseded_by=self._successor(),
        )  # fmt: skip
        return [self._put("withdrawn", gone)]

    def _put(self, key: str, value: Value, *, add: bool = False) -> Edit:
        return Edit((*self.item.path, key), value, add, self.order)

    def _date(self, words: str | None, option: str) -> When | None:
        return read_date(words, option, self.day) if words is not None else None

    def _later(self, when: When) -> bool:
        mine = self.when.window(self.plan.calendar).latest
        return mine is not None and after(when, self.plan.calendar, mine)

    def _agreed(self) -> tuple[str | None, str | None]:
        reason, agreed_by = self.wanted.reason, self.wanted.agreed_by
        if (not reason or not agreed_by) and not self.wanted.unexplained:
            raise RefusedError("--move-to needs --reason and --agreed-by: say why, and who agreed.")
        return _text_or_none(reason, "--reason"), _text_or_none(agreed_by, "--agreed-by")

    def _check_forecast(self, forecast: When | None) -> None:
        if forecast is None:
            return
        latest = forecast.window(self.plan.calendar).latest
        reported = self.when.window(self.plan.calendar).latest
        if latest is None:
            raise RefusedError("--forecast needs a date with an end: a day, a month or a range.")
        if reported is not None and latest < reported:
            raise RefusedError(
                f"--forecast: {written(forecast)} is past on {say_day(reported)}; give --complete instead."
            )

    def _role(self) -> str | None:
        words = self.wanted.by
        if words is None or words in self.plan.roles:
            return words
        named = [role for role, one in self.plan.roles.items() if words.casefold() in _names(role, one.name)]
        if len(named) == 1:
            return named[0]
        close = get_close_matches(words.lower(), self.plan.roles, n=2, cutoff=0.5)
        hint = f" Did you mean {' or '.join(close)}?" if close else ""
        raise RefusedError(f"The plan has no role {words!r}.{hint}")

    def _rating(self) -> str | None:
        words = self.wanted.rating
        if words is None:
            return None
        codes = [one.code for one in self.plan.scheme.codes]
        same = [code for code in codes if code.casefold() == words.strip().casefold()]
        if words in codes or len(same) == 1:
            return words if words in codes else same[0]
        way_out = unknown_code(words, self.plan.scheme).help
        raise RefusedError(f"The rating scheme has no code {words!r}; {way_out}.")

    def _percent(self) -> int | None:
        words = self.wanted.percent
        if words is None:
            return None
        digits = words.strip().removesuffix("%").strip()
        if not _PERCENT.match(digits) or int(digits) > _WHOLE:
            raise RefusedError("--percent is a whole number from 0 to 100.")
        return int(digits)

    def _successor(self) -> str | None:
        words = self.wanted.superseded_by
        if words is None:
            return None
        try:
            successor = find(self.plan, words)
        except NoItemError as error:
            hint = f" Did you mean {' or '.join(error.close)}?" if error.close else ""
            raise RefusedError(f"--superseded-by: the plan has nothing called {words!r}.{hint}") from None
        if successor.ref == self.item.ref or successor.kind == "weakness":
            raise RefusedError(f"--superseded-by: {successor.ref} cannot take the place of {self.item.ref}.")
        return successor.ref

    @staticmethod
    def _kept(**given: Value | None) -> dict[str, Value]:
        return {key: value for key, value in given.items() if value is not None}


def _names(role: str, name: str) -> set[str]:
    return {role.casefold(), name.casefold()}


def _word(when: When) -> Value:
    """Return a date as a change record holds it: as text, a recurring one included."""
    return when if when.every is None else when.text


def _one_text(text: str, option: str) -> str:
    """Return what somebody typed without spaces around it, its lines ended as plans end theirs.

    Raises:
        RefusedError: it is empty, or holds bytes that are no text.
    """
    try:
        text.encode()
    except UnicodeEncodeError:
        raise RefusedError(f"{option} holds characters that are not text; type it again.") from None
    if not text.strip():
        raise RefusedError(f"{option} is empty.")
    return "\n".join(split_lines(text.strip()))


def _text_or_none(text: str | None, option: str) -> str | None:
    return None if text is None else _one_text(text, option)


def _piece(words: str) -> dict[str, Value]:
    """Read TITLE=URL, TITLE=FILE, or a title alone. A title may hold a = of its own before an address.

    Raises:
        RefusedError: there is no title, or what follows it is neither an address nor a file.
    """
    found = _ADDRESS.search(words) or re.search("=", words)
    title, place = (words[: found.start()], words[found.end() :]) if found else (words, None)
    if not title.strip() or "://" in title or place == "":
        raise RefusedError("--evidence is written as TITLE=URL, or as a title alone.")
    piece: dict[str, Value] = {"title": _one_text(title, "--evidence")}
    if place is None:
        return piece
    if place.lower().startswith("www."):
        raise RefusedError(f"--evidence: write the whole address, such as https://{place}.")
    return {**piece, "url" if "://" in place else "file": _one_text(place, "--evidence")}
