"""What happens when, and what is late: a track a commitment, from its first date to its expected one."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from itertools import groupby
from typing import NamedTuple

from wsoa.assess.assessment import Assessment, Commitment
from wsoa.charts.chart import Chart, ChartTable, Column, Instead, Key, chart, table
from wsoa.charts.text import plain
from wsoa.charts.tracks import Track, height_of, tracks_drawn
from wsoa.plan.models import Plan, Workstream
from wsoa.plan.ratings import Standing
from wsoa.words.dates import say_day, say_due
from wsoa.words.items import name_of, short_name, title_of, with_ref
from wsoa.words.lists import be, capital, listed
from wsoa.words.numbers import count, count_days
from wsoa.words.standings import say_by_others, say_standing

MOST_ROWS = 18
_UNDATED = "undated"


class Row(NamedTuple):
    """One commitment on the timeline. ``end`` is None where no day is known for it."""

    commitment: Commitment
    first: date
    end: date | None

    @property
    def now(self) -> date:
        """Where its lettered disc stands: at its first date where no other day is known."""
        return self.end or self.first

    @property
    def style(self) -> str:
        """How its disc is drawn; dashed where it was finished on a day nobody recorded."""
        standing = self.commitment.standing
        undated = standing is Standing.COMPLETE and self.end is None
        return _UNDATED if undated else standing.value


def rows_of(commitments: Sequence[Commitment]) -> tuple[Row, ...]:
    """Return a row for everything that has a last day, in the order given."""
    return tuple(row for row in (_row(c) for c in commitments) if row)


def _row(commitment: Commitment) -> Row | None:
    due = commitment.original_due
    if due is None or due.endless or due.latest is None:
        return None
    slippage = commitment.slippage_days
    if slippage is not None:
        return Row(commitment, due.latest, due.latest + timedelta(days=slippage))
    current = commitment.due
    if commitment.standing is Standing.WITHDRAWN and current is not None:
        return Row(commitment, due.latest, current.latest)
    return Row(commitment, due.latest, None)


def timeline(
    assessment: Assessment,
    id: str,  # noqa: A002 - the word the page uses
    commitments: Sequence[Commitment] | None = None,
    about: str = "",
) -> Chart | Instead:
    """Draw up to 18 commitments, all of a plan or those given; ``about`` names them.

    An unfinished one past its date stands at the day of the assessment: that much later it is already.

    Raises:
        ValueError: there are more than fit one picture; see :func:`timelines`.
    """
    shown = assessment.commitments if commitments is None else commitments
    if len(shown) > MOST_ROWS:
        raise ValueError(f"{len(shown)} commitments do not fit one timeline")
    rows = rows_of(shown)
    if not rows:
        return Instead(id, _nothing(shown, about))
    tracks = [_track(row) for row in rows]
    words = (_title(shown, about), _subtitle(assessment), _desc(assessment, shown, rows))
    return chart(
        id, words, height_of(tracks), tracks_drawn(tracks, assessment.as_of),
        _table(assessment, shown, about), key=_key(rows), fluid=True,
    )  # fmt: skip


def timelines(assessment: Assessment, id: str) -> tuple[Chart | Instead, ...]:  # noqa: A002
    """Draw a whole plan, one timeline a workstream; a long one is split between its outcomes."""
    made: list[Chart | Instead] = []
    for workstream, group_ in groupby(assessment.commitments, key=lambda c: c.item.workstream):
        parts = _parts(list(group_))
        for place, part in enumerate(parts, 1):
            about = _about(workstream, assessment.plan, place, len(parts))
            made.append(timeline(assessment, f"{id}-{len(made) + 1}", part, about))
    return tuple(made) or (timeline(assessment, id),)


def _about(workstream: Workstream | None, plan: Plan, place: int, parts: int) -> str:
    name = with_ref(workstream.ref, workstream.title) if workstream else f"{plan.area}, the plan as a whole"
    name = plain(name)
    return f"{name} (part {place} of {parts})" if parts > 1 else name


def _parts(commitments: Sequence[Commitment]) -> list[list[Commitment]]:
    """Split into parts that fit, keeping what belongs to one outcome together where that fits one part."""
    even = -(-len(commitments) // -(-len(commitments) // MOST_ROWS))
    parts: list[list[Commitment]] = [[]]
    for _, held in groupby(commitments, key=lambda c: c.outcome):
        together = list(held)
        most = MOST_ROWS if len(together) <= MOST_ROWS else even
        if parts[-1] and most == MOST_ROWS and len(parts[-1]) + len(together) > MOST_ROWS:
            parts.append([])
        for one in together:
            if len(parts[-1]) >= most:
                parts.append([])
            parts[-1].append(one)
    return parts


def _what(shown: Sequence[Commitment]) -> str:
    """Count the area's own commitments and, apart from them, reviews by others."""
    own = sum(not c.from_others for c in shown)
    rest = len(shown) - own
    told = ((own, "commitment"), (rest, "review"))
    words = [count(number, word) for number, word in told if number]
    return listed(words) + (" by others" if rest else "")


