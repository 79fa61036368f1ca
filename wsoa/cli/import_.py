"""``wsoa import``: a plan in Word, Excel, PDF or text becomes a draft plan with a ledger of doubt."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from wsoa.cli.shared.context import Environment, StopError
from wsoa.cli.shared.options import PLANS, Plans
from wsoa.cli.shared.output import emit, tell

if TYPE_CHECKING:
    from wsoa.imports.columns.mapping import Column, Map
    from wsoa.imports.importing import Chosen, Imported

SHOWN, SHOWN_DRY = 20, 60
"""How many lines of the ledger are shown; more where it is not written to a file."""


class PlanKind(StrEnum):
    """What sort of plan it is."""

    WSOA = "wsoa"
    APP = "app"
    PAP = "pap"
    IMPROVEMENT = "improvement"


def run(
    context: typer.Context,
    file: Annotated[
        Path, typer.Argument(metavar="FILE", help="A docx, odt, xlsx, pdf, html, csv, tsv, md or txt file.")
    ],
    output: Annotated[
        Path | None,
        typer.Option("-o", "--output", metavar="DIR", help="The new plan's folder. Default: by area."),
    ] = None,
    how: Annotated[
        Path | None,
        typer.Option("--map", metavar="FILE", help="What the columns hold, where headings do not say."),
    ] = None,
    write_map: Annotated[
        Path | None,
        typer.Option("--write-map", metavar="FILE", help="Write the map that was used; - is the screen."),
    ] = None,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", "-n", help="Say what would come out; write no plan.")
    ] = False,
    area: Annotated[str, typer.Option("--area", metavar="NAME", help="The local area.")] = "",
    kind: Annotated[PlanKind | None, typer.Option("--kind", help="What sort of plan it is.")] = None,
    title: Annotated[str, typer.Option("--title", metavar="TEXT", help="What the plan calls itself.")] = "",
    date: Annotated[
        str, typer.Option("--date", metavar="DATE", help="The document's date, for its colours and comments.")
    ] = "",
    start: Annotated[str, typer.Option("--start", metavar="DATE", help="Where “6 months” counts from.")] = "",
    verbose: Annotated[bool, typer.Option("--verbose", "-v", help="Print the whole ledger.")] = False,
    plans: Plans = PLANS,
) -> int:
    """Import a plan from Word, Excel, PDF, a web page, csv or text tables.

    Writes a new folder with the plan and import-ledger.md, which lists every guess and every cell that was
    not understood. Nothing is overwritten.
    """
    environment: Environment = context.obj
    from wsoa.imports.document import ImportStop, tidy
    from wsoa.imports.importing import Chosen, NothingFound, import_file
    from wsoa.imports.writing import slug
    from wsoa.render.terminal.import_ import import_text

    try:
        chosen = Chosen(
            tidy(area),
            kind.value if kind else None,
            tidy(title),
            _day("--date", date),
            _day("--start", start),
            _map(how),
        )
        folder = output if output is not None else (plans / slug(area) if area else None)
        _refuse(None if dry_run else folder, write_map)
        imported = import_file(file, chosen)
        folder = folder if folder is not None else plans / slug(imported.draft.area)
        _refuse(None if dry_run else folder, None)
        shown = None if verbose else SHOWN_DRY if dry_run else SHOWN
        said = import_text(
            imported,
            tidy(file.name),
            environment.width(sys.stdout),
            shown,
        )
        written = _written(imported, file, folder, dry_run=dry_run)
        _write_map(imported.columns, chosen, write_map, environment)
    except NothingFound as stop:
        _write_map(stop.columns, chosen, write_map, environment)
        raise StopError(str(stop)) from None
    except ImportStop as stop:
        raise StopError(str(stop)) from None
    emit(said, None, environment)
    tell(written, environment)
    return 0


def _day(option: str, text: str) -> str:
    """Return a day or a month in canonical spelling.

    Raises:
        StopError: the words are neither.
    """
    if not text:
        return ""
    from wsoa.plan.base import Misread
    from wsoa.plan.spoken import canonical

    try:
        spelling = canonical(text)
    except Misread as misread:
        raise StopError(f"{option}: {misread.message}; {misread.help}.") from None
    if spelling is None or "/" in spelling:
        raise StopError(f"{option} {text!r} is not a day or a month; write it as 2019-10-31 or 2019-10.")
    return spelling


def _map(file: Path | None) -> Map:
    from wsoa.imports.columns.mapping import Map, read_map
    from wsoa.imports.readers.limits import read_bytes

    return read_map(read_bytes(file), file.name) if file is not None else Map()


def _refuse(folder: Path | None, map_file: Path | None) -> None:
    """Refuse to write where something stands, before any work.

    Raises:
        StopError: there is something.
    """
    if folder is not None and (folder.exists() or folder.is_symlink()):
        raise StopError(f"{folder} is there already; name a new folder with -o.")
    if map_file is not None and str(map_file) != "-" and map_file.exists():
        raise StopError(f"{map_file} is there already; name another file with --write-map.")


def _written(imported: Imported, file: Path, folder: Path, *, dry_run: bool) -> str:
    """Write the folder, unless it is a dry run; say what was done."""
    from wsoa.imports.writing import LEDGER, plan_files, write_folder
    from wsoa.render.import_words import next_steps
    from wsoa.render.markdown.import_ import import_markdown

    files = plan_files(imported.draft, file.name)
    if dry_run:
        return f"Nothing was written. Without --dry-run, {len(files) + 1} files would go into {folder}."
    write_folder(folder, files | {LEDGER: import_markdown(imported, file.name)})
    return next_steps(imported, folder)


def _write_map(
    columns: Sequence[Column], chosen: Chosen, file: Path | None, environment: Environment
) -> None:
    from wsoa.imports.columns.mapping import written_map

    if file is not None:
        emit(written_map(columns, chosen.how.dayfirst), file, environment)
