"""What changed between two versions of plans, grouped for readers: moved deadlines first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from typing import Any, Literal, NamedTuple

from wsoa.history.change import Change, Flag, Kind
from wsoa.history.diff import Diff, diff
from wsoa.plan.kpis import Kpi
from wsoa.plan.models import Plan
from wsoa.plan.walk import ItemKind, walk
from wsoa.words.changes import Words, rerated
from wsoa.words.items import NO_WORKSTREAM
from wsoa.words.lists import listed
from wsoa.words.numbers import count

State = Literal["compared", "new", "gone"]
Sorter = Callable[[Change], bool]

_DATES = frozenset({"due", "start", "ends", "accepted", "date"})
_PEOPLE = frozenset({"leads", "accountable", "chairs", "sponsors", "owner"})
_RATINGS = frozenset({"rating", "completed", "verified", "withdrawn"})
_WORDING = frozenset({"title", "detail", "ambition", "impact", "voices", "partners", "definition"})
_FIGURES = frozenset({"aim", "unit", "frequency", "statutory", "tolerance", "also_in"})


class Line(NamedTuple):
    """One change as people read it: the ref now, the ref it had, the item's line and what happened."""

    change: Change
    ref: str
    was: str | None
    title: str
    words: str


class Section(NamedTuple):
    """The changes of one sort."""

    key: str
    title: str
    lines: tuple[Line, ...]


class Figure(NamedTuple):
    """How many there are of something in each version."""

    label: str
    old: int
    new: int


class PlanChanges(NamedTuple):
    """One plan in two versions. A plan that is new or gone has nothing to compare."""

    id: str
    area: str
    title: str
    state: State
    sections: tuple[Section, ...] = ()
    figures: tuple[Figure, ...] = ()

    @property
    def lines(self) -> tuple[Line, ...]:
        """Every change in the order it is told."""
        return tuple(line for section in self.sections for line in section.lines)

    @property
    def moved(self) -> tuple[Line, ...]:
        """Deadlines that moved, furthest first."""
        return next((section.lines for section in self.sections if section.key == "moved"), ())

    def count(self, flag: Flag) -> int:
        """How many changes carry a flag."""
        return sum(flag in line.change.flags for line in self.lines)

    @property
    def counts(self) -> Mapping[str, int]:
        """How many changes there are of each sort, sorts without any left out."""
        return {section.key: len(section.lines) for section in self.sections}

    @property
    def headline(self) -> str:
        """The counts in a sentence."""
        return _headline(self)


class ChangesReport(NamedTuple):
    """What changed between two sides, and the first day on which it can have been written, if known."""

    old: str
    new: str
    since: date | None
    plans: tuple[PlanChanges, ...]

    @property
    def unrecorded(self) -> bool:
        """True where a deadline moved or was lost with no reason recorded."""
        return any(plan.count(Flag.NOT_RECORDED) for plan in self.plans)


def changes(
    old: str, new: str, since: date | None, pairs: Iterable[tuple[str, Plan | None, Plan | None]]
) -> ChangesReport:
    """Compare plans, each given with its id; None where it was not there on that side."""
    return ChangesReport(old, new, since, tuple(_plan(*pair, since) for pair in pairs))


def _plan(plan_id: str, old: Plan | None, new: Plan | None, on: date | None) -> PlanChanges:
    known = new or old
    assert known is not None  # noqa: S101 - a plan is on one side at least
    if old is None or new is None:
        return PlanChanges(plan_id, known.area, known.title, "gone" if new is None else "new")
    sections = grouped(diff(old, new, on), old, new)
    return PlanChanges(plan_id, known.area, known.title, "compared", sections, _figures(old, new))


_COUNTED: Sequence[tuple[str, ItemKind, Callable[[Any], bool]]] = (
    ("Actions", "action", lambda _: True),
    ("Actions with a day to be finished by", "action", lambda a: bool(a.due and a.due.precision == "day")),
    ("Actions with no lead", "action", lambda a: not a.leads),
    ("Outcomes with an accountable officer", "outcome", lambda o: bool(o.accountable)),
    ("KPIs", "kpi", lambda _: True),
    ("KPIs with a figure to start from", "kpi", lambda k: _started(k, "value")),
    ("KPIs with a baseline promised", "kpi", lambda k: _started(k, "promised")),
    ("KPIs with a target", "kpi", lambda k: bool(k.targets) or any(part.targets for part in k.parts)),
)


def _started(kpi: Kpi, name: str) -> bool:
    return any(getattr(measure.baseline, name, None) is not None for measure in (kpi, *kpi.parts))


def _figures(old: Plan, new: Plan) -> tuple[Figure, ...]:
    """Count what the two versions hold, where the counts differ."""
    items = [list(walk(side)) for side in (old, new)]
    found = (
        Figure(label, *(sum(i.kind == kind and fits(i.thing) for i in side) for side in items))
        for label, kind, fits in _COUNTED
    )
    return tuple(figure for figure in found if figure.old != figure.new)


