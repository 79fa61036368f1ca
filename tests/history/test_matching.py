"""Which item of one version is which of another: what holds it, what it holds, and what it has become."""

from __future__ import annotations

from tests.conftest_plans import HEAD, plan_from
from wsoa.history.matching.comparison import compare
from wsoa.history.matching.match import Gone, Matching, match
from wsoa.history.matching.wording import Wording
from wsoa.plan.models import Plan
from wsoa.plan.walk import Item, walk

WRITERS = '{ref: "1.1.1", title: Hire two plan writers, due: 2019-12}'
ADVICE = '{ref: "1.1.2", title: Agree how health advice is asked for, due: 2019-12}'
TRAIN = '{ref: "1.1.3", title: Train every school in co-production, due: 2020-03}'


def version(*workstreams: str) -> Plan:
    """A plan of these workstreams."""
    return plan_from(f"{HEAD}workstreams:\n" + "".join(f"  - {one}\n" for one in workstreams))


def workstream(ref: str, title: str, *actions: str, outcome: str = "Plans are timely") -> str:
    """A workstream with one outcome that holds these actions."""
    held = f'{{ref: "{ref}.1", title: {outcome}, actions: [{", ".join(actions)}]}}'
    return f'{{ref: {ref}, title: {title}, weaknesses: ["1"], outcomes: [{held}]}}'


def compared(old: Plan, new: Plan, *gone: Gone) -> Matching:
    return match(list(walk(old)), list(walk(new)), Wording(old, new, [one.item for one in gone]), gone)


def titled(found: Matching, kind: str) -> list[tuple[str, str, str]]:
    """What is tied of one kind: the old title, the new one, and by what."""
    return [(pair.old.title, pair.new.title, pair.by) for pair in found.pairs if pair.new.kind == kind]


def item(plan: Plan, ref: str) -> Item:
    (found,) = [one for one in walk(plan) if one.ref == ref]
    return found


def test_a_workstream_under_wholly_new_words_is_known_by_what_it_still_holds() -> None:
    old = version(workstream("A", "Timeliness", WRITERS, ADVICE))
    new = version(workstream("A", "Getting it right first", WRITERS, ADVICE, outcome="Nobody waits"))
    found = compared(old, new)
    assert titled(found, "workstream") == [("Timeliness", "Getting it right first", "place")]
    assert titled(found, "outcome") == [("Plans are timely", "Nobody waits", "place")]
    assert (found.removed, found.added) == ((), ())


def test_a_workstream_under_new_words_that_holds_other_things_is_another_one() -> None:
    old = version(workstream("A", "Timeliness", WRITERS, ADVICE))
    new = version(
        workstream("A", "Getting it right first", TRAIN, outcome="Nobody waits"),
        workstream("B", "Moved here", WRITERS, ADVICE, outcome="Families know"),
    )
    found = compared(old, new)
    assert titled(found, "workstream") == []
    assert {one.title for one in found.removed} == {"Timeliness", "Plans are timely"}
    assert "Getting it right first" in {one.title for one in found.added}


def test_an_empty_workstream_under_new_words_is_another_one() -> None:
    old = version(workstream("A", "Timeliness"))
    found = compared(old, version(workstream("A", "Getting it right", outcome="Nobody waits")))
    assert titled(found, "workstream") == []


def test_half_of_what_a_workstream_held_is_not_enough() -> None:
    old = version(workstream("A", "Timeliness", WRITERS, ADVICE, outcome="Plans are quick"))
    new = version(
        workstream("A", "Getting it right first", WRITERS, outcome="Nobody waits"),
        workstream("B", "Moved here", ADVICE, outcome="Families know"),
    )
    assert titled(compared(old, new), "workstream") == []


def test_an_action_that_became_a_milestone_is_the_same_promise() -> None:
    advert = '{ref: "1.1.9", title: Advertise both posts., due: 2019-10}'
    old = version(workstream("A", "Timeliness", WRITERS, advert))
    held = WRITERS[:-1] + ", milestones: [{title: Advertise both  Posts, due: 2019-11}]}"
    found = compared(old, version(workstream("A", "Timeliness", held)))
    assert titled(found, "milestone") == [("Advertise both posts.", "Advertise both  Posts", "kind")]
    assert (found.removed, found.added) == ((), ())


def test_words_that_stand_twice_turn_into_nothing() -> None:
    advert = '{ref: "1.1.9", title: Advertise both posts, due: 2019-10}'
    posts = "title: Advertise both posts"
    twice = f"milestones: [{{{posts}, due: 2019-11}}, {{{posts}, due: 2020-01}}]"
    found = compared(
        version(workstream("A", "Timeliness", WRITERS, advert)),
        version(workstream("A", "Timeliness", f"{WRITERS[:-1]}, {twice}}}")),
    )
    assert titled(found, "milestone") == []
    assert [one.title for one in found.removed] == ["Advertise both posts"]
    assert len(found.added) == 2


