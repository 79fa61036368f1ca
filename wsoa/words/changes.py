"""One change in plain words: dates, figures and names written out, and nothing said that is not recorded."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from wsoa.history.change import Change, Flag, Kind
from wsoa.history.fields import text_of
from wsoa.plan.dates import Calendar
from wsoa.plan.kpis import Measure
from wsoa.plan.models import Plan, Promise, Update
from wsoa.plan.walk import Item, walk
from wsoa.words.dates import say_text
from wsoa.words.lists import listed
from wsoa.words.numbers import count, say_number

NOTHING = "nothing"
NO_REASON = "no reason recorded"

_NAMES: Mapping[str, str] = {
    "accountable": "accountable officer",
    "also_in": "shared with",
    "depends_on": "depends on",
    "leads": "lead",
    "rating": "published rating",
    "rating_scheme": "rating scheme",
    "voices": "how people will show the difference",
    "year": "what a year means",
}
_NOTES: Mapping[Flag, str] = {
    Flag.DATE_GIVEN: "a date for the first time",
    Flag.DATE_LOST: "no date any more",
    Flag.MORE_PRECISE: "more precise",
    Flag.LESS_PRECISE: "less precise",
    Flag.AFTER_DUE: "changed after it had passed",
    Flag.NUMBER_GIVEN: "a number for the first time",
    Flag.TARGET_LOOSENED: "easier to reach",
    Flag.TARGET_TIGHTENED: "harder to reach",
    Flag.LOST_LEAD: "no lead recorded any more",
    Flag.VANISHED: "not withdrawn; no reason recorded",
    Flag.REF_RECYCLED: "ref reused",
    Flag.COMPLETION_UNDONE: "no longer complete",
    Flag.UPDATE_REWRITTEN: "edited after the fact",
}
_FIRST = frozenset({Flag.DATE_GIVEN, Flag.DATE_LOST})
_LISTS = frozenset({"impact", "voices"})
_DATES = frozenset({"due", "start", "ends", "accepted", "date", "completed"})
_PEOPLE = frozenset({"leads", "accountable", "chairs", "sponsors", "owner"})
_STATED = re.compile(
    r"(?:\A|; )(value|change|maintain|at|by|period|provisional|promised|set) ([^;]*)(?=;|\Z)"
)


class Words:
    """How the changes between two versions are told, each side with its own calendar and names."""

    def __init__(self, old: Plan, new: Plan) -> None:
        self._sides = (old, new)
        self._facts = [{i.ref: facts_of(i, side.calendar) for i in walk(side)} for side in self._sides]

    def of(self, change: Change) -> str:
        """Tell what happened, without the ref and title of the item."""
        what = self._what(change)
        notes = list(self._notes(change))
        return f"{what} ({'; '.join(notes)})" if notes else what

    def _what(self, change: Change) -> str:
        told = rerated(change)
        if told is not None:
            return told
        if change.field == "update":
            return _update_words(change)
        if change.kind is Kind.CHANGED or change.field:
            return self._field(change)
        if change.kind is Kind.RENUMBERED:
            return f"was {change.old}"
        return self._item(change)

    def _item(self, change: Change) -> str:
        item = change.item
        kind = "KPI" if item.kind == "kpi" else item.kind
        if change.kind in {Kind.ADDED, Kind.REMOVED}:
            facts = self._facts[change.kind is Kind.ADDED].get(item.ref)
            return f"{kind}, {facts}" if facts else kind
        side = 1 if change.kind is Kind.SPLIT else 0
        parts = ((change.new if side else change.old) or "").split(", ")
        own = self._facts[1 - side].get(item.ref)
        told = f"{'is now' if side else 'was'} {listed([self._part(side, ref) for ref in parts])}"
        if not own:
            return told
        return f"{own}; {told}" if side else f"{told}; now {own}"

    def _part(self, side: int, ref: str) -> str:
        facts = self._facts[side].get(ref)
        return f"{ref} ({facts})" if facts else ref

    def _field(self, change: Change) -> str:
        if change.field.startswith("roles."):
            return self._post(change)
        if change.field in _LISTS:
            return _rewritten(self._name(change.field), _size(change.old), _size(change.new))
        old, new = (self._value(change, text, side) for side, text in enumerate((change.old, change.new)))
        name = self._name(change.field)
        if change.field == "due":
            return f"{self._steps(change, 0) or old} → {self._steps(change, 1) or new}"
        if change.kind is Kind.ADDED or change.old is None:
            return f"{name}: {new}"
        if change.new is None:
            return f"{name} taken out: {old}"
        return f"{name}: {old} → {new}"

    def _steps(self, change: Change, side: int) -> str:
        """The dates of an action's steps, where it has none of its own on one side."""
        if (change.old, change.new)[side] is not None:
            return ""
        return self._facts[side].get(change.item.ref if side else change.was or change.item.ref, "")

    def _post(self, change: Change) -> str:
        role = change.field.removeprefix("roles.")
        old, new = (side.roles.get(role) for side in self._sides)
        if old is None or new is None:
            named = new or old
            return f"{'post named' if new else 'post no longer named'}: {named.name if named else role}"
        told = [
            f"{label} {before or NOTHING} → {after or NOTHING}"
            for label, before, after in (
                ("name", old.name, new.name),
                ("holder", old.holder, new.holder),
                ("vacant", _yes(old.vacant), _yes(new.vacant)),
            )
            if before != after
        ]
        return f"{new.name}: {'; '.join(told) or 'other spellings'}"

    def _name(self, field: str) -> str:
        if field.startswith("target by "):
            return f"target for {say_text(field.removeprefix('target by '), self._sides[1].calendar)}"
        return _NAMES.get(field, field)

    def _value(self, change: Change, text: str | None, side: int) -> str:
        if text is None:
            return NOTHING
        plan = self._sides[side]
        if change.field in _DATES:
            return say_text(text, plan.calendar)
        if change.field in _PEOPLE:
            return listed([plan.role_name(role) for role in text.split("; ")])
        if change.field == "baseline" or change.field.startswith("target"):
            return _figure_words(change.item, text, plan.calendar)
        return text

    def _notes(self, change: Change) -> Iterator[str]:
        if change.moved and change.days:
            yield f"{count(abs(change.days), 'day')} {'later' if change.days > 0 else 'earlier'}"
        for flag, words in _NOTES.items():
            if flag in change.flags and not (flag in _FIRST and self._dated(change)):
                yield words
        if change.reason:
            yield f"reason: {change.reason}"
        if change.agreed_by:
            yield f"agreed by {change.agreed_by}"
        if Flag.NOT_RECORDED in change.flags or (Flag.RECORDED in change.flags and not change.reason):
            yield NO_REASON

    def _dated(self, change: Change) -> bool:
        """True where an action's steps had or have the dates that it has not itself."""
        return bool(self._steps(change, 0) or self._steps(change, 1))


