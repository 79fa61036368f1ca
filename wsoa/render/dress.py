"""How pages are dressed: whose templates come first, and what stands around the report."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple


class Way(NamedTuple):
    """A link to another page of the same site; ``here`` marks the page that is being read."""

    text: str
    address: str
    here: bool = False


class Dress(NamedTuple):
    """What a council settles once for all its pages.

    ``templates`` is a folder whose templates come before ours. ``ways`` lead to the other pages of a site,
    ``feed`` is the address of its feed of changes; both are empty for a page that stands alone.
    """

    templates: Path | None = None
    ways: tuple[Way, ...] = ()
    feed: str = ""
