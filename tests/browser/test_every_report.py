"""Every report of every area in a real browser: wide, on a phone, dark, in forced colours and on paper."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.browser.looks import (
    AREAS,
    MODES,
    PHONE,
    TEXT_SPACING,
    empty_cells,
    opened,
    outside,
    overflow,
    see,
    unreachable,
    violations,
)
from tests.render.small import load_plan, material_of
from wsoa.files.load import LoadedPlan
from wsoa.render.html.page import page_html
from wsoa.reports.registry import REPORTS, make

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = pytest.mark.browser


@pytest.fixture(params=[*AREAS, "small"])
def loaded(request: pytest.FixtureRequest) -> LoadedPlan:
    """A real plan, or the small one that has one of everything."""
    found: LoadedPlan = load_plan() if request.param == "small" else request.getfixturevalue(request.param)
    return found


@pytest.fixture(params=REPORTS)
def source(request: pytest.FixtureRequest, loaded: LoadedPlan) -> str:
    """One report of it, as a page."""
    return page_html(make(request.param, material_of(loaded)))


def test_nothing_is_found_cut_off_or_out_of_reach_in_any_mode(
    browser: Browser, tmp_path: Path, source: str
) -> None:
    with opened(browser, tmp_path, source) as page:
        assert empty_cells(page) == 0
        for name, mode in MODES.items():
            see(page, mode)
            assert (name, violations(page)) == (name, [])
            assert (name, unreachable(page)) == (name, [])
            if name != "paper":
                assert (name, overflow(page)) == (name, 0)
            if name == "wide":
                assert outside(page) == []


def test_wider_text_spacing_cuts_nothing_off(browser: Browser, tmp_path: Path, source: str) -> None:
    with opened(browser, tmp_path, source, viewport=PHONE, bypass_csp=True) as page:
        page.add_style_tag(content=TEXT_SPACING)
        assert overflow(page) <= 0


def test_the_policy_lets_the_style_in_and_nothing_else(browser: Browser, tmp_path: Path, source: str) -> None:
    complaints: list[str] = []
    asked: list[str] = []
    with opened(browser, tmp_path, source) as page:
        page.on("console", lambda message: complaints.append(message.text))
        page.on("request", lambda request: asked.append(request.url))
        page.reload()
        assert page.evaluate("document.scripts.length") == 0
        assert page.evaluate("getComputedStyle(document.querySelector('h1')).lineHeight") != "normal"
        assert complaints == []
        assert asked == [page.url]


def test_the_first_stop_of_the_tab_key_is_the_skip_link_and_it_shows(
    browser: Browser, tmp_path: Path, source: str
) -> None:
    with opened(browser, tmp_path, source) as page:
        page.keyboard.press("Tab")
        box = page.evaluate("(box => [box.top, box.height])(document.activeElement.getBoundingClientRect())")
        assert page.evaluate("document.activeElement.getAttribute('href')") == "#main"
        assert box[0] >= 0
        assert box[1] >= 24


def test_paper_is_black_on_white_whatever_the_screen_shows(
    browser: Browser, tmp_path: Path, source: str
) -> None:
    with opened(browser, tmp_path, source, color_scheme="dark") as page:
        page.emulate_media(media="print", color_scheme="dark")
        assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
