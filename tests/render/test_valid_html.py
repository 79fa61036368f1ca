"""Every page is valid HTML: the Nu checker, which browsers' makers use, finds no error."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.browser.looks import AREAS
from tests.render.hostile import PAYLOAD, poisoned_plan
from tests.render.small import load_plan, material_of
from wsoa.files.load import LoadedPlan
from wsoa.render.html.page import page_html
from wsoa.render.html.style import PageStyle
from wsoa.reports.registry import REPORTS, make

WHY = "needs Java, and WSOA_NU_JAR naming the Nu checker's vnu.jar"


@pytest.fixture
def checker() -> list[str]:
    """The words that start the checker."""
    jar, java = os.environ.get("WSOA_NU_JAR", ""), shutil.which("java")
    if not (java and jar and Path(jar).is_file()):
        assert not os.environ.get("WSOA_REQUIRE_TOOLS"), WHY
        pytest.skip(WHY)
    return [str(java), "-jar", jar, "--errors-only"]


def errors(checker: list[str], folder: Path) -> list[str]:
    """What the checker says of every page in a folder."""
    ran = subprocess.run([*checker, str(folder)], capture_output=True, text=True, check=False)
    return ran.stderr.splitlines()


def test_every_report_of_every_area_is_valid(
    checker: list[str], tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    plans: dict[str, LoadedPlan] = {area: request.getfixturevalue(area) for area in AREAS}
    plans |= {"small": load_plan(), "hostile": poisoned_plan(PAYLOAD)}
    for area, loaded in plans.items():
        for report in REPORTS:
            view = make(report, material_of(loaded))
            (tmp_path / f"{area}-{report}.html").write_text(page_html(view), "utf-8")
    assert errors(checker, tmp_path) == []


def test_a_fragment_is_valid_inside_another_page(checker: list[str], tmp_path: Path) -> None:
    for report in REPORTS:
        cut_out = page_html(make(report, material_of(load_plan())), PageStyle(fragment=2))
        page = f'<!DOCTYPE html><html lang="en-GB"><title>A</title><h1>A</h1><main>{cut_out}</main></html>'
        (tmp_path / f"{report}.html").write_text(page, "utf-8")
    assert errors(checker, tmp_path) == []


def test_the_checker_does_find_errors(checker: list[str], tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text("<!DOCTYPE html><title>A</title><p id=a><p id=a>", "utf-8")
    assert errors(checker, tmp_path)
