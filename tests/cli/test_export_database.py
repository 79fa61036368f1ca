"""``wsoa export`` into parquet and sqlite, read back as other programs do."""

from __future__ import annotations

import sqlite3
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import SMALL, Command
from tests.history.repositories import with_versions
from tests.render.small import PLAN
from tests.tools import needs, tool
from wsoa.reports.export.tables import tables_export

DAY = date(2026, 6, 30)
NAMES = [table.name for table in tables_export([], DAY, "").tables]
Rows = list[dict[str, Any]]


def exported(wsoa: Command, plans: Path, output: Path, *words: str, code: int = 0) -> str:
    chosen = "sqlite" if output.suffix == ".sqlite" else "parquet"
    ran = wsoa("export", "--format", chosen, "-o", str(output), "--plans", str(plans), *words)
    assert ran.code == code, ran.err
    assert ran.out == ""
    return ran.err


def read(output: Path) -> dict[str, Rows]:
    """Every table of what was written, its rows by name of column."""
    if output.suffix == ".sqlite":
        with sqlite3.connect(output) as database:
            database.row_factory = sqlite3.Row
            names = [row[0] for row in database.execute("SELECT name FROM sqlite_master")]
            found = {name: database.execute(f'SELECT * FROM "{name}"') for name in names}  # noqa: S608
            return {name: [dict(row) for row in rows] for name, rows in found.items()}
    parquet = tool("pyarrow.parquet", "pyarrow")
    return {file.stem: parquet.read_table(file).to_pylist() for file in sorted(output.iterdir())}


