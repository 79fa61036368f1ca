"""The summary in a real browser: nothing found by axe, nothing cut off, two sheets of paper."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.browser.test_statement_page import (
    AREAS,
    DESK,
    LOOKS,
    PHONE,
    TEXT_SPACING,
    opened,
    overflow,
    violations,
)
from tests.render.small import small_summary, summary_of
from wsoa.files.load import LoadedPlan
from wsoa.render.html import page_html

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = pytest.mark.browser

SHEETS = 2


@pytest.fixture(params=[*AREAS, "small"])
def source(request: pytest.FixtureRequest) -> str:
    """The summary of a real plan, or of the small one."""
    if request.param == "small":
        return page_html(small_summary())
    loaded: LoadedPlan = request.getfixturevalue(request.param)
    return page_html(summary_of(loaded))


@pytest.mark.parametrize("look", LOOKS)
def test_axe_finds_nothing(browser: Browser, tmp_path: Path, source: str, look: str) -> None:
    with opened(browser, tmp_path, source, **LOOKS[look]) as page:
        assert violations(page) == []
        assert overflow(page) <= 0


def test_axe_finds_nothing_on_paper(browser: Browser, tmp_path: Path, source: str) -> None:
    with opened(browser, tmp_path, source, viewport=DESK) as page:
        page.emulate_media(media="print")
        assert violations(page) == []


def test_it_fits_two_sheets_of_paper(browser: Browser, tmp_path: Path, source: str) -> None:
    with opened(browser, tmp_path, source, viewport=DESK) as page:
        printed = page.pdf(prefer_css_page_size=True)
    sheets = len(re.findall(rb"/Type\s*/Page\b", printed))
    assert 1 <= sheets <= SHEETS


def test_wider_text_spacing_cuts_nothing_off(browser: Browser, tmp_path: Path, source: str) -> None:
    with opened(browser, tmp_path, source, viewport=PHONE, bypass_csp=True) as page:
        page.add_style_tag(content=TEXT_SPACING)
        assert overflow(page) <= 0


def test_the_policy_lets_the_style_in_and_nothing_else(browser: Browser, tmp_path: Path, source: str) -> None:
    complaints: list[str] = []
    asked: list[str] = []
    with opened(browser, tmp_path, source, viewport=DESK) as page:
        page.on("console", lambda message: complaints.append(message.text))
        page.on("request", lambda request: asked.append(request.url))
        page.reload()
        assert page.evaluate("document.scripts.length") == 0
        assert complaints == []
        assert asked == [page.url]
