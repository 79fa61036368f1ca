"""Counts too small to publish are kept back, and nothing that is published gives them away."""

# ruff: noqa: E501 - a plan's lines are as long as they are
from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.render.small import load_plan
from wsoa.audience.disclosure_control import line_without_counts, told_then, withheld
from wsoa.history.repository.store import from_memory
from wsoa.history.repository.versions import Commit
from wsoa.history.timeline import Timeline, timeline
from wsoa.plan.kpis import Kpi
from wsoa.plan.models import Plan


def plan_with(whole: int | None, parts: Sequence[int], unit: str = "count") -> Plan:
    given_parts = "".join(
        f"\n          - {{ref: p{n}, title: Part {n}, readings: [{{date: 2020-03-31, value: {value}}}]}}"
        for n, value in enumerate(parts)
    )
    reading = f"\n        readings: [{{date: 2020-03-31, value: {whole}}}]" if whole is not None else ""
    loaded = load_plan(f"""\
format: 1
kind: pap
area: Westshire
title: Plan
bodies: [Council]
roles: {{}}
weaknesses: []
workstreams:
  - ref: WG1
    title: One
    weaknesses: []
    outcomes: []
    kpis:
      - ref: K1
        title: Children waiting
        aim: reduce
        unit: {unit}
        baseline: {{value: 40}}{reading}
        parts: {given_parts or "[]"}
""")
    assert loaded.plan is not None
    return loaded.plan


def shown(plan: Plan, below: int = 5) -> tuple[int | None, list[int | None]]:
    kpi: Kpi = withheld(plan, below).workstreams[0].kpis[0]
    return whole_number(kpi.readings[0].value), [whole_number(p.readings[0].value) for p in kpi.parts]


def whole_number(value: Decimal | None) -> int | None:
    return None if value is None else int(value)


def test_nothing_is_kept_back_unless_asked() -> None:
    plan = plan_with(9, [3, 6])
    assert withheld(plan, 0) is plan


def test_a_count_below_the_limit_is_withheld_and_says_so() -> None:
    reading = withheld(plan_with(3, []), 5).workstreams[0].kpis[0].readings[0]
    assert (reading.value, reading.suppressed) == (None, True)


def test_no_child_and_the_limit_itself_are_shown() -> None:
    assert shown(plan_with(0, [])) == (0, [])
    assert shown(plan_with(5, [])) == (5, [])


def test_the_next_smallest_part_goes_with_a_small_one_so_that_the_total_does_not_give_it_away() -> None:
    assert shown(plan_with(30, [3, 7, 20])) == (30, [None, None, 20])


def test_two_small_parts_protect_each_other_if_they_add_up_to_the_limit() -> None:
    assert shown(plan_with(27, [3, 4, 20])) == (27, [None, None, 20])
    assert shown(plan_with(23, [1, 2, 20])) == (23, [None, None, None])


def test_where_no_part_is_left_to_protect_another_the_total_goes() -> None:
    assert shown(plan_with(3, [3])) == (None, [None])
    assert shown(plan_with(12, [3])) == (None, [None])


def test_percentages_and_weeks_are_not_counts() -> None:
    assert shown(plan_with(3, [2, 1], unit="percent")) == (3, [2, 1])


@given(st.lists(st.integers(0, 12), min_size=1, max_size=6), st.integers(2, 10))
def test_what_is_published_never_settles_what_is_kept_back(parts: list[int], below: int) -> None:
    whole, told = shown(plan_with(sum(parts), parts), below)
    hidden = [value for value, seen in zip(parts, told, strict=True) if seen is None]
    assert all(seen is None or seen == 0 or seen >= below for seen in (whole, *told))
    if whole is not None and hidden:
        assert len(hidden) > 1
        assert sum(hidden) >= below


# A plan's past, as it may be told.

COUNTED = """\
format: 1
kind: pap
area: Westshire
title: Plan
bodies: [Council]
roles: {}
weaknesses: []
workstreams:
  - ref: WG1
    title: One
    ambition: TITLE
    kpis:
      - ref: K1
        title: Children waiting
        aim: reduce
        unit: UNIT
        baseline: {value: 40, at: 2019-09}
        readings: [{date: 2020-03-31, value: VALUE}]
        parts: [{ref: a, title: North, readings: [{date: 2020-03-31, value: VALUE}]}]
"""


