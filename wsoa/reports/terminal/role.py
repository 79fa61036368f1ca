"""One role of a plan: who holds it, what it answers for, and every commitment it leads."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from difflib import get_close_matches
from typing import NamedTuple

from wsoa.assess.assessment import Assessment, Commitment
from wsoa.assess.selection import Wanted, selected
from wsoa.files.load import LoadedPlan
from wsoa.findings import Place
from wsoa.plan.models import Plan
from wsoa.plan.roles import Duties, duties_of, role_called
from wsoa.plan.walk import Item
from wsoa.reports.terminal.blocks import SPACE, Block, Facts, Heading, Paragraph
from wsoa.reports.terminal.commitments import commitment_table
from wsoa.words.dates import long_day
from wsoa.words.items import with_ref
from wsoa.words.numbers import count
from wsoa.words.standings import counted_and_late


class RoleReport(NamedTuple):
    """One role on a day. ``place`` is where the plan defines it; None where items only name it.

    ``gap`` says how much of the plan's history could not be read, as :class:`Assessment` has it.
    """

    plan_id: str
    plan: Plan
    as_of: date
    id: str
    place: Place | None
    duties: Duties
    commitments: tuple[Commitment, ...]
    gap: str = ""

    @property
    def name(self) -> str:
        """The role and its organisation."""
        return self.plan.role_name(self.id)


def role(loaded: LoadedPlan, assessment: Assessment, words: str) -> RoleReport | None:
    """Find a role by its id or its name; None where no one role is called that."""
    plan = assessment.plan
    found = role_called(plan, words)
    if found is None:
        return None
    return RoleReport(
        plan_id=loaded.id,
        plan=plan,
        as_of=assessment.as_of,
        id=found,
        place=loaded.sources.place(("roles", found), key=True) if found in plan.roles else None,
        duties=duties_of(plan)[found],
        commitments=selected(assessment, Wanted((found,))),
        gap=assessment.gap,
    )


def close_roles(plan: Plan, words: str) -> tuple[str, ...]:
    """Return the ids of roles that are spelt nearly so."""
    return tuple(get_close_matches(words.casefold(), list(duties_of(plan)), n=2, cutoff=0.6))


def lines(report: RoleReport) -> Iterator[tuple[str, str]]:
    """Yield label and value of all that is known of the role beside its commitments."""
    known, labels = report.plan.roles.get(report.id), report.plan.labels
    yield "id", report.id
    if known is not None:
        yield from (("also called", other) for other in known.also)
        if known.holder and not known.vacant:
            yield "holder", known.holder
        if known.vacant:
            yield "holder", "vacant"
    else:
        yield "name", f"not given under roles: in the plan {report.plan_id}"
    duties = report.duties
    yield from _named("chairs", duties.chairs)
    yield from _named("sponsors", duties.sponsors)
    yield from _named("accountable for", duties.accountable)
    yield from _named(f"owns the {labels.kpi}", duties.owns)
    yield "as at", long_day(report.as_of)


def _named(label: str, items: tuple[Item, ...]) -> Iterator[tuple[str, str]]:
    for item in items:
        yield label, with_ref(item.ref, item.title)


def layout(report: RoleReport, _limit: int) -> Iterator[Block]:
    """Lay out a role: what it answers for, its place in the file, and what it leads."""
    yield Heading(report.name)
    yield SPACE
    above = ""
    rows = []
    for label, value in lines(report):
        rows.append(("" if label == above else label, value))
        above = label
    yield Facts(rows)
    if report.place is not None:
        yield from (SPACE, Paragraph(f"{report.place.file}:{report.place.line}", quiet=True, whole=True))
    found = report.commitments
    if not found:
        yield from (SPACE, Paragraph("It leads no commitment."))
        return
    yield from (SPACE, Heading("What it leads", 2))
    yield Paragraph(counted_and_late(count(len(found), "commitment"), found))
    yield commitment_table(found, report.plan, leads=False)
