"""The script that filters a site's table of commitments; without it the table is whole."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

from tests.browser.looks import MODES, overflow, see, unreachable, violations
from tests.render.test_site_pages import drawn
from wsoa.render.html.style import PageStyle

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser, Page

    from wsoa.files.load import LoadedPlan

pytestmark = pytest.mark.browser

SHOWN = "[...document.querySelectorAll('#list tbody tr')].filter(r => r.getClientRects().length).length"


@pytest.fixture(scope="module")
def file(cumbria: LoadedPlan, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The page with every commitment of Cumbria, with its script."""
    path = tmp_path_factory.mktemp("filter") / "commitments.html"
    path.write_text(drawn(cumbria, style=PageStyle(script=True))["w/commitments.html"], "utf-8")
    return path


@pytest.fixture
def page(browser: Browser, file: Path) -> Iterator[Page]:
    """The page, open; whatever it complains of fails the test."""
    opened = browser.new_page()
    said: list[str] = []
    opened.on("console", lambda message: said.append(message.text))
    opened.on("pageerror", lambda error: said.append(str(error)))
    opened.goto(file.as_uri())
    yield opened
    opened.close()
    assert said == []


def test_the_table_is_filtered_by_lead_standing_workstream_and_words(page: Page) -> None:
    assert page.evaluate(SHOWN) == 223
    lead, standing, group = (
        page.get_by_label(name, exact=False) for name in ("Action lead", "Standing", "Working")
    )
    lead.select_option("Director of Public Health, Cumbria County Council")
    assert page.evaluate(SHOWN) == 6
    assert page.get_by_role("status").inner_text() == "6 of 223 shown"
    group.select_option(
        label=next(o for o in group.locator("option").all_inner_texts() if o.startswith("WG1"))
    )
    assert page.evaluate(SHOWN) == 0
    page.get_by_role("button", name="Show all").click()
    assert page.evaluate(SHOWN) == 223
    standing.select_option("Complete")
    assert page.evaluate(SHOWN) == 3
    page.get_by_label("Words").fill("jsna ages")
    assert page.evaluate(SHOWN) == 1


def test_every_choice_says_how_many_rows_it_shows(page: Page) -> None:
    choice = page.get_by_label("Standing", exact=True)
    for option in choice.locator("option").all()[1:]:
        value, words = option.get_attribute("value") or "", option.inner_text()
        choice.select_option(value)
        assert words == f"{value} ({page.evaluate(SHOWN)})"


def test_the_filter_can_be_seen_reached_and_read_in_every_mode(page: Page) -> None:
    for name, mode in MODES.items():
        see(page, mode)
        assert (name, violations(page)) == (name, [])
        assert (name, unreachable(page)) == (name, [])
        if name != "paper":
            assert (name, overflow(page)) == (name, 0)


def test_a_hidden_row_is_hidden_on_a_phone_too(page: Page) -> None:
    see(page, MODES["phone"])
    page.get_by_label("Words").fill("no commitment says this")
    assert page.evaluate(SHOWN) == 0


def test_without_the_script_the_table_is_whole(browser: Browser, file: Path) -> None:
    context = browser.new_context(java_script_enabled=False)
    plain = context.new_page()
    plain.goto(file.as_uri())
    assert plain.locator("#list tbody tr:visible").count() == 223
    assert plain.locator(".filter").count() == 0
    context.close()
