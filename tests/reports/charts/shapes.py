"""Where the marks of a chart are, so that tests can ask what is inside and what overlaps."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import combinations
from typing import NamedTuple

from wsoa.charts.chart import Chart
from wsoa.charts.marks import Along, Box, Dot, Group, Label, Number
from wsoa.charts.text import width_of

_STEP = re.compile(r"([MLHV])([-0-9.]+)(?: ([-0-9.]+))?")
_ASCENT, _DESCENT = 11, 3


class Area(NamedTuple):
    """A rectangle from its left top to its right bottom."""

    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: Area) -> bool:
        apart = self.right <= other.left or other.right <= self.left
        return not (apart or self.bottom <= other.top or other.bottom <= self.top)


def areas(chart: Chart) -> list[Area]:
    """Return the area of every mark."""
    return [area for group in chart.groups for area in _areas(group, chart.width)]


def shown(chart: Chart) -> list[Group]:
    """Return the groups that are drawn wherever no style sheet says otherwise."""
    return [group for group in chart.groups if ("display", "none") not in group.attributes]


def overlapping(chart: Chart) -> list[tuple[str, str]]:
    """Return every two labels that are drawn over each other."""
    placed = [
        (mark.words, _label(mark, group, chart.width))
        for group in shown(chart)
        for mark in group.marks
        if isinstance(mark, Label)
    ]
    return [(one, other) for (one, here), (other, there) in combinations(placed, 2) if here.meets(there)]


def numbers(chart: Chart) -> list[Number]:
    """Return every number of every mark."""
    found: list[Number] = [chart.height]
    for group in chart.groups:
        for mark in group.marks:
            if isinstance(mark, Box):
                given: tuple[Along, ...] = (mark.x, mark.y, mark.width, mark.height)
            elif isinstance(mark, Dot):
                given = (mark.x, mark.y, mark.r)
            elif isinstance(mark, Label):
                given = (mark.x, mark.y)
            else:
                steps = _STEP.findall(mark.path)
                given = tuple(_number(n) for step in steps for n in step[1:] if n)
            found += [_number(n.removesuffix("%")) if isinstance(n, str) else n for n in given]
    return found


def labels(chart: Chart, style: str) -> list[str]:
    """Return the words of the labels drawn in a style."""
    return [m.words for g in chart.groups if g.style == style for m in g.marks if isinstance(m, Label)]


def corners(path: str) -> Iterator[tuple[float, float]]:
    """Follow a path of absolute moves."""
    x = y = 0.0
    for step, first, second in _STEP.findall(path):
        if step == "H":
            x = float(first)
        elif step == "V":
            y = float(first)
        else:
            x, y = float(first), float(second)
        yield x, y


def _number(text: str) -> Number:
    return float(text) if "." in text else int(text)


def _units(along: Along, width: int) -> float:
    return width * float(along.removesuffix("%")) / 100 if isinstance(along, str) else along


def _areas(group: Group, width: int) -> Iterator[Area]:
    for mark in group.marks:
        if isinstance(mark, Box):
            left = _units(mark.x, width)
            yield Area(left, mark.y, left + _units(mark.width, width), mark.y + mark.height)
        elif isinstance(mark, Dot):
            x = _units(mark.x, width)
            yield Area(x - mark.r, mark.y - mark.r, x + mark.r, mark.y + mark.r)
        elif isinstance(mark, Label):
            yield _label(mark, group, width)
        else:
            for x, y in corners(mark.path):
                yield Area(x, y, x, y)


def _label(mark: Label, group: Group, width: int) -> Area:
    told = dict(group.attributes)
    wide = width_of(mark.words, bold="font-weight" in told)
    x = _units(mark.x, width)
    left = x - {"middle": wide / 2, "end": wide}.get(told.get("text-anchor", ""), 0)
    return Area(left, mark.y - _ASCENT, left + wide, mark.y + _DESCENT)
