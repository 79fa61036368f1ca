"""Editing an exported workbook as an officer does in Excel: a cell typed over, a row added or deleted."""

from __future__ import annotations

import re
import zipfile
from copy import deepcopy
from datetime import date
from io import BytesIO
from pathlib import Path
from string import ascii_uppercase
from xml.etree import ElementTree as ET

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
FIRST_DAY = date(1899, 12, 30)
"""The day from which Excel counts."""
Value = str | date | float


def c(name: str) -> str:
    return f"{{{MAIN}}}{name}"


class EditedBook:
    """A workbook that is open; :meth:`save` writes it over the file it came from."""

    def __init__(self, file: Path) -> None:
        ET.register_namespace("", MAIN)
        ET.register_namespace("r", "http://schemas.openxmlformats.org/officeDocument/2006/relationships")
        self.file = file
        with zipfile.ZipFile(file) as archive:
            self.parts = {name: archive.read(name) for name in archive.namelist()}
        names = re.findall(r'<sheet name="([^"]+)"', self.parts["xl/workbook.xml"].decode())
        self.sheets = {
            name: ET.fromstring(self.parts[f"xl/worksheets/sheet{number}.xml"])  # noqa: S314 - made by us
            for number, name in enumerate(names, start=1)
        }
        self.texts = [
            "".join(text.text or "" for text in one.iter(c("t")))
            for one in ET.fromstring(self.parts["xl/sharedStrings.xml"])  # noqa: S314 - made by us
        ]

    def put(self, sheet: str, ref: str, heading: str, value: Value) -> None:
        """Type a value into the cell of the row whose Ref is this."""
        row = next(row for row in self._rows(sheet)[1:] if self._read(row[self._at(sheet, "Ref")]) == ref)
        self._write(row[self._at(sheet, heading)], value)

    def add(self, sheet: str, **cells: Value) -> None:
        """Add a row below the last; spaces in a heading are written as _."""
        data = next(self.sheets[sheet].iter(c("sheetData")))
        number = int(data[-1].get("r", "0")) + 1
        row = ET.SubElement(data, c("row"), {"r": str(number)})
        for place, heading in enumerate(self._headings(sheet)):
            cell = ET.SubElement(row, c("c"), {"r": f"{_letters(place)}{number}"})
            name = heading.replace(" ", "_")
            if name in cells:
                self._write(cell, cells[name])

    def copy(self, sheet: str, ref: str, **cells: Value) -> None:
        """Copy a row below the last, its mark with it, and type over some of its cells."""
        at = self._at(sheet, "Ref")
        original = next(row for row in self._rows(sheet)[1:] if self._read(row[at]) == ref)
        self.add(sheet, **cells)
        typed = {heading.replace("_", " ") for heading in cells}
        for heading, old, new in zip(self._headings(sheet), original, self._rows(sheet)[-1], strict=True):
            if heading not in typed:
                new.attrib.update({key: value for key, value in old.attrib.items() if key != "r"})
                new.extend(deepcopy(list(old)))

    def delete_column(self, sheet: str, heading: str) -> None:
        """Empty a whole column, its heading too."""
        place = self._at(sheet, heading)
        for row in self._rows(sheet):
            _clear(row[place])

    def delete_row(self, sheet: str, ref: str) -> None:
        """Empty a whole row."""
        for row in self._rows(sheet)[1:]:
            if self._read(row[self._at(sheet, "Ref")]) == ref:
                for cell in row:
                    _clear(cell)

    def head(self, sheet: str, heading: str, words: str) -> None:
        """Type over a heading."""
        self._write(self._rows(sheet)[0][self._at(sheet, heading)], words)

    def delete_sheet(self, sheet: str) -> None:
        """Empty a whole sheet."""
        for cell in self.sheets[sheet].iter(c("c")):
            _clear(cell)

    def save(self) -> None:
        """Write the file anew."""
        made = BytesIO()
        with zipfile.ZipFile(made, "w") as archive:
            for name, data in self.parts.items():
                if not name.startswith("xl/worksheets/sheet"):
                    archive.writestr(name, data)
            for number, sheet in enumerate(self.sheets.values(), start=1):
                archive.writestr(f"xl/worksheets/sheet{number}.xml", ET.tostring(sheet))
        self.file.write_bytes(made.getvalue())

    def _rows(self, sheet: str) -> list[list[ET.Element]]:
        return [list(row) for row in self.sheets[sheet].iter(c("row"))]

    def _headings(self, sheet: str) -> list[str]:
        return [self._read(cell) for cell in self._rows(sheet)[0]]

    def _at(self, sheet: str, heading: str) -> int:
        return self._headings(sheet).index(heading)

    def _read(self, cell: ET.Element) -> str:
        value = cell.findtext(c("v")) or ""
        if cell.get("t") == "s":
            return self.texts[int(value)]
        return value or "".join(text.text or "" for text in cell.iter(c("t")))

    def _write(self, cell: ET.Element, value: Value) -> None:
        _clear(cell)
        if isinstance(value, str):
            cell.set("t", "inlineStr")
            ET.SubElement(ET.SubElement(cell, c("is")), c("t")).text = value
            return
        if isinstance(value, date):
            cell.set("s", self._day_style())
            value = (value - FIRST_DAY).days
        ET.SubElement(cell, c("v")).text = str(value)

    def _day_style(self) -> str:
        """Return the style of a cell that shows a day: that of the latest due dates."""
        place = self._at("commitments", "Due latest")
        days = [row[place] for row in self._rows("commitments")[1:] if row[place].get("t") is None]
        return days[0].get("s", "0")


def _clear(cell: ET.Element) -> None:
    for child in list(cell):
        cell.remove(child)
    cell.attrib.pop("t", None)


def _letters(place: int) -> str:
    first, last = divmod(place, len(ascii_uppercase))
    return f"{ascii_uppercase[first - 1]}{ascii_uppercase[last]}" if first else ascii_uppercase[last]
