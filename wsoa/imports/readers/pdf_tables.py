"""The words on a page of a PDF, and the tables that the page draws with lines."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from typing import Any, NamedTuple

from wsoa.imports.document import Cell, tidy
from wsoa.imports.readers.colours import named
from wsoa.plan.date_atoms import MONTH_NAMES

Box = tuple[float, float, float, float]
"""Left, top, right, bottom, in points from the top left corner of the page."""
_SNAP = 2.5
_SLIVER = 7.0
SAME_LINE = 3.0
_SHORTEST = 2
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
    """  # noqa: E501
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
    boxes: Sequence[Box],
    words: Sequence[Word],
    fills: Sequence[tuple[Box, str]],
    page: int,
    known: Collection[str],
) -> Grid:
    lefts = _edges(edge for box in boxes for edge in (box[0], box[2]))
    tops = _edges(edge for box in boxes for edge in (box[1], box[3]))
    width, height = len(lefts) - 1, len(tops) - 1
    rows = [
        [Cell("", place_of(page, row, column), row, column) for column in range(width)]
        for row in range(height)
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


def place_of(page: int, row: int, column: int) -> str:
    """Name a square of a page."""
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
        inner[0] >= outer[0] - 1 and inner[1] >= outer[1] - 1 and inner[2] <= outer[2] + 1 and inner[3] <= outer[3] + 1  # noqa: E501
        and inner != outer
    )  # fmt: skip


def lines_of(words: Sequence[Word]) -> list[list[Word]]:
    """Group words into lines, from the top down, each from left to right."""
    lines: list[list[Word]] = []
    for word in sorted(words, key=lambda one: (one.top, one.left)):
        if lines and abs(lines[-1][0].top - word.top) <= SAME_LINE:
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


def _cut(before: Sequence[Word], line: Sequence[Word], box: Box, known: Collection[str]) -> bool:  # noqa: PLR0911
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
    [
        "a",
        "an",
        "and",
        "are",
        "as",
        "at",
        "be",
        "been",
        "by",
        "for",
        "from",
        "has",
        "have",
        "if",
        "in",
        "is",
        "it",
        "its",
        "no",
        "not",
        "of",
        "on",
        "or",
        "our",
        "so",
        "than",
        "that",
        "the",
        "their",
        "them",
        "then",
        "they",
        "this",
        "to",
        "up",
        "us",
        "was",
        "we",
        "were",
        "what",
        "when",
        "who",
        "will",
        "with",
        "all",
        "any",
        "can",
        "how",
        "more",
    ]
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
    """Return the colour that fills a cell: of the smallest area that holds its middle and is not much larger."""  # noqa: E501
    middle = ((box[0] + box[2]) / 2, (box[1] + box[3]) / 2)
    size = (box[2] - box[0]) * (box[3] - box[1])
    around = [
        (area, colour)
        for (left, top, right, bottom), colour in fills
        if _holds((left, top, right, bottom), middle)
        and 0.5 * size <= (area := (right - left) * (bottom - top)) <= 1.6 * size
    ]
    return min(around)[1] if around else ""


def with_cut_row(page: Any, grid: Grid, words: Sequence[Word], number: int) -> Grid:  # noqa: ANN401
    """Add the row that the end of the page cuts: its upright lines go on below the last line across."""
    bottom = grid.box[3]
    ends = [
        edge["bottom"]
        for edge in page.edges
        if edge["orientation"] == "v" and edge["top"] <= bottom + SAME_LINE and edge["bottom"] > bottom + 2 * SAME_LINE  # noqa: E501
        and grid.box[0] - SAME_LINE <= edge["x0"] <= grid.box[2] + SAME_LINE
    ]  # fmt: skip
    if len(ends) < _FEWEST or not grid.lefts:
        return grid
    box = (grid.box[0], bottom, grid.box[2], max(ends))
    inside = [word for word in words if _holds(box, word.middle)]
    if not inside:
        return grid
    rights = [*grid.lefts[1:], grid.box[2]]
    row = len(grid.rows)
    cells = []
    for column, (left, right) in enumerate(zip(grid.lefts, rights, strict=True)):
        square = (left, bottom, right, box[3])
        text = _cell_text([word for word in inside if _holds(square, word.middle)], square, ())
        cells.append(Cell(text, place_of(number, row, column), row, column))
    return Grid((*grid.box[:3], box[3]), [*grid.rows, cells], grid.lefts)


def outside(words: Sequence[Word], grids: Sequence[Grid]) -> list[Word]:
    """Return the words that stand in none of the tables."""
    return [word for word in words if not any(_holds(grid.box, word.middle) for grid in grids)]
