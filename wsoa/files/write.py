"""Writing files so that a reader, a crash or a second writer never meets half of one.

The new bytes go to a file beside the old one, reach the disk, and take its name in one step. A lock on the
folder, which a process loses when it ends, keeps two writers apart; under it a file that is no longer what it
was is refused. Mode, owner and symbolic links stay. Several files are kept in a journal until all are written
(see :mod:`wsoa.files.journal`), so that what a kill interrupts is told and finished.
"""

from __future__ import annotations

import errno
import os
import stat
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from wsoa.files.beside import kept_beside, moved_beside, written_beside
from wsoa.files.folder import JOURNAL
from wsoa.files.journal import (
    ABSENT,
    SITE_LIST,
    TEMPORARY,
    Finished,
    Step,
    finish,
    home_of,
    pending,
    written,
)
from wsoa.files.reach import NotReadError, read_regular, top_above

if sys.platform != "win32":
    import fcntl

__all__ = [
    "ABSENT", "ChangedError", "Replacement", "alone_in", "digest", "left_behind", "replace_all",
    "replace_file",
]  # fmt: skip
_PATIENCE = 100
_PAUSE = 0.05
MOST_BYTES = 50_000_000
"""How large a file may be that is read to be changed: ten times what a plan file may have."""
_WHY = {
    errno.ENOSPC: "the disk is full",
    errno.EDQUOT: "the disk quota is used up",
    errno.EFBIG: "it would be larger than this system allows",
    errno.EROFS: "the disk can only be read",
    errno.EACCES: "you may not write there",
    errno.EPERM: "you may not write there",
    errno.ELOOP: "its symbolic links run in a circle",
}


class Replacement(NamedTuple):
    """New content for a file. ``expected`` is the digest of what it must hold now; None asks nothing.

    ``data`` are its bytes, or a file on the same disk that holds them, has reached the disk, and is moved.
    """

    file: Path
    expected: str | None
    data: bytes | Path


class _Swap(NamedTuple):
    """A file that waits to take the place of another, the digests of both, and a way back to the old one."""

    ready: Path
    target: Path
    old: str
    new: str
    back: Path | bytes | None


class ChangedError(Exception):
    """A file is no longer what it was when it was read; nothing was written."""

    def __init__(self, file: Path) -> None:
        super().__init__(f"{file} was changed by somebody else meanwhile; nothing was written")
        self.file = file


def read_with_digest(file: Path) -> tuple[bytes, str]:
    """Return a file's bytes and the digest that :func:`replace_file` asks for.

    Raises:
        OSError: it is no ordinary file, leads out of its repository, or may not be read.
    """
    data = read_regular(file, top_above(file.parent), MOST_BYTES)
    if len(data) > MOST_BYTES:
        raise NotReadError(errno.EFBIG, f"it has more than {MOST_BYTES:,} bytes", str(file))
    return data, digest(data)


def digest(data: bytes) -> str:
    """Return what tells one content from another: SHA-256 in hexadecimal."""
    return sha256(data).hexdigest()


def replace_file(file: Path, expected: str | None, data: bytes) -> None:
    """Write one file whole or not at all, if it still holds what ``expected`` says.

    Raises:
        ChangedError: it holds something else by now.
        OSError: it cannot be written; ``strerror`` says why in plain words, and the old file is untouched.
    """
    replace_all([Replacement(file, expected, data)])


def replace_all(wanted: Sequence[Replacement], whole: Path | None = None) -> None:
    """Write several files, all of them or none.

    Every new content is on the disk before the first file changes. Where a later step fails, the files
    that had changed get their old content back. Where the process is killed or the power fails in between,
    :func:`finish_interrupted` does the rest; until then the journal says what is half done. ``whole`` is a
    folder that is only ever written as a whole: its lock stands for those of the folders in it.

    Raises:
        ChangedError: one of them holds something else by now; none was written.
        OSError: as for :func:`replace_file`.
    """
    targets = [(_target(one.file), one) for one in wanted]
    if not targets:
        return
    home = whole.resolve() if whole is not None else home_of([target for target, _ in targets])
    folders = sorted({home, *(target.parent for target, _ in targets)})
    locked = folders if whole is None else [home]
    if len(targets) > 1:
        for folder in locked:
            finish_interrupted(folder)
    with ExitStack() as stack:
        for folder in locked:
            file = next((one.file for t, one in targets if t.parent == folder), targets[0][1].file)
            stack.enter_context(alone_in(folder, file))
        held = [_checked(target, one) for target, one in targets]
        swaps: list[_Swap] = []
        journal = None
        try:
            for (target, one), old in zip(targets, held, strict=True):
                with _in_plain_words(one.file):
                    swaps.append(_prepared(target, one.data, old, keep=len(targets) > 1))
            if len(targets) > 1:
                with _in_plain_words(targets[0][1].file):
                    journal = _journal(home, swaps)
            _swap(swaps)
        finally:
            _tidy(swaps, journal)
        for folder in folders:
            _sync(folder)


def _tidy(swaps: Sequence[_Swap], journal: Path | None) -> None:
    for swap in swaps:
        swap.ready.unlink(missing_ok=True)
        if isinstance(swap.back, Path):
            swap.back.unlink(missing_ok=True)
    if journal is not None:
        journal.unlink(missing_ok=True)


def _prepared(target: Path, data: bytes | Path, old: str, *, keep: bool) -> _Swap:
    """Put new content beside its place, and keep a way back where it is one of several."""
    new = digest(data) if isinstance(data, bytes) else digest(data.read_bytes())
    ready = written_beside(target, data) if isinstance(data, bytes) else moved_beside(target, data)
    try:
        return _Swap(ready, target, old, new, kept_beside(target) if keep and old != ABSENT else None)
    except BaseException:
        ready.unlink(missing_ok=True)
        raise


