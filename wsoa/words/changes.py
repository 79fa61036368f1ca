"""One change in plain words, the same in the diff, the history, the pages and the feed.

Dates, figures and names are written out from the values a change holds; nothing is said that is not
recorded, and nothing that somebody wrote is cut.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from wsoa.history.change import Change, Flag, Kind
from wsoa.plan.dates import Calendar
from wsoa.plan.kpis import Measure, Target, Unit
from wsoa.plan.models import Impact, Plan, Promise, Update
from wsoa.plan.walk import Item, walk
from wsoa.words.dates import say_when
from wsoa.words.lists import listed
from wsoa.words.numbers import count, days_later
from wsoa.words.values import NOTHING, say_deadline, say_figure, say_silence, say_value, told_with

NO_REASON = "no reason recorded"

_NAMES: Mapping[str, str] = {
    "accountable": "accountable officer",
    "also_in": "shared with",
    "comparators": "the same measure elsewhere",
    "depends_on": "depends on",
    "ends": "end of the plan",
    "impact date": "date by which people should notice",
    "leads": "lead",
    "rating": "published rating",
    "rating_scheme": "rating scheme",
    "record": "change record",
    "see": "see also",
    "voices": "how people will show the difference",
    "year": "what a year means",
}
_GROUPS: Mapping[str, str] = {
    "terms": "term", "resources": "resource", "glossary": "in the glossary,", "printed": "printed",
}  # fmt: skip
_NOTES: Mapping[Flag, str] = {
    Flag.DATE_GIVEN: "a date for the first time",
    Flag.MADE_OPEN: "made open-ended",
    Flag.DATE_LOST: "no date any more",
    Flag.MORE_PRECISE: "more precise",
    Flag.LESS_PRECISE: "less precise",
    Flag.BY_CALENDAR: "by what it counts from",
    Flag.AFTER_DUE: "changed after it had passed",
    Flag.BACKDATED: "its record is dated more than a month before it was written",
    Flag.NUMBER_GIVEN: "a number for the first time",
    Flag.TARGET_LOOSENED: "easier to reach",
    Flag.TARGET_TIGHTENED: "harder to reach",
    Flag.LOST_LEAD: "no lead recorded any more",
    Flag.VANISHED: "not withdrawn; no reason recorded",
    Flag.BACK_AGAIN: "back again",
    Flag.REF_RECYCLED: "ref reused",
    Flag.COMPLETION_UNDONE: "no longer complete",
    Flag.UPDATE_REWRITTEN: "edited after the fact",
    Flag.RECORD_REWRITTEN: "edited after the fact",
    Flag.DATE_ALTERED: "a date that was stated is another one now, or none",
    Flag.THRESHOLD: "the rule behind the ratings",
}
_FIRST = frozenset({Flag.DATE_GIVEN, Flag.DATE_LOST})
_SIZES = frozenset({"impact", "voices"})
_PEOPLE = frozenset({"leads", "accountable", "chairs", "sponsors", "owner"})


class Words:
    """How the changes between two versions are told, each side with its own calendar and names."""

    def __init__(self, old: Plan, new: Plan) -> None:
        self._sides = (old, new)
        self._facts = [{i.ref: facts_of(i, side.calendar) for i in walk(side)} for side in self._sides]

    @classmethod
    def of_history(cls, plan: Plan) -> Words:
        """Tell changes of any age with a plan's names; other versions' items are not looked up in it."""
        words = cls(plan, plan)
        words._facts = [{}, {}]
        return words

    def of(self, change: Change) -> str:
        """Tell what happened, without the ref and title of the item."""
        what = self._what(change)
        notes = list(self._notes(change))
        return f"{what} ({'; '.join(notes)})" if notes else what

    def _what(self, change: Change) -> str:
        if rerated(change):
            return self._rerated(change)
        if change.field in {"update", "record", "reading"}:
            return self._report(change)
        if change.field == "ignore":
            return self._silence(change)
        if change.field:
            return self._renumbered(change) if change.kind is Kind.RENUMBERED else self._field(change)
        return self._item(change)

    def _rerated(self, change: Change) -> str:
        update = change.new
        assert isinstance(update, Update)  # noqa: S101 - rerated() saw it
        words = told_with(update, self._sides[1])
        return f"declared {_rated_before(change) or NOTHING} → {update.rating}, {words}"

    @staticmethod
    def _renumbered(change: Change) -> str:
        return f"was {change.old}"

    def _item(self, change: Change) -> str:
        item = change.item
        kind = "KPI" if item.kind == "kpi" else item.kind
        if change.kind in {Kind.ADDED, Kind.REMOVED}:
            facts = facts_of(item, self._sides[change.kind is Kind.ADDED].calendar)
            return f"{kind}, {facts}" if facts else kind
        side = 1 if change.kind is Kind.SPLIT else 0
        own = self._facts[1 - side].get(item.ref)
        told = f"{'is now' if side else 'was'} {listed([self._part(side, ref) for ref in change.refs[side]])}"
        if not own:
            return told
        return f"{own}; {told}" if side else f"{told}; now {own}"

    def _part(self, side: int, ref: str) -> str:
        facts = self._facts[side].get(ref)
        return f"{ref} ({facts})" if facts else ref

    def _report(self, change: Change) -> str:
        """Tell of an update, a change record or a reading that came, was edited or was taken out."""
        name = _NAMES.get(change.field, change.field)
        old, new = self._value(change, 0), self._value(change, 1)
        link = " of " if change.field != "reading" else ": "
        if change.old is None:
            return f"{name}{link}{new}"
        if change.new is None:
            return f"{name} taken out: {old}"
        return f"{name}{link}{old} → {new}"

    def _silence(self, change: Change) -> str:
        old, new = (
            say_silence(value, side.calendar) if value else ""
            for value, side in zip((change.old, change.new), self._sides, strict=True)
        )
        if not old:
            return f"no longer reported: {new}"
        return f"silenced otherwise: {old} → {new}" if new else f"reported again: {old}"

    def _field(self, change: Change) -> str:
        if change.field.startswith("roles."):
            return self._post(change)
        if change.field == "order":
            return "the order of entries changed"
        if change.field in _SIZES:
            return _rewritten(self._name(change), _size(change.old), _size(change.new))
        if change.field == "due":
            return " → ".join(self._steps(change, side) or self._date(change, side) for side in (0, 1))
        return self._from_to(change)

    def _from_to(self, change: Change) -> str:
        old, new = (self._value(change, side) for side in (0, 1))
        name = self._name(change)
        if change.kind is Kind.ADDED or change.old is None:
            return f"{name}: {new}"
        if change.new is None:
            return f"{name} taken out: {old}"
        return f"{name}: {old} → {new}"

    def _date(self, change: Change, side: int) -> str:
        return say_deadline(change.dates[side], self._sides[side].calendar) if change.dates[side] else NOTHING

    def _steps(self, change: Change, side: int) -> str:
        """The dates of an action's steps, where it has none of its own on one side."""
        if (change.old, change.new)[side] is not None or change.item.kind != "action":
            return ""
        return self._facts[side].get(change.item.ref if side else change.was or change.item.ref, "")

    def _post(self, change: Change) -> str:
        role = change.field.removeprefix("roles.")
        old, new = change.old, change.new
        if old is None or new is None:
            named = new or old
            return f"{'post named' if new else 'post no longer named'}: {named.name if named else role}"
        told = [
            f"{label} {before or NOTHING} → {after or NOTHING}"
            for label, before, after in (
                ("name", old.name, new.name),
                ("holder", old.holder, new.holder),
                ("vacant", _yes(old.vacant), _yes(new.vacant)),
            )
            if before != after
        ]
        return f"{new.name}: {'; '.join(told) or 'other spellings'}"

    def _name(self, change: Change) -> str:
        field = change.field
        group, dot, name = field.partition(".")
        if dot and group in _GROUPS:
            return f"{_GROUPS[group]} {name}"
        stated = [one for one in (change.new, change.old) if isinstance(one, Target)]
        if stated and stated[0].by and field != "target":
            return f"target for {say_when(stated[0].by, self._sides[1].calendar)}"
        return _NAMES.get(field, field.removeprefix("x-").replace("-", " ").replace("_", " "))

    def _value(self, change: Change, side: int) -> str:
        value = (change.old, change.new)[side]
        plan = self._sides[side]
        if value is None:
            return NOTHING
        if change.field in _PEOPLE:
            roles = (value,) if isinstance(value, str) else value
            return listed([plan.role_name(role) for role in roles])
        if isinstance(value, Impact):
            return f"{self._date(change, side)}: {value.text}"
        unit = change.item.kpi.unit if change.item.kpi else getattr(change.item.thing, "unit", None)
        words = say_value(value, plan, unit)
        if isinstance(value, Target) and change.field == "target" and value.by:
            return f"{words} by {say_when(value.by, plan.calendar)}"
        return words

    def _notes(self, change: Change) -> Iterator[str]:
        if change.moved and change.days:
            yield f"{days_later(change.days)}{self._since(change)}"
        for flag, words in _NOTES.items():
            if flag in change.flags and not self._needless(flag, change):
                yield words
        if change.reason:
            late = " recorded later" if Flag.RECORDED_LATE in change.flags else ""
            yield f"reason{late}: {change.reason}"
        if change.agreed_by:
            yield f"agreed by {self._sides[1].role_name(change.agreed_by)}"
        yield from (f"minute: {record.minute}" for record in change.records if record.minute)
        if Flag.NOT_RECORDED in change.flags:
            yield NO_REASON

    def _since(self, change: Change) -> str:
        """Name the last known date, where no date stood between it and the new one."""
        known = change.since if change.since != change.dates[0] else None
        return f" than {say_deadline(known, self._sides[0].calendar)}" if known else ""

    def _needless(self, flag: Flag, change: Change) -> bool:
        """True where the change itself already says what a note would."""
        if flag is Flag.DATE_LOST and Flag.MADE_OPEN in change.flags:
            return True
        if flag in _FIRST and isinstance(change.new or change.old, Target):
            return None in {change.old, change.new}
        return flag in _FIRST and bool(self._steps(change, 0) or self._steps(change, 1))


