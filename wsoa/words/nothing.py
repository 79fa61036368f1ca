"""What is said where a plan records nothing, the same in every report."""

from __future__ import annotations

from wsoa.plan.head import Labels

NOTHING_PROMISED = "This plan holds nothing yet that is promised by a date."
NOTHING_DATED = "Nothing is promised by a date yet."
ALL_WITHDRAWN = "All that was promised here was withdrawn."
NOTHING_AHEAD = "Nothing with a date lies ahead."
NO_MOVES = "No deadline is recorded as moved."
NOT_KNOWN = {
    "part": "What changed before is not known: only part of the plan's history was here.",
    "none": "What changed is not known: the plan's history was not here.",
    "unread": "What changed is not known: the plan's history was not looked at.",
}
"""What is said where not all of a plan's history was read: part of it was here, none was, nobody looked."""
MOVES_NOT_KNOWN = {
    "part": "Whether a deadline moved is not known: only part of the plan's history was here.",
    "none": "Whether a deadline moved is not known: the plan's history was not here.",
    "unread": "Whether a deadline moved is not known: the plan's history was not looked at.",
}
MORE_NOT_KNOWN = {
    "part": "Whether more moved is not known: only part of the plan's history was here.",
    "none": "Whether more moved is not known: the plan's history was not here.",
    "unread": "Whether more moved is not known: the plan's history was not looked at.",
}
NO_REASON = "No reason recorded."
NOT_AGREED = "Who agreed is not recorded."
NO_DATE = "No date recorded"
NO_DAY = "Day not recorded"
NO_LEAD = "No lead recorded"


def moves_not_known(gap: str, moved: int) -> str:
    """Say that a count of moves is not known, or may be too small; empty where nothing of it is missing."""
    if not gap:
        return ""
    return MORE_NOT_KNOWN[gap] if moved else MOVES_NOT_KNOWN[gap]


def no_kpi(labels: Labels) -> str:
    """Say that a plan has no KPI, under the area's own word for it."""
    return f"No {labels.kpi} is recorded in this plan."


def not_answered(labels: Labels) -> str:
    """Say that no part of the plan is recorded as answering a weakness."""
    return f"No {labels.workstream} is recorded as answering it."


def not_tied(labels: Labels) -> str:
    """Say that a plan ties no weakness to a workstream, as a clause that a full stop or more may follow."""
    return f"The plan does not record which {labels.workstream} answers which {labels.weakness}"
