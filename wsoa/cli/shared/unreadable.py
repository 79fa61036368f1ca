"""Plans that could not be read: said on standard error, beside whatever the others gave."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from wsoa.cli.shared.context import Environment
    from wsoa.files.load import LoadedPlan


def report_broken(loaded: list[LoadedPlan], environment: Environment, colour: str) -> bool:
    """Print the errors of every plan that could not be read; True where there was one."""
    broken = [one for one in loaded if one.plan is None]
    if not broken:
        return False
    from wsoa.findings import Severity
    from wsoa.render.registry import render
    from wsoa.render.terminal.options import RenderOptions
    from wsoa.reports.terminal.validation import validation

    for one in broken:
        intro = f"The plan {one.id} cannot be read until its errors are fixed:\n\n"
        sys.stderr.write(environment.defused(intro))
    findings = {one.id: tuple(f for f in one.findings if f.severity is Severity.ERROR) for one in broken}
    look = RenderOptions(environment.width(sys.stderr), environment.colour(colour, sys.stderr))
    sys.stderr.write(
        environment.defused(render("findings", "text", validation(broken, findings, None), look))
    )
    return True
