"""The nearest plain name of a colour, as people call the shading of a cell."""

from __future__ import annotations

import colorsys

_FAINT = 0.12
_PALE = 0.97
_DARK = 0.12
_HUES = (
    (14, "red"),
    (46, "amber"),
    (70, "yellow"),
    (170, "green"),
    (262, "blue"),
    (325, "purple"),
    (361, "red"),
)


def colour_name(code: str) -> str:
    """Return the name for a colour such as FF0000; empty for white, for black and for what is no colour."""
    digits = code.strip().lstrip("#")[-6:]
    try:
        red, green, blue = (int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4))
    except ValueError:
        return ""
    hue, light, _ = colorsys.rgb_to_hls(red, green, blue)
    spread = max(red, green, blue) - min(red, green, blue)
    if light > _PALE or light < _DARK:
        return ""
    if spread < _FAINT:
        return "grey" if light < 0.9 else ""  # noqa: PLR2004 - the palest grey is a pattern of rows
    degrees = hue * 360
    return next(name for end, name in _HUES if degrees < end)


def named(red: float, green: float, blue: float) -> str:
    """Return the name for a colour given as shares of one."""
    return colour_name("".join(f"{round(max(0.0, min(1.0, part)) * 255):02X}" for part in (red, green, blue)))
