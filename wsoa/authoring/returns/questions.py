"""The one question that matters about a commitment, from what is known of it."""

from __future__ import annotations

from datetime import date

from wsoa.assess.assessment import Commitment
from wsoa.authoring.returns.form import Group
from wsoa.plan.ratings import RatingScheme, Standing
from wsoa.words.dates import say_day
from wsoa.words.numbers import count_days
from wsoa.words.standings import say_grounds


def group_of(one: Commitment, day: date, days: int) -> Group | None:
    """Return where a commitment belongs in a return; None where nothing is asked of it any more."""
    if one.standing is Standing.WITHDRAWN:
        return None
    if one.standing is Standing.COMPLETE:
        return "done"
    if one.overdue:
        return "overdue"
    latest = one.due.latest if one.due else None
    return "soon" if latest is not None and (latest - day).days <= days else "later"


def question(one: Commitment, group: Group, day: date, scheme: RatingScheme) -> str:
    """Ask what a board would ask."""
    if group == "done":
        return "What shows it is done?" if one.completed else "When was it finished, and what shows it?"
    if group == "overdue":
        return _of_the_late(one, day)
    if one.disagrees and one.declared:
        return f"You rated it {one.declared.code}; {_expected(one)}. What makes it {one.declared.code}?"
    if one.days_late == 0 and one.forecast and one.due and one.due.latest and one.forecast > one.due.latest:
        return f"{_expected(one)[:1].upper()}{_expected(one)[1:]}. What is being done about it?"
    if group == "soon" and one.due and one.due.latest:
        return _of_the_near(one.due.latest, day)
    return _of_the_rest(one, day, scheme)


def _of_the_late(one: Commitment, day: date) -> str:
    late = count_days(one.days_late)
    if one.disagrees and one.declared:
        return f"You rated it {one.declared.code}; it is {late} late. What makes it {one.declared.code}?"
    if one.forecast is None:
        return "When do you now expect to finish?"
    if one.forecast < day:
        return f"You expected to finish by {say_day(one.forecast)}. When do you expect to now?"
    return f"You expect to finish by {say_day(one.forecast)}. Is that still so?"


def _of_the_near(due: date, day: date) -> str:
    if due == day:
        return "It is due today. Is it finished?"
    return f"It is due on {say_day(due)}. Will it be finished by then?"


def _expected(one: Commitment) -> str:
    latest = one.due.latest if one.due else None
    if one.forecast is None or latest is None or one.forecast <= latest:
        return say_grounds(one.grounds)
    return f"you expect it {count_days((one.forecast - latest).days)} after its date"


def _of_the_rest(one: Commitment, day: date, scheme: RatingScheme) -> str:
    if one.last_report is None:
        started = one.standing is not Standing.NOT_STARTED
        return (
            "Nothing has been reported yet. What has happened so far?"
            if started
            else "Will it start on time?"
        )
    if (day - one.last_report).days > scheme.stale_days:
        return f"What has happened since {say_day(one.last_report)}?"
    return f"Has anything changed since {say_day(one.last_report)}?"
