"""Plan text made inert for Markdown: no markup, no mention, no link, no new line."""

from __future__ import annotations

import re

from wsoa.words.text import one_line

_SPECIAL = re.compile(r"([\\`*_\[\]<>|~&$])")
_REFERENCE = re.compile(r"([@#])(?=\w)")
_ADDRESS = re.compile(r"(://|\bwww\.)", re.IGNORECASE)
_BULLET = re.compile(r"^([-+=#])")
_NUMBER = re.compile(r"^([0-9]+)([.)])(?=\s|$)")
_JOINER = "\N{WORD JOINER}"


def md(text: str) -> str:
    """Escape one piece of text so that Markdown shows it as it was written, on one line.

    A word joiner, which nobody sees, keeps @names, #numbers and addresses from becoming links.
    """
    escaped = _SPECIAL.sub(r"\\\1", one_line(text))
    escaped = _REFERENCE.sub(rf"\1{_JOINER}", escaped)
    escaped = _ADDRESS.sub(lambda found: found[0][:-1] + _JOINER + found[0][-1], escaped)
    return _NUMBER.sub(r"\1\\\2", _BULLET.sub(r"\\\1", escaped))
