"""Contrast between two colours, as the Web Content Accessibility Guidelines reckon it."""

from __future__ import annotations

import re

TEXT = 4.5
"""The least contrast of text with what it stands on (WCAG 2.2, 1.4.3)."""
SHAPE = 3.0
"""The least contrast of a shape that must be seen (WCAG 2.2, 1.4.11)."""
_COLOUR = re.compile(r"#[0-9a-f]{6}\Z", re.IGNORECASE)


def is_colour(text: str) -> bool:
    """True for a colour written as # and six hexadecimal digits."""
    return _COLOUR.match(text) is not None


def contrast(first: str, second: str) -> float:
    """Return the contrast of two colours, from 1 (the same) to 21 (black on white)."""
    light, dark = sorted((_luminance(first), _luminance(second)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def lightened(colour: str, background: str, wanted: float) -> str:
    """Mix a colour with white, no more than it takes to reach a contrast with a dark background."""
    parts = _parts(colour)
    for step in range(101):
        mixed = "#" + "".join(f"{round(part + (255 - part) * step / 100):02x}" for part in parts)
        if contrast(mixed, background) >= wanted:
            return mixed
    return "#ffffff"


def _parts(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def _luminance(colour: str) -> float:
    red, green, blue = (_linear(part / 255) for part in _parts(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4  # noqa: PLR2004 - sRGB