def grouped(found: Diff, old: Plan, new: Plan) -> tuple[Section, ...]:
    """Return the changes by sort, in the order readers need them; a sort without any is left out."""
    words = Words(old, new)
    was = {change.new: change.old for change in found.changes if change.kind is Kind.RENUMBERED}
    sorted_out: dict[str, list[Change]] = {key: [] for key, _, _ in SORTS}
    for change in found.changes:
        sorted_out[next(key for key, _, fits in SORTS if fits(change))].append(change)
    sorted_out["moved"].sort(key=lambda change: (-abs(change.days), change.ref))
    return tuple(
        Section(key, title, tuple(_line(change, words, was) for change in sorted_out[key]))
        for key, title, _ in SORTS
        if sorted_out[key]
    )


def _line(change: Change, words: Words, was: Mapping[str | None, str | None]) -> Line:
    item = change.item
    before = change.was or (was.get(item.ref) if change.kind is Kind.CHANGED else None)
    title = NO_WORKSTREAM if item.kind == "plan" else item.title
    return Line(change, item.ref, before, title, words.of(change))


def _whole(kind: Kind) -> Sorter:
    return lambda change: change.kind is kind and not change.field


def _fields(names: frozenset[str], *starts: str) -> Sorter:
    return lambda change: change.field in names or (bool(starts) and change.field.startswith(starts))


def _rated(change: Change) -> bool:
    return change.field in _RATINGS or rerated(change)


def _dropped(change: Change) -> bool:
    return Flag.DATE_LOST in change.flags and Flag.NOT_RECORDED in change.flags


SORTS: Sequence[tuple[str, str, Sorter]] = (
    ("moved", "Deadlines moved", lambda change: change.moved),
    ("ratings", "Ratings and standing", _rated),
    ("dropped", "Deadlines made open-ended or taken away", _dropped),
    ("thresholds", "Rating scheme and thresholds", lambda change: Flag.THRESHOLD in change.flags),
    ("added", "Added", _whole(Kind.ADDED)),
    ("divided", "Split and merged", lambda change: change.kind in {Kind.SPLIT, Kind.MERGED}),
    ("removed", "Removed", _whole(Kind.REMOVED)),
    ("dates", "Dates given or made precise", _fields(_DATES)),
    ("kpis", "KPIs: baselines, targets and readings", _fields(_FIGURES | {"baseline", "reading"}, "target")),
    ("people", "People", _fields(_PEOPLE)),
    ("posts", "Posts", _fields(frozenset(), "roles.")),
    ("updates", "Updates", _fields(frozenset({"update"}))),
    ("silences", "Findings silenced or reported again", lambda change: Flag.SILENCE in change.flags),
    ("records", "Change records", _fields(frozenset({"record"}))),
    ("renumbered", "Refs changed", lambda change: change.kind is Kind.RENUMBERED),
    ("wording", "Wording", _fields(_WORDING)),
    ("rest", "Other changes", lambda _: True),
)
"""Every sort of change: its key, its heading, and what belongs to it. The first that fits takes a change."""

_NOUNS: Mapping[str, str] = {
    "ratings": "change of rating or completion",
    "thresholds": "change of rating scheme",
    "dates": "other change of date",
    "kpis": "change of KPIs",
    "people": "change of people",
    "posts": "change of posts",
    "updates": "update",
    "dropped": "deadline made open-ended or taken away",
    "silences": "change of what is silenced",
    "records": "change of change records",
    "renumbered": "change of ref",
    "wording": "change of wording",
    "rest": "other change",
}


def _headline(plan: PlanChanges) -> str:
    if not plan.lines:
        return "Nothing changed." if plan.state == "compared" else ""
    told = [_moved(plan), *_items(plan), *_others(plan)]
    return f"{count(len(plan.lines), 'change')}: {listed([words for words in told if words])}."


def _moved(plan: PlanChanges) -> str:
    lines = plan.moved
    if not lines:
        return "no deadline moved"
    notes = [
        f"{number:,} {words}"
        for number, words in (
            (sum(Flag.LATER in line.change.flags for line in lines), "later"),
            (sum(Flag.EARLIER in line.change.flags for line in lines), "earlier"),
            (sum(Flag.AFTER_DUE in line.change.flags for line in lines), "after it had passed"),
            (sum(Flag.NOT_RECORDED in line.change.flags for line in lines), "with no reason recorded"),
        )
        if number
    ]
    return f"{count(len(lines), 'deadline')} moved ({', '.join(notes)})"


def _items(plan: PlanChanges) -> list[str]:
    told = []
    for key, verb in (("added", "added"), ("removed", "removed")):
        kinds = Counter(
            line.change.item.kind for section in plan.sections if section.key == key for line in section.lines
        )
        if kinds:
            told.append(f"{listed([count(number, _noun(kind)) for kind, number in kinds.items()])} {verb}")
    for kind, verb in ((Kind.SPLIT, "split"), (Kind.MERGED, "merged")):
        if number := sum(line.change.kind is kind for line in plan.lines):
            told.append(f"{number:,} {verb}")
    return told


def _noun(kind: str) -> str:
    return {"kpi": "KPI", "part": "part of a KPI"}.get(kind, kind)


def _others(plan: PlanChanges) -> list[str]:
    counts = plan.counts
    return [count(counts[key], noun) for key, noun in _NOUNS.items() if key in counts]
