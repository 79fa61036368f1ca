"""What a rule is: a function from a view of the plan to the places where something is wrong."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Literal, NamedTuple

from wsoa.assess.assessment import Assessment, Commitment
from wsoa.files.sources import Sources
from wsoa.findings import Finding, Severity
from wsoa.plan.base import Part
from wsoa.plan.dates import When, Window
from wsoa.plan.kpis import Kpi
from wsoa.plan.models import Outcome, Plan, Promise, Update, Workstream
from wsoa.plan.walk import Item, Path, walk

Kind = Literal["structure", "fitness", "progress"]


@dataclass(frozen=True, slots=True)
class Hit:
    """Where a rule found something: the path to it, what to say, and a way out.

    ``ref`` and ``field`` name the item and the key inside it. ``severity`` is set only where one hit
    weighs less than its rule. ``related`` are the paths of other items that the message speaks of.
    With ``on_key`` the finding stands on the key, not on its value.
    """

    path: Path
    message: str
    advice: str = ""
    ref: str = ""
    field: str = ""
    severity: Severity | None = None
    related: tuple[Path, ...] = ()
    on_key: bool = False


class _Leaves(NamedTuple):
    """Every text and every date of a plan, each with the path to it, in the order of the models."""

    texts: list[tuple[Path, str]]
    dates: list[tuple[Path, When]]


@dataclass(frozen=True)
class View:
    """A plan as the rules see it. Everything that several rules need is worked out once."""

    plan: Plan
    sources: Sources
    assessment: Assessment | None = None

    @cached_property
    def items(self) -> tuple[Item, ...]:
        """Every item, in plan order."""
        return tuple(walk(self.plan))

    @cached_property
    def promises(self) -> tuple[tuple[Item, Promise], ...]:
        """Every action and milestone."""
        return tuple((item, item.thing) for item in self.items if isinstance(item.thing, Promise))

    @cached_property
    def live(self) -> tuple[tuple[Item, Promise], ...]:
        """Every action and milestone that is still promised."""
        return tuple((item, promise) for item, promise in self.promises if not _withdrawn(item, promise))

    @cached_property
    def numbered(self) -> Mapping[str, Item]:
        """The items of the plan's one space of refs, each ref with the first item that has it."""
        return _first_by_ref(item for item in self.items if item.kind != "weakness")

    @cached_property
    def weaknesses(self) -> Mapping[str, Item]:
        """The weaknesses by ref; they have a space of their own."""
        return _first_by_ref(item for item in self.items if item.kind == "weakness")

    @cached_property
    def named_roles(self) -> Sequence[tuple[Path, str]]:
        """Every place that names a role by its id, with that id."""
        return list(_named_roles(self))

    @property
    def texts(self) -> Sequence[tuple[Path, str]]:
        """Every text of the plan with its path."""
        return self._leaves.texts

    @cached_property
    def distinct_texts(self) -> frozenset[str]:
        """Every text of the plan once, for what is asked of the text alone."""
        return frozenset(text for _, text in self.texts)

    @property
    def dates(self) -> Sequence[tuple[Path, When]]:
        """Every date of the plan with its path."""
        return self._leaves.dates

    @cached_property
    def reported(self) -> Sequence[tuple[Path, tuple[Update, ...]]]:
        """The updates of the plan, then of every item that has any, each list with the path of its holder."""
        lists = [(item.path, getattr(item.thing, "updates", ())) for item in self.items]
        return [(path, updates) for path, updates in [((), self.plan.updates), *lists] if updates]

    @cached_property
    def updates(self) -> Sequence[tuple[Path, Update]]:
        """Every update of the plan and of everything in it, with its path."""
        return [
            ((*path, "updates", index), update)
            for path, updates in self.reported
            for index, update in enumerate(updates)
        ]

    @cached_property
    def commitments(self) -> tuple[Commitment, ...]:
        """Every commitment as it stood on the day; none where no day was given."""
        return self.assessment.commitments if self.assessment else ()

    def item_at(self, path: Path) -> Item | None:
        """Return the item that a path lies in; None for the head of the plan."""
        while path:
            if path in self._by_path:
                return self._by_path[path]
            path = path[:-1]
        return None

    def inside(self, path: Path, message: str, advice: str = "", *, severity: Severity | None = None) -> Hit:
        """Make a hit on a value, named after the item it lies in."""
        item = self.item_at(path)
        start = len(item.path) if item else 0
        return Hit(path, message, advice, item.ref if item else "", _dotted(path[start:]), severity)

    def window(self, when: When) -> Window:
        """Resolve a date to days by the plan's calendar."""
        return when.fixed or when.window(self.plan.calendar)

    @cached_property
    def _leaves(self) -> _Leaves:
        found = _Leaves([], [])
        _gather(self.plan, (), found)
        return found

    @cached_property
    def _by_path(self) -> Mapping[Path, Item]:
        return {item.path: item for item in self.items}


