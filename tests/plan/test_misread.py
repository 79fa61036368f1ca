"""What cannot be read as a date is kept as a value, and holds on to nothing else."""

from __future__ import annotations

import gc
from weakref import ref

import pytest

from wsoa.plan.base import Misread
from wsoa.plan.date_phrases import read_phrase
from wsoa.plan.spoken import canonical


class Plan:
    """Stands for all that a caller has at hand."""


@pytest.mark.parametrize("words", ["31 February 2020", "from 31 February 2020 to May 2020", "31/02/2020"])
def test_words_that_name_no_day_do_not_keep_alive_what_their_reader_had_at_hand(words: str) -> None:
    def asked(_at_hand: Plan) -> None:
        assert read_phrase(words).problem is not None
        with pytest.raises(Misread):
            canonical(words)

    gc.collect()
    gc.disable()
    try:
        plan = Plan()
        alive = ref(plan)
        asked(plan)
        del plan
        assert alive() is None
    finally:
        gc.enable()
