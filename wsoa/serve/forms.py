"""The pages of a form: opened, turned back with what is wrong, overtaken, and shown before it is written."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from difflib import SequenceMatcher
from typing import NamedTuple

from wsoa.authoring.returns.form import Entry, Form
from wsoa.plan.models import Plan
from wsoa.plan.walk import Item
from wsoa.reports.comparison.diff import changes
from wsoa.serve.boxes import Box, Misfit, Words
from wsoa.serve.item_text import ItemText
from wsoa.serve.looking import address_of, form_address, round_of
from wsoa.serve.reporting import Proposal, Subject, related
from wsoa.serve.views import (
    BoxView,
    FileLines,
    FormView,
    Link,
    Look,
    ReportView,
    Stale,
    TextLine,
    WrittenView,
)
from wsoa.serve.workspace import Area
from wsoa.words.items import NO_WORKSTREAM
from wsoa.words.lists import capital, sentence, small

_SHORT = frozenset({"finished", "expected", "move_to", "figure", "period"})
_MUST = frozenset({"as"})
"""Boxes with a choice that cannot be left open."""


class Step(NamedTuple):
    """Where an item comes in a role's round. ``after`` is the address of the next form, or of the round."""

    entry: Entry | None
    place: str
    after: str


def step_of(area: Area, role: str, ref: str) -> Step | None:
    """Find an item in the round of a role; None where there is no such round."""
    form = next((one for one in round_of(area) if one.header.lead == role), None) if role else None
    if form is None:
        return None
    refs = [entry.ref for entry in form.entries]
    if ref not in refs:
        return Step(None, "", f"/-/mine/{area.place}/{role}")
    at = refs.index(ref)
    return Step(form.entries[at], f"{at + 1:,} of {len(refs):,} for {form.whose}", _next(area, form, at))


def _next(area: Area, form: Form, at: int) -> str:
    role = form.header.lead
    later = next((entry.ref for entry in form.entries[at + 1 :] if entry.ref != form.entries[at].ref), None)
    return form_address(area.place, later, role=role) if later else f"/-/mine/{area.place}/{role}"


def noun(plan: Plan, item: Item) -> str:
    """Return the area's own word for a kind of item, with a large first letter."""
    labels = plan.labels
    words: Mapping[str, str] = {
        "plan": "plan", "workstream": labels.workstream, "outcome": labels.outcome, "action": labels.action,
        "milestone": labels.milestone, "kpi": labels.kpi, "part": f"part of a {labels.kpi}",
    }  # fmt: skip
    return capital(words.get(item.kind, item.kind))


def form_view(
    area: Area,
    subject: Subject,
    token: str,
    said: Words | None = None,
    misfits: Sequence[Misfit] = (),
    *,
    role: str = "",
    step: Step | None = None,
) -> FormView:
    """Lay out the form about an item, with what was typed and what is wrong with it."""
    item, given = subject.item, dict(said or {})
    if said is None and any(box.key == "by" for box in subject.boxes) and role in subject.plan.roles:
        given["by"] = role
    wrong: dict[str, str] = {}
    for one in misfits:
        wrong.setdefault(one.key, one.words)
    others = [one for one in related(subject.plan, item) if one.path != item.path]
    return FormView(
        area=area.name,
        label=f"{noun(subject.plan, item)} {item.ref}" if item.kind != "plan" else small(NO_WORKSTREAM),
        title=item.title,
        ref=reference(item),
        address=f"/-/report/{area.place}",
        page=address_of(area, item.ref) or f"/{area.place}/index.html",
        token=token,
        opened=subject.text.text,
        stamp=subject.text.stamp,
        boxes=tuple(_box(box, given, wrong) for box in subject.boxes),
        parts=tuple(Link(f"{one.ref} {one.title}", form_address(area.place, one.ref)) for one in others),
        role=role,
        place=step.place if step else "",
        skip=step.after if step else "",
    )


def reference(item: Item) -> str:
    """Name an item so that nothing else goes by it: with its kind."""
    return "plan" if item.kind == "plan" else item.ref if item.kind == "part" else f"{item.kind} {item.ref}"


def _box(box: Box, given: Words, wrong: Mapping[str, str]) -> BoxView:
    return BoxView(
        box.key, box.label, box.hint, box.shape, given.get(box.key, ""), wrong.get(box.key, ""), box.moving,
        box.choices, box.key in _MUST, box.key in _SHORT,
    )  # fmt: skip


def entry_of(area: Area, ref: str) -> Entry | None:
    """Return what is known and asked of an item, whoever leads it; None where nothing is asked."""
    return next((one for form in round_of(area) for one in form.entries if one.ref == ref), None)


def opened_view(form: FormView, entry: Entry | None, written: WrittenView | None = None) -> ReportView:
    """Return the page of a form that was just opened."""
    return ReportView(
        form, question=entry.question if entry else "", facts=entry.facts if entry else (), written=written
    )


def stale_view(form: FormView, then: str, text: ItemText, notes: Sequence[str] = ()) -> ReportView:
    """Return the page of a form that somebody overtook: the item as it was and is, and what was typed."""
    old, new = then.split("\n"), text.text.split("\n")
    went, came = set[int](), set[int]()
    for kind, start, end, first, last in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind != "equal":
            went.update(range(start, end))
            came.update(range(first, last))
    both = Stale(text.file, _marked(old, went, "went"), _marked(new, came, "came"))
    return ReportView(form, notes=tuple(notes), stale=both)


def _marked(lines: Sequence[str], marked: set[int], kind: str) -> tuple[TextLine, ...]:
    sign = "-" if kind == "went" else "+"
    return tuple(
        TextLine(f"{sign} {line}", kind) if number in marked else TextLine(f"  {line}")
        for number, line in enumerate(lines)
    )


def look_view(form: FormView, proposal: Proposal, notes: Sequence[str] = ()) -> ReportView:
    """Return the page that shows a change before it is written."""
    draft = proposal.draft
    told = changes("", "", None, [(draft.before.id, draft.before.plan, draft.after.plan)]).plans[0]
    words = tuple(sentence(f"{line.ref}: {line.words}") for line in told.lines)
    findings = tuple(
        f"{capital(one.severity.value)}: {sentence(one.message)} ({one.code})" for one in proposal.findings
    )
    return ReportView(
        form, notes=tuple(notes), look=Look(words, tuple(_files(proposal)), findings, proposal.mark)
    )


def _files(proposal: Proposal) -> list[FileLines]:
    """Cut a diff into its files; the lines that only count lines are left out."""
    found: list[tuple[str, list[TextLine]]] = []
    for line in proposal.draft.diff.splitlines():
        if line.startswith("+++ b/"):
            found.append((line.removeprefix("+++ b/"), []))
        elif found and not line.startswith(("---", "@@")):
            kind = {"+": "came", "-": "went"}.get(line[:1], "")
            found[-1][1].append(TextLine(line, kind))
    return [FileLines(file, tuple(lines)) for file, lines in found]


def written_view(area: Area, ref: str) -> WrittenView | None:
    """Say what of an item is in the plan and not committed yet; None where that is nothing."""
    lines = area.uncommitted.of(ref)
    return WrittenView(ref, lines[0].title, tuple(line.words for line in lines)) if lines else None
