"""What changed at the head of a plan: posts, terms, words, silences, each told by its name."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from wsoa.history.change import Change, Flag, Kind
from wsoa.history.fields import text_of
from wsoa.plan.head import Silence
from wsoa.plan.models import Plan
from wsoa.plan.walk import Item

_NAMED = ("roles", "terms", "resources", "glossary")
"""Groups of a plan's head that are told entry by entry, as ``roles.send-lead``."""


def head_changes(item: Item, old: Plan, new: Plan) -> Iterator[Change]:
    """Tell what changed in the groups and lists of a plan's head; ``item`` is the plan."""
    for group in _NAMED:
        before, after = getattr(old, group), getattr(new, group)
        if before is not after:
            yield from _entries(item, group, before, after)
    yield from _silences(item, old.ignore, new.ignore)


def _entries(item: Item, group: str, old: Mapping[str, Any], new: Mapping[str, Any]) -> Iterator[Change]:
    for name in sorted({*old, *new}):
        was, now = old.get(name), new.get(name)
        if text_of(was) != text_of(now):
            flags = {Flag.DATE_ALTERED} if group == "terms" and was is not None else set()
            yield Change(Kind.CHANGED, item, f"{group}.{name}", was, now, frozenset(flags))


def _silences(item: Item, old: Sequence[Silence], new: Sequence[Silence]) -> Iterator[Change]:
    """Tell of findings that are silenced now, silenced otherwise, or no longer."""
    if old == new:
        return
    before, after = list(old), list(new)
    for silence in old:
        if silence in after:
            before.remove(silence)
            after.remove(silence)
    flags = frozenset({Flag.SILENCE})
    for was in before:
        now = next((one for one in after if (one.code, one.ref) == (was.code, was.ref)), None)
        if now is not None:
            after.remove(now)
            altered = was.until is not None and now.until != was.until
            more = flags | {Flag.DATE_ALTERED} if altered else flags
            yield Change(Kind.CHANGED, item, "ignore", was, now, more)
        else:
            yield Change(Kind.REMOVED, item, "ignore", was, None, flags)
    for now in after:
        yield Change(Kind.ADDED, item, "ignore", None, now, flags)
