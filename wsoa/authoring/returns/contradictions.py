"""Boxes of one item that lack another, or contradict it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from wsoa.authoring.returns.fields import STATUSES, label_of
from wsoa.authoring.returns.filled import Said

Contradiction = tuple[str, str]
"""The key of the box that cannot stand as it is, and why."""


def contradictions(said: Mapping[str, Said], *, explained: bool = True) -> Iterator[Contradiction]:
    """Yield what is at contradictions in the boxes of one item; ``explained``: a new date needs a reason."""
    yield from _of_dates(said, explained=explained)
    yield from _of_evidence(said)
    yield from _of_figures(said)


def _of_dates(said: Mapping[str, Said], *, explained: bool) -> Iterator[Contradiction]:
    for key in ("expected", "move_to"):
        if key in said and "finished" in said:
            yield key, f"“{label_of('finished')}” says that it is finished"
    if "move_to" in said:
        lacking = [f"“{label_of(key)}”" for key in ("reason", "agreed_by") if key not in said]
        if lacking and explained:
            yield "move_to", f"a new date needs {' and '.join(lacking)} too"
        return
    for key in ("reason", "agreed_by"):
        if key in said:
            yield key, f"there is no new date: “{label_of('move_to')}” is blank"


def _of_evidence(said: Mapping[str, Said]) -> Iterator[Contradiction]:
    title, address = said.get("evidence"), said.get("address")
    if address and not title:
        yield "address", f"“{label_of('evidence')}” is blank; an address needs a name"
    if title and ("://" in title.words or "=" in title.words):
        yield "evidence", f"write a name without =; an address belongs under “{label_of('address')}”"
    if address and len(address.words.split()) > 1:
        yield "address", "this is more than one address, or none"


def _of_figures(said: Mapping[str, Said]) -> Iterator[Contradiction]:
    lonely = said.keys() & {"status", "remark"} and not said.keys() & {"figure", "period"}
    for one, other in (
        ("figure", "period"),
        ("period", "figure"),
        ("status", "figure"),
        ("remark", "figure"),
    ):
        if one in said and other not in said and (one in {"figure", "period"} or lonely):
            yield one, f"“{label_of(other)}” is blank"
    if "status" in said and said["status"].words.casefold() not in STATUSES:
        yield "status", f"write {', '.join(STATUSES[:-1])} or {STATUSES[-1]}"
