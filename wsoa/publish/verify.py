"""Whether a page is what the plan in its repository gives: it is made again and its text compared.

A Word document is compared by the text of its parts. A PDF carries no seal.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from itertools import zip_longest
from typing import NamedTuple

from wsoa import __version__
from wsoa.errors import WsoaError
from wsoa.files.load import LoadedPlan
from wsoa.history.cache.kept import OFF
from wsoa.history.repository.store import at_revision
from wsoa.provenance.provenance import fingerprint
from wsoa.provenance.seal import NO_SCRIPT, Seal
from wsoa.publish.page import PageWanted, make_page, own_page_style
from wsoa.publish.site import page_again
from wsoa.publish.sources import HistoryRequest, past_of, put_together
from wsoa.publish.versions import repository
from wsoa.render.html.style import Charts, PageStyle
from wsoa.render.office.office import unpacked
from wsoa.reports.registry import REPORTS
from wsoa.words.text import visible

_CHARTS = re.compile(r"(file|none|)(?: ([\w.-]*-))?")
_FORMS = frozenset({"html", "markdown", "docx"})
_SHOWN = 100
CANNOT = 3
"""The exit code of a page of which it cannot be told whether it is genuine."""


class Published(NamedTuple):
    """A page as published: its text by :func:`text_of`, and the seal that says how it was made."""

    text: str
    seal: Seal


def fault_of(
    page: Published,
    now: Callable[[], LoadedPlan],
    page_style: PageStyle,
    *,
    variables: Mapping[str, str],
    warn: Callable[[str], None],
) -> str:
    """Return in a sentence what is wrong with a page; empty where it is genuine.

    ``now`` reads the plan as it stands, ``page_style`` the repository's own; ``variables`` are those of the
    environment, and ``warn`` is told what could not be looked at.

    Raises:
        WsoaError: it cannot be told.
    """
    seal = page.seal
    if seal.tool != __version__:
        raise WsoaError(
            f"This page was made by wsoa {seal.tool} and this is {__version__}. Check it with that version.",
            CANNOT,
        )
    if seal.report == "index":
        raise WsoaError("A site's front page is made of several plans. Check the pages it leads to.", CANNOT)
    if not (seal.page or seal.report in REPORTS) or seal.form not in _FORMS:
        return f"there is no report {seal.report!r} in the form {seal.form!r}."
    loaded = _as_named(seal, now(), variables)
    if loaded is None or fingerprint(loaded.sources) != seal.content:
        return f"the plan {seal.plan} at {seal.commit} is not the text that the page names."
    if loaded.plan is None:
        return f"the plan {seal.plan} at {seal.commit} cannot be read, so no page can come from it."
    drawn = _CHARTS.fullmatch(seal.charts)
    if drawn is None:
        return f"charts cannot stand {seal.charts!r}."
    style = page_style._replace(
        fragment=seal.fragment,
        charts=_charts(drawn[1]),
        stem=drawn[2] or "",
        script=bool(seal.page) and seal.script != NO_SCRIPT,
    )
    if own_page_style(style) != seal.dress:
        raise WsoaError(
            "This page was made with other templates or another theme. Name them to check it.", CANNOT
        )
    looks_back = bool(seal.page) or REPORTS[seal.report].past
    wanted = HistoryRequest(seal.day, seal.readers, seal.start, seal.commit or None, looks_back)
    # Whether a page is genuine rests on the repository alone, not on what an earlier run kept.
    past = past_of(loaded, wanted, {**variables, "WSOA_CACHE": OFF}, warn, seal.commit or "HEAD")
    if seal.history or past.gap:
        where = "was where the page was made" if seal.history else "is here"
        raise WsoaError(f"Only part of the plan's history {where}, so it cannot be told.", CANNOT)
    context = put_together(loaded, wanted, seal.links, past)
    if not seal.page:
        return _difference(
            page.text, text_of(make_page(PageWanted(seal.report, seal.form), context, style).content)
        )
    again = page_again(seal.page, context, style)
    return _difference(page.text, again) if again else f"the plan {seal.plan} has no page {seal.page}."


def text_of(page: str | bytes) -> str:
    """Return the text of a page: of a Word document, that of all its parts.

    Raises:
        WsoaError: it is a PDF, of which it cannot be told.
        ValueError: it is no page of any form.
    """
    if isinstance(page, str):
        return page
    if page.startswith(b"%PDF-"):
        raise WsoaError("A PDF does not say how it was made. Check the same report in another form.", CANNOT)
    return unpacked(page) if page.startswith(b"PK") else page.decode("utf-8")


def _charts(told: str) -> Charts:
    return "file" if told == "file" else "none" if told == "none" else "inline"


def _as_named(seal: Seal, now: LoadedPlan, variables: Mapping[str, str]) -> LoadedPlan | None:
    """Return the plan as the page names it: from git, or as it stands where it was not committed."""
    if seal.commit:
        with repository(now.folder, variables) as opened:
            return at_revision(opened, seal.commit, now.folder)
    if fingerprint(now.sources) != seal.content:
        raise WsoaError(
            "This page was made from a plan that was not committed, and the plan has changed since.", CANNOT
        )
    return now


def _difference(page: str, again: str) -> str:
    """Say where a page differs first; empty where it is the same to the letter."""
    if page == again:
        return ""
    found, expected = page.replace("\r\n", "\n"), again
    if found == expected:
        return "the words are the same, but its lines end as on Windows: some program has rewritten it."
    if found.rstrip("\n") == expected.rstrip("\n"):
        what = "missing at its end" if len(found) < len(expected) else "too many at its end"
        return f"the words are the same, but line ends are {what}: some program has rewritten it."
    lines = enumerate(zip_longest(found.split("\n"), expected.split("\n")), 1)
    number, (here, there) = next((n, pair) for n, pair in lines if pair[0] != pair[1])
    pairs = enumerate(zip(here or "", there or "", strict=False))
    same = next((n for n, (a, b) in pairs if a != b), min(len(here or ""), len(there or "")))
    shown = f"  page: {_cut(here, same)}\n  plan: {_cut(there, same)}"
    place = f"line {number}, character {same + 1} of the page"
    return f"{place} differs from what the plan gives: {_at(here, same)}, not {_at(there, same)}.\n{shown}"


def _at(line: str | None, place: int) -> str:
    """Name the character at a place of a line, where looks do not tell it from another; None has ended."""
    if line is None:
        return "the end of the text"
    if place >= len(line):
        return "the end of the line"
    character = line[place]
    if character.isascii() and character.isprintable() and character != " ":
        return f"“{character}”"
    return unicodedata.name(character, f"U+{ord(character):04X}").lower()


def _cut(line: str | None, place: int) -> str:
    """Return a line around a place, so that what differs there is in sight; None is past the end."""
    if line is None:
        return "(nothing, the text has ended)"
    start = max(0, place - _SHOWN // 3) if max(len(line), place) > _SHOWN else 0
    part = line[start : start + _SHOWN]
    return visible(f"{'…' * (start > 0)}{part}{'…' * (start + _SHOWN < len(line))}")
