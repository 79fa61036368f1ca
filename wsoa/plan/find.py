"""Finding an item of a plan by what people call it."""

from __future__ import annotations

from collections.abc import Sequence

from wsoa.plan.models import Plan
from wsoa.plan.walk import Item, walk


class NoItemError(Exception):
    """The plan has no such ref; ``close`` are the nearest it has."""

    def __init__(self, ref: str, close: Sequence[str]) -> None:
        super().__init__(ref)
        self.ref, self.close = ref, tuple(close)


def find(plan: Plan, ref: str) -> Item:
    """Find an item by ref, by kind and ref, or by its printed ref.

    Raises:
        NoItemError: nothing in the plan is called that.
    """
    items = list(walk(plan))
    wanted = ref.strip().casefold()
    for matches in _MATCHERS:
        hits = [i for i in items if matches(i, wanted)]
        if hits:
            return min(hits, key=lambda i: i.kind == "weakness")
    bare = wanted.partition("#")[0]
    if bare != wanted:
        return find(plan, bare)
    from difflib import get_close_matches  # noqa: PLC0415 - only a slip needs it

    known = {i.ref for i in items}
    raise NoItemError(ref, get_close_matches(ref, known, n=3, cutoff=0.5))


def _by_ref(item: Item, wanted: str) -> bool:
    return item.ref.casefold() == wanted


def _by_kind(item: Item, wanted: str) -> bool:
    return f"{item.kind} {item.ref}".casefold() == wanted


def _by_printed(item: Item, wanted: str) -> bool:
    printed = getattr(item.thing, "printed", {})
    return str(printed.get("ref", "")).casefold() == wanted


_MATCHERS = (_by_ref, _by_kind, _by_printed)
