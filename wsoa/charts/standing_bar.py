"""Where the trouble is: commitments by standing, one bar for the plan or one for each part of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from wsoa.assess.assessment import Assessment
from wsoa.assess.rollup import NO_LEAD, NO_WEAKNESS, WHOLE_PLAN, By, RollUp, grouped, roll_up
from wsoa.charts.chart import WIDTH, Chart, Column, Instead, Key, chart, table
from wsoa.charts.marks import Box, Group, Label, group, share, tidy
from wsoa.charts.text import shorten, width_of
from wsoa.plan.models import Plan
from wsoa.plan.ratings import Standing
from wsoa.words.dates import say_day
from wsoa.words.items import NO_WORKSTREAM, with_ref
from wsoa.words.lists import capital, listed, plural
from wsoa.words.nothing import NOTHING_PROMISED
from wsoa.words.numbers import count, count_days
from wsoa.words.standings import past_date

MOST_ROWS = 25
PHONE = 280
"""How wide a bar is on a narrow phone, in units; names and segments are made to fit it."""
_GAP = 0.6
_INSET = 0.2
"""Room for the outline at both ends, in per cent."""
_BAR = 28
_ROW = 62
_NAME = 15
_EDGE = 1
_LOOSE = frozenset({WHOLE_PLAN, NO_WEAKNESS, NO_LEAD})


def standing_bar(assessment: Assessment, id: str, by: By | None = None) -> Chart | Instead:  # noqa: A002
    """Draw commitments by standing: one bar for the whole plan, or one for each workstream, outcome or so on.

    A bar's parts are shares of its own commitments; a small share is drawn wider so that it can be read.
    """
    whole = roll_up("", "", assessment.own, assessment.as_of)
    if not whole.total:
        return Instead(id, NOTHING_PROMISED)
    rows = _rows(assessment, by) if by else (whole,)
    drawn = [row for row in rows if row.total][:MOST_ROWS]
    late = [row for row in rows if row.overdue and row.key not in _LOOSE]
    worst = max(late, key=lambda row: row.overdue, default=None)
    title = _worst(worst, assessment.plan) if by and worst else _title(whole)
    words = (title, _subtitle(assessment, by), _desc(assessment, by, whole, rows))
    present = [s for s in Standing if whole.by_standing[s]]
    return chart(
        id, words, _height(len(drawn), named=bool(by)), _marks(drawn, assessment.plan, named=bool(by)),
        table(_subtitle(assessment, by), _columns(assessment.plan, by, present),
              (_cells(row, assessment.plan, present) for row in rows)),
        key=(Key(s.letter, s.word.lower()) for s in present), fluid=True,
    )  # fmt: skip


def _rows(assessment: Assessment, by: By) -> tuple[RollUp, ...]:
    """Return the parts in plan order; leads, who have none, by how much of theirs is late."""
    rows = grouped(assessment, by)
    return (
        tuple(sorted(rows, key=lambda row: (-row.overdue, -row.total, row.title))) if by == "lead" else rows
    )


def _height(rows: int, *, named: bool) -> float:
    return rows * _ROW - (_ROW - _NAME - 7 - _BAR) + 2 * _EDGE if named else _BAR + 2 * _EDGE


def _marks(rows: Sequence[RollUp], plan: Plan, *, named: bool) -> Iterator[Group]:
    boxes: dict[Standing, list[Box]] = {}
    letters: list[Label] = []
    for place, row in enumerate(rows):
        top = place * _ROW + _NAME + 7 + _EDGE if named else _EDGE
        for part in _segments(row.by_standing):
            boxes.setdefault(part.standing, []).append(Box(share(part.left), top, share(part.width), _BAR))
            letters.append(Label(share(part.left + part.width / 2), tidy(top + _BAR / 2 + 5), part.words))
    yield from _names(rows, plan) if named else ()
    for standing in Standing:
        yield from group(standing.value, boxes.get(standing, ()))
    yield from group("letter", letters)


def _names(rows: Sequence[RollUp], plan: Plan) -> Iterator[Group]:
    """Name each bar for a wide screen, and again, for the style sheet to choose, for a phone."""
    for style, room in (("name", WIDTH), ("brief", PHONE)):
        names = (_name(row, plan, room) for row in rows)
        yield from group(style, (Label(0, n * _ROW + _NAME, words) for n, words in enumerate(names)))


def _name(row: RollUp, plan: Plan, room: float) -> str:
    total = f": {row.total:,}"
    return shorten(_full(row, plan), room - 2 - width_of(total)) + total


def _full(row: RollUp, plan: Plan) -> str:
    loose = {
        WHOLE_PLAN: NO_WORKSTREAM,
        NO_WEAKNESS: f"No {plan.labels.weakness} named",
        NO_LEAD: f"No {plan.labels.lead} recorded",
    }
    if row.key in loose:
        return loose[row.key]
    return row.title if row.key in plan.roles else with_ref(row.key, row.title)


class _Segment(NamedTuple):
    """One part of a bar, in per cent of its width."""

    standing: Standing
    words: str
    left: float
    width: float


def _segments(counts: Mapping[Standing, int]) -> Iterator[_Segment]:
    """Share a bar out by count, none narrower than its words on a phone, with a gap between."""
    present = [s for s in Standing if counts[s]]
    inner = 100 - 2 * _INSET - _GAP * (len(present) - 1)
    words = [f"{s.letter} {counts[s]:,}" for s in present]
    least = [100 * (width_of(word, bold=True) + 2) / PHONE for word in words]
    left = _INSET
    widths = _widths([counts[s] for s in present], least, inner)
    for standing, word, width in zip(present, words, widths, strict=True):
        yield _Segment(standing, word, left, width)
        left += width + _GAP


def _widths(counts: Sequence[int], least: Sequence[float], inner: float) -> list[float]:
    """Share the inner width out; what is too narrow is widened, and the others share what is left."""
    if sum(least) >= inner:
        return [inner * one / sum(least) for one in least]
    narrow: set[int] = set()
    while True:
        room = inner - sum(least[place] for place in narrow)
        rest = sum(number for place, number in enumerate(counts) if place not in narrow)
        short = {p for p, n in enumerate(counts) if p not in narrow and n * room < least[p] * rest}
        if not short:
            return [least[p] if p in narrow else n * room / rest for p, n in enumerate(counts)]
        narrow |= short


def _title(whole: RollUp) -> str:
    live = whole.total - whole.by_standing[Standing.WITHDRAWN]
    return f"{whole.by_standing[Standing.COMPLETE]:,} of {live:,} complete; {whole.overdue:,} past their date"


def _worst(row: RollUp, plan: Plan) -> str:
    """Name the part with most past their date; what is named in a heading is kept to a line or two."""
    return f"Most past their date: {shorten(_full(row, plan), WIDTH / 2)}, {row.overdue:,} of {row.total:,}"


def _subtitle(assessment: Assessment, by: By | None) -> str:
    parts = f", by {_label(assessment.plan, by)}" if by else ""
    return f"Commitments by standing{parts}, as at {say_day(assessment.as_of)}"


def _label(plan: Plan, by: By) -> str:
    labels = {
        "workstream": plan.labels.workstream,
        "outcome": plan.labels.outcome,
        "weakness": plan.labels.weakness,
        "lead": plan.labels.lead,
    }
    return labels[by]


def _desc(assessment: Assessment, by: By | None, whole: RollUp, rows: Sequence[RollUp]) -> str:
    counts = [f"{whole.by_standing[s]:,} {s.word.lower()}" for s in Standing if whole.by_standing[s]]
    said = f"{capital(count(whole.total, 'commitment'))}: {listed(counts)}."
    if by and whole.overdue:
        said += f" {whole.overdue:,} {past_date(whole.overdue)}."
    if by and sum(row.total for row in rows) > whole.total:
        said += f" A commitment that belongs to two {plural(_label(assessment.plan, by))} counts under both."
    return said


def _columns(plan: Plan, by: By | None, present: Sequence[Standing]) -> list[Column]:
    first = capital(_label(plan, by)) if by else "Part"
    standings = [Column(f"{s.word} ({s.letter})", number=True) for s in present]
    tail = [Column("All", number=True), Column("Longest delay", number=True)]
    return [Column(first), *standings, *tail]


def _cells(row: RollUp, plan: Plan, present: Sequence[Standing]) -> list[str]:
    counts = [f"{row.by_standing[s]:,}" for s in present]
    delay = count_days(row.worst_days_late) if row.overdue else "None"
    return [_full(row, plan) or "Whole plan", *counts, f"{row.total:,}", delay]
