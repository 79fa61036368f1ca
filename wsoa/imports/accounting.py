"""Every word of a document is in the plan or in the ledger: what is in neither gets a line of its own.

The words of each cell are looked for in the lines of the ledger about that cell first, then in the plan. Each
occurrence counts once, so that a word which stands in ten cells must be found ten times.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from wsoa.imports.document import Document, Line, Table
from wsoa.imports.ledger import Entry, Kind

_WORD = re.compile(r"\w+")


def words(text: str) -> Counter[str]:
    """Count the words of a text, whatever their case."""
    return Counter(_WORD.findall(text.casefold()))


def unaccounted(
    document: Document, held: Iterable[Any], roles: Mapping[str, str], entries: Iterable[Entry]
) -> list[Entry]:
    """Return a line for every cell and every line of text whose words are in neither.

    ``held`` is what the plan's files are made from; ``roles`` are the names behind the ids in it.
    """
    by_place: dict[str, Counter[str]] = {}
    for entry in entries:
        by_place.setdefault(entry.place, Counter()).update(words(f"{entry.read} {entry.what}"))
    left: Counter[str] = Counter()
    for text in texts_of(list(held), roles):
        left.update(words(text))
    missing = []
    for place, text in _pieces(document):
        wanted = _taken(words(text), by_place.get(place, Counter()))
        wanted = (
            _taken(wanted, by_place.get(place.rpartition(", column")[0], Counter())) if wanted else wanted
        )
        wanted = _taken(wanted, by_place.get(_row_of_sheet(place), Counter())) if wanted else wanted
        if any(left[word] < count for word, count in wanted.items()):
            missing.append(
                Entry(
                    Kind.NOT_READ, place, "text", " ".join(text.split()), "not kept in the plan, or not whole"
                )
            )
        elif wanted:
            left.subtract(wanted)
    return missing


def _row_of_sheet(place: str) -> str:
    """Return the place of a row as the lines about it have it: that of its first cell."""
    return re.sub(r"[A-Z]+(?=[0-9]+\Z)", "A", place)


def _taken(wanted: Counter[str], there: Counter[str]) -> Counter[str]:
    """Take words from where they are; return those that are still wanted."""
    both = wanted & there
    there.subtract(both)
    return wanted - both


def _pieces(document: Document) -> Iterator[tuple[str, str]]:
    for block in document.blocks:
        if isinstance(block, Line):
            yield block.place, block.text
        else:
            yield from _cells(block)


def _cells(table: Table) -> Iterator[tuple[str, str]]:
    for row in table.rows:
        for cell in row:
            if not cell.covered:
                yield cell.place, f"{cell.text} {cell.struck}"
                for inner in cell.inner:
                    yield from _cells(inner)


_PEOPLE = frozenset({"leads", "accountable", "chairs", "sponsors", "owner"})


def texts_of(value: Any, roles: Mapping[str, str], key: str = "") -> Iterator[str]:  # noqa: ANN401 - what YAML can hold
    """Yield every text in what a plan's files are made from, a role by its name."""
    if isinstance(value, Mapping):
        for name, inner in value.items():
            yield from texts_of(inner, roles, str(name))
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from texts_of(inner, roles, key)
    elif value is not None:
        yield roles.get(str(value), str(value)) if key in _PEOPLE else str(value)
