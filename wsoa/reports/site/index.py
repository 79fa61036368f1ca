"""The front of a site: each area in short, and areas side by side."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from wsoa.assess.assessment import Commitment
from wsoa.assess.plan_line import PlanLine, plan_line
from wsoa.charts.standing_bar import standing_bar
from wsoa.charts.standings_over_time import FROM_DATED_FACTS
from wsoa.reports.anchors import Prose, Span
from wsoa.reports.changes import changes, latest_reports
from wsoa.reports.head import KINDS
from wsoa.reports.parts import Head, Moment, Words
from wsoa.reports.plan_as_at import PlanAsAt
from wsoa.reports.registry import Report
from wsoa.reports.site.area_folder import AreaFolder
from wsoa.reports.site.side_by_side import side_by_side
from wsoa.reports.site.view import AreaCard, Dated, IndexView
from wsoa.words.dates import say_day
from wsoa.words.lists import capital, listed, sentence
from wsoa.words.nothing import NO_REPORTS, NOTHING_PROMISED
from wsoa.words.numbers import count, count_days
from wsoa.words.standings import by_standing, past_date, say_by_others

PAGE = "index.html"
_SHOWN_LATE = 3
MOST_TOLD = 12
"""How many areas are told one by one; of more there is the table, from which each can be reached."""


def index_page(
    areas: Mapping[str, AreaFolder],
    reports: Mapping[str, Report],
    missing: Sequence[Prose],
    day: date,
    feed: str,
) -> IndexView:
    """Make the front page of a site; ``areas`` are given by their folder, ``missing`` in words."""
    return IndexView(
        page_title=f"{_whole(areas)}, as at {say_day(day)}",
        words=Words("Action", "Lead", "workstream"),
        head=Head(
            area=_named(areas),
            title=_whole(areas),
            kind="",
            as_at=Moment(say_day(day), day.isoformat()),
            about="What was promised for children with special educational needs and disabilities, "
            "by when, and how it stands on that day.",
            facts=(),
        ),
        areas=_cards(areas, reports) if len(areas) <= MOST_TOLD else (),
        side_by_side=side_by_side(_lines(areas), names(areas)) if len(areas) > 1 else None,
        notes=tuple(_notes(areas)) if len(areas) > 1 else (),
        missing=tuple(missing),
        feed=feed,
        made=_made(areas, day),
    )


def _whole(areas: Mapping[str, AreaFolder]) -> str:
    known = [area.at.plan.area for area in areas.values()]
    if len(known) == 1:
        return f"{known[0]}: action plan"
    return (
        f"Action plans of {count(len(known), 'area')}"
        if len(set(known)) == len(known)
        else f"{len(known)} action plans"
    )


def _named(areas: Mapping[str, AreaFolder]) -> str:
    """Name the areas, or count them where they are many."""
    known = [*dict.fromkeys(area.at.plan.area for area in areas.values())]
    return listed(known) if len(known) <= MOST_TOLD else count(len(known), "area")


def _made(areas: Mapping[str, AreaFolder], day: date) -> tuple[str, ...]:
    """Say what the page was made from: the text of each plan, and one tool for all."""
    made = [area.context.provenance for area in areas.values()]
    plans = "; ".join(f"plan {one.plan_id}, content {one.plan_hash}" for one in made)
    commit = next((f", commit {one.commit}" for one in made if one.commit), ", commit not known")
    tool = next(f"wsoa {one.tool_version}, rules {one.rules_version}" for one in made)
    return (f"Nothing dated after {say_day(day)} is used.", f"{capital(plans)}{commit}; {tool}.")


def names(areas: Mapping[str, AreaFolder]) -> Mapping[str, str]:
    """Name each area by its folder; an area with several plans is named with the folder of each."""
    plain = [area.at.plan.area for area in areas.values()]
    return {
        folder: f"{name} ({folder})" if plain.count(name) > 1 else name
        for folder, name in zip(areas, plain, strict=True)
    }


def _cards(areas: Mapping[str, AreaFolder], reports: Mapping[str, Report]) -> tuple[AreaCard, ...]:
    return tuple(_card(folder, name, areas[folder], reports) for folder, name in names(areas).items())


def _card(folder: str, name: str, area: AreaFolder, reports: Mapping[str, Report]) -> AreaCard:
    at = area.at
    return AreaCard(
        anchor=f"area-{folder}",
        name=name,
        link=Span(f"{name}: everything", f"{folder}/index.html"),
        title=_title(at),
        sentences=tuple(_sentences(at)),
        bar=standing_bar(at.assessment, "standing-" + folder.replace("~", "-")),
        late=tuple(_late(folder, area)),
        last=tuple(_last(at)),
        reports=tuple(Span(report.title, f"{folder}/{key}.html") for key, report in reports.items()),
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
        yield NO_REPORTS
    moved = [change for change in changes(at).changes if change.field == "due"]
    yield (f"Last moved deadline: {moved[0].date.words}." if moved else at.no_moves)


def _lines(areas: Mapping[str, AreaFolder]) -> Mapping[str, PlanLine]:
    return {folder: plan_line(folder, area.at.assessment) for folder, area in areas.items()}


def _notes(areas: Mapping[str, AreaFolder]) -> Iterator[Prose]:
    """Say what must be known before areas are compared."""
    yield (Span("Every column counts the same things in the same way, from dates and reports alone."),)
    yield (
        Span(
            "Plans differ in size, in age and in how much of what was done has been published. "
            "“Not known” means that nothing was reported, not that nothing was done."
        ),
    )
    yield (Span(FROM_DATED_FACTS),)
    if len(areas) > MOST_TOLD:
        return
    told = names(areas)
    ages = [f"{told[folder]} {_age(area.at)}" for folder, area in areas.items()]
    yield (Span(f"When each plan was published: {listed(ages)}."),)
    limits = {told[folder]: area.at.assessment.scheme.behind_days for folder, area in areas.items()}
    if len(set(limits.values())) > 1:
        said = [f"{count_days(days)} in {area}" for area, days in limits.items()]
        yield (Span(f"The lateness that counts as off track differs: more than {listed(said)}."),)


def _age(at: PlanAsAt) -> str:
    return at.say(at.plan.document.date) if at.plan.document else "not recorded"
