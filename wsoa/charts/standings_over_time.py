"""How standings changed: a column for each of several days, its parts as high as their counts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from wsoa.assess.over_time import Then
from wsoa.charts.chart import Chart, Column, Instead, Key, chart, table
from wsoa.charts.marks import Box, Group, Label, group, share, tidy
from wsoa.plan.dates import MONTHS
from wsoa.plan.ratings import LIVE, Standing
from wsoa.words.dates import say_day
from wsoa.words.lists import listed
from wsoa.words.numbers import count

FROM_DATED_FACTS = "From what is recorded now, as at each day; what was added later counts from the start."
_TOP, _BOTTOM = 22, 202
_HEIGHT = 246
_COLUMN = 0.78
"""How much of its place a column fills."""
_ROOM = 16
"""How high a part must be for its count to stand in it."""
_LEAST = 2


def standings_over_time(over_time: Sequence[Then], id: str) -> Chart | Instead:  # noqa: A002 - the page's word
    """Draw how many commitments stood so on each day; days before any plan was made are left out.

    What was withdrawn is in the table alone.
    """
    told = [then for then in over_time if then.plans]
    if len(told) < _LEAST or not told[-1].live:
        return Instead(id, "There is no earlier day to compare with yet.")
    shown = [standing for standing in Standing if any(then.by_standing.get(standing) for then in told)]
    words = (_title(told), _subtitle(told), _desc(told, shown))
    facts = table(_subtitle(told), _columns(told, shown), _rows(told, shown))
    return chart(
        id, words, _HEIGHT, _marks(told, [one for one in shown if one in LIVE]), facts,
        key=(Key(one.letter, one.word.lower()) for one in shown if one in LIVE), fluid=True,
    )  # fmt: skip


def _marks(told: Sequence[Then], shown: Sequence[Standing]) -> Iterator[Group]:
    """Draw each day's column from the bottom up, the most favourable standing lowest."""
    each = (_BOTTOM - _TOP) / max(then.live for then in told)
    boxes: dict[Standing, list[Box]] = {}
    letters, days = [], []
    for place, then in enumerate(told):
        middle = 100 * (place + 0.5) / len(told)
        width = 100 * _COLUMN / len(told)
        below = 0
        for standing in shown:
            number = then.by_standing.get(standing, 0)
            foot, top = tidy(_BOTTOM - below * each), tidy(_BOTTOM - (below + number) * each)
            if number:
                box = Box(share(middle - width / 2), top, share(width), tidy(foot - top))
                boxes.setdefault(standing, []).append(box)
            if foot - top >= _ROOM:
                letters.append(
                    Label(share(middle), tidy((foot + top) / 2 + 5), f"{standing.letter} {number:,}")
                )
            below += number
        letters.append(Label(share(middle), tidy(_BOTTOM - below * each - 6), f"{then.live:,}"))
        days += [
            Label(share(middle), _BOTTOM + 20, f"{then.day.day} {MONTHS[then.day.month - 1][:3]}"),
            Label(share(middle), _BOTTOM + 37, str(then.day.year)),
        ]
    for standing in shown:
        yield from group(standing.value, boxes.get(standing, ()))
    yield from group("letter", letters)
    yield from group("tick", days)


def _title(told: Sequence[Then]) -> str:
    first, last = told[0], told[-1]
    done, before = (then.by_standing.get(Standing.COMPLETE, 0) for then in (last, first))
    return f"{done:,} complete; {before:,} on {say_day(first.day)}"


def _subtitle(told: Sequence[Then]) -> str:
    return f"Commitments by standing, from {say_day(told[0].day)} to {say_day(told[-1].day)}"


def _desc(told: Sequence[Then], shown: Sequence[Standing]) -> str:
    first, last = told[0], told[-1]
    moves = [
        f"{last.by_standing.get(one, 0):,} {one.word.lower()}, {first.by_standing.get(one, 0):,} before"
        for one in shown
    ]
    return f"Of {count(last.total, 'commitment')} on {say_day(last.day)}: {listed(moves)}. {FROM_DATED_FACTS}"


def _columns(told: Sequence[Then], shown: Sequence[Standing]) -> list[Column]:
    plans = [Column("Plans", number=True)] if _several(told) else []
    standings = [Column(f"{one.word} ({one.letter})", number=True) for one in shown]
    return [Column("As at"), *plans, *standings, Column("All", number=True)]


def _rows(told: Sequence[Then], shown: Sequence[Standing]) -> Iterator[list[str]]:
    for then in told:
        plans = [f"{then.plans:,}"] if _several(told) else []
        counts = [f"{then.by_standing.get(one, 0):,}" for one in shown]
        yield [say_day(then.day), *plans, *counts, f"{then.total:,}"]


def _several(told: Sequence[Then]) -> bool:
    return any(then.plans > 1 for then in told)
