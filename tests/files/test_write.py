"""A file is old or new, never half; two writers never mix; a full disk costs nothing."""

from __future__ import annotations

import errno
import os
import random
import signal
import stat
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pytest

from wsoa.files import write
from wsoa.files.write import (
    ABSENT,
    ChangedError,
    Replacement,
    digest,
    read_with_digest,
    replace_all,
    replace_file,
)

KILLS = int(os.environ.get("WSOA_TEST_KILLS", "25"))
"""How many writers are killed; 25 keeps the suite quick."""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A file in a folder of its own."""
    path = tmp_path / "plan.yaml"
    path.write_bytes(b"title: old\n")
    return path


def litter(folder: Path) -> list[str]:
    return [entry.name for entry in folder.iterdir() if entry.name.startswith(".wsoa-")]


def test_a_file_is_replaced_if_it_is_still_what_was_read(file: Path) -> None:
    _, stamp = read_with_digest(file)
    replace_file(file, stamp, b"title: new\n")
    assert file.read_bytes() == b"title: new\n"
    assert litter(file.parent) == []


def test_a_file_changed_meanwhile_is_left_to_its_author(file: Path) -> None:
    _, stamp = read_with_digest(file)
    file.write_bytes(b"title: theirs\n")
    with pytest.raises(ChangedError, match="was changed by somebody else meanwhile; nothing was written"):
        replace_file(file, stamp, b"title: mine\n")
    assert file.read_bytes() == b"title: theirs\n"
    assert litter(file.parent) == []


def test_a_new_file_is_made_only_where_there_is_none(file: Path) -> None:
    with pytest.raises(ChangedError):
        replace_file(file, ABSENT, b"x")
    replace_file(file.with_name("new.yaml"), ABSENT, b"x")
    assert file.with_name("new.yaml").read_bytes() == b"x"


def test_several_files_change_together_or_not_at_all(file: Path) -> None:
    other = file.with_name("other.yaml")
    other.write_bytes(b"a\n")
    with pytest.raises(ChangedError):
        replace_all([Replacement(file, None, b"b\n"), Replacement(other, digest(b"something else"), b"b\n")])
    assert (file.read_bytes(), other.read_bytes()) == (b"title: old\n", b"a\n")


def test_a_failure_half_way_puts_the_first_file_back(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    other = file.with_name("other.yaml")
    other.write_bytes(b"a\n")
    real = Path.replace

    def fail_on_other(self: Path, target: Path) -> Path:
        if target.name == "other.yaml":
            raise OSError(errno.EIO, "Input/output error")
        return real(self, target)

    monkeypatch.setattr(Path, "replace", fail_on_other)
    with pytest.raises(OSError, match="Input/output error; the file is as it was"):
        replace_all([Replacement(file, None, b"b\n"), Replacement(other, None, b"b\n")])
    assert (file.read_bytes(), other.read_bytes()) == (b"title: old\n", b"a\n")
    assert litter(file.parent) == []


@pytest.mark.skipif(sys.platform == "win32", reason="modes and links are a matter of POSIX")
class TestWhatStays:
    @pytest.mark.parametrize("mode", [0o600, 0o640, 0o664, 0o755])
    def test_the_mode(self, file: Path, mode: int) -> None:
        file.chmod(mode)
        replace_file(file, None, b"new")
        assert stat.S_IMODE(file.stat().st_mode) == mode

    def test_a_new_file_gets_the_mode_any_new_file_gets(self, file: Path) -> None:
        made = file.with_name("new.yaml")
        replace_file(made, None, b"new")
        file.with_name("by-hand").write_bytes(b"")
        assert made.stat().st_mode == file.with_name("by-hand").stat().st_mode

    def test_a_symbolic_link(self, file: Path, tmp_path: Path) -> None:
        (tmp_path / "links").mkdir()
        link = tmp_path / "links" / "plan.yaml"
        link.symlink_to(os.path.relpath(file, link.parent))
        replace_file(link, digest(b"title: old\n"), b"new")
        assert link.is_symlink()
        assert file.read_bytes() == b"new"

    @pytest.mark.skipif(
        not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root can give files away"
    )
    def test_the_owner(self, file: Path) -> None:
        os.chown(file, 1234, 4321)
        replace_file(file, None, b"new")
        assert (file.stat().st_uid, file.stat().st_gid) == (1234, 4321)

    def test_the_access_list(self, file: Path) -> None:
        if sys.platform != "linux":
            pytest.skip("kept in attributes on Linux only")
        try:
            os.setxattr(file, "user.wsoa", b"kept")
        except OSError:
            pytest.skip("no attributes on this disk")
        replace_file(file, None, b"new")
        assert os.getxattr(file, "user.wsoa") == b"kept"

    def test_links_in_a_circle_are_one_sentence(self, file: Path) -> None:
        link = file.with_name("round.yaml")
        link.symlink_to(link)
        with pytest.raises(OSError, match="run in a circle"):
            replace_file(link, None, b"new")

    def test_something_that_is_no_file_is_left_alone(self, file: Path) -> None:
        pipe = file.with_name("pipe")
        os.mkfifo(pipe)
        for place in (pipe, file.parent):
            with pytest.raises(OSError, match="it is not an ordinary file"):
                replace_file(place, None, b"new")

    def test_a_read_only_file(self, file: Path) -> None:
        file.chmod(0o444)
        with pytest.raises(OSError, match="you may not write there; the file is as it was") as caught:
            replace_file(file, None, b"new")
        assert caught.value.filename == str(file)
        assert file.read_bytes() == b"title: old\n"


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (errno.ENOSPC, "the disk is full"),
        (errno.EROFS, "the disk can only be read"),
        (errno.EACCES, "may not write"),
    ],
)
@pytest.mark.parametrize("step", ["mkstemp", "fsync", "replace"])
def test_a_failing_disk_leaves_the_old_file_and_no_litter(
    file: Path, monkeypatch: pytest.MonkeyPatch, number: int, words: str, step: str
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise OSError(number, os.strerror(number))

    target = {"mkstemp": tempfile, "fsync": os, "replace": Path}[step]
    monkeypatch.setattr(target, step, fail)
    with pytest.raises(OSError, match=words):
        replace_file(file, None, b"new")
    assert file.read_bytes() == b"title: old\n"
    assert litter(file.parent) == []


@pytest.mark.skipif(sys.platform != "linux", reason="needs a small disk")
def test_a_file_too_large_for_the_disk_costs_nothing(file: Path) -> None:
    program = (
        "import resource, signal, sys; from pathlib import Path; from wsoa.files.write import replace_file;"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN);"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096));"
        "replace_file(Path(sys.argv[1]), None, b'x' * 100_000)"
    )
    ran = subprocess.run(
        [sys.executable, "-c", program, str(file)], capture_output=True, text=True, check=False
    )
    assert "larger than this system allows; the file is as it was" in ran.stderr
    assert file.read_bytes() == b"title: old\n"
    assert litter(file.parent) == []


WRITER = """
import sys
from pathlib import Path
from wsoa.files.write import replace_file
file = Path(sys.argv[1])
sides = [bytes([letter]) * 3_000_000 for letter in b"ab"]
print("ready", flush=True)
for turn in range(10_000):
    replace_file(file, None, sides[turn % 2])
