"""A small plan in a git repository, and a browser's requests to the server without a network."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from html.parser import HTMLParser
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from tests.history.repositories import ENVIRONMENT, commit, new_repository
from wsoa.audience.audience import Audience
from wsoa.audience.readers import Readers
from wsoa.serve.app import Terms, application
from wsoa.serve.workspace import Workspace

DAY = date(2026, 6, 30)
HOST = "127.0.0.1:8018"
TOKEN = "a-token-of-this-server"  # noqa: S105 - a test's

HEAD = """\
format: 1
kind: pap
area: Anyshire
title: Priority action plan
bodies: [Anyshire Council]
document: {title: Priority action plan, date: 2026-01}
rating_scheme: rag
roles:
  head-of-send: {name: "Head of SEND, Anyshire Council"}
  data-lead: {name: Data lead}
weaknesses:
  - {ref: "1", title: Plans for children come late}
"""

TIMELY = """\
ref: A
title: Timely plans
weaknesses: ["1"]
outcomes:
  - ref: "1.1"
    title: Plans are finished in twenty weeks
    accountable: [head-of-send]
    impact: [{text: Families wait less}]
    actions:
      # two posts, agreed in January
      - ref: "1.1.1"
        title: Hire two plan writers
        leads: [head-of-send]
        due: 2026-03-31
      - ref: "1.1.2"
        title: Agree a target with schools
        leads: [head-of-send]
        due: 2026-09-30
        updates:
          - {date: 2026-05-20, text: Two of five clusters agree, rating: G}
      - ref: "1.1.3"
        title: Tell families every step
        leads: [head-of-send]
        milestones:
          - {title: Write the letters, due: 2026-07-15}
          - {title: Send them, due: 2026-10-31}
"""

VOICE = """\
ref: B
title: Voice
weaknesses: ["1"]
kpis:
  - ref: K1
    title: Plans finished in twenty weeks
    aim: increase
    unit: percent
    owner: data-lead
    frequency: quarterly
    baseline: {value: 41, at: 2025-09}
    targets: [{by: 2027-03, value: 70}]
    readings:
      - {period: 2026-03, value: 58}
"""

FILES = {
    "plans/anyshire/plan.yaml": HEAD,
    "plans/anyshire/workstreams/1-timely.yaml": TIMELY,
    "plans/anyshire/workstreams/2-voice.yaml": VOICE,
}


class Served:
    """A server on the small plan, spoken to as a browser would."""

    def __init__(self, repository: Path, *, read_only: bool = False, day: date = DAY) -> None:
        self.repository = repository
        self.day = day
        self.workspace = Workspace(
            repository / "plans", repository, ENVIRONMENT,
            today=lambda: self.day, readers=Readers(Audience.PUBLIC),
        )  # fmt: skip
        terms = Terms({"127.0.0.1", "localhost"}, TOKEN, read_only)
        made = application(self.workspace, terms, watched=False)
        self.browser = TestClient(made.app, base_url=f"http://{HOST}", follow_redirects=False)

    def file(self, name: str) -> Path:
        """A file of the plan."""
        return self.repository / "plans" / "anyshire" / name

    @property
    def timely(self) -> Path:
        """The file of the first workstream."""
        return self.file("workstreams/1-timely.yaml")

    def get(self, address: str, **headers: str) -> Page:
        """Open an address."""
        return Page(self.browser.get(address, headers=headers))

    def open(self, ref: str, **more: str) -> dict[str, str]:
        """Open the form about an item and return what it carries unseen."""
        page = Page(self.browser.get("/-/report/anyshire", params={"ref": ref, **more}))
        assert page.status == 200, page.text
        return page.hidden

    def send(self, carried: Mapping[str, str], step: str = "look", **said: str) -> Page:
        """Send a form as a browser does."""
        return self.send_with({"origin": f"http://{HOST}"}, carried, step, **said)

    def send_with(
        self, headers: Mapping[str, str], carried: Mapping[str, str], step: str, **said: str
    ) -> Page:
        """Send a form with headers of one's own."""
        data = {**carried, **said, "step": step}
        return Page(self.browser.post("/-/report/anyshire", data=data, headers=dict(headers)))

    def report(self, ref: str, **said: str) -> Page:
        """Report on an item from opening the form to writing: look at the change, then agree."""
        looked = self.send(self.open(ref), **said)
        assert looked.status == 200, looked.words
        return self.send(looked.hidden, "write")


