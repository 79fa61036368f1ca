"""What an area's pages are made from, as one digest: where it is the same, so are they, and need not be made.

The digest is of everything that can show on a page: the bytes of the plan's files and the names of whatever
lies beside them, what git has, the request, the style, and this very installation of wsoa. Where anything is
out of the ordinary there is none, and the pages are made.
"""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Iterator, Mapping
from functools import lru_cache
from hashlib import sha256
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import wsoa
from wsoa.errors import WsoaError
from wsoa.files.folder import HEAD, JOURNAL, PARTS
from wsoa.files.reach import top_above
from wsoa.publish.versions import repository
from wsoa.render.templates import shipped

_DRAWN_WITH = (
    "jinja2",
    "markupsafe",
    "pydantic",
    "pydantic-core",
    "ruamel.yaml",
    "ruamel.yaml.clib",
    "tzdata",
)


def digest_of_plan(folder: Path, request: object, variables: Mapping[str, str]) -> str:
    """Return the digest of what the pages of a plan's folder are made from; empty where it cannot be told.

    ``request`` is whatever else settles them: it is told apart by its ``repr``.
    """
    try:
        parts = [*_files(folder), *_history(folder, variables)]
    except OSError:
        return ""
    whole = sha256(repr((installation(), request, folder.name)).encode("utf-8", "surrogatepass"))
    for part in parts:
        if part is None:
            return ""
        whole.update(len(part).to_bytes(8, "big") + part)
    return whole.hexdigest()


@lru_cache(maxsize=1)
def installation() -> str:
    """Return what tells this installation from any other: its files, and what it reads and draws with."""
    tools = [(name, _version(name)) for name in _DRAWN_WITH]
    files = []
    for top in (Path(wsoa.__file__).parent, shipped()):
        for home, folders, names in os.walk(top):
            folders[:] = sorted(name for name in folders if name != "__pycache__")
            for name in sorted(names):
                known = (Path(home) / name).stat()
                files.append((home, name, known.st_size, known.st_mtime_ns))
    return sha256(repr((sys.version, tools, files)).encode()).hexdigest()


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return ""


def _files(folder: Path) -> Iterator[bytes | None]:
    """Yield every file of a plan with its bytes, and the name of whatever else lies there."""
    if (folder / JOURNAL).exists() or (folder.parent / JOURNAL).exists():
        yield None  # half of it may be old
    for home, folders, names in os.walk(folder, onerror=_raise):
        folders.sort()
        for name in sorted([*folders, *names]):
            path = Path(home) / name
            kind = path.lstat().st_mode
            inside = path.relative_to(folder)
            if not (stat.S_ISREG(kind) or stat.S_ISDIR(kind)):
                yield None  # a link leads somewhere else, and a device holds what it likes
            yield f"{'file' if stat.S_ISREG(kind) else 'folder'} {inside.as_posix()}".encode(
                "utf-8", "replace"
            )
            if stat.S_ISREG(kind) and (inside.parts[:1] in {(HEAD,), (PARTS,)}):
                yield path.read_bytes()


def _raise(error: OSError) -> None:
    raise error


def in_repository(folder: Path) -> bool:
    """Tell whether there is a repository above a folder, by its name or by where its links lead."""
    return top_above(folder) is not None or top_above(folder.resolve()) is not None


def _history(folder: Path, variables: Mapping[str, str]) -> Iterator[bytes | None]:
    """Yield which version is checked out; None where git cannot say, or has only a part of the history."""
    yield repr(sorted((name, value) for name, value in variables.items() if name.startswith("GIT"))).encode()
    if in_repository(folder):
        try:
            with repository(folder, variables) as opened:
                yield opened.standing().encode() or None
        except WsoaError:
            yield None