def version(value: int, unit: str = "count", title: str = "One") -> bytes:
    text = COUNTED.replace("VALUE", str(value)).replace("UNIT", unit).replace("TITLE", title)
    return text.encode()


def story(*versions: bytes) -> Timeline:
    days = (date(2020, 4, 1) + timedelta(n) for n in range(len(versions)))
    commits = (Commit(f"{n}" * 40, day, day, "Edit") for n, day in enumerate(days))
    pairs = zip(commits, versions, strict=True)
    return timeline(from_memory("westshire", ((commit, {"plan.yaml": text}) for commit, text in pairs)))


def fields(line: Timeline) -> list[list[tuple[str, str]]]:
    return [[(change.ref, change.field) for change in event.changes] for event in line.events]


def test_the_story_of_a_plan_tells_no_figure_of_a_count() -> None:
    line = line_without_counts(story(version(30), version(31, title="Two")), 5)
    assert fields(line) == [[], [("WG1", "ambition")]]


def test_a_version_that_changed_figures_alone_is_left_out_and_the_first_one_stays() -> None:
    line = line_without_counts(story(version(30), version(31), version(31, title="Two")), 5)
    assert fields(line) == [[], [("WG1", "ambition")]]
    assert [event.first for event in line.events] == [True, False]


def test_the_story_of_percentages_is_told_save_for_parts_that_do_not_say_what_they_count() -> None:
    line = line_without_counts(story(version(30, "percent"), version(31, "percent")), 5)
    assert fields(line) == [[], [("K1", "reading"), ("K1", "reading")]]


def test_a_change_brings_no_figure_with_its_item() -> None:
    """What else was said of a KPI is told; the KPI that hangs on it has no figures any more."""
    line = line_without_counts(story(version(30), version(30, "percent"), version(30)), 5)
    things = [change.item.thing for event in line.events for change in event.changes if change.ref == "K1"]
    counted = [thing for thing in things if isinstance(thing, Kpi) and thing.unit == "count"]
    assert counted
    assert all(
        (one.baseline, one.readings, *(part.readings for part in one.parts), one.printed)
        == (None, (), *(() for _ in one.parts), {})
        for one in counted
    )


def test_a_kpi_that_is_taken_out_leaves_no_figure_behind() -> None:
    printed = version(30).replace(
        b"        parts:", b"        printed: {baseline: 40 children}\n        parts:"
    )
    line = line_without_counts(story(printed, printed.split(b"    kpis:")[0]), 5)
    (gone,) = [c.item.thing for e in line.events for c in e.changes if c.ref == "K1"]
    assert isinstance(gone, Kpi)
    assert (gone.title, gone.baseline, gone.printed) == ("Children waiting", None, {})
    assert [part.readings for part in gone.parts] == [()]


def test_nothing_of_the_story_is_left_out_unless_asked() -> None:
    line = story(version(30), version(31))
    assert line_without_counts(line, 0) is line
    assert len(fields(line)[1]) == 4


def test_the_first_version_tells_only_figures_that_the_newest_tells_too() -> None:
    line = line_without_counts(story(version(30), version(31)), 5)
    assert line.first is not None
    assert line.newest is not None
    assert [whole_number(r.value) for r in line.first.workstreams[0].kpis[0].readings] == [None]
    assert [whole_number(r.value) for r in line.newest.workstreams[0].kpis[0].readings] == [31]
    start = line.first.workstreams[0].kpis[0].baseline
    assert start is not None
    assert start.value == 40


def plan_of(data: bytes) -> Plan:
    loaded = load_plan(data.decode())
    assert loaded.plan is not None
    return loaded.plan


def test_an_older_version_tells_no_count_that_the_present_one_does_not() -> None:
    now = withheld(plan_of(version(31)), 5)
    same, other = told_then(plan_of(version(31)), now, 5), told_then(plan_of(version(30)), now, 5)
    assert same.workstreams[0].kpis[0].readings[0].value == 31
    assert other.workstreams[0].kpis[0].readings[0].suppressed
    assert other.workstreams[0].kpis[0].parts[0].readings[0].suppressed
    gone = plan_of(version(31)).model_copy(update={"workstreams": ()})
    assert told_then(plan_of(version(31)), gone, 5).workstreams[0].kpis[0].readings[0].suppressed
    assert told_then(plan_of(version(30, "percent")), gone, 5).workstreams[0].kpis[0].readings[0].value == 30
    assert told_then(plan_of(version(30)), now, 0).workstreams[0].kpis[0].readings[0].value == 30


