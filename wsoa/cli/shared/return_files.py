"""Filled returns as files: whichever kind each is, what may not be opened, and what nobody would see.

The workbook of a whole plan that came back is read here too.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Collection, Iterable, Iterator, Sequence
from html import unescape
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from wsoa.authoring.returns.filled import Doubt, Filled
from wsoa.authoring.returns.from_tables import read_tables
from wsoa.authoring.returns.from_yaml import read_yaml
from wsoa.authoring.workbook.sheets import Sheet, Workbook, read_workbook
from wsoa.cli.shared.context import StopError
from wsoa.imports.document import ImportStop, Table
from wsoa.imports.readers.limits import read_bytes

if TYPE_CHECKING:
    from wsoa.imports.document import Document

_TEXT, _OFFICE = frozenset({".yaml", ".yml"}), frozenset({".xlsx", ".docx"})
_MACROS = {".xlsm": ".xlsx", ".docm": ".docx"}
_FORMULA = re.compile(rb'<(?:\w+:)?c\b[^>]*?\br="([A-Z]+[0-9]+)"[^>]*>\s*<(?:\w+:)?f\b')
_LINK = re.compile(rb"<(?:\w+:)?Relationship\b[^>]*?/hyperlink\"[^>]*>")
_TARGET = re.compile(rb'\bTarget="([^"]*)"')


class _Cell(NamedTuple):
    own: str
    place: str


def gather(paths: Iterable[Path]) -> list[Path]:
    """Return every return that was named, each once; of a folder, those directly in it.

    Raises:
        StopError: there is none.
    """
    found: dict[Path, Path] = {}
    for path in paths:
        inside = sorted(path.iterdir()) if path.is_dir() else [path]
        for file in inside:
            passed = path.is_dir() and (
                file.name[0] in ".~" or file.suffix.lower() not in _TEXT | _OFFICE | _MACROS.keys()
            )
            if not passed:
                found.setdefault(file.resolve(), file)
    if not found:
        raise StopError("There is no return there; name the files, or the folder they are in.")
    return list(found.values())


def read(file: Path, sheets: Sequence[Sheet] = ()) -> Filled | Workbook:
    """Read one filled return, or a workbook of a whole plan, which has such ``sheets``.

    What cannot be read at all is in doubt as a whole.
    """
    ending = file.suffix.lower()
    try:
        if ending in _TEXT:
            return read_yaml(read_bytes(file), str(file))
        if ending in _OFFICE:
            return _office(file, read_bytes(file), sheets)
    except ImportStop as stop:
        return _unread(file, str(stop))
    if ending in _MACROS:
        return _unread(file, f"may hold macros, so it was not opened; save it as {_MACROS[ending]}")
    return _unread(file, "is no return; returns end in .yaml, .xlsx or .docx")


def _unread(file: Path, why: str) -> Filled:
    told = why.removeprefix(f"{file} ").removeprefix(f"{file.name} ")
    return Filled(str(file), None, (), (Doubt(str(file), "", "", told),))


def _office(file: Path, data: bytes, sheets: Sequence[Sheet]) -> Filled | Workbook:
    """Read a workbook or a document.

    Raises:
        ImportStop: it is damaged, far too large, protected, holds macros or tracked changes.
    """
    from wsoa.imports.readers.choose import read_document

    if any(name.endswith("vbaProject.bin") for name in _names(data)):
        raise ImportStop(f"{file} holds macros, so it was not opened; save it without them.")
    document = read_document(file)
    cells, doubts = _seen(document, str(file), data)
    book = read_workbook(cells, sheets, str(file)) if file.suffix.lower() == ".xlsx" else None
    if book is not None:
        return book._replace(doubts=(*doubts, *book.doubts))
    loose = [block.text for block in document.blocks if not isinstance(block, Table)]
    filled = read_tables(cells, loose, str(file))
    return Filled(filled.file, filled.header, filled.answers, (*doubts, *filled.doubts))


def _names(data: bytes) -> Sequence[str]:
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            return archive.namelist()
    except zipfile.BadZipFile:
        return ()


def _seen(document: Document, file: str, data: bytes) -> tuple[list[list[list[_Cell]]], list[Doubt]]:
    """Return the cells of every table, formulas marked as such, and what a reader would not see in them."""
    with zipfile.ZipFile(BytesIO(data)) as archive:
        formulas = _formulas(archive)
        links = [name for name in archive.namelist() if name.endswith(".rels")]
        targets = {link for name in links for link in _links(archive.read(name))}
    tables = [
        [[_marked(cell.own, cell.place, formulas) for cell in row] for row in block.rows]
        for block in document.blocks
        if isinstance(block, Table)
    ]
    shown = "\n".join(cell.own for rows in tables for row in rows for cell in row)
    doubts = [
        Doubt(file, "", target, "this address is hidden behind other words; write it into its box")
        for target in sorted(targets)
        if target.rstrip("/") not in shown
    ]
    doubts += [Doubt(f"{file}, {note.place}", "", note.read, note.made) for note in document.notes]
    return tables, doubts


def _formulas(archive: zipfile.ZipFile) -> set[str]:
    """Return the places of all cells of a workbook that hold a formula, each as a reader names it."""
    from wsoa.imports.document import tidy
    from wsoa.imports.readers.excel_formats import sheet_names, sheet_parts

    names = set(archive.namelist())
    if "xl/workbook.xml" not in names:
        return set()
    return {
        f"sheet {tidy(name)}, {found[1].decode()}"
        for name, part in zip(sheet_names(archive), sheet_parts(archive), strict=True)
        if part in names
        for found in _FORMULA.finditer(archive.read(part))
    }


def _marked(text: str, place: str, formulas: Collection[str]) -> _Cell:
    return _Cell(f"={text}" if place in formulas else text, place)


def _links(rels: bytes) -> Iterator[str]:
    for tag in _LINK.finditer(rels):
        target = _TARGET.search(tag[0])
        if target and b"://" in target[1]:
            yield unescape(target[1].decode("utf-8", "replace"))
