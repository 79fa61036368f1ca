"""What a finding on a moved date advises can be done and answers the finding, for every kind of date."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from tests.history.past import HIRE, line_of, plan, versions
from wsoa.history.moves.moves import moves
from wsoa.history.moves.noted import SilentMove
from wsoa.history.moves.silent import with_silent_moves
from wsoa.history.rules import history_findings
from wsoa.history.timeline import timeline
from wsoa.words.history_events import question, rating_words

KPI = "{ref: K1, title: Plans in time, aim: increase, unit: percent, %s}"
RECORD = "changes: [{date: 2019-02-10, field: %s, from: %s, to: %s, reason: Schools asked, agreed_by: Board}]"
Maker = Callable[[str, str], str]
"""From a date, and a change record to stand beside it, a plan with both."""


def with_kpi(text: str) -> str:
    """A plan with one KPI."""
    return plan(HIRE % "2019-12-31", kpi=KPI % text)


CASES: dict[str, Maker] = {
    "due": (lambda due, kept: plan(f'{{ref: "1.1", title: Hire two plan writers, due: {due}{kept}}}')),
    "baseline": lambda due, kept: with_kpi(f"baseline: {{promised: {due}}}{kept}"),
    "target promised": lambda due, kept: with_kpi(f"targets: [{{promised: {due}}}]{kept}"),
    "target": lambda due, kept: with_kpi(f"targets: [{{by: {due}, value: 60}}]{kept}"),
    "comparator": lambda due, kept: with_kpi(f"comparators: [{{name: England, promised: {due}}}]{kept}"),
    "due of a review": lambda due, kept: plan(
        HIRE % "2019-12-31", reviews=f"{{ref: R1, title: Visit, by: Westshire Council, due: {due}{kept}}}"
    ),
    "ends": lambda due, kept: plan(HIRE % "2019-12-31", head=f"ends: {due}\n{kept.removeprefix(', ')}\n"),
    "start": lambda due, kept: plan(HIRE % "6 months", head=f"start: {due}\n{kept.removeprefix(', ')}\n"),
}


@pytest.mark.parametrize("name", CASES)
def test_the_record_that_is_advised_answers_the_finding(name: str) -> None:
    made = CASES[name]
    quiet = versions(made("2019-03-31", ""), made("2019-06-30", ""))
    newest = quiet[-1].loaded
    assert newest is not None
    [found] = [one for one in history_findings(timeline(quiet), newest) if one.code == "WSOA521"]
    told = re.search(r"field: ([a-z ]+), from, to, reason and agreed_by$", found.help)
    assert told is not None, found.help
    assert told[1] == name.partition(" of ")[0]
    kept = RECORD % (told[1], "2019-03-31", "2019-06-30")
    answered = versions(made("2019-03-31", ""), made("2019-06-30", ""), made("2019-06-30", f", {kept}"))
    newest = answered[-1].loaded
    assert newest is not None
    assert newest.plan is not None, newest.findings
    assert not [one for one in history_findings(timeline(answered), newest) if one.code == "WSOA521"]


@pytest.mark.parametrize("name", ["due", "baseline", "target promised", "due of a review"])
def test_a_quiet_move_of_a_commitment_is_noted_on_what_it_is_about(name: str) -> None:
    made = CASES[name]
    line = line_of(made("2019-03-31", ""), made("2019-06-30", ""))
    assert line.newest is not None
    told = with_silent_moves(line.newest, line)
    things = (
        told.reviews[0]
        if name == "due of a review"
        else told.workstreams[0].outcomes[0].actions[0]
        if name == "due"
        else told.workstreams[0].kpis[0]
    )
    [noted] = things.changes
    assert isinstance(noted, SilentMove)
    assert (noted.field, noted.old, noted.new) == (name.partition(" of ")[0], "2019-03-31", "2019-06-30")


def test_no_record_is_advised_where_none_can_answer_any_more() -> None:
    made = CASES["due"]
    record = f", {RECORD % ('due', '2019-01-05', '2019-06-30')}"
    late = versions(made("2019-01-05", ""), made("2019-06-30", ""), made("2019-06-30", record))
    assert late[-1].loaded is not None
    [found] = [one for one in history_findings(timeline(late), late[-1].loaded) if one.code == "WSOA522"]
    assert found.help.startswith("no later record undoes it: say why in an update, and silence it")


@pytest.mark.parametrize(
    ("ratings", "asked"),
    [
        (("G",), " On what evidence was it rated G?"),
        (("G", "G"), " On what evidence did its rating stay G?"),
        (("R",), ""),
        (("A", "A"), ""),
        (("G", "A"), ""),
    ],
)
def test_only_a_rating_that_says_all_is_well_is_asked_for_its_evidence(
    ratings: tuple[str, ...], asked: str
) -> None:
    reports = ", ".join(
        f"{{date: 2019-02-0{day}, text: Said, rating: {code}}}" for day, code in enumerate(ratings, 1)
    )
    texts = (
        plan(f'{{ref: "1.1", title: Hire two plan writers, due: {due}, updates: [{reports}]}}')
        for due in ("2019-12-31", "2020-03-31")
    )
    line = line_of(*texts)
    assert line.newest is not None
    [move] = moves(line)
    if len(ratings) == 1:
        assert rating_words(move) == f"Rated {ratings[0]} once, at 1 February 2019"
    assert question(move, line.newest.scheme) == f"Why was the date of 1.1 moved, and who agreed?{asked}"
