"""The key that a document prints to its colours, such as “Amber = on track. Green = complete”."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from wsoa.imports.cells.statuses import COLOURS, meaning_of
from wsoa.imports.document import Document, Line
from wsoa.plan.ratings import Standing

_PAIR = re.compile(
    rf"(?<![\w])(?P<colour>{'|'.join(COLOURS)})\s*(?:\([A-Z]\)\s*)?(?:=|:|–|—|-|\bmeans\b|\bis\b)\s*(?P<meaning>[^.;|\n=]{{2,120}})",
    re.IGNORECASE,
)
_NEXT = re.compile(rf"[\s,/]+(?:{'|'.join(COLOURS)})\s*\Z", re.IGNORECASE)
_FEWEST = 2


class KeyEntry(NamedTuple):
    """One colour of a printed key: its letter, its word, what the area says of it, and the standing."""

    code: str
    word: str
    meaning: str
    standing: Standing | None
    place: str


def printed_key(document: Document) -> tuple[KeyEntry, ...]:
    """Return the key that a document prints, colour by colour; empty where it prints none."""
    texts = []
    for block in document.blocks:
        if isinstance(block, Line):
            texts.append((block.text, block.place))
            continue
        for row in block.rows:
            own = [cell for cell in row if cell.own]
            texts += [(cell.text, cell.place) for cell in own if len(cell.text) < 400]  # noqa: PLR2004 - no key is longer
            texts += _table_key([(cell.text, cell.place) for cell in own])
    found: dict[str, KeyEntry] = {}
    for entry in _entries(texts):
        found.setdefault(entry.code, entry)
    return tuple(found.values()) if len(found) >= _FEWEST else ()


def _table_key(cells: Sequence[tuple[str, str]]) -> list[tuple[str, str]]:
    """Join the two cells of a row that explains one colour."""
    if len(cells) == 2 and cells[0][0].strip().lower() in COLOURS and meaning_of(cells[1][0]):  # noqa: PLR2004
        return [(f"{cells[0][0]} = {cells[1][0]}", cells[0][1])]
    return []


def _entries(texts: Iterable[tuple[str, str]]) -> Iterable[KeyEntry]:
    rows: list[tuple[str, str, str]] = []
    for text, place in texts:
        pairs = _PAIR.findall(text)
        alone = len(pairs) == 1 and _PAIR.match(text.strip()) is not None and "=" in text
        if len(pairs) >= _FEWEST or alone:
            rows += [(colour, _NEXT.sub("", meaning).strip(" ,–-"), place) for colour, meaning in pairs]
    for colour, meaning, place in rows:
        word = colour.lower().replace("gray", "grey")
        yield KeyEntry(COLOURS[word], word.capitalize(), meaning, meaning_of(meaning), place)
