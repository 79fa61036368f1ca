"""Every deadline that moved, from the one sequence of its dates, with what explains each move."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from wsoa.history.change import Change, Flag, Kind
from wsoa.history.moves.courses import Course, Kept, State, Turn, dropped, turns
from wsoa.history.moves.dues import backdated, calendar_record, moved
from wsoa.history.moves.records import explaining
from wsoa.history.repository.versions import Commit
from wsoa.history.timeline import Timeline, rule_changes
from wsoa.plan.change_records import about
from wsoa.plan.dates import Calendar, Deadline
from wsoa.plan.head import Change as Record
from wsoa.plan.walk import Item


class Step(NamedTuple):
    """One move of a deadline, and the change of the rule behind the ratings that came with it, if one did.

    ``commit`` put the new date in force; ``written`` is the commit that wrote it, another one where a branch
    was merged. ``between`` is what stood from the old date to the new: no date, an open-ended one, or the
    item was away.
    """

    commit: Commit | None
    change: Change
    rule: Change | None = None
    written: Commit | None = None
    between: tuple[State, ...] = ()
    record: Kept | None = None

    @property
    def recorded(self) -> str:
        """Whether a change record goes with it: recorded, recorded late, or not recorded."""
        if Flag.RECORDED in self.change.flags:
            return "recorded"
        return "recorded late" if Flag.RECORDED_LATE in self.change.flags else "not recorded"

    @property
    def old(self) -> Deadline | None:
        """The date it moved from, the last known one."""
        return self.change.dates[0]

    @property
    def new(self) -> Deadline | None:
        """The date it moved to; None where it was taken away."""
        return self.change.dates[1]

    @property
    def texts(self) -> tuple[str | None, str | None]:
        """Both dates as the plan spelt them; as days where the spelling stayed and the days moved."""
        spelt = tuple(one.when.text if one else None for one in self.change.dates)
        if spelt[0] == spelt[1]:
            spelt = tuple(one.latest.isoformat() if one and one.latest else None for one in self.change.dates)
        return spelt[0], spelt[1]

    @property
    def day_written(self) -> date | None:
        """The day the new date was written; None for what is not committed yet."""
        return self.written.day_written if self.written else None


class Move(NamedTuple):
    """A deadline that moved: the item as it is now, and every step from the first date to the current one.

    ``name`` says which of its dates. ``days`` is the newest date less the first, in calendar days, positive
    for later. ``alive`` is False where the item is no longer in the plan.
    """

    item: Item
    steps: tuple[Step, ...]
    name: str = "due"
    alive: bool = True

    @property
    def original(self) -> str | None:
        """The date before the first step, as the plan spelt it."""
        return self.steps[0].texts[0]

    @property
    def current(self) -> str | None:
        """The date after the last step, as the plan spelt it."""
        return self.steps[-1].texts[1]

    @property
    def days(self) -> int:
        """How far it moved in all."""
        return sum(step.change.days for step in self.steps)

    @property
    def unrecorded(self) -> int:
        """How many steps have no change record, not even a late one."""
        return sum(step.recorded == "not recorded" for step in self.steps)

    @property
    def ratings(self) -> tuple[tuple[str, str], ...]:
        """Every rating its owner gave, as date and code, oldest first."""
        published = getattr(self.item.thing, "rating", None)
        said = [(published.date.text, published.code)] if published else []
        updates = getattr(self.item.thing, "updates", ())
        return (*said, *((u.date.text, u.rating) for u in updates if u.rating))

    @property
    def rules(self) -> tuple[Step, ...]:
        """The steps that came with a change of the rule behind the ratings."""
        return tuple(step for step in self.steps if step.rule is not None)

    @property
    def after_due(self) -> int:
        """How many steps were taken after the date had passed."""
        return sum(Flag.AFTER_DUE in step.change.flags for step in self.steps)


class Dropped(NamedTuple):
    """A deadline that was made open-ended or taken away, and has no date now: the item, and that step."""

    item: Item
    step: Step
    name: str


def moves(line: Timeline) -> tuple[Move, ...]:
    """Return every deadline that moved and is still in the plan, furthest first."""
    return _moves(line, alive=True)


def gone_moves(line: Timeline) -> tuple[Move, ...]:
    """Return every deadline that moved, and whose item has left the plan since, furthest first."""
    return _moves(line, alive=False)


def drops(line: Timeline) -> tuple[Dropped, ...]:
    """Return every deadline of the newest version that had a date and has none now, in plan order."""
    found = []
    for course in line.courses:
        if course.alive and course.states and course.states[-1].latest is None and course.states[-1].there:
            steps = list(_explained(course, line, list(dropped(course.states))))
            if steps:
                found.append(Dropped(course.item, steps[-1], course.name))
    return tuple(found)


def _moves(line: Timeline, *, alive: bool) -> tuple[Move, ...]:
    found = [
        Move(course.item, steps, course.name, alive)
        for course in line.courses
        if course.alive is alive and (steps := tuple(_explained(course, line, list(turns(course.states)))))
    ]
    return tuple(sorted(found, key=lambda move: -abs(move.days)))


def _explained(course: Course, line: Timeline, found: Sequence[Turn]) -> Iterator[Step]:
    """Turn the moves of one date into steps, each with the record that explains it: one record, one move."""
    rules = rule_changes(line) if found else {}
    left = [kept for kept in course.records if kept.until is None or not course.alive]
    for turn in found:
        used = _records(course.name, turn, left)
        left = [kept for kept in left if kept not in used]
        whole = () if used else _calendar(turn, line)
        kept = next(iter((*used[-1:], *whole[-1:])), None)
        yield Step(
            turn.new.commit,
            _change(course, turn, kept),
            rules.get(turn.new.commit),
            turn.new.written,
            turn.between,
            kept,
        )


def _change(course: Course, turn: Turn, kept: Kept | None) -> Change:
    days, flags = moved(turn.old.date, turn.new.date)
    if turn.after_due:
        flags.add(Flag.AFTER_DUE)
    if kept is None:
        flags.add(Flag.NOT_RECORDED)
    else:
        flags.add(Flag.RECORDED if kept.at <= turn.new.at else Flag.RECORDED_LATE)
        if kept.commit is not None and backdated(kept.record, kept.commit.day_written):
            flags.add(Flag.BACKDATED)
    old, new = turn.old.date, turn.new.date
    if old and new and old.when.text == new.when.text:
        flags.add(Flag.BY_CALENDAR)
    return Change(
        Kind.CHANGED,
        course.item,
        course.name,
        old.when if old else None,
        new.when if new else None,
        frozenset(flags),
        days,
        kept.record.reason if kept else None,
        kept.record.agreed_by if kept else None,
        dates=(old, new),
        since=old if turn.between else None,
        records=(kept.record,) if kept else (),
        identity=course.identity,
    )


def _records(name: str, turn: Turn, left: Sequence[Kept]) -> list[Kept]:
    """Return what explains a move, of the records that explain no other."""
    own = [kept for kept in left if kept.record in about([kept.record], name)]
    calendars: tuple[Calendar, Calendar] = (turn.old.calendar, turn.new.calendar)
    early = [kept for kept in own if kept.at <= turn.new.at]
    for known in (early, own):
        found = explaining([kept.record for kept in known], turn.old.date, turn.new.date, calendars)
        if found:
            return _taken(found, known)
    return []


def _taken(records: Sequence[Record], kept: Sequence[Kept]) -> list[Kept]:
    return [next(one for one in kept if one.record is record) for record in records]


def _calendar(turn: Turn, line: Timeline) -> tuple[Kept, ...]:
    """Return the plan's own record of what dates count from, where that alone moved the date."""
    near = [kept for kept in line.records if kept.until is None and kept.at >= turn.new.at]
    found = calendar_record((turn.old.date, turn.new.date), [kept.record for kept in near])
    return tuple(kept for kept in near if kept.record in found)