class Page:
    """What came back: its status, its text, and what a reader finds in it."""

    def __init__(self, response: object) -> None:
        self.status: int = response.status_code  # type: ignore[attr-defined]
        self.text: str = response.text  # type: ignore[attr-defined]
        self.headers: Mapping[str, str] = response.headers  # type: ignore[attr-defined]
        self._seen = _Seen()
        self._seen.feed(self.text)

    @property
    def hidden(self) -> dict[str, str]:
        """What the last form of the page carries unseen."""
        return dict(self._seen.hidden)

    @property
    def boxes(self) -> dict[str, str]:
        """What stands in each box of the page's form."""
        return dict(self._seen.boxes)

    @property
    def words(self) -> str:
        """The words on the page, with single spaces."""
        return " ".join("".join(self._seen.said).split())

    @property
    def links(self) -> list[str]:
        """Every address the page leads to."""
        return self._seen.links

    def described(self, key: str) -> str:
        """What a screen reader says of a box besides its label."""
        ids = self._seen.described.get(key, "").split()
        return " ".join(" ".join(self._seen.by_id.get(one, "").split()) for one in ids)


class _Seen(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.hidden: dict[str, str] = {}
        self.boxes: dict[str, str] = {}
        self.described: dict[str, str] = {}
        self.by_id: dict[str, str] = {}
        self.links: list[str] = []
        self.said: list[str] = []
        self._open: list[tuple[str, str]] = []
        self._unseen = 0
        self._area = self._select = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        held = {key: value or "" for key, value in attrs}
        name = held.get("name", "")
        if tag in {"script", "style", "title"}:
            self._unseen += 1
        if tag in {"dt", "dd", "li", "p", "div", "td", "th", "h1", "h2", "h3"}:
            self.said.append(" ")
        if tag == "a":
            self.links.append(held.get("href", ""))
        if tag == "input" and held.get("type") == "hidden":
            self.hidden[name] = held.get("value", "")
        elif tag == "input":
            self.boxes[name] = held.get("value", "")
        elif tag in {"textarea", "select"}:
            self.boxes[name] = ""
            self._area, self._select = (name, "") if tag == "textarea" else ("", name)
        elif tag == "option" and "selected" in held:
            self.boxes[self._select] = held.get("value", "")
        if "aria-describedby" in held:
            self.described[name] = held["aria-describedby"]
        if tag not in {"input", "meta", "link", "img", "br"}:
            self._open.append((tag, held.get("id", "")))

    def handle_endtag(self, tag: str) -> None:
        if tag in {"script", "style", "title"}:
            self._unseen -= 1
        if tag == "textarea":
            self._area = ""
        while self._open and self._open.pop()[0] != tag:
            pass

    def handle_data(self, data: str) -> None:
        if self._unseen:
            return
        if self._area:
            self.boxes[self._area] += data.removeprefix("\n") if not self.boxes[self._area] else data
        self.said.append(data)
        for _, known in self._open:
            if known:
                self.by_id[known] = self.by_id.get(known, "") + data


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """A repository that holds the small plan, committed in May."""
    folder = new_repository(tmp_path / "repository")
    commit(folder, FILES, "2026-05-25")
    return folder


@pytest.fixture
def served(repository: Path) -> Served:
    """A server on it that may write."""
    return Served(repository)


@pytest.fixture
def serving(repository: Path) -> Callable[..., Served]:
    """A server with other terms."""
    return lambda **terms: Served(repository, **terms)
