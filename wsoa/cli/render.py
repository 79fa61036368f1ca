"""``wsoa render``: the statement that a council publishes."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from wsoa import __version__
from wsoa.cli.broken import report_broken
from wsoa.cli.context import Environment, StopError, load_plans
from wsoa.cli.options import PLANS, Area, AsOf, Colour, Output, Plans
from wsoa.cli.output import emit


class Format(StrEnum):
    """What to render to."""

    HTML = "html"
    MARKDOWN = "markdown"


def run(
    context: typer.Context,
    area: Area,
    as_of: AsOf = None,
    output_format: Annotated[Format | None, typer.Option("--format", help="Default: by file name.")] = None,
    template_dir: Annotated[
        Path | None, typer.Option("--template-dir", metavar="DIR", help="Templates to use before ours.")
    ] = None,
    commit: Annotated[str | None, typer.Option("--commit", help="The version to name on the page.")] = None,
    plans: Plans = PLANS,
    output: Output = None,
) -> int:
    """Render the statement of one plan as one HTML page or a Markdown document.

    The page needs no script and no network. The same plan, day and version give the same bytes.
    """
    environment: Environment = context.obj
    day = environment.day(as_of)
    loaded = load_plans(plans, [area])[0]
    if loaded.plan is None:
        report_broken([loaded], environment, Colour.AUTO)
        return 1
    from wsoa.assess.assessment import assess  # noqa: PLC0415 - help needs no arithmetic
    from wsoa.checks.check import check  # noqa: PLC0415
    from wsoa.render.registry import render  # noqa: PLC0415
    from wsoa.render.templates import TemplateFaultError  # noqa: PLC0415
    from wsoa.reports.statement import provenance_of, statement  # noqa: PLC0415

    provenance = provenance_of(loaded, day, __version__, commit)
    view = statement(assess(loaded.plan, day), loaded, check(loaded), provenance)
    look = environment.look(to_file=True)._replace(templates=template_dir)
    try:
        text = render("statement", _format(output_format, output), view, look)
    except TemplateFaultError as error:
        raise StopError(f"The page cannot be rendered: {error}.") from None
    emit(text, output, environment)
    return 0


def _format(chosen: Format | None, output: Path | None) -> Format:
    if chosen is not None:
        return chosen
    return Format.MARKDOWN if output is not None and output.suffix in {".md", ".markdown"} else Format.HTML
