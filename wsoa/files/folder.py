"""What lies in a plan's folder: its files, what may lie beside them, and what somebody meant to be read.

Names are compared as they are written, on every system: where ``Workstreams`` would do on one computer and
not on another, it does on none. What is not read and is no known stray is an error, so that no part of a
plan is lost in silence.
"""

from __future__ import annotations

import os
import re
import stat
import unicodedata
from collections.abc import Collection, Iterator
from pathlib import Path
from typing import NamedTuple

from wsoa.files.reach import inside, not_read
from wsoa.findings import Finding, Place, Severity

HEAD = "plan.yaml"
PARTS = "workstreams"
_PUT_BY = "archive"
"""The name of a folder beside the plans that holds versions which nobody works on."""
JOURNAL = ".wsoa-journal.json"
"""The name of what a write of several files means to do, until it is done: see :mod:`wsoa.files.journal`."""
_ENDINGS = (".yaml", ".yml")
_LIKE_HEAD = frozenset(
    {"plan", "plan.txt", *(f"plan{end}{more}" for end in _ENDINGS for more in ("", ".txt"))}
)
_LIKE_PARTS = re.compile(r"work[-_ ]?streams?\Z", re.IGNORECASE)
_LEFT_BEHIND = frozenset(
    {"thumbs.db", "desktop.ini", "readme", "readme.md", "readme.txt", "import-ledger.md"}
)
_DOCUMENTS = frozenset({
    ".pdf", ".doc", ".docx", ".odt", ".rtf", ".xls", ".xlsx", ".ods", ".ppt", ".pptx", ".odp",
    ".png", ".jpg", ".jpeg", ".gif", ".webp", ".svg", ".msg", ".eml",
})  # fmt: skip
_FILE = "file:"
_NAMED = r"\bfile:\s*(?:\"([^\"\n]*)\"|'([^'\n]*)'|([^\s,}][^,}\n]*))"
_IF_NOT = "if not, move it out of the plan's folder"
_MARK = "\N{REPLACEMENT CHARACTER}"
_KEY = re.compile(r"^([a-z]+):", re.MULTILINE)
_MOST_LOOKED_AT = 65_536
"""How many bytes of a file tell whether it holds a plan or a workstream."""
_MOST_LISTED = 10_000
"""How many entries to look at below a folder that is not read; more cannot make it any less unread."""


class Listed(NamedTuple):
    """What a plan folder holds: the workstreams' files in order, and what else lies there."""

    parts: tuple[Path, ...] = ()
    others: tuple[Path, ...] = ()
    unread: tuple[tuple[Path, str], ...] = ()
    """Folders that cannot be looked into, each with why."""


def is_plan_file(name: str) -> bool:
    """True for the files of a plan folder that hold the plan, named from the folder with forward slashes."""
    folder, _, file = name.rpartition("/")
    return name == HEAD or (folder == PARTS and is_part(file))


def is_part(name: str) -> bool:
    """True for the name of a workstream's file; a hidden one is an editor's or a system's, never a plan's."""
    return name.endswith(_ENDINGS) and not name.startswith(".")


def plan_folders(plans: Path) -> list[Path]:
    """Return the folders in a folder that are plans, or that somebody meant as one, in name order.

    Beside a plan, a folder that holds plans and a file that holds a plan or a workstream are meant too.

    Raises:
        OSError: the folder cannot be listed.
    """
    entries = [plans / name for name in _names(plans) if not name.startswith(".")]
    meant = {one for one in entries if _meant(one)}
    if not meant:
        return []
    return [one for one in entries if one in meant or _holds_plans(one) or is_loose(one)]


def _holds_plans(folder: Path) -> bool:
    """Tell whether a folder that is no plan has one in it, one step too deep; those put by may be."""
    if folder.name == _PUT_BY:
        return False
    try:
        return any((below / HEAD).is_file() for below in folder.iterdir() if not below.name.startswith("."))
    except OSError:
        return False


def is_loose(file: Path) -> bool:
    """Tell whether a file is the text of a plan or of a workstream that lies where neither is looked for."""
    if file.suffix.lower() not in _ENDINGS or file.name.startswith(".") or not file.is_file():
        return False
    try:
        with file.open("rb") as opened:
            text = opened.read(_MOST_LOOKED_AT).decode("utf-8", "replace")
    except OSError:
        return False
    keys = set(_KEY.findall(text))
    return {"format", "area"} <= keys or ("ref" in keys and bool(keys & {"outcomes", "kpis"}))


def _names(folder: Path) -> list[str]:
    return sorted(entry.name for entry in folder.iterdir())


def _meant(folder: Path) -> bool:
    """Tell whether a folder is a plan, looks like one under another name, or cannot be looked into."""
    if not folder.is_dir():
        return folder.is_symlink() and not folder.exists()
    try:
        names = _names(folder)
    except OSError:
        return True
    return any(
        name == HEAD
        or (name.lower() in _LIKE_HEAD and not (folder / name).is_dir())
        or (_LIKE_PARTS.match(name) and (folder / name).is_dir())
        for name in names
    )


def holds_head(folder: Path) -> bool:
    """Tell whether a folder has a head, by the name as it is written; also one that cannot be read."""
    try:
        return HEAD in _names(folder)
    except OSError:
        return False


