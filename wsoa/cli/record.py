"""``wsoa record``: a measured figure, or a whole data return of them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from wsoa.cli.shared import completion as offers
from wsoa.cli.shared.context import Environment, StopError
from wsoa.cli.shared.editing import EditSession, load_to_edit, refusals
from wsoa.cli.shared.options import PLANS, Area, Colour, Plans, UseColour
from wsoa.cli.shared.output import emit, report_broken, tell

if TYPE_CHECKING:
    from wsoa.authoring.data_return import Line
    from wsoa.authoring.record import Figure, Recorded

MOST_BYTES = 5_000_000


def run(
    context: typer.Context,
    area: Area,
    kpi: Annotated[
        str | None, typer.Argument(help="A KPI, or a part of one (WG2.2/a).", autocompletion=offers.kpis)
    ] = None,
    value: Annotated[str | None, typer.Argument(help="The figure, such as 58 or 58%; or: withheld.")] = None,
    period: Annotated[
        str | None,
        typer.Option("--period", metavar="DATE", help="The day, month, quarter or year it is for."),
    ] = None,
    readings: Annotated[
        Path | None,
        typer.Option("--from", metavar="FILE", help="A CSV file with columns ref, period and value."),
    ] = None,
    source: Annotated[
        str | None, typer.Option("--source", metavar="TEXT", help="Where it comes from.")
    ] = None,
    note: Annotated[
        str | None, typer.Option("--note", metavar="TEXT", help="What a reader must know.")
    ] = None,
    provisional: Annotated[bool, typer.Option("--provisional", help="It may still change.")] = False,
    projected: Annotated[
        bool, typer.Option("--projected", help="It is an estimate of what is to come.")
    ] = False,
    baseline: Annotated[bool, typer.Option("--baseline", help="It is where the KPI starts from.")] = False,
    target: Annotated[bool, typer.Option("--target", help="It is to be reached by --period.")] = False,
    restate: Annotated[
        bool, typer.Option("--restate", help="It takes the place of a figure; needs --note.")
    ] = False,
    dry_run: Annotated[
        bool, typer.Option("-n", "--dry-run", help="Show the change, and write nothing.")
    ] = False,
    plans: Plans = PLANS,
    color: UseColour = Colour.AUTO,
) -> int:
    """Record a figure of a KPI, or a whole return of figures: all of it or none.

    A negative figure follows --, as in: wsoa record AREA KPI --period 2020-03 -- -3. Nothing is committed.
    """
    environment: Environment = context.obj
    loaded = load_to_edit(plans, [area], environment, dry_run=dry_run)[0]
    if loaded.plan is None:
        report_broken([loaded], environment, color)
        return 1
    if baseline and target:
        raise StopError("--baseline and --target are different figures; give one of them.")
    session = EditSession(loaded, environment.day(None), environment, color)
    if readings is not None:
        if (
            kpi
            or value
            or period
            or source
            or note
            or provisional
            or projected
            or baseline
            or target
            or restate
        ):
            raise StopError("--from takes every figure from the file; give nothing else with it.")
        return _whole(session, readings, dry_run=dry_run)
    if not (kpi and value and period):
        raise StopError("Say which KPI, the figure, and --period; or give a file with --from.")
    from wsoa.authoring.record import Figure

    return _one(
        session,
        Figure(kpi, value, period, source, note, provisional, projected, baseline, target, restate),
        dry_run=dry_run,
    )


def _one(session: EditSession, figure: Figure, *, dry_run: bool) -> int:
    from wsoa.authoring.record import record

    assert session.loaded.plan is not None  # noqa: S101 - a broken plan went no further
    with refusals():
        made = record(session.loaded.plan, figure, session.day)
        _write(session, [made], dry_run=dry_run)
    return 0


def _write(session: EditSession, figures: list[Recorded], *, dry_run: bool) -> None:
    drafted = session.draft([e for one in figures for e in one.edits], {one.item.ref for one in figures})
    if dry_run:
        return
    drafted.write()
    what = figures[0].item.ref if len(figures) == 1 else f"{len(figures):,} figures"
    done = "is recorded" if len(figures) == 1 else "are recorded"
    tell(f"{what} {done} in {' and '.join(drafted.files)}. Review it with git diff.", session.environment)


def _whole(session: EditSession, file: Path, *, dry_run: bool) -> int:
    """Take a return: a table of what each line did, and nothing written where any line is refused."""
    from wsoa.authoring.data_return import read_return

    assert session.loaded.plan is not None  # noqa: S101 - a broken plan went no further
    with refusals():
        lines = read_return(session.loaded.plan, _text(file), session.day)
        _tell(session, lines)
        refused = sum(1 for line in lines if line.recorded is None)
        if refused:
            of = f"{refused:,} of {len(lines):,} lines"
            raise StopError(f"{of} cannot be taken, so nothing was written. Fix them and run it again.", 1)
        if not lines:
            raise StopError(f"{file} holds no figure.")
        _write(session, [line.recorded for line in lines if line.recorded], dry_run=dry_run)
    return 0


def _tell(session: EditSession, lines: tuple[Line, ...]) -> None:
    from wsoa.render.terminal.return_ import data_return_text

    look = session.environment.render_options(session.colour)
    emit(data_return_text(lines, look), None, session.environment)


def _text(file: Path) -> str:
    """Read a CSV file as UTF-8, or as Excel on Windows writes it.

    Raises:
        StopError: it cannot be read, or is no text.
    """
    try:
        with file.open("rb") as stream:
            data = stream.read(MOST_BYTES + 1)
    except OSError as error:
        raise StopError(f"{file} cannot be read: {error.strerror}.", 2) from None
    if len(data) > MOST_BYTES or b"\x00" in data:
        raise StopError(f"{file} is no CSV file: it is too large, or holds what no text holds.")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")
