"""More layouts of the shipped plans: web pages, PDFs made from them, blocks, lists, a tracker with colours."""  # noqa: E501

from __future__ import annotations

import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from html import escape
from io import BytesIO
from pathlib import Path
from random import Random

import documents
import xlsxwriter
from documents import Made
from docx import Document
from docx.document import Document as WordDocument
from docx.shared import Mm

from wsoa.plan.models import Action, Outcome, Plan

_STYLE = """
@page {{ size: A4 landscape; margin: 15mm;
  @bottom-center {{ content: "Page " counter(page) " of " counter(pages); font-size: 8pt }} }}
body {{ font: 9pt/1.3 "DejaVu Sans", sans-serif }}
table {{ border-collapse: collapse; width: 100%; table-layout: fixed }}
td, th {{ text-align: left; vertical-align: top; padding: 2pt 4pt; {rule} }} th {{ background: #ddd }}
h2 {{ font-size: 13pt }} tr {{ break-inside: auto }} thead {{ display: table-header-group }}
"""
_FILLS = {"C": "0070C0", "B": "0070C0", "G": "00B050", "A": "FFC000", "R": "FF0000"}
_OFFICE = shutil.which("soffice")


def web_page(plan: Plan, name: str) -> Made:
    """A web page with a ruled table a workstream; milestones have rows of their own below their action."""
    return Made(f"{name}.html", _page(plan, ruled=True).encode(), plan)


def web_pdf(plan: Plan, name: str, *, ruled: bool) -> Made:
    """The same page as a PDF, its tables ruled or told only by their columns."""
    from weasyprint import HTML  # noqa: PLC0415 - only the PDFs need it

    pdf = HTML(string=_page(plan, ruled=ruled)).write_pdf()
    return Made(f"{name}{'' if ruled else '-unruled'}.pdf", bytes(pdf), plan)


def _page(plan: Plan, *, ruled: bool) -> str:
    dice = documents._dice(21)  # noqa: SLF001 - the same slips every time
    rule = "border: 0.5pt solid #444" if ruled else "padding-right: 14pt"
    steps = any(
        m.ref is None for w in plan.workstreams for _, a in _actions(w.outcomes) for m in a.milestones
    )
    heads = ["Ref", "Action", *(["Milestone"] if steps else []), "Lead", "By when"]
    parts = [f"<style>{_STYLE.format(rule=rule)}</style><h1>{escape(plan.area)} SEND improvement plan</h1>"]
    for number, workstream in enumerate(plan.workstreams, 1):
        parts.append(f"<h2>Priority {number}: {escape(workstream.title)}</h2>")
        parts.append("<table><colgroup><col style='width:9%'><col style='width:33%'></colgroup>")
        parts.append(f"<thead><tr>{''.join(f'<th>{head}' for head in heads)}</tr></thead><tbody>")
        for outcome in workstream.outcomes:
            between = [""] if steps else []
            parts.append(
                _row(outcome.ref, outcome.title, *between, _leads(plan, outcome.accountable, dice), "")
            )
            for action in outcome.actions:
                parts += _action_rows(plan, action, dice, steps=steps)
        parts.append("</tbody></table>")
    return "".join(parts)


def _action_rows(plan: Plan, action: Action, dice: Random, *, steps: bool) -> Iterator[str]:
    leads = _leads(plan, action.leads, dice)
    own = [milestone for milestone in action.milestones if milestone.ref is None] if steps else []
    first = own[0] if own else None
    between = [first.title if first else ""] if steps else []
    yield _row(action.ref, action.title, *between, leads, documents.due(first or action, dice))
    for milestone in own[1:]:
        yield _row("", "", milestone.title, "", documents.due(milestone, dice))


def _leads(plan: Plan, leads: tuple[str, ...], dice: Random) -> str:
    return documents.leads(plan, leads, dice).replace("\n", "; ")


def _row(*cells: str) -> str:
    return "<tr>" + "".join(f"<td>{escape(cell)}" for cell in cells) + "</tr>"


