"""The report of many plans out of reports of one each, so that no process need hold them all.

A report of several plans tells one after another below a common opening. So what a plan adds is what its own
report has more than the report of none, and the same bytes come out whichever way it was made. A test holds
this for every format.
"""

from __future__ import annotations

from collections.abc import Iterable

_NONE = '"plans": []'
_OPEN, _CLOSE = '"plans": [\n', "\n  ]"
"""A JSON document's list of plans: of none, and around those of one."""


def joined(none: str, reports: Iterable[str]) -> str:
    """Return the report of several plans from the report of none and those of one each, in one format.

    Raises:
        ValueError: one of them is no report of one plan in the format of the others.
    """
    start, listed, end = none.rpartition(_NONE)
    if not listed:
        return none + "".join(_between(none, one, "") for one in reports)
    told = ",\n".join(_between(f"{start}{_OPEN}", one, f"{_CLOSE}{end}") for one in reports)
    return f"{start}{_OPEN}{told}{_CLOSE}{end}" if told else none


def _between(start: str, report: str, end: str) -> str:
    if not report.startswith(start) or not report.endswith(end):
        raise ValueError(f"this is no report of one plan: {report[:200]!r}")
    return report[len(start) : len(report) - len(end)]
