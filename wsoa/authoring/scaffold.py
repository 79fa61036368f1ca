"""New files are laid down all or none, and never over a file that is there."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import NamedTuple

from wsoa.files.load import HEAD
from wsoa.files.reach import inside

# GitHub looks in each of these places; a second file would take the place of the first or do nothing.
_ELSEWHERE: Mapping[str, tuple[str, ...]] = {
    "CODEOWNERS": ("CODEOWNERS", "docs/CODEOWNERS"),
    "pull_request_template.md": tuple(
        f"{folder}{name}"
        for folder in ("", "docs/", ".github/")
        for name in ("pull_request_template.md", "PULL_REQUEST_TEMPLATE.md", "PULL_REQUEST_TEMPLATE")
    ),
}


class NewPlanError(Exception):
    """A new plan cannot be made as asked; the message says why in one sentence. Nothing was written."""


class Scaffold(NamedTuple):
    """What is to be laid down.

    ``plan`` are the files of the plan's own folder by their names in it, ``beside`` files of the repository
    by their path below ``root``.
    """

    root: Path
    folder: Path
    plan: Mapping[str, str]
    beside: Mapping[str, str]

    def left(self) -> dict[str, Path]:
        """Return the files of the repository that will not be written, each with the file that is there."""
        there = ((name, _there(self.root, name)) for name in self.beside)
        return {name: found for name, found in there if found is not None}

    def files(self) -> list[Path]:
        """Return every file that will be written, the plan's own first."""
        left = self.left()
        return [
            *(self.folder / name for name in self.plan),
            *(self.root / name for name in self.beside if name not in left),
        ]


def repository_of(plans: Path) -> Path:
    """Return the top of the repository that holds a folder of plans; its parent where there is none."""
    folder = plans.resolve()
    return next((up for up in (folder, *folder.parents) if (up / ".git").exists()), folder.parent)


def refuse_taken(folder: Path) -> None:
    """Make sure that a plan can have this folder.

    Raises:
        NewPlanError: there is a plan already, or another file is in the way.
    """
    if (folder / HEAD).exists():
        raise NewPlanError(f"There is a plan in {folder} already; choose another name, or edit that one.")
    if (folder.parent / HEAD).exists():
        raise NewPlanError(
            f"{folder.parent} is itself a plan, so no other can be inside it; name another --plans."
        )
    if folder.is_symlink() or (folder.exists() and not folder.is_dir()):
        raise NewPlanError(f"{folder} is there already and is no folder; choose another name.")
    if folder.is_dir() and any(folder.iterdir()):
        raise NewPlanError(f"{folder} holds other files already; choose another name, or move them away.")


def lay(scaffold: Scaffold) -> list[Path]:
    """Write every file and return them. The plan's folder appears in one step, and last.

    Raises:
        NewPlanError: the folder is taken.
        OSError: something could not be written; what had been is taken away again.
    """
    refuse_taken(scaffold.folder)
    wanted = scaffold.files()
    _refuse_outside(scaffold.root, wanted)
    undo: list[Path] = []
    stage: Path | None = None
    try:
        _make_folders(scaffold.folder.parent, undo)
        stage = Path(tempfile.mkdtemp(prefix=".wsoa-new-", dir=scaffold.folder.parent))
        undo.append(stage)
        # One folder deeper, so that a plan half written is never taken for a plan.
        staged = stage / scaffold.folder.name
        for name, text in scaffold.plan.items():
            _write(staged / name, text, undo)
        left = scaffold.left()
        for name, text in scaffold.beside.items():
            if name not in left:
                _write(scaffold.root / name, text, undo)
        if scaffold.folder.is_dir():
            scaffold.folder.rmdir()
        staged.rename(scaffold.folder)
    except BaseException:
        _take_away(undo)
        raise
    stage.rmdir()
    return wanted


def _refuse_outside(root: Path, wanted: Iterable[Path]) -> None:
    """Make sure that no link in a repository, which may be anybody's, leads what is written out of it."""
    for file in wanted:
        near = next(up for up in file.parents if os.path.lexists(up))
        if root in (near, *near.parents) and not inside(near, root):
            raise NewPlanError(f"{near} is a link that leads out of the repository; nothing was written.")


def _there(root: Path, name: str) -> Path | None:
    places = (name, *_ELSEWHERE.get(Path(name).name, ()))
    return next((root / place for place in places if os.path.lexists(root / place)), None)


def _write(file: Path, text: str, undo: list[Path]) -> None:
    _make_folders(file.parent, undo)
    with file.open("x", encoding="utf-8", newline="\n") as stream:
        undo.append(file)
        stream.write(text)
        stream.flush()
        os.fsync(stream.fileno())


def _make_folders(folder: Path, undo: list[Path]) -> None:
    missing = [up for up in (folder, *folder.parents) if not up.exists()]
    for up in reversed(missing):
        up.mkdir()
        undo.append(up)


def _take_away(made: Iterable[Path]) -> None:
    """Remove files and folders, the newest first; what others have put into a folder keeps it."""
    for path in reversed(list(made)):
        try:
            path.rmdir() if path.is_dir() and not path.is_symlink() else path.unlink()
        except OSError:
            continue
