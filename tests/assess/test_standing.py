"""Where a commitment stands on a day, and why: facts of date first, then what was reported."""

# ruff: noqa: E501 - a case reads best on one line
from __future__ import annotations

from datetime import date

import pytest

from tests.assess.conftest import one
from wsoa.plan.ratings import Standing
from wsoa.words.standings import say_disagreement, say_grounds, say_last_rated, say_standing

S = Standing

OCTOBER = "due: 2019-10-31"


def update(day: str, extra: str = "") -> str:
    return f"updates: [{{date: {day}, text: Said so{', ' + extra if extra else ''}}}]"


HEARD = update("2019-10-31")


@pytest.mark.parametrize(
    ("day", "lines", "standing", "reason"),
    [
        # Finished
        ("2019-11-30", [OCTOBER, "completed: 2019-10-15"], S.COMPLETE, "finished by 15 October 2019"),
        ("2019-11-30", [OCTOBER, "completed: 2019-11-01"], S.COMPLETE, "finished by 1 November 2019, 1 day late"),
        ("2020-03-01", [OCTOBER, "completed: 2019-12"], S.COMPLETE, "finished by 31 December 2019, 61 days late"),
        ("2019-11-30", [OCTOBER, "rating: {code: C, date: 2019-11-01}"], S.COMPLETE, "published as complete at 1 November 2019; no completion date recorded"),
        ("2019-11-30", [OCTOBER, update("2019-11-02", "rating: C")], S.COMPLETE, "published as complete at 2 November 2019; no completion date recorded"),
        ("2019-11-30", ["completed: 2019-11-30"], S.COMPLETE, "finished by 30 November 2019"),
        # Withdrawn
        ("2019-11-30", [OCTOBER, "withdrawn: {date: 2019-11-01, reason: Merged with 1.2}"], S.WITHDRAWN, "withdrawn on 1 November 2019: Merged with 1.2"),
        ("2019-11-30", [OCTOBER, "withdrawn: {date: 2019-11-01}"], S.WITHDRAWN, "withdrawn on 1 November 2019: no reason recorded"),
        ("2019-11-30", [OCTOBER, "completed: 2019-10-01", "withdrawn: {date: 2019-11-01}"], S.WITHDRAWN, "withdrawn on"),
        # Late
        ("2019-11-01", [OCTOBER, HEARD], S.BEHIND, "due 31 October 2019, 1 day late"),
        ("2019-11-30", [OCTOBER, HEARD], S.BEHIND, "due 31 October 2019, 30 days late"),
        ("2019-12-01", [OCTOBER, HEARD], S.OFF_TRACK, "due 31 October 2019, 31 days late"),
        ("2022-10-31", [OCTOBER, HEARD], S.OFF_TRACK, "due 31 October 2019, 1,096 days late"),
        # Late, and nobody said so
        ("2019-11-01", [OCTOBER], S.UNREPORTED, "due 31 October 2019, 1 day late; nothing reported"),
        ("2022-10-31", [OCTOBER], S.UNREPORTED, "due 31 October 2019, 1,096 days late; nothing reported"),
        ("2019-11-05", ["due: 2019-10"], S.UNREPORTED, "due 31 October 2019, 5 days late"),
        ("2020-01-05", ["due: 2019-Q4"], S.UNREPORTED, "due 31 December 2019, 5 days late"),
        ("2020-08-01", ["due: 2020-01/2020-07"], S.UNREPORTED, "due 31 July 2020, 1 day late"),
        ("2020-04-19", ["due: 6 months"], S.UNREPORTED, "due 18 April 2020, 1 day late"),
        ("2019-11-05", [OCTOBER, update("2019-10-30")], S.UNREPORTED, "5 days late; nothing reported since 30 October 2019"),
        ("2019-11-05", [OCTOBER, update("2019-10-30", "rating: A")], S.UNREPORTED, "nothing reported since 30 October 2019"),
        ("2019-11-05", [OCTOBER, update("2019-10-30", "forecast: 2019-10-31")], S.UNREPORTED, "nothing reported since 30 October 2019"),
        ("2019-11-05", [OCTOBER, "rating: {code: A, date: 2019-09}"], S.UNREPORTED, "nothing reported since 30 September 2019"),
        ("2019-11-05", [OCTOBER, "rating: {code: A}"], S.UNREPORTED, "5 days late; nothing reported"),
        # The last day counts: a report of that day speaks, and so does a forecast beyond it
        ("2019-11-05", [OCTOBER, "rating: {code: G, date: 2019-10}"], S.BEHIND, "5 days late"),
        ("2020-03-05", [OCTOBER, update("2019-10-01", "forecast: 2019-11-10")], S.OFF_TRACK, "126 days late"),
        # A graver report of late stands, whatever the dates alone would say
        ("2019-11-01", [OCTOBER, update("2019-10-31", "rating: R")], S.OFF_TRACK, "rated R on 31 October 2019"),
        ("2019-11-01", [OCTOBER, update("2019-10-15", "rating: R")], S.OFF_TRACK, "rated R on 15 October 2019"),
        ("2019-10-01", [OCTOBER, update("2019-09-30", "rating: R, forecast: 2019-11-05")], S.OFF_TRACK, "rated R on 30 September 2019"),
        ("2020-02-15", [OCTOBER, update("2019-10-15", "rating: R")], S.UNREPORTED, "107 days late; nothing reported since 15 October 2019"),
        # Late whatever was said
        ("2019-11-05", [OCTOBER, update("2019-11-04", "rating: G")], S.BEHIND, "due 31 October 2019, 5 days late"),
        ("2020-01-05", [OCTOBER, update("2020-01-04", "rating: A, forecast: 2020-02")], S.OFF_TRACK, "66 days late"),
        # Forecast late
        ("2019-10-01", [OCTOBER, update("2019-09-30", "forecast: 2019-11-30")], S.BEHIND, "expected 30 November 2019, 30 days after its date"),
        ("2019-10-01", [OCTOBER, update("2019-09-30", "forecast: 2019-12")], S.OFF_TRACK, "expected 31 December 2019, 61 days after its date"),
        ("2019-10-01", [OCTOBER, update("2019-09-30", "rating: G, forecast: 2019-12")], S.OFF_TRACK, "expected 31 December 2019"),
        # A day late, and expected two months late: the graver of the two
        ("2019-11-01", [OCTOBER, update("2019-09-30", "forecast: 2019-12")], S.OFF_TRACK, "expected 31 December 2019, 61 days after its date"),
        # Reported
        ("2019-10-01", [OCTOBER, update("2019-09-30", "rating: G")], S.ON_TRACK, "rated G on 30 September 2019"),
        ("2019-10-01", [OCTOBER, "rating: {code: G, date: 2019-09}"], S.ON_TRACK, "rated G in September 2019"),
        ("2019-10-01", [OCTOBER, update("2019-09-30", "forecast: 2019-10-31")], S.ON_TRACK, "expected by 31 October 2019, reported 30 September 2019"),
        ("2019-10-01", [OCTOBER, update("2019-09-30")], S.UNDERWAY, "reported 30 September 2019; nothing said of timing"),
        ("2019-10-01", [OCTOBER, update("2019-09-30", "rating: A")], S.BEHIND, "rated A on 30 September 2019"),
        ("2019-10-01", [OCTOBER, update("2019-09-30", "rating: R")], S.OFF_TRACK, "rated R on 30 September 2019"),
        ("2019-10-01", [OCTOBER, update("2019-09-30", "rating: N")], S.NOT_STARTED, "rated N on 30 September 2019"),
        ("2019-10-01", [OCTOBER, update("2019-09-30", "rating: Z")], S.UNDERWAY, "reported 30 September 2019; nothing said of timing"),
        # Nothing said, or nothing recent
        ("2019-10-01", [OCTOBER], S.UNKNOWN, "nothing reported"),
        ("2019-10-01", [], S.UNKNOWN, "nothing reported"),
        ("2019-10-31", [OCTOBER], S.UNKNOWN, "nothing reported"),
        ("2020-01-02", ["due: 2020-12", update("2019-10-02", "rating: G")], S.ON_TRACK, "rated G on 2 October 2019"),
        ("2020-01-02", ["due: 2020-12", update("2019-10-01", "rating: G")], S.UNKNOWN, "nothing reported since 1 October 2019, 93 days ago, when it was rated G"),
        ("2020-01-02", ["due: 2020-12", update("2019-10-01")], S.UNKNOWN, "nothing reported since 1 October 2019, 93 days ago"),
        # A recent report that gives no rating does not renew an old one
        ("2020-12-01", ["due: 2020-12", "updates: [{date: 2019-01-01, text: x, rating: G}, {date: 2020-11-30, text: y}]"], S.UNDERWAY, "reported 30 November 2020; nothing said of timing"),
        ("2020-12-01", ["due: 2020-12", "updates: [{date: 2019-01-01, text: x, forecast: 2020-12}, {date: 2020-11-30, text: y}]"], S.UNDERWAY, "reported 30 November 2020; nothing said of timing"),
        # Not started
        ("2019-10-01", ["due: 2020-12", "start: 2019-11-01"], S.NOT_STARTED, "starts 1 November 2019"),
        ("2019-10-01", ["due: 2020-01/2020-07"], S.NOT_STARTED, "starts 1 January 2020"),
        ("2020-01-01", ["due: 2020-01/2020-07"], S.UNKNOWN, "nothing reported"),
        ("2019-10-01", ["due: 2020-01/2020-07", update("2019-09-30")], S.UNDERWAY, "nothing said of timing"),
    ],
)  # fmt: skip
def test_standing_and_reason(day: str, lines: list[str], standing: S, reason: str) -> None:
    commitment = one(day, *lines)
    assert commitment.standing is standing
    assert say_grounds(commitment.grounds).startswith(reason) or reason in say_grounds(commitment.grounds)


