"""How a page is looked at: the five modes, and what must hold in each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

PHONE = {"width": 320, "height": 640}
DESK = {"width": 1280, "height": 900}
AREAS = ["cumbria", "lancashire", "peterborough"]
TEXT_SPACING = (
    "* {line-height:1.5 !important; letter-spacing:.12em !important; word-spacing:.16em !important} "
    "p {margin-bottom:2em !important}"
)
_SCROLL_BOXES = """
[...document.querySelectorAll('*')].filter(box =>
  box.scrollWidth > box.clientWidth + 1
  && ['auto', 'scroll'].includes(getComputedStyle(box).overflowX)
  && !(box.tabIndex >= 0)).map(box => box.outerHTML.slice(0, 120))
"""
_OUTSIDE = """
[...document.querySelectorAll('main *')].filter(part => {
  const main = document.querySelector('main').getBoundingClientRect(), box = part.getBoundingClientRect();
  return box.width > 2 && (box.right > main.right + 1 || box.left < main.left - 1)
    && !part.closest('.scroll, .hidden');
}).map(part => part.outerHTML.slice(0, 120))
"""
_HIDDEN_WORDS = """
[...document.querySelectorAll('td, th')].filter(cell => !cell.textContent.trim()).length
"""


class Mode(NamedTuple):
    """One way of looking at a page."""

    viewport: Mapping[str, int]
    media: Mapping[str, Any]


MODES = {
    "wide": Mode(DESK, {}),
    "phone": Mode(PHONE, {}),
    "dark": Mode(DESK, {"color_scheme": "dark"}),
    "forced colours": Mode(DESK, {"forced_colors": "active"}),
    "paper": Mode(DESK, {"media": "print"}),
}
_PLAIN = {"media": "screen", "color_scheme": "light", "forced_colors": "none"}


@contextmanager
def opened(browser: Browser, folder: Path, source: str, **look: Any) -> Iterator[Page]:  # noqa: ANN401 - playwright's options
    """Open a page's source in a browser of its own."""
    file = folder / "page.html"
    file.write_text(source, "utf-8")
    context = browser.new_context(**{"viewport": DESK, **look})
    page = context.new_page()
    page.goto(file.as_uri())
    yield page
    context.close()


def see(page: Page, mode: Mode) -> None:
    """Look at a page in a mode."""
    page.set_viewport_size({"width": mode.viewport["width"], "height": mode.viewport["height"]})
    page.emulate_media(**{**_PLAIN, **mode.media})


def overflow(page: Page) -> int:
    """How many pixels of the page cannot be seen without scrolling sideways."""
    wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert isinstance(wide, int)
    return wide


def violations(page: Page) -> list[str]:
    """What axe finds: the rules of WCAG 2.2 A and AA, and its best practice."""
    from axe_playwright_python.sync_playwright import Axe  # noqa: PLC0415 - there only where the browser is

    found = Axe().run(page).response["violations"]
    return [f"{one['id']}: {one['help']}: {one['nodes'][0]['html'][:120]}" for one in found]


def unreachable(page: Page) -> list[str]:
    """Boxes that scroll and that the keyboard cannot reach."""
    found: list[str] = page.evaluate(_SCROLL_BOXES)
    return found


def outside(page: Page) -> list[str]:
    """Parts of a page that leave its column, over what stands at its side."""
    found: list[str] = page.evaluate(_OUTSIDE)
    return found


def empty_cells(page: Page) -> int:
    """How many cells of tables hold no words."""
    found: int = page.evaluate(_HIDDEN_WORDS)
    return found
