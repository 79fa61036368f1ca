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

_IN_HTML = re.compile(r'(?: data-wsoa|<meta name="wsoa" content)="([^"]*)"')
_IN_WORD = re.compile(r'name="wsoa">\s*<vt:lpwstr>([^<]*)</vt:lpwstr>')
_IN_MARKDOWN = re.compile(r"^<!-- wsoa (\{.*\}) -->$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Links:
    """Where other pages stand, seen from the page that is made.

    ``statement`` is the address of the full statement; ``items`` the folder, with its stroke, that holds a
    page for each action and KPI, empty where there are none.
    """

    statement: str = "statement.html"
    items: str = ""


class Seal(NamedTuple):
    """Everything that settles a page's bytes.

    ``content`` is the fingerprint of the plan's files, ``commit`` the version that holds them, empty where
    they were not committed. ``dress`` is the fingerprint of a council's own templates and theme, empty where
    it has none. ``page`` is the page's place in a site, empty where it stands alone. ``history`` says what
    of the plan's history was not at hand, empty where all of it was or none was asked for.
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
        return Links(self.statement, self.items)

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
        if seal is None or not all(isinstance(a, type(b)) for a, b in zip(seal, _SHAPE, strict=True)):
            return None
        _ = (seal.day, seal.start, seal.readers)
    except (ValueError, TypeError):
        return None
    return seal
