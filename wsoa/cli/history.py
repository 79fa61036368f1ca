"""``wsoa history``: the story of a plan or of one item, version by version."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from wsoa.cli.shared import completion as complete
from wsoa.cli.shared.context import Environment, StopError, load_plans, no_such_item
from wsoa.cli.shared.options import PLANS, Area, Colour, Output, Plans, SuppressBelow, format_option
from wsoa.cli.shared.output import emit_report, report_broken, tell
from wsoa.publish.versions import repository, timeline_of
from wsoa.render.registry import formats_of

if TYPE_CHECKING:
    from wsoa.files.load import LoadedPlan


def run(
    context: typer.Context,
    area: Area,
    ref: Annotated[
        str | None,
        typer.Argument(help="One item; without it, the whole plan.", autocompletion=complete.refs),
    ] = None,
    moves: Annotated[
        bool, typer.Option("--moves", help="Only deadlines that moved, and what to ask.")
    ] = False,
    restated: Annotated[
        str | None,
        typer.Option("--restated", metavar="DATE", help="Facts of before a day, written after it."),
    ] = None,
    since: Annotated[
        str | None, typer.Option("--since", metavar="REV", help="Start at this version.")
    ] = None,
    authors: Annotated[
        bool | None,
        typer.Option(
            "--authors/--no-authors",
            help="Name who wrote each version. Default: as wsoa.toml says.",
        ),
    ] = None,
    output_format: Annotated[str, format_option(formats_of("history"))] = "text",
    suppress_below: SuppressBelow = 0,
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
    if restated is not None and suppress_below:
        raise StopError("--restated tells figures that were corrected; --suppress-below does not go with it.")
    if restated is not None:
        return _restated(loaded, environment.day(restated, "--restated"), output_format, output, environment)
    from wsoa.audience.audience import Audience
    from wsoa.audience.readers import Readers
    from wsoa.plan.find import NoItemError
    from wsoa.publish.settings import settings
    from wsoa.reports.comparison.history import history

    readers = Readers(Audience.ADVISER, suppress_below)
    line = readers.line(timeline_of(loaded.folder, environment.variables, since))
    named = settings(plans).authors if authors is None else authors
    try:
        report = history(loaded.id, line, readers.plan(loaded.plan), ref, only_moves=moves, authors=named)
    except NoItemError as error:
        raise no_such_item(loaded.id, ref or "", error.close) from None
    emit_report("history", output_format, report, output, environment)
    return 0


def _restated(
    loaded: LoadedPlan, day: date, output_format: str, output: Path | None, environment: Environment
) -> int:
    """Print what was dated before a day and written, altered or taken out after it."""
    from wsoa.history.repository.store import from_git, with_uncommitted
    from wsoa.reports.comparison.history import SHALLOW
    from wsoa.reports.comparison.restatement import restatement_report

    with repository(loaded.folder, environment.variables) as opened:
        versions = with_uncommitted(from_git(opened, loaded.folder), loaded.folder, Path.cwd())
        report = restatement_report(loaded.id, versions, day)
        if opened.shallow:
            tell(SHALLOW, environment)
    emit_report("restatement", output_format, report, output, environment)
    return 0