def test_silence_takes_nothing_from_how_late_it_is() -> None:
    for day, ranks_as, code in (("2019-11-30", S.BEHIND, "A"), ("2019-12-01", S.OFF_TRACK, "R")):
        silent = one(day, OCTOBER)
        assert (silent.standing, silent.ranks_as, silent.rating) == (S.UNREPORTED, ranks_as, code)


def test_a_scheme_may_have_a_code_of_its_own_for_what_nobody_reported() -> None:
    codes = "{code: R, word: Red, meaning: Late, standings: [off_track]}, {code: X, word: Silent, meaning: No report, standings: [unreported]}"
    head = f"rating_scheme: {{codes: [{codes}]}}\n"
    assert one("2019-12-01", OCTOBER, head=head).rating == "X"
    assert one("2019-12-01", OCTOBER, HEARD, head=head).rating == "R"
    assert one("2019-10-01", OCTOBER, head=head).rating == "R"


def test_a_code_that_may_mean_several_standings_is_told_in_the_areas_own_word() -> None:
    codes = "{code: A, word: Moving, meaning: Some way there, standings: [on_track, underway, not_started]}, {code: C, word: Done, meaning: Done, standings: [complete]}"
    head = f"rating_scheme: {{codes: [{codes}]}}\n"
    told = one("2019-10-01", OCTOBER, update("2019-09-30", "rating: A"), head=head)
    assert (told.standing, told.own_word, say_standing(told)) == (S.NOT_STARTED, "Moving", "Moving")
    late = one("2019-11-30", OCTOBER, update("2019-11-15", "rating: A"), head=head)
    assert (late.own_word, say_standing(late)) == ("", "Behind")
    green = one("2019-10-01", OCTOBER, update("2019-09-30", "rating: G"))
    assert (green.own_word, say_standing(green)) == ("", "On track")


