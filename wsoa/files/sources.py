"""Where each value of a plan stands in its files."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from wsoa.files.nodes import Group, Path, follow, place_of
from wsoa.files.text import split_lines
from wsoa.findings import Place


@dataclass(frozen=True)
class Source:
    """One file of a plan: its name as shown to people, its text, and what was read from it."""

    file: str
    text: str
    root: Group | None = None

    @cached_property
    def lines(self) -> list[str]:
        """The text, line by line, without line ends."""
        return split_lines(self.text)


@dataclass(frozen=True)
class Sources:
    """The files of one plan: the head, then one a workstream where the plan is split."""

    head: Source
    workstreams: tuple[Source, ...] = ()

    @property
    def files(self) -> tuple[Source, ...]:
        """Every file, head first."""
        return (self.head, *self.workstreams)

    def holder(self, path: Path) -> tuple[Source, Path]:
        """Return the file that a path of the plan lives in, and the path inside that file."""
        if self.workstreams and len(path) > 1 and path[0] == "workstreams":
            index = path[1]
            if isinstance(index, int) and index < len(self.workstreams):
                return self.workstreams[index], path[2:]
        return self.head, path

    def place(self, path: Path, *, key: bool = False) -> Place:
        """Return where the value at a path stands, or its key; as near as the file has it."""
        source, inside = self.holder(path)
        if source.root is None:
            return Place(source.file)
        spots = follow(source.root, inside)
        return place_of(source.file, spots[0] if key else spots[1])

    def lines_of(self, file: str) -> list[str]:
        """Return the lines of one file by its shown name; none for a file that was not read."""
        return next((source.lines for source in self.files if source.file == file), [])
