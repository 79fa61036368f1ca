"""412: where the plan and the document it records read differently."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache

from wsoa.checks.rule import Hit, View, rule
from wsoa.checks.words import listed, written
from wsoa.findings import Severity
from wsoa.plan.base import Misread
from wsoa.plan.dates import When
from wsoa.plan.kpis import Kpi
from wsoa.plan.models import Outcome, Promise
from wsoa.plan.walk import Thing


@rule("WSOA412", "document-differs", Severity.INFO, "fitness")
def document_differs(view: View) -> Iterator[Hit]:
    """A value kept under printed: that is not just another spelling of what the plan reads."""
    for item in view.items:
        thing = item.thing
        for key, words in _printed(thing).items():
            if not _same(words, getattr(thing, key, None)):
                reads = _reading(view, thing, key)
                message = f"the document prints {key} “{words}”{reads}{_noted(thing)}"
                yield view.inside(
                    (*item.path, "printed", key),
                    message,
                    "check it against the document; nothing to do where both are right",
                )


def _printed(thing: Thing) -> Mapping[str, str]:
    return thing.printed if isinstance(thing, (Promise, Outcome, Kpi)) else {}


def _same(words: str, value: object) -> bool:
    return _spelling(words) == value.text if isinstance(value, When) else words == value


@lru_cache(maxsize=1024)
def _spelling(words: str) -> str | None:
    """Return a printed date as a plan spells it: documents print few dates, and those many times."""
    from wsoa.plan.spoken import canonical  # noqa: PLC0415 - reading words costs a start, and few plans need it

    try:
        return canonical(words)
    except Misread:
        return None


def _reading(view: View, thing: Thing, key: str) -> str:
    value = getattr(thing, {"lead": "leads"}.get(key, key), None)
    if isinstance(value, When):
        return f"; the plan reads {written(value)}"
    if isinstance(value, str):
        return f"; the plan reads {value}"
    if key in {"lead", "leads", "accountable"} and isinstance(value, tuple) and value:
        return f"; the plan reads {listed([view.plan.role_name(role) for role in value])}"
    return ""


def _noted(thing: Thing) -> str:
    note = getattr(thing, "note", None)
    return f". {note}" if note else ""


RULES = (document_differs,)