def name_of(folder: Path) -> str:
    """Return what a plan is called: its folder's own name, a link's too, as people would type it."""
    return plain_name(Path(os.path.normpath(folder.absolute())).name)


def plain_name(name: str) -> str:
    """Return a name in composed characters, and with a mark for each that could steer a terminal."""
    whole = unicodedata.normalize("NFC", name)
    return whole if whole.isprintable() else "".join(one if one.isprintable() else _MARK for one in whole)


def listed(folder: Path, reach: Path) -> Listed:
    """List a plan folder; what cannot be listed is among the unread, and nothing is raised."""
    try:
        top = _names(folder)
    except FileNotFoundError:
        return Listed()
    except OSError as error:
        return Listed(unread=((folder, not_read(error, folder).why),))
    home = folder / PARTS
    beside = tuple(folder / name for name in top if name != HEAD and (name != PARTS or home.is_file()))
    if PARTS not in top or home.is_file():
        return Listed(others=beside)
    if home.is_symlink() and not inside(home, reach):
        why = "it is a link that leads out of the repository or nowhere"
        return Listed((), beside, ((home, why),))
    try:
        below = _names(home)
    except OSError as error:
        return Listed((), beside, ((home, not_read(error, home).why),))
    parts = sorted((home / name for name in below if is_part(name)), key=lambda file: natural(file.name))
    others = (home / name for name in below if not is_part(name))
    return Listed(tuple(parts), (*beside, *others))


def natural(name: str) -> list[tuple[int, str]]:
    """Sort key under which 2 comes before 10."""
    return [
        (int(part), "") if part.isascii() and part.isdigit() else (0, part)
        for part in re.split(r"([0-9]+)", name)
        if part
    ]


def strays(folder: Path, others: Collection[Path], texts: Collection[str]) -> Iterator[tuple[Path, str]]:
    """Yield what lies in a plan folder unread and should not, each with a way out.

    Hidden files, what systems leave behind, a README, documents and pictures, and whatever the plan names
    as a ``file`` may lie there. ``texts`` are the plan's.
    """
    if not others:
        return
    named = {
        next(filter(None, found.groups()), "").strip()
        for text in texts
        if _FILE in text
        for found in re.finditer(_NAMED, text)
    }
    ends = {name.rpartition("/")[2] for name in named}
    for path in others:
        if not _known(path, ends):
            yield path, _way_out(folder, path)


def _known(path: Path, named: Collection[str]) -> bool:
    name = path.name
    if name.startswith(".") or name.lower() in _LEFT_BEHIND:
        return True
    try:
        kind = path.lstat().st_mode
    except OSError:
        return False
    if stat.S_ISDIR(kind):
        return all(_harmless(below, named) for below in _below(path))
    if name.endswith("~") and (path.with_name(name[:-1])).exists():
        return True
    return _harmless(path, named)


def _harmless(path: Path, named: Collection[str]) -> bool:
    name = path.name
    if name.startswith(".") or name.lower() in _LEFT_BEHIND or path.suffix.lower() in _DOCUMENTS:
        return True
    return name in named and path.suffix.lower() not in _ENDINGS


def _below(folder: Path) -> Iterator[Path]:
    """Yield the files below a folder, without following links; the folder itself where it cannot be read."""
    seen = 0
    unread: list[OSError] = []
    for home, folders, files in os.walk(folder, onerror=unread.append):
        folders[:] = [name for name in folders if not name.startswith(".")]
        for name in files:
            yield Path(home, name)
        seen += len(files) + len(folders)
        if seen > _MOST_LISTED:
            break
    if unread or seen > _MOST_LISTED:
        yield folder


def _way_out(folder: Path, path: Path) -> str:
    name, at_top = path.name, path.parent == folder
    if path.is_dir():
        if at_top and _LIKE_PARTS.match(name):
            return f"rename the folder to {PARTS}"
        return f"if it holds workstreams, move their files into {PARTS}/ itself; {_IF_NOT}"
    if at_top and name.lower() in _LIKE_HEAD:
        return f"rename it to {HEAD}"
    plain = re.sub(r"\.(?:ya?ml)(?:\.txt)?\Z|\.(?:txt|json)\Z", "", name, flags=re.IGNORECASE)
    wanted = f"{plain}.yaml"
    if at_top:
        to = "it" if wanted == name else f"it, as {wanted},"
        return f"if it is a workstream, move {to} into {PARTS}/; {_IF_NOT}"
    return f"if it is a workstream, rename it to {wanted}; {_IF_NOT}"


def loose_finding(shown: str) -> Finding:
    """Say that a file beside the plans is not read."""
    message = "this file lies beside the plans and nothing in it is read"
    way_out = (
        f"move a workstream into {PARTS}/ of its plan, and a plan, as {HEAD}, into a folder of its own; "
        "if it is neither, move it elsewhere"
    )
    return Finding("WSOA016", "not-read", Severity.ERROR, message, Place(shown), way_out)


def stray_finding(path: Path, shown: str, way_out: str) -> Finding:
    """Say that something in a plan folder is not read."""
    what = "folder" if path.is_dir() else "file"
    message = f"this {what} lies among the plan's files and nothing in it is read"
    return Finding("WSOA016", "not-read", Severity.ERROR, message, Place(shown), way_out)
