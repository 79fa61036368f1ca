"""A problem in a file as a fix sees it, and the change that would put right it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from wsoa.files.editing.layout import Node
from wsoa.files.editing.splice import Splice
from wsoa.files.load import LoadedPlan
from wsoa.files.nodes import MappingNode, Path, SequenceNode, TextSpan
from wsoa.files.sources import Source
from wsoa.findings import Finding


class Problem(NamedTuple):
    """A finding, the file it is in, that file's bytes, and the plan it belongs to."""

    finding: Finding
    source: Source
    data: bytes
    loaded: LoadedPlan


class Fix(NamedTuple):
    """A change to one file. ``paths`` are the only places inside it that may read differently afterwards.

    ``data`` is the whole file where its bytes were not text; else ``splices`` say what changes.
    """

    what: str
    splices: tuple[Splice, ...]
    safe: bool
    paths: tuple[Path, ...] = ()
    data: bytes | None = None


class At(NamedTuple):
    """What stands at a finding's place: a key, or the value at a path."""

    path: Path
    spot: TextSpan
    value: Node
    is_key: bool


def at(problem: Problem) -> At | None:
    """Return what stands exactly where a finding points; None where nothing was read there."""
    place = problem.finding.place
    wanted = (place.line - 1, place.column - 1)
    root = problem.source.root
    found = _places(root, ()) if root is not None else iter(())
    return next(
        (one for one in found if (one.spot.start_mark.line, one.spot.start_mark.column) == wanted), None
    )


def _places(node: Node, path: Path) -> Iterator[At]:
    if isinstance(node, MappingNode):
        for name, (key, spot) in node.spots.items():
            here = (*path, name)
            yield At(here, key, node.get(name), is_key=True)
            if spot is not key:
                yield At(here, spot, node.get(name), is_key=False)
            yield from _places(node.get(name), here)
    elif isinstance(node, SequenceNode):
        for index, spot in enumerate(node.spots):
            if not isinstance(node[index], MappingNode):
                yield At((*path, index), spot, node[index], is_key=False)
            yield from _places(node[index], (*path, index))
