"""``wsoa diff``: what changed between two versions of the plans, moved deadlines first."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from wsoa.cli.shared.compare_revisions import Pair, pairs, plan_of, sides, since
from wsoa.cli.shared.context import Environment, StopError
from wsoa.cli.shared.options import (
    PLANS,
    AsOf,
    Colour,
    Output,
    Plans,
    SuppressBelow,
    UseColour,
    format_option,
)
from wsoa.cli.shared.output import emit, emit_report, report_broken
from wsoa.render.registry import INERT, formats_of, render

if TYPE_CHECKING:
    from wsoa.files.load import LoadedPlan


class Concern(StrEnum):
    """What makes the command fail."""

    NEVER = "never"
    UNRECORDED = "unrecorded"


Older = Annotated[
    str | None,
    typer.Argument(metavar="OLD", help="A revision or folder. Default: where this left the main branch."),
]
Newer = Annotated[
    str | None,
    typer.Argument(metavar="NEW", help="A revision or folder. Default: what stands here now."),
]


def run(
    context: typer.Context,
    old: Older = None,
    new: Newer = None,
    area: Annotated[
        list[str] | None, typer.Option("--area", metavar="AREA", help="Only this plan; may be repeated.")
    ] = None,
    output_format: Annotated[str, format_option(formats_of("diff"))] = "text",
    ratings: Annotated[
        bool, typer.Option("--ratings", help="Why standings and ratings changed, cause by cause.")
    ] = False,
    as_of: AsOf = None,
    fail_on: Annotated[
        Concern, typer.Option("--fail-on", help="Exit 1 where a deadline moved with no reason recorded.")
    ] = Concern.NEVER,
    suppress_below: SuppressBelow = 0,
    plans: Plans = PLANS,
    output: Output = None,
    color: UseColour = Colour.AUTO,
) -> int:
    """Show what changed in the plans: deadlines moved, items added, split or removed, people, wording.

    OLD and NEW are git revisions or folders; a folder with a plan in it wins over a revision of that name.
    With --ratings, OLD is judged as at the day it was committed and NEW as at --as-of.
    """
    environment: Environment = context.obj
    older, newer = sides(old, new, plans, environment)
    found = [_withheld(pair, suppress_below) for pair in pairs(older, newer, area or [])]
    if ratings:
        return _ratings(found, (older.day, newer.day), as_of, output_format, output, environment)
    from wsoa.reports.comparison.diff import changes

    read = [(p.id, plan_of(p.old), plan_of(p.new)) for p in found if _readable(p.old) and _readable(p.new)]
    report = changes(older.label, newer.label, since(older, newer, plans, environment), read)
    emit_report("diff", output_format, report, output, environment, colour=color)
    broken = report_broken([one for p in found for one in (p.old, p.new) if one], environment, color)
    return 1 if broken or (fail_on is Concern.UNRECORDED and report.unrecorded) else 0


def _withheld(pair: Pair, below: int) -> Pair:
    """Leave small counts out of both versions; the older one tells none that the newer does not."""
    from wsoa.audience.disclosure_control import told_then, withheld

    now, then = plan_of(pair.new), plan_of(pair.old)
    if below <= 0:
        return pair
    shown = withheld(now, below) if now else None
    older = told_then(then, shown, below) if then and shown else withheld(then, below) if then else None
    return pair._replace(
        old=replace(pair.old, plan=older) if pair.old else None,
        new=replace(pair.new, plan=shown) if pair.new else None,
    )


def _ratings(
    found: list[Pair],
    days: tuple[date | None, date | None],
    as_of: str | None,
    output_format: str,
    output: Path | None,
    environment: Environment,
) -> int:
    """Print, for each plan that both sides have, why its standings and ratings changed.

    Raises:
        StopError: more than one plan is asked for as JSON, which is one document.
    """
    from wsoa.reports.comparison.attribution import ratings_report

    both = [(old, new) for p in found if (old := plan_of(p.old)) and (new := plan_of(p.new))]
    if output_format == "json" and len(both) != 1:
        raise StopError("JSON is one document: choose one plan with --area.")
    today = environment.day(as_of)
    last = today if as_of or days[1] is None else days[1]
    options = environment.render_options(to_file=output is not None)
    texts = [
        render("bridge", output_format, ratings_report(old, new, days[0] or last, last), options)
        for old, new in both
    ]
    emit("\n".join(texts), output, environment, inert=output_format in INERT)
    return (
        1 if report_broken([one for p in found for one in (p.old, p.new) if one], environment, "auto") else 0
    )


def _readable(loaded: LoadedPlan | None) -> bool:
    return loaded is None or loaded.plan is not None
