"""The last steps of every command that edits a plan: show the change, look it over, write it, say so."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from wsoa.cli.shared.context import Environment, PlanFolder, StopError, plan_folders
from wsoa.cli.shared.output import emit, tell

if TYPE_CHECKING:
    from wsoa.files.editing.draft import Draft, Edit
    from wsoa.files.load import LoadedPlan

COULD_NOT_FINISH = 3


def load_to_edit(
    plans: Path, areas: list[str], environment: Environment, *, dry_run: bool = False
) -> list[LoadedPlan]:
    """Read the plans asked for, and hold them all, once nothing half written is left there.

    Raises:
        StopError: as :func:`folders_to_edit`.
        OSError: likewise.
    """
    return [one.read() for one in folders_to_edit(plans, areas, environment, dry_run=dry_run)]


def folders_to_edit(
    plans: Path, areas: list[str], environment: Environment, *, dry_run: bool = False
) -> list[PlanFolder]:
    """Return the plans asked for, once whatever an interrupted run had begun to write there is finished.

    A ``dry_run`` finishes nothing.

    Raises:
        StopError: there is no plan, no area of that name, or no file that could be changed.
        OSError: the disk does not allow it.
    """
    from wsoa.cli.shared.bare import NOT_HERE, committed_folders

    if committed_folders(plans):
        raise StopError(NOT_HERE)
    if dry_run:
        return plan_folders(plans, areas)
    from wsoa.files.load import NoPlansError, find
    from wsoa.files.write import finish_interrupted

    try:
        folders = find(plans)
    except NoPlansError:
        folders = []
    for home in dict.fromkeys((plans, *folders, *(folder.parent for folder in folders))):
        done = finish_interrupted(home)
        if done is not None:
            names = ", ".join(plain_path(file) for file in done.done) or "none"
            tell(f"An earlier run was ended while it wrote here; it is finished now: {names}.", environment)
        for file in done.left if done is not None else ():
            tell(f"{plain_path(file)} was changed since then, so it is left as it is.", environment)
    return plan_folders(plans, areas)


def plain_path(file: Path) -> str:
    """Return a path as a message may tell it."""
    from wsoa.files.load import show

    return show(file, Path.cwd())


@dataclass(frozen=True, slots=True)
class EditSession:
    """Where an edit is made: the plan, the day, and the terminal."""

    loaded: LoadedPlan
    day: date
    environment: Environment
    colour: str

    def draft(self, edits: list[Edit], refs: Collection[str]) -> Draft:
        """Make edits in memory, show the difference, and say what the checks find in the edited items.

        Raises:
            RefusedError: they would break the plan.
            CannotEditError: a place cannot be changed safely.
            ChangedError: a file is no longer what was read.
        """
        from wsoa.authoring.verify import new_findings
        from wsoa.files.editing.draft import draft
        from wsoa.render.terminal.edit import edit_text

        made = draft(self.loaded, edits)
        fresh = new_findings(made, self.day, refs)
        emit(edit_text(made.diff, self.environment.render_options(self.colour)), None, self.environment)
        for finding in fresh:
            tell(f"{finding.severity}: {finding.message} ({finding.code})", self.environment)
        return made


@contextmanager
def refusals() -> Iterator[None]:
    """Turn whatever stands in the way of an edit into one sentence.

    Raises:
        StopError: always, where an edit was refused or could not be written.
    """
    from wsoa.authoring.refusal import RefusedError
    from wsoa.files.editing.layout import CannotEditError
    from wsoa.files.write import ChangedError

    try:
        yield
    except RefusedError as error:
        raise StopError(str(error)) from None
    except CannotEditError as error:
        raise StopError(f"This cannot be written safely: {error}. Edit the file by hand.") from None
    except ChangedError as error:
        raise StopError(f"{error}; run it again.", COULD_NOT_FINISH) from None
