"""What holds for any two versions: nothing differs from itself; turned round, old and new change places."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.conftest import PLANS
from tests.conftest_plans import HEAD, load_text, steady
from tests.history.generated import pairs
from wsoa.files.load import LoadedPlan, assemble, load, read_text
from wsoa.files.sources import Sources
from wsoa.history.change import MIRROR, Change, Kind
from wsoa.history.diff import diff
from wsoa.history.fields import text_of
from wsoa.plan.models import Plan

TURNED = {Kind.ADDED: Kind.REMOVED, Kind.SPLIT: Kind.MERGED}
TURNED |= {there: here for here, there in TURNED.items()}
WORDS = ["review", "agree", "publish", "pathway", "autism", "schools", "survey", "parents", "guidance"]
REFS = ["1.1", "1.1a", "1.1b", "1.2", "1.3", "2.1", "2.1a", "2.1b"]

Outcomes = list[list[dict[str, str]]]


def titles() -> st.SearchStrategy[str]:
    """Titles of few words, so that two plans often have some in common."""
    return st.lists(st.sampled_from(WORDS), min_size=1, max_size=5).map(" ".join)


def outcomes() -> st.SearchStrategy[Outcomes]:
    """Two workstreams of actions whose refs are unique and whose titles and dates often recur."""
    dues = st.sampled_from(["2020-01", "2020-01-31", "2020-03-31", "ongoing", "2020"])
    action = st.fixed_dictionaries({"ref": st.sampled_from(REFS), "title": titles()}, optional={"due": dues})
    listed = st.lists(action, max_size=6, unique_by=lambda each: each["ref"])
    return st.tuples(listed, st.integers(0, 6)).map(
        lambda drawn: [drawn[0][: drawn[1]], drawn[0][drawn[1] :]]
    )


def as_text(workstreams: Outcomes, *, turned: bool = False) -> list[str]:
    """Each workstream as YAML; ``turned`` writes the keys of every action the other way round."""
    texts = []
    for number, listed in enumerate(workstreams, 1):
        items = ""
        for action in listed:
            keys = [f'{key}: "{value}"' for key, value in action.items()]
            items += f"      - {{{', '.join(reversed(keys) if turned else keys)}}}\n"
        under = f"    actions:\n{items}" if listed else ""
        texts.append(
            f'ref: W{number}\ntitle: Stream {number}\noutcomes:\n  - ref: "{number}"\n'
            f"    title: Outcome {number}\n{under}"
        )
    return texts


def in_one_file(workstreams: Outcomes, *, turned: bool = False) -> LoadedPlan:
    """Read a plan whose workstreams are in plan.yaml itself."""
    inside = "".join(
        "  - " + text.rstrip("\n").replace("\n", "\n    ") + "\n"
        for text in as_text(workstreams, turned=turned)
    )
    return load_text(f"{HEAD}workstreams:\n{inside}")


def in_many_files(workstreams: Outcomes) -> LoadedPlan:
    """Read the same plan with a file for each workstream."""
    head, findings = read_text(HEAD.encode(), "plan.yaml")
    parts = [read_text(text.encode(), f"{n}.yaml") for n, text in enumerate(as_text(workstreams), 1)]
    found = [*findings, *(finding for _, more in parts for finding in more)]
    return assemble("westshire", Path("westshire"), Sources(head, tuple(part for part, _ in parts)), found)


def plan_of(loaded: LoadedPlan) -> Plan:
    """The plan, which must have been readable."""
    assert loaded.plan is not None, loaded.findings
    return loaded.plan


def told(change: Change) -> tuple[Any, ...]:
    """A change as plain facts, without the flags that have no mirror."""
    flags = frozenset(flag for flag in change.flags if flag in MIRROR)
    refs = (text_of(change.old), text_of(change.new))
    return (change.kind, change.item.kind, change.field, refs, flags, change.days)


def turned_round(change: Change) -> tuple[Any, ...]:
    """The same facts as the opposite comparison must tell them."""
    kind, item, field, (old, new), flags, days = told(change)
    return (TURNED.get(kind, kind), item, field, (new, old), frozenset(MIRROR[f] for f in flags), -days)


@given(outcomes())
@steady(60)
def test_nothing_differs_from_itself(drawn: Outcomes) -> None:
    assert diff(plan_of(in_one_file(drawn)), plan_of(in_one_file(drawn))).changes == ()


@given(outcomes(), outcomes())
@steady(150)
def test_turned_round_old_and_new_change_places(first: Outcomes, second: Outcomes) -> None:
    old, new = plan_of(in_one_file(first)), plan_of(in_one_file(second))
    there, back = diff(old, new).changes, diff(new, old).changes
    assert Counter(map(told, back)) == Counter(map(turned_round, there))


@given(pairs())
@steady(60)
def test_dates_reports_and_figures_change_places_too(versions: tuple[Plan, Plan]) -> None:
    old, new = versions
    there, back = diff(old, new).changes, diff(new, old).changes
    kept = [change for change in there if change.field not in {"update", "record"}]
    turned = [change for change in back if change.field not in {"update", "record"}]
    assert Counter(map(told, turned)) == Counter(map(turned_round, kept))
    assert diff(old, old).changes == diff(new, new).changes == ()


@given(outcomes(), outcomes())
@steady(60)
def test_the_order_of_keys_and_the_split_into_files_make_no_difference(
    first: Outcomes, second: Outcomes
) -> None:
    old, new = plan_of(in_one_file(first)), plan_of(in_one_file(second))
    whole = diff(old, new).changes
    assert diff(old, plan_of(in_one_file(second, turned=True))).changes == whole
    assert diff(plan_of(in_many_files(first)), plan_of(in_many_files(second))).changes == whole


@given(outcomes(), outcomes())
@steady(60)
def test_every_item_is_told_of_once_at_most_as_come_or_gone(first: Outcomes, second: Outcomes) -> None:
    found = diff(plan_of(in_one_file(first)), plan_of(in_one_file(second))).changes
    come = Counter(ref for change in found for ref in _come(change))
    gone = Counter(ref for change in found for ref in _gone(change))
    assert max([*come.values(), *gone.values()], default=1) == 1


def _come(change: Change) -> list[str]:
    if change.item.kind != "action" or change.field not in {"", "ref"}:
        return []
    if change.kind is Kind.REMOVED:
        return []
    return [change.ref] if change.kind is Kind.ADDED else list(change.refs[1])


def _gone(change: Change) -> list[str]:
    if change.item.kind != "action" or change.field not in {"", "ref"}:
        return []
    if change.kind is Kind.ADDED:
        return []
    return [change.ref] if change.kind is Kind.REMOVED else list(change.refs[0])


@given(outcomes(), outcomes())
@steady(60)
def test_what_is_shared_between_versions_is_compared_as_if_it_were_not(
    first: Outcomes, second: Outcomes
) -> None:
    old = plan_of(in_one_file(first))
    others = [each for each in second[1] if each["ref"] not in {mine["ref"] for mine in first[0]}]
    new = plan_of(in_one_file([first[0], others]))
    shared = new.model_copy(update={"workstreams": (old.workstreams[0], *new.workstreams[1:])})
    assert diff(old, shared).changes == diff(old, new).changes


@pytest.mark.parametrize("area", ["cumbria", "peterborough", "lancashire"])
def test_the_real_plans_do_not_differ_from_themselves(area: str) -> None:
    folder = PLANS / area
    assert diff(plan_of(load(folder)), plan_of(load(folder))).changes == ()
