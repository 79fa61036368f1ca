"""The plan itself, from the head down to a milestone."""

from __future__ import annotations

from functools import cached_property
from typing import Literal

from pydantic import Field, field_validator

from wsoa.plan.base import Misread, OpenPart, Part, Percent, Ref, RoleId, Text, Whole
from wsoa.plan.date_field import Date
from wsoa.plan.dates import Calendar, When, YearKind
from wsoa.plan.head import Change as Record
from wsoa.plan.head import (
    Document,
    Evidence,
    Governance,
    Inspection,
    Labels,
    Returned,
    Review,
    Role,
    Silence,
    Term,
    Weakness,
)
from wsoa.plan.kpis import Kpi
from wsoa.plan.ratings import RatingScheme, SchemeChoice
from wsoa.plan.states import Effect, Pause, SignOffAwaited

Kind = Literal["wsoa", "app", "pap", "improvement"]
FORMAT = "1"
Change = Record
"""A change record: it stands beside items at the head of a plan and below it."""


class Update(Part):
    """A dated report of progress. Updates are added to, never rewritten."""

    date: Date
    """When it was reported."""
    text: Text
    """What was reported, in one or two plain sentences."""
    blocker: Text | None = None
    """What is in the way."""
    help_needed: Text | None = None
    """What is asked for, and of whom, so that it can go on."""
    by: RoleId | None = None
    """The role that reported it."""
    rating: Text | None = None
    """The code the reporter gives, from the plan's rating scheme."""
    confidence: Literal["high", "medium", "low"] | None = None
    """How sure the reporter is of the date."""
    forecast: Date | None = None
    """When it is now expected to be finished."""
    percent: Percent | None = None
    """How much of it is done, of a hundred."""
    evidence: tuple[Evidence, ...] = ()
    """What shows it."""
    source: Text | None = None
    """The document that says so."""


class PublishedRating(Part):
    """A rating as the area published it."""

    code: Text
    """The code, from the plan's rating scheme."""
    date: Date | None = None
    """The date it was published for; left out where nothing says."""


class Withdrawal(Part):
    """Why something is no longer promised."""

    date: Date
    """When it was withdrawn."""
    reason: Text | None = None
    """Why."""
    by: Text | None = None
    """Who agreed."""
    superseded_by: Ref | None = None
    """The ref that takes its place."""


class Verification(Part):
    """A sign-off by somebody other than the lead."""

    date: Date
    """When it was verified."""
    by: Text
    """Who verified it."""


class Impact(Part):
    """What people should notice, and by when."""

    text: Text
    """One plain line."""
    by: Date | None = None
    """By when."""


class Promise(OpenPart):
    """What an action and a milestone have in common: a line of the plan's own file that somebody is to do.

    Read with a day in mind, it is a :class:`wsoa.assess.commitments.DatedPromise`, and assessed on one a
    :class:`wsoa.assess.assessment.Commitment`.
    """

    title: Text
    """One plain line, up to 120 characters."""
    detail: Text | None = None
    """What the title has no room for."""
    leads: tuple[RoleId, ...] = ()
    """The roles that do it."""
    accountable: tuple[RoleId, ...] = ()
    """Who answers for it, where that is not the outcome's accountable officer."""
    source: Text | None = None
    """What asked for it: a recommendation, an inspection finding, a must or a should do."""
    raised: Date | None = None
    """When it was raised or added to the plan."""
    start: Date | None = None
    """When work starts."""
    due: Date | None = None
    """When it will be finished."""
    resource: Text | None = None
    """A code from the plan's resources."""
    priority: Text | None = None
    """How urgent it is, in the area's words."""
    risk: Text | None = None
    """How great the risk is, in the area's words; not how far the work is."""
    groups: dict[str, Text] = Field(default_factory=dict)
    """Groups to report by, such as recommendation or partner area, and which it belongs to."""
    depends_on: tuple[Ref, ...] = ()
    """Refs that must be finished first."""
    see: tuple[Text, ...] = ()
    """Refs to look at: one here, or “other plan: ref”."""
    rating: PublishedRating | None = None
    """The rating as published."""
    completed: Date | None = None
    """When it was finished."""
    verified: Verification | None = None
    """The sign-off."""
    closed: Date | None = None
    """When the area stopped following it."""
    paused: Pause | None = None
    """Set while work is stopped for a time."""
    awaiting_sign_off: SignOffAwaited | None = None
    """Set while its lead holds it to be finished and the sign-off is still to come."""
    success: tuple[Impact, ...] = ()
    """How people will know that it worked: success criteria, measures, with a date where there is one."""
    impact: tuple[Effect, ...] = ()
    """What it has achieved, oldest first."""
    evidence: tuple[Evidence, ...] = ()
    """What shows that it was done."""
    updates: tuple[Update, ...] = ()
    """Reports of progress, oldest first."""
    changes: tuple[Change, ...] = ()
    """Agreed changes to the promise, oldest first."""
    withdrawn: Withdrawal | None = None
    """Set where it is no longer promised."""
    printed: dict[str, Text] = Field(default_factory=dict)
    """What the document prints where it differs from the fields."""
    page: Whole | None = None
    """The page of the document."""
    note: Text | None = None
    """A neutral remark on what is recorded."""