def test_nobody_can_rate_something_as_unreported() -> None:
    codes = "{code: X, word: Silent, meaning: No report, standings: [unreported]}"
    told = one(
        "2019-10-01",
        OCTOBER,
        update("2019-09-30", "rating: X"),
        head=f"rating_scheme: {{codes: [{codes}]}}\n",
    )
    assert told.standing is S.UNDERWAY


def test_where_lateness_counts_from_the_first_date_silence_still_begins_at_the_present_one() -> None:
    head = "rating_scheme: rotherham\n"
    late = one("2020-01-20", *MOVED, head=head)
    assert (late.standing, say_grounds(late.grounds)) == (
        S.BEHIND,
        "due 31 October 2019 as first promised, 81 days late",
    )
    silent = one("2020-07-10", *MOVED, head=head)
    assert (silent.standing, silent.ranks_as) == (S.UNREPORTED, S.OFF_TRACK)
    assert (
        say_grounds(silent.grounds)
        == "due 31 October 2019 as first promised, 253 days late; nothing reported"
    )


@pytest.mark.parametrize("due", ["ongoing", "2020-02/..", "{every: quarter, from: 2018-01}", "{every: week}"])
def test_what_has_no_last_day_is_never_late_only_stale(due: str) -> None:
    silent = one("2030-01-01", f"due: {due}")
    assert (silent.standing, silent.days_late, silent.overdue, silent.slippage_days) == (
        S.UNKNOWN,
        0,
        False,
        None,
    )
    told = one("2020-06-01", f"due: {due}", update("2020-05-01", "rating: G"))
    assert told.standing is S.ON_TRACK
    later = one("2021-06-01", f"due: {due}", update("2020-05-01", "rating: G"))
    assert later.standing is S.UNKNOWN
    assert "396 days ago" in say_grounds(later.grounds)
    plain = one("2020-06-01", f"due: {due}", update("2020-05-01", "forecast: 2031"))
    assert plain.standing is S.UNDERWAY


