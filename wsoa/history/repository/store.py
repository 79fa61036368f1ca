"""Versions of one plan, oldest first, from git or from memory; each distinct file is read once.

Versions are handed out one at a time and nothing keeps them: a reader of ten years of history needs no
more memory than a reader of one month.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from wsoa.files.folder import is_plan_file, name_of
from wsoa.files.load import HEAD, LoadedPlan, assemble, load, natural, parsed, part_files, read_text
from wsoa.files.reach import reach_of, read_regular
from wsoa.files.sources import PARTS, Source, Sources
from wsoa.files.text import MAX_BYTES, decode
from wsoa.findings import Finding
from wsoa.history.repository.git import Repository
from wsoa.history.repository.path_of import Place, Trail, trail
from wsoa.history.repository.versions import Commit, Version

if TYPE_CHECKING:
    from wsoa.files.reread import Known

KEPT = 16
"""How many read files to keep at hand at least. Many more would cost time: fresh memory is slow memory."""


class Read(NamedTuple):
    """One file as it was read."""

    source: Source
    findings: tuple[Finding, ...]


class Shelf:
    """Files that were read, by the id of their content and their name. The least used make room.

    A file that differs a little from the one read last under its name is read only where it differs.
    """

    def __init__(self, most: int = KEPT) -> None:
        self._most = most
        self._kept: OrderedDict[tuple[str, str], Read] = OrderedDict()
        self._last: dict[str, Read | Known] = {}
        self.read = 0
        self.read_in_part = 0

    def hold(self, files: int) -> None:
        """Make room for every file of a version, and of the one before it."""
        self._most = max(self._most, 2 * files)

    def take(self, content_id: str, shown: str, content: Callable[[], bytes]) -> Read:
        """Return a file, reading it only if it is not at hand."""
        key = (content_id, shown)
        if key in self._kept:
            self._kept.move_to_end(key)
            return self._kept[key]
        self._kept[key] = self._read(content(), shown)
        self.read += 1
        if len(self._kept) > self._most:
            self._kept.popitem(last=False)
        return self._kept[key]

    def _read(self, data: bytes, shown: str) -> Read:
        last = self._last.get(shown)
        if isinstance(last, Read):
            from wsoa.files.reread import Known  # noqa: PLC0415 - with it comes the parser; one version needs none

            last = None if last.findings or shown.endswith(HEAD) else Known.of(last.source)
        if last is not None:
            text, findings = decode(data, shown)
            again = None if findings else last.reread(text)
            if again is not None:
                self.read_in_part += 1
                self._last[shown] = again[1]
                return Read(again[0], ())
        source, found = read_text(data, shown)
        self._last[shown] = read = Read(source, tuple(found))
        return read


def put_together(
    plan_id: str, folder: Path, shelf: Shelf, files: Mapping[str, tuple[str, Callable[[], bytes]]]
) -> LoadedPlan | None:
    """Build one version from its files, each an id and a way to its bytes; None where there is no plan."""
    if HEAD not in files:
        return None
    names = _in_order(frozenset(files), folder.as_posix())
    shelf.hold(len(names))
    taken = [shelf.take(files[name][0], shown, files[name][1]) for name, shown in names]
    sources = Sources(taken[0].source, tuple(one.source for one in taken[1:]))
    return assemble(plan_id, folder, sources, [finding for one in taken for finding in one.findings])


@lru_cache(maxsize=256)
def _in_order(names: frozenset[str], folder: str) -> tuple[tuple[str, str], ...]:
    """Return the head, then the workstreams in natural order, each with the name it is shown by."""
    parts = sorted((n for n in names if n != HEAD and is_plan_file(n)), key=natural)
    return tuple((name, f"{folder}/{name}") for name in (HEAD, *parts))


def from_memory(plan_id: str, versions: Iterable[tuple[Commit, Mapping[str, bytes]]]) -> Iterator[Version]:
    """Yield versions given as files by name, oldest first."""
    shelf = Shelf()
    for commit, files in versions:
        held = {name: (sha256(data).hexdigest(), _giving(data)) for name, data in files.items()}
        yield Version(commit, put_together(plan_id, Path(plan_id), shelf, held))


def _giving(data: bytes) -> Callable[[], bytes]:
    return lambda: data


def from_git(
    repository: Repository,
    shown: Path,
    revision: str = "HEAD",
    after: str | None = None,
    shelf: Shelf | None = None,
) -> Iterator[Version]:
    """Yield the versions of a plan folder along the first-parent line of a revision, oldest first.

    ``shown`` is how people are told of the folder. A commit that leaves the plan's files as they were is
    left out. ``after`` starts at the version of another revision instead of the beginning. The folder is
    followed through renaming.

    Raises:
        GitError: git cannot answer, or there is no such revision.
    """
    kept = shelf or Shelf()
    before: Mapping[str, str] | None = None
    way = _trail(repository, shown, revision, after, kept)
    for commit, folder in _places(repository, way, after):
        files = plan_files(repository, commit.id, folder=folder)
        if files != before:
            yield Version(
                commit,
                _built(repository, shown, files, kept),
                _branch(repository, shown, commit, folder, kept),
                folder,
                way.stood if before is None else (),
            )
        before = files


def changed_since(repository: Repository, shown: Path, known: str, revision: str) -> bool:
    """True where a commit between two revisions changed the plan, in whatever folder it stood.

    Raises:
        GitError: git cannot answer, or there is no such revision.
    """
    return bool(_trail(repository, shown, revision, known, Shelf()).places)


def _places(repository: Repository, way: Trail, after: str | None) -> Iterator[Place]:
    if after is not None:
        first = way.places[0].folder if way.places else repository.prefix
        yield Place(repository.commit(after), first)
    yield from way.places


def _trail(repository: Repository, shown: Path, revision: str, after: str | None, shelf: Shelf) -> Trail:
    def files(commit: str, folder: str) -> Mapping[str, str]:
        return plan_files(repository, commit, folder=folder)

    def read(commit: str, folder: str) -> LoadedPlan | None:
        return _built(repository, shown, files(commit, folder), shelf)

    start = repository.prefix
    if revision != "HEAD" and not files(repository.resolve(revision), start):
        start = _folder_then(repository, shown, repository.resolve(revision), shelf)
    return trail(repository, (revision, start), after, files, read)


def _folder_then(repository: Repository, shown: Path, commit: str, shelf: Shelf) -> str:
    """Return the folder that a plan stood in at a commit; the present one where it was in none."""
    places = _trail(repository, shown, "HEAD", None, shelf).places
    folders = dict.fromkeys(place.folder for place in reversed(places))
    return next((one for one in folders if plan_files(repository, commit, folder=one)), repository.prefix)


def _branch(
    repository: Repository, shown: Path, commit: Commit, folder: str, shelf: Shelf
) -> Callable[[], Iterator[tuple[Version, Version | None]]] | None:
    """Return a way to read what was merged here, each version with the one it was written on."""
    if len(commit.parents) < 2:  # noqa: PLR2004 - a merge has two parents at least
        return None

    def versions() -> Iterator[tuple[Version, Version | None]]:
        first = commit.parents[0]
        for one in repository.log("--topo-order", revision=commit.id, after=first, folder=folder):
            if one.id != commit.id:
                base = one.parents[0] if one.parents else None
                yield at(one.id, one), at(base, None) if base else None

    def at(commit_id: str, named: Commit | None) -> Version:
        files = plan_files(repository, commit_id, folder=folder)
        return Version(named, _built(repository, shown, files, shelf))

    return versions


def at_revision(
    repository: Repository,
    revision: str,
    shown: Path | None = None,
    inside: str = "",
    shelf: Shelf | None = None,
) -> LoadedPlan | None:
    """Return the plan folder as it stood at a revision; None where it held no plan then.

    ``inside`` names a folder in the repository's, which need not be there any more. A ``shelf`` hands
    out what was read for another version.

    Raises:
        GitError: there is no such revision.
    """
    files = plan_files(repository, repository.resolve(revision), inside)
    held = {name: (content_id, _reading(repository, content_id)) for name, content_id in files.items()}
    return put_together(inside or _name(repository), shown or repository.folder, shelf or Shelf(), held)


def followed_to(
    repository: Repository, revision: str, shown: Path, shelf: Shelf | None = None
) -> LoadedPlan | None:
    """Return a plan as it stood at a revision, in whatever folder; None where there was none yet.

    Raises:
        GitError: there is no such revision.
    """
    commit, kept = repository.resolve(revision), shelf or Shelf()
    files = plan_files(repository, commit)
    if not files:
        files = plan_files(repository, commit, folder=_folder_then(repository, shown, commit, kept))
    return _built(repository, shown, files, kept)


def last_by(
    repository: Repository, shown: Path, commits: Sequence[Commit], day: date, revision: str = "HEAD"
) -> str | None:
    """Return the last commit of a plan by a day, in whatever folder it stood; None where there is none.

    ``commits`` are those of the folder it stands in now, oldest first.
    """
    older = [one.id for one in commits if one.committed <= day]
    if not older:
        places = _trail(repository, shown, revision, None, Shelf()).places
        older = [place.commit.id for place in places if place.commit.committed <= day]
    return older[-1] if older else None


def plans_elsewhere(repository: Repository, revision: str, shown: Path) -> dict[str, LoadedPlan]:
    """Return the plans of a revision that stand outside of the repository's folder, by their folders.

    Raises:
        GitError: there is no such revision.
    """
    commit, found = repository.resolve(revision), {}
    inside = f"{repository.prefix}/" if repository.prefix else ""
    for file in repository.files_named(HEAD, commit):
        folder = file.rpartition("/")[0]
        if inside and not f"{folder}/".startswith(inside):
            loaded = _built(
                repository, shown / folder, plan_files(repository, commit, folder=folder), Shelf()
            )
            if loaded is not None:
                found[folder] = loaded
    return found


def _name(repository: Repository) -> str:
    return name_of(repository.folder)


def plan_files(
    repository: Repository, commit_id: str, inside: str = "", folder: str | None = None
) -> dict[str, str]:
    """Return the plan's files at a commit: names from the folder, and the ids of their content."""
    top = {entry.name: entry for entry in repository.folder_at(commit_id, inside, folder)}
    files = {HEAD: top[HEAD].id} if HEAD in top and not top[HEAD].folder else {}
    if PARTS in top and top[PARTS].folder:
        for entry in repository.tree(top[PARTS].id):
            name = f"{PARTS}/{entry.name}"
            if not entry.folder and is_plan_file(name):
                files[name] = entry.id
    return files


