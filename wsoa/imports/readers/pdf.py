"""PDF files: the tables and the text of each page, with tables and rows that run over pages joined again."""

from __future__ import annotations  # noqa: I001

import re
from collections import Counter
from collections.abc import Collection, Sequence
from io import BytesIO
from statistics import median
from time import monotonic
from typing import Any, NamedTuple

from wsoa.imports.cells.dates import read_dates
from wsoa.imports.cells.refs import leading, looks_like
from wsoa.imports.columns.fields import Field
from wsoa.imports.columns.headings import are_headings, field_of
from wsoa.imports.document import Cell, Document, ImportStop, Line, Table, tidy
from wsoa.imports.ledger import Entry, Kind
from wsoa.imports.readers.limits import check_size
from wsoa.imports.readers.pdf_tables import (
    Grid,
    Word,
    lines_of,
    outside,
    ruled,
    with_cut_row,
    word_of,
    words_of,
)
from wsoa.imports.readers.pdf_unruled import unruled
from wsoa.plan.date_atoms import MONTH_NAMES
import itertools

MOST_PAGES = 400
MOST_SECONDS = 240.0
MOST_CHARACTERS = 3_000_000
_FEWEST_LETTERS = 20
_MARGIN = 0.08
_LARGER = 1.15
_QUARTER_TURN = 90
_SAME_COLUMN = 6.0


class _Piece(NamedTuple):
    """A line or a table of one page, and how far down it stands."""

    top: float
    block: Line | Grid
    margin: bool = False


def read_pdf(data: bytes, name: str) -> Document:
    """Read a PDF that holds text.

    Raises:
        ImportStop: it is no PDF, it is protected or damaged, it holds only pictures of pages, or it is too large.
    """  # noqa: E501
    import pdfplumber  # noqa: PLC0415 - only a PDF needs it
    from pdfminer.pdfdocument import PDFPasswordIncorrect  # noqa: PLC0415

    try:
        with pdfplumber.open(BytesIO(data)) as opened:
            return _document(opened, name)
    except ImportStop:
        raise
    except PDFPasswordIncorrect:
        raise ImportStop(f"{name} is protected with a password; save it without one.") from None
    except Exception as error:
        if "PDFPasswordIncorrect" in repr(error):
            raise ImportStop(f"{name} is protected with a password; save it without one.") from error
        raise ImportStop(
            f"{name} is not a PDF that can be read; save it again from Word, or print it to PDF."
        ) from error


def _document(opened: Any, name: str) -> Document:  # noqa: ANN401 - pdfplumber's PDF
    if len(opened.pages) > MOST_PAGES:
        raise ImportStop(
            f"{name} has {len(opened.pages):,} pages; import the pages that hold the plan alone."
        )
    started = monotonic()
    found: list[tuple[Any, list[Word]]] = []
    letters = pictures = 0
    for page in opened.pages:
        upright = _upright(opened, page)
        found.append((upright, words_of(upright)))
        letters += sum(len(word.text) for word in found[-1][1])
        pictures += len(upright.images)
        _check_length(letters, started, name)
    known = {
        # what is left of a cut word begins a line or fills it, so it is never among these
        word_of(word.text)
        for _, words in found
        for line in lines_of(words)
        for word in _inside(line)
    }
    pages: list[list[_Piece]] = []
    lefts: Sequence[float] = ()
    for number, (page, words) in enumerate(found, 1):
        pieces, lefts = _page(page, words, number, known, lefts)
        pages.append(pieces)
        page.close()
        _check_length(letters, started, name)
    if letters < _FEWEST_LETTERS:
        why = "holds pictures of pages and no text" if pictures else "holds no text"
        raise ImportStop(
            f"{name} {why}; make it searchable (OCR) first, or import the Word or Excel file it was made from."  # noqa: E501
        )
    blocks, notes = _joined(pages)
    title = tidy(str((opened.metadata or {}).get("Title") or ""))
    return Document(name, title if len(title.split()) > 1 else "", tuple(blocks), tuple(notes))


def _inside(line: Sequence[Word]) -> list[Word]:
    """Return the words that follow another closely on their line."""
    return [b for a, b in itertools.pairwise(line) if b.left - a.right < b.size]


