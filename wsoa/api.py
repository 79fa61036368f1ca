"""The few calls that other programs may build on: load, validate, assess, compare, make and verify.

Nothing is imported before it is called, so that ``from wsoa import api`` costs next to nothing. What a call
returns is described where its class is defined; docs/api.md shows each call at work. Calls never print and
never read the clock: a day is always given. Those that look into git pass the environment's variables on to
it; ``variables`` takes their place.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from wsoa.errors import WsoaError

if TYPE_CHECKING:
    from datetime import date

    from wsoa.assess.assessment import Assessment, Commitment
    from wsoa.files.load import LoadedPlan
    from wsoa.findings import Finding
    from wsoa.history.diff import Diff
    from wsoa.history.timeline import Timeline
    from wsoa.plan.models import Plan
    from wsoa.plan.ratings import Standing
    from wsoa.publish.page import Page

__all__ = [
    "Assessment",
    "Commitment",
    "Diff",
    "Finding",
    "LoadedPlan",
    "Page",
    "Plan",
    "Standing",
    "Timeline",
    "WsoaError",
    "assess",
    "compare",
    "load_plan",
    "load_plans",
    "make_page",
    "timeline",
    "validate",
    "verify_page",
]

_CLASSES = {
    "Assessment": "wsoa.assess.assessment",
    "Commitment": "wsoa.assess.assessment",
    "Diff": "wsoa.history.diff",
    "Finding": "wsoa.findings",
    "LoadedPlan": "wsoa.files.load",
    "Page": "wsoa.publish.page",
    "Plan": "wsoa.plan.models",
    "Standing": "wsoa.plan.ratings",
    "Timeline": "wsoa.history.timeline",
}


def __getattr__(name: str) -> object:
    """Return a class that a call returns; its module is imported only when it is asked for."""
    if name not in _CLASSES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_CLASSES[name]), name)


def load_plan(folder: Path) -> LoadedPlan:
    """Read one plan folder. What is wrong in it becomes findings; ``plan`` is None where they forbid one."""
    from wsoa.files.load import load

    return load(folder)


def load_plans(folder: Path) -> tuple[LoadedPlan, ...]:
    """Read every plan directly below a folder, in the order of their names.

    Raises:
        WsoaError: there is no plan there.
    """
    from wsoa.files.load import NoPlansError, find, load

    try:
        return tuple(load(one) for one in find(folder))
    except NoPlansError as error:
        raise WsoaError(f"{str(error)[0].upper()}{str(error)[1:]}.") from None


def validate(
    loaded: LoadedPlan, as_of: date | None = None, history: Timeline | None = None
) -> tuple[Finding, ...]:
    """Return every finding in a plan: of its files, with a day of its progress, and of its history."""
    from wsoa.checks.check import check
    from wsoa.history.rules import history_findings

    past = history_findings(history, loaded) if history is not None else None
    return check(loaded, as_of=as_of, past=past)


def assess(plan: Plan, as_of: date, history: Timeline | None = None) -> Assessment:
    """Work out how every commitment of a plan stood on a day. Nothing dated after it is used.

    With its ``history``, a deadline that moved without a change record counts as moved.
    """
    from wsoa.assess.assessment import assess as worked_out
    from wsoa.history.moves.silent import with_silent_moves

    return worked_out(with_silent_moves(plan, history), as_of, history.gap if history else "")


def compare(old: Plan, new: Plan, written: date | None = None) -> Diff:
    """Return what changed between two versions of a plan.

    ``written`` is the day of the new version; without it nothing is said of moves after a date had passed.
    """
    from wsoa.history.diff import diff

    return diff(old, new, written)


def timeline(folder: Path, variables: Mapping[str, str] | None = None) -> Timeline:
    """Read the story of a plan folder from git, up to what stands in it now.

    Raises:
        WsoaError: there is no git, no repository, or git cannot answer.
    """
    from wsoa.publish.versions import timeline_of

    return timeline_of(folder, os.environ if variables is None else variables)


def make_page(
    loaded: LoadedPlan,
    report: str,
    as_of: date,
    form: Literal["html", "markdown", "docx", "pdf"] = "html",
    *,
    audience: Literal["public", "board", "adviser"] = "public",
    suppress_below: int = 0,
    since: date | None = None,
    variables: Mapping[str, str] | None = None,
    warn: Callable[[str], None] = lambda _sentence: None,
) -> Page:
    """Make a page with the seal that ``verify_page`` reads, in the style of the plan's repository.

    ``report`` is one of those that ``wsoa render --help`` lists. ``since`` starts the period of a board
    report. ``suppress_below`` withholds counts from 1 to below it. ``warn`` is told what could not be
    looked at, such as the history where there is no git.

    Raises:
        WsoaError: there is no such report, the plan cannot be read, or its templates or theme cannot be used.
    """
    from wsoa.audience.audience import Audience
    from wsoa.audience.readers import Readers
    from wsoa.provenance.seal import Links
    from wsoa.publish.page import PageWanted
    from wsoa.publish.page import make_page as made
    from wsoa.publish.settings import page_style_of
    from wsoa.publish.sources import HistoryRequest, gather
    from wsoa.reports.registry import REPORTS

    if report not in REPORTS:
        raise WsoaError(f"There is no report called {report!r}. The reports are {', '.join(REPORTS)}.")
    if loaded.plan is None:
        raise WsoaError(f"The plan {loaded.id} cannot be read until its errors are mended.")
    readers = Readers(Audience(audience), suppress_below)
    request = HistoryRequest(as_of, readers, since, past=REPORTS[report].past)
    context = gather(loaded, request, Links(), os.environ if variables is None else variables, warn)
    return made(PageWanted(report, form), context, page_style_of(loaded.folder, None))


def verify_page(
    text: str,
    plans: Iterable[LoadedPlan],
    variables: Mapping[str, str] | None = None,
    warn: Callable[[str], None] = lambda _sentence: None,
) -> str:
    """Return in a sentence what is wrong with a published page; empty where it is genuine.

    ``plans`` are those it may be a page of, as they stand now.

    Raises:
        WsoaError: it cannot be told, such as where another version of wsoa made the page.
    """
    from wsoa.provenance.seal import read_seal
    from wsoa.publish.settings import page_style_of
    from wsoa.publish.verify import Published, fault_of

    seal = read_seal(text)
    if seal is None:
        return "The page does not say how it was made, as every page of wsoa does."
    now = next((one for one in plans if one.id == seal.plan), None)
    if now is None:
        raise WsoaError(f"There is no plan called {seal.plan!r} to check the page with.")
    return fault_of(
        Published(text, seal),
        lambda: now,
        page_style_of(now.folder, None),
        variables=os.environ if variables is None else variables,
        warn=warn,
    )
