"""What a column of a table may hold."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum


class Field(StrEnum):
    """What a column may hold. The values are the words of the map file."""

    WORKSTREAM = "workstream"
    OUTCOME = "outcome"
    ACCOUNTABLE = "accountable"
    REF = "ref"
    ACTION = "action"
    DETAIL = "detail"
    MILESTONE = "milestone"
    LEAD = "lead"
    SOURCE = "source"
    GROUP = "group"
    PRIORITY = "priority"
    RISK = "risk"
    RAISED = "raised"
    START = "start"
    DUE = "due"
    DUE_FIRST = "first due"
    DUE_NEW = "new due"
    COMPLETED = "completed"
    CLOSED = "closed"
    RATING = "rating"
    PERCENT = "percent"
    PROGRESS = "progress"
    RESOURCE = "resource"
    SUCCESS = "success"
    MONTHS = "months"
    IMPACT = "impact"
    EVIDENCE = "evidence"
    POSITION = "position"
    KPI = "kpi"
    AIM = "aim"
    BASELINE = "baseline"
    TARGET = "target"
    LATEST = "latest"
    FREQUENCY = "frequency"
    COMPARATOR = "comparator"
    NOTE = "note"
    LEAVE_OUT = "leave out"

    @property
    def meaning(self) -> str:
        """What such a column holds, in a few words."""
        return _MEANINGS[self]


_MEANINGS: Mapping[Field, str] = {
    Field.WORKSTREAM: "the workstream or working group",
    Field.OUTCOME: "the outcome or priority area",
    Field.ACCOUNTABLE: "who answers for the outcome or the action",
    Field.REF: "the number of the action or measure",
    Field.ACTION: "what will be done",
    Field.DETAIL: "more about what will be done",
    Field.MILESTONE: "a step of the action",
    Field.LEAD: "who does it, or who owns the measure",
    Field.SOURCE: "what asked for it",
    Field.GROUP: "a group to report by",
    Field.PRIORITY: "how urgent it is",
    Field.RISK: "how great the risk is",
    Field.RAISED: "when it was raised",
    Field.START: "when it starts",
    Field.DUE: "when it will be finished",
    Field.DUE_FIRST: "when it was first to be finished",
    Field.DUE_NEW: "when it is now to be finished",
    Field.COMPLETED: "when it was finished",
    Field.CLOSED: "when it was closed",
    Field.RATING: "its colour or status",
    Field.PERCENT: "how much of it is done",
    Field.PROGRESS: "what was reported",
    Field.RESOURCE: "what it costs or takes",
    Field.SUCCESS: "how people will know that it worked",
    Field.MONTHS: "what will be so some months after the start",
    Field.IMPACT: "what it has achieved",
    Field.EVIDENCE: "what shows that it was done",
    Field.POSITION: "where things stood before",
    Field.KPI: "what is measured",
    Field.AIM: "which way is better",
    Field.BASELINE: "where the measure starts",
    Field.TARGET: "where it should go",
    Field.LATEST: "a figure that was measured",
    Field.FREQUENCY: "how often it is measured",
    Field.COMPARATOR: "the same measure elsewhere",
    Field.NOTE: "a note, kept under its heading",
    Field.LEAVE_OUT: "nothing that the plan needs",
}

MANY = frozenset(
    {
        *(Field.TARGET, Field.COMPARATOR, Field.LEAD, Field.PROGRESS, Field.EVIDENCE, Field.SUCCESS),
        *(Field.DETAIL, Field.RATING, Field.MONTHS, Field.IMPACT, Field.GROUP, Field.NOTE, Field.SOURCE),
        *(Field.LATEST, Field.RISK),
    }
)
"""Fields that more than one column of a table may hold."""
MEASURES = frozenset({Field.KPI, Field.AIM, Field.BASELINE, Field.TARGET, Field.FREQUENCY, Field.LATEST})
STEPS = frozenset({Field.ACTION, Field.MILESTONE, Field.DUE})
CORE = STEPS | {Field.REF, Field.KPI, Field.OUTCOME, Field.LEAD, Field.RATING}
