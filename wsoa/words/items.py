"""How the items of a plan are called: their refs as people say them, and titles that can stand alone."""

from __future__ import annotations

from collections.abc import Sequence

from wsoa.assess.assessment import Commitment
from wsoa.plan.head import Labels
from wsoa.plan.walk import Item

NO_WORKSTREAM = "The plan as a whole"
"""What stands in the place of a workstream for what belongs to none."""
ALL = "All"
"""What the row is called that counts all the others together."""


def name_of(item: Item, labels: Labels) -> str:
    """Return a ref as people say it: 1.1a, or 1.1a key milestone 2 for a step without a ref of its own."""
    place = _place(item)
    return f"{item.action.ref} {labels.milestone} {place}" if place and item.action else item.ref


def short_name(item: Item) -> str:
    """Return a ref as a mark in a drawing has room for: 1.1.1, or 1.1a (2) for a step without its own."""
    place = _place(item)
    return f"{item.action.ref} ({place})" if place and item.action else item.ref


def _place(item: Item) -> int:
    """Return the place of a step without a ref of its own within its action, from 1; 0 for other items."""
    own = getattr(item.thing, "ref", None)
    return int(item.path[-1]) + 1 if item.kind == "milestone" and own is None else 0


def full_title(item: Item) -> str:
    """Return an item's title; a milestone's follows that of its action, as it may say little alone."""
    return f"{item.action.title}: {item.title}" if item.kind == "milestone" and item.action else item.title


def title_of(commitment: Commitment) -> str:
    """Name a commitment so that it can stand alone: a milestone after its action."""
    return full_title(commitment.item) if commitment.kind == "milestone" else commitment.title


def with_ref(ref: str, title: str) -> str:
    """Return a title after its ref, once where both are the same."""
    return title if ref == title else f"{ref} {title}"


def work_noun(commitments: Sequence[Commitment], labels: Labels) -> str:
    """Return the area's word for actions or for milestones, or both words where there are both."""
    words = {"action": labels.action, "milestone": labels.milestone}
    kinds = {c.kind for c in commitments}
    return " and ".join(word for kind, word in words.items() if kind in kinds) or labels.action
