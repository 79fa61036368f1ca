"""Small plans over a period: how a plan was written at its start, in git between, and at its end."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from tests.conftest_plans import HEAD, load_text
from wsoa.audience.readers import Readers
from wsoa.history.repository.versions import Commit, Version
from wsoa.history.timeline import Timeline, timeline
from wsoa.provenance.provenance import provenance_of
from wsoa.reports.board.board import board
from wsoa.reports.board.view import BoardView
from wsoa.reports.context import Earlier, ReportContext
from wsoa.reports.listing import Entry, Listing

START = date(2020, 3, 31)
END = date(2020, 6, 30)


def story(*versions: tuple[date, str]) -> Timeline:
    """A plan's story, from the day and the text of each version."""
    return timeline(
        Version(Commit(f"{place:040x}", day, day, "Update"), load_text(text))
        for place, (day, text) in enumerate(versions, 1)
    )


def context(
    now: str,
    before: str | None = None,
    past: Timeline | None = None,
    *,
    days: tuple[date, date] = (START, END),
    readers: Readers | None = None,
) -> ReportContext:
    """What a board report is made from; without an earlier text, the plan's dated records tell all."""
    loaded = load_text(now)
    written = load_text(before).plan if before is not None else loaded.plan
    assert written is not None
    provenance = provenance_of(loaded, days[1], "1.2.3", "abc1234")
    return ReportContext(loaded, provenance, past, Earlier(days[0], written), readers=readers or Readers())


def report(
    now: str,
    before: str | None = None,
    past: Timeline | None = None,
    *,
    days: tuple[date, date] = (START, END),
) -> BoardView:
    """The board report on a period of a small plan."""
    return board(context(now, before, past, days=days))


def entries(listing: Listing) -> list[Entry]:
    """Every item of a list, whatever it stands under."""
    return [entry for group in listing.groups for entry in group.entries]


def refs(listing: Listing) -> list[str]:
    """The refs of a list, those it only names at its end too."""
    return [entry.ref.text for entry in entries(listing)] + [link.text for link in listing.rest]


def questions(view: BoardView) -> list[str]:
    """What the board is asked."""
    return [one.question for one in view.decisions]


def actions(*each: Sequence[str], head: str = "") -> str:
    """A plan with actions 1.1, 1.2 and so on, each with these lines."""
    body = "".join(
        f'          - ref: "1.{place}"\n            title: Step {place}\n'
        + "".join(f"            {line}\n" for line in lines)
        for place, lines in enumerate(each, 1)
    )
    return (
        f'{HEAD}{head}workstreams:\n  - ref: WS1\n    title: Assessment\n    weaknesses: ["1"]\n'
        f'    outcomes:\n      - ref: "1"\n        title: Assessments on time\n        actions:\n{body}'
    )
