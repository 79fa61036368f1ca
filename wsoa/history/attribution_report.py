"""Why standings and ratings changed between one version and day and another: a bridge, as in accounts.

Groups of facts are swapped one at a time, in the order of :data:`wsoa.history.attribution.ORDER`, and the
whole plan is assessed again after each. What a swap changes is put down to it. The steps therefore always
add up to the whole, for every standing, in every workstream. Another order would share the same whole out
differently.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from wsoa.assess.assessment import Assessment, Commitment, assess
from wsoa.assess.rollup import WHOLE_PLAN, RollUp, roll_up
from wsoa.assess.standing import Grounds
from wsoa.history.attribution import ORDER, Cause, stages, target_pairs
from wsoa.history.matching.match import Match, match
from wsoa.history.matching.wording import Wording
from wsoa.plan.kpis import Measure
from wsoa.plan.models import Plan
from wsoa.plan.ratings import Standing
from wsoa.plan.walk import Path, walk

RESCOPED = ORDER.index(Cause.SCOPE) + 1
"""The first stage that has the new version's items."""


class State(NamedTuple):
    """Where a commitment stood at one stage, the code the rating scheme gives that, and why."""

    standing: Standing
    rating: str | None
    grounds: Grounds

    @property
    def verdict(self) -> tuple[Standing, str | None]:
        """What counts as a change: the standing and the code, not the grounds."""
        return self.standing, self.rating


class Step(NamedTuple):
    """One cause that changed a commitment, and how; None where it was not promised."""

    cause: Cause
    before: State | None
    after: State | None


class Chain(NamedTuple):
    """One commitment from the old version and day to the new.

    ``old`` is None where it was added, ``new`` where it was removed. ``states`` has its state at the start
    and after each swap in order; None while it is not promised.
    """

    old: Commitment | None
    new: Commitment | None
    states: tuple[State | None, ...]

    @property
    def commitment(self) -> Commitment:
        """The commitment as it is now; as it was, where it was removed."""
        found = self.new or self.old
        assert found is not None  # noqa: S101 - a chain is made from one or the other
        return found

    @property
    def steps(self) -> tuple[Step, ...]:
        """The swaps that changed its standing or rating code, in order."""
        links = zip(ORDER, self.states, self.states[1:], strict=False)
        return tuple(Step(*link) for link in links if _verdict(link[1]) != _verdict(link[2]))

    @property
    def causes(self) -> tuple[Cause, ...]:
        """What changed it, in order."""
        return tuple(step.cause for step in self.steps)

    @property
    def changed(self) -> bool:
        """True where it ended elsewhere than it began; causes may also undo each other."""
        return _verdict(self.states[0]) != _verdict(self.states[-1])


class Span(NamedTuple):
    """A workstream or the whole plan, rolled up at the start and after each swap.

    ``codes`` are the rating codes of the worst standing at each stage; None where nothing is promised.
    """

    key: str
    title: str
    rollups: tuple[RollUp, ...]
    codes: tuple[str | None, ...]

    @property
    def before(self) -> RollUp:
        """As it stood in the old version on the old day."""
        return self.rollups[0]

    @property
    def after(self) -> RollUp:
        """As it stands in the new version on the new day."""
        return self.rollups[-1]

    def parts(self, standing: Standing) -> Mapping[Cause, int]:
        """How many more (or fewer) stand so by each cause; they add up to the whole change."""
        counts = [rollup.by_standing[standing] for rollup in self.rollups]
        return {cause: counts[i + 1] - counts[i] for i, cause in enumerate(ORDER)}

    @property
    def turns(self) -> tuple[Cause, ...]:
        """The causes that changed its overall rating: the worst standing in it, or the code for that."""
        overall = [(r.worst, code) for r, code in zip(self.rollups, self.codes, strict=True)]
        return tuple(cause for i, cause in enumerate(ORDER) if overall[i] != overall[i + 1])


class Bridge(NamedTuple):
    """All that changed between an old version on a day and a new version on another, and why."""

    old: Assessment
    new: Assessment
    whole: Span
    workstreams: tuple[Span, ...]
    chains: tuple[Chain, ...]

    @property
    def touched(self) -> tuple[Chain, ...]:
        """Every commitment that some cause changed, even where another changed it back."""
        return tuple(chain for chain in self.chains if chain.steps)


