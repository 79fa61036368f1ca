"""What could be known on a day, and what was written of it only afterwards."""

# ruff: noqa: E501 - a case reads best on one line
from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest

from tests.conftest_plans import HEAD, action_plan, load_text
from wsoa.history.repository.versions import Commit, Version
from wsoa.history.restatement import Restated, known_at, restatements
from wsoa.history.rewrite import rewritten
from wsoa.render.registry import render
from wsoa.reports.comparison.restatement import restatement_report

MARCH = date(2020, 3, 31)
DUE = "due: 2020-06-30"


def version(day: str | None, *lines: str, text: str | None = None) -> Version:
    """A version committed on a day (None: not committed), of a plan whose action 1.1 has these lines."""
    commit = (
        Commit(f"{(day or '').replace('-', ''):0<40}", date(2020, 1, 1), date.fromisoformat(day), "Edit")
        if day
        else None
    )
    return Version(commit, load_text(text if text is not None else action_plan(DUE, *lines)))  # fmt: skip


def restated(*versions: Version, day: date = MARCH) -> list[tuple[str, str, str, str | None, str | None]]:
    """What was restated: field, own date, what was done to it, what it said, what it says."""
    return [
        (r.field, r.dated.isoformat(), r.kind.value, r.old, r.new) for r in restatements(versions, day).facts
    ]


START = version("2020-01-10")


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (["completed: 2020-03-15"], ("completed", "2020-03-15", "written", None, "2020-03-15")),
        (["updates: [{date: 2020-03-20, text: Going well, rating: G}]"], ("update", "2020-03-20", "written", None, "Going well; rating G")),
        (["rating: {code: G, date: 2020-03}"], ("rating", "2020-03-31", "written", None, "G")),
        (["withdrawn: {date: 2020-03-01, reason: Merged}"], ("withdrawn", "2020-03-01", "written", None, "Merged")),
        (["verified: {date: 2020-03-01, by: Parent carer forum}"], ("verified", "2020-03-01", "written", None, "Parent carer forum")),
        (["changes: [{date: 2020-03-01, field: due, from: 2020-03-31, to: 2020-06-30}]"], ("due changed", "2020-03-01", "written", None, "2020-03-31 to 2020-06-30: no reason recorded")),
    ],
)  # fmt: skip
def test_a_fact_of_march_written_in_april_is_told(
    lines: list[str], expected: tuple[str, str, str, str | None, str | None]
) -> None:
    assert restated(START, version("2020-04-27", *lines)) == [expected]


def test_what_was_written_in_time_or_happened_later_is_not_told() -> None:
    in_time = version("2020-03-31", "completed: 2020-03-15")
    assert restated(START, in_time, version("2020-05-01", "completed: 2020-03-15")) == []
    assert restated(START, version("2020-05-01", "completed: 2020-04-01")) == []


def test_a_month_is_over_on_its_last_day() -> None:
    late = version("2020-04-27", "completed: 2020-03")
    assert restated(START, late, day=date(2020, 3, 30)) == []
    assert [r[1] for r in restated(START, late)] == ["2020-03-31"]


def test_an_update_edited_afterwards_says_what_it_said_before() -> None:
    told = version("2020-03-22", "updates: [{date: 2020-03-20, text: At risk, rating: R}]")
    edited = version("2020-04-27", "updates: [{date: 2020-03-20, text: Going well, rating: G}]")
    assert restated(START, told, edited) == [
        ("update", "2020-03-20", "altered", "At risk; rating R", "Going well; rating G")
    ]


def test_a_fact_taken_out_or_given_another_day_is_told() -> None:
    done = version("2020-03-20", "completed: 2020-03-15")
    assert restated(done, version("2020-05-01")) == [
        ("completed", "2020-03-15", "removed", "2020-03-15", None)
    ]
    assert restated(done, version("2020-05-01", "completed: 2020-04-20")) == [
        ("completed", "2020-03-15", "altered", "2020-03-15", "2020-04-20")
    ]  # fmt: skip


def test_the_next_published_rating_takes_the_place_of_the_last() -> None:
    march = version("2020-03-31", "rating: {code: G, date: 2020-03-01}")
    june = version("2020-06-30", "rating: {code: A, date: 2020-06-01}")
    assert restated(march, june) == []
    late = version("2020-06-30", "rating: {code: A, date: 2020-03-31}")
    assert restated(march, late) == [("rating", "2020-03-31", "written", "G", "A")]
    swapped = version("2020-06-30", "rating: {code: A, date: 2020-03-01}")
    assert restated(march, swapped) == [("rating", "2020-03-01", "altered", "G", "A")]


KPIS = """\
workstreams:
  - ref: WS1
    title: Assessment
    kpis:
      - ref: K1
        title: Plans in twenty weeks
        aim: increase
        unit: percent
        baseline: {{promised: 2020-02{baseline}}}
        targets: [{{by: 2021, promised: 2020-02{target}}}]
        readings: [{readings}]
reviews:
  - {{title: Monitoring visit, due: 2020-03{review}}}
"""


