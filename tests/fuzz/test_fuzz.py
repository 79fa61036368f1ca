"""A little of every kind of harm, the same each time: only findings, answers and errors of ours come out.

``python -m tests.fuzz --seconds 3600`` goes on for an hour. An input that did harm becomes a case below.
"""

# ruff: noqa: S311 - the same chance must come again
from __future__ import annotations

import contextlib
import random

import pytest

from tests.fuzz.targets import OURS, TARGETS

A_FEW = {"structure": 8, "import": 25}


@pytest.mark.parametrize("name", TARGETS)
def test_whatever_is_knocked_about_ends_in_words_of_ours(name: str) -> None:
    target = TARGETS[name]
    for number in range(A_FEW.get(name, 60)):
        data = target.make(random.Random(f"short {name} {number}"))
        with contextlib.suppress(*OURS):
            target.run(data)


@pytest.mark.parametrize("name", TARGETS)
def test_the_same_chance_gives_the_same_input(name: str) -> None:
    make = TARGETS[name].make
    assert make(random.Random(7)) == make(random.Random(7))
