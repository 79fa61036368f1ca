"""``wsoa format``: the canonical layout of plan files; no word and no comment changes."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from wsoa.cli.shared.context import Environment
from wsoa.cli.shared.editing import folders_to_edit, refusals
from wsoa.cli.shared.options import PLANS, Areas, Colour, Plans, UseColour
from wsoa.cli.shared.output import emit, tell

if TYPE_CHECKING:
    from wsoa.authoring.format import Formatted


def run(
    context: typer.Context,
    areas: Areas = None,
    check: Annotated[
        bool, typer.Option("--check", help="Write nothing; name the files that would change, and exit 1.")
    ] = False,
    diff: Annotated[bool, typer.Option("--diff", help="Write nothing; show what would change.")] = False,
    plans: Plans = PLANS,
    color: UseColour = Colour.AUTO,
) -> int:
    """Lay plan files out the same way everywhere: key order, quotes, indentation, ends of lines.

    Words, comments, blank lines between items, brackets and line ends stay, and the plan says exactly
    what it said. A file with errors is left alone. Nothing is committed.
    """
    environment: Environment = context.obj
    from wsoa.authoring.format import format_plan

    here = Path.cwd()
    folders = folders_to_edit(plans, areas or [], environment, dry_run=check or diff)
    done = [one for asked in folders for one in format_plan(asked.folder, here)]
    changed = [one for one in done if one.replacement is not None]
    refused = [one for one in done if one.refused]
    if diff:
        _show(changed, environment, color)
    elif check:
        emit("".join(f"{one.file}\n" for one in changed), None, environment)
    elif changed:
        _write(changed)
    for one in refused:
        tell(f"{one.file}:{one.line}: left alone: {one.refused}.", environment)
    tell(_summary(len(changed), len(done) - len(refused), wrote=not (check or diff)), environment)
    return 1 if refused or (changed and (check or diff)) else 0


def _show(changed: list[Formatted], environment: Environment, colour: str) -> None:
    from wsoa.render.terminal.edit import edit_text

    emit(
        edit_text("".join(one.diff for one in changed), environment.render_options(colour)), None, environment
    )


def _write(changed: list[Formatted]) -> None:
    from wsoa.authoring.format import replacements
    from wsoa.files.write import replace_all

    with refusals():
        replace_all(replacements(changed))


def _summary(changed: int, right: int, *, wrote: bool) -> str:
    """Say how many files changed, or would."""
    if not changed:
        return (
            f"{right} {'file is laid out as it' if right == 1 else 'files are laid out as they'} should be."
        )
    files = f"{changed} {'file' if changed == 1 else 'files'}"
    return f"{files} laid out; review with git diff." if wrote else f"{files} would change."
