"""The folder of a site: a list of what was written there, and what may be written, replaced or removed.

The list says what each file held when it was written. A file that holds something else by now, or that the
list does not know, belongs to somebody else: it is left alone and named.
"""

from __future__ import annotations

import errno
import json
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path, PurePosixPath
from shutil import rmtree
from typing import NamedTuple

from wsoa.errors import WsoaError
from wsoa.files.journal import SITE_LIST, TEMPORARY
from wsoa.files.write import (
    ABSENT,
    ChangedError,
    Replacement,
    alone_in,
    digest,
    finish_interrupted,
    replace_all,
)

MANIFEST = SITE_LIST
_TAKEN = frozenset({errno.ENOTEMPTY, errno.EEXIST, errno.EACCES})
_FORMAT = 1
_LINK = "a link"
"""Stands for the digest of a link, which no file of ours is."""


class Written(NamedTuple):
    """What became of the files. ``left`` were changed or put there by somebody else."""

    written: int
    unchanged: int
    removed: int
    left: tuple[str, ...]


class SiteFolder(NamedTuple):
    """A folder that may hold a site, and what an earlier run wrote there, as digests by address."""

    folder: Path
    known: Mapping[str, str]

    def of(self, area: str) -> dict[str, str]:
        """Return what is known of one area's folder."""
        return {name: held for name, held in self.known.items() if name.startswith(f"{area}/")}


def opened(folder: Path) -> SiteFolder:
    """Look at a folder before anything is made for it. Hidden files, such as git's, do not count.

    Raises:
        WsoaError: it holds something and is no site of ours, or is a file.
    """
    target = folder.resolve()
    if target.exists() and not target.is_dir():
        raise WsoaError(f"{folder} is a file; --site needs a folder.")
    finish_interrupted(target)
    if not (target / MANIFEST).is_file():
        if not target.exists() or all(one.name.startswith(".") for one in target.iterdir()):
            return SiteFolder(target, {})
        raise WsoaError(
            f"{folder} is not empty and no site that wsoa wrote, so nothing is written there; "
            "name a new or an empty folder."
        )
    return SiteFolder(target, _read(folder, target / MANIFEST))


def _read(folder: Path, manifest: Path) -> dict[str, str]:
    try:
        held = json.loads(manifest.read_text("utf-8"))
        files = {str(name): str(value) for name, value in held["files"].items()}
        known = held["format"] == _FORMAT and all(map(_inside, files))
    except (OSError, ValueError, TypeError, KeyError, AttributeError):
        known = False
    if not known:
        raise WsoaError(
            f"The list of files in {folder}, {MANIFEST}, cannot be read, so nothing is written there; "
            "name another folder."
        )
    return files


def _inside(name: str) -> bool:
    """Tell whether a name in the list is one that a site can have, so that nothing else is ever touched."""
    parts = PurePosixPath(name).parts
    odd = {"..", ".", "/"} & set(parts) or any(c in name for c in "\\:\0")
    return bool(parts) and not odd and "/".join(parts) == name and parts[0] != MANIFEST


def write_site(site: SiteFolder, files: Mapping[str, bytes], kept: Iterable[str] = ()) -> Written:
    """Make the folder hold these files, all of them or none of the changes.

    Everything is on the disk before the first file takes its place. ``kept`` are areas whose earlier files
    stay as they are.

    Raises:
        WsoaError: somebody else wrote there meanwhile, or a name is taken.
        OSError: the disk does not allow it; what stood there before is untouched.
    """
    stay = {name: held for area in kept for name, held in site.of(area).items() if name not in files}
    if site.folder.exists():
        return _update(site, files, stay)
    site.folder.parent.mkdir(parents=True, exist_ok=True)
    with alone_in(site.folder.parent, site.folder) as alone:
        if alone:
            _sweep_up(site.folder.parent)
        if _write_new(site.folder, files):
            return Written(len(files), 0, 0, ())
    # another run has made the site meanwhile
    return _update(opened(site.folder), files, stay)


def _write_new(folder: Path, files: Mapping[str, bytes]) -> bool:
    """Write a whole site beside its place and give it its name in one step; False where the name is taken."""
    if folder.exists():
        return False
    made = Path(tempfile.mkdtemp(prefix=".wsoa-", suffix=".tmp", dir=folder.parent))
    try:
        inside = made / "site"
        for name, data in {**files, MANIFEST: _manifest(_digests(files))}.items():
            (inside / name).parent.mkdir(parents=True, exist_ok=True)
            (inside / name).write_bytes(data)
        inside.rename(folder)
    except OSError as error:
        if error.errno in _TAKEN and folder.is_dir():
            return False
        raise
    finally:
        rmtree(made, ignore_errors=True)
    return True


