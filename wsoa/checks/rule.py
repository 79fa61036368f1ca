"""What a rule is: a function from a view of the plan to the places where something is wrong."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Literal, NamedTuple

from wsoa.assess.assessment import Assessment, Commitment
from wsoa.files.sources import Sources
from wsoa.findings import Finding, Severity
from wsoa.plan.base import Part
from wsoa.plan.dates import When, Window
from wsoa.plan.models import Plan, Promise
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


class Leaf(NamedTuple):
    """One text or date anywhere in a plan, with the path to it."""

    path: Path
    value: str | When


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
    def leaves(self) -> tuple[Leaf, ...]:
        """Every text and every date of the plan, in the order of the models."""
        into: list[Leaf] = []
        _gather(self.plan, (), into)
        return tuple(into)

    @cached_property
    def texts(self) -> tuple[tuple[Path, str], ...]:
        """Every text of the plan with its path."""
        return tuple((leaf.path, leaf.value) for leaf in self.leaves if isinstance(leaf.value, str))

    @cached_property
    def dates(self) -> tuple[tuple[Path, When], ...]:
        """Every date of the plan with its path."""
        return tuple((leaf.path, leaf.value) for leaf in self.leaves if isinstance(leaf.value, When))

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
        return when.window(self.plan.calendar)

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


def _gather(part: Part, path: Path, into: list[Leaf]) -> None:
    for name, key in _fields(type(part)):
        value = getattr(part, name)
        if value:
            _gather_value(value, (*path, key), into)


def _gather_value(value: object, path: Path, into: list[Leaf]) -> None:
    if isinstance(value, (str, When)):
        into.append(Leaf(path, value))
    elif isinstance(value, Part):
        _gather(value, path, into)
    elif isinstance(value, tuple):
        for index, member in enumerate(value):
            _gather_value(member, (*path, index), into)
    elif isinstance(value, dict):
        for key, member in value.items():
            _gather_value(member, (*path, key), into)
