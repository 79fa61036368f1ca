"""No pattern that reads a stranger's document can be made to try without end.

A repeat inside a repeat is what lets one line of text cost more than all the rest: its parts can be shared
out in as many ways as there are letters. So no pattern has one, but those whose parts cannot run together.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from importlib import import_module
from pkgutil import walk_packages
from re import _constants, _parser  # type: ignore[attr-defined]
from typing import Any

import pytest

import wsoa.imports
import wsoa.plan

KNOWN = {
    "wsoa.plan.base._REF": "each part begins with a space, which no part holds",
    "wsoa.imports.cells.people._TWO_POSTS": "a part is signs, then letters: it ends in one place only",
}
"""Patterns with a repeat inside a repeat, and why it does no harm."""


def patterns() -> Iterator[tuple[str, re.Pattern[Any]]]:
    """Every pattern of the modules that read documents, dates, refs and roles, by its name."""
    for package in (wsoa.imports, wsoa.plan):
        for module in walk_packages(package.__path__, f"{package.__name__}."):
            for name, value in vars(import_module(module.name)).items():
                for pattern in inside(value):
                    yield f"{module.name}.{name}", pattern


def inside(value: object) -> Iterator[re.Pattern[Any]]:
    if isinstance(value, re.Pattern):
        yield value
    elif isinstance(value, dict):
        yield from (one for held in value.values() for one in inside(held))
    elif isinstance(value, tuple | list | set | frozenset):
        yield from (one for held in value for one in inside(held))


def repeats(parsed: Iterable[Any]) -> int:
    """How deep unbounded repeats stand inside each other."""
    deepest = 0
    for kind, held in parsed:
        if kind in {_constants.MAX_REPEAT, _constants.MIN_REPEAT, _constants.POSSESSIVE_REPEAT}:
            _, most, part = held
            deepest = max(deepest, repeats(part) + (most is _constants.MAXREPEAT))
        elif kind is _constants.SUBPATTERN:
            deepest = max(deepest, repeats(held[3]))
        elif kind is _constants.BRANCH:
            deepest = max(deepest, *(repeats(part) for part in held[1]))
        elif kind in {_constants.ASSERT, _constants.ASSERT_NOT}:
            deepest = max(deepest, repeats(held[1]))
        elif kind is _constants.ATOMIC_GROUP:
            deepest = max(deepest, repeats(held))
    return deepest


def depth(pattern: re.Pattern[Any]) -> int:
    text = pattern.pattern
    bare = text if isinstance(text, str) else text.decode("latin-1")
    return repeats(_parser.parse(bare, pattern.flags & ~re.UNICODE))


def test_no_pattern_repeats_inside_a_repeat() -> None:
    assert {name for name, pattern in patterns() if depth(pattern) > 1} == KNOWN.keys()


@pytest.mark.parametrize("harmful", ["(a+)+b", "(?:[a-z]*,?)*x", "(?=(a*)*)", "(a|b+)*c"])
def test_such_a_pattern_would_be_seen(harmful: str) -> None:
    assert depth(re.compile(harmful)) > 1
