"""What may stand where somebody types: roles, refs, rating codes, dates, codes of findings."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from wsoa.checks import pages
from wsoa.editor.cursor import Typing, typing_at
from wsoa.editor.dates import dates_for
from wsoa.editor.meaning import REFS, Meaning, meaning_of
from wsoa.editor.names import Space
from wsoa.editor.positions import Range
from wsoa.editor.workspace import OpenPlan, PlanFile
from wsoa.files.editing.emit import scalar
from wsoa.plan.dates import Calendar
from wsoa.plan.models import Head
from wsoa.plan.walk import Item, walk


class Offer(NamedTuple):
    """One thing to choose: what is shown, what it is in words, what is written in place of what was typed."""

    label: str
    words: str
    written: str
    meaning: Meaning


class Offers(NamedTuple):
    """What there is to choose from, the likeliest first.

    ``typed`` is what stands in the characters to ``replace`` now. An editor that would look for it among the
    labels would find nothing: 31 oct is not the start of 2026-10-31.
    """

    typed: str
    replace: Range
    offers: tuple[Offer, ...]


class _Choice(NamedTuple):
    """A value, its words, and the words beyond both by which people may look for it."""

    value: str
    words: str
    also: str = ""


def completions(plan: OpenPlan, file: PlanFile, offset: int, today: date) -> Offers | None:
    """Return what may stand at a character of a file; None where any words may."""
    typing = typing_at(file.text, offset)
    held = typing.held(file.model) if typing is not None else None
    meaning = meaning_of(*held) if held is not None else None
    if typing is None or meaning is None:
        return None
    head = _head(plan)
    if meaning is Meaning.DATE:
        dates = dates_for(typing.typed, today, head.calendar if head is not None else Calendar())
        offers = [
            Offer(one.words, one.spelling, _written(one.spelling, meaning, typing), meaning) for one in dates
        ]
    else:
        choices = _ranked(typing.typed, _choices(meaning, plan, file, head))
        offers = [
            Offer(one.value, one.words, _written(one.value, meaning, typing), meaning) for one in choices
        ]
    return Offers(typing.quote + typing.typed, typing.replace, tuple(offers))


def _choices(meaning: Meaning, plan: OpenPlan, file: PlanFile, head: Head | None) -> Iterator[_Choice]:
    if meaning in REFS:
        yield from _refs(meaning, plan)
    elif meaning is Meaning.CODE:
        yield from (_Choice(page.code, page.name) for code in pages.codes() if (page := pages.page(code)))
    elif head is None:
        return
    elif meaning is Meaning.ROLE:
        yield from _roles(plan, file, head)
    elif meaning is Meaning.RATING:
        yield from (_Choice(code.code, f"{code.word}: {code.meaning}") for code in head.scheme.codes)
    elif meaning is Meaning.RESOURCE:
        yield from (_Choice(name, words) for name, words in head.resources.items())


def _ranked(typed: str, choices: Iterator[_Choice]) -> list[_Choice]:
    """Keep the choices in which every word that was typed occurs; those that start so come first."""
    begun = typed.casefold().strip()
    words = begun.split()
    fit = [
        one
        for one in choices
        if all(word in f"{one.value} {one.words} {one.also}".casefold() for word in words)
    ]
    return sorted(
        fit,
        key=lambda one: (
            not (one.value.casefold().startswith(begun) or one.words.casefold().startswith(begun))
        ),
    )


def _roles(plan: OpenPlan, file: PlanFile, head: Head) -> Iterator[_Choice]:
    """Yield the roles that this file names already, then the others."""
    here = {one.name.text for one in plan.names.inside(file.source.file) if one.name.space is Space.ROLE}
    for role in sorted(head.roles, key=lambda one: one not in here):
        known = head.roles[role]
        who = " (vacant)" if known.vacant else f" ({known.holder})" if known.holder else ""
        yield _Choice(role, f"{known.name}{who}", " ".join(known.also))


def _refs(meaning: Meaning, plan: OpenPlan) -> Iterator[_Choice]:
    readable = plan.readable
    model = readable.loaded.plan if readable is not None else None
    for item in walk(model) if model is not None else ():
        if _fits(item, meaning):
            yield _Choice(item.ref, f"{'KPI' if item.kind == 'kpi' else item.kind}: {item.title}")


def _fits(item: Item, meaning: Meaning) -> bool:
    if meaning is Meaning.WORKSTREAM:
        return item.kind == "workstream"
    if meaning is Meaning.WEAKNESS:
        return item.kind == "weakness"
    return meaning is Meaning.ANYTHING or item.kind != "weakness"


def _written(value: str, meaning: Meaning, typing: Typing) -> str:
    if value.startswith("{"):
        return value
    return scalar(value, "ref" if meaning in REFS else "", flow=True, quote=typing.quote)


def _head(plan: OpenPlan) -> Head | None:
    """Return the head of a plan as it is, or as it last was where it cannot be read now."""
    head = plan.loaded.sources.head.head.model
    if head is None and plan.before is not None:
        head = plan.before.loaded.sources.head.head.model
    return head
