"""A plan folder becomes a loaded plan: the plan if it can be built, its sources, and every finding."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path as FilePath

from wsoa.files.folder import (
    HEAD,
    JOURNAL,
    holds_head,
    is_loose,
    listed,
    loose_finding,
    name_of,
    natural,
    plain_name,
    plan_folders,
    stray_finding,
    strays,
)
from wsoa.files.nodes import MappingNode, SequenceNode
from wsoa.files.plain import plain_values
from wsoa.files.reach import NotReadError, not_read, reach_of, read_regular
from wsoa.files.shape import misfits
from wsoa.files.sources import PARTS, Built, Source, Sources
from wsoa.files.text import MAX_BYTES, decode
from wsoa.findings import Finding, Place, Severity, in_order, worst
from wsoa.plan.models import Plan, Workstream

__all__ = ["HEAD", "LoadedPlan", "NoPlansError", "assemble", "find", "load", "natural", "part_files", "show"]
_LFS = b"version https://git-lfs.github.com/spec/"


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

    A folder that somebody meant as a plan counts, so that its findings say what is wrong with it.

    Raises:
        NoPlansError: there is none.
    """
    if holds_head(plans):
        return [plans]
    try:
        found = plan_folders(plans)
    except OSError as error:
        raise NoPlansError(f"the folder {plans} cannot be read: {not_read(error, plans).why}") from error
    if not found:
        raise NoPlansError(f"there is no plan in {plans}: no folder there holds a {HEAD}")
    return found


def load(folder: FilePath, shown_from: FilePath | None = None) -> LoadedPlan:
    """Read one plan folder. Problems in its files become findings; nothing is raised and nothing written.

    ``shown_from`` is the folder that file names in findings are relative to.
    """
    if is_loose(folder):
        shown = show(folder, shown_from)
        nothing = Sources(Source(f"{shown}/{HEAD}", ""))
        return LoadedPlan(name_of(folder), folder, None, nothing, (loose_finding(shown),))
    reach = reach_of(folder)
    head, findings = _read(folder / HEAD, reach, shown_from)
    there = listed(folder, reach)
    parts: list[Source] = []
    for file in there.parts:
        source, found = _read(file, reach, shown_from)
        parts.append(source)
        findings += found
    findings += [_unreadable(show(path, shown_from), why) for path, why in there.unread]
    texts = [head.text, *(part.text for part in parts)]
    for path, way_out in strays(folder, there.others, texts):
        findings.append(stray_finding(path, show(path, shown_from), way_out))
    findings += _half_written(folder, shown_from)
    with uncollected():
        return assemble(name_of(folder), folder, Sources(head, tuple(parts)), findings)


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
    held = sources.head.values.get(PARTS) if sources.head.values is not None else None
    if sources.workstreams:
        if held is not None:
            findings.append(_twice(sources))
        return tuple(part.workstream for part in sources.workstreams)
    if held is not None and not isinstance(held, list):
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


def part_files(folder: FilePath) -> list[FilePath]:
    """Return the files that hold one workstream each, in the order they are read in."""
    return list(listed(folder, reach_of(folder)).parts)


def _read(file: FilePath, reach: FilePath, shown_from: FilePath | None) -> tuple[Source, list[Finding]]:
    shown = show(file, shown_from)
    try:
        data = read_regular(file, reach, MAX_BYTES)
    except NotReadError as error:
        return Source(shown, ""), [_unreadable(shown, error.why)]
    return read_text(data, shown)


def _unreadable(shown: str, why: str) -> Finding:
    message = f"this cannot be read: {why}"
    way_out = "make it an ordinary file, or folder, of the repository that you may read"
    return Finding("WSOA014", "unreadable-file", Severity.ERROR, message, Place(shown), way_out)


def read_text(data: bytes, shown: str) -> tuple[Source, list[Finding]]:
    """Read one file's bytes, wherever they come from."""
    if data.startswith(_LFS):
        return Source(shown, ""), [_pointer(shown)]
    text, findings = decode(data, shown)
    if any(finding.code in {"WSOA002", "WSOA003", "WSOA009"} for finding in findings):
        return Source(shown, text), findings
    with uncollected():
        if not findings and (values := plain_values(text)) is not None:
            return Source(shown, text, lambda: parsed(text, shown)[0], plain=values), findings
        root, more = parsed(text, shown)
    return Source(shown, text, root), findings + more


def parsed(text: str, shown: str) -> tuple[MappingNode | None, list[Finding]]:
    """Read a text by the parser, with where everything stands; None where it cannot be read."""
    from wsoa.files.parse import parse  # noqa: PLC0415 - plain files do without the parser, and start sooner

    return parse(text, shown)


def show(file: FilePath, shown_from: FilePath | None) -> str:
    """Return a file's name as people should see it: relative where that is shorter, with forward slashes."""
    if shown_from is not None:
        try:
            return _shown((file.parent.resolve() / file.name).relative_to(shown_from.resolve()))
        except ValueError:
            pass
    return _shown(file)


def _shown(file: FilePath) -> str:
    """Write a path so that no name in it can steer a terminal; composed or not, names stay as they are."""
    name = file.as_posix()
    return name if name.isprintable() else plain_name(name)


def _half_written(folder: FilePath, shown_from: FilePath | None) -> list[Finding]:
    """Say that a write of several files was killed half way, where some of them are this plan's."""
    homes = [home for home in (folder, folder.parent) if (home / JOURNAL).is_file()]
    if not homes:
        return []
    from wsoa.files.write import interrupted  # noqa: PLC0415 - hardly any reading needs it

    whole = folder.resolve()
    files = [file for home in homes for file in interrupted(home) if whole in file.resolve().parents]
    message = "a run of wsoa was ended while it wrote this file and others, so some may be old and some new"
    way_out = "run wsoa format, which finishes it; or take the files from git, and delete " + JOURNAL
    return [
        Finding("WSOA018", "half-written", Severity.ERROR, message, Place(show(file, shown_from)), way_out)
        for file in files
    ]


def _pointer(shown: str) -> Finding:
    message = "this file is only a pointer of Git LFS; what it stands for is not here"
    way_out = "run git lfs pull; better, keep plans out of LFS, because they are text"
    return Finding("WSOA014", "unreadable-file", Severity.ERROR, message, Place(shown), way_out)


@contextmanager
def uncollected() -> Iterator[None]:
    """Hold the garbage collector still while objects are made that all live on; it finds nothing."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
