"""What the owners themselves last said, as known on a day."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from wsoa.assess.commitments import DatedPromise, after
from wsoa.plan.dates import Calendar, When
from wsoa.plan.models import Update
from wsoa.plan.ratings import RatingScheme, Standing


class Declared(NamedTuple):
    """The last rating an owner gave: the code, the last day it was given for, and the standing it claims.

    ``given`` is that date as the plan has it, which may be a month.
    """

    code: str
    date: date | None
    claims: Standing | None
    given: When | None = None


class Report(NamedTuple):
    """What was reported up to a day.

    ``last`` is the day of the last word of any kind; ``forecast`` the last date the owner expected
    to finish by; ``rating`` the last rating, which may be older than the last word.
    """

    last: date | None = None
    rating: Declared | None = None
    forecast: date | None = None
    forecast_given: date | None = None
    text: str = ""


def report_on(promise: DatedPromise, scheme: RatingScheme, calendar: Calendar, as_of: date) -> Report:
    """Gather the published rating and every update dated up to a day."""
    known = [u for u in promise.updates if not after(u.date, calendar, as_of)]
    known.sort(key=lambda u: _day(u, calendar))
    rating = _last_rating(promise, known, scheme, calendar, as_of)
    forecast = next((u for u in reversed(known) if u.forecast is not None), None)
    days = [_day(u, calendar) for u in known]
    if rating is not None and rating.date is not None:
        days.append(rating.date)
    return Report(
        last=max(days, default=None),
        rating=rating,
        forecast=forecast.forecast.window(calendar).latest if forecast and forecast.forecast else None,
        forecast_given=_day(forecast, calendar) if forecast else None,
        text=known[-1].text if known else "",
    )


def _day(update: Update, calendar: Calendar) -> date:
    return update.date.window(calendar).latest or date.min


def _last_rating(
    promise: DatedPromise, known: Sequence[Update], scheme: RatingScheme, calendar: Calendar, as_of: date
) -> Declared | None:
    """Return the rating of the latest day; of several of one day, the one that was written last."""
    said: list[tuple[date, str, When | None]] = []
    published = promise.rating
    if published is not None and published.date is None:
        said.append((date.min, published.code, None))
    elif published is not None and published.date and not after(published.date, calendar, as_of):
        day = published.date.window(calendar).latest or date.min
        said.append((day, published.code, published.date))
    said += [(_day(u, calendar), u.rating, u.date) for u in known if u.rating]
    if not said:
        return None
    day, code, given = max(reversed(said), key=lambda one: one[0])
    return Declared(code, day if day != date.min else None, scheme.claims(code), given)
