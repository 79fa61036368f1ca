"""A morning with Cumbria's plan in an editor: a wrong role, its fix, and a role renamed everywhere."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from tests.conftest import PLANS
from tests.editor.client import editor, path_of
from wsoa.checks.check import check
from wsoa.files.load import load

ROLE = "senior-manager-inclusion-ccc"


@pytest.fixture
def cumbria(tmp_path: Path) -> Path:
    """Cumbria's plan in a repository of its own, with one commit."""
    folder = tmp_path / "plans" / "cumbria"
    shutil.copytree(PLANS / "cumbria", folder)
    for words in (["init", "-q"], ["add", "."], ["commit", "-q", "-m", "The statement"]):
        identity = ["-c", "user.name=Anyone", "-c", "user.email=anyone@example.org"]
        subprocess.run(["git", "-C", str(tmp_path), *identity, *words], check=True)
    return folder


def test_a_wrong_role_is_found_and_fixed_and_a_role_renamed_across_seven_files(cumbria: Path) -> None:
    without = next(
        file for file in (cumbria / "workstreams").iterdir() if ROLE not in file.read_text("utf-8")
    )
    with editor(cumbria.parent.parent) as code:
        uri = code.open(without)
        assert [d["code"] for d in code.findings(uri) if d["severity"] == 1] == []

        # somebody types a lead and gets it slightly wrong
        text = code.texts[uri]
        start = text.index("leads: [") + len("leads: [")
        code.change(uri, f"{text[:start]}senior-manager-inclusoin-ccc, {text[start:]}")
        found = [d for d in code.findings(uri) if d["code"] == "WSOA302"]
        assert [d["message"].split("\n")[0] for d in found] == [
            "no role has the id senior-manager-inclusoin-ccc"
        ]
        assert "did you mean senior-manager-inclusion-ccc?" in found[0]["message"]
        assert path_of(found[0]["codeDescription"]["href"]).read_text("utf-8").startswith("# WSOA302")

        # the lamp offers the fix, and it is taken
        asked = {"textDocument": {"uri": uri}, "range": found[0]["range"], "context": {"diagnostics": found}}
        actions = code.ask("textDocument/codeAction", asked)
        assert actions[0]["title"] == (
            "leads: “senior-manager-inclusoin-ccc” is written senior-manager-inclusion-ccc (WSOA302)"
        )
        code.apply(actions[0]["edit"])
        assert code.texts[uri] == f"{text[:start]}{ROLE}, {text[start:]}"
        assert [d for d in code.findings(uri) if d["code"] == "WSOA302"] == []

        # now every file names the role, and it is renamed in one go
        here = code.at(uri, ROLE, after=3)
        ready = code.ask("textDocument/prepareRename", here)
        assert ready["placeholder"] == ROLE
        edit = code.ask("textDocument/rename", {**here, "newName": "head-of-inclusion-ccc"})
        made = code.apply(edit)
        assert len(made) == 7
        assert ROLE not in "".join(made.values())
        without.write_text(code.texts[uri], encoding="utf-8")

    loaded = load(cumbria)
    assert loaded.plan is not None
    assert "head-of-inclusion-ccc" in loaded.plan.roles
    assert [f for f in check(loaded) if f.code == "WSOA302"] == []
