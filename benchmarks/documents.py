"""Documents in the layouts of three real plans, made from those plans, with the slips that real ones have."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from datetime import date
from io import BytesIO, StringIO
from itertools import zip_longest
from random import Random
from textwrap import wrap
from typing import NamedTuple

import xlsxwriter
from docx import Document
from docx.document import Document as WordDocument
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.table import _Cell as WordCell
from docx.text.paragraph import Paragraph
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from wsoa.plan.dates import MONTHS, Precision, When, parse
from wsoa.plan.models import Action, Outcome, Plan, Promise, Workstream
from wsoa.words.dates import say_day

NBSP = "\N{NO-BREAK SPACE}"


class Made(NamedTuple):
    """A document: the name of its file, what is in it, and the plan that it was made from."""

    name: str
    data: bytes
    plan: Plan


_MEASURES = (
    "| | Measure | Responsible Officer | Frequency | Latest Performance 17/18 "
    "| Target 18/19 | Target 19/20 | 17/18 National Average |"
)
_SLIPS = 0.04
_LONG_REF = 2
_BREAK_AFTER = 5
_RECURRING = {"month": "Monthly", "quarter": "Quarterly", "term": "Termly", "year": "Annually"}


def _dice(seed: int) -> Random:
    return Random(seed)  # noqa: S311 - the same slips every time


def words(when: When | None, dice: Random) -> str:
    """Print a date as officers do, with what they type by mistake."""
    if when is None:
        return ""
    window = when.fixed
    if window and window.latest and when.precision is Precision.DAY:
        return _day(window.latest, dice)
    if window and window.latest and when.precision is Precision.MONTH:
        return _month(window.latest, dice)
    if when.precision in {Precision.RANGE, Precision.OPEN}:
        ends = [words(end, dice).rstrip(" -") for end in _ends(when)]
        if len(ends) == 1:
            return f"From {ends[0]}{dice.choice(['', ' onwards'])}"
        return dice.choice([" to ", " – ", " - "]).join(ends)
    return _RECURRING.get(when.every or "", when.text.capitalize())


def _ends(when: When) -> list[When]:
    return [parse(end) for end in when.text.split("/") if end != ".."]


def _day(day: date, dice: Random) -> str:
    ending = {1: "st", 2: "nd", 3: "rd", 21: "st", 22: "nd", 23: "rd", 31: "st"}.get(day.day, "th")
    month = MONTHS[day.month - 1]
    return dice.choice(
        [
            say_day(day),
            say_day(day),
            f"{day.day}{ending} {month} {day.year}",
            f"{day.day} {ending} {month} {day.year}",
            f"{day.day}{NBSP}{month[:3]} {day.year}",
            f"{day.day}/{day.month:02}/{day.year}",
        ]
    )


def _month(day: date, dice: Random) -> str:
    month = MONTHS[day.month - 1]
    return dice.choice(
        [f"{month} {day.year}", f"{month[:3]} {day.year}", f"{month[:3]}{NBSP}{day.year}",
         f"{month[:3]} {day.year} -",
         f"{month}{day.year}", f"{month[:3]}-{day.year % 100}"]
    )  # fmt: skip


def due(promise: Promise, dice: Random) -> str:
    """Print what the document prints for a date where the plan says so, else everyday words."""
    if "due" in promise.printed:
        return promise.printed["due"]
    if isinstance(promise, Action) and promise.milestones and promise.due is None:
        return "  ".join(words(milestone.due, dice) for milestone in promise.milestones)
    return words(promise.due, dice)


def leads(plan: Plan, roles: Sequence[str], dice: Random) -> str:
    """Print leads in one of their spellings."""
    spellings = [[plan.roles[role].name, *plan.roles[role].also] for role in roles]
    return "\n".join(dice.choice(known[:3]) for known in spellings)


def slip(ref: str, dice: Random) -> str:
    """Print a ref, now and then with a slip."""
    if dice.random() < _SLIPS and ref.count(".") == _LONG_REF and ref[-1].isdigit():
        return " ".join(ref.rsplit(".", 1))
    return f"{ref}." if dice.random() < _SLIPS else ref


def _actions(plan: Plan) -> Iterator[tuple[Workstream, Outcome, Action]]:
    for workstream in plan.workstreams:
        for outcome in workstream.outcomes:
            for action in outcome.actions:
                yield workstream, outcome, action


class WordTable:
    """A Word table that is filled row by row."""

    def __init__(self, document: WordDocument, columns: int) -> None:
        self.table = document.add_table(rows=0, cols=columns)

    def row(self, *texts: str) -> Sequence[WordCell]:
        """Add a row; each line of a text is a paragraph."""
        cells: Sequence[WordCell] = self.table.add_row().cells
        for cell, text in zip(cells, texts, strict=True):
            first, *others = text.split("\n")
            cell.paragraphs[0].text = first
            for line in others:
                cell.add_paragraph(line)
        return cells


def cumbria_word(plan: Plan) -> Made:
    """One table a working group: labelled rows, repeated headings, merged leads, refs in the text."""
    dice, document = _dice(1), Document()
    document.add_heading(f"{plan.area} Local Area SEND Written Statement of Action", 0)
    document.add_paragraph("October 2019")
    for workstream in plan.workstreams:
        document.add_heading(f"Working Group {workstream.ref[2:]} {workstream.title}", 1)
        document.add_paragraph(workstream.ambition or "Our ambition is that things get better.")
        table = WordTable(document, 3)
        for outcome in workstream.outcomes:
            officers = leads(plan, outcome.accountable, dice)
            table.row(
                f"PRIORITY AREA\n{outcome.printed.get('ref', outcome.ref)} {outcome.title}",
                "ACCOUNTABLE OFFICER\n" + officers,
                "",
            )
            table.row("ACTIONS", "COMPLETION DATE", "ACTION LEAD")
            _cumbria_actions(plan, outcome.actions, table, dice)
        _cumbria_kpis(workstream, document)
    return Made("cumbria.docx", _saved(document), plan)


def _cumbria_actions(plan: Plan, actions: Sequence[Action], table: WordTable, dice: Random) -> None:
    above: WordCell | None = None
    before: tuple[str, ...] = ()
    for number, action in enumerate(actions):
        if number and number % 9 == 0:
            table.row("ACTIONS", "COMPLETION DATE", "ACTION LEAD")
            above = None
        ref = action.printed.get("ref") or slip(action.ref, dice)
        text = f"{ref}{NBSP if dice.random() < 5 * _SLIPS else ' '}{action.title}. {action.detail or ''}"
        if ref in {"a.", "a)"}:
            intro = action.ref[:-1]
            table.row(f"{intro} Put in place the work that the parts below describe", "", "")
            above = None
        same = above is not None and action.leads == before
        cells = table.row(text, due(action, dice), "" if same else leads(plan, action.leads, dice))
        above = above.merge(cells[2]) if above is not None and same else cells[2]
        before = action.leads


def _cumbria_kpis(workstream: Workstream, document: WordDocument) -> None:
    table = WordTable(document, 7)
    top = table.row(
        "KPI Ref", "Indicator description", "Figure will:", "Baseline", "Impact Milestones/Targets", "", ""
    )
    below = table.row("", "", "", "", "6 month", "12 month", "18-24 month")
    top[4].merge(top[6])
    for column in range(4):
        top[column].merge(below[column])
    for kpi in workstream.kpis:
        baseline = kpi.baseline
        start = ""
        if baseline:
            start = baseline.text or (
                f"Baseline by {words(baseline.promised, _dice(3))}"
                if baseline.promised
                else f"{baseline.value}%"
            )
        table.row(
            kpi.ref,
            kpi.title,
            kpi.aim.replace("-", " ").capitalize(),
            start,
            "Target established",
            "Target reviewed",
            "Target reviewed",
        )


def cumbria_sheets(plan: Plan) -> Made:
    """A workbook with a sheet a working group; days are date cells, months are shown as mmm-yy."""
    dice, stream = _dice(2), BytesIO()
    book = xlsxwriter.Workbook(stream, {"in_memory": True})
    day, month = book.add_format({"num_format": "dd/mm/yyyy"}), book.add_format({"num_format": "mmm-yy"})
    two = book.add_format({"num_format": "0.0"})
    for workstream in plan.workstreams:
        sheet = book.add_worksheet(f"{workstream.ref} {workstream.title}"[:31])
        sheet.merge_range(0, 0, 0, 5, f"Working Group {workstream.ref[2:]}: {workstream.title}")
        sheet.write_row(2, 0, ["Ref", "Action", "Action Lead", "By when", "RAG", "Comments"])
        row = 3
        for outcome in workstream.outcomes:
            sheet.write_number(row, 0, float(outcome.ref), two)
            sheet.write_row(row, 1, [outcome.title, leads(plan, outcome.accountable, dice)])
            row += 1
            for action in outcome.actions:
                sheet.write_row(row, 0, [action.ref, action.title, leads(plan, action.leads, dice)])
                _date_cell(sheet, row, 3, action, (day, month), dice)
                row += 1
    book.close()
    return Made("cumbria.xlsx", stream.getvalue(), plan)


def _date_cell(
    sheet: Worksheet, row: int, column: int, action: Action, formats: tuple[Format, Format], dice: Random
) -> None:
    when = action.due
    window = when.fixed if when else None
    if (
        when
        and window
        and window.earliest
        and when.precision in {Precision.DAY, Precision.MONTH}
        and not action.printed
    ):
        shown = formats[when.precision is Precision.MONTH]
        sheet.write_datetime(row, column, window.earliest, shown)
    else:
        sheet.write_string(row, column, due(action, dice))


def cumbria_flat(plan: Plan) -> Made:
    """A csv file as Excel saves it in an office: Windows characters, semicolons, every fact on every line."""
    dice, text = _dice(3), StringIO()
    out = csv.writer(text, delimiter=";")
    out.writerow(["Workstream", "Priority area", "Ref.", "Action", "Responsible officer", "Deadline"])
    for workstream, outcome, action in _actions(plan):
        group = f"Working group {workstream.ref[2:]} – {workstream.title}"
        out.writerow(
            [group, f"{outcome.ref} {outcome.title}", action.printed.get("ref") or slip(action.ref, dice),
             action.title, leads(plan, action.leads, dice), due(action, dice)]
        )  # fmt: skip
    return Made("cumbria-draft.csv", text.getvalue().encode("cp1252", "replace"), plan)


_PETERBOROUGH = (
    "Outcomes (what we intend to achieve)",
    "Ref",
    "Implementation (Actions - what are we going to do)",
    "Resource Required",
    "Key milestones (Action tracker)",
    "Deadline",
    "BRAG + date",
)


def peterborough_word(plan: Plan) -> Made:
    """One table a workstream: outcomes and actions merged over milestones with deadlines."""
    dice, document = _dice(4), Document()
    document.add_heading("Peterborough SEND Written Statement of Action", 0)
    for number, workstream in enumerate(plan.workstreams, 1):
        document.add_heading(f"Workstream {number}: {workstream.title}", 1)
        document.add_paragraph(f"Senior Accountable sponsor: {leads(plan, workstream.sponsors, dice)}")
        table = WordTable(document, 7)
        table.row(*_PETERBOROUGH)
        for outcome in workstream.outcomes:
            impact = "\n".join(["Impact", *(f"• {line.text}" for line in outcome.impact)])
            text = f"{outcome.ref} {outcome.title}\n{impact}"
            for index, action in enumerate(outcome.actions):
                _peterborough_action(action, text if not index else impact, table, dice)
    return Made("peterborough.docx", _saved(document), plan)


def _peterborough_action(action: Action, outcome: str, table: WordTable, dice: Random) -> None:
    first: list[WordCell] | None = None
    printed = action.printed.get("ref", action.ref)
    for text, day, done in _milestones(action, dice):
        start = [outcome, printed, action.title, action.resource or ""] if first is None else [""] * 4
        cells = table.row(*start, text, day, done)
        if first is None:
            first = list(cells)
            continue
        for column in range(4):
            first[column] = first[column].merge(cells[column])


def _milestones(action: Action, dice: Random) -> list[tuple[str, str, str]]:
    found = [(m.title, due(m, dice), words(m.completed, dice)) for m in action.milestones]
    return found or [(f"{action.title} is done", due(action, dice), "")]


def peterborough_flat(plan: Plan) -> Made:
    """A csv file with empty cells below the first line of each action."""
    dice, text = _dice(5), StringIO()
    out = csv.writer(text)
    out.writerow(["Peterborough Written Statement of Action"])
    out.writerow([])
    out.writerow(
        ["Workstream", *_PETERBOROUGH[:1], "Ref", "Actions", "Resource", "Milestone", "Deadline", "BRAG"]
    )
    for number, workstream in enumerate(plan.workstreams, 1):
        group = f"Workstream {number}: {workstream.title}"
        for outcome in workstream.outcomes:
            title = f"{outcome.ref} {outcome.title}"
            for action in outcome.actions:
                start = [
                    group,
                    title,
                    action.printed.get("ref", action.ref),
                    action.title,
                    action.resource or "",
                ]
                for milestone, day, _ in _milestones(action, dice):
                    out.writerow([*start, milestone, day, ""])
                    start, group, title = [""] * 5, "", ""
    return Made("peterborough.csv", text.getvalue().encode("utf-8-sig"), plan)


def lancashire_word(plan: Plan, *, numbered: bool) -> Made:
    """One table a priority, a heading row for each section; refs printed, or counted by Word."""
    dice, document = _dice(6), Document()
    document.add_heading("Lancashire SEND Partnership Improvement Plan", 0)
    document.add_paragraph("April 2019")
    if numbered:
        _add_numbering(document)
    for number, workstream in enumerate(plan.workstreams, 1):
        heading = document.add_heading(f"Priority {number}: {workstream.title}", 1)
        if numbered:
            _count(heading, 0)
        table = WordTable(document, 5)
        table.row("", "Action", "Due", "Lead", "")
        for outcome in workstream.outcomes:
            cells = table.row(
                "" if numbered else outcome.ref,
                outcome.title,
                "",
                leads(plan, outcome.accountable, dice).replace("\n", "/ "),
                "",
            )
            if numbered:
                _count(cells[0].paragraphs[0], 1)
            for action in outcome.actions:
                rating = action.rating.code if action.rating else ""
                text = action.title + (NBSP if dice.random() < 5 * _SLIPS else "")
                lead = leads(plan, action.leads, dice).replace("\n", "/ ")
                cells = table.row(
                    "" if numbered else slip(action.ref, dice), text, due(action, dice), lead, rating
                )
                if numbered:
                    _count(cells[0].paragraphs[0], 2)
    name = "lancashire-numbered.docx" if numbered else "lancashire.docx"
    return Made(name, _saved(document), plan)


def _add_numbering(document: WordDocument) -> None:
    """Define a list that counts 1, 1.1, 1.1.1, the first level used by the headings."""
    numbering = document.part.numbering_part.element
    levels = "".join(
        f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="decimal"/>'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
        for level, text in enumerate(["%1", "%1.%2", "%1.%2.%3"])
    )
    numbering.insert(
        0, parse_xml(f'<w:abstractNum {nsdecls("w")} w:abstractNumId="77">{levels}</w:abstractNum>')
    )
    numbering.append(parse_xml(f'<w:num {nsdecls("w")} w:numId="77"><w:abstractNumId w:val="77"/></w:num>'))


def _count(paragraph: Paragraph, level: int) -> None:
    mark = f'<w:numPr {nsdecls("w")}><w:ilvl w:val="{level}"/><w:numId w:val="77"/></w:numPr>'
    paragraph.paragraph_format.element.get_or_add_pPr().append(parse_xml(mark))


def lancashire_markdown(plan: Plan) -> Made:
    """Markdown with a table a section."""
    dice = _dice(7)
    lines = ["# Lancashire SEND Partnership Improvement Plan", "", "April 2019", ""]
    for number, workstream in enumerate(plan.workstreams, 1):
        lines += [f"## Priority {number}: {workstream.title}", ""]
        for outcome in workstream.outcomes:
            lines += [
                f"### {outcome.ref} {outcome.title}",
                "",
                f"Lead: {leads(plan, outcome.accountable, dice)}".replace("\n", "; "),
                "",
            ]
            lines += [
                "| No. | What we will do | Who | By when | Status |",
                "| --- | --- | --- | --- | :---: |",
            ]
            for action in outcome.actions:
                lead = leads(plan, action.leads, dice).replace("\n", "<br>")
                code = action.rating.code if action.rating else ""
                lines.append(
                    f"| {slip(action.ref, dice)} | **{action.title}** | {lead} "
                    f"| {due(action, dice)} | {code} |"
                )
            lines.append("")
        lines += _markdown_kpis(plan, workstream)
    return Made("lancashire.md", "\n".join(lines).encode(), plan)


def _markdown_kpis(plan: Plan, workstream: Workstream) -> list[str]:
    lines = [
        f"### Measures of priority {workstream.ref[1:]}",
        "",
        _MEASURES,
        "|" + "---|" * 8,
    ]
    for kpi in workstream.kpis:
        start = f"{kpi.baseline.value}" if kpi.baseline and kpi.baseline.value is not None else "N/A"
        values = [f"{t.value}" if t.value is not None else t.text or "tbc" for t in kpi.targets][:2]
        values += ["tbc"] * (2 - len(values))
        owner = plan.roles[kpi.owner].name if kpi.owner else ""
        lines.append(
            f"| {kpi.ref} | {kpi.title} | {owner} | {(kpi.frequency or '').capitalize()} "
            f"| {start} | {values[0]} | {values[1]} | Not available |"
        )
    return [*lines, ""]


def lancashire_text(plan: Plan) -> Made:
    """Plain text as it is copied out of a page: columns parted by tabs."""
    dice, lines = _dice(8), ["Lancashire SEND Partnership Improvement Plan", ""]
    for number, workstream in enumerate(plan.workstreams, 1):
        lines += [f"Priority {number}: {workstream.title}", "", "Ref\tAction\tDue\tLead\tRAG"]
        for outcome in workstream.outcomes:
            lines.append(
                f"{outcome.ref}\t{outcome.title}\t\t{leads(plan, outcome.accountable, dice)}\t".replace(
                    "\n", "; "
                )
            )
            for action in outcome.actions:
                lead = leads(plan, action.leads, dice).replace("\n", "; ")
                lines.append(f"{slip(action.ref, dice)}\t{action.title}\t{due(action, dice)}\t{lead}\t")
        lines.append("")
    return Made("lancashire.txt", "\n".join(lines).encode(), plan)


def stranger_word(plan: Plan) -> Made:
    """A layout of none of the three: banners, a table broken without headings, two-line leads."""
    dice, document = _dice(9), Document()
    document.add_heading("Accelerated Progress Plan", 0)
    document.add_paragraph("Cumbria local area SEND partnership")
    for number, workstream in enumerate(plan.workstreams, 1):
        document.add_heading(f"Priority {number} - {workstream.title}", 2)
        table = WordTable(document, 6)
        heads = (
            "No",
            "What we will do",
            "Who is responsible?",
            "To be completed by",
            "How we will know",
            "Progress update",
        )
        table.row(*heads)
        for outcome in workstream.outcomes:
            banner = table.row(f"{outcome.ref} {outcome.title}", *[""] * 5)
            banner[0].merge(banner[5])
            for index, action in enumerate(outcome.actions):
                if index == _BREAK_AFTER:  # the table goes on after a page, without its headings
                    document.add_paragraph("")
                    table = WordTable(document, 6)
                lead = leads(plan, action.leads, dice).replace(", ", "\n", 1)
                text = f"{action.title}\n{action.detail or ''}".strip()
                table.row(
                    slip(action.ref, dice),
                    text,
                    lead,
                    _loosely(due(action, dice), dice),
                    "Families say so",
                    "",
                )
    return Made("stranger.docx", _saved(document), plan)


def _loosely(text: str, dice: Random) -> str:
    """Put the words around a date that officers put there."""
    return dice.choice([text, text, f"By {text}", f"{text} (TBC)", f"Due: {text}"]) if text else "TBC"


def stranger_text(plan: Plan) -> Made:
    """A drawn table in plain text, the lines of its cells wrapped, refs in the text, no outcomes at all."""
    dice, lines = _dice(10), ["Peterborough SEND improvement plan", ""]
    sizes = (44, 24, 22)
    rule = "+" + "+".join("-" * (size + 2) for size in sizes) + "+"
    lines += [rule, *_drawn(("What", "Who", "When"), sizes), rule.replace("-", "=")]
    for _, _, action in _actions(plan):
        cells = (
            f"{action.ref} {action.title}",
            leads(plan, action.leads, dice),
            _loosely(due(action, dice), dice),
        )
        lines += [*_drawn(cells, sizes), rule]
    return Made("stranger.txt", "\n".join(lines).encode(), plan)


def _drawn(cells: Sequence[str], sizes: Sequence[int]) -> list[str]:
    folded = [
        [line for part in cell.split("\n") for line in wrap(part, size)]
        for cell, size in zip(cells, sizes, strict=True)
    ]
    rows = zip_longest(*folded, fillvalue="")
    return [
        "| " + " | ".join(f"{text:<{size}}" for text, size in zip(row, sizes, strict=True)) + " |"
        for row in rows
    ]


def _saved(document: WordDocument) -> bytes:
    stream = BytesIO()
    document.save(stream)
    return stream.getvalue()
