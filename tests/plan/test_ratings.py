"""Rating schemes: an area's own codes for the standings that are computed."""

from __future__ import annotations

from itertools import pairwise

import pytest

from tests.conftest_plans import HEAD, action_plan, load_text, plan_from
from wsoa.plan.ratings import PRESETS, RatingScheme, Standing

S = Standing
TWO_CODES = """\
rating_scheme:
  preset: rag
  behind_days: 14
  codes:
    - {code: D, word: Done, meaning: Done, standings: [complete]}
    - {code: L, word: Late, meaning: Late, colour: red, standings: [off_track]}
"""


def code(scheme: RatingScheme, standing: Standing) -> str | None:
    found = scheme.code_for(standing)
    return found.code if found else None


@pytest.mark.parametrize("name", PRESETS)
def test_every_preset_has_a_code_for_every_standing_but_withdrawn(name: str) -> None:
    scheme = PRESETS[name]
    assert all(code(scheme, standing) for standing in S if standing is not S.WITHDRAWN)
    assert code(scheme, S.WITHDRAWN) is None
    assert len({c.code.casefold() for c in scheme.codes}) == len(scheme.codes)


@pytest.mark.parametrize("name", PRESETS)
def test_no_preset_gives_two_codes_to_one_standing(name: str) -> None:
    standings = [standing for c in PRESETS[name].codes for standing in c.standings]
    assert len(standings) == len(set(standings))


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("rag", "C G U ? N A R"),
        ("brag", "B G A ? R A R"),
        ("lancashire", "C G A ? n/s R R"),
        ("rotherham", "C T T ? N D M"),
    ],
)
def test_the_presets_print_their_areas_codes(name: str, expected: str) -> None:
    order = (S.COMPLETE, S.ON_TRACK, S.UNDERWAY, S.UNKNOWN, S.NOT_STARTED, S.BEHIND, S.OFF_TRACK)
    assert " ".join(str(code(PRESETS[name], standing)) for standing in order) == expected


def test_a_standing_without_a_code_takes_the_nearest_worse_one() -> None:
    scheme = plan_from(HEAD + TWO_CODES).scheme
    assert code(scheme, S.COMPLETE) == "D"
    for standing in (S.ON_TRACK, S.UNDERWAY, S.BEHIND, S.OFF_TRACK, S.UNKNOWN, S.NOT_STARTED):
        assert code(scheme, standing) == "L"
    assert code(scheme, S.WITHDRAWN) is None


def test_no_standing_ever_takes_the_code_of_a_better_one() -> None:
    only_good = (
        HEAD + "rating_scheme:\n  codes:\n    - {code: D, word: Done, meaning: Done, standings: [complete]}\n"
    )
    scheme = plan_from(only_good).scheme
    assert [code(scheme, standing) for standing in S] == ["D"] + [None] * 8


def test_not_known_never_borrows_a_code_of_progress_underway() -> None:
    for scheme in PRESETS.values():
        found = scheme.code_for(S.UNKNOWN)
        assert found is not None
        assert not {S.COMPLETE, S.ON_TRACK, S.UNDERWAY} & set(found.standings)


def test_a_code_claims_the_least_favourable_standing_it_stands_for() -> None:
    assert PRESETS["lancashire"].claims("A") is S.UNDERWAY
    assert PRESETS["rag"].claims("A") is S.BEHIND
    assert PRESETS["brag"].claims("R") is S.OFF_TRACK
    assert PRESETS["rotherham"].claims("T") is S.UNDERWAY


def test_codes_are_known_whatever_their_case() -> None:
    assert PRESETS["lancashire"].claims("N/S") is S.NOT_STARTED
    assert PRESETS["rag"].claims("g") is S.ON_TRACK


def test_a_code_the_scheme_does_not_have_claims_nothing() -> None:
    assert PRESETS["rag"].claims("Z") is None
    assert PRESETS["rag"].claims("") is None


def test_a_plan_lays_its_own_thresholds_over_a_preset() -> None:
    scheme = plan_from(HEAD + "rating_scheme: {preset: rotherham, stale_days: 31}\n").scheme
    assert (scheme.behind_days, scheme.stale_days, scheme.from_original) == (92, 31, True)
    assert plan_from(HEAD + "rating_scheme: {behind_days: 0}\n").scheme.behind_days == 0
    default = plan_from(HEAD).scheme
    assert (default.name, default.behind_days, default.stale_days, default.from_original) == (
        "rag",
        30,
        92,
        False,
    )


def test_a_scheme_may_be_named_in_one_word() -> None:
    assert plan_from(HEAD + "rating_scheme: brag\n").scheme.codes == PRESETS["brag"].codes


def test_a_misspelt_scheme_is_a_finding_with_a_suggestion() -> None:
    finding = load_text(HEAD + "rating_scheme: brgg\n").findings[0]
    assert finding.code == "WSOA105"
    assert "brag" in finding.help


def test_standings_run_from_best_to_worst_with_words_and_letters_of_their_own() -> None:
    assert all(better.severity < worse.severity for better, worse in pairwise(S))
    assert S.COMPLETE.severity == 0
    assert len({standing.word for standing in S}) == len({standing.letter for standing in S}) == len(S)
    assert all(standing.meaning for standing in S)


@pytest.mark.parametrize("key", ["behind_days", "stale_days"])
@pytest.mark.parametrize(
    ("days", "right"), [("0", True), ("36525", True), ("36526", False), ("9" * 15, False)]
)
def test_a_threshold_is_no_longer_than_a_hundred_years(key: str, days: str, right: bool) -> None:  # noqa: FBT001
    loaded = load_text(action_plan("due: 2019-12-31", head=f"rating_scheme: {{{key}: {days}}}\n"))
    assert (loaded.plan is not None) is right
    assert [finding.code for finding in loaded.findings] == ([] if right else ["WSOA104"])
