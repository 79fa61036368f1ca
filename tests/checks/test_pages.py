"""Every page is true: its bad example raises its code and nothing else, its good one raises nothing.

Where an example goes is told in ``wsoa/checks/pages.py``. Progress is seen on 31 March 2020, as the pages
of the family 5xx say; the other examples are checked without a day.
"""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from typing import NamedTuple

import pytest

import wsoa
from tests.checks.small import ACTION, DAY, codes, found, load_small, plan_for, plan_with
from wsoa.checks import pages
from wsoa.checks.check import check
from wsoa.checks.registry import BY_CODE, RULES
from wsoa.checks.silences import EXPIRED, PAST, SILENCEABLE, UNUSED
from wsoa.files.load import load
from wsoa.findings import Severity

SECTIONS = ["What it means", "Why it matters", "Bad", "Good", "How to fix", "How to silence"]
RAISED = re.compile(r'"(?P<code>WSOA[0-9]{3})",\s*"(?P<name>[a-z0-9-]+)"')
WORDS_ONLY = {"002", "003", "009", "014", "015", "016", "017", "018", "107", "901"}
"""Codes whose examples are told in words: see the tests of bytes below."""


class Example(NamedTuple):
    """A fenced block of a page."""

    info: str
    text: str


def page_of(wanted: str) -> pages.Page:
    page = pages.page(wanted)
    assert page is not None, wanted
    return page


def section(code: str, title: str) -> str:
    return page_of(code).text.partition(f"## {title}\n")[2].partition("\n## ")[0]


def example(code: str, title: str) -> Example:
    blocks = re.findall(r"^```(.*)\n((?:.*\n)*?)```$", section(code, title), re.MULTILINE)
    assert len(blocks) == 1, f"{code} {title} has {len(blocks)} examples"
    return Example(*blocks[0])


def day_of(code: str) -> date | None:
    return DAY if "Seen on 31 March 2020." in section(code, "Bad") else None


RUNNABLE = [
    code for code in pages.codes() if code.removeprefix("WSOA") not in WORDS_ONLY and code not in PAST
]


def test_the_small_plan_itself_is_in_order() -> None:
    assert found(plan_with()) == ()
    assert found(plan_with(), DAY) == ()


@pytest.mark.parametrize("code", RUNNABLE)
def test_the_bad_example_raises_the_code_of_its_page_and_no_other(code: str) -> None:
    bad = example(code, "Bad")
    findings = found(plan_for(*bad), day_of(code))
    assert {finding.code for finding in findings} == {code}, findings
    assert {finding.name for finding in findings} == {page_of(code).name}
    assert {finding.severity for finding in findings} == {page_of(code).severity}


@pytest.mark.parametrize("code", RUNNABLE)
def test_the_good_example_raises_nothing(code: str) -> None:
    good = example(code, "Good")
    assert found(plan_for(*good), day_of(code)) == ()


@pytest.mark.parametrize("code", sorted(SILENCEABLE - PAST))
def test_the_silence_on_the_page_silences_the_bad_example(code: str) -> None:
    bad, silence = example(code, "Bad"), example(code, "How to silence")
    assert silence.info == "yaml ignore"
    assert found(plan_for(*bad) + silence.text, day_of(code)) == ()


@pytest.mark.parametrize("code", sorted(set(pages.codes()) - SILENCEABLE))
def test_a_page_says_where_a_code_cannot_be_silenced(code: str) -> None:
    assert "It cannot be silenced" in section(code, "How to silence")


@pytest.mark.parametrize("code", pages.codes())
def test_every_page_has_the_same_sections(code: str) -> None:
    page = page_of(code)
    assert page.text.startswith(f"# {page.code} {page.name}\n\nSeverity: {page.severity}")
    assert re.findall(r"^## (.*)$", page.text, re.MULTILINE) == SECTIONS
    assert all(section(code, title).strip() for title in SECTIONS)


