"""Reading a plan's files out of a git repository: blobs only, no checkout, nothing written.

One ``git cat-file --batch`` answers every question about trees and blobs. What the repository's own
settings could make git run is switched off.
"""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Iterator, Mapping
from pathlib import Path
from types import TracebackType
from typing import IO, NamedTuple, Self

from wsoa.errors import WsoaError
from wsoa.history.repository.commits import FORMAT, commits_in
from wsoa.history.repository.versions import Commit

_QUIET = (
    "-c", "core.fsmonitor=false", "-c", "core.hooksPath=/dev/null", "-c", "log.showSignature=false",
    "-c", "core.pager=cat", "-c", "diff.external=", "-c", "core.untrackedCache=false",
    "-c", "core.bigFileThreshold=8m",
    "-c", "i18n.logOutputEncoding=UTF-8", "-c", "core.quotePath=false",
)  # fmt: skip
_ENVIRONMENT = {
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_TERMINAL_PROMPT": "0",
    "GIT_NO_LAZY_FETCH": "1",
    "GIT_NO_REPLACE_OBJECTS": "1",
    "LC_ALL": "C",
}
_ID = re.compile(r"[0-9a-f]{40}(?:[0-9a-f]{24})?")
_TREE = b"40000"
MOST_TREES = 512
MOST_BYTES = 8_000_000
"""How much of an object is read: more than any plan file may have, and any folder of a repository needs."""


class GitError(WsoaError):
    """Git is not here, or cannot answer; the message is one sentence for people."""


class NoRepositoryError(GitError):
    """The folder is in no git repository, so there is no history to read."""


class Entry(NamedTuple):
    """One line of a tree: a file or a folder, and the id of what it holds."""

    name: str
    id: str
    folder: bool


class About(NamedTuple):
    """What git says of a repository, seen from a folder in it.

    ``prefix`` is the folder, named from the top of the repository. ``head`` is the id of the version checked
    out, empty where there is none yet. ``grafted`` is True where a file tells git other parents of commits
    than they have. ``skipped`` are files that are not checked out on purpose, named from the top; None where
    git was not asked.
    """

    bare: bool
    shallow: bool
    grafted: bool
    id_bytes: int
    prefix: str
    head: str
    skipped: frozenset[str] | None = None


