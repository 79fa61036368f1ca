"""The ledger of an import as a Markdown page, to stand beside the plan until it is worked through."""

from __future__ import annotations

from collections.abc import Iterator

from wsoa.imports.importing import Imported
from wsoa.imports.ledger import Kind, counts
from wsoa.render.import_words import counted
from wsoa.render.markdown.blocks import markdown
from wsoa.reports.terminal.blocks import Block, Cell, Column, Heading, Paragraph, Table


def import_markdown(imported: Imported, name: str) -> str:
    """Return the ledger as a Markdown page, every entry in the order of the document."""
    return markdown(list(_blocks(imported, name)))


def _blocks(imported: Imported, name: str) -> Iterator[Block]:
    yield Heading(f"What to check in the import of {name}")
    yield Paragraph(f"The plan holds {counted(imported.draft)}.")
    totals = counts(imported.entries)
    sorts = Column(head="entries", form="count"), Column(head="sort"), Column(head="meaning")
    yield Table(sorts, [(totals[kind], kind.value, kind.meaning) for kind in Kind])
    yield Heading("Columns", 2)
    yield _table(
        ("table", "heading", "read as", "told by"),
        [(c.table, c.heading, c.field.value if c.field else "not read", c.how) for c in imported.columns],
    )
    for kind in Kind:
        entries = [entry for entry in imported.entries if entry.kind is kind]
        if entries:
            yield Heading(kind.value.capitalize(), 2)
            yield _table(
                ("where", "ref", "what", "the document says", "the plan has"),
                [(entry.place, entry.ref, entry.what, entry.read, entry.made) for entry in entries],
            )


def _table(heads: tuple[str, ...], rows: list[tuple[Cell, ...]]) -> Table:
    return Table([Column(head=head) for head in heads], rows)
