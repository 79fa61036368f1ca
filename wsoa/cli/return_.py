"""``wsoa return``: the monthly round. Forms go out to the leads, and what they fill in becomes edits."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from wsoa.cli.shared import completion as offers
from wsoa.cli.shared.context import Environment, StopError, load_plans
from wsoa.cli.shared.editing import EditSession, load_to_edit, refusals
from wsoa.cli.shared.options import PLANS, Area, AsOf, Colour, Plans, UseColour
from wsoa.cli.shared.output import emit, emit_bytes, tell
from wsoa.cli.shared.unreadable import report_broken

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from wsoa.authoring.returns.apply import Round
    from wsoa.authoring.returns.filled import Doubt, Filled
    from wsoa.authoring.returns.form import Form
    from wsoa.files.load import LoadedPlan
    from wsoa.plan.models import Plan

group = typer.Typer(
    rich_markup_mode=None,
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"]},
    help="""The monthly round: a form for each lead, and filled forms turned into updates.

\b
  wsoa return prepare cumbria -o round/ --format docx
  wsoa return prepare cumbria --lead head-of-send -o head.xlsx
  wsoa return apply round/ --dry-run
  wsoa return apply round/
""",
)
EVERYBODY = "all"


@group.callback()
def _top(context: typer.Context) -> None:
    if context.invoked_subcommand is None:
        typer.echo(context.get_help())


class Format(StrEnum):
    """What a return can be filled in with."""

    YAML = "yaml"
    XLSX = "xlsx"
    DOCX = "docx"


@group.command("prepare", short_help="Make a form for one lead, or for every lead.")
def prepare(
    context: typer.Context,
    area: Area,
    lead: Annotated[
        str,
        typer.Option(
            "--lead", metavar="ROLE", help="One role; none is what nobody leads.", autocompletion=offers.roles
        ),
    ] = EVERYBODY,
    output: Annotated[
        Path | None,
        typer.Option("-o", "--output", metavar="PATH", help="A file for one lead, a folder for all."),
    ] = None,
    chosen: Annotated[
        Format | None, typer.Option("--format", help="Text, Excel or Word. Default: by the file's name.")
    ] = None,
    days: Annotated[
        int,
        typer.Option(
            "--days", min=0, max=3_660, metavar="N", help="What falls due within N days is due soon."
        ),
    ] = 45,
    as_of: AsOf = None,
    plans: Plans = PLANS,
    color: UseColour = Colour.AUTO,
) -> int:
    """Make the form that a lead fills: what is open, last words, and the question that matters.

    Each file says what it was made from, so that wsoa return apply can tell when the plan has moved on.
    A file that is there already is never overwritten, for somebody may have filled it.
    """
    environment: Environment = context.obj
    loaded = load_plans(plans, [area])[0]
    if loaded.plan is None:
        report_broken([loaded], environment, color)
        return 1
    kind = _format(chosen, output)
    _check(kind)
    with refusals():
        forms = _forms(loaded, loaded.plan, lead, environment.day(as_of), days)
    if lead == EVERYBODY:
        _write_all(forms, kind, output, environment)
    else:
        _write_one(forms[0], kind, output, environment)
    return 0


def _format(chosen: Format | None, output: Path | None) -> Format:
    ending = output.suffix.lower().lstrip(".") if output is not None else ""
    told = {"yml": Format.YAML, **{one.value: one for one in Format}}.get(ending)
    if chosen and told and chosen is not told:
        raise StopError(f"--format {chosen.value} does not go with a file that ends in .{ending}.")
    return chosen or told or Format.YAML


def _check(kind: Format) -> None:
    """Make sure that a format can be written, before any work is done for it.

    Raises:
        StopError: its package is not installed.
    """
    from wsoa.render.extras import MissingExtraError, ready  # noqa: PLC0415 - help writes nothing

    try:
        ready(kind.value)
    except MissingExtraError as error:
        raise StopError(str(error)) from None


def _forms(loaded: LoadedPlan, plan: Plan, lead: str, day: date, days: int) -> Sequence[Form]:
    """Make the forms that are wanted.

    Raises:
        RefusedError: the plan has no such role.
        StopError: there is nothing to ask.
    """
    from wsoa.authoring.returns.prepare import prepare as prepared  # noqa: PLC0415 - help needs none of it
    from wsoa.authoring.returns.prepare import role_called  # noqa: PLC0415
    from wsoa.provenance.provenance import fingerprint  # noqa: PLC0415

    role = "" if lead == EVERYBODY else role_called(plan, lead)
    forms = prepared(plan, loaded.id, fingerprint(loaded.sources), day, days)
    wanted = [form for form in forms if role in {"", form.header.lead}]
    if not wanted:
        whom = f" {plan.role_name(role)}" if role in plan.roles else ""
        raise StopError(f"There is nothing open to ask{whom}.", 0)
    return wanted


def _write_one(form: Form, kind: Format, output: Path | None, environment: Environment) -> None:
    if output is None and kind is not Format.YAML:
        raise StopError(f"{kind.value} is not for the screen: name a file with -o.")
    path = output
    if path is not None and (path.is_dir() or not (path.suffix or path.exists() or str(path) == "-")):
        path.mkdir(parents=True, exist_ok=True)
        path /= f"{form.name}.{kind.value}"
    if path is None or str(path) == "-":
        data = _made(form, kind)
        if kind is Format.YAML:
            emit(data.decode(), None, environment)
        else:
            emit_bytes(data, Path("-"))
        return
    _place([(path, form)], kind)
    tell(f"Wrote {path}: {form.whose}, {_items(form)}.", environment)


def _write_all(forms: Sequence[Form], kind: Format, folder: Path | None, environment: Environment) -> None:
    if folder is None or str(folder) == "-":
        raise StopError("There is a file for each lead: name a folder with -o, or one role with --lead.")
    if folder.suffix.lower().lstrip(".") in set(Format) or folder.is_file():
        raise StopError(
            f"{folder} is one file, and each lead gets one; name a folder, or a role with --lead."
        )
    folder.mkdir(parents=True, exist_ok=True)
    _place([(folder / f"{form.name}.{kind.value}", form) for form in forms], kind)
    count = sum(len(form.entries) for form in forms)
    tell(f"Wrote {len(forms):,} returns into {folder}, with {count:,} questions.", environment)


def _items(form: Form) -> str:
    return f"{len(form.entries):,} {'question' if len(form.entries) == 1 else 'questions'}"


def _place(wanted: Sequence[tuple[Path, Form]], kind: Format) -> None:
    """Write new files, all of them or none.

    Raises:
        StopError: one is there already.
    """
    from wsoa.files.write import ABSENT, ChangedError, Replacement, replace_all  # noqa: PLC0415

    there = next((path for path, _ in wanted if path.exists()), None)
    if there is not None:
        raise StopError(f"{there} is there already and may be filled in; name another place with -o.")
    try:
        replace_all([Replacement(path, ABSENT, _made(form, kind)) for path, form in wanted])
    except ChangedError as error:
        raise StopError(f"{error}; run it again.", 3) from None


def _made(form: Form, kind: Format) -> bytes:
    if kind is Format.XLSX:
        from wsoa.render.office.return_xlsx import return_xlsx  # noqa: PLC0415 - each format needs only its own

        return return_xlsx(form)
    if kind is Format.DOCX:
        from wsoa.render.office.return_docx import return_docx  # noqa: PLC0415

        return return_docx(form)
    from wsoa.render.data.return_yaml import return_yaml  # noqa: PLC0415

    return return_yaml(form).encode()


@group.command("apply", short_help="Turn filled forms into updates, as one change to review.")
def apply(
    context: typer.Context,
    files: Annotated[list[Path], typer.Argument(metavar="FILE", help="Filled returns, or their folder.")],
    dry_run: Annotated[
        bool, typer.Option("-n", "--dry-run", help="Show what would be written, and write nothing.")
    ] = False,
    except_doubtful: Annotated[
        bool, typer.Option("--except-doubtful", help="Write what is clear, and leave what is in doubt.")
    ] = False,
    day: Annotated[
        str | None, typer.Option("--date", metavar="DAY", help="The day of the reports. Default: today.")
    ] = None,
    plans: Plans = PLANS,
    color: UseColour = Colour.AUTO,
) -> int:
    """Turn filled returns into updates, moved dates and figures: all of them or none.

    Nothing is guessed. What is in doubt is listed with its place, and holds the rest back unless you say
    --except-doubtful. What the plan says already is passed over. Review the result with git diff.
    """
    environment: Environment = context.obj
    from wsoa.cli.shared.return_files import gather, read  # noqa: PLC0415 - help reads nothing

    returns = [read(file) for file in gather(files)]
    loaded = _plan_of(returns, plans, environment, dry_run=dry_run)
    if loaded is None:
        _tell_doubts([doubt for one in returns for doubt in one.doubts], environment, color)
        raise StopError("None of these can be read as a return, so nothing was written.", 1)
    if loaded.plan is None:
        report_broken([loaded], environment, color)
        return 1
    with refusals():
        session = EditSession(loaded, _day(day, environment), environment, color)
        return _applied(session, returns, dry_run=dry_run, some=except_doubtful)


def _plan_of(
    returns: Sequence[Filled], plans: Path, environment: Environment, *, dry_run: bool
) -> LoadedPlan | None:
    """Load the one plan that the returns are for; None where none of them says.

    Raises:
        StopError: they are for two.
    """
    areas = sorted({one.header.area for one in returns if one.header is not None})
    if len(areas) > 1:
        raise StopError(f"These returns are for {' and '.join(areas)}; apply those of one plan at a time.")
    return load_to_edit(plans, areas, environment, dry_run=dry_run)[0] if areas else None


def _day(words: str | None, environment: Environment) -> date:
    """Return the day of the reports.

    Raises:
        RefusedError: it is no day, or has yet to come.
    """
    from wsoa.authoring.dates import read_date  # noqa: PLC0415 - help needs none of it
    from wsoa.authoring.refusal import RefusedError  # noqa: PLC0415

    today = environment.day(None)
    window = read_date(words or "today", "--date", today).fixed
    if window is None or window.latest is None or window.earliest != window.latest:
        raise RefusedError(f"--date needs one day, not {words!r}.")
    if window.latest > today:
        raise RefusedError(f"--date: {words!r} has yet to come.")
    return window.latest


def _applied(session: EditSession, returns: Sequence[Filled], *, dry_run: bool, some: bool) -> int:
    """Show what the returns come to, and write it.

    Raises:
        StopError: something is in doubt, and nothing was written.
    """
    told = _understood(session, returns)
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
            f"{_answers(len(doubts))} in doubt, so nothing was written. Mend the returns and run it again, "
            "or take the rest with --except-doubtful.", 1,
        )  # fmt: skip
    if made is None:
        tell(f"Nothing new in {_returns(told)}; nothing was written.", session.environment)
    elif not dry_run:
        made.write()
        clear = len(told.of("clear"))
        written = (
            f"{_answers(clear)} written to {len(made.files):,} {'file' if len(made.files) == 1 else 'files'}"
        )
        tell(f"{written}. Review it with git diff.", session.environment)
    return 1 if dry_run and doubts and not some else 0


def _understood(session: EditSession, returns: Sequence[Filled]) -> Round:
    from wsoa.authoring.returns.apply import apart, understand  # noqa: PLC0415 - help needs none of it
    from wsoa.files.draft import draft  # noqa: PLC0415
    from wsoa.files.layout import CannotEditError  # noqa: PLC0415

    plan = session.loaded.plan
    assert plan is not None  # noqa: S101 - a broken plan went no further
    told = understand(plan, session.loaded.id, returns, session.day)
    try:
        draft(session.loaded, told.edits)
    except CannotEditError:
        return apart(session.loaded, told)
    return told


def _answers(count: int) -> str:
    return f"{count:,} {'answer is' if count == 1 else 'answers are'}"


def _returns(told: Round) -> str:
    return f"{told.files:,} {'return' if told.files == 1 else 'returns'}"


def _tell_table(told: Round, session: EditSession) -> None:
    from wsoa.render.terminal.return_ import outcomes_text  # noqa: PLC0415 - help draws nothing

    look = session.environment.look(session.colour)
    emit(outcomes_text(told.outcomes, look), None, session.environment)
    tell(
        f"{_returns(told)}: {len(told.outcomes):,} filled in, {told.blank:,} left blank.", session.environment
    )


def _tell_of_older(session: EditSession, returns: Sequence[Filled]) -> None:
    """Say how many returns were made from another text of the plan; item by item it is known already."""
    from wsoa.provenance.provenance import fingerprint  # noqa: PLC0415 - help needs none of it

    now = fingerprint(session.loaded.sources)
    older = sum(1 for one in returns if one.header is not None and one.header.plan_hash != now)
    if older:
        them = "a return was" if older == 1 else f"{older:,} returns were"
        tell(f"The plan has changed since {them} prepared; each item was compared.", session.environment)


def _tell_doubts(doubts: Sequence[Doubt], environment: Environment, colour: str) -> None:
    from wsoa.render.terminal.return_ import doubts_text  # noqa: PLC0415 - help draws nothing

    emit(doubts_text(doubts, environment.look(colour)), None, environment)
