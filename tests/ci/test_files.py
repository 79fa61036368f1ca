"""The files that GitHub and pre-commit read, held against their published schemas and our own rules."""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.ci.conftest import REPOSITORY, read_yaml
from tests.tools import tool

ACTION = REPOSITORY / "action.yml"
WORKFLOWS = sorted((REPOSITORY / ".github" / "workflows").glob("*.yml"))
HOOKS = REPOSITORY / ".pre-commit-hooks.yaml"


def checked(*words: str) -> None:
    ran = subprocess.run([sys.executable, "-m", *words], capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stdout + ran.stderr


def steps(file: Path) -> Iterator[dict[str, Any]]:
    document = read_yaml(file)
    if "runs" in document:
        yield from document["runs"]["steps"]
    for job in document.get("jobs", {}).values():
        yield from job["steps"]


def test_the_action_keeps_to_its_schema() -> None:
    tool("check_jsonschema", "check-jsonschema")
    checked("check_jsonschema", "--builtin-schema", "vendor.github-actions", str(ACTION))


@pytest.mark.parametrize("workflow", WORKFLOWS, ids=lambda file: file.name)
def test_a_workflow_keeps_to_its_schema(workflow: Path) -> None:
    tool("check_jsonschema", "check-jsonschema")
    checked("check_jsonschema", "--builtin-schema", "vendor.github-workflows", str(workflow))


def test_the_gitlab_jobs_in_the_documentation_keep_to_their_schema(tmp_path: Path) -> None:
    tool("check_jsonschema", "check-jsonschema")
    page = (REPOSITORY / "docs" / "ci.md").read_text(encoding="utf-8")
    blocks = re.findall(r"```yaml gitlab\n(.*?)```", page, re.DOTALL)
    assert blocks
    for block in blocks:
        file = tmp_path / ".gitlab-ci.yml"
        file.write_text(block, encoding="utf-8")
        checked("check_jsonschema", "--builtin-schema", "vendor.gitlab-ci", str(file))


def test_the_hook_keeps_to_what_pre_commit_asks() -> None:
    tool("pre_commit", "pre-commit")
    checked("pre_commit", "validate-manifest", str(HOOKS))


def test_each_hook_looks_at_the_plans_as_a_whole_and_changes_nothing() -> None:
    hooks = read_yaml(HOOKS)
    assert [hook["entry"] for hook in hooks] == ["wsoa validate", "wsoa format --check"]
    for hook in hooks:
        assert hook["pass_filenames"] is False
        assert hook["require_serial"] is True
        assert hook["types"] == ["yaml"]
        assert re.search(hook["files"], "plans/cumbria/plan.yaml")
        assert not re.search(hook["files"], "docs/plans/plan.yaml")


@pytest.mark.parametrize("file", [ACTION, *WORKFLOWS], ids=lambda file: file.name)
def test_no_step_pastes_anything_into_a_script(file: Path) -> None:
    for one in steps(file):
        assert "${{" not in one.get("run", ""), one
        if file == ACTION and "run" in one:
            assert one["shell"] == "bash"


@pytest.mark.parametrize(
    "file", [ACTION, *(REPOSITORY / ".github" / "workflows" / name for name in ("wsoa.yml", "release.yml"))]
)
def test_what_others_run_is_pinned_to_a_commit(file: Path) -> None:
    used = [one["uses"] for one in steps(file) if "uses" in one]
    assert used
    assert all(use.startswith("./") or re.search(r"@[0-9a-f]{40}\Z", use) for use in used)


@pytest.mark.parametrize("workflow", WORKFLOWS, ids=lambda file: file.name)
def test_nothing_starts_with_the_rights_of_the_target(workflow: Path) -> None:
    document = read_yaml(workflow)
    started = document.get("on", document.get(True))
    assert "pull_request_target" not in started


def test_only_the_comment_may_write_to_pull_requests() -> None:
    jobs = read_yaml(REPOSITORY / ".github" / "workflows" / "wsoa.yml")["jobs"]
    assert jobs["check"]["permissions"] == {"contents": "read"}
    writers = [name for name, job in jobs.items() if "write" in job.get("permissions", {}).values()]
    assert writers == ["comment"]
    assert jobs["check"]["steps"][0]["with"]["fetch-depth"] == 0


def test_only_the_job_that_publishes_may_publish_and_it_builds_nothing() -> None:
    jobs = read_yaml(REPOSITORY / ".github" / "workflows" / "release.yml")["jobs"]
    assert jobs["publish"]["permissions"] == {"id-token": "write"}
    assert jobs["publish"]["environment"] == "release"
    downloaded, published = jobs["publish"]["steps"]
    assert downloaded["uses"].startswith("actions/download-artifact@")
    assert published["run"].endswith("&& uv publish --trusted-publishing always dist/*")
    assert "contents" not in {key for key, right in jobs["build"]["permissions"].items() if right == "write"}


def test_the_workflow_passes_on_every_input_of_the_action() -> None:
    given = read_yaml(REPOSITORY / ".github" / "workflows" / "wsoa.yml")["jobs"]["check"]["steps"]
    [use] = [one for one in given if one["uses"] == "./.wsoa-tool"]
    assert set(use["with"]) == set(read_yaml(ACTION)["inputs"]) - {"comment"}


LATEST = {"browser", "dev"}
"""Extras that only the newest versions are tried of."""


def test_the_oldest_versions_that_ci_tries_are_those_that_the_project_allows() -> None:
    project = tomllib.loads((REPOSITORY / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = project["optional-dependencies"]
    named = [
        *project["dependencies"],
        *(one for name in extras for one in extras[name] if name not in LATEST),
    ]
    floors = dict(found for line in named for found in re.findall(r"^([\w.-]+)>=([\w.]+)[^;]*$", line))
    pins = (REPOSITORY / ".ci" / "oldest.txt").read_text(encoding="utf-8")
    assert dict(re.findall(r"^([\w.-]+)==([\w.]+)$", pins, re.MULTILINE)) == floors


def test_the_action_installs_only_files_whose_hashes_are_known() -> None:
    install = next(step["run"] for step in read_yaml(ACTION)["runs"]["steps"] if step.get("id") == "install")
    assert "--require-hashes --only-binary=:all: -r" in install
    assert "--no-deps --no-index --no-build-isolation" in install
    pinned = (REPOSITORY / ".github" / "requirements.txt").read_text(encoding="utf-8")
    entries = re.split(r"\n(?=\S)", re.sub(r"^#.*\n", "", pinned, flags=re.MULTILINE).strip())
    assert all(re.match(r"[\w.-]+==[\w.]+(?: ; [^\\]+)? \\\n", one) for one in entries)
    assert all("--hash=sha256:" in one for one in entries)
    assert "://" not in pinned


def test_what_the_action_installs_is_what_the_project_needs() -> None:
    project = tomllib.loads((REPOSITORY / "pyproject.toml").read_text(encoding="utf-8"))
    needed = [*project["project"]["dependencies"], *project["build-system"]["requires"]]
    pinned = (REPOSITORY / ".github" / "requirements.txt").read_text(encoding="utf-8")
    versions = dict(re.findall(r"^([\w.-]+)==([\w.]+)", pinned, re.MULTILINE))
    for line in needed:
        found = re.match(r"([\w.-]+)>=([\w.]+)", line)
        assert found is not None
        version = versions[found[1].lower().replace(".", "-")]
        assert [int(n) for n in version.split(".")] >= [int(n) for n in found[2].split(".")]