"""


@pytest.mark.skipif(sys.platform == "win32", reason="needs kill -9")
def test_a_killed_writer_leaves_the_old_file_or_the_new(file: Path) -> None:
    file.write_bytes(b"a" * 3_000_000)
    chance = random.Random(2026)  # noqa: S311 - moments, not secrets
    for _ in range(KILLS):
        with subprocess.Popen([sys.executable, "-c", WRITER, str(file)], stdout=subprocess.PIPE) as writer:
            assert writer.stdout is not None
            writer.stdout.readline()
            time.sleep(chance.uniform(0, 0.06))
            writer.send_signal(signal.SIGKILL)
        held = file.read_bytes()
        assert len(held) == 3_000_000
        assert held in {b"a" * 3_000_000, b"b" * 3_000_000}
    replace_file(file, None, b"after\n")
    assert file.read_bytes() == b"after\n"
    assert litter(file.parent) == []


APPENDER = """
import sys
from pathlib import Path
from wsoa.files.write import ChangedError, read_with_digest, replace_file
file, name = Path(sys.argv[1]), sys.argv[2]
for turn in range(20):
    data, stamp = read_with_digest(file)
    try:
        replace_file(file, stamp, data + f"{name}-{turn}\\n".encode())
    except ChangedError:
        continue
    print(f"{name}-{turn}")
"""


def test_of_two_editors_each_lands_whole_or_is_refused(file: Path) -> None:
    file.write_bytes(b"")
    editors = [
        subprocess.Popen([sys.executable, "-c", APPENDER, str(file), name], stdout=subprocess.PIPE, text=True)
        for name in "abcd"
    ]
    landed = sorted(line for editor in editors for line in editor.communicate()[0].split())
    assert sorted(file.read_text(encoding="utf-8").split()) == landed
    assert len(landed) >= 20


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such lock")
def test_a_writer_waits_for_another_and_gives_up_in_the_end(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import fcntl  # noqa: PLC0415 - not on Windows

    monkeypatch.setattr(write, "_PAUSE", 0.0)
    handle = os.open(file.parent, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        with pytest.raises(OSError, match="another wsoa is still writing there; try again"):
            replace_file(file, None, b"new")
    finally:
        os.close(handle)
    replace_file(file, None, b"new")


def test_a_folder_without_locks_is_written_all_the_same(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def no_locks(*_: object) -> None:
        raise OSError(errno.ENOLCK, "No locks available")

    monkeypatch.setattr("fcntl.flock", no_locks)
    (file.parent / ".wsoa-abcdefgh.tmp").write_bytes(b"somebody's")
    replace_file(file, None, b"new")
    assert file.read_bytes() == b"new"
    assert litter(file.parent) == [".wsoa-abcdefgh.tmp"]


def interrupted(*_: object) -> None:
    raise KeyboardInterrupt


def test_ctrl_c_leaves_the_old_file(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "fsync", interrupted)
    with pytest.raises(KeyboardInterrupt):
        replace_file(file, None, b"new")
    assert file.read_bytes() == b"title: old\n"
    assert litter(file.parent) == []
