"""What a change record may call each date of an item, and the records of one date."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from wsoa.plan.base import Misread
from wsoa.plan.dates import parse
from wsoa.plan.head import Change

NAMES = {
    "due": frozenset({"due"}),
    "ends": frozenset({"ends"}),
    "impact": frozenset({"impact", "by"}),
    "baseline": frozenset({"baseline", "baseline promised", "promised"}),
    "target": frozenset({"target", "targets", "by", "due"}),
    "target promised": frozenset({"target", "targets", "target promised", "promised"}),
    "comparator": frozenset({"comparator", "comparators", "promised"}),
}
"""What a record may call each date in ``field:``. The key is what our own commands write."""
CALENDAR = frozenset({"start", "terms", "year"})
"""Keys of the plan that move the dates which count from them; one record of theirs explains all of them."""


def about(records: Iterable[Change], name: str) -> tuple[Change, ...]:
    """Return the records of one date of an item, in their order."""
    return tuple(record for record in records if record.field in NAMES.get(name, {name}))


def moves_date(record: Change) -> bool:
    """True where a record tells of a promised date, and not of a figure, a lead or a title."""
    known = record.field == "due" or any(record.field in names for names in NAMES.values())
    return known and any(is_date(text) for text in (record.old, record.new))


def is_date(text: str | None) -> bool:
    """True for a text that is a date in a spelling that plans use."""
    try:
        return text is not None and parse(text) is not None
    except Misread:
        return False


def leading_to(records: Sequence[Change], now: str | None) -> tuple[Change, ...]:
    """Return the records that lead, each from where the one before it ended, to a date as it stands now.

    Where an item has several dates of one name, that tells whose records they are.
    """
    found: list[Change] = []
    at = now
    for record in reversed(records):
        if record.new == at:
            found.insert(0, record)
            at = record.old
    return tuple(found)