def blocks_word(plan: Plan) -> Made:
    """A two-column table for each action, with prose between."""
    dice, document = documents._dice(22), Document()  # noqa: SLF001
    document.add_heading(f"{plan.area} SEND action plan", 0)
    for number, workstream in enumerate(plan.workstreams, 1):
        document.add_heading(f"Priority {number}: {workstream.title}", 1)
        document.add_paragraph("What follows was agreed by the board.")
        for outcome, action in _actions(workstream.outcomes):
            table = documents.WordTable(document, 2)
            table.row("Action", f"{action.ref} {action.title}")
            table.row("Outcome", f"{outcome.ref} {outcome.title}")
            table.row("Lead officer", documents.leads(plan, action.leads, dice))
            table.row("Timescale", documents.due(action, dice))
            table.row("Budget code", "X12")
            document.add_paragraph("")
    return Made("blocks.docx", _saved(document), plan)


def list_markdown(plan: Plan) -> Made:
    """A heading for each action and labelled lines below it."""
    dice, lines = documents._dice(23), [f"# {plan.area} SEND action plan", ""]  # noqa: SLF001
    for number, workstream in enumerate(plan.workstreams, 1):
        lines += [f"## Priority {number}: {workstream.title}", ""]
        for outcome in workstream.outcomes:
            lines += [f"### {outcome.ref} {outcome.title}", ""]
            for action in outcome.actions:
                lead = documents.leads(plan, action.leads, dice).replace("\n", "; ")
                lines += [
                    f"#### {action.ref} {action.title}",
                    "",
                    f"Lead: {lead}",
                    f"By when: {documents.due(action, dice)}",
                    "",
                ]
    return Made("list.md", "\n".join(lines).encode(), plan)


def tracker_excel(plan: Plan) -> Made:
    """A tracker with original and revised dates, ratings by colour alone, percentages, an odd column."""
    dice, stream = documents._dice(24), BytesIO()  # noqa: SLF001
    book = xlsxwriter.Workbook(stream, {"in_memory": True})
    sheet, row = book.add_worksheet("Tracker"), 1
    fills = {code: book.add_format({"bg_color": f"#{colour}"}) for code, colour in _FILLS.items()}
    share = book.add_format({"num_format": "0%"})
    sheet.write_row(
        0,
        0,
        [
            "No.",
            "Action",
            "Owner",
            "Original date",
            "Revised date",
            "% complete",
            "RAG",
            "Comments",
            "Cost code",
        ],
    )
    for workstream in plan.workstreams:
        for _, action in _actions(workstream.outcomes):
            lead = documents.leads(plan, action.leads, dice)
            sheet.write_row(row, 0, [action.ref, action.title, lead, documents.due(action, dice), ""])
            sheet.write_number(row, 5, dice.choice([0, 0.25, 0.5, 1]), share)
            sheet.write_blank(row, 6, None, fills[dice.choice(list(fills))])
            sheet.write_row(row, 7, ["Going on", "4410"])
            row += 1
    book.close()
    return Made("tracker.xlsx", stream.getvalue(), plan)


def office_pdf(made: Made) -> Made | None:
    """A Word document as LibreOffice prints it, on wide pages, tables ruled; None without LibreOffice."""
    if _OFFICE is None:
        return None
    document = Document(BytesIO(made.data))
    for section in document.sections:
        section.page_width, section.page_height = Mm(297), Mm(210)
    for table in document.tables:
        table.style = "Table Grid"
    stem = Path(made.name).stem
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        document.save(str(folder / f"{stem}.docx"))
        command = [_OFFICE, "--headless", "--convert-to", "pdf", "--outdir", name, f"{stem}.docx"]
        subprocess.run(command, cwd=folder, check=True, capture_output=True)
        return Made(f"{stem}.pdf", (folder / f"{stem}.pdf").read_bytes(), made.plan)


def _actions(outcomes: tuple[Outcome, ...]) -> Iterator[tuple[Outcome, Action]]:
    for outcome in outcomes:
        for action in outcome.actions:
            yield outcome, action


def _saved(document: WordDocument) -> bytes:
    stream = BytesIO()
    document.save(stream)
    return stream.getvalue()