def test_what_stands_beside_a_withheld_figure_and_may_repeat_it_goes_too() -> None:
    text = (
        version(3)
        .decode()
        .replace(
            "        unit: count\n",
            '        unit: count\n        note: It was 3\n        printed: {ref: "K 1", baseline: 40 children, owner: Head}\n',
        )
    )
    kpi = withheld(plan_of(text.encode()), 5).workstreams[0].kpis[0]
    assert (kpi.note, kpi.printed) == (None, {"ref": "K 1", "owner": "Head"})
    kept = withheld(plan_of(text.replace("value: 3}", "value: 30}").encode()), 5).workstreams[0].kpis[0]
    assert kept.note == "It was 3"
    assert kept.printed["baseline"] == "40 children"


def test_remarks_beside_other_figures_of_the_kpi_go_too() -> None:
    """The total stands, and what is said beside it would tell of how many it is the sum."""
    total, north = "{date: 2020-03-31, value: 30, note: 3 in the north}", "{date: 2020-03-31, value: 3}"
    rest = "{date: 2020-03-31, value: 27, note: Mostly boys}"
    text = version(30).decode()
    one_part = "parts: [{ref: a, title: North, readings: [{date: 2020-03-31, value: 30}]}]"
    parts = f"parts: [{{ref: a, title: N, readings: [{north}]}}, {{ref: b, title: S, note: All but 3, readings: [{rest}]}}]"
    text = text.replace(one_part, parts).replace("{date: 2020-03-31, value: 30}", total)
    kpi = withheld(plan_of(text.encode()), 5).workstreams[0].kpis[0]
    assert (whole_number(kpi.readings[0].value), kpi.readings[0].note) == (30, None)
    assert kpi.parts[1].note is None
    above = withheld(plan_of(text.replace("value: 3}", "value: 13}").encode()), 5).workstreams[0].kpis[0]
    assert (above.readings[0].note, above.parts[1].note) == ("3 in the north", "All but 3")


def test_what_a_document_printed_does_not_tell_a_figure_that_the_plan_itself_withholds() -> None:
    text = (
        version(30)
        .decode()
        .replace(
            "baseline: {value: 40, at: 2019-09}",
            "baseline: {suppressed: true, at: 2019-09, text: fewer than 5}\n        printed: {baseline: 3 children}",
        )
    )
    kpi = withheld(plan_of(text.encode()), 5).workstreams[0].kpis[0]
    assert kpi.printed == {}
    assert kpi.baseline is not None
    assert kpi.baseline.text == "fewer than 5"


RECORD = "{date: 2020-02, field: baseline, from: FROM, to: TO, reason: Put right}"


def recorded(old: str, new: str, **other: str) -> bytes:
    """A version with the record of a changed baseline."""
    record = RECORD.replace("FROM", old).replace("TO", new)
    return version(30, **other).replace(
        b"        parts:", f"        changes: [{record}]\n        parts:".encode()
    )


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [("3", "40", False), ("2019-12", "3", False), ("3", "2019-12", False), ("2019-12", "2020-03", True)],
)
def test_only_records_of_dates_are_told_now_and_in_the_past(old: str, new: str, *, told: bool) -> None:
    now = withheld(plan_of(recorded(old, new)), 5)
    assert bool(now.workstreams[0].kpis[0].changes) == told
    then = told_then(plan_of(recorded(old, new, title="Two")), now, 5)
    assert bool(then.workstreams[0].kpis[0].changes) == told
    line = line_without_counts(story(version(30), recorded(old, new)), 5)
    assert any(change.field == "record" for event in line.events for change in event.changes) == told


def test_the_story_of_a_target_does_not_give_its_baseline_away() -> None:
    def aimed(*targets: str) -> bytes:
        lines = f"        targets: [{', '.join(targets)}]\n        parts:".encode()
        return version(30).replace(b"        parts:", lines)

    first, second = "{by: 2021, change: -1, value: 3}", "{by: 2021, change: -1, value: 2}"
    line = line_without_counts(story(aimed(), aimed(first), aimed(second), aimed()), 5)
    told = [(change.old, change.new) for event in line.events for change in event.changes]
    assert [[getattr(side, "value", None) for side in pair] for pair in told] == [[None, None], [None, None]]
    plain = [f"{{by: 2021, value: {n}}}" for n in (20, 10)]
    line = line_without_counts(story(aimed(plain[0]), aimed(plain[1])), 5)
    ((change,),) = [event.changes for event in line.events if event.changes]
    assert (change.old.value, change.new.value) == (20, 10)


