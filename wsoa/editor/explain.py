"""What there is to say about a name or a value that somebody rests on, in Markdown."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from wsoa.assess.assessment import Assessment, assess
from wsoa.assess.rollup import RollUp
from wsoa.checks import pages
from wsoa.editor.meaning import Meaning, declared_at, meaning_of
from wsoa.editor.names import Mention, Name, Space
from wsoa.editor.positions import Range
from wsoa.editor.workspace import OpenPlan, PlanFile
from wsoa.files.editing.layout import Node
from wsoa.files.nodes import MappingNode, Path, SequenceNode, TextSpan
from wsoa.plan.base import Misread
from wsoa.plan.dates import Calendar, parse
from wsoa.plan.find import NoItemError
from wsoa.plan.models import Head, Plan
from wsoa.plan.walk import Item
from wsoa.render.markdown.escape import md
from wsoa.reports.terminal.item import ItemReport, item
from wsoa.reports.terminal.item_layout import lines
from wsoa.words.dates import say_day, say_when
from wsoa.words.kpi_progress import travel_words, verdict
from wsoa.words.kpis import measures_of
from wsoa.words.lists import capital, listed, small
from wsoa.words.numbers import count

_TOO_LONG = frozenset(
    {"update", "in the way", "asked for", "change", "detail", "note", "printed", "impact", "ambition"}
)
"""Lines of an item that its file shows better than a small box would."""
_MOST_LINES = 16
_STALE = "As it was when the plan could last be read."


class Told(NamedTuple):
    """Words about a stretch of text."""

    markdown: str
    about: Range


def explain(plan: OpenPlan, file: PlanFile, offset: int, today: date) -> Told | None:
    """Return what there is to say about what stands at a character; None where there is nothing."""
    mention = plan.names.at(file.source.file, offset)
    if mention is not None:
        words = _of_name(plan, mention, today)
        return Told(words, Range(mention.start, mention.end)) if words else None
    held = _value_at(file.source.root, offset, ())
    if held is None:
        return None
    path, text, spot = held
    declared = declared_at(file.model, path)
    meaning = meaning_of(*declared) if declared is not None else None
    head = plan.loaded.sources.head.head.model
    words = _of_value(meaning, text, head) if meaning is not None else ""
    return Told(words, Range(spot.start_mark.index, spot.end_mark.index)) if words else None


def _of_name(plan: OpenPlan, mention: Mention, today: date) -> str:
    readable = plan.readable
    model = readable.loaded.plan if readable is not None else None
    if readable is None or model is None:
        return ""
    words = (
        _role(readable, mention.name, model)
        if mention.name.space is Space.ROLE
        else _item(readable, mention.name, assess(model, today))
    )
    return words if readable is plan or not words else f"{words}\n\n*{_STALE}*"


def _role(plan: OpenPlan, name: Name, model: Plan) -> str:
    known = model.roles.get(name.text)
    if known is None:
        return ""
    who = "Vacant" if known.vacant else known.holder
    told = [f"**{md(known.name)}**", *([md(who)] if who else [])]
    keys = [one.key for one in plan.names.of(name) if not one.defines]
    named = [count(keys.count(key), words) for key, words in _NAMED.items() if key in keys]
    told.append(f"Named here as {listed(named)}." if named else "Nothing here names it.")
    if known.also:
        told.append(f"Also printed as {listed([f'“{md(also)}”' for also in known.also])}.")
    return "\n\n".join(told)


_NAMED = {
    "leads": "lead",
    "accountable": "accountable officer",
    "owner": "owner of a KPI",
    "chairs": "chair",
    "chair": "chair of a board",
    "sponsors": "sponsor",
    "by": "reporter",
}


def _item(plan: OpenPlan, name: Name, assessment: Assessment) -> str:
    ref = f"weakness {name.text}" if name.space is Space.WEAKNESS else name.text
    try:
        report = item(plan.loaded, assessment, ref)
    except NoItemError:
        return ""
    found = report.item
    kind = assessment.plan.labels.model_dump().get(found.kind, found.kind)
    title = f"**{md(found.ref)}** {md(found.title)}"
    state = [f"- {md(one)}" for one in (*_in_it(found, report.whole), *_reached(report, assessment))]
    day = f"*{md(capital(kind))}, as at {say_day(assessment.as_of)}*"
    return "\n".join((title, "", *state, *list(_rows(report))[:_MOST_LINES], "", day))


def _rows(report: ItemReport) -> Iterator[str]:
    """Yield what is known of an item, less what is too long; a line without a label goes on with the last."""
    last = ""
    for label, value in lines(report):
        last = label or last
        if last not in _TOO_LONG:
            yield f"- {md(label)}: {md(value)}" if label else f"- {md(value)}"


def _in_it(found: Item, whole: RollUp) -> Iterator[str]:
    """Count what a workstream, an outcome or an action with milestones holds, by standing."""
    if whole.total > 1 and found.kind in {"workstream", "outcome", "action"}:
        counts = [f"{number} {s.word.lower()}" for s, number in whole.by_standing.items() if number]
        yield f"{count(whole.total, 'commitment')} in it: {listed(counts)}"


def _reached(report: ItemReport, assessment: Assessment) -> Iterator[str]:
    """Say how a KPI stands, and each of its parts that has a figure."""
    for measured in measures_of(assessment, report.kpi) if report.kpi is not None else ():
        whole = measured.measure is measured.kpi
        if whole or measured.state.latest is not None:
            told = ", ".join(filter(None, (verdict(measured), small(travel_words(measured)))))
            yield f"state: {told}" if whole else f"state: {measured.measure.title}: {small(told)}"


def _value_at(node: Node, offset: int, path: Path) -> tuple[Path, str, TextSpan] | None:
    """Return the piece of text that a character stands in, with the keys and positions that lead to it."""
    if isinstance(node, MappingNode):
        held = [((*path, key), node.get(key), spot) for key, (_, spot) in node.spots.items()]
    elif isinstance(node, SequenceNode):
        held = [
            ((*path, index), one, spot)
            for index, (one, spot) in enumerate(zip(node, node.spots, strict=True))
        ]
    else:
        return None
    for here, value, spot in held:
        if isinstance(value, str):
            if spot.start_mark.index <= offset <= spot.end_mark.index:
                return here, value, spot
        elif (found := _value_at(value, offset, here)) is not None:
            return found
    return None


def _of_value(meaning: Meaning, text: str, head: Head | None) -> str:
    if meaning is Meaning.DATE:
        return _date(text, head)
    if meaning is Meaning.CODE:
        page = pages.page(text)
        return f"**{page.code}** {md(page.name)}" if page is not None else ""
    if head is None:
        return ""
    if meaning is Meaning.RATING:
        code = next((one for one in head.scheme.codes if one.code.casefold() == text.casefold()), None)
        return f"**{md(code.code)}** {md(code.word)}: {md(code.meaning)}" if code is not None else ""
    if meaning is Meaning.RESOURCE and text in head.resources:
        return f"**{md(text)}** {md(head.resources[text])}"
    return ""


def _date(text: str, head: Head | None) -> str:
    calendar = head.calendar if head is not None else Calendar()
    try:
        when = parse(text)
    except Misread:
        return ""
    words = capital(say_when(when, calendar))
    latest = when.window(calendar).latest
    return f"{md(words)}\n\nLate after {say_day(latest)}" if latest is not None else md(words)
