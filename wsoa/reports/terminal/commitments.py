"""The commitments that somebody asked for, plan by plan, and the table that shows commitments as rows."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from datetime import date
from difflib import get_close_matches
from typing import NamedTuple

from wsoa.assess.assessment import Assessment, Commitment, history_read, known_moves
from wsoa.assess.selection import Wanted, last_day, selected
from wsoa.plan.models import Plan
from wsoa.plan.ratings import Standing
from wsoa.plan.roles import duties_of, roles_called
from wsoa.reports.terminal.blocks import SPACE, Block, Cell, Column, Heading, Paragraph, Table, Toned
from wsoa.reports.terminal.status import TONES
from wsoa.words.dates import NONE, long_day
from wsoa.words.items import title_of, with_ref
from wsoa.words.lists import either, listed, sentence
from wsoa.words.nothing import NO_LEAD
from wsoa.words.numbers import count
from wsoa.words.standings import counted_and_late, standing_word

_MOST_CLOSE = 3
NO_LEAD_WORD = "none"
"""What is asked for to see what names no lead."""


class Asked(NamedTuple):
    """What was asked for, in people's words; an empty part asks nothing.

    ``leads`` are ids or names of roles, or words in them; ``workstreams`` are refs in any case; ``before``
    is the first day that is too late.
    """

    leads: tuple[str, ...] = ()
    standings: tuple[Standing, ...] = ()
    workstreams: tuple[str, ...] = ()
    before: date | None = None
    words: str = ""
    only_open: bool = False


class PlanList(NamedTuple):
    """What one plan has of it. ``leads`` and ``workstreams`` are ids and refs that the words meant here.

    ``plan`` is None where nothing was found, so that it need not be kept. ``unknown`` are words for a lead or
    a workstream that mean nothing here, each with what is close; ``gap`` is that of the assessment.
    """

    id: str
    area: str
    plan: Plan | None
    leads: tuple[str, ...]
    workstreams: tuple[str, ...]
    commitments: tuple[Commitment, ...]
    unknown: tuple[tuple[str, tuple[str, ...]], ...]
    gap: str = ""


class ListReport(NamedTuple):
    """What was asked for in all the plans, on one day."""

    as_of: date
    asked: Asked
    plans: tuple[PlanList, ...]

    @property
    def unknown(self) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """The words that mean nothing in any plan, each with what is close in some plan."""
        told = [dict(plan.unknown) for plan in self.plans]
        common = [words for words in told[0] if all(words in one for one in told)] if told else []
        return tuple(
            (words, tuple(dict.fromkeys(close for one in told for close in one[words]))[:_MOST_CLOSE])
            for words in common
        )


def plan_list(plan_id: str, assessment: Assessment, asked: Asked) -> PlanList:
    """Find what was asked for in an assessed plan."""
    plan = assessment.plan
    leads = tuple(dict.fromkeys(role for words in asked.leads for role in roles_called(plan, words)))
    workstreams = tuple(w.ref for w in plan.workstreams if _is_named(w.ref, asked.workstreams))
    nobody = NO_LEAD_WORD in asked.leads
    found: tuple[Commitment, ...] = ()
    if (leads or nobody or not asked.leads) and (workstreams or not asked.workstreams):
        wanted = Wanted(
            leads, nobody, asked.standings, workstreams, asked.before, asked.words, asked.only_open
        )
        found = selected(assessment, wanted)
    unknown = tuple(_unknown(plan, asked))
    return PlanList(
        plan_id, plan.area, plan if found else None, leads, workstreams, found, unknown, assessment.gap
    )


def _is_named(ref: str, asked: Collection[str]) -> bool:
    return ref.casefold() in {one.strip().casefold() for one in asked}


def _unknown(plan: Plan, asked: Asked) -> Iterator[tuple[str, tuple[str, ...]]]:
    for words in asked.leads:
        if words != NO_LEAD_WORD and not roles_called(plan, words):
            yield words, _close(words, duties_of(plan))
    refs = [workstream.ref for workstream in plan.workstreams]
    for words in asked.workstreams:
        if not any(_is_named(ref, [words]) for ref in refs):
            yield words, _close(words, refs)


def _close(words: str, known: Collection[str]) -> tuple[str, ...]:
    return tuple(get_close_matches(words, sorted(known), n=_MOST_CLOSE, cutoff=0.5))


_MOST_NAMED = 12

_DUE = Column("due", "Due", form="count", zero=NONE)
_SHOWN = (Column(head="Ref"), _DUE, Column(head="Standing"), Column(head="Commitment", fits="fold"))
_RECORDS = (
    Column("plan"), Column("ref"), Column("kind"), Column("title"), Column("workstream"), Column("leads"),
    _DUE, Column("original_due"), Column("days_late"), Column("standing"), Column("moves"),
    Column("history"),
)  # fmt: skip


def records(report: ListReport) -> Table:
    """Return a row for each commitment of each plan; leads are ids of roles."""
    rows = [
        (
            plan.id, c.ref, c.kind, title_of(c), c.workstream, "; ".join(c.leads), last_day(c),
            c.original_due.latest if c.original_due else None, c.days_late, c.standing.value,
            known_moves(c, plan.gap)[0], history_read(plan.gap),
        )
        for plan in report.plans
        for c in plan.commitments
    ]  # fmt: skip
    return Table(_RECORDS, rows)


def layout(report: ListReport, _limit: int) -> Iterator[Block]:
    """Lay out each plan's commitments, those with the earliest last day first."""
    yield Heading(f"Commitments, as at {long_day(report.as_of)}")
    for one in report.plans:
        if one.plan is not None:
            yield SPACE
            yield from _laid_out(report.asked, one, one.plan)
    empty = [one.area for one in report.plans if one.plan is None]
    if empty:
        named = listed(empty) if len(empty) <= _MOST_NAMED else count(len(empty), "plan")
        yield from (SPACE, Paragraph(f"Nothing of that in {named}."))


