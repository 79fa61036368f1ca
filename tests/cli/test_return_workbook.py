"""An exported workbook that an officer edited comes back: what was changed is written, or is in doubt."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest

from tests.cli.conftest import Command, Ran
from tests.cli.workbook_editing import EditedBook, Value
from tests.conftest import PLANS
from wsoa.files.load import load
from wsoa.plan.dates import When
from wsoa.plan.models import Action, Plan, Promise
from wsoa.plan.walk import Item, walk

REASON, BOARD = "Why it moves", "Who agreed"


def exported(wsoa: Command, plans: Path, area: str, day: str) -> Path:
    """The workbook of one plan as at a day."""
    book = plans.parent / "tracker.xlsx"
    ran = wsoa("export", area, "--format", "xlsx", "-o", str(book), "--plans", str(plans), WSOA_AS_OF=day)
    assert ran.code == 0
    return book


def applied(wsoa: Command, book: Path, plans: Path, *words: str, day: str = "2026-06-30") -> Ran:
    return wsoa("return", "apply", str(book), *words, "--plans", str(plans), WSOA_AS_OF=day)


def read(plans: Path, area: str) -> Plan:
    plan = load(plans / area).plan
    assert plan is not None
    return plan


def items(plan: Plan) -> dict[str, Item]:
    return {f"{item.kind} {item.ref}": item for item in walk(plan)}


def promise(plan: Plan, ref: str) -> Promise:
    found = next(item.thing for item in walk(plan) if item.ref == ref and isinstance(item.thing, Promise))
    assert isinstance(found, Promise)
    return found


def text(when: When | None) -> str:
    return when.text if when else ""


@pytest.fixture
def book(wsoa: Command, plans: Path) -> Path:
    """The workbook of the small plan."""
    return exported(wsoa, plans, "anyshire", "2026-06-30")


@pytest.fixture
def file(plans: Path) -> Path:
    return plans / "anyshire" / "plan.yaml"


MOVED: dict[str, tuple[Value, str]] = {
    "1.2a#2": ("2020-05", "2020-05"),
    "1.2a#3": ("30/06/2020", "2020-06-30"),
    "1.2b#2": ("end of July 2020", "2020-07-31"),
    "1.2c#1": ("May 2020", "2020-05"),
    "1.2d#1": (date(2020, 11, 30), "2020-11-30"),
}
FINISHED = {"1.2b#1": ("31/01/2020", "2020-01-31"), "1.1a#2": ("January 2020", "2020-01")}
EXPECTED = {"1.2c#2": ("January 2021", "2021-01"), "1.2c#3": ("March 2021", "2021-03")}
RATED = {"1.1c#1": "G", "1.3a#2": "a", "1.3a#3": "A", "1.4a#5": "R"}
NOTED = {"1.4a#3": "The first draft is out", "2.1a#2": "Two posts filled", "2.2a#3": "Waiting for the board"}


def test_a_round_trip_of_peterborough_ends_in_exactly_the_changes_that_were_made(
    wsoa: Command, tmp_path: Path
) -> None:
    plans = tmp_path / "plans"
    shutil.copytree(PLANS / "peterborough", plans / "peterborough")
    file = exported(wsoa, plans, "peterborough", "2020-02-01")
    book = EditedBook(file)
    for ref, (moved_to, _) in MOVED.items():
        book.put("commitments", ref, "Due", moved_to)
        book.put("commitments", ref, REASON, "Staff were needed elsewhere")
        book.put("commitments", ref, BOARD, "SEND Partnership Board")
    for ref, (typed, _) in FINISHED.items():
        book.put("commitments", ref, "Completed", typed)
    for ref, (typed, _) in EXPECTED.items():
        book.put("commitments", ref, "Forecast", typed)
    for ref, code in RATED.items():
        book.put("commitments", ref, "Declared", code)
    for ref, words in NOTED.items():
        book.put("commitments", ref, "What has happened", words)
    book.add(
        "commitments", Plan="peterborough", Kind="action", Ref="1.2e", Outcome="1.2", Due="30 September 2020",
        Title="Agree one equipment store for both councils",
    )  # fmt: skip
    book.add("kpis", KPI="WS2-K1", Ref="WS2-K1", Figure="reading", Date="December 2019", Value=61.0)
    book.add("kpis", KPI="WS2-K2", Ref="WS2-K2", Figure="reading", Date="January 2020", Value=12.0)
    book.put("commitments", "1.1a#3", "Due", "2020-09")
    book.put("commitments", "1.1a#3", REASON, "The analyst left")
    book.put("commitments", "1.1a#3", BOARD, "SEND Partnership Board")
    book.save()
    why = ("--reason", "Agreed earlier", "--agreed-by", "SEND Partnership Board")
    moved = wsoa(
        "update", "peterborough", "1.1a#3", "--move-to", "2020-08", *why, "--plans", str(plans),
        WSOA_AS_OF="2020-02-02",
    )  # fmt: skip
    assert moved.code == 0

    before = read(plans, "peterborough")
    assert applied(wsoa, file, plans, day="2020-02-03").code == 1
    assert read(plans, "peterborough") == before
    ran = applied(wsoa, file, plans, "--except-doubtful", day="2020-02-03")
    assert ran.code == 0, ran.out + ran.err
    assert "In doubt: 1 answer" in ran.out
    assert "“Due” is “2020-08” there now" in " ".join(ran.out.split())

    after = read(plans, "peterborough")
    was, now = items(before), items(after)
    assert now.keys() - was.keys() == {"action 1.2e"}
    changed = {one.ref for name, one in now.items() if name in was and _own(one) != _own(was[name])}
    assert changed == {*MOVED, *FINISHED, *EXPECTED, *RATED, *NOTED, "WS2-K1", "WS2-K2"}
    for ref, (_, due) in MOVED.items():
        one = promise(after, ref)
        assert one.due is not None
        assert (one.due.text, one.changes[-1].new, one.changes[-1].reason) == (
            due, due, "Staff were needed elsewhere",
        )  # fmt: skip
    assert {ref: text(promise(after, ref).completed) for ref in FINISHED} == {
        ref: stored for ref, (_, stored) in FINISHED.items()
    }
    assert {ref: text(promise(after, ref).updates[-1].forecast) for ref in EXPECTED} == {
        ref: stored for ref, (_, stored) in EXPECTED.items()
    }
    assert {ref: promise(after, ref).updates[-1].rating for ref in RATED} == {
        ref: code.upper() for ref, code in RATED.items()
    }
    assert {ref: promise(after, ref).updates[-1].text for ref in NOTED} == NOTED
    new = now["action 1.2e"].thing
    assert isinstance(new, Action)
    assert (new.title, text(new.due), new.note) == (
        "Agree one equipment store for both councils", "2020-09-30", "Draft from a workbook; not agreed yet",
    )  # fmt: skip

    again = applied(wsoa, file, plans, "--except-doubtful", day="2020-02-04")
    assert (again.code, read(plans, "peterborough")) == (0, after)


def _own(item: Item) -> object:
    """What an item says itself, without what it holds that is an item of its own."""
    held = {"workstreams", "outcomes", "actions", "milestones", "kpis", "parts"}
    return item.thing.model_copy(update={key: () for key in held if hasattr(item.thing, key)})


def test_a_workbook_that_nobody_touched_changes_nothing(
    wsoa: Command, plans: Path, book: Path, file: Path
) -> None:
    before = file.read_bytes()
    later = applied(wsoa, book, plans, day="2026-08-15")
    assert (later.code, file.read_bytes()) == (0, before)
    assert "1 return: 0 filled in, 2 left blank." in later.err


def test_a_date_moves_with_its_reason_or_when_the_officer_agrees_to_none(
    wsoa: Command, plans: Path, book: Path, file: Path
) -> None:
    before = file.read_bytes()
    edited = EditedBook(book)
    edited.put("commitments", "1.1.1", "Due", "31 July 2026")
    edited.save()
    held = applied(wsoa, book, plans)
    assert (held.code, file.read_bytes()) == (1, before)
    assert "a new date needs “Why it moves” and “Who agreed” too" in " ".join(held.out.split())
    assert applied(wsoa, book, plans, "--without-reasons").code == 0
    moved = promise(read(plans, "anyshire"), "1.1.1")
    assert text(moved.due) == "2026-07-31"
    assert (moved.changes[-1].old, moved.changes[-1].new, moved.changes[-1].reason) == (
        "2026-03-31", "2026-07-31", None,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("heading", "value", "why"),
    [
        ("Title", "Hire three plan writers", "“Title” is not changed through a workbook"),
        ("Days late", 0.0, "“Days late” is worked out from the plan"),
        ("Standing", "Complete", "“Standing” is worked out from the plan"),
        ("Due", "No date recorded", "“Due” was emptied, and a workbook takes nothing away"),
        ("Forecast", "03/04/26", "could be two"),
        ("Declared", "Z", "The rating scheme has no code 'Z'"),
        ("Completed", date(2026, 8, 1), "is not over on 30 June 2026"),
        ("Why it moves", "Staff left", "there is no new date: “Due” is blank"),
        ("Ref", "1.1.9", "put both back"),
    ],
)
def test_what_a_workbook_cannot_say_is_in_doubt_with_its_cell(
    wsoa: Command, plans: Path, book: Path, heading: str, value: Value, why: str
) -> None:
    before = read(plans, "anyshire")
    edited = EditedBook(book)
    edited.put("commitments", "1.1.1", heading, value)
    edited.save()
    ran = applied(wsoa, book, plans)
    assert (ran.code, read(plans, "anyshire")) == (1, before)
    told = " ".join(ran.out.split())
    assert "In doubt: 1 answer" in told
    assert why in told
    assert "sheet commitments, " in told


def test_without_its_marks_a_workbook_is_still_known_by_its_headings(
    wsoa: Command, plans: Path, book: Path
) -> None:
    edited = EditedBook(book)
    edited.put("commitments", "1.1.1", "Completed", "1 June 2026")
    edited.delete_column("commitments", "For the office")
    edited.save()
    ran = applied(wsoa, book, plans)
    assert (ran.code, text(promise(read(plans, "anyshire"), "1.1.1").completed)) == (0, "2026-06-01")


def test_without_marks_and_cover_nothing_is_guessed(
    wsoa: Command, plans: Path, book: Path, file: Path
) -> None:
    edited = EditedBook(book)
    edited.put("commitments", "1.1.1", "Completed", "1 June 2026")
    edited.delete_column("commitments", "For the office")
    edited.delete_sheet("cover")
    edited.save()
    before = file.read_bytes()
    ran = applied(wsoa, book, plans)
    assert (ran.code, file.read_bytes()) == (1, before)
    assert "nothing tells any more which of the two was changed" in " ".join(ran.out.split())


def test_a_new_row_becomes_a_draft_even_when_it_was_copied(wsoa: Command, plans: Path, book: Path) -> None:
    edited = EditedBook(book)
    edited.copy(
        "commitments", "1.1.1", Ref="1.1.3", Title="Train the plan writers", Due="30/09/2026",
        What_has_happened="A trainer is found",
    )  # fmt: skip
    edited.save()
    ran = applied(wsoa, book, plans)
    assert ran.code == 0, ran.out + ran.err
    new = promise(read(plans, "anyshire"), "1.1.3")
    assert (new.title, text(new.due), new.leads, new.updates[-1].text, text(new.raised)) == (
        "Train the plan writers", "2026-09-30", ("head-of-send",), "A trainer is found", "2026-06-30",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("cells", "why"),
    [
        ({"Ref": "1.1.3", "Title": "Train them"}, "needs the ref of its outcome"),
        ({"Ref": "1.1.3", "Title": "Train them", "Outcome": "9.9"}, "no outcome called '9.9'"),
        ({"Ref": "1.1.3", "Outcome": "1.1"}, "needs its title"),
        ({"Title": "Train them", "Outcome": "1.1"}, "needs a ref"),
        ({"Ref": "A", "Title": "Train them", "Outcome": "1.1"}, "A is a workstream of the plan already"),
        ({"Ref": "1.1.3", "Title": "Train", "Outcome": "1.1", "Leads": "The mayor"}, "no role 'The mayor'"),
        ({"Ref": "1.1.3", "Title": "Train", "Outcome": "1.1", "Days_late": "5"}, "“Days late” is worked out"),
        ({"Ref": "1.1.3", "Title": "Train", "Outcome": "1.1", "Why_it_moves": "x"}, "not for a new row"),
    ],
)
def test_a_new_row_that_lacks_something_says_what(
    wsoa: Command, plans: Path, book: Path, file: Path, cells: dict[str, Value], why: str
) -> None:
    before = file.read_bytes()
    edited = EditedBook(book)
    edited.add("commitments", **cells)
    edited.save()
    ran = applied(wsoa, book, plans)
    assert (ran.code, file.read_bytes()) == (1, before)
    assert why in " ".join(ran.out.split())


def test_reports_are_added_and_never_rewritten(wsoa: Command, plans: Path, book: Path, file: Path) -> None:
    edited = EditedBook(book)
    edited.add(
        "updates", Kind="action", Ref="1.1.1", Date="15 June 2026", By="Head of SEND, Anyshire Council",
        Text="Both posts are out", Rating="A", Source="Board paper, June 2026",
    )  # fmt: skip
    edited.save()
    assert applied(wsoa, book, plans).code == 0
    told = promise(read(plans, "anyshire"), "1.1.1").updates[-1]
    assert (text(told.date), told.by, told.text, told.rating, told.source) == (
        "2026-06-15", "head-of-send", "Both posts are out", "A", "Board paper, June 2026",
    )  # fmt: skip
    before = file.read_bytes()
    edited.put("updates", "1.1.2", "Text", "All clusters agree")
    edited.save()
    ran = applied(wsoa, book, plans)
    assert (ran.code, file.read_bytes()) == (1, before)
    assert "“Text” changed here; reports are added to, never rewritten" in " ".join(ran.out.split())


def test_what_stands_in_columns_and_sheets_of_ones_own_is_in_doubt(
    wsoa: Command, plans: Path, book: Path
) -> None:
    edited = EditedBook(book)
    edited.head("commitments", "Disagreement", "My notes")
    edited.save()
    told = " ".join(applied(wsoa, book, plans).out.split())
    assert "“My notes” is no heading of the workbook that wsoa made" in told


def test_rows_that_are_gone_stay_in_the_plan_and_are_told(
    wsoa: Command, plans: Path, book: Path, file: Path
) -> None:
    before = file.read_bytes()
    edited = EditedBook(book)
    edited.delete_row("commitments", "1.1.2")
    edited.save()
    ran = applied(wsoa, book, plans)
    assert (ran.code, file.read_bytes()) == (0, before)
    assert "has no row for 1.1.2 of the plan; it stays as it is" in " ".join(ran.err.split())


def test_of_a_workbook_with_several_plans_one_is_taken(wsoa: Command, plans: Path) -> None:
    other = plans / "othershire"
    shutil.copytree(plans / "anyshire", other)
    book = plans.parent / "all.xlsx"
    assert wsoa("export", "--format", "xlsx", "-o", str(book), "--plans", str(plans)).code == 0
    assert "take one plan at a time with --area" in applied(wsoa, book, plans).err
    ran = applied(wsoa, book, plans, "--area", "othershire")
    assert ran.code == 0
    assert "2 left blank" in ran.err
