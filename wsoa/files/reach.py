"""Reading a file of the repository and nothing else: an ordinary file, inside it, of a size known beforehand.

A repository is often somebody else's, and git keeps links. A link may lead to another file of the same
repository; one that leads out of it is not followed, and neither is a device or a pipe.
"""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path

_OPEN = (
    os.O_RDONLY
    | getattr(os, "O_NONBLOCK", 0)  # a pipe that nobody writes to would be waited for
    | getattr(os, "O_CLOEXEC", 0)
    | getattr(os, "O_NOFOLLOW", 0)
    | getattr(os, "O_BINARY", 0)
)
_WHY = {
    errno.ENOENT: "there is no such file",
    errno.EACCES: "you may not read it",
    errno.EISDIR: "it is a folder",
    errno.ENOTDIR: "it is not in a folder",
    errno.ELOOP: "its links run in a circle",
}


class NotReadError(OSError):
    """A file is not read; ``why`` says so in plain words, as the end of "cannot be read: …"."""

    @property
    def why(self) -> str:
        """The reason, without the name of the file."""
        return self.strerror or "it gave no reason"


def top_above(folder: Path) -> Path | None:
    """Return the top of the repository that a folder's path lies in, without following links on the way."""
    whole = Path(os.path.normpath(folder.absolute()))
    return next((one for one in (whole, *whole.parents) if os.path.lexists(one / ".git")), None)


def reach_of(folder: Path) -> Path:
    """Return what a plan's files may not lie outside of: its repository, or the folder above ``plans``."""
    whole = Path(os.path.normpath(folder.absolute()))
    return top_above(folder) or whole.parent.parent


def inside(path: Path, reach: Path) -> bool:
    """Tell whether a path ends inside a folder once every link is followed."""
    try:
        return path.resolve(strict=True).is_relative_to(reach.resolve(strict=True))
    except (OSError, RuntimeError, ValueError):
        return False


def read_regular(file: Path, reach: Path | None = None, most: int | None = None) -> bytes:
    """Return the bytes of an ordinary file; where it has more than ``most``, the first ``most`` and one.

    Raises:
        NotReadError: it is no ordinary file, leads out of ``reach``, or may not be read.
    """
    handle = _opened(file, reach)
    with os.fdopen(handle, "rb") as stream:
        try:
            return stream.read() if most is None else stream.read(most + 1)
        except OSError as error:
            raise not_read(error, file) from None


def _opened(file: Path, reach: Path | None) -> int:
    try:
        target = file.resolve(strict=True)
        out = reach is not None and not target.is_relative_to(reach.resolve())
        handle = -1 if out else os.open(target, _OPEN)
    except RuntimeError:
        raise NotReadError(errno.ELOOP, _WHY[errno.ELOOP], str(file)) from None
    except ValueError:  # a character that no name can hold
        raise NotReadError(errno.EINVAL, "no file can have such a name", repr(str(file))) from None
    except OSError as error:
        raise not_read(error, file) from None
    if out:
        raise NotReadError(errno.EXDEV, "it is a link that leads out of the repository", str(file))
    kind = os.fstat(handle).st_mode
    if not stat.S_ISREG(kind):
        os.close(handle)
        what = _WHY[errno.EISDIR] if stat.S_ISDIR(kind) else "it is not an ordinary file"
        raise NotReadError(errno.EINVAL, what, str(file))
    return handle


def not_read(error: OSError, file: Path) -> NotReadError:
    """Say in plain words why the system does not let a file be read."""
    known = _WHY.get(error.errno or 0)
    words = known or (os.strerror(error.errno).lower() if error.errno else str(error))
    return NotReadError(error.errno or errno.EIO, words, str(file))
