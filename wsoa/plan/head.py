"""What stands at the head of a plan: its document, inspection, people, weaknesses, reviews and words."""

from __future__ import annotations

from collections.abc import Collection
from typing import Literal

from pydantic import Field

from wsoa.plan.base import Flag, OpenPart, Part, Ref, RoleId, Text, Whole
from wsoa.plan.date_field import Date


class Evidence(Part):
    """Something that shows what was done or what changed."""

    title: Text
    """What it is."""
    date: Date | None = None
    """When it was made."""
    url: Text | None = None
    """Where it can be read."""
    file: Text | None = None
    """The file that holds it, in the plan's repository."""
    kind: Text | None = None
    """Minutes, survey, audit, case study, data."""
    voice: Text | None = None
    """Whose voice it carries: young people, parents, professionals, external."""
    public: Flag = True
    """False where it must not be published."""


class Change(Part):
    """The record that makes a changed promise legitimate: what, when, why, and who agreed."""

    date: Date
    """When the change was agreed."""
    field: Text
    """What changed: due, title, leads; of a KPI baseline, target, target promised; of a plan ends."""
    old: Text | None = Field(default=None, alias="from")
    """What it was."""
    new: Text | None = Field(default=None, alias="to")
    """What it became."""
    reason: Text | None = None
    """Why."""
    agreed_by: Text | None = None
    """The board or role that agreed."""
    minute: Text | None = None
    """The minute or letter that records it."""


class Role(Part):
    """A post that leads, chairs or answers for something."""

    name: Text
    """The role and its organisation."""
    also: tuple[Text, ...] = ()
    """Other printed spellings of the same role."""
    holder: Text | None = None
    """The person, only where the public statement itself names them."""
    vacant: Flag = False
    """True while nobody holds it."""


class Monitoring(Part):
    """Whether a weakness is still monitored."""

    state: Literal["monitored", "released"]
    """Monitored, or released."""
    date: Date | None = None
    """When it was released."""
    evidence: Evidence | None = None
    """The letter that says so."""


class Weakness(OpenPart):
    """Something the inspectors found wanting, or an area for priority action."""

    ref: Ref
    """Its number."""
    title: Text
    """One plain line."""
    monitoring: Monitoring | None = None
    """Whether it is still monitored."""
    note: Text | None = None
    """A neutral remark on what is recorded."""


class Document(Part):
    """The public document that the plan records."""

    title: Text
    """Its title."""
    date: Date
    """Its date."""
    url: Text | None = None
    """Where it can be read."""
    file: Text | None = None
    """The file that holds it."""
    pages: Whole | None = None
    """How many pages it has."""


class Inspection(Part):
    """The inspection that led to the plan."""

    inspectors: tuple[Text, ...]
    """Who inspected."""
    started: Date
    """First day."""
    ended: Date
    """Last day."""
    report_received: Date | None = None
    """When the area received the report; the 70 working days run from here (SI 2015/1792, regulation 4)."""
    report_published: Date | None = None
    """When the report was published."""
    strengths: tuple[Text, ...] = ()
    """What the inspectors found strong, one plain line each."""
    findings: tuple[Text, ...] = ()
    """What else they found, above all what must improve, one plain line each."""
    source: Text | None = None
    """The letter, report or plan that tells what they found."""


class Returned(Part):
    """A first version that the inspectors sent back."""

    date: Date
    """When that was announced."""
    reason: Text | None = None
    """What was wanting."""
    resubmit_by: Date | None = None
    """When the next version was due."""
    source: Text | None = None
    """The document that says so."""


class Progress(Part):
    """What a review found for one weakness."""

    ref: Ref
    """The weakness."""
    progress: Literal["sufficient", "insufficient"]
    """The judgement."""


_BY_OTHERS = frozenset({"decision", "monitoring", "revisit"})
"""Kinds of review that are never the area's own."""


class Review(Part):
    """A monitoring visit, re-visit or other formal review."""

    title: Text
    """What it is."""
    ref: Ref | None = None
    """A ref, where it needs one; else R and its position."""
    kind: Literal["decision", "monitoring", "revisit", "stocktake", "other"] = "other"
    """What sort of review."""
    due: Date | None = None
    """When it was planned for."""
    date: Date | None = None
    """When it took place."""
    by: Text | None = None
    """Who carried it out."""
    outcome: Text | None = None
    """What it found."""
    weaknesses: tuple[Progress, ...] = ()
    """What it found for each weakness."""
    changes: tuple[Change, ...] = ()
    """Agreed changes to its date, oldest first."""
    source: Text | None = None
    """The document that says so."""
    note: Text | None = None
    """A neutral remark on what is recorded."""

    def from_others(self, own: Collection[str]) -> bool:
        """True where it is not the area's to hold, but the inspectors' or anybody else's.

        ``own`` are the names of the area's own bodies, boards and posts. Where nothing says who holds it,
        its kind does.
        """
        return self.by not in own if self.by else self.kind in _BY_OTHERS


class Governance(Part):
    """A board or group that answers for the plan."""

    title: Text
    """Its name."""
    chair: RoleId | None = None
    """Who chairs it."""
    members: tuple[Text, ...] = ()
    """Who sits on it."""
    meets: Text | None = None
    """How often it meets."""
    reports_to: tuple[Text, ...] = ()
    """Who it reports to."""
    detail: Text | None = None
    """What it does."""


class Term(Part):
    """The first and last day of a school term."""

    starts: Date
    """First day."""
    ends: Date
    """Last day."""


class Silence(Part):
    """A finding that the area has looked at and accepts, with the reason."""

    code: Text
    """The code of the finding."""
    ref: Ref | None = None
    """The item; without it, every item."""
    reason: Text
    """Why it is accepted."""
    until: Date | None = None
    """When to look again."""


class Labels(Part):
    """The area's own words, singular and lower case."""

    workstream: Text = "workstream"
    """Such as working group."""
    outcome: Text = "outcome"
    """Such as priority area."""
    action: Text = "action"
    """Such as step."""
    milestone: Text = "milestone"
    """Such as key milestone."""
    lead: Text = "lead"
    """Such as action lead."""
    kpi: Text = "KPI"
    """Such as indicator."""
    weakness: Text = "weakness"
    """Such as area of concern."""
