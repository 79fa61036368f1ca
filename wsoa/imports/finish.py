"""The last look at a draft: refs made unique, colours given a scheme, empty parts dropped, gaps noted."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from statistics import median_low

from wsoa.imports.cells.rating_key import KeyEntry
from wsoa.imports.draft import Aim, Draft, Measure, Outcome, Step, Told, Workstream, keep, title_and_rest
from wsoa.imports.ledger import Kind, Ledger
from wsoa.imports.rating_scheme import finished_code, set_ratings, told_code

_FAR = 4

Numbered = Workstream | Outcome | Step | Measure


def finish(draft: Draft, ledger: Ledger, *, led: bool, key: Sequence[KeyEntry] = ()) -> None:
    """Make the draft a plan that loads. Whatever changes goes into the ledger.

    ``led`` is True where the document has a column of leads, so that an action without one is a gap.
    """
    for action in draft.actions():
        action.milestones = [flat for milestone in action.milestones for flat in _flattened(milestone)]
    _drop_empty(draft, ledger)
    _share_kpis(draft, ledger)
    _number(draft, ledger)
    set_ratings(draft, list(_steps(draft)), key, ledger)
    for step in _steps(draft):
        _finished(step, draft, ledger)
        _changes(step, draft, ledger)
        _report(step, draft, key, ledger)
        _success(step, draft, ledger)
        _offset(step, draft, ledger)
    _note_terms(draft, ledger)
    for kpi in draft.kpis():
        _offset_targets(kpi, draft, ledger)
    _note_gaps(draft, ledger, led=led)
    _note_far(draft, ledger)


def _flattened(step: Step) -> list[Step]:
    """Put what several dates make of a milestone beside it: a milestone has none of its own."""
    inner, step.milestones = step.milestones, []
    for one in inner:
        one.title = title_and_rest(f"{step.title}: {one.title[:1].lower()}{one.title[1:]}")[0]
    if not inner:
        return [step]
    # what the last one stands for is the milestone itself
    if step.due is None:
        last = inner.pop()
        step.due = last.due
        step.notes.append(last.title)
    return [*inner, step]


def _drop_empty(draft: Draft, ledger: Ledger) -> None:
    for workstream in draft.workstreams:
        for outcome in workstream.outcomes:
            if not outcome.actions:
                what = "dropped" if outcome.supposed else "kept"
                ledger.add(
                    Kind.SKIPPED,
                    outcome.place,
                    "outcome",
                    outcome.title,
                    f"no actions below it; {what}",
                    ref=outcome.ref,
                )
        workstream.outcomes = [o for o in workstream.outcomes if o.actions or not o.supposed]
    for workstream in draft.workstreams:
        if not workstream.outcomes and not workstream.kpis:
            ledger.add(
                Kind.SKIPPED, workstream.place, "workstream", workstream.title, "nothing below it; dropped"
            )
    draft.workstreams = [w for w in draft.workstreams if w.outcomes or w.kpis]


def _share_kpis(draft: Draft, ledger: Ledger) -> None:
    """Keep a KPI once that is printed in several workstreams, and name the others in it."""
    first: dict[tuple[str, str], Measure] = {}
    for workstream in draft.workstreams:
        kept = []
        for kpi in workstream.kpis:
            known = first.setdefault((kpi.ref, kpi.title), kpi)
            if known is kpi or not kpi.ref:
                kept.append(kpi)
                continue
            if workstream.ref not in known.also_in:
                known.also_in.append(workstream.ref)
            ledger.add(
                Kind.SKIPPED,
                kpi.place,
                "KPI",
                kpi.title,
                f"printed before; shared with {workstream.ref}",
                ref=kpi.ref,
            )
        workstream.kpis = kept


def _number(draft: Draft, ledger: Ledger) -> None:
    """Give every item a ref of its own. The first in the document keeps it."""
    by_ref: dict[str, list[int]] = {}
    for index, entry in enumerate(ledger.entries):
        by_ref.setdefault(entry.ref.partition("#")[0], []).append(index)
    outcomes = {outcome.ref for outcome in draft.outcomes()}
    wanted = {one.ref for one in _numbered(draft)}
    used: set[str] = {weakness.ref for weakness in draft.weaknesses}
    for one in _numbered(draft):
        if one.ref and one.ref not in used:
            used.add(one.ref)
            continue
        printed = one.ref
        one.ref = _free(printed, wanted | used, letters=printed in outcomes and isinstance(one, Step))
        used.add(one.ref)
        if not printed:
            continue
        if not isinstance(one, Workstream):
            one.printed.setdefault("ref", printed)
        _follow(one, printed, ledger, by_ref)
        ledger.add(Kind.REPAIRED, one.place, "ref", printed, f"used before; {one.ref} here", ref=one.ref)


def _follow(one: Numbered, before: str, ledger: Ledger, by_ref: Mapping[str, Sequence[int]]) -> None:
    """Give the lines of the ledger that tell of a renumbered item its new ref."""
    rows = {_row(one.place), *(_row(m.place) for m in (one.milestones if isinstance(one, Step) else ()))}
    for index in by_ref.get(before, ()):
        entry = ledger.entries[index]
        _, sign, number = entry.ref.partition("#")
        if _row(entry.place) in rows:
            ledger.entries[index] = entry._replace(ref=f"{one.ref}{sign}{number}")


def _row(place: str) -> str:
    """Return the row of a place: without its column, and without the letters of a sheet's column."""
    return re.sub(r", column [0-9]+.*|[A-Z]+(?=[0-9]+\Z)", "", place)


