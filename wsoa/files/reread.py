"""A workstream's file that differs from one read before in a few actions or KPIs: only these are read again.

Versions of a plan differ by a line here and there, and a file is long. Where an action or a KPI starts and
ends is known from the parser's own positions in the older text. The lines around a change are the same on
both sides, so the parser stands where it stood; the entries that changed are read by themselves, and must be
whole by themselves. Whatever does not fit, or holds a problem, is left to be read as a whole.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from typing import NamedTuple, Self

from pydantic import ValidationError

from wsoa.files.builder import MAX_EVENTS, Builder
from wsoa.files.nodes import MappingNode, SequenceNode, TextSpan
from wsoa.files.parse import events, parse
from wsoa.files.sources import Source
from wsoa.plan.kpis import Kpi
from wsoa.plan.models import Action, Workstream

_DOCUMENT_SIGNS = ("---", "...", "%")
_EVENTS_A_CHARACTER = 2
"""At most: a key without a value is two values."""
_TRIES = 12
"""How many unchanged entries are looked for between two changes before both are read as one."""

Things = tuple[Action, ...] | tuple[Kpi, ...]


class _Entries(NamedTuple):
    """The actions of one outcome, or the KPIs: the lines they start at, and the line after the last.

    ``outcome`` is the outcome's place, None for KPIs; ``column`` is that of their dashes.
    """

    outcome: int | None
    column: int
    starts: tuple[int, ...]
    end: int

    @property
    def bounds(self) -> tuple[int, ...]:
        """The lines between entries, with the first and the last."""
        return (*self.starts, self.end)

    def moved(self, lines: int) -> _Entries:
        """Return the same, so many lines further down."""
        return self._replace(starts=tuple(at + lines for at in self.starts), end=self.end + lines)


class _Change(NamedTuple):
    """Lines of the older text, from one to another, and what stands in their place."""

    first: int
    after: int
    lines: Sequence[str]


class _NotSoError(Exception):
    """The change is none that can be read by itself."""


class Known(NamedTuple):
    """A workstream's file as it was read, and where its actions and KPIs stand in it."""

    file: str
    lines: list[str]
    workstream: Workstream
    entries: tuple[_Entries, ...]

    @classmethod
    def of(cls, source: Source) -> Self | None:
        """Look through a file that was read whole and holds no problem; None where it is none of these."""
        root, model = source.root, source.workstream.model
        if root is None or model is None or "\r" in source.text or _too_long(source.text):
            return None
        lines = source.text.split("\n")
        entries = tuple(one for one in _entries(root, len(lines)) if _by_line(lines, one))
        return cls(source.file, lines, model, entries) if entries else None

    def reread(self, text: str) -> tuple[Source, Known] | None:
        """Read another text of the same file; None where it has to be read as a whole.

        The text holds no hidden character and no conflict mark.
        """
        if "\r" in text or _too_long(text):
            return None
        new, known = text.split("\n"), self
        try:
            for change in reversed(list(self._changes(0, len(self.lines), new))):
                known = known._with(change)
        except (_NotSoError, ValidationError):
            return None

        def whole() -> MappingNode | None:
            return parse(text, self.file)[0]

        return Source(self.file, text, whole, known.workstream), known

    def _changes(self, first: int, after: int, new: Sequence[str]) -> Iterator[_Change]:
        """Yield what differs between some lines and the new ones that stand in their place, in order."""
        most = min(after - first, len(new))
        start = 0
        while start < most and self.lines[first + start] == new[start]:
            start += 1
        end = 0
        while end < most - start and self.lines[after - 1 - end] == new[len(new) - 1 - end]:
            end += 1
        first, after, new = first + start, after - end, new[start : len(new) - end]
        if first == after and not new:
            return
        joined = "\n".join(["", *new, ""])
        for low, high in self._between(first, after)[:_TRIES]:
            at = joined.find("\n".join(["", *self.lines[low:high], ""]))
            if at >= 0:
                before = joined.count("\n", 0, at)
                yield from self._changes(first, low, new[:before])
                yield from self._changes(high, after, new[before + high - low :])
                return
        yield _Change(first, after, new)

    def _between(self, first: int, after: int) -> list[tuple[int, int]]:
        """Return the lines of each entry that stands wholly between two lines."""
        return [
            (low, high)
            for one in self.entries
            for low, high in zip(one.bounds, one.bounds[1:], strict=False)
            if first < low and high < after
        ]

    def _with(self, change: _Change) -> Known:
        """Return the file with one change made, having read the entries that it touches."""
        place = next((k for k, one in enumerate(self.entries) if _touches(one, change)), None)
        if place is None:
            raise _NotSoError
        where = self.entries[place]
        # A line put in before an entry may belong to the one before it, which is read as well.
        low = max(0, bisect_right(where.starts, change.first - 1) - 1)
        high = max(low + 1, bisect_left(where.bounds, change.after))
        top, bottom = where.bounds[low], where.bounds[high]
        chunk = [*self.lines[top : change.first], *change.lines, *self.lines[change.after : bottom]]
        nodes = _read(chunk, where, self.file, last=bottom == len(self.lines))
        starts = [node.spot.start_mark.line for node in nodes]
        ends = [*starts[1:], len(chunk)]
        kept = self._models(where, low, high)
        kind = Kpi if where.outcome is None else Action
        made = [
            kept.get(tuple(chunk[begin:end])) or kind.model_validate(node)
            for node, begin, end in zip(nodes, starts, ends, strict=True)
        ]
        lines = [*self.lines[: change.first], *change.lines, *self.lines[change.after :]]
        shift = len(lines) - len(self.lines)
        here = where._replace(
            starts=(
                *where.starts[:low],
                *(top + at for at in starts),
                *(at + shift for at in where.starts[high:]),
            ),
            end=where.end + shift,
        )
        entries = tuple(
            here if k == place else one.moved(shift) if one.starts[0] >= bottom else one
            for k, one in enumerate(self.entries)
        )
        return Known(self.file, lines, _spliced(self.workstream, where.outcome, low, high, made), entries)

    def _models(self, where: _Entries, low: int, high: int) -> dict[tuple[str, ...], Action | Kpi]:
        """Return what some entries were built into, by their lines."""
        things = _things(self.workstream, where.outcome)
        return {tuple(self.lines[where.bounds[k] : where.bounds[k + 1]]): things[k] for k in range(low, high)}


