"""The plan while it is being read from a document: parts that are still filled, each with its place."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from wsoa.imports.cells.dates import Due
from wsoa.imports.cells.people import DraftRole
from wsoa.plan.models import Kind
from wsoa.plan.ratings import Standing

LONGEST_TITLE = 120


class Rating(NamedTuple):
    """A status as it was read: its standing, the letter of its colour, the words printed, and its date."""

    standing: Standing | str | None
    colour: str
    printed: str
    date: str
    place: str


class Told(NamedTuple):
    """Something reported: the words, its date where one is known, how much is done, and a rating."""

    text: str
    date: str = ""
    percent: int | None = None
    rating: Rating | None = None


class Aim(NamedTuple):
    """A success measure, and by when."""

    text: str
    by: str = ""


class Move(NamedTuple):
    """A date that moved."""

    old: str
    new: str
    place: str


@dataclass(slots=True)
class Step:
    """An action or a milestone."""

    ref: str
    title: str
    place: str
    detail: str = ""
    leads: list[str] = field(default_factory=list)
    start: Due | None = None
    due: Due | None = None
    accountable: list[str] = field(default_factory=list)
    source: str = ""
    raised: str = ""
    resource: str = ""
    priority: str = ""
    risk: str = ""
    groups: dict[str, str] = field(default_factory=dict)
    rating: Rating | None = None
    code: str = ""
    completed: str = ""
    finished: str = ""
    closed: str = ""
    withdrawn: dict[str, str] = field(default_factory=dict)
    paused: dict[str, str] = field(default_factory=dict)
    success: list[Aim] = field(default_factory=list)
    impact: list[Told] = field(default_factory=list)
    evidence: list[str] = field(default_factory=list)
    told: list[Told] = field(default_factory=list)
    moves: list[Move] = field(default_factory=list)
    changes: list[dict[str, Any]] = field(default_factory=list)
    updates: list[dict[str, Any]] = field(default_factory=list)
    extras: dict[str, str] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)
    printed: dict[str, str] = field(default_factory=dict)
    milestones: list[Step] = field(default_factory=list)


@dataclass(slots=True)
class Outcome:
    """A priority area. ``supposed`` is True where only the refs or a heading say that there is one."""

    ref: str
    title: str
    place: str
    supposed: bool = False
    accountable: list[str] = field(default_factory=list)
    impact: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    printed: dict[str, str] = field(default_factory=dict)
    actions: list[Step] = field(default_factory=list)


@dataclass(slots=True)
class Measure:
    """A KPI, or a part of one. Baseline and the rest are already as the plan holds them."""

    ref: str
    title: str
    place: str
    aim: str = ""
    unit: str = ""
    owner: list[str] = field(default_factory=list)
    frequency: str = ""
    baseline: dict[str, Any] = field(default_factory=dict)
    targets: list[dict[str, Any]] = field(default_factory=list)
    readings: list[dict[str, Any]] = field(default_factory=list)
    comparators: list[dict[str, Any]] = field(default_factory=list)
    parts: list[Measure] = field(default_factory=list)
    also_in: list[str] = field(default_factory=list)
    extras: dict[str, str] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)
    printed: dict[str, str] = field(default_factory=dict)


@dataclass(slots=True)
class Weakness:
    """What the inspectors found wanting, where a line of the document says so."""

    ref: str
    title: str
    note: str
    place: str


@dataclass(slots=True)
class Workstream:
    """A working group or priority. ``supposed`` is True where the document names none."""

    ref: str
    title: str
    place: str
    supposed: bool = False
    chairs: list[str] = field(default_factory=list)
    sponsors: list[str] = field(default_factory=list)
    weaknesses: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    outcomes: list[Outcome] = field(default_factory=list)
    kpis: list[Measure] = field(default_factory=list)


@dataclass(slots=True)
class Draft:
    """The whole plan."""

    kind: Kind
    area: str
    title: str
    date: str = ""
    start: str = ""
    scheme: str = "rag"
    codes: list[dict[str, Any]] = field(default_factory=list)
    terms: dict[str, str] = field(default_factory=dict)
    resources: dict[str, str] = field(default_factory=dict)
    roles: dict[str, DraftRole] = field(default_factory=dict)
    weaknesses: list[Weakness] = field(default_factory=list)
    workstreams: list[Workstream] = field(default_factory=list)

    def outcomes(self) -> list[Outcome]:
        """Every outcome, in order."""
        return [outcome for workstream in self.workstreams for outcome in workstream.outcomes]

    def actions(self) -> list[Step]:
        """Every action, in order."""
        return [action for outcome in self.outcomes() for action in outcome.actions]

    def kpis(self) -> list[Measure]:
        """Every KPI, in order."""
        return [kpi for workstream in self.workstreams for kpi in workstream.kpis]


def title_and_rest(text: str) -> tuple[str, str]:
    """Split text into a title of one line and everything that does not fit there.

    A text whose first line or sentence is too long gives a title cut at a word, and the whole text beside it.
    """
    whole = " ".join(text.split())
    if len(whole) <= LONGEST_TITLE:
        return whole.rstrip(".;") or whole, ""
    for first, rest in (text.partition("\n")[::2], _sentence(whole)):
        line = " ".join(first.split())
        if line and rest and len(line) <= LONGEST_TITLE:
            return line.rstrip(".;:") or line, " ".join(rest.split())
    cut = whole[: LONGEST_TITLE - 1]
    return f"{cut.rpartition(' ')[0] or cut}…", whole


def _sentence(text: str) -> tuple[str, str]:
    first, _, rest = text.partition(". ")
    return first, rest


def own_key(heading: str) -> str:
    """Return the area's own key for a heading: “Cost centre” is x-cost-centre."""
    plain = (
        unicodedata.normalize("NFKD", heading)
        .encode("ascii", "ignore")
        .decode()
        .lower()
        .replace("%", " percent ")
    )
    slug = re.sub(r"[^0-9a-z]+", "-", plain).strip("-")[:50].strip("-")
    return f"x-{slug or 'column'}"


def keep(extras: dict[str, str], heading: str, text: str) -> str:
    """Keep a text under the key of its heading, beside what stands there already; return the key."""
    key = own_key(heading)
    extras[key] = f"{extras[key]} | {text}" if key in extras else text
    return key
