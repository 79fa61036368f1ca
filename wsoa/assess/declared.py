"""What the owners themselves last said, as known on a day."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from operator import itemgetter
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
    dated = [(u.date.window(calendar).latest or date.min, u) for u in promise.updates]
    known = [one for one in dated if one[0] <= as_of]
    known.sort(key=itemgetter(0))
    rating = _last_rating(promise, known, scheme, calendar, as_of)
    given, forecast = next(((day, u.forecast) for day, u in reversed(known) if u.forecast), (None, None))
    days = [day for day, _ in known[-1:]]
    if rating is not None and rating.date is not None:
        days.append(rating.date)
    return Report(
        last=max(days, default=None),
        rating=rating,
        forecast=forecast.window(calendar).latest if forecast else None,
        forecast_given=given,
        text=known[-1][1].text if known else "",
    )


def _last_rating(
    promise: DatedPromise,
    known: Sequence[tuple[date, Update]],
    scheme: RatingScheme,
    calendar: Calendar,
    as_of: date,
) -> Declared | None:
    """Return the rating of the latest day; of several of one day, the one that was written last."""
    said: list[tuple[date, str, When | None]] = []
    published = promise.rating
    if published is not None and published.date is None:
        said.append((date.min, published.code, None))
    elif published is not None and published.date and not after(published.date, calendar, as_of):
        day = published.date.window(calendar).latest or date.min
        said.append((day, published.code, published.date))
    said += [(day, u.rating, u.date) for day, u in known if u.rating]
    if not said:
        return None
    day, code, given = max(reversed(said), key=lambda one: one[0])
    return Declared(code, day if day != date.min else None, scheme.claims(code), given)
