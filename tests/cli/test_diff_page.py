"""The documentation's comparison of Cumbria's draft with the accepted plan is what the command says today.

After a wanted change, run the tests with ``WSOA_UPDATE_GOLDEN=1`` and explain the difference in the commit.
"""

from __future__ import annotations

import os

import pytest

from tests.cli.conftest import Command
from tests.conftest import REPOSITORY
from wsoa.render.markdown.diff import MARKER

PAGE = REPOSITORY / "docs" / "cumbria-draft-to-accepted.md"
WORDS = ("diff", "plans/archive/cumbria-2019-08", "plans/cumbria", "--format", "markdown")


def test_the_page_is_up_to_date(wsoa: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(REPOSITORY)
    made = wsoa(*WORDS).out
    introduction = PAGE.read_text(encoding="utf-8").partition(MARKER)[0]
    if os.environ.get("WSOA_UPDATE_GOLDEN") == "1":
        PAGE.write_text(introduction + made, encoding="utf-8", newline="\n")
    assert PAGE.read_text(encoding="utf-8") == introduction + made


def test_the_page_tells_the_story() -> None:
    text = PAGE.read_text(encoding="utf-8")
    assert "| Actions with a day to be finished by | 0 | 135 |" in text
    assert "| Outcomes with an accountable officer | 0 | 24 |" in text
    assert "is now 2.2.4a (due 30 November 2019), 2.2.4b (due 31 January 2020)" in text
