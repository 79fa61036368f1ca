"""How plans write dates, what days they mean, and what is refused."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.conftest_plans import steady
from wsoa.plan.base import Misread
from wsoa.plan.date_atoms import Known
from wsoa.plan.date_field import read_when
from wsoa.plan.date_phrases import read_phrase, settled_order
from wsoa.plan.dates import FIRST_DAY, INTERVALS, LAST_DAY, Calendar, Precision, add_months, parse, split_year
from wsoa.plan.spoken import canonical, spoken, understand

D = date.fromisoformat
TERMS = {"2019/20 summer term": (D("2020-04-20"), D("2020-07-20"))}
CALENDAR = Calendar(D("2019-10-18"), TERMS)


@pytest.mark.parametrize(
    ("text", "first", "last", "precision"),
    [
        ("2019-10-31", "2019-10-31", "2019-10-31", "day"),
        ("2020-02-29", "2020-02-29", "2020-02-29", "day"),
        ("2000-02-29", "2000-02-29", "2000-02-29", "day"),
        ("2019-11", "2019-11-01", "2019-11-30", "month"),
        ("2020-02", "2020-02-01", "2020-02-29", "month"),
        ("2019-02", "2019-02-01", "2019-02-28", "month"),
        ("2019-12", "2019-12-01", "2019-12-31", "month"),
        ("2019-Q1", "2019-01-01", "2019-03-31", "quarter"),
        ("2019-Q2", "2019-04-01", "2019-06-30", "quarter"),
        ("2019-Q4", "2019-10-01", "2019-12-31", "quarter"),
        ("2019", "2019-01-01", "2019-12-31", "year"),
        ("2020-01/2020-07", "2020-01-01", "2020-07-31", "range"),
        ("2019-11-04/2019-11-08", "2019-11-04", "2019-11-08", "range"),
        ("2019-10-31/2019-11", "2019-10-31", "2019-11-30", "range"),
        ("2019-Q4/2020-Q1", "2019-10-01", "2020-03-31", "range"),
        ("2019/2020", "2019-01-01", "2020-12-31", "range"),
        ("2019-11/2019-11", "2019-11-01", "2019-11-30", "range"),
        ("2019-11-05/2019-11-05", "2019-11-05", "2019-11-05", "range"),
        ("2020-02/..", "2020-02-01", None, "open"),
        ("ongoing", None, None, "ongoing"),
        ("6 months", "2020-04-18", "2020-04-18", "offset"),
        ("0 months", "2019-10-18", "2019-10-18", "offset"),
        ("1 month", "2019-11-18", "2019-11-18", "offset"),
        ("24 months", "2021-10-18", "2021-10-18", "offset"),
        ("6-12 months", "2020-04-18", "2020-10-18", "offset"),
        ("10 days", "2019-10-28", "2019-10-28", "offset"),
        ("2-6 weeks", "2019-11-01", "2019-11-29", "offset"),
        ("2019/20 summer term", "2020-04-20", "2020-07-20", "term"),
        ("2020/21 autumn term", None, None, "term"),
        ("2018/19", "2018-04-01", "2019-03-31", "year"),
        ("1999/00", "1999-04-01", "2000-03-31", "year"),
    ],
)
def test_a_canonical_date_is_a_window_of_days(
    text: str, first: str | None, last: str | None, precision: str
) -> None:
    window = parse(text).window(CALENDAR)
    assert (window.earliest, window.latest) == (first and D(first), last and D(last))
    assert window.precision == precision
    assert parse(text).precision == precision
    assert parse(text).text == text


@pytest.mark.parametrize(
    ("kind", "first", "last"),
    [
        ("financial", "2018-04-01", "2019-03-31"),
        ("academic", "2018-09-01", "2019-08-31"),
        ("calendar", "2018-04-01", "2019-03-31"),
    ],
)
def test_a_split_year_is_financial_unless_it_is_academic(kind: str, first: str, last: str) -> None:
    window = split_year(2018, kind)  # type: ignore[arg-type]
    assert (window.earliest, window.latest) == (D(first), D(last))


@pytest.mark.parametrize(
    ("day", "months", "then"),
    [
        ("2020-01-31", 1, "2020-02-29"),
        ("2019-01-31", 1, "2019-02-28"),
        ("2019-03-31", 1, "2019-04-30"),
        ("2019-12-31", 2, "2020-02-29"),
        ("2020-02-29", 12, "2021-02-28"),
        ("2020-02-29", 48, "2024-02-29"),
        ("2019-11-30", 1, "2019-12-30"),
        ("2019-12-01", 0, "2019-12-01"),
        ("2019-11-15", 14, "2021-01-15"),
    ],
)
def test_months_later_is_the_same_day_or_the_last_of_the_month(day: str, months: int, then: str) -> None:
    assert add_months(D(day), months) == D(then)


def test_the_furthest_offset_from_the_last_year_is_still_a_day() -> None:
    last = parse("9900-12-31").window(CALENDAR).latest
    assert parse("999 months").window(Calendar(last)).latest == D("9984-03-31")


def test_an_offset_without_a_start_has_no_days() -> None:
    window = parse("6 months").window(Calendar())
    assert (window.earliest, window.latest) == (None, None)


@pytest.mark.parametrize("every", INTERVALS)
def test_a_recurring_date_has_a_first_day_and_no_last(every: str) -> None:
    when = read_when({"every": every, "from": "2020-04"})
    window = when.window(CALENDAR)
    assert when.endless
    assert (window.earliest, window.latest, window.precision) == (D("2020-04-01"), None, Precision.RECURRING)
    assert read_when({"every": every}).window(CALENDAR).earliest is None


@pytest.mark.parametrize(
    ("text", "code", "says"),
    [
        ("2019-11-31", "WSOA201", "2019-11-30"),
        ("2019-02-29", "WSOA201", "2019-02-28"),
        ("1900-02-29", "WSOA201", "1900-02-28"),
        ("2019-00-10", "WSOA201", "no such month"),
        ("2019-13", "WSOA201", "no such month"),
        ("2019-10-00", "WSOA201", "31 days"),
        ("0000", "WSOA201", "no year 0"),
        ("9999", "WSOA201", "no year 9999"),
        ("2019-11-31/2019-12", "WSOA201", "2019-11-30"),
        ("2020-07/2020-01", "WSOA203", "2020-07/2021-01"),
        ("2020-12-31/2020-12-30", "WSOA203", "ends before it starts"),
        ("2019/20/21", "WSOA201", "no such month"),
        ("2019/20", None, ""),
        ("2019/21", "WSOA201", "2019/20"),
        ("2019/18", "WSOA201", "2019/20"),
        ("12-6 months", "WSOA203", "6-12 months"),
        ("2019-Q0", "WSOA202", "not a date"),
        ("../2020", "WSOA202", "write 2020"),
        ("2019-10-31T10:00:00Z", "WSOA202", "write 2019-10-31"),
        ("1769817600", "WSOA202", "not a date"),
        ("２０１９-10-31", "WSOA202", "not a date"),
        ("2019‑10‑31", "WSOA202", "write 2019-10-31"),
        ("2019-10-31\n", "WSOA202", "write 2019-10-31"),
        (" 2019-10", "WSOA202", "write 2019-10"),
        ("", "WSOA202", "not a date"),
        ("tbc", "WSOA202", "not a date"),
        ("03/04/20", "WSOA204", "2020-04-03"),
        ("03/04/2020", "WSOA204", "2020-03-04"),
        ("1.2.19", "WSOA204", "2019-02-01"),
        ("31/11/2019", "WSOA201", "2019-11-30"),
        ("99/99/2020", "WSOA201", "no such month"),
    ],
)  # fmt: skip
def test_what_is_not_a_canonical_date_is_refused_with_a_way_out(
    text: str, code: str | None, says: str
) -> None:
    if code is None:
        assert parse(text)
        return
    with pytest.raises(Misread) as refusal:
        read_when(text)
    told = f"{refusal.value.message} {refusal.value.help}"
    assert refusal.value.code == code
    assert any(fragment in told for fragment in says.split("|"))
    assert refusal.value.help


@pytest.mark.parametrize(
    ("words", "canon"),
    [
        ("31st October 2019", "2019-10-31"),
        ("31 October 2019", "2019-10-31"),
        ("1st of December, 2019", "2019-12-01"),
        ("2nd Sept 2019", "2019-09-02"),
        ("3rd Sep. 19", "2019-09-03"),
        ("31-Oct-19", "2019-10-31"),
        ("31/01/2026", "2026-01-31"),
        ("31.1.26", "2026-01-31"),
        ("04/04/20", "2020-04-04"),
        ("01/31/2020", "2020-01-31"),
        ("2026-1-5", "2026-01-05"),
        ("2026/01/05", "2026-01-05"),
        ("Nov 2019", "2019-11"),
        ("November 24", "2024-11"),
        ("November ’19", "2019-11"),
        ("NOVEMBER  2019", "2019-11"),
        ("November-2019", "2019-11"),
        ("End March 2020", "2020-03-31"),
        ("by the end of February 2020", "2020-02-29"),
        ("January - July 2020", "2020-01/2020-07"),
        ("January to July 2020", "2020-01/2020-07"),
        ("November 2019 – July 2020", "2019-11/2020-07"),
        ("Jan–Jul 2020", "2020-01/2020-07"),
        ("From Feb 2020", "2020-02/.."),
        ("Ongoing from February 2020", "2020-02/.."),
        ("from 2020-02 onwards", "2020-02/.."),
        ("Q4 2019/20", "2020-Q1"),
        ("quarter 1 of 2020/21", "2020-Q2"),
        ("2019-10-31", "2019-10-31"),
        ("‘Nov 2019’", "2019-11"),
    ],
)  # fmt: skip
def test_words_people_write_have_a_canonical_spelling(words: str, canon: str) -> None:
    assert canonical(words) == canon
    assert parse(canon).text == canon


@pytest.mark.parametrize(
    "words",
    [
        "soon",
        "Autumn 2026",
        "Autumn term",
        "tbc",
        "",
        "5",
        "31",
        "October",
        "next year",
        "from soon",
        "x to y",
        "1769817600",
        "immediately",
    ],
)
def test_words_that_are_no_date_are_not_guessed_at(words: str) -> None:
    assert canonical(words) is None
    assert understand(words).code == "WSOA202"


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("31 November 2019", "WSOA201"),
        ("30 Feb 2020", "WSOA201"),
        ("July 2020 - January 2020", "WSOA203"),
        ("03/04/20", "WSOA204"),
        ("32/01/2020", "WSOA201"),
        ("Q4 2019", "WSOA204"),
        ("November 19", "WSOA204"),
        ("June 30", "WSOA204"),
    ],
)
def test_words_for_a_day_that_does_not_exist_are_refused(words: str, code: str) -> None:
    assert understand(words).code == code


DAYS = st.dates(date(1900, 1, 1), date(2999, 12, 31))


@steady(200)
@given(DAYS)
def test_every_day_reads_back_as_itself_however_it_is_written(day: date) -> None:
    assert parse(day.isoformat()).window(CALENDAR).latest == day
    assert canonical(f"{day.day} {day:%B} {day.year}") == day.isoformat()
    assert canonical(f"{day.day} {day:%b} {day.year}") == day.isoformat()


@steady(200)
@given(DAYS, st.integers(0, 999))
def test_months_later_never_goes_back_and_keeps_the_day_where_it_can(day: date, months: int) -> None:
    then = add_months(day, months)
    assert (then.year * 12 + then.month) - (day.year * 12 + day.month) == months
    assert then.day == day.day or (then + timedelta(days=1)).day == 1


@steady(400)
@given(st.text(max_size=30) | st.from_regex(r"[0-9]{1,4}[-/. ][0-9]{1,4}([-/. ][0-9]{1,4})?", fullmatch=True))
def test_any_text_is_a_date_or_a_misread_and_a_help_line_may_be_followed(text: str) -> None:
    try:
        window = parse(text).window(CALENDAR)
    except Misread as refusal:
        assert refusal.help
        if refusal.help.startswith("write ") and " " not in refusal.help.removeprefix("write "):
            assert parse(refusal.help.removeprefix("write "))
        return
    if window.earliest and window.latest:
        assert window.earliest <= window.latest


def test_a_plan_is_judged_on_a_day_from_1900_to_2199() -> None:
    assert (FIRST_DAY.isoformat(), LAST_DAY.isoformat()) == ("1900-01-01", "2199-12-31")


@pytest.mark.parametrize(
    ("text", "right"), [("0000", False), ("0001", True), ("9900", True), ("9901", False)]
)
@pytest.mark.parametrize("rest", ["", "-01", "-01-01", "-Q1"])
def test_a_year_lies_between_1_and_9900(text: str, rest: str, right: bool) -> None:  # noqa: FBT001 - a case
    if right:
        assert parse(text + rest).window(Calendar()).earliest == date(int(text), 1, 1)
    else:
        with pytest.raises(Misread, match="there is no year"):
            parse(text + rest)


def test_a_range_keeps_both_its_ends_and_a_recurring_date_its_start() -> None:
    both, onwards = parse("2019-10-31/2019-11"), parse("2020-02/..")
    assert (both.first, both.last) == (parse("2019-10-31"), parse("2019-11"))
    assert (onwards.first, onwards.last) == (parse("2020-02"), None)
    again = read_when({"every": "quarter", "from": "2020-04"})
    assert (again.every, again.first, again.last) == ("quarter", parse("2020-04"), None)
    assert parse("2019-10-31").first is None
    assert read_when(again) is again


@pytest.mark.parametrize(
    ("group", "code"),
    [
        ({"every": "quarter", "from": "2020-05-31", "until": "2020-05-31"}, None),
        ({"every": "quarter", "from": "2020-05-31", "until": "2020-05-30"}, "WSOA203"),
        ({"every": "year", "on": "08-31"}, None),
        ({"every": "two-years", "on": "08"}, None),
        ({"every": "quarter", "on": "08-31"}, "WSOA202"),
        ({"every": "year", "on": "31 August"}, "WSOA202"),
        ({"every": "year", "on": ["08-31"], "from": "2020-05"}, "WSOA202"),
        ({"every": "year", "from": {"every": "month"}}, "WSOA202"),
        ({"every": "year", "frm": "2020-05"}, "WSOA202"),
        ({"every": "often"}, "WSOA202"),
        ({"every": ["year"]}, "WSOA202"),
        ({"every": "year", "on": "08-31", "from": "2020-05", "until": "2021-05"}, None),
        (["2020-05"], "WSOA103"),
    ],
    ids=str,
)
def test_what_recurs_is_a_group_of_known_keys_that_go_together(group: object, code: str | None) -> None:
    if code is None:
        assert read_when(group).every == group["every"]  # type: ignore[index]
        return
    with pytest.raises(Misread) as refused:
        read_when(group)
    assert refused.value.code == code


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2019/20 autumn term", date(2019, 9, 2), date(2019, 12, 20)),
        ("2019/20 autumn term 2", None, date(2019, 12, 20)),
        ("2019/20 autumn term 1", None, None),
        ("2019/20 spring term 2", None, None),
        ("2019/20 summer term", None, None),
    ],
)
def test_the_second_half_of_a_term_ends_with_it(text: str, first: date | None, last: date | None) -> None:
    calendar = Calendar(None, {"2019/20 autumn term": (date(2019, 9, 2), date(2019, 12, 20))})
    window = parse(text).window(calendar)
    assert (window.earliest, window.latest) == (first, last)


@pytest.mark.parametrize(
    ("words", "due"),
    [
        ("By end of Apr 27", "2027-04-30"),
        ("Q1 2026/27", "2026-Q2"),
        ("2026/27 Q3", "2026-Q4"),
        ("2027-28", "2027/28"),
        ("FY26/27", "2026/27"),
        ("academic year 26/27", "2026-09/2027-08"),
        ("Spring Term 2027", "2026/27 spring term"),
        ("Summer 1 2027", "2026/27 summer term 1"),
        ("By Easter 2027", "2027-03-28"),
        ("w/c 12th April 2027", "2027-04-12/2027-04-18"),
        ("not before May 2027", "2027-05/.."),
        ("Sept/Oct 2026", "2026-09/2026-10"),
        ("within 18 months", "18 months"),
        ("8 weeks", "8 weeks"),
        ("30 June (annually)", {"every": "year", "on": "06-30"}),
        ("Monthly until July 2027", {"every": "month", "until": "2027-07"}),
        ("Every other year", {"every": "two-years"}),
        ("Mar 5, 2027", "2027-03-05"),
    ],
)  # fmt: skip
def test_the_dates_of_public_bodies_are_read_without_a_doubt(words: str, due: str | dict[str, str]) -> None:
    read = read_phrase(words)
    assert (read.due, read.doubt, read.problem) == (due, "", None)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("Q2 2027", "write 2027-Q2 for the calendar year, or 2027-Q3 for the financial year 2027/28"),
        ("May 31", "write 2031-05 for the month"),
        ("12 Sept", "write it with its year"),
        ("04/05/27", "write 2027-05-04 for day first"),
        ("early 2027", "write the months you mean"),
        ("31 June 2027", "the last day of the month is 2027-06-30"),
        ("within 3 months of the election", "3 months where it counts from the plan's start"),
    ],
)
def test_what_may_mean_two_dates_is_asked_with_the_way_to_write_it(words: str, said: str) -> None:
    problem = read_phrase(words).problem
    assert problem is not None
    assert said in problem.help


def test_a_date_that_moved_a_completion_and_a_start_are_told_apart() -> None:
    assert read_phrase("May 2027 (revised from March 2027)")[0] == "2027-05"
    assert read_phrase("May 2027 (revised from March 2027)").was == "2027-03"
    assert read_phrase("Completed July 2026").completed == "2026-07"
    assert read_phrase("Commenced April 2026").start == "2026-04"
    assert read_phrase("Ongoing - review March 2027").review == "2027-03"


def test_the_order_of_day_and_month_is_settled_by_dates_beside_it() -> None:
    assert settled_order(["10.05.2027", "13.09.2027"]) is True
    assert settled_order(["10/05/2027", "09/13/2027"]) is False
    assert settled_order(["13/09/2027", "09/13/2027"]) is None
    assert read_phrase("10.05.2027", Known(dayfirst=True)).due == "2027-05-10"


@pytest.mark.parametrize(
    ("words", "way_out"),
    [
        ("30 Novmber 2026", "did you mean November? Write 2026-11-30"),
        ("3rd Febuary 2026", "did you mean February? Write 2026-02-03"),
        ("Sprng term 2026", "did you mean spring? Write 2025/26 spring term"),
        ("5 Agust", "did you mean August? Write it with its year, such as 2026-08-05"),
        (
            "31 Novmber 2026",
            "did you mean November? But November 2026 has 30 days, so 2026-11-31 is not a date",
        ),
        ("when the strategy is agreed in 2026", "write 2026 if that is meant"),
    ],
)
def test_a_misspelt_month_is_told_the_one_it_is_all_but(words: str, way_out: str) -> None:
    assert understand(words).help.startswith(way_out)


@pytest.mark.parametrize(
    ("words", "said", "shape"),
    [
        ("31 November", "“31 November” is no date: November has 30 days", "2026-11-30"),
        ("29 February", "“29 February” says no year", "2028-02-29"),
    ],
)
def test_the_example_for_a_date_without_a_year_is_a_day_there_is(words: str, said: str, shape: str) -> None:
    misread = understand(words)
    assert (misread.message, misread.help) == (said, f"write it with its year, such as {shape}")
    assert parse(shape).text == shape


def test_a_day_on_the_wrong_weekday_is_in_doubt() -> None:
    for right in (
        "Fri 5 June 2026",
        "by Friday 5th June 2026",
        "before Friday the 5 June 2026",
        "w/c Mon 1 June 2026",
    ):
        assert read_phrase(right).doubt == ""
    for wrong in ("Thu 5 June 2026", "by Thursday 5th June 2026", "Thurs, 05 June 2026"):
        assert read_phrase(wrong).doubt == "5 June 2026 is a Friday"
        with pytest.raises(Misread):
            spoken(wrong)
