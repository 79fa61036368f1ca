"""One workstream as a reviewer needs it: finished, shown, measured, and what is not there yet."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from wsoa.assess.assessment import Commitment
from wsoa.assess.kpis import KpiState
from wsoa.plan.models import Promise, Workstream
from wsoa.plan.ratings import Standing
from wsoa.plan.walk import Path, walk_workstream
from wsoa.reports.evidence.view import MeasureRow, Missing, Strand, Voice
from wsoa.reports.listing import Entry, Line, Listing, grouped_lines
from wsoa.reports.parts import EvidenceLine, Link, Moment
from wsoa.reports.plan_as_at import VOICES, PlanAsAt
from wsoa.words.items import full_title, title_of, work_noun
from wsoa.words.kpis import NO_FIGURE, NOT_SAID, Measured, measures_of, say_baseline, say_reading, say_target
from wsoa.words.lists import capital, have
from wsoa.words.nothing import NO_DAY
from wsoa.words.numbers import count, count_days
from wsoa.words.standings import counted_and_late, standing_word

_NAMED = 8
_SHOWN_REPORTS = 2
_VOICES: Mapping[str, tuple[str, ...]] = {
    "young_people": ("young", "child", "pupil"),
    "parents": ("parent", "carer", "famil"),
    "professionals": ("professional", "staff", "school"),
    "audits": ("audit", "external", "review"),
}
"""The words in an item of evidence that say whose voice it carries, by the field of that voice."""


def strand(at: PlanAsAt, index: int, *, named: bool) -> Strand:
    """Lay out one workstream."""
    workstream = at.plan.workstreams[index]
    path: Path = ("workstreams", index)
    work = work_of(at, path)
    states = kpis_of(at, workstream)
    name = Link(f"{workstream.ref} {workstream.title}", at.anchors.by_path[path])
    rows = tuple(_rows(at, states))
    return Strand(
        name=name if named else Link(""),
        counts=_counts(at, work),
        finished=_finished(at, work),
        in_hand=_in_hand(at, workstream, path, work),
        reports=at.reports(workstream.updates)[:_SHOWN_REPORTS],
        notice=at.impact(one for one in workstream.impact if one.by is None or at.known(one.by)),
        voices=tuple(_voices(at, workstream, path)),
        measured=_measured(at, states, rows),
        measures=rows,
        missing=tuple(_missing(at, path, work, states)),
    )


def work_of(at: PlanAsAt, path: Path) -> list[Commitment]:
    """Return the actions and milestones below a path."""
    return [c for c in at.within(path) if c.kind in {"action", "milestone"}]


def kpis_of(at: PlanAsAt, workstream: Workstream) -> list[KpiState]:
    """Return the KPIs of a workstream."""
    return [state for state in at.assessment.kpis if state.workstream is workstream]


def is_finished(commitment: Commitment) -> bool:
    """True where it is complete."""
    return commitment.standing is Standing.COMPLETE


def _counts(at: PlanAsAt, work: Sequence[Commitment]) -> str:
    labels = at.plan.labels
    actions = sum(1 for c in work if c.kind == "action")
    parts = [(actions, labels.action), (len(work) - actions, labels.milestone)]
    return counted_and_late(" and ".join(count(number, label) for number, label in parts if number), work)


def _finished(at: PlanAsAt, work: Sequence[Commitment]) -> Listing:
    done = [c for c in work if is_finished(c)]
    done.sort(key=lambda c: c.completed or date.min, reverse=True)
    intro = "" if done else "Nothing is recorded as finished."
    return grouped_lines((intro,) if intro else (), [_done(at, c) for c in done])


def _done(at: PlanAsAt, commitment: Commitment) -> Line:
    late = f"{capital(count_days(commitment.days_late))} late." if commitment.days_late else ""
    thing = commitment.item.thing
    signed = at.signed_by(thing) if isinstance(thing, Promise) else ""
    evidence = at.evidence_for(commitment.item.thing)
    says = (late, f"Signed off {signed}." if signed else "")
    entry = Entry(
        at.name(commitment.item), title_of(commitment), " ".join(one for one in says if one), evidence
    )
    return at.finished(commitment) or Moment(NO_DAY), entry


def _in_hand(at: PlanAsAt, workstream: Workstream, path: Path, work: Sequence[Commitment]) -> Listing:
    """List what is not finished and has evidence already, whole actions with milestones among it."""
    done = {c.path for c in work if is_finished(c)}
    found: list[Line] = []
    for item in walk_workstream(workstream, path):
        thing = item.thing
        if not isinstance(thing, Promise) or item.path in done or at.withdrawn(thing):
            continue
        if evidence := at.evidence_for(thing):
            own = at.by_path.get(item.path)
            mark = Moment(standing_word(own) if own else "By its milestones")
            reports = at.reports(thing.updates)
            says = f"{reports[0].date.words}: {reports[0].text}" if reports else ""
            found.append((mark, Entry(at.name(item), full_title(item), says, evidence)))
    found.sort(key=lambda line: line[0].words)
    return grouped_lines((), found)


def _voices(at: PlanAsAt, workstream: Workstream, path: Path) -> Iterator[Voice]:
    """Yield whose word was promised or is given, with the evidence that carries it."""
    given = list(_all_evidence(at, workstream, path))
    for field, words in _VOICES.items():
        heard = tuple(e for voice, e in given if any(word in voice for word in words))
        number = len(getattr(workstream.voices, field, ()))
        if number or heard:
            told = count(number, "thing") + " to be shown" if number else "Nothing promised"
            yield Voice(VOICES[field], told, tuple(dict.fromkeys(heard)))


def _all_evidence(at: PlanAsAt, workstream: Workstream, path: Path) -> Iterator[tuple[str, EvidenceLine]]:
    """Yield all evidence in a workstream that says whose voice it carries."""
    for item in walk_workstream(workstream, path):
        updates = [u for u in getattr(item.thing, "updates", ()) if at.known(u.date)]
        for one in (*getattr(item.thing, "evidence", ()), *(e for u in updates for e in u.evidence)):
            if one.voice:
                yield from ((one.voice.casefold(), line) for line in at.evidence((one,)))


def _measured(at: PlanAsAt, states: Sequence[KpiState], rows: Sequence[MeasureRow]) -> str:
    label = at.plan.labels.kpi
    if not states:
        return f"No {label} is recorded for it."
    read = sum(1 for state in states if state.has_figure)
    has = f"{read or 'none'} {have(read or 1)} a later figure"
    known = sum(1 for state in states if state.baseline_state == "known")
    start = f"{known or 'none'} {have(known or 1)} a baseline"
    told = f"{count(len(states), label)}: {start}, {has}."
    return told if rows else f"{told} Impact is not known: no figure is recorded."


def _rows(at: PlanAsAt, states: Sequence[KpiState]) -> Iterator[MeasureRow]:
    """Yield the measures that have any figure."""
    for state in states:
        for measured in measures_of(at.assessment, state):
            if measured.state.latest is not None or measured.state.baseline_state == "known":
                yield _row(at, state, measured)


def _row(at: PlanAsAt, state: KpiState, measured: Measured) -> MeasureRow:
    own = measured.measure
    targets = measured.state.targets
    target = measured.state.in_force or (targets[0] if targets else None)
    latest = measured.state.latest
    return MeasureRow(
        ref=at.link(state.kpi.ref),
        title=own.title if own is state.kpi else f"{state.kpi.title}: {own.title}",
        baseline=capital(say_baseline(measured)) if own.baseline else NOT_SAID,
        target=capital(say_target(measured, target)) if target else NOT_SAID,
        latest=capital(say_reading(measured, latest)) if latest else f"Not known: {NO_FIGURE.lower()}",
    )


def _missing(
    at: PlanAsAt, path: Path, work: Sequence[Commitment], states: Sequence[KpiState]
) -> Iterator[Missing]:
    """Yield what a reviewer will not find, in neutral words."""
    done = [c for c in work if is_finished(c)]
    late = [c for c in at.within(path) if c.overdue]
    open_ = [c for c in work if c.standing not in {Standing.COMPLETE, Standing.WITHDRAWN}]
    unread = [at.link(state.kpi.ref) for state in states if not state.has_figure]
    found = (
        ("finished without evidence recorded", [c for c in done if not at.evidence_for(c.item.thing)]),
        ("finished and not signed off", [c for c in done if not is_signed(at, c)]),
        ("past the date", [c for c in late if c.kind in {"action", "milestone"}]),
        ("promised and not published", [c for c in late if c.kind == "baseline"]),
        ("promised and not published", [c for c in late if c.kind == "target"]),
        ("moved to another date with no reason recorded", [c for c in work if c.unexplained]),
        ("open with no report on record", [c for c in open_ if _silent(c)]),
    )
    for what, lacking in found:
        if lacking:
            kind = lacking[0].kind
            noun = kind if kind in {"baseline", "target"} else work_noun(lacking, at.plan.labels)
            yield _lack(noun, what, [at.name(c.item) for c in lacking])
    if unread:
        yield _lack(at.plan.labels.kpi, "measured by no figure yet", unread)


def _silent(commitment: Commitment) -> bool:
    return commitment.last_report is None and commitment.standing is not Standing.NOT_STARTED


def is_signed(at: PlanAsAt, commitment: Commitment) -> bool:
    """True where somebody else signed it off."""
    thing = commitment.item.thing
    return isinstance(thing, Promise) and bool(at.signed_by(thing))


def _lack(noun: str, what: str, refs: Sequence[Link]) -> Missing:
    rest = len(refs) - _NAMED
    unique = tuple(dict.fromkeys(refs))[:_NAMED]
    return Missing(f"{count(len(refs), noun)} {what}", unique, f"and {rest:,} more" if rest > 0 else "")
