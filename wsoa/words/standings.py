"""Standings in words: what they rest on, where a rating disagrees with them, how many there are of each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence

from wsoa.assess.assessment import Commitment
from wsoa.assess.declared import Declared
from wsoa.assess.standing import Disagreement, Ground, Grounds
from wsoa.plan.dates import Precision
from wsoa.plan.ratings import Standing
from wsoa.words.dates import day_or_none, say_day, say_month
from wsoa.words.lists import be, capital, either, have, listed
from wsoa.words.numbers import count, count_days, days_later, times

COMMITMENT_MEANS = "A commitment is anything promised by a date."
_NO_DAY = "no completion date recorded"


def say_grounds(grounds: Grounds) -> str:
    """Say why a commitment stands as it does: a clause with its dates that follows on a colon."""
    return _GROUNDS[grounds.ground](grounds)


def say_disagreement(found: Disagreement | None) -> str:
    """Say how an owner's rating and the facts differ, as a clause; empty where they do not."""
    if found is None:
        return ""
    code = found.code
    rated = found.rating.code
    words = f"{rated} ({code.word.lower()}: {code.meaning.lower()})" if code else rated
    facts = f"{found.standing.word.lower()}: {say_grounds(found.grounds)}"
    return f"rated {words} {say_given(found.rating)}, but {facts}"


def say_given(rating: Declared) -> str:
    """Say when a rating was given, as it follows on it: in April 2019, on 30 April 2019."""
    if rating.date is None:
        return "on a day not recorded"
    whole_month = rating.given is not None and rating.given.precision is Precision.MONTH
    return f"in {say_month(rating.date)}" if whole_month else f"on {say_day(rating.date)}"


def say_last_rated(commitment: Commitment) -> str:
    """Say when the last rating was given and whether its date passed since; empty where there is none.

    In April 2019, before its date; not rated since.
    """
    given, due = commitment.declared, commitment.due
    if given is None:
        return ""
    if not commitment.overdue or given.date is None or due is None or due.latest is None:
        return say_given(given)
    return (
        f"{say_given(given)}, {'before' if given.date <= due.latest else 'after'} its date; not rated since"
    )


def standing_word(commitment: Commitment) -> str:
    """Name a standing: by the area's own word where its owner's rating may mean several, else by ours."""
    return commitment.own_word or commitment.standing.word


def say_standing(commitment: Commitment) -> str:
    """Say a standing; a deadline that moved always says so and by how much."""
    moved = say_moved(commitment.moves, commitment.moved_days)
    word = standing_word(commitment)
    return f"{word}, {moved}" if moved else word


def say_moved(moves: int, days: int) -> str:
    """Say how often and how far a deadline moved: moved twice, 92 days later; empty where it did not."""
    if not moves:
        return ""
    return f"moved {times(moves)}, {days_later(days)}" if days else f"moved {times(moves)}"


def by_standing(commitments: Sequence[Commitment]) -> str:
    """Count commitments by standing, worst first: 3 off track, 2 not known."""
    counts = Counter(c.standing for c in commitments)
    order = sorted(counts, key=lambda s: (s is Standing.WITHDRAWN, -s.severity))
    return listed([f"{counts[standing]:,} {standing.word.lower()}" for standing in order])


def say_by_others(reviews: Sequence[Commitment]) -> str:
    """Say how many reviews are others' to hold and how many are not held yet, as a clause; empty for none."""
    if not reviews:
        return ""
    waiting = sum(1 for c in reviews if c.standing is not Standing.COMPLETE)
    told = "held" if not waiting else "not held yet"
    return f"{count(len(reviews), 'review')} by others, " + (
        told if waiting in {0, len(reviews)} else f"{waiting:,} {told}"
    )


def say_counts(commitments: Sequence[Commitment]) -> str:
    """Say of how many commitments how many are complete, past their date and not known, as a sentence."""
    standings = Counter(c.standing for c in commitments)
    done, gone = standings[Standing.COMPLETE], standings[Standing.WITHDRAWN]
    late, unknown = sum(1 for c in commitments if c.overdue), standings[Standing.UNKNOWN]
    told = [
        f"{done or 'none'} {be(done or 1)} complete",
        f"{late or 'none'} {past_date(late or 1)}",
        f"{unknown or 'none'} {be(unknown or 1)} not known",
        *([f"{gone:,} {either(gone, 'was', 'were')} withdrawn"] if gone else []),
    ]
    return f"Of {count(len(commitments), 'commitment')}, {listed(told)}."


