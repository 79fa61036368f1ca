"""What Word and Excel files have in common: text that XML can hold, and bytes that stay the same."""

from __future__ import annotations

import re
import zlib
from io import BytesIO
from zipfile import ZIP_DEFLATED, BadZipFile, ZipFile, ZipInfo

from wsoa.words.text import visible

_NOT_XML = re.compile("[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_EPOCH = (1980, 1, 1, 0, 0, 0)
"""The first moment that a zip file can name."""
_FILE = 0o600 << 16
_MOST = 100_000_000
"""More bytes than a document of ours unpacks to."""
LONGEST_PROPERTY = 255
"""The longest text, in characters, that a property of a document may hold."""


def holdable(text: str) -> str:
    """Return text that XML 1.0 can hold and that hides nothing: controls are shown by visible characters."""
    return _NOT_XML.sub("\N{REPLACEMENT CHARACTER}", visible(text))


def property_text(text: str) -> str:
    """Return text for a property of a document: one line, and no longer than a property may be."""
    line = " ".join(holdable(text).split())
    return line if len(line) <= LONGEST_PROPERTY else f"{line[: LONGEST_PROPERTY - 1]}…"


def unpacked(data: bytes) -> str:
    """Return the text of all parts of an office file, a line for each piece of markup.

    Raises:
        ValueError: it is no such file, or holds more than any of ours.
    """
    try:
        with ZipFile(BytesIO(data)) as file:
            parts = sorted(file.infolist(), key=lambda part: part.filename)
            if sum(part.file_size for part in parts) > _MOST:
                raise ValueError("it is too large")
            told = [f"{part.filename}\n{file.read(part).decode('utf-8', 'replace')}" for part in parts]
    except (BadZipFile, NotImplementedError, RuntimeError, OSError, zlib.error) as error:
        raise ValueError(str(error)) from None
    return "\n".join(told).replace("><", ">\n<")


def without_timestamps(data: bytes) -> bytes:
    """Return a zip file with the same members and no times, so that the same content gives the same bytes."""
    made = BytesIO()
    with ZipFile(BytesIO(data)) as old, ZipFile(made, "w", ZIP_DEFLATED) as new:
        for name in old.namelist():
            member = ZipInfo(name, _EPOCH)
            member.compress_type, member.external_attr = ZIP_DEFLATED, _FILE
            new.writestr(member, old.read(name))
    return made.getvalue()
