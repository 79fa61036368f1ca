"""The ref of each row: in its own column, as an automatic number or before the text; and its reading."""

from __future__ import annotations

import re

from wsoa.imports.cells import refs
from wsoa.imports.columns.fields import Field
from wsoa.imports.columns.tables import DataRow
from wsoa.imports.document import Cell
from wsoa.imports.ledger import Kind, Ledger
from wsoa.imports.position import Where


class RefReader:
    """Reads refs in the order of the document. ``before`` is the last action's, which settles slips."""

    def __init__(self, at: Where, ledger: Ledger) -> None:
        self.before = ""
        self._at = at
        self._ledger = ledger

    def leading(self, text: str) -> refs.RefRead | None:
        """Return the ref that a text starts with."""
        outcome = self._at.outcome
        return refs.leading(text, self.before, outcome.ref if outcome is not None else "")

    def printed(self, row: DataRow) -> str:
        """Return the ref a row prints: in its own column, as an automatic number, or before the text."""
        cell = row.first(Field.REF)
        if cell is not None and not cell.covered and (cell.text or cell.label):
            if not cell.text:
                self._numbered(cell, row)
            return cell.text or cell.label
        for field in (Field.ACTION, Field.OUTCOME):
            text = row.first(field)
            if field is Field.OUTCOME and row.own(Field.ACTION):
                break
            if text is None or text.covered:
                continue
            found = self.leading(text.text)
            if found:
                return found.printed
            if text.label and (refs.looks_like(text.label) or text.label[:1].isalnum()):
                self._numbered(text, row)
                return self._under(text.label)
        return ""

    def _under(self, label: str) -> str:
        """Put the outcome's ref before a number that counts only within it."""
        plain = label.strip(" .()")
        outcome = self._at.outcome
        return (
            f"{outcome.ref}.{plain}" if plain.isdecimal() and outcome is not None and outcome.ref else label
        )

    def _numbered(self, cell: Cell, row: DataRow) -> None:
        made = "the ref comes from the automatic number, which is not in the text"
        if not any(e.place == row.place and e.what == "ref" for e in self._ledger.entries[-3:]):
            self._ledger.add(Kind.GUESS, row.place, "ref", cell.label, made)

    def settled(self, row: DataRow, printed: str) -> str:
        """Return the ref an action gets; whatever was not simply copied goes into the ledger."""
        letter = refs.only_part(printed)
        if letter and self.before:
            ref = f"{_trunk(self.before)}{letter}"
            self._ledger.add(
                Kind.REPAIRED,
                row.place,
                "ref",
                printed,
                f"read as {ref}, a part of {_trunk(self.before)}",
                ref=ref,
            )
            return ref
        ref = refs.clean(printed)
        if not ref:
            ref = self._at.next_ref(self.before)
            self._ledger.add(
                Kind.GUESS, row.place, "ref", printed, f"no ref is printed; {ref} was made", ref=ref
            )
            return ref
        whole = refs.zero_restored(ref, self.before) if ref != self.before else ref
        if whole != ref:
            self._ledger.add(
                Kind.REPAIRED,
                row.place,
                "ref",
                printed,
                f"read as {whole}: it follows {self.before}",
                ref=whole,
            )
        elif not refs.is_copied(printed, ref):
            self._ledger.add(Kind.REPAIRED, row.place, "ref", printed, f"read as {ref}", ref=ref)
        return whole


def _trunk(ref: str) -> str:
    """Return a ref without the letter of its part."""
    return re.sub(r"(?<=[0-9])[a-z]\Z", "", ref)
