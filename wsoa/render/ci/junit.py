"""Findings as a JUnit report, for the test pages of Jenkins, GitLab and Azure.

There is no one standard. This keeps to ``junit-10.xsd`` of the Jenkins xUnit plugin, the strictest that is
published: a suite a file, a case a finding. An error is a failed case; a warning or a remark is a skipped
one, so that a page is red exactly where ``wsoa validate`` fails by default. A file in which nothing was
found has one case that passed, or it would look unchecked.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from wsoa.findings import Finding, Severity
from wsoa.render.ci.findings_words import said
from wsoa.reports.terminal.validation import PlanFindings, Validation
from wsoa.words.text import one_line

_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_COMMAND = re.compile("#(?=#)")


def findings_junit(report: Validation) -> str:
    """Return one XML document with a suite for every file that was read."""
    root = Element("testsuites", name="wsoa")
    for plan in report.plans:
        for file, findings in _by_file(plan):
            _suite(root, file, findings)
    for count in ("tests", "failures", "errors"):
        root.set(count, str(sum(int(suite.get(count, "0")) for suite in root)))
    indent(root)
    # Two hash signs in a row could be a command to the runner that prints this.
    text = _COMMAND.sub("&#35;", tostring(root, encoding="unicode"))
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{text}\n'


def _by_file(plan: PlanFindings) -> Iterator[tuple[str, list[Finding]]]:
    files = sorted({*plan.lines, *(finding.place.file for finding in plan.findings)})
    for file in files:
        yield file, [finding for finding in plan.findings if finding.place.file == file]


def _suite(root: Element, file: str, findings: Sequence[Finding]) -> None:
    failed = sum(1 for finding in findings if finding.severity is Severity.ERROR)
    suite = SubElement(
        root, "testsuite", name=_safe(file), tests=str(len(findings) or 1), failures=str(failed),
        errors="0", skipped=str(len(findings) - failed),
    )  # fmt: skip
    if not findings:
        SubElement(suite, "testcase", name="nothing found", classname=_safe(file))
    seen: Counter[str] = Counter()
    for finding in findings:
        name = " ".join(filter(None, (finding.code, finding.name, finding.ref, finding.field)))
        seen[name] += 1
        repeat = f" ({seen[name]})" if seen[name] > 1 else ""
        _case(suite, _safe(f"{name}{repeat}"), file, finding)


def _case(suite: Element, name: str, file: str, finding: Finding) -> None:
    case = SubElement(suite, "testcase", name=name, classname=_safe(file))
    kind = "failure" if finding.severity is Severity.ERROR else "skipped"
    detail = SubElement(case, kind, type=finding.severity.value, message=_safe(finding.message))
    detail.text = _safe(f"{file}:{finding.place.line}:{finding.place.column}: {said(finding)}")


def _safe(text: str) -> str:
    return _NOT_XML.sub("\N{REPLACEMENT CHARACTER}", one_line(text))
