"""What the versions of a plan tell of one item: every date, rating, lead and wording it ever had."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from functools import cached_property

from wsoa.history.change import Change, Flag, Kind
from wsoa.history.moves.moves import moves
from wsoa.history.repository.versions import Commit
from wsoa.history.timeline import Entry, Stories, Timeline
from wsoa.plan.dates import Calendar
from wsoa.plan.walk import Item, Path, walk
from wsoa.reports.parts import Moment
from wsoa.reports.plan_as_at import PlanAsAt
from wsoa.reports.site.view import Story, StoryLine
from wsoa.words.changes import Words, facts_of, rerated
from wsoa.words.dates import say_day, say_when
from wsoa.words.lists import capital, sentence

NO_HISTORY = "The versions of the plan were not at hand when this page was made."
PARTIAL = "Only part of the plan's history was at hand. What happened before it is not known."
UNCHANGED = "Nothing about it has changed since."


class Past:
    """A plan's story up to a day, told item by item. ``line`` is None where no history was read."""

    def __init__(self, at: PlanAsAt, line: Timeline | None) -> None:
        self._at = at
        self._line = line

    def of(self, item: Item, parts: Iterable[Item] = ()) -> Story:
        """Tell of an item and the parts of it, newest first."""
        if self._line is None:
            return Story((), NO_HISTORY)
        if not any(self._known(event.day) for event in self._line.events):
            return Story((), self._too_early())
        told = [(item, ""), *((part, self._at.name(part).text) for part in parts)]
        dated = [
            (
                entry,
                StoryLine(
                    Moment.of_day(entry.commit.committed if entry.commit else None),
                    _version(entry.commit),
                    about,
                    self._words(entry, one),
                ),
            )
            for one, about in told
            for entry in reversed(self._story(one))
            if self._known(entry.day)
        ]
        dated.sort(key=lambda pair: pair[0].day or date.min, reverse=True)
        lines = tuple(line for _, line in dated)
        return Story(lines, " ".join((*self._first(item, changed=bool(lines)), *self._gap())))

    def moved(self, path: Path) -> bool:
        """True where the deadline of an item, or of a part of it, moved between versions."""
        return path in self._moved

    def _known(self, day: date | None) -> bool:
        """True for what was committed by the day; what is not committed yet has none."""
        return day is not None and day <= self._at.as_of

    def _too_early(self) -> str:
        return (
            f"No version of the plan's files from {say_day(self._at.as_of)} or earlier is kept, "
            "so this page tells only what the plan itself records."
        )

    def _gap(self) -> Iterator[str]:
        if self._line is not None and not self._line.complete:
            yield PARTIAL

    def _first(self, item: Item, *, changed: bool) -> Iterator[str]:
        """Say what the first version had, where the item was in it."""
        if self._line is None or self._line.first is None:
            return
        ref = self._oldest_ref(item)
        found = self._begun.get((item.kind, ref or ""))
        first = next((event for event in self._line.events if event.first), None)
        if found is None or first is None or first.commit is None:
            return
        facts = facts_of(found, self._line.first.calendar)
        told = f": {facts}" if facts else ""
        day = say_day(first.commit.committed)
        which = "the plan’s first version" if self._line.complete else "the oldest version at hand"
        yield f"It was in {which}, {first.commit.short} of {day}{told}."
        if not changed:
            yield UNCHANGED

    @cached_property
    def _begun(self) -> Mapping[tuple[str, str], Item]:
        """The items of the first version by kind and ref; of several, the first."""
        begun = list(walk(self._line.first)) if self._line and self._line.first else []
        return {(item.kind, item.ref): item for item in reversed(begun)}

    def _story(self, item: Item) -> tuple[Entry, ...]:
        return self._stories.of(item) if self._stories is not None else ()

    @cached_property
    def _stories(self) -> Stories | None:
        return Stories(self._line) if self._line is not None else None

    @cached_property
    def _moved(self) -> frozenset[Path]:
        """The paths of everything whose deadline moved, and of all that these are parts of."""
        return frozenset(path[:cut] for path, _ in self._steps for cut in range(len(path) + 1))

    def _oldest_ref(self, item: Item) -> str | None:
        """Return the ref an item had in the first version; None where it was added later."""
        entries = self._story(item)
        if not entries:
            return item.ref
        oldest = entries[0].change
        if oldest.kind is Kind.ADDED and not oldest.field:
            return None
        return oldest.was or (oldest.old if oldest.kind is Kind.RENUMBERED else oldest.item.ref)

    @cached_property
    def _say(self) -> Words | None:
        line = self._line
        return Words(line.first, line.newest) if line and line.first and line.newest else None

    @cached_property
    def _steps(self) -> Mapping[tuple[Path, Commit | None], Change]:
        """Every move of a deadline, with the reason that was written down later where one was."""
        line = self._line
        return {(m.item.path, s.commit): s.change for m in moves(line) for s in m.steps} if line else {}

    def _words(self, entry: Entry, item: Item) -> str:
        change = entry.change
        if change.moved:
            change = self._steps.get((item.path, entry.commit), change)
        if change.kind is Kind.ADDED and not change.field:
            return sentence(_added(change, self._at.plan.calendar))
        if change.kind is Kind.RENUMBERED:
            return f"Renumbered; it was {change.old}."
        if change.kind is Kind.ADDED and change.field == "update" and not rerated(change):
            return f"Report of {_day_of(change, self._at.plan.calendar)} added."
        words = self._say.of(change) if self._say else change.field
        late = " The reason was recorded later." if Flag.RECORDED_LATE in change.flags else ""
        name = "date: " if change.field == "due" else ""
        return f"{sentence(capital(name + words))}{late}"


def _added(change: Change, calendar: Calendar) -> str:
    facts = facts_of(change.item, calendar)
    return f"added to the plan: {facts}" if facts else "added to the plan"


def _day_of(change: Change, calendar: Calendar) -> str:
    """Return the day of an update that a version brought; its words stand among the reports."""
    return say_when(change.new.date, calendar)


def _version(commit: Commit | None) -> str:
    return f"version {commit.short}" if commit else ""
