"""``wsoa export``: the facts of the plans for other programs."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NamedTuple

import typer

from wsoa import __version__
from wsoa.cli.shared.context import Environment, PlanFolder, StopError, load_plans, plan_folders
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
    tell,
    tell_written,
    teller,
    write_whole,
)
from wsoa.publish.versions import AskGit, timeline_of
from wsoa.render.registry import BINARY, FOLDERS, INERT, STORES, formats_of, render, render_bytes

if TYPE_CHECKING:
    from collections.abc import Sequence

    from wsoa.audience.readers import Readers
    from wsoa.files.load import LoadedPlan
    from wsoa.reports.export.export import Exported, FeedExport


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
    if chosen in STORES["export"] and output is not None:
        return _stored(chosen, output, plan_folders(plans, areas or []), asked, environment, jobs, versions)
    loaded = load_plans(plans, areas or [])
    if chosen == "docx" and len(loaded) > 1:
        raise StopError("docx is a report of one plan: name one area.")
    readable = [one for one in loaded if one.plan is not None]
    if not readable:
        pass
    elif chosen == "csv" and output is not None:
        names = _write_tables(_assessed(readable, asked, environment), asked, output, exact=exact, mark=excel)
        tell_written(output, environment, names)
    elif chosen in BINARY["export"] and output is not None:
        emit_bytes(_packed(chosen, readable, asked, plans, environment), output, environment)
    else:
        text = _drawn(chosen, readable, asked, environment)
        emit(text, output, environment, inert=chosen in INERT)
    return 1 if report_broken(loaded, environment, Colour.AUTO) else 0


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


def _packed(
    chosen: str, loaded: Sequence[LoadedPlan], asked: _Asked, plans: Path, environment: Environment
) -> bytes:
    if chosen == "xlsx":
        from wsoa.reports.export.tables import tables_export

        exported = _assessed(loaded, asked, environment)
        return render_bytes("export", "xlsx", tables_export(exported, asked.day, __version__))
    return _statement(loaded[0], asked, plans, environment)


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


def _write_tables(
    exported: Sequence[Exported], asked: _Asked, folder: Path, *, exact: bool, mark: bool
) -> tuple[str, ...]:
    """Write each file whole, the description last, so that it never tells of a file that is not there.

    The names of the files are returned.
    """
    from wsoa.render.data.csv_tables import export_csv
    from wsoa.reports.export.tables import tables_export

    files = export_csv(tables_export(exported, asked.day, __version__), exact=exact, mark=mark)
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in files.items():
        write_whole(folder / name, text)
    return tuple(files)


def _drawn(chosen: str, loaded: Sequence[LoadedPlan], asked: _Asked, environment: Environment) -> str:
    if chosen == "atom":
        return render("export", "atom", _feed(loaded, asked, environment))
    exported = _assessed(loaded, asked, environment)
    if chosen == "ics":
        from wsoa.reports.export.export import calendar_export

        return render("export", "ics", calendar_export(exported, asked.day, __version__))
    from wsoa.reports.terminal.status import status

    return render("export", "json", status([(one.id, one.assessment) for one in exported], asked.day))


def _assessed(loaded: Sequence[LoadedPlan], asked: _Asked, environment: Environment) -> list[Exported]:
    from wsoa.assess.assessment import assess
    from wsoa.provenance.provenance import fingerprint
    from wsoa.reports.export.export import Exported

    readers = asked.readers()
    told = AskGit(environment.variables, look=asked.look).each(loaded, teller(environment))
    return [
        Exported(
            one.id,
            assess(readers.plan(one.plan), asked.day, one.gap),
            fingerprint(one.loaded.sources),
            one.first_id,
        )
        for one in told
    ]


def _feed(loaded: Sequence[LoadedPlan], asked: _Asked, environment: Environment) -> FeedExport:
    """Read the story of each plan.

    Raises:
        StopError: there is no git, or no repository.
    """
    from wsoa.reports.comparison.history import SHALLOW
    from wsoa.reports.export.export import feed_export, plan_feed

    readers = asked.readers()
    stories = [
        (one.id, one.plan, readers.line(timeline_of(one.folder, environment.variables)))
        for one in loaded
        if one.plan is not None
    ]
    for plan_id, _, line in stories:
        if not line.complete:
            tell(f"{plan_id}: {SHALLOW}", environment)
        if any(event.commit is None for event in line.events):
            tell(f"{plan_id}: what is not committed yet is not in the feed.", environment)
    feeds = [plan_feed(plan_id, plan, line, asked.day) for plan_id, plan, line in stories]
    return feed_export(feeds, asked.day, __version__)
