"""Every place that tells of moves: with a history that is not all here it says "not known", and never 0."""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.cli.conftest import SMALL, Command
from tests.history.repositories import ENVIRONMENT, commit, git, new_repository
from wsoa.render.office.office import unpacked
from wsoa.render.registry import formats_of
from wsoa.reports.registry import REPORTS

LATER = SMALL.replace("due: 2026-03-31", "due: 2026-05-31")
QUIET = LATER.replace("Hire two plan writers", "Hire three plan writers")
KPI = """\
    kpis:
      - ref: K1
        title: Plans in time
        aim: increase
        unit: percent
        baseline: {value: 40, at: 2025-12-31}
        targets: [{by: 2026-12-31, value: 60}]
"""
NOT_KNOWN = re.compile(
    r"(?:moved|changed|before|before it|unseen) is not known|Not known: the history was not all here"
    r"|\"history\": \"(?:part|none)\"|,(?:part|none)\b|(?:track|unreported) (?:part|none)\b"
)
FALSE = re.compile(
    r"No deadline has been moved|\b0 deadlines moved|no deadline moved|\b0 moved|\"moves\": 0|moved 0"
)
MOVED = re.compile(r"moved|61 days later|WSOA521|\"moves\": 1|,1,61,|1 whole", re.IGNORECASE)
"""How a move of 61 days is told."""


class Place(NamedTuple):
    """A command that may tell of moves, and the ending of the file that it writes, if it does not print."""

    words: tuple[str, ...]
    ending: str = ""

    def __str__(self) -> str:
        return " ".join(self.words)


PLACES = [
    *(Place(("status", "--format", form)) for form in ("table", "json", "markdown")),
    *(Place(("show", "anyshire", "1.1.1", "--format", form)) for form in formats_of("item")),
    *(Place(("list", "--format", form)) for form in ("json", "plain")),
    *(Place(("render", "anyshire", "--report", report), ".html") for report in REPORTS),
    *(Place(("render", "anyshire", "--report", report), ".md") for report in REPORTS),
    *(Place(("render", "anyshire", "--report", report), ".docx") for report in ("statement", "board")),
    *(Place(("export",), ending) for ending in (".json", ".ics", ".xlsx", ".docx", "/commitments.csv")),
    *(Place(("validate", "--progress", "--format", form)) for form in formats_of("findings")),
]
"""What reads the history beside the plan, and goes on without it."""
STORIES = [
    *(Place(("history", "anyshire", "--format", form)) for form in formats_of("history")),
    *(Place(("history", "anyshire", "--moves", "--format", form)) for form in formats_of("history")),
    Place(("export", "--format", "atom")),
]
"""What is made of the history alone: with none of it there is no answer."""


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A repository in which a deadline moved without a record, and then a title changed."""
    folder = new_repository(tmp_path_factory.mktemp("whole"))
    for day, text in (("2026-01-05", SMALL), ("2026-04-20", LATER), ("2026-05-02", QUIET)):
        commit(folder, {"plans/anyshire/plan.yaml": text + KPI}, day)
    return folder


@pytest.fixture(scope="module")
def lacking(whole: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The same plan in a shallow clone, in no repository, and in one that git does not trust."""
    folder = tmp_path_factory.mktemp("lacking")
    git(folder, "clone", "-q", "--depth", "1", f"file://{whole}", "shallow")
    shutil.copytree(whole / "plans", folder / "missing" / "plans")
    return {"shallow": folder / "shallow", "missing": folder / "missing", "unreadable": whole}


def said(wsoa: Command, place: Place, folder: Path, to: Path, **more: str) -> str:
    """What a place says, as one line of text."""
    words = [*place.words, "--plans", str(folder / "plans")]
    file = to / f"told{place.ending}"
    if place.ending.startswith("/"):
        words += ["--format", "csv", "-o", str(file.parent)]
    elif place.ending:
        words += ["-o", str(file)]
    ran = wsoa(*words, **{"HOME": "/nonexistent", "PATH": ENVIRONMENT["PATH"], **more})
    if not place.ending:
        return " ".join(ran.out.split())
    data = file.read_bytes()
    text = unpacked(data) if data.startswith(b"PK") else data.decode()
    return " ".join(text.replace("\r\n ", "").split())