def _check_length(letters: int, started: float, name: str) -> None:
    if letters > MOST_CHARACTERS or monotonic() - started > MOST_SECONDS:
        raise ImportStop(f"{name} is too long to be read at once; import the pages that hold the plan alone.")


def _upright(opened: Any, page: Any) -> Any:  # noqa: ANN401
    """Turn a page whose text runs up or down, so that it runs from left to right."""
    turned = [char for char in page.chars if not char.get("upright", True)]
    if len(turned) * 2 <= len(page.chars):
        return page
    up = Counter(char["matrix"][1] > 0 for char in turned).most_common(1)[0][0]
    from pdfplumber.page import Page  # noqa: PLC0415

    page.page_obj.rotate = (page.page_obj.rotate + (_QUARTER_TURN if up else 3 * _QUARTER_TURN)) % 360
    return Page(opened, page.page_obj, page_number=page.page_number, initial_doctop=0)


def _page(
    page: Any,  # noqa: ANN401
    words: Sequence[Word],
    number: int,
    known: Collection[str],
    before: Sequence[float],
) -> tuple[list[_Piece], Sequence[float]]:
    """Return what a page holds, and where the columns begin of an unruled table that it ends with."""
    grids = [grid for grid in ruled(page, words, number, known) if not _only_headings(grid)]
    rest = outside(words, grids)
    if grids:
        grids[-1] = with_cut_row(page, grids[-1], rest, number)
        rest = outside(rest, grids)
    body_words = [word for word in rest if _MARGIN * page.height < word.top < (1 - _MARGIN) * page.height]
    loose = [] if grids else unruled(body_words, number, before)
    rest = outside(rest, loose)
    height = float(page.height)
    body = median([word.size for word in words]) if words else 10.0
    pieces = [_Piece(grid.box[1], grid) for grid in (*grids, *loose)]
    for index, line in enumerate(lines_of(rest), 1):
        text = tidy(" ".join(word.text for word in line))
        large = line[0].size > _LARGER * body or (all(word.bold for word in line) and len(text) < 150)  # noqa: PLR2004
        top = line[0].top
        margin = top < _MARGIN * height or top > (1 - _MARGIN) * height
        pieces.append(_Piece(top, Line(text, f"page {number}, line {index}", 1 if large else 0), margin))
    pieces.sort(key=lambda piece: piece.top)
    last = next((piece.block for piece in reversed(pieces) if not piece.margin), None)
    return _paragraphs(pieces), last.lefts if isinstance(last, Grid) and last in loose else ()


def _only_headings(grid: Grid) -> bool:
    """Tell whether a ruled table is a shaded line of headings alone, above a table that no lines rule."""
    return len(grid.rows) == 1 and _is_headings(grid.rows[0])


def _paragraphs(pieces: Sequence[_Piece]) -> list[_Piece]:
    """Join the lines of one paragraph or heading, so that a heading over two lines is one."""
    made: list[_Piece] = []
    for piece in pieces:
        last = made[-1] if made else None
        if (
            last is not None and isinstance(last.block, Line) and isinstance(piece.block, Line)
            and last.block.level and piece.block.level and not piece.margin
            and piece.top - last.top < 30 and len(last.block.text) > 40  # noqa: PLR2004 - a heading that filled its line
            and not leading(piece.block.text)
        ):  # fmt: skip
            joined = last.block._replace(text=f"{last.block.text} {piece.block.text}")
            made[-1] = _Piece(piece.top, joined, last.margin)
            continue
        made.append(piece)
    return made


