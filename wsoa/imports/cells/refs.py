"""Refs as documents print them: in a column of their own or before the text, with slips and lost zeros."""

from __future__ import annotations

import re
from typing import NamedTuple

from wsoa.plan.base import MAX_REF, Misread, read_ref

_NUMBERED = r"(?:[A-Z]{1,4}[ -]?)?[0-9]{1,3}(?:\.[0-9]{1,3}){1,4}"
_LEADING = re.compile(
    r"(?:(?:action|outcome|objective|priority area|priority)\s+)?"
    rf"(?P<ref>{_NUMBERED}(?:\s?\([a-z]{{1,4}}\)|[a-z](?![a-z])|\s?[a-z]\))?)"
    r"(?:[.):]+|(?=\s|\Z)|(?=[A-Z][a-z]))\s*[-–:]?\s*(?P<rest>.*)",
    re.DOTALL | re.IGNORECASE,
)
_COUNTED = re.compile(r"(?P<ref>[0-9]{1,3})[.)]\s+(?P<rest>\D.*)", re.DOTALL)
_PART = re.compile(r"(?P<printed>\(?[a-h][.)])\s*(?P<rest>\S.*)", re.DOTALL)
_LOOSE_NUMBER = re.compile(r"(?P<number>[0-9]{1,2})[.):]?\s+(?P<rest>\D.*)", re.DOTALL)
_LIKE = re.compile(
    rf"\(?(?:{_NUMBERED}|[A-Z]{{0,4}}[0-9]{{1,3}})\s?(?:\(?[a-z]{{1,4}}\)?)?\.?(?:\s?\([a-z]{{1,4}}\))?[.):]?\Z"
)
_ONLY_PART = re.compile(r"\(?([a-h])[.)]?\Z")
_SPLIT = re.compile(r"[0-9]+|[A-Za-z]+")


class RefRead(NamedTuple):
    """A ref found before a text, as printed, and the text after it."""

    printed: str
    rest: str


def leading(text: str, before: str = "", above: str = "") -> RefRead | None:
    """Return the ref that a text starts with.

    ``before`` is the ref before it and ``above`` that of its outcome: they settle a slip like “4.4 6”.
    """
    found = _LEADING.match(text) or _COUNTED.match(text)
    if found is None:
        return None
    printed, rest = " ".join(found["ref"].split()), found["rest"]
    loose = _LOOSE_NUMBER.match(rest)
    whole = f"{clean(printed)}.{loose['number']}" if loose else ""
    if loose and ((before and follows(whole, before)) or (above and whole == f"{above}.1")):
        return RefRead(f"{printed} {loose['number']}", loose["rest"].strip())
    return RefRead(printed, rest.strip())


def part(text: str) -> RefRead | None:
    """Return the sign that a part such as “b) Strengthen …” starts with, and the text after it."""
    found = _PART.match(text)
    return RefRead(found["printed"], found["rest"].strip()) if found else None


def only_part(text: str) -> str:
    """Return the letter where a ref cell holds nothing else; else nothing."""
    found = _ONLY_PART.match(text.strip())
    return found[1] if found else ""


def looks_like(text: str) -> bool:
    """Tell whether a cell holds a ref and nothing else."""
    return bool(_LIKE.match(" ".join(text.split()))) or bool(_ONLY_PART.match(text.strip()))


def clean(printed: str) -> str:
    """Return a ref that a plan can hold; empty where there is none to make."""
    text = " ".join(printed.split()).strip(" .:;,-–").removeprefix("(")
    text = re.sub(r"^(?:action|ref|no|kpi|milestone)\.?\s+(?=[0-9])", "", text, flags=re.IGNORECASE)
    text = re.sub(r"\s*\.+\s*", ".", text)
    text = re.sub(r"(?<=[0-9])[\s,]+(?=[0-9])", ".", text)
    text = re.sub(r"(?<=[0-9])\s*\(?([a-z])\)\Z", r"\1", text)
    text = re.sub(r"\s+(?=\()", "", text)
    text = re.sub(r"\s+", "", text) if re.search(r"[0-9]\s+[(a-z]|\A[A-Z]+\s+[0-9]", text) else text
    text = text.rstrip(")") if text.count(")") > text.count("(") else text
    text = re.sub(r"[^0-9A-Za-z._()/#-]+", ".", text[:MAX_REF]).lstrip("._()/#-").rstrip(".")
    try:
        return str(read_ref(text))
    except Misread:
        return ""


def is_copied(printed: str, ref: str) -> bool:
    """Tell whether a ref is what the document prints, but for the sign that ends it: 1.1. or 1)."""
    text = printed.strip().rstrip(".: ")
    return ref in {text, text.rstrip(")")}


def pieces(ref: str) -> tuple[str, ...]:
    """Split a ref into its levels: 2.2.4a is 2, 2, 4, a."""
    return tuple(_SPLIT.findall(ref))


def is_above(parent: str, child: str) -> bool:
    """Tell whether a ref is a level above another: 2.2 is above 2.2.4a."""
    over, under = pieces(parent), pieces(child)
    return len(over) < len(under) and under[: len(over)] == over


def follows(ref: str, before: str) -> bool:
    """Tell whether a ref is the next after another at the same level: 2.2.5 after 2.2.4 or 2.2.4c."""
    here, there = pieces(ref), pieces(before)
    if len(there) > len(here):
        there = there[: len(here)]
    return len(here) == len(there) and here[:-1] == there[:-1] and _next(there[-1]) == here[-1]


def zero_restored(ref: str, before: str) -> str:
    """Return a ref with the zero that a spreadsheet took: 1.1 straight after 1.9 is 1.10."""
    restored = f"{ref}0"
    return restored if ref[-1:].isdigit() and follows(restored, before) else ref


def parent(ref: str) -> str:
    """Return the ref one level up: 2.2 of 2.2.4, 1.1 of 1.1a; empty at the top."""
    found = re.fullmatch(r"(.+?)(?:\.[0-9]+|[a-z]|\([a-z]+\))", ref)
    return found[1] if found else ""


def _next(piece: str) -> str:
    if piece.isdigit():
        return str(int(piece) + 1)
    return chr(ord(piece[-1]) + 1) if len(piece) == 1 else ""
