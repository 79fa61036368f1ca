"""Why ratings changed, laid out: each standing before, each cause's share, each standing after, the items."""

from __future__ import annotations

from collections.abc import Iterator

from wsoa.history.attribution import ORDER
from wsoa.reports.comparison.attribution import HEADS, KEY, Group, RatingsReport
from wsoa.reports.terminal.blocks import SPACE, Block, Cell, Column, Entries, Entry, Heading, Sentences, Table
from wsoa.words.dates import short_day
from wsoa.words.numbers import count


def layout(report: RatingsReport, limit: int) -> Iterator[Block]:
    """Lay out the sentences, the table of causes, and the commitments that each cause changed."""
    yield Heading(f"Why standings changed: {report.bridge.new.plan.area}", 2)
    overall = (report.whole.sentence, *report.rules, *(span.sentence for span in report.workstreams))
    yield Sentences((*report.sentences, *overall))
    if report.groups:
        yield from (SPACE, _table(report), SPACE, Sentences((KEY,), listed=False))
    for group in report.groups:
        yield from (SPACE, Heading(f"{group.title}: {count(len(group.stories), 'commitment')}", 3))
        yield _stories(group, limit)


def _table(report: RatingsReport) -> Table:
    """Return a row for each standing, with a column for every cause that made a difference."""
    causes = [cause for cause in ORDER if any(line.parts[cause] for line in report.lines)]
    same = report.old_day == report.new_day
    columns = (
        Column(head="Standing"),
        Column(head="Before" if same else short_day(report.old_day), form="count"),
        *(Column(head=HEADS[cause], form="share", zero="·") for cause in causes),
        Column(head="After" if same else short_day(report.new_day), form="count"),
    )
    rows: list[tuple[Cell, ...]] = [
        (line.standing.word, line.before, *(line.parts[cause] for cause in causes), line.after)
        for line in report.lines
    ]
    return Table(columns, rows, gap=2)


def _stories(group: Group, limit: int) -> Entries:
    told = [
        Entry(
            one.chain.commitment.ref,
            one.chain.commitment.title,
            f"{one.ends}. {one.declared}".strip(),
            one.steps,
        )
        for one in group.stories[:limit]
    ]
    return Entries(told, max(0, len(group.stories) - limit), told=True)
