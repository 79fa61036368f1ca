"""Why ratings changed, on the terminal, in a pull request and for machines."""

# ruff: noqa: E501 - a case reads best on one line
from __future__ import annotations

import json
from datetime import date

import pytest

from tests.conftest_plans import action_plan, plan_from
from wsoa.history.rewrite import rewritten
from wsoa.plan.models import Plan
from wsoa.render.registry import render
from wsoa.render.terminal.options import RenderOptions
from wsoa.reports.comparison.attribution import RatingsReport, ratings_report

MARCH, JUNE = date(2020, 3, 31), date(2020, 6, 30)
REPORTS = "updates: [{date: 2020-03-31, text: Going well, rating: G}, {date: 2020-06-20, text: Going well, rating: G}]"
EASED = "rating_scheme: {preset: rag, behind_days: 60}\n"


def plan(*lines: str, head: str = "") -> Plan:
    """A plan of one action with these lines."""
    return plan_from(action_plan(*lines, head=head))


def eased() -> RatingsReport:
    """Rated green throughout; the deadline moves to a day that is past again, and the threshold with it."""
    old = plan("due: 2020-03-31", REPORTS)
    return ratings_report(old, plan("due: 2020-05-15", REPORTS, head=EASED), MARCH, JUNE)


def test_the_terminal_shows_sentences_the_bridge_and_each_commitment() -> None:
    assert render("bridge", "text", eased()) == """\
Why standings changed: Westshire
Between 31 March 2020 and 30 June 2020, off track stayed at 0: 1 more by the passage of time, 1
  fewer from a changed rule or threshold.
Behind rose from 0 to 1: 1 from a changed rule or threshold.
On track fell from 1 to 0: 1 by the passage of time.
Overall standing of the plan: on track (G, Green), then behind (A, Amber). It turned by the passage
  of time, then from a changed rule or threshold.
Behind is now up to 60 days late; it was 30 days.
Overall standing of WS1 Assessment: on track (G, Green), then behind (A, Amber). It turned by the
  passage of time, then from a changed rule or threshold.

Standing   31 Mar 2020  Time  Rules  30 Jun 2020
On track             1    −1      ·            0
Behind               0     ·     +1            1
Off track            0    +1     −1            0

Each cause is reckoned after those to its left. Time: what would be so had nothing been written
  since. Progress: what was done or reported. Scope: what was added, removed or withdrawn. Rules:
  the rating scheme, its thresholds and what dates count from. A code in brackets is worked out from
  the standing; nobody gave it.

By the passage of time, then from a changed rule or threshold: 1 commitment
  1.1 Agree the pathway
    On track → behind. Declared rating: G before and after.
    By the passage of time: on track → off track: due 31 March 2020, 91 days late
    From a changed rule or threshold: off track → behind: due 15 May 2020, 46 days late
"""  # fmt: skip


def test_a_pull_request_shows_the_same_as_a_table_and_lists() -> None:
    text = render("bridge", "markdown", eased())
    assert text.startswith(
        "## Why standings changed: Westshire\n\n- Between 31 March 2020 and 30 June 2020, off track stayed at 0: "
    )
    assert (
        "| Standing | 31 Mar 2020 | Time | Rules | 30 Jun 2020 |\n| :-- | --: | --: | --: | --: |\n" in text
    )
    assert "| Off track | 0 | +1 | −1 | 0 |" in text
    assert "- **1.1** Agree the pathway: On track → behind. Declared rating: G before and after.\n" in text
    assert "  - From a changed rule or threshold: off track → behind: due 15 May 2020, 46 days late\n" in text


def test_machines_get_shares_that_add_up_and_every_step() -> None:
    document = json.loads(render("bridge", "json", eased()))
    assert document["order"] == ["time", "progress", "forecast", "deadline", "scope", "rules"]
    for span in (document["plan"], *document["workstreams"]):
        for standing in span["standings"].values():
            assert standing["before"] + sum(standing["by_cause"].values()) == standing["after"]
        assert span["rating"] == ["G", "A"]
        assert span["turned"] == ["time", "rules"]
    (commitment,) = document["commitments"]
    assert commitment["declared"] == ["G", "G"]
    assert [(s["cause"], s["after"]["standing"]) for s in commitment["steps"]] == [
        ("time", "off_track"),
        ("rules", "behind"),
    ]


@pytest.mark.parametrize("form", ["text", "markdown"])
def test_where_nothing_changed_one_sentence_says_so(form: str) -> None:
    same = plan("due: 2021-05-31", REPORTS)
    text = render("bridge", form, ratings_report(same, same, MARCH, MARCH))
    assert "On 31 March 2020, between the two versions, no standing became more or less common." in text
    assert "Standing " not in text


@pytest.mark.parametrize("form", ["text", "markdown"])
def test_long_lists_stop_at_the_limit_and_say_how_many_are_left_out(form: str) -> None:
    lines = "\n".join(f'          - {{ref: "9.{n}", title: Step {n}, due: 2020-05}}' for n in range(4))
    many = plan_from(action_plan("due: 2020-05").replace("        actions:", f"        actions:\n{lines}"))
    text = render("bridge", form, ratings_report(many, many, MARCH, JUNE), RenderOptions(limit=2))
    assert "5 commitments" in text
    assert "and 3 more" in text
    assert "Step 3" not in text


def test_hostile_text_is_inert() -> None:
    hostile = rewritten(plan("due: 2020-05"), lambda _path, _thing: {"title": "\x1b[2J@everyone <script>"})
    report = ratings_report(hostile, hostile, MARCH, JUNE)
    for form in ("text", "markdown"):
        assert "\x1b" not in render("bridge", form, report)
    assert "<script>" not in render("bridge", "markdown", report).replace("\\<", "")
    assert "@everyone" not in render("bridge", "markdown", report)


def test_narrow_terminals_keep_every_word() -> None:
    text = render("bridge", "text", eased(), RenderOptions(width=60))
    assert all(len(line) <= 60 for line in text.splitlines())
    assert "46 days late" in " ".join(text.split())