class Repository:
    """A git repository seen from one folder in it. Use it as a context manager; it keeps one git running.

    ``about`` is what git has said of the folder already, in this run.
    """

    def __init__(self, folder: Path, variables: Mapping[str, str], about: About | None = None) -> None:
        self.folder = folder
        self._variables = {**_kept(variables), **_ENVIRONMENT}
        self._batch: subprocess.Popen[bytes] | None = None
        self._at, below = _nearest(folder)
        self.about = about or self._asked(below)
        self._trees: dict[str, tuple[Entry, ...]] = {}
        self._resolved = {"HEAD": self.about.head} if self.about.head else {}
        self.prefix = self.about.prefix
        self.bare = self.about.bare
        self.shallow = self.about.shallow
        self.grafted = self.about.grafted
        self.lacking = False

    def _asked(self, below: str) -> About:
        bare, shallow, form, prefix, grafts, *head = self._ask(
            "rev-parse",
            "--is-bare-repository",
            "--is-shallow-repository",
            "--show-object-format",
            "--show-prefix",
            *("--git-path", "info/grafts"),
            *("--revs-only", "HEAD^{commit}"),
        )
        return About(
            bare=bare == "true",
            shallow=shallow == "true",
            grafted=(self._at / grafts).exists(),
            id_bytes=32 if form == "sha256" else 20,
            prefix="/".join(filter(None, [prefix.rstrip("/"), below])),
            head=next(iter(head), ""),
        )

    def __enter__(self) -> Self:
        """Start nothing yet; git is started when the first object is asked for."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """End the git that answered."""
        self._close()

    def _close(self) -> None:
        if self._batch is not None:
            self._stream(self._batch.stdin).close()
            self._stream(self._batch.stdout).close()
            self._batch.wait()
            self._batch = None

    def commits(self, revision: str = "HEAD", after: str | None = None) -> tuple[Commit, ...]:
        """Return the commits along the first-parent line that changed the folder, oldest first.

        ``after`` leaves out a revision and everything before it.

        Raises:
            GitError: there is no such revision.
        """
        return self.log("--first-parent", revision=revision, after=after)

    def log(
        self, *how: str, revision: str, after: str | None = None, folder: str | None = None
    ) -> tuple[Commit, ...]:
        """Return commits that changed a folder, named from the top of the repository, oldest first.

        Raises:
            GitError: there is no such revision.
        """
        until = [self.resolve(revision), *([f"^{self.resolve(after)}"] if after else [])]
        where = f":(top,literal){self.prefix if folder is None else folder}"
        text = self._run(
            "log", *how, "--reverse", "-z", "--date=raw", f"--format={FORMAT}", *until, "--", where
        )
        return tuple(commits_in(text))

    def first_parents(self, commit_id: str, most: int) -> tuple[str, ...]:
        """Return the ids of a commit and those before it along the first-parent line, newest first."""
        return tuple(self._run("rev-list", "--first-parent", f"--max-count={most}", commit_id).split())

    def commit(self, revision: str) -> Commit:
        """Return one commit by any name git knows it by."""
        form = f"--format={FORMAT}"
        return next(commits_in(self._run("log", "-1", "-z", "--date=raw", form, self.resolve(revision))))

    def files_named(self, name: str, revision: str) -> tuple[str, ...]:
        """Return every file of a name at a revision, named from the top of the repository."""
        text = self._run("ls-tree", "-r", "-z", "--full-tree", "--name-only", self.resolve(revision))
        return tuple(file for file in text.split("\0") if file == name or file.endswith(f"/{name}"))

    def not_checked_out(self) -> frozenset[str]:
        """Return which of the folder's files are left out of the working copy on purpose, from the top."""
        if self.bare:
            return frozenset()
        if self.about.skipped is not None:
            return self.about.skipped
        where = f":(top,literal){self.prefix}"
        listed = self._run("ls-files", "-t", "-z", "--full-name", "--", where)
        return frozenset(line[2:] for line in listed.split("\0") if line.startswith("S "))

    def standing(self) -> str:
        """Return the id of the version checked out; empty where the history before it is not all here.

        Raises:
            GitError: there is no version yet.
        """
        head = self.resolve("HEAD")
        lacks = self.shallow or self.grafted or self._partial() or self.not_checked_out()
        return "" if lacks else head

    def resolve(self, revision: str) -> str:
        """Return the full id of a revision: the one it had when it was asked for first.

        Raises:
            GitError: there is no such revision here.
        """
        if (known := self._resolved.get(revision)) is not None:
            return known
        try:
            told = self._ask("rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}")
        except (GitError, ValueError):  # a name may hold what no command line can
            told = []
        if len(told) != 1 or not _ID.fullmatch(told[0]):
            raise GitError(f"There is no revision {revision!r} in this repository.")
        self._resolved[revision] = told[0]
        return told[0]

    def merge_base(self, first: str, second: str) -> str | None:
        """Return where two revisions parted, or None where they have nothing in common."""
        try:
            return self._ask("merge-base", self.resolve(first), self.resolve(second))[0]
        except (GitError, IndexError):
            return None

    def folder_at(self, commit_id: str, inside: str = "", folder: str | None = None) -> tuple[Entry, ...]:
        """Return what the folder, or one inside it, held at a commit; nothing where it was not there.

        ``folder`` is another folder, named from the top of the repository.
        """
        entries = self.tree(f"{commit_id}^{{tree}}")
        for name in filter(None, (*(self.prefix if folder is None else folder).split("/"), inside)):
            below = next((entry.id for entry in entries if entry.name == name and entry.folder), None)
            if below is None:
                return ()
            entries = self.tree(below)
        return entries

    def tree(self, tree_id: str) -> tuple[Entry, ...]:
        """Return the entries of a tree; none where there is no such tree."""
        if tree_id not in self._trees:
            if len(self._trees) > MOST_TREES:
                self._trees.clear()
            data = self.read(tree_id)
            if data is not None and len(data) >= MOST_BYTES:
                raise GitError("A folder of this repository holds too many files to look through.")
            self._trees[tree_id] = tuple(_entries(data, self.about.id_bytes)) if data is not None else ()
        return self._trees[tree_id]

    def read(self, object_name: str) -> bytes | None:
        """Return the content of a blob or tree by id or by ``COMMIT:path``; None where it is not there.

        Of an object that is larger than :data:`MOST_BYTES`, only so much is read: enough to see that it is.

        Raises:
            GitError: git ended before it answered.
        """
        batch = self._started()
        given, answers = self._stream(batch.stdin), self._stream(batch.stdout)
        given.write(object_name.encode("utf-8", "surrogateescape") + b"\n")
        given.flush()
        header = answers.readline().split()
        if not header:
            # Git gives up at an object that a partial copy has not fetched and may not fetch now.
            if not self._partial():
                raise GitError("Git ended before it had read the plan's history.")
            self._close()
            self.lacking = True
            return None
        if header[-1] in {b"missing", b"ambiguous"} or len(header) < 3:  # noqa: PLR2004 - id, type and size
            self.lacking = True
            return None
        size = int(header[-1])
        data = answers.read(min(size, MOST_BYTES))
        if size > MOST_BYTES:
            self._close()
        else:
            answers.read(1)
        return data

    def left_out(self) -> tuple[str, ...]:
        """Return the files below the folder that a sparse checkout leaves out, named from the folder."""
        told = self._run("ls-files", "-t", "-z", "--", ".").split("\0")
        return tuple(line[2:] for line in told if line.startswith("S "))

    def _partial(self) -> bool:
        """True for a copy that leaves files to be fetched when they are asked for."""
        try:
            return bool(self._run("config", "--get-regexp", r"^remote\..*\.promisor$").strip())
        except GitError:
            return False

    def _started(self) -> subprocess.Popen[bytes]:
        if self._batch is None:
            self._batch = subprocess.Popen(  # noqa: S603 - fixed words
                self._words("cat-file", "--batch"),
                stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=self._variables,
            )  # fmt: skip
        return self._batch

    @staticmethod
    def _stream(stream: IO[bytes] | None) -> IO[bytes]:
        if stream is None:
            raise GitError("Git could not be asked for the plan's history.")
        return stream

    def _words(self, *words: str) -> list[str]:
        return ["git", "-C", str(self._at), *_QUIET, *words]

    def _ask(self, *words: str) -> list[str]:
        return self._run(*words).split("\n")[:-1] or [""]

    def _run(self, *words: str) -> str:
        try:
            ran = subprocess.run(  # noqa: S603 - fixed words, and revisions that git has resolved
                self._words(*words), capture_output=True, env=self._variables, check=False, text=True,
                encoding="utf-8", errors="replace",
            )  # fmt: skip
        except FileNotFoundError:
            raise GitError("Git is not installed, so the plan's history cannot be read.") from None
        if ran.returncode:
            raise _error(ran.stderr, self.folder)
        return ran.stdout


