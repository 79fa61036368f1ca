"""How pages are dressed: whose templates come first, and what stands around the report."""

from __future__ import annotations

from pathlib import Path
from typing import Literal, NamedTuple

from wsoa.render.html.theme import Theme

Charts = Literal["inline", "file", "none"]
"""Where the pictures of charts stand."""


class Way(NamedTuple):
    """A link to another page of the same site; ``here`` marks the page that is being read."""

    text: str
    address: str
    here: bool = False


class PageStyle(NamedTuple):
    """What a council settles once for all its pages.

    ``templates`` is a folder whose templates come before ours. ``fragment`` is the level of the first
    heading where the page is cut out for another page to hold, 0 for a whole page. ``charts`` are drawn in
    the page, or as files beside it whose names start with ``stem``, or not at all; their tables always are.
    ``script`` lets a page that has a small script of ours carry it; it is whole without.
    ``ways`` lead to the other pages of a site and ``feed`` is the address of its feed of changes; both are
    empty for a page that stands alone. ``seal`` is what the page says of its own making, for
    ``wsoa verify`` to read.
    """

    templates: Path | None = None
    theme: Theme = Theme()
    fragment: int = 0
    charts: Charts = "inline"
    stem: str = ""
    script: bool = False
    ways: tuple[Way, ...] = ()
    feed: str = ""
    seal: str = ""
