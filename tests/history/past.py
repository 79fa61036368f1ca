"""Small plans in many versions, held in memory: who wrote what on which day."""

from __future__ import annotations

from datetime import date

from tests.conftest_plans import HEAD
from wsoa.history.moves.moves import Move, drops, gone_moves, moves
from wsoa.history.repository.store import from_memory
from wsoa.history.repository.versions import Commit, Version
from wsoa.history.rules import history_findings
from wsoa.history.timeline import Timeline, timeline

_HEAD = HEAD.replace("start: 2019-10-18\n", "")
HIRE = '{ref: "1.1", title: Hire two plan writers, due: %s}'
TRAIN = '{ref: "1.2", title: Train every school in the pathway, due: %s}'


def plan(*actions: str, head: str = "", kpi: str = "", reviews: str = "") -> str:
    """A plan with these actions under one outcome; a KPI and reviews where they are given."""
    body = "".join(f"          - {line}\n" for line in actions)
    under = f"        actions:\n{body}" if actions else ""
    kpis = f"    kpis:\n      - {kpi}\n" if kpi else ""
    visits = f"reviews:\n  - {reviews}\n" if reviews else ""
    return f"""{_HEAD}{head}{visits}workstreams:
  - ref: WS1
    title: Assessment
    weaknesses: ["1"]
    outcomes:
      - ref: "1"
        title: Assessments on time
{under}{kpis}"""


def versions(*texts: str | tuple[str, str]) -> list[Version]:
    """One version a month from January 2019, or on the day given with a text; an empty text is no plan."""
    given = []
    for number, one in enumerate(texts):
        day, text = one if isinstance(one, tuple) else (f"2019-{number + 1:02}-10", one)
        when = date.fromisoformat(day)
        files = {"plan.yaml": text.encode()} if text else {}
        given.append((Commit(f"{number:040x}", when, when, "Edit the plan"), files))
    return list(from_memory("westshire", given))


def line_of(*texts: str | tuple[str, str]) -> Timeline:
    """The story of a plan with these versions."""
    return timeline(versions(*texts))


def moved(*texts: str | tuple[str, str]) -> list[tuple[str, str | None, str | None, int, int]]:
    """Every moved deadline: its ref now, first date, last date, days in all, how often."""
    return [_facts(move) for move in moves(line_of(*texts))]


def gone(*texts: str | tuple[str, str]) -> list[tuple[str, str | None, str | None, int, int]]:
    """The same of what moved and is no longer in the plan."""
    return [_facts(move) for move in gone_moves(line_of(*texts))]


def dropped(*texts: str | tuple[str, str]) -> list[tuple[str, str | None]]:
    """What had a date and has none now: its ref and that date."""
    return [(one.item.ref, one.step.texts[0]) for one in drops(line_of(*texts))]


def recorded(*texts: str | tuple[str, str]) -> list[str]:
    """For each move of the one deadline that moved, whether a record explains it."""
    [move] = moves(line_of(*texts))
    return [step.recorded for step in move.steps]


def codes(*texts: str | tuple[str, str]) -> list[str]:
    """The codes of what the history gives reason to ask about."""
    held = versions(*texts)
    newest = held[-1].loaded
    assert newest is not None
    assert newest.plan is not None, newest.findings
    return [finding.code for finding in history_findings(timeline(held), newest)]


def _facts(move: Move) -> tuple[str, str | None, str | None, int, int]:
    return move.item.ref, move.original, move.current, move.days, len(move.steps)
