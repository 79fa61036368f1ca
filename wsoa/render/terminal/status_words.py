"""Sentences of the status report that every format shares."""

from __future__ import annotations

from wsoa.assess.assessment import Commitment
from wsoa.plan.ratings import RatingScheme, Standing
from wsoa.reports.terminal.status import KpiLine, PlanStatus
from wsoa.words.dates import long_day, short_day
from wsoa.words.lists import have
from wsoa.words.numbers import count, count_days, days_later


def headline(status: PlanStatus) -> str:
    """Say in one sentence how many commitments there are and how many are late, finished or unknown."""
    whole = status.whole
    finished = whole.by_standing[Standing.COMPLETE]
    parts = [f"{whole.overdue:,} overdue", f"{finished:,} complete"]
    if unknown := whole.by_standing[Standing.UNKNOWN]:
        parts.append(f"{unknown:,} not known")
    if moved := len(status.assessment.moved):
        parts.append(f"{moved:,} moved")
    line = f"{count(whole.total, 'commitment')}: {', '.join(parts)}."
    if whole.overdue:
        line += f" Longest {count_days(whole.worst_days_late)} late."
    if whole.next_due:
        line += f" Next due {long_day(whole.next_due)}."
    return line


def kpi_sentence(kpis: KpiLine) -> str:
    """Say how many baselines are known, promised and owed; empty where there are no KPIs."""
    if not kpis.total:
        return "No KPIs in this plan."
    line = f"{count(kpis.total, 'KPI')}: {count(kpis.baselines_known, 'baseline')} known"
    owed = kpis.baselines_promised + kpis.baselines_overdue
    if owed:
        line += f", {owed:,} promised"
        line += f" of which {kpis.baselines_overdue:,} overdue" if kpis.baselines_overdue else ""
    if kpis.baselines_missing:
        line += f", {kpis.baselines_missing:,} neither known nor promised"
    line += "."
    if kpis.targets_overdue:
        line += f" {count(kpis.targets_overdue, 'promised target')} overdue."
    return line + f" {count(kpis.with_readings, 'KPI')} {have(kpis.with_readings)} a reading since."


def moved_sentence(commitment: Commitment) -> str:
    """Say from when to when a deadline moved, and by how much."""
    old = commitment.original_due.latest if commitment.original_due else None
    new = commitment.due.latest if commitment.due else None
    return f"{short_day(old)} → {short_day(new)}, {days_later(commitment.moved_days) or count_days(0)}"


def key(scheme: RatingScheme, standings: tuple[Standing, ...]) -> str:
    """Explain the letters of a table and the thresholds behind them."""
    letters = " · ".join(f"{s.letter} {s.word.lower()}" for s in standings)
    return f"{letters}. Behind is up to {count_days(scheme.behind_days)} late; off track is later."


def shown_standings(plans: tuple[PlanStatus, ...]) -> tuple[Standing, ...]:
    """Return the standings that occur, in their fixed order."""
    used = {s for plan in plans for s, count in plan.whole.by_standing.items() if count}
    return tuple(s for s in Standing if s in used)
