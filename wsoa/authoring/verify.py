"""The last look before anything is written: an edit may not break the plan, and what it brings is said."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from datetime import date

from wsoa.authoring.refusal import RefusedError
from wsoa.checks.check import check
from wsoa.checks.registry import BY_CODE
from wsoa.files.editing.draft import Draft
from wsoa.findings import Finding, Severity


def new_findings(made: Draft, day: date, refs: Collection[str]) -> tuple[Finding, ...]:
    """Return what the checks say of the plan after an edit of some items and did not say before.

    What is late or unsaid elsewhere is left out: a first report makes the silence of others a finding, and
    that is not about the edit.

    Raises:
        RefusedError: the plan would have an error that it does not have now.
    """
    now = check(made.after, as_of=day)
    about = [finding for finding in now if finding.ref in refs or not _is_progress(finding)]
    # A fingerprint holds the code, so only findings of the same codes can show that one of these is old.
    codes = {finding.code for finding in about}
    known = Counter(finding.fingerprint for finding in check(made.before, as_of=day, codes=codes))
    fresh = []
    for finding in now:
        if known[finding.fingerprint] > 0:
            known[finding.fingerprint] -= 1
        elif finding.ref in refs or not _is_progress(finding):
            fresh.append(finding)
    error = next((finding for finding in fresh if finding.severity is Severity.ERROR), None)
    if error is not None:
        raise RefusedError(f"This would break the plan: {error.message}. Nothing was written.")
    return tuple(fresh)


def _is_progress(finding: Finding) -> bool:
    rule = BY_CODE.get(finding.code)
    return rule is not None and rule.kind == "progress"
