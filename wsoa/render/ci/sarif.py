"""Findings as SARIF 2.1.0, the OASIS format that code scanning services read.

GitHub keeps the 5,000 gravest results of a run and cuts descriptions after 1,024 characters (its page
"SARIF support for code scanning"); so do we, and say how many were left out.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import quote

from wsoa import __version__
from wsoa.checks import pages
from wsoa.findings import Finding, Place, Severity
from wsoa.render.ci.findings_words import fingerprinted, said
from wsoa.render.data.document import dump
from wsoa.reports.terminal.validation import Validation
from wsoa.words.numbers import count
from wsoa.words.text import one_line

MOST = 5000
LONGEST = 1024
_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_ROOT = "%SRCROOT%"
_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}


def findings_sarif(report: Validation) -> str:
    """Return one log with one run: every rule that has a page, and the gravest results."""
    marked = sorted(fingerprinted(report), key=lambda pair: pair[0].severity.rank)
    kept = marked[:MOST]
    rules = _rules([finding for finding, _ in kept])
    index = {rule["id"]: position for position, rule in enumerate(rules)}
    run: dict[str, Any] = {
        "tool": {"driver": {"name": "wsoa", "semanticVersion": __version__, "rules": rules}},
        "columnKind": "unicodeCodePoints",
        "originalUriBaseIds": {_ROOT: {"description": {"text": "The folder the command ran in."}}},
        "results": [_result(finding, mark, index) for finding, mark in kept],
    }
    if dropped := len(marked) - len(kept):
        run["invocations"] = [_left_out(dropped)]
    if report.as_of:
        run["properties"] = {"asOf": report.as_of.isoformat()}
    return dump({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]})


def _rules(findings: Sequence[Finding]) -> list[dict[str, Any]]:
    known = {page.code: page for code in pages.codes() if (page := pages.page(code))}
    found = {finding.code: finding for finding in findings}
    return [
        _rule(known[code]) if code in known else _unexplained(found[code])
        for code in sorted({*known, *found})
    ]


def _rule(page: pages.Page) -> dict[str, Any]:
    parts = _sections(page.text)
    meaning = one_line(parts.get("What it means", page.name))
    plain = "\n\n".join(parts[name] for name in ("Why it matters", "How to fix") if name in parts)
    return {
        "id": page.code,
        "name": page.name,
        "shortDescription": {"text": _sentence(meaning)},
        "fullDescription": {"text": _cut(meaning)},
        "help": {"text": plain or meaning, "markdown": page.text.partition("\n")[2].strip()},
        "defaultConfiguration": {"level": _LEVELS[page.severity]},
    }


def _unexplained(finding: Finding) -> dict[str, Any]:
    return {
        "id": finding.code,
        "name": finding.name,
        "shortDescription": {"text": finding.name},
        "fullDescription": {"text": finding.name},
        "help": {"text": finding.name},
        "defaultConfiguration": {"level": _LEVELS[finding.severity]},
    }


def _sections(text: str) -> dict[str, str]:
    parts = (part.partition("\n") for part in text.split("\n## ")[1:])
    return {name.strip(): body.strip() for name, _, body in parts}


def _sentence(text: str) -> str:
    first, stop, _ = text.partition(". ")
    return _cut(first + stop.rstrip())


def _cut(text: str) -> str:
    return text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"


def _result(finding: Finding, mark: str, index: Mapping[str, int]) -> dict[str, Any]:
    result: dict[str, Any] = {
        "ruleId": finding.code,
        "ruleIndex": index[finding.code],
        "level": _LEVELS[finding.severity],
        "message": {"text": one_line(said(finding))},
        "locations": [{"physicalLocation": _physical(finding.place)}],
        # Not primaryLocationLineHash: the upload action works that one out and warns of any other value.
        "partialFingerprints": {"wsoa/v1": mark},
    }
    if finding.related:
        result["relatedLocations"] = [{"physicalLocation": _physical(place)} for place in finding.related]
    return result


def _physical(place: Place) -> dict[str, Any]:
    region = {"startLine": place.line, "startColumn": place.column}
    if (place.end_line, place.end_column) > (place.line, place.column):
        region |= {"endLine": place.end_line, "endColumn": place.end_column}
    return {"artifactLocation": _artifact(place.file), "region": region}


def _artifact(path: str) -> dict[str, str]:
    name = path.encode("utf-8", "surrogateescape")
    if path.startswith("/") or path[1:3] == ":/":
        return {"uri": f"file:///{quote(name.lstrip(b'/'), safe='/:')}"}
    return {"uri": quote(name), "uriBaseId": _ROOT}


def _left_out(number: int) -> dict[str, Any]:
    text = f"{count(number, 'finding')} less grave than these left out; run wsoa validate to see them all."
    return {
        "executionSuccessful": True,
        "toolExecutionNotifications": [{"level": "warning", "message": {"text": text}}],
    }
