"""``wsoa show``, ``upcoming``, ``validate``, ``explain`` and ``schema`` as their users run them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Command
from wsoa.render.registry import formats_of

REPOSITORY = Path(__file__).parents[2]


def test_show_tells_everything_about_one_action(wsoa: Command, plans: Path) -> None:
    out = " ".join(wsoa("show", "anyshire", "1.1.2", "--plans", str(plans)).out.split())
    assert "standing On track, moved once, 153 days later" in out
    assert "first due 30 April 2026" in out
    assert "Schools asked for more time, agreed by Improvement board" in out
    assert "lead Head of SEND, Anyshire Council" in out
    assert "plan.yaml:23" in out


def test_show_keeps_to_the_day(wsoa: Command, plans: Path) -> None:
    out = wsoa("show", "anyshire", "1.1.2", "--plans", str(plans), "--as-of", "2026-04-01").out
    assert "30 April 2026" in out
    assert "Schools asked" not in out
    assert "clusters" not in out


def test_show_rolls_a_workstream_up(wsoa: Command, plans: Path) -> None:
    out = wsoa("show", "anyshire", "A", "--plans", str(plans)).out
    assert "2 commitments in it: 1 on track, 1 unreported" in out


def test_show_tells_of_the_plan_itself_by_the_name_that_update_knows(wsoa: Command, plans: Path) -> None:
    ran = wsoa("show", "anyshire", "plan", "--plans", str(plans))
    assert ran.code == 0
    assert ran.out.startswith("Anyshire\nPriority action plan\n")
    assert "body      Anyshire Council" in ran.out
    assert "document  Priority action plan (January 2026)" in ran.out
    assert "2 commitments in it" in ran.out
    told = json.loads(wsoa("show", "anyshire", "Plan", "--plans", str(plans), "--format", "json").out)
    assert (told["kind"], told["ref"], told["title"]) == ("plan", "plan", "Priority action plan")


def test_show_says_that_a_figure_is_withheld(wsoa: Command, plans: Path) -> None:
    file = plans / "anyshire" / "plan.yaml"
    kpi = (
        "    kpis:\n      - {ref: K1, title: Waiting, aim: reduce, unit: count, "
        "readings: [{date: 2026-03-31, suppressed: true}]}\n"
    )
    file.write_text(file.read_text("utf-8") + kpi, "utf-8")
    out = wsoa("show", "anyshire", "K1", "--plans", str(plans)).out
    assert "latest withheld because the numbers are small on 31 March 2026" in " ".join(out.split())


def test_a_plan_without_commitments_has_no_table_and_no_key(wsoa: Command, plans: Path) -> None:
    file = plans / "anyshire" / "plan.yaml"
    file.write_text(file.read_text("utf-8").split("workstreams:")[0] + "workstreams: []\n", "utf-8")
    out = wsoa("status", "--plans", str(plans)).out
    assert "0 commitments: 0 overdue" in out
    assert "Behind" not in out
    assert not any(line.strip().startswith("All ") for line in out.splitlines())


def test_show_finds_a_printed_ref_and_suggests_for_a_wrong_one(wsoa: Command) -> None:
    plans = str(REPOSITORY / "plans")
    assert "6.3.4" in wsoa("show", "cumbria", "6.3 4", "--plans", plans).out
    ran = wsoa("show", "cumbria", "6.1.2g", "--plans", plans)
    assert ran.code == 2
    assert "Did you mean" in ran.err


def test_show_prints_what_the_document_prints_and_why_it_is_read_otherwise(wsoa: Command) -> None:
    out = " ".join(
        wsoa(
            "show", "cumbria", "6.1.2a", "--plans", str(REPOSITORY / "plans"), "--as-of", "2020-03-31"
        ).out.split()
    )
    assert "31 November 2019" in out
    assert "122 days" in out


def test_show_json_is_a_document(wsoa: Command, plans: Path) -> None:
    document = json.loads(wsoa("show", "anyshire", "1.1.1", "--plans", str(plans), "--format", "json").out)
    assert document["ref"] == "1.1.1"
    assert document["commitments"][0]["days_late"] == 91


def test_upcoming_says_what_turns_if_nobody_edits(wsoa: Command, plans: Path) -> None:
    out = wsoa("upcoming", "--plans", str(plans), "--days", "120", "--format", "plain").out
    events = [line.split("\t")[:6] for line in out.splitlines()[1:]]
    assert events == [
        ["2026-08-21", "anyshire", "1.1.2", "stale", "on_track", "unknown"],
        ["2026-09-30", "anyshire", "1.1.2", "due", "on_track", "on_track"],
        ["2026-10-01", "anyshire", "1.1.2", "turns", "unknown", "unreported"],
    ]


@pytest.mark.parametrize("output_format", formats_of("upcoming"))
def test_upcoming_names_the_same_events_in_every_format(
    wsoa: Command, plans: Path, output_format: str
) -> None:
    out = wsoa("upcoming", "--plans", str(plans), "--days", "120", "--format", output_format).out
    assert out.count("Agree a target with schools") == (3 if output_format in {"plain", "json"} else 1)


def test_upcoming_has_one_line_for_an_item_with_all_that_comes_of_it(wsoa: Command, plans: Path) -> None:
    words = ("upcoming", "--plans", str(plans), "--days", "140")
    rows = wsoa(*words).out.splitlines()[4:]
    assert [row.split()[3] for row in rows] == ["1.1.2"], rows
    wide = wsoa(*words, COLUMNS="140").out
    assert "goes stale; due 30 Sep  Head of SEND, Anyshire Council" in wide


def test_upcoming_of_real_plans_fits_its_terminal_an_item_a_line(wsoa: Command) -> None:
    plans = str(REPOSITORY / "plans")
    for columns in ("80", "120"):
        out = wsoa("upcoming", "--plans", plans, "--as-of", "2019-11-01", COLUMNS=columns).out
        assert max(map(len, out.splitlines())) <= int(columns)
    rows = [line for line in out.splitlines() if line.count("  ") and not line.lstrip().startswith("Day")]
    refs = wsoa("upcoming", "--plans", plans, "--as-of", "2019-11-01", "--format", "plain").out.splitlines()
    items = {tuple(line.split("\t")[1:3]) for line in refs[1:]}
    assert len(rows) - len({plan for plan, _ in items}) == len(items)


def test_validate_shows_the_line_a_caret_and_a_way_out(wsoa: Command, broken: Path) -> None:
    ran = wsoa("validate", "brokenshire", "--plans", str(broken))
    assert ran.code == 1
    lines = ran.out.splitlines()
    assert lines[0].endswith(
        "plan.yaml:22:86: error WSOA201 February 2026 has 28 days, so 2026-02-30 is not a date"
    )
    assert any(line.rstrip().endswith("^^^^^^^^^^") for line in lines)
    assert any("= help: the last day of the month is 2026-02-28" in line for line in lines)
    assert any("= more: wsoa explain WSOA201" in line for line in lines)
    assert lines[-1].startswith("brokenshire: 1 error")


def test_validate_exits_by_severity(wsoa: Command, plans: Path) -> None:
    file = plans / "anyshire" / "plan.yaml"
    file.write_text(
        file.read_text(encoding="utf-8").replace(
            ", leads: [head-of-send], due: 2026-03-31", ", due: 2026-03-31"
        ),
        encoding="utf-8",
    )
    assert wsoa("validate", "--plans", str(plans)).code == 0
    assert wsoa("validate", "--plans", str(plans), "--fail-on", "warning").code == 1
    assert wsoa("validate", "--plans", str(plans), "--fail-on", "never").code == 0


def test_validate_does_not_depend_on_the_day_unless_asked(wsoa: Command, plans: Path) -> None:
    early = wsoa("validate", "--plans", str(plans), WSOA_AS_OF="2026-01-01").out
    late = wsoa("validate", "--plans", str(plans), WSOA_AS_OF="2036-01-01").out
    assert early == late
    assert "WSOA504" in wsoa("validate", "--plans", str(plans), "--progress").out


def test_validate_json_and_github_agree(wsoa: Command, broken: Path) -> None:
    document = json.loads(wsoa("validate", "--plans", str(broken), "--format", "json").out)
    errors = [f for f in document["findings"] if f["severity"] == "error"]
    github = wsoa("validate", "--plans", str(broken), "--format", "github").out
    assert len(errors) == document["summary"]["error"] == github.count("::error ")
    assert f"line={errors[0]['line']},col={errors[0]['column']}" in github


def test_github_gets_at_most_ten_of_a_level_and_is_told_of_the_rest(wsoa: Command) -> None:
    out = wsoa("validate", "--plans", str(REPOSITORY / "plans"), "--format", "github").out
    for level in ("error", "warning", "notice"):
        assert sum(line.startswith(f"::{level} ") for line in out.splitlines()) <= 10


def test_the_shipped_plans_have_no_errors(wsoa: Command) -> None:
    ran = wsoa("validate", "--plans", str(REPOSITORY / "plans"), "--format", "json")
    assert ran.code == 0
    assert json.loads(ran.out)["summary"]["error"] == 0


def test_explain_prints_a_page_by_code_or_name(wsoa: Command) -> None:
    by_code = wsoa("explain", "WSOA201")
    assert by_code.code == 0
    assert by_code.out == wsoa("explain", "due-date-not-real").out
    ran = wsoa("explain", "WSOA999")
    assert ran.code == 2
    assert "There is no rule called" in ran.err


def test_explain_alone_lists_every_rule(wsoa: Command) -> None:
    out = wsoa("explain").out
    assert sum(line.startswith("WSOA") for line in out.splitlines()) > 60
    assert "WSOA101  error     missing-key: A key that this item cannot do without is" in out
    assert max(map(len, out.splitlines())) <= 80


def test_explain_draws_its_page_and_gives_it_as_it_is_written_too(wsoa: Command) -> None:
    drawn = wsoa("explain", "WSOA112").out
    assert "#" not in drawn
    assert "```" not in drawn
    assert '  - ref: "1.1.1"\n    title: Review every plan' in drawn
    assert "How to fix\n\nWrite the id" in drawn
    written = wsoa("explain", "WSOA112", "--format", "markdown").out
    assert written.startswith("# WSOA112 malformed-role\n")
    assert "```yaml action" in written


@pytest.mark.parametrize("part", ["plan", "workstream"])
def test_the_schema_in_the_repository_is_the_one_printed(wsoa: Command, part: str) -> None:
    printed = wsoa("schema", part).out
    assert printed == (REPOSITORY / "schema" / f"{part}.json").read_text(encoding="utf-8")
