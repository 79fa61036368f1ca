"""The colours of charts, light and dark, and how each kind of mark is drawn without any style sheet.

A drawing first says its light colours itself, for readers that apply no style sheet to it, such as a PDF
maker or a picture file; ``charts.css`` says the same again in variables, which a dark screen changes. A test
holds the two together and computes every contrast.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from wsoa.plan.ratings import Standing


class Hue(NamedTuple):
    """One colour on a light page and on a dark one."""

    light: str
    dark: str


PALETTE: Mapping[str, Hue] = {
    "page": Hue("#ffffff", "#15191c"),
    "ink": Hue("#15191c", "#e8ebed"),
    "muted": Hue("#565c62", "#b4bbc1"),
    "link": Hue("#1b4f80", "#9cc4f2"),
    "grid": Hue("#8a9096", "#727a81"),
    "red-line": Hue("#a21f1f", "#ff8f8f"),
    "red-tint": Hue("#f4d7d7", "#5a2020"),
    "amber-line": Hue("#a85a00", "#ffb454"),
    "amber-tint": Hue("#fdeab0", "#4c3a10"),
    "green-line": Hue("#0f7a52", "#5fd3a2"),
    "green-tint": Hue("#cfe4dc", "#153d2d"),
    "blue-line": Hue("#1d5fa8", "#8ab8ef"),
    "blue-tint": Hue("#d9e6f2", "#1d3a55"),
    "grey-line": Hue("#60676d", "#a3abb2"),
    "grey-tint": Hue("#e3e6e8", "#363d43"),
}

_STANDINGS: Mapping[Standing, tuple[str, str]] = {
    Standing.COMPLETE: ("green-tint", "green-line"),
    Standing.ON_TRACK: ("page", "green-line"),
    Standing.UNDERWAY: ("blue-tint", "blue-line"),
    Standing.UNKNOWN: ("grey-tint", "grey-line"),
    Standing.NOT_STARTED: ("grey-tint", "grey-line"),
    Standing.BEHIND: ("amber-tint", "amber-line"),
    Standing.UNREPORTED: ("page", "red-line"),
    Standing.OFF_TRACK: ("red-tint", "red-line"),
    Standing.WITHDRAWN: ("page", "grey-line"),
}
_DASHED = "3 2"


def _line(stroke: str, width: str, dash: str = "") -> Mapping[str, str]:
    drawn = {"fill": "none", "stroke": stroke, "stroke-width": width}
    return {**drawn, "stroke-dasharray": dash} if dash else drawn


def _standings() -> dict[str, Mapping[str, str]]:
    drawn: dict[str, Mapping[str, str]] = {
        standing.value: {"fill": fill, "stroke": stroke} for standing, (fill, stroke) in _STANDINGS.items()
    }
    for standing in ("withdrawn", "unreported"):
        drawn[standing] = {**drawn[standing], "stroke-dasharray": _DASHED}
    drawn["undated"] = {**drawn["complete"], "stroke-dasharray": _DASHED}
    return drawn


STYLES: Mapping[str, Mapping[str, str]] = {
    "grid": _line("grid", ".5"),
    "edge": _line("grid", "1"),
    "tick": {"fill": "muted", "text-anchor": "middle"},
    "level": {"fill": "muted", "text-anchor": "end"},
    "name": {"fill": "ink"},
    "count": {"fill": "ink"},
    "brief": {"fill": "ink", "display": "none"},
    "asof": _line("ink", "1", "4 3"),
    "now": {"fill": "ink"},
    "day-before": {"fill": "ink", "text-anchor": "end", "font-weight": "700"},
    "day-after": {"fill": "ink", "font-weight": "700"},
    "post": {"fill": "grid"},
    "mask": {"fill": "page"},
    "track": {"fill": "grey-line"},
    "row": {"fill": "ink"},
    "first": {"fill": "page", "stroke": "ink", "stroke-width": "1.5"},
    "letter": {"fill": "ink", "text-anchor": "middle", "font-weight": "700"},
    "due": _line("ink", "1.5", "6 4"),
    "promised": _line("muted", "1", "1.5 3"),
    "done": _line("link", "2.5"),
    "dot": {"fill": "ink"},
    "point": {"fill": "link"},
    "open": {"fill": "page", "stroke": "ink", "stroke-width": "1.5"},
    "spark": _line("link", "2"),
    "target": _line("ink", "1", "5 3"),
    "law": _line("ink", "1", "1.5 2.5"),
    "median": _line("ink", "1.5", "6 4"),
    **_standings(),
}
"""Presentation attributes by kind of mark; a colour is named as in the palette."""


def attributes(style: str) -> tuple[tuple[str, str], ...]:
    """Return what a group of marks says of itself, in light colours."""
    return tuple((name, _light(name, value)) for name, value in STYLES[style].items())


def _light(name: str, value: str) -> str:
    return PALETTE[value].light if name in {"fill", "stroke"} and value != "none" else value