def _laid_out(asked: Asked, here: PlanList, plan: Plan) -> Iterator[Block]:
    found = here.commitments
    yield Heading(plan.area, 2, plan.title)
    if said := " ".join(sentence(part) for part in _parts(asked, here, plan)):
        yield Paragraph(said)
    yield Paragraph(counted_and_late(count(len(found), "commitment"), found))
    of_one = asked.leads and {lead for c in found for lead in c.leads} <= set(here.leads[:1])
    yield from (SPACE, commitment_table(found, plan, leads=not of_one))


def commitment_table(commitments: Sequence[Commitment], plan: Plan, *, leads: bool) -> Table:
    """Return commitments as rows: ref, last day, standing, title, and after it the leads."""
    return Table(_SHOWN, [_row(c, plan, leads=leads) for c in commitments])


def _row(c: Commitment, plan: Plan, *, leads: bool) -> tuple[Cell, ...]:
    late = f"{c.days_late:,} d" if c.overdue else ""
    who = f"({', '.join(map(plan.role_name, c.leads)) or NO_LEAD.lower()})" if leads else ""
    standing = Toned(standing_word(c), TONES.get(c.ranks_as, ""), late)
    return c.ref, last_day(c), standing, Toned(title_of(c), aside=who)


def _parts(asked: Asked, here: PlanList, plan: Plan) -> Iterator[str]:
    if asked.leads:
        names = [plan.role_name(role) for role in here.leads]
        names += [NO_LEAD.lower()] if NO_LEAD_WORD in asked.leads else []
        yield f"{plan.labels.lead}: {'; '.join(names)}"
    if asked.workstreams:
        titles = {w.ref: w.title for w in plan.workstreams}
        named = [with_ref(ref, titles[ref]) for ref in here.workstreams]
        yield f"{plan.labels.workstream}: {'; '.join(named)}"
    if asked.standings:
        yield f"{either(len(asked.standings), 'standing', 'standings')}: " + ", ".join(
            standing.word.lower() for standing in asked.standings
        )
    if asked.before:
        yield f"due before {long_day(asked.before)}"
    if asked.words:
        yield f"with the words “{asked.words}”"
    if asked.only_open:
        yield "neither complete nor withdrawn"
