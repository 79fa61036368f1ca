"""The ledger of an import as a Markdown page, to stand beside the plan until it is worked through."""

from __future__ import annotations

from wsoa.imports.importing import Imported
from wsoa.imports.ledger import Entry, Kind, counts
from wsoa.render.import_words import counted
from wsoa.render.markdown.escape import md


def import_markdown(imported: Imported, name: str) -> str:
    """Return the ledger as a Markdown page, every entry in the order of the document."""
    lines = [
        f"# What to check in the import of {md(name)}",
        "",
        f"The plan holds {counted(imported.draft)}.",
        "",
        "| entries | sort | meaning |",
        "| ---: | --- | --- |",
    ]
    totals = counts(imported.entries)
    lines += [f"| {totals[kind]} | {kind.value} | {kind.meaning} |" for kind in Kind]
    lines += ["", "## Columns", "", "| table | heading | read as | told by |", "| --- | --- | --- | --- |"]
    lines += [
        f"| {md(c.table)} | {md(c.heading)} | {c.field.value if c.field else 'not read'} | {c.how} |"
        for c in imported.columns
    ]
    for kind in Kind:
        entries = [entry for entry in imported.entries if entry.kind is kind]
        if entries:
            lines += [
                "",
                f"## {kind.value.capitalize()}",
                "",
                "| where | ref | what | the document says | the plan has |",
            ]
            lines.append("| --- | --- | --- | --- | --- |")
            lines += [_row(entry) for entry in entries]
    return "\n".join(lines) + "\n"


def _row(entry: Entry) -> str:
    cells = (entry.place, entry.ref, entry.what, entry.read, entry.made)
    return f"| {' | '.join(md(cell) for cell in cells)} |"
