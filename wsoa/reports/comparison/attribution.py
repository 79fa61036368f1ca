"""Why ratings changed between two versions and days, in words: counts, overall ratings, items by cause."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import NamedTuple

from wsoa.assess.rollup import WHOLE_PLAN, RollUp
from wsoa.history.attribution import Cause
from wsoa.history.attribution_report import Bridge, Chain, Span, State, Step, bridge
from wsoa.plan.models import Plan
from wsoa.plan.ratings import RatingScheme, Standing
from wsoa.words.dates import say_day, say_due
from wsoa.words.items import NO_WORKSTREAM
from wsoa.words.lists import capital, small
from wsoa.words.numbers import count_days
from wsoa.words.standings import say_grounds

BY: Mapping[Cause, tuple[str, str]] = {
    Cause.TIME: ("by the passage of time", "by the passage of time"),
    Cause.PROGRESS: ("from what was done or reported", "from what was done or reported"),
    Cause.FORECAST: ("from a new forecast", "from new forecasts"),
    Cause.DEADLINE: ("from a moved deadline", "from moved deadlines"),
    Cause.SCOPE: ("from a change of scope", "from changes of scope"),
    Cause.RULES: ("from a changed rule or threshold", "from a changed rule or threshold"),
}
"""How each cause is named after a figure: for one commitment, and for several."""
HEADS: Mapping[Cause, str] = {
    Cause.TIME: "Time",
    Cause.PROGRESS: "Progress",
    Cause.FORECAST: "Forecast",
    Cause.DEADLINE: "Deadline",
    Cause.SCOPE: "Scope",
    Cause.RULES: "Rules",
}
"""How each cause is named over a column."""
KEY = (
    "Each cause is reckoned after those to its left. Time: what would be so had nothing been written since. "
    "Progress: what was done or reported. Scope: what was added, removed or withdrawn. "
    "Rules: the rating scheme, its thresholds and what dates count from. "
    "A code in brackets is worked out from the standing; nobody gave it."
)
_TOLD_FIRST = (Cause.DEADLINE, Cause.RULES, Cause.SCOPE, Cause.FORECAST, Cause.PROGRESS, Cause.TIME)


class Line(NamedTuple):
    """How many stand so before and after, and each cause's share of the difference."""

    standing: Standing
    before: int
    after: int
    parts: Mapping[Cause, int]

    @property
    def sentence(self) -> str:
        """Off track rose from 3 to 5: 1 from a moved deadline, 2 by the passage of time."""
        shares = {cause: change for cause, change in self.parts.items() if change}
        one_way = len({change > 0 for change in shares.values()}) == 1
        words = [_share(cause, change, one_way=one_way) for cause, change in shares.items()]
        return f"{self.standing.word} {_went(self.before, self.after)}: {', '.join(words)}."


class Overall(NamedTuple):
    """The overall standing of the plan or of a workstream at either end, and what turned it."""

    span: Span
    sentence: str


class Story(NamedTuple):
    """One commitment: where it stood at either end, what its owner said, and what each cause did.

    ``steps`` is empty where one cause did it all: ``ends`` then says everything.
    """

    chain: Chain
    ends: str
    declared: str
    steps: tuple[str, ...]


class Group(NamedTuple):
    """The commitments that the same causes changed, in plan order."""

    causes: tuple[Cause, ...]
    title: str
    stories: tuple[Story, ...]


class RatingsReport(NamedTuple):
    """Why the ratings of one plan changed. ``lines`` has every standing that occurs at any stage."""

    bridge: Bridge
    old_day: date
    new_day: date
    lines: tuple[Line, ...]
    whole: Overall
    workstreams: tuple[Overall, ...]
    rules: tuple[str, ...]
    groups: tuple[Group, ...]

    @property
    def between(self) -> str:
        """Between 31 March 2020 and 30 June 2020."""
        if self.old_day == self.new_day:
            return f"On {say_day(self.new_day)}, between the two versions"
        return f"Between {say_day(self.old_day)} and {say_day(self.new_day)}"

    @property
    def sentences(self) -> tuple[str, ...]:
        """One sentence for each standing that some cause made more or less common, worst first."""
        told = [line for line in self.lines if any(line.parts.values())]
        said = tuple(line.sentence for line in reversed(told))
        if not said:
            return (f"{self.between}, no standing became more or less common.",)
        return (f"{self.between}, {said[0][0].lower()}{said[0][1:]}", *said[1:])


def ratings_report(old: Plan, new: Plan, old_day: date, new_day: date) -> RatingsReport:
    """Explain each change of standing and rating between an old version and day and a new version and day."""
    found = bridge(old, new, old_day, new_day)
    return RatingsReport(
        bridge=found,
        old_day=old_day,
        new_day=new_day,
        lines=tuple(_lines(found.whole)),
        whole=_overall(found, found.whole, "the plan"),
        workstreams=tuple(_overall(found, s, _name(s)) for s in found.workstreams if s.turns),
        rules=tuple(_rules(old, new)),
        groups=tuple(_groups(found)),
    )


def _lines(span: Span) -> Iterator[Line]:
    for standing in Standing:
        if any(rollup.by_standing[standing] for rollup in span.rollups):
            ends = span.before.by_standing[standing], span.after.by_standing[standing]
            yield Line(standing, *ends, span.parts(standing))