def test_due_today_is_not_late_and_due_yesterday_is() -> None:
    assert one("2019-10-31", OCTOBER).days_late == 0
    assert one("2019-11-01", OCTOBER).days_late == 1
    assert not one("2019-10-31", OCTOBER).overdue
    assert one("2019-11-01", OCTOBER).overdue


def test_days_late_stop_counting_at_completion() -> None:
    commitment = one("2021-01-01", OCTOBER, "completed: 2019-11-10")
    assert (commitment.days_late, commitment.days_late_original, commitment.slippage_days) == (10, 10, 10)
    assert not commitment.overdue


def test_finished_early_is_slippage_below_nothing() -> None:
    commitment = one("2021-01-01", OCTOBER, "completed: 2019-10-21")
    assert (commitment.days_late, commitment.slippage_days) == (0, -10)


def test_published_complete_without_a_date_has_no_days() -> None:
    commitment = one("2021-01-01", OCTOBER, "rating: {code: C, date: 2020-06}")
    assert (commitment.standing, commitment.completed, commitment.days_late) == (S.COMPLETE, None, 0)
    assert commitment.slippage_days is None
    assert not commitment.overdue


def test_a_later_rating_takes_a_published_completion_back() -> None:
    lines = [
        OCTOBER,
        "rating: {code: C, date: 2019-11}",
        "updates: [{date: 2020-01-10, text: Reopened, rating: R}]",
    ]
    assert one("2020-01-09", *lines).standing is S.COMPLETE
    assert one("2020-01-10", *lines).standing is S.OFF_TRACK


@pytest.mark.parametrize(
    ("forecast", "day", "slippage"),
    [
        ("2019-12-31", "2019-10-01", 61),
        ("2019-10-21", "2019-10-01", -10),
        ("2019-10-21", "2019-10-30", -1),
        ("2019-12-31", "2020-01-31", 92),
    ],
)
def test_slippage_is_the_best_expectation_less_the_first_promise(
    forecast: str, day: str, slippage: int
) -> None:
    assert one(day, OCTOBER, update("2019-09-30", f"forecast: {forecast}")).slippage_days == slippage


def test_without_a_forecast_an_open_commitment_slips_with_the_day() -> None:
    assert one("2019-10-01", OCTOBER).slippage_days == 0
    assert one("2019-11-30", OCTOBER).slippage_days == 30


def test_nothing_dated_after_the_day_is_used() -> None:
    later = [
        "completed: 2019-12-01",
        "rating: {code: C, date: 2019-12-01}",
        "withdrawn: {date: 2019-12-01}",
        update("2019-12-01", "rating: G, forecast: 2019-11-30"),
        "changes: [{date: 2019-12-01, field: due, from: 2019-10-31, to: 2020-06-30, reason: Illness, agreed_by: Board}]",
    ]
    plain = one("2019-11-30", OCTOBER)
    for line in later[:4]:
        told = one("2019-11-30", OCTOBER, line)
        assert (told.standing, say_grounds(told.grounds), told.days_late, told.slippage_days) == (
            plain.standing,
            say_grounds(plain.grounds),
            30,
            30,
        )
        assert (told.declared, told.forecast, told.completed, told.last_report) == (None, None, None, None)
    moved = one("2019-11-30", "due: 2020-06-30", later[4])
    assert (moved.standing, say_grounds(moved.grounds), moved.days_late, moved.moves) == (
        plain.standing,
        say_grounds(plain.grounds),
        30,
        0,
    )


def test_a_month_is_known_once_it_is_over() -> None:
    lines = [OCTOBER, "completed: 2019-12"]
    assert one("2019-12-30", *lines).standing is S.UNREPORTED
    assert one("2019-12-31", *lines).standing is S.COMPLETE


# Moved deadlines

MOVED = (
    "due: 2020-06-30",
    "changes:",
    "  - {date: 2019-10-15, field: due, from: 2019-10-31, to: 2020-01-31, reason: Post vacant, agreed_by: Board, minute: 3.1}",
    "  - {date: 2019-11-20, field: title, from: Old, to: New, reason: Plainer}",
    "  - {date: 2020-01-20, field: due, from: 2020-01-31, to: 2020-06-30, reason: Illness, agreed_by: Board}",
)


