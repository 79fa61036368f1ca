"""What a write of several files means to do, kept on the disk until it is done.

A rename replaces one file in one step; several take several, and a process can be killed between two. So the
new contents reach the disk first, beside the old; then the journal, which names them; then come the renames;
then the journal goes. Whoever finds a journal whose writer has ended does the renames that are left. A file
that is by then neither what it was nor what it should be is somebody else's, and is left alone.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterable, Mapping, Sequence
from hashlib import sha256
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from wsoa.files.folder import JOURNAL
from wsoa.files.reach import NotReadError, inside, read_regular

SITE_LIST = ".wsoa-site.json"
"""The name of the list that a site keeps of its files."""
TEMPORARY = re.compile(r"\.wsoa-[a-z0-9_]{8}\.tmp\Z")
"""The names of files that wait to take the place of others."""
_FORMAT = 1
_MOST_BYTES = 500_000_000
"""How large a journal may be: a site of a million pages takes less."""
ABSENT = ""
"""The digest of a file that is not there."""


class Step(NamedTuple):
    """One rename, by names from the journal's folder: the new content, its place, and both digests."""

    ready: str
    target: str
    old: str
    new: str


class Finished(NamedTuple):
    """What became of an interrupted write: the files it should have written, and those left alone."""

    done: tuple[Path, ...]
    left: tuple[Path, ...]


def home_of(files: Iterable[Path]) -> Path:
    """Return the folder that holds the journal of a write: the innermost that all its files lie in."""
    return Path(os.path.commonpath([file.parent for file in files]))


def written(steps: Iterable[Step]) -> bytes:
    """Return a journal as it stands on the disk."""
    about = "wsoa was writing these files. The next wsoa that writes here finishes it; so may you delete it."
    held = {"about": about, "format": _FORMAT, "steps": [step._asdict() for step in steps]}
    return (json.dumps(held, indent=1) + "\n").encode()


def pending(home: Path) -> Sequence[Step] | None:
    """Return what a journal in a folder still means to do; None where there is none that can be read."""
    try:
        data = read_regular(home / JOURNAL, home, _MOST_BYTES)
        held = json.loads(data)
        steps = tuple(_step(one) for one in held["steps"])
        known = held["format"] == _FORMAT
    except (NotReadError, ValueError, KeyError, TypeError, RecursionError):
        return None
    return steps if known and all(_ours(step) for step in steps) else None


def _step(held: Mapping[str, object]) -> Step:
    return Step(str(held["ready"]), str(held["target"]), str(held["old"]), str(held["new"]))


def _ours(step: Step) -> bool:
    """Tell whether a step is one that we write, since anybody may have written the journal.

    The new content has a name of ours and lies beside its place. The place is no hidden file and in no hidden
    folder, such as git's own; a site's list is the only one that is.
    """
    ready, target = PurePosixPath(step.ready), PurePosixPath(step.target)
    names = target.parts[:-1] if target.name == SITE_LIST else target.parts
    odd = any(name.startswith(".") for name in names) or any(c in step.target for c in "\\:\0")
    plain = bool(target.parts) and not target.is_absolute() and "/".join(target.parts) == step.target
    return plain and not odd and ready.parent == target.parent and bool(TEMPORARY.match(ready.name))


def finish(home: Path, steps: Iterable[Step]) -> Finished:
    """Do the renames that are left, and take the journal away. Whoever calls this holds the locks.

    Raises:
        OSError: the disk does not allow it; the journal stays.
    """
    done: list[Path] = []
    left: list[Path] = []
    for step in steps:
        ready, target = home / step.ready, home / step.target
        if not inside(target.parent, home):
            left.append(target)
            continue
        now = digest_of(target, home)
        if now != step.new and now == step.old and digest_of(ready, home) == step.new:
            ready.replace(target)
            now = step.new
        (done if now == step.new else left).append(target)
        ready.unlink(missing_ok=True)
    (home / JOURNAL).unlink(missing_ok=True)
    return Finished(tuple(done), tuple(left))


def digest_of(file: Path, home: Path) -> str:
    """Return the SHA-256 of a file below a folder in hexadecimal; empty where none can be read."""
    try:
        return sha256(read_regular(file, home)).hexdigest()
    except NotReadError:
        return ABSENT
