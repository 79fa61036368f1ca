"""The story as it is written down: dated steps, and in each what somebody did to the plan."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias

from wsoa.authoring.record import Figure
from wsoa.authoring.update_request import UpdateRequest
from wsoa.demo.repository import Author
from wsoa.files.load import read_text

if TYPE_CHECKING:
    from wsoa.files.nodes import MappingNode

STORY = "story.yaml"
GUIDE = "README.md"


class Reported(NamedTuple):
    """Somebody reported on an item, as with ``wsoa update``."""

    ref: str
    wanted: UpdateRequest


class DataReturn(NamedTuple):
    """A file of figures came in, as with ``wsoa record --from``."""

    table: str


@dataclass(frozen=True, slots=True)
class FormReturned:
    """A lead's form came back; ``answers`` are by ref, then by the label of the box.

    ``folder`` is where the office keeps it. Where it is not ``applied``, the plan says nothing of it yet.
    """

    lead: str
    folder: str
    answers: Mapping[str, Mapping[str, str]]
    applied: bool


class Edited(NamedTuple):
    """Somebody changed a file by hand: ``old`` stands there exactly once, and becomes ``new``."""

    file: str
    old: str
    new: str


Act: TypeAlias = "Reported | Figure | DataReturn | FormReturned | Edited"


@dataclass(frozen=True, slots=True)
class Step:
    """What was committed on one day. ``tag`` names the version; ``branch`` says that it is only proposed."""

    day: date
    author: Author
    subject: str
    acts: tuple[Act, ...]
    tag: str = ""
    branch: str = ""


@dataclass(frozen=True, slots=True)
class Story:
    """The name of the area's folder, the day on which to look at it all, and the steps, oldest first."""

    area: str
    as_of: date
    steps: tuple[Step, ...]

    @property
    def versions(self) -> tuple[Step, ...]:
        """The steps that became versions of the main branch."""
        return tuple(step for step in self.steps if not step.branch)


def text() -> Traversable:
    """Return the folder of the story's texts: the plan as first published, and all that came after."""
    return files("wsoa.demo").joinpath("text")


def story() -> Story:
    """Read the story.

    Raises:
        ValueError: it is not written as a story is.
    """
    source, findings = read_text(text().joinpath(STORY).read_bytes(), STORY)
    if source.root is None or findings:
        raise ValueError(f"{STORY}: {findings[0].message if findings else 'nothing is in it'}")
    top = source.root
    authors = {name: Author(told) for name, told in top["authors"].items()}
    return Story(
        top["area"],
        date.fromisoformat(top["as_of"]),
        tuple(_step(one, authors) for one in top["steps"]),
    )


def commands() -> tuple[str, ...]:
    """Return the commands that the demo's own guide starts with; they work in its folder."""
    guide = text().joinpath(GUIDE).read_text(encoding="utf-8")
    return tuple(guide.partition("```sh\n")[2].partition("```")[0].splitlines())


def _step(told: MappingNode, authors: Mapping[str, Author]) -> Step:
    return Step(
        date.fromisoformat(told["day"]),
        authors[told["by"]],
        told["subject"],
        tuple(_acts(told["acts"])) if "acts" in told else (),
        told.get("tag", ""),
        told.get("branch", ""),
    )


def _acts(told: list[MappingNode]) -> Iterator[Act]:
    for one in told:
        kind, *_ = one
        try:
            yield _READERS[kind](dict(one))
        except (KeyError, TypeError) as error:
            raise ValueError(f"{STORY}, line {one.spot.start_mark.line + 1}: {error}") from error


def _reported(told: dict[str, Any]) -> Reported:
    ref = told.pop("update")
    withdraw = told.pop("withdraw", "") == "true"
    evidence = tuple(told.pop("evidence", ()))
    return Reported(ref, UpdateRequest(**told, withdraw=withdraw, evidence=evidence))


def _recorded(told: dict[str, Any]) -> Figure:
    marks = ("provisional", "projected", "baseline", "target", "restate")
    given = {mark: told.pop(mark) == "true" for mark in marks if mark in told}
    return Figure(told.pop("record"), told.pop("value"), told.pop("period"), **told, **given)


def _form(told: dict[str, Any]) -> FormReturned:
    applied = told.pop("applied", "") == "true"
    return FormReturned(told.pop("return"), told.pop("folder"), told.pop("answers"), applied, **told)


def _figures(told: dict[str, Any]) -> DataReturn:
    return DataReturn(told.pop("figures"), **told)


def _edited(told: dict[str, Any]) -> Edited:
    return Edited(told.pop("edit"), told.pop("from"), told.pop("to"), **told)


_READERS: Mapping[str, Callable[[dict[str, Any]], Act]] = {
    "update": _reported,
    "record": _recorded,
    "figures": _figures,
    "return": _form,
    "edit": _edited,
}
"""How an act is read, by the key that it starts with."""
