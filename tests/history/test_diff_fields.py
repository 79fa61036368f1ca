"""What is told of one field of an item: ratings, completions, printed words, effects, records, its place."""

from __future__ import annotations

from datetime import date

import pytest

from tests.conftest_plans import HEAD, action_plan, plan_from
from tests.history.test_diff import actions, changes, kpi, only
from wsoa.history.change import Flag, Kind
from wsoa.history.diff import diff

ALTERED, RECORD_REWRITTEN = {Flag.DATE_ALTERED}, {Flag.RECORD_REWRITTEN}
TERMS = "terms: {2019/20 autumn term: {starts: 2019-09-02, ends: 2019-12-20}, 2019/20 spring term: {starts: 2020-01-06, ends: 2020-04-03}}\n"  # noqa: E501 - one line of a plan


@pytest.mark.parametrize(
    ("old", "new", "flags"),
    [
        ("{code: R, date: 2020-01-31}", "{code: A, date: 2020-03-31}", set()),
        ("{code: R, date: 2020-01}", "{code: A, date: 2020-01-31}", ALTERED),
        ("{code: R, date: 2020-03-31}", "{code: A, date: 2020-01-31}", ALTERED),
        ("{code: R, date: 2020-01-31}", "{code: A, date: 2020-01-31}", set()),
        ("{code: R, date: 2020-01-31}", "{code: A}", ALTERED),
        ("{code: R}", "{code: A, date: 2020-01-31}", set()),
        ("{code: R, date: 2019/20 autumn term}", "{code: A, date: 2020-03-31}", ALTERED),
        ("{code: R, date: 2020-01-31}", "{code: A, date: 2019/20 spring term}", ALTERED),
        ("{code: R, date: 2020-01/..}", "{code: A, date: 2020-02-28}", ALTERED),
    ],
)
def test_a_newer_rating_is_news_and_any_other_date_for_it_an_alteration(
    old: str, new: str, flags: set[Flag]
) -> None:
    change = only(action_plan(f"rating: {old}", head=TERMS), action_plan(f"rating: {new}", head=TERMS))
    assert (change.field, set(change.flags)) == ("rating", flags)


@pytest.mark.parametrize(
    ("old", "new", "flags"),
    [
        ("completed: 2020-01-31", "updates: []", {Flag.COMPLETION_UNDONE}),
        ("completed: 2020-01-31", "completed: 2020-02-28", ALTERED),
        ("updates: []", "completed: 2020-02-28", set()),
        ("start: 2020-01-31", "updates: []", ALTERED),
        ("resource: Two posts", "updates: []", set()),
    ],
)
def test_only_a_completion_that_is_taken_out_is_undone(old: str, new: str, flags: set[Flag]) -> None:
    assert set(only(action_plan(old), action_plan(new)).flags) == flags


def test_each_word_of_the_document_that_changed_is_told_and_no_other() -> None:
    old = action_plan("printed: {due: Xmas, lead: The Head}")
    new = action_plan("printed: {due: Christmas, lead: The Head, title: Pathway}")
    assert [(c.field, c.old, c.new) for c in changes(old, new)] == [
        ("printed.due", "Xmas", "Christmas"),
        ("printed.title", None, "Pathway"),
    ]
    assert changes(old, old) == ()
    assert [(c.field, c.new) for c in changes(old, action_plan("printed: {due: Xmas}"))] == [
        ("printed.lead", None)
    ]


@pytest.mark.parametrize(
    ("old", "new", "flags"),
    [
        ("[{text: Fewer calls, date: 2020-01}]", "[{text: Fewer calls, date: 2020-02}]", ALTERED),
        ("[{text: Fewer calls, date: 2020-01}]", "[{text: Fewer complaints, date: 2020-01}]", set()),
        (
            "[{text: Fewer calls, date: 2020-01}]",
            "[{text: Fewer calls, date: 2020-01}, {text: More thanks, date: 2020-02}]",
            set(),
        ),
        (
            "[{text: Fewer calls, evidence: [{title: Log, date: 2020-01}]}]",
            "[{text: Fewer calls, evidence: [{title: Log, date: 2020-03}]}]",
            ALTERED,
        ),
    ],
)
def test_what_was_achieved_is_told_once_and_a_date_of_it_that_changed(
    old: str, new: str, flags: set[Flag]
) -> None:
    change = only(action_plan(f"impact: {old}"), action_plan(f"impact: {new}"))
    assert (change.field, set(change.flags)) == ("impact", flags)