def rerated(change: Change) -> bool:
    """True for a new update that declares another rating than the last one did."""
    update = change.new
    if change.kind is not Kind.ADDED or change.field != "update" or not isinstance(update, Update):
        return False
    known = update in getattr(change.item.thing, "updates", ())
    return known and update.rating is not None and update.rating != _rated_before(change)


def _rated_before(change: Change) -> str | None:
    """Return the rating that the update before a new one declared; else the one published; else None."""
    updates: Sequence[Update] = getattr(change.item.thing, "updates", ())
    place = next((n for n, update in enumerate(updates) if update == change.new), 0)
    published = getattr(change.item.thing, "rating", None)
    before = next((u.rating for u in reversed(updates[:place]) if u.rating), None)
    return before or (published.code if published else None)


def _yes(vacant: bool) -> str:  # noqa: FBT001 - a fact of a post, put into words
    return "yes" if vacant else ""


def _rewritten(name: str, old: str, new: str) -> str:
    return f"{name} reworded" if old == new else f"{name}: {old} → {new}"


def _size(value: object) -> str:
    if not value:
        return NOTHING
    return count(len(value), "entry") if isinstance(value, tuple) else "stated"


def facts_of(item: Item, calendar: Calendar) -> str:
    """Say when an item is due, or its steps are; of a KPI, where it starts and how many targets it has."""
    if isinstance(item.thing, Measure):
        return _kpi_facts(item, item.thing, calendar)
    own = getattr(item.thing, "due", None)
    if own is not None:
        return f"due {say_when(own, calendar)}"
    steps: Sequence[Promise] = getattr(item.thing, "milestones", ())
    dates = [say_when(step.due, calendar) for step in steps if step.due]
    return f"steps due {listed(dates)}" if dates else ""


def _kpi_facts(item: Item, measure: Measure, calendar: Calendar) -> str:
    unit: Unit = item.kpi.unit if item.kpi else getattr(item.thing, "unit", "count")
    stated = measure.baseline
    baseline = f"baseline {say_figure(stated, unit, calendar)}" if stated else "no baseline"
    return f"{baseline}, {count(len(measure.targets), 'target') if measure.targets else 'no target'}"


__all__ = ["NOTHING", "NO_REASON", "Words", "facts_of", "rerated"]
