"""``wsoa return prepare``: one form for each lead, from the plan and the day alone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from difflib import get_close_matches

from wsoa.assess.assessment import Assessment, Commitment, assess
from wsoa.assess.kpis import KpiState, MeasureState
from wsoa.authoring.refusal import RefusedError
from wsoa.authoring.returns.fields import NOBODY, Kind
from wsoa.authoring.returns.form import GROUPS, Entry, Form
from wsoa.authoring.returns.questions import group_of, question
from wsoa.authoring.returns.stamp import Code, Header, stamp_of
from wsoa.checks.words import written
from wsoa.plan.dates import Deadline, Precision, add_months, parse
from wsoa.plan.kpis import Reading
from wsoa.plan.models import Plan, Promise
from wsoa.plan.ratings import RatingCode
from wsoa.plan.walk import Item, walk
from wsoa.words.dates import say_day
from wsoa.words.numbers import count_days
from wsoa.words.standings import say_last_rated, standing_word

_EVERY = {"monthly": 1, "bi-monthly": 2, "quarterly": 3, "termly": 4, "six-monthly": 6, "annual": 12}
_SELDOM = 3
"""The months after which another figure is due, and after how many where the plan does not say."""
_QUARTER = 92
_LONGEST_WORDS = 280


def role_called(plan: Plan, words: str) -> str:
    """Find a role by id or by name; ``none`` is what no role leads.

    Raises:
        RefusedError: there is no such role.
    """
    if words.casefold() in {"none", NOBODY}:
        return NOBODY
    named = [
        role for role, one in plan.roles.items() if words.casefold() in {role.casefold(), one.name.casefold()}
    ]
    if len(named) == 1:
        return named[0]

    close = get_close_matches(words.lower(), plan.roles, n=2, cutoff=0.5)
    hint = f" Did you mean {' or '.join(close)}?" if close else ""
    raise RefusedError(f"The plan has no role {words!r}.{hint}")


def prepare(plan: Plan, plan_id: str, plan_hash: str, day: date, days: int) -> tuple[Form, ...]:
    """Make every lead's form, in the order of the plan's roles; what no role leads comes last.

    ``plan_hash`` names the plan's text as read. Due soon is what falls due within so many ``days``. Nothing
    dated after the day is used. A lead of whom nothing is asked gets no form.
    """
    assessed = assess(plan, day)
    asked: dict[str, list[Entry]] = {role: [] for role in (*plan.roles, NOBODY)}
    for leads, entry in (*_commitments(assessed, days), *_measures(assessed)):
        for lead in leads or (NOBODY,):
            asked.setdefault(lead, []).append(entry)
    order = list(GROUPS)
    return tuple(
        Form(
            Header(plan_id, lead, day, plan_hash), plan.area, plan.title,
            "" if lead == NOBODY else plan.role_name(lead), _ratings(plan),
            tuple(sorted(entries, key=lambda entry: order.index(entry.group))),
        )
        for lead, entries in asked.items() if entries
    )  # fmt: skip


def _ratings(plan: Plan) -> tuple[RatingCode, ...]:
    """Return the codes that a lead may give; nobody reports that nothing is known."""
    return tuple(one for one in plan.scheme.codes if one.is_given)


def _commitments(assessed: Assessment, days: int) -> Iterator[tuple[tuple[str, ...], Entry]]:
    day = assessed.as_of
    found = []
    for one in assessed.commitments:
        group = group_of(one, day, days)
        if one.kind in {"action", "milestone"} and group and not (group == "done" and _shown(one, day)):
            entry = Entry(
                "commitment", group, one.ref, one.title, tuple(_facts(one)),
                question(one, group, day, assessed.scheme), _code("commitment", one.item),
            )  # fmt: skip
            found.append((one, entry))
    # the longest overdue first, then by date; a plan's own order where there is none
    for one, entry in sorted(found, key=lambda pair: (pair[0].due and pair[0].due.latest) or date.max):
        yield one.leads, entry


def _shown(one: Commitment, day: date) -> bool:
    """True where something shows that a commitment is finished, or where it was long ago."""
    thing = one.item.thing
    long_ago = one.completed is not None and (day - one.completed).days > _QUARTER
    return long_ago or (isinstance(thing, Promise) and bool(thing.evidence))


def _facts(one: Commitment) -> Iterator[tuple[str, str]]:
    if one.due:
        late = f", {count_days(one.days_late)} late" if one.overdue else ""
        yield "Due", f"{_due(one.due)}{late}"
    else:
        yield "Due", "no date recorded"
    if one.moves and one.original_due:
        yield "First promised", _due(one.original_due)
    rated = f"; rated {one.declared.code} {say_last_rated(one)}" if one.declared else ""
    yield "Standing", f"{standing_word(one)}{rated}"
    last = next((update for update in one.updates[::-1] if update.text == one.last_words), None)
    if last:
        yield "Last words", f"{written(last.date)}: “{_cut(last.text)}”"


def _due(due: Deadline) -> str:
    """Write a due date out; an offset gives its day first and its words after."""
    if due.window.precision is Precision.OFFSET and due.latest:
        return f"{say_day(due.latest)} ({due.text})"
    return due.text if due.window.precision is Precision.RECURRING else written(parse(due.text))


def _cut(words: str) -> str:
    line = " ".join(words.split())
    return line if len(line) <= _LONGEST_WORDS else f"{line[: _LONGEST_WORDS - 1].rstrip()}…"


def _measures(assessed: Assessment) -> Iterator[tuple[tuple[str, ...], Entry]]:
    items = {item.ref: item for item in walk(assessed.plan) if item.kind in {"kpi", "part"}}
    for state in assessed.kpis:
        owner = (state.kpi.owner,) if state.kpi.owner else ()
        if state.kpi.unit != "text":
            for measure in state.measures:
                for entry in _asked_of(state, measure, items[measure.ref], assessed):
                    yield owner, entry


def _asked_of(state: KpiState, measure: MeasureState, item: Item, assessed: Assessment) -> Iterable[Entry]:
    """Yield what is asked of one measure: its promised baseline, or else the next figure if it is due."""
    facts = tuple(_figures(state, measure))
    title = measure.title if measure is state.whole else f"{state.kpi.title}: {measure.title}"
    if measure.baseline and measure.baseline_state in {"promised", "overdue"} and measure.baseline_promised:
        by = say_day(measure.baseline_promised)
        late = measure.baseline_promised < assessed.as_of
        soon = measure.baseline_promised - assessed.as_of <= timedelta(days=_QUARTER)
        ask = (
            f"The baseline was promised by {by}. What is it?"
            if late
            else f"The baseline is due by {by}. Is it known?"
        )
        if late or soon:
            yield Entry("baseline", "figures", measure.ref, title, facts, ask, _code("baseline", item))
    elif not _only_in_parts(state, measure) and _reading_due(state, measure, assessed.as_of):
        last = measure.latest_day
        ask = (
            f"What is the figure since {say_day(last)}?"
            if last
            else "Nothing has been measured yet. What is the figure?"
        )
        yield Entry("reading", "figures", measure.ref, title, facts, ask, _code("reading", item))


def _only_in_parts(state: KpiState, measure: MeasureState) -> bool:
    """True for a KPI that is measured by its parts and has no figure of its own."""
    whole = measure is state.whole
    return whole and bool(state.parts) and measure.latest is None and measure.baseline is None


def _reading_due(state: KpiState, measure: MeasureState, day: date) -> bool:
    months = _EVERY.get(state.kpi.frequency or "", _SELDOM)
    return measure.latest_day is None or add_months(measure.latest_day, months) <= day


def _figures(state: KpiState, measure: MeasureState) -> Iterator[tuple[str, str]]:
    unit = state.kpi.unit
    if measure.latest and measure.latest_day:
        yield "Last figure", f"{_figure(measure.latest, unit)} for {_for(measure.latest)}"
    elif measure.baseline and measure.baseline.value is not None:
        yield "Baseline", f"{measure.baseline.value:,f}{'%' if unit == 'percent' else ''}"
    goal = measure.in_force
    if goal and goal.value is not None:
        by = f" by {written(goal.target.by)}" if goal.target.by else ""
        yield "Target", f"{goal.value:,f}{'%' if unit == 'percent' else ''}{by}"


def _figure(reading: Reading, unit: str) -> str:
    if reading.value is None:
        return reading.text or "withheld"
    return f"{reading.value:,f}{'%' if unit == 'percent' else ''}"


def _for(reading: Reading) -> str:
    when = reading.period or reading.date
    return written(when) if when else ""


def _code(kind: Kind, item: Item) -> Code:
    return Code(kind, item.ref, stamp_of(kind, item))
