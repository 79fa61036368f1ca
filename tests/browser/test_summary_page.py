"""The summary in a real browser: two sheets of paper."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.browser.looks import AREAS, opened
from tests.render.small import small_summary, summary_of
from wsoa.files.load import LoadedPlan
from wsoa.render.html.page import page_html

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = pytest.mark.browser

SHEETS = 2


@pytest.mark.parametrize("area", [*AREAS, "small"])
def test_it_fits_two_sheets_of_paper(
    browser: Browser, tmp_path: Path, area: str, request: pytest.FixtureRequest
) -> None:
    view = small_summary() if area == "small" else summary_of(_loaded(request, area))
    with opened(browser, tmp_path, page_html(view)) as page:
        printed = page.pdf(prefer_css_page_size=True)
    sheets = len(re.findall(rb"/Type\s*/Page\b", printed))
    assert 1 <= sheets <= SHEETS


def _loaded(request: pytest.FixtureRequest, area: str) -> LoadedPlan:
    loaded: LoadedPlan = request.getfixturevalue(area)
    return loaded
