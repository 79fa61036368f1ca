"""A standing rests on facts; the words for them are made once, whatever the reason of a withdrawal holds."""

from __future__ import annotations

from datetime import date

import pytest

from tests.assess.conftest import one
from wsoa.assess.declared import Declared
from wsoa.assess.standing import Ground, Grounds
from wsoa.plan.ratings import Standing
from wsoa.words.standings import say_disagreement, say_grounds, say_standing

OCTOBER = date(2019, 10, 31)
GREEN = Declared("G", OCTOBER, Standing.ON_TRACK)


@pytest.mark.parametrize(
    ("grounds", "said"),
    [
        (Grounds(Ground.WITHDRAWN, OCTOBER), "withdrawn on 31 October 2019: no reason recorded"),
        (Grounds(Ground.WITHDRAWN, said="Not: needed"), "withdrawn on a day not recorded: Not: needed"),
        (Grounds(Ground.FINISHED, OCTOBER), "finished by 31 October 2019"),
        (Grounds(Ground.FINISHED, OCTOBER, 1), "finished by 31 October 2019, 1 day late"),
        (Grounds(Ground.LATE, OCTOBER, 61), "due 31 October 2019, 61 days late"),
        (
            Grounds(Ground.LATE, OCTOBER, 61, as_first_promised=True),
            "due 31 October 2019 as first promised, 61 days late",
        ),
        (
            Grounds(Ground.REPORT_TOO_OLD, OCTOBER, 93, GREEN),
            "nothing reported since 31 October 2019, 93 days ago, when it was rated G",
        ),
        (Grounds(Ground.RATED, OCTOBER, rating=GREEN), "rated G on 31 October 2019"),
        (Grounds(Ground.STARTS_LATER, OCTOBER), "starts 31 October 2019"),
    ],
)
def test_grounds_are_said_in_a_clause(grounds: Grounds, said: str) -> None:
    assert say_grounds(grounds) == said


def test_every_ground_has_words() -> None:
    assert all(say_grounds(Grounds(ground)) for ground in Ground)


def test_a_late_action_has_the_day_and_the_days_as_values() -> None:
    commitment = one("2019-12-31", "due: 2019-10-31", "updates: [{date: 2019-12-15, text: x, rating: G}]")
    assert commitment.grounds == Grounds(Ground.LATE, OCTOBER, 61)
    assert commitment.disagreement is not None
    rating = commitment.disagreement.rating
    assert (rating.code, rating.date, rating.claims) == ("G", date(2019, 12, 15), Standing.ON_TRACK)
    assert commitment.disagreement.standing is Standing.OFF_TRACK
    assert say_standing(commitment) == "Off track"


def test_where_nothing_disagrees_nothing_is_said() -> None:
    assert say_disagreement(one("2019-12-31", "due: 2020-10-31").disagreement) == ""
