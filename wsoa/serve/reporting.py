"""What somebody typed into a form becomes the change they meant, or a sentence at the box that is wrong.

The change goes the way of ``wsoa update`` and ``wsoa record``: the same edits, the same refusals, the same
splices. Nothing here writes; whoever shows the change calls :meth:`Proposal.write`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import sha256

from wsoa.authoring.dates import read_date
from wsoa.authoring.record import Figure, record
from wsoa.authoring.refusal import RefusedError
from wsoa.authoring.update import edits_for, locate
from wsoa.authoring.update_request import UpdateRequest
from wsoa.authoring.verify import new_findings
from wsoa.checks.words import restated
from wsoa.files.editing.draft import Draft, Edit, draft
from wsoa.files.editing.layout import CannotEditError
from wsoa.files.load import LoadedPlan
from wsoa.findings import Finding
from wsoa.plan.find import NoItemError, find
from wsoa.plan.kpis import KpiPart, Measure
from wsoa.plan.models import Plan, Promise
from wsoa.plan.walk import Item, walk
from wsoa.serve.boxes import DATES, MEASURE, NOTES, PROMISE, Box, Choice, Misfit, Words, kept, misfit
from wsoa.serve.item_text import ItemText, item_text


class NotTakenError(Exception):
    """What was typed cannot be taken; ``misfits`` say why, each at its box."""

    def __init__(self, *misfits: Misfit) -> None:
        super().__init__("; ".join(one.words for one in misfits))
        self.misfits = misfits


@dataclass(frozen=True, slots=True)
class Subject:
    """What a form is about: an item of a plan, its boxes, and its lines in the file."""

    loaded: LoadedPlan
    item: Item
    boxes: tuple[Box, ...]
    text: ItemText

    @property
    def plan(self) -> Plan:
        """The plan."""
        assert self.loaded.plan is not None  # noqa: S101 - subject_of finds no item in a broken plan
        return self.loaded.plan

    @property
    def measured(self) -> bool:
        """True for a KPI or a part of one, which has figures and no reports."""
        return isinstance(self.item.thing, Measure)

    def kept(self, given: Words) -> dict[str, str]:
        """Return what was said in the boxes of this form."""
        return kept(given, self.boxes)


@dataclass(frozen=True, slots=True)
class Proposal:
    """A change that nobody has seen yet. ``findings`` are what the checks say of it and did not before."""

    draft: Draft
    findings: tuple[Finding, ...]

    @property
    def mark(self) -> str:
        """What tells this change from another, wherever in the file it stands."""
        lines = [line for line in self.draft.diff.splitlines() if line.startswith(("+", "-"))]
        return sha256("\n".join(lines).encode("utf-8", "surrogatepass")).hexdigest()


def subject_of(loaded: LoadedPlan, ref: str) -> Subject:
    """Find what a form is about.

    Raises:
        RefusedError: the plan has no such item, or it is of a kind that nothing is reported of.
    """
    assert loaded.plan is not None  # noqa: S101 - a broken plan has a page of its own
    item = _item(loaded.plan, ref)
    boxes = (
        MEASURE if isinstance(item.thing, Measure) else PROMISE if isinstance(item.thing, Promise) else NOTES
    )
    return Subject(loaded, item, _filled(boxes, loaded.plan), item_text(loaded, item))


def _item(plan: Plan, ref: str) -> Item:
    try:
        found = find(plan, ref)
    except NoItemError:
        return locate(plan, ref)
    return found if found.kind in {"kpi", "part"} else locate(plan, ref)


def _filled(boxes: Sequence[Box], plan: Plan) -> tuple[Box, ...]:
    """Give the boxes to choose from what this plan has: its ratings and its roles."""
    codes = tuple(Choice(one.code, f"{one.code}: {one.word}") for one in plan.scheme.codes if one.is_given)
    roles = tuple(Choice(role, one.name) for role, one in plan.roles.items())
    own = {"rating": codes, "by": roles}
    return tuple(box._replace(choices=own.get(box.key, box.choices)) for box in boxes)


def related(plan: Plan, item: Item) -> tuple[Item, ...]:
    """Return an item with its milestones or parts; the item alone where it has none."""
    if item.kind not in {"action", "kpi"}:
        return (item,)
    return tuple(one for one in walk(plan) if one.path[: len(item.path)] == item.path)


def propose(subject: Subject, given: Words, day: date) -> Proposal:
    """Make the change in memory.

    Raises:
        NotTakenError: something typed cannot be taken.
        ChangedError: a file is no longer what was read.
        OSError: a file cannot be read.
    """
    said = subject.kept(given)
    try:
        edits = _figure(subject, said, day) if subject.measured else _update(subject, said, day)
        made = draft(subject.loaded, edits)
        return Proposal(made, new_findings(made, day, {subject.item.ref}))
    except RefusedError as refusal:
        raise NotTakenError(misfit(str(refusal), subject.boxes, said, _about(str(refusal), said))) from None
    except CannotEditError as error:
        sentence = f"This cannot be written safely: {error}. Edit the file {subject.text.file} by hand."
        raise NotTakenError(Misfit(sentence)) from None


def _update(subject: Subject, said: Mapping[str, str], day: date) -> list[Edit]:
    """Return the edits of a report.

    Raises:
        NotTakenError: a date cannot be read, or evidence has an address and no name.
        RefusedError: it would break the plan, or says nothing new.
    """
    wrong = [found for box in subject.boxes if (found := _unreadable(box, said, day))]
    wrong += _evidence_misfits(said)
    if wrong:
        raise NotTakenError(*wrong)
    note = _note(said)
    if not set(said) - {"by"}:
        raise NotTakenError(Misfit("Nothing is filled in yet.", "happened"))
    wanted = UpdateRequest(
        note=note, blocker=said.get("blocker"), help_needed=said.get("help_needed"),
        rating=said.get("rating"), forecast=said.get("expected"), evidence=_evidence(said),
        # a round fills in who reports; without words of theirs there is nothing to put it to
        by=said.get("by") if note else None, complete=said.get("finished"), move_to=said.get("move_to"),
        reason=said.get("reason"), agreed_by=said.get("agreed_by"), minute=said.get("minute"),
    )  # fmt: skip
    return edits_for(subject.plan, subject.item, wanted, day)


def _unreadable(box: Box, said: Mapping[str, str], day: date) -> Misfit | None:
    if box.key not in DATES or box.key not in said:
        return None
    try:
        read_date(said[box.key], f"--{box.option}", day)
    except RefusedError as refusal:
        return misfit(str(refusal), [box], said)
    return None


def _note(said: Mapping[str, str]) -> str | None:
    """Return what is reported; what is in the way or asked for makes a report without it."""
    hindered = restated(None, None, said.get("blocker"), said.get("help_needed"))
    return said.get("happened") or hindered or None


def _evidence_misfits(said: Mapping[str, str]) -> list[Misfit]:
    """Say what is wrong with evidence: the command takes its name and its address in one piece."""
    title, address = said.get("evidence", ""), said.get("address", "")
    if address and not title:
        return [Misfit("An address needs the name of what is found there.", "evidence")]
    if address and "://" not in address:
        return [Misfit("Write the whole address, such as https://example.org/minutes.", "address")]
    if "=" in title and not address:
        return [Misfit("A name without an address cannot hold a =; write it without.", "evidence")]
    return []


def _evidence(said: Mapping[str, str]) -> tuple[str, ...]:
    title, address = said.get("evidence"), said.get("address")
    if title is None:
        return ()
    return (f"{title}={address}",) if address else (title,)


def _figure(subject: Subject, said: Mapping[str, str], day: date) -> list[Edit]:
    """Return the edits of a figure.

    Raises:
        NotTakenError: the figure or its period is missing.
        RefusedError: it cannot be read, or contradicts what is there.
    """
    wrong = [
        Misfit(f"“{box.label}” is needed.", box.key)
        for box in subject.boxes
        if box.key in {"figure", "period"} and box.key not in said
    ]
    if wrong:
        raise NotTakenError(*wrong)
    status, what = said.get("status", ""), said.get("as", "")
    figure = Figure(
        _measure_ref(subject.item), said["figure"], said["period"], said.get("source"), said.get("remark"),
        provisional=status == "provisional", projected=status == "estimate",
        baseline=what == "baseline", target=what == "target", restate="restate" in said,
    )  # fmt: skip
    return list(record(subject.plan, figure, day).edits)


def _measure_ref(item: Item) -> str:
    """Return a ref that names a KPI even where something else goes by the same one."""
    return item.ref if isinstance(item.thing, KpiPart) else f"kpi {item.ref}"


def _about(refusal: str, said: Mapping[str, str]) -> str:
    """Return the box of a figure that a refusal quotes; none where it quotes nothing that was typed."""
    quoted = [key for key in ("figure", "period") if key in said and repr(said[key]) in refusal]
    return quoted[0] if quoted else ""