def test_every_code_that_is_raised_has_a_page_and_every_page_a_code() -> None:
    package = Path(wsoa.__file__).parent
    raised = {
        match["code"]: match["name"]
        for file in package.rglob("*.py")
        for match in RAISED.finditer(file.read_text(encoding="utf-8"))
    }
    explained = {code: page_of(code).name for code in pages.codes()}
    never_raised_in_a_plan = {"WSOA901"}
    assert {code: name for code, name in explained.items() if code not in never_raised_in_a_plan} == {
        code: name for code, name in raised.items() if code not in never_raised_in_a_plan
    }


def test_no_code_has_two_names() -> None:
    package = Path(wsoa.__file__).parent
    names: dict[str, set[str]] = {}
    for file in package.rglob("*.py"):
        for match in RAISED.finditer(file.read_text(encoding="utf-8")):
            names.setdefault(match["code"], set()).add(match["name"])
    assert {code: found for code, found in names.items() if len(found) > 1} == {}


def test_codes_and_names_of_rules_are_unique() -> None:
    assert len(BY_CODE) == len(RULES)
    assert len({rule.name for rule in RULES}) == len(RULES)
    assert not {UNUSED[0], EXPIRED[0]} & BY_CODE.keys()


@pytest.mark.parametrize(
    "wanted", ["WSOA301", "wsoa301", "301", "duplicate-ref", "Duplicate-Ref", " WSOA301 "]
)
def test_a_page_is_found_by_code_or_name_in_any_case(wanted: str) -> None:
    assert page_of(wanted).code == "WSOA301"


@pytest.mark.parametrize("wanted", ["WSOA999", "", "../secrets", "WSOA3O1"])
def test_there_is_no_page_for_anything_else(wanted: str) -> None:
    assert pages.page(wanted) is None


@pytest.mark.parametrize(
    ("typed", "nearest"), [("duplicat-ref", "duplicate-ref"), ("WSOA3O1", "WSOA301"), ("zzzzzzz", "")]
)
def test_a_near_miss_gets_a_suggestion(typed: str, nearest: str) -> None:
    assert pages.suggest(typed) == nearest


# What YAML cannot show: the bytes themselves.


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (plan_with().encode("utf-16"), "002"),
        (plan_with(ACTION.replace("how it went", "0\N{EN DASH}25")).encode("cp1252"), "002"),
        (b"title: " + b"x" * 5_000_001, "003"),
        (b"a:\n" + b"".join(b"  " * n + b"- \n" for n in range(1)) + b"  " + b"[" * 40 + b"]" * 40, "003"),
        (
            plan_with("<<<<<<< mine\n" + ACTION + "\n=======\n").replace("          <<<<", "<<<<").encode(),
            "009",
        ),
        (plan_with().replace("\n    title: Plans", "\n \u00a0  title: Plans").encode(), "015"),
    ],
    ids=["utf-16", "windows-1252", "too large", "too deep", "merge", "odd space"],
)
def test_bytes_that_no_page_can_show(data: bytes, code: str) -> None:
    findings = found(data)
    assert code in codes(findings)
    assert page_of(code).severity is Severity.ERROR


def test_a_file_that_cannot_be_opened(tmp_path: Path) -> None:
    folder = tmp_path / "exampleshire"
    (folder / "workstreams" / "1.yaml").mkdir(parents=True)
    (folder / "plan.yaml").write_text(plan_with(), encoding="utf-8")
    assert "014" in codes(check(load(folder)))


def test_workstreams_in_two_places(tmp_path: Path) -> None:
    folder = tmp_path / "exampleshire"
    (folder / "workstreams").mkdir(parents=True)
    (folder / "plan.yaml").write_text(plan_with(), encoding="utf-8")
    (folder / "workstreams" / "1.yaml").write_text("ref: WS1\ntitle: Plans on time\n", encoding="utf-8")
    assert "107" in codes(check(load(folder)))


def test_the_plan_of_an_unreadable_file_is_not_built() -> None:
    assert load_small(b"\xff\xfe").plan is None
