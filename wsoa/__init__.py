"""Keep a local area's SEND action plan as text: check it, rate it by arithmetic, publish it."""

from __future__ import annotations

__version__ = "0.1.0"