def hoped(*impact: str, start: str = "2019-10-18") -> str:
    """A plan whose outcome names what people should notice."""
    text = actions('{ref: "1.1", title: Agree the pathway}').replace("2019-10-18", start)
    return text.replace(
        "title: Assessments on time", f"title: On time\n        impact: [{', '.join(impact)}]"
    )


def test_a_date_by_which_people_should_notice_moves_by_itself() -> None:
    calls, thanks = "{text: Fewer calls, by: 2020-03}", "{text: More thanks, by: 2020-06}"
    later = only(hoped(calls, thanks), hoped(calls.replace("03", "04"), thanks))
    assert (later.field, later.days) == ("impact date", 30)
    turned = changes(hoped(calls, thanks), hoped(thanks, calls.replace("03", "04")))
    assert [(c.field, c.days) for c in turned] == [("impact", 0), ("impact date", 30)]
    assert changes(hoped(calls, thanks), hoped(calls, thanks)) == ()
    reworded = changes(hoped(calls, thanks), hoped("{text: Calls are rare, by: 2020-05}", thanks))
    assert [(c.field, c.days) for c in reworded] == [("impact", 0), ("impact date", 61)]
    gone = changes(hoped(calls, thanks), hoped(thanks))
    assert [(c.field, Flag.DATE_LOST in c.flags) for c in gone] == [("impact", False), ("impact date", True)]


def test_what_people_should_notice_moves_with_the_start_it_counts_from() -> None:
    calls = "{text: Fewer calls, by: 6 months}"
    told = changes(hoped(calls), hoped(calls, start="2019-11-18"))
    assert [(c.field, c.days) for c in told if c.field != "start"] == [("impact date", 30)]


FIRST = "{date: 2019-11-01, field: due, from: 2019-12-31, to: 2020-01-31, reason: Illness}"


@pytest.mark.parametrize(
    ("record", "flags"),
    [
        (FIRST.replace("Illness", "Leave"), RECORD_REWRITTEN),
        (FIRST.replace("Illness", "Illness, agreed_by: Board"), set()),
        (FIRST.replace("2019-12-31", "2019-11-30"), RECORD_REWRITTEN),
        (FIRST.replace("2019-11-01", "2019-11-20"), RECORD_REWRITTEN),
    ],
)
def test_a_record_that_says_more_is_completed_and_any_other_edit_rewrites_it(
    record: str, flags: set[Flag]
) -> None:
    """It is known again by its two dates, else by its field and day, though another one came beside it."""
    other = "{date: 2019-10-20, field: lead, from: A, to: B, reason: Left}"
    old = action_plan("due: 2020-01-31", f"changes: [{FIRST}]")
    new = action_plan("due: 2020-01-31", f"changes: [{other}, {record}]")
    edited, came = [c for c in changes(old, new) if c.field == "record"]
    assert (edited.kind, set(edited.flags)) == (Kind.CHANGED, flags)
    assert edited.new is not None
    assert edited.new.field == "due"
    assert (came.kind, came.new.field) == (Kind.ADDED, "lead")


def test_parts_of_a_kpi_that_came_or_went_as_a_whole_need_no_line_of_their_own() -> None:
    one = kpi("parts: [{ref: north, title: North}]")
    none = one.split("    kpis:")[0]
    assert [(c.kind, c.item.kind) for c in changes(none, one)] == [(Kind.ADDED, "kpi")]
    assert [(c.kind, c.item.kind) for c in changes(one, none)] == [(Kind.REMOVED, "kpi")]
    two = kpi("parts: [{ref: north, title: North}, {ref: south, title: South}]")
    assert [(c.kind, c.item.kind, c.ref) for c in changes(one, two)] == [(Kind.ADDED, "part", "K1/south")]


PLACES = f"""{HEAD}workstreams:
  - ref: WS1
    title: Assessment
    outcomes:
      - {{ref: "1", title: On time, actions: [{{ref: "1.1", title: Agree the pathway, milestones: [FIRST]}}, HERE]}}
      - {{ref: "2", title: Well written, actions: [{{ref: "2.1", title: Read every draft, milestones: [SECOND]}}, OTHER]}}
    kpis: [LEFT]
  - {{ref: WS2, title: Health, kpis: [RIGHT]}}
"""  # noqa: E501 - an outcome on a line
EMPTY = {"FIRST": "", "HERE": "", "SECOND": "", "OTHER": "", "LEFT": "", "RIGHT": ""}


