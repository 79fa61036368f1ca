"""The folder of a site: a list of what was written there, and what may be written, replaced or removed.

The list says what each file held when it was written. A file that holds something else by now, or that the
list does not know, belongs to somebody else: it is left alone and named.
"""

from __future__ import annotations

import errno
import json
import os
import sys
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
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
    left_behind,
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


class Waiting(NamedTuple):
    """A file of the site: the digest of what it should hold, and of what stood in its place when it was made.

    What should stand there and does not waits in the draft of the site.
    """

    wanted: str
    held: str


class Made(NamedTuple):
    """A site to be written: its files by address, and for each part of it a digest of what it was made from.

    ``kept`` are areas whose earlier files stay as they are.
    """

    files: Mapping[str, Waiting]
    inputs: Mapping[str, str] = {}
    kept: tuple[str, ...] = ()


class SiteFolder(NamedTuple):
    """A folder that may hold a site, and what an earlier run wrote there, as digests by address.

    ``inputs`` are digests of what the parts of the site were made from.
    """

    folder: Path
    known: Mapping[str, str]
    inputs: Mapping[str, str] = {}

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
            return SiteFolder(target, {}, {})
        raise WsoaError(
            f"{folder} is not empty and no site that wsoa wrote, so nothing is written there; "
            "name a new or an empty folder."
        )
    return _read(folder, target)


def _read(folder: Path, target: Path) -> SiteFolder:
    try:
        held = json.loads((target / MANIFEST).read_text("utf-8"))
        files = {str(name): str(value) for name, value in held["files"].items()}
        inputs = {str(name): str(value) for name, value in held.get("made_from", {}).items()}
        known = held["format"] == _FORMAT and all(map(_inside, files))
    except (OSError, ValueError, TypeError, KeyError, AttributeError):
        known = False
    if not known:
        raise WsoaError(
            f"The list of files in {folder}, {MANIFEST}, cannot be read, so nothing is written there; "
            "name another folder."
        )
    return SiteFolder(target, files, inputs)


def _inside(name: str) -> bool:
    """Tell whether a name in the list is one that a site can have, so that nothing else is ever touched."""
    parts = PurePosixPath(name).parts
    odd = {"..", ".", "/"} & set(parts) or any(c in name for c in "\\:\0")
    return bool(parts) and not odd and "/".join(parts) == name and parts[0] != MANIFEST


@contextmanager
def draft(site: SiteFolder) -> Iterator[Path]:
    """Enter a folder for what is to be written, on the disk of the site; it goes when it is left.

    Its lock says that its run is at work. What killed runs left there is removed.
    """
    home = site.folder if site.folder.is_dir() else site.folder.parent
    home.mkdir(parents=True, exist_ok=True)
    _sweep_up(home)
    made = Path(tempfile.mkdtemp(prefix=".wsoa-", suffix=".tmp", dir=home))
    try:
        with alone_in(made, site.folder):
            yield made / "site"
    finally:
        rmtree(made, ignore_errors=True)


def put(site: Path, draft: Path, name: str, data: bytes) -> Waiting:
    """Put a file into the draft of a site, unless the site has it already. Any process may do so.

    Raises:
        WsoaError: its place is taken by a folder, or one of its folders by a file or a link.
        OSError: the disk does not allow it.
    """
    waiting = Waiting(digest(data), held(site, name))
    if waiting.held != waiting.wanted:
        (draft / name).parent.mkdir(parents=True, exist_ok=True)
        with (draft / name).open("wb") as stream:
            stream.write(data)
            if site.is_dir():  # these files take the place of others one by one, not all at once
                stream.flush()
                os.fsync(stream.fileno())
    return waiting


