"""What is sent back: a page with the bar and its policy, a file, or another address to go to."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from wsoa.provenance.seal import FRONT
from wsoa.publish.site import site_page
from wsoa.reports.site.site import SitePage
from wsoa.serve.bar import bar
from wsoa.serve.boxes import MEASURE, NOTES, PROMISE
from wsoa.serve.paint import State, around, own_page
from wsoa.serve.views import FormView, Link, SignpostView
from wsoa.serve.workspace import Area, Snapshot

_LABELS = {box.key: box.label for box in (*NOTES, *PROMISE, *MEASURE)}


class Answer(NamedTuple):
    """An answer to a request: a page with its policy, a file of a kind, or another address to go to."""

    status: int
    text: str = ""
    kind: str = "html"
    policy: str = ""
    to: str = ""


class Answers(NamedTuple):
    """How answers are made from one look at the plans."""

    now: Snapshot
    read_only: bool

    def published(
        self, page: SitePage, area: Area | None, form: FormView | None = None, note: str = ""
    ) -> Answer:
        """Return a page of the site with what the working copy puts around it."""
        text = site_page(page, self.now.day, self.now.style)
        place = area.place if area else ""
        extra = Link(f"Report on {form.label}", "#report") if form else None
        top = bar(self.now, place, read_only=self.read_only, published=True, extra=extra, note=note)
        made = around(text, top, State(place, self.now.version(place)), form)
        return Answer(200, made.text, policy=made.policy)

    def own(
        self,
        template: str,
        view: object,
        title: str,
        area: Area | None,
        status: int = 200,
        *,
        keep: bool = False,
    ) -> Answer:
        """Return a page of the working copy; ``keep`` is True where somebody's words are on it."""
        place = area.place if area else ""
        top = bar(self.now, place, read_only=self.read_only)
        state = State(place, self.now.version(place), keep)
        made = own_page(template, view, title, top, state, self.now.style)
        return Answer(status, made.text, policy=made.policy)

    def lost(
        self,
        status: int,
        heading: str,
        why: str,
        *ways_out: Link,
        area: Area | None = None,
        given: Mapping[str, str] | None = None,
    ) -> Answer:
        """Say why there is no such page, where else to go, and what was typed."""
        words = tuple((_LABELS[key], said) for key, said in (given or {}).items() if key in _LABELS and said)
        own = [Link(area.name, f"/{area.place}/{FRONT}")] if area else []
        view = SignpostView(heading, why, ways_out or (Link("All areas", "/"), *own), words)
        return self.own("serve/signpost.html", view, heading, area, status, keep=bool(words))

    def nowhere(self, area: Area | None = None) -> Answer:
        """Say that an address leads to nothing."""
        return self.lost(404, "There is no such page", "The address leads to nothing here.", area=area)
