"""``wsoa status``: what a hurried officer reads first."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Command


def status(wsoa: Command, plans: Path, *words: str) -> dict[str, Any]:
    """The status as a JSON document."""
    ran = wsoa("status", "--plans", str(plans), "--format", "json", *words)
    document: dict[str, Any] = json.loads(ran.out)
    return document


def test_the_table_says_what_is_late_what_moved_and_who_leads_it(wsoa: Command, plans: Path) -> None:
    out = wsoa("status", "--plans", str(plans)).out
    assert "How the plans stand, as at 30 June 2026" in out
    assert "2 commitments: 1 overdue, 0 complete, at least 1 moved. Longest 91 days late." in " ".join(
        out.split()
    )
    assert "91 days late, due 31 Mar 2026; Head of SEND, Anyshire Council" in out
    assert "30 Apr 2026 → 30 Sep 2026, 153 days later" in out


@pytest.mark.parametrize("columns", ["80", "120"])
def test_the_table_fits_its_terminal(wsoa: Command, columns: str) -> None:
    repository = Path(__file__).parents[2]
    out = wsoa("status", "--plans", str(repository / "plans"), COLUMNS=columns).out
    assert max(len(line) for line in out.splitlines()) <= int(columns)


def test_standings_are_words_or_explained_letters_and_never_colour_alone(wsoa: Command, plans: Path) -> None:
    narrow = wsoa("status", "--plans", str(plans)).out
    wide = wsoa("status", "--plans", str(plans), COLUMNS="120").out
    assert "X unreported" in narrow
    assert "Unreported" in wide
    assert "\x1b[" not in narrow + wide


def test_a_letter_is_explained_only_where_it_is_used_and_no_heading_repeats_one(
    wsoa: Command, plans: Path
) -> None:
    lines = wsoa("status", "--plans", str(plans)).out.splitlines()
    heads = next(line for line in lines if line.startswith("Workstream"))
    assert heads.split() == ["Workstream", "T", "X", "Late", "Worst", "Next", "due"]
    file = plans / "anyshire" / "plan.yaml"
    text = file.read_text("utf-8").replace("due: 2026-03-31", "due: 2026-12-31")
    file.write_text(text, "utf-8")
    out = wsoa("status", "--plans", str(plans)).out
    assert "T on track · ? not known." in out
    assert "unreported" not in out


def test_bars_are_as_long_as_their_counts_on_one_scale(wsoa: Command) -> None:
    plans = str(Path(__file__).parents[2] / "plans")
    words = ("--plans", plans, "--as-of", "2020-05-30", "--limit", "0")
    lines = wsoa("status", "peterborough", *words, COLUMNS="120").out.splitlines()
    bars = {line.split()[0]: line.split()[-1] for line in lines if line.startswith("WS")}
    whole = {"WS1": (19, 13, 4), "WS2": (15, 2, 4), "WS3": (10, 2, 2), "WS4": (13, 11, 0), "WS5": (6, 5, 1)}
    for ref, counts in whole.items():
        drawn = [bars[ref].count(sign) for sign in "█▒░"]
        assert all(abs(n - 14 * c / 36) < 1 for n, c in zip(drawn, counts, strict=True)), ref
    assert "█ overdue, ▒ open, ░ complete." in "\n".join(lines)


def test_colour_adds_nothing_but_colour(wsoa: Command, plans: Path) -> None:
    plain = wsoa("status", "--plans", str(plans), "--color", "never").out
    coloured = wsoa("status", "--plans", str(plans), "--color", "always").out
    assert "\x1b[" in coloured
    assert re.sub(r"\x1b\[[0-9;]*m", "", coloured).split() == plain.split()


def test_no_color_wins_over_force_color(wsoa: Command, plans: Path) -> None:
    out = wsoa("status", "--plans", str(plans), NO_COLOR="1", FORCE_COLOR="1").out
    assert "\x1b[" not in out


def test_json_carries_the_contract(wsoa: Command, plans: Path) -> None:
    document = status(wsoa, plans)
    assert document["schema_version"] == 1
    assert document["as_of"] == "2026-06-30"
    plan = document["plans"][0]
    assert plan["counts"] == {
        "commitments": 2,
        "overdue": 1,
        "by_standing": {
            "complete": 0, "on_track": 1, "underway": 0, "unknown": 0,
            "not_started": 0, "behind": 0, "unreported": 1, "off_track": 0, "withdrawn": 0,
        },
        "by_kind": {"action": 2, "milestone": 0, "baseline": 0, "target": 0, "review": 0},
        "overdue_by_kind": {"action": 1, "milestone": 0, "baseline": 0, "target": 0, "review": 0},
        "reviews_by_others": 0,
        "reviews_by_others_not_held": 0,
    }  # fmt: skip
    moved = plan["commitments"][1]
    assert moved["due"] == {
        "text": "2026-09-30", "printed": None, "earliest": "2026-09-30", "latest": "2026-09-30",
        "precision": "day",
    }  # fmt: skip
    assert moved["original_due"]["latest"] == "2026-04-30"
    assert (moved["moves"], moved["moved_days"], moved["days_late"], moved["days_late_original"]) == (
        1,
        153,
        0,
        61,
    )
    assert moved["slippage_days"] == 153
    assert moved["declared"] == {"code": "G", "date": "2026-05-20"}
    assert moved["standing"] == "on_track"
    assert moved["disagrees"] is False
    late = plan["commitments"][0]
    assert (late["standing"], late["ranks_as"], late["rating"]) == ("unreported", "off_track", "R")


def test_as_of_before_the_change_no_move_is_known(wsoa: Command, plans: Path) -> None:
    then = status(wsoa, plans, "--as-of", "2026-04-15")["plans"][0]["commitments"][1]
    assert then["due"]["latest"] == "2026-04-30"
    assert then["moves"] is None
    assert then["declared"] is None


def test_plain_gives_one_record_a_line(wsoa: Command, plans: Path) -> None:
    lines = wsoa("status", "--plans", str(plans), "--format", "plain").out.splitlines()
    assert lines[0].startswith("plan\tref\ttitle\tcommitments\tcomplete")
    assert {line.count("\t") for line in lines} == {lines[0].count("\t")}
    assert [line.split("\t")[1] for line in lines[1:]] == ["A", "anyshire"]


def test_markdown_has_a_table_and_the_late(wsoa: Command, plans: Path) -> None:
    out = wsoa("status", "--plans", str(plans), "--format", "markdown").out
    assert "| A Timely plans |" in out
    assert "| **All** | **1** | **1** | **1** | **91 days** | **30 Sep 2026** |" in out
    assert "- **1.1.1** Hire two plan writers: 91 days late, due 31 Mar 2026; " in out


@pytest.mark.parametrize(
    ("by", "first"),
    [("workstream", "A"), ("outcome", "1.1"), ("lead", "head-of-send"), ("weakness", "1")],
)
def test_rows_can_count_other_things(wsoa: Command, plans: Path, by: str, first: str) -> None:
    lines = wsoa("status", "--plans", str(plans), "--format", "plain", "--by", by).out.splitlines()
    assert lines[1].split("\t")[1] == first


@pytest.mark.parametrize(
    ("concern", "code"),
    [("never", 0), ("overdue", 1), ("unreported", 1), ("off-track", 1), ("disagreement", 0)],
)
def test_fail_on_turns_a_concern_into_an_exit_code(
    wsoa: Command, plans: Path, concern: str, code: int
) -> None:
    assert wsoa("status", "--plans", str(plans), "--fail-on", concern).code == code


def test_a_plan_that_cannot_be_read_does_not_hide_the_others(wsoa: Command, broken: Path) -> None:
    ran = wsoa("status", "--plans", str(broken), "--format", "json")
    assert ran.code == 1
    assert [plan["id"] for plan in json.loads(ran.out)["plans"]] == ["anyshire"]
    assert "The plan brokenshire cannot be read until its errors are fixed" in ran.err
    assert "February 2026 has 28 days" in ran.err


def test_lancashires_two_green_actions_of_march_are_reported_in_words(wsoa: Command) -> None:
    repository = Path(__file__).parents[2]
    ran = wsoa("status", "lancashire", "--plans", str(repository / "plans"), "--as-of", "2019-04-30")
    words = " ".join(ran.out.split())
    assert "Rated better than the facts 2" in words
    assert "1.5.1" in words
    assert "1.6.2" in words
    why = "but behind: due 31 March 2019, 30 days late"
    assert words.count(f"rated G (green: will be finished by its date) in April 2019, {why}") == 2


def test_a_plan_whose_folder_has_a_capital_letter_is_found(wsoa: Command, plans: Path) -> None:
    (plans / "anyshire").rename(plans / "Anyshire")
    for words in ((), ("anyshire",), ("Anyshire",)):
        assert wsoa("status", *words, "--plans", str(plans)).code == 0
