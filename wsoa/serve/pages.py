"""Every page by its address, made when it is asked for, and what is done with a form."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple
from urllib.parse import quote

from wsoa.authoring.refusal import RefusedError
from wsoa.errors import WsoaError
from wsoa.files.write import ChangedError
from wsoa.plan.words import say_day
from wsoa.publish.site import area_data, site_page
from wsoa.reports.site.site import FRONT, SitePage
from wsoa.serve.bar import bar
from wsoa.serve.boxes import MEASURE, NOTES, PROMISE, Misfit
from wsoa.serve.forms import (
    Step,
    form_view,
    look_view,
    opened_view,
    stale_view,
    step_of,
    written_view,
)
from wsoa.serve.looking import (
    broken_view,
    changes_view,
    findings_view,
    form_address,
    mine_view,
    roles_view,
    round_of,
)
from wsoa.serve.paint import Painted, State, around, own_page
from wsoa.serve.reporting import ChangedSinceError, NotTakenError, Subject, propose, subject_of
from wsoa.serve.views import FormView, Link, LostView, ReportView
from wsoa.serve.workspace import Area, Snapshot, Workspace

OLD_TOKEN = (
    "The server was started anew since you opened this page. Your words are here: look them over and send "
    "them again."
)
OTHER_CHANGE = "The change is not the one that you saw. Look at it again."
_LABELS = {box.key: box.label for box in (*NOTES, *PROMISE, *MEASURE)}


class Answer(NamedTuple):
    """What is sent back: a page with its policy, a file of a kind, or another address to go to."""

    status: int
    text: str = ""
    kind: str = "html"
    policy: str = ""
    to: str = ""


class Pages:
    """The pages of one workspace. ``token`` goes into every form."""

    def __init__(self, workspace: Workspace, token: str, *, read_only: bool) -> None:
        self.workspace, self.token, self.read_only = workspace, token, read_only

    def state(self) -> Mapping[str, object]:
        """Return the versions that open pages compare themselves with."""
        try:
            now = self.workspace.look()
        except WsoaError as stop:
            return {"all": str(stop), "areas": {}}
        return {"all": now.version(), "areas": {place: now.version(place) for place in now.areas}}

    def site_page(self, address: str) -> Answer:
        """Return a page or a file of the site, or what is wrong where it would be."""
        now = self.workspace.look()
        if now.trouble:
            return self._lost(now, 503, "There is no plan here", now.trouble)
        address = _whole(address)
        place, _, rest = address.partition("/")
        if address in now.areas:
            return Answer(307, to=f"/{address}/{FRONT}")
        area = now.areas.get(place)
        if area is not None and area.broken:
            last = f"/-/last/{quote(address, safe='/~')}" if address in now.last else ""
            return self._own(now, "serve/findings.html", broken_view([area], last), area, 503)
        page = now.page(address)
        if page is not None:
            return self._published(now, page, area, form=self._form_of(now, address, area))
        if address == FRONT:
            return self._own(now, "serve/findings.html", broken_view([*now.areas.values()]), None, 503)
        if area is not None and area.desk is not None and rest.rpartition(".")[2] != "html":
            text = area_data(area.desk).get(rest)
            if text is not None:
                return Answer(200, text, rest.rpartition(".")[2])
        return self._nowhere(now, area)

    def last_page(self, address: str) -> Answer:
        """Return a page of the last version that could be read."""
        now = self.workspace.look()
        address = _whole(address)
        area = now.areas.get(address.partition("/")[0])
        page = now.last.get(address)
        if page is None:
            return self._nowhere(now, area)
        note = ""
        if area is None or area.broken:
            note = "This page is of the last version that could be read."
        return self._published(now, page, area, note=note)

    def changes(self) -> Answer:
        """Return what is not committed."""
        now = self.workspace.look()
        return self._own(now, "serve/changes.html", changes_view(now), None)

    def findings(self, place: str) -> Answer:
        """Return what the checks find in one plan."""
        now = self.workspace.look()
        area = now.areas.get(place)
        if area is None:
            return self._nowhere(now, None)
        view = broken_view([area]) if area.broken else findings_view(area)
        return self._own(now, "serve/findings.html", view, area)

    def mine(self, place: str, role: str) -> Answer:
        """Return what is asked of a role, or the roles to choose from."""
        now = self.workspace.look()
        area = now.areas.get(place)
        if area is None:
            return self._nowhere(now, None)
        if area.broken:
            return self._own(now, "serve/findings.html", broken_view([area]), area, 503)
        if not role:
            return self._own(now, "serve/roles.html", roles_view(area), area)
        form = next((one for one in round_of(area.now, now.day) if one.header.lead == role), None)
        if form is None:
            why = f"Nothing is asked of {role!r} on {say_day(now.day)}, or there is no such role."
            others = Link("Choose another role", f"/-/mine/{place}")
            return self._lost(now, 404, "Nothing is asked", why, others, area=area)
        view = mine_view(area, form, read_only=self.read_only)
        return self._own(now, "serve/mine.html", view, area)

    def opened(self, place: str, asked: Mapping[str, str]) -> Answer:
        """Return the form about an item; ``asked`` holds its ref, and the role whose round it is part of."""
        now = self.workspace.look()
        area, role = now.areas.get(place), asked.get("role", "")
        if area is None:
            return self._nowhere(now, None)
        if area.broken:
            return self._own(now, "serve/findings.html", broken_view([area]), area, 503)
        if self.read_only:
            why = "This server was started with --read-only, so there are no forms."
            return self._lost(now, 403, "Read only", why, area=area)
        try:
            subject = subject_of(area.now, asked.get("ref", ""))
        except RefusedError as refusal:
            return self._lost(now, 404, "Nothing to report on", str(refusal), area=area)
        step = step_of(area, role, subject.item.ref)
        form = form_view(area, subject, self.token, role=role if step else "", step=step)
        view = opened_view(form, step, written_view(area, asked.get("after", "")))
        return self._report(now, area, view)

    def sent(self, place: str, given: Mapping[str, str], *, trusted: bool) -> Answer:
        """Show or write what a form asks for; ``trusted`` is True where it holds the token of this server."""
        now = self.workspace.look()
        area = now.areas.get(place)
        if area is None or area.broken:
            why = "The plan cannot be read as it stands, so nothing can be written to it."
            return self._lost(now, 409, "Not written", why, given=given, area=area)
        try:
            subject = subject_of(area.now, given.get("ref", ""))
        except RefusedError as refusal:
            return self._lost(now, 409, "Not written", str(refusal), given=given, area=area)
        return _Sent(self, now, area, subject, given).answer(trusted=trusted)

    def _form_of(self, now: Snapshot, address: str, area: Area | None) -> FormView | None:
        """Return the form that stands on an item's own page."""
        desk = area.desk if area is not None else None
        if self.read_only or area is None or desk is None:
            return None
        _, _, rest = address.partition("/")
        item = next((one for one in desk.items if desk.places.pages.get(one.path) == rest), None)
        if item is None:
            return None
        try:
            return form_view(area, subject_of(area.now, f"{item.kind} {item.ref}"), self.token)
        except RefusedError:
            return None

    def _published(
        self, now: Snapshot, page: SitePage, area: Area | None, form: FormView | None = None, note: str = ""
    ) -> Answer:
        text = site_page(page, now.day, now.style)
        place = area.place if area else ""
        extra = Link(f"Report on {form.label}", "#report") if form else None
        top = bar(now, place, read_only=self.read_only, extra=extra, note=note)
        painted = around(text, top, State(place, now.version(place)), form)
        return Answer(200, painted.text, policy=painted.policy)

    def _own(
        self,
        now: Snapshot,
        template: str,
        view: object,
        area: Area | None,
        status: int = 200,
        *,
        keep: bool = False,
    ) -> Answer:
        place = area.place if area else ""
        top = bar(now, place, read_only=self.read_only)
        state = State(place, now.version(place), keep)
        painted: Painted = own_page(template, view, _title(view), top, state, now.style)
        return Answer(status, painted.text, policy=painted.policy)

    def _report(
        self, now: Snapshot, area: Area, view: ReportView, status: int = 200, *, keep: bool = False
    ) -> Answer:
        return self._own(now, "serve/report.html", view, area, status, keep=keep)

    def _lost(
        self,
        now: Snapshot,
        status: int,
        heading: str,
        why: str,
        *ways_out: Link,
        given: Mapping[str, str] | None = None,
        area: Area | None = None,
    ) -> Answer:
        words = tuple((_LABELS[key], said) for key, said in (given or {}).items() if key in _LABELS and said)
        ways = ways_out or (
            Link("All areas", "/"),
            *([Link(area.name, f"/{area.place}/{FRONT}")] if area else []),
        )
        return self._own(
            now, "serve/lost.html", LostView(heading, why, ways, words), area, status, keep=bool(words)
        )

    def _nowhere(self, now: Snapshot, area: Area | None) -> Answer:
        return self._lost(now, 404, "There is no such page", "The address leads to nothing here.", area=area)