def _free(ref: str, taken: set[str], *, letters: bool) -> str:
    if letters:
        for letter in "abcdefghijklmnopqrstuvwxyz":
            if f"{ref}{letter}" not in taken:
                return f"{ref}{letter}"
    number = 2 if ref else 1
    base = f"{ref}-" if ref else "K"
    while f"{base}{number}" in taken:
        number += 1
    return f"{base}{number}"


def _numbered(draft: Draft) -> Iterator[Numbered]:
    """Yield everything that must have a ref of its own, in the order of the document."""
    yield from draft.workstreams
    for workstream in draft.workstreams:
        for outcome in workstream.outcomes:
            yield outcome
            for action in outcome.actions:
                yield action
                yield from (milestone for milestone in action.milestones if milestone.ref)
        yield from workstream.kpis


def _steps(draft: Draft) -> Iterator[Step]:
    for action in draft.actions():
        yield action
        yield from action.milestones


def _finished(step: Step, draft: Draft, ledger: Ledger) -> None:
    """Record that a step is complete on no day that is told: by the code for complete."""
    if not step.finished or step.completed:
        return
    step.printed.setdefault("completed", step.finished)
    if not step.code:
        step.code = finished_code(draft)
        made = "complete, with no date" if step.code else "complete, with no date; kept under printed"
        ledger.add(Kind.GUESS, step.place, "completed", step.finished, made, ref=step.ref)


def _changes(step: Step, draft: Draft, ledger: Ledger) -> None:
    """Record each date that moved. The document says neither when it was agreed nor why."""
    for move in step.moves:
        day = draft.date or move.old.rpartition("/")[2]
        if not re.match(r"[0-9]{4}-[0-9]{2}", day):
            step.printed["first due"] = move.old
            made = "it was due then first; no day of a change can be told, so it is kept under printed"
            ledger.add(Kind.NOT_READ, move.place, "first due", move.old, made, ref=step.ref)
            continue
        step.changes.append({"date": day, "field": "due", "from": move.old, "to": move.new})
        made = f"due {move.new}, first {move.old}; no reason recorded, and the change is dated {day}, which is a guess"  # noqa: E501
        ledger.add(Kind.GUESS, move.place, "change", f"{move.old} to {move.new}", made, ref=step.ref)


def _report(step: Step, draft: Draft, key: Sequence[KeyEntry], ledger: Ledger) -> None:
    """Turn what was reported into updates; where no date is known it stays under a key of its own."""
    joined = _with_percent(step.told)
    for told in joined:
        day = told.date or draft.date
        if day:
            code = told_code(told.rating, draft, key)
            update = {"date": day, "text": told.text, "rating": code, "percent": told.percent}
            step.updates.append({name: value for name, value in update.items() if value not in {None, ""}})
            continue
        name = keep(step.extras, "progress", told.text)
        made = f"no date is known for it; kept under {name}; give one with --date"
        ledger.add(Kind.NOT_READ, step.place, "progress", told.text, made, ref=step.ref)
    step.impact = [one._replace(date=one.date or draft.date) for one in step.impact]
    step.updates.sort(key=lambda update: str(update["date"]))


