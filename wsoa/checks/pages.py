"""The page of each code: what it means, why it matters, a bad and a good example, and the way out.

Pages lie in ``pages/`` as ``WSOA301-duplicate-ref.md``: a heading with code and name, a line with the
severity, then the sections What it means, Why it matters, Bad, Good, How to fix and How to silence.
The word after ``yaml`` on an example's first line says where it goes in a small plan that is otherwise
in order, and the tests put it there:

* ``yaml``: keys of plan.yaml, in place of those the small plan has
* ``yaml action``, ``yaml kpi``: entries of its one outcome's ``actions:``, of its workstream's ``kpis:``
* ``yaml whole``: a whole file
* ``yaml ignore``: the silence, to be added to the bad example
* ``yaml history`` (or ``yaml history kpi``): the actions (KPIs) of successive versions, each below its day
* ``text``: words only, for what YAML cannot show; the tests make the bytes themselves
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache
from importlib.resources import files

from wsoa.findings import Severity

_FILE = re.compile(r"(?P<code>WSOA[0-9]{3})-(?P<name>[a-z0-9-]+)\.md\Z")
_SEVERITY = re.compile(r"^Severity: (?P<severity>error|warning|info)\b", re.MULTILINE)
_MEANS = "## What it means"
_SENTENCE = re.compile(r"(?<=\.)\s+(?=[A-Z])")
_DIGITS = 3
_FIGURES = str.maketrans("OIL", "011")


@dataclass(frozen=True, slots=True)
class Page:
    """One page, in Markdown."""

    code: str
    name: str
    severity: Severity
    text: str

    @property
    def means(self) -> str:
        """The first sentence of what it means."""
        told = self.text.partition(f"{_MEANS}\n\n")[2].partition("\n\n")[0]
        return _SENTENCE.split(" ".join(told.split()), maxsplit=1)[0]


def codes() -> tuple[str, ...]:
    """Return every code that has a page, in order."""
    return tuple(_names())


def page(wanted: str) -> Page | None:
    """Return the page of a code or a name, in any case; ``301`` will do. None where there is no such page."""
    word = wanted.strip()
    code = f"WSOA{word}" if len(word) == _DIGITS and word.isdecimal() else word.upper()
    names = _names()
    if code not in names:
        code = next((known for known, name in names.items() if name == word.lower()), "")
    return _read(code, names[code]) if code else None


def suggest(wanted: str) -> str:
    """Return the code or name that is nearest to what was typed; empty where nothing is near."""
    names = _names()
    word = wanted.strip()
    # letters that look like figures: the O in WSOA3O1, but not that in WSOA
    code = word.upper()[:-_DIGITS] + word.upper()[-_DIGITS:].translate(_FIGURES)
    near = [code] if code in names else get_close_matches(code, list(names), n=1, cutoff=0.7)
    near = near or get_close_matches(word.lower(), list(names.values()), n=1, cutoff=0.5)
    return near[0] if near else ""


@cache
def _names() -> dict[str, str]:
    shelf = files("wsoa.checks").joinpath("pages")
    found = (_FILE.match(entry.name) for entry in shelf.iterdir())
    return dict(sorted((match["code"], match["name"]) for match in found if match))


def _read(code: str, name: str) -> Page:
    text = files("wsoa.checks").joinpath("pages", f"{code}-{name}.md").read_text(encoding="utf-8")
    stated = _SEVERITY.search(text)
    return Page(code, name, Severity(stated["severity"] if stated else "error"), text)
