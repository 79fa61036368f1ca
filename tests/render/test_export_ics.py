"""The calendar of an export, read back by a calendar library."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar, Component

from tests.render.hostile import PAYLOAD, poisoned
from tests.render.small import AS_OF, PLAN, load_plan
from wsoa.assess.assessment import assess
from wsoa.plan.models import Plan
from wsoa.render.data.ics import folded, uid
from wsoa.render.registry import render
from wsoa.reports.export.export import Exported, calendar_export

NASTY = f"{PAYLOAD}; a, b\\n c\r\nEND:VEVENT\r\nATTENDEE:mailto:x@example.org \u202e\x00 né 👩‍👧"


def drawn(plan: Plan, as_of: date = AS_OF) -> str:
    exported = Exported("westshire", assess(plan, as_of), "abc")
    return render("export", "ics", calendar_export([exported], as_of, "1.2.3"))


def calendar(text: str = PLAN, as_of: date = AS_OF) -> str:
    plan = load_plan(text).plan
    assert plan is not None
    return drawn(plan, as_of)


def events(text: str) -> list[Component]:
    return list(Calendar.from_ical(text).walk("VEVENT"))


def event(ref: str, text: str) -> Any:  # noqa: ANN401 - the library's own mapping
    [found] = [e for e in events(text) if f"Westshire {ref}:" in str(e["SUMMARY"])]
    return found


def test_a_commitment_is_an_all_day_event_on_its_last_day() -> None:
    found = event("1.1.1", calendar())
    assert found.decoded("DTSTART") == date(2020, 12, 31)
    assert found.decoded("DTEND") == date(2021, 1, 1)
    assert found.decoded("DTSTAMP") == datetime(2020, 11, 30, tzinfo=UTC)
    assert str(found["SUMMARY"]) == "Westshire 1.1.1: Hire two plan writers (date moved)"
    assert str(found["DESCRIPTION"]).splitlines() == [
        "Priority action plan for SEND, Westshire",
        "Last day: 31 December 2020",
        "First promised for: 2019-12-31",
        "Action lead: SEND Lead, Westshire Council; Health Lead",
        "As at 30 November 2020: On track, moved twice, 366 days later, rated G on 10 November 2020",
    ]
    assert (found["STATUS"], found["TRANSP"], found["SEQUENCE"]) == ("CONFIRMED", "TRANSPARENT", 2)
    assert found["CATEGORIES"].to_ical() == b"ACTION"


def test_a_deadline_that_moves_keeps_its_event() -> None:
    before, after = event("1.1.1", calendar(as_of=date(2019, 11, 1))), event("1.1.1", calendar())
    assert before["UID"] == after["UID"]
    assert (before["SEQUENCE"], after["SEQUENCE"]) == (0, 2)
    assert before.decoded("DTSTART") == date(2019, 12, 31)


def test_what_is_finished_or_has_no_last_day_is_left_out() -> None:
    told = " ".join(str(e["SUMMARY"]) for e in events(calendar()))
    assert "1.1.3:" not in told
    assert "1.2.1#1:" not in told
    assert "1.2.1#3:" not in told
    assert "1.2.1#2:" in told


def test_what_was_withdrawn_is_cancelled_under_the_same_name() -> None:
    before, after = event("1.1.4", calendar(as_of=date(2020, 4, 1))), event("1.1.4", calendar())
    assert (before["STATUS"], after["STATUS"]) == ("CONFIRMED", "CANCELLED")
    assert before["UID"] == after["UID"]
    assert after["SEQUENCE"] > before["SEQUENCE"]


def test_two_items_with_one_ref_are_two_events() -> None:
    names = [str(e["UID"]) for e in events(calendar(PLAN.replace('- ref: "1.1.2"', '- ref: "1.1.1"')))]
    assert len(names) == len(set(names))


def test_a_plan_and_a_ref_cannot_be_mistaken_for_another() -> None:
    assert uid("a", "b") != uid("ab", "") != uid("b", "a")


def test_people_are_not_named() -> None:
    assert "Ada Example" not in calendar()


def test_hostile_text_stays_text() -> None:
    text = drawn(poisoned(NASTY))
    found = events(text)
    assert len(found) == len(events(calendar()))
    assert "ATTENDEE" not in {name for e in found for name in e}
    assert all("END:VEVENT ATTENDEE:mailto:x@example.org" in str(e["SUMMARY"]) for e in found)
    assert "\u202e" not in text
    assert "\x00" not in text


def test_no_line_is_longer_than_75_octets() -> None:
    assert max(len(line) for line in drawn(poisoned(NASTY)).encode().split(b"\r\n")) <= 75


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"])))
def test_unfolding_gives_the_line_back_and_cuts_no_character(line: str) -> None:
    parts = folded(line).encode().split(b"\r\n")
    assert all(len(part) <= 75 and part.decode() is not None for part in parts)
    assert b"\r\n".join(parts).replace(b"\r\n ", b"").decode() == line


def test_the_same_plan_and_day_give_the_same_bytes() -> None:
    assert calendar() == calendar()