@pytest.mark.parametrize(
    ("day", "due", "moves", "moved_days", "late", "late_original"),
    [
        ("2019-10-14", "2019-10-31", 0, 0, 0, 0),
        ("2019-10-15", "2020-01-31", 1, 92, 0, 0),
        ("2020-01-19", "2020-01-31", 1, 92, 0, 80),
        ("2020-01-20", "2020-06-30", 2, 243, 0, 81),
        ("2020-07-10", "2020-06-30", 2, 243, 10, 253),
    ],
)
def test_due_as_it_stood_and_as_first_promised(
    day: str, due: str, moves: int, moved_days: int, late: int, late_original: int
) -> None:
    commitment = one(day, *MOVED)
    assert commitment.due is not None
    assert commitment.original_due is not None
    assert (commitment.due.text, commitment.original_due.text) == (due, "2019-10-31")
    assert (commitment.moves, commitment.moved_days) == (moves, moved_days)
    assert (commitment.days_late, commitment.days_late_original) == (late, late_original)


def test_the_order_of_change_records_does_not_matter() -> None:
    turned = (*MOVED[:2], MOVED[4], MOVED[3], MOVED[2])
    for day in ("2019-10-14", "2019-12-01", "2020-03-01"):
        assert one(day, *turned).due == one(day, *MOVED).due
        assert one(day, *turned).original_due == one(day, *MOVED).original_due


def test_a_moved_deadline_is_never_plain_on_track() -> None:
    commitment = one("2020-06-01", *MOVED, update("2020-05-30", "rating: G"))
    assert commitment.standing is S.ON_TRACK
    assert say_standing(commitment) == "On track, moved twice, 243 days later"
    assert commitment.slippage_days == 243
    assert say_standing(one("2019-12-01", *MOVED)) == "Not known, moved once, 92 days later"


def test_a_deadline_brought_forward_says_so() -> None:
    change = "changes: [{date: 2019-10-01, field: due, from: 2019-12-31, to: 2019-12-01, reason: Sooner, agreed_by: Board}]"
    commitment = one("2019-10-02", "due: 2019-12-01", change)
    assert (commitment.moved_days, say_standing(commitment)) == (
        -30,
        "Not known, moved once, 30 days earlier",
    )


def test_what_the_document_printed_belongs_to_the_first_date_only() -> None:
    lines = [
        'printed: {due: "31 November 2019"}',
        "due: 2020-06-30",
        "changes: [{date: 2019-12-15, field: due, from: 2019-11-30, to: 2020-06-30, reason: x, agreed_by: Board}]",
    ]
    before, after = one("2019-12-01", *lines), one("2020-01-01", *lines)
    assert before.due is not None
    assert before.due.printed == "31 November 2019"
    assert after.due is not None
    assert after.due.printed is None
    assert after.original_due is not None
    assert after.original_due.printed == "31 November 2019"


# What the owner says against what the dates say


def test_a_green_that_is_late_disagrees_in_words_with_dates() -> None:
    commitment = one("2019-12-31", OCTOBER, update("2019-12-15", "rating: G"))
    assert commitment.disagrees
    assert commitment.declared is not None
    assert (commitment.declared.code, commitment.declared.date) == ("G", date(2019, 12, 15))
    assert (
        say_disagreement(commitment.disagreement)
        == "rated G (green: on track for its date) on 15 December 2019, but off track: due 31 October 2019, 61 days late"
    )


@pytest.mark.parametrize("code", ["R", "N", "Z"])
def test_a_rating_no_better_than_the_facts_does_not_disagree(code: str) -> None:
    assert not one("2019-12-31", OCTOBER, update("2019-12-15", f"rating: {code}")).disagrees


def test_an_old_green_on_something_not_yet_due_is_not_known_rather_than_disputed() -> None:
    commitment = one("2019-12-31", "due: 2020-12", update("2019-01-15", "rating: G"))
    assert commitment.standing is S.UNKNOWN
    assert not commitment.disagrees


@pytest.mark.parametrize("rated", [update("2019-10-31", "rating: G"), "rating: {code: G, date: 2019-10}"])
def test_a_green_that_was_true_when_given_is_the_last_rating_and_no_disagreement(rated: str) -> None:
    commitment = one("2019-12-31", OCTOBER, rated)
    assert commitment.standing is S.OFF_TRACK
    assert not commitment.disagrees
    assert say_last_rated(commitment).endswith("2019, before its date; not rated since")


