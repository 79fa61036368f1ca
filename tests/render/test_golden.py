"""The small plan's statement as it was last agreed.

After a wanted change, run the tests with ``WSOA_UPDATE_GOLDEN=1`` and explain the difference in the commit.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.render.small import small_view
from wsoa.render.html import statement_html
from wsoa.render.markdown import statement_markdown
from wsoa.reports.statement_view import StatementView

GOLDEN = Path(__file__).parent / "golden"
FORMS: dict[str, Callable[[StatementView], str]] = {
    "statement.html": statement_html,
    "statement.md": statement_markdown,
}


@pytest.mark.parametrize("name", FORMS)
def test_the_small_plan_renders_as_agreed(name: str) -> None:
    made, file = FORMS[name](small_view()), GOLDEN / name
    if os.environ.get("WSOA_UPDATE_GOLDEN") == "1":
        file.write_text(made, "utf-8", newline="\n")
    assert made == file.read_text("utf-8")


def test_no_agreed_page_is_left_over() -> None:
    assert sorted(file.name for file in GOLDEN.iterdir()) == sorted(FORMS)