def _nothing(shown: Sequence[Commitment], about: str) -> str:
    where = f"{about}: " if about else ""
    if not shown:
        return capital(f"{where}nothing is promised by a date yet.")
    return capital(f"{where}{_what(shown)}, none with a last day to show on a timeline.")


def _track(row: Row) -> Track:
    commitment = row.commitment
    name = f"{short_name(commitment.item)} {commitment.title}"
    return Track(plain(name), row.first, row.now, row.style, commitment.standing.letter)


def _title(shown: Sequence[Commitment], about: str) -> str:
    live = [c for c in shown if not c.from_others]
    done = sum(c.standing is Standing.COMPLETE for c in live)
    late = sum(c.overdue for c in live)
    others = say_by_others([c for c in shown if c.from_others])
    own = f"{done:,} of {len(live):,} finished; {f'{late:,}' if late else 'none'} past their date"
    told = [own] if live or not others else []
    return (f"{about}: " if about else "") + "; ".join([*told, *([others] if others else [])])


def _subtitle(assessment: Assessment) -> str:
    what = "First planned date (circle) and expected or finished date (lettered disc)"
    return f"{what}, as at {say_day(assessment.as_of)}"


def _desc(assessment: Assessment, shown: Sequence[Commitment], rows: Sequence[Row]) -> str:
    first, last = min(row.first for row in rows), max(row.first for row in rows)
    when = f"for {say_day(first)}" if first == last else f"from {say_day(first)} to {say_day(last)}"
    said = f"{_what([row.commitment for row in rows])}, planned {when}."
    late = max((c for c in shown if c.overdue), key=lambda c: c.days_late, default=None)
    if late is not None:
        name = name_of(late.item, assessment.plan.labels)
        said += f" The longest delay is {count_days(late.days_late)}: {name}."
    left = len(shown) - len(rows)
    return said + (f" {left:,} without a last day {be(left)} in the table alone." if left else "")


def _key(rows: Sequence[Row]) -> tuple[Key, ...]:
    shown = {row.commitment.standing for row in rows}
    letters = tuple(Key(s.letter, s.word.lower()) for s in Standing if s in shown)
    undated = any(row.style == _UNDATED for row in rows)
    return (*letters, *((Key("Dashed C", "finished on a day not recorded"),) if undated else ()))


def _table(assessment: Assessment, shown: Sequence[Commitment], about: str) -> ChartTable:
    moved = any(c.moves for c in shown)
    columns = [Column("Ref"), Column("Commitment"), Column("First planned")]
    columns += [Column("Due now")] if moved else []
    columns += [Column("Expected or finished"), Column("Standing")]
    about = f"{about}, first planned and expected dates" if about else "First planned and expected dates"
    caption = f"{about}, as at {say_day(assessment.as_of)}"
    return table(caption, columns, (_cells(assessment, c, moved=moved) for c in shown))


def _cells(assessment: Assessment, commitment: Commitment, *, moved: bool) -> list[str]:
    plan = assessment.plan
    due, first = commitment.due, commitment.original_due
    now = [say_due(due, plan.calendar) if due else "No date"] if moved else []
    return [
        name_of(commitment.item, plan.labels),
        title_of(commitment),
        say_due(first, plan.calendar) if first else "No date",
        *now,
        _expected(assessment, commitment),
        say_standing(commitment),
    ]


def _expected(assessment: Assessment, commitment: Commitment) -> str:
    if commitment.standing is Standing.WITHDRAWN:
        return "Withdrawn"
    if commitment.standing is Standing.COMPLETE:
        done = commitment.completed
        return f"Finished by {say_day(done)}" if done else "Finished, day not recorded"
    row = _row(commitment)
    if row is None or row.end is None:
        return "No last day"
    if commitment.overdue and row.end <= assessment.as_of:
        return f"{count_days(commitment.days_late)} late so far"
    return f"Expected by {say_day(row.end)}"
