"""``wsoa new``: a plan folder that teaches the format, with what GitHub and editors read beside it."""

from __future__ import annotations

import sys
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from wsoa.cli.shared.context import Environment, StopError
from wsoa.cli.shared.options import PLANS, Plans
from wsoa.cli.shared.output import emit

if TYPE_CHECKING:
    from wsoa.authoring.new import Answers
    from wsoa.authoring.scaffold import Scaffold


class Kind(StrEnum):
    """What sort of plan it is."""

    PAP = "pap"
    IMPROVEMENT = "improvement"
    APP = "app"
    WSOA = "wsoa"


def run(
    context: typer.Context,
    area: Annotated[str | None, typer.Argument(help="The local area, such as cumbria.")] = None,
    kind: Annotated[
        Kind | None, typer.Option("--kind", help="What sort of plan it is. Default: pap.")
    ] = None,
    title: Annotated[str | None, typer.Option("--title", help="What the plan calls itself.")] = None,
    body: Annotated[
        list[str] | None, typer.Option("--body", help="An organisation that answers for it; repeat it.")
    ] = None,
    workstream: Annotated[
        list[str] | None, typer.Option("--workstream", metavar="TITLE", help="A workstream; repeat it.")
    ] = None,
    document: Annotated[
        str | None, typer.Option("--document-date", metavar="DATE", help="When the plan was published.")
    ] = None,
    inspected: Annotated[
        str | None, typer.Option("--inspected", metavar="FIRST/LAST", help="The days of the inspection.")
    ] = None,
    received: Annotated[
        str | None, typer.Option("--received", metavar="DATE", help="When the inspectors' report came.")
    ] = None,
    action: Annotated[
        str | None,
        typer.Option("--action", metavar="OWNER/NAME@COMMIT", help="The copy of wsoa that GitHub runs."),
    ] = None,
    no_ci: Annotated[
        bool, typer.Option("--no-ci", help="Without the check, reviewers and template for GitHub.")
    ] = False,
    no_input: Annotated[
        bool, typer.Option("--no-input", help="Ask nothing: what is not said takes its default.")
    ] = False,
    dry_run: Annotated[bool, typer.Option("-n", "--dry-run", help="List the files, and write none.")] = False,
    plans: Plans = PLANS,
) -> int:
    """Start a plan: a folder that validates, renders and has a status at once, and teaches the format.

    On a terminal it asks for what was not said; every question has a default. No file that is there is
    changed, and nothing is committed.
    """
    environment: Environment = context.obj
    from wsoa.authoring.new import Answers, read_day, read_days, scaffold
    from wsoa.authoring.scaffold import NewPlanError, lay
    from wsoa.render.templates import shipped

    asking = not no_input and not dry_run and sys.stdin.isatty() and sys.stdout.isatty()
    try:
        answers = Answers(
            area or "",
            kind.value if kind else "pap",
            title or "",
            tuple(body or ()),
            tuple(workstream or ()),
            read_day(document) if document else None,
            read_days(inspected) if inspected else None,
            read_day(received) if received else None,
            action,
        )
        if asking:
            answers = _asked(answers, plans, kind_given=kind is not None)
        made = scaffold(answers, plans, shipped() / "new", environment.day(None), with_ci=not no_ci)
        told = _listed(made, written=not dry_run)
        if not dry_run and (not asking or _agreed(made)):
            told += _next(made, answers)
            lay(made)
        elif not dry_run:
            raise StopError("Nothing was written.", 0)
    except NewPlanError as error:
        raise StopError(str(error)) from None
    emit(told, None, environment)
    return 0


def _asked(answers: Answers, plans: Path, *, kind_given: bool) -> Answers:
    from wsoa.cli.shared.new_questions import ask_for

    try:
        return ask_for(answers, plans, input, sys.stdout.write, kind_given=kind_given)
    except (EOFError, KeyboardInterrupt):
        raise StopError("Stopped; nothing was written.", 130) from None


def _agreed(made: Scaffold) -> bool:
    """Ask before the first file is written."""
    try:
        answer = input(f"Write these {len(made.files())} files below {made.root}? [Y/n] ")
    except (EOFError, KeyboardInterrupt):
        raise StopError("Stopped; nothing was written.", 130) from None
    return answer.strip().lower() in {"", "y", "yes"}


def _listed(made: Scaffold, *, written: bool) -> str:
    """Return the files that are written, or would be, and those left as they are."""
    lines = ["Written:" if written else "Would be written:", *(f"  {_shown(file)}" for file in made.files())]
    left = made.left()
    if left:
        lines += ["Left as they are:", *(f"  {_shown(file)}" for file in left.values())]
    return "\n".join(lines) + "\n"


def _next(made: Scaffold, answers: Answers) -> str:
    """Return the three next steps, in the order to take them."""
    from shlex import quote

    from wsoa.authoring.new import examples_in

    name, plans = made.folder.name, made.folder.parent
    where = "" if plans == PLANS else f" --plans {quote(str(plans))}"
    files = [made.folder, *sorted({made.root / Path(beside).parts[0] for beside in made.beside})]
    steps = f"""
Next:
  1. Replace what is marked "Example:", {examples_in(made.plan)} lines in {_shown(made.folder)}. Then check:
       wsoa validate {name}{where}
  2. See how it stands, and what the public will see:
       wsoa status {name}{where}
       wsoa render {name} -o {name}.html{where}
  3. Keep it under version control, so that every change is seen:
       git add {" ".join(quote(_shown(file)) for file in files)}
"""
    workflow = ".github/workflows/wsoa.yml"
    if workflow in made.beside and workflow not in made.left() and answers.action is None:
        steps += "     Name your copy of wsoa in .github/workflows/wsoa.yml, and your teams in\n"
        steps += "     .github/CODEOWNERS: each file says how.\n"
    return steps


def _shown(file: Path) -> str:
    from wsoa.files.load import show

    return show(file, Path.cwd())
