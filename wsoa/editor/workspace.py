"""The plans an editor has open, as they stand in it: unsaved text before what is on the disk.

A plan is read by the same road as everywhere else. What did not change is not read again: a keystroke parses
one file, and everything that was worked out from the others is kept with them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

from wsoa.checks.check import check
from wsoa.editor.names import FileNames, Names
from wsoa.editor.positions import Text
from wsoa.files.load import HEAD, LoadedPlan, assemble, load, natural, part_files, read_text
from wsoa.files.sources import PARTS, Source, Sources
from wsoa.findings import Finding
from wsoa.plan.models import Plan, Workstream


class Document(NamedTuple):
    """One file as an editor holds it. ``version`` is the editor's own count of its changes."""

    path: Path
    text: Text
    version: int


@dataclass(frozen=True)
class PlanFile:
    """One file of a plan: where it lies, its text, what was read from it and what that found.

    ``version`` is that of the open document; None for a file that is only on the disk.
    """

    path: Path
    text: Text
    source: Source
    findings: tuple[Finding, ...]
    version: int | None = None

    @property
    def model(self) -> type[Plan | Workstream]:
        """What the whole file becomes."""
        return Plan if self.source.file == HEAD else Workstream

    @cached_property
    def names(self) -> FileNames:
        """The roles and refs it mentions."""
        return FileNames(self.source.file, self.source.root, self.model)


@dataclass(frozen=True)
class OpenPlan:
    """A plan as it stands in the editor.

    ``before`` is the last state in which it could be read whole, kept only while it cannot be.
    """

    folder: Path
    files: tuple[PlanFile, ...]
    loaded: LoadedPlan
    before: OpenPlan | None = None

    @cached_property
    def names(self) -> Names:
        """Every mention of every role and ref."""
        return Names(file.names for file in self.files)

    def file(self, path: Path) -> PlanFile | None:
        """Return the file that lies at a path."""
        return next((one for one in self.files if one.path == path), None)

    def named(self, name: str) -> PlanFile:
        """Return a file by the name its findings have."""
        return next(one for one in self.files if one.source.file == name)

    @property
    def readable(self) -> OpenPlan | None:
        """This state, or the last one before it in which the plan could be read whole."""
        return self if self.loaded.plan is not None else self.before

    def findings(self, as_of: date | None) -> tuple[Finding, ...]:
        """Return what ``wsoa validate`` would; with a day, what it would with ``--progress``."""
        if as_of not in self._checked:
            self._checked[as_of] = check(self.loaded, as_of=as_of)
        return self._checked[as_of]

    @cached_property
    def _checked(self) -> dict[date | None, tuple[Finding, ...]]:
        return {}


class _Kept(NamedTuple):
    """A file with what tells whether it changed: its document, or its size and times on the disk."""

    stamp: object
    file: PlanFile


@dataclass
class Workspace:
    """Every open document and every plan that one of them belongs to."""

    documents: dict[Path, Document] = field(default_factory=dict)
    _kept: dict[Path, _Kept] = field(default_factory=dict)
    _plans: dict[Path, OpenPlan] = field(default_factory=dict)

    def hold(self, path: Path, text: Text, version: int) -> None:
        """Take a document as it stands in the editor now."""
        self.documents[path] = Document(path, text, version)

    def let_go(self, path: Path) -> None:
        """Forget a document that was closed; from now on what is on the disk counts."""
        self.documents.pop(path, None)
        folder = self.folder_of(path)
        if folder is not None and folder not in self.folders:
            self._plans.pop(folder, None)
            for kept in [kept for kept in self._kept if self._belongs(kept, folder)]:
                del self._kept[kept]

    @property
    def folders(self) -> tuple[Path, ...]:
        """The folder of every plan that has an open document."""
        found = (self.folder_of(path) for path in self.documents)
        return tuple(dict.fromkeys(folder for folder in found if folder is not None))

    def folder_of(self, path: Path) -> Path | None:
        """Return the plan folder that a file belongs to; None for a file that is part of no plan."""
        folder = path.parent.parent
        if path.parent.name == PARTS and path.match("*.y*ml") and self._is_there(folder / HEAD):
            return folder
        return path.parent if path.name == HEAD else None

    def _is_there(self, path: Path) -> bool:
        return path in self.documents or path.is_file()

    def plan_of(self, path: Path) -> OpenPlan | None:
        """Return the plan that a file belongs to."""
        folder = self.folder_of(path)
        return self.plan(folder) if folder is not None else None

    def plan(self, folder: Path) -> OpenPlan:
        """Return a plan as it stands now; the same one for as long as none of its files changes."""
        files = tuple(self._file(path, folder) for path in self._paths(folder))
        last = self._plans.get(folder)
        if last is not None and _same(last.files, files):
            return last
        head, *parts = (file.source for file in files)
        findings = [finding for file in files for finding in file.findings]
        loaded = assemble(folder.resolve().name, folder, Sources(head, tuple(parts)), findings)
        before = last.readable if last is not None and loaded.plan is None else None
        made = OpenPlan(folder, files, loaded, before)
        self._plans[folder] = made
        return made

    def _paths(self, folder: Path) -> Iterator[Path]:
        """Yield the files of a plan in the order they are read in, those not saved yet among them."""
        yield folder / HEAD
        unsaved = (path for path in self.documents if path.parent == folder / PARTS and path.match("*.y*ml"))
        yield from sorted({*part_files(folder), *unsaved}, key=lambda path: natural(path.name))

    def _file(self, path: Path, folder: Path) -> PlanFile:
        document = self.documents.get(path)
        stamp = document if document is not None else _stamp(path)
        kept = self._kept.get(path)
        if kept is None or kept.stamp != stamp:
            kept = _Kept(stamp, _read(path, folder, document))
            self._kept[path] = kept
        return kept.file

    @staticmethod
    def _belongs(path: Path, folder: Path) -> bool:
        return path.parent in {folder, folder / PARTS}


def _same(old: tuple[PlanFile, ...], new: tuple[PlanFile, ...]) -> bool:
    return len(old) == len(new) and all(a is b for a, b in zip(old, new, strict=True))


def _stamp(path: Path) -> tuple[int, int, int] | None:
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_mtime_ns, found.st_size, found.st_ino


def _read(path: Path, folder: Path, document: Document | None) -> PlanFile:
    shown = HEAD if path.parent == folder else f"{PARTS}/{path.name}"
    if document is not None:
        source, findings = read_text(document.text.data, shown)
        return PlanFile(path, document.text, source, tuple(findings), document.version)
    try:
        data = path.read_bytes()
    except OSError:
        # The reader of whole folders says why, in its own words.
        told = [one for one in load(folder, folder).findings if one.place.file == shown]
        return PlanFile(path, Text(""), Source(shown, ""), tuple(told))
    source, findings = read_text(data, shown)
    # An editor that opens it leaves a byte order mark out, so places in it count without.
    return PlanFile(path, Text(data.decode("utf-8-sig", "replace")), source, tuple(findings))
