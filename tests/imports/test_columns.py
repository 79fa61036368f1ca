"""What columns come to by their headings together: dates, ratings, success, people, notes."""

from __future__ import annotations

from pathlib import Path

import pytest
from docx import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from xlsxwriter import Workbook

from tests.imports.made import Result, csv_of, imported, saved, word, workbook
from wsoa.imports.importing import Chosen
from wsoa.imports.ledger import Kind
from wsoa.plan.models import Action

WHO = "Head of SEND"


def only(folder: Path, headings: tuple[str, ...], row: tuple[str, ...], date: str = "2025-01") -> Action:
    """Import one row under these headings and return its action."""
    (action,) = table(folder, headings, row, date=date).actions.values()
    return action


def table(folder: Path, headings: tuple[str, ...], *rows: tuple[str, ...], date: str = "2025-01") -> Result:
    """Import a small table with the document's date."""
    return imported(folder, "plan.csv", csv_of(*rows, headings=headings), Chosen(date=date))


def test_four_dates_of_an_action_are_four_dates(tmp_path: Path) -> None:
    heads = ("Ref", "Action", "Date raised", "Target date", "Completion date", "Date closed")
    action = only(
        tmp_path, heads, ("1.1", "Ask", "1 May 2024", "31 July 2024", "9 August 2024", "2 September 2024")
    )
    assert [d and d.text for d in (action.raised, action.due, action.completed, action.closed)] == [
        "2024-05-01", "2024-07-31", "2024-08-09", "2024-09-02",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("headings", "cells"),
    [
        (("Original date", "Revised date"), ("31 March 2024", "30 June 2024")),
        (("Due date",), ("31 March 2024 30 June 2024",)),
        (("Due date",), ("30 June 2024 (was 31 March 2024)",)),
    ],
)
def test_a_date_that_moved_is_due_later_with_a_change_without_a_reason(
    tmp_path: Path, headings: tuple[str, ...], cells: tuple[str, ...]
) -> None:
    action = only(tmp_path, ("Ref", "Action", *headings), ("1.1", "Ask", *cells))
    assert action.due is not None
    assert action.due.text == "2024-06-30"
    assert [(c.field, c.old, c.new, c.reason) for c in action.changes] == [
        ("due", "2024-03-31", "2024-06-30", None)
    ]


def test_struck_through_text_is_what_was_due_first(tmp_path: Path) -> None:
    document = word([("Ref", "Action", "Due"), ("1.1", "Ask", "")])
    paragraph = document.tables[0].rows[1].cells[2].paragraphs[0]
    paragraph.add_run("31 March 2024").font.strike = True
    paragraph.add_run(" 30 June 2024")
    action = imported(tmp_path, "plan.docx", saved(document)).actions["1.1"]
    assert (action.due and action.due.text, action.changes[0].old) == ("2024-06-30", "2024-03-31")


def test_a_completion_without_a_date_is_complete_with_none(tmp_path: Path) -> None:
    heads = ("Ref", "Action", "Due date", "Completed")
    result = table(tmp_path, heads, ("1.1", "Ask", "May 2024", "Yes"), ("1.2", "Tell", "Done July 2023", ""))
    assert [a.rating and a.rating.code for a in result.actions.values()] == ["C", None]
    assert result.actions["1.1"].printed == {"completed": "Yes"}
    assert result.actions["1.2"].completed is not None
    assert result.actions["1.2"].due is None


def test_the_newest_rating_counts_and_the_older_are_dated_by_their_headings(tmp_path: Path) -> None:
    heads = ("Ref", "Action", "Due", "RAG June 2024", "RAG September 2024")
    action = only(tmp_path, heads, ("1.1", "Ask", "May 2025", "Red", "Green"))
    assert action.rating is not None
    assert (action.rating.code, action.rating.date and action.rating.date.text) == ("G", "2024-09")
    assert [(u.date.text, u.rating) for u in action.updates] == [("2024-06", "R")]


def test_reports_have_the_dates_that_their_headings_or_lines_name(tmp_path: Path) -> None:
    heads = ("Ref", "Action", "Due", "Update June 2024", "Progress", "% complete")
    row = ("1.1", "Ask", "May 2025", "Begun", "July 2024: half are asked", "40%")
    assert [(u.date.text, u.text, u.percent) for u in only(tmp_path, heads, row).updates] == [
        ("2024-06", "Begun", None), ("2024-07", "half are asked", None), ("2025-01", "40% complete", 40),
    ]  # fmt: skip


