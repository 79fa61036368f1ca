"""What a page says of its own making, so that anyone with the repository can make it again and compare."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from datetime import date
from html import unescape
from typing import NamedTuple

from wsoa.audience.audience import Audience
from wsoa.audience.readers import Readers
from wsoa.plan.dates import FIRST_DAY, LAST_DAY

_IN_HTML = re.compile(r'(?: data-wsoa|<meta name="wsoa" content)="([^"]*)"')
_IN_WORD = re.compile(r'name="wsoa">\s*<vt:lpwstr>([^<]*)</vt:lpwstr>')
_IN_MARKDOWN = re.compile(r"^<!-- wsoa (\{.*\}) -->\r?$", re.MULTILINE)


_COMMIT = re.compile(r"(?:[0-9a-f]{4,64})?")
FRONT = "index.html"
"""The front page of a site, and of each area in its folder."""
NO_SCRIPT = "none"
_BESIDE = "./"
"""Where the pages of items stand, seen from any page of a site; a page by itself has none."""
_MOST_TEXT, _MOST_WITHHELD, _DEEPEST = 1_000, 1_000_000, 6


@dataclass(frozen=True, slots=True)
class Links:
    """Where other pages stand, seen from the page that is made.

    ``statement`` is the address of the full statement; ``items`` the folder, with its stroke, that holds a
    page for each action and KPI, empty where there are none; ``front`` the page across areas, from the root
    of the site, empty where there is no other area.
    """

    statement: str = "statement.html"
    items: str = ""
    front: str = ""


class Seal(NamedTuple):
    """Everything that settles a page's bytes.

    ``content`` is the fingerprint of the plan's files, ``commit`` the version that holds them, empty where
    they were not committed. ``dress`` is the fingerprint of a council's own templates and theme, empty where
    it has none. ``page`` is the page's place in a site, empty where it stands alone. ``history`` says what
    of the plan's history was not at hand, empty where all of it was or none was asked for. ``script`` is
    "none" where a page of a site was to carry none.
    """

    tool: str
    rules: str
    plan: str
    content: str
    commit: str
    as_of: str
    report: str
    form: str
    since: str = ""
    audience: str = Audience.PUBLIC.value
    suppress_below: int = 0
    statement: str = ""
    items: str = ""
    fragment: int = 0
    charts: str = ""
    dress: str = ""
    page: str = ""
    history: str = ""
    front: str = ""
    script: str = ""

    @property
    def day(self) -> date:
        """The day the page speaks of."""
        return date.fromisoformat(self.as_of)

    @property
    def start(self) -> date | None:
        """The first day of its period, where it has one."""
        return date.fromisoformat(self.since) if self.since else None

    @property
    def readers(self) -> Readers:
        """Who it was made for."""
        return Readers(Audience(self.audience), self.suppress_below)

    @property
    def links(self) -> Links:
        """Where its links lead."""
        return Links(self.statement, self.items, self.front)

    def written(self) -> str:
        """Return the seal as one line of JSON, without what says nothing."""
        told = {key: value for key, value in self._asdict().items() if value or key in _ALWAYS}
        return json.dumps(told, ensure_ascii=True, separators=(",", ":")).replace("--", "-\\u002d")


_ALWAYS = frozenset({"content", "commit"})


_SHAPE = Seal("", "", "", "", "", "", "", "")


def read_seal(text: str) -> Seal | None:
    """Return the seal that a page carries; None where it has none that can be read."""
    # In this order: no plan can write the marks of the first two, for < is escaped there.
    found = _IN_WORD.search(text) or _IN_MARKDOWN.search(text) or _IN_HTML.search(text)
    try:
        given = json.loads(unescape(found[1])) if found else None
        seal = Seal(**given) if isinstance(given, dict) else None
        return seal if seal is not None and _sound(seal) else None
    except (ValueError, TypeError, RecursionError):
        return None


def _sound(seal: Seal) -> bool:
    """Tell whether a seal says only what ours can say. Anybody may have written it.

    Raises:
        ValueError: a day is no date, or there is no such audience.
    """
    if not all(isinstance(a, type(b)) for a, b in zip(seal, _SHAPE, strict=True)):
        return False
    texts = [value for value in seal if isinstance(value, str)]
    days = [day for day in (seal.day, seal.start) if day is not None]
    return (
        all(text.isprintable() and len(text) <= _MOST_TEXT for text in texts)
        and all(FIRST_DAY <= day <= LAST_DAY for day in days)
        and isinstance(seal.readers, Readers)
        and 0 <= seal.suppress_below <= _MOST_WITHHELD
        and 0 <= seal.fragment <= _DEEPEST
        and _COMMIT.fullmatch(seal.commit) is not None
        and seal.items in ({"", _BESIDE} if seal.page else {""})
        and seal.script in ({"", NO_SCRIPT} if seal.page else {""})
        and seal.front in ({"", FRONT} if seal.page else {""})
    )
