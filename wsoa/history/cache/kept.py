"""Files of the user's cache folder: private, checked when read; safe to delete."""

from __future__ import annotations

import json
import os
import sys
import zlib
from collections.abc import Iterator, Mapping
from hashlib import sha256
from pathlib import Path

import pydantic

import wsoa
from wsoa.history.cache.plain import NotPlainError, Plain, from_plain, to_plain
from wsoa.plan.models import FORMAT

OFF = "off"
MOST_FILES = 100
"""How many stories are kept; those not used for longest make room."""
_MARK = b"wsoa story 1\n"
_OTHERS_MAY_WRITE = 0o022
_ROOMS = ("plan", "files", "history")
"""The code that decides what a story says."""


def cache_folder(variables: Mapping[str, str]) -> Path | None:
    """Return the folder to keep stories in; None where there is to be none.

    ``WSOA_CACHE`` names one, or says ``off``; otherwise it is where the system has such files.
    """
    named = variables.get("WSOA_CACHE", "")
    if named:
        return None if named.casefold() == OFF else Path(named)
    if sys.platform == "win32":
        home, below = variables.get("LOCALAPPDATA", ""), "wsoa/cache"
    elif variables.get("XDG_CACHE_HOME"):
        home, below = variables["XDG_CACHE_HOME"], "wsoa"
    else:
        home = variables.get("HOME", "")
        below = "Library/Caches/wsoa" if sys.platform == "darwin" else ".cache/wsoa"
    return Path(home, below) if home and Path(home).is_absolute() else None


class Kept:
    """Values kept in a folder. Whatever goes wrong there, nothing is kept and nothing is said.

    ``inside`` is the folder in it for values of this kind: whole stories, or stories in short.
    """

    def __init__(self, folder: Path | None, inside: str = "history") -> None:
        self._folder = folder / inside if folder is not None else None
        self._code = ""

    @property
    def on(self) -> bool:
        """True where values are kept."""
        return self._folder is not None

    def has(self, *names: str) -> bool:
        """True where something seems to be kept under these names."""
        return self._folder is not None and self._file(names).is_file()

    def take(self, *names: str) -> object | None:
        """Return what is kept under these names; None where nothing is, or it is damaged."""
        if self._folder is None or not _private(self._folder):
            return None
        file = self._file(names)
        try:
            data = file.read_bytes()
            os.utime(file)
            mark, digest, packed = data[: len(_MARK)], data[len(_MARK) :][:32], data[len(_MARK) + 32 :]
            if mark != _MARK or digest != sha256(packed).digest():
                return None
            classes, rows = json.loads(zlib.decompress(packed))
            return from_plain(Plain(classes, rows))
        except (OSError, ValueError, NotPlainError, zlib.error, RecursionError):
            return None

    def put(self, thing: object, *names: str) -> None:
        """Keep a value under these names."""
        folder = self._folder
        if folder is None or _in_a_repository(folder):
            return
        try:
            packed = zlib.compress(json.dumps(to_plain(thing), separators=(",", ":")).encode(), 1)
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            if not _private(folder):
                return
            file = self._file(names)
            beside = file.with_suffix(f".{os.getpid()}")
            with open(beside, "wb", opener=_private_file) as opened:
                opened.write(_MARK + sha256(packed).digest() + packed)
            beside.replace(file)
            self._make_room(folder)
        except (OSError, NotPlainError, RecursionError):
            return

    def _file(self, names: tuple[str, ...]) -> Path:
        assert self._folder is not None  # noqa: S101 - the callers looked
        self._code = self._code or sha256(_code().encode("utf-8", "surrogateescape")).hexdigest()
        name = sha256("\0".join((self._code, *names)).encode("utf-8", "surrogateescape")).hexdigest()
        return self._folder / name[:40]

    @staticmethod
    def _make_room(folder: Path) -> None:
        files = sorted(folder.iterdir(), key=lambda file: file.stat().st_mtime, reverse=True)
        for file in files[MOST_FILES:]:
            file.unlink(missing_ok=True)


def _private_file(path: str, flags: int) -> int:
    return os.open(path, flags | os.O_CREAT | os.O_EXCL | getattr(os, "O_NOFOLLOW", 0), 0o600)


def _private(folder: Path) -> bool:
    """True for a folder that is the user's own, and that nobody else may write to."""
    try:
        about = folder.lstat()
    except OSError:
        return False
    if not hasattr(os, "getuid"):
        return folder.is_dir()
    return folder.is_dir() and about.st_uid == os.getuid() and not about.st_mode & _OTHERS_MAY_WRITE


def _in_a_repository(folder: Path) -> bool:
    """True where a file in the folder would lie in a git repository, where nothing is written unasked."""
    whole = Path(os.path.realpath(folder))
    return any((one / ".git").exists() for one in (whole, *whole.parents))


def _code() -> str:
    """Return a text that is another one where the format, the version or the code is another one."""
    top = Path(wsoa.__file__).parent
    seen = [stamp for room in _ROOMS for stamp in _stamps(top / room, room)]
    return repr((FORMAT, wsoa.__version__, pydantic.VERSION, sys.version_info[:2], sorted(seen)))


def _stamps(folder: Path | str, name: str) -> Iterator[tuple[str, int, int]]:
    """Yield the name, the size and the time of every source file below a folder."""
    with os.scandir(folder) as entries:
        for entry in entries:
            below = f"{name}/{entry.name}"
            if entry.is_dir():
                yield from _stamps(entry.path, below)
            elif entry.name.endswith(".py"):
                about = entry.stat()
                yield below, about.st_size, about.st_mtime_ns