class Milestone(Promise):
    """A step of an action with a date of its own."""

    ref: Ref | None = None
    """The printed ref, where there is one; else the action's ref, # and the position."""


class Action(Promise):
    """Something the area promised to do."""

    ref: Ref
    """The ref as printed."""
    weaknesses: tuple[Ref, ...] = ()
    """The weaknesses it answers, where that is told for each action."""
    milestones: tuple[Milestone, ...] = ()
    """Its steps. An action with milestones is rated from them."""


class Outcome(OpenPart):
    """A priority area or heading: what several actions are for."""

    ref: Ref
    """The ref as printed."""
    title: Text
    """One plain line."""
    accountable: tuple[RoleId, ...] = ()
    """The accountable officers."""
    weaknesses: tuple[Ref, ...] = ()
    """The weaknesses it answers, where that is told for each outcome."""
    due: Date | None = None
    """A date printed for the whole outcome."""
    impact: tuple[Impact, ...] = ()
    """What people should notice."""
    actions: tuple[Action, ...] = ()
    """What will be done."""
    updates: tuple[Update, ...] = ()
    """Reports of progress on the whole outcome."""
    changes: tuple[Change, ...] = ()
    """Agreed changes to its dates, oldest first."""
    printed: dict[str, Text] = Field(default_factory=dict)
    """What the document prints where it differs from the fields."""
    page: Whole | None = None
    """The page of the document."""
    note: Text | None = None
    """A neutral remark on what is recorded."""


class Voices(Part):
    """How people will show the difference."""

    young_people: tuple[Text, ...] = ()
    """What children and young people will say."""
    parents: tuple[Text, ...] = ()
    """What parents and carers will say."""
    professionals: tuple[Text, ...] = ()
    """What professionals will say."""
    audits: tuple[Text, ...] = ()
    """What audits, case studies and outside reviews will show."""


class Workstream(OpenPart):
    """A working group or priority: one part of the plan, with its own people."""

    ref: Ref
    """The ref, such as WG1."""
    title: Text
    """Its name."""
    ambition: Text | None = None
    """What it is for."""
    chairs: tuple[RoleId, ...] = ()
    """Who chairs it."""
    sponsors: tuple[RoleId, ...] = ()
    """Who answers for it."""
    partners: tuple[Text, ...] = ()
    """Who else takes part: roles and organisations."""
    weaknesses: tuple[Ref, ...] = ()
    """The weaknesses it answers."""
    impact: tuple[Impact, ...] = ()
    """What people should notice."""
    voices: Voices | None = None
    """How people will show the difference."""
    outcomes: tuple[Outcome, ...] = ()
    """What it wants to reach."""
    kpis: tuple[Kpi, ...] = ()
    """How it is measured."""
    updates: tuple[Update, ...] = ()
    """Reports of progress on the whole workstream."""
    changes: tuple[Change, ...] = ()
    """Agreed changes to its dates, oldest first."""
    page: Whole | None = None
    """The page of the document where it begins."""
    note: Text | None = None
    """A neutral remark on what is recorded."""


