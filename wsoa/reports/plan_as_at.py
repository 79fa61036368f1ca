"""What every report needs to hand: the plan as assessed on a day, its anchors, what was known by then."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from wsoa.assess.assessment import Assessment, Commitment
from wsoa.assess.commitments import after
from wsoa.audience.redaction import NOT_PUBLISHED
from wsoa.plan.dates import When
from wsoa.plan.head import Evidence
from wsoa.plan.models import Impact, Plan, Promise, Update, Voices
from wsoa.plan.ratings import Standing
from wsoa.plan.walk import Item, Path, Thing
from wsoa.reports.anchors import Anchors, Prose, Span, anchors, prose, safe_address
from wsoa.reports.parts import EvidenceLine, Fact, Link, Moment, Report, Tag, Titled, Words
from wsoa.words.dates import machine_date, say_text, say_when
from wsoa.words.items import name_of
from wsoa.words.lists import capital, sentence
from wsoa.words.nothing import MOVES_NOT_KNOWN, NO_MOVES
from wsoa.words.sources import SAME
from wsoa.words.standings import standing_word


@dataclass(frozen=True, slots=True)
class PlanAsAt:
    """A plan as assessed on a day, with the means to say and link what is in it.

    ``one_source`` is where every report of progress comes from, on a page that says so once; empty elsewhere.
    """

    assessment: Assessment
    anchors: Anchors
    by_path: Mapping[Path, Commitment]
    below: Mapping[Path, Sequence[Commitment]]
    """The commitments at or below each path, in plan order."""
    one_source: str = ""

    @property
    def gap(self) -> str:
        """How much of its history could not be read, as :class:`Assessment` has it."""
        return self.assessment.gap

    @property
    def moved(self) -> frozenset[str]:
        """The refs of everything whose deadline moved, with a change record or without."""
        return frozenset(c.ref for c in self.assessment.moved)

    @property
    def no_moves(self) -> str:
        """What to say where no deadline is known to have moved."""
        return MOVES_NOT_KNOWN[self.gap] if self.gap else NO_MOVES

    @property
    def plan(self) -> Plan:
        """The plan."""
        return self.assessment.plan

    @property
    def as_of(self) -> date:
        """The day."""
        return self.assessment.as_of

    def known(self, when: When | None) -> bool:
        """True where something so dated was known on the day, or bears no date."""
        return when is None or not after(when, self.plan.calendar, self.as_of)

    def moment(self, when: When) -> Moment:
        """Say a date of the plan."""
        return Moment(say_when(when, self.plan.calendar), machine_date(when))

    def finished(self, commitment: Commitment) -> Moment | None:
        """Give the day something was finished, or the month where no more is recorded; None for neither."""
        if commitment.completed is None:
            return None
        stated: When | None = getattr(commitment.item.thing, "completed", None)
        if stated is None:
            return Moment.of_day(commitment.completed)
        return self.moment(stated)

    def say(self, when: When) -> str:
        """Say a date of the plan, in words alone."""
        return say_when(when, self.plan.calendar)

    def days(self, when: When | None) -> list[str]:
        """Say a date that was known on the day, as a list of one; an empty list for any other."""
        return [self.say(when)] if when is not None and self.known(when) else []

    def say_text(self, text: str) -> str:
        """Say a date held as text."""
        return say_text(text, self.plan.calendar)

    def link(self, ref: str) -> Link:
        """Return a link to the item with a ref; words alone where there is none."""
        return Link(ref, self.anchors.by_ref.get(ref, ""))

    def name(self, item: Item) -> Link:
        """Name an item as people do, with its anchor: 1.1a, or 1.1a key milestone 2."""
        return Link(name_of(item, self.plan.labels), self.anchors.by_path.get(item.path, ""))

    def within(self, path: Path) -> Sequence[Commitment]:
        """Return the commitments at or below a path, in plan order."""
        return self.below.get(path, ())

    def role(self, role: str) -> str:
        """Name a role, and say where nobody holds it."""
        known = self.plan.roles.get(role)
        return (
            f"{self.plan.role_name(role)} (vacant)" if known and known.vacant else self.plan.role_name(role)
        )

    def holder(self, role: str) -> str:
        """Name a role and, where the plan gives one, the person who holds it."""
        known = self.plan.roles.get(role)
        if known is None or known.holder is None or known.vacant:
            return self.role(role)
        return f"{known.name}: {known.holder}"

    def people(self, label: str, roles: Sequence[str]) -> tuple[Fact, ...]:
        """Return a fact that names roles and their holders; none for no roles."""
        return fact(label, tuple(self.holder(role) for role in roles))

    def reports(self, updates: Iterable[Update]) -> tuple[Report, ...]:
        """Return the reports known on the day, newest first."""
        dated = [(self.day(update), update) for update in updates if self.known(update.date)]
        dated.sort(key=lambda pair: pair[0], reverse=True)
        told = [update for _, update in dated]
        return tuple(self.report(update, last) for update, last in zip(told, (None, *told), strict=False))

    def day(self, update: Update) -> date:
        """Return the last day an update may be from."""
        return update.date.window(self.plan.calendar).latest or date.min

    def report(self, update: Update, above: Update | None = None) -> Report:
        """Tell a report; where the one above it has the same source, only that it has."""
        source = "" if update.source == self.one_source else update.source
        same = source and above is not None and above.source == source
        said = [
            f"In the way: {sentence(update.blocker)}" if update.blocker else "",
            f"Asked for: {sentence(update.help_needed)}" if update.help_needed else "",
            f"Reported by {self.role(update.by)}." if update.by else "",
            self._rated(update),
        ]
        if update.percent is not None:
            said.append(f"{update.percent}% done.")
        if update.forecast:
            said.append(f"Expected by {self.say(update.forecast)}.")
        if update.confidence:
            said.append(f"Confidence in the date: {update.confidence}.")
        return Report(
            date=self.moment(update.date),
            text=sentence(update.text),
            extra=tuple(line for line in said if line),
            source=prose(SAME if same else source),
            evidence=self.evidence(update.evidence),
        )

    def _rated(self, update: Update) -> str:
        return f"Rated {self.code(update.rating)}." if update.rating else ""

    def code(self, code: str) -> str:
        """Name one of the area's codes with its word: A (Amber); the code alone where the scheme lacks it."""
        known = self.assessment.scheme.code_of(code)
        return code if known is None or known.word.casefold() == code.casefold() else f"{code} ({known.word})"

    def evidence(self, given: Iterable[Evidence]) -> tuple[EvidenceLine, ...]:
        """Return the evidence that was there on the day; the plan holds only what its readers may see."""
        return tuple(self._evidence(e) for e in given if self.known(e.date))

    def evidence_for(self, thing: Thing) -> tuple[EvidenceLine, ...]:
        """Return the evidence of an action or milestone, then that of the reports on it, each once."""
        if not isinstance(thing, Promise):
            return ()
        reported = [e for update in thing.updates if self.known(update.date) for e in update.evidence]
        return tuple(dict.fromkeys(self.evidence((*thing.evidence, *reported))))

    def _evidence(self, given: Evidence) -> EvidenceLine:
        voice = f"voice: {given.voice}" if given.voice else ""
        dated = self.say(given.date) if given.date else ""
        kept = "" if given.public or given.title == NOT_PUBLISHED else "not for publication"
        return EvidenceLine(
            given.title,
            safe_address(given.url),
            ", ".join(part for part in (given.kind, voice, dated, kept) if part),
        )

    def tag(self, standing: Standing) -> Tag:
        """Return a standing as a tag."""
        return Tag(standing.value, standing.letter, standing.word)

    def tag_of(self, commitment: Commitment) -> Tag:
        """Return a commitment's standing as a tag; no rating but its owner's is ever shown."""
        return self.tag(commitment.standing)._replace(word=standing_word(commitment))

    def impact(self, impact: Iterable[Impact]) -> tuple[Titled, ...]:
        """Group what people should notice by when."""
        groups: dict[str, list[str]] = {}
        for one in impact:
            when = f"By {self.say(one.by)}" if one.by else ""
            groups.setdefault(when, []).append(sentence(one.text))
        return tuple(Titled(heading, tuple(lines)) for heading, lines in groups.items())

    def printed(self, printed: Mapping[str, str]) -> tuple[Prose, ...]:
        """Say what the document prints where it differs."""
        return tuple(
            (Span(f"The document prints the {_KEYS.get(key, key)} as “{text}”."),)
            for key, text in printed.items()
        )

    def withdrawn(self, promise: Promise) -> bool:
        """True where something was no longer promised on the day."""
        return promise.withdrawn is not None and self.known(promise.withdrawn.date)

    def signed_by(self, promise: Promise) -> str:
        """Say by whom it was signed off and when; empty where nobody had by the day."""
        verified = promise.verified
        if verified is None or not self.known(verified.date):
            return ""
        by = self.role(verified.by) if verified.by in self.plan.roles else verified.by
        return f"by {by}, {self.say(verified.date)}"


