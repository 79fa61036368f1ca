"""``wsoa list``: the commitments of a lead, a workstream or a standing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Annotated

import typer

from wsoa.cli.shared import completion as complete
from wsoa.cli.shared.context import Environment, StopError, plan_folders
from wsoa.cli.shared.many import Warn, look_at_plans
from wsoa.cli.shared.options import (
    PLANS,
    Areas,
    AsOf,
    Colour,
    Jobs,
    NoHistory,
    Output,
    Plans,
    UseColour,
    format_option,
)
from wsoa.cli.shared.output import emit_report
from wsoa.publish.versions import AskGit
from wsoa.render.registry import formats_of

if TYPE_CHECKING:
    from wsoa.files.load import LoadedPlan
    from wsoa.plan.ratings import Standing
    from wsoa.reports.terminal.commitments import Asked, PlanList


def _standings() -> dict[str, Standing]:
    """Return every standing by its words as they are typed: not-known, off-track."""
    from wsoa.plan.ratings import Standing

    return {_typed(standing.word): standing for standing in Standing}


def _typed(words: str) -> str:
    return "-".join("".join(c if c.isalnum() else " " for c in words.casefold()).split())


def _standing(given: str) -> Standing:
    known = _standings()
    found = known.get(_typed(given)) or {_typed(one.value): one for one in known.values()}.get(_typed(given))
    if found is None:
        raise StopError(f"There is no standing {given!r}; there are {', '.join(known)}.")
    return found


def run(
    context: typer.Context,
    areas: Areas = None,
    lead: Annotated[
        list[str] | None,
        typer.Option(
            "--lead",
            metavar="ROLE",
            help="Led by a role: its id, its name or words in it; none for no lead.",
            autocompletion=complete.roles,
        ),
    ] = None,
    standing: Annotated[
        list[str] | None,
        typer.Option(
            "--standing",
            help="Standing so: off-track, behind, complete and so on.",
            autocompletion=lambda: list(_standings()),
        ),
    ] = None,
    workstream: Annotated[
        list[str] | None,
        typer.Option("--workstream", metavar="REF", help="In a workstream."),
    ] = None,
    due_before: Annotated[
        str | None, typer.Option("--due-before", metavar="DATE", help="Its last day lies before this day.")
    ] = None,
    words: Annotated[str, typer.Option("--words", help="With these words in its ref or title.")] = "",
    only_open: Annotated[
        bool, typer.Option("--open", help="Leave out what is complete or withdrawn.")
    ] = False,
    as_of: AsOf = None,
    output_format: Annotated[str, format_option(formats_of("list"))] = "table",
    no_history: NoHistory = False,
    plans: Plans = PLANS,
    jobs: Jobs = None,
    output: Output = None,
    color: UseColour = Colour.AUTO,
) -> int:
    """List commitments: everything that a service leads, a workstream holds, or that stands in some way.

    Options of the same name widen the list, options of different names narrow it.
    """
    environment: Environment = context.obj
    day = environment.day(as_of)
    before = environment.day(due_before, "--due-before") if due_before else None
    from wsoa.reports.terminal.commitments import Asked, ListReport

    asked = Asked(
        tuple(lead or ()), tuple(map(_standing, standing or ())), tuple(workstream or ()), before,
        words.strip(), only_open,
    )  # fmt: skip
    look = _Look(day, asked, AskGit(environment.variables, look=not no_history))
    looked = look_at_plans(plan_folders(plans, areas or []), look, environment, jobs)
    report = ListReport(day, asked, looked.made)
    for called, close in report.unknown:
        hint = f" Did you mean {' or '.join(close)}?" if close else ""
        raise StopError(f"No lead or workstream here is called {called!r}.{hint}")
    emit_report("list", output_format, report, output, environment, colour=color)
    return 1 if looked.report_broken(environment, color) else 0


@dataclass(frozen=True, slots=True)
class _Look:
    """As at which day to look, and what for; and how to ask git."""

    day: date
    asked: Asked
    git: AskGit

    def __call__(self, loaded: LoadedPlan, warn: Warn) -> PlanList | None:
        """Return what a plan has of it; None where it cannot be read."""
        from wsoa.assess.assessment import assess
        from wsoa.reports.terminal.commitments import plan_list

        told = self.git.of(loaded, warn)
        if told is None:
            return None
        return plan_list(told.id, assess(told.plan, self.day, told.gap), self.asked)
