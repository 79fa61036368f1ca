"""One value of a plan in plain words: a date, a figure, an update, a record, or any part of a plan."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Any

from pydantic import BaseModel

from wsoa.plan.dates import Calendar, Deadline, Precision, When
from wsoa.plan.head import Change as Record
from wsoa.plan.head import Silence
from wsoa.plan.kpis import Baseline, Comparator, Reading, Target, Unit
from wsoa.plan.models import Plan, PublishedRating, Update, Verification, Withdrawal
from wsoa.words.dates import say_day, say_text, say_when
from wsoa.words.lists import listed
from wsoa.words.numbers import say_number

NOTHING = "nothing"
_RELATIVE = frozenset({Precision.OFFSET, Precision.TERM})


def say_deadline(date: Deadline | None, calendar: Calendar) -> str:
    """Write a promised date out; the day it means first where its words alone do not settle it."""
    if date is None:
        return "no date"
    if date.when.precision in _RELATIVE and date.latest is not None:
        return f"{say_day(date.latest)} ({date.when.text.replace('-', ' to ')})"
    return say_when(date.when, calendar)


def say_value(value: Any, plan: Plan, unit: Unit | None = None) -> str:  # noqa: ANN401 - any field of any model
    """Write any value of a plan out. Nothing is cut: what somebody wrote is told whole."""
    if value is None or value in ((), {}):
        return NOTHING
    if isinstance(value, BaseModel):
        return _part(value, plan, unit or "count")
    if isinstance(value, When | Decimal | bool | str):
        return _single(value, plan.calendar, unit or "count")
    if isinstance(value, tuple):
        mark = listed if all(isinstance(one, str) for one in value) else "; ".join
        return mark([say_value(one, plan, unit) for one in value])
    if isinstance(value, dict):
        return "; ".join(f"{key}: {say_value(one, plan)}" for key, one in value.items())
    return str(value)


def _single(value: When | Decimal | bool | str, calendar: Calendar, unit: Unit) -> str:  # noqa: FBT001 - any value
    if isinstance(value, When):
        return say_when(value, calendar)
    if isinstance(value, Decimal):
        return say_number(value, unit)
    return value if isinstance(value, str) else "yes" if value else "no"


def _part(value: BaseModel, plan: Plan, unit: Unit) -> str:
    if isinstance(value, Baseline | Target | Reading | Comparator):
        return say_figure(value, unit, plan.calendar)
    if isinstance(value, Update):
        return said(value, plan)
    if isinstance(value, Record):
        return say_record(value, plan)
    if isinstance(value, Withdrawal):
        return _withdrawn(value, plan)
    if isinstance(value, Silence):
        return say_silence(value, plan.calendar)
    return _given(value, plan)


def _given(value: BaseModel, plan: Plan) -> str:
    if isinstance(value, PublishedRating):
        when = f" {say_when(value.date, plan.calendar)}" if value.date else ", no date recorded"
        return f"{value.code}, published{when}"
    if isinstance(value, Verification):
        return f"{say_when(value.date, plan.calendar)}, by {value.by}"
    return ", ".join(_fields(value, plan)) or NOTHING


def _fields(model: BaseModel, plan: Plan) -> Iterator[str]:
    """Write a part of a plan out field by field; its title or text first and without a label."""
    for name, field in type(model).model_fields.items():
        value = getattr(model, name)
        if value is None or value == field.default or value in ((), {}):
            continue
        words = "yes" if value is True else say_value(value, plan)
        yield words if name in {"title", "text", "name"} else f"{name.replace('_', ' ')} {words}"


def said(update: Update, plan: Plan) -> str:
    """Write an update as a reader would: its day, what was said, and what it expects or rates."""
    told = [f"{say_when(update.date, plan.calendar)}: {update.text}", *_in_the_way(update)]
    if update.rating:
        told.append(f"rating {update.rating}")
    return _joined([*told, *_expected(update, plan)])


def _in_the_way(update: Update) -> Iterator[str]:
    if update.blocker:
        yield f"in the way: {update.blocker}"
    if update.help_needed:
        yield f"asked for: {update.help_needed}"


def _expected(update: Update, plan: Plan) -> Iterator[str]:
    if update.forecast:
        yield f"now expected {say_when(update.forecast, plan.calendar)}"
    if update.confidence:
        yield f"{update.confidence} confidence"
    if update.by:
        yield f"by {plan.role_name(update.by)}"
    for evidence in update.evidence:
        yield f"evidence: {evidence.title}"
    if update.source:
        yield f"source: {update.source}"


def told_with(update: Update, plan: Plan) -> str:
    """Write what an update says beside its rating: its day, its text, what it expects."""
    return _joined(
        [
            f"update of {say_when(update.date, plan.calendar)}: {update.text}",
            *_in_the_way(update),
            *_expected(update, plan),
        ]
    )


def _joined(told: Sequence[str]) -> str:
    """Join what is told into one line; a full stop that somebody typed stays only at its end."""
    *first, last = told
    return "; ".join([*(one.removesuffix(".") for one in first), last])


def say_record(record: Record, plan: Plan) -> str:
    """Write a change record out: what, from what, to what, why, who agreed, and where it is minuted."""
    old, new = (say_text(text, plan.calendar) if text else NOTHING for text in (record.old, record.new))
    told = [f"{say_when(record.date, plan.calendar)}: {record.field} from {old} to {new}"]
    told.append(f"reason: {record.reason}" if record.reason else "no reason recorded")
    if record.agreed_by:
        told.append(f"agreed by {plan.role_name(record.agreed_by)}")
    if record.minute:
        told.append(f"minute: {record.minute}")
    return "; ".join(told)


def say_silence(silence: Silence, calendar: Calendar) -> str:
    """Write out what is silenced, why and until when."""
    on = f" on {silence.ref}" if silence.ref else ""
    until = f", until {say_when(silence.until, calendar)}" if silence.until else ""
    return f"{silence.code}{on}: {silence.reason}{until}"


def say_figure(stated: Baseline | Target | Reading | Comparator, unit: Unit, calendar: Calendar) -> str:
    """Write a figure out: the number or the promise of one, its date, and what is said in its place."""
    told = list(_figures(stated, unit, calendar))
    text = stated.text
    if text:
        told.append(f"“{text}”")
    source = getattr(stated, "source", None)
    if source:
        told.append(f"source: {source}")
    note = getattr(stated, "note", None)
    if note:
        told.append(note)
    return ", ".join(told) or NOTHING


def _figures(
    stated: Baseline | Target | Reading | Comparator, unit: Unit, calendar: Calendar
) -> Iterator[str]:
    if isinstance(stated, Comparator):
        yield stated.name
    if stated.value is not None:
        yield say_number(stated.value, unit)
    change = getattr(stated, "change", None)
    if change is not None:
        yield f"{'' if change < 0 else '+'}{say_number(change, unit)} on the baseline"
    if getattr(stated, "maintain", False):
        yield "stay at the baseline"
    promised = getattr(stated, "promised", None)
    if promised is not None:
        yield f"to be set by {say_when(promised, calendar)}"
    when = getattr(stated, "at", None) or getattr(stated, "date", None) or getattr(stated, "period", None)
    if when is not None:
        yield f"for {say_when(when, calendar)}"
    settled = getattr(stated, "set", None)
    if settled is not None:
        yield f"set {say_when(settled, calendar)}"
    for name in ("provisional", "projected", "suppressed"):
        if getattr(stated, name, False):
            yield "withheld" if name == "suppressed" else name


def _withdrawn(withdrawal: Withdrawal, plan: Plan) -> str:
    told = [say_when(withdrawal.date, plan.calendar)]
    if withdrawal.reason:
        told.append(f"reason: {withdrawal.reason}")
    if withdrawal.by:
        told.append(f"agreed by {plan.role_name(withdrawal.by)}")
    if withdrawal.superseded_by:
        told.append(f"replaced by {withdrawal.superseded_by}")
    return "; ".join(told)
