"""Plain lists and mappings that remember where each of their values stood in the file."""

from __future__ import annotations

from typing import Any, Protocol

from wsoa.findings import Place

Path = tuple[str | int, ...]
"""The way from the top of a plan to a value: keys and positions."""


class Mark(Protocol):
    """A point in a text, counted from 0, as the parser gives it."""

    line: int
    column: int
    index: int


class TextSpan(Protocol):
    """Anything with a start and an end in the text: the parser's own events."""

    start_mark: Mark
    end_mark: Mark


def place_of(file: str, spot: TextSpan) -> Place:
    """Turn the parser's marks into a place, counting from 1."""
    start, end = spot.start_mark, spot.end_mark
    return Place(file, start.line + 1, start.column + 1, end.line + 1, end.column + 1)


class MappingNode(dict[str, Any]):
    """A mapping in a plan file. Values are text, groups or series."""

    __slots__ = ("spot", "spots")

    def __init__(self, spot: TextSpan) -> None:
        super().__init__()
        self.spot = spot
        self.spots: dict[str, tuple[TextSpan, TextSpan]] = {}


class SequenceNode(list[Any]):
    """A list in a plan file."""

    __slots__ = ("spot", "spots")

    def __init__(self, spot: TextSpan) -> None:
        super().__init__()
        self.spot = spot
        self.spots: list[TextSpan] = []


def follow(root: MappingNode, path: Path) -> tuple[TextSpan, TextSpan]:
    """Return where the key and the value at a path stand; as near as the file has it.

    For a key that is not there, both are the group that lacks it.
    """
    key = value = _first(root)
    node: Any = root
    for step in path:
        if isinstance(node, MappingNode) and step in node.spots:
            key, value = node.spots[str(step)]
            node = node.get(str(step))
        elif isinstance(node, SequenceNode) and isinstance(step, int) and step < len(node.spots):
            key = value = node.spots[step]
            node = node[step]
            if isinstance(node, MappingNode):
                key = value = _first(node)
        else:
            break
    return key, value


def _first(group: MappingNode) -> TextSpan:
    return next((key for key, _ in group.spots.values()), group.spot)
