"""How a chart names a commitment: shortly beside a mark, in full in a table."""

from __future__ import annotations

from wsoa.assess.assessment import Commitment
from wsoa.plan.models import Plan
from wsoa.reports.plan_as_at import full_title


def short_name(commitment: Commitment) -> str:
    """Return a ref as a mark has room for: 1.1.1, or 1.1a (2) for a milestone without a ref of its own."""
    ref, hash_, place = commitment.ref.partition("#")
    return f"{ref} ({place})" if hash_ and place.isdigit() else ref


def full_name(commitment: Commitment, plan: Plan) -> str:
    """Return a ref as people say it: 1.1a milestone 2."""
    ref, hash_, place = commitment.ref.partition("#")
    return f"{ref} {plan.labels.milestone} {place}" if hash_ and place.isdigit() else ref


def title_of(commitment: Commitment) -> str:
    """Return the title; that of a milestone follows its action's, as it may say little alone."""
    return full_title(commitment.item) if commitment.kind == "milestone" else commitment.title


def with_ref(ref: str, title: str) -> str:
    """Return a title after its ref, once where both are the same."""
    return title if ref == title else f"{ref} {title}"
