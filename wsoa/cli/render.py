"""``wsoa render``: the pages that a council publishes."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from wsoa.audience.audience import Audience
from wsoa.cli.shared import completion as offers
from wsoa.cli.shared.context import Environment, StopError, plan_folders
from wsoa.cli.shared.options import (
    PLANS,
    Areas,
    AsOf,
    Colour,
    Jobs,
    Output,
    Plans,
    SuppressBelow,
    format_option,
)
from wsoa.cli.shared.output import check_bytes, emit, emit_bytes, report_broken, teller, write_whole
from wsoa.cli.shared.progress import telling
from wsoa.publish.settings import page_style_of
from wsoa.publish.sources import HistoryRequest, gather
from wsoa.render.extras import NEEDS
from wsoa.render.registry import PAGES
from wsoa.reports.registry import REPORTS, Report

if TYPE_CHECKING:
    from wsoa.publish.page import Page


class ChartsIn(StrEnum):
    """Where the pictures of charts stand."""

    INLINE = "inline"
    FILE = "file"
    NONE = "none"


_FORMS = {ending: form for form, page in PAGES.items() for ending in page.endings}
"""The forms of a page by the endings of its files."""
_REPORTS = " ".join(f"{name}: {report.line}" for name, report in REPORTS.items())
_QUARTER = timedelta(days=92)


def run(
    context: typer.Context,
    areas: Areas = None,
    report: Annotated[
        str, typer.Option("--report", metavar="REPORT", help=_REPORTS, autocompletion=offers.reports)
    ] = "statement",
    as_of: AsOf = None,
    since: Annotated[
        str | None,
        typer.Option(
            "--from",
            metavar="DATE",
            help="A board report tells what came after this day. Default: 92 days back.",
        ),
    ] = None,
    until: Annotated[
        str | None, typer.Option("--to", metavar="DATE", help="Last day of a board report: as --as-of.")
    ] = None,
    audience: Annotated[
        Audience, typer.Option("--audience", help="Whose page: what it names grows from public to adviser.")
    ] = Audience.PUBLIC,
    suppress_below: SuppressBelow = 0,
    output_format: Annotated[str | None, format_option(PAGES, "Default: by file name, else html.")] = None,
    fragment: Annotated[
        bool, typer.Option("--fragment", help="Without head and style, to paste into another page.")
    ] = False,
    level: Annotated[
        int, typer.Option("--heading-level", min=1, max=4, help="The first heading of a fragment.")
    ] = 2,
    css: Annotated[
        bool, typer.Option("--css", help="Only the style sheet; with --fragment, the one fragments need.")
    ] = False,
    charts: Annotated[
        ChartsIn,
        typer.Option("--charts", help="In the page, as files beside it, or only their tables."),
    ] = ChartsIn.INLINE,
    template_dir: Annotated[
        Path | None, typer.Option("--template-dir", metavar="DIR", help="Templates to use before ours.")
    ] = None,
    statement_at: Annotated[
        str | None,
        typer.Option("--statement", metavar="ADDRESS", help="Where the full statement stands."),
    ] = None,
    commit: Annotated[str | None, typer.Option("--commit", help="The version to name on the page.")] = None,
    site: Annotated[
        Path | None,
        typer.Option("--site", metavar="DIR", help="Write every report and a page an action, as a site."),
    ] = None,
    no_script: Annotated[
        bool, typer.Option("--no-script", help="A site without the script that filters its tables.")
    ] = False,
    plans: Plans = PLANS,
    jobs: Jobs = None,
    output: Output = None,
) -> int:
    """Render a report of one plan as one HTML page, Markdown, Word or PDF, or all of it as a site.

    The page needs no script and no network. A site's tables of commitments carry a small script that filters
    them; they are whole without it. The same plan, day and version give the same bytes. Word needs
    the extra packages of wsoa[office], PDF those of wsoa[pdf].
    """
    environment: Environment = context.obj
    form = _form(output_format, output, css=css)
    if form != "html" and (fragment or css or charts is not ChartsIn.INLINE):
        raise StopError("--fragment, --css and --charts are for HTML pages.")
    if site is not None and (output or output_format or fragment or css or statement_at):
        raise StopError("--site settles what is written and where; leave the other options of a page out.")
    if site is None and no_script:
        raise StopError("--no-script is for a site; a page by itself has no script.")
    if site is None and len(areas or []) != 1:
        raise StopError("Name one area to render, or give --site DIR for a site of all of them.")
    if site is None:
        _check(form, charts, output)
    entry = _known(report)
    day = _last_day(environment, as_of, until)
    folders = plan_folders(plans, areas or [])
    start = _start(environment, since, day) if entry.period or site else None
    from wsoa.audience.readers import Readers
    from wsoa.provenance.seal import Links

    wanted = HistoryRequest(day, Readers(audience, suppress_below), start, commit, entry.past or bool(site))
    page_style = page_style_of(plans, template_dir)._replace(charts=charts.value)
    if site is not None:
        from wsoa.cli.site import publish

        dressed = page_style._replace(script=not no_script)
        return publish(folders, wanted, dressed, site, environment, jobs)
    loaded = folders[0].read()
    if loaded.plan is None:
        report_broken([loaded], environment, Colour.AUTO)
        return 1
    made_from = gather(
        loaded,
        wanted,
        Links(statement_at or f"statement{PAGES[form].endings[0]}"),
        environment.variables,
        teller(environment),
    )
    from wsoa.publish.page import PageWanted, make_page

    page_style = page_style._replace(fragment=level if fragment else 0, stem=_stem(charts, output))
    with _told(form):
        page = make_page(PageWanted(report, form, css_only=css), made_from, page_style)
    _put_out(page, output, environment)
    return 0


@contextmanager
def _told(form: str) -> Iterator[None]:
    """Say on a terminal how far a page is, in the one form that takes long to make."""
    if form != "pdf":
        yield
        return
    from wsoa.render.pdf.steps import steps_told

    with telling("Making the PDF") as tell, steps_told(tell):
        yield


def _put_out(page: Page, output: Path | None, environment: Environment) -> None:
    """Write a page where it was asked for, and the pictures that stand beside it first.

    Raises:
        OSError: a file cannot be written.
    """
    if output is not None:
        for name, picture in page.pictures.items():
            write_whole(output.parent / name, picture)
        if isinstance(page.content, bytes):
            emit_bytes(page.content, output, environment)
            return
    emit(str(page.content), output, environment)


def _check(form: str, charts: ChartsIn, output: Path | None) -> None:
    """Make sure that what is asked for can be written where it is asked for.

    Raises:
        StopError: a file must be named and is not, or a package is missing.
    """
    if charts is ChartsIn.FILE and (output is None or str(output) == "-"):
        raise StopError("--charts file writes pictures beside the page: name the page with -o FILE.")
    if form in NEEDS:
        check_bytes(form, output)


def _stem(charts: ChartsIn, output: Path | None) -> str:
    """Return what the names of pictures start with, so that those of two pages never meet."""
    return f"{output.stem}-" if charts is ChartsIn.FILE and output is not None else ""


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


def _form(chosen: str | None, output: Path | None, *, css: bool) -> str:
    """Return the form of a page: as chosen, or as the file's name tells.

    Raises:
        StopError: the name is that of no form, or of another than the one chosen.
    """
    ending = output.suffix.lower() if output is not None else ""
    told = _FORMS.get(ending)
    if chosen is not None and told in {chosen, None}:
        return chosen
    if chosen is not None:
        raise StopError(f"{output} is a name for {told}, and --format says {chosen}: change one of them.")
    if told is None and ending and not (css and ending == ".css"):
        endings = [*_FORMS]
        forms = f"{', '.join(endings[:-1])} or {endings[-1]}"
        raise StopError(f"A page is written to a file that ends in {forms}; {output} does not.")
    return told or "html"
