"""What a page made with templates of one's own may hold: no script, nothing fetched, no link that runs.

Our own templates hold no such thing, which the tests see to. Somebody else's are looked at once they have
become a page, because only then are all values in them.
"""

from __future__ import annotations

import re
from html.parser import HTMLParser

_LINKS = frozenset({
    "href", "src", "action", "formaction", "xlink:href", "data", "poster", "cite", "background", "ping",
    "manifest", "longdesc",
})  # fmt: skip
_SCHEME = re.compile(r"([a-z][a-z0-9+.-]*):", re.IGNORECASE)
_LINKED = frozenset({"http", "https", "mailto", "tel"})
_SHOWN = frozenset({"src", "href", "xlink:href"})
_PICTURES = frozenset({"img", "image", "source", "link"})
_REFUSED = frozenset({"script", "iframe", "frame", "object", "embed", "applet", "base", "form"})
_UNSEEN = re.compile(r"[\x00-\x20\x7f-\x9f\u200b-\u200f\u2028-\u202e\ufeff]")


def fault(page: str) -> str:
    """Say what a page may not hold, as the end of a sentence; empty where all is well."""
    seen = _Seen()
    seen.feed(page)
    seen.close()
    return seen.fault


class _Seen(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.fault = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = self._found(tag, attrs)
        if found and not self.fault:
            self.fault = f"{found}, on line {self.getpos()[0]} of the page"

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)

    def _found(self, tag: str, attrs: list[tuple[str, str | None]]) -> str:
        if tag.rpartition(":")[2] in _REFUSED:
            return f"it holds a <{tag}> element"
        for name, value in attrs:
            if name.startswith("on") or name == "srcdoc":
                return f"its <{tag}> has {name}, which runs something"
            if tag == "meta" and name == "http-equiv" and (value or "").strip().lower() == "refresh":
                return "it leads away by itself"
            if name in _LINKS and (scheme := _scheme(value or "")) and not _allowed(tag, name, scheme, value):
                return f"its <{tag}> leads to {scheme}:"
        return ""


def _scheme(address: str) -> str:
    """Return the scheme that a browser would see, which takes no notice of blanks and controls in it."""
    found = _SCHEME.match(_UNSEEN.sub("", address))
    return found[1].lower() if found else ""


def _allowed(tag: str, name: str, scheme: str, value: str | None) -> bool:
    if scheme == "data":
        picture = (value or "").strip().lower().startswith("data:image/")
        return tag in _PICTURES and name in _SHOWN and picture
    return scheme in _LINKED
