"""A page cut out for a council's content system: no head, no style, and no name that could meet another's."""

from __future__ import annotations

import re

PREFIX = "wsoa-"
LAST_HEADING = 6
_NAMES = re.compile(r'(?<= )(class|id|for|aria-labelledby|aria-describedby|headers)="([^"]*)"')
_WITHIN = re.compile(r'(?<= href="#)')
_HEADING = re.compile(r"(</?h)([1-6])(?=[ >])")
_BLOCK = r"\{(?:[^{}]|\{[^{}]*\})*\}"
_PAPER = re.compile(r"@page" + _BLOCK)
_DARK = re.compile(r"@media screen and \(prefers-color-scheme:dark\)" + _BLOCK)
_WHOLE = re.compile(r"(?<![\w.#-])(?::root|html|body)(?![\w-])")
_MAIN = re.compile(r"(?<![\w.#-])main(?![\w-])")
_CLASS = re.compile(r"\.(?=[a-z])")
_LABELLED = re.compile(r"(?<=\[aria-labelledby=)")
_HEADING_RULE = re.compile(r"(?<![\w.#-])h([1-6])(?![\w-])")


def fragment(page: str, level: int) -> str:
    """Return a rendered fragment with every name of ours prefixed and its first heading at a level.

    Plan text cannot be touched by this: a quotation mark in it is escaped, so it spells no attribute.
    """
    named = _NAMES.sub(lambda found: f'{found[1]}="{_prefixed(found[2])}"', page)
    linked = _WITHIN.sub(PREFIX, named)
    return _HEADING.sub(lambda found: f"{found[1]}{_at(found[2], level)}", linked)


def fragment_css(style: str, level: int) -> str:
    """Return a style sheet whose every rule holds inside a fragment alone.

    Rules for paper and for dark screens are those of the page around it, so they are left out.
    """
    kept = _DARK.sub("", _PAPER.sub("", style)).replace("color-scheme:light dark;", "")
    named = _CLASS.sub(f".{PREFIX}", _LABELLED.sub(PREFIX, kept))
    inside = _MAIN.sub(f".{PREFIX}main", _WHOLE.sub("&", named))
    moved = _HEADING_RULE.sub(lambda found: f"h{_at(found[1], level)}", inside)
    return f".{PREFIX}page{{\n{moved}}}\n"


def _prefixed(names: str) -> str:
    return " ".join(PREFIX + name for name in names.split())


def _at(heading: str, level: int) -> int:
    return min(LAST_HEADING, int(heading) + level - 1)
