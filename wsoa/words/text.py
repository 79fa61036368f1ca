"""Text that nobody vouches for: every control made visible, folded onto one line."""

from __future__ import annotations

import re

_CONTROLS = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff]"
)
_PICTURES = 0x2400


def visible(text: str) -> str:
    """Replace control and direction characters by visible ones, so that text cannot steer a terminal."""
    return _CONTROLS.sub(_picture, text)


def _picture(found: re.Match[str]) -> str:
    code = ord(found[0])
    return chr(_PICTURES + code) if code < 0x20 else "\N{REPLACEMENT CHARACTER}"  # noqa: PLR2004 - C0 controls


def one_line(text: str) -> str:
    """Fold text onto one line and make every control visible."""
    return visible(" ".join(text.split()))
