"""``wsoa export``: the facts of the plans for other programs."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NamedTuple

import typer

from wsoa.cli.shared.context import Environment, PlanFolder, StopError, plan_folders
from wsoa.cli.shared.exports import PartOf, drawn, together
from wsoa.cli.shared.many import look_at_plans
from wsoa.cli.shared.options import (
    PLANS,
    Areas,
    AsOf,
    Colour,
    Jobs,
    NoHistory,
    Plans,
    SuppressBelow,
    format_option,
)
from wsoa.cli.shared.output import (
    check_bytes,
    check_packages,
    emit,
    emit_bytes,
    report_broken,
    tell_written,
    teller,
    write_whole,
)
from wsoa.publish.versions import AskGit
from wsoa.render.registry import BINARY, FOLDERS, INERT, STORES, formats_of, render_bytes

if TYPE_CHECKING:
    from collections.abc import Sequence

    from wsoa.audience.readers import Readers
    from wsoa.files.load import LoadedPlan
    from wsoa.reports.export.export import TablesExport


FORMATS = formats_of("export")
_ENDINGS = {".xml": "atom", **{f".{name}": name for name in FORMATS if name not in FOLDERS["export"]}}


def run(
    context: typer.Context,
    areas: Areas = None,
    output_format: Annotated[
        str | None, format_option(FORMATS, "What to write. Default: by file name.")
    ] = None,
    as_of: AsOf = None,
    excel: Annotated[
        bool, typer.Option("--excel", help="With csv: start each file with the mark that Excel needs.")
    ] = False,
    exact: Annotated[
        bool, typer.Option("--exact", help="With csv: leave text that a spreadsheet would run as it is.")
    ] = False,
    suppress_below: SuppressBelow = 0,
    no_history: NoHistory = False,
    versions: Annotated[
        bool, typer.Option("--versions", help="With parquet and sqlite: every committed version too.")
    ] = False,
    plans: Plans = PLANS,
    jobs: Jobs = None,
    output: Annotated[
        Path | None,
        typer.Option(
            "-o", "--output", metavar="FILE|DIR", help="Write here; csv and parquet are folders of files."
        ),
    ] = None,
) -> int:
    """Export the plans: tables (csv, xlsx, parquet, sqlite), a calendar, a feed of changes, json, a paper.

    Several plans go into the same tables, calendar (ics) or feed (atom); a docx holds one. Nothing dated
    after the day is used. A calendar event keeps its identity when its deadline moves. The feed is read from
    git. xlsx and docx need the extra packages of wsoa[office], parquet those of wsoa[data].
    """
    environment: Environment = context.obj
    asked = _Asked(environment.day(as_of), suppress_below, look=not no_history)
    chosen = _format(output_format, output)
    _check(chosen, output, excel=excel, exact=exact)
    if no_history and chosen == "atom":
        raise StopError("A feed is made of the history; leave --no-history out.")
    if versions and (chosen not in STORES["export"] or no_history):
        raise StopError("--versions reads the history into parquet or sqlite.")
    folders = plan_folders(plans, areas or [])
    if chosen in STORES["export"] and output is not None:
        return _stored(chosen, output, folders, asked, environment, jobs, versions)
    if chosen == "docx" and output is not None:
        return _paper(folders, output, asked, plans, environment)
    git = AskGit(environment.variables, look=asked.look)
    looked = look_at_plans(folders, PartOf(chosen, asked.day, asked.readers(), git), environment, jobs)
    if looked.made and chosen == "csv" and output is not None:
        tables = together(looked.made, asked.day)
        tell_written(output, environment, _write_tables(tables, output, exact=exact, mark=excel))
    elif looked.made and chosen == "xlsx" and output is not None:
        emit_bytes(render_bytes("export", "xlsx", together(looked.made, asked.day)), output, environment)
    elif looked.made:
        emit(drawn(chosen, looked.made, asked.day), output, environment, inert=chosen in INERT)
    return 1 if looked.report_broken(environment, Colour.AUTO) else 0


def _stored(
    chosen: str,
    output: Path,
    folders: Sequence[PlanFolder],
    asked: _Asked,
    environment: Environment,
    jobs: int | None,
    versions: bool,
) -> int:
    from wsoa.cli.shared.database import TablesOf, write_database

    git = AskGit(environment.variables, look=asked.look)
    tables_of = TablesOf(asked.day, asked.readers(), git, versions)
    looked = write_database(chosen, output, folders, tables_of, environment, jobs)
    return 1 if looked.report_broken(environment, Colour.AUTO) else 0


class _Asked(NamedTuple):
    """The day, the limit below which counts are withheld, and whether to look into git."""

    day: date
    suppress_below: int
    look: bool

    def readers(self) -> Readers:
        """Return who may read it: the public."""
        from wsoa.audience.readers import Readers

        return Readers(suppress_below=self.suppress_below)


def _format(chosen: str | None, output: Path | None) -> str:
    """Return the format asked for, or the one that a file's name tells.

    Raises:
        StopError: neither tells.
    """
    ending = output.suffix.lower() if output is not None else ""
    told = _ENDINGS.get(ending)
    if chosen is None and told is None:
        raise StopError(f"Say what to write: --format {', '.join(FORMATS[:-1])} or {FORMATS[-1]}.")
    return chosen or told or "json"


def _check(chosen: str, output: Path | None, *, excel: bool, exact: bool) -> None:
    if (excel or exact) and chosen != "csv":
        raise StopError("--excel and --exact go with --format csv only.")
    if excel and exact:
        raise StopError("--exact leaves formulas in the cells, so it does not go with --excel.")
    if chosen not in FOLDERS["export"]:
        if output is not None and output.is_dir():
            raise StopError(f"{output} is a folder; {chosen} needs a file.")
        if chosen == "sqlite" and str(output) == "-":
            raise StopError("sqlite is a database, which is no stream: write it to a file with -o FILE.")
        if chosen in BINARY["export"] or chosen in STORES["export"]:
            check_bytes(chosen, output)
        return
    if output is None or str(output) == "-":
        raise StopError(f"{chosen} is a folder of files: name it with -o DIR.")
    if output.exists() and not output.is_dir():
        raise StopError(f"{output} is a file; {chosen} needs a folder.")
    check_packages(chosen)


def _paper(
    folders: Sequence[PlanFolder], output: Path, asked: _Asked, plans: Path, environment: Environment
) -> int:
    if len(folders) > 1:
        raise StopError("docx is a report of one plan: name one area.")
    loaded = [one.read() for one in folders]
    for one in loaded:
        if one.plan is not None:
            emit_bytes(_statement(one, asked, plans, environment), output, environment)
    return 1 if report_broken(loaded, environment, Colour.AUTO) else 0


def _statement(loaded: LoadedPlan, asked: _Asked, plans: Path, environment: Environment) -> bytes:
    """Return the public statement in Word, as ``wsoa render`` makes it."""
    from wsoa.provenance.seal import Links
    from wsoa.publish.page import PageWanted, make_page
    from wsoa.publish.settings import page_style_of
    from wsoa.publish.sources import HistoryRequest, gather

    wanted = HistoryRequest(asked.day, asked.readers(), past=asked.look)
    links = Links("statement.docx")
    context = gather(loaded, wanted, links, environment.variables, teller(environment))
    made = make_page(PageWanted("statement", "docx"), context, page_style_of(plans, None)).content
    return made if isinstance(made, bytes) else made.encode()


def _write_tables(export: TablesExport, folder: Path, *, exact: bool, mark: bool) -> tuple[str, ...]:
    """Write each file whole, the description last, so that it never tells of a file that is not there.

    The names of the files are returned.
    """
    from wsoa.render.data.csv_tables import export_csv

    files = export_csv(export, exact=exact, mark=mark)
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in files.items():
        write_whole(folder / name, text)
    return tuple(files)
