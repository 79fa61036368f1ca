"""Files that wait beside the place they are to take: written or moved there, with its mode and owner."""

from __future__ import annotations

import errno
import os
import sys
import tempfile
from contextlib import suppress
from pathlib import Path


def kept_beside(target: Path) -> Path | bytes:
    """Give a file a second name beside it; where a disk knows no second names, return what it holds."""
    handle, spare = _new_beside(target)
    os.close(handle)
    spare.unlink()
    try:
        os.link(target, spare)
    except (OSError, NotImplementedError):
        return target.read_bytes()
    return spare


def written_beside(target: Path, data: bytes) -> Path:
    """Write bytes to a new file in the same folder, on the disk, with the mode and owner the target has."""
    handle, temporary = _new_beside(target)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(data)
            stream.flush()
            _same_owner_and_mode(stream.fileno(), target)
            os.fsync(stream.fileno())
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
    return temporary


def moved_beside(target: Path, waiting: Path) -> Path:
    """Move a file that waits elsewhere to the folder of its place; its bytes have reached the disk."""
    handle, temporary = _new_beside(target)
    os.close(handle)
    try:
        waiting.replace(temporary)
    except OSError as error:
        temporary.unlink(missing_ok=True)
        if error.errno != errno.EXDEV:
            raise
        return written_beside(target, waiting.read_bytes())
    handle = os.open(temporary, os.O_RDWR | getattr(os, "O_BINARY", 0))
    try:
        _same_owner_and_mode(handle, target)
    finally:
        os.close(handle)
    return temporary


def _new_beside(target: Path) -> tuple[int, Path]:
    """Make a new file in the same folder, under a name that nobody has, and return it opened for writing."""
    handle, name = tempfile.mkstemp(prefix=".wsoa-", suffix=".tmp", dir=target.parent)
    return handle, Path(name)


def _same_owner_and_mode(handle: int, target: Path) -> None:
    if sys.platform == "win32":
        return
    if not target.exists():
        os.fchmod(handle, 0o666 & ~_umask())
        return
    old, new = target.stat(), os.fstat(handle)
    if (old.st_uid, old.st_gid) != (new.st_uid, new.st_gid):
        with suppress(OSError):
            os.fchown(handle, -1, old.st_gid)
        with suppress(OSError):
            os.fchown(handle, old.st_uid, -1)
    os.fchmod(handle, old.st_mode & 0o7777)
    if sys.platform == "linux":
        with suppress(OSError):
            # who else may read or write it: access lists are kept in attributes
            for name in os.listxattr(target):
                os.setxattr(handle, name, os.getxattr(target, name))


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
