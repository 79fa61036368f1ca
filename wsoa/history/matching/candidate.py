"""An item on its way to being tied: what it is called, and where it belongs."""

from __future__ import annotations

from typing import NamedTuple, Self

from wsoa.plan.walk import Item


class Candidate(NamedTuple):
    """An item, its ref (empty where it has none of its own), and where it belongs.

    ``holder`` is what it stands in, and ``parent`` the same where it is sought only there; ``stream`` is the
    workstream, ``place`` the item's own name for what it holds itself.
    """

    item: Item
    ref: str
    parent: object
    holder: object
    stream: object
    place: object
    back: object = None

    @classmethod
    def of(cls, item: Item, holder: object, stream: object, place: object, back: object = None) -> Self:
        """Describe an item; ``back`` is set where it had gone before the older version."""
        parent = holder if item.kind == "part" or _by_position(item) else ""
        return cls(item, _ref(item), parent, holder, stream, place, back)

    @property
    def gone(self) -> bool:
        """True where it had gone before the older version."""
        return self.back is not None


def _ref(item: Item) -> str:
    return "" if _by_position(item) else str(getattr(item.thing, "ref", "")).casefold()


def _by_position(item: Item) -> bool:
    return item.kind in {"milestone", "review"} and getattr(item.thing, "ref", None) is None
