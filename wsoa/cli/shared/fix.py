"""``wsoa validate --fix``: what can be fixed is, before the rest is printed."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from wsoa.cli.shared.context import Environment
from wsoa.cli.shared.editing import load_to_edit, refusals
from wsoa.cli.shared.output import tell

if TYPE_CHECKING:
    from wsoa.authoring.fixes_run import FixedPlan


UNREADABLE = frozenset({"WSOA003", "WSOA014", "WSOA017"})


def fix_plans(
    plans: Path, areas: list[str], environment: Environment, colour: str, *, unsafe: bool, dry_run: bool
) -> None:
    """Fix the plans, and say on standard error what was done; with ``dry_run`` show it and write nothing.

    Raises:
        StopError: a file was changed by somebody else meanwhile; nothing was written.
        OSError: a file cannot be read or written; none was.
    """
    from wsoa.authoring.fixes_run import fix_plan

    here = Path.cwd()
    found = load_to_edit(plans, areas, environment, dry_run=dry_run)
    # a plan of which a file cannot be read is told with the other findings, and the others are mended
    read = [one for one in found if not {f.code for f in one.findings} & UNREADABLE]
    fixed = [fix_plan(loaded.folder, here, unsafe=unsafe) for loaded in read]
    if dry_run:
        _show(fixed, environment, colour)
    else:
        _write(fixed)
    findings = [one for plan in fixed for one in plan.fixed]
    for file, line, code, what in findings:
        tell(f"{file}:{line}: {code} {'would be fixed' if dry_run else 'fixed'}: {what}", environment)
    tell(_summary(len(findings), dry_run=dry_run, unsafe=unsafe), environment)


def _show(fixed: list[FixedPlan], environment: Environment, colour: str) -> None:
    from wsoa.cli.shared.output import emit
    from wsoa.render.terminal.edit import edit_text

    diff = "".join(one.diff for one in fixed)
    if diff:
        emit(f"{edit_text(diff, environment.render_options(colour))}\n", None, environment)


def _write(fixed: list[FixedPlan]) -> None:
    from wsoa.files.write import replace_all

    with refusals():
        replace_all([one for plan in fixed for one in plan.replacements])


def _summary(fixed: int, *, dry_run: bool, unsafe: bool) -> str:
    """Say how many findings were fixed, and where to look next."""
    if not fixed:
        return "Nothing could be fixed." if unsafe else "Nothing could be fixed safely; --unsafe tries more."
    findings = f"{fixed} {'finding' if fixed == 1 else 'findings'}"
    return f"{findings} would be fixed." if dry_run else f"{findings} fixed; review with git diff."