def _journal(home: Path, swaps: Sequence[_Swap]) -> Path:
    """Put down on the disk what is about to be renamed."""
    steps = [
        Step(
            swap.ready.relative_to(home).as_posix(),
            swap.target.relative_to(home).as_posix(),
            swap.old,
            swap.new,
        )
        for swap in swaps
    ]
    for folder in {swap.target.parent for swap in swaps}:
        _sync(folder)
    journal = home / JOURNAL
    written_beside(journal, written(steps)).replace(journal)
    _sync(home)
    return journal


def finish_interrupted(home: Path) -> Finished | None:
    """Finish a write of several files that was killed half way; None where a folder has none such.

    Raises:
        OSError: the disk does not allow it, or the writer is still at work.
    """
    steps = pending(home)
    if steps is None:
        return None
    folders = {home, *((home / step.target).parent for step in steps)}
    locked = {home} if any(step.target == SITE_LIST for step in steps) else folders
    with ExitStack() as stack:
        for folder in sorted(folder for folder in locked if folder.is_dir()):
            stack.enter_context(alone_in(folder, home / JOURNAL))
        again = pending(home)  # the writer may have been at work, and have ended meanwhile
        done = finish(home, again) if again is not None else None
        for folder in folders:
            _sweep(folder)
        return done


def interrupted(home: Path) -> Sequence[Path]:
    """Return the files that a write was to change which ended half way; none where its writer is at work."""
    steps = pending(home) if (home / JOURNAL).is_file() else None
    if not steps or not left_behind(home):
        return ()
    return tuple(home / step.target for step in steps)


def left_behind(home: Path) -> bool:
    """Tell whether nobody holds the lock on a folder; True where a system knows no such lock."""
    if sys.platform == "win32":
        return True
    try:
        handle = os.open(home, os.O_RDONLY)
    except OSError:
        return True
    try:
        fcntl.flock(handle, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    except OSError:
        return True
    finally:
        os.close(handle)
    return True


def _target(file: Path) -> Path:
    with _in_plain_words(file):
        try:
            target = file.resolve()
        except RuntimeError:
            raise OSError(errno.ELOOP, "", str(file)) from None
        if target.is_symlink():
            raise OSError(errno.ELOOP, "", str(file))
        return target


def _checked(target: Path, wanted: Replacement) -> str:
    """Make sure that a file is what was expected and may be written; return the digest of what it holds."""
    held = ABSENT
    with _in_plain_words(wanted.file):
        known = target.stat() if target.exists() else None
        if known is not None and not stat.S_ISREG(known.st_mode):
            raise OSError(errno.EINVAL, "it is not an ordinary file", str(wanted.file))
        if known is not None and not known.st_mode & 0o222:
            raise OSError(errno.EACCES, "", str(wanted.file))  # root may write it, and was asked not to
        if known is not None:
            os.close(os.open(target, os.O_WRONLY))
            held = digest(target.read_bytes())
    if wanted.expected not in {None, held}:
        raise ChangedError(wanted.file)
    return held


def _swap(swaps: Sequence[_Swap]) -> None:
    done: list[_Swap] = []
    try:
        for swap in swaps:
            with _in_plain_words(swap.target):
                swap.ready.replace(swap.target)
            done.append(swap)
    except BaseException:
        for swap in done:
            _put_back(swap)
        raise


def _put_back(swap: _Swap) -> None:
    if swap.back is None:
        swap.target.unlink(missing_ok=True)
    elif isinstance(swap.back, Path):
        swap.back.replace(swap.target)
    else:
        written_beside(swap.target, swap.back).replace(swap.target)


def _sync(folder: Path) -> None:
    """Make a new name last through a power cut, where the system can."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


@contextmanager
def alone_in(folder: Path, file: Path) -> Iterator[bool]:
    """Hold the only lock on a folder, and sweep up what a killed writer left there; yield whether it holds.

    Where a system knows no such lock, the check of the content alone keeps writers apart.

    Raises:
        OSError: another writer holds it for too long.
    """
    if sys.platform == "win32":
        yield False
        return
    try:
        handle = os.open(folder, os.O_RDONLY)
    except OSError:
        # a folder that may be written and not read; whatever else is wrong shows when the file is made
        yield False
        return
    try:
        held = _locked(handle, file)
        if held:
            _sweep(folder)
        yield held
    finally:
        os.close(handle)


def _locked(handle: int, file: Path) -> bool:
    if sys.platform == "win32":
        return False
    for _ in range(_PATIENCE):
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            time.sleep(_PAUSE)
        except OSError:
            return False
        else:
            return True
    raise OSError(errno.EBUSY, "another wsoa is still writing there; try again", str(file))


def _sweep(folder: Path) -> None:
    """Remove what killed writers left, unless a journal still needs it."""
    if any(pending(near) is not None for near in (folder, folder.parent)):
        return
    with suppress(OSError):
        for entry in os.scandir(folder):
            if TEMPORARY.match(entry.name) and entry.is_file(follow_symlinks=False):
                Path(entry.path).unlink(missing_ok=True)


@contextmanager
def _in_plain_words(file: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        why = _WHY.get(error.errno or 0, error.strerror or str(error))
        untouched = "; the file is as it was" if os.path.lexists(file) else ""
        raise OSError(error.errno, f"{why}{untouched}", str(file)) from error


if sys.platform == "win32":
    _WHY[errno.EACCES] = "you may not write there, or another program has it open"
