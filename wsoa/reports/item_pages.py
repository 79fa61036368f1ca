"""Where each page of a site stands: names that are safe on every file system and in every address.

A ref holds letters, digits, spaces and ``. _ ( ) / # -``. Three of these cannot stand in a file name or an
address, and some file systems take ``1A`` and ``1a`` for the same name. A ref never holds a tilde, so what is
put in with one cannot meet another ref.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from posixpath import relpath

from wsoa.plan.models import Plan
from wsoa.plan.walk import Item, Path, walk
from wsoa.reports.anchors import Anchors, Span

_SPELT = {"/": "~-", "#": "~.", " ": "~_"}
_DEVICES = re.compile(r"(?:con|prn|aux|nul|(?:com|lpt)[0-9])(?:\.|\Z)", re.IGNORECASE)
_UNSAFE = re.compile(r"[^A-Za-z0-9_-]+")
_FOLDERS = {"action": "actions", "kpi": "kpis"}
_TAKEN = frozenset({"data", "index"})
STATEMENT = "statement.html"
"""The statement of an area; where it stands in parts, what is about the whole plan."""
WHOLE = "statement-whole.html"
"""The whole statement on one page, where it stands in parts."""
PARTS = "statement"
"""The folder of the statement's parts."""


def file_names(refs: Iterable[str]) -> list[str]:
    """Return a name for the page of each ref, in order and without an ending, no two alike in any case."""
    seen: dict[str, int] = {}
    return [_unlike(_spelt(ref), seen) for ref in refs]


def _spelt(ref: str) -> str:
    name = "".join(_SPELT.get(character, character) for character in ref)
    return f"~{name}" if _DEVICES.match(name) else name


def _unlike(name: str, seen: dict[str, int]) -> str:
    key = name.casefold()
    seen[key] = seen.get(key, 0) + 1
    return name if seen[key] == 1 else f"{name}~{seen[key]}"


def area_folders(ids: Iterable[str]) -> list[str]:
    """Return the folder of each area, in order, no two alike: the plan's id with nothing unsafe in it."""
    seen = dict.fromkeys(_TAKEN, 1)
    return [_unlike(_spelt(_UNSAFE.sub("-", one).strip("-").lower() or "area"), seen) for one in ids]


@dataclass(frozen=True, slots=True)
class Places:
    """Where the items of one area stand, as addresses from the area's folder.

    ``pages`` has the items with a page of their own, by path; ``by_anchor`` every item that a page shows.
    ``parts`` are the pages of the statement's parts, by the place of their workstream: none where there is
    only one. ``statement`` says which page of the statement has an anchor, whether or not an item has a page.
    """

    pages: Mapping[Path, str]
    by_anchor: Mapping[str, str]
    parts: Mapping[int, str]
    statement: Mapping[str, str]

    def seen_from(self, page: str, text: str, anchor: str) -> Span:
        """Return a link to the item with an anchor, as a page of the area writes it; bare words for none."""
        return Span(text, self.address(page, anchor))

    def address(self, page: str, anchor: str) -> str:
        """Return the address of an item as seen from a page of the area; empty where it stands nowhere."""
        found = self.by_anchor.get(anchor, "")
        return relative(found, page) if found else ""

    def in_statement(self, page: str, anchor: str) -> str:
        """Return the address of an item in the statement, as seen from a page of the area."""
        return relative(f"{self.statement[anchor]}#{anchor}", page)


def places(plan: Plan, anchors: Anchors) -> Places:
    """Give every action and KPI a page, and every other item its place on one."""
    items = list(walk(plan))
    pages: dict[Path, str] = {}
    for kind, folder in _FOLDERS.items():
        own = [item for item in items if item.kind == kind]
        names = file_names(item.ref for item in own)
        pages |= {item.path: f"{folder}/{name}.html" for item, name in zip(own, names, strict=True)}
    parts = _parts(plan)
    statement = _statement(items, parts, anchors)
    by_anchor = {anchors.by_path[item.path]: _place(item, pages, statement, anchors) for item in items}
    return Places(pages, by_anchor, parts, statement)


def _parts(plan: Plan) -> Mapping[int, str]:
    """Give each workstream a part of the statement; none where it would be the only one."""
    names = file_names(workstream.ref for workstream in plan.workstreams)
    return dict(enumerate(f"{PARTS}/{name}.html" for name in names)) if len(names) > 1 else {}


def _statement(items: Iterable[Item], parts: Mapping[int, str], anchors: Anchors) -> Mapping[str, str]:
    """Say which page of the statement has each anchor: what is below a workstream stands in its part."""
    found = {}
    for item in items:
        anchor, below = anchors.by_path[item.path], item.path[0] == "workstreams"
        page = parts.get(int(item.path[1]), STATEMENT) if below else STATEMENT
        found[anchor] = page
        if item.kind == "workstream":
            found |= dict.fromkeys((impact_anchor(anchor), kpis_anchor(anchor)), page)
    return found


def impact_anchor(workstream: str) -> str:
    """Return the anchor of what people should notice of a workstream, from its own."""
    return f"impact-{workstream}"


def kpis_anchor(workstream: str) -> str:
    """Return the anchor of a workstream's KPIs, from its own."""
    return f"kpis-{workstream}"


def own_pages(plan: Plan, anchors: Anchors) -> Mapping[str, str]:
    """Return the address of every item's own page by its anchor, from the area's folder."""
    return {anchors.by_path[path]: page for path, page in places(plan, anchors).pages.items()}


def _place(item: Item, pages: Mapping[Path, str], statement: Mapping[str, str], anchors: Anchors) -> str:
    """Return an item's own page, its place on that of its action or KPI, or its place in the statement."""
    if item.path in pages:
        return pages[item.path]
    anchor = anchors.by_path[item.path]
    if item.kind in {"milestone", "part"}:
        page = pages[item.path[:-2]]
        return f"{page}#{anchor}" if item.kind == "milestone" else page
    return f"{statement[anchor]}#{anchor}"


def relative(address: str, page: str) -> str:
    """Return an address as a page of the same site writes it; both are given from the same folder."""
    file, mark, anchor = address.partition("#")
    if file == page and anchor:
        return f"#{anchor}"
    folder = page.rpartition("/")[0]
    return _from(folder, file) + mark + anchor


@lru_cache(maxsize=8_192)
def _from(folder: str, file: str) -> str:
    """Return the way from a folder to a file. Pages of one folder lead to the same files again and again."""
    return relpath(file, folder or ".")
