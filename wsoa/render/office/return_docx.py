"""A return as a Word document: under each item a small table of two columns, the question and its box."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime, time
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape, quoteattr

from wsoa.authoring.returns.fields import FIGURE, MOVING, OFFICE, REF, STATUSES, Field, label_of
from wsoa.authoring.returns.form import GROUPS, Entry, Form
from wsoa.render.office.office import holdable, property_text
from wsoa.render.office.return_words import ratings, said_rating, steps
from wsoa.words.dates import say_day
from wsoa.words.numbers import count

if TYPE_CHECKING:
    from docx.document import Document

    from wsoa.plan.ratings import RatingCode
    from wsoa.render.office.docx_parts import Writer

_LABEL, _BOX = 46, 126
_MOVE = (24, 34, 68, 46)
"""Widths in millimetres."""
_FIGURE = (17, 55, 18, 24, 22, 22, 14)
_ASKED = ("Tabletext", "Tablenote", "Tableref")
_MOVES = 3
_TALL, _ROOMY = 12, frozenset({"happened", "blocker", "help_needed"})
_CHOOSE = "Choose, or write"
_TINT = "FFFDF5"


def return_docx(form: Form) -> bytes:
    """Return the document. The same form gives the same bytes: its dates are those of the day."""
    from wsoa.render.office.docx_parts import Writer
    from wsoa.render.office.docx_reference import Furniture, Pages, saved, started

    document = started()
    day = say_day(form.header.as_of)
    _properties(document, form)
    Pages(document, Furniture((form.whose, f"As at {day}"), f"{form.area}: {form.title}"))
    writer = Writer(document)
    _top(writer, form)
    for group, heading in GROUPS.items():
        entries = form.of(group)
        if entries and group != "figures":
            _group(writer, f"{heading}: {count(len(entries), 'item')}", entries, form.ratings)
    if form.commitments:
        _moves(writer)
    if form.figures:
        _figures(writer, form.figures)
    _last(writer, form)
    return saved(document)


def _properties(document: Document, form: Form) -> None:
    properties = document.core_properties
    properties.title = property_text(f"{form.whose}: return as at {say_day(form.header.as_of)}")
    properties.author = property_text(form.area)
    properties.language = "en-GB"
    properties.created = properties.modified = datetime.combine(form.header.as_of, time(), UTC)
    properties.last_modified_by, properties.comments, properties.revision = "wsoa", "", 1


def _top(writer: Writer, form: Form) -> None:
    from wsoa.render.office.docx_parts import text

    writer.add(text(f"{form.area}: {form.title}", "Overtitle"))
    writer.add(text(form.whose, "Title"), text(f"Return as at {say_day(form.header.as_of)}", "Leadtext"))
    writer.add(*(text(words, "ListBullet") for words in (*steps(form, tables=True), *ratings(form))))


def _group(writer: Writer, heading: str, entries: Sequence[Entry], ratings: Sequence[RatingCode]) -> None:
    from wsoa.render.office.docx_parts import text

    writer.add(text(heading, "Heading1"))
    for entry in entries:
        _entry(writer, entry, [said_rating(one) for one in ratings])


def _entry(writer: Writer, entry: Entry, ratings: Sequence[str]) -> None:
    from wsoa.render.office.docx_parts import GAP, Para, Run, text

    writer.add(text(f"{entry.ref}  {entry.title}", "Heading3"))
    facts = [f"{label}: {words}" for label, words in entry.facts]
    for line in _fact_lines(facts):
        writer.add(Para((Run(line),), "Tablenote", keep=True))
    writer.add(Para((Run(entry.question),), "Formquestion", keep=True))
    rows = [*_boxes(_fields(entry), {"rating": ratings}), _office(str(entry.code))]
    _table(writer, rows, (_LABEL, _BOX), f"{entry.ref}: your answers")
    writer.add(Para((), GAP))


def _fact_lines(facts: Sequence[str]) -> Iterator[str]:
    """Put what is known on one line, and last words, which are longer, on another."""
    words = [fact for fact in facts if fact.startswith("Last words")]
    rest = ". ".join(fact for fact in facts if fact not in words)
    yield from (line for line in (rest, *words) if line)


def _fields(entry: Entry) -> Iterable[Field]:
    return (field for field in entry.fields if field.key not in MOVING)


def _figures(writer: Writer, entries: Sequence[Entry]) -> None:
    """Write the figures as one table, for there may be dozens and each needs a number and a period."""
    from wsoa.render.office.docx_parts import GAP, Para, text

    writer.add(text(f"{GROUPS['figures']}: {count(len(entries), 'item')}", "Heading1"))
    heads = [REF, "What is measured", *(field.label for field in FIGURE)]
    told = [_cell(words, wide, "Tableheading") for words, wide in zip(heads, _FIGURE, strict=False)]
    first = _row([*told, _cell(OFFICE, _FIGURE[-1], "Tableoffice")], head=True)
    _table(writer, [first, *map(_figure, entries)], _FIGURE, "Figures")
    writer.add(Para((), GAP))


def _figure(entry: Entry) -> str:
    lines = [entry.title, "; ".join(f"{label}: {words}" for label, words in entry.facts), entry.question]
    asked = [(line, style) for line, style in zip(lines, _ASKED, strict=True) if line]
    return _row(
        [
            _cell(entry.ref, _FIGURE[0], "Tableref"),
            _many(asked, _FIGURE[1]),
            *(
                _box(field, wide, STATUSES if field.key == "status" else ())
                for field, wide in zip(FIGURE, _FIGURE[2:-1], strict=True)
            ),
            _cell(str(entry.code), _FIGURE[-1], "Tableoffice"),
        ]
    )


def _moves(writer: Writer) -> None:
    from wsoa.render.office.docx_parts import GAP, Para, text

    writer.add(text("To move a date", "Heading1"))
    writer.add(
        text(
            "Only if the board has agreed. Write the ref, such as the one at the head of the item.", "Normal"
        )
    )
    heads = [REF, *(label_of(key) for key in MOVING)]
    rows = [
        _row(
            [_cell(words, width, "Tableheading") for words, width in zip(heads, _MOVE, strict=True)],
            head=True,
        ),
        *(_row([_cell("", width, "Tabletext", box=True) for width in _MOVE]) for _ in range(_MOVES)),
    ]
    _table(writer, rows, _MOVE, "New dates")
    writer.add(Para((), GAP))


def _last(writer: Writer, form: Form) -> None:
    from wsoa.render.office.docx_parts import text

    writer.add(text(f"{OFFICE}: {form.header}", "Smallprint"))


def _boxes(fields: Iterable[Field], choices: Mapping[str, Sequence[str]]) -> Iterator[str]:
    for field in fields:
        box = _box(field, _BOX, choices.get(field.key, ()))
        cells = [_cell(field.label, _LABEL, "Tablelabel", keep=True), box]
        yield _row(cells, high=_TALL if field.key in _ROOMY else 0)


def _box(field: Field, width: float, choices: Sequence[str]) -> str:
    """Return a box to write in; where there are choices, one that drops down and takes other words too."""
    empty = _cell("", width, "Tabletext", box=True)
    return empty.replace("</w:p>", f"{_drop_down(field, choices)}</w:p>") if choices else empty


def _drop_down(field: Field, choices: Sequence[str]) -> str:
    items = "".join(f"<w:listItem w:displayText={told} w:value={told}/>" for told in map(_quoted, choices))
    return (
        f"<w:sdt><w:sdtPr><w:alias w:val={_quoted(field.label)}/><w:tag w:val={_quoted(field.key)}/>"
        f"<w:showingPlcHdr/><w:comboBox>{items}</w:comboBox></w:sdtPr><w:sdtContent><w:r><w:rPr>"
        f'<w:rStyle w:val="Muted"/></w:rPr><w:t>{_CHOOSE}</w:t></w:r></w:sdtContent></w:sdt>'
    )


def _quoted(words: str) -> str:
    return quoteattr(" ".join(holdable(words).split()))


def _office(code: str) -> str:
    return _row([_cell(OFFICE, _LABEL, "Tableoffice"), _cell(code, _BOX, "Tableoffice")])


def _row(cells: Sequence[str], *, head: bool = False, high: float = 0) -> str:
    from wsoa.render.office.docx_parts import twips

    heading = "<w:tblHeader/>" if head else ""
    height = f'<w:trHeight w:val="{twips(high)}" w:hRule="atLeast"/>' if high else ""
    return f"<w:tr><w:trPr><w:cantSplit/>{height}{heading}</w:trPr>{''.join(cells)}</w:tr>"


def _cell(words: str, width: float, style: str, *, box: bool = False, keep: bool = False) -> str:
    from wsoa.render.office.docx_parts import twips

    tint = f'<w:shd w:val="clear" w:color="auto" w:fill="{_TINT}"/>' if box else ""
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{twips(width)}" w:type="dxa"/>{tint}</w:tcPr>'
        f"{_paragraph(words, style, keep=keep)}</w:tc>"
    )


def _many(lines: Iterable[tuple[str, str]], width: float) -> str:
    """Return a cell of several paragraphs, each in its style."""
    from wsoa.render.office.docx_parts import twips

    told = "".join(_paragraph(words, style) for words, style in lines)
    return f'<w:tc><w:tcPr><w:tcW w:w="{twips(width)}" w:type="dxa"/></w:tcPr>{told}</w:tc>'


def _paragraph(words: str, style: str, *, keep: bool = False) -> str:
    next_too = "<w:keepNext/>" if keep else ""
    run = f'<w:r><w:t xml:space="preserve">{escape(holdable(words))}</w:t></w:r>' if words else ""
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{next_too}</w:pPr>{run}</w:p>'


def _table(writer: Writer, rows: Iterable[str], widths: Sequence[float], title: str) -> None:
    from docx.oxml import parse_xml
    from docx.oxml.ns import nsdecls

    from wsoa.render.office.docx_parts import twips

    columns = "".join(f'<w:gridCol w:w="{twips(width)}"/>' for width in widths)
    body = writer.document._body._element  # noqa: SLF001 - the library hides the body
    body._insert_tbl(  # noqa: SLF001 - before the settings of the last section
        parse_xml(
            f'<w:tbl {nsdecls("w")}><w:tblPr><w:tblStyle w:val="Formtable"/>'
            f'<w:tblW w:w="{twips(sum(widths))}" w:type="dxa"/><w:tblLayout w:type="fixed"/>'
            f'<w:tblCaption w:val="{escape(holdable(title))}"/></w:tblPr>'
            f"<w:tblGrid>{columns}</w:tblGrid>{''.join(rows)}</w:tbl>"
        )
    )