def _with_percent(told: Sequence[Told]) -> list[Told]:
    """Put a percentage on the report of the same date, where there is one."""
    made = list(told)
    for one in [one for one in told if one.percent is not None]:
        with_text = next(
            (index for index, other in enumerate(made) if other.percent is None and other.date == one.date),
            None,
        )
        if with_text is not None and one.text == f"{one.percent}% complete":
            made[with_text] = made[with_text]._replace(percent=one.percent)
            made.remove(one)
    return made


def _success(step: Step, draft: Draft, ledger: Ledger) -> None:
    """Say in words by when a success measure is, where the plan's start is not known."""
    if draft.start:
        return
    late = [aim for aim in step.success if _counts(aim.by)]
    if late:
        made = "kept as words: they count from the start of the plan; give it with --start"
        ledger.add(
            Kind.NOT_READ, step.place, "success", ", ".join(aim.by for aim in late), made, ref=step.ref
        )
    step.success = [Aim(f"{aim.by}: {aim.text}") if _counts(aim.by) else aim for aim in step.success]


def _offset(step: Step, draft: Draft, ledger: Ledger) -> None:
    """Leave out dates that count from a start the plan does not have."""
    made = "counts from the start of the plan; give it with --start"
    if _counts(step.due) and not draft.start:
        ledger.add(Kind.NOT_READ, step.place, "due", str(step.due), made, ref=step.ref)
        step.printed["due"], step.due = str(step.due), None
    if _counts(step.start) and not draft.start:
        ledger.add(Kind.NOT_READ, step.place, "start", str(step.start), made, ref=step.ref)
        step.printed["start"], step.start = str(step.start), None


def _counts(due: object) -> bool:
    """Tell whether a date counts from the start of the plan."""
    return isinstance(due, str) and due.endswith(("month", "months", "week", "weeks", "day", "days"))


def _offset_targets(kpi: Measure, draft: Draft, ledger: Ledger) -> None:
    late = [target for target in kpi.targets if _counts(target.get("by"))]
    if draft.start or not late:
        return
    made = "kept as words: they count from the start of the plan; give it with --start"
    ledger.add(Kind.NOT_READ, kpi.place, "target", ", ".join(str(t["by"]) for t in late), made, ref=kpi.ref)
    for target in late:
        by = target.pop("by")
        target["text"] = f"Within {by}: {target['text']}" if "text" in target else f"Within {by}"


def _note_gaps(draft: Draft, ledger: Ledger, *, led: bool) -> None:
    """Write down every action that came out without a date or a lead and of which nothing was said yet."""
    said = {(entry.ref, entry.what) for entry in ledger.entries}
    for action in draft.actions():
        if action.due is None and not action.milestones and (action.ref, "due") not in said:
            ledger.add(Kind.NOT_READ, action.place, "due", "", "no date in the row", ref=action.ref)
        leads = action.leads or (action.milestones and all(m.leads for m in action.milestones))
        if led and not leads and (action.ref, "lead") not in said:
            ledger.add(Kind.NOT_READ, action.place, "lead", "", "no lead in the row", ref=action.ref)


def _note_terms(draft: Draft, ledger: Ledger) -> None:
    """Keep dates by school terms as words: only the plan's own calendar says which days they are."""
    for step in _steps(draft):
        for name in ("due", "start"):
            when = getattr(step, name)
            if isinstance(when, str) and " term" in when:
                draft.terms.setdefault(when.removesuffix(" 1").removesuffix(" 2"), step.place)
    for term, place in draft.terms.items():
        made = "the days of this term are not printed; those given under terms: are a guess, to be mended"
        ledger.add(Kind.GUESS, place, "term", term, made)


def _note_far(draft: Draft, ledger: Ledger) -> None:
    """Write down dates that lie years from all the others, as 2010 for 2020 does."""
    years = {
        id(step): int(found[0]) for step in _steps(draft) if (found := re.match("[0-9]{4}", str(step.due)))
    }
    if not years:
        return
    middle = median_low(years.values())
    for action in draft.actions():
        for step in (action, *action.milestones):
            year = years.get(id(step), middle)
            if abs(year - middle) > _FAR:
                made = f"{year} lies far from the other dates, most of them near {middle}"
                ledger.add(Kind.GUESS, step.place, "due", str(step.due), made, ref=step.ref or action.ref)
