"""The KPIs a board should look at: off target, the wrong way, short of the law, or promised and not there."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from wsoa.assess.assessment import Commitment
from wsoa.assess.kpis import KpiState, MeasureState
from wsoa.reports.board.period import Period
from wsoa.reports.kpis import KpiView, kpi_views
from wsoa.reports.listing import Entry, Line, Listing, listing
from wsoa.reports.parts import Moment
from wsoa.words.kpi_progress import SHORT
from wsoa.words.lists import be, have, listed, sentence
from wsoa.words.nothing import no_kpi
from wsoa.words.numbers import count
from wsoa.words.standings import longest_wait


def kpis(period: Period) -> Listing:
    """List each KPI, or part of one, that is short of its target or of the law, or moved the wrong way."""
    at = period.at
    label, states = at.plan.labels.kpi, at.assessment.kpis
    if not states:
        return Listing((no_kpi(at.plan.labels),))
    entries = [e for pair in zip(states, kpi_views(at), strict=True) for e in _off(period, *pair)]
    read = sum(1 for state in states if state.has_figure)
    if not read:
        return Listing((f"None of {count(len(states), label)} has a figure reported.",))
    fresh = sum(1 for state in states if any(period.holds(m.latest_day) for m in state.measures))
    has = f"{read:,} of {count(len(states), label)} {have(read)} a figure reported"
    intro = [f"{has}, {fresh or 'none'} of them for this period."]
    if not entries:
        intro.append("None is short of its target or moving the wrong way.")
    return listing(tuple(intro), entries)


def _off(period: Period, state: KpiState, view: KpiView) -> Iterator[Line]:
    """Yield what is amiss with a KPI; its parts by name where the same is amiss with them."""
    whole, *marks = map(off_target, state.measures)
    parts = list(zip(view.parts, marks, strict=True))
    ref = period.at.link(view.ref)
    if whole:
        same = [part.title for part, mark in parts if mark == whole]
        says = f"{sentence(view.latest)} The same is so of {listed(same)}." if same else sentence(view.latest)
        yield Moment(whole), Entry(ref, view.title, says)
    for part, mark in parts:
        if mark and mark != whole:
            yield Moment(mark), Entry(ref, f"{view.title}: {part.title}", sentence(part.latest))


def off_target(measure: MeasureState) -> str:
    """Say in a few words what is amiss with a measure's latest figure; empty where nothing is."""
    if measure.verdict == "short":
        return SHORT
    if measure.statutory_met is False:
        return "Short of the law"
    return "Wrong way" if measure.travel == "worse" else ""


def late_promises(period: Period) -> list[Commitment]:
    """Return the baselines and targets promised by now and not published, longest overdue first."""
    return [c for c in period.at.assessment.overdue if c.kind in {"baseline", "target"}]


def promises(period: Period) -> tuple[str, ...]:
    """Say how many baselines and targets are promised and not there, how long, and where."""
    late = late_promises(period)
    if not late:
        return ()
    new = sum(1 for c in period.came(lambda c: c.overdue) if c.kind in {"baseline", "target"})
    places = Counter(c.workstream or "" for c in late)
    past = f"{counted(late)} {be(len(late))} past the date promised"
    shared = listed([f"{ref} {number:,}" for ref, number in sorted(places.items())])
    return (
        f"{past}; {new or 'none'} fell due in this period. {longest_wait(late)}",
        f"By {period.at.plan.labels.workstream}: {shared}.",
    )


def counted(late: list[Commitment]) -> str:
    """Count baselines and targets: 37 baselines and 28 targets."""
    starts = sum(1 for c in late if c.kind == "baseline")
    pairs = ((starts, "baseline"), (len(late) - starts, "target"))
    return listed([count(number, word) for number, word in pairs if number])
