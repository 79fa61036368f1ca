"""What the terminal or file that a report is printed on can do."""

from __future__ import annotations

from typing import NamedTuple


class RenderOptions(NamedTuple):
    """How many columns wide, whether in colour, and how many items to name in each list."""

    width: int = 100
    colour: bool = False
    limit: int = 5
