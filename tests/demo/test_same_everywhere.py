"""The demo is the same whoever writes it, wherever, and with whatever git is set to do."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

from wsoa.demo.build import Demo, build
from wsoa.errors import WsoaError

BOARD_OF_JUNE = "b14ef16d09c331accafe4cb77c6adce1d349a10c"
"""The version of the board of June: another one where the story, or the way that edits are written, changes.

Later versions keep forms as they came back, and with them words that are often put better.
"""

SETTINGS = """\
[user]
    name = Somebody Else
[commit]
    gpgSign = true
[tag]
    gpgSign = true
[gpg]
    program = false
[core]
    autocrlf = true
    eol = crlf
    hooksPath = {hooks}
    excludesFile = {ignored}
    attributesFile = {attributes}
    fsmonitor = {hooks}/pre-commit
[init]
    defaultBranch = trunk
    templateDir = {template}
    defaultObjectFormat = sha256
[i18n]
    commitEncoding = ISO-8859-1
"""


def hostile(home: Path) -> dict[str, str]:
    """The variables of somebody whose git signs, converts, refuses and is told to write elsewhere."""
    hooks, template = home / "hooks", home / "template"
    for folder in (hooks, template / "hooks", template / "info", home / "git"):
        folder.mkdir(parents=True)
    for hook in (hooks / "pre-commit", hooks / "reference-transaction", template / "hooks" / "pre-commit"):
        hook.write_text("#!/bin/sh\nexit 1\n")
        hook.chmod(0o755)
    for name in ("ignored", "template/info/exclude", "git/ignore"):
        (home / name).write_text("*.yaml\n*.md\n")
    for name in ("attributes", "template/info/attributes", "git/attributes"):
        (home / name).write_text("* text eol=crlf ident\n")
    settings = SETTINGS.format(
        hooks=hooks, template=template, ignored=home / "ignored", attributes=home / "attributes"
    )
    (home / ".gitconfig").write_text(settings)
    return {
        **os.environ,
        "HOME": str(home),
        "XDG_CONFIG_HOME": str(home),
        "GIT_CONFIG_SYSTEM": str(home / ".gitconfig"),
        "GIT_CONFIG_COUNT": "1",
        "GIT_CONFIG_KEY_0": "core.safecrlf",
        "GIT_CONFIG_VALUE_0": "true",
        "GIT_CONFIG_PARAMETERS": "'commit.gpgsign=true'",
        "GIT_TEMPLATE_DIR": str(template),
        "GIT_DEFAULT_HASH": "sha256",
        "GIT_DIR": str(home / "elsewhere"),
        "GIT_INDEX_FILE": str(home / "index"),
        "GIT_AUTHOR_NAME": "Somebody Else",
        "GIT_COMMITTER_DATE": "2001-01-01T00:00:00Z",
        "LANG": "de_DE.UTF-8",
        "LC_ALL": "tr_TR.ISO-8859-9",
        "TZ": "Pacific/Auckland",
    }


def asked(folder: Path, *words: str) -> str:
    """What plain git says of a folder."""
    plain = {"PATH": os.environ["PATH"], "HOME": "/nonexistent", "GIT_CONFIG_NOSYSTEM": "1"}
    ran = subprocess.run(["git", *words], cwd=folder, env=plain, capture_output=True, text=True, check=True)
    return ran.stdout


def files_of(folder: Path) -> dict[str, bytes]:
    """Every file that is not git's own."""
    files = (file for file in folder.rglob("*") if file.is_file())
    named = {file.relative_to(folder).as_posix(): file.read_bytes() for file in files}
    return {name: data for name, data in named.items() if not name.startswith(".git/")}


def test_the_versions_have_the_ids_they_have_everywhere(demo: Demo) -> None:
    assert asked(demo.folder, "rev-parse", "board-2025-06").strip() == BOARD_OF_JUNE


def test_whatever_git_is_set_to_do_the_demo_is_the_same(demo: Demo, tmp_path: Path) -> None:
    other = build(tmp_path / "other", hostile(tmp_path / "home"))
    assert other.versions == demo.versions
    assert asked(other.folder, "show-ref") == asked(demo.folder, "show-ref")
    assert files_of(other.folder) == files_of(demo.folder)
    assert not (other.folder / ".git" / "hooks").exists()


def test_the_folder_is_clean_and_on_its_main_branch(demo: Demo) -> None:
    assert asked(demo.folder, "status", "--porcelain", "--branch") == "## main\n"
    assert asked(demo.folder, "rev-parse", "HEAD").strip() == demo.versions[-1]
    assert asked(demo.folder, "rev-list", "--count", "HEAD").strip() == str(len(demo.story.versions))


def test_every_version_names_a_post_and_a_day_of_the_story(demo: Demo) -> None:
    told = asked(demo.folder, "log", "--reverse", "--format=%ad %cd %an %cn %s", "--date=iso").splitlines()
    for line, step in zip(told, demo.story.versions, strict=True):
        name, _ = step.author.parts
        moment = f"{step.day} 12:00:00 +0000"
        assert line == f"{moment} {moment} {name} {name} {step.subject}"


def test_a_folder_that_is_not_empty_is_refused_and_left_alone(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine")
    with pytest.raises(WsoaError, match="not empty"):
        build(tmp_path, os.environ)
    assert [file.name for file in tmp_path.iterdir()] == ["mine.txt"]


def test_a_file_in_the_way_is_refused(tmp_path: Path) -> None:
    (tmp_path / "demo").write_text("mine")
    with pytest.raises(WsoaError, match="no folder"):
        build(tmp_path / "demo", os.environ)


def test_without_git_it_says_so_and_leaves_nothing(tmp_path: Path) -> None:
    with pytest.raises(WsoaError, match="Git is not installed"):
        build(tmp_path / "far" / "demo", {"PATH": str(tmp_path)})
    assert list(tmp_path.iterdir()) == []