def _sweep_up(folder: Path) -> None:
    """Remove what killed runs left beside a site; whoever holds the folder's lock is the only one at work."""
    for one in folder.iterdir():
        if TEMPORARY.match(one.name) and one.is_dir() and not one.is_symlink():
            rmtree(one, ignore_errors=True)


def _update(site: SiteFolder, files: Mapping[str, bytes], stay: Mapping[str, str]) -> Written:
    """Replace what differs, then remove what is no longer part of the site."""
    held = {name: _held(site.folder, name) for name in {**site.known, **files}}
    wanted = _digests(files)
    foreign = [name for name in files if not _ours(held[name], site.known.get(name), wanted[name])]
    fresh = [name for name in files if name not in foreign and held[name] != wanted[name]]
    gone = {name: was for name, was in site.known.items() if name not in files and name not in stay}
    listed = {name: wanted[name] for name in files if name not in foreign}
    listed |= {name: site.known[name] for name in foreign if name in site.known}
    listed |= stay
    _replace(site.folder, {name: files[name] for name in fresh}, held, {**gone, **listed})
    removed = [name for name, was in gone.items() if held[name] == was]
    if gone:
        for name in removed:
            (site.folder / name).unlink(missing_ok=True)
        _replace(site.folder, {}, {}, listed)
        _sweep(site.folder, removed)
    edited = [name for name in gone if held[name] not in {ABSENT, gone[name]}]
    return Written(len(fresh), len(files) - len(fresh) - len(foreign), len(removed), (*foreign, *edited))


def _ours(held: str, known: str | None, wanted: str) -> bool:
    """Tell whether a file may be written: it is not there, is as it was written, or is as it should be."""
    return held in {ABSENT, known, wanted}


def _held(folder: Path, name: str) -> str:
    """Return the digest of a file that is there, without following a link out of the site.

    Raises:
        WsoaError: a folder stands where a file should, or a file or link where a folder should.
    """
    file = folder / name
    for parent in [*file.relative_to(folder).parents][:-1]:
        if (folder / parent).is_symlink() or ((folder / parent).exists() and not (folder / parent).is_dir()):
            raise WsoaError(f"{folder / parent} is not a folder, though the site needs one there.")
    if file.is_dir():
        raise WsoaError(f"{file} is a folder, though the site needs a file there.")
    if file.is_symlink():
        return _LINK
    return digest(file.read_bytes()) if file.is_file() else ABSENT


def _replace(
    folder: Path, fresh: Mapping[str, bytes], held: Mapping[str, str], listed: Mapping[str, str]
) -> None:
    made = list(_new_folders(folder, fresh))
    manifest = _manifest(listed)
    steps = [Replacement(folder / name, held[name], data) for name, data in fresh.items()]
    if not (folder / MANIFEST).is_file() or (folder / MANIFEST).read_bytes() != manifest:
        steps.append(Replacement(folder / MANIFEST, None, manifest))
    try:
        replace_all(steps)
    except ChangedError as error:
        raise WsoaError(f"{error}.") from None
    finally:
        for one in reversed(made):
            if not any(one.iterdir()):
                one.rmdir()


def _new_folders(folder: Path, names: Iterable[str]) -> Iterator[Path]:
    """Make the folders that are missing, and yield them."""
    for name in names:
        for parent in reversed([*PurePosixPath(name).parents][:-1]):
            if not (folder / parent).is_dir():
                (folder / parent).mkdir()
                yield folder / parent


def _sweep(folder: Path, removed: Iterable[str]) -> None:
    """Remove the folders that are empty now."""
    parents = {parent for name in removed for parent in [*PurePosixPath(name).parents][:-1]}
    for parent in sorted(parents, key=lambda one: -len(one.parts)):
        if (folder / parent).is_dir() and not any((folder / parent).iterdir()):
            (folder / parent).rmdir()


def _digests(files: Mapping[str, bytes]) -> dict[str, str]:
    return {name: digest(data) for name, data in files.items()}


def _manifest(listed: Mapping[str, str]) -> bytes:
    held = {"about": "Written by wsoa render --site; it keeps to these files.", "format": _FORMAT}
    return (json.dumps({**held, "files": dict(sorted(listed.items()))}, indent=1) + "\n").encode()
