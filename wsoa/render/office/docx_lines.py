"""The small pieces of a statement as Word paragraphs: facts, reports, evidence, links."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from wsoa.render.office.docx_parts import Para, Run, text
from wsoa.reports.anchors import Prose
from wsoa.reports.parts import EvidenceLine, Fact, Link, Report, Titled, Trail

BULLET, SMALL, FACT, LOG = "ListBullet", "Smallprint", "Fact", "Logentry"
HEADINGS = ("Title", "Heading1", "Heading2", "Heading3")


def heading(words: str, level: int, anchor: str = "") -> Para:
    """Return a heading: 1 for a section, 3 at most."""
    return Para((Run(words),), HEADINGS[level], anchor)


def prose(spans: Prose) -> tuple[Run, ...]:
    """Return text with its links."""
    return tuple(Run(span.text, url=span.url) for span in spans)


def goto(link: Link) -> Run:
    """Return a link within the document; words alone where it leads nowhere."""
    return Run(link.text, anchor=link.anchor)


def links(given: Sequence[Link], between: str = ", ") -> tuple[Run, ...]:
    """Return links one after the other."""
    runs = [part for link in given for part in (goto(link), Run(between))]
    return tuple(runs[:-1])


def trail(given: Trail, style: str) -> Para:
    """Return a label and its links."""
    return Para((Run(f"{given.label}: "), *links(given.links)), style)


def facts(given: Iterable[Fact]) -> list[Para]:
    """Return a line for each fact, its label in front."""
    return [_fact(one) for one in given]


def _fact(one: Fact) -> Para:
    runs = [Run(f"{one.label}\t", "Muted")]
    for place, line in enumerate(one.lines):
        runs += [*([Run("\n")] if place else []), *prose(line)]
    return Para(tuple(runs), FACT)


def evidence(given: Sequence[EvidenceLine]) -> tuple[Run, ...]:
    """Return evidence in one line; nothing for none."""
    runs: list[Run] = []
    for one in given:
        runs += [Run("; " if runs else "Evidence: "), Run(one.title, url=one.url)]
        runs += [Run(f" ({one.detail})")] if one.detail else []
    return tuple(runs)


def report(given: Report, style: str) -> list[Para]:
    """Return a report of progress, and its evidence below it."""
    told = " ".join((given.text, *given.extra))
    source = (Run(" "), *prose(given.source)) if given.source else ()
    below = evidence(given.evidence)
    return [
        Para((Run(f"{given.date.words}: "), Run(told), *source), style),
        *([Para(below, style)] if below else []),
    ]


def reports(given: Sequence[Report], words: str, level: int) -> list[Para]:
    """Return reports as a list under a heading; nothing for none."""
    if not given:
        return []
    return [heading(words, level), *(part for one in given for part in report(one, BULLET))]


def grouped(given: Iterable[Titled], level: int) -> list[Para]:
    """Return lists, each under its heading where it has one."""
    found = []
    for group in given:
        found += [heading(group.heading, level)] if group.heading else []
        found += [text(line, BULLET) for line in group.lines]
    return found


def remarks(given: Iterable[Prose], style: str = SMALL) -> list[Para]:
    """Return remarks in small print."""
    return [Para(prose(line), style) for line in given if line]
