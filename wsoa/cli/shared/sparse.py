"""Files of a plan that git keeps and a sparse checkout leaves out: a plan without them is not the plan."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from wsoa.errors import WsoaError

if TYPE_CHECKING:
    from wsoa.files.load import LoadedPlan

_POINTER = "gitdir: "


def left_out(plans: Path) -> Mapping[Path, tuple[Path, ...]]:
    """Return the files of plans that are not checked out, by plan folder.

    Git is asked only where the repository says that its checkout is sparse.

    Raises:
        WsoaError: git cannot say what is left out.
    """
    from wsoa.files.folder import HEAD, holds_head, is_plan_file
    from wsoa.files.reach import top_above

    top = top_above(plans)
    if top is None or not (_git_folder(top) / "info" / "sparse-checkout").is_file():
        return {}
    start = next(one for one in (plans, *plans.absolute().parents) if one.is_dir())
    found: dict[Path, tuple[Path, ...]] = {}
    for name in _names(start):
        file = start / name
        if os.path.lexists(file):  # somebody has put it back by hand
            continue
        for folder in (file.parent, file.parent.parent):
            inside = file.relative_to(folder).as_posix()
            alone = folder.absolute() == plans.absolute() and (inside == HEAD or holds_head(folder))
            if is_plan_file(inside) and (alone or folder.parent.absolute() == plans.absolute()):
                found[folder] = (*found.get(folder, ()), file)
    return found


def _names(folder: Path) -> Iterable[str]:
    """Return what is not checked out below a folder.

    Raises:
        WsoaError: git cannot say.
    """
    from wsoa.history.repository.git import GitError, Repository

    try:
        with Repository(folder, dict(os.environ)) as opened:
            return opened.left_out()
    except GitError as error:
        raise WsoaError(f"This checkout is sparse, and what it leaves out is not known: {error}", 3) from None


def _git_folder(top: Path) -> Path:
    """Return where git keeps what it knows of a checkout; a linked one holds a pointer to it."""
    place = top / ".git"
    try:
        told = place.read_text("utf-8", "replace") if place.is_file() else ""
    except OSError:
        return place
    return top / told.removeprefix(_POINTER).strip() if told.startswith(_POINTER) else place


def with_left_out(loaded: LoadedPlan, missing: Iterable[Path], shown_from: Path) -> LoadedPlan:
    """Add a finding for each file that is not checked out; a plan with one is not built."""
    from wsoa.files.load import show
    from wsoa.findings import Finding, Place, Severity, in_order

    findings = [
        Finding(
            "WSOA017",
            "not-checked-out",
            Severity.ERROR,
            "git keeps this file of the plan, and this sparse checkout leaves it out",
            Place(show(file, shown_from)),
            "run git sparse-checkout disable, or git sparse-checkout add with the plan's folder",
        )
        for file in missing
    ]
    if not findings:
        return loaded
    places = {finding.place for finding in findings}
    kept = [one for one in loaded.findings if one.code != "WSOA014" or one.place not in places]
    return replace(loaded, plan=None, findings=in_order([*kept, *findings]))