def rerated(change: Change) -> str | None:
    """Tell of a new update that declares another rating than the last one did; None for anything else."""
    updates: Sequence[Update] = getattr(change.item.thing, "updates", ())
    if change.kind is not Kind.ADDED or change.field != "update":
        return None
    place = next((n for n, update in enumerate(updates) if text_of(update) == change.new), None)
    if place is None or updates[place].rating is None:
        return None
    before = next((u.rating for u in reversed(updates[:place]) if u.rating), None)
    published = getattr(change.item.thing, "rating", None)
    before = before or (published.code if published else None)
    if before == updates[place].rating:
        return None
    day = updates[place].date.text
    return f"declared {before or NOTHING} → {updates[place].rating}, update of {say_text(day, Calendar())}"


def _update_words(change: Change) -> str:
    if change.kind is Kind.ADDED:
        return f"update of {_said(change.new)}"
    if change.new is None:
        return f"update taken out: {_said(change.old)}"
    return f"update of {_said(change.old)} → {_said(change.new)}"


def _said(text: str | None) -> str:
    """Write an update's canonical text as a reader would: its day, then what was said."""
    day, _, rest = (text or "").removeprefix("date ").partition("; text ")
    return f"{say_text(day, Calendar())}: {rest}"


def _yes(vacant: bool) -> str:  # noqa: FBT001 - a fact of a post, put into words
    return "yes" if vacant else ""


def _rewritten(name: str, old: str, new: str) -> str:
    return f"{name} reworded" if old == new else f"{name}: {old} → {new}"


def _size(text: str | None) -> str:
    if not text:
        return NOTHING
    return count(len(text.split("; text ")), "entry") if text.startswith("text ") else "stated"


def facts_of(item: Item, calendar: Calendar) -> str:
    """Say when an item is due, or its steps are; of a KPI, where it starts and how many targets it has."""
    if isinstance(item.thing, Measure):
        return _kpi_facts(item, item.thing, calendar)
    own = getattr(item.thing, "due", None)
    if own is not None:
        return f"due {say_text(own.text, calendar)}"
    steps: Sequence[Promise] = getattr(item.thing, "milestones", ())
    dates = [say_text(step.due.text, calendar) for step in steps if step.due]
    return f"steps due {listed(dates)}" if dates else ""


def _kpi_facts(item: Item, measure: Measure, calendar: Calendar) -> str:
    stated = text_of(measure.baseline)
    baseline = f"baseline {_figure_words(item, stated, calendar)}" if stated else "no baseline"
    return f"{baseline}, {count(len(measure.targets), 'target') if measure.targets else 'no target'}"


def _figure_words(item: Item, text: str, calendar: Calendar) -> str:
    head, mark, rest = text.partition("text ") if not text.startswith("text ") else ("", "text ", text[5:])
    stated = dict(_STATED.findall(head))
    told = list(_stated_words(item, stated, calendar))
    if mark:
        told.append(f"“{rest.rpartition('; source ')[0] or rest}”")
    return ", ".join(told) or text


def _stated_words(item: Item, stated: Mapping[str, str], calendar: Calendar) -> Iterator[str]:
    unit = item.kpi.unit if item.kpi else "count"
    if "value" in stated:
        yield say_number(Decimal(stated["value"]), unit)
    if "change" in stated:
        sign = "" if stated["change"].startswith("-") else "+"
        yield f"{sign}{say_number(Decimal(stated['change']), unit)} on the baseline"
    if "maintain" in stated:
        yield "stay at the baseline"
    if "promised" in stated:
        yield f"to be set by {say_text(stated['promised'], calendar)}"
    when = stated.get("at") or stated.get("period")
    if when:
        yield f"for {say_text(when, calendar)}"
    if "provisional" in stated:
        yield "provisional"