def _built(repository: Repository, shown: Path, files: Mapping[str, str], shelf: Shelf) -> LoadedPlan | None:
    held = {name: (content_id, _reading(repository, content_id)) for name, content_id in files.items()}
    return put_together(_name(repository), shown, shelf, held)


def _reading(repository: Repository, content_id: str) -> Callable[[], bytes]:
    return lambda: repository.read(content_id) or b""


def texts_at(repository: Repository, revision: str) -> Sources | None:
    """Return the texts of the plan folder as they stood at a revision; None where it held no plan then.

    What the texts hold is read where somebody asks for it.

    Raises:
        GitError: there is no such revision.
    """
    files = plan_files(repository, repository.resolve(revision))
    if HEAD not in files:
        return None
    head, *parts = (
        _unread(name, decode(repository.read(files[name]) or b"", name)[0])
        for name, _ in _in_order(frozenset(files), "")
    )
    return Sources(head, tuple(parts))


def _unread(name: str, text: str) -> Source:
    return Source(name, text, lambda: parsed(text, name)[0])


def not_committed(repository: Repository, folder: Path, shown_from: Path | None) -> LoadedPlan | None:
    """Return what stands in a plan's folder now, where that differs from the last commit; else None."""
    if not (folder / HEAD).is_file():
        return None
    last = texts_at(repository, "HEAD")
    if last is not None and _same_bytes(last, folder):
        return None
    now = load(folder, shown_from)
    return now if last is None or _texts(last) != _texts(now.sources) else None


def _same_bytes(last: Sources, folder: Path) -> bool:
    """True where the plan's files are to the letter what was committed; False where that is hard to tell."""
    reach = reach_of(folder)
    try:
        files = [folder / HEAD, *part_files(folder)]
        texts = [read_regular(file, reach, MAX_BYTES).decode("utf-8") for file in files]
    except (OSError, UnicodeDecodeError):
        return False
    return [source.text for source in last.files] == texts


def with_uncommitted(versions: Iterable[Version], folder: Path, shown_from: Path | None) -> Iterator[Version]:
    """Yield versions, then what stands in the folder now where that differs from the last of them."""
    last: Version | None = None
    for version in versions:
        yield version
        last = version
    if not (folder / HEAD).is_file():
        return
    now = load(folder, shown_from)
    if last is None or last.loaded is None or _texts(last.loaded.sources) != _texts(now.sources):
        yield Version(None, now)


def _texts(sources: Sources) -> tuple[str, ...]:
    """Return a plan's texts; git may write their line ends as those of the computer it is on."""
    return tuple(source.text.replace("\r\n", "\n") for source in sources.files)
