"""Questions on time: what is late, what nobody reported on, what is rated too well, what falls due next."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from wsoa.assess.assessment import Commitment
from wsoa.assess.rollup import open_due
from wsoa.plan.models import Promise
from wsoa.plan.ratings import Standing
from wsoa.reports.questions.asked import FIGURES, OVER, Asked, Brief, Subject, Wording, ask
from wsoa.words.dates import say_day
from wsoa.words.lists import capital, either, sentence
from wsoa.words.numbers import count_days
from wsoa.words.standings import say_disagreement, say_standing

LONG_DAYS = 90
"""Late by more than this many days is asked about on its own."""
AHEAD_DAYS = 92
"""How far ahead to ask: a quarter of a year, the usual time between meetings."""

_LONG = Wording(
    Subject.LATE, 3,
    f"What stands in the way of {{the}} more than {LONG_DAYS} days late, "
    "and when will [it|each] be finished?",
    f"{{n}} [is|are] more than {LONG_DAYS} days past [its|their] date and not recorded as complete.",
    "what holds it up, what is left to do, a date, and who will see to it.",
    each=True,
)  # fmt: skip
_SHORT = Wording(
    Subject.LATE, 2,
    f"When will {{the}} up to {LONG_DAYS} days late be finished?",
    f"{{n}} passed [its|their] date in the last {LONG_DAYS} days and [is|are] not recorded as complete.",
    "a date that will be kept, and whether anything else waits for it.",
    each=True,
)  # fmt: skip
_WAITING = Wording(
    Subject.LATE, 2,
    "How will {the} that [waits|wait] for something late be kept to [its|their] date?",
    "The plan makes {n} depend on work that is now past its date.",
    "whether its date still holds, and what is done first.",
    each=True,
)  # fmt: skip
_EXPECTED = Wording(
    Subject.LATE, 2,
    "Who has agreed that {the} will be finished after [its|their] date?",
    "{n} [is|are] expected later than promised, and the date has not been changed.",
    "the new date, why, who agreed it, and how families were told.",
    each=True,
)  # fmt: skip
_SILENT = Wording(
    Subject.SILENT, 3,
    "What has been done on {the} with nothing reported since [its|their] date passed?",
    "{n} [is|are] past [its|their] date with no report since then.",
    "what was done and when, what is left, and where it will be reported from now on.",
    each=True,
)  # fmt: skip
_STALE = Wording(
    Subject.SILENT, 2,
    "What has happened since the last report on {the} still open?",
    "The last report on {n} is older than the plan allows.",
    "how far it has come, and whether it will be finished by its date.",
    each=True,
)  # fmt: skip
_UNHEARD = Wording(
    Subject.SILENT, 1,
    "How far [has|have] {the} come on which nothing has been reported?",
    "Nothing has been reported on {n} that [is|are] still open and not past [its|their] date.",
    "whether work has started, and whether it will be finished by its date.",
    each=True,
)  # fmt: skip
_RATED = Wording(
    Subject.RATED, 3,
    "What supports the [rating|ratings] of {the} rated better than the dates allow?",
    "{n} [is|are] rated more favourably by [its owner|their owners] than the dates allow.",
    "the evidence behind the rating, or a rating that fits its date.",
    each=True,
)  # fmt: skip
_NEXT = Wording(
    Subject.NEXT, 2,
    "What is needed for {the} due in the next three months to be finished on time?",
    "{n} [falls|fall] due",
    "whether it will be finished by its date and, if not, who will agree the new one.",
    each=True,
)  # fmt: skip


def long_late(brief: Brief) -> Asked | None:
    """Ask about what is long past its date."""
    found = [c for c in brief.late if c.days_late > LONG_DAYS]
    longest = f"The longest delay is {count_days(found[0].days_late)}." if found else ""
    return brief.ask(_LONG, found, brief.standing, longest)


def short_late(brief: Brief) -> Asked | None:
    """Ask about what is a little past its date."""
    return brief.ask(_SHORT, [c for c in brief.late if c.days_late <= LONG_DAYS], brief.standing)


def waiting(brief: Brief) -> Asked | None:
    """Ask about what the plan makes depend on something late."""
    late = {ref: c for c in reversed(brief.late) for ref in _refs(c)}
    held = {c.path: on for c in _ahead_of_date(brief) if (on := _waits_for(c, late))}
    found = [c for c in brief.work if c.path in held]
    return brief.ask(_WAITING, found, lambda c: f"{capital(brief.due(c))}. {held[c.path]}")


def _ahead_of_date(brief: Brief) -> Sequence[Commitment]:
    return [c for c in brief.work if c.standing not in OVER and not c.overdue]


def _refs(commitment: Commitment) -> tuple[str, ...]:
    """Return the refs that a dependency may name something by: its own, and its action's."""
    action = commitment.item.action
    return (commitment.ref, action.ref) if action is not None else (commitment.ref,)


