"""A plan read for the Tab key only: refs, titles and roles, without validating anything.

Reading a plan in full takes several times as long, most of it to import what validates. Here the parser's
events become plain lists and dictionaries; a file broken half-way gives what stands before the break.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any, NamedTuple

from _ruamel_yaml import CParser
from ruamel.yaml.events import CollectionEndEvent, CollectionStartEvent, MappingStartEvent, NodeEvent

from wsoa.files.folder import HEAD, listed
from wsoa.files.reach import reach_of, read_regular, top_above

_LARGEST = 5_000_000
_BELOW: Mapping[str, tuple[str, ...]] = {
    "workstreams": ("outcomes", "kpis"),
    "outcomes": ("actions",),
    "actions": ("milestones",),
    "kpis": ("parts",),
}


class IndexedItem(NamedTuple):
    """One item: the list it stands in, its ref as commands know it, its title."""

    kind: str
    ref: str
    title: str


def items(folder: Path) -> Iterator[IndexedItem]:
    """Yield the items of a plan folder."""
    head = read(folder / HEAD)
    parts = [read(file) for file in listed(folder, reach_of(folder)).parts]
    yield from _items("weaknesses", head.get("weaknesses"))
    yield from _items("workstreams", parts or head.get("workstreams"))
    yield from _items("reviews", head.get("reviews"))


def _items(kind: str, things: object, above: str = "") -> Iterator[IndexedItem]:
    for number, thing in enumerate(things if isinstance(things, list) else (), 1):
        if isinstance(thing, dict):
            ref = _ref(kind, str(thing.get("ref") or ""), above, number)
            yield IndexedItem(kind, ref, str(thing.get("title") or ""))
            for below in _BELOW.get(kind, ()):
                yield from _items(below, thing.get(below), ref)


def _ref(kind: str, own: str, above: str, number: int) -> str:
    """Return the ref that wsoa gives where the file has none, and a part's with its KPI's."""
    if kind == "parts":
        return f"{above}/{own}"
    return own or {"milestones": f"{above}#{number}", "reviews": f"R{number}"}.get(kind, "")


def roles(folder: Path) -> Iterator[tuple[str, str]]:
    """Yield the id and the name of each role."""
    held = read(folder / HEAD).get("roles")
    for role, facts in held.items() if isinstance(held, dict) else ():
        yield role, str(facts.get("name") or "") if isinstance(facts, dict) else ""


def title(folder: Path) -> str:
    """Return the area and what its plan calls itself."""
    head = read(folder / HEAD)
    return ", ".join(str(head[key]) for key in ("area", "title") if head.get(key))


def read(file: Path) -> dict[str, Any]:
    """Read a file as far as it can be read; nothing where it is no ordinary file or holds no keys."""
    try:
        data = read_regular(file, top_above(file.parent), _LARGEST)
    except OSError:
        return {}
    if len(data) > _LARGEST:
        return {}
    top: list[Any] = []
    open_: list[Any] = [top]
    keys: list[str | None] = [None]
    # The parser raises far more than its own error type, and half a file still has items worth offering.
    with suppress(Exception):
        for event in iter(CParser(data.decode("utf-8-sig", "replace")).get_event, None):
            if isinstance(event, CollectionEndEvent):
                open_.pop()
                keys.pop()
            elif isinstance(event, NodeEvent):
                _put(event, open_, keys)
    return top[0] if top and isinstance(top[0], dict) else {}


def _put(event: NodeEvent, open_: list[Any], keys: list[str | None]) -> None:
    """Add a scalar or a new collection to the innermost that is open."""
    inner, key = open_[-1], keys[-1]
    opens = isinstance(event, CollectionStartEvent)
    node: Any = getattr(event, "value", "")
    if opens:
        node = {} if isinstance(event, MappingStartEvent) else []
    if isinstance(inner, list):
        inner.append(node)
    elif key is None:
        keys[-1] = "" if opens else str(node)
    else:
        inner[key], keys[-1] = node, None
    if opens:
        open_.append(node)
        keys.append(None)