def kpi_version(
    day: str, baseline: str = "", target: str = "", readings: str = "", review: str = ""
) -> Version:
    """A version whose only items are a KPI and a review."""
    text = KPIS.format(baseline=baseline, target=target, readings=readings, review=review)
    return version(day, text=HEAD + text)


def test_readings_baselines_targets_and_reviews_are_told() -> None:
    later = kpi_version(
        "2020-04-27",
        ", set: 2020-02-20, value: 41",
        ", set: 2020-03-02, value: 60",
        "{date: 2020-03-31, value: 58}",
        ", date: 2020-03-12, outcome: Some progress",
    )
    assert sorted(restated(kpi_version("2020-01-10"), later)) == [
        ("baseline set", "2020-02-20", "written", None, "41"),
        ("held", "2020-03-12", "written", None, "Some progress"),
        ("reading", "2020-03-31", "written", None, "58"),
        ("target set", "2020-03-02", "written", None, "60"),
    ]


def test_an_item_that_came_later_brings_its_facts_with_it() -> None:
    more = action_plan(DUE).replace(
        "          - ref:", '          - {ref: "9", title: Hear from parents, completed: 2020-02-01}\n          - ref:'
    )  # fmt: skip
    found = restatements([START, version("2020-04-27", text=more)], MARCH).facts
    assert [(r.item.ref, r.field) for r in found] == [("9", "completed")]


def test_each_entry_has_the_commit_and_day_it_was_written() -> None:
    (fact,) = restatements([START, version("2020-04-27", "completed: 2020-03-15")], MARCH).facts
    assert (fact.written, fact.days_after) == (date(2020, 4, 27), 43)
    assert fact.commit is not None
    assert fact.kind is Restated.WRITTEN


def test_work_not_yet_committed_is_told_as_such() -> None:
    (fact,) = restatements([START, version(None, "completed: 2020-03-15")], MARCH).facts
    assert (fact.commit, fact.written, fact.days_after) == (None, None, None)


def test_a_version_that_cannot_be_read_or_holds_no_plan_is_passed_over() -> None:
    broken = version("2020-04-01", text="area: [")
    gone = Version(broken.commit, None)
    assert restated(START, broken, gone, version("2020-04-27")) == []


def test_without_a_version_from_before_the_day_nothing_is_alleged() -> None:
    found = restatements([version("2020-04-27", "completed: 2020-03-15")], MARCH)
    assert (found.known, found.facts) == (None, ())


def test_a_commit_with_a_clock_that_ran_ahead_hides_nothing_that_came_in_time() -> None:
    ahead = version("2020-05-05", "completed: 2020-03-15")
    in_time = version("2020-03-20", "completed: 2020-03-15")
    assert restated(START, ahead, in_time, version("2020-06-01", "completed: 2020-03-15")) == []
    assert known_at([START, ahead, in_time], MARCH) is in_time


@pytest.mark.parametrize(
    ("day", "found"),
    [("2020-01-09", None), ("2020-01-10", 0), ("2020-03-30", 0), ("2020-03-31", 1), ("2030-01-01", 1)],
)
def test_known_at_is_the_last_version_committed_by_the_day(day: str, found: int | None) -> None:
    versions = [START, version("2020-03-31"), version(None)]
    expected = None if found is None else versions[found]
    assert known_at(versions, date.fromisoformat(day)) is expected


def test_versions_are_read_once_and_not_kept() -> None:
    alive: list[int] = []

    def stream() -> Iterator[Version]:
        for month in range(1, 7):
            alive.append(month)
            yield version(f"2020-{month:02}-10", f"updates: [{{date: 2020-{month:02}-01, text: x}}]")

    assert [r.dated for r in restatements(stream(), MARCH).facts] == [date(2020, 3, 1)]
    assert alive == [1, 2, 3, 4, 5, 6]


def shown(*versions: Version, form: str = "text") -> str:
    """The report as it is printed."""
    return render("restatement", form, restatement_report("westshire", versions, MARCH))


def test_the_report_says_who_could_have_known_in_neutral_words() -> None:
    assert shown(START, version("2020-04-27", "completed: 2020-03-15")) == (
        "1 entry dated up to 31 March 2020, but written, altered or removed after it.\n"
        "\n"
        "1.1 Agree the pathway\n"
        "  Completed, dated 15 March 2020: written 43 days later, on 27 April 2020 (202004270): “2020-03-15”\n"
    )
    assert shown(START) == "Nothing dated up to 31 March 2020 was written or altered after it.\n"
    assert "is not known" in shown(version("2020-04-27"))


def test_the_json_has_every_entry() -> None:
    text = shown(START, version("2020-04-27", "completed: 2020-03-15"), form="json")
    assert '"dated": "2020-03-15"' in text
    assert '"days_after": 43' in text
    assert '"known": "2020011000' in text


def test_hostile_text_cannot_steer_the_terminal() -> None:
    later = version("2020-04-27", "completed: 2020-03-15")
    assert later.loaded is not None
    assert later.loaded.plan is not None
    hostile = rewritten(later.loaded.plan, lambda _path, _thing: {"title": "Agree the pathway \x1b[2J"})
    text = shown(START, later._replace(loaded=replace(later.loaded, plan=hostile)))
    assert "Agree the pathway ␛[2J" in text
    assert "\x1b" not in text
