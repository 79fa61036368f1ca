"""``wsoa history``: the story of a plan or of one item, version by version."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer

from wsoa.cli.broken import report_broken
from wsoa.cli.context import Environment, StopError, load_plans
from wsoa.cli.options import PLANS, Area, Colour, Output, Plans
from wsoa.cli.output import emit
from wsoa.cli.past import timeline_of
from wsoa.render.registry import INERT, render


class Format(StrEnum):
    """How to print the story."""

    TEXT = "text"
    JSON = "json"


def run(
    context: typer.Context,
    area: Area,
    ref: Annotated[str | None, typer.Argument(help="One item; without it, the whole plan.")] = None,
    moves: Annotated[
        bool, typer.Option("--moves", help="Only deadlines that moved, and what to ask.")
    ] = False,
    since: Annotated[
        str | None, typer.Option("--since", metavar="REV", help="Start at this version.")
    ] = None,
    output_format: Annotated[Format, typer.Option("--format", help="How to print it.")] = Format.TEXT,
    plans: Plans = PLANS,
    output: Output = None,
) -> int:
    """Tell the story of a plan or of one item: every date, forecast, rating, lead and wording it ever had.

    The story is read from git along the main line, without touching the repository. A shallow copy gives
    only part of it, and says so.
    """
    environment: Environment = context.obj
    loaded = load_plans(plans, [area])[0]
    if loaded.plan is None:
        report_broken([loaded], environment, Colour.AUTO)
        return 1
    from wsoa.reports.history import history  # noqa: PLC0415 - help needs no history
    from wsoa.reports.item import NoItemError  # noqa: PLC0415

    line = timeline_of(loaded.folder, environment, since)
    try:
        report = history(loaded.id, line, loaded.plan, ref, only_moves=moves)
    except NoItemError as error:
        hint = f" Did you mean {' or '.join(error.close)}?" if error.close else ""
        raise StopError(f"The plan {loaded.id} has nothing called {ref!r}.{hint}") from None
    emit(
        render("history", output_format, report, environment.look(to_file=output is not None)),
        output,
        environment,
        inert=output_format in INERT,
    )
    return 0
