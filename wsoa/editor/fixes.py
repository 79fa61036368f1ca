"""What would fix a finding, as ``wsoa validate --fix`` does it, as changes to text that is not saved."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import get_close_matches
from typing import NamedTuple

from wsoa.authoring.fixes import FIXES
from wsoa.authoring.fixes_run import fix_texts, fixes_that_hold
from wsoa.editor.lines import line_splices
from wsoa.editor.names import spelt
from wsoa.editor.positions import Range
from wsoa.editor.workspace import OpenPlan, PlanFile
from wsoa.files.editing.splice import Splice, characters
from wsoa.findings import Finding

_UNKNOWN = frozenset({"WSOA302", "WSOA303", "WSOA304"})
_MOST_NEAR = 3


class QuickFix(NamedTuple):
    """One finding and what would fix it. ``safe`` where what stands there can mean nothing else."""

    finding: Finding
    what: str
    safe: bool
    splices: tuple[Splice, ...]


def quick_fixes(plan: OpenPlan, file: PlanFile, within: Range) -> Iterator[QuickFix]:
    """Yield what would fix each finding of a stretch of text: its fix, already tried, and near names."""
    wanted = [
        finding
        for finding in plan.findings(None)
        if finding.place.file == file.source.file and _meet(file.text.range_of(finding.place), within)
    ]
    if not wanted:
        return
    seen = set()
    for fix in (*_tried(plan, wanted), *(near for finding in wanted for near in _near(plan, file, finding))):
        if (fix.finding, fix.splices) not in seen:
            seen.add((fix.finding, fix.splices))
            yield fix


def _tried(plan: OpenPlan, wanted: list[Finding]) -> Iterator[QuickFix]:
    if not any(finding.code in FIXES for finding in wanted):
        return
    data = [one.text.data for one in plan.files]
    for finding, fix in fixes_that_hold(plan.loaded, data, wanted):
        # Bytes that are no text are for a file on the disk: what an editor holds is text.
        if fix.data is None:
            yield QuickFix(finding, fix.what, fix.safe, fix.splices)


def _near(plan: OpenPlan, file: PlanFile, finding: Finding) -> Iterator[QuickFix]:
    """Yield the names nearest to one that nothing has, where somebody can choose among several."""
    start = file.text.range_of(finding.place).start
    mention = plan.names.at(file.source.file, start) if finding.code in _UNKNOWN else None
    if mention is None:
        return
    known = [name.text for name in plan.names.defined(mention.name.space)]
    for near in get_close_matches(mention.written, known, n=_MOST_NEAR):
        what = f"{mention.key}: “{mention.written}” is written {near}"
        splice = Splice(mention.start, mention.end, spelt(near, mention, file.source.text))
        yield QuickFix(finding, what, safe=False, splices=(splice,))


def fix_all(plan: OpenPlan, file: PlanFile) -> tuple[Splice, ...]:
    """Return what fixes everything in a file that can mean one thing only."""
    made = fix_texts(plan.loaded, [one.text.data for one in plan.files], unsafe=False)
    return line_splices(file.text.characters, characters(made[plan.files.index(file)]))


def _meet(one: Range, other: Range) -> bool:
    return one.start <= other.end and other.start <= one.end
