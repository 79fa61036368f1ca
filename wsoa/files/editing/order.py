"""In which order the keys of each part of a plan stand, for writing a new one where people look for it."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from pydantic import BaseModel

from wsoa.plan.head import Labels
from wsoa.plan.kpis import Kpi
from wsoa.plan.models import Head, Impact, Outcome, Promise, Workstream

_WORDS = ("printed", "page", "note")
_FIRST: Mapping[type[BaseModel], tuple[str, ...]] = {
    Head: (
        *("format", "kind", "area", "title", "bodies", "document", "inspection", "submitted", "returned"),
        *("accepted", "start", "ends", "supersedes", "labels", "rating_scheme", "year", "terms", "resources"),
        *("summary", "vision", "ambitions", "pledge", "co_production", "roles", "weaknesses", "governance"),
        *("reviews", "glossary", "updates", "note", "ignore", "workstreams"),
    ),
    Labels: ("workstream", "outcome", "weakness"),
    Workstream: (
        *("ref", "title", "ambition", "chairs", "sponsors", "partners", "weaknesses", "impact", "voices"),
        *("page", "note"),
    ),
    Outcome: ("ref", "title", "accountable", "weaknesses", "due", "impact", *_WORDS),
    Promise: (
        *("ref", "title", "detail", "leads", "accountable", "source", "weaknesses", "raised", "start", "due"),
        *("resource", "priority", "risk", "groups", "depends_on", "see", "success", "milestones"),
        *("rating", "completed", "verified", "closed", "paused", "awaiting_sign_off", "evidence", "impact"),
        *("changes", "updates"),
    ),
    Impact: ("by",),
    Kpi: (
        *("ref", "title", "aim", "unit", "owner", "frequency", "year", "definition", "statutory"),
        *("tolerance", "also_in", "baseline", "targets", "parts", "readings", "comparators", *_WORDS),
    ),
}
"""The keys that stand first, what a thing is before what it holds; the others follow in the model's order."""


@lru_cache(maxsize=64)
def keys_of(model: type[BaseModel]) -> tuple[str, ...]:
    """Return the keys of a model in the format's order: ref first, milestones before what is reported."""
    keys = [field.alias or name for name, field in model.model_fields.items()]
    wanted = next((_FIRST[one] for one in model.__mro__ if one in _FIRST), ("ref",))
    first = [key for key in wanted if key in keys]
    return (*first, *(key for key in keys if key not in first))