def test_risk_is_not_progress_and_what_has_no_home_is_kept_under_its_heading(tmp_path: Path) -> None:
    heads = ("Ref", "Action", "Due", "Risk rating", "Priority", "Widgets")
    result = table(tmp_path, heads, ("1.1", "Ask", "May 2025", "Red", "High", "4410"))
    action = result.actions["1.1"]
    assert (action.rating, action.risk, action.priority) == (None, "Red", "High")
    assert action.extras == {"x-widgets": "4410"}
    assert [e.read for e in result.entries(Kind.NOT_READ, "column")] == ["Widgets"]


def test_who_answers_what_success_is_and_what_was_achieved_stay_with_the_action(tmp_path: Path) -> None:
    heads = ("Ref", "Action", "Lead", "SRO", "Due", "How will we know", "Impact to date", "Where are we now")
    result = table(
        tmp_path, heads, ("1.1", "Ask", WHO, "Director", "May 2025", "All say so", "Fewer wait", "None")
    )
    action = result.actions["1.1"]
    assert [result.plan.role_name(role) for role in action.accountable] == ["Director"]
    assert [one.text for one in action.success] == ["All say so"]
    assert [(one.text, one.date and one.date.text) for one in action.impact] == [("Fewer wait", "2025-01")]
    assert action.extras == {"x-baseline": "None"}


def test_columns_of_months_are_success_measures_or_milestones_by_their_heading(tmp_path: Path) -> None:
    heads = ("Ref", "Action", "Due", "3 months", "Milestones 6 months")
    text = csv_of(("1.1", "Ask", "May 2025", "A fifth asked", "Half asked"), headings=heads)
    action = imported(tmp_path, "plan.csv", text, Chosen(start="2024-09")).actions["1.1"]
    assert [(one.text, one.by and one.by.text) for one in action.success] == [("A fifth asked", "3 months")]
    assert [(m.title, m.due and m.due.text) for m in action.milestones] == [("Half asked", "6 months")]


def test_refs_of_one_level_are_actions_of_one_outcome(tmp_path: Path) -> None:
    rows = [(str(n), f"Do {n}", "May 2025") for n in (1, 2, 3)]
    result = table(tmp_path, ("No", "Action", "Due"), *rows)
    assert [len(o.actions) for w in result.plan.workstreams for o in w.outcomes] == [3]


def test_a_printed_key_is_the_scheme_and_words_without_a_standing_stay_words(tmp_path: Path) -> None:
    text = (
        "# Plan\n\nKey: Amber = on track. Green = complete.\n\n| Ref | Action | Due | Status |\n|---|---|---|---|\n"  # noqa: E501
        "| 1.1 | Ask | May 2025 | Amber |\n| 1.2 | Tell | May 2025 | Purple |\n"
    )
    result = imported(tmp_path, "plan.md", text, Chosen(date="2025-01"))
    assert [(c.code, c.meaning, c.standings[0].value) for c in result.plan.scheme.codes] == [
        ("A", "on track", "on_track"), ("G", "complete", "complete"),
    ]  # fmt: skip
    assert [a.rating and a.rating.code for a in result.actions.values()] == ["A", None]
    assert result.actions["1.2"].printed == {"rating": "Purple"}


def test_grey_and_not_started_are_not_red_because_blue_is_there(tmp_path: Path) -> None:
    rows = [(f"1.{n}", "Ask", "May 2025", said) for n, said in enumerate(["Grey", "Blue", "Not started"], 1)]
    result = table(tmp_path, ("Ref", "Action", "Due", "RAG"), *rows)
    assert [a.rating and a.rating.code for a in result.actions.values()] == ["N", "C", "N"]


def test_a_colour_that_only_shades_a_cell_is_a_rating_in_word_and_in_excel(tmp_path: Path) -> None:
    document = word([("Ref", "Action", "Due", "RAG"), ("1.1", "Ask", "May 2025", "")])
    shade = parse_xml(f'<w:shd {nsdecls("w")} w:val="clear" w:fill="FFC000"/>')
    document.tables[0].rows[1].cells[3]._tc.get_or_add_tcPr().append(shade)  # noqa: SLF001 - no other way to shade

    def fill(book: Workbook) -> None:
        sheet = book.add_worksheet("Plan")
        sheet.write_row(0, 0, ["Ref", "Action", "Due", "RAG"])
        sheet.write_row(1, 0, ["1.1", "Ask", "May 2025"])
        sheet.write_blank(1, 3, None, book.add_format({"bg_color": "#FFC000"}))

    for name, data in (("plan.docx", saved(document)), ("plan.xlsx", workbook(fill))):
        result = imported(tmp_path, name, data)
        assert [a.rating and a.rating.code for a in result.actions.values()] == ["A"]
        assert "by the colour of the cell" in result.entries(Kind.GUESS, "rating")[0].made


