"""The feed of an export: well formed, with names that stay, and nothing in it that is not public."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from xml.etree.ElementTree import Element, fromstring

from tests.render.hostile import PAYLOAD, poisoned
from tests.render.small import PLAN, load_plan
from wsoa.history.diff import diff
from wsoa.history.repository.store import from_memory
from wsoa.history.repository.versions import Commit
from wsoa.history.timeline import Event, Timeline, timeline
from wsoa.render.registry import render
from wsoa.reports.export.export import feed_export, plan_feed

ATOM = "{http://www.w3.org/2005/Atom}"
XHTML = "{http://www.w3.org/1999/xhtml}"
MOVED = PLAN.replace("due: 2020-10-31", "due: 2021-01-31")


def feed(*texts: str, as_of: date = date(2021, 6, 1), complete: bool = True) -> str:
    """The feed of a plan that had these texts on the first days of 2021."""
    days = [date(2021, 1, number) for number in range(1, len(texts) + 1)]
    versions = [
        (Commit(f"{day:%Y%m%d}abcdef", day, day, "Tidy up"), {"plan.yaml": text.encode()})
        for day, text in zip(days, texts, strict=True)
    ]
    plan = load_plan().plan
    assert plan is not None
    line = timeline(from_memory("westshire", versions), complete=complete)
    return render("export", "atom", feed_export([plan_feed("westshire", plan, line, as_of)], as_of, "1.2.3"))


def entries(text: str) -> Sequence[Element]:
    return fromstring(text).findall(f"{ATOM}entry")  # noqa: S314 - made by us


def told(entry: Element) -> list[str]:
    return [item.text or "" for item in entry.iter(f"{XHTML}li")]


def test_a_version_is_an_entry_with_its_changes_in_words() -> None:
    newest, first = entries(feed(PLAN, MOVED))
    assert newest.findtext(f"{ATOM}title") == "Westshire: 1 change, 2 January 2021"
    assert newest.findtext(f"{ATOM}updated") == "2021-01-02T00:00:00Z"
    assert newest.findtext(f"{ATOM}id") == "tag:wsoa.invalid,2026:westshire/20210102abcdef"
    [change] = told(newest)
    assert change == (
        "1.2.1#2 date: 31 October 2020 → 31 January 2021 "
        "(92 days later; changed after it had passed; no reason recorded)"
    )
    assert first.findtext(f"{ATOM}title") == "Westshire: first version, 1 January 2021"


def test_the_feed_has_what_every_feed_needs() -> None:
    root = fromstring(feed(PLAN, MOVED))  # noqa: S314
    assert root.findtext(f"{ATOM}id") == "tag:wsoa.invalid,2026:westshire"
    assert root.findtext(f"{ATOM}updated") == "2021-01-02T00:00:00Z"
    assert root.findtext(f"{ATOM}author/{ATOM}name") == "Westshire Council; NHS Westshire"


def test_an_entry_stays_as_it_was_when_others_come() -> None:
    shorter, longer = entries(feed(PLAN)), entries(feed(PLAN, MOVED))
    assert shorter[0].findtext(f"{ATOM}id") == longer[1].findtext(f"{ATOM}id")


def test_nothing_committed_after_the_day_is_told() -> None:
    assert len(entries(feed(PLAN, MOVED, as_of=date(2021, 1, 1)))) == 1
    empty = feed(PLAN, as_of=date(2020, 1, 1))
    assert fromstring(empty).findtext(f"{ATOM}updated") == "2020-01-01T00:00:00Z"  # noqa: S314


def test_a_shallow_copy_says_so() -> None:
    assert "git fetch --unshallow" in feed(PLAN, complete=False)


def test_a_version_that_cannot_be_read_is_told() -> None:
    assert "could not be read as a plan" in feed(PLAN, "format: [", MOVED)


def test_holders_and_evidence_are_left_out() -> None:
    changed = (
        PLAN.replace("holder: Ada Example", "holder: Bea Example, vacant: true")
        .replace(
            "source: Board report",
            "source: Board report\n                evidence: [{title: Private minutes}]",
        )
        .replace("{title: Letter of release,", "{title: Private letter,")
    )
    text = feed(PLAN, changed, MOVED)
    assert "Example" not in text
    assert "Private" not in text
    assert "vacant" in text


def test_hostile_text_in_any_field_stays_text() -> None:
    plain = load_plan().plan
    nasty = poisoned(f"{PAYLOAD} ]]> ##vso[x]y\n::error::x\x1b[31m \x00 \ufffe \u202e")
    assert plain is not None
    day = date(2021, 1, 1)
    event = Event(Commit("abc", day, day, "Tidy up"), diff(plain, nasty).changes)
    export = feed_export([plan_feed("<&##>", nasty, Timeline((event,), plain, nasty), day)], day, "1.2.3")
    text = render("export", "atom", export)
    [entry] = entries(text)
    assert sum("<script>alert(1)</script>" in change for change in told(entry)) > 15
    assert {element.tag for element in entry.iter() if element.tag.startswith(XHTML)} == {
        f"{XHTML}{name}" for name in ("div", "ul", "li")
    }
    assert not [bad for bad in ("##", "<script", "\n::", "\x1b", "\x00", "\ufffe", "\u202e") if bad in text]


def test_the_same_history_gives_the_same_bytes() -> None:
    assert feed(PLAN, MOVED) == feed(PLAN, MOVED)
