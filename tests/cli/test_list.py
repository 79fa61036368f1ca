"""``wsoa list`` and ``wsoa show ROLE``: everything that a service has to do, in one place."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import SMALL, Command
from wsoa.render.registry import formats_of

MORE = SMALL.replace(
    "roles:\n",
    "roles:\n  health-lead: {name: Health Lead, also: [Lead for Health]}\n  idle: {name: Nobody's Post}\n",
).replace(
    '          - ref: "1.1.2"\n',
    """\
          - ref: "1.1.0"
            title: Clear the waiting list
            leads: [health-lead]
            milestones:
              - {title: Count it, due: 2026-02-28, completed: 2026-02-27}
              - {title: See every child, leads: [head-of-send, health-lead], due: 2026-12-31}
          - {ref: "1.1.9", title: Write to parents, due: 2026-01-31}
          - ref: "1.1.2"
""",
)  # fmt: skip


@pytest.fixture
def plans(tmp_path: Path) -> Path:
    """A folder with one plan of two leads, and one action that nobody leads."""
    folder = tmp_path / "plans" / "anyshire"
    folder.mkdir(parents=True)
    (folder / "plan.yaml").write_text(MORE, "utf-8")
    return folder.parent


def refs(wsoa: Command, plans: Path, *words: str) -> list[str]:
    out = wsoa("list", "--plans", str(plans), "--format", "plain", *words).out
    return [line.split("\t")[1] for line in out.splitlines()[1:]]


def test_without_a_wish_every_commitment_is_listed_earliest_first(wsoa: Command, plans: Path) -> None:
    assert refs(wsoa, plans) == ["1.1.9", "1.1.0#1", "1.1.1", "1.1.2", "1.1.0#2"]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        (["--lead", "head-of-send"], ["1.1.1", "1.1.2", "1.1.0#2"]),
        (["--lead", "Head of SEND, Anyshire Council"], ["1.1.1", "1.1.2", "1.1.0#2"]),
        (["--lead", "lead for health"], ["1.1.0#1", "1.1.0#2"]),
        (["--lead", "health"], ["1.1.0#1", "1.1.0#2"]),
        (["--lead", "none"], ["1.1.9"]),
        (["--lead", "none", "--lead", "health-lead"], ["1.1.9", "1.1.0#1", "1.1.0#2"]),
        (["--lead", "idle"], []),
        (["--standing", "complete"], ["1.1.0#1"]),
        (["--standing", "On track"], ["1.1.2"]),
        (["--standing", "not-known"], ["1.1.0#2"]),
        (["--standing", "unknown"], ["1.1.0#2"]),
        (["--standing", "on_track", "--standing", "complete"], ["1.1.0#1", "1.1.2"]),
        (["--workstream", "a"], ["1.1.9", "1.1.0#1", "1.1.1", "1.1.2", "1.1.0#2"]),
        (["--due-before", "2026-03-31"], ["1.1.9", "1.1.0#1"]),
        (["--due-before", "2026-04-01", "--open"], ["1.1.9", "1.1.1"]),
        (["--words", "waiting child"], ["1.1.0#2"]),
        (["--words", "1.1.2"], ["1.1.2"]),
        (["--lead", "head-of-send", "--open", "--due-before", "2026-12-01"], ["1.1.1", "1.1.2"]),
    ],
)
def test_options_narrow_the_list(wsoa: Command, plans: Path, words: list[str], found: list[str]) -> None:
    assert refs(wsoa, plans, *words) == found


def test_the_table_says_what_was_asked_for_and_how_it_stands(wsoa: Command, plans: Path) -> None:
    out = " ".join(wsoa("list", "--plans", str(plans), "--lead", "send", "--open").out.split())
    assert "Commitments, as at 30 June 2026" in out
    assert "Lead: Head of SEND, Anyshire Council. Neither complete nor withdrawn." in out
    assert "3 commitments:" in out
    assert "Longest delay: 91 days." in out
    assert "Clear the waiting list: See every child" in out


def test_leads_are_named_unless_all_of_the_list_has_the_one_that_was_asked_for(
    wsoa: Command, plans: Path
) -> None:
    everything = wsoa("list", "--plans", str(plans)).out
    assert "(no lead recorded)" in everything
    assert "(Health Lead)" in everything
    own = wsoa("list", "--plans", str(plans), "--lead", "head-of-send", "--due-before", "2026-12-01").out
    assert "(Head of" not in own


def test_plans_that_hold_nothing_of_it_are_named_together(wsoa: Command, plans: Path) -> None:
    for name in ("Eastshire", "Westshire"):
        (plans / name.lower()).mkdir()
        text = SMALL.replace("area: Anyshire", f"area: {name}")
        (plans / name.lower() / "plan.yaml").write_text(text, "utf-8")
    out = wsoa("list", "--plans", str(plans), "--lead", "health-lead").out
    assert out.endswith("Nothing of that in Eastshire and Westshire.\n")


@pytest.mark.parametrize(
    ("words", "close"), [(["--lead", "head-of-sent"], "head-of-send"), (["--workstream", "Q"], "")]
)
def test_a_name_that_no_plan_has_is_an_error_with_what_is_close(
    wsoa: Command, plans: Path, words: list[str], close: str
) -> None:
    ran = wsoa("list", "--plans", str(plans), *words)
    assert ran.code == 2
    assert f"No lead or workstream here is called {words[1]!r}." in ran.err
    assert (f"Did you mean {close}?" in ran.err) is bool(close)


def test_a_standing_that_there_is_not_is_refused(wsoa: Command, plans: Path) -> None:
    ran = wsoa("list", "--plans", str(plans), "--standing", "red")
    assert ran.code == 2
    assert "There is no standing 'red'; there are complete, on-track, underway, not-known" in ran.err


def test_json_says_what_was_asked_and_gives_each_commitment_whole(wsoa: Command, plans: Path) -> None:
    words = ("--lead", "health", "--standing", "complete", "--due-before", "2026-06-30")
    told: dict[str, Any] = json.loads(wsoa("list", "--plans", str(plans), "--format", "json", *words).out)
    assert told["asked"] == {
        "leads": ["health"], "standings": ["complete"], "workstreams": [], "due_before": "2026-06-30",
        "words": None, "open": False,
    }  # fmt: skip
    (plan,) = told["plans"]
    assert plan["roles"] == ["health-lead"]
    assert [(one["ref"], one["completed"]) for one in plan["commitments"]] == [("1.1.0#1", "2026-02-27")]


@pytest.mark.parametrize("output_format", formats_of("list"))
def test_every_format_lists_the_same(wsoa: Command, plans: Path, output_format: str) -> None:
    out = wsoa("list", "--plans", str(plans), "--format", output_format, "--lead", "none").out
    assert "Write to parents" in out
    assert "Hire two" not in out


@pytest.mark.parametrize("columns", ["80", "120"])
def test_the_list_fits_its_terminal(wsoa: Command, columns: str) -> None:
    plans = str(Path(__file__).parents[2] / "plans")
    out = wsoa("list", "--plans", plans, COLUMNS=columns).out
    assert max(map(len, out.splitlines())) <= int(columns)


def test_a_plan_that_cannot_be_read_is_said(wsoa: Command, broken: Path) -> None:
    ran = wsoa("list", "--plans", str(broken))
    assert ran.code == 1
    assert "The plan brokenshire cannot be read until its errors are fixed" in ran.err
    assert "1.1.1" in ran.out


def test_status_by_lead_leads_to_the_list(wsoa: Command, plans: Path) -> None:
    out = wsoa("status", "--plans", str(plans), "--by", "lead").out
    assert "wsoa list anyshire --lead ROLE lists what one of them leads" in out


@pytest.mark.parametrize("called", ["head-of-send", "Head of SEND, Anyshire Council", "HEAD-OF-SEND"])
def test_show_takes_a_role_by_its_id_or_name(wsoa: Command, plans: Path, called: str) -> None:
    out = " ".join(wsoa("show", "anyshire", called, "--plans", str(plans)).out.split())
    assert out.startswith("Head of SEND, Anyshire Council id head-of-send")
    assert "accountable for 1.1 Plans are finished in twenty weeks" in out
    assert "What it leads 3 commitments:" in out
    assert "plan.yaml:11" in out
    for ref in ("1.1.1", "1.1.2", "1.1.0#2"):
        assert ref in out


def test_show_says_of_a_role_that_it_leads_nothing(wsoa: Command, plans: Path) -> None:
    assert "It leads no commitment." in wsoa("show", "anyshire", "idle", "--plans", str(plans)).out


def test_show_tells_of_a_role_as_a_document(wsoa: Command, plans: Path) -> None:
    told = json.loads(wsoa("show", "anyshire", "health-lead", "--plans", str(plans), "--format", "json").out)
    assert (told["kind"], told["ref"], told["title"]) == ("role", "health-lead", "Health Lead")
    assert {"label": "also called", "value": "Lead for Health"} in told["facts"]
    assert [one["ref"] for one in told["commitments"]] == ["1.1.0#1", "1.1.0#2"]


def test_show_suggests_roles_too(wsoa: Command, plans: Path) -> None:
    ran = wsoa("show", "anyshire", "helth-lead", "--plans", str(plans))
    assert ran.code == 2
    assert "Did you mean health-lead?" in ran.err


def test_show_says_where_nothing_was_reported(wsoa: Command, plans: Path) -> None:
    out = " ".join(wsoa("show", "anyshire", "1.1.1", "--plans", str(plans)).out.split())
    assert "update nothing reported" in out
    assert "nothing reported" not in wsoa("show", "anyshire", "1.1.2", "--plans", str(plans)).out
