"""The pages that only read: what is wrong in a plan, what is not committed, what is asked of whom."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from urllib.parse import quote, urlencode

from wsoa.authoring.returns.form import GROUPS, Entry, Form
from wsoa.authoring.returns.prepare import prepare
from wsoa.checks.check import check
from wsoa.files.load import LoadedPlan
from wsoa.findings import Finding, Severity
from wsoa.history.moves.silent import with_silent_moves
from wsoa.provenance.provenance import fingerprint
from wsoa.render.terminal.code_frame import frame
from wsoa.reports.comparison.diff import Section
from wsoa.serve.bar import not_committed
from wsoa.serve.committed import commands
from wsoa.serve.views import (
    AreaChanges,
    Asked,
    AskedGroup,
    ChangeLine,
    ChangeSection,
    ChangesView,
    FindingLine,
    FindingsView,
    Link,
    MineView,
    PlanFindings,
    RolesView,
)
from wsoa.serve.workspace import Area, Snapshot
from wsoa.words.dates import say_day
from wsoa.words.lists import listed, sentence
from wsoa.words.numbers import count

SOON = 45
"""What falls due within so many days is asked about as due soon, as ``wsoa return prepare`` has it."""


def address_of(area: Area, ref: str) -> str:
    """Return the address of the page that shows an item; empty where there is none."""
    desk = area.desk
    anchor = desk.at.anchors.by_ref.get(ref, "") if desk else ""
    found = desk.places.by_anchor.get(anchor, "") if desk else ""
    return f"/{area.place}/{quote(found, safe='/#~')}" if found else ""


def form_address(place: str, ref: str, **more: str) -> str:
    """Return the address of the form about an item."""
    return f"/-/report/{place}?{urlencode({'ref': ref, **more})}"


def broken_view(areas: Sequence[Area], last: str = "") -> FindingsView:
    """Say what is wrong in plans that cannot be read; ``last`` is the address of the last good page."""
    one = len(areas) == 1
    heading = "The plan cannot be read as it stands" if one else "No plan here can be read as it stands"
    notes = [Link("Fix what is below and save: this page turns into the plan's again by itself.")]
    if last:
        notes.append(Link("See the last version that could be read", last))
    plans = tuple(_found(area.now, "" if one else area.now.id, _errors(area.now)) for area in areas)
    return FindingsView(areas[0].name if one else "", heading, tuple(notes), plans)


def _errors(loaded: LoadedPlan) -> tuple[Finding, ...]:
    return tuple(one for one in loaded.findings if one.severity is Severity.ERROR)


def findings_view(area: Area) -> FindingsView:
    """Say what the checks find in a plan and its history on the day, errors and warnings."""
    every = area.desk.context.progress if area.desk else check(area.now, as_of=area.day)
    found = [one for one in every if one.severity is not Severity.INFO]
    said = f"{count(len(found), 'finding')}, as at {say_day(area.day)}"
    return FindingsView(area.name, said, (), (_found(area.now, "", tuple(found)),))


def _found(loaded: LoadedPlan, heading: str, findings: Sequence[Finding]) -> PlanFindings:
    lines = {source.file: source.lines for source in loaded.sources.files}
    told = tuple(
        FindingLine(
            f"{one.place.file}:{one.place.line}:{one.place.column}", one.severity.value, one.code,
            sentence(one.message), one.ref, "\n".join(frame(one.place, lines.get(one.place.file, ()))),
            one.help,
        )
        for one in findings
    )  # fmt: skip
    return PlanFindings(heading, told)


def changes_view(snapshot: Snapshot) -> ChangesView:
    """Tell everything that is not committed, area by area."""
    told = tuple(_area_changes(area) for area in snapshot.areas.values())
    folders: list[Path] = [area.now.folder for area in snapshot.areas.values() if area.uncommitted.files]
    return ChangesView(not_committed(snapshot).text, commands(folders) if folders else (), told)


def _area_changes(area: Area) -> AreaChanges:
    found = area.uncommitted
    if found.why:
        return AreaChanges(area.name, (f"What changed cannot be told. {found.why}",), ())
    if not found.files:
        return AreaChanges(area.name, ("Everything is committed.",), ())
    notes = [f"Changed: {listed(found.files)}."]
    if found.changes is None:
        notes.append(
            "What the plan says otherwise cannot be told, because one of the versions cannot be read."
        )
    elif not found.lines:
        state = {"new": "The whole plan is new.", "gone": "The plan is gone."}
        notes.append(
            state.get(found.changes.state, "The plan says the same: only its layout or comments changed.")
        )
    sections = found.changes.sections if found.changes else ()
    return AreaChanges(area.name, tuple(notes), tuple(_section(area, one) for one in sections))


def _section(area: Area, section: Section) -> ChangeSection:
    lines = (ChangeLine(one.ref, address_of(area, one.ref), one.title, one.words) for one in section.lines)
    return ChangeSection(section.title, tuple(lines))


def round_of(area: Area) -> tuple[Form, ...]:
    """Return what is asked of every lead on the day: the forms of ``wsoa return prepare``."""
    now = area.now
    assert now.plan is not None  # noqa: S101 - a broken plan has a page of its own
    plan = with_silent_moves(now.plan, area.desk.context.past if area.desk else None)
    return prepare(plan, now.id, fingerprint(now.sources), area.day, SOON)


def roles_view(area: Area) -> RolesView:
    """List the roles that something is asked of."""
    links = tuple(
        Link(form.whose, f"/-/mine/{area.place}/{quote(form.header.lead, safe='')}", _counts(form))
        for form in round_of(area)
    )
    return RolesView(area.name, links)


def mine_view(area: Area, form: Form, *, read_only: bool) -> MineView:
    """List everything that is asked of one role, overdue and due first."""
    role = form.header.lead
    first = form.entries[0]
    start = Link(
        f"Start with {first.ref} and go through them one by one",
        form_address(area.place, first.ref, role=role),
    )
    groups = tuple(
        AskedGroup(
            key, heading, tuple(_asked(area, entry, role, read_only=read_only) for entry in form.of(key))
        )
        for key, heading in GROUPS.items()
        if form.of(key)
    )
    return MineView(
        area.name, say_day(area.day), form.whose, f"/-/mine/{area.place}", _counts(form),
        None if read_only else start, groups,
    )  # fmt: skip


def _asked(area: Area, entry: Entry, role: str, *, read_only: bool) -> Asked:
    url = address_of(area, entry.ref) if read_only else form_address(area.place, entry.ref, role=role)
    pending = tuple(line.words for line in area.uncommitted.of(entry.ref))
    return Asked(entry.ref, entry.title, entry.question, entry.facts, url, pending)


def _counts(form: Form) -> str:
    """Say how many items each group has."""
    return sentence(", ".join(_counted(form)))


def _counted(form: Form) -> Iterator[str]:
    words = {
        "overdue": "overdue",
        "soon": "due soon",
        "later": "due later",
        "done": "finished with nothing to show it",
    }
    for key, said in words.items():
        number = sum(entry.group == key for entry in form.entries)
        if number:
            yield f"{number:,} {said}"
    if form.figures:
        yield count(len(form.figures), "figure")