def _waits_for(commitment: Commitment, late: dict[str, Commitment]) -> str:
    thing = commitment.item.thing
    refs = thing.depends_on if isinstance(thing, Promise) else ()
    return " ".join(
        f"Waits for {ref}, {count_days(late[ref].days_late)} late." for ref in refs if ref in late
    )


def expected_late(brief: Brief) -> Asked | None:
    """Ask about what was last expected after its date, where the date was not changed."""
    found = [c for c in brief.work if not c.overdue and _after_due(c)]
    return brief.ask(
        _EXPECTED, found, lambda c: f"{capital(brief.due(c))}; {_expected(c)}. {brief.led(c)}".strip()
    )


def _after_due(commitment: Commitment) -> bool:
    due = open_due(commitment)
    return due is not None and commitment.forecast is not None and commitment.forecast > due


def _expected(commitment: Commitment) -> str:
    return f"expected by {say_day(commitment.forecast)}" if commitment.forecast else ""


def silent(brief: Brief) -> Asked | None:
    """Ask about what is past its date with no report since."""
    found = [c for c in brief.late if c.standing is Standing.UNREPORTED]
    never = sum(1 for c in found if c.last_report is None)
    rest = len(brief.at.assessment.unreported) - len(found)
    return brief.by_workstream(_SILENT, found, _never(never, len(found)), _figures(len(found), rest))


def _figures(asked: int, rest: int) -> str:
    """Say how many commitments are unreported in all, where some are figures and asked about apart."""
    if not rest:
        return ""
    are = either(rest, "is a figure promised", "are figures promised")
    return f"{asked + rest:,} commitments are unreported in all; {rest:,} of them {are} and not published."


def _never(never: int, of: int) -> str:
    if not never:
        return ""
    return f"Nothing at all has been reported on {f'{never:,} of them' if never < of else 'any of them'}."


def stale(brief: Brief) -> Asked | None:
    """Ask about what is open with no recent report."""
    limit = f"It allows {count_days(brief.at.plan.scheme.stale_days)}."
    return brief.by_workstream(_STALE, [c for c in _unknown(brief) if c.last_report is not None], limit)


def unheard(brief: Brief) -> Asked | None:
    """Ask about what is open, not yet due, and was never reported on."""
    return brief.by_workstream(_UNHEARD, [c for c in _unknown(brief) if c.last_report is None])


def _unknown(brief: Brief) -> Sequence[Commitment]:
    return [c for c in brief.work if c.standing is Standing.UNKNOWN and not c.overdue]


def rated(brief: Brief) -> Asked | None:
    """Ask about ratings that are more favourable than the dates allow."""
    return brief.ask(
        _RATED, brief.at.assessment.disagreements, lambda c: sentence(say_disagreement(c.disagreement))
    )


def upcoming(brief: Brief) -> Asked | None:
    """Ask about what falls due in the next quarter of a year."""
    today = brief.at.as_of
    until = today + timedelta(AHEAD_DAYS)
    own = brief.at.assessment.own
    dated = [(day, c) for c in own if (day := open_due(c)) and today <= day <= until]
    found = [c for _, c in sorted(dated, key=lambda pair: pair[0])]
    items = (brief.named(c.item, _ahead(brief, c), c.title if c.kind in FIGURES else "") for c in found)
    wording = _NEXT._replace(because=f"{_NEXT.because} by {say_day(until)}.")
    return ask(wording, len(found), brief.noun(found), items)


def _ahead(brief: Brief, commitment: Commitment) -> str:
    told = (f"{capital(brief.due(commitment))}.", brief.led(commitment), f"{say_standing(commitment)}.")
    return " ".join(line for line in told if line)


MAKERS = (long_late, short_late, waiting, expected_late, silent, stale, unheard, rated, upcoming)
