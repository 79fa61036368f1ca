"""``wsoa render``: the pages that a council publishes."""

from __future__ import annotations

from datetime import date, timedelta
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from wsoa.cli.broken import report_broken
from wsoa.cli.context import Environment, StopError, load_plans
from wsoa.cli.options import PLANS, Area, AsOf, Colour, Output, Plans
from wsoa.cli.output import emit
from wsoa.cli.publishing import Wanted, gather
from wsoa.cli.settings import settings
from wsoa.reports.audience import Audience
from wsoa.reports.registry import REPORTS, Report

if TYPE_CHECKING:
    from wsoa.render.dress import Dress


class Format(StrEnum):
    """What to render to."""

    HTML = "html"
    MARKDOWN = "markdown"


_BESIDE = {Format.HTML: "statement.html", Format.MARKDOWN: "statement.md"}
"""Where the full statement stands beside another report."""
_REPORTS = " ".join(f"{name}: {report.line}" for name, report in REPORTS.items())
_QUARTER = timedelta(days=92)


def run(
    context: typer.Context,
    area: Area,
    report: Annotated[str, typer.Option("--report", metavar="REPORT", help=_REPORTS)] = "statement",
    as_of: AsOf = None,
    since: Annotated[
        str | None,
        typer.Option("--from", metavar="DATE", help="First day of a board report. Default: 92 days back."),
    ] = None,
    until: Annotated[
        str | None, typer.Option("--to", metavar="DATE", help="Last day of a board report: as --as-of.")
    ] = None,
    audience: Annotated[
        Audience, typer.Option("--audience", help="Whose page: what it names grows from public to adviser.")
    ] = Audience.PUBLIC,
    suppress_below: Annotated[
        int, typer.Option("--suppress-below", min=0, metavar="N", help="Withhold counts from 1 to below N.")
    ] = 0,
    output_format: Annotated[Format | None, typer.Option("--format", help="Default: by file name.")] = None,
    fragment: Annotated[
        bool, typer.Option("--fragment", help="Without head and style, to paste into another page.")
    ] = False,
    level: Annotated[
        int, typer.Option("--heading-level", min=1, max=4, help="The first heading of a fragment.")
    ] = 2,
    css: Annotated[
        bool, typer.Option("--css", help="Only the style sheet; with --fragment, the one fragments need.")
    ] = False,
    template_dir: Annotated[
        Path | None, typer.Option("--template-dir", metavar="DIR", help="Templates to use before ours.")
    ] = None,
    statement_at: Annotated[
        str | None,
        typer.Option("--statement", metavar="ADDRESS", help="Where the full statement stands."),
    ] = None,
    commit: Annotated[str | None, typer.Option("--commit", help="The version to name on the page.")] = None,
    plans: Plans = PLANS,
    output: Output = None,
) -> int:
    """Render a report of one plan as one HTML page or a Markdown document.

    The page needs no script and no network. The same plan, day and version give the same bytes.
    """
    environment: Environment = context.obj
    form = _format(output_format, output)
    if form is Format.MARKDOWN and (fragment or css):
        raise StopError("--fragment and --css are for HTML; Markdown has neither head nor style.")
    entry = _known(report)
    day = _last_day(environment, as_of, until)
    loaded = load_plans(plans, [area])[0]
    if loaded.plan is None:
        report_broken([loaded], environment, Colour.AUTO)
        return 1
    from wsoa.reports.material import Links, Readers  # noqa: PLC0415 - help needs no pages

    start = _start(environment, since, day) if entry.period else None
    wanted = Wanted(day, Readers(audience, suppress_below), start, commit, entry.past)
    material = gather(loaded, wanted, Links(statement_at or _BESIDE[form]), environment)
    from wsoa.cli.pages import PageWanted, written  # noqa: PLC0415

    dress = dress_of(plans, template_dir)._replace(fragment=level if fragment else 0)
    emit(written(PageWanted(report, form, css_only=css), material, dress, environment), output, environment)
    return 0


def dress_of(plans: Path, template_dir: Path | None) -> Dress:
    """Return how this repository's pages are dressed.

    Raises:
        StopError: its settings cannot be used.
    """
    from wsoa.render.dress import Dress  # noqa: PLC0415 - help needs no pages

    known = settings(plans)
    return Dress(template_dir or known.templates, known.theme())


def _known(name: str) -> Report:
    """Return a report by its name.

    Raises:
        StopError: there is none of that name.
    """
    if name not in REPORTS:
        raise StopError(f"There is no report called {name!r}. The reports are {', '.join(REPORTS)}.")
    return REPORTS[name]


def _last_day(environment: Environment, as_of: str | None, until: str | None) -> date:
    if as_of and until and as_of != until:
        raise StopError("--to and --as-of name the same day: give one of them.")
    return environment.day(until, "--to") if until else environment.day(as_of)


def _start(environment: Environment, given: str | None, day: date) -> date:
    """Return the first day of the period: as given, or a quarter of a year before the last.

    Raises:
        StopError: it is no date, or not before the last day.
    """
    start = environment.day(given, "--from") if given else day - _QUARTER
    if start >= day:
        raise StopError(f"--from {start} is not before {day}, the day the report is as at.")
    return start


def _format(chosen: Format | None, output: Path | None) -> Format:
    if chosen is not None:
        return chosen
    return Format.MARKDOWN if output is not None and output.suffix in {".md", ".markdown"} else Format.HTML
