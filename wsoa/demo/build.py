"""The whole demo in a new folder: everything is there at the end, or nothing."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib.resources.abc import Traversable
from pathlib import Path

from wsoa.demo.repository import NewRepository
from wsoa.demo.story import GUIDE, STORY, Story, story, text
from wsoa.demo.tell import tell
from wsoa.errors import WsoaError
from wsoa.files.load import load
from wsoa.plan.schema import schema_text

_BESIDE = {GUIDE: GUIDE, "gitignore": ".gitignore"}
"""What lies at the top of the repository and not with the plan, and what it is called there."""


@dataclass(frozen=True, slots=True)
class Demo:
    """What was written: where, the story, and the ids of the versions, oldest first."""

    folder: Path
    story: Story
    versions: tuple[str, ...]


def build(folder: Path, variables: Mapping[str, str]) -> Demo:
    """Write the demo into a folder that is new or empty. ``variables`` are those of the environment.

    Raises:
        WsoaError: something is in the folder already, or git cannot do its part.
        OSError: it cannot be written; nothing is left behind.
    """
    _refuse_taken(folder)
    made = [up for up in (folder.parent, *folder.parent.parents) if not up.exists()]
    folder.parent.mkdir(parents=True, exist_ok=True)
    stage = Path(tempfile.mkdtemp(prefix=".wsoa-demo-", dir=folder.parent))
    try:
        # one folder deeper, for a temporary folder is closed to everybody else
        root = stage / "demo"
        root.mkdir()
        told = story()
        versions = _told(root, told, variables)
        if folder.is_dir():
            folder.rmdir()
        root.rename(folder)
    except BaseException:
        shutil.rmtree(stage, ignore_errors=True)
        for up in made:
            up.rmdir()
        raise
    stage.rmdir()
    return Demo(folder, told, versions)


def _refuse_taken(folder: Path) -> None:
    if folder.is_symlink() or (folder.exists() and not folder.is_dir()):
        raise WsoaError(f"{folder} is there already and is no folder; choose another name.")
    if folder.is_dir() and any(folder.iterdir()):
        raise WsoaError(
            f"{folder} is not empty, and the demo needs a folder of its own; choose another name."
        )


def _told(root: Path, told: Story, variables: Mapping[str, str]) -> tuple[str, ...]:
    """Lay down the plan as first published, tell every step, and return the ids of the versions."""
    plan = root / "plans" / told.area
    for name, data in _first():
        file = root / _BESIDE[name] if name in _BESIDE else plan / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(data)
    repository = NewRepository(root, variables)
    loaded = load(plan, root)
    versions = []
    for step in told.steps:
        after = tell(step, root, loaded)
        if step.branch:
            repository.propose(step.branch, step.day, step.author, step.subject)
            continue
        loaded = after
        versions.append(repository.commit(step.day, step.author, step.subject))
        if step.tag:
            repository.tag(step.tag)
    _schema(root)
    return tuple(versions)


def _schema(root: Path) -> None:
    """Write what editors read. It is no part of the story, and so of no version."""
    for part in ("plan", "workstream"):
        file = root / "schema" / f"{part}.json"
        file.parent.mkdir(exist_ok=True)
        file.write_bytes(schema_text(part).encode())


def _first() -> Iterator[tuple[str, bytes]]:
    """Yield the files that the story starts from, each with its name."""
    return ((name, one.read_bytes()) for name, one in _below(text(), "") if name != STORY)


def _below(folder: Traversable, way: str) -> Iterator[tuple[str, Traversable]]:
    for one in sorted(folder.iterdir(), key=lambda entry: entry.name):
        if one.is_dir():
            yield from _below(one, f"{way}{one.name}/")
        else:
            yield f"{way}{one.name}", one
