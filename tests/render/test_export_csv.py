"""The tables of an export: read back as they were, typed as described, and inert in a spreadsheet."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from hashlib import sha256
from io import StringIO
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.render.hostile import PAYLOAD, poisoned
from tests.render.small import AS_OF, PLAN, load_plan
from wsoa.assess.assessment import assess
from wsoa.plan.models import Plan
from wsoa.render.data.csv_tables import export_csv, guarded
from wsoa.reports.export.export import Exported, TablesExport
from wsoa.reports.export.tables import tables_export

RUN = tuple("=+-@\t\r\n\uff1d\uff0b\uff0d\uff20")
FORMULAS = ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", " =1", "＝1", "＋1", "－1", "＠x", "'=1"]


def tables(plan: Plan, as_of: date = AS_OF) -> TablesExport:
    return tables_export([Exported("westshire", assess(plan, as_of), "abc")], as_of, "1.2.3")


def small(as_of: date = AS_OF, old: str = "", new: str = "") -> TablesExport:
    plan = load_plan(PLAN.replace(old, new) if old else PLAN).plan
    assert plan is not None
    return tables(plan, as_of)


def rows(files: Mapping[str, str], name: str) -> list[dict[str, str]]:
    return list(csv.DictReader(StringIO(files[f"{name}.csv"], newline="")))


def package(files: Mapping[str, str]) -> Any:  # noqa: ANN401 - any JSON
    return json.loads(files["datapackage.json"])


def test_a_commitment_has_both_its_dates_and_how_it_stands() -> None:
    row = next(r for r in rows(export_csv(small()), "commitments") if r["ref"] == "1.1.1")
    assert row["leads"] == "SEND Lead, Westshire Council; Health Lead"
    assert (row["original_due"], row["due"], row["moves"], row["moved_days"]) == (
        "2019-12-31",
        "2020-12-31",
        "2",
        "366",
    )
    assert (row["forecast"], row["declared"], row["overdue"]) == ("2020-12-20", "G", "false")


def test_a_measure_has_a_row_for_each_kind_of_figure() -> None:
    found = [
        (r["figure"], r["date"], r["value"], r["state"])
        for r in rows(export_csv(small()), "kpis")
        if r["ref"] == "K1"
    ]
    assert found == [
        ("baseline", "2019-09", "41", "known"),
        ("target", "2021-03", "70", "set"),
        ("reading", "2020-06-30", "52", ""),
        ("reading", "2020-09-30", "58", ""),
    ]


def test_a_promised_baseline_is_told_by_its_row() -> None:
    row = next(r for r in rows(export_csv(small()), "kpis") if r["ref"] == "K2")
    assert (row["figure"], row["value"], row["state"], row["promised"]) == (
        "baseline",
        "",
        "overdue",
        "2019-12-31",
    )


def test_a_target_that_is_a_change_says_by_how_much() -> None:
    old = "targets: [{by: 2021-03, value: 70}]"
    new = "targets: [{by: 2021-03, change: 80}, {by: 2022-03, change: -3}, {by: 2023-03, maintain: true}]"
    found = [
        (r["value"], r["change"], r["maintain"])
        for r in rows(export_csv(small(old=old, new=new)), "kpis")
        if r["ref"] == "K1" and r["figure"] == "target"
    ]
    assert found == [("121", "80", "false"), ("38", "-3", "false"), ("41", "", "true")]
    described = {r["change"] for r in rows(export_csv(small()), "kpis") if r["figure"] != "target"}
    assert described == {""}


def test_a_target_not_set_yet_says_no_change() -> None:
    new = "targets: [{by: 2021-03, change: 80, promised: 2020-01, set: 2020-09}]"
    files = export_csv(small(date(2020, 6, 1), "targets: [{by: 2021-03, value: 70}]", new))
    (row,) = [r for r in rows(files, "kpis") if r["ref"] == "K1" and r["figure"] == "target"]
    assert (row["state"], row["change"], row["maintain"]) == ("overdue", "", "")


def test_nothing_dated_after_the_day_is_told() -> None:
    files = export_csv(small(date(2020, 6, 1)))
    assert rows(files, "updates") == []
    assert [r for r in rows(files, "kpis") if r["figure"] == "reading"] == []
    assert {r["monitoring"] for r in rows(files, "weaknesses") if r["ref"] == "2"} == {"monitored"}


def test_a_withheld_figure_stays_withheld() -> None:
    told = small(old="value: 52, source", new="value: 3, suppressed: true, source")
    row = next(r for r in rows(export_csv(told), "kpis") if r["suppressed"] == "true")
    assert row["value"] == ""


def test_roles_are_told_and_people_are_not() -> None:
    files = export_csv(small())
    assert [(r["id"], r["vacant"], r["commitments"]) for r in rows(files, "roles")] == [
        ("send-lead", "false", "2"),
        ("health-lead", "true", "2"),
    ]
    assert "Ada Example" not in "".join(files.values())


def test_every_cell_reads_back_as_its_column_says() -> None:
    files = export_csv(small())
    kinds: dict[str, Callable[[str], object]] = {
        "integer": int,
        "number": Decimal,
        "date": date.fromisoformat,
        "boolean": json.loads,
        "string": str,
    }
    for resource in package(files)["resources"]:
        fields = resource["schema"]["fields"]
        found = rows(files, resource["name"])
        assert found
        assert list(found[0]) == [field["name"] for field in fields]
        assert all(field["description"] for field in fields)
        for row in found:
            assert all(kinds[f["type"]](row[f["name"]]) is not None for f in fields if row[f["name"]])


def test_exact_text_reads_back_equal() -> None:
    export = tables(poisoned(PAYLOAD + "\r=1"))
    files = export_csv(export, exact=True)
    for table in export.tables:
        texts = [[cell for cell in row if isinstance(cell, str)] for row in table.rows]
        strings = [i for i, column in enumerate(table.columns) if column.type == "string"]
        back = list(csv.reader(StringIO(files[f"{table.name}.csv"], newline="")))[1:]
        assert [[row[i] for i in strings if row[i]] for row in back] == [
            [t for t in row if t] for row in texts
        ]


@pytest.mark.parametrize("formula", FORMULAS)
def test_no_cell_of_a_hostile_plan_is_run(formula: str) -> None:
    files = export_csv(tables(poisoned(formula)))
    for resource in package(files)["resources"]:
        for row in rows(files, resource["name"]):
            texts = [row[f["name"]] for f in resource["schema"]["fields"] if f["type"] == "string"]
            assert not [text for text in texts if text.lstrip().startswith(RUN)]
            assert row["plan"] == "westshire"


@given(st.text())
def test_taking_the_apostrophe_off_gives_the_text_back(text: str) -> None:
    plain = re.sub("[\x00-\x1f\x7f-\x9f\u200b\u2028-\u202e\u2066-\u2069\ufeff]", "", text)
    told = guarded(plain)
    assert not told.lstrip().startswith(RUN)
    assert plain == (told[1:] if told != plain else told)
    assert told == plain or guarded(told[1:]) == told


def test_a_negative_number_stays_a_number() -> None:
    files = export_csv(small(old="value: 41,", new="value: -4.10,"))
    assert next(r for r in rows(files, "kpis") if r["figure"] == "baseline")["value"] == "-4.10"


def test_controls_do_not_reach_the_file() -> None:
    files = export_csv(tables(poisoned("a\x1b[31m\u202eb\x00")))
    assert not re.search("[\x00-\x08\x0b\x0c\x0e-\x1f\u202e]", "".join(files.values()))


def test_the_description_fits_the_files() -> None:
    files = export_csv(small(), mark=True)
    assert list(files)[-1] == "datapackage.json"
    told = package(files)
    assert (told["as_of"], told["plans"][0]["plan_hash"], told["name"]) == (
        "2020-11-30",
        "abc",
        "wsoa-westshire",
    )
    assert "licenses" not in told
    assert "for the area to say" in told["description"]
    for resource in told["resources"]:
        data = files[resource["path"]].encode()
        assert (resource["bytes"], resource["hash"]) == (len(data), f"sha256:{sha256(data).hexdigest()}")
        assert data.startswith(b"\xef\xbb\xbf")
        assert resource["schema"]["missingValues"] == [""]


def test_lines_end_as_rfc_4180_says() -> None:
    text = export_csv(small())["weaknesses.csv"]
    assert text.count("\r\n") == text.count("\n") == 3


def test_the_same_plan_and_day_give_the_same_bytes() -> None:
    assert export_csv(small()) == export_csv(small())
