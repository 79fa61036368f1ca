"""A write of several files that was killed half way: a reading tells it, the next writing finishes it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest_plans import HEAD
from tests.files.test_load import part
from wsoa.files.folder import JOURNAL
from wsoa.files.journal import pending
from wsoa.files.load import load
from wsoa.files.write import Replacement, digest, finish_interrupted, interrupted, replace_all

KILLED = """
import os, sys
from pathlib import Path
from wsoa.files.write import Replacement, replace_all
folder, after = Path(sys.argv[1]), int(sys.argv[2])
real, done = Path.replace, []
def counted(self, target):
    if Path(target).name != ".wsoa-journal.json":
        if len(done) == after:
            os._exit(9)
        done.append(target)
    return real(self, target)
Path.replace = counted
names = ("plan.yaml", "workstreams/1-first.yaml", "workstreams/2-second.yaml")
replace_all([Replacement(folder / n, None, (folder / n).read_bytes() + b"# new\\n") for n in names])
"""
NAMES = ("plan.yaml", "workstreams/1-first.yaml", "workstreams/2-second.yaml")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "plans" / "westshire"
    (folder / "workstreams").mkdir(parents=True)
    (folder / "plan.yaml").write_text(HEAD)
    (folder / "workstreams" / "1-first.yaml").write_text(part("A", "due: 2019-10"))
    (folder / "workstreams" / "2-second.yaml").write_text(part("B", "due: 2019-11"))
    return folder


def killed(folder: Path, after: int) -> None:
    """Write all three files in another process, which ends for good after some of the renames."""
    ran = subprocess.run([sys.executable, "-c", KILLED, str(folder), str(after)], check=False)
    assert ran.returncode == 9


def new(folder: Path) -> list[bool]:
    return [(folder / name).read_bytes().endswith(b"# new\n") for name in NAMES]


def litter(folder: Path) -> list[str]:
    return sorted(entry.name for entry in folder.rglob(".wsoa-*"))


@pytest.mark.parametrize("after", [0, 1, 2])
def test_the_next_reading_tells_that_a_write_was_interrupted(folder: Path, after: int) -> None:
    killed(folder, after)
    assert sum(new(folder)) == after
    loaded = load(folder, folder)
    assert [(f.code, f.place.file) for f in loaded.findings] == [("WSOA018", name) for name in NAMES]
    assert loaded.plan is None
    assert sum(new(folder)) == after


@pytest.mark.parametrize("after", [0, 1, 2])
def test_the_next_writing_finishes_it(folder: Path, after: int) -> None:
    killed(folder, after)
    done = finish_interrupted(folder)
    assert done is not None
    assert {file.name for file in done.done} == {Path(name).name for name in NAMES}
    assert (new(folder), litter(folder), done.left) == ([True] * 3, [], ())
    assert load(folder).findings == ()
    assert finish_interrupted(folder) is None


def test_a_file_that_somebody_changed_since_is_left_to_them(folder: Path) -> None:
    killed(folder, 1)
    (folder / NAMES[2]).write_text("theirs: yes\n")
    done = finish_interrupted(folder)
    assert done is not None
    assert [file.name for file in done.left] == ["2-second.yaml"]
    assert (folder / NAMES[2]).read_text() == "theirs: yes\n"
    assert litter(folder) == []


def test_another_write_of_several_files_finishes_it_first(folder: Path) -> None:
    killed(folder, 1)
    replace_all([Replacement(folder / NAMES[0], None, b"x\n"), Replacement(folder / NAMES[1], None, b"y\n")])
    assert new(folder) == [False, False, True]
    assert litter(folder) == []


def test_a_write_of_one_file_leaves_what_the_journal_needs(folder: Path) -> None:
    killed(folder, 1)
    replace_all([Replacement(folder / "workstreams" / "3.yaml", None, part("C").encode())])
    done = finish_interrupted(folder)
    assert done is not None
    assert new(folder) == [True] * 3


def test_nothing_is_left_where_nothing_was_killed(folder: Path) -> None:
    replace_all([Replacement(folder / name, None, b"x\n") for name in NAMES])
    assert litter(folder) == []
    assert interrupted(folder) == ()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such lock")
def test_a_writer_at_work_is_no_interrupted_one(folder: Path) -> None:
    import fcntl  # noqa: PLC0415 - not on Windows

    killed(folder, 1)
    handle = os.open(folder, os.O_RDONLY)
    fcntl.flock(handle, fcntl.LOCK_EX)
    assert interrupted(folder) == ()
    os.close(handle)
    assert len(interrupted(folder)) == 3


@pytest.mark.parametrize(
    ("ready", "target"),
    [
        (".wsoa-aaaaaaaa.tmp", "../outside.yaml"),
        ("../.wsoa-aaaaaaaa.tmp", "../outside.yaml"),
        (".git/hooks/.wsoa-aaaaaaaa.tmp", ".git/hooks/pre-commit"),
        (".wsoa-aaaaaaaa.tmp", ".envrc"),
        ("workstreams/1-first.yaml", "workstreams/2-second.yaml"),
        ("/.wsoa-aaaaaaaa.tmp", "/etc/motd"),
        (".wsoa-aaaaaaaa.tmp", "workstreams/2-second.yaml"),
        (".wsoa-aaaaaaaa.tmp", "a\\b"),
    ],
)
def test_a_journal_that_we_would_not_have_written_is_not_followed(
    folder: Path, ready: str, target: str
) -> None:
    step = {"ready": ready, "target": target, "old": "", "new": digest(b"x")}
    (folder / JOURNAL).write_text(json.dumps({"format": 1, "steps": [step]}))
    (folder / ".git" / "hooks").mkdir(parents=True)
    for name in (".wsoa-aaaaaaaa.tmp", ".git/hooks/.wsoa-aaaaaaaa.tmp"):
        (folder / name).write_bytes(b"x")
    assert pending(folder) is None
    assert finish_interrupted(folder) is None
    assert not (folder / ".git" / "hooks" / "pre-commit").exists()


@pytest.mark.parametrize(
    "text", ["", "{", "[]", '{"format": 2, "steps": []}', "[" * 100_000, '{"format": 1}']
)
def test_a_journal_that_cannot_be_read_stands_in_nobodys_way(folder: Path, text: str) -> None:
    (folder / JOURNAL).write_text(text)
    assert finish_interrupted(folder) is None
    assert load(folder).plan is not None