def _joined(pages: Sequence[Sequence[_Piece]]) -> tuple[list[Line | Table], list[Entry]]:
    """Put the pages together: what repeats in the margins apart, tables that go on over a page as one."""
    repeated = _repeated(pages)
    blocks: list[Line | Table] = []
    notes: list[Entry] = []
    open_grid: list[list[Cell]] | None = None
    lefts: tuple[float, ...] = ()
    tables = 0
    for pieces in pages:
        first = True
        for piece in pieces:
            if isinstance(piece.block, Line):
                if piece.margin and _bare(piece.block.text) in repeated:
                    made = "printed in the margin of several pages, so not read"
                    notes.append(Entry(Kind.SKIPPED, piece.block.place, "text", piece.block.text, made))
                    continue
                blocks.append(piece.block)
                if not piece.margin:
                    open_grid, first = None, False
                continue
            rows = _aligned(piece.block, lefts) if first and open_grid is not None else None
            if rows is not None and open_grid is not None:
                notes += _go_on(open_grid, rows)
                check_size(len(open_grid), len(open_grid[0]), "a table")
                blocks[_last_table(blocks)] = Table(f"table {tables}", tuple(tuple(row) for row in open_grid))
            else:
                tables += 1
                open_grid, lefts = [list(row) for row in piece.block.rows], piece.block.lefts
                check_size(len(open_grid), len(open_grid[0]), "a table")
                blocks.append(Table(f"table {tables}", tuple(tuple(row) for row in open_grid)))
            first = False
    return blocks, notes


def _last_table(blocks: Sequence[Line | Table]) -> int:
    return max(index for index, block in enumerate(blocks) if isinstance(block, Table))


def _repeated(pages: Sequence[Sequence[_Piece]]) -> frozenset[str]:
    """Return the texts that stand in the margins of several pages, numbers aside."""
    seen: Counter[str] = Counter()
    for pieces in pages:
        seen.update({_bare(p.block.text) for p in pieces if p.margin and isinstance(p.block, Line)})
    return frozenset(
        text
        for text, count in seen.items()
        if count > 1 or re.fullmatch(r"(?:page )?#(?: (?:of|/) #)?", text)
    )


def _bare(text: str) -> str:
    return re.sub(r"[0-9]+", "#", text.casefold()).strip()


def _aligned(grid: Grid, lefts: Sequence[float]) -> list[list[Cell]] | None:
    """Return a table's rows in the columns of the table before; None where it cannot be the same table.

    Merged cells can hide a column on one page and not on the other.
    """
    if len(lefts) == len(grid.lefts):
        near = all(abs(a - b) < _SAME_COLUMN for a, b in zip(lefts, grid.lefts, strict=True))
        return grid.rows if near else None
    if not lefts or abs(lefts[0] - grid.lefts[0]) > _SAME_COLUMN or len(grid.lefts) > len(lefts):
        return None
    where = [min(range(len(lefts)), key=lambda at, left=left: abs(lefts[at] - left)) for left in grid.lefts]  # type: ignore[misc]
    if len(set(where)) != len(where):
        return None
    rows = []
    for row in grid.rows:
        place = row[0].place.rpartition(", column")[0]
        made = [Cell("", f"{place}, column {at + 1}", row[0].row, at) for at in range(len(lefts))]
        for cell, at in zip(row, where, strict=True):
            made[at] = cell._replace(column=at)
        rows.append(made)
    return rows


def _go_on(above: list[list[Cell]], rows: Sequence[Sequence[Cell]]) -> list[Entry]:
    """Add the rows of a table's next page; what only ends the row before is joined to it, and that is told."""  # noqa: E501
    notes = []
    start = 0
    heads = next((row for row in above if _is_headings(row)), above[0])
    while start < len(rows) and _same_headings(rows[start], heads):
        place = rows[start][0].place.rpartition(", column")[0]
        notes.append(Entry(Kind.SKIPPED, place, "row", " | ".join(_texts(rows[start])), "headings repeated"))
        start += 1
    rest = [list(row) for row in rows[start:]]
    if rest:
        notes += _rest_of_row(above, rest, [field_of(cell.text) for cell in heads])
    for row in rest:
        number = len(above)
        above.append([cell._replace(row=number) for cell in row])
    return notes


def _same_headings(row: Sequence[Cell], heads: Sequence[Cell]) -> bool:
    texts = _texts(row)
    return bool(texts) and texts == _texts(heads) and (len(texts) > 1 or _is_headings(row))


_MOSTLY = 0.6
_YEAR = re.compile(r"(?<![0-9])20[0-9]{2}(?![0-9])")
_YEAR_ALONE = re.compile(r"20[0-9]{2}\Z")
_NO_YEAR = re.compile(rf"(?i)\b(?:{'|'.join(sorted(MONTH_NAMES, key=len, reverse=True))})\.?\Z")
_PART = re.compile(
    r"\s*(?:priority|outcome|objective|aim|theme|area|workstream|working group)\b", re.IGNORECASE
)
_HELD = frozenset(
    {Field.WORKSTREAM, Field.OUTCOME, Field.ACTION, Field.REF, Field.RESOURCE, Field.ACCOUNTABLE}
)