def _went(before: int, after: int) -> str:
    if before == after:
        return f"stayed at {after:,}"
    return f"{'rose' if after > before else 'fell'} from {before:,} to {after:,}"


def _share(cause: Cause, change: int, *, one_way: bool) -> str:
    words = BY[cause][abs(change) != 1]
    if one_way:
        return f"{abs(change):,} {words}"
    return f"{abs(change):,} {'more' if change > 0 else 'fewer'} {words}"


def _overall(found: Bridge, span: Span, name: str) -> Overall:
    before = _colour(found.old.scheme, span.before)
    after = _colour(found.new.scheme, span.after)
    went = f"{before}, then {after}" if before != after else f"{before}, before and after"
    turned = f" It turned {_then(span.turns)}." if span.turns else ""
    return Overall(span, f"Overall standing of {name}: {went}.{turned}")


def _name(span: Span) -> str:
    return f"reviews of {small(NO_WORKSTREAM)}" if span.key == WHOLE_PLAN else f"{span.key} {span.title}"


def _colour(scheme: RatingScheme, group: RollUp) -> str:
    """Name an overall standing with the code that is worked out for it: off track (R, Red)."""
    worst = group.worst
    code = scheme.code_for(worst, group.worst_ranks_as) if worst else None
    if worst is None or code is None:
        return "none"
    words = [code.code] if code.word.casefold() == worst.word.casefold() else [code.code, code.word]
    return f"{worst.word.lower()} ({', '.join(words)})"


def _then(causes: tuple[Cause, ...]) -> str:
    return ", then ".join(BY[cause][0] for cause in causes)


def _groups(found: Bridge) -> Iterator[Group]:
    """Gather commitments by what changed them: what was moved or redrawn first, the passage of time last."""
    groups: dict[tuple[Cause, ...], list[Story]] = {}
    for chain in found.touched:
        groups.setdefault(chain.causes, []).append(_story(chain, found))
    for causes in sorted(groups, key=lambda causes: sorted(_TOLD_FIRST.index(c) for c in causes)):
        yield Group(causes, capital(_then(causes)), tuple(groups[causes]))


def _story(chain: Chain, found: Bridge) -> Story:
    ends = _passage(chain.states[0], chain.states[-1])
    steps = chain.steps
    if len(steps) == 1:
        ends += f"{_dates(steps[0], chain, found)}{_reason(steps[0])}"
        return Story(chain, capital(ends), _declared(chain), ())
    return Story(chain, capital(ends), _declared(chain), tuple(_told(s, chain, found) for s in steps))


def _told(step: Step, chain: Chain, found: Bridge) -> str:
    dates = _dates(step, chain, found)
    return f"{capital(BY[step.cause][0])}{dates}: {_passage(step.before, step.after)}{_reason(step)}"


def _reason(step: Step) -> str:
    return f": {say_grounds(step.after.grounds)}" if step.after else ""


def _passage(before: State | None, after: State | None) -> str:
    """Say from what to what: on track → off track; with the codes where only they differ."""
    if before is not None and after is not None and before.standing is after.standing:
        if before.rating == after.rating:
            return f"{after.standing.word.lower()}, as before"
        return f"{before.standing.word.lower()}, {before.rating} → {after.rating}"
    return " → ".join(
        state.standing.word.lower() if state else "not in the plan" for state in (before, after)
    )


def _declared(chain: Chain) -> str:
    """Say how its owner rated it at either end; empty where there is no rating."""
    codes = [c.declared.code if c and c.declared else None for c in (chain.old, chain.new)]
    if not any(codes):
        return ""
    if codes[0] == codes[1]:
        return f"Declared rating: {codes[0]} before and after."
    return f"Declared rating: {codes[0] or 'none'}, then {codes[1] or 'none'}."


def _dates(step: Step, chain: Chain, found: Bridge) -> str:
    """Say from when to when a deadline moved, where that is what the step is put down to."""
    if step.cause is not Cause.DEADLINE:
        return ""
    ends = [(chain.old, found.old.plan), (chain.new, found.new.plan)]
    said = [say_due(c.due, plan.calendar) if c and c.due else "no date" for c, plan in ends]
    return f" ({said[0]}, then {said[1]})" if said[0] != said[1] else ""


def _rules(old: Plan, new: Plan) -> Iterator[str]:
    """Say which rules and thresholds differ, whether or not any rating changed for it."""
    was, now = old.scheme, new.scheme
    if was.name != now.name:
        yield f"The rating scheme is {now.name}; it was {was.name}."
    if was.behind_days != now.behind_days:
        yield f"Behind is now up to {count_days(now.behind_days)} late; it was {count_days(was.behind_days)}."
    if was.stale_days != now.stale_days:
        yield f"A report now counts for {count_days(now.stale_days)}; it was {count_days(was.stale_days)}."
    if was.from_original != now.from_original:
        first = "the date first promised" if now.from_original else "the date now in force"
        yield f"Lateness now counts from {first}."
    if was.codes != now.codes:
        yield "The codes of the rating scheme changed."
    if old.calendar.start != new.calendar.start:
        days = [say_day(day) if day else "no day" for day in (new.calendar.start, old.calendar.start)]
        yield f"Offsets such as “6 months” now count from {days[0]}; they counted from {days[1]}."
    if old.year != new.year:
        yield f"A year such as 2019/20 is now the {new.year} year; it was the {old.year} year."
    if old.calendar.terms != new.calendar.terms:
        yield "The days of school terms changed."
