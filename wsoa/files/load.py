"""A plan folder becomes a loaded plan: the plan if it can be built, its sources, and every finding."""

from __future__ import annotations

import gc
import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path as FilePath

from pydantic import BaseModel, ValidationError

from wsoa.files.nodes import Group, Path, Series
from wsoa.files.parse import parse
from wsoa.files.shape import misfits
from wsoa.files.sources import Source, Sources
from wsoa.files.text import decode
from wsoa.findings import Finding, Place, Severity, in_order, worst
from wsoa.plan.models import Plan, Workstream

HEAD = "plan.yaml"
PARTS = "workstreams"


@dataclass(frozen=True, slots=True)
class LoadedPlan:
    """What reading one folder gave. ``plan`` is None where a structural error stands in the way."""

    id: str
    folder: FilePath
    plan: Plan | None
    sources: Sources
    findings: tuple[Finding, ...]


class NoPlansError(Exception):
    """There is no plan where one was looked for."""


def find(plans: FilePath) -> list[FilePath]:
    """Return every plan folder directly below a folder, in name order; the folder itself if it is a plan.

    Raises:
        NoPlansError: there is none.
    """
    if (plans / HEAD).is_file():
        return [plans]
    try:
        found = sorted(entry for entry in plans.iterdir() if (entry / HEAD).is_file())
    except OSError as error:
        raise NoPlansError(f"the folder {plans} cannot be read: {_why(error)}") from error
    if not found:
        raise NoPlansError(f"there is no plan in {plans}: no folder there holds a {HEAD}")
    return found


def load(folder: FilePath, shown_from: FilePath | None = None) -> LoadedPlan:
    """Read one plan folder. Problems in its files become findings; nothing is raised and nothing written.

    ``shown_from`` is the folder that file names in findings are relative to.
    """
    head, findings = _read(folder / HEAD, shown_from)
    parts, more = _read_parts(folder, shown_from)
    with _no_collection():
        return assemble(folder.resolve().name, folder, Sources(head, parts), [*findings, *more])


def assemble(plan_id: str, folder: FilePath, sources: Sources, findings: list[Finding]) -> LoadedPlan:
    """Build the plan from files that were read, adding a finding for each misfit."""
    root = sources.head.root
    if root is None:
        for index, part in enumerate(sources.workstreams):
            if part.root is not None:
                findings += _check_alone(part.root, sources, (PARTS, index))
        return LoadedPlan(plan_id, folder, None, sources, in_order(findings))
    whole = _joined(root, sources, findings)
    plan: Plan | None = None
    try:
        plan = Plan.model_validate(whole)
    except ValidationError as error:
        findings += misfits(error, Plan, whole, sources)
    if worst(tuple(findings)) is Severity.ERROR:
        plan = None
    return LoadedPlan(plan_id, folder, plan, sources, in_order(findings))


def _joined(root: Group, sources: Sources, findings: list[Finding]) -> Group:
    """Return the head with the workstream files in their place; the head itself is left as it was."""
    if not sources.workstreams:
        return root
    if PARTS in root:
        finding = Finding(
            "WSOA107",
            "workstreams-twice",
            Severity.ERROR,
            "the plan has workstreams: here and files in workstreams/ as well",
            sources.place((PARTS,), key=True),
            "keep them in one of the two places",
            field=PARTS,
        )
        findings.append(finding)
    whole = Group(root.spot)
    whole.update(root)
    whole.spots = root.spots
    series = Series(root.spot)
    series.extend(part.root if part.root is not None else _placeholder(root) for part in sources.workstreams)
    whole[PARTS] = series
    return whole


def _placeholder(root: Group) -> Group:
    """Stand in for a workstream file that could not be read, so that the others are still checked."""
    stand_in = Group(root.spot)
    stand_in.update({"ref": "unread", "title": "unread"})
    return stand_in


def _check_alone(root: Group, sources: Sources, at: Path) -> list[Finding]:
    model: type[BaseModel] = Workstream
    try:
        model.model_validate(root)
    except ValidationError as error:
        return misfits(error, model, root, sources, at)
    return []


def _read_parts(folder: FilePath, shown_from: FilePath | None) -> tuple[tuple[Source, ...], list[Finding]]:
    parts: list[Source] = []
    findings: list[Finding] = []
    for file in sorted((folder / PARTS).glob("*.y*ml"), key=lambda path: natural(path.name)):
        source, found = _read(file, shown_from)
        parts.append(source)
        findings += found
    return tuple(parts), findings


def _read(file: FilePath, shown_from: FilePath | None) -> tuple[Source, list[Finding]]:
    shown = show(file, shown_from)
    try:
        data = file.read_bytes()
    except OSError as error:
        message = f"this file cannot be read: {_why(error)}"
        finding = Finding(
            "WSOA014",
            "unreadable-file",
            Severity.ERROR,
            message,
            Place(shown),
            "check that it is an ordinary file you may read",
        )
        return Source(shown, ""), [finding]
    return read_text(data, shown)


def read_text(data: bytes, shown: str) -> tuple[Source, list[Finding]]:
    """Read one file's bytes, wherever they come from."""
    text, findings = decode(data, shown)
    if any(finding.code in {"WSOA002", "WSOA003", "WSOA009"} for finding in findings):
        return Source(shown, text), findings
    with _no_collection():
        root, more = parse(text, shown)
    return Source(shown, text, root), findings + more


def show(file: FilePath, shown_from: FilePath | None) -> str:
    """Return a file's name as people should see it: relative where that is shorter, with forward slashes."""
    if shown_from is not None:
        try:
            return (file.parent.resolve() / file.name).relative_to(shown_from.resolve()).as_posix()
        except ValueError:
            pass
    return file.as_posix()


def natural(name: str) -> list[tuple[int, str]]:
    """Sort key under which 2 comes before 10."""
    return [
        (int(part), "") if part.isascii() and part.isdigit() else (0, part)
        for part in re.split(r"([0-9]+)", name)
        if part
    ]


def _why(error: OSError) -> str:
    return os.strerror(error.errno).lower() if error.errno else str(error)


@contextmanager
def _no_collection() -> Iterator[None]:
    """Hold the garbage collector still while many small objects are made; it would find nothing."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
