"""What a whole import makes of a document: refs repaired, colours, measures, workstreams, doubts, maps."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from tests.imports.made import csv_of, imported
from wsoa.imports.columns.fields import Field
from wsoa.imports.columns.mapping import Map, read_map, written_map
from wsoa.imports.document import ImportStop
from wsoa.imports.importing import Chosen
from wsoa.imports.ledger import Kind


def test_a_date_that_is_read_otherwise_keeps_what_is_printed(tmp_path: Path) -> None:
    text = csv_of(
        ("1.1.1", "Ask", "Head of SEND", "31 November 2019"), ("1.1.2", "Tell", "SENCO", "Nov 2019 -")
    )
    result = imported(tmp_path, "plan.csv", text)
    assert {ref: action.printed for ref, action in result.actions.items()} == {
        "1.1.1": {"due": "31 November 2019"}, "1.1.2": {"due": "Nov 2019 -"},
    }  # fmt: skip
    assert result.dues == {"1.1.1": "", "1.1.2": "2019-11"}
    assert [(e.place, e.ref) for e in result.entries(Kind.NOT_READ, "due")] == [("line 2, column 4", "1.1.1")]


def test_a_ref_used_twice_is_told_apart_and_keeps_what_is_printed(tmp_path: Path) -> None:
    rows = [("6.1.5", "Ask", "Head of SEND", "May 2020"), ("6.1.5", "Answer", "Head of SEND", "June 2020")]
    result = imported(tmp_path, "plan.csv", csv_of(*rows))
    assert result.dues == {"6.1.5": "2020-05", "6.1.5-2": "2020-06"}
    assert result.actions["6.1.5-2"].printed == {"ref": "6.1.5"}
    assert [e.made for e in result.entries(Kind.REPAIRED)] == ["used before; 6.1.5-2 here"]


def test_an_action_without_a_ref_gets_one_and_that_is_said(tmp_path: Path) -> None:
    rows = [("Ask families", "Head of SEND", "May 2020"), ("Answer", "Head of SEND", "June 2020")]
    result = imported(tmp_path, "plan.csv", csv_of(*rows, headings=("Action", "Lead", "Due")))
    assert len(result.actions) == 2
    assert len(result.entries(Kind.GUESS, "ref")) == 2


def test_an_empty_lead_is_that_of_the_row_above_and_listed(tmp_path: Path) -> None:
    rows = [("1.1.1", "Ask", "Head of SEND", "May 2020"), ("1.1.2", "Answer", "", "June 2020")]
    result = imported(tmp_path, "plan.csv", csv_of(*rows))
    assert result.leads["1.1.2"] == ["Head of SEND"]
    assert [e.ref for e in result.entries(Kind.FILLED, "lead")] == ["1.1.2"]


def test_a_lead_is_not_carried_into_the_next_outcome(tmp_path: Path) -> None:
    rows = [("1.1", "First", "", ""), ("1.1.1", "Ask", "Head of SEND", "May 2020"), ("1.2", "Second", "", ""),
            ("1.2.1", "Answer", "", "June 2020")]  # fmt: skip
    result = imported(tmp_path, "plan.csv", csv_of(*rows))
    assert result.leads == {"1.1.1": ["Head of SEND"], "1.2.1": []}
    assert [e.ref for e in result.entries(Kind.NOT_READ, "lead")] == ["1.2.1"]


def test_two_dates_in_a_cell_become_two_milestones(tmp_path: Path) -> None:
    row = ("2.1.3", "Agree the plan. Begin to deliver it", "Head of SEND", "29 February 2020 31 March 2020")
    action = imported(tmp_path, "plan.csv", csv_of(row)).actions["2.1.3"]
    assert [m.due and m.due.text for m in action.milestones] == ["2020-02-29", "2020-03-31"]
    assert action.printed == {"due": "29 February 2020 31 March 2020"}


def test_a_year_far_from_all_the_others_is_doubted(tmp_path: Path) -> None:
    rows = [
        (f"1.1.{n}", "Ask", "Head of SEND", f"January {year}") for n, year in enumerate([2020, 2020, 2010], 1)
    ]
    result = imported(tmp_path, "plan.csv", csv_of(*rows))
    assert [e.ref for e in result.entries(Kind.GUESS, "due")] == ["1.1.3"]


def test_statuses_get_codes_of_one_scheme_with_the_date_of_the_document_or_none(tmp_path: Path) -> None:
    rows = [
        (f"1.1.{n}", "Ask", "Head of SEND", "May 2020", code)
        for n, code in enumerate(["C", "Amber", "n/s"], 1)
    ]
    text = csv_of(*rows, headings=("Ref", "Action", "Lead", "Due", "RAG"))
    without = imported(tmp_path, "plan.csv", text)
    assert [a.rating and a.rating.date for a in without.actions.values()] == [None, None, None]
    result = imported(tmp_path, "plan.csv", text, Chosen(date="2019-04"))
    assert result.plan.rating_scheme.preset == "rag"
    assert [a.rating and a.rating.code for a in result.actions.values()] == ["C", "A", "N"]
    assert {a.rating.date.text for a in result.actions.values() if a.rating and a.rating.date} == {"2019-04"}
    assert result.actions["1.1.3"].printed == {"rating": "n/s"}


def test_comments_become_updates_only_with_a_date(tmp_path: Path) -> None:
    row = ("1.1.1", "Ask", "Head of SEND", "May 2020", "Half are asked")
    text = csv_of(row, headings=("Ref", "Action", "Lead", "Due", "Progress update"))
    without = imported(tmp_path, "plan.csv", text)
    assert without.actions["1.1.1"].extras == {"x-progress": "Half are asked"}
    assert "--date" in without.entries(Kind.NOT_READ, "progress")[0].made
    update = imported(tmp_path, "plan.csv", text, Chosen(date="2020-03-31")).actions["1.1.1"].updates[0]
    assert (update.date.text, update.text) == ("2020-03-31", "Half are asked")


def test_a_flat_table_with_a_line_for_each_milestone_is_put_together_again(tmp_path: Path) -> None:
    heads = ("Workstream", "Outcome", "Ref", "Action", "Milestone", "Deadline")
    rows = [
        ("Workstream 1: Plans", "1.1 A strategy", "1.1a", "Write it", "Begin", "Nov 2019"),
        ("Workstream 1: Plans", "1.1 A strategy", "1.1a", "Write it", "Finish", "May 2020"),
        ("", "", "1.1b", "Print it", "Printed", "June 2020"),
    ]
    result = imported(tmp_path, "plan.csv", csv_of(*rows, headings=heads))
    assert {ref: len(a.milestones) for ref, a in result.actions.items()} == {"1.1a": 2, "1.1b": 1}
    assert [w.ref for w in result.plan.workstreams] == ["WS1"]


KPIS = csv_of(
    (
        "WG3.1",
        "Number of page requests",
        "Increase",
        "62,000 per month",
        "Increase by 10,000",
        "Target reviewed",
    ),
    ("WG3.5", "Percentage who trust the system", "Increase", "Baseline by January 2020", "58%", ""),
    (
        "WG3.12",
        "Percentage who feel: a) listened to b) confident",
        "Reduce variation",
        "a) 40% b) 29%",
        "",
        "",
    ),
    headings=("KPI Ref", "Indicator description", "Figure will:", "Baseline", "6 month", "18-24 month"),
)


def test_measures_have_baselines_promises_changes_and_parts(tmp_path: Path) -> None:
    result = imported(tmp_path, "plan.csv", KPIS, Chosen(start="2019-10-18"))
    requests, trust, feel = result.plan.workstreams[0].kpis
    assert (requests.unit, requests.baseline and requests.baseline.value) == ("count", Decimal(62000))
    assert [(t.by and t.by.text, t.change, t.text) for t in requests.targets] == [
        ("6 months", Decimal(10000), None), ("18-24 months", None, "Target reviewed"),
    ]  # fmt: skip
    assert trust.baseline is not None
    assert trust.baseline.promised is not None
    assert trust.baseline.promised.text == "2020-01"
    assert (trust.unit, trust.targets[0].value) == ("percent", Decimal(58))
    assert (feel.aim, [(p.ref, p.baseline and p.baseline.value) for p in feel.parts]) == (
        "reduce-variation", [("a", Decimal(40)), ("b", Decimal(29))],
    )  # fmt: skip


def test_targets_that_count_from_a_start_nobody_gave_are_words(tmp_path: Path) -> None:
    result = imported(tmp_path, "plan.csv", KPIS)
    assert result.plan.workstreams[0].kpis[1].targets[0].text == "Within 6 months"
    assert "--start" in result.entries(Kind.NOT_READ, "target")[0].made


def test_a_column_that_no_heading_explains_is_listed_and_a_map_explains_it(tmp_path: Path) -> None:
    text = csv_of(("1.1.1", "Ask", "Head of SEND", "03/04/20"), headings=("Ref", "Action", "Champion", "Due"))
    before = imported(tmp_path, "plan.csv", text)
    assert [e.read for e in before.entries(Kind.NOT_READ, "column")] == ["Champion"]
    assert before.dues == {"1.1.1": ""}
    how = read_map(b"dayfirst: true\ncolumns:\n  Champion: lead\n", "map.yaml")
    after = imported(tmp_path, "plan.csv", text, Chosen(how=how))
    assert (after.leads, after.dues) == ({"1.1.1": ["Head of SEND"]}, {"1.1.1": "2020-04-03"})
    assert "columns" not in {e.what for e in after.imported.entries}


def test_a_map_that_was_written_reads_the_document_the_same_way(tmp_path: Path) -> None:
    text = csv_of(("1.1.1", "Ask", "Head of SEND", "May 2020"))
    first = imported(tmp_path, "plan.csv", text)
    how = read_map(written_map(first.imported.columns, None).encode(), "map.yaml")
    assert how == Map(None, {"ref": Field.REF, "action": Field.ACTION, "lead": Field.LEAD, "due": Field.DUE})
    assert imported(tmp_path, "plan.csv", text, Chosen(how=how)).plan == first.plan


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("columns:\n  Champion: leader\n", "cannot be 'leader'; write one of workstream"),
        ("colums: {}\n", "there is no 'colums' in a map file"),
        ("dayfirst: yes\n", "dayfirst is true or false"),
        ("columns: [Champion]\n", "write one heading a line"),
        ("columns: &a {}\n", "line 1"),
    ],
)
def test_a_map_with_a_mistake_is_refused_with_its_place(text: str, said: str) -> None:
    with pytest.raises(ImportStop, match=r"map\.yaml") as stop:
        read_map(text.encode(), "map.yaml")
    assert said in str(stop.value)


def test_a_document_without_actions_is_refused_with_the_way_out(tmp_path: Path) -> None:
    with pytest.raises(ImportStop, match="--map"):
        imported(tmp_path, "plan.csv", "Name,Telephone\nReception,01228\n")


def test_a_priority_column_of_high_and_low_is_no_workstream(tmp_path: Path) -> None:
    rows = [("High", "1.1.1", "Ask", "May 2020"), ("Low", "1.1.2", "Tell", "June 2020")]
    result = imported(tmp_path, "plan.csv", csv_of(*rows, headings=("Priority", "Ref", "Action", "Due")))
    assert len(result.plan.workstreams) == 1
    assert [action.priority for action in result.actions.values()] == ["High", "Low"]


def test_a_lead_that_names_no_post_is_listed_because_it_may_be_a_person(tmp_path: Path) -> None:
    result = imported(tmp_path, "plan.csv", csv_of(("1.1.1", "Ask", "Alex Example", "May 2020")))
    assert ["give the post instead" in e.made for e in result.entries(Kind.GUESS, "role")] == [True]


def test_rows_that_look_like_actions_but_stand_under_no_headings_are_named_one_by_one(tmp_path: Path) -> None:
    text = """\
| Ref | Action | Lead | Due |
|---|---|---|---|
| 1.1.1 | Ask | Head of SEND | May 2020 |

| 1.1.2 Tell families | soon |
| Reception | 01228 |
"""
    result = imported(tmp_path, "plan.md", text)
    assert [(e.place, e.read) for e in result.entries(Kind.NOT_READ, "row")] == [
        ("line 5, column 1", "1.1.2 Tell families | soon")
    ]


def test_an_action_with_its_outcomes_ref_is_told_apart_and_the_ledger_follows(tmp_path: Path) -> None:
    text = csv_of(
        ("2.1 Better checks", "2.1", "Check plans", "soon"), headings=("Outcome", "Ref", "Action", "Due")
    )
    result = imported(tmp_path, "plan.csv", text)
    assert list(result.actions) == ["2.1a"]
    assert [e.ref for e in result.entries(Kind.NOT_READ, "due")] == ["2.1a"]
