"""Days, numbers and untrusted text in the words that people read, the same in every format."""

from __future__ import annotations

import re
from datetime import date

from wsoa.plan.words import MONTHS, say_day

_CONTROLS = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff]"
)
_PICTURES = 0x2400
NONE = "\N{EN DASH}"
"""What stands where there is no figure."""


def long_day(day: date | None) -> str:
    """Write a day out in full: 31 October 2019; a dash where there is none."""
    return say_day(day) if day else NONE


def short_day(day: date | None) -> str:
    """Write a day for a narrow column: 31 Oct 2019; a dash where there is none."""
    return f"{day.day} {MONTHS[day.month - 1][:3]} {day.year}" if day else NONE


def number(count: int, one: str, many: str | None = None) -> str:
    """Write a count with its noun: 1 action, 3 actions."""
    return f"{count:,} {one if count == 1 else many or one + 's'}"


def visible(text: str) -> str:
    """Replace control and direction characters by visible ones, so that text cannot steer a terminal."""
    return _CONTROLS.sub(_picture, text)


def _picture(found: re.Match[str]) -> str:
    code = ord(found[0])
    return chr(_PICTURES + code) if code < 0x20 else "\N{REPLACEMENT CHARACTER}"  # noqa: PLR2004 - C0 controls


def one_line(text: str) -> str:
    """Fold text onto one line and make every control visible."""
    return visible(" ".join(text.split()))
