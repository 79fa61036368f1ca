"""The pages of a site that gather commitments: by lead, by workstream, by standing, and all of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import NamedTuple

from wsoa.assess.assessment import Commitment
from wsoa.assess.rollup import NO_LEAD as NO_LEAD_KEY
from wsoa.assess.rollup import RollUp, grouped
from wsoa.assess.selection import Wanted, selected
from wsoa.charts.standing_bar import standing_bar
from wsoa.plan.models import Workstream
from wsoa.plan.ratings import Standing
from wsoa.plan.roles import Duties
from wsoa.plan.walk import Item
from wsoa.reports.anchors import Span
from wsoa.reports.group_pages import EVERY, LEADS, NOBODY
from wsoa.reports.head import head
from wsoa.reports.item_pages import relative
from wsoa.reports.parts import Fact, Link, Moment
from wsoa.reports.plan_as_at import fact, own_words
from wsoa.reports.promises import due_line, timing
from wsoa.reports.site.area import kpi_entry
from wsoa.reports.site.area_folder import AreaFolder
from wsoa.reports.site.list_view import LeadLine, LeadsView, ListRow, ListView
from wsoa.words.dates import say_day
from wsoa.words.items import NO_WORKSTREAM, title_of, with_ref
from wsoa.words.lists import capital, plural
from wsoa.words.nothing import NO_DATE, NO_LEAD
from wsoa.words.numbers import count, count_days
from wsoa.words.standings import COMMITMENT_MEANS, counted_and_late

NONE_HERE = "No commitment belongs here on this day."


class _Selection(NamedTuple):
    """What a page gathers, and what it says of that."""

    page: str
    label: str
    title: str
    commitments: tuple[Commitment, ...]
    facts: tuple[Fact, ...] = ()
    kpis: tuple[Item, ...] = ()
    near: tuple[Span, ...] = ()
    near_label: str = ""
    one_lead: bool = False
    one_workstream: bool = False


def list_pages(area: AreaFolder) -> Iterator[tuple[str, Callable[[], ListView | LeadsView]]]:
    """Yield the address of each page from the area's folder, and what makes it."""
    yield EVERY, partial(_every, area)
    yield LEADS, partial(leads_page, area)
    if any(not c.leads for c in area.at.assessment.own):
        yield NOBODY, partial(_nobody, area)
    for role, page in area.groups.leads.items():
        yield page, partial(_of_lead, area, role)
    for place, page in enumerate(area.groups.workstreams.values()):
        yield page, partial(_of_workstream, area, place)
    for standing, page in area.groups.standings.items():
        yield page, partial(_of_standing, area, standing)


def _page(area: AreaFolder, chosen: _Selection) -> ListView:
    at, labels = area.at, area.at.plan.labels
    found = chosen.commitments
    own = at.assessment._replace(commitments=found)
    return ListView(
        page_title=f"{at.plan.area}: {chosen.title}, as at {say_day(at.as_of)}",
        words=own_words(at),
        head=head(at),
        label=chosen.label,
        title=chosen.title,
        trail=(Span(at.plan.area, relative("index.html", chosen.page)),),
        sentences=(counted_and_late(count(len(found), "commitment"), found) or NONE_HERE, COMMITMENT_MEANS),
        bar=standing_bar(own, "standings"),
        facts=chosen.facts,
        heading="Commitments",
        lead="" if chosen.one_lead else capital(labels.lead),
        workstream="" if chosen.one_workstream else capital(labels.workstream),
        rows=tuple(_row(area, chosen.page, c) for c in found),
        kpi_heading=capital(plural(labels.kpi)),
        kpis=tuple(kpi_entry(area, item, chosen.page) for item in chosen.kpis),
        near_label=chosen.near_label,
        near=chosen.near,
        made=area.context.provenance.sentences,
    )


def _row(area: AreaFolder, page: str, commitment: Commitment) -> ListRow:
    at, c = area.at, commitment
    workstream = c.item.workstream
    return ListRow(
        link=area.span(page, at.name(c.item)),
        title=title_of(c),
        due=due_line(at, c),
        no_due=NO_DATE,
        tag=at.tag_of(c),
        timing=timing(c),
        leads=tuple(area.lead(page, role) for role in c.leads) or (_nobody_span(page),),
        workstream=area.workstream(page, workstream) if workstream else Span(NO_WORKSTREAM),
    )


def _nobody_span(page: str) -> Span:
    return Span(NO_LEAD, relative(NOBODY, page))


def _every(area: AreaFolder) -> ListView:
    at = area.at
    return _page(
        area, _Selection(EVERY, at.plan.title, "Every commitment", selected(at.assessment, Wanted()))
    )


def _of_lead(area: AreaFolder, role: str) -> ListView:
    at, page = area.at, area.groups.leads[role]
    own = selected(at.assessment, Wanted((role,)))
    duties = area.duties[role]
    return _page(
        area,
        _Selection(
            page, capital(at.plan.labels.lead), at.holder(role), own, tuple(_duties(area, page, duties)),
            duties.owns,
            near_label=f"All {plural(at.plan.labels.lead)}",
            near=(Span("Who leads what", relative(LEADS, page)),),
            one_lead=all(c.leads == (role,) for c in own),
        ),
    )  # fmt: skip