def _rest_of_row(
    above: list[list[Cell]], rest: list[list[Cell]], fields: Sequence[Field | None]
) -> list[Entry]:
    """Join what a new page begins with to the cells that it is the end of; drop the row where nothing else is in it."""  # noqa: E501
    first = rest[0]
    own = [cell for cell in first if cell.text and not cell.covered]
    if not own or not (_lacks_ref(first, fields) or _lacks_number(first, above, fields)):
        return []
    begins = any(
        _starts_item(cell.text) and not _ends_date(cell, above, fields)
        for cell in own
        if fields[cell.column] is not None and fields[cell.column] not in _HELD
    )
    joined = [cell for cell in own if not begins or fields[cell.column] in _HELD]
    notes = []
    for cell in joined:
        anchor = _anchor(above, cell.column, fields)
        old = anchor[cell.column]
        whole = old._replace(text=tidy(f"{old.text} {cell.text}"))
        anchor[cell.column] = whole
        notes.append(
            Entry(Kind.GUESS, cell.place, "row", cell.text, f"goes on from the page before: {old.place}")
        )
        for row in rest:
            if row is first or row[cell.column].covered == "above":
                row[cell.column] = row[cell.column]._replace(text=whole.text, covered="above")
            elif row[cell.column].text:
                break
    if all(cell.covered or not cell.text for cell in first):
        del rest[0]
    return notes


def _anchor(above: list[list[Cell]], column: int, fields: Sequence[Field | None]) -> list[Cell]:
    """Return the row whose cell goes on: the last one, where only its ref fitted the page, else the last with text."""  # noqa: E501
    last = above[-1]
    if not last[column].text and not last[column].covered and not _lacks_ref(last, fields):
        return last
    return next((row for row in reversed(above) if row[column].text and not row[column].covered), last)


def _lacks_ref(row: Sequence[Cell], fields: Sequence[Field | None]) -> bool:
    """Tell whether a row begins no action: its ref cell is empty, or the text of its action bears no ref."""
    if Field.REF in fields:
        return not row[fields.index(Field.REF)].text
    place = fields.index(Field.ACTION) if Field.ACTION in fields else 0
    text = row[place].text
    return not text or not (leading(text) or text[:1].isupper())


def _ends_date(cell: Cell, above: list[list[Cell]], fields: Sequence[Field | None]) -> bool:
    """Tell whether a cell holds a year alone, and goes on from a day or a month without one."""
    date = _anchor(above, cell.column, fields)[cell.column].text
    return bool(_YEAR_ALONE.match(cell.text)) and bool(_NO_YEAR.search(date)) and not _YEAR.search(date)


def _lacks_number(row: Sequence[Cell], above: list[list[Cell]], fields: Sequence[Field | None]) -> bool:
    """Tell whether a row bears no number, no date and no name of a part, where nearly all above have one.

    The number stands before the words of the action, or in the first column under no heading of its own.
    """
    action = fields.index(Field.ACTION) if Field.ACTION in fields else 0
    for place in dict.fromkeys((action, 0)):
        texts = [one[place].text for one in above if one[place].text and not one[place].covered]
        if sum(leading(text) is not None for text in texts) <= _MOSTLY * len(texts):
            continue
        others = [cell for cell in row if cell.text and cell.column != action]
        return not (
            leading(row[place].text)
            or _PART.match(row[action].text)
            or any(_starts_item(cell.text) and not _ends_date(cell, above, fields) for cell in others)
        )
    return False


def _texts(row: Sequence[Cell]) -> list[str]:
    return [" ".join(cell.text.split()) for cell in row if not cell.covered and cell.text]


def _is_headings(row: Sequence[Cell]) -> bool:
    texts = _texts(row)
    return len(texts) > 1 and are_headings(texts) and not any(looks_like(text) for text in texts)


def _starts_item(text: str) -> bool:
    if looks_like(text) or leading(text):
        return True
    read = read_dates(text) if len(text) < 60 else None  # noqa: PLR2004 - longer is no date
    return read is not None and not read.empty
