"""Which reader a file needs, and whether what it needs is installed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple

from wsoa.imports.document import Document, ImportStop
from wsoa.imports.readers.delimited import read_delimited
from wsoa.imports.readers.excel import read_excel
from wsoa.imports.readers.html import read_html
from wsoa.imports.readers.limits import read_bytes
from wsoa.imports.readers.odt import read_odt
from wsoa.imports.readers.pdf import read_pdf
from wsoa.imports.readers.text import read_plain
from wsoa.imports.readers.word import read_word


class _Reader(NamedTuple):
    read: Callable[[bytes, str], Document]
    needs: str = ""
    extra: str = "office"


READERS: Mapping[str, _Reader] = {
    ".docx": _Reader(read_word, "docx"),
    ".docm": _Reader(read_word, "docx"),
    ".xlsx": _Reader(read_excel, "python_calamine"),
    ".xlsm": _Reader(read_excel, "python_calamine"),
    ".pdf": _Reader(read_pdf, "pdfplumber", "pdf-import"),
    ".odt": _Reader(read_odt),
    ".html": _Reader(read_html),
    ".htm": _Reader(read_html),
    ".csv": _Reader(read_delimited),
    ".tsv": _Reader(read_delimited),
    ".md": _Reader(read_plain),
    ".markdown": _Reader(read_plain),
    ".txt": _Reader(read_plain),
}
"""Every kind of file that can be imported, by how its name ends."""

_WAYS_OUT: Mapping[str, str] = {
    ".doc": "open it in Word and save it as .docx",
    ".rtf": "open it in Word and save it as .docx",
    ".xls": "open it in Excel and save it as .xlsx",
    ".xlsb": "open it in Excel and save it as .xlsx",
    ".ods": "save it as .xlsx",
}


def read_document(file: Path) -> Document:
    """Read a document into lines and tables.

    Raises:
        ImportStop: no reader knows such a file, its library is not installed, or the file cannot be read.
    """
    ending = file.suffix.lower()
    reader = READERS.get(ending)
    if reader is None:
        way_out = _WAYS_OUT.get(ending, f"the kinds that are read are {', '.join(READERS)}")
        raise ImportStop(f"{file.name} is not a kind of document that can be imported: {way_out}.")
    if reader.needs and find_spec(reader.needs) is None:
        raise ImportStop(
            f"Reading {ending} needs a library that is not installed: pip install 'wsoa[{reader.extra}]'."
        )
    return reader.read(read_bytes(file), file.name)