Function = Callable[[View], Iterator[Hit]]


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule with what every finding of it carries. Calling it gives the findings."""

    code: str
    name: str
    severity: Severity
    kind: Kind
    function: Function

    def __call__(self, view: View) -> Iterator[Finding]:
        """Yield a finding for every hit, at its place in the files."""
        return (found(view.sources, self.code, self.name, self.severity, hit) for hit in self.function(view))


def rule(code: str, name: str, severity: Severity, kind: Kind) -> Callable[[Function], Rule]:
    """Turn a function into the rule of this code. Nothing is registered: see ``registry``."""
    return lambda function: Rule(code, name, severity, kind, function)


def found(sources: Sources, code: str, name: str, severity: Severity, hit: Hit) -> Finding:
    """Turn a hit into a finding at its place."""
    return Finding(
        code,
        name,
        hit.severity or severity,
        hit.message,
        sources.place(hit.path, key=hit.on_key),
        hit.advice,
        hit.ref,
        hit.field,
        tuple(sources.place(path) for path in hit.related),
    )


def about(
    item: Item, message: str, advice: str = "", *steps: str | int, related: tuple[Path, ...] = ()
) -> Hit:
    """Make a hit on an item, or on a value inside it that ``steps`` lead to."""
    return Hit((*item.path, *steps), message, advice, item.ref, _dotted(steps), related=related)


def numbered(path: Path, values: Iterable[str]) -> Iterator[tuple[Path, str]]:
    """Yield each value of a list with the path to it."""
    return (((*path, index), value) for index, value in enumerate(values))


def _named_roles(view: View) -> Iterator[tuple[Path, str]]:
    for item, promise in view.promises:
        yield from numbered((*item.path, "leads"), promise.leads)
    for item in view.items:
        thing = item.thing
        if isinstance(thing, Outcome):
            yield from numbered((*item.path, "accountable"), thing.accountable)
        elif isinstance(thing, Workstream):
            yield from numbered((*item.path, "chairs"), thing.chairs)
            yield from numbered((*item.path, "sponsors"), thing.sponsors)
        elif isinstance(thing, Kpi) and thing.owner:
            yield (*item.path, "owner"), thing.owner
    for path, update in view.updates:
        if update.by:
            yield (*path, "by"), update.by
    for index, board in enumerate(view.plan.governance):
        if board.chair:
            yield ("governance", index, "chair"), board.chair


def _dotted(steps: Path) -> str:
    return ".".join(str(step) for step in steps)


def _withdrawn(item: Item, promise: Promise) -> bool:
    return promise.withdrawn is not None or (item.action is not None and item.action.withdrawn is not None)


def _first_by_ref(items: Iterator[Item]) -> dict[str, Item]:
    first: dict[str, Item] = {}
    for item in items:
        first.setdefault(item.ref, item)
    return first


@lru_cache(maxsize=64)
def _fields(model: type[Part]) -> tuple[tuple[str, str], ...]:
    """The attributes of a model with the keys that files use for them."""
    return tuple((name, field.alias or name) for name, field in model.model_fields.items())


def _gather(part: Part, path: Path, into: _Leaves) -> None:
    """Find every text and date below a part: most of a long plan is looked at here, so few calls are made."""
    values = part.__dict__
    for name, key in _fields(type(part)):
        value = values[name]
        if not value:
            continue
        if isinstance(value, str):
            into.texts.append(((*path, key), value))
        elif isinstance(value, tuple) and not isinstance(value, When):
            at = (*path, key)
            for index, member in enumerate(value):
                if isinstance(member, Part):
                    _gather(member, (*at, index), into)
                else:
                    _gather_value(member, (*at, index), into)
        else:
            _gather_value(value, (*path, key), into)


def _gather_value(value: object, path: Path, into: _Leaves) -> None:
    if isinstance(value, str):
        into.texts.append((path, value))
    elif isinstance(value, When):
        into.dates.append((path, value))
    elif isinstance(value, Part):
        _gather(value, path, into)
    elif isinstance(value, tuple):
        for index, member in enumerate(value):
            _gather_value(member, (*path, index), into)
    elif isinstance(value, dict):
        for key, member in value.items():
            _gather_value(member, (*path, key), into)