_KEYS = {"due": "date", "leads": "lead", "see": "cross-reference"}


VOICES: Mapping[str, str] = {
    "young_people": "Children and young people",
    "parents": "Parents and carers",
    "professionals": "Professionals",
    "audits": "Audits and outside reviews",
}
"""The fields of a workstream's voices, and how each is headed."""


def voices_of(voices: Voices | None) -> tuple[Titled, ...]:
    """Group what people will say to show the difference by who they are."""
    said = ((heading, getattr(voices, field, ())) for field, heading in VOICES.items())
    return tuple(Titled(heading, tuple(map(sentence, lines))) for heading, lines in said if lines)


def own_words(at: PlanAsAt) -> Words:
    """Return the area's own words as pages need them."""
    labels = at.plan.labels
    return Words(capital(labels.action), capital(labels.lead), labels.workstream)


def plan_as_at(assessment: Assessment) -> PlanAsAt:
    """Lay out what reports need."""
    by_path = {c.path: c for c in assessment.commitments}
    below: dict[Path, list[Commitment]] = {}
    for one in assessment.commitments:
        for cut in range(len(one.path) + 1):
            below.setdefault(one.path[:cut], []).append(one)
    return PlanAsAt(assessment, anchors(assessment.plan), by_path, below)


def fact(label: str, lines: Sequence[str]) -> tuple[Fact, ...]:
    """Return a fact with its lines; none where there are no lines."""
    return (Fact(label, tuple(prose(line) for line in lines)),) if lines else ()


def note(text: str | None) -> tuple[Prose, ...]:
    """Return a remark as a sentence; none where there is none."""
    return (prose(sentence(text)),) if text else ()