def test_a_figure_of_what_counted_until_now_is_not_told_when_it_goes() -> None:
    line = line_without_counts(story(version(3), version(30, "percent")), 5)
    assert fields(line) == [[], [("K1", "unit")]]


def test_a_target_that_counts_from_a_withheld_baseline_does_not_give_it_away() -> None:
    text = (
        version(30)
        .decode()
        .replace(
            "        baseline: {value: 40, at: 2019-09}\n",
            "        baseline: {value: 4, at: 2019-09}\n"
            "        targets:\n"
            "          - {by: 2021, change: -1, value: 3, text: down to 3}\n"
            "          - {by: 2022, maintain: true, value: 4}\n"
            "          - {by: 2023, value: 2}\n"
            "          - {by: 2024, change: -2}\n",
        )
    )
    kpi = withheld(plan_of(text.encode()), 5).workstreams[0].kpis[0]
    assert kpi.baseline is not None
    assert (kpi.baseline.value, kpi.baseline.suppressed) == (None, True)
    assert [(whole_number(t.value), t.text) for t in kpi.targets] == [
        (None, None),
        (None, None),
        (2, None),
        (None, None),
    ]
    assert [t.change for t in kpi.targets] == [Decimal(-1), None, None, Decimal(-2)]


def test_a_reading_that_is_words_alone_is_no_figure() -> None:
    text = (
        version(3)
        .decode()
        .replace(
            "readings: [{date: 2020-03-31, value: 3}]\n", "readings: [{date: 2020-03-31, text: Few}]\n", 1
        )
    )
    kpi = withheld(plan_of(text.encode()), 5).workstreams[0].kpis[0]
    assert kpi.readings[0].text == "Few"
    assert not kpi.readings[0].suppressed
    assert kpi.parts[0].readings[0].suppressed


def test_a_figure_that_the_plan_itself_withholds_is_protected_whatever_the_limit() -> None:
    text = (
        version(50)
        .decode()
        .replace(
            "parts: [{ref: a, title: North, readings: [{date: 2020-03-31, value: 50}]}]",
            "parts:\n"
            "          - {ref: a, title: North, readings: [{date: 2020-03-31, suppressed: true}]}\n"
            "          - {ref: b, title: South, readings: [{date: 2020-03-31, value: 47}]}\n",
        )
    )
    for below in (1, 5):
        kpi = withheld(plan_of(text.encode()), below).workstreams[0].kpis[0]
        assert (
            whole_number(kpi.readings[0].value) is None
            or whole_number(kpi.parts[1].readings[0].value) is None
        )
    assert withheld(plan_of(text.encode()), 0).workstreams[0].kpis[0].readings[0].value == 50


@pytest.mark.parametrize(
    ("period", "together"),
    [
        ("2020-01/..", True),
        ("ongoing", True),
        ("2019/20 summer term", False),
        ("2020-04", False),
        ("2020-Q1", True),
    ],
)
def test_figures_belong_together_where_the_days_they_cover_overlap(period: str, *, together: bool) -> None:
    """A term that the plan does not explain covers no days that anybody knows."""
    text = (
        version(50)
        .decode()
        .replace(
            "parts: [{ref: a, title: North, readings: [{date: 2020-03-31, value: 50}]}]",
            "parts:\n"
            f"          - {{ref: a, title: North, readings: [{{period: {period}, value: 3}}]}}\n"
            f"          - {{ref: b, title: South, readings: [{{period: {period}, value: 47}}]}}\n",
        )
    )
    kpi = withheld(plan_of(text.encode()), 5).workstreams[0].kpis[0]
    assert [whole_number(part.readings[0].value) for part in kpi.parts] == [None, None if together else 47]


def test_an_older_percentage_is_told_as_it_was() -> None:
    now = withheld(plan_of(version(31, "percent")), 5)
    assert told_then(plan_of(version(30, "percent")), now, 5).workstreams[0].kpis[0].readings[0].value == 30
