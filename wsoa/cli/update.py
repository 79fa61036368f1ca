"""``wsoa update``: one report on one item, written where it belongs; nothing else in the file changes."""

from __future__ import annotations

import sys
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from wsoa.cli.shared import completion as offers
from wsoa.cli.shared.context import Environment, StopError
from wsoa.cli.shared.editing import EditSession, load_to_edit, refusals
from wsoa.cli.shared.options import PLANS, Area, Colour, Plans, UseColour
from wsoa.cli.shared.output import emit, report_broken, tell, teller

if TYPE_CHECKING:
    from wsoa.authoring.update_request import UpdateRequest
    from wsoa.plan.models import Plan
    from wsoa.plan.walk import Item

_STOPPED = StopError("Stopped; nothing was written.", 130)


class Confidence(StrEnum):
    """How sure the reporter is of the date."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


def run(
    context: typer.Context,
    area: Area,
    ref: Annotated[
        str,
        typer.Argument(
            help="An action, a milestone (1.1a#2), an outcome, a workstream, or plan; with --move-to also a "
            "review, or a date of a KPI (WG1.1#baseline, WG1.1#target-1).",
            autocompletion=offers.refs,
        ),
    ],
    note: Annotated[
        str | None, typer.Option("--note", metavar="TEXT", help="What is known, in a sentence or two.")
    ] = None,
    blocker: Annotated[
        str | None, typer.Option("--blocker", metavar="TEXT", help="What is in the way.")
    ] = None,
    help_needed: Annotated[
        str | None, typer.Option("--help-needed", metavar="TEXT", help="What is asked for, and of whom.")
    ] = None,
    rating: Annotated[
        str | None, typer.Option("--rating", metavar="CODE", help="The plan's code for how it stands.")
    ] = None,
    forecast: Annotated[
        str | None, typer.Option("--forecast", metavar="DATE", help="When it is now expected to be finished.")
    ] = None,
    percent: Annotated[
        str | None, typer.Option("--percent", metavar="N", help="How much of it is done, of a hundred.")
    ] = None,
    confidence: Annotated[
        Confidence | None, typer.Option("--confidence", help="How sure you are of that date.")
    ] = None,
    evidence: Annotated[
        list[str] | None, typer.Option("--evidence", metavar="TITLE=URL", help="What shows it; repeat it.")
    ] = None,
    by: Annotated[
        str | None,
        typer.Option("--by", metavar="ROLE", help="The role that reports.", autocompletion=offers.roles),
    ] = None,
    source: Annotated[
        str | None,
        typer.Option("--source", metavar="TEXT", help="The document that says so."),
    ] = None,
    due: Annotated[
        str | None, typer.Option("--due", metavar="DATE", help="The first due date of what has none.")
    ] = None,
    start: Annotated[str | None, typer.Option("--start", metavar="DATE", help="When work starts.")] = None,
    complete: Annotated[
        str | None, typer.Option("--complete", metavar="DATE", help="When it was finished.")
    ] = None,
    move_to: Annotated[
        str | None,
        typer.Option("--move-to", metavar="DATE", help="The new due date; needs a reason and who agreed."),
    ] = None,
    pause: Annotated[
        bool, typer.Option("--pause", help="Work is stopped for a time; its date stands.")
    ] = False,
    until: Annotated[
        str | None, typer.Option("--until", metavar="DATE", help="When work is to go on.")
    ] = None,
    resume: Annotated[bool, typer.Option("--resume", help="Work goes on; takes the pause out.")] = False,
    sign_off_by: Annotated[
        str | None, typer.Option("--sign-off-by", metavar="WHO", help="It is put forward to be signed off.")
    ] = None,
    signed_off_by: Annotated[
        str | None, typer.Option("--signed-off-by", metavar="WHO", help="Who signed it off.")
    ] = None,
    close: Annotated[
        str | None, typer.Option("--close", metavar="DATE", help="When the area stopped following it.")
    ] = None,
    withdraw: Annotated[
        bool, typer.Option("--withdraw", help="It is no longer promised; needs a reason.")
    ] = False,
    reason: Annotated[str | None, typer.Option("--reason", metavar="TEXT", help="Why.")] = None,
    agreed_by: Annotated[
        str | None, typer.Option("--agreed-by", metavar="WHO", help="The board or role that agreed.")
    ] = None,
    minute: Annotated[
        str | None, typer.Option("--minute", metavar="TEXT", help="The minute or letter that records it.")
    ] = None,
    superseded_by: Annotated[
        str | None, typer.Option("--superseded-by", metavar="REF", help="What takes its place.")
    ] = None,
    day: Annotated[
        str | None, typer.Option("--date", metavar="DATE", help="The day of the report. Default: today.")
    ] = None,
    dry_run: Annotated[
        bool, typer.Option("-n", "--dry-run", help="Show the change, and write nothing.")
    ] = False,
    plans: Plans = PLANS,
    color: UseColour = Colour.AUTO,
) -> int:
    """Report on one item: a note, a finished date, a moved deadline with its reason, or a withdrawal.

    Dates may be words, day first: “31 March 2026”, “end of June 2026”, “today”. On a terminal and
    without options it asks. Only the lines that must change do; review them with git diff. Nothing is
    committed.
    """
    environment: Environment = context.obj
    from wsoa.authoring.update_request import UpdateRequest

    wanted = UpdateRequest(
        note, blocker, help_needed, rating, confidence.value if confidence else None, forecast,
        tuple(evidence or ()), by, start, complete, move_to, withdraw, reason, agreed_by, minute,
        superseded_by, day, due, percent, source, pause, until, resume, sign_off_by, signed_off_by, close,
    )  # fmt: skip
    loaded = load_to_edit(plans, [area], environment, dry_run=dry_run)[0]
    if loaded.plan is None:
        report_broken([loaded], environment, color)
        return 1
    session = EditSession(loaded, environment.day(None), environment, color)
    with refusals():
        return _update(session, loaded.plan, ref, wanted, dry_run=dry_run)


def _update(session: EditSession, plan: Plan, ref: str, wanted: UpdateRequest, *, dry_run: bool) -> int:
    """Make the change, show it, and write it.

    Raises:
        StopError: nobody agreed to it.
    """
    from wsoa.authoring.update import edits_for, locate

    item = locate(plan, ref, to_move=wanted.move_to is not None)
    asking = wanted.empty
    if asking:
        wanted = _asked(session, item)
    made = session.draft(edits_for(plan, item, wanted, session.day), {item.ref, item.ref.partition("#")[0]})
    if dry_run:
        return 0
    if asking and not _agreed():
        raise StopError("Nothing was written.", 0)
    made.write()
    tell(
        f"{item.ref} is updated in {' and '.join(made.files)}. Review it with git diff.", session.environment
    )
    return 0


def _asked(session: EditSession, item: Item) -> UpdateRequest:
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise StopError("Say what to write, such as --note or --complete; see wsoa update --help.")
    from wsoa.cli.shared.update_form import ask_for, shown
    from wsoa.publish.versions import AskGit

    look = session.environment.render_options(session.colour)
    (told,) = AskGit(session.environment.variables).each([session.loaded], teller(session.environment))
    emit(shown(told, item, session.day, look), None, session.environment)
    try:
        return ask_for(session.loaded, item, session.day, input, sys.stdout.write)
    except (EOFError, KeyboardInterrupt):
        raise _STOPPED from None


def _agreed() -> bool:
    try:
        return input("Write this? [Y/n] ").strip().lower() in {"", "y", "yes"}
    except (EOFError, KeyboardInterrupt):
        raise _STOPPED from None
