"""A headless Chromium, where there is one; otherwise these tests are skipped with one line that says why."""

from __future__ import annotations

import importlib.util
import os
import shutil
from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser

_QUIET = (
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
)  # fmt: skip


def program() -> str | None:
    """The Chromium of this machine, under whichever name it goes."""
    return shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")


def require() -> None:
    """Fail where these tests must run and cannot."""
    assert program(), "no Chromium here, though WSOA_REQUIRE_BROWSER is set"
    assert importlib.util.find_spec("axe_playwright_python"), "axe-playwright-python is not installed"
    assert importlib.util.find_spec("playwright"), "playwright is not installed"


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium as installed on this machine."""
    if os.environ.get("WSOA_REQUIRE_BROWSER"):
        require()
    reason = "needs Chromium and the Python packages playwright and axe-playwright-python"
    pytest.importorskip("axe_playwright_python", reason=reason)
    playwright = pytest.importorskip("playwright.sync_api", reason=reason)
    if program() is None:
        pytest.skip(reason)
    with playwright.sync_playwright() as started:
        chromium = started.chromium.launch(executable_path=program(), args=list(_QUIET))
        yield chromium
        chromium.close()
