"""The small plan's pages as they were last agreed.

After a wanted change, run the tests with ``WSOA_UPDATE_GOLDEN=1`` and explain the difference in the commit.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.render.small import small_summary, small_view
from wsoa.render.html import page_html
from wsoa.render.markdown import page_markdown

GOLDEN = Path(__file__).parent / "golden"
FORMS: dict[str, Callable[[], str]] = {
    "statement.html": lambda: page_html(small_view()),
    "statement.md": lambda: page_markdown(small_view()),
    "summary.html": lambda: page_html(small_summary()),
    "summary.md": lambda: page_markdown(small_summary()),
}


@pytest.mark.parametrize("name", FORMS)
def test_the_small_plan_renders_as_agreed(name: str) -> None:
    made, file = FORMS[name](), GOLDEN / name
    if os.environ.get("WSOA_UPDATE_GOLDEN") == "1":
        file.write_text(made, "utf-8", newline="\n")
    assert made == file.read_text("utf-8")


def test_no_agreed_page_is_left_over() -> None:
    assert sorted(file.name for file in GOLDEN.iterdir()) == sorted(FORMS)