def _kept(variables: Mapping[str, str]) -> dict[str, str]:
    """Drop variables that would point git somewhere else than the folder."""
    moved = {
        "GIT_DIR",
        "GIT_WORK_TREE",
        "GIT_INDEX_FILE",
        "GIT_OBJECT_DIRECTORY",
        "GIT_EXTERNAL_DIFF",
        "GIT_TRACE",
    }
    return {key: value for key, value in variables.items() if key not in moved}


def _error(complaint: str, folder: Path) -> GitError:
    if "not a git repository" in complaint:
        return NoRepositoryError(f"The folder {folder} is not in a git repository, so it has no history.")
    if "dubious ownership" in complaint:
        return GitError(
            f"Git does not trust the repository of {folder}; see git help config, safe.directory."
        )
    line = complaint.strip().split("\n", 1)[0].removeprefix("fatal: ")
    return GitError(f"Git could not read the plan's history: {line or 'it gave no reason'}.")


def _nearest(folder: Path) -> tuple[Path, str]:
    """Return the nearest folder that is on the disk, and the way from it to one that is not."""
    below: list[str] = []
    at = folder.absolute()
    while not at.is_dir() and at != at.parent:
        below.insert(0, at.name)
        at = at.parent
    return at, "/".join(below)


def _entries(data: bytes, id_bytes: int) -> Iterator[Entry]:
    start = 0
    while start < len(data):
        space = data.index(b" ", start)
        end = data.index(b"\0", space)
        name = os.fsdecode(data[space + 1 : end])
        yield Entry(name, data[end + 1 : end + 1 + id_bytes].hex(), data[start:space] == _TREE)
        start = end + 1 + id_bytes