def _too_long(text: str) -> bool:
    """True where only counting the parser's events tells whether the file is larger than a plan can be."""
    return _EVENTS_A_CHARACTER * len(text) > MAX_EVENTS


def _touches(one: _Entries, change: _Change) -> bool:
    return one.starts[0] <= change.first <= one.end and change.after <= one.end


def _read(chunk: Sequence[str], where: _Entries, file: str, *, last: bool) -> list[MappingNode]:
    """Read some entries by themselves, as deep inside as they stand."""
    dash = " " * where.column + "- "
    if not chunk or not chunk[0].startswith(dash) or any(x.startswith(_DOCUMENT_SIGNS) for x in chunk):
        raise _NotSoError
    builder = Builder(file, within=1 if where.outcome is None else 3)
    text = "\n".join(chunk) + ("" if last else "\n")
    try:
        nodes = builder.build(events(text))
    except Exception as error:
        raise _NotSoError from error
    if builder.findings or not isinstance(nodes, SequenceNode):
        raise _NotSoError
    found = [node for node in nodes if isinstance(node, MappingNode)]
    if len(found) != len(nodes) or not all(
        chunk[node.spot.start_mark.line].startswith(dash) for node in found
    ):
        raise _NotSoError
    return found


def _things(workstream: Workstream, outcome: int | None) -> Things:
    return workstream.kpis if outcome is None else workstream.outcomes[outcome].actions


def _spliced(
    workstream: Workstream, outcome: int | None, low: int, high: int, made: Sequence[Action | Kpi]
) -> Workstream:
    """Return a workstream with others in the place of some actions or KPIs."""
    things = _things(workstream, outcome)
    new = (*things[:low], *made, *things[high:])
    if outcome is None:
        return workstream.model_copy(update={"kpis": new})
    outcomes = list(workstream.outcomes)
    outcomes[outcome] = outcomes[outcome].model_copy(update={"actions": new})
    return workstream.model_copy(update={"outcomes": tuple(outcomes)})


def _entries(root: MappingNode, end: int) -> Iterator[_Entries]:
    """Yield where the actions of each outcome stand, and the KPIs; ``end`` is the number of lines."""
    for key, after in _with_ends(root, end):
        held = root.get(key)
        if not isinstance(held, SequenceNode) or not held:
            continue
        if key == "kpis":
            yield _of(None, held, after)
        elif key == "outcomes":
            starts = [_line(spot) for spot in held.spots]
            for place, (outcome, until) in enumerate(zip(held, [*starts[1:], after], strict=True)):
                if isinstance(outcome, MappingNode):
                    actions = outcome.get("actions")
                    ends = dict(_with_ends(outcome, until))
                    if isinstance(actions, SequenceNode) and actions:
                        yield _of(place, actions, ends["actions"])


def _with_ends(group: MappingNode, end: int) -> Iterator[tuple[str, int]]:
    """Yield each key of a group, and the line that the next key stands on."""
    starts = [(name, _line(key)) for name, (key, _) in group.spots.items()]
    return zip((name for name, _ in starts), [*(at for _, at in starts[1:]), end], strict=True)


def _of(outcome: int | None, held: SequenceNode, end: int) -> _Entries:
    column = held.spots[0].start_mark.column - len("- ")
    return _Entries(outcome, column, tuple(_line(spot) for spot in held.spots), end)


def _by_line(lines: Sequence[str], one: _Entries) -> bool:
    """True where each entry begins a line of its own with a dash, one space and its first key."""
    dash = " " * one.column + "- "
    rising = all(a < b for a, b in zip(one.bounds, one.bounds[1:], strict=False))
    return one.column >= 0 and rising and all(lines[at].startswith(dash) for at in one.starts)


def _line(spot: TextSpan) -> int:
    return spot.start_mark.line