def _duties(area: AreaFolder, page: str, duties: Duties) -> Iterator[Fact]:
    """Say what a role chairs, sponsors and answers for."""
    labels = area.at.plan.labels
    named: tuple[tuple[str, Sequence[Item]], ...] = (
        (f"Chairs the {labels.workstream}", duties.chairs),
        (f"Sponsors the {labels.workstream}", duties.sponsors),
        (f"Accountable for the {labels.outcome}", duties.accountable),
    )
    for label, items in named:
        if items:
            yield Fact(label, tuple((_place(area, page, item),) for item in items))


def _place(area: AreaFolder, page: str, item: Item) -> Span:
    if isinstance(item.thing, Workstream):
        return area.workstream(page, item.thing)
    return area.span(page, Link(with_ref(item.ref, item.title), area.anchor(item)))


def _nobody(area: AreaFolder) -> ListView:
    at = area.at
    own = selected(at.assessment, Wanted(no_lead=True))
    near = (Span("Who leads what", relative(LEADS, NOBODY)),)
    lead = at.plan.labels.lead
    return _page(
        area,
        _Selection(
            NOBODY, capital(lead), NO_LEAD, own, near_label=f"All {plural(lead)}", near=near, one_lead=True
        ),
    )


def _of_workstream(area: AreaFolder, place: int) -> ListView:
    at = area.at
    workstream = at.plan.workstreams[place]
    page = area.groups.workstreams[workstream.ref]
    held = tuple(i for i in area.items if i.kind == "kpi" and i.path[1] == place)
    return _page(
        area,
        _Selection(
            page, capital(at.plan.labels.workstream), with_ref(workstream.ref, workstream.title),
            tuple(c for c in selected(at.assessment, Wanted()) if c.item.workstream is workstream),
            tuple(_about(area, page, workstream)), held,
            near_label=f"All {plural(at.plan.labels.workstream)}",
            near=tuple(area.workstream(page, one) for one in at.plan.workstreams if one is not workstream),
            one_workstream=True,
        ),
    )  # fmt: skip


def _about(area: AreaFolder, page: str, workstream: Workstream) -> Iterator[Fact]:
    """Say who runs a workstream, what it is for, what it answers, and where its words stand."""
    at = area.at
    for label, roles in (("Chair", workstream.chairs), ("Sponsor", workstream.sponsors)):
        if roles:
            many = label if len(roles) == 1 else plural(label)
            yield Fact(many, tuple((area.lead(page, role),) for role in roles))
    yield from fact("Ambition", [workstream.ambition] if workstream.ambition else [])
    answers = [i for i in area.items if i.kind == "weakness" and i.ref in workstream.weaknesses]
    if answers:
        label = at.plan.labels.weakness if len(answers) == 1 else plural(at.plan.labels.weakness)
        yield Fact(capital(label), tuple((_place(area, page, one),) for one in answers))
    anchor = next(area.anchor(i) for i in area.items if i.thing is workstream)
    yield Fact("In full", ((area.span(page, Link("In the statement", anchor)),),))


def _of_standing(area: AreaFolder, standing: Standing) -> ListView:
    at, page = area.at, area.groups.standings[standing]
    found = selected(at.assessment, Wanted(standings=(standing,)))
    others = {s: p for s, p in area.groups.standings.items() if s is not standing}
    return _page(
        area,
        _Selection(
            page, "Standing", standing.word, found, fact("What it means", [capital(standing.meaning)]),
            near_label="Other standings",
            near=tuple(Span(one.word, relative(other, page)) for one, other in others.items()),
        ),
    )  # fmt: skip


def leads_page(area: AreaFolder) -> LeadsView:
    """List every role that answers for something, those with most past their date first."""
    at = area.at
    label = at.plan.labels.lead
    groups = {group.key: group for group in grouped(at.assessment, "lead")}
    rows = [
        *((role, page, Span(at.role(role), page)) for role, page in area.groups.leads.items()),
        *([(NO_LEAD_KEY, NOBODY, Span(NO_LEAD, NOBODY))] if NO_LEAD_KEY in groups else []),
    ]
    late = {key: (-group.overdue, -group.total) for key, group in groups.items()}
    rows.sort(key=lambda row: (late.get(row[0], (0, 0)), row[2].text))
    shared = sum(1 for c in at.assessment.own if len(c.leads) > 1)
    notes = [f"{capital(count(len(area.groups.leads), 'role'))} lead or answer for something in this plan."]
    if shared:
        notes.append(f"{count(shared, 'commitment')} with several {plural(label)} count under each of them.")
    return LeadsView(
        page_title=f"{at.plan.area}: who leads what, as at {say_day(at.as_of)}",
        words=own_words(at),
        head=head(at),
        title="Who leads what",
        trail=(Span(at.plan.area, "index.html"),),
        sentences=tuple(notes),
        heading=capital(label),
        rows=tuple(_lead_line(span, groups.get(key)) for key, _, span in rows),
        made=area.context.provenance.sentences,
    )


def _lead_line(link: Span, group: RollUp | None) -> LeadLine:
    if group is None:
        return LeadLine(link, "0", "0", "None", "0", Moment("None"))
    return LeadLine(
        link=link,
        commitments=f"{group.total:,}",
        overdue=f"{group.overdue:,}",
        longest=count_days(group.worst_days_late) if group.overdue else "None",
        complete=f"{group.by_standing[Standing.COMPLETE]:,}",
        next_due=Moment.of_day(group.next_due, "None"),
    )
