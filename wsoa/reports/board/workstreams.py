"""How each workstream stands at the end of a period, and which way its commitments went in it."""

from __future__ import annotations

from collections import Counter

from wsoa.assess.rollup import WHOLE_PLAN, RollUp, grouped
from wsoa.history.attribution_report import Chain
from wsoa.plan.ratings import Standing
from wsoa.reports.board.period import Period
from wsoa.reports.board.view import Standings, StandingsRow
from wsoa.reports.parts import Link
from wsoa.words.dates import say_day
from wsoa.words.items import ALL, NO_WORKSTREAM, with_ref
from wsoa.words.lists import be, capital
from wsoa.words.numbers import count, signed

_LEVEL = "No change"


def standings(period: Period) -> Standings:
    """Count each workstream's commitments by standing, and say how many went better or worse.

    What is withdrawn is nobody's to do any more: a sentence counts it, not the table. A commitment that came
    to the plan or left it in the period went neither way.
    """
    plan = period.at.plan
    rows = [row for row in grouped(period.at.assessment, "workstream") if row.total]
    live = [standing for standing in Standing if standing is not Standing.WITHDRAWN]
    present = [standing for standing in live if any(row.by_standing[standing] for row in rows)]
    before = {span.key: span.before.overdue for span in period.why.bridge.workstreams}
    ways = _ways(period)
    told = [
        StandingsRow(
            Link(_name(row.key, row.title), period.at.anchors.by_ref.get(row.key, "")),
            tuple(f"{row.by_standing[s]:,}" for s in present),
            _overdue(row.overdue, before.get(row.key, 0)),
            _way(ways.get(row.key, Counter())),
        )
        for row in rows
    ]
    whole = period.why.bridge.whole
    total = StandingsRow(
        Link(ALL),
        tuple(f"{whole.after.by_standing[s]:,}" for s in present),
        _overdue(whole.after.overdue, whole.before.overdue),
        _way(sum(ways.values(), Counter())),
    )
    against = f"In brackets and under direction of travel: against {say_day(period.start)}."
    return Standings(
        heading=capital(plan.labels.workstream),
        columns=tuple(s.word for s in present),
        rows=(*told, total) if len(told) > 1 else tuple(told),
        key=f"{against}{_gone(whole.after)}",
    )


def _gone(whole: RollUp) -> str:
    withdrawn = whole.by_standing[Standing.WITHDRAWN]
    if not withdrawn:
        return ""
    return f" {count(withdrawn, 'commitment')} {be(withdrawn)} withdrawn, and not counted here."


def _name(key: str, title: str) -> str:
    return NO_WORKSTREAM if key == WHOLE_PLAN else with_ref(key, title)


def _overdue(now: int, before: int) -> str:
    return f"{now:,} ({signed(now - before)})" if now != before else f"{now:,}"


def _ways(period: Period) -> dict[str, Counter[str]]:
    found: dict[str, Counter[str]] = {}
    for chain in period.why.bridge.chains:
        if chain.new is not None and not chain.new.from_others and (way := _went(chain)):
            found.setdefault(chain.new.workstream or WHOLE_PLAN, Counter())[way] += 1
    return found


def _went(chain: Chain) -> str:
    """Return which way a commitment went, by how grave its standings are; empty for neither.

    What is unreported is as grave as its lateness, so that silence alone makes nothing worse or better.
    """
    old, new = chain.old, chain.new
    if old is None or new is None or Standing.WITHDRAWN in {old.standing, new.standing}:
        return ""
    went = new.ranks_as.severity - old.ranks_as.severity
    return "worse" if went > 0 else "better" if went < 0 else ""


def _way(ways: Counter[str]) -> str:
    return ", ".join(f"{ways[way]:,} {way}" for way in ("worse", "better") if ways[way]) or _LEVEL
