"""Plan text made inert for Markdown: no markup, no mention, no link, no picture, no new line."""

from __future__ import annotations

import re

from wsoa.words.text import one_line

_SPECIAL = re.compile(r"([\\`*_\[\]<>|~&$])")
_BULLET = re.compile(r"^([-+=#])")
_NUMBER = re.compile(r"^([0-9]+)([.)])(?=\s|$)")
_JOINER = "\N{WORD JOINER}"
_LIVE: tuple[re.Pattern[str], ...] = (
    re.compile(r"[@#!%](?=\w)"),  # people, numbered issues, merge requests, milestones
    re.compile(r"\bGH-(?=\d)", re.IGNORECASE),  # an issue, spelt another way
    re.compile(r":/(?=/)|\bwww(?=\.)", re.IGNORECASE),  # an address
    re.compile(r":(?=(?!\d+:)[\w+\\-]{1,60}:)|(?<!\d):(?=\d{1,60}:)"),  # a picture by its name
    re.compile(r"\b[0-9a-f]{39}(?=[0-9a-f]{1,25}\b)", re.IGNORECASE),  # a commit by its whole hash
)
"""What GitHub and GitLab make a link or a picture of without being asked, up to where a joiner breaks it."""


def md(text: str) -> str:
    """Escape one piece of text so that Markdown shows it as it was written, on one line.

    A word joiner, which nobody sees, keeps @names, #numbers, addresses, :pictures: and hashes of commits from
    becoming links or pictures.
    """
    escaped = _SPECIAL.sub(r"\\\1", one_line(text))
    for live in _LIVE:
        escaped = live.sub(rf"\g<0>{_JOINER}", escaped)
    return _NUMBER.sub(r"\1\\\2", _BULLET.sub(r"\\\1", escaped))
