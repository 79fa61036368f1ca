"""A plan with changes that nobody has seen yet: made in memory, read back, compared, then written."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path as FilePath
from typing import Any, NamedTuple

from wsoa.files.editing.emit import Value, as_read
from wsoa.files.editing.layout import CannotEditError
from wsoa.files.editing.splice import Splice, difference, spliced
from wsoa.files.editing.yaml_editor import YamlEditor
from wsoa.files.load import HEAD, LoadedPlan, assemble, part_files, read_text
from wsoa.files.nodes import MappingNode, Path, SequenceNode
from wsoa.files.sources import Source, Sources
from wsoa.files.text import decode
from wsoa.files.write import ChangedError, Replacement, read_with_digest, replace_all


class Edit(NamedTuple):
    """One value to write at a path of the plan; with ``add``, one more item for the list there.

    With ``remove``, the key at the path goes with what it holds, and the value says nothing.

    ``order`` are the keys of the group in the order they stand in, for a key that is not there yet.
    """

    path: Path
    value: Value
    add: bool = False
    order: Sequence[str] = ()
    remove: bool = False


@dataclass(frozen=True, slots=True)
class Draft:
    """A plan as it would be. ``diff`` is what a reviewer would see; only :meth:`write` writes."""

    before: LoadedPlan
    after: LoadedPlan
    diff: str
    replacements: tuple[Replacement, ...]

    @property
    def files(self) -> tuple[str, ...]:
        """The files that change, by the names people see."""
        pairs = zip(self.before.sources.files, self.after.sources.files, strict=True)
        return tuple(old.file for old, new in pairs if old is not new)

    def write(self) -> None:
        """Write every changed file, all of them or none.

        Raises:
            ChangedError: one was changed by somebody else since it was read.
            OSError: one cannot be written; all are as they were.
        """
        replace_all(self.replacements)


def draft(loaded: LoadedPlan, edits: Iterable[Edit]) -> Draft:
    """Make changes in memory, each where its path leads, and read the result back.

    Raises:
        CannotEditError: a place cannot be changed safely, or would not read back as exactly what was meant.
        ChangedError: a file is no longer what it was when the plan was read.
        OSError: a file cannot be read.
    """
    held: dict[str, list[Edit]] = {}
    for edit in edits:
        source, inside = loaded.sources.holder(edit.path)
        held.setdefault(source.file, []).append(edit._replace(path=inside))
    changed = {
        source.file: _changed(source, path, held[source.file])
        for source, path in zip(loaded.sources.files, _paths(loaded), strict=True)
        if source.file in held
    }
    head, *parts = (changed[s.file].source if s.file in changed else s for s in loaded.sources.files)
    findings = [f for f in loaded.findings if f.place.file not in changed and f.code < "WSOA1"]
    findings += [finding for one in changed.values() for finding in one.findings]
    after = assemble(loaded.id, loaded.folder, Sources(head, tuple(parts)), findings)
    return Draft(
        loaded,
        after,
        "".join(one.diff for one in changed.values()),
        tuple(one.replacement for one in changed.values()),
    )


def splices_for(sheet: YamlEditor, edits: Sequence[Edit]) -> list[Splice]:
    """Turn edits of one file into splices; what is added to one list is added at once.

    Where a group ends with another inside it, what is new in both goes to one point: the inner first.
    """
    splices: list[Splice] = []
    added: set[Path] = set()
    going = {edit.path for edit in edits if edit.remove}
    for one in sorted(edits, key=lambda edit: -len(edit.path)):
        # what is new stands behind a key that stays
        stays = tuple(key for key in one.order if (*one.path[:-1], key) not in going)
        edit = one._replace(order=stays)
        if edit.remove:
            splices += sheet.remove(edit.path)
        elif not edit.add:
            splices += sheet.put(edit.path, edit.value, edit.order)
        elif edit.path not in added:
            added.add(edit.path)
            values = [one.value for one in edits if one.add and one.path == edit.path]
            splices += sheet.extend(edit.path, values, edit.order)
    return splices


class _Changed(NamedTuple):
    source: Source
    findings: list[Any]
    diff: str
    replacement: Replacement


def _changed(source: Source, path: FilePath, edits: Sequence[Edit]) -> _Changed:
    data, stamp = read_with_digest(path)
    if decode(data, source.file)[0] != source.text:
        raise ChangedError(path)
    sheet = YamlEditor.of(source)
    new = spliced(data, splices_for(sheet, edits))
    made, findings = read_text(new, source.file)
    if not _agree(made.root, _meant(sheet.root, edits), loosely=source.text[-1:] not in {"\n", "\r"}):
        line = min(sheet.line(edit.path) for edit in edits)
        raise CannotEditError("this place is written in a way that only a person can change safely", line)
    diff = difference(source.text, made.text, source.file)
    return _Changed(made, findings, diff, Replacement(path, stamp, new))


def _meant(root: MappingNode, edits: Sequence[Edit]) -> dict[str, Any]:
    """Return what a file should read as after the edits: the old values, and the new ones in their places."""
    tree: dict[str, Any] = _copied(root)
    for edit in edits:
        holder: Any = tree
        for step in edit.path[:-1]:
            holder = holder.setdefault(step, {}) if isinstance(holder, dict) else holder[step]
        last, value = edit.path[-1], as_read(edit.value)
        if edit.remove:
            holder.pop(last, None)
            continue
        if edit.add:
            held = holder.get(last) or []
            value = [*held, value]
        holder[last] = value
    return tree


def _copied(node: Any) -> Any:  # noqa: ANN401 - whatever a plan file holds
    if isinstance(node, MappingNode):
        return {key: _copied(value) for key, value in node.items()}
    return [_copied(one) for one in node] if isinstance(node, SequenceNode) else node


def _agree(made: Any, meant: Any, *, loosely: bool) -> bool:  # noqa: ANN401
    """Tell whether two trees are equal; loosely, a text in block style may have got a line end."""
    if isinstance(made, dict) and isinstance(meant, dict):
        same = made.keys() == meant.keys()
        return same and all(_agree(made[key], meant[key], loosely=loosely) for key in made)
    if isinstance(made, list) and isinstance(meant, list):
        pairs = zip(made, meant, strict=False)
        return len(made) == len(meant) and all(_agree(a, b, loosely=loosely) for a, b in pairs)
    return bool(made == meant or (loosely and f"{meant}\n" == made))


def _paths(loaded: LoadedPlan) -> list[FilePath]:
    """Return where each source lies on the disk.

    Raises:
        ChangedError: files have come or gone since the plan was read.
    """
    paths = [loaded.folder / HEAD, *part_files(loaded.folder)]
    if len(paths) != len(loaded.sources.files):
        raise ChangedError(loaded.folder)
    return paths
