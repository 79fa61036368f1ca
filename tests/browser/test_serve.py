"""``wsoa serve`` as people meet it: the command itself, a real browser, and the bytes of the file."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import pytest

from tests.browser.looks import (
    MODES,
    PHONE,
    TEXT_SPACING,
    empty_cells,
    overflow,
    see,
    unreachable,
    violations,
)
from tests.history.repositories import ENVIRONMENT, commit, git, new_repository
from tests.serve.conftest import FILES, TIMELY

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser
PATIENCE = 20_000
"""Milliseconds to wait for a page to change by itself on a machine that is busy."""


class Running(NamedTuple):
    """The command at work: where its pages are, and the repository that it serves."""

    address: str
    repository: Path

    @property
    def timely(self) -> Path:
        """The file of the first workstream."""
        return self.repository / "plans" / "anyshire" / "workstreams" / "1-timely.yaml"

    def changed_lines(self) -> list[str]:
        """The lines that came and went since the last commit."""
        told = git(self.repository, "diff", "--unified=0").splitlines()
        return [line for line in told if line[:1] in "+-" and line[:3] not in {"+++", "---"}]


@contextmanager
def serving(repository: Path, *words: str) -> Iterator[Running]:
    command = [sys.executable, "-m", "wsoa", "serve", "--port", "0", *words]
    variables = {**ENVIRONMENT, "WSOA_AS_OF": "2026-06-30", "PYTHONPATH": str(Path(__file__).parents[2])}
    with subprocess.Popen(
        command, cwd=repository, env=variables, stderr=subprocess.PIPE, text=True
    ) as started:
        assert started.stderr is not None
        first = started.stderr.readline()
        try:
            found = re.search(r"http://\S+", first)
            assert found, first + started.stderr.read()
            yield Running(found[0], repository)
        finally:
            started.terminate()
            started.wait(timeout=30)


@pytest.fixture
def running(tmp_path: Path) -> Iterator[Running]:
    """The command on a small plan that is committed."""
    repository = new_repository(tmp_path / "repository")
    commit(repository, FILES, "2026-05-25")
    with serving(repository) as found:
        yield found


@contextmanager
def window(browser: Browser, **look: Any) -> Iterator[Page]:  # noqa: ANN401 - playwright's options
    context = browser.new_context(**look)
    yield context.new_page()
    context.close()


def test_break_a_file_see_the_finding_mend_it_see_the_page(browser: Browser, running: Running) -> None:
    with window(browser) as page:
        page.goto(running.address)
        page.click("text=Anyshire: everything")
        page.wait_for_selector("text=Hire two plan writers")
        running.timely.write_text(TIMELY.replace("2026-03-31", "2026-02-31"), "utf-8")
        page.wait_for_selector("text=cannot be read as it stands", timeout=PATIENCE)
        assert "1-timely.yaml:14:14: error WSOA201" in page.inner_text("main")
        page.click("text=See the last version that could be read")
        page.wait_for_selector("text=Hire two plan writers")
        page.go_back()
        running.timely.write_text(TIMELY.replace("Hire two", "Hire three"), "utf-8")
        page.wait_for_selector("text=Hire three plan writers", timeout=PATIENCE)
        assert page.inner_text(".desk-bar").count("1 change not committed") == 1


@pytest.mark.parametrize("script", [True, False], ids=["with script", "without script"])
def test_report_on_an_item_from_its_page_to_the_bytes(
    browser: Browser, running: Running, *, script: bool
) -> None:
    with window(browser, java_script_enabled=script) as page:
        page.goto(f"{running.address}anyshire/actions/1.1.2.html")
        page.click("text=Report on Action 1.1.2")
        page.fill("#say-happened", "Four of five agree")
        page.select_option("#say-rating", "G")
        page.fill("#say-expected", "soon")
        page.click("text=See the change")
        assert "is not a date" in page.inner_text("#say-expected-wrong")
        page.fill("#say-expected", "end August 2026")
        page.click("text=See the change")
        came = page.inner_text(".desk-lines .came")
        assert "text: Four of five agree" in came
        assert running.changed_lines() == []
        page.click("text=Write this")
        page.wait_for_selector("text=Written.")
        assert running.changed_lines() == [
            "+          - {date: 2026-06-30, text: Four of five agree, rating: G, forecast: 2026-08-31}"
        ]
        page.click("text=1 change not committed")
        assert 'git commit -m "Say what changed" -- plans/anyshire' in page.inner_text("main")


def test_a_role_goes_through_its_round_with_the_keyboard_alone(browser: Browser, running: Running) -> None:
    with window(browser) as page:
        page.goto(f"{running.address}-/mine/anyshire/head-of-send")
        page.focus("text=Start with 1.1.1")
        page.keyboard.press("Enter")
        page.wait_for_selector("#say-happened")
        for _ in range(60):
            if page.evaluate("document.activeElement.id") == "say-happened":
                break
            page.keyboard.press("Tab")
        page.keyboard.type("One of two is hired")
        for _ in range(30):
            if page.evaluate("document.activeElement.textContent") == "See the change":
                break
            page.keyboard.press("Tab")
        assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"
        page.keyboard.press("Enter")
        page.wait_for_selector("text=What would be written")
        page.focus("text=Write this")
        page.keyboard.press("Enter")
        page.wait_for_selector("text=2 of 4 for Head of SEND")
        assert any("One of two is hired" in line for line in running.changed_lines())


def test_a_form_that_somebody_overtook_shows_both_texts(browser: Browser, running: Running) -> None:
    with window(browser) as page:
        page.goto(f"{running.address}-/report/anyshire?ref=1.1.2")
        page.fill("#say-happened", "Four of five agree")
        running.timely.write_text(TIMELY.replace("Two of five", "Three of five"), "utf-8")
        page.wait_for_selector("text=What you typed is still here", timeout=PATIENCE)
        assert page.input_value("#say-happened") == "Four of five agree"
        page.click("text=See the change")
        page.wait_for_selector("text=Changed since you opened it")
        assert "Two of five clusters agree" in page.inner_text(".desk-both .went")
        assert "Three of five clusters agree" in page.inner_text(".desk-both .came")
        assert page.input_value("#say-happened") == "Four of five agree"
        page.click("text=See the change")
        page.click("text=Write this")
        page.wait_for_selector("text=Written.")
    text = running.timely.read_text("utf-8")
    assert "Three of five clusters agree" in text
    assert "Four of five agree" in text


def test_a_page_of_another_site_cannot_write(browser: Browser, running: Running) -> None:
    with window(browser) as page:
        page.goto(f"{running.address}-/report/anyshire?ref=1.1.2")
        hidden = page.eval_on_selector_all(
            "form input[type=hidden]", "boxes => boxes.map(box => [box.name, box.value])"
        )
        stolen = "".join(
            f'<input name="{name}" value="{value}">' for name, value in hidden if name != "opened"
        )
        evil = (
            f'<form method="post" action="{running.address}-/report/anyshire">{stolen}'
            '<input name="happened" value="Owned"><button name="step" value="write">Win</button></form>'
        )
        page.route("http://evil.example/", lambda route: route.fulfill(content_type="text/html", body=evil))
        page.goto("http://evil.example/")
        page.click("text=Win")
        page.wait_for_url(f"{running.address}**")
        assert "was not sent from a page of this server" in page.inner_text("body")
    assert running.changed_lines() == []


def test_a_name_that_leads_here_without_being_known_is_refused(browser: Browser, running: Running) -> None:
    # browsers take every name below localhost to this machine, as a rebound name of anybody's would be
    with window(browser) as page:
        answer = page.goto(running.address.replace("127.0.0.1", "evil.localhost"))
        assert answer is not None
        assert answer.status == 421
        assert "does not go by that name" in page.inner_text("body")


def test_read_only_shows_no_form(browser: Browser, tmp_path: Path) -> None:
    repository = new_repository(tmp_path / "repository")
    commit(repository, FILES, "2026-05-25")
    with serving(repository, "--read-only") as running, window(browser) as page:
        page.goto(f"{running.address}anyshire/actions/1.1.2.html")
        assert page.query_selector("form") is None
        assert "Read only" in page.inner_text(".desk-bar")


def test_nothing_is_fetched_but_the_page_and_the_stream_and_the_policy_is_kept(
    browser: Browser, running: Running
) -> None:
    complaints: list[str] = []
    asked: list[str] = []
    with window(browser) as page:
        page.on("console", lambda message: complaints.append(message.text))
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("request", lambda request: asked.append(request.url))
        for address in ("", "anyshire/actions/1.1.2.html", "-/report/anyshire?ref=1.1.2", "-/changes"):
            asked.clear()
            page.goto(running.address + address)
            page.wait_for_timeout(200)
            assert set(asked) == {running.address + address, f"{running.address}-/events"}
    assert complaints == []


def _pages(page: Page, running: Running) -> Iterator[str]:
    """Bring up every kind of page, one after the other, and name it."""
    for address in (
        "", "anyshire/index.html", "anyshire/actions/1.1.3.html", "anyshire/kpis/K1.html", "-/changes",
        "-/mine", "-/mine/anyshire", "-/mine/anyshire/head-of-send", "-/findings/anyshire", "nowhere",
        "-/report/anyshire?ref=1.1.1&role=head-of-send", "-/report/anyshire?ref=K1",
    ):  # fmt: skip
        page.goto(running.address + address)
        yield address or "front"
    page.goto(f"{running.address}-/report/anyshire?ref=1.1.2")
    page.fill("#say-expected", "soon")
    page.fill("#say-move_to", "later")
    page.click("text=See the change")
    yield "turned back"
    page.fill("#say-expected", "")
    page.fill("#say-move_to", "")
    page.fill("#say-happened", "Four of five agree")
    page.click("text=See the change")
    yield "looked at"
    page.goto(f"{running.address}-/report/anyshire?ref=1.1.2")
    page.fill("#say-happened", "Four of five agree")
    running.timely.write_text(TIMELY.replace("Two of five", "Three of five"), "utf-8")
    page.click("text=See the change")
    yield "overtaken"
    page.goto(f"{running.address}-/changes")
    yield "changes"
    page.goto("about:blank")
    running.timely.write_text(TIMELY.replace("2026-03-31", "2026-02-31"), "utf-8")
    page.goto(f"{running.address}anyshire/index.html")
    yield "broken"
    page.goto(f"{running.address}-/last/anyshire/index.html")
    yield "last"


def test_nothing_is_found_cut_off_or_out_of_reach_in_any_mode(browser: Browser, running: Running) -> None:
    with window(browser, java_script_enabled=True) as page:
        for kind in _pages(page, running):
            assert empty_cells(page) == 0
            for name, mode in MODES.items():
                see(page, mode)
                assert (kind, name, violations(page)) == (kind, name, [])
                assert (kind, name, unreachable(page)) == (kind, name, [])
                if name != "paper":
                    assert (kind, name, overflow(page)) == (kind, name, 0)
            see(page, MODES["wide"])


def test_wider_text_spacing_cuts_nothing_off(browser: Browser, running: Running) -> None:
    with window(browser, viewport=PHONE, bypass_csp=True) as page:
        for kind in _pages(page, running):
            page.add_style_tag(content=TEXT_SPACING)
            assert (kind, overflow(page)) == (kind, 0)


def test_everything_that_is_pressed_is_large_enough(browser: Browser, running: Running) -> None:
    small = """
    [...document.querySelectorAll(
      '.desk-bar a, button, .desk-form input:not([type=hidden]), .desk-form select, .desk-entries a')]
      .filter(one => { const box = one.getBoundingClientRect(); return box.height < 24 || box.width < 24; })
      .map(one => one.outerHTML.slice(0, 100))
    """
    with window(browser, viewport=PHONE) as page:
        for kind in _pages(page, running):
            assert (kind, page.evaluate(small)) == (kind, [])
