"""Options that several commands share, each spelt and explained once."""

from __future__ import annotations

from collections.abc import Collection
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer

from wsoa.cli.shared import completion as complete

Areas = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="AREA", help="Plans by name; all of them by default.", autocompletion=complete.areas
    ),
]
Area = Annotated[
    str, typer.Argument(help="The plan's name, as its folder is called.", autocompletion=complete.areas)
]
Plans = Annotated[Path, typer.Option("--plans", metavar="DIR", help="The folder that holds the plans.")]
AsOf = Annotated[
    str | None, typer.Option("--as-of", metavar="DATE", help="Judge as at this day. Default: today.")
]
Output = Annotated[
    Path | None, typer.Option("-o", "--output", metavar="FILE", help="Write here; - is the screen.")
]
Limit = Annotated[
    int, typer.Option("--limit", min=0, metavar="N", help="How many items to name in each list.")
]
Jobs = Annotated[
    int | None,
    typer.Option(
        "--jobs",
        min=1,
        max=64,
        metavar="N",
        help="How many processes share the work. Default: by cores.",
    ),
]

NoHistory = Annotated[
    bool,
    typer.Option(
        "--no-history", help="Leave git unread: moves without a record are not counted, and that is said."
    ),
]
SuppressBelow = Annotated[
    int,
    typer.Option(
        "--suppress-below", min=0, max=1_000_000, metavar="N", help="Withhold counts of 1 to below N."
    ),
]


class Colour(StrEnum):
    """When to use colour."""

    AUTO = "auto"
    ALWAYS = "always"
    NEVER = "never"


UseColour = Annotated[Colour, typer.Option("--color", help="Use colour.")]

PLANS = Path("plans")


def format_option(formats: Collection[str], words: str = "How to print it.") -> Any:  # noqa: ANN401 - as typer's
    """Return the option ``--format`` of a command, which takes one of these and nothing else."""

    def known(value: str | None) -> str | None:
        if value is not None and value not in formats:
            raise typer.BadParameter(f"{value!r} is not one of {', '.join(map(repr, formats))}.")
        return value

    return typer.Option(
        "--format", metavar=f"<{'|'.join(formats)}>", help=words, callback=known,
        autocompletion=lambda: list(formats),
    )  # fmt: skip