def test_what_went_as_an_action_may_come_back_as_a_milestone_once() -> None:
    advert = '{ref: "1.1.9", title: Advertise both posts, due: 2019-10}'
    first = version(workstream("A", "Timeliness", WRITERS, advert))
    old = version(workstream("A", "Timeliness", WRITERS))
    new = version(
        workstream(
            "A", "Timeliness", WRITERS[:-1] + ", milestones: [{title: Advertise both posts, due: 2019-11}]}"
        )
    )
    gone = Gone(item(first, "1.1.9"), ("old", 1), ("old", 2), first, 7)
    found = compared(old, new, gone)
    (turned,) = [pair for pair in found.pairs if pair.by == "kind"]
    assert (turned.back, turned.old.title) == (gone, "Advertise both posts")
    assert (found.removed, found.added) == ((), ())
    both = version(
        workstream(
            "A", "Timeliness", advert,
            WRITERS[:-1] + ", milestones: [{title: Advertise both posts, due: 2019-11}]}",
        )
    )  # fmt: skip
    found = compared(old, both, gone)
    assert [(pair.new.kind, pair.back) for pair in found.pairs if pair.back] == [("action", gone)]
    assert [one.kind for one in found.added] == ["milestone"]


def test_what_had_gone_before_is_not_told_as_gone_again() -> None:
    first = version(workstream("A", "Timeliness", WRITERS, ADVICE))
    old = version(workstream("A", "Timeliness", WRITERS))
    found = compared(old, old, Gone(item(first, "1.1.2"), ("old", 1), ("old", 2), first, 7))
    assert (found.removed, found.added, found.recycled) == ((), (), frozenset())
    found = compared(old, first, Gone(item(first, "1.1.2"), ("old", 1), ("old", 2), first, 7))
    assert [pair.new.ref for pair in found.pairs if pair.back] == ["1.1.2"]


def test_a_ref_that_now_names_another_thing_was_given_away() -> None:
    old = version(workstream("A", "Timeliness", WRITERS, ADVICE))
    other = '{ref: "1.1.2", title: Open a second resource base in the west, due: 2020-09}'
    found = compared(old, version(workstream("A", "Timeliness", WRITERS, other)))
    assert found.recycled == {"1.1.2"}
    assert [one.title for one in found.removed] == ["Agree how health advice is asked for"]
    assert compared(old, old).recycled == frozenset()
    moved = ADVICE.replace("1.1.2", "1.1.5")
    assert compared(old, version(workstream("A", "Timeliness", WRITERS, moved))).recycled == frozenset()


def test_the_same_promise_under_wholly_new_words_is_told_as_a_ref_given_another_meaning() -> None:
    old = version(workstream("A", "Timeliness", WRITERS, ADVICE))
    new = version(
        workstream(
            "A", "Timeliness", WRITERS, ADVICE.replace("Agree how health advice is asked for", "One portal")
        )
    )
    found = compared(old, new)
    assert ("Agree how health advice is asked for", "One portal", "place") in titled(found, "action")
    assert found.recycled == {"1.1.2"}


def test_milestones_without_refs_stay_in_their_own_workstream() -> None:
    """Two actions of the same words, each with a milestone of the same words, in two workstreams."""
    held = '{ref: "%s", title: Check the plan, milestones: [{title: First look, due: %s}]}'
    old = version(
        workstream("A", "Timeliness", held % ("1.1.1", "2019-10")),
        workstream("B", "Quality", held % ("2.1.1", "2020-10"), outcome="Plans are good"),
    )
    new = version(
        workstream("B", "Quality", held % ("2.1.1", "2020-10"), outcome="Plans are good"),
        workstream("A", "Timeliness", held % ("1.1.1", "2019-10")),
    )
    pairs = [pair for pair in compared(old, new).pairs if pair.new.kind == "milestone"]
    assert len(pairs) == 2
    assert all(pair.old.thing == pair.new.thing for pair in pairs)


def test_in_another_workstream_the_words_of_the_same_promise_must_be_nearer() -> None:
    support = '{ref: "1.1.5", title: Agree with every school how support is recorded and reviewed}'
    funding = '{ref: "2.9", title: Agree with every nursery how funding is recorded and spent}'
    quality = workstream("B", "Quality", TRAIN, outcome="Plans are good")
    old = version(workstream("A", "Timeliness", WRITERS, support), quality)
    beside = version(workstream("A", "Timeliness", WRITERS, funding), quality)
    elsewhere = version(
        workstream("A", "Timeliness", WRITERS),
        workstream("B", "Quality", TRAIN, funding, outcome="Plans are good"),
    )
    assert [pair.by for pair in compared(old, beside).pairs if pair.new.ref == "2.9"] == ["wording"]
    assert [pair.by for pair in compared(old, elsewhere).pairs if pair.new.ref == "2.9"] == []


def test_what_is_in_a_workstream_that_did_not_change_was_where_that_was() -> None:
    old = version(
        workstream("A", "Timeliness", WRITERS), workstream("B", "Quality", TRAIN, outcome="Plans are good")
    )
    new = old.model_copy(update={"workstreams": old.workstreams[::-1]})
    found = compare(old, new)
    inside = ("outcomes", 0, "actions", 0)
    assert found.older(("workstreams", 0)) == ("workstreams", 1)
    assert found.older(("workstreams", 0, "outcomes", 0)) == ("workstreams", 1, "outcomes", 0)
    assert found.older(("workstreams", 1, *inside)) == ("workstreams", 0, *inside)
    assert found.older(("workstreams", 2, *inside)) is None
