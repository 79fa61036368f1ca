"""The front of a site: each area in short, and areas side by side."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from wsoa.charts.standings_over_time import FROM_DATED_FACTS
from wsoa.provenance.provenance import Provenance
from wsoa.reports.anchors import Prose, Span
from wsoa.reports.parts import Head, Moment, Words
from wsoa.reports.registry import Report
from wsoa.reports.site.area_in_short import AreaInShort
from wsoa.reports.site.side_by_side import SideBySide, side_by_side
from wsoa.reports.site.view import AreaCard, IndexView
from wsoa.words.dates import say_day
from wsoa.words.lists import capital, listed
from wsoa.words.numbers import count, count_days

PAGE = "index.html"
MOST_TOLD = 12
"""How many areas are told one by one; of more there is the table, from which each can be reached."""


def index_page(
    areas: Mapping[str, AreaInShort],
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
            as_at=Moment.of_day(day),
            about="What was promised for children with special educational needs and disabilities, "
            "by when, and how it stands on that day.",
            facts=(),
        ),
        areas=_cards(areas, reports) if len(areas) <= MOST_TOLD else (),
        side_by_side=_side_by_side(areas) if len(areas) > 1 else None,
        notes=tuple(_notes(areas)) if len(areas) > 1 else (),
        missing=tuple(missing),
        feed=feed,
        made=_made([area.made for area in areas.values()], day),
    )


def _whole(areas: Mapping[str, AreaInShort]) -> str:
    known = [area.area for area in areas.values()]
    if len(known) == 1:
        return f"{known[0]}: action plan"
    return (
        f"Action plans of {count(len(known), 'area')}"
        if len(set(known)) == len(known)
        else f"{len(known)} action plans"
    )


def _named(areas: Mapping[str, AreaInShort]) -> str:
    """Name the areas, or count them where they are many."""
    known = [*dict.fromkeys(area.area for area in areas.values())]
    return listed(known) if len(known) <= MOST_TOLD else count(len(known), "area")


def _made(made: Sequence[Provenance], day: date) -> tuple[str, ...]:
    """Say what the page was made from: the text of each plan, and one tool for all."""
    plans = "; ".join(f"plan {one.plan_id}, content {one.plan_hash}" for one in made)
    commit = next((f", commit {one.commit}" for one in made if one.commit), ", commit not known")
    tool = next(f"wsoa {one.tool_version}, rules {one.rules_version}" for one in made)
    return (f"Nothing dated after {say_day(day)} is used.", f"{capital(plans)}{commit}; {tool}.")


def names(areas: Mapping[str, AreaInShort]) -> Mapping[str, str]:
    """Name each area by its folder; an area with several plans is named with the folder of each."""
    plain = [area.area for area in areas.values()]
    return {
        folder: f"{name} ({folder})" if plain.count(name) > 1 else name
        for folder, name in zip(areas, plain, strict=True)
    }


def _cards(areas: Mapping[str, AreaInShort], reports: Mapping[str, Report]) -> tuple[AreaCard, ...]:
    return tuple(_card(folder, name, areas[folder], reports) for folder, name in names(areas).items())


def _card(folder: str, name: str, area: AreaInShort, reports: Mapping[str, Report]) -> AreaCard:
    return AreaCard(
        anchor=f"area-{folder}",
        name=name,
        link=Span(f"{name}: everything", f"{folder}/index.html"),
        title=area.title,
        sentences=area.sentences,
        bar=area.bar,
        late=area.late,
        last=area.last,
        reports=tuple(Span(report.title, f"{folder}/{key}.html") for key, report in reports.items()),
    )


def _side_by_side(areas: Mapping[str, AreaInShort]) -> SideBySide:
    return side_by_side({folder: area.line for folder, area in areas.items()}, names(areas))


def _notes(areas: Mapping[str, AreaInShort]) -> Iterator[Prose]:
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
    ages = [f"{told[folder]} {area.published}" for folder, area in areas.items()]
    yield (Span(f"When each plan was published: {listed(ages)}."),)
    limits = {told[folder]: area.behind_days for folder, area in areas.items()}
    if len(set(limits.values())) > 1:
        said = [f"{count_days(days)} in {area}" for area, days in limits.items()]
        yield (Span(f"The lateness that counts as off track differs: more than {listed(said)}."),)
