"""``wsoa return apply``: what the leads filled in becomes one change to review."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NamedTuple

import typer

from wsoa.cli.shared.context import Environment, StopError
from wsoa.cli.shared.editing import EditSession, load_to_edit, refusals
from wsoa.cli.shared.options import PLANS, Colour, Plans, UseColour
from wsoa.cli.shared.output import emit, report_broken, tell

if TYPE_CHECKING:
    from collections.abc import Sequence

    from wsoa.authoring.returns.apply import Outcome, Round
    from wsoa.authoring.returns.filled import Doubt, Filled
    from wsoa.authoring.workbook.sheets import Workbook
    from wsoa.files.load import LoadedPlan


def apply(
    context: typer.Context,
    files: Annotated[list[Path], typer.Argument(metavar="FILE", help="Filled returns, or their folder.")],
    dry_run: Annotated[
        bool, typer.Option("-n", "--dry-run", help="Show what would be written, and write nothing.")
    ] = False,
    except_doubtful: Annotated[
        bool, typer.Option("--except-doubtful", help="Write what is clear, and leave what is in doubt.")
    ] = False,
    without_reasons: Annotated[
        bool,
        typer.Option("--without-reasons", help="Let a date move without a reason: none is recorded."),
    ] = False,
    area: Annotated[
        str | None,
        typer.Option("--area", metavar="AREA", help="Of a workbook with several plans, the one to take."),
    ] = None,
    day: Annotated[
        str | None, typer.Option("--date", metavar="DAY", help="The day of the reports. Default: today.")
    ] = None,
    plans: Plans = PLANS,
    color: UseColour = Colour.AUTO,
) -> int:
    """Turn filled returns, or an exported workbook that was edited, into updates: all of them or none.

    Nothing is guessed. What is in doubt is listed with its place, and holds the rest back unless you say
    --except-doubtful. What the plan says already is passed over. Review the result with git diff.
    """
    environment: Environment = context.obj
    from wsoa.authoring.dates import day_up_to
    from wsoa.cli.shared.return_files import gather, read
    from wsoa.cli.shared.workbooks import export_sheets

    sheets = export_sheets()
    given = [read(file, sheets) for file in gather(files)]
    loaded = _plan_of(given, area, plans, environment, dry_run=dry_run)
    if loaded is None:
        _tell_doubts([doubt for one in given for doubt in one.doubts], environment, color)
        raise StopError("None of these can be read as a return, so nothing was written.", 1)
    if loaded.plan is None:
        report_broken([loaded], environment, color)
        return 1
    with refusals():
        reported = day_up_to(day or "today", "--date", environment.day(None))
        session = EditSession(loaded, reported, environment, color)
        asked = _Asked(dry_run, except_doubtful, without_reasons)
        return _applied(session, given, asked)


class _Asked(NamedTuple):
    dry_run: bool
    some: bool
    unexplained: bool


def _plan_of(
    given: Sequence[Filled | Workbook],
    area: str | None,
    plans: Path,
    environment: Environment,
    *,
    dry_run: bool,
) -> LoadedPlan | None:
    """Load the one plan that the returns are for; None where none of them says.

    Raises:
        StopError: they are for two.
    """
    from wsoa.authoring.workbook.sheets import Workbook

    areas = sorted(
        {one.header.area for one in given if not isinstance(one, Workbook) and one.header is not None}
        | {name for one in given if isinstance(one, Workbook) for name in one.areas if area in {None, name}}
    )
    if area is not None and area not in areas:
        raise StopError(f"Nothing here is for {area}.")
    if len(areas) > 1:
        several = (
            "take one plan at a time with --area" if len(given) == 1 else "apply those of one plan at a time"
        )
        raise StopError(f"These returns are for {' and '.join(areas)}; {several}.")
    return load_to_edit(plans, areas, environment, dry_run=dry_run)[0] if areas else None


def _applied(session: EditSession, given: Sequence[Filled | Workbook], asked: _Asked) -> int:
    """Show what the returns come to, and write it.

    Raises:
        StopError: something is in doubt, and nothing was written.
    """
    from wsoa.authoring.returns.apply import round_of

    returns, others = _answers_of(session, given)
    told = round_of(session.loaded, returns, session.day, others, unexplained=asked.unexplained)
    dry_run, some = asked.dry_run, asked.some
    _tell_table(told, session)
    _tell_of_older(session, returns)
    doubts = told.all_doubts
    held = bool(doubts) and not (some or dry_run)
    made = None
    if told.edits and not held:
        made = session.draft(told.edits, {one.ref for one in told.of("clear")})
    if doubts:
        _tell_doubts(doubts, session.environment, session.colour)
    if held:
        raise StopError(
            f"{_answers(len(doubts))} in doubt, so nothing was written. Fix the returns and run it again, "
            "or take the rest with --except-doubtful.", 1,
        )  # fmt: skip
    if made is None:
        tell(f"Nothing new in {_returns(told)}; nothing was written.", session.environment)
    elif not dry_run:
        made.write()
        files = f"{len(made.files):,} {'file' if len(made.files) == 1 else 'files'}"
        written = f"{_answers(len(told.of('clear')))} written to {files}"
        tell(f"{written}. Review it with git diff.", session.environment)
    return 1 if dry_run and doubts and not some else 0


def _answers_of(
    session: EditSession, given: Sequence[Filled | Workbook]
) -> tuple[list[Filled], list[Outcome]]:
    """Return every file as a return, and what no box gave; say which rows a workbook has no more."""
    from wsoa.authoring.workbook.sheets import Workbook
    from wsoa.checks.words import listed
    from wsoa.cli.shared.workbooks import returned_from

    returns: list[Filled] = []
    others: list[Outcome] = []
    for one in given:
        if not isinstance(one, Workbook):
            returns.append(one)
            continue
        back = returned_from(session.loaded, one, session.day, session.environment)
        returns.append(back.filled)
        others += back.outcomes
        if back.absent:
            stay = "it stays as it is" if len(back.absent) == 1 else "they stay as they are"
            tell(f"{one.file} has no row for {listed(back.absent)} of the plan; {stay}.", session.environment)
    return returns, others


def _answers(count: int) -> str:
    return f"{count:,} {'answer is' if count == 1 else 'answers are'}"


def _returns(told: Round) -> str:
    return f"{told.files:,} {'return' if told.files == 1 else 'returns'}"


def _tell_table(told: Round, session: EditSession) -> None:
    from wsoa.render.terminal.return_ import outcomes_text

    options = session.environment.render_options(session.colour)
    emit(outcomes_text(told.outcomes, options), None, session.environment)
    tell(
        f"{_returns(told)}: {len(told.outcomes):,} filled in, {told.blank:,} left blank.", session.environment
    )


def _tell_of_older(session: EditSession, returns: Sequence[Filled]) -> None:
    """Say how many returns were made from another text of the plan; item by item it is known already."""
    from wsoa.provenance.provenance import fingerprint

    now = fingerprint(session.loaded.sources)
    older = sum(1 for one in returns if one.header is not None and one.header.plan_hash not in {now, ""})
    if older:
        them = "a return was" if older == 1 else f"{older:,} returns were"
        tell(f"The plan has changed since {them} prepared; each item was compared.", session.environment)


def _tell_doubts(doubts: Sequence[Doubt], environment: Environment, colour: str) -> None:
    from wsoa.render.terminal.return_ import doubts_text

    emit(doubts_text(doubts, environment.render_options(colour)), None, environment)