@pytest.mark.parametrize(
    "place", [one for one in (*PLACES, *STORIES) if "scorecard" not in one.words], ids=str
)
def test_a_move_without_a_record_is_told_in_every_place(
    wsoa: Command, whole: Path, tmp_path: Path, place: Place
) -> None:
    told = said(wsoa, place, whole, tmp_path)
    assert MOVED.search(told), told[:3000]
    assert not NOT_KNOWN.search(told)
    assert not FALSE.search(told)


GAPS: dict[str, dict[str, str]] = {
    "shallow": {},
    "missing": {"GIT_CEILING_DIRECTORIES": "/"},
    "unreadable": {"GIT_TEST_ASSUME_DIFFERENT_OWNER": "1"},
}


@pytest.mark.parametrize("gap", GAPS)
@pytest.mark.parametrize("place", PLACES, ids=str)
def test_what_is_not_known_is_never_none(
    wsoa: Command, lacking: dict[str, Path], tmp_path: Path, place: Place, gap: str
) -> None:
    told = said(wsoa, place, lacking[gap], tmp_path, **GAPS[gap])
    assert NOT_KNOWN.search(told), told[:3000]
    assert not FALSE.search(told)


@pytest.mark.parametrize("place", STORIES, ids=str)
def test_a_story_of_which_a_part_is_missing_says_so(
    wsoa: Command, lacking: dict[str, Path], tmp_path: Path, place: Place
) -> None:
    told = said(wsoa, place, lacking["shallow"], tmp_path)
    assert NOT_KNOWN.search(told) or '"complete": false' in told, told[:3000]
    assert not FALSE.search(told)


@pytest.mark.parametrize("gap", ["missing", "unreadable"])
@pytest.mark.parametrize("place", [*STORIES, Place(("diff", "HEAD~1"))], ids=str)
def test_what_is_made_of_the_history_alone_stops_in_one_sentence_without_it(
    wsoa: Command, lacking: dict[str, Path], place: Place, gap: str
) -> None:
    plans = str(lacking[gap] / "plans")
    ran = wsoa(*place.words, "--plans", plans, PATH=ENVIRONMENT["PATH"], **GAPS[gap])
    assert ran.code == 2
    assert ran.out == ""
    assert ran.err.count("\n") == 1


def test_a_revision_that_a_shallow_clone_lacks_is_no_empty_comparison(
    wsoa: Command, lacking: dict[str, Path]
) -> None:
    ran = wsoa("diff", "HEAD~1", "--plans", str(lacking["shallow"] / "plans"))
    assert (ran.code, ran.out) == (2, "")


@pytest.mark.parametrize("gap", GAPS)
def test_the_pages_of_a_site_say_that_it_is_not_known(
    wsoa: Command, lacking: dict[str, Path], tmp_path: Path, gap: str
) -> None:
    variables = {"PATH": ENVIRONMENT["PATH"], **GAPS[gap]}
    wsoa("render", "--site", str(tmp_path / "site"), "--plans", str(lacking[gap] / "plans"), **variables)
    pages = {page.name: page.read_text("utf-8") for page in (tmp_path / "site" / "anyshire").rglob("*.html")}
    assert len(pages) > 8
    assert not [name for name, text in pages.items() if FALSE.search(text)]
    silent = {name for name, text in pages.items() if not NOT_KNOWN.search(" ".join(text.split()))}
    assert silent <= {"actions.html", "kpis.html", "roles.html"}, silent


def test_nobody_looked_is_said_too(wsoa: Command, whole: Path) -> None:
    plans = str(whole / "plans")
    told = " ".join(wsoa("status", "--plans", plans, "--no-history").out.split())
    assert "at least 1 moved" in told
    assert "Whether more moved is not known: the plan's history was not looked at." in told
    told = " ".join(wsoa("show", "anyshire", "1.1.1", "--plans", plans, "--no-history").out.split())
    assert "Whether a deadline moved is not known: the plan's history was not looked at." in told
    ran = wsoa("export", "--format", "atom", "--plans", plans, "--no-history")
    assert (ran.code, ran.err) == (2, "A feed is made of the history; leave --no-history out.\n")
