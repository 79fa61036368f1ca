"""The small plan's pages as they were last agreed.

After a wanted change, run the tests with ``WSOA_UPDATE_GOLDEN=1`` and explain the difference in the commit.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from tests.render.brief import report_of
from wsoa.render.html.page import page_html
from wsoa.render.markdown.page import page_markdown
from wsoa.reports.context import PageView
from wsoa.reports.registry import REPORTS

GOLDEN = Path(__file__).parent / "golden"
_STYLE = re.compile("<style>.*?</style>", re.DOTALL)
"""Left out of what is kept: the hash in each page's policy settles it, and a test holds the two together."""
FORMS: Mapping[str, tuple[str, Callable[[PageView], str]]] = {
    f"{report}.{ending}": (report, draw)
    for report in REPORTS
    for ending, draw in (("html", page_html), ("md", page_markdown))
}


@pytest.mark.parametrize("name", FORMS)
def test_the_small_plan_renders_as_agreed(name: str) -> None:
    report, draw = FORMS[name]
    made, file = _STYLE.sub("<style></style>", draw(report_of(report))), GOLDEN / name
    if os.environ.get("WSOA_UPDATE_GOLDEN") == "1":
        file.write_text(made, "utf-8", newline="\n")
    assert made == file.read_text("utf-8")


def test_no_agreed_page_is_left_over() -> None:
    assert sorted(file.name for file in GOLDEN.iterdir()) == sorted(FORMS)
