"""What is worded nearly alike: the same ties as by comparing every two items, without comparing every two."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.history.test_matching import version, workstream
from wsoa.history.diff import diff
from wsoa.history.matching import near, word_index
from wsoa.history.matching.candidate import Candidate
from wsoa.history.matching.near import NEAREST, NEAREST_ELSEWHERE, Alike, Near
from wsoa.history.matching.wording import Wording, dice
from wsoa.plan.models import Plan
from wsoa.plan.walk import Item, walk

WORDS = ("advice", "board", "families", "health", "pathway", "schools", "survey", "timely")
TITLES = st.lists(st.sampled_from(WORDS), min_size=1, max_size=5, unique=True).map(" ".join)


def plan_of(letter: str, *streams: list[str]) -> Plan:
    """A plan with a workstream for each list, which holds an action of each title."""
    made = []
    for number, titles in enumerate(streams, 1):
        actions = (f'{{ref: "{letter}{number}.{n}", title: {title}}}' for n, title in enumerate(titles))
        made.append(workstream(f"WS{number}", f"Part {number}", *actions, outcome=f"Goal {number}"))
    return version(*made)


def candidates(plan: Plan, gone: set[int]) -> dict[int, Candidate]:
    """The actions of a plan by their places; those at some places had gone before."""
    actions = [item for item in walk(plan) if item.kind == "action"]
    return {
        i: Candidate.of(item, item.path[:-2], item.path[:2], item.path, "gone" if i in gone else None)
        for i, item in enumerate(actions)
    }


def never(_one: Item, _other: Item) -> bool:
    return False


def shorter(one: Item, other: Item) -> bool:
    """A made-up reason for two items not to be the same thing; it is a matter of their words alone."""
    return len(one.title) > len(other.title)


class EveryTwo:
    """The same by comparing every two items."""

    def __init__(self, old: dict[int, Candidate], new: dict[int, Candidate], wording: Wording) -> None:
        self.near = {
            (i, j): score
            for i, one in old.items()
            for j, other in new.items()
            if not one.gone
            and (score := dice(wording.weights(one.item), wording.weights(other.item)))
            >= (NEAREST if one.stream == other.stream else NEAREST_ELSEWHERE)
        }

    def nearer(self, i: int, j: int, least: float) -> bool:
        others = (pair for pair in self.near if (pair[0] == i) != (pair[1] == j))
        return any(self.near[pair] >= least for pair in others)


@settings(max_examples=25, deadline=None)
@given(data=st.data())
def test_what_is_near_is_what_comparing_every_two_finds(data: st.DataObject) -> None:
    sides = [[data.draw(st.lists(TITLES, max_size=6)) for _ in range(2)] for _ in range(2)]
    before, after = plan_of("A", *sides[0]), plan_of("B", *sides[1])
    old = candidates(before, data.draw(st.sets(st.integers(0, 11), max_size=3)))
    new = candidates(after, set())
    wording = Wording(before, after)
    kept = [one.item for one in old.values() if not one.gone]
    found = Near(old, new, Alike(kept, [one.item for one in new.values()], wording))
    plain = EveryTwo(old, new, wording)
    for i, j in [(i, j) for i in old for j in new]:
        for least in (0.45, 0.6, 0.9, 1.0, 1.1):
            assert found.nearer(old[i], new[j], least) == plain.nearer(i, j, least), (i, j, least)
    for another in (never, shorter):
        tied: list[tuple[int, int]] = []
        for _, i, j in sorted((-score, i, j) for (i, j), score in plain.near.items()):
            taken = any(i == one or j == other for one, other in tied)
            if not taken and not another(old[i].item, new[j].item):
                tied.append((i, j))
        assert list(found.pairs(another)) == tied


@pytest.mark.parametrize("letter", ["A", "B"], ids=["the same refs", "every ref new"])
def test_twice_as_many_reworded_actions_take_little_more_than_twice_the_looks(
    letter: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every title gets two words more, and every workstream repeats the titles of the one before."""
    looks: Counter[str] = Counter()
    shared, group = word_index.shared, near._group  # noqa: SLF001 - where the looks are counted

    def compared(first: word_index.Weights, second: word_index.Weights) -> int:
        looks["texts"] += 1
        return shared(first, second)

    def placed(text: near.Text, one: Candidate, score: float) -> tuple[object, ...]:
        looks["places"] += 1
        return group(text, one, score)

    monkeypatch.setattr(word_index, "shared", compared)
    monkeypatch.setattr(near, "_group", placed)
    titles = [f"{first} {second}" for n, first in enumerate(WORDS) for second in WORDS[n + 1 :]]
    seen = []
    for copies in (4, 8):
        looks.clear()
        before = plan_of("A", *[titles] * copies)
        after = plan_of(letter, *[[f"Later {title} again" for title in titles]] * copies)
        changes = diff(before, after).changes
        assert {change.field for change in changes if change.item.kind == "action"} <= {"title", "ref"}
        seen.append(looks.total())
    assert 0 < seen[1] <= 2.2 * seen[0]
