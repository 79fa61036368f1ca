"""The lines of a file that say what is recorded of one item, so that a change of them is seen."""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import sha256
from typing import Any, NamedTuple

from wsoa.files.load import LoadedPlan
from wsoa.files.nodes import MappingNode, SequenceNode, TextSpan
from wsoa.plan.walk import Item

_WHOLE = frozenset({"action", "milestone", "kpi", "part"})


class ItemText(NamedTuple):
    """Lines of a file, the first of them counted from 1."""

    file: str
    line: int
    text: str

    @property
    def stamp(self) -> str:
        """What tells these lines from any others, whatever a browser makes of their characters."""
        return sha256(self.text.encode("utf-8", "surrogatepass")).hexdigest()


def item_text(loaded: LoadedPlan, item: Item) -> ItemText:
    """Return the lines of an item; of a larger part of the plan, those of its reports alone."""
    path = item.path if item.kind in _WHOLE else (*item.path, "updates")
    source, inside = loaded.sources.holder(path)
    node: Any = source.root
    for step in inside:
        try:
            node = node[step]
        except (KeyError, IndexError, TypeError):
            return ItemText(source.file, 1, "")
    spots = list(_spots(node))
    if not spots:
        return ItemText(source.file, 1, "")
    first = min(spot.start_mark.line for spot in spots)
    last = max(_last(spot) for spot in spots)
    lines = source.lines[first : last + 1]
    while lines and not lines[-1].strip():
        lines.pop()
    return ItemText(source.file, first + 1, "\n".join(lines))


def _last(spot: TextSpan) -> int:
    """Return the last line a value stands on; a text in block style ends where the next line starts."""
    end = spot.end_mark
    return end.line - 1 if end.column == 0 and end.line > spot.start_mark.line else end.line


def _spots(node: Any) -> Iterator[TextSpan]:  # noqa: ANN401 - whatever a plan file holds
    """Yield where every key and value in a part of a file stands."""
    if isinstance(node, MappingNode):
        yield node.spot
        for key, (name, value) in node.spots.items():
            yield name
            yield value
            yield from _spots(node.get(key))
    elif isinstance(node, SequenceNode):
        yield node.spot
        for spot, one in zip(node.spots, node, strict=False):
            yield spot
            yield from _spots(one)
