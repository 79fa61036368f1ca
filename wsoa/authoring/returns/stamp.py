"""What a return carries, so that it can be told later whether the plan has moved on.

Everything is plain text that survives any program: one line for the file, one for each item.
"""

from __future__ import annotations

import re
from datetime import date
from hashlib import sha256
from typing import NamedTuple
from urllib.parse import quote, unquote

from wsoa.authoring.returns.fields import Kind
from wsoa.plan.kpis import Kpi, Measure
from wsoa.plan.models import Promise
from wsoa.plan.walk import Item

_VERSION = "1"
_HEADER = re.compile(
    r"wsoa-return (?P<version>[0-9]+) (?P<area>\S+) (?P<lead>\S+) "
    r"(?P<day>[0-9]{4}-[0-9]{2}-[0-9]{2}) (?P<hash>[0-9a-f]+)\Z",
    re.ASCII,
)
_CODE = re.compile(r"(?P<kind>[crb]) (?P<ref>\S+) (?P<stamp>[0-9a-f]{5}(?:\.[0-9a-f]{5}){3})\Z", re.ASCII)
_LETTERS: dict[Kind, str] = {"commitment": "c", "reading": "r", "baseline": "b"}
_KINDS: dict[str, Kind] = {letter: kind for kind, letter in _LETTERS.items()}
_DIGITS = 5


class Header(NamedTuple):
    """What a whole return was prepared from. ``lead`` is a role, or a dash where no role leads."""

    area: str
    lead: str
    as_of: date
    plan_hash: str

    def __str__(self) -> str:
        return f"wsoa-return {_VERSION} {quote(self.area, safe='')} {self.lead} {self.as_of} {self.plan_hash}"


class Stamp(NamedTuple):
    """An item as it was: a few digits for each thing whose change may turn an answer into another."""

    ref: str
    title: str
    due: str
    closed: str

    def __str__(self) -> str:
        return ".".join(self)


class Code(NamedTuple):
    """What an item's line for the office says."""

    kind: Kind
    ref: str
    stamp: Stamp

    def __str__(self) -> str:
        return f"{_LETTERS[self.kind]} {self.ref} {self.stamp}"


def stamp_of(kind: Kind, item: Item) -> Stamp:
    """Return the stamp of an item as it is now."""
    thing = item.thing
    due = closed = ""
    if isinstance(thing, Promise):
        gone = thing.withdrawn or (item.action.withdrawn if item.action else None)
        due = thing.due.text if thing.due else ""
        closed = f"{thing.completed.text if thing.completed else ''}|{gone.date.text if gone else ''}"
    elif isinstance(thing, Measure):
        kpi = item.kpi if isinstance(item.kpi, Kpi) else None
        due = kpi.unit if kpi else ""
    return Stamp(_digits(f"{kind} {item.ref}"), _digits(thing.title), _digits(due), _digits(closed))


def read_header(text: str) -> Header | None:
    """Read the line of a whole return; None where it is none, or of a later version."""
    found = _HEADER.match(" ".join(text.split()))
    if not found or found["version"] != _VERSION:
        return None
    try:
        day = date.fromisoformat(found["day"])
    except ValueError:
        return None
    return Header(unquote(found["area"]), found["lead"], day, found["hash"])


def read_code(text: str) -> Code | None:
    """Read the line of an item; None where it is none."""
    found = _CODE.match(" ".join(text.split()))
    if not found:
        return None
    return Code(_KINDS[found["kind"]], found["ref"], Stamp(*found["stamp"].split(".")))


def _digits(text: str) -> str:
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:_DIGITS]
