"""Word documents: merged cells, repeated headings, automatic numbers, inner tables, tracked changes."""

from __future__ import annotations

from pathlib import Path

import pytest
from docx.document import Document as WordDocument
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from tests.imports.made import HEADINGS, imported, saved, word
from wsoa.imports.document import ImportStop
from wsoa.imports.ledger import Kind


def test_a_lead_cell_that_spans_rows_leads_them_all(tmp_path: Path) -> None:
    rows = [HEADINGS, ("1.1.1", "Ask", "Head of SEND", "May 2020"), ("1.1.2", "Answer", "^", "June 2020")]
    result = imported(tmp_path, "plan.docx", saved(word(rows)))
    assert result.leads == {"1.1.1": ["Head of SEND"], "1.1.2": ["Head of SEND"]}
    (entry,) = result.entries(Kind.FILLED, "lead")
    assert (entry.place, entry.ref) == ("table 1, row 3, column 3", "1.1.2")


def test_headings_repeated_on_each_page_are_passed_over_and_listed(tmp_path: Path) -> None:
    rows = [
        HEADINGS,
        ("1.1.1", "Ask", "Head of SEND", "May 2020"),
        HEADINGS,
        ("1.1.2", "Tell", "SENCO", "2020-06"),
    ]
    result = imported(tmp_path, "plan.docx", saved(word(rows)))
    assert list(result.actions) == ["1.1.1", "1.1.2"]
    assert [e.made for e in result.entries(Kind.SKIPPED, "row")] == ["headings", "headings repeated"]


def test_priority_areas_in_labelled_rows_become_outcomes(tmp_path: Path) -> None:
    rows = [
        ("PRIORITY AREA\n1.1 Know the need", "ACCOUNTABLE OFFICER\nDirector of Health", ""),
        ("ACTIONS", "COMPLETION DATE", "ACTION LEAD"),
        ("1.1.1 Write the assessment", "31st October 2019", "Intelligence Manager"),
        ("PRIORITY AREA\n1.2 Use it", "ACCOUNTABLE OFFICER\nHead of SEND", ""),
        ("ACTIONS", "COMPLETION DATE", "ACTION LEAD"),
        ("1.2.1 Read the assessment", "30 th November 2019", "Head of SEND"),
    ]
    result = imported(tmp_path, "plan.docx", saved(word(rows, before=["Working Group 1 Local need"])))
    (workstream,) = result.plan.workstreams
    assert (workstream.ref, workstream.title) == ("WG1", "Local need")
    assert [(o.ref, o.title, o.accountable) for o in workstream.outcomes] == [
        ("1.1", "Know the need", ("director-of-health",)),
        ("1.2", "Use it", ("head-of-send",)),
    ]
    assert result.dues == {"1.1.1": "2019-10-31", "1.2.1": "2019-11-30"}


def test_lettered_parts_below_a_row_without_a_date_are_its_milestones(tmp_path: Path) -> None:
    rows = [
        ("Actions", "Completion date", "Action lead"),
        ("2.2.11 Change how packages are agreed:", "", ""),
        ("a) Review what there is", "31 January 2020", "Head of SEND"),
        ("2.2.11b Agree the change", "28 Feb 2020", ""),
        ("2.2.12 Another action", "March 2020", "Head of SEND"),
    ]
    result = imported(tmp_path, "plan.docx", saved(word(rows)))
    assert list(result.actions) == ["2.2.11", "2.2.12"]
    parts = result.actions["2.2.11"].milestones
    assert [(m.ref, m.due.text if m.due else "") for m in parts] == [
        ("2.2.11a", "2020-01-31"), ("2.2.11b", "2020-02-28"),
    ]  # fmt: skip
    assert parts[0].printed == {"ref": "a)"}


def test_milestones_beside_a_merged_action_keep_their_own_dates(tmp_path: Path) -> None:
    rows = [
        ("Outcomes (what we intend to achieve)", "Ref", "Implementation (Actions)", "Resource Required",
         "Key milestones", "Deadline", "BRAG + date"),
        ("1.1 A strategy\nImpact\n• Families wait less", "1.1a", "Write it", "ER", "Begin", "Nov 2019", ""),
        ("^", "^", "^", "^", "Finish", "June 2020 to April 2021", ""),
    ]  # fmt: skip
    result = imported(tmp_path, "plan.docx", saved(word(rows)))
    action = result.actions["1.1a"]
    assert [(m.title, m.due.text if m.due else "") for m in action.milestones] == [
        ("Begin", "2019-11"), ("Finish", "2020-06/2021-04"),
    ]  # fmt: skip
    assert action.resource == "ER"
    (outcome,) = result.plan.workstreams[0].outcomes
    assert (outcome.title, [line.text for line in outcome.impact]) == ("A strategy", ["Families wait less"])


def _numbered(document: WordDocument) -> None:
    levels = "".join(
        f'<w:lvl w:ilvl="{n}"><w:start w:val="1"/><w:numFmt w:val="decimal"/>'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
        for n, text in enumerate(["%1", "%1.%2", "%1.%2.%3"])
    )
    numbering = document.part.numbering_part.element
    numbering.insert(
        0, parse_xml(f'<w:abstractNum {nsdecls("w")} w:abstractNumId="9">{levels}</w:abstractNum>')
    )
    numbering.append(parse_xml(f'<w:num {nsdecls("w")} w:numId="9"><w:abstractNumId w:val="9"/></w:num>'))
    for row in document.tables[0].rows[1:]:
        paragraph = row.cells[1].paragraphs[0]
        level = 1 if paragraph.text.isupper() else 2
        mark = f'<w:numPr {nsdecls("w")}><w:ilvl w:val="{level}"/><w:numId w:val="9"/></w:numPr>'
        paragraph.paragraph_format.element.get_or_add_pPr().append(parse_xml(mark))


