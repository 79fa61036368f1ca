"""``wsoa demo``: a made-up area with a year of history, to try every command on."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from wsoa.cli.shared.context import Environment
from wsoa.cli.shared.output import emit

if TYPE_CHECKING:
    from wsoa.demo.build import Demo


def run(
    context: typer.Context,
    folder: Annotated[
        Path, typer.Argument(metavar="DIR", help="A folder that is new or empty.", show_default=True)
    ] = Path("demo"),
) -> int:
    """Write a made-up county's plan with a year of history in git, to try every command on.

    It shows what real plans go through: dates that move, with and without a reason, forecasts, figures, forms
    that came back. It is the same on every computer. Nothing outside the folder is touched.
    """
    environment: Environment = context.obj
    from wsoa.demo.build import build

    emit(_next(build(folder, environment.variables)), None, environment)
    return 0


def _next(made: Demo) -> str:
    """Say what was made, and what to try."""
    from shlex import quote

    from wsoa.demo.story import GUIDE, commands
    from wsoa.words.dates import say_day

    steps = made.story.versions
    lines = [
        f"Brackenshire is in {made.folder}: a made-up county. {len(steps)} commits tell a year of its plan,",
        f"from {say_day(steps[0].day)} to {say_day(steps[-1].day)}.",
        "",
        "Try:",
        f"  cd {quote(str(made.folder))}",
        *(f"  {command}" for command in commands()),
        "",
        f"{GUIDE} there says where to see what.",
    ]
    return "\n".join(lines) + "\n"
