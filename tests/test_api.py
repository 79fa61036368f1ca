"""The calls of ``wsoa.api``, as another program would use them: names, results, refusals."""

from __future__ import annotations

import subprocess
import sys
from datetime import date
from inspect import signature
from pathlib import Path

import pytest

from tests.cli.conftest import SMALL
from tests.history.repositories import with_versions
from wsoa import api
from wsoa.reports.registry import REPORTS

DAY = date(2026, 6, 30)
CALLS = {
    "load_plan": ["folder"],
    "load_plans": ["folder"],
    "validate": ["loaded", "as_of", "history"],
    "assess": ["plan", "as_of", "history"],
    "compare": ["old", "new", "written"],
    "timeline": ["folder", "variables"],
    "make_page": [
        *("loaded", "report", "as_of", "form", "audience", "suppress_below", "since", "variables", "warn"),
    ],
    "verify_page": ["text", "plans", "variables", "warn"],
}
"""What others may build on. A name may be added; one that is here may not go or change its meaning."""


@pytest.fixture
def area(tmp_path: Path) -> Path:
    """A plan with two versions in git: in the second, a deadline is a month later."""
    older = SMALL.replace("2026-03-31", "2026-02-28")
    return with_versions(tmp_path, [("2026-01-10", older), ("2026-05-21", SMALL)])


@pytest.mark.parametrize("name", CALLS)
def test_a_call_keeps_its_name_and_what_it_takes(name: str) -> None:
    assert name in api.__all__
    assert list(signature(getattr(api, name)).parameters) == CALLS[name]


@pytest.mark.parametrize("name", sorted(set(api.__all__) - set(CALLS)))
def test_the_classes_that_calls_return_can_be_named(name: str) -> None:
    assert isinstance(getattr(api, name), type)


def test_a_name_that_is_not_there_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="no attribute 'frobnicate'"):
        _ = api.frobnicate


def test_plans_are_loaded_and_assessed(area: Path) -> None:
    (loaded,) = api.load_plans(area.parent)
    assert loaded.id == "anyshire"
    assert loaded.plan is not None
    assert loaded.plan == api.load_plan(area).plan
    stood = {c.ref: c.days_late for c in api.assess(loaded.plan, DAY).commitments}
    assert stood["1.1.1"] == 91


def test_a_folder_without_a_plan_is_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(api.WsoaError, match=r"^There is no plan in .*\.$"):
        api.load_plans(tmp_path)


def test_two_versions_are_compared(area: Path) -> None:
    new = api.load_plan(area).plan
    assert new is not None
    (area / "plan.yaml").write_text(SMALL.replace("2026-03-31", "2026-02-28"), "utf-8")
    old = api.load_plan(area).plan
    assert old is not None
    (moved,) = api.compare(old, new).moved
    assert (moved.ref, moved.days) == ("1.1.1", 31)
    assert api.compare(new, new).changes == ()


def test_findings_grow_with_a_day_and_with_the_history(area: Path) -> None:
    loaded = api.load_plan(area)
    structure = {f.code for f in api.validate(loaded)}
    progress = {f.code for f in api.validate(loaded, DAY)}
    past = {f.code for f in api.validate(loaded, DAY, api.timeline(area))}
    assert structure < progress < past
    assert "WSOA521" in past


def test_no_git_is_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(api.WsoaError):
        api.timeline(tmp_path)


@pytest.mark.parametrize("report", REPORTS)
def test_a_page_is_made_and_found_genuine(area: Path, report: str) -> None:
    loaded = api.load_plan(area)
    page = api.make_page(loaded, report, DAY)
    assert isinstance(page.content, str)
    assert api.verify_page(page.content, [loaded]) == ""
    changed = page.content.replace("Anyshire", "Someshire", 1)
    assert "differs" in api.verify_page(changed, [loaded])


def test_what_cannot_be_made_is_one_sentence(area: Path) -> None:
    loaded = api.load_plan(area)
    with pytest.raises(api.WsoaError, match="no report called 'poem'"):
        api.make_page(loaded, "poem", DAY)
    (area / "plan.yaml").write_text("format: 1\n", "utf-8")
    with pytest.raises(api.WsoaError, match="cannot be read until its errors are mended"):
        api.make_page(api.load_plan(area), "statement", DAY)


def test_a_page_without_a_seal_or_a_plan_is_said_so(area: Path) -> None:
    loaded = api.load_plan(area)
    assert "does not say how it was made" in api.verify_page("<p>Hello</p>", [loaded])
    page = api.make_page(loaded, "summary", DAY)
    with pytest.raises(api.WsoaError, match="no plan called 'anyshire'"):
        api.verify_page(str(page.content), [])


def test_what_could_not_be_looked_at_is_told(tmp_path: Path) -> None:
    folder = tmp_path / "anyshire"
    folder.mkdir()
    (folder / "plan.yaml").write_text(SMALL, "utf-8")
    told: list[str] = []
    api.make_page(api.load_plan(folder), "statement", DAY, warn=told.append)
    assert len(told) == 1
    assert told[0].startswith("anyshire: the history was not looked at.")


def test_importing_the_calls_imports_nothing_heavy() -> None:
    code = "import sys; from wsoa import api; print(*sorted(m for m in sys.modules if m.startswith('wsoa')))"
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ran.stdout.split() == ["wsoa", "wsoa.api", "wsoa.errors"]


def test_every_example_of_the_page_runs(area: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    page = (Path(__file__).parent.parent / "docs" / "api.md").read_text("utf-8")
    examples = [block.split("```")[0] for block in page.split("```python\n")[1:]]
    assert len(examples) >= 4
    monkeypatch.chdir(area.parent.parent)
    names: dict[str, object] = {}
    for example in examples:
        exec(compile(example, "docs/api.md", "exec"), names)  # noqa: S102 - our own page, in order
