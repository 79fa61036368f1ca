"""The summary as a page and as Markdown: the same guarantees as the statement."""

from __future__ import annotations

import re
from base64 import b64encode
from hashlib import sha256
from itertools import pairwise
from pathlib import Path

import pytest
from markdown_it import MarkdownIt

from tests.render.hostile import PAYLOAD, poisoned_plan
from tests.render.pages import Page
from tests.render.small import small_summary, summary_of, view_of
from wsoa.files.load import LoadedPlan
from wsoa.render.html.page import page_html
from wsoa.render.html.style import PageStyle
from wsoa.render.markdown.page import page_markdown
from wsoa.reports.summary.view import SummaryView

AREAS = ["cumbria", "lancashire", "peterborough"]


def poisoned_view(text: str) -> SummaryView:
    return summary_of(poisoned_plan(text))


def poisoned_page(text: str) -> Page:
    return Page(page_html(poisoned_view(text)))


def test_the_same_summary_is_the_same_page_byte_for_byte() -> None:
    assert page_html(small_summary()) == page_html(small_summary())
    assert page_markdown(small_summary()) == page_markdown(small_summary())


@pytest.mark.parametrize("area", AREAS)
def test_every_link_leads_somewhere_in_the_page_or_in_the_statement(
    area: str, request: pytest.FixtureRequest
) -> None:
    loaded: LoadedPlan = request.getfixturevalue(area)
    page, whole = Page(page_html(summary_of(loaded))), Page(page_html(view_of(loaded)))
    assert page.unclosed == []
    assert page.stray == []
    assert page.repeated_ids == []
    assert page.dead_links == []
    onward = [href for href in page.values("href") if not href.startswith("#")]
    ids = {"statement.html", *(f"statement.html#{one}" for one in whole.values("id"))}
    assert len(onward) > 3
    assert set(onward) <= ids


def test_the_page_has_no_script_fetches_nothing_and_names_its_style_by_its_hash() -> None:
    source = page_html(small_summary())
    page = Page(source)
    assert not {"script", "link", "img", "iframe", "object", "form"} & set(page.elements)
    assert page.values("src") == []
    assert page.values("style") == []
    found = re.search(r"<style>(.*?)</style>", source, re.DOTALL)
    assert found is not None
    digest = b64encode(sha256(found[1].encode()).digest()).decode()
    policy = next(value for value in page.values("content") if "default-src" in value)
    assert "default-src 'none'" in policy
    assert f"style-src 'sha256-{digest}'" in policy


def test_headings_go_down_one_level_at_a_time_and_no_cell_is_empty() -> None:
    source = page_html(small_summary())
    levels = [int(one[1]) for one in Page(source).elements if re.fullmatch("h[1-6]", one)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))
    assert re.findall(r"<t[dh][^>]*>\s*</t[dh]>", source) == []


def test_markup_in_a_plan_is_shown_and_does_nothing() -> None:
    hostile, harmless = poisoned_page(PAYLOAD), poisoned_page("plain words")
    explained = len(poisoned_view(PAYLOAD).short_forms) - len(poisoned_view("plain words").short_forms)
    more = ["div", "dt", "dd"] * explained
    assert sorted(hostile.elements) == sorted([*harmless.elements, *more])
    assert {(tag, name) for tag, name, _ in hostile.attributes} == {
        (tag, name) for tag, name, _ in harmless.attributes
    }
    assert "<script>alert(1)</script>" in hostile.text
    assert "{{ 7*7 }}" in hostile.text
    assert hostile.unclosed == []


def test_markup_in_a_plan_does_nothing_in_markdown() -> None:
    reader = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
    found = []
    for token in reader.parse(page_markdown(poisoned_view(PAYLOAD))):
        found += [token, *(token.children or [])]
    assert not {"html_block", "html_inline", "image", "fence", "code_block"} & {one.type for one in found}
    assert [one.attrGet("href") for one in found if one.type == "link_open"] == ["statement.html"]
    assert "@octocat" not in page_markdown(poisoned_view("@octocat"))


@pytest.mark.parametrize("address", ["javascript:go()", "data:text/html,x", "//evil.example", "../up"])
def test_an_address_in_a_plan_never_becomes_a_link(address: str) -> None:
    hrefs = poisoned_page(address).values("href")
    assert [one for one in hrefs if not one.startswith(("#", "statement.html"))] == []


def test_a_local_name_in_the_style_sheet_cannot_end_it() -> None:
    poison = poisoned_page('";}</style><script>')
    assert poison.elements.count("style") == 1
    assert "script" not in poison.elements


def test_a_folder_of_ones_own_replaces_the_summarys_style_by_name(tmp_path: Path) -> None:
    (tmp_path / "summary.css").write_text(".summary{color:black}", "utf-8")
    assert ".summary{color:black}</style>" in page_html(small_summary(), PageStyle(tmp_path))
