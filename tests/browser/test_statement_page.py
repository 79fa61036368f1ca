"""The statement in a real browser: nothing found by axe, nothing cut off, nothing fetched."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from tests.render.small import small_view, view_of
from wsoa.files.load import LoadedPlan
from wsoa.render.html import page_html

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser

PHONE = {"width": 320, "height": 640}
DESK = {"width": 1280, "height": 900}
AREAS = ["cumbria", "lancashire", "peterborough"]
LOOKS: dict[str, dict[str, Any]] = {
    "light": {"viewport": DESK},
    "dark": {"viewport": DESK, "color_scheme": "dark"},
    "phone": {"viewport": PHONE},
    "phone, dark": {"viewport": PHONE, "color_scheme": "dark"},
    "forced colours": {"viewport": DESK, "forced_colors": "active"},
}
TEXT_SPACING = (
    "* {line-height:1.5 !important; letter-spacing:.12em !important; word-spacing:.16em !important} "
    "p {margin-bottom:2em !important}"
)


@contextmanager
def opened(browser: Browser, folder: Path, source: str, **look: Any) -> Iterator[Page]:  # noqa: ANN401 - playwright's options
    file = folder / "statement.html"
    file.write_text(source, "utf-8")
    context = browser.new_context(**look)
    page = context.new_page()
    page.goto(file.as_uri())
    yield page
    context.close()


def overflow(page: Page) -> int:
    wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert isinstance(wide, int)
    return wide


def violations(page: Page) -> list[str]:
    from axe_playwright_python.sync_playwright import Axe  # noqa: PLC0415 - there only where the browser is

    found = Axe().run(page).response["violations"]
    return [f"{one['id']}: {one['help']}: {one['nodes'][0]['html'][:120]}" for one in found]


@pytest.mark.parametrize("look", LOOKS)
def test_axe_finds_nothing_on_the_small_plan(browser: Browser, tmp_path: Path, look: str) -> None:
    with opened(browser, tmp_path, page_html(small_view()), **LOOKS[look]) as page:
        assert violations(page) == []


@pytest.mark.parametrize("area", AREAS)
def test_axe_finds_nothing_on_a_real_plan(
    browser: Browser, tmp_path: Path, area: str, request: pytest.FixtureRequest
) -> None:
    loaded: LoadedPlan = request.getfixturevalue(area)
    with opened(browser, tmp_path, page_html(view_of(loaded)), viewport=DESK) as page:
        assert violations(page) == []


@pytest.mark.parametrize("area", AREAS)
def test_a_phone_never_scrolls_sideways(
    browser: Browser, tmp_path: Path, area: str, request: pytest.FixtureRequest
) -> None:
    loaded: LoadedPlan = request.getfixturevalue(area)
    for source in (page_html(view_of(loaded)), page_html(small_view())):
        with opened(browser, tmp_path, source, viewport=PHONE) as page:
            assert overflow(page) <= 0


def test_wider_text_spacing_cuts_nothing_off(browser: Browser, tmp_path: Path) -> None:
    for viewport in (PHONE, DESK):
        with opened(
            browser, tmp_path, page_html(small_view()), viewport=viewport, bypass_csp=True
        ) as page:
            page.add_style_tag(content=TEXT_SPACING)
            assert overflow(page) <= 0


def test_the_policy_lets_the_style_in_and_nothing_else(browser: Browser, tmp_path: Path) -> None:
    complaints: list[str] = []
    asked: list[str] = []
    with opened(browser, tmp_path, page_html(small_view()), viewport=DESK) as page:
        page.on("console", lambda message: complaints.append(message.text))
        page.on("request", lambda request: asked.append(request.url))
        page.reload()
        assert page.evaluate("document.scripts.length") == 0
        assert page.evaluate("getComputedStyle(document.querySelector('h1')).lineHeight") != "normal"
        assert complaints == []
        assert asked == [page.url]


def test_the_first_stop_of_the_tab_key_is_the_skip_link_and_it_shows(
    browser: Browser, tmp_path: Path
) -> None:
    with opened(browser, tmp_path, page_html(small_view()), viewport=DESK) as page:
        page.keyboard.press("Tab")
        box = page.evaluate("(box => [box.top, box.height])(document.activeElement.getBoundingClientRect())")
        assert page.evaluate("document.activeElement.getAttribute('href')") == "#main"
        assert box[0] >= 0
        assert box[1] >= 24


def test_an_action_is_a_card_on_a_phone_and_a_row_on_a_desk(browser: Browser, tmp_path: Path) -> None:
    shown = []
    for viewport in (PHONE, DESK):
        with opened(browser, tmp_path, page_html(small_view()), viewport=viewport) as page:
            shown.append(page.evaluate("getComputedStyle(document.getElementById('action-1.1.1')).display"))
    assert shown == ["block", "table-row"]


def test_paper_is_black_on_white_whatever_the_screen_shows(browser: Browser, tmp_path: Path) -> None:
    with opened(browser, tmp_path, page_html(small_view()), viewport=DESK, color_scheme="dark") as page:
        page.emulate_media(media="print")
        assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
        tag = page.evaluate("getComputedStyle(document.querySelector('.tag.off_track')).color")
        assert tag == "rgb(0, 0, 0)"
