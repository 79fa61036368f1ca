"""What to look at when a plan is validated: the plan itself, its progress, its past, or only what is new."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from wsoa.cli.shared.context import Environment
from wsoa.cli.shared.output import tell
from wsoa.errors import WsoaError
from wsoa.publish.versions import repository, timeline_of

if TYPE_CHECKING:
    from wsoa.files.load import LoadedPlan
    from wsoa.findings import Finding


@dataclass(frozen=True, slots=True)
class FindingsRequest:
    """``day`` is None for structure only; ``since`` starts the past, ``new_since`` leaves out what is old."""

    day: date | None = None
    progress: bool = False
    since: str | None = None
    new_since: str | None = None

    def findings(self, loaded: LoadedPlan, environment: Environment) -> tuple[Finding, ...]:
        """Return what is to be reported of one plan.

        Raises:
            StopError: a version was named that git does not have.
        """
        from wsoa.checks.check import check

        found = check(loaded, as_of=self.day, past=self._past(loaded, environment))
        if self.new_since is None:
            return found
        known = self._known(loaded, environment)
        fresh = []
        for finding in found:
            if known[finding.fingerprint] > 0:
                known[finding.fingerprint] -= 1
            else:
                fresh.append(finding)
        return tuple(fresh)

    def _past(self, loaded: LoadedPlan, environment: Environment) -> tuple[Finding, ...] | None:
        """Return the findings of the plan's history; None where it is not looked at, or there is none."""
        start = self.since or self.new_since
        if loaded.plan is None or not (self.progress or start):
            return None
        from wsoa.history.rules import history_findings, history_unknown

        try:
            line = timeline_of(loaded.folder, environment.variables, start)
        except WsoaError as stop:
            if start:
                raise
            tell(f"{loaded.id}: the history was not looked at. {stop}", environment)
            return (history_unknown(loaded, "none"),)
        if start:
            line = line._replace(gap="")
        if not line.complete and not start:
            from wsoa.reports.comparison.history import SHALLOW

            tell(f"{loaded.id}: {SHALLOW}", environment)
        return history_findings(line, loaded)

    def _known(self, loaded: LoadedPlan, environment: Environment) -> Counter[str]:
        """Count the findings of the older version by fingerprint."""
        from wsoa.checks.check import check
        from wsoa.history.repository.store import at_revision

        with repository(loaded.folder, environment.variables) as opened:
            past = at_revision(opened, self.new_since or "HEAD", loaded.folder)
        return Counter(f.fingerprint for f in check(past, as_of=self.day)) if past is not None else Counter()
