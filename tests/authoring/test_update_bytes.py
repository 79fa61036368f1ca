"""An update changes the lines it must and no other, whatever the file looks like."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from datetime import date
from difflib import SequenceMatcher
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tests.authoring.odd_files import ODD, folder_of, saved
from tests.files.test_emit import TEXTS
from wsoa.authoring.refusal import RefusedError
from wsoa.authoring.update import edits_for, locate
from wsoa.authoring.update_request import UpdateRequest
from wsoa.files.editing.draft import Draft, draft
from wsoa.files.editing.layout import CannotEditError
from wsoa.files.load import LoadedPlan, load
from wsoa.files.text import is_hidden, split_lines
from wsoa.plan.models import Plan, Promise
from wsoa.plan.walk import Item, walk

DAY = date(2026, 6, 30)
TESTS = Path(__file__).parent.parent
CORPUS = {
    file.stem: file.read_text(encoding="utf-8") for file in sorted((TESTS / "corpus/valid").glob("*.yaml"))
}
FILES = {"odd": ODD, **CORPUS}
REAL = ("cumbria", "peterborough", "lancashire")

NOTE = UpdateRequest(
    note='Two: of five, "so far" #1', rating=None, evidence=("Minutes = of A=https://x.org/?a=b",)
)
REPORTS = (
    NOTE,
    UpdateRequest(note="Done and\nsigned", by=None, forecast="31 December 2026", confidence="low"),
    UpdateRequest(complete="5th June 2026", evidence=("Letter",)),
    UpdateRequest(start="May 2026"),
    UpdateRequest(move_to="end of March 2027", reason="It: slipped", agreed_by="Board", minute="4.2"),
    UpdateRequest(withdraw=True, reason="No longer needed", agreed_by="Board"),
)


def updatable(plan: Plan) -> Iterator[Item]:
    yield Item("plan", "plan", (), plan)
    yield from (one for one in walk(plan) if one.kind in {"workstream", "outcome", "action", "milestone"})


def made(loaded: LoadedPlan, item: Item, wanted: UpdateRequest) -> Draft | None:
    """The draft of an update, or None where it makes no sense for the item."""
    assert loaded.plan is not None
    try:
        edits = edits_for(loaded.plan, item, wanted, DAY)
    except RefusedError:
        return None
    try:
        return draft(loaded, edits)
    except CannotEditError as refusal:
        # a comment between every: and from: has no place in a single date
        assert (refusal.why, wanted.move_to is None) == (
            "a comment stands inside what would be replaced",
            False,
        )
        return None


def lines_of(data: bytes) -> list[bytes]:
    return re.split(rb"(?<=\n)|(?<=\r)(?!\n)", data)


def check_bytes(before: bytes, after: bytes, most: int) -> None:
    """At most so many old lines are gone; the others stand as they were, line ends included."""
    old, new = lines_of(before), lines_of(after)
    head = next(
        (n for n, (a, b) in enumerate(zip(old, new, strict=False)) if a != b), min(len(old), len(new))
    )
    rest_old, rest_new = old[head:], new[head:]
    pairs = zip(reversed(rest_old), reversed(rest_new), strict=False)
    tail = next((n for n, (a, b) in enumerate(pairs) if a != b), min(len(rest_old), len(rest_new)))
    middle = SequenceMatcher(
        None, rest_old[: len(rest_old) - tail], rest_new[: len(rest_new) - tail], autojunk=False
    )
    gone = sum(end - start for tag, start, end, _, _ in middle.get_opcodes() if tag in {"replace", "delete"})
    assert gone <= most
    assert before.startswith(b"\xef\xbb\xbf") == after.startswith(b"\xef\xbb\xbf")
    if b"\r\n" in before:
        assert after.count(b"\r\n") == after.count(b"\n") == after.count(b"\r")


def check_plan(before: Plan, after: Plan | None, item: Item) -> None:
    """Every item but one, and what it is part of, is as it was."""
    assert after is not None
    for old, new in zip(walk(before), walk(after), strict=True):
        assert old.path == new.path
        if old.path != item.path[: len(old.path)]:
            assert old.thing == new.thing, old.ref
    for name in type(before).model_fields:
        if name not in {"workstreams", "updates"}:
            assert getattr(before, name) == getattr(after, name)


def check(loaded: LoadedPlan, item: Item, wanted: UpdateRequest) -> bool:
    result = made(loaded, item, wanted)
    if result is None:
        return False
    assert loaded.plan is not None
    assert result.after.plan is not None, result.after.findings
    check_plan(loaded.plan, result.after.plan, item)
    for change in result.replacements:
        # one line for a value in brackets, a missing last line end, an old date that is a group of three
        assert isinstance(change.data, bytes)
        check_bytes(change.file.read_bytes(), change.data, 5 if wanted.move_to else 2)
    return True


@pytest.mark.parametrize("name", FILES)
def test_an_update_of_any_item_leaves_every_other_line_alone(name: str, tmp_path: Path) -> None:
    count = 0
    for way, data in saved(FILES[name]).items():
        loaded = load(folder_of(tmp_path / way, data))
        assert loaded.plan is not None, (way, loaded.findings)
        for item in updatable(loaded.plan):
            count += sum(check(loaded, item, wanted) for wanted in REPORTS)
    assert count >= 11


@pytest.mark.parametrize("name", REAL)
def test_an_update_of_a_published_plan_leaves_every_other_line_alone(
    name: str, request: pytest.FixtureRequest
) -> None:
    loaded: LoadedPlan = request.getfixturevalue(name)
    assert loaded.plan is not None
    items = list(updatable(loaded.plan))
    chosen = items[:: max(1, len(items) // 20)]
    assert sum(check(loaded, item, REPORTS[n % len(REPORTS)]) for n, item in enumerate(chosen)) >= 10


@pytest.mark.parametrize("way", ["as it is", "crlf", "bom", "comments everywhere", "twice the indent"])
def test_the_same_update_twice_is_refused(way: str, tmp_path: Path) -> None:
    for number, wanted in enumerate(REPORTS):
        folder = folder_of(tmp_path / str(number), saved(ODD)[way])
        plan = load(folder).plan
        assert plan is not None
        for item in list(updatable(plan)):
            loaded = load(folder)
            first = made(loaded, item, wanted)
            if first is None:
                continue
            first.write()
            written = (folder / "plan.yaml").read_bytes()
            again = load(folder)
            assert again.plan is not None
            with pytest.raises(RefusedError):
                edits_for(again.plan, locate(again.plan, item.ref), wanted, DAY)
            assert (folder / "plan.yaml").read_bytes() == written


@example("1.2", "0:;")
@example("1.4#2", "see https://a.example")
@given(st.sampled_from(("1.1", "1.2", "1.4#2", "1.5", "A", "plan")), TEXTS)
def test_any_words_can_be_a_note(ref: str, text: str) -> None:
    with TemporaryDirectory() as place:
        loaded = load(folder_of(Path(place), ODD.encode()))
        assert loaded.plan is not None
        item = locate(loaded.plan, ref)
        try:
            edits = edits_for(loaded.plan, item, UpdateRequest(note=text), DAY)
        except RefusedError as refusal:
            assert str(refusal) == "--note is empty."
            return
        result = draft(loaded, edits)
        if is_hidden(text.strip()):
            assert result.after.plan is None
            return
        assert result.after.plan is not None
        said = next(i for i in updatable(result.after.plan) if i.ref == item.ref)
        assert getattr(said.thing, "updates")[-1].text == "\n".join(split_lines(text.strip()))  # noqa: B009


def test_updates_one_after_the_other_leave_a_plan_that_loads(tmp_path: Path) -> None:
    folder = folder_of(tmp_path / "plan", ODD.encode())
    plan = load(folder).plan
    assert plan is not None
    for item in list(updatable(plan)):
        for wanted in (NOTE, *REPORTS[1:4]):
            result = made(load(folder), item, wanted)
            if result is not None:
                result.write()
    plan = load(folder).plan
    assert plan is not None
    finished = [i.ref for i in walk(plan) if isinstance(i.thing, Promise) and i.thing.completed]
    assert finished == ["1.1", "1.2", "1.3", "1.4#1", "1.4#2", "1.5", "1.6"]


def test_a_plan_in_many_files_has_one_of_them_changed(tmp_path: Path) -> None:
    shutil.copytree(TESTS.parent / "plans" / "cumbria", tmp_path / "cumbria")
    before = {file: file.read_bytes() for file in sorted((tmp_path / "cumbria").rglob("*.yaml"))}
    loaded = load(tmp_path / "cumbria")
    assert loaded.plan is not None
    result = made(loaded, locate(loaded.plan, "2.2.4a"), NOTE)
    assert result is not None
    result.write()
    assert [file.name for file, data in before.items() if file.read_bytes() != data] == [
        "2-commissioning-and-access-to-provision.yaml"
    ]
