"""The small plan's pages as they were last agreed.

After a wanted change, run the tests with ``WSOA_UPDATE_GOLDEN=1`` and explain the difference in the commit.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.render.brief import small_board, small_evidence
from tests.render.small import load_plan, material_of, small_summary, small_view
from wsoa.render.html.page import page_html
from wsoa.render.markdown.page import page_markdown
from wsoa.reports.registry import make

GOLDEN = Path(__file__).parent / "golden"
_STYLE = re.compile("<style>.*?</style>", re.DOTALL)
"""Left out of what is kept: the hash in each page's policy settles it, and a test holds the two together."""
FORMS: dict[str, Callable[[], str]] = {
    "board.html": lambda: page_html(small_board()),
    "board.md": lambda: page_markdown(small_board()),
    "evidence.html": lambda: page_html(small_evidence()),
    "evidence.md": lambda: page_markdown(small_evidence()),
    "questions.html": lambda: page_html(make("questions", material_of(load_plan()))),
    "questions.md": lambda: page_markdown(make("questions", material_of(load_plan()))),
    "scorecard.html": lambda: page_html(make("scorecard", material_of(load_plan()))),
    "scorecard.md": lambda: page_markdown(make("scorecard", material_of(load_plan()))),
    "statement.html": lambda: page_html(small_view()),
    "statement.md": lambda: page_markdown(small_view()),
    "summary.html": lambda: page_html(small_summary()),
    "summary.md": lambda: page_markdown(small_summary()),
}


@pytest.mark.parametrize("name", FORMS)
def test_the_small_plan_renders_as_agreed(name: str) -> None:
    made, file = _STYLE.sub("<style></style>", FORMS[name]()), GOLDEN / name
    if os.environ.get("WSOA_UPDATE_GOLDEN") == "1":
        file.write_text(made, "utf-8", newline="\n")
    assert made == file.read_text("utf-8")


def test_no_agreed_page_is_left_over() -> None:
    assert sorted(file.name for file in GOLDEN.iterdir()) == sorted(FORMS)