@pytest.fixture(params=["plans.sqlite", "tables"])
def output(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """A database, or a folder of Parquet files."""
    if request.param == "tables":
        needs("parquet")
    return tmp_path / str(request.param)


def test_each_table_has_the_rows_of_every_plan_with_their_types(
    wsoa: Command, plans: Path, output: Path
) -> None:
    (plans / "westshire").mkdir()
    (plans / "westshire" / "plan.yaml").write_text(PLAN, "utf-8")
    exported(wsoa, plans, output)
    tables = read(output)
    assert set(tables) == {"plans", *NAMES, "columns"}
    assert [row["plan"] for row in tables["plans"]] == ["anyshire", "westshire"]
    hire = next(row for row in tables["commitments"] if row["ref"] == "1.1.1" and row["plan"] == "anyshire")
    assert str(hire["due_latest"]) == "2026-03-31"
    assert isinstance(hire["due_latest"], str if output.suffix == ".sqlite" else date)
    assert hire["overdue"] == True  # noqa: E712 - one, or true
    assert hire["completed"] is None
    [moved] = [row for row in tables["changes"] if row["plan"] == "anyshire"]
    assert (moved["ref"], moved["old"], moved["new"]) == ("1.1.2", "2026-04-30", "2026-09-30")
    assert {row["plan"] for row in tables["updates"]} == {"anyshire", "westshire"}
    assert any(isinstance(row["value"], float) for row in tables["kpis"])


def test_the_rows_are_those_of_the_csv(wsoa: Command, plans: Path, output: Path, tmp_path: Path) -> None:
    exported(wsoa, plans, output)
    csv = tmp_path / "csv"
    assert wsoa("export", "--format", "csv", "--exact", "-o", str(csv), "--plans", str(plans)).code == 0
    for name in NAMES:
        heads, *lines = (csv / f"{name}.csv").read_text("utf-8").splitlines()
        rows = read(output)[name]
        assert len(rows) == len(lines)
        assert not rows or [*rows[0]] == heads.split(",")


def test_every_column_is_explained(wsoa: Command, plans: Path, output: Path) -> None:
    exported(wsoa, plans, output)
    tables = read(output)
    told = {(row["table"], row["column"]) for row in tables["columns"]}
    assert all(
        (name, column) in told
        for name, rows in tables.items()
        if name != "columns"
        for row in rows
        for column in row
    )
    assert all(row["meaning"] for row in tables["columns"])


def test_no_table_holds_what_the_public_may_not_see_in_any_version(
    wsoa: Command, tmp_path: Path, output: Path
) -> None:
    older = PLAN.replace("Ada Example", "Eve Example").replace("Complaints file", "Complaints register")
    folder = with_versions(
        tmp_path / "repository",
        [("2020-01-10", older), ("2020-06-01", PLAN)],
        name="plans/westshire/plan.yaml",
    )
    exported(wsoa, folder.parent, output, "--versions", "--as-of", "2020-11-30")
    told = repr(read(output))
    assert "Hire two plan writers" in told
    for private in ("Ada Example", "Eve Example", "Complaints"):
        assert private not in told


def test_small_counts_are_withheld_as_in_the_csv(wsoa: Command, tmp_path: Path, output: Path) -> None:
    told = "{ref: K1, title: Children waiting, aim: reduce, unit: count, baseline: {value: 3, at: 2026-01}}"
    text = f"{SMALL}    kpis:\n      - {told}\n"
    folder = with_versions(
        tmp_path / "repository", [("2026-01-10", text), ("2026-02-10", text + "    note: x\n")]
    )
    exported(wsoa, folder.parent, output, "--versions")
    assert 3.0 in {row["value"] for row in read(output)["version_kpis"]}
    exported(wsoa, folder.parent, output, "--versions", "--suppress-below", "5")
    tables = read(output)
    assert {row["value"] for name in ("kpis", "version_kpis") for row in tables[name]} == {None}


def test_versions_are_judged_on_the_day_they_were_committed(
    wsoa: Command, tmp_path: Path, output: Path
) -> None:
    moved = SMALL.replace("due: 2026-03-31", "due: 2026-06-15")
    folder = with_versions(
        tmp_path / "repository", [("2026-01-10", SMALL), ("2026-04-20", moved), ("2026-07-20", SMALL)]
    )
    exported(wsoa, folder.parent, output, "--versions")
    tables = read(output)
    assert len(tables["versions"]) == 2, "the last is of a later day"
    ids = [row["commit"] for row in tables["versions"]]
    due = {row["commit"]: row["due"] for row in tables["version_commitments"] if row["ref"] == "1.1.1"}
    assert [due[commit] for commit in ids] == ["2026-03-31", "2026-06-15"]
    assert all(str(row["committed"]) in {"2026-01-10", "2026-04-20"} for row in tables["version_updates"])


def test_the_same_plans_give_the_same_bytes_from_any_number_of_processes(
    wsoa: Command, plans: Path, output: Path, tmp_path: Path
) -> None:
    for number in range(4):
        (plans / f"area-{number}").mkdir()
        (plans / f"area-{number}" / "plan.yaml").write_text(
            SMALL.replace("Anyshire", f"Area {number}"), "utf-8"
        )
    other = tmp_path / "other" / output.name
    exported(wsoa, plans, output, "--jobs", "1")
    exported(wsoa, plans, other, "--jobs", "3")
    held = [
        {one.name: one.read_bytes() for one in ([place] if place.is_file() else place.iterdir())}
        for place in (output, other)
    ]
    assert held[0] == held[1]
    exported(wsoa, plans, output, "--jobs", "1")
    assert not list(tmp_path.rglob(".wsoa*"))


def test_a_plan_that_cannot_be_read_is_told_and_the_others_are_there(
    wsoa: Command, broken: Path, output: Path
) -> None:
    assert "brokenshire" in exported(wsoa, broken, output, code=1)
    assert [row["plan"] for row in read(output)["plans"]] == ["anyshire"]


def test_where_no_plan_can_be_read_nothing_is_written(wsoa: Command, plans: Path, output: Path) -> None:
    exported(wsoa, plans, output)
    before = read(output)
    (plans / "anyshire" / "plan.yaml").write_text("area: [", "utf-8")
    exported(wsoa, plans, output, code=1)
    assert read(output) == before


@pytest.mark.parametrize(
    ("words", "why"),
    [
        (("--format", "sqlite"), "write it to a file"),
        (("--format", "sqlite", "-o", "-"), "write it to a file"),
        (("--format", "parquet"), "name it with -o DIR"),
        (("--format", "csv", "-o", "x", "--versions"), "into parquet or sqlite"),
        (("--format", "sqlite", "-o", "x.sqlite", "--versions", "--no-history"), "into parquet or sqlite"),
    ],
)
def test_what_cannot_be_is_refused(wsoa: Command, plans: Path, words: tuple[str, ...], why: str) -> None:
    ran = wsoa("export", "--plans", str(plans), *words)
    assert ran.code == 2
    assert why in ran.err


def test_every_version_without_git_is_a_sentence(wsoa: Command, plans: Path, output: Path) -> None:
    ran = wsoa(
        "export",
        "-o",
        str(output),
        "--format",
        "sqlite" if output.suffix else "parquet",
        "--versions",
        "--plans",
        str(plans),
    )
    assert ran.code == 2
    assert "is not in a git repository" in ran.err
    assert not output.exists() or not [*output.iterdir()]
