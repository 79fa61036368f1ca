from __future__ import annotations

import re
from base64 import b64encode
from datetime import date
from hashlib import sha256
from itertools import pairwise

import pytest

from tests.render.hostile import PAYLOAD, poisoned_plan
from tests.render.pages import Page
from tests.render.small import AS_OF, load_plan, small_view, view_of
from wsoa.files.load import LoadedPlan
from wsoa.render.html.page import page_html

BOTH_DAYS = [date(2020, 3, 31), date(2020, 11, 30)]
MOST_BYTES = 250_000


def page_of(loaded: LoadedPlan, as_of: date = AS_OF) -> Page:
    return Page(page_html(view_of(loaded, as_of)))


def poisoned_page(text: str) -> Page:
    return Page(page_html(view_of(poisoned_plan(text))))


def test_the_same_statement_is_the_same_page_byte_for_byte() -> None:
    assert page_html(small_view()) == page_html(small_view())


def test_every_element_is_closed_where_it_should_be() -> None:
    page = Page(page_html(small_view()))
    assert page.unclosed == []
    assert page.stray == []


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


def test_a_page_has_no_script_and_fetches_nothing() -> None:
    page = Page(page_html(small_view()))
    assert not {"script", "link", "img", "iframe", "object", "form"} & set(page.elements)
    assert page.values("src") == []
    assert page.values("style") == []


def test_the_content_security_policy_names_the_style_sheet_by_its_hash() -> None:
    source = page_html(small_view())
    found = re.search(r"<style>(.*?)</style>", source, re.DOTALL)
    assert found is not None
    digest = b64encode(sha256(found[1].encode()).digest()).decode()
    policy = next(value for value in Page(source).values("content") if "default-src" in value)
    assert "default-src 'none'" in policy
    assert f"style-src 'sha256-{digest}'" in policy


def test_headings_go_down_one_level_at_a_time() -> None:
    levels = [int(one[1]) for one in Page(page_html(small_view())).elements if re.fullmatch("h[1-6]", one)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))


def test_no_table_cell_is_empty(
    cumbria: LoadedPlan, lancashire: LoadedPlan, peterborough: LoadedPlan
) -> None:
    for loaded in (cumbria, lancashire, peterborough, load_plan()):
        assert re.findall(r"<t[dh][^>]*>\s*</t[dh]>", page_html(view_of(loaded))) == []


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


def test_markup_in_a_plan_is_shown_and_does_nothing() -> None:
    hostile, harmless = poisoned_page(PAYLOAD), poisoned_page("plain words")
    assert hostile.elements == harmless.elements
    assert [(tag, name) for tag, name, _ in hostile.attributes] == [
        (tag, name) for tag, name, _ in harmless.attributes
    ]
    assert not [name for _, name, _ in hostile.attributes if name.startswith("on")]
    assert "<script>alert(1)</script>" in hostile.text
    assert "{{ 7*7 }}" in hostile.text
    assert hostile.unclosed == []


@pytest.mark.parametrize(
    "address",
    [
        "javascript:go()",
        "JAVASCRIPT:go()",
        "data:text/html,x",
        "vbscript:go",
        "//evil.example",
        " java\nscript:go",
        "../up",
        "/etc/passwd",
    ],
)
def test_an_address_of_another_kind_never_becomes_a_link(address: str) -> None:
    hrefs = poisoned_page(address).values("href")
    assert [href for href in hrefs if not href.startswith("#")] == []


def test_a_local_label_in_the_style_sheet_cannot_end_it() -> None:
    source = page_html(small_view())
    poison = poisoned_page('";}</style><script>')
    assert source.count("</style>") == 1
    assert poison.elements.count("style") == 1
    assert "script" not in poison.elements
