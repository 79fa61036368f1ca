"""What the pages of the working copy say, as plain data for their templates."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from wsoa.serve.boxes import Choice, Misfit


class Link(NamedTuple):
    """Words, where they lead if anywhere, and what else is said beside them."""

    text: str
    url: str = ""
    more: str = ""


class Bar(NamedTuple):
    """What stands at the top of every page: links, and what must not be missed."""

    links: tuple[Link, ...]
    notes: tuple[Link, ...] = ()


class TextLine(NamedTuple):
    """One line of a text; ``kind`` is came, went or nothing."""

    text: str
    kind: str = ""


class FileLines(NamedTuple):
    """Lines of one file."""

    file: str
    lines: tuple[TextLine, ...]


@dataclass(frozen=True, slots=True)
class BoxView:
    """A box with what stands in it and what is wrong with that."""

    key: str
    label: str
    hint: str
    shape: str
    value: str
    wrong: str
    moving: bool
    choices: tuple[Choice, ...]
    must: bool
    short: bool


@dataclass(frozen=True, slots=True)
class FormView:
    """A form about one item.

    ``opened`` are the item's lines as they stand now, ``stamp`` tells them from others. ``page`` is the
    item's own page. ``place`` says where in a role's round it comes, ``role`` whose round it is, ``skip``
    what comes next.
    """

    area: str
    label: str
    title: str
    ref: str
    address: str
    page: str
    token: str
    opened: str
    stamp: str
    boxes: tuple[BoxView, ...]
    parts: tuple[Link, ...] = ()
    role: str = ""
    place: str = ""
    skip: str = ""

    @property
    def moving(self) -> bool:
        """True where a date can be moved."""
        return any(one.moving for one in self.boxes)


class Stale(NamedTuple):
    """An item as it was when a form was opened, and as it stands now."""

    file: str
    then: tuple[TextLine, ...]
    now: tuple[TextLine, ...]


class Look(NamedTuple):
    """A change to be looked at before it is written: in words, and as lines of the files."""

    words: tuple[str, ...]
    files: tuple[FileLines, ...]
    findings: tuple[str, ...]
    mark: str


class WrittenView(NamedTuple):
    """What stands in a plan and in no commit, of the item that was reported on before."""

    ref: str
    title: str
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ReportView:
    """The page of a form: opened, turned back, overtaken by somebody else, or shown before it is written."""

    form: FormView
    misfits: tuple[Misfit, ...] = ()
    notes: tuple[str, ...] = ()
    question: str = ""
    facts: tuple[tuple[str, str], ...] = ()
    stale: Stale | None = None
    look: Look | None = None
    written: WrittenView | None = None

    @property
    def window_title(self) -> str:
        """What the window is called: what is the matter comes first."""
        matter = "Error: " if self.misfits else "Changed since: " if self.stale else ""
        return f"{matter}Report on {self.form.label}, {self.form.area}"


@dataclass(frozen=True, slots=True)
class SignpostView:
    """A page that leads elsewhere: why there is nothing here, where to go, and what was typed."""

    heading: str
    why: str
    ways_out: tuple[Link, ...] = ()
    words: tuple[tuple[str, str], ...] = ()


class FindingLine(NamedTuple):
    """One finding with the lines around it."""

    where: str
    severity: str
    code: str
    message: str
    ref: str
    frame: str
    help: str


class PlanFindings(NamedTuple):
    """The findings of one plan."""

    heading: str
    findings: tuple[FindingLine, ...]


@dataclass(frozen=True, slots=True)
class FindingsView:
    """What is wrong in plans, and where the last good pages are."""

    label: str
    heading: str
    notes: tuple[Link, ...]
    plans: tuple[PlanFindings, ...]


@dataclass(frozen=True, slots=True)
class RolesView:
    """The roles that something is asked of."""

    area: str
    roles: tuple[Link, ...]


class Asked(NamedTuple):
    """One item of a round: what is known and asked, where its form is, what was written and not committed."""

    ref: str
    title: str
    question: str
    facts: tuple[tuple[str, str], ...]
    url: str
    pending: tuple[str, ...]


class AskedGroup(NamedTuple):
    """The items of one group."""

    key: str
    heading: str
    entries: tuple[Asked, ...]


@dataclass(frozen=True, slots=True)
class MineView:
    """Everything that is asked of one role."""

    area: str
    day: str
    role: str
    others: str
    counts: str
    start: Link | None
    groups: tuple[AskedGroup, ...]


class ChangeLine(NamedTuple):
    """One change of what a plan says."""

    ref: str
    url: str
    title: str
    words: str


class ChangeSection(NamedTuple):
    """The changes of one sort."""

    title: str
    lines: tuple[ChangeLine, ...]


class AreaChanges(NamedTuple):
    """What of one plan is not committed."""

    name: str
    notes: tuple[str, ...]
    sections: tuple[ChangeSection, ...]


@dataclass(frozen=True, slots=True)
class ChangesView:
    """Everything that is not committed, and what to type to commit it."""

    heading: str
    commands: tuple[str, ...]
    areas: tuple[AreaChanges, ...]
