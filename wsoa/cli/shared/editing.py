"""The last steps of every command that edits a plan: show the change, look it over, write it, say so."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from wsoa.cli.shared.context import Environment, StopError
from wsoa.cli.shared.output import emit, tell

if TYPE_CHECKING:
    from wsoa.files.draft import Draft, Edit
    from wsoa.files.load import LoadedPlan

COULD_NOT_FINISH = 3


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
        from wsoa.files.draft import draft
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
    from wsoa.files.layout import CannotEditError
    from wsoa.files.write import ChangedError

    try:
        yield
    except RefusedError as error:
        raise StopError(str(error)) from None
    except CannotEditError as error:
        raise StopError(f"This cannot be written safely: {error}. Edit the file by hand.") from None
    except ChangedError as error:
        raise StopError(f"{error}; run it again.", COULD_NOT_FINISH) from None
