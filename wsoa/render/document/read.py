"""The HTML of a page read as blocks: what people read there, and nothing that only a screen can use.

The HTML is the one layout of a report, so whatever a council changes in it, in a template, a part or the
theme, is read here as well. Besides plain HTML a few classes of ours mean something:

* ``label`` in a heading stands over it; ``lead``, ``small``, ``mark`` say what a paragraph is for;
* ``says``, ``count`` and ``tag`` are lines of their own;
* ``log`` and ``marked`` are lists whose entries stand apart; ``figures`` are numbers with what they count;
* ``tag`` and its second class name a standing; ``hidden`` text is said where looks cannot be seen;
* ``screen``, ``phone``, ``band``, ``side``, ``back``, ``skip``, ``ways`` and ``logo`` are for a screen alone,
  and so is what is ``aria-hidden``.

A picture is told by its title and its description, and the key to its signs is left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from wsoa.render.document.blocks import (
    PLAIN,
    Block,
    Cell,
    Fact,
    Facts,
    Heading,
    Listing,
    ListKind,
    Paragraph,
    Quotation,
    Role,
    Rule,
    Span,
    Spans,
    Style,
    Table,
    plain,
    sentences,
)
from wsoa.render.document.grid import CellRead, RowRead, gridded, parts, reach
from wsoa.render.document.tree import BLOCKS, Element, tree

_SCREEN = frozenset({"screen", "phone", "band", "side", "back", "skip", "ways", "trail", "near", "logo"})
_UNREAD = frozenset({"head", "script", "style", "template", "datalist", "iframe", "object"})
_ROLES: dict[str, Role] = {
    "lead": "lead",
    "as-at": "lead",
    "small": "small",
    "remark": "small",
    "plotted": "small",
    "label": "label",
    "mark": "mark",
}
_LISTS: dict[str, ListKind] = {"log": "log", "marked": "log"}
_LINES = frozenset({"says", "count", "tag"})
_STRONG = frozenset({"strong", "b"})
_EMPHASIS = frozenset({"em", "i", "cite", "dfn", "var"})
_STRUCK = frozenset({"del", "s", "strike"})
_SPACE = re.compile(r"[ \t\n\r\f]+")
_BREAK = "\x00"
"""Stands for a line break until white space is folded; no plan can hold it, for it is made visible there."""
_AROUND_BREAK = re.compile(f" ?{_BREAK} ?")


def blocks_of(page: str) -> tuple[Block, ...]:
    """Return the blocks of a page, a whole one or a part of one."""
    return tuple(_Reader().flow(tree(page), PLAIN, ""))


class _Reader:
    """Reads a page from front to end.

    ``waiting`` are the ids of elements that have begun and said nothing yet, ``heading`` is the last one
    that was read, ``named`` what those with an id say, and ``charts`` counts the charts that stand open.
    """

    def __init__(self) -> None:
        self.waiting: list[str] = []
        self.heading = ""
        self.named: dict[str, str] = {}
        self.charts = 0

    def flow(self, element: Element, style: Style, role: Role) -> Iterator[Block]:
        """Yield the blocks in an element; text that stands between blocks is a paragraph."""
        line: list[Span] = []
        for child in element.children:
            if isinstance(child, str):
                line.append(Span(child, style))
            elif not self._is_read(child):
                continue
            elif _is_block(child):
                yield from self._paragraph(line, role)
                line = []
                yield from self._block(child, style, role)
            else:
                line += self._inline(child, style)
        yield from self._paragraph(line, role)

    def _is_read(self, element: Element) -> bool:
        """Tell whether people who read on paper should meet an element."""
        hidden = "hidden" in element.attributes or element.attributes.get("aria-hidden") == "true"
        if hidden or element.tag in _UNREAD or element.classes & _SCREEN:
            return False
        beside = element.tag == "summary" or (element.tag == "ul" and "key" in element.classes)
        return not (beside and self.charts)

    def _inline(self, element: Element, style: Style) -> Iterator[Span]:
        """Yield the text of an element that is part of a line."""
        if name := element.attributes.get("id"):
            yield Span("", PLAIN, name)
        if element.tag == "br":
            yield Span(_BREAK, style)
        elif element.tag == "img":
            yield Span(element.attributes.get("alt", ""), style)
        elif element.tag == "svg":
            yield from _told(element, self.heading)
            return
        own = _styled(element, style)
        for child in element.children:
            if isinstance(child, str):
                yield Span(child, own)
            elif self._is_read(child):
                yield from self._inline(child, own)
        if "label" in element.classes and element.text.strip():
            yield Span(": ", style)

    def _block(self, element: Element, style: Style, role: Role) -> Iterator[Block]:
        if name := element.attributes.get("id"):
            self.waiting.append(name)
        readers = {
            **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6"), self._heading),
            **dict.fromkeys(("ul", "ol", "menu"), self._list),
            "dl": self._facts,
            "table": self._table,
            "hr": self._rule,
            "svg": self._picture,
            "pre": self._lines,
            "blockquote": self._quotation,
        }
        return readers.get(element.tag, self._group)(element, _styled(element, style), _role(element, role))

    def _group(self, element: Element, style: Style, role: Role) -> Iterator[Block]:
        """Yield what is in an element that only holds others."""
        if "chart" in element.classes:
            self.charts += 1
            yield from _said_once(list(self.flow(element, style, role)))
            self.charts -= 1
        elif element.tag == "nav" and "contents" in element.classes:
            yield from map(_as_contents, self.flow(element, style, role))
        else:
            strong = element.tag == "summary" or style.strong
            yield from self.flow(element, style._replace(strong=strong), role)

    def _rule(self, _element: Element, _style: Style, _role: Role) -> Iterator[Block]:
        yield Rule()

    def _picture(self, element: Element, _style: Style, role: Role) -> Iterator[Block]:
        yield from self._paragraph(_told(element, self.heading), role)

    def _lines(self, element: Element, style: Style, role: Role) -> Iterator[Block]:
        """Yield a paragraph whose lines end where they were written to end."""
        lines = (one._replace(text=one.text.replace("\n", _BREAK)) for one in self._inline(element, style))
        yield from self._paragraph(list(lines), role)

    def _quotation(self, element: Element, style: Style, role: Role) -> Iterator[Block]:
        held = tuple(self.flow(element, style, role))
        yield from [Quotation(held)] if held else []

    def _paragraph(self, line: Iterable[Span], role: Role) -> Iterator[Block]:
        spans = self._settled(line)
        if spans:
            yield Paragraph(spans, role)

    def _settled(self, line: Iterable[Span]) -> Spans:
        """Return a line as it is read, the ids that waited for it in front; nothing where it says nothing."""
        folded = _folded(line)
        if not plain(folded):
            self.waiting += [one.anchor for one in folded if one.anchor]
            return ()
        named = tuple(Span("", PLAIN, name) for name in self.waiting)
        self.waiting.clear()
        return (*named, *folded)

    def _heading(self, element: Element, _style: Style, _role: Role) -> Iterator[Block]:
        over: list[Span] = []
        line: list[Span] = []
        for child in element.children:
            if isinstance(child, str):
                line.append(Span(child))
            elif self._is_read(child) and "label" in child.classes:
                over += [span for one in [replace(child, attributes={})] for span in self._inline(one, PLAIN)]
            elif self._is_read(child):
                line += self._inline(child, PLAIN)
        label, spans = self._settled(over), self._settled(line)
        if label or spans:
            self.heading = plain(spans)
            self.named[element.attributes.get("id", "")] = " ".join(map(plain, filter(None, (label, spans))))
            yield Heading(int(element.tag[1]), label if spans else (), spans or label)

    def _list(self, element: Element, style: Style, role: Role) -> Iterator[Block]:
        """Yield a list, or its items alone where one of them has a heading of its own."""
        items: list[tuple[Block, ...]] = []
        for child in element.children:
            item = tuple(self.flow(Element("li", {}, [child]), style, role))
            if len(item) == 1 and isinstance(item[0], Listing):
                items += item[0].items
            elif item:
                items.append(item)
        if any(isinstance(block, Heading) for item in items for block in item):
            yield from (block for item in items for block in item)
        elif items:
            kind = next((kind for name, kind in _LISTS.items() if name in element.classes), None)
            yield Listing(kind or ("numbers" if element.tag == "ol" else "bullets"), tuple(items))

    def _facts(self, element: Element, style: Style, role: Role) -> Iterator[Block]:
        rows: list[Fact] = []
        for child in parts(element, frozenset({"dt", "dd"})):
            if isinstance(child, Element) and child.tag == "dt":
                rows.append(Fact(self._settled(self._inline(child, style)), ()))
                continue
            blocks = tuple(self.flow(Element("dd", {}, [child]), style, role))
            last = rows.pop() if rows else Fact((), ())
            rows.append(replace(last, blocks=(*last.blocks, *blocks)))
        rows = [row for row in rows if row.label or row.blocks]
        if rows:
            yield Facts("figures" if "figures" in element.classes else "facts", tuple(rows))

    def _table(self, element: Element, style: Style, _role: Role) -> Iterator[Block]:
        name = self.named.get(element.attributes.get("aria-labelledby", ""), "")
        caption: Spans = (Span(name),) if name else ()
        shown = not name
        rows: list[RowRead] = []
        for part in parts(element, frozenset({"caption", "tr"})):
            if isinstance(part, str) or part.tag not in {"caption", "tr"}:
                yield from self.flow(Element("", {}, [part]), style, "")
            elif part.tag == "caption":
                caption = self._settled(self._inline(part, style))
                shown = "hidden" not in part.classes
            else:
                rows.append(self._row(part, style, notes="actions" in element.classes))
        yield from gridded(caption, rows, shown=shown)

    def _row(self, element: Element, style: Style, *, notes: bool) -> RowRead:
        """Read a row; in a table of actions what follows the title, beside the ref, is a note to it."""
        if name := element.attributes.get("id"):
            self.waiting.append(name)
        cells: list[CellRead] = []
        for part in parts(element, frozenset({"td", "th"})):
            whole = part if isinstance(part, Element) else Element("td", {}, [part])
            names_row = whole.tag == "th" and "milestone" not in element.classes
            blocks = tuple(self.flow(Element("", {}, [part]), style, ""))
            if notes and len(cells) == 1:
                blocks = (*blocks[:1], *map(_as_note, blocks[1:]))
            size = (reach(whole, "colspan"), reach(whole, "rowspan"))
            cells.append(CellRead(Cell(blocks, names_row), *size, number="number" in whole.classes))
        over = [one for one in element.elements if one.tag == "th" and one.attributes.get("scope") != "row"]
        return RowRead(tuple(cells), heads=bool(over) and len(over) == len([*element.elements]))


def _is_block(element: Element) -> bool:
    """Tell whether an element starts a line of its own, or holds one that does."""
    if element.tag in BLOCKS or element.tag == "svg" or element.classes & _LINES:
        return True
    return any(_is_block(child) for child in element.elements)


def _styled(element: Element, style: Style) -> Style:
    """Return the style of the text in an element."""
    style = style._replace(
        strong=style.strong or element.tag in _STRONG,
        emphasis=style.emphasis or element.tag in _EMPHASIS,
        struck=(style.struck or element.tag in _STRUCK) and "hidden" not in element.classes,
        small=style.small or element.tag == "small" or (element.tag == "span" and "small" in element.classes),
    )
    if element.tag == "a":
        style = style._replace(address=element.attributes.get("href", "").strip())
    if "tag" in element.classes:
        style = style._replace(tag=next((name for name in element.classes if name != "tag"), ""))
    return style


def _role(element: Element, role: Role) -> Role:
    return next((named for name, named in _ROLES.items() if name in element.classes), role)


def _told(picture: Element, heading: str) -> Spans:
    """Return what a picture shows, in words: its title, unless it stands under that, and its description."""
    parts = {one.tag: " ".join(one.text.split()) for one in picture.elements if one.tag in {"title", "desc"}}
    return sentences([(Span(words),) for words in parts.values() if words and words != heading], ". ")


def _folded(line: Iterable[Span]) -> Spans:
    """Fold white space as a browser does, and join what is in one style."""
    found: list[Span] = []
    started, gap = False, True
    for span in line:
        if span.anchor:
            found.append(span)
            continue
        text = _AROUND_BREAK.sub("\n", _SPACE.sub(" ", span.text))
        text = text.lstrip(" ") if gap else text
        text = text if started else text.lstrip("\n ")
        if not text:
            continue
        started, gap = True, text[-1] in " \n"
        if found and found[-1].style == span.style and not found[-1].anchor:
            text = found.pop().text + text
        found.append(span._replace(text=text))
    for place in range(len(found) - 1, -1, -1):
        kept = found[place].text.rstrip(" \n")
        found[place] = found[place]._replace(text=kept)
        if kept:
            break
    return tuple(one for one in found if one.text or one.anchor)


def _as_note(block: Block) -> Block:
    return replace(block, role="small") if isinstance(block, Paragraph) else block


def _as_contents(block: Block) -> Block:
    if not isinstance(block, Listing):
        return block
    return Listing("contents", tuple(tuple(map(_as_contents, item)) for item in block.items))


def _said_once(blocks: Sequence[Block]) -> Iterator[Block]:
    """Leave out the caption of a chart's table where a line of the chart says the same."""
    said = {plain(block.spans) for block in blocks if isinstance(block, Paragraph)}
    for block in blocks:
        known = isinstance(block, Table) and plain(block.caption) in said
        yield replace(block, shown=False) if known and isinstance(block, Table) else block
