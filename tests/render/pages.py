"""What a page is made of, read back with the standard library's parser."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from html.parser import HTMLParser

_VOID = frozenset({"meta", "br", "img", "link", "input", "hr"})


@dataclass
class Page(HTMLParser):
    """A parsed page: its elements in order, their attributes, and its text."""

    source: str
    elements: list[str] = field(default_factory=list)
    attributes: list[tuple[str, str, str]] = field(default_factory=list)
    pieces: list[str] = field(default_factory=list)
    unclosed: list[str] = field(default_factory=list)
    stray: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.feed(self.source)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append(tag)
        self.attributes += [(tag, name, value or "") for name, value in attrs]
        if tag not in _VOID:
            self.unclosed.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append(tag)
        self.attributes += [(tag, name, value or "") for name, value in attrs]

    def handle_endtag(self, tag: str) -> None:
        if self.unclosed and self.unclosed[-1] == tag:
            self.unclosed.pop()
        else:
            self.stray.append(tag)

    def handle_data(self, data: str) -> None:
        self.pieces.append(data)

    def values(self, name: str) -> list[str]:
        """Return every value of an attribute, in order."""
        return [value for _, attribute, value in self.attributes if attribute == name]

    @property
    def text(self) -> str:
        """All text of the page."""
        return " ".join("".join(self.pieces).split())

    @property
    def repeated_ids(self) -> list[str]:
        """Ids that more than one element has."""
        return [one for one, times in Counter(self.values("id")).items() if times > 1]

    @property
    def dead_links(self) -> list[str]:
        """Links within the page that lead nowhere."""
        ids = set(self.values("id"))
        return [href for href in self.values("href") if href.startswith("#") and href[1:] not in ids]
