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
