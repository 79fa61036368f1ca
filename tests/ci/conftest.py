"""The steps of the action as a runner runs them, with programs that write down how they were called."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from ruamel.yaml import YAML

REPOSITORY = Path(__file__).parents[2]

RECORD = """\
#!/usr/bin/env bash
printf '%s\\0' "$@" '' >>"$CALLS"
"""
WSOA = (
    RECORD
    + """\
for word in "$@"; do
  case $word in
    --report=*) file=${word#--report=*=}; echo "found by $file" >"$file" ;;
  esac
done
echo "printed by wsoa"
exit "${WSOA_STUB_CODE:-0}"
"""
)
GH = (
    RECORD
    + """\
for word in "$@"; do
  case $word in body=@*) cp "${word#body=@}" "$POSTED" ;; esac
done
if [ "${GH_FAILS:-}" = 1 ]; then echo "HTTP 403" >&2; exit 1; fi
case " $* " in *" --paginate "*) printf '%s' "${GH_FOUND:-}" ;; esac
"""
)


def read_yaml(file: Path) -> Any:  # noqa: ANN401 - a workflow is whatever it is
    """The document in a YAML file."""
    return YAML(typ="safe").load(file.read_text(encoding="utf-8"))


def step(step_id: str) -> dict[str, Any]:
    """One step of the action, by its id or its name."""
    steps = read_yaml(REPOSITORY / "action.yml")["runs"]["steps"]
    [found] = [one for one in steps if step_id in {one.get("id"), one.get("name")}]
    return dict(found)


class Ran(NamedTuple):
    """What a step did."""

    code: int
    out: str
    err: str
    summary: str
    outputs: Mapping[str, str]
    calls: tuple[tuple[str, ...], ...]


class Runner:
    """A workspace, a place for temporary files, and the files a GitHub runner reads afterwards."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.workspace = folder / "workspace"
        self.out = folder / "temp" / "wsoa" / "out"
        self.bin = folder / "bin"
        for made in (self.workspace, self.out, self.bin):
            made.mkdir(parents=True)
        self.program("wsoa", WSOA)
        self.program("gh", GH)

    def program(self, name: str, text: str) -> Path:
        """Put a program on the path."""
        file = self.bin / name
        file.write_text(text, encoding="utf-8")
        file.chmod(0o755)
        return file

    @property
    def posted(self) -> str:
        """The comment that was sent last."""
        return (self.folder / "posted").read_text(encoding="utf-8")

    def run(self, step_id: str, **variables: str) -> Ran:
        """Run the script of a step the way GitHub runs ``shell: bash``."""
        script = self.folder / "step.sh"
        script.write_text(step(step_id)["run"], encoding="utf-8")
        files = {name: self.folder / name for name in ("GITHUB_OUTPUT", "GITHUB_STEP_SUMMARY", "CALLS")}
        for file in files.values():
            file.write_text("", encoding="utf-8")
        environ = {
            **{name: str(file) for name, file in files.items()},
            "PATH": f"{self.bin}{os.pathsep}{os.environ['PATH']}",
            "HOME": str(self.folder),
            "RUNNER_TEMP": str(self.folder / "temp"),
            "GITHUB_ACTION_PATH": str(REPOSITORY),
            "GITHUB_REPOSITORY": "anyshire/plans",
            "POSTED": str(self.folder / "posted"),
            "WSOA": str(self.bin / "wsoa"),
            "WSOA_OUT": str(self.out),
            **{name: "" for name in step(step_id).get("env", {}) if name not in {"WSOA", "WSOA_OUT"}},
            **variables,
        }
        ran = subprocess.run(
            ["bash", "--noprofile", "--norc", "-eo", "pipefail", str(script)],
            cwd=self.workspace, env=environ, capture_output=True, text=True, check=False, timeout=60,
        )  # fmt: skip
        text = {name: file.read_text(encoding="utf-8") for name, file in files.items()}
        outputs = dict(line.partition("=")[::2] for line in text["GITHUB_OUTPUT"].splitlines())
        calls = [tuple(call.split("\0")) for call in text["CALLS"].split("\0\0")[:-1]]
        return Ran(ran.returncode, ran.stdout, ran.stderr, text["GITHUB_STEP_SUMMARY"], outputs, tuple(calls))

    def everything(self) -> set[str]:
        """Every file that is there now."""
        return {str(file.relative_to(self.folder)) for file in self.folder.rglob("*")}


@pytest.fixture
def runner(tmp_path: Path) -> Runner:
    """A runner with an empty workspace."""
    if shutil.which("bash") is None:
        pytest.skip("needs bash, as the steps of the action do")
    return Runner(tmp_path)
