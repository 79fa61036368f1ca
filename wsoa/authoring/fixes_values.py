"""Fixes for values and keys: the one thing that was meant, written the way plans need."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from difflib import SequenceMatcher, get_close_matches

from wsoa.authoring.problem import At, Fix, Problem, at
from wsoa.files.editing.emit import Value, scalar
from wsoa.files.editing.layout import CannotEditError
from wsoa.files.editing.splice import Splice
from wsoa.files.editing.yaml_editor import YamlEditor
from wsoa.files.nodes import MappingNode, Path
from wsoa.plan.base import Misread, shown
from wsoa.plan.dates import parse
from wsoa.plan.spoken import canonical

VERY_CLOSE = 0.8
_MEANT = re.compile(r"did you mean (?P<word>\S+?)\?")
_LISTED = re.compile(r"(?:The words are|use one of) (?P<words>.+)\Z")
_THOUSANDS = re.compile(r"[+-]?[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?\Z", re.ASCII)
_SIGNED = re.compile(r"£?[ ]*(?P<figure>[+-]?[0-9][0-9,]*(?:\.[0-9]+)?)[ ]*%?\Z", re.ASCII)
_FOUR_FIGURES = re.compile(r"(?<![0-9])[0-9]{4}(?![0-9])")
_TWO_FIGURES = re.compile(r"[0-9]{1,2}[/.-][0-9]{1,2}[/.-][0-9]{2}\Z|(?<![0-9])[0-9]{2}\Z")
_FLAGS = {"yes": True, "true": True, "no": False, "false": False}


def write_date(problem: Problem) -> Fix | None:
    """Spell a date in everyday words the way plans need."""
    found = _text_at(problem)
    if found is None:
        return None
    words = str(found.value)
    try:
        spelling = canonical(words)
        if spelling is None:
            return None
        when = parse(spelling)
    except Misread:
        return None
    safe = bool(_FOUR_FIGURES.search(words)) and not _TWO_FIGURES.search(words.strip())
    return _put(problem, found, when, safe=safe or _iso(words))


def _iso(words: str) -> bool:
    return re.match(r"\s*[0-9]{4}[-/.]", words, re.ASCII) is not None


def write_number(problem: Problem) -> Fix | None:
    """Write a figure without the commas between thousands, and without % and £."""
    found = _text_at(problem)
    if found is None:
        return None
    words = str(found.value).strip()
    signed = _SIGNED.match(words)
    figure = signed["figure"] if signed else ""
    if not figure or ("," in figure and not _THOUSANDS.match(figure)):
        return None
    return _put(problem, found, Decimal(figure.replace(",", "")), safe=figure == words)


def write_word(problem: Problem) -> Fix | None:
    """Write the listed word that was meant."""
    found, listed = _text_at(problem), _LISTED.search(problem.finding.help)
    if found is None or listed is None:
        return None
    words, text = listed["words"].split(", "), str(found.value)
    bare = {re.sub(r"[\s_-]+", "", word): word for word in words}
    same = bare.get(re.sub(r"[\s_-]+", "", text).lower())
    if same is not None:
        return _put(problem, found, same, safe=True)
    meant = _meant(problem, text)
    return _put(problem, found, meant, safe=False) if meant is not None and meant in words else None


def write_flag(problem: Problem) -> Fix | None:
    """Write true for yes, and false for no."""
    found = _text_at(problem)
    flag = _FLAGS.get(str(found.value).strip().lower()) if found is not None else None
    return _put(problem, found, flag, safe=True) if found is not None and flag is not None else None


def write_role(problem: Problem) -> Fix | None:
    """Write the id of the role that is named in words, or whose id is all but this one."""
    found = _text_at(problem)
    if found is None or "roles" in found.path[:1]:
        return None
    words = str(found.value)
    named = _named(problem, words)
    if named is None:
        close = get_close_matches(words, _roles(problem), n=2, cutoff=VERY_CLOSE)
        named = close[0] if len(close) == 1 else None
    return _put(problem, found, named, safe=False) if named is not None else None


def _roles(problem: Problem) -> Mapping[str, object]:
    root = problem.loaded.sources.head.root
    roles = root.get("roles") if root is not None else None
    return roles if isinstance(roles, MappingNode) else {}


def _named(problem: Problem, words: str) -> str | None:
    """Return the id of the one role that these words name, whatever their capitals."""
    wanted = words.strip().casefold()
    slug = re.sub(r"[^0-9a-z]+", "-", wanted).strip("-")
    named = [
        role
        for role, held in _roles(problem).items()
        if role == slug or wanted in {one.casefold() for one in _names(held)}
    ]
    return named[0] if len(named) == 1 else None


def _names(held: object) -> list[str]:
    if not isinstance(held, MappingNode):
        return []
    also = held.get("also")
    spellings = [held.get("name"), *(also if isinstance(also, list) else ())]
    return [one for one in spellings if isinstance(one, str)]


def make_list(problem: Problem) -> Fix | None:
    """Make a list of one word that stands where a list belongs."""
    found = _text_at(problem)
    if found is None or "should be a list" not in problem.finding.message or not found.path:
        return None
    word = str(found.value)
    if not re.match(r"[0-9A-Za-z][0-9A-Za-z._()/#-]*\Z", word, re.ASCII) or not isinstance(
        found.path[-1], str
    ):
        return None
    return _put(problem, found, [word], safe=True)


def rename_key(problem: Problem) -> Fix | None:
    """Rename a key that is very close to a known one, if the group does not have that already."""
    found = at(problem)
    if found is None or not found.is_key or not isinstance(found.path[-1], str):
        return None
    key, parent = found.path[-1], found.path[:-1]
    meant = _meant(problem, key)
    group = YamlEditor.of(problem.source).at(parent)
    if meant is None or not isinstance(group, MappingNode) or meant in group.spots:
        return None
    splice = Splice(found.spot.start_mark.index, found.spot.end_mark.index, meant)
    what = f"{shown(key)} is written {meant}"
    return Fix(what, (splice,), safe=False, paths=((*parent, key), (*parent, meant)))


def delete_silence(problem: Problem) -> Fix | None:
    """Take out a silence that silences nothing."""
    found = at(problem)
    if found is None or found.path[:1] != ("ignore",):
        return None
    sheet = YamlEditor.of(problem.source)
    alone = len(sheet.at(("ignore",)) or ()) == 1
    path: Path = ("ignore",) if alone else found.path[:2]
    try:
        splices = tuple(sheet.remove(path))
    except CannotEditError:
        return None
    return Fix("the silence is deleted", splices, safe=False, paths=(("ignore",),))


def _meant(problem: Problem, text: str) -> str | None:
    """Return the word that the finding suggests, where it is very close to what stands there."""
    found = _MEANT.search(problem.finding.help)
    if found is None:
        return None
    written, word = text.lower(), found["word"]
    swapped = sorted(written) == sorted(word)
    return word if swapped or SequenceMatcher(None, written, word).ratio() >= VERY_CLOSE else None


def _text_at(problem: Problem) -> At | None:
    found = at(problem)
    return found if found is not None and not found.is_key and isinstance(found.value, str) else None


def _put(problem: Problem, found: At, value: Value, *, safe: bool) -> Fix | None:
    try:
        splices = tuple(YamlEditor.of(problem.source).put(found.path, value))
    except CannotEditError:
        return None
    written = value[0] if isinstance(value, list) else scalar(value)
    to = f"a list of one, {written}" if isinstance(value, list) else written
    key = next((step for step in reversed(found.path) if isinstance(step, str)), "")
    return Fix(f"{key}: “{shown(str(found.value))}” is written {to}", splices, safe, (found.path,))
