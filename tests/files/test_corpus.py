"""Every plan in tests/corpus loads as its folder says: valid without a word, invalid with what is expected.

To add a case, put a plan (a file, or a folder for a split plan) into ``valid/`` or ``invalid/`` and run
``WSOA_UPDATE_GOLDEN=1 pytest tests/files/test_corpus.py``. Then read the expectation it wrote.
"""

from __future__ import annotations

import json
import os
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.conftest_plans import load_text
from wsoa.assess.assessment import assess
from wsoa.files.load import LoadedPlan, load
from wsoa.findings import Finding, Severity, worst

CORPUS = Path(__file__).parent.parent / "corpus"
UPDATE = bool(os.environ.get("WSOA_UPDATE_GOLDEN"))


def cases(kind: str) -> list[Path]:
    return sorted(path for path in (CORPUS / kind).iterdir() if path.is_dir() or path.suffix == ".yaml")


def read(case: Path) -> LoadedPlan:
    return load(case, case) if case.is_dir() else load_text(case.read_bytes())


def expectation(case: Path) -> Path:
    return case.parent / f"{case.stem}.expected.json"


def described(finding: Finding, says: str) -> dict[str, Any]:
    place = finding.place
    return {
        "code": finding.code,
        "file": place.file,
        "line": place.line,
        "column": place.column,
        "says": says,
    }


def written(case: Path, findings: tuple[Finding, ...]) -> list[dict[str, Any]]:
    """Expectations for these findings; a fragment somebody wrote stays as long as it still holds."""
    path = expectation(case)
    old = json.loads(path.read_text("utf-8")) if path.is_file() else []
    kept = [entry["says"] for entry in old]
    return [described(f, next((says for says in kept if says in f.message), f.message)) for f in findings]


@pytest.mark.parametrize("case", cases("valid"), ids=lambda case: case.name)
def test_a_valid_plan_loads_without_findings_and_can_be_assessed(case: Path) -> None:
    loaded = read(case)
    assert loaded.findings == ()
    assert loaded.plan is not None
    assert assess(loaded.plan, date(2020, 3, 31)).plan is loaded.plan


@pytest.mark.parametrize("case", cases("invalid"), ids=lambda case: case.name)
def test_an_invalid_plan_gives_the_findings_that_are_expected(case: Path) -> None:
    loaded = read(case)
    if UPDATE:
        text = json.dumps(written(case, loaded.findings), indent=2, ensure_ascii=False)
        expectation(case).write_text(text + "\n", "utf-8")
    expected = json.loads(expectation(case).read_text("utf-8"))
    assert expected, "an invalid plan must have at least one finding"
    assert [described(f, "") for f in loaded.findings] == [{**entry, "says": ""} for entry in expected]
    for finding, entry in zip(loaded.findings, expected, strict=True):
        assert entry["says"] in finding.message
        assert finding.help
    assert worst(loaded.findings) is Severity.ERROR
    assert loaded.plan is None


def test_every_expectation_belongs_to_a_case() -> None:
    known = {expectation(case) for case in cases("invalid")}
    found = set(CORPUS.rglob("*.expected.json"))
    for orphan in found - known if UPDATE else ():
        orphan.unlink()
    assert set(CORPUS.rglob("*.expected.json")) == known
