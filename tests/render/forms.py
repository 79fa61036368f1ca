"""A page in its other forms, read back as plain text, and what the page itself says."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from io import BytesIO
from typing import Any

from docx import Document
from docx.oxml.ns import qn
from markdown_it import MarkdownIt
from markdown_it.token import Token

_SCREEN = {"skip", "ways", "screen", "phone", "band", "side", "back", "logo", "trail", "near"}
_VOID = {"br", "img", "meta", "link", "hr"}
_JOINER = "\N{WORD JOINER}"


class Said(HTMLParser):
    """What a page says on paper, piece by piece: no part for a screen alone, and no marks of a picture.

    The few figures at the top come as labels first and then numbers, for in a table they stand so.
    """

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[tuple[str, bool, set[str]]] = []
        self.pieces: list[str] = []
        self.figures: list[str] = []
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        classes = set(given.get("class", "").split())
        charts = [one for _, _, one in self.open if "chart" in one]
        unread = (
            tag in {"head", "style"}
            or bool(classes & _SCREEN)
            or given.get("aria-hidden") == "true"
            or (tag == "caption" and ("hidden" in classes or bool(charts)))
            or (bool(charts) and (tag == "summary" or (tag == "ul" and "key" in classes)))
            or (tag == "title" and any(one == "figure" for one, _, _ in self.open))
        )
        if tag not in _VOID:
            self.open.append((tag, unread or any(one for _, one, _ in self.open), classes))

    def handle_endtag(self, tag: str) -> None:
        self.open.pop()
        if tag == "dl":
            self.pieces += [*self.figures[::2], *self.figures[1::2]]
            self.figures = []

    def handle_data(self, data: str) -> None:
        words = squeezed(data)
        if words and self.open and not self.open[-1][1]:
            in_figures = any("figures" in classes for _, _, classes in self.open)
            (self.figures if in_figures else self.pieces).append(words)


def squeezed(text: str) -> str:
    """Text as it is compared: white space folded, capitals as small letters, no sign that nobody sees."""
    return " ".join(text.replace(_JOINER, "").split()).casefold()


def missing(pieces: list[str], text: str) -> list[str]:
    """The first piece that a text does not have after those before it, with its neighbours."""
    at = 0
    for number, piece in enumerate(pieces):
        found = text.find(piece, at)
        if found < 0:
            return pieces[max(0, number - 2) : number + 2]
        at = found + len(piece)
    return []


def tokens(markdown: str) -> list[Token]:
    """Everything a Markdown reader makes of a text, what is inside lines too."""
    reader = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
    return [token for top in reader.parse(markdown) for token in (top, *(top.children or []))]


def said_in_markdown(text: str) -> str:
    """What a reader of Markdown shows, without marks."""
    lines = [
        "".join(" " if one.type.endswith("break") else one.content for one in token.children or [])
        for token in tokens(text)
        if token.type == "inline"
    ]
    return squeezed(" ".join(lines))


def opened(data: bytes) -> Any:  # noqa: ANN401 - the library is not typed
    """A Word document, opened."""
    return Document(BytesIO(data))


def said_in_word(document: Any) -> str:  # noqa: ANN401 - the library is not typed
    """All text of the body of a Word document, tabs and line breaks as spaces."""
    pieces = document.element.body.iter(qn("w:p"), qn("w:t"), qn("w:tab"), qn("w:br"))
    return squeezed("".join(one.text or "" if one.tag == qn("w:t") else " " for one in pieces))


def headings(document: Any) -> list[tuple[int, str]]:  # noqa: ANN401 - the library is not typed
    """The headings of a Word document with their levels; its title is level 0."""
    return [
        (0 if one.style.name == "Title" else int(one.style.name[-1]), one.text)
        for one in document.paragraphs
        if one.style.name == "Title" or re.fullmatch(r"Heading \d", one.style.name)
    ]


def addresses(document: Any) -> list[str]:  # noqa: ANN401 - the library is not typed
    """Every address outside of it that a Word document leads to."""
    return [one.target_ref for one in document.part.rels.values() if one.is_external]