def say_reported(commitments: Sequence[Commitment]) -> str:
    """Say that nothing was told in words, and of how many commitments a rating was published."""
    rated = sum(1 for c in commitments if c.declared is not None)
    if not rated:
        return "No report of progress is recorded."
    known = f"{count(rated, 'commitment')} {have(rated)} a published rating"
    return f"No report in words is recorded; {known}."


def counted(what: str, commitments: Sequence[Commitment]) -> str:
    """Say how many there are and how they stand, as a sentence; empty for none."""
    return f"{capital(what)}: {by_standing(commitments)}." if commitments else ""


def counted_and_late(what: str, commitments: Sequence[Commitment]) -> str:
    """Say how many there are, how they stand and the worst delay, as one or two sentences."""
    return f"{counted(what, commitments)} {longest_delay(commitments)}".strip()


def longest_delay(commitments: Sequence[Commitment]) -> str:
    """Say the worst delay among the overdue, as a sentence; empty where nothing is."""
    late = [c.days_late for c in commitments if c.overdue]
    return f"Longest delay: {count_days(max(late))}." if late else ""


def longest_wait(commitments: Sequence[Commitment]) -> str:
    """Say how long the first of some promised figures was waited for, as a sentence; empty for none."""
    return f"The longest wait is {count_days(commitments[0].days_late)}." if commitments else ""


def past_date(number: int) -> str:
    """Say that a number of things are past their date, without the number."""
    return either(number, "is past its date", "are past their date")


def say_unreported(number: int, late: int) -> str:
    """Say on how many of those past their date nobody has reported since, as a sentence; empty for none."""
    if not number:
        return ""
    if number == late:
        return "Nobody has reported since on what is past its date."
    one, many = "is unreported: nobody has reported on it", "are unreported: nobody has reported on them"
    return f"{number:,} of those past their date {either(number, one, many)} since."


def _finished(grounds: Grounds) -> str:
    late = f", {count_days(grounds.days)} late" if grounds.days else ""
    return f"finished by {day_or_none(grounds.day)}{late}"


def _not_held(grounds: Grounds) -> str:
    if grounds.day is None:
        return "not held yet"
    return f"not held yet; {'was ' if grounds.days else ''}planned for {say_day(grounds.day)}"


def _late(grounds: Grounds) -> str:
    first = " as first promised" if grounds.as_first_promised else ""
    return f"due {day_or_none(grounds.day)}{first}, {count_days(grounds.days)} late"


def _unreported(grounds: Grounds) -> str:
    since = f" since {say_day(grounds.reported)}" if grounds.reported else ""
    return f"{_late(grounds)}; nothing reported{since}"


def _too_old(grounds: Grounds) -> str:
    rated = f", when it was rated {grounds.rating.code}" if grounds.rating else ""
    return f"nothing reported since {day_or_none(grounds.day)}, {count_days(grounds.days)} ago{rated}"


def _rated(grounds: Grounds) -> str:
    return f"rated {grounds.rating.code} {say_given(grounds.rating)}" if grounds.rating else "rated"


_GROUNDS: Mapping[Ground, Callable[[Grounds], str]] = {
    Ground.WITHDRAWN: lambda g: f"withdrawn on {day_or_none(g.day)}: {g.said or 'no reason recorded'}",
    Ground.FINISHED: _finished,
    Ground.HELD: lambda g: f"held by {day_or_none(g.day)}",
    Ground.NOT_HELD: _not_held,
    Ground.PUBLISHED_COMPLETE: lambda g: f"published as complete at {day_or_none(g.day)}; {_NO_DAY}",
    Ground.FINISHED_UNDATED: lambda _: f"recorded as finished; {_NO_DAY}",
    Ground.LATE: _late,
    Ground.UNREPORTED: _unreported,
    Ground.EXPECTED_LATE: lambda g: f"expected {day_or_none(g.day)}, {count_days(g.days)} after its date",
    Ground.REPORT_TOO_OLD: _too_old,
    Ground.RATED: _rated,
    Ground.EXPECTED: lambda g: f"expected by {day_or_none(g.day)}, reported {day_or_none(g.reported)}",
    Ground.NOTHING_OF_TIMING: lambda g: f"reported {day_or_none(g.day)}; nothing said of timing",
    Ground.STARTS_LATER: lambda g: f"starts {day_or_none(g.day)}",
    Ground.NOTHING_REPORTED: lambda _: "nothing reported",
}
