"""``wsoa status --by plan``: every plan in one table, and how they stood over the last year."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import SMALL, Command
from wsoa.render.registry import formats_of

PLANS = str(Path(__file__).parents[2] / "plans")


def by_plan(wsoa: Command, plans: str, *words: str, **variables: str) -> str:
    return wsoa("status", "--by", "plan", "--plans", plans, *words, **variables).out


def test_each_plan_is_a_row_and_all_of_them_are_one_below(wsoa: Command) -> None:
    lines = by_plan(wsoa, PLANS, "--as-of", "2020-11-30", "--no-history").splitlines()
    rows = {line.split()[0]: line.split()[1:5] for line in lines if line[:1].isalnum()}
    assert rows["Cumbria"] == ["223", "3", "212", "457"]
    assert rows["Lancashire"][:3] == ["104", "18", "81"]
    assert next(line for line in lines if line.startswith("3 plans")).split()[2:5] == ["434", "32", "375"]


def test_how_they_stood_at_each_end_of_a_quarter_stands_below(wsoa: Command) -> None:
    told = json.loads(by_plan(wsoa, PLANS, "--as-of", "2020-11-30", "--format", "json"))
    days = ["2019-12-31", "2020-03-31", "2020-06-30", "2020-09-30", "2020-11-30"]
    assert [then["day"] for then in told["over_time"]] == days
    for number, then in enumerate(told["over_time"]):
        assert then["commitments"] == 434 == sum(then["by_standing"].values())
        parts = [plan["over_time"][number]["by_standing"]["complete"] for plan in told["plans"]]
        assert sum(parts) == then["by_standing"]["complete"]
    assert "31 December 2019" in by_plan(wsoa, PLANS, "--as-of", "2020-11-30")


@pytest.mark.parametrize("columns", ["80", "120"])
def test_the_table_fits_its_terminal_and_is_drawn_where_that_is_wide(wsoa: Command, columns: str) -> None:
    out = by_plan(wsoa, PLANS, "--as-of", "2020-11-30", COLUMNS=columns)
    assert max(map(len, out.splitlines())) <= int(columns)
    assert ("█ overdue, ▒ open, ░ complete." in out) is (columns == "120")


def test_plans_of_one_area_are_told_apart_and_a_single_plan_has_no_total(wsoa: Command, plans: Path) -> None:
    assert "\n1 plan " not in by_plan(wsoa, str(plans)).replace("1 plan has", "")
    (plans / "later").mkdir()
    (plans / "later" / "plan.yaml").write_text(SMALL, "utf-8")
    out = by_plan(wsoa, str(plans))
    assert "Anyshire (later)" in out
    assert "2 plans" in out


def test_where_the_history_is_not_whole_the_table_says_so(wsoa: Command, plans: Path) -> None:
    out = " ".join(by_plan(wsoa, str(plans), "--no-history").split())
    assert "1 plan has no whole history here, so more may have moved." in out


@pytest.mark.parametrize("output_format", formats_of("portfolio"))
def test_every_format_has_every_plan(wsoa: Command, output_format: str) -> None:
    out = by_plan(wsoa, PLANS, "--format", output_format, "--no-history")
    assert all(area in out for area in ("Cumbria", "Lancashire", "Peterborough"))


def test_processes_make_no_difference_and_concerns_still_fail(wsoa: Command) -> None:
    words = ("--as-of", "2020-11-30", "--format", "json")
    assert by_plan(wsoa, PLANS, *words, "--jobs", "2") == by_plan(wsoa, PLANS, *words, "--jobs", "1")
    assert wsoa("status", "--by", "plan", "--plans", PLANS, "--fail-on", "overdue").code == 1
