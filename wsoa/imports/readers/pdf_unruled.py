"""Tables on a page of a PDF that no lines rule: told by the columns that their words stand in."""

from __future__ import annotations  # noqa: I001

from collections import Counter
from collections.abc import Sequence
from statistics import median

from wsoa.imports.columns.headings import are_headings, field_of
from wsoa.imports.document import Cell, tidy
from wsoa.imports.readers.pdf_tables import SAME_LINE, Box, Grid, Word, lines_of, place_of
import itertools

_GAP = 8.0
_FEWEST = 2
_ROW_GAP = 1.35
_LOOKED_AT = 60
_OFTEN = 3
Columns = list[list[Word]]
"""The words of each column of one row."""


def unruled(words: Sequence[Word], number: int, before: Sequence[float] = ()) -> list[Grid]:
    """Return the tables whose columns are told only by where their words stand, below headings that are known.

    ``before`` is where the columns of the table at the end of the page before begin: it may go on here.
    """  # noqa: E501
    lines = lines_of(words)
    grids: list[Grid] = []
    at = 0
    if before and lines and (size := _size_of(lines, before)) and _fits(lines[:size], before):
        grids.append(_told(lines[:size], before, [], number))
        at = size
    while at < len(lines):
        heads, size = _headings_at(lines, at)
        if heads is None:
            at += 1
            continue
        starts = _starts(heads, lines[at + size : at + size + _LOOKED_AT])
        taken = _size_of(lines[at + size :], starts)
        if taken:
            grids.append(_told(lines[at + size : at + size + taken], starts, lines[at : at + size], number))
            at += size + taken
        else:
            at += 1
    return grids


def _starts(heads: Columns, lines: Sequence[list[Word]]) -> list[float]:
    """Return where the columns begin: at their headings, and where several lines below begin and no heading does."""  # noqa: E501
    starts = [min(word.left for word in column) for column in heads]
    loose = Counter(round(piece[0].left) for line in lines for piece in _pieces(line))
    for left, count in sorted(loose.items()):
        if count >= _OFTEN and all(abs(left - start) > _GAP for start in starts) and left < starts[-1] + 200:
            starts.append(float(left))
    return sorted(starts)


def _size_of(lines: Sequence[list[Word]], starts: Sequence[float]) -> int:
    """Return how many lines belong to a table: until a large gap, or a line that begins in no column."""
    gaps = [b[0].top - a[0].top for a, b in itertools.pairwise(lines)]
    usual = median(gaps) if gaps else 0.0
    for index, line in enumerate(lines):
        far = index > 0 and line[0].top - lines[index - 1][0].top > 4 * max(usual, line[0].size)
        if far or min(abs(line[0].left - start) for start in starts) > _GAP:
            return index
        if index and _headings_at(lines, index)[0] is not None:
            return index
        if (
            len(_pieces(line)) == 1
            and line[0].left <= starts[0] + _GAP
            and line[-1].right > starts[1] + 3 * _GAP
        ):
            return index
    return len(lines)


def _fits(lines: Sequence[list[Word]], starts: Sequence[float]) -> bool:
    """Tell whether nearly all that stands in some lines begins where columns do, and several columns are used."""  # noqa: E501
    lefts = [piece[0].left for line in lines for piece in _pieces(line)]
    near = [left for left in lefts if min(abs(left - start) for start in starts) <= _GAP]
    used = {min(range(len(starts)), key=lambda at, left=left: abs(starts[at] - left)) for left in near}  # type: ignore[misc]
    return len(near) >= 0.8 * len(lefts) and len(used) > 1


def _told(
    lines: Sequence[list[Word]], starts: Sequence[float], heads: Sequence[list[Word]], number: int
) -> Grid:
    rows = [*([_merged(heads, starts)] if heads else []), *_rows(lines, starts)]
    cells = [
        [
            Cell(_loose_text(column), place_of(number, row, index), row, index)
            for index, column in enumerate(columns)
        ]
        for row, columns in enumerate(rows)
    ]
    return Grid(_around([word for line in (*heads, *lines) for word in line]), cells, tuple(starts))


def _merged(lines: Sequence[list[Word]], starts: Sequence[float]) -> Columns:
    columns: Columns = [[] for _ in starts]
    for line in lines:
        for word in line:
            columns[_column(word, starts)].append(word)
    return columns


def _column(word: Word, starts: Sequence[float]) -> int:
    return max((index for index, left in enumerate(starts) if left <= word.left + _GAP / 2), default=0)


def _loose_text(words: Sequence[Word]) -> str:
    text = ""
    for line in lines_of(words):
        spelt = " ".join(word.text for word in line)
        text += ("\n" if text and line[0].text[0] in "•▪·" else " " if text else "") + spelt
    return tidy(text)


def _headings_at(lines: Sequence[list[Word]], at: int) -> tuple[Columns | None, int]:
    """Return the headings that one line or two make, by column; None where there are none."""
    for size in (1, 2):
        if at + size > len(lines):
            break
        columns = _pieces(lines[at])
        if size == 2:  # noqa: PLR2004 - a heading that runs over two lines
            columns = _with_second(columns, lines[at + 1])
        texts = [" ".join(word.text for word in column) for column in columns]
        if len(columns) > _FEWEST and are_headings(texts) and all(field_of(text) for text in texts[:1]):
            return columns, size
    return None, 0


def _pieces(line: Sequence[Word]) -> Columns:
    pieces: Columns = []
    for word in line:
        if pieces and word.left - pieces[-1][-1].right <= max(_GAP, 0.9 * word.size):
            pieces[-1].append(word)
        else:
            pieces.append([word])
    return pieces


def _with_second(columns: Columns, line: Sequence[Word]) -> Columns:
    made = [list(column) for column in columns]
    for word in line:
        _nearest(made, word).append(word)
    return made


def _nearest(columns: Columns, word: Word) -> list[Word]:
    starts = [min(one.left for one in column) for column in columns]
    at = max((index for index, left in enumerate(starts) if left <= word.left + _GAP), default=0)
    return columns[at]


def _rows(lines: Sequence[list[Word]], starts: Sequence[float]) -> list[Columns]:
    """Put the words of each line into columns; a line that follows closely and starts no first cell goes on above."""  # noqa: E501
    rows: list[Columns] = []
    gaps = [b[0].top - a[0].top for a, b in itertools.pairwise(lines)]
    usual = min((gap for gap in gaps if gap > SAME_LINE), default=0.0)
    above: list[Word] | None = None
    for line in lines:
        columns = _merged([line], starts)
        gap = line[0].top - above[0].top if above is not None else 0.0
        if not rows or (usual and gap > _ROW_GAP * usual) or (columns[0] and len(_pieces(line)) > 1):
            rows.append(columns)
        else:
            for held, more in zip(rows[-1], columns, strict=True):
                held.extend(more)
        above = line
    return rows


def _around(words: Sequence[Word]) -> Box:
    return (
        min(word.left for word in words), min(word.top for word in words),
        max(word.right for word in words), max(word.bottom for word in words),
    )  # fmt: skip
