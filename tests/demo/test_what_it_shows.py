"""The demo shows what it says it shows: each feature of the format, each move, each finding, each command."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from pydantic import BaseModel

from tests.demo.conftest import Walk
from tests.demo.test_readme import EXAMPLE
from wsoa.assess.assessment import Assessment, assess
from wsoa.checks.check import check
from wsoa.demo.build import Demo
from wsoa.demo.story import GUIDE, commands
from wsoa.files.load import LoadedPlan, load
from wsoa.findings import Severity
from wsoa.history.moves.moves import moves
from wsoa.history.repository.git import Repository
from wsoa.history.repository.store import from_git
from wsoa.history.rules import history_findings
from wsoa.history.timeline import Timeline, timeline
from wsoa.plan.find import find
from wsoa.plan.models import Plan
from wsoa.plan.ratings import Standing

DAY = date(2025, 9, 30)


@pytest.fixture(scope="session")
def loaded(demo: Demo) -> LoadedPlan:
    """The plan as it stands at the end."""
    return load(demo.folder / "plans" / demo.story.area, demo.folder)


@pytest.fixture(scope="session")
def plan(loaded: LoadedPlan) -> Plan:
    assert loaded.plan is not None
    return loaded.plan


@pytest.fixture(scope="session")
def assessed(plan: Plan) -> Assessment:
    """The plan on the last day of its story."""
    return assess(plan, DAY)


@pytest.fixture(scope="session")
def past(loaded: LoadedPlan) -> Timeline:
    """The year of history."""
    with Repository(loaded.folder, os.environ) as repository:
        return timeline(from_git(repository, loaded.folder))


def test_every_version_can_be_read(loaded: LoadedPlan) -> None:
    with Repository(loaded.folder, os.environ) as repository:
        versions = list(from_git(repository, loaded.folder))
    assert len(versions) >= 15
    for version in versions:
        assert version.loaded is not None
        assert [f for f in version.loaded.findings if f.severity is Severity.ERROR] == [], version.commit


def test_nothing_in_it_is_dated_after_the_day_to_look_at_it(demo: Demo) -> None:
    assert demo.story.as_of == DAY
    assert max(step.day for step in demo.story.steps) <= DAY


@pytest.mark.parametrize("standing", Standing)
def test_every_standing_occurs(assessed: Assessment, standing: Standing) -> None:
    assert [c for c in assessed.commitments if c.standing is standing]


def test_the_findings_are_those_it_is_meant_to_show(loaded: LoadedPlan, past: Timeline) -> None:
    found = check(loaded, as_of=DAY, past=history_findings(past, loaded))
    assert {(one.code, one.ref) for one in found} == {
        ("WSOA310", ""),  # milestones are known by their place
        ("WSOA412", "2.1.3"),  # the document prints a season
        ("WSOA501", "2.1.3"),  # published as complete, without a day
        ("WSOA502", "2.1.3"),
        ("WSOA502", "1.1.2#2"),  # finished, with nothing to show for it
        ("WSOA504", "1.2.3"),  # overdue, and never reported on
        ("WSOA504", "2.2.2"),  # overdue while it is paused
        ("WSOA504", "3.2.3"),  # overdue, and silent since its post fell vacant
        ("WSOA505", "1.2.2"),  # last reported on too long ago
        ("WSOA505", "3.1.2"),
        ("WSOA507", "1.1.2#3"),  # rated green after its date
        ("WSOA508", "P3.K2#baseline"),  # a promised baseline that is overdue
        ("WSOA521", "2.1.2"),  # moved without a word
        ("WSOA522", "2.1.2"),  # and after it had passed
        ("WSOA523", "2.2.1"),  # moved in its last week
        ("WSOA524", "1.1.3"),  # moved three times
        ("WSOA525", "3.2.4"),  # gone without a word
        ("WSOA527", "3.1.2"),  # a completion that was undone
        ("WSOA528", "P2.K1"),  # a target made easier
        ("WSOA529", "2.1.4"),  # an update rewritten to say less
        ("WSOA535", "P1.K1"),  # a figure restated
    }


def test_the_moves_are_those_of_the_story(past: Timeline) -> None:
    told = {move.item.ref: [step.recorded for step in move.steps] for move in moves(past)}
    assert told == {
        "1.1.3": ["recorded", "recorded", "recorded"],
        "1.1.2#2": ["recorded"],
        "2.1.2": ["not recorded"],
        "2.2.1": ["recorded late"],
        "R2": ["recorded"],
        "Brackenshire": ["recorded"],
    }


def test_one_action_becomes_two_in_its_history(past: Timeline) -> None:
    split = [change for event in past.events for change in event.changes if change.kind == "split"]
    assert [change.item.ref for change in split] == ["1.2.4"]


@pytest.mark.usefixtures("in_demo")
def test_the_history_names_posts_as_people_do(walk: Walk) -> None:
    said = walk("wsoa history brackenshire 2.1.4")[1]
    assert "by Children's Therapies Manager" in said
    assert "therapies-manager" not in said


@pytest.mark.usefixtures("in_demo")
def test_its_files_are_laid_out_as_wsoa_format_does(walk: Walk) -> None:
    assert walk("wsoa format --check")[0] == 0


@pytest.mark.usefixtures("in_demo")
@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("wsoa status", "Priority area"),
        ("wsoa status", "The plan as a whole"),
        ("wsoa show brackenshire 'weakness 4'", "released on 26 September 2025"),
        ("wsoa show brackenshire 2.2.2", "since 6 May 2025, until 15 October 2025"),
        ("wsoa show brackenshire plan", "(September 2024)"),
        ("wsoa upcoming --days 10", "turns not known"),
        ("wsoa diff board-2025-06", "Brackenshire  The plan as a whole"),
    ],
)
def test_what_an_officer_reads_is_in_their_own_words(walk: Walk, line: str, words: str) -> None:
    assert words in walk(line)[1]


@pytest.mark.usefixtures("in_demo")
def test_the_branch_moves_a_date_that_nobody_agreed(walk: Walk) -> None:
    code, said = walk("wsoa diff main proposal --fail-on unrecorded")
    assert code == 1
    assert "2.1.2" in said
    assert "no reason recorded" in said


def test_a_form_in_doubt_holds_the_round_back_until_it_is_left_out(in_demo: Path, walk: Walk) -> None:
    code, said = walk("wsoa return apply returns/2025-09")
    assert code == 1
    assert "03/12/25" in said
    assert walk("wsoa return apply returns/2025-09 --except-doubtful")[0] == 0
    assert (
        "have been trained" in (in_demo / "plans/brackenshire/workstreams/1-plans-on-time.yaml").read_text()
    )


def keys_in(model: BaseModel) -> Iterator[str]:
    """Every key that a plan uses, as Model.key."""
    for name in model.model_fields_set:
        value = getattr(model, name)
        yield f"{type(model).__name__}.{name}"
        inside = (
            value.values() if isinstance(value, dict) else value if isinstance(value, tuple) else (value,)
        )
        for one in inside:
            if isinstance(one, BaseModel):
                yield from keys_in(one)


def test_nearly_every_key_of_the_format_is_used(plan: Plan) -> None:
    """What is left out does not fit one plan: it would be a second way to say what stands there."""
    used = set(keys_in(plan))
    assert used >= {
        "Update.blocker", "Update.help_needed", "Update.forecast", "Update.confidence", "Update.percent",
        "Action.paused", "Action.awaiting_sign_off", "Action.withdrawn", "Action.groups", "Action.impact",
        "Action.verified", "Action.closed", "Action.risk", "Action.priority", "Action.success",
        "Action.raised",
        "Withdrawal.superseded_by", "Weakness.monitoring", "Review.weaknesses", "Review.changes",

        "Reading.suppressed", "Reading.projected", "Reading.provisional", "Kpi.statutory", "Kpi.parts",
        "Kpi.comparators", "Kpi.also_in", "Target.set", "Baseline.set", "Plan.terms", "Plan.ignore",
        "Plan.vision", "Plan.pledge", "Plan.co_production", "Role.vacant", "Evidence.voice",
        "Evidence.public",
    }  # fmt: skip


def test_the_guide_names_only_what_is_there(demo: Demo, plan: Plan) -> None:
    guide = (demo.folder / GUIDE).read_text()
    table = guide.partition("| --- | --- |\n")[2].partition("\n\n")[0]
    gone = {"3.2.4"}
    refs = set(
        re.findall(r"\b(?:[0-9]\.[0-9]\.[0-9][a-z]?(?:#[0-9])?|P[0-9]\.K[0-9]|R[0-9])(?![\w.])", table)
    )
    assert len(refs) >= 20
    for ref in refs - gone:
        assert find(plan, ref).ref == ref


@pytest.mark.usefixtures("in_demo")
def test_every_command_of_the_guide_works(walk: Walk) -> None:
    assert len(commands()) >= 6
    for line in commands():
        if line not in EXAMPLE:
            code, said = walk(line)
            assert code == 0, f"{line}\n{said}"


def test_the_command_says_what_to_try(tmp_path: Path, walk: Walk) -> None:
    code, said = walk(f"wsoa demo '{tmp_path / 'new folder'}'")
    assert code == 0
    assert f"cd '{tmp_path / 'new folder'}'" in said
    for line in commands():
        assert line in said
    code, said = walk(f"wsoa demo '{tmp_path / 'new folder'}'")
    assert code == 2
    assert "not empty" in said
