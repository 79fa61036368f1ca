"""The statement in a real browser: a row is a row on a desk and a card on a phone."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.browser.looks import DESK, PHONE, opened
from tests.render.small import small_view
from wsoa.render.html.page import page_html

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = pytest.mark.browser


def test_an_action_is_a_card_on_a_phone_and_a_row_on_a_desk(browser: Browser, tmp_path: Path) -> None:
    shown = []
    for viewport in (PHONE, DESK):
        with opened(browser, tmp_path, page_html(small_view()), viewport=viewport) as page:
            shown.append(page.evaluate("getComputedStyle(document.getElementById('action-1.1.1')).display"))
    assert shown == ["block", "table-row"]


def test_a_standing_on_paper_is_black(browser: Browser, tmp_path: Path) -> None:
    with opened(browser, tmp_path, page_html(small_view()), color_scheme="dark") as page:
        page.emulate_media(media="print")
        tag = page.evaluate("getComputedStyle(document.querySelector('.tag.off_track')).color")
        assert tag == "rgb(0, 0, 0)"