def bridge(old: Plan, new: Plan, old_day: date, new_day: date) -> Bridge:
    """Share out every change of standing and rating between two versions and days among its causes.

    Items are paired as :mod:`wsoa.history.matching.match` does. Days may run either way.
    """
    pairs = match(list(walk(old)), list(walk(new)), Wording(old, new)).pairs
    plans = stages(old, new, old_day, pairs)
    days = (old_day, *(new_day for _ in ORDER))
    assessed = tuple(assess(plan, day) for plan, day in zip(plans, days, strict=True))
    return Bridge(
        assessed[0],
        assessed[-1],
        _span(new.area, new.title, assessed, [a.own for a in assessed]),
        tuple(_workstreams(old, new, assessed, pairs)),
        tuple(_chains(assessed, pairs)),
    )


def _verdict(state: State | None) -> tuple[Standing, str | None] | None:
    return state.verdict if state else None


def _span(
    key: str, title: str, assessed: Sequence[Assessment], groups: Sequence[Sequence[Commitment]]
) -> Span:
    rollups = tuple(roll_up(key, title, group, a.as_of) for group, a in zip(groups, assessed, strict=True))
    codes = (
        a.scheme.code_for(r.worst, r.worst_ranks_as) if r.worst else None
        for r, a in zip(rollups, assessed, strict=True)
    )
    return Span(key, title, rollups, tuple(code.code if code else None for code in codes))


def _workstreams(
    old: Plan, new: Plan, assessed: Sequence[Assessment], pairs: Sequence[Match]
) -> Iterator[Span]:
    """Yield the new version's workstreams, those that are gone, then what belongs to the whole plan."""
    now = {pair.old.path: pair.new.path for pair in pairs if pair.old.kind == "workstream"}
    was = {there: here for here, there in now.items()}
    homes = [_by_home(a.own) for a in assessed]
    for i, workstream in enumerate(new.workstreams):
        there: Path = ("workstreams", i)
        groups = _groups(homes, was.get(there), there)
        yield _span(workstream.ref, workstream.title, assessed, groups)
    for i, workstream in enumerate(old.workstreams):
        here: Path = ("workstreams", i)
        if here not in now:
            yield _span(workstream.ref, workstream.title, assessed, _groups(homes, here, None))
    apart = _groups(homes, (), ())
    if any(apart):
        yield _span(WHOLE_PLAN, WHOLE_PLAN, assessed, apart)


_ByHome = Mapping[Path | None, list[Commitment]]


def _by_home(commitments: Iterable[Commitment]) -> _ByHome:
    """Return commitments by the path of their workstream; those of the whole plan by the empty path."""
    found: dict[Path | None, list[Commitment]] = {}
    for one in commitments:
        found.setdefault(_home(one.path), []).append(one)
    return found


def _groups(homes: Sequence[_ByHome], here: Path | None, there: Path | None) -> list[list[Commitment]]:
    return [known.get(here if stage < RESCOPED else there, []) for stage, known in enumerate(homes)]


def _home(path: Path) -> Path:
    return path[:2] if path[0] == "workstreams" else ()


def _chains(assessed: Sequence[Assessment], pairs: Sequence[Match]) -> Iterator[Chain]:
    """Yield a chain for every commitment of the new version, then for every one that is gone."""
    now = dict(_paths(pairs))
    was = {there: here for here, there in now.items()}
    stages_by_path = [{c.path: c for c in a.own} for a in assessed]
    for there in stages_by_path[-1]:
        yield _chain(stages_by_path, was.get(there), there)
    for here in stages_by_path[0]:
        if now.get(here) not in stages_by_path[-1]:
            yield _chain(stages_by_path, here, None)


def _chain(by_path: Sequence[Mapping[Path, Commitment]], here: Path | None, there: Path | None) -> Chain:
    found = [
        stage.get(path) if path is not None else None
        for i, stage in enumerate(by_path)
        for path in [here if i < RESCOPED else there]
    ]
    states = tuple(State(c.standing, c.rating, c.grounds) if c else None for c in found)
    return Chain(found[0], found[-1], states)


def _paths(pairs: Sequence[Match]) -> Iterator[tuple[Path, Path]]:
    """Yield the path of each commitment in the old version with its path in the new."""
    for pair in pairs:
        old, new = pair.old, pair.new
        yield old.path, new.path
        if isinstance(old.thing, Measure) and isinstance(new.thing, Measure):
            yield (*old.path, "baseline"), (*new.path, "baseline")
            for i, j in target_pairs(old.thing.targets, new.thing.targets).items():
                yield (*old.path, "targets", i), (*new.path, "targets", j)
