"""Lists, plurals, capital letters and sentences in plain British English."""

from __future__ import annotations

import re
from collections.abc import Sequence

_HEAD_ENDS = re.compile(r" (?:of|for|in|to|with) ")
_SIBILANT = ("s", "x", "z", "ch", "sh")


def listed(words: Sequence[str]) -> str:
    """Join words as a sentence does: a, b and c."""
    if len(words) <= 1:
        return "".join(words)
    return f"{', '.join(words[:-1])} and {words[-1]}"


def plural(singular: str) -> str:
    """Return the plural of a label: actions, priorities, areas of concern, KPIs, actions and milestones."""
    if " and " in singular and not _HEAD_ENDS.search(singular):
        return " and ".join(plural(part) for part in singular.split(" and "))
    tail = _HEAD_ENDS.search(singular)
    cut = tail.start() if tail else len(singular)
    head, rest = singular[:cut], singular[cut:]
    if head.endswith(_SIBILANT):
        return f"{head}es{rest}"
    if head.endswith("y") and head[-2:-1] not in "aeiou":
        return f"{head[:-1]}ies{rest}"
    return f"{head}s{rest}"


def either(number: int, one: str, many: str) -> str:
    """Return the word that goes with a number of things: 1 is, 2 are."""
    return one if number == 1 else many


def be(number: int) -> str:
    """Return is or are, as a number of things wants it."""
    return either(number, "is", "are")


def have(number: int) -> str:
    """Return has or have, as a number of things wants it."""
    return either(number, "has", "have")


def capital(text: str) -> str:
    """Return the text with its first letter large and the rest untouched."""
    return text[:1].upper() + text[1:]


def small(text: str) -> str:
    """Return the text with its first letter small, unless its first word is an abbreviation."""
    first = text.split(" ", 1)[0]
    return text if any(letter.isupper() for letter in first[1:]) else text[:1].lower() + text[1:]


def sentence(text: str) -> str:
    """Return a clause as a sentence: large first letter, one full stop."""
    return capital(text) if text.endswith((".", "!", "?", "…")) else f"{capital(text)}."
