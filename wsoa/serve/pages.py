"""Every page by its address, made when it is asked for."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import quote

from wsoa.authoring.refusal import RefusedError
from wsoa.provenance.seal import FRONT
from wsoa.publish.site import area_data
from wsoa.serve.answers import Answer, Answers
from wsoa.serve.forms import entry_of, form_view, opened_view, step_of, written_view
from wsoa.serve.looking import broken_view, changes_view, findings_view, mine_view, roles_view, round_of
from wsoa.serve.reporting import subject_of
from wsoa.serve.views import FindingsView, FormView, Link, SignpostView
from wsoa.serve.workspace import Area, Workspace
from wsoa.words.dates import say_day


class Pages:
    """The pages of one workspace. ``token`` goes into every form."""

    def __init__(self, workspace: Workspace, token: str, *, read_only: bool) -> None:
        self.workspace, self.token, self.read_only = workspace, token, read_only

    def state(self) -> Mapping[str, object]:
        """Return the versions that open pages compare themselves with."""
        now = self.workspace.look()
        return {"all": now.version(), "areas": {place: now.version(place) for place in now.areas}}

    def site_page(self, address: str) -> Answer:
        """Return a page or a file of the site, or what is wrong where it would be."""
        made = self._answers()
        if made.now.trouble:
            return made.lost(503, "No plan can be shown", made.now.trouble)
        address = _whole(address)
        if address in made.now.areas:
            return Answer(307, to=f"/{address}/{FRONT}")
        area = made.now.areas.get(address.partition("/")[0])
        if area is not None and area.broken:
            last = f"/-/last/{quote(address, safe='/~')}" if address in made.now.last else ""
            return _broken(made, [area], last)
        page = made.now.page(address)
        if page is not None:
            return made.published(page, area, form=self._form_on(address, area))
        if address == FRONT:
            return _broken(made, [*made.now.areas.values()])
        return _file(area, address) or made.nowhere(area)

    def last_page(self, address: str) -> Answer:
        """Return a page of the last version that could be read."""
        made = self._answers()
        address = _whole(address)
        area = made.now.areas.get(address.partition("/")[0])
        page = made.now.last.get(address)
        if page is None:
            return made.nowhere(area)
        old = area.broken if area is not None else any(one.broken for one in made.now.areas.values())
        note = "This page is of the last version that could be read." if old else ""
        return made.published(page, area, note=note)

    def changes(self) -> Answer:
        """Return what is not committed."""
        made = self._answers()
        view = changes_view(made.now)
        return made.own("serve/changes.html", view, view.heading, None)

    def findings(self, place: str = "") -> Answer:
        """Return what the checks find in one plan, or the plans to choose from."""
        made = self._answers()
        if not place:
            return self._choice(made, "What the checks say", "findings")
        area = made.now.areas.get(place)
        if area is None:
            return made.nowhere()
        return _broken(made, [area]) if area.broken else _found(made, findings_view(area), area)

    def mine(self, place: str = "", role: str = "") -> Answer:
        """Return what is asked of a role, or the roles to choose from, or the plans to begin with."""
        made = self._answers()
        if not place:
            return self._choice(made, "My items", "mine")
        area = made.now.areas.get(place)
        if area is None:
            return made.nowhere()
        if area.broken:
            return _broken(made, [area])
        if not role:
            return made.own("serve/roles.html", roles_view(area), f"My items, {area.name}", area)
        form = next((one for one in round_of(area) if one.header.lead == role), None)
        if form is None:
            why = f"Nothing is asked of {role!r} on {say_day(area.day)}, or there is no such role."
            others = Link("Choose another role", f"/-/mine/{place}")
            return made.lost(404, "Nothing is asked", why, others, area=area)
        view = mine_view(area, form, read_only=self.read_only)
        return made.own("serve/mine.html", view, f"{form.whose}: my items, {area.name}", area)

    def opened(self, place: str, asked: Mapping[str, str]) -> Answer:
        """Return the form about an item; ``asked`` holds its ref, and the role whose round it is part of."""
        made = self._answers()
        area = made.now.areas.get(place)
        if area is None:
            return made.nowhere()
        if area.broken:
            return _broken(made, [area])
        if self.read_only:
            why = "This server was started with --read-only, so there are no forms."
            return made.lost(403, "Read only", why, area=area)
        try:
            subject = subject_of(area.now, asked.get("ref", ""))
        except RefusedError as refusal:
            return made.lost(404, "Nothing to report on", str(refusal), area=area)
        role = asked.get("role", "")
        step = step_of(area, role, subject.item.ref)
        form = form_view(area, subject, self.token, role=role if step else "", step=step)
        view = opened_view(form, entry_of(area, subject.item.ref), written_view(area, asked.get("after", "")))
        return made.own("serve/report.html", view, view.window_title, area)

    def stopped(self, why: str) -> Answer:
        """Say why a page could not be made."""
        return self._answers().lost(500, "This page cannot be made", why)

    def _answers(self) -> Answers:
        return Answers(self.workspace.look(), self.read_only)

    @staticmethod
    def _choice(made: Answers, heading: str, page: str) -> Answer:
        """Ask which plan is meant, where there is more than one."""
        links = [Link(area.name, f"/-/{page}/{place}") for place, area in made.now.areas.items()]
        if len(links) == 1:
            return Answer(307, to=links[0].url)
        view = SignpostView(heading, "Which area?" if links else made.now.trouble, tuple(links))
        return made.own("serve/signpost.html", view, heading, None)

    def _form_on(self, address: str, area: Area | None) -> FormView | None:
        """Return the form that stands on an item's own page; None where nothing can be reported there."""
        desk = area.desk if area is not None else None
        if self.read_only or area is None or desk is None:
            return None
        own = address.partition("/")[2]
        item = next((one for one in desk.items if desk.places.pages.get(one.path) == own), None)
        if item is None:
            return None
        try:
            return form_view(area, subject_of(area.now, f"{item.kind} {item.ref}"), self.token)
        except RefusedError:
            return None


def _broken(made: Answers, areas: list[Area], last: str = "") -> Answer:
    view = broken_view(areas, last)
    return _found(made, view, areas[0] if len(areas) == 1 else None, 503)


def _found(made: Answers, view: FindingsView, area: Area | None, status: int = 200) -> Answer:
    title = f"{view.label}: {view.heading}" if view.label else view.heading
    return made.own("serve/findings.html", view, title, area, status)


def _file(area: Area | None, address: str) -> Answer | None:
    """Return what an area's folder holds for other programs; None where there is no such file."""
    name = address.partition("/")[2]
    if area is None or area.desk is None or name.endswith(".html"):
        return None
    text = area_data(area.desk).get(name)
    return Answer(200, text, name.rpartition(".")[2]) if text is not None else None


def _whole(address: str) -> str:
    """Return the address of a page: the front of a folder where only the folder is named."""
    return f"{address}{FRONT}" if not address or address.endswith("/") else address
