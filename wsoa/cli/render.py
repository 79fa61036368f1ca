"""``wsoa render``: the pages that a council publishes."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from wsoa import __version__
from wsoa.cli.broken import report_broken
from wsoa.cli.context import Environment, StopError, load_plans
from wsoa.cli.options import PLANS, Area, AsOf, Colour, Output, Plans
from wsoa.cli.output import emit

if TYPE_CHECKING:
    from wsoa.assess.assessment import Assessment
    from wsoa.files.load import LoadedPlan
    from wsoa.reports.provenance import Provenance
    from wsoa.reports.statement_view import StatementView
    from wsoa.reports.summary_view import SummaryView


class Report(StrEnum):
    """Which page to make."""

    STATEMENT = "statement"
    SUMMARY = "summary"


class Format(StrEnum):
    """What to render to."""

    HTML = "html"
    MARKDOWN = "markdown"


_BESIDE = {Format.HTML: "statement.html", Format.MARKDOWN: "statement.md"}
"""Where the full statement stands beside its summary."""


def run(
    context: typer.Context,
    area: Area,
    report: Annotated[
        Report, typer.Option("--report", help="The whole statement, or two pages for families.")
    ] = Report.STATEMENT,
    as_of: AsOf = None,
    output_format: Annotated[Format | None, typer.Option("--format", help="Default: by file name.")] = None,
    template_dir: Annotated[
        Path | None, typer.Option("--template-dir", metavar="DIR", help="Templates to use before ours.")
    ] = None,
    statement_at: Annotated[
        str | None,
        typer.Option(
            "--statement", metavar="ADDRESS", help="Where the summary links to. Default: statement.html."
        ),
    ] = None,
    commit: Annotated[str | None, typer.Option("--commit", help="The version to name on the page.")] = None,
    plans: Plans = PLANS,
    output: Output = None,
) -> int:
    """Render the statement of one plan, or its summary, as one HTML page or a Markdown document.

    The page needs no script and no network. The same plan, day and version give the same bytes.
    """
    environment: Environment = context.obj
    day = environment.day(as_of)
    loaded = load_plans(plans, [area])[0]
    if loaded.plan is None:
        report_broken([loaded], environment, Colour.AUTO)
        return 1
    from wsoa.assess.assessment import assess  # noqa: PLC0415 - help needs no arithmetic
    from wsoa.render.registry import render  # noqa: PLC0415
    from wsoa.render.templates import TemplateFaultError  # noqa: PLC0415
    from wsoa.reports.provenance import provenance_of  # noqa: PLC0415

    chosen = _format(output_format, output)
    provenance = provenance_of(loaded, day, __version__, commit)
    assessment = assess(loaded.plan, day)
    view = (
        _statement(assessment, loaded, provenance)
        if report is Report.STATEMENT
        else _summary(assessment, provenance, statement_at or _BESIDE[chosen])
    )
    look = environment.look(to_file=True)._replace(templates=template_dir)
    try:
        text = render(report, chosen, view, look)
    except TemplateFaultError as error:
        raise StopError(f"The page cannot be rendered: {error}.") from None
    emit(text, output, environment)
    return 0


def _statement(assessment: Assessment, loaded: LoadedPlan, provenance: Provenance) -> StatementView:
    from wsoa.checks.check import check  # noqa: PLC0415 - the summary needs no checks
    from wsoa.reports.statement import statement  # noqa: PLC0415

    return statement(assessment, loaded, check(loaded), provenance)


def _summary(assessment: Assessment, provenance: Provenance, address: str) -> SummaryView:
    from wsoa.reports.summary import linkable, summary  # noqa: PLC0415 - help needs no pages

    if not linkable(address):
        raise StopError(f"--statement {address!r} is not an address a page may link to.")
    return summary(assessment, provenance, address)


def _format(chosen: Format | None, output: Path | None) -> Format:
    if chosen is not None:
        return chosen
    return Format.MARKDOWN if output is not None and output.suffix in {".md", ".markdown"} else Format.HTML
