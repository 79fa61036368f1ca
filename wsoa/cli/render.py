"""``wsoa render``: the pages that a council publishes."""

from __future__ import annotations

from datetime import date, timedelta
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from wsoa.cli.broken import report_broken
from wsoa.cli.context import Environment, StopError, load_plans
from wsoa.cli.options import PLANS, Area, AsOf, Colour, Output, Plans
from wsoa.cli.output import emit
from wsoa.cli.publishing import Wanted, gather
from wsoa.reports.registry import REPORTS, Report


class Format(StrEnum):
    """What to render to."""

    HTML = "html"
    MARKDOWN = "markdown"


_BESIDE = {Format.HTML: "statement.html", Format.MARKDOWN: "statement.md"}
"""Where the full statement stands beside another report."""
_REPORTS = " ".join(f"{name}: {report.line}" for name, report in REPORTS.items())


def run(
    context: typer.Context,
    area: Area,
    report: Annotated[str, typer.Option("--report", metavar="REPORT", help=_REPORTS)] = "statement",
    as_of: AsOf = None,
    output_format: Annotated[Format | None, typer.Option("--format", help="Default: by file name.")] = None,
    template_dir: Annotated[
        Path | None, typer.Option("--template-dir", metavar="DIR", help="Templates to use before ours.")
    ] = None,
    statement_at: Annotated[
        str | None,
        typer.Option(
            "--statement", metavar="ADDRESS", help="Where other reports link to. Default: statement.html."
        ),
    ] = None,
    since: Annotated[
        str | None,
        typer.Option(
            "--from", metavar="DATE", help="First day of a board report's period. Default: 3 months back."
        ),
    ] = None,
    commit: Annotated[str | None, typer.Option("--commit", help="The version to name on the page.")] = None,
    plans: Plans = PLANS,
    output: Output = None,
) -> int:
    """Render a report of one plan as one HTML page or a Markdown document.

    The page needs no script and no network. The same plan, day and version give the same bytes.
    """
    environment: Environment = context.obj
    chosen = _format(output_format, output)
    entry = _known(report)
    day = environment.day(as_of)
    loaded = load_plans(plans, [area])[0]
    if loaded.plan is None:
        report_broken([loaded], environment, Colour.AUTO)
        return 1
    from wsoa.render.dress import Dress  # noqa: PLC0415 - help needs no pages
    from wsoa.render.registry import render  # noqa: PLC0415
    from wsoa.render.templates import TemplateFaultError  # noqa: PLC0415
    from wsoa.reports.material import Links  # noqa: PLC0415
    from wsoa.reports.registry import make  # noqa: PLC0415

    wanted = Wanted(day, _start(environment, since, day) if entry.period else None, commit, entry.past)
    material = gather(loaded, wanted, Links(statement_at or _BESIDE[chosen]), environment)
    look = environment.look(to_file=True)._replace(dress=Dress(template_dir))
    try:
        text = render("page", chosen, make(report, material), look)
    except TemplateFaultError as error:
        raise StopError(f"The page cannot be rendered: {error}.") from None
    emit(text, output, environment)
    return 0


def _known(name: str) -> Report:
    """Return a report by its name.

    Raises:
        StopError: there is none of that name.
    """
    if name not in REPORTS:
        raise StopError(f"There is no report called {name!r}. The reports are {', '.join(REPORTS)}.")
    return REPORTS[name]


def _start(environment: Environment, given: str | None, day: date) -> date:
    """Return the first day of the period: as given, or a quarter of a year before the last.

    Raises:
        StopError: it is no date, or not before the last day.
    """
    start = environment.day(given, "--from") if given else day - _QUARTER
    if start >= day:
        raise StopError(f"--from {start} is not before {day}, the day the report is as at.")
    return start


_QUARTER = timedelta(days=92)


def _format(chosen: Format | None, output: Path | None) -> Format:
    if chosen is not None:
        return chosen
    return Format.MARKDOWN if output is not None and output.suffix in {".md", ".markdown"} else Format.HTML
