"""Where each value of a plan stands in its files."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from typing import Any, Generic, TypeVar

from pydantic import BaseModel, ValidationError

from wsoa.files.folder import PARTS
from wsoa.files.nodes import MappingNode, Path, follow, place_of
from wsoa.files.text import split_lines
from wsoa.findings import Place
from wsoa.plan.models import Head, Workstream

__all__ = ["PARTS", "Built", "Source", "Sources", "build"]
Model = TypeVar("Model", bound=BaseModel)


@dataclass(frozen=True)
class Built(Generic[Model]):
    """What validating one group gave: the model, or the error that says why there is none."""

    model: Model | None
    error: ValidationError | None = None


@dataclass(frozen=True)
class Source:
    """One file of a plan: its name as shown to people, its text, and what was read from it.

    What it was built into is kept with it, so that versions of a plan that share a file share its models.
    ``read`` is the top group, or a way to it where most readers need only ``known``: the workstream that the
    file is known to hold. ``plain`` are its values where they were read without where they stand.
    """

    file: str
    text: str
    read: MappingNode | Callable[[], MappingNode | None] | None = None
    known: Workstream | None = None
    plain: Mapping[str, Any] | None = None

    @cached_property
    def root(self) -> MappingNode | None:
        """The top group of the file, which knows where everything stands; None where it could not be read."""
        return self.read() if callable(self.read) else self.read

    @property
    def values(self) -> Mapping[str, Any] | None:
        """What the file holds, wherever it stands; None where it could not be read."""
        return self.root if self.plain is None else self.plain

    @cached_property
    def head(self) -> Built[Head]:
        """The file as the head of a plan, whatever workstreams it holds left aside."""
        values = self.values
        if values is not None and PARTS in values:
            values = {key: value for key, value in values.items() if key != PARTS}
        return build(Head, values)

    @cached_property
    def workstream(self) -> Built[Workstream]:
        """The file as one workstream."""
        return build(Workstream, self.values) if self.known is None else Built(self.known)

    @cached_property
    def inline(self) -> tuple[Built[Workstream], ...]:
        """The workstreams that a head holds itself."""
        held = self.values.get(PARTS) if self.values is not None else None
        return tuple(build(Workstream, item) for item in held) if isinstance(held, list) else ()

    @cached_property
    def lines(self) -> list[str]:
        """The text, line by line, without line ends."""
        return split_lines(self.text)


def build(model: type[Model], root: object) -> Built[Model]:
    """Validate one group; a file that gave no group is built into nothing, without an error."""
    if root is None:
        return Built(None)
    try:
        return Built(model.model_validate(root))
    except ValidationError as error:
        return Built(None, error)


@dataclass(frozen=True)
class Sources:
    """The files of one plan: the head, then one a workstream where the plan is split."""

    head: Source
    workstreams: tuple[Source, ...] = ()

    @property
    def files(self) -> tuple[Source, ...]:
        """Every file, head first."""
        return (self.head, *self.workstreams)

    @property
    def digest(self) -> str:
        """The SHA-256 of the texts in their order, in hexadecimal digits, whatever the files are called.

        Line ends count as one line feed: git may write others into a working copy than it keeps.
        """
        whole = sha256()
        for source in self.files:
            text = source.text.replace("\r\n", "\n").encode("utf-8", "surrogatepass")
            whole.update(len(text).to_bytes(8, "big"))
            whole.update(text)
        return whole.hexdigest()

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

    def head_place(self, path: Path) -> Place:
        """Return where a key of the head stands, whatever the workstreams' files hold."""
        if self.head.root is None:
            return Place(self.head.file)
        return place_of(self.head.file, follow(self.head.root, path)[0])