def test_numbers_that_word_counts_and_the_text_lacks_are_refs(tmp_path: Path) -> None:
    document = word(
        [("", "Action", "Due", "Lead"), ("", "SECTION", "", "SENCO"), ("", "Ask", "May 2020", "SENCO"),
         ("", "Answer", "May 2020", "SENCO"), ("", "NEXT", "", "SENCO"), ("", "Tell", "May 2020", "SENCO")]
    )  # fmt: skip
    _numbered(document)
    result = imported(tmp_path, "plan.docx", saved(document))
    assert list(result.actions) == ["1.1.1", "1.1.2", "1.2.1"]
    assert [o.title for o in result.plan.workstreams[0].outcomes] == ["SECTION", "NEXT"]
    assert len(result.entries(Kind.GUESS, "ref")) == 5


def test_tracked_changes_are_refused_with_the_way_out(tmp_path: Path) -> None:
    document = word([HEADINGS, ("1.1.1", "Ask", "Head of SEND", "May 2020")])
    change = f'<w:ins {nsdecls("w")} w:id="1" w:author="A"><w:r><w:t>more</w:t></w:r></w:ins>'
    document.tables[0].rows[1].cells[1].paragraphs[0].paragraph_format.element.append(parse_xml(change))
    with pytest.raises(ImportStop, match="accept all changes first"):
        imported(tmp_path, "plan.docx", saved(document))


def test_a_table_inside_a_cell_gives_milestones(tmp_path: Path) -> None:
    document = word([(*HEADINGS, "Milestones"), ("1.1.1", "Ask", "Head of SEND", "May 2020", "")])
    inner = document.tables[0].rows[1].cells[4].add_table(rows=2, cols=2)
    for cells, texts in zip(
        inner.rows, (("Milestone", "Deadline"), ("Half asked", "March 2020")), strict=True
    ):
        for cell, text in zip(cells.cells, texts, strict=True):
            cell.text = text
    result = imported(tmp_path, "plan.docx", saved(document))
    assert [(m.title, m.due and m.due.text) for m in result.actions["1.1.1"].milestones] == [
        ("Half asked", "2020-03")
    ]


def test_rows_in_a_content_control_are_read(tmp_path: Path) -> None:
    document = word(
        [HEADINGS, ("1.1.1", "Ask", "Head of SEND", "May 2020"), ("1.1.2", "Tell", "SENCO", "June 2020")]
    )
    row = document.element.body.tbl_lst[0].tr_lst[2]
    control = parse_xml(f"<w:sdt {nsdecls('w')}><w:sdtContent/></w:sdt>")
    row.addprevious(control)
    control[0].append(row)
    assert list(imported(tmp_path, "plan.docx", saved(document)).actions) == ["1.1.1", "1.1.2"]


def test_a_table_that_goes_on_without_headings_is_read_as_the_one_before(tmp_path: Path) -> None:
    document = word(
        [HEADINGS, ("1.1.1", "Ask", "Head of SEND", "May 2020")], [("1.1.2", "Tell", "SENCO", "June 2020")]
    )
    result = imported(tmp_path, "plan.docx", saved(document))
    assert result.dues == {"1.1.1": "2020-05", "1.1.2": "2020-06"}
    assert [e.place for e in result.entries(Kind.GUESS, "table")] == ["table 2"]


def test_a_table_of_another_kind_is_left_out_and_listed(tmp_path: Path) -> None:
    document = word(
        [("Name", "Telephone"), ("Reception", "01228")],
        [HEADINGS, ("1.1.1", "Ask", "Head of SEND", "May 2020")],
    )
    result = imported(tmp_path, "plan.docx", saved(document))
    assert [(e.place, e.read) for e in result.entries(Kind.SKIPPED, "table")] == [
        ("table 1, row 1, column 1", "Name | Telephone"), ("table 1, row 2, column 1", "Reception | 01228"),
    ]  # fmt: skip


def test_lines_above_a_table_name_chair_sponsor_and_weakness(tmp_path: Path) -> None:
    document = word([HEADINGS, ("1.1.1", "Ask", "SENCO", "May 2020")], before=["Workstream 1: Timely plans"])
    first = document.element.body.tbl_lst[0]
    for text in (
        "Chair: Director of Education",
        "Senior Accountable sponsor: Head of Commissioning",
        "Significant area of weakness that needs to be addressed:",
        "Ofsted and CQC said: “Plans come too late.”",
    ):
        first.addprevious(document.add_paragraph(text).paragraph_format.element)
    plan = imported(tmp_path, "plan.docx", saved(document)).plan
    (workstream,) = plan.workstreams
    assert (workstream.chairs, workstream.sponsors) == (
        ("director-of-education",),
        ("head-of-commissioning",),
    )
    assert [(w.ref, w.title) for w in plan.weaknesses] == [("W1", "Plans come too late")]
    assert workstream.weaknesses == ("W1",)
