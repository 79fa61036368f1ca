"""Where the trouble is: commitments by standing, one bar for the plan or one for each part of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from wsoa.assess.assessment import Assessment
from wsoa.assess.rollup import NO_GROUP, NO_LEAD, NO_WEAKNESS, WHOLE_PLAN, By, RollUp, grouped, roll_up
from wsoa.charts.chart import WIDTH, Chart, Column, Instead, Key, chart, table
from wsoa.charts.marks import Box, Group, Label, exact, group, share, tidy
from wsoa.charts.text import shorten, width_of
from wsoa.plan.models import Plan
from wsoa.plan.ratings import LIVE, Standing
from wsoa.words.dates import say_day
from wsoa.words.items import ALL, NO_WORKSTREAM, with_ref
from wsoa.words.lists import capital, listed, plural
from wsoa.words.nothing import ALL_WITHDRAWN, NOTHING_PROMISED
from wsoa.words.numbers import count, count_days
from wsoa.words.standings import past_date

MOST_ROWS = 25
PHONE = 280
"""How wide a bar is on a narrow phone, in units; names and segments are made to fit it."""
_INSET = 0.2
"""Room for the outline at both ends, in per cent."""
_BAR = 22
_ROW = 76
_NAME = 15
_EDGE = 1
_LOOSE = frozenset({WHOLE_PLAN, NO_WEAKNESS, NO_LEAD, NO_GROUP})


def standing_bar(assessment: Assessment, id: str, by: By | None = None) -> Chart | Instead:  # noqa: A002
    """Draw commitments by standing: one bar for the whole plan, or one for each workstream, outcome or so on.

    Every part is as long as its count, on one scale for all bars of a picture. What was withdrawn is outside
    the bars, and told beside them.
    """
    whole = roll_up("", "", assessment.own, assessment.as_of)
    if not whole.total:
        return Instead(id, NOTHING_PROMISED)
    if not whole.live:
        return Instead(id, ALL_WITHDRAWN)
    rows = _rows(assessment, by) if by else (whole,)
    drawn = [row for row in rows if row.live][:MOST_ROWS]
    late = [row for row in rows if row.overdue and row.key not in _LOOSE]
    worst = max(late, key=lambda row: row.overdue, default=None)
    title = _worst(worst, assessment.plan) if by and worst else _title(whole)
    words = (title, _subtitle(assessment, by), _desc(assessment, by, whole, rows))
    present = [s for s in Standing if whole.by_standing[s]]
    return chart(
        id, words, _height(len(drawn), named=bool(by)), _marks(drawn, assessment.plan, named=bool(by)),
        table(_subtitle(assessment, by), _columns(assessment.plan, by, present),
              (_cells(row, assessment.plan, present) for row in rows)),
        key=_keys(whole, counted=not by), fluid=True,
    )  # fmt: skip


def _keys(whole: RollUp, *, counted: bool) -> Iterator[Key]:
    """Explain each letter, and count what it stands for where the picture is one bar."""
    for standing in LIVE:
        if number := whole.by_standing[standing]:
            word = standing.word.lower()
            yield Key(standing.letter, f"{word} {number:,}" if counted else word, standing.value, counted)
    if (gone := whole.total - whole.live) and counted:
        yield Key(Standing.WITHDRAWN.letter, f"withdrawn, outside the bar {gone:,}", "withdrawn", counted)


def _rows(assessment: Assessment, by: By) -> tuple[RollUp, ...]:
    """Return the parts in plan order; leads, who have none, by how much of theirs is late."""
    rows = grouped(assessment, by)
    return (
        tuple(sorted(rows, key=lambda row: (-row.overdue, -row.total, row.title))) if by == "lead" else rows
    )


def _height(rows: int, *, named: bool) -> float:
    return rows * _ROW if named else _BAR + 2 * _EDGE


def _marks(rows: Sequence[RollUp], plan: Plan, *, named: bool) -> Iterator[Group]:
    """Draw a bar for each row, all on one scale. What a part has no room for stands below the bar."""
    boxes: dict[Standing, list[Box]] = {}
    inside, below = [], []
    scale = max((row.live for row in rows), default=1)
    for place, row in enumerate(rows):
        top = place * _ROW + _NAME + 7 + _EDGE if named else _EDGE
        segments = list(_segments(row, scale))
        for part in segments:
            boxes.setdefault(part.standing, []).append(Box(exact(part.left), top, exact(part.width), _BAR))
        inside += [
            Label(share(part.left + part.width / 2), tidy(top + _BAR / 2 + 5), part.words)
            for part in segments
            if part.fits
        ]
        if rest := [part.words for part in segments if not part.fits]:
            below.append(Label(0, top + _BAR + _NAME, " \N{MIDDLE DOT} ".join(rest)))
    yield from _names(rows, plan) if named else ()
    for standing in LIVE:
        yield from group(standing.value, boxes.get(standing, ()))
    yield from group("letter", inside)
    yield from group("count", below) if named else ()


def _names(rows: Sequence[RollUp], plan: Plan) -> Iterator[Group]:
    """Name each bar for a wide screen, and again, for the style sheet to choose, for a phone."""
    for style, room in (("name", WIDTH), ("brief", PHONE)):
        names = (_name(row, plan, room) for row in rows)
        yield from group(style, (Label(0, n * _ROW + _NAME, words) for n, words in enumerate(names)))


def _name(row: RollUp, plan: Plan, room: float) -> str:
    gone = row.total - row.live
    total = f": {row.live:,}" + (f", {gone:,} withdrawn" if gone else "")
    return shorten(_full(row, plan), room - 2 - width_of(total)) + total


def _full(row: RollUp, plan: Plan) -> str:
    loose = {
        WHOLE_PLAN: NO_WORKSTREAM,
        NO_WEAKNESS: f"No {plan.labels.weakness} named",
        NO_GROUP: "No group named",
        NO_LEAD: f"No {plan.labels.lead} recorded",
    }
    if row.key in loose:
        return loose[row.key]
    return row.title if row.key in plan.roles else with_ref(row.key, row.title)


class _Segment(NamedTuple):
    """One part of a bar, in per cent of the scale, and its words."""

    standing: Standing
    words: str
    left: float
    width: float

    @property
    def fits(self) -> bool:
        """True where its words stand in it even on a phone."""
        return self.width * PHONE / 100 >= width_of(self.words, bold=True) + 2


def _segments(row: RollUp, scale: int) -> Iterator[_Segment]:
    """Lay a bar's parts end to end, each as long as its count on the scale."""
    each = (100 - 2 * _INSET) / scale
    left = _INSET
    for standing in LIVE:
        if count := row.by_standing[standing]:
            yield _Segment(standing, f"{standing.letter} {count:,}", left, count * each)
            left += count * each


def _title(whole: RollUp) -> str:
    done, gone = whole.by_standing[Standing.COMPLETE], whole.total - whole.live
    said = f"{done:,} of {whole.total:,} complete; {whole.overdue:,} past their date"
    return said + (f"; {gone:,} withdrawn" if gone else "")


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
        "group": "group",
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
    tail = [Column(ALL, number=True), Column("Longest delay", number=True)]
    return [Column(first), *standings, *tail]


def _cells(row: RollUp, plan: Plan, present: Sequence[Standing]) -> list[str]:
    counts = [f"{row.by_standing[s]:,}" for s in present]
    delay = count_days(row.worst_days_late) if row.overdue else "None"
    return [_full(row, plan) or ALL, *counts, f"{row.total:,}", delay]
