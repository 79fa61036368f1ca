"""What ``validate --fix`` fixes: each fix alone, every broken plan of the corpus, and what it leaves."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.conftest_plans import HEAD, action_plan
from tests.files.test_corpus import cases
from wsoa.authoring.fixes import FIXES, sentence
from wsoa.authoring.fixes_run import FixedPlan, fix_plan
from wsoa.checks import pages
from wsoa.checks.check import check
from wsoa.files.load import load
from wsoa.files.write import replace_all
from wsoa.findings import Finding

DOCS = Path(__file__).parent.parent.parent / "docs" / "authoring.md"


def fixed(folder: Path, *, unsafe: bool = False) -> FixedPlan:
    made = fix_plan(folder, folder, unsafe=unsafe)
    replace_all(made.replacements)
    return made


def saved(folder: Path, text: str | bytes) -> Path:
    folder.mkdir(exist_ok=True)
    (folder / "plan.yaml").write_bytes(text if isinstance(text, bytes) else text.encode())
    return folder


def text_fixed(folder: Path, before: str, *, unsafe: bool = False) -> str:
    """Return the text of a plan file once it is fixed."""
    fixed(saved(folder, before), unsafe=unsafe)
    return (folder / "plan.yaml").read_text("utf-8")


def of_action(text: str) -> list[str]:
    """The lines of an action below its title."""
    lines = text.splitlines()
    return [line.strip() for line in lines[lines.index("            title: Agree the pathway") + 1 :]]


SAFE = [
    ("due: 31st October 2019", "due: 2019-10-31"),
    ("due: 'Nov 2019'  # as agreed", "due: '2019-11'  # as agreed"),
    ("due: January - July 2020", "due: 2020-01/2020-07"),
    ("due: From Feb 2020", "due: 2020-02/.."),
    ("due: 2020-1-15", "due: 2020-01-15"),
    ("page: 1,000", "page: 1000"),
    ("evidence: [{title: Minutes, public: Yes}]", "evidence: [{title: Minutes, public: true}]"),
    ("leads: send-lead", "leads: [send-lead]"),
    ("note: @head asked", 'note: "@head asked"'),
    ("note: 20%\u200e left\u202e", "note: 20%\u200e left"),
    ('note: "tidy\\u202e this"', 'note: "tidy this"'),
    ("note: two\u2028lines", "note: two lines"),
    ("updates: [{date: 2020-01-01, text: x, confidence: High}]",
     "updates: [{date: 2020-01-01, text: x, confidence: high}]"),
]  # fmt: skip

UNSAFE = [
    ("due: 31 Oct 19", "due: 2019-10-31"),
    ("due: 13/5/20", "due: 2020-05-13"),
    ("page: £58", "page: 58"),
    ("deu: 2020-01", "due: 2020-01"),
    ("leads: [SEND Lead]", "leads: [send-lead]"),
    ("leads: [send-laed]", "leads: [send-lead]"),
    ("note: Agree: with schools", 'note: "Agree: with schools"'),
    ("note: See issue #12 of the log", 'note: "See issue #12 of the log"'),
    ("updates: [{date: 2020-01-01, text: x, confidence: hihg}]",
     "updates: [{date: 2020-01-01, text: x, confidence: high}]"),
]  # fmt: skip

LEFT = [
    "due: 03/04/20",
    "due: Autumn 2026",
    "due: 31 November 2019",
    "page: 1,5",
    "page: 1,00",
    "leads: [somebody-else]",
    "leads: send-lead, health-lead",
    "colour: green",
    "note: *star",
    "note: [draft] of it",
    "note: Agree: with\n              schools",
    "note: \x92s",
]


@pytest.mark.parametrize(("before", "after"), SAFE)
def test_what_can_mean_one_thing_only_is_fixed(tmp_path: Path, before: str, after: str) -> None:
    text = text_fixed(tmp_path / "p", action_plan(before))
    assert text == action_plan(after)
    assert load(tmp_path / "p").plan is not None


@pytest.mark.parametrize(("before", "after"), UNSAFE)
def test_what_is_only_likely_waits_until_it_is_asked_for(tmp_path: Path, before: str, after: str) -> None:
    assert text_fixed(tmp_path / "p", action_plan(before)) == action_plan(before)
    assert text_fixed(tmp_path / "p", action_plan(before), unsafe=True) == action_plan(after)


@pytest.mark.parametrize("line", LEFT)
def test_what_needs_somebody_who_knows_is_left(tmp_path: Path, line: str) -> None:
    assert text_fixed(tmp_path / "p", action_plan(line), unsafe=True) == action_plan(line)


def test_a_line_written_twice_is_written_once(tmp_path: Path) -> None:
    twice = action_plan("due: 2020-01", "page: 1", "due: 2020-01")
    assert of_action(text_fixed(tmp_path / "p", twice)) == ["due: 2020-01", "page: 1"]


def test_two_dates_for_one_key_are_left(tmp_path: Path) -> None:
    twice = action_plan("due: 2020-01", "due: 2020-02")
    assert text_fixed(tmp_path / "p", twice, unsafe=True) == twice


@pytest.mark.parametrize("also", [(), ("WSOA402",)])
def test_a_silence_that_silences_nothing_goes(tmp_path: Path, also: tuple[str, ...]) -> None:
    silences = "".join(f"  - {{code: {code}, reason: Agreed}}\n" for code in ("WSOA203", "WSOA403", *also))
    text = text_fixed(tmp_path / "p", action_plan(head=f"ignore:\n{silences}"), unsafe=True)
    assert ("WSOA203" in text, "WSOA403" in text) == (False, True)
    assert "WSOA413" not in {finding.code for finding in check(load(tmp_path / "p"))}


def test_a_silence_that_stands_alone_goes_with_its_key(tmp_path: Path) -> None:
    text = action_plan("due: 2020-01", head="ignore:\n  - {code: WSOA203, reason: Agreed}\n")
    assert text_fixed(tmp_path / "p", text, unsafe=True) == action_plan("due: 2020-01")


@pytest.mark.parametrize(
    ("data", "unsafe"),
    [(action_plan().encode("utf-16"), False), (action_plan("note: It’s agreed").encode("cp1252"), True)],
)
def test_a_file_that_is_not_utf8_is_saved_again(tmp_path: Path, data: bytes, *, unsafe: bool) -> None:
    made = fixed(saved(tmp_path / "p", data), unsafe=unsafe)
    assert [one.code for one in made.fixed] == ["WSOA002"]
    assert load(tmp_path / "p").plan is not None


def test_several_rounds_reach_what_the_first_could_not_see(tmp_path: Path) -> None:
    text = action_plan("note: @head", "detail: `code`", "due: End March 2020", "leads: send-lead")
    made = fixed(saved(tmp_path / "p", text.replace("\n", "\r\n")))
    assert [one.code for one in made.fixed] == ["WSOA001", "WSOA001", "WSOA202", "WSOA103"]
    assert [one.line for one in made.fixed] == sorted(one.line for one in made.fixed)
    assert b"            due: 2020-03-31\r\n" in (tmp_path / "p" / "plan.yaml").read_bytes()


def test_many_dates_are_fixed_at_once(tmp_path: Path) -> None:
    actions = "".join(
        f"          - {{ref: a{n}, title: T, due: {n % 28 + 1} May 2020}}\n" for n in range(300)
    )
    made = fixed(saved(tmp_path / "p", action_plan() + actions))
    assert len(made.fixed) == 300
    assert load(tmp_path / "p").plan is not None


def test_a_fix_that_would_bring_a_new_finding_is_not_made(tmp_path: Path) -> None:
    """The words are two keys on one line, and in quotes they would be no date."""
    text = action_plan("due: 2020-01 note: soon")
    assert text_fixed(tmp_path / "p", text, unsafe=True) == text


def test_a_plan_without_findings_is_not_touched(tmp_path: Path) -> None:
    made = fix_plan(saved(tmp_path / "p", f"{HEAD}workstreams: []\n"), tmp_path, unsafe=True)
    assert (made.fixed, made.diff, made.replacements) == ((), "", ())


@pytest.mark.parametrize("unsafe", [False, True], ids=["safe", "unsafe"])
@pytest.mark.parametrize("case", cases("invalid"), ids=lambda case: case.name)
def test_a_broken_plan_ends_with_fewer_findings_or_as_it_was(
    tmp_path: Path, case: Path, *, unsafe: bool
) -> None:
    folder = tmp_path / "p"
    if case.is_dir():
        shutil.copytree(case, folder)
    else:
        saved(folder, case.read_bytes())
    files = {file: file.read_bytes() for file in folder.rglob("*.yaml")}
    before = load(folder).findings
    made = fixed(folder, unsafe=unsafe)
    after = load(folder).findings
    assert bool(made.fixed) == bool(made.diff) == bool(made.replacements)
    if not made.fixed:
        assert files == {file: file.read_bytes() for file in folder.rglob("*.yaml")}
        assert after == before
    else:
        assert len(after) < len(before)
        assert said(after) <= said(before)
        assert fix_plan(folder, folder, unsafe=unsafe).fixed == ()


def said(findings: tuple[Finding, ...]) -> set[tuple[str, str, str]]:
    return {(finding.code, finding.place.file, finding.message) for finding in findings}


@pytest.mark.parametrize("code", pages.codes())
def test_the_page_of_a_code_says_what_can_be_fixed_and_no_other_does(code: str) -> None:
    page = pages.page(code)
    assert page is not None
    text = " ".join(page.text.partition("## How to fix")[2].partition("## How to silence")[0].split())
    assert ("wsoa validate --fix" in text) == (code in FIXES)
    assert code not in FIXES or sentence(FIXES[code]) in text


@pytest.mark.parametrize("code", FIXES)
def test_the_documentation_lists_every_fix(code: str) -> None:
    row = next(line for line in DOCS.read_text("utf-8").splitlines() if line.startswith(f"| `{code}`"))
    assert [cell.strip() for cell in row.split("|")[2:4]] == [FIXES[code].safe, FIXES[code].unsafe]


@pytest.mark.parametrize("code", FIXES)
def test_every_fix_says_when_it_is_made(code: str) -> None:
    assert FIXES[code].safe or FIXES[code].unsafe