def write_site(site: SiteFolder, draft: Path, made: Made) -> Written:
    """Make the folder hold what was made for it, all of it or none of the changes.

    Everything is on the disk, in the draft, before the first file takes its place.

    Raises:
        WsoaError: somebody else wrote there meanwhile, or a name is taken.
        OSError: the disk does not allow it; what stood there before is untouched.
    """
    if site.folder.exists():
        return _update(site, draft, made)
    with alone_in(site.folder.parent, site.folder):
        if _name_new(site.folder, draft, made):
            return Written(len(made.files), 0, 0, ())
    # another run has made the site meanwhile
    now = {name: one._replace(held=held(site.folder, name)) for name, one in made.files.items()}
    return _update(opened(site.folder), draft, made._replace(files=now))


def _name_new(folder: Path, draft: Path, made: Made) -> bool:
    """Give a whole site its name in one step; False where the name is taken."""
    if folder.exists():
        return False
    draft.mkdir(parents=True, exist_ok=True)
    listed = {name: one.wanted for name, one in made.files.items()}
    (draft / MANIFEST).write_bytes(_manifest(listed, made.inputs))
    try:
        draft.rename(folder)
    except OSError as error:
        if error.errno in _TAKEN and folder.is_dir():
            return False
        raise
    return True


def _sweep_up(folder: Path) -> None:
    """Remove the drafts that killed runs left; one whose run is at work is locked."""
    if sys.platform == "win32":
        return  # there is no telling them apart
    for one in folder.iterdir():
        if TEMPORARY.match(one.name) and one.is_dir() and not one.is_symlink() and left_behind(one):
            rmtree(one, ignore_errors=True)


def _update(site: SiteFolder, draft: Path, made: Made) -> Written:
    """Replace what differs, then remove what is no longer part of the site."""
    files = made.files
    stay = {name: was for area in made.kept for name, was in site.of(area).items() if name not in files}
    gone = {name: was for name, was in site.known.items() if name not in files and name not in stay}
    here = {name: held(site.folder, name) for name in gone}
    foreign = [
        name for name, one in files.items() if one.held not in {ABSENT, site.known.get(name), one.wanted}
    ]
    left = set(foreign)
    fresh = {name: one.held for name, one in files.items() if name not in left and one.held != one.wanted}
    listed = {name: one.wanted for name, one in files.items() if name not in left}
    listed |= {name: site.known[name] for name in foreign if name in site.known}
    listed |= stay
    if fresh or gone:
        _replace(site.folder, draft, fresh, _manifest({**gone, **listed}, {}))
    removed = [name for name, was in gone.items() if here[name] == was]
    for name in removed:
        (site.folder / name).unlink(missing_ok=True)
    # Only now is it so that what stands here was made from that.
    whole = {
        name: one for name, one in made.inputs.items() if not any(_part_of(other, name) for other in left)
    }
    _replace(site.folder, draft, {}, _manifest(listed, whole))
    _sweep(site.folder, removed)
    edited = [name for name in gone if here[name] not in {ABSENT, gone[name]}]
    return Written(len(fresh), len(files) - len(fresh) - len(foreign), len(removed), (*foreign, *edited))


def _part_of(name: str, part: str) -> bool:
    """Tell whether a file belongs to a part of the site: an area's folder, or empty for what is in none."""
    return name.startswith(f"{part}/") if part else "/" not in name


def held(folder: Path, name: str) -> str:
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


def _replace(folder: Path, draft: Path, fresh: Mapping[str, str], manifest: bytes) -> None:
    """Let files of the draft take their places, and then the list of them all its own; both or none."""
    made = list(_new_folders(folder, fresh))
    steps = [Replacement(folder / name, was, draft / name) for name, was in fresh.items()]
    if not (folder / MANIFEST).is_file() or (folder / MANIFEST).read_bytes() != manifest:
        steps.append(Replacement(folder / MANIFEST, None, manifest))
    try:
        replace_all(steps, folder)
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


def _manifest(listed: Mapping[str, str], inputs: Mapping[str, str]) -> bytes:
    held = {"about": "Written by wsoa render --site; it keeps to these files.", "format": _FORMAT}
    parts = {"made_from": dict(sorted(inputs.items())), "files": dict(sorted(listed.items()))}
    return (json.dumps({**held, **parts}, indent=1) + "\n").encode()
