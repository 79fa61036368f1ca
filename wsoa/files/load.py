"""A plan folder becomes a loaded plan: the plan if it can be built, its sources, and every finding."""

from __future__ import annotations

import gc
import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path as FilePath

from wsoa.files.nodes import SequenceNode
from wsoa.files.parse import parse
from wsoa.files.shape import misfits
from wsoa.files.sources import PARTS, Built, Source, Sources
from wsoa.files.text import decode
from wsoa.findings import Finding, Place, Severity, in_order, worst
from wsoa.plan.models import Plan, Workstream

HEAD = "plan.yaml"


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
    built = _workstreams(sources, findings)
    head = sources.head
    if head.head.error is not None and head.root is not None:
        findings += misfits(head.head.error, Plan, head.root, sources)
    for index, part in enumerate(built):
        if part.error is not None:
            findings += misfits(part.error, Workstream, _root(sources, index), sources, (PARTS, index))
    models = tuple(part.model for part in built if part.model is not None)
    plan = Plan.of(head.head.model, models) if head.head.model is not None else None
    if worst(tuple(findings)) is Severity.ERROR:
        plan = None
    return LoadedPlan(plan_id, folder, plan, sources, in_order(findings))


def _workstreams(sources: Sources, findings: list[Finding]) -> tuple[Built[Workstream], ...]:
    """Return what each workstream was built into, wherever the plan keeps them."""
    held = sources.head.root.get(PARTS) if sources.head.root is not None else None
    if sources.workstreams:
        if held is not None:
            findings.append(_twice(sources))
        return tuple(part.workstream for part in sources.workstreams)
    if held is not None and not isinstance(held, SequenceNode):
        findings.append(_no_list(sources))
    return sources.head.inline


def _root(sources: Sources, index: int) -> object:
    """Return the group a workstream was built from, or whatever stands in its place."""
    if sources.workstreams:
        return sources.workstreams[index].root
    held = sources.head.root.get(PARTS) if sources.head.root is not None else None
    return held[index] if isinstance(held, SequenceNode) else None


def _twice(sources: Sources) -> Finding:
    return Finding(
        "WSOA107",
        "workstreams-twice",
        Severity.ERROR,
        "the plan has workstreams: here and files in workstreams/ as well",
        sources.head_place((PARTS,)),
        "keep them in one of the two places",
        field=PARTS,
    )


def _no_list(sources: Sources) -> Finding:
    return Finding(
        "WSOA103",
        "wrong-shape",
        Severity.ERROR,
        "workstreams should be a list, but it is not",
        sources.head_place((PARTS,)),
        "start each workstream on a line of its own with - ref:",
        field=PARTS,
    )


def _read_parts(folder: FilePath, shown_from: FilePath | None) -> tuple[tuple[Source, ...], list[Finding]]:
    parts: list[Source] = []
    findings: list[Finding] = []
    for file in part_files(folder):
        source, found = _read(file, shown_from)
        parts.append(source)
        findings += found
    return tuple(parts), findings


def part_files(folder: FilePath) -> list[FilePath]:
    """Return the files that hold one workstream each, in the order they are read in."""
    return sorted((folder / PARTS).glob("*.y*ml"), key=lambda path: natural(path.name))


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