def test_a_green_is_held_against_what_was_known_on_its_own_day() -> None:
    expected = "{date: 2019-09-01, text: x, forecast: 2019-12-15}"
    rated = "{date: 2019-10-01, text: y, rating: G}"
    assert one("2019-10-15", OCTOBER, f"updates: [{expected}, {rated}]").disagrees
    other = expected.replace("2019-09-01", "2019-10-10")
    assert not one("2019-10-15", OCTOBER, f"updates: [{rated}, {other}]").disagrees


def test_a_rating_without_a_day_is_held_against_nothing() -> None:
    commitment = one("2019-12-31", OCTOBER, "rating: {code: G}")
    assert not commitment.disagrees
    assert say_last_rated(commitment) == "on a day not recorded"


def test_amber_disagrees_with_off_track() -> None:
    assert one("2019-12-31", OCTOBER, update("2019-12-15", "rating: A")).disagrees


def test_the_last_rating_counts_even_where_a_later_report_gives_none() -> None:
    commitment = one(
        "2019-12-31",
        OCTOBER,
        "updates: [{date: 2019-12-01, text: x, rating: G}, {date: 2019-12-20, text: Still waiting}]",
    )
    assert commitment.declared is not None
    assert (commitment.declared.code, commitment.last_words, commitment.last_report) == (
        "G",
        "Still waiting",
        date(2019, 12, 20),
    )


def test_the_order_of_updates_in_the_file_does_not_matter() -> None:
    updates = [
        "{date: 2019-12-20, text: Last, forecast: 2020-02}",
        "{date: 2019-12-01, text: First, rating: G, forecast: 2020-01}",
    ]
    told, turned = (
        one("2019-12-31", "due: 2020-03", f"updates: [{', '.join(order)}]")
        for order in (updates, updates[::-1])
    )
    assert (told.last_words, told.forecast) == ("Last", date(2020, 2, 29))
    assert (turned.last_words, turned.forecast, say_grounds(turned.grounds)) == (
        told.last_words,
        told.forecast,
        say_grounds(told.grounds),
    )


# Areas' own schemes


@pytest.mark.parametrize(
    ("scheme", "lines", "code"),
    [
        ("rag", [], "?"),
        ("rag", ["completed: 2019-01"], "C"),
        ("brag", ["completed: 2019-01"], "B"),
        ("brag", [], "?"),
        ("brag", [OCTOBER], "R"),
        ("brag", ["due: 2019-12-20"], "A"),
        ("brag", ["due: 2020-12", "start: 2020-06"], "R"),
        ("lancashire", [OCTOBER], "R"),
        ("lancashire", ["due: 2019-12-20"], "R"),
        ("lancashire", ["due: 2020-12", update("2019-12-01")], "A"),
        ("lancashire", ["due: 2020-12", update("2019-12-01", "rating: n/s")], "n/s"),
        ("rotherham", [OCTOBER], "D"),
        ("rotherham", ["due: 2019-09-30"], "D"),
        ("rotherham", ["due: 2019-09-29"], "M"),
        ("rotherham", ["due: 2020-12", update("2019-12-01")], "T"),
        ("rag", ["withdrawn: {date: 2019-01-01}"], None),
    ],
)
def test_the_code_an_area_would_print_on_31_december_2019(
    scheme: str, lines: list[str], code: str | None
) -> None:
    assert one("2019-12-31", *lines, head=f"rating_scheme: {scheme}\n").rating == code


def test_rotherham_counts_from_the_date_first_promised() -> None:
    commitment = one("2020-03-01", *MOVED, head="rating_scheme: rotherham\n")
    assert (commitment.standing, commitment.rating, commitment.overdue) == (S.OFF_TRACK, "M", False)
    assert say_grounds(commitment.grounds) == "due 31 October 2019 as first promised, 122 days late"
    assert one("2020-03-01", *MOVED).standing is S.UNKNOWN


def test_thresholds_of_a_plan_count() -> None:
    head = "rating_scheme: {preset: rag, behind_days: 5, stale_days: 10}\n"
    assert one("2019-11-05", OCTOBER, HEARD, head=head).standing is S.BEHIND
    assert one("2019-11-06", OCTOBER, HEARD, head=head).standing is S.OFF_TRACK
    assert one("2019-10-11", OCTOBER, update("2019-10-01", "rating: G"), head=head).standing is S.ON_TRACK
    assert one("2019-10-12", OCTOBER, update("2019-10-01", "rating: G"), head=head).standing is S.UNKNOWN
