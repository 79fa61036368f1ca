"""HTML as a tree of elements, as a browser would build it from what a template wrote.

The templates of a council may leave out end tags that HTML lets one leave out, or leave out more. Whatever
they hold, no text is lost and nothing is raised.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from html.parser import HTMLParser

_VOID = frozenset(
    {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
)
BLOCKS = frozenset(
    {
        *(
            "address",
            "article",
            "aside",
            "blockquote",
            "body",
            "caption",
            "center",
            "dd",
            "details",
            "dialog",
        ),
        *("div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4"),
        *("h5", "h6", "header", "hgroup", "hr", "html", "legend", "li", "main", "menu", "nav", "ol", "p"),
        *("pre", "search", "section", "summary", "table", "tbody", "td", "tfoot", "th", "thead", "tr"),
        *("ul",),
    }
)
"""Elements that start a new line."""
_LISTS = frozenset({"ul", "ol", "menu"})
_CELLS = frozenset({"td", "th", "caption"})
_ROWS = _CELLS | {"tr"}
_PARTS = _ROWS | {"thead", "tbody", "tfoot", "colgroup"}
_OPENS: Mapping[str, tuple[frozenset[str], frozenset[str]]] = {
    "li": (frozenset({"li"}), _LISTS),
    "dt": (frozenset({"dt", "dd"}), frozenset({"dl"})),
    "dd": (frozenset({"dt", "dd"}), frozenset({"dl"})),
    "td": (_CELLS, frozenset({"tr", "table"})),
    "th": (_CELLS, frozenset({"tr", "table"})),
    "tr": (_ROWS, frozenset({"table", "thead", "tbody", "tfoot"})),
    "thead": (_PARTS, frozenset({"table"})),
    "tbody": (_PARTS, frozenset({"table"})),
    "tfoot": (_PARTS, frozenset({"table"})),
}
"""What the start of an element ends, and what it never reaches across."""
_PARAGRAPH = (frozenset({"p"}), BLOCKS - {"p"})
"""Any block ends a paragraph that stands open."""
_DEEPEST = 100
"""How many elements may stand in one another; what is deeper stands beside, as in a browser."""


@dataclass(frozen=True, slots=True)
class Element:
    """An element: its name, its attributes, and the elements and pieces of text in it."""

    tag: str
    attributes: Mapping[str, str] = field(default_factory=dict)
    children: list[Element | str] = field(default_factory=list)

    @property
    def classes(self) -> frozenset[str]:
        """The names of its classes."""
        return frozenset(self.attributes.get("class", "").split())

    @property
    def elements(self) -> Iterator[Element]:
        """The elements directly in it."""
        return (child for child in self.children if isinstance(child, Element))

    def within(self) -> Iterator[Element]:
        """Yield every element in it, in the order of the text."""
        for child in self.elements:
            yield child
            yield from child.within()

    @property
    def text(self) -> str:
        """All text in it."""
        return "".join(child if isinstance(child, str) else child.text for child in self.children)


def tree(source: str) -> Element:
    """Return the whole of a page or of a part of one as an element without a name."""
    builder = _Builder()
    builder.feed(source)
    builder.close()
    return builder.root


class _Builder(HTMLParser):
    """Puts the tree together; ``open`` are the elements that have begun and not ended."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root = Element("")
        self.open = [self.root]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._ends_by_start(tag)
        made = self._put(tag, attrs)
        if tag not in _VOID and len(self.open) < _DEEPEST:
            self.open.append(made)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if any(one.tag == "svg" for one in self.open):
            self._put(tag, attrs)
        else:
            self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        for place in range(len(self.open) - 1, 0, -1):
            if self.open[place].tag == tag:
                del self.open[place:]
                return
            if self.open[place].tag in _CELLS and tag not in {*_PARTS, "table"}:
                return

    def handle_data(self, data: str) -> None:
        self.open[-1].children.append(data)

    def _put(self, tag: str, attrs: list[tuple[str, str | None]]) -> Element:
        made = Element(tag, {name: value or "" for name, value in attrs})
        self.open[-1].children.append(made)
        return made

    def _ends_by_start(self, tag: str) -> None:
        """End what the start of an element ends, though nobody wrote it down."""
        rules = [*([_PARAGRAPH] if tag in BLOCKS else []), *([_OPENS[tag]] if tag in _OPENS else [])]
        for ends, bounds in rules:
            ended = len(self.open)
            for place in range(len(self.open) - 1, 0, -1):
                if self.open[place].tag in bounds:
                    break
                if self.open[place].tag in ends:
                    ended = place
            del self.open[ended:]
