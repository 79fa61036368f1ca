"""Tables on a page of a PDF: ruled ones by their lines, unruled ones by the columns that their words stand in."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from statistics import median
from typing import Any, NamedTuple

from wsoa.imports.columns.headings import are_headings, field_of
from wsoa.imports.document import Cell, tidy
from wsoa.imports.readers.colours import named
from wsoa.plan.date_atoms import MONTH_NAMES

Box = tuple[float, float, float, float]
"""Left, top, right, bottom, in points from the top left corner of the page."""
_SNAP = 2.5
_SLIVER = 7.0
_SAME_LINE = 3.0
_GAP = 8.0
_SHORTEST = 2
_ROW_GAP = 1.35
_LOOKED_AT = 60
_OFTEN = 3
_FEWEST = 2
_RULES = {
    "vertical_strategy": "lines",
    "horizontal_strategy": "lines",
    "snap_tolerance": 3,
    "join_tolerance": 3,
}


class Word(NamedTuple):
    """A word on the page, its place, and the size of its letters."""

    text: str
    left: float
    top: float
    right: float
    bottom: float
    size: float = 10.0
    bold: bool = False

    @property
    def middle(self) -> tuple[float, float]:
        """The point in its middle."""
        return (self.left + self.right) / 2, (self.top + self.bottom) / 2


Columns = list[list[Word]]
"""The words of each column of one row."""


class Grid(NamedTuple):
    """A table on a page: where it stands, and its rows."""

    box: Box
    rows: list[list[Cell]]
    lefts: tuple[float, ...] = ()
    """Where each column begins."""


def words_of(page: Any) -> list[Word]:  # noqa: ANN401 - pdfplumber's page
    """Return the words of a page in reading order."""
    found = page.extract_words(x_tolerance_ratio=0.18, y_tolerance=2, extra_attrs=["size", "fontname"])
    return [
        Word(
            tidy(word["text"]), word["x0"], word["top"], word["x1"], word["bottom"], float(word["size"]),
            "bold" in str(word["fontname"]).lower(),
        )
        for word in found
        if tidy(word["text"])
    ]  # fmt: skip


def ruled(page: Any, words: Sequence[Word], number: int, known: Collection[str]) -> list[Grid]:  # noqa: ANN401
    """Return the tables that a page draws with lines, from the top down.

    ``known`` are the words of the document that stand whole on a line, by which a word that a narrow column cuts is
    told from two words.
    """
    fills = _fills(page)
    grids = []
    for table in page.find_tables(_RULES):
        boxes = [box for box in table.cells if box[2] - box[0] > _SNAP and box[3] - box[1] > _SNAP]
        if len(boxes) < _FEWEST:
            continue
        grid = _grid(boxes, words, fills, number, known)
        if any(cell.text or cell.shade for row in grid.rows for cell in row):
            grids.append(grid)
    outer = [
        grid
        for grid in grids
        if not any(_within(grid.box, other.box) for other in grids if other is not grid)
    ]
    return sorted(outer, key=lambda grid: (grid.box[1], grid.box[0]))


def _grid(
    boxes: Sequence[Box], words: Sequence[Word], fills: Sequence[tuple[Box, str]], page: int, known: Collection[str]
) -> Grid:
    lefts = _edges(edge for box in boxes for edge in (box[0], box[2]))
    tops = _edges(edge for box in boxes for edge in (box[1], box[3]))
    width, height = len(lefts) - 1, len(tops) - 1
    rows = [
        [Cell("", _place(page, row, column), row, column) for column in range(width)] for row in range(height)
    ]
    whole = (
        min(b[0] for b in boxes),
        min(b[1] for b in boxes),
        max(b[2] for b in boxes),
        max(b[3] for b in boxes),
    )
    for box in sorted(boxes, key=lambda one: (one[1], one[0])):
        first, last = _index(lefts, box[0]), _index(lefts, box[2])
        upper, lower = _index(tops, box[1]), _index(tops, box[3])
        inside = [word for word in words if _holds(box, word.middle)]
        text, shade = _cell_text(inside, box, known), _shade(box, fills)
        for row in range(upper, lower):
            for column in range(first, last):
                covered = "" if (row, column) == (upper, first) else "left" if column > first else "above"
                rows[row][column] = rows[row][column]._replace(text=text, covered=covered, shade=shade)  # type: ignore[arg-type]
    return _without_slivers(Grid(whole, rows, tuple(lefts[:-1])), lefts)


def _without_slivers(grid: Grid, edges: Sequence[float]) -> Grid:
    """Drop columns and rows too thin to hold a letter, as double lines leave them."""
    kept = [
        column
        for column in range(len(edges) - 1)
        if edges[column + 1] - edges[column] > _SLIVER
        or any(row[column].text and not row[column].covered for row in grid.rows)
    ]
    rows = [[row[column]._replace(column=at) for at, column in enumerate(kept)] for row in grid.rows]
    rows = [row for row in rows if any(cell.covered or cell.text or cell.shade for cell in row)] or rows
    rows = [[cell._replace(row=number) for cell in row] for number, row in enumerate(rows)]
    return Grid(grid.box, rows, tuple(grid.lefts[column] for column in kept))


def _place(page: int, row: int, column: int) -> str:
    return f"page {page}, row {row + 1}, column {column + 1}"


def _edges(values: Iterable[float]) -> list[float]:
    edges: list[float] = []
    for value in sorted(values):
        if not edges or value - edges[-1] > _SNAP:
            edges.append(value)
    return edges


def _index(edges: Sequence[float], value: float) -> int:
    return min(range(len(edges)), key=lambda index: abs(edges[index] - value))


def _holds(box: Box, point: tuple[float, float]) -> bool:
    return box[0] - 0.5 <= point[0] <= box[2] + 0.5 and box[1] - 0.5 <= point[1] <= box[3] + 0.5


def _within(inner: Box, outer: Box) -> bool:
    return (
        inner[0] >= outer[0] - 1 and inner[1] >= outer[1] - 1 and inner[2] <= outer[2] + 1 and inner[3] <= outer[3] + 1
        and inner != outer
    )  # fmt: skip


def lines_of(words: Sequence[Word]) -> list[list[Word]]:
    """Group words into lines, from the top down, each from left to right."""
    lines: list[list[Word]] = []
    for word in sorted(words, key=lambda one: (one.top, one.left)):
        if lines and abs(lines[-1][0].top - word.top) <= _SAME_LINE:
            lines[-1].append(word)
        else:
            lines.append([word])
    return [sorted(line, key=lambda one: one.left) for line in lines]


def _cell_text(words: Sequence[Word], box: Box, known: Collection[str]) -> str:
    """Join the lines of a cell that end only because the column does; keep the others apart."""
    text = ""
    before: list[Word] = []
    for line in lines_of(words):
        spelt = " ".join(word.text for word in line)
        if before:
            room = box[2] - before[-1].right - 2
            first = line[0].right - line[0].left
            gap = line[0].top - before[0].bottom > 0.8 * (before[0].bottom - before[0].top)
            fits = first + before[0].size * 0.3 < room - 4 and room > 0.12 * (box[2] - box[0])
            bullet = line[0].text in {"•", "·", "▪", "-", "–", "*", "o"} or line[0].text[0] in "•▪·"
            text += "" if _cut(before, line, box, known) else "\n" if gap or bullet or fits else " "
        text += spelt
        before = line
    return tidy(text)


def _cut(before: Sequence[Word], line: Sequence[Word], box: Box, known: Collection[str]) -> bool:
    """Tell whether a line ends within a word, as it does where a column is narrower than the word."""
    head, tail = before[-1].text, line[0].text
    year, rest = re.search(r"(?<![0-9])[12][0-9]{0,2}\Z", head), re.match(r"[0-9]{1,3}(?![0-9])", tail)
    if year and rest:
        return len(year[0]) + len(rest[0]) == len("2019")
    if not head[-1:].isalnum() or head.isupper() or not tail[:1].islower():
        return False
    if word_of(head + tail) in MONTH_NAMES:
        return True
    if len(before) != 1:
        return False
    padding = before[0].left - box[0]
    letter = (line[0].right - line[0].left) / max(1, len(tail))
    if box[2] - padding - before[0].right > 1.1 * letter or word_of(tail) in _SMALL_WORDS:
        return False
    if word_of(head + tail) in known or len(word_of(tail)) == 1:
        return True
    return word_of(head) not in known and (word_of(tail) not in known or len(word_of(tail)) == _SHORTEST)


_SMALL_WORDS = frozenset(
    ["a", "an", "and", "are", "as", "at", "be", "been", "by", "for", "from", "has", "have", "if", "in", "is", "it", "its", "no", "not", "of", "on", "or", "our", "so", "than", "that", "the", "their", "them", "then", "they", "this", "to", "up", "us", "was", "we", "were", "what", "when", "who", "will", "with", "all", "any", "can", "how", "more"]
)


def word_of(text: str) -> str:
    """Return a word as it is compared: small letters, no signs around it."""
    return text.casefold().strip(".,;:()'’“”\"?!")


def _fills(page: Any) -> list[tuple[Box, str]]:  # noqa: ANN401
    found = []
    for rect in [*page.rects, *page.curves]:
        colour = _colour(rect.get("non_stroking_color")) if rect.get("fill") else ""
        if colour:
            found.append(((rect["x0"], rect["top"], rect["x1"], rect["bottom"]), colour))
    return found


def _colour(value: Any) -> str:  # noqa: ANN401
    parts = (
        [float(part) for part in value]
        if isinstance(value, (list, tuple))
        else [float(value)]
        if isinstance(value, (int, float))
        else []
    )
    if len(parts) == 3:  # noqa: PLR2004 - red, green, blue
        return named(*parts)
    if len(parts) == 4:  # noqa: PLR2004 - cyan, magenta, yellow, black
        cyan, magenta, yellow, black = parts
        return named((1 - cyan) * (1 - black), (1 - magenta) * (1 - black), (1 - yellow) * (1 - black))
    return named(parts[0], parts[0], parts[0]) if len(parts) == 1 else ""


def _shade(box: Box, fills: Sequence[tuple[Box, str]]) -> str:
    """Return the colour that fills a cell: of the smallest area that holds its middle and is not much larger."""
    middle = ((box[0] + box[2]) / 2, (box[1] + box[3]) / 2)
    size = (box[2] - box[0]) * (box[3] - box[1])
    around = [
        (area, colour)
        for (left, top, right, bottom), colour in fills
        if _holds((left, top, right, bottom), middle)
        and 0.5 * size <= (area := (right - left) * (bottom - top)) <= 1.6 * size
    ]
    return min(around)[1] if around else ""


def unruled(words: Sequence[Word], number: int, before: Sequence[float] = ()) -> list[Grid]:
    """Return the tables whose columns are told only by where their words stand, below headings that are known.

    ``before`` is where the columns of the table at the end of the page before begin: it may go on here.
    """
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
    """Return where the columns begin: at their headings, and where several lines below begin and no heading does."""
    starts = [min(word.left for word in column) for column in heads]
    loose = Counter(round(piece[0].left) for line in lines for piece in _pieces(line))
    for left, count in sorted(loose.items()):
        if count >= _OFTEN and all(abs(left - start) > _GAP for start in starts) and left < starts[-1] + 200:
            starts.append(float(left))
    return sorted(starts)


def _size_of(lines: Sequence[list[Word]], starts: Sequence[float]) -> int:
    """Return how many lines belong to a table: until a large gap, or a line that begins in no column."""
    gaps = [b[0].top - a[0].top for a, b in zip(lines, lines[1:], strict=False)]
    usual = median(gaps) if gaps else 0.0
    for index, line in enumerate(lines):
        far = index > 0 and line[0].top - lines[index - 1][0].top > 4 * max(usual, line[0].size)
        if far or min(abs(line[0].left - start) for start in starts) > _GAP:
            return index
        if index and _headings_at(lines, index)[0] is not None:
            return index
        if len(_pieces(line)) == 1 and line[0].left <= starts[0] + _GAP and line[-1].right > starts[1] + 3 * _GAP:
            return index
    return len(lines)


def _fits(lines: Sequence[list[Word]], starts: Sequence[float]) -> bool:
    """Tell whether nearly all that stands in some lines begins where columns do, and several columns are used."""
    lefts = [piece[0].left for line in lines for piece in _pieces(line)]
    near = [left for left in lefts if min(abs(left - start) for start in starts) <= _GAP]
    used = {min(range(len(starts)), key=lambda at, left=left: abs(starts[at] - left)) for left in near}  # type: ignore[misc]
    return len(near) >= 0.8 * len(lefts) and len(used) > 1


def _told(lines: Sequence[list[Word]], starts: Sequence[float], heads: Sequence[list[Word]], number: int) -> Grid:
    rows = [*([_merged(heads, starts)] if heads else []), *_rows(lines, starts)]
    cells = [
        [
            Cell(_loose_text(column), _place(number, row, index), row, index)
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
    """Put the words of each line into columns; a line that follows closely and starts no first cell goes on above."""
    rows: list[Columns] = []
    gaps = [b[0].top - a[0].top for a, b in zip(lines, lines[1:], strict=False)]
    usual = min((gap for gap in gaps if gap > _SAME_LINE), default=0.0)
    above: list[Word] | None = None
    for line in lines:
        columns = _merged([line], starts)
        gap = line[0].top - above[0].top if above is not None else 0.0
        if not rows or (usual and gap > _ROW_GAP * usual) or (columns[0] and len(_pieces(line)) > 1):
            rows.append(columns)
        else:
            for column, more in zip(rows[-1], columns, strict=True):
                column += more
        above = line
    return rows


def _around(words: Sequence[Word]) -> Box:
    return (
        min(word.left for word in words), min(word.top for word in words),
        max(word.right for word in words), max(word.bottom for word in words),
    )  # fmt: skip


def outside(words: Sequence[Word], grids: Sequence[Grid]) -> list[Word]:
    """Return the words that stand in none of the tables."""
    return [word for word in words if not any(_holds(grid.box, word.middle) for grid in grids)]
