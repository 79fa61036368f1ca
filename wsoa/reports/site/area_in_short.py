"""One area in short: all that a page across areas tells of it, as plain values."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from wsoa.assess.assessment import Commitment
from wsoa.assess.plan_line import PlanLine, plan_line
from wsoa.charts.chart import Chart, Instead
from wsoa.charts.standing_bar import standing_bar
from wsoa.provenance.provenance import Provenance
from wsoa.reports.anchors import Span
from wsoa.reports.changes import changes, latest_reports
from wsoa.reports.head import KINDS
from wsoa.reports.parts import Moment
from wsoa.reports.plan_as_at import PlanAsAt
from wsoa.reports.site.area_folder import AreaFolder
from wsoa.reports.site.view import Dated
from wsoa.words.lists import capital, sentence
from wsoa.words.nothing import NOTHING_PROMISED
from wsoa.words.numbers import count, count_days
from wsoa.words.standings import by_standing, past_date, say_by_others, say_reported

_SHOWN_LATE = 3


class AreaInShort(NamedTuple):
    """All that a page across areas tells of one of them: plain values, so that its plan can be let go.

    ``published`` is when the plan was, in words; ``behind_days`` is how late is off track. ``late`` leads to
    pages from the root of the site.
    """

    area: str
    title: str
    sentences: tuple[str, ...]
    bar: Chart | Instead
    late: tuple[Dated, ...]
    last: tuple[str, ...]
    line: PlanLine
    published: str
    behind_days: int
    made: Provenance
    has_feed: bool


def area_in_short(folder: str, area: AreaFolder) -> AreaInShort:
    """Sum up an area for pages across areas; ``folder`` is its folder in the site."""
    at = area.at
    return AreaInShort(
        area=at.plan.area,
        title=_title(at),
        sentences=tuple(_sentences(at)),
        bar=standing_bar(at.assessment, "standing-" + folder.replace("~", "-")),
        late=tuple(_late(folder, area)),
        last=tuple(_last(at)),
        line=plan_line(folder, at.assessment),
        published=_age(at),
        behind_days=at.assessment.scheme.behind_days,
        made=area.context.provenance,
        has_feed=area.context.line is not None,
    )


def _title(at: PlanAsAt) -> str:
    """Return the plan's title, after its kind where it does not name that itself."""
    kind = KINDS[at.plan.kind]
    return at.plan.title if kind.casefold() in at.plan.title.casefold() else f"{kind}: {at.plan.title}"


def _sentences(at: PlanAsAt) -> Iterator[str]:
    everything, others = at.assessment.own, say_by_others(at.assessment.by_others)
    if everything:
        yield from _told(at, everything)
    else:
        yield NOTHING_PROMISED
    if others:
        yield sentence(others)


def _told(at: PlanAsAt, everything: Sequence[Commitment]) -> Iterator[str]:
    yield f"{capital(count(len(everything), 'commitment'))}: {by_standing(everything)}."
    late = at.assessment.overdue
    if late:
        yield f"{len(late):,} {past_date(len(late))}, the longest by {count_days(late[0].days_late)}."
    else:
        yield "None is past its date without being recorded as complete."


def _late(folder: str, area: AreaFolder) -> Iterator[Dated]:
    """Yield what is longest past its date."""
    for commitment in area.at.assessment.overdue[:_SHOWN_LATE]:
        link = area.at.name(commitment.item)
        address = area.places.by_anchor.get(link.anchor, "")
        yield Dated(
            Moment(f"{count_days(commitment.days_late)} late"),
            Span(link.text, f"{folder}/{address}" if address else ""),
            commitment.title,
        )


def _last(at: PlanAsAt) -> Iterator[str]:
    """Say when there was last a report, and when a promise was last changed."""
    reports = latest_reports(at)
    if reports:
        yield f"Last report: {at.say(reports[0][1].date)}."
    else:
        yield say_reported(at.assessment.own)
    moved = [change for change in changes(at).changes if change.moved]
    yield (f"Last moved deadline: {moved[0].date.words}." if moved else at.no_moves)


def _age(at: PlanAsAt) -> str:
    return at.say(at.plan.document.date) if at.plan.document else "not recorded"
