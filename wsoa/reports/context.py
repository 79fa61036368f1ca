"""What a report is made from: one plan on one day, its history, and where links may lead."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from typing import ClassVar, Protocol

from wsoa.assess.assessment import Assessment, assess
from wsoa.audience.disclosure_control import withheld
from wsoa.audience.readers import Readers
from wsoa.checks.check import check
from wsoa.files.load import LoadedPlan
from wsoa.findings import Finding
from wsoa.history.moves.silent import with_silent_moves
from wsoa.history.rules import history_findings
from wsoa.history.timeline import Timeline
from wsoa.plan.models import Plan
from wsoa.provenance.provenance import Provenance
from wsoa.provenance.seal import Links, Seal
from wsoa.reports.anchors import anchors, safe_address
from wsoa.reports.item_pages import places
from wsoa.reports.parts import Head, Link, Words


class PageView(Protocol):
    """What every page has; the rest is its own. ``report`` names its templates and its style sheet."""

    report: ClassVar[str]

    @property
    def page_title(self) -> str:
        """The title of the window."""

    @property
    def words(self) -> Words:
        """The area's own words."""

    @property
    def head(self) -> Head:
        """The title block."""


@dataclass(frozen=True, slots=True)
class Earlier:
    """A plan as it was written at the start of a period, and that day."""

    day: date
    plan: Plan


@dataclass(frozen=True)
class ReportContext:
    """Everything a report may be made from, as its readers may see it.

    ``past`` is the plan's story as git has it, None where no history was read. ``earlier`` starts the
    period that a board report covers; its plan is the version of that day where the history has one, else
    the plan as it is now, whose dated records say what was known then.

    Raises:
        ValueError: the plan could not be read, or is not the one that the provenance names, or a page may
            not link to the statement's address.
    """

    loaded: LoadedPlan
    provenance: Provenance
    past: Timeline | None = None
    earlier: Earlier | None = None
    links: Links = field(default_factory=Links)
    readers: Readers = field(default_factory=Readers)

    def __post_init__(self) -> None:
        if self.loaded.plan is None or self.loaded.id != self.provenance.plan_id:
            raise ValueError(f"{self.loaded.id} is not what a page of {self.provenance.plan_id} is made of")
        if not linkable(self.links.statement):
            raise ValueError(f"{self.links.statement!r} is not an address a page may link to")

    @cached_property
    def plan(self) -> Plan:
        """The plan as its readers may see it."""
        return self.readers.plan(self._written)

    @cached_property
    def line(self) -> Timeline | None:
        """The plan's story as its readers may see it; None where no history was read."""
        return self.readers.line(self.past) if self.past and self.past.gap != "none" else None

    @property
    def gap(self) -> str:
        """How much of the history could not be read: part, none, or empty; empty where none was wanted."""
        return self.past.gap if self.past else ""

    @property
    def as_of(self) -> date:
        """The day the page speaks of."""
        return self.provenance.as_of

    @cached_property
    def assessment(self) -> Assessment:
        """The plan as it stood on the day."""
        return assess(self.readers.plan(with_silent_moves(self._written, self.past)), self.as_of, self.gap)

    @property
    def _written(self) -> Plan:
        assert self.loaded.plan is not None  # noqa: S101 - settled when it was made
        return self.loaded.plan

    @cached_property
    def before(self) -> Assessment | None:
        """The plan as it stood at the start of the period."""
        if self.earlier is None:
            return None
        return assess(self.readers.older(self.earlier.plan, self.plan), self.earlier.day)

    @cached_property
    def findings(self) -> tuple[Finding, ...]:
        """What is wrong in the plan's files whatever the day: found on reading or by checks, each once."""
        return tuple(dict.fromkeys((*self.loaded.findings, *check(self._looked_at))))

    @cached_property
    def progress(self) -> tuple[Finding, ...]:
        """Every finding of the day: of the files, of progress, and of the history where one was read."""
        past = history_findings(self.past, self.loaded) if self.past and self.line else None
        return check(self._looked_at, as_of=self.as_of, past=past)

    @property
    def _looked_at(self) -> LoadedPlan:
        """The plan as it is judged: by whatever audience, and without counts that are withheld."""
        below = self.readers.suppress_below
        assert self.loaded.plan is not None  # noqa: S101 - settled when it was made
        return replace(self.loaded, plan=withheld(self.loaded.plan, below)) if below else self.loaded

    @property
    def statement(self) -> str:
        """The address of the full statement."""
        return linkable(self.links.statement)

    def in_statement(self, link: Link) -> str:
        """Return the address of an item in the full statement; empty where there is nothing to lead to."""
        page = self._in_parts.get(link.anchor, self.statement)
        return f"{page}#{link.anchor}" if link.anchor else ""

    @cached_property
    def _in_parts(self) -> Mapping[str, str]:
        """Which page of the statement has an anchor, where it stands on a site."""
        return places(self.plan, anchors(self.plan)).statement if self.links.items else {}


def linkable(address: str) -> str:
    """Return the address of a statement that links may lead into; empty where a page may not link there."""
    return "" if "#" in address else safe_address(address)


def seal_of(context: ReportContext, report: str, form: str, *, page_style: str = "", page: str = "") -> Seal:
    """Return the seal of a page made of this context."""
    made = context.provenance
    return Seal(
        tool=made.tool_version,
        rules=made.rules_version,
        plan=made.plan_id,
        content=made.plan_hash,
        commit=made.commit or "",
        as_of=made.as_of.isoformat(),
        report=report,
        form=form,
        since=context.earlier.day.isoformat() if context.earlier else "",
        audience=context.readers.audience.value,
        suppress_below=context.readers.suppress_below,
        statement=context.links.statement,
        items=context.links.items,
        front=context.links.front,
        dress=page_style,
        page=page,
        history=made.history,
    )
