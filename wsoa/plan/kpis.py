"""Key performance indicators: a measure, where it started, where it should go, where it is."""

from __future__ import annotations

from typing import Literal

from pydantic import Field, model_validator

from wsoa.plan.base import Flag, Misread, Number, OpenPart, Part, Ref, RoleId, Text, Whole
from wsoa.plan.date_field import Date
from wsoa.plan.dates import YearKind
from wsoa.plan.head import Change

Aim = Literal["increase", "reduce", "maintain", "reduce-variation", "near"]
Unit = Literal["percent", "count", "rate", "ratio", "weeks", "score", "money", "text"]
Frequency = Literal["monthly", "bi-monthly", "quarterly", "termly", "six-monthly", "annual"]


class Baseline(Part):
    """Where a measure starts: a number with its date, words, or a promise to set it by a date."""

    value: Number | None = None
    """The starting figure."""
    at: Date | None = None
    """The day or month the figure is for."""
    period: Date | None = None
    """The period the figure covers, such as 2017/18."""
    provisional: Flag = False
    """True where the figure may still change."""
    suppressed: Flag = False
    """True where the figure is known and withheld because the numbers are small."""
    promised: Date | None = None
    """The figure will be set by then."""
    set: Date | None = None
    """When a promised figure was in fact set."""
    text: Text | None = None
    """What the document says where it gives no figure."""
    source: Text | None = None
    """Where the figure comes from."""


class Target(Part):
    """Where a measure should be by a date: a number, a change from the baseline, words, or a promise."""

    by: Date | None = None
    """The date or period the target is for."""
    value: Number | None = None
    """The figure to reach."""
    change: Number | None = None
    """The change from the baseline to reach."""
    maintain: Flag = False
    """True where the target is to stay at the baseline."""
    promised: Date | None = None
    """The target will be set by then."""
    set: Date | None = None
    """When a promised target was in fact set."""
    text: Text | None = None
    """What the document says where it gives no figure."""
    source: Text | None = None
    """Where the target comes from."""


class Reading(Part):
    """One measured value."""

    date: Date | None = None
    """The day or month the value is for."""
    period: Date | None = None
    """The period the value covers."""
    value: Number | None = None
    """The figure; absent where it is suppressed or words only."""
    text: Text | None = None
    """What was reported where there is no figure."""
    projected: Flag = False
    """True where the figure is an estimate of what is to come."""
    provisional: Flag = False
    """True where the figure may still change."""
    suppressed: Flag = False
    """True where the figure is withheld because the numbers are small."""
    source: Text | None = None
    """Where the figure comes from."""
    note: Text | None = None
    """Anything a reader must know beside the figure."""

    @model_validator(mode="after")
    def _dated(self) -> Reading:
        if self.date is None and self.period is None:
            raise Misread(
                "WSOA101",
                "missing-key",
                "this reading says neither date: nor period:",
                "add date: 2020-03-31 or period: 2019/20",
            )
        return self


class Comparator(Part):
    """The same measure elsewhere, such as in England or among statistical neighbours."""

    name: Text
    """Where: England, statistical neighbours, a named area."""
    value: Number | None = None
    """The figure there."""
    text: Text | None = None
    """What the document says where it gives no figure."""
    period: Date | None = None
    """The period the figure covers."""
    promised: Date | None = None
    """The figure will be available by then."""


class Measure(OpenPart):
    """What a KPI and each of its parts have in common."""

    ref: Ref
    """The ref as printed; unique in the plan for a KPI, within the KPI for a part."""
    title: Text
    """What is measured, in one plain line."""
    baseline: Baseline | None = None
    """Where it starts."""
    targets: tuple[Target, ...] = ()
    """Where it should go, in date order."""
    readings: tuple[Reading, ...] = ()
    """Where it is, in date order."""
    comparators: tuple[Comparator, ...] = ()
    """The same measure elsewhere."""
    changes: tuple[Change, ...] = ()
    """Agreed changes to its targets and baseline, oldest first."""
    note: Text | None = None
    """A neutral remark on what is recorded."""


class KpiPart(Measure):
    """One sub-measure of a KPI: an area, a phase, a cell of a grid."""


class Kpi(Measure):
    """A key performance indicator."""

    aim: Aim
    """Which way is better."""
    unit: Unit
    """What the figures count."""
    owner: RoleId | None = None
    """The role that answers for the figure."""
    frequency: Frequency | None = None
    """How often it is measured."""
    year: YearKind | None = None
    """What a year such as 2018/19 means for this measure."""
    definition: Text | None = None
    """How it is measured, where the title does not say."""
    statutory: Number | None = None
    """The level the law requires."""
    tolerance: Number | None = None
    """How far from the target still counts as reaching it."""
    parts: tuple[KpiPart, ...] = ()
    """Sub-measures."""
    also_in: tuple[Ref, ...] = ()
    """Other workstreams that share it."""
    printed: dict[str, Text] = Field(default_factory=dict)
    """What the document prints where it differs from the fields."""
    page: Whole | None = None
    """The page of the document."""
