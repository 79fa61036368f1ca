"""``wsoa record`` as an officer runs it: one figure, or a whole return, all of it or none."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import SMALL, Command

KPIS = """\
    kpis:
      - ref: K1
        title: Plans finished in twenty weeks
        aim: increase
        unit: percent
        baseline: {value: 41, at: 2025-09}
        targets: [{by: 2027-03, value: 70}]
"""


@pytest.fixture
def plan(plans: Path) -> Path:
    """The small plan with a KPI."""
    file = plans / "anyshire" / "plan.yaml"
    file.write_text(SMALL + KPIS, "utf-8")
    return file


def test_a_figure_is_written_and_shown(wsoa: Command, plan: Path, plans: Path) -> None:
    ran = wsoa("record", "anyshire", "K1", "58%", "--period", "May 2026", "--plans", str(plans))
    assert ran.code == 0
    assert "+        readings:\n" in ran.out
    assert "value: 58" in plan.read_text("utf-8")
    assert "K1 is recorded in" in ran.err


def test_a_dry_run_writes_nothing(wsoa: Command, plan: Path, plans: Path) -> None:
    before = plan.read_bytes()
    ran = wsoa("record", "anyshire", "K1", "58", "--period", "2026-05", "-n", "--plans", str(plans))
    assert (ran.code, plan.read_bytes()) == (0, before)


def test_the_same_figure_twice_is_refused(wsoa: Command, plan: Path, plans: Path) -> None:
    words = ("record", "anyshire", "K1", "58", "--period", "2026-05", "--plans", str(plans))
    assert wsoa(*words).code == 0
    once = plan.read_bytes()
    again = wsoa(*words)
    assert (again.code, plan.read_bytes()) == (2, once)
    assert again.err == "K1 has 58 for 2026-05 already.\n"


def test_a_whole_return_is_taken_or_none_of_it(
    wsoa: Command, plan: Path, plans: Path, tmp_path: Path
) -> None:
    file, before = tmp_path / "return.csv", plan.read_bytes()
    file.write_text("kpi,month,value\nK1,April 2026,55\nK1,May 2026,many\n", "utf-8")
    ran = wsoa("record", "anyshire", "--from", str(file), "--plans", str(plans))
    assert (ran.code, plan.read_bytes()) == (1, before)
    assert "1 of 2 lines cannot be taken, so nothing was written." in ran.err
    assert "refused: 'many' is not a figure" in ran.out
    file.write_text("kpi,month,value\nK1,April 2026,55\nK1,May 2026,58\n", "cp1252")
    ran = wsoa("record", "anyshire", "--from", str(file), "--plans", str(plans))
    assert ran.code == 0
    assert "2 figures are recorded" in ran.err
    text = plan.read_text("utf-8")
    assert text.index("value: 55") < text.index("value: 58")


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("K1",), "Say which KPI, the figure, and --period; or give a file with --from."),
        (("K1", "--from", "x.csv"), "give nothing else with it"),
        (("--from", "nowhere.csv"), "nowhere.csv cannot be read"),
    ],
)
def test_what_is_missing_is_said(
    wsoa: Command, plan: Path, plans: Path, words: tuple[str, ...], sentence: str
) -> None:
    assert plan.exists()
    ran = wsoa("record", "anyshire", *words, "--plans", str(plans))
    assert ran.code == 2
    assert sentence in ran.err


# Returns as they come: exported, pasted together, typed in a hurry.


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("ref,period,value,value\nK1,2026-05,50,60\n", "Two columns tell the same: 'value' and 'value'"),
        ("ref,KPI,period,value\nK1,K1,2026-05,50\n", "Two columns tell the same: 'ref' and 'KPI'"),
        ("ref,period,value,noet\nK1,2026-05,50,late\n", "No column is called 'noet'. Did you mean note?"),
        ("ref,period,value,quux\nK1,2026-05,50,late\n", "No column is called 'quux'. Known are ref,"),
        ("ref;period;value\nK1;2026-05;50\n", "The columns are separated by semicolons"),
        ("ref\tperiod\tvalue\nK1\t2026-05\t50\n", "The columns are separated by tabs"),
        (f'ref,period,value,note\nK1,2026-05,50,"{"x" * 140_000}"\n', "a cell has more than"),
        ('ref,period,value,note\nK1,2026-05,50,"' + "x,\n" * 140_000, "is never closed"),
        ("", "The first line must name the columns"),
    ],
)
def test_a_return_that_cannot_be_read_for_certain_is_refused(
    wsoa: Command, plan: Path, plans: Path, tmp_path: Path, text: str, says: str
) -> None:
    file, before = tmp_path / "return.csv", plan.read_bytes()
    file.write_text(text, "utf-8")
    ran = wsoa("record", "anyshire", "--from", str(file), "--plans", str(plans))
    assert (ran.code, ran.out, plan.read_bytes()) == (2, "", before)
    assert says in ran.err
    assert ran.err.count("\n") == 1


def test_a_cell_without_a_heading_refuses_its_line(
    wsoa: Command, plan: Path, plans: Path, tmp_path: Path
) -> None:
    file, before = tmp_path / "return.csv", plan.read_bytes()
    file.write_text("ref,period,value,note,\nK1,2026-05,50,late, too\nK1,2026-04,51,in time,\n", "utf-8")
    ran = wsoa("record", "anyshire", "--from", str(file), "--plans", str(plans), COLUMNS="200")
    assert (ran.code, plan.read_bytes()) == (1, before)
    assert "“too” stands in a column without a heading" in ran.out
    assert "1 of 2 lines cannot be taken" in ran.err
