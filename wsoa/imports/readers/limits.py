"""What a file must be before it is opened: of a sane size, packed and unpacked."""

from __future__ import annotations

import zipfile
import zlib
from pathlib import Path

from wsoa.imports.document import ImportStop

MAX_BYTES = 30_000_000
MAX_UNPACKED = 100_000_000
MAX_PARTS = 5_000
MAX_CELLS = 200_000
MAX_ROWS = 10_000
MAX_CHARACTERS = 4_000_000
MAX_LINES = 40_000
MAX_COLUMNS = 200


def read_bytes(file: Path) -> bytes:
    """Return a file's bytes.

    Raises:
        ImportStop: there is no such file, it cannot be read, or it is too large.
    """
    try:
        if file.stat().st_size > MAX_BYTES:
            raise ImportStop(f"{file} is larger than {MAX_BYTES:,} bytes; a plan's document is not.")
        return file.read_bytes()
    except OSError as error:
        raise ImportStop(f"{file} cannot be read: {error.strerror}.") from None


def check_archive(archive: zipfile.ZipFile, name: str) -> None:
    """Refuse an archive that unpacks to too much or is damaged, before anything parses it.

    A declared size that is a lie ends in a checksum that does not match.

    Raises:
        ImportStop: it must not be opened.
    """
    parts = archive.infolist()
    if len(parts) > MAX_PARTS or sum(part.file_size for part in parts) > MAX_UNPACKED:
        raise ImportStop(f"{name} unpacks to far more than a plan's document holds; it was not opened.")
    if any(part.flag_bits & 1 for part in parts):
        raise ImportStop(f"{name} is protected with a password; save it without one.")
    try:
        damaged = archive.testzip()
    except (zipfile.BadZipFile, zlib.error, OSError, NotImplementedError, EOFError):
        damaged = name
    if damaged:
        raise ImportStop(f"{name} is damaged; open it and save it again.")


def check_size(rows: int, columns: int, name: str) -> None:
    """Refuse a table that is too large to be a plan.

    Raises:
        ImportStop: it is.
    """
    if columns > MAX_COLUMNS or rows > MAX_ROWS or rows * columns > MAX_CELLS:
        raise ImportStop(
            f"{name} has {rows:,} rows and {columns:,} columns; delete what is outside the plan."
        )


class Budget:
    """How much text a document may still hold: no plan is longer than a book."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._lines = MAX_LINES
        self._characters = MAX_CHARACTERS

    def take(self, text: str) -> None:
        """Count one line or cell.

        Raises:
            ImportStop: there is more than any plan holds.
        """
        self._lines -= 1
        self._characters -= len(text)
        if self._lines < 0 or self._characters < 0:
            raise ImportStop(
                f"{self._name} holds more than {MAX_LINES:,} lines or {MAX_CHARACTERS:,} characters; "
                "import the part that holds the plan."
            )
