"""What to look at when a plan is validated: the plan itself, its progress, its past, or only what is new."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from wsoa.cli.shared.many import Warn
from wsoa.errors import WsoaError
from wsoa.publish.versions import repository, timeline_of

if TYPE_CHECKING:
    from wsoa.files.load import LoadedPlan
    from wsoa.findings import Finding
    from wsoa.reports.terminal.validation import PlanFindings


@dataclass(frozen=True, slots=True)
class FindingsRequest:
    """``day`` is None for structure only; ``since`` starts the past, ``new_since`` leaves out what is old.

    ``variables`` are the environment's, for git.
    """

    day: date | None
    progress: bool
    since: str | None
    new_since: str | None
    variables: Mapping[str, str]

    def __call__(self, loaded: LoadedPlan, warn: Warn) -> PlanFindings:
        """Return what is to be reported of one plan, and what is needed to show it.

        Raises:
            StopError: a version was named that git does not have.
        """
        from wsoa.reports.terminal.validation import plan_findings

        return plan_findings(loaded, self._findings(loaded, warn))

    def _findings(self, loaded: LoadedPlan, warn: Warn) -> tuple[Finding, ...]:
        from wsoa.checks.check import check

        found = check(loaded, as_of=self.day, past=self._past(loaded, warn))
        if self.new_since is None:
            return found
        known = self._known(loaded)
        fresh = []
        for finding in found:
            if known[finding.fingerprint] > 0:
                known[finding.fingerprint] -= 1
            else:
                fresh.append(finding)
        return tuple(fresh)

    def _past(self, loaded: LoadedPlan, warn: Warn) -> tuple[Finding, ...] | None:
        """Return the findings of the plan's history; None where it is not looked at, or there is none."""
        start = self.since or self.new_since
        if loaded.plan is None or not (self.progress or start):
            return None
        from wsoa.history.rules import history_findings, history_unknown

        try:
            line = timeline_of(loaded.folder, self.variables, start)
        except WsoaError as stop:
            if start:
                raise
            warn(f"{loaded.id}: the history was not looked at. {stop}")
            return (history_unknown(loaded, "none"),)
        if start:
            line = line._replace(gap="")
        if not line.complete and not start:
            from wsoa.reports.comparison.history import SHALLOW

            warn(f"{loaded.id}: {SHALLOW}")
        return history_findings(line, loaded)

    def _known(self, loaded: LoadedPlan) -> Counter[str]:
        """Count the findings of the older version by fingerprint."""
        from wsoa.checks.check import check
        from wsoa.history.repository.store import followed_to

        with repository(loaded.folder, self.variables) as opened:
            past = followed_to(opened, self.new_since or "HEAD", loaded.folder)
        return Counter(f.fingerprint for f in check(past, as_of=self.day)) if past is not None else Counter()
