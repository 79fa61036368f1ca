"""A plan's files in canonical layout: worked out in memory, proved to say the same, then written."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from pydantic import BaseModel

from wsoa.files.editing.layout import CannotEditError
from wsoa.files.editing.splice import Splice, difference, spliced
from wsoa.files.editing.tidy import tidy
from wsoa.files.load import HEAD, part_files, read_text, show
from wsoa.files.sources import Source
from wsoa.files.write import Replacement, read_with_digest
from wsoa.findings import Finding
from wsoa.plan.models import Plan, Workstream


@dataclass(frozen=True, slots=True)
class Formatted:
    """One file as it would be. ``replacement`` is None where nothing changes.

    ``refused`` is a sentence where the file is left alone, ``line`` the line it is about.
    """

    file: str
    diff: str = ""
    replacement: Replacement | None = None
    refused: str = ""
    line: int = 1


def format_plan(folder: Path, shown_from: Path | None = None) -> list[Formatted]:
    """Work out the canonical layout of every file of a plan folder. Nothing is written.

    ``shown_from`` is the folder that file names are shown relative to. A file that cannot be read as a plan
    is refused, and the others are not.
    """
    files = [folder / HEAD, *part_files(folder)]
    return [
        _formatted(file, show(file, shown_from), Workstream if index else Plan)
        for index, file in enumerate(files)
    ]


def laid_out(source: Source, findings: Sequence[Finding], model: type[BaseModel]) -> str:
    """Return the text of a file in canonical layout, given what reading it found.

    ``model`` is what the whole file becomes: a plan or a workstream.

    Raises:
        CannotEditError: it has errors, or is written in a way that no program should touch.
    """
    if findings:
        raise CannotEditError(findings[0].message, findings[0].place.line)
    if _misfit(source, model):
        raise CannotEditError("it has errors; wsoa validate lists them", 1)
    return tidy(source.text, model, source.root)


def replacements(formatted: Iterable[Formatted]) -> list[Replacement]:
    """Return what is to be written."""
    return [one.replacement for one in formatted if one.replacement is not None]


def _formatted(path: Path, shown: str, model: type[BaseModel]) -> Formatted:
    try:
        data, stamp = read_with_digest(path)
    except OSError as error:
        return Formatted(shown, refused=f"it cannot be read: {(error.strerror or str(error)).lower()}")
    source, findings = read_text(data, shown)
    try:
        text = laid_out(source, findings, model)
    except CannotEditError as error:
        return Formatted(shown, refused=error.why, line=error.line)
    if text == source.text:
        return Formatted(shown)
    new = spliced(data, [Splice(0, len(source.text), text)])
    return Formatted(shown, difference(source.text, text, shown), Replacement(path, stamp, new))


def _misfit(source: Source, model: type[BaseModel]) -> bool:
    """Tell whether a file holds keys or values that no plan has."""
    if model is Workstream:
        return source.workstream.error is not None
    return source.head.error is not None or any(part.error is not None for part in source.inline)