class _Sent:
    """One form that was sent: what it is about, and what was typed."""

    def __init__(
        self, pages: Pages, now: Snapshot, area: Area, subject: Subject, given: Mapping[str, str]
    ) -> None:
        self.pages, self.now, self.area, self.subject, self.given = pages, now, area, subject, given
        self.said = subject.kept(given)
        self.role = given.get("role", "")
        self.step: Step | None = step_of(area, self.role, subject.item.ref)

    def answer(self, *, trusted: bool) -> Answer:
        """Show the change, write it, or say why not."""
        if not trusted:
            return self._again(403, notes=(OLD_TOKEN,))
        if self.given.get("step") == "change":
            return self._again(200)
        opened = self.given.get("opened", "").replace("\r\n", "\n")
        try:
            proposal = propose(self.subject, self.said, self.now.day, self.given.get("stamp", ""))
            form = self._form()
            if self.given.get("step") != "write":
                return self._page(200, look_view(form, proposal))
            if self.given.get("seen") != proposal.mark:
                return self._page(409, look_view(form, proposal, (OTHER_CHANGE,)))
            proposal.draft.write()
        except NotTakenError as no:
            return self._again(422, no.misfits)
        except ChangedSinceError as changed:
            return self._page(409, stale_view(self._form(), opened, changed))
        except ChangedError:
            return self._overtaken(opened)
        return Answer(303, to=self._onward())

    def _overtaken(self, opened: str) -> Answer:
        """Say that somebody wrote to the file between the last look at it and the moment of writing."""
        now = self.pages.workspace.look()
        area = now.areas.get(self.area.place)
        if area is None or area.broken:
            return self.pages.sent(self.area.place, self.given, trusted=True)
        try:
            subject = subject_of(area.now, self.given.get("ref", ""))
        except RefusedError:
            return self.pages.sent(self.area.place, self.given, trusted=True)
        again = _Sent(self.pages, now, area, subject, self.given)
        return again._page(409, stale_view(again._form(), opened, ChangedSinceError(subject.text)))  # noqa: SLF001

    def _onward(self) -> str:
        """Return where to go once it is written: the next form of the round, or this item's page."""
        ref = self.subject.item.ref
        if self.step is not None:
            mark = "&" if "?" in self.step.after else "?"
            return f"{self.step.after}{mark}after={quote(ref, safe='')}"
        return form_address(self.area.place, ref, after=ref)

    def _form(self, misfits: tuple[Misfit, ...] = ()) -> FormView:
        role = self.role if self.step else ""
        return form_view(
            self.area, self.subject, self.pages.token, self.said, misfits, role=role, step=self.step
        )

    def _again(self, status: int, misfits: tuple[Misfit, ...] = (), notes: tuple[str, ...] = ()) -> Answer:
        view = ReportView(self._form(misfits), misfits=misfits, notes=notes)
        return self._page(status, view)

    def _page(self, status: int, view: ReportView) -> Answer:
        return self.pages._report(self.now, self.area, view, status, keep=True)  # noqa: SLF001 - one page in two parts


def _whole(address: str) -> str:
    """Return the address of a page: the front of a folder where only the folder is named."""
    return f"{address}{FRONT}" if not address or address.endswith("/") else address


def _title(view: object) -> str:
    """Return the title of the window."""
    if isinstance(view, ReportView):
        wrong = "Error: " if view.misfits else "Changed since: " if view.stale else ""
        return (
            f"{wrong}report on {view.form.label}, {view.form.area}"
            if wrong
            else f"Report on {view.form.label}, {view.form.area}"
        )
    heading = getattr(view, "heading", "")
    if heading:
        return str(heading)
    role = getattr(view, "role", "")
    area = getattr(view, "area", "")
    return f"{role}: my items, {area}" if role else f"My items, {area}"
