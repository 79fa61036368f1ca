"""Dates on one line each: a name, and under it a circle, a track and a lettered disc. Fits any screen.

Places across are shares of the width, so the same picture serves a phone and a desk; the name stands over its
track, where it has the whole width.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from wsoa.charts.axis import Span, day_ticks, days_along
from wsoa.charts.marks import Box, Dot, Group, Label, group, share, tidy
from wsoa.charts.text import shorten
from wsoa.words.dates import say_day

HEAD = 40
"""How high the days over the tracks are."""
ROW = 42
"""How high a name and its track are together."""
PHONE = 280
"""How much of a name fits a narrow phone, in units."""
_DESK = 640
"""How much of a name fits the narrowest screen that is no phone, and paper, in units."""
_EDGE, _LEFT, _RIGHT = 3, 3, 97
_NAME, _TRACK = 15, 29
_DISC, _DOT, _PASSED = 9, 5, 2.5
_TICK_ROOM = 22
_NEAR = 10
"""How far from that line, in shares of the width, the name of a month stands clear of it."""
_SIDE = 20
"""From which share of the width on the words of the day no longer fit on both sides of its line."""


class Track(NamedTuple):
    """One thing with dates: where it began, where it stands now, and the days it passed on the way.

    ``style`` and ``letter`` are those of the disc where it stands.
    """

    name: str
    first: date
    now: date
    style: str
    letter: str
    passed: tuple[date, ...] = ()


def height_of(tracks: Sequence[Track]) -> int:
    """Return how high the picture of so many tracks is."""
    return HEAD + ROW * len(tracks) + _EDGE


def tracks_drawn(tracks: Sequence[Track], as_of: date) -> Iterator[Group]:
    """Draw tracks under each other, with firsts of months and the day itself as lines down."""
    days = [as_of, *(day for one in tracks for day in (one.first, one.now, *one.passed))]
    span = days_along(days, _LEFT, _RIGHT, padded=False)
    yield from _frame(span, as_of, height_of(tracks))
    placed = [(one, HEAD + ROW * place) for place, one in enumerate(tracks)]
    yield from group("mask", (Box(0, top, "100%", _NAME + 5) for _, top in placed))
    yield from _names(placed)
    apart = [(one, top + _TRACK) for one, top in placed if one.first != one.now]
    yield from group("track", (_line(span, one, y) for one, y in apart))
    yield from group("first", (Dot(share(span.at(one.first)), y, _DOT) for one, y in apart))
    yield from group(
        "dot", (Dot(share(span.at(d)), y, _PASSED) for one, y in apart for d in one.passed if d != one.first)
    )
    for style in dict.fromkeys(one.style for one in tracks):
        own = ((one, top + _TRACK) for one, top in placed if one.style == style)
        yield from group(style, (Dot(share(span.at(one.now)), y, _DISC) for one, y in own))
    yield from group(
        "letter", (Label(share(span.at(one.now)), top + _TRACK + 5, one.letter) for one, top in placed)
    )


def _frame(span: Span, as_of: date, height: int) -> Iterator[Group]:
    ticks = day_ticks(span, _TICK_ROOM)
    now = span.at(as_of)
    bottom = height - _EDGE
    yield from group("post", (Box(share(float(t.at)), HEAD - 6, 0.5, bottom - HEAD + 6) for t in ticks))
    inner = (t for t in ticks if _TICK_ROOM / 2 <= t.at <= 100 - _TICK_ROOM / 2)
    named = (t for t in inner if abs(float(t.at) - now) > _NEAR)
    yield from group("tick", (Label(share(float(t.at)), HEAD - 9, t.words) for t in named))
    yield from group("now", [Box(share(now), 18, 1.5, bottom - 18)])
    style = "letter" if _SIDE < now < 100 - _SIDE else "day-before" if now >= 100 - _SIDE else "day-after"
    yield from group(style, [Label(share(now), 13, say_day(as_of))])


def _names(placed: Sequence[tuple[Track, int]]) -> Iterator[Group]:
    """Name each track: short names once, long ones cut to a desk's width and again to a phone's."""
    at = [(one.name, tidy(top + _NAME)) for one, top in placed]
    short = [(name, y) for name, y in at if shorten(name, PHONE) == name]
    long = [(name, y) for name, y in at if shorten(name, PHONE) != name]
    yield from group("row", (Label(0, y, name) for name, y in short))
    yield from group("name", (Label(0, y, shorten(name, _DESK)) for name, y in long))
    yield from group("brief", (Label(0, y, shorten(name, PHONE)) for name, y in long))


def _line(span: Span, one: Track, y: int) -> Box:
    left, right = sorted((span.at(one.first), span.at(one.now)))
    return Box(share(left), y - 1, share(right - left), 2)