class Head(OpenPart):
    """Everything in a plan but its workstreams, which may have files of their own."""

    format: Literal["1"]
    """The version of this format: 1."""
    kind: Kind
    """Written statement of action, accelerated progress plan, priority action plan, or improvement plan."""
    area: Text
    """The local area."""
    title: Text
    """What the plan calls itself."""
    bodies: tuple[Text, ...]
    """The organisations that answer for it."""
    document: Document | None = None
    """The public document it records."""
    inspection: Inspection | None = None
    """The inspection that led to it."""
    submitted: Date | None = None
    """When it was submitted."""
    returned: Returned | None = None
    """The first version that was sent back, if one was."""
    accepted: Date | None = None
    """When the inspectors accepted it."""
    start: Date | None = None
    """Where offsets such as “6 months” count from."""
    ends: Date | None = None
    """When it runs out."""
    supersedes: Text | None = None
    """The plan it takes the place of."""
    labels: Labels = Labels.model_construct()
    """Local words for workstream, outcome, action and weakness."""
    rating_scheme: SchemeChoice = SchemeChoice.model_construct()
    """The rating scheme: rag, brag, lancashire, rotherham, or one of the area's own."""
    year: YearKind = "financial"
    """What a year such as 2018/19 means unless a KPI says otherwise."""
    terms: dict[str, Term] = Field(default_factory=dict)
    """School terms by name, such as “2019/20 summer term”."""
    resources: dict[str, Text] = Field(default_factory=dict)
    """Resource codes and what they mean."""
    roles: dict[RoleId, Role]
    """Every post the plan names, by id."""
    weaknesses: tuple[Weakness, ...]
    """What the inspectors found wanting."""
    governance: tuple[Governance, ...] = ()
    """The boards and groups that answer for it."""
    reviews: tuple[Review, ...] = ()
    """Monitoring visits, re-visits and other formal reviews."""
    glossary: dict[str, Text] = Field(default_factory=dict)
    """Abbreviations and what they stand for."""
    updates: tuple[Update, ...] = ()
    """Reports of progress on the whole plan."""
    changes: tuple[Change, ...] = ()
    """Agreed changes to what dates count from, and to when the plan ends, oldest first."""
    summary: Text | None = None
    """What the plan is, for families, in plain words."""
    vision: Text | None = None
    """What the area wants to be for its children and young people, in one plain sentence."""
    ambitions: tuple[Text, ...] = ()
    """What is to be so for every child and young person, one plain line each."""
    pledge: Text | None = None
    """What the area pledges, and where the pledge is published."""
    co_production: tuple[Text, ...] = ()
    """What the area commits itself to in working with families, one plain line each."""
    note: Text | None = None
    """A neutral remark on what is recorded."""
    ignore: tuple[Silence, ...] = ()
    """Findings the area has looked at and accepts."""

    @field_validator("start")
    @classmethod
    def _days_only(cls, start: When | None) -> When | None:
        if start is not None and (start.fixed is None or start.fixed.earliest is None):
            raise Misread(
                "WSOA202", "date-not-understood", "start must be a day or a month", "write start: 2019-10-18"
            )
        return start

    @cached_property
    def scheme(self) -> RatingScheme:
        """The rating scheme with every threshold settled."""
        return self.rating_scheme.scheme()

    @cached_property
    def calendar(self) -> Calendar:
        """What offsets, terms and split years in this plan count from."""
        start = self.start.fixed if self.start else None
        terms = {}
        for name, term in self.terms.items():
            first, last = term.starts.fixed, term.ends.fixed
            if first and last and first.earliest and last.latest:
                terms[name] = (first.earliest, last.latest)
        return Calendar(start.earliest if start else None, terms, self.year)

    @cached_property
    def own_names(self) -> frozenset[str]:
        """The names of the area's bodies, boards and posts: a review by one of them is its own to hold."""
        posts = (name for role in self.roles.values() for name in (role.name, *role.also))
        return frozenset((*self.bodies, *(board.title for board in self.governance), *posts))

    def role_name(self, role: str) -> str:
        """Return a role's name, or the id itself where the plan does not define it."""
        known = self.roles.get(role)
        return known.name if known else role


class Plan(Head):
    """A whole plan."""

    workstreams: tuple[Workstream, ...] = ()
    """The parts of the plan. Left out where each has a file of its own in workstreams/."""

    @classmethod
    def of(cls, head: Head, workstreams: tuple[Workstream, ...]) -> Plan:
        """Put a plan together from parts that were validated one by one."""
        return cls.model_construct(
            head.model_fields_set | {"workstreams"}, **dict(head), workstreams=workstreams
        )