@pytest.mark.parametrize(
    ("thing", "where", "then", "refs"),
    [
        ('{ref: "9", title: Hire two plan writers}', "HERE", "OTHER", ("1", "2")),
        ("{ref: m9, title: Advert is out, due: 2020-01}", "FIRST", "SECOND", ("1.1", "2.1")),
        ("{ref: K9, title: Plans in time, aim: increase, unit: percent}", "LEFT", "RIGHT", ("WS1", "WS2")),
    ],
)  # fmt: skip
def test_what_was_moved_elsewhere_says_from_where_to_where(
    thing: str, where: str, then: str, refs: tuple[str, str]
) -> None:
    def at(place: str) -> str:
        text = PLACES
        for name, held in (EMPTY | {place: thing}).items():
            text = text.replace(name, held)
        return text.replace(", ]", "]")

    told = diff(plan_from(at(where)), plan_from(at(then))).changes
    assert [(c.field, c.old, c.new) for c in told] == [("place", *refs)]


def test_what_stands_in_a_workstream_that_changed_its_place_is_not_elsewhere() -> None:
    """The order alone changed; nothing belongs to anything else."""
    one, two = (
        f'  - {{ref: {ref}, title: {title}, outcomes: [{{ref: "{n}", title: {title} is good, actions: [{{ref: "{n}.1", title: See to {title}}}]}}]}}\n'  # noqa: E501
        for n, ref, title in ((1, "WS1", "Assessment"), (2, "WS2", "Health"))
    )
    told = changes(f"{HEAD}workstreams:\n{one}{two}", f"{HEAD}workstreams:\n{two}{one}")
    assert [(c.item.kind, c.field) for c in told] == [("plan", "order")]
    within = two.replace("See to Health", "See to Health, resource: Two posts")
    told = changes(f"{HEAD}workstreams:\n{one}{two}", f"{HEAD}workstreams:\n{within}{one}")
    assert [(c.ref, c.field) for c in told] == [("2.1", "resource")]


def test_a_part_of_a_kpi_stays_where_it_is_while_kpis_change_places() -> None:
    part = "parts: [{ref: north, title: North, note: NOTE}]"
    first, second = (
        f"{{ref: K{n}, title: {title}, aim: increase, unit: percent, {part}}}"
        for n, title in ((1, "Plans in time"), (2, "Families who feel heard"))
    )

    def text(*kpis: str) -> str:
        return f"{HEAD}workstreams:\n  - {{ref: WS1, title: W, kpis: [{', '.join(kpis)}]}}\n"

    told = changes(text(first, second), text(second.replace("NOTE", "All"), first))
    assert [(c.ref, c.field) for c in told] == [("K2/north", "note")]


def test_what_dates_count_from_is_explained_by_its_own_last_record_with_a_reason() -> None:
    def record(field: str, old: str, new: str, why: str) -> str:
        return f"{{date: 2019-11-01, field: {field}, from: {old}, to: {new}{why}}}"

    records = [
        record("start", "2019-10-18", "2019-11-01", ", reason: Elections"),
        record("start", "2019-11-01", "2019-11-18", ", reason: Illness"),
        record("start", "2019-11-18", "2019-11-18", ""),
        record("title", "Statement", "Plan", ", reason: Plainer words"),
    ]
    old = action_plan("due: 6 months")
    new = action_plan("due: 6 months", head=f"changes: [{', '.join(records)}]\n")
    told = changes(old, new.replace("start: 2019-10-18", "start: 2019-11-18"))
    (due,) = [change for change in told if change.field == "due"]
    assert (due.days, due.reason, [r.reason for r in due.records]) == (30, "Illness", ["Illness"])
    assert {Flag.BY_CALENDAR, Flag.RECORDED} <= due.flags
    moved = changes(old, new.replace("due: 6 months", "due: 7 months"))
    (due,) = [change for change in moved if change.field == "due"]
    assert (due.reason, due.records) == (None, ())


@pytest.mark.parametrize(("written", "backdated"), [(date(2019, 12, 2), False), (date(2019, 12, 3), True)])
def test_a_record_dated_more_than_a_month_before_it_was_written_is_backdated(
    written: date, *, backdated: bool
) -> None:
    old, new = action_plan("due: 2019-12-31"), action_plan("due: 2020-01-31", f"changes: [{FIRST}]")
    (change,) = changes(old, new, written)
    assert (Flag.BACKDATED in change.flags) == backdated
    assert Flag.BACKDATED not in only(old, new).flags


def test_a_target_that_came_or_went_is_told_with_all_it_said() -> None:
    with_one, without = kpi("targets: [{by: 2021-12, value: 80}]"), kpi()
    came, went = only(without, with_one), only(with_one, without)
    assert came.old is went.new is None
    assert came.new == went.old
    assert came.new is not None
    assert came.new.value == 80
