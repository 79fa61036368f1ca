"""The pages that only a site has, in a real browser: the same five modes as every report."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.browser.looks import (
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
from tests.render.small import load_plan
from tests.render.test_site_pages import SMALL, drawn
from wsoa.files.load import LoadedPlan
from wsoa.reports.site.index import MOST_TOLD

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = pytest.mark.browser

REAL = {
    "cumbria": [
        "w/index.html",
        "w/actions/2.2.5a.html",
        "w/kpis/WG2.2.html",
        "w/leads.html",
        "w/leads/director-of-public-health-ccc.html",
        "w/workstreams/WG6.html",
        "w/statement.html",
        "w/statement/WG4.html",
    ],
    "lancashire": ["w/kpis/1b(ii).html"],
    "peterborough": ["w/actions/1.2a.html"],
}


@pytest.fixture(params=["small", "many", *REAL], scope="module")
def sources(request: pytest.FixtureRequest) -> list[str]:
    """Pages of the small plan's site, the front of a site of many areas, or pages of a real plan's site."""
    if request.param == "many":
        return [drawn(load_plan(), MOST_TOLD + 1)["index.html"]]
    if request.param == "small":
        pages = drawn(load_plan(), 2)
        return [pages[address] for address in SMALL]
    loaded: LoadedPlan = request.getfixturevalue(request.param)
    pages = drawn(loaded)
    return [pages[address] for address in REAL[request.param]]


def test_nothing_is_found_cut_off_or_out_of_reach_in_any_mode(
    browser: Browser, tmp_path: Path, sources: list[str]
) -> None:
    for source in sources:
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


def test_wider_text_spacing_cuts_nothing_off(browser: Browser, tmp_path: Path, sources: list[str]) -> None:
    for source in sources:
        with opened(browser, tmp_path, source, viewport=PHONE, bypass_csp=True) as page:
            page.add_style_tag(content=TEXT_SPACING)
            assert overflow(page) <= 0