def test_a_persons_name_beside_a_post_is_left_out_of_the_plan_and_told(tmp_path: Path) -> None:
    result = table(
        tmp_path, ("Ref", "Action", "Lead", "Due"), ("1.1", "Ask", "Alex Example, SENCO", "May 2025")
    )
    assert result.leads["1.1"] == ["SENCO"]
    assert [e.read for e in result.entries(Kind.NOT_READ, "lead")] == ["Alex Example"]


def test_a_measure_gets_a_dated_target_a_reading_and_its_aim(tmp_path: Path) -> None:
    heads = ("KPI", "Baseline", "Target", "Milestone 1 – Mar 24", "Actual Mar 24")
    result = table(tmp_path, heads, ("Absence", "10.9%", "10%", "10.2%", "12.7%"))
    (kpi,) = result.plan.workstreams[0].kpis
    assert (kpi.aim, kpi.unit) == ("reduce", "percent")
    assert [(t.by and t.by.text, str(t.value)) for t in kpi.targets] == [("2024-03", "10.2"), (None, "10")]
    assert [(r.period and r.period.text, str(r.value)) for r in kpi.readings] == [("2024-03", "12.7")]


def test_a_map_of_two_headings_reads_a_table_of_many(tmp_path: Path) -> None:
    heads = ("Ref", "A1", "A2", "Thing", "A4", "A5", "End")
    (tmp_path / "map.yaml").write_text("columns: {Thing: action, End: due}\n", "utf-8")
    from wsoa.imports.columns.mapping import read_map  # noqa: PLC0415 - only this test maps

    how = read_map((tmp_path / "map.yaml").read_bytes(), "map.yaml")
    text = csv_of(("1.1", "x", "x", "Write it", "x", "x", "May 2025"), headings=heads)
    result = imported(tmp_path, "plan.csv", text, Chosen(how=how))
    assert (result.actions["1.1"].title, result.dues) == ("Write it", {"1.1": "2025-05"})


def test_word_tables_of_another_style_are_no_trouble(tmp_path: Path) -> None:
    document = Document()
    grid = document.add_table(rows=2, cols=2)
    for cell, text in zip(
        [c for row in grid.rows for c in row.cells], ["Action", "1.1 Ask", "Lead", WHO], strict=True
    ):
        cell.text = text
    grid.add_row().cells[0].text = "Due date"
    grid.rows[2].cells[1].text = "May 2025"
    result = imported(tmp_path, "plan.docx", saved(document))
    assert (result.dues, result.leads) == ({"1.1": "2025-05"}, {"1.1": [WHO]})


def test_a_measure_beside_an_action_is_a_kpi_and_the_action_stays_one(tmp_path: Path) -> None:
    text = csv_of(
        ("1.1", "Hire writers", "Head of SEND", "May 2025", "Plans on time", "40%"),
        ("1.2", "Ask families", "Head of SEND", "June 2025", "", ""),
        headings=("Ref", "Action", "Lead", "Due", "KPI", "Baseline"),
    )
    result = imported(tmp_path, "plan.csv", text.encode())
    assert result.dues == {"1.1": "2025-05", "1.2": "2025-06"}
    (workstream,) = result.plan.workstreams
    (kpi,) = workstream.kpis
    assert kpi.title == "Plans on time"
    assert kpi.baseline is not None
    assert kpi.baseline.value == 40


def test_a_recommendation_beside_an_action_is_a_group_and_a_long_one_what_asked_for_it(
    tmp_path: Path,
) -> None:
    long = "That the local area should make sure that every child who waits is told how long the wait will be"
    text = csv_of(
        ("1.1", "Hire writers", "Head of SEND", "May 2025", "Recommendation 2"),
        ("1.2", "Ask families", "Head of SEND", "June 2025", long),
        headings=("Ref", "Action", "Lead", "Due", "Recommendation"),
    )
    first, second = imported(tmp_path, "plan.csv", text.encode()).actions.values()
    assert (first.groups, first.source) == ({"recommendation": "Recommendation 2"}, None)
    assert (second.groups, second.source) == ({}, long)
