"""Questions on KPIs: promised figures, figures that move the wrong way or are far from target, no figures."""

from __future__ import annotations

from collections.abc import Callable

from wsoa.assess.assessment import Commitment
from wsoa.assess.kpis import KpiState
from wsoa.reports.questions.asked import Asked, Brief, Subject, Wording, ask
from wsoa.reports.questions.view import Named
from wsoa.words.dates import say_due
from wsoa.words.kpi_progress import close, reach, short_of_law
from wsoa.words.kpis import AIMS, Measured, measures_of, say_baseline, say_target
from wsoa.words.lists import capital, listed, sentence
from wsoa.words.nothing import NO_DATE
from wsoa.words.numbers import count_days
from wsoa.words.standings import longest_wait

_STARTS = Wording(
    Subject.PROMISED, 3,
    "When will {the} promised by now be published, and how is progress seen until then?",
    "{n} [was|were] promised by a date now past and [is|are] not yet published.",
    "the figure or the day it will be there, and what is used in its place until then.",
    each=True,
)  # fmt: skip
_GOALS = Wording(
    Subject.PROMISED, 2,
    "When will {the} promised by now be set?",
    "{n} [was|were] to be set by a date now past and [is|are] not yet published.",
    "the target or the day it will be set, and who agrees it.",
    each=True,
)  # fmt: skip
_WORSE = Wording(
    Subject.FIGURES, 3,
    "What explains {the} that moved the wrong way, and what will turn [it|them]?",
    "{n} [is|are] worse than the figure before.",
    "what is known of the cause, what is done about it, and when the next figure comes.",
    each=True,
)  # fmt: skip
_SHORT = Wording(
    Subject.FIGURES, 2,
    "How will the [other figure|{n} other figures] short of target get there, and by when?",
    "{n} [is|are] short of target, though not moving the wrong way.",
    "whether its date still holds, and what will close the distance.",
    each=True,
)  # fmt: skip
_TO_GO = Wording(
    Subject.FIGURES, 1,
    "What will bring the [figure|{n} figures] not at target yet there by the target's day?",
    "{n} [is|are] not at target yet, and the target's day is still to come.",
    "what will close the distance, and what figure is expected next.",
    each=True,
)  # fmt: skip
_LAW = Wording(
    Subject.FIGURES, 3,
    "When will {the} short of what the law requires meet it?",
    "{n} [is|are] short of the level that the law requires.",
    "the day the law will be met, and what families can do until then.",
    each=True,
)  # fmt: skip
_CHOSEN = Wording(
    Subject.FIGURES, 2,
    "How [was|were] the [target|targets] of {the} chosen?",
    "{n} [has|have] a target no better than the start, or short of what the law requires.",
    "why this target, who agreed it, and what families would call enough.",
    each=True,
)  # fmt: skip
_NO_FIGURE = Wording(
    Subject.FIGURES, 2,
    "When will later figures be published for {the} with only a baseline or a target?",
    "{n} [has|have] a baseline or a target, and no figure since.",
    "the latest figure there is, and how often it will be published.",
    each=True,
)  # fmt: skip


def starts(brief: Brief) -> Asked | None:
    """Ask about baselines promised and not published."""
    return _promised(brief, _STARTS, "baseline", "starting figure")


def goals(brief: Brief) -> Asked | None:
    """Ask about targets promised and not set."""
    return _promised(brief, _GOALS, "target", "target")


def _promised(brief: Brief, wording: Wording, kind: str, noun: str) -> Asked | None:
    found = [c for c in brief.at.assessment.overdue if c.kind == kind]
    items = (brief.named(c.item, _waited(brief, c)) for c in found)
    return ask(wording, len(found), noun, items, longest_wait(found))


def _waited(brief: Brief, commitment: Commitment) -> str:
    when = say_due(commitment.due, brief.at.plan.calendar) if commitment.due else NO_DATE
    says = f"Promised by {when}, {count_days(commitment.days_late)} ago."
    return f"{says} {brief.led(commitment)}".strip()


def worse(brief: Brief) -> Asked | None:
    """Ask about figures that moved the wrong way."""
    return _figures(brief, _WORSE, lambda told: told.state.travel == "worse")


def short(brief: Brief) -> Asked | None:
    """Ask about figures short of target that do not move the wrong way."""
    return _figures(
        brief, _SHORT, lambda told: told.state.verdict == "short" and told.state.travel != "worse"
    )


