"""The short forms that a text uses, and what each stands for."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields, is_dataclass

from wsoa.checks.abbreviations import EVERYDAY
from wsoa.reports.anchors import prose
from wsoa.reports.parts import Fact, Link
from wsoa.words.lists import capital, sentence

OURS: Mapping[str, str] = {
    "KPI": "Key performance indicator",
    "SEND": "Special educational needs and disabilities",
}
"""Short forms that our own words use, for plans whose glossary leaves them out."""
NOT_SAID = "The plan does not say what this stands for"
_NOT_WORDS = frozenset({"anchor", "machine", "url", "key", "letter", "page", "statement"})
_CAPITALS = re.compile(r"(?<![\w&])([A-Z][A-Z&]*[A-Z])s?(?![\w&])")
_ROMAN = re.compile(r"[IVX]+")
_REMARK = re.compile(r" - .*", re.DOTALL)


def short_forms(texts: Iterable[str], glossary: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    """List the short forms in some texts with their meanings, in alphabetical order.

    A meaning is the glossary's, without the explanation after its dash. Short forms within a meaning are
    listed too. Those that everybody knows, such as NHS, are left out.
    """
    known = {**OURS, **glossary}
    found: dict[str, str] = {}
    waiting = list(texts)
    while waiting:
        for form in _used(waiting.pop(), known):
            if form not in found:
                found[form] = _REMARK.sub("", known.get(form, NOT_SAID))
                waiting.append(found[form])
    return tuple((form, capital(found[form])) for form in sorted(found, key=str.casefold))


def explained(view: object, glossary: Mapping[str, str]) -> tuple[Fact, ...]:
    """List the short forms that a report uses, each with what it stands for."""
    forms = short_forms(texts_of(view), glossary)
    return tuple(Fact(form, (prose(sentence(what)),)) for form, what in forms)


def _used(text: str, known: Mapping[str, str]) -> Iterator[str]:
    """Yield the short forms of the glossary, the longest first, then any other run of capitals."""
    for form in sorted(known, key=len, reverse=True):
        if form in text and form not in EVERYDAY and any(letter.isupper() for letter in form[1:]):
            rest = re.sub(rf"(?<![\w&]){re.escape(form)}s?(?![\w&])", " ", text)
            if rest != text:
                text = rest
                yield form
    for letters in _CAPITALS.findall(text):
        if letters not in EVERYDAY and not _ROMAN.fullmatch(letters):
            yield letters


def texts_of(part: object) -> Iterator[str]:
    """Yield every text of a view that people read; refs and addresses are left out."""
    if isinstance(part, str):
        yield part
    elif isinstance(part, tuple):
        for one in part:
            yield from texts_of(one)
    elif is_dataclass(part) and not isinstance(part, (type, Link)):
        for field in fields(part):
            if field.name not in _NOT_WORDS:
                yield from texts_of(getattr(part, field.name))
