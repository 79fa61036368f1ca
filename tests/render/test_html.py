from __future__ import annotations

import re
from datetime import date

import pytest

from tests.render.pages import Page
from tests.render.small import AS_OF, load_plan, small_view, view_of
from wsoa.files.load import LoadedPlan
from wsoa.render.html.page import page_html, sections

BOTH_DAYS = [date(2020, 3, 31), date(2020, 11, 30)]
MOST_BYTES = 250_000


def page_of(loaded: LoadedPlan, as_of: date = AS_OF) -> Page:
    return Page(page_html(view_of(loaded, as_of)))


@pytest.mark.parametrize("as_of", BOTH_DAYS)
def test_every_anchor_is_unique_and_every_link_within_the_page_leads_somewhere(
    cumbria: LoadedPlan, lancashire: LoadedPlan, peterborough: LoadedPlan, as_of: date
) -> None:
    for loaded in (cumbria, lancashire, peterborough, load_plan()):
        page = page_of(loaded, as_of)
        assert page.repeated_ids == []
        assert page.dead_links == []
        assert not [one for one in page.values("id") if re.search(r"\s", one) or not one]


def test_every_action_of_cumbria_is_on_its_page_under_its_own_anchor(cumbria: LoadedPlan) -> None:
    assert cumbria.plan is not None
    refs = [a.ref for w in cumbria.plan.workstreams for o in w.outcomes for a in o.actions]
    ids = set(page_of(cumbria).values("id"))
    assert len(refs) == 152
    assert [ref for ref in refs if f"action-{ref}" not in ids] == []


@pytest.mark.parametrize("as_of", BOTH_DAYS)
def test_the_largest_plan_is_light_enough_for_a_phone(cumbria: LoadedPlan, as_of: date) -> None:
    assert len(page_html(view_of(cumbria, as_of)).encode()) < MOST_BYTES


def test_a_moved_deadline_shows_the_date_first_promised_struck_through() -> None:
    source = page_html(small_view())
    assert '<ins><time datetime="2020-12-31">31 December 2020</time></ins>' in source
    first = '<del><time datetime="2019-12-31">31 December 2019</time></del>'
    assert f'<span class="hidden">first promised </span>{first}' in source
    assert "Moved twice, 366 days later" in source


def test_evidence_that_is_not_public_is_not_published() -> None:
    page = Page(page_html(small_view()))
    assert "Waiting times page" in page.text
    assert "Complaints file" not in page.text


def test_a_page_of_many_parts_has_contents_at_its_side_and_a_short_one_has_none() -> None:
    parts = [f'<h2 id="p{n}"><span class="label">Part {n}</span>A &amp; <b>B</b></h2>' for n in range(4)]
    found = sections("".join(parts))
    assert (found[0].anchor, str(found[0].text)) == ("p0", "Part 0 A &amp; B")
    assert len(found) == 4
    assert sections("".join(parts[:3])) == ()
    below = '<h3 id="below">C</h3>'
    chart = '<h3 id="drawn-h">D</h3>'
    assert [one.anchor for one in sections("".join(parts[:3]) + below + chart)] == ["p0", "p1", "p2", "below"]
    assert len(sections("".join(parts) + below)) == 4
    page = page_html(small_view())
    assert re.findall(r'<li><a href="#([^"]+)">', page.partition("</nav>")[0])[:2] == ["in-short", "vision"]