def to_go(brief: Brief) -> Asked | None:
    """Ask about figures whose target lies ahead, and that do not move the wrong way."""
    return _figures(
        brief, _TO_GO, lambda told: told.state.verdict == "to_go" and told.state.travel != "worse"
    )


def law(brief: Brief) -> Asked | None:
    """Ask about figures short of what the law requires."""
    return _figures(brief, _LAW, lambda told: told.state.statutory_met is False, short_of_law)


def _figures(
    brief: Brief,
    wording: Wording,
    wanted: Callable[[Measured], bool],
    distance: Callable[[Measured], str] = close,
) -> Asked | None:
    found = [
        (state, told)
        for state in brief.at.assessment.kpis
        for told in measures_of(brief.at.assessment, state)
        if wanted(told)
    ]
    return ask(wording, len(found), "figure", (_figure(brief, *pair, distance(pair[1])) for pair in found))


def _figure(brief: Brief, state: KpiState, told: Measured, distance: str) -> Named:
    part = "" if told.measure is state.kpi else f": {told.measure.title}"
    now = reach(told).now
    says = f"{now} {sentence(distance)}" if distance else now
    return _kpi(brief, state, says, f"{state.kpi.title}{part}")


def _kpi(brief: Brief, state: KpiState, says: str, title: str = "") -> Named:
    link = brief.at.link(state.kpi.ref)
    return Named(link, brief.context.in_statement(link), title or state.kpi.title, says)


def chosen(brief: Brief) -> Asked | None:
    """Ask about targets that are no better than the start, or short of the law."""
    refs = {f.ref for f in brief.context.progress if f.code in {"WSOA407", "WSOA408"}}
    found = [s for s in brief.at.assessment.kpis if refs & {m.ref for m in s.measures} and not _withheld(s)]
    items = (_kpi(brief, state, _way(brief, state)) for state in found)
    return ask(_CHOSEN, len(found), brief.at.plan.labels.kpi, items)


def _withheld(state: KpiState) -> bool:
    """True where a start is withheld: that its target is no better would give it away."""
    return any(m.baseline is not None and m.baseline.suppressed for m in state.measures)


def _way(brief: Brief, state: KpiState) -> str:
    """Say where a KPI or its parts start, each target, and what the law requires."""
    whole, *parts = measures_of(brief.at.assessment, state)
    starts = [f"Baseline {say_baseline(whole)}"] if whole.measure.baseline else []
    starts += [f"{p.measure.title}: baseline {say_baseline(p)}" for p in parts if p.measure.baseline]
    goals = listed([say_target(whole, target) for target in whole.state.targets if target.state != "words"])
    law = f"The law requires {whole.number(state.kpi.statutory)}." if state.kpi.statutory is not None else ""
    told = (
        f"{capital(AIMS[state.kpi.aim])}.",
        *(f"{start}." for start in starts),
        f"Target {goals}." if goals else "",
        law,
    )
    return " ".join(line for line in told if line)


def no_figure(brief: Brief) -> Asked | None:
    """Ask about KPIs that have a start or a target, and no figure."""
    found = [s for s in brief.at.assessment.kpis if _begun(s) and not s.has_figure]
    passed = sum(1 for s in found if _passed(brief, s))
    longer = f"The date of a target has passed for {passed:,} of them." if passed else ""
    ordered = sorted(found, key=lambda state: not _passed(brief, state))
    items = (_kpi(brief, state, _start(brief, state)) for state in ordered)
    return ask(_NO_FIGURE, len(found), brief.at.plan.labels.kpi, items, longer)


def _begun(state: KpiState) -> bool:
    known = any(m.baseline_state == "known" for m in state.measures)
    return known or any(t.state == "set" for m in state.measures for t in m.targets)


def _passed(brief: Brief, state: KpiState) -> bool:
    dated = [t.latest for m in state.measures for t in m.targets if t.state == "set" and t.latest]
    return bool(dated) and min(dated) < brief.at.as_of


def _start(brief: Brief, state: KpiState) -> str:
    """Say where a KPI starts and should go; the first of its parts that can, where it cannot itself."""
    whole, *parts = measures_of(brief.at.assessment, state)
    told = (" ".join(reach(one).notes) for one in parts if one.measure.baseline or one.measure.targets)
    if whole.measure.baseline or whole.measure.targets:
        return " ".join(reach(whole, parts).notes)
    return next(told, "")


MAKERS = (starts, goals, worse, short, to_go, law, chosen, no_figure)
