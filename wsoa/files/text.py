"""From bytes to text: the right encoding, no hidden characters, no half-finished merges."""

from __future__ import annotations

import codecs
import re
import unicodedata
from collections.abc import Iterator
from itertools import islice

from wsoa.findings import Finding, Place, Severity

MAX_BYTES = 5_000_000
_MOST_HIDDEN = 20

_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_VISIBLE = bytes(b for b in range(256) if b >= ord(" ") and b != ord("\x7f")) + b"\t\n\r"
_HIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff\ud800-\udfff]"
)
_CONFLICT = re.compile(r"^(?:<{7} |={7}$|>{7} )", re.MULTILINE)
_NBSP_INDENT = re.compile(r"^[ ]*\u00a0[ \u00a0]*", re.MULTILINE)
_LINE_END = re.compile(r"\r\n|\r|\n")


def split_lines(text: str) -> list[str]:
    """Split at the line ends a parser counts: LF, CRLF and CR, and no others."""
    return _LINE_END.split(text)


def decode(data: bytes, file: str) -> tuple[str, list[Finding]]:
    """Decode a plan file; an empty text with findings where it cannot be read any further."""
    if len(data) > MAX_BYTES:
        return "", [
            _refusal(
                "WSOA003",
                "file-too-large",
                f"this file has more than {MAX_BYTES:,} bytes",
                Place(file),
                "check that it is the right file; split a large plan, one workstream a file",
            )
        ]
    if data.startswith(_UTF16) or b"\x00" in data[:4]:
        return "", [
            _refusal(
                "WSOA002", "not-utf-8", "this file is saved as UTF-16", Place(file), "save it again as UTF-8"
            )
        ]
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        return "", [_not_utf8(data, error, file)]
    findings = list(_conflicts(text, file))
    if findings:
        return "", findings
    findings += _nbsp_indents(text, file)
    if findings:
        text = _NBSP_INDENT.sub(lambda found: " " * len(found[0]), text)
    hidden = list(_hidden(data, text, file))
    if hidden:
        text = _HIDDEN.sub("\N{REPLACEMENT CHARACTER}", text)
    return text, findings + hidden


def is_hidden(text: str) -> bool:
    """True where text carries control or direction characters that no reader can see."""
    return _HIDDEN.search(text) is not None


def _refusal(code: str, name: str, message: str, place: Place, way_out: str) -> Finding:
    return Finding(code, name, Severity.ERROR, message, place, way_out)


def _not_utf8(data: bytes, error: UnicodeDecodeError, file: str) -> Finding:
    before = data[: error.start].decode("utf-8", "replace")
    lines = split_lines(before)
    place = Place(file, len(lines), len(lines[-1]) + 1)
    byte = data[error.start]
    windows = bytes([byte]).decode("cp1252", "ignore")
    if not windows:
        return _refusal(
            "WSOA002",
            "not-utf-8",
            f"the byte 0x{byte:02X} is not UTF-8",
            place,
            "save the file again as UTF-8",
        )
    name = unicodedata.name(windows, "a character").lower()
    return _refusal(
        "WSOA002",
        "not-utf-8",
        f"the byte 0x{byte:02X} is not UTF-8; it looks like Windows-1252 for “{windows}” ({name})",
        place,
        "save the file again as UTF-8 (in Notepad: Save as, Encoding, UTF-8)",
    )


def _at(text: str, start: int, file: str) -> Place:
    lines = split_lines(text[:start])
    return Place(file, len(lines), len(lines[-1]) + 1)


def _conflicts(text: str, file: str) -> Iterator[Finding]:
    found = _CONFLICT.search(text) if "<<<<<<<" in text or ">>>>>>>" in text else None
    if found:
        yield _refusal(
            "WSOA009",
            "unfinished-merge",
            "two versions of this file were being merged here and nobody chose between them",
            _at(text, found.start(), file),
            "keep the lines you want and delete the lines that start with <<<<<<<, ======= and >>>>>>>",
        )


def _nbsp_indents(text: str, file: str) -> Iterator[Finding]:
    lines = _NBSP_INDENT.finditer(text) if "\u00a0" in text else iter(())
    for found in islice(lines, _MOST_HIDDEN):
        yield _refusal(
            "WSOA015",
            "odd-space-in-indent",
            "this line starts with a non-breaking space, which often comes from Word",
            _at(text, found[0].index("\u00a0") + found.start(), file),
            "replace it with ordinary spaces",
        )


def _hidden(data: bytes, text: str, file: str) -> Iterator[Finding]:
    if data.isascii() and not data.translate(None, _VISIBLE):
        return
    for count, found in enumerate(_HIDDEN.finditer(text)):
        if count == _MOST_HIDDEN:
            return
        character = found[0]
        name = unicodedata.name(character, "control character").lower()
        yield _refusal(
            "WSOA012",
            "hidden-character",
            f"there is a character here that no reader can see: U+{ord(character):04X}, {name}",
            _at(text, found.start(), file),
            "delete it",
        )
