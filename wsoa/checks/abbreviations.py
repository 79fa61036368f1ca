"""409: abbreviations that a reader of the public page cannot look up."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from wsoa.checks.rule import Hit, View, rule
from wsoa.findings import Severity
from wsoa.plan.walk import Path

# Known to the public better by their letters than in full; GOV.UK and the NHS write them so.
EVERYDAY = frozenset({"NHS", "GP", "UK", "EU", "IT", "ID", "TV", "PDF", "MP", "GCSE", "COVID"})
_NO_ABBREVIATIONS = frozenset({"AND", "OR", "NOT", "ALL", "NO", "TBC", "TBA"})
_READ = frozenset({"title", "detail", "ambition", "definition", "summary"})
_WORD = re.compile(r"[A-Za-z0-9&]+")
# The first letter is looked for before what stands in front of it: that is the quickest way through a text.
_ABBREVIATION = re.compile(r"[A-Z](?<![A-Za-z0-9&][A-Z])(?:[A-Z&]*[A-Z]|[A-Z]+[0-9]+)s?(?![A-Za-z0-9&])")
_ROMAN = re.compile(r"[IVX]+")
_IN_BRACKETS = re.compile(r"[a-z)] \((?P<letters>[A-Z][A-Z&0-9]+)s?\)")
_LONGEST = 8


@rule("WSOA409", "abbreviation-not-in-glossary", Severity.INFO, "fitness")
def abbreviation_not_in_glossary(view: View) -> Iterator[Hit]:
    """Capitals that neither the glossary nor the text spells out. One finding each, at the first use."""
    explained = _explained(view)
    uses: dict[str, list[Path]] = {}
    found: dict[str, tuple[str, ...]] = {}
    for path, text in view.texts:
        if _is_read(path):
            if text not in found:
                found[text] = tuple(one for one in _abbreviations(text) if one not in explained)
            for letters in found[text]:
                uses.setdefault(letters, []).append(path)
    for letters, paths in uses.items():
        more = len(paths) - 1
        others = f", here and in {more} more place{'s' if more > 1 else ''}" if more else ""
        hit = view.inside(
            paths[0],
            f"nothing says what {letters} stands for{others}",
            f"add {letters} to glossary: in plan.yaml, or write it out",
        )
        yield replace(hit, field=f"glossary.{letters}")


def _is_read(path: Path) -> bool:
    """True for text that carries the plan; names of documents and reports of progress are left out."""
    return path[-1] in _READ and "evidence" not in path and path[0] != "document"


def _abbreviations(text: str) -> Iterator[str]:
    for word in dict.fromkeys(_ABBREVIATION.findall(text)):
        if len(word) <= _LONGEST and not _ROMAN.fullmatch(word):
            yield word.removesuffix("s")


def _explained(view: View) -> frozenset[str]:
    """Words of the glossary's keys, of codes and of refs, and what the text itself spells out."""
    plan = view.plan
    keys = [*plan.glossary, *plan.resources, *(code.code for code in plan.scheme.codes), *view.numbered]
    words = {word for key in keys for word in _WORD.findall(key)}
    for text in view.distinct_texts:
        if " (" in text:
            words.update(_IN_BRACKETS.findall(text))
    return (
        frozenset(words)
        | EVERYDAY
        | _NO_ABBREVIATIONS
        | frozenset(letters for key in words for letters in _abbreviations(key))
    )


RULES = (abbreviation_not_in_glossary,)
