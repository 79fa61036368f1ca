"""Who is named where: every place in a plan's files that defines a role or a ref, or points to one.

Names are found in what was read from the files, not in the plan, so they are known too while some value is
wrong. A file that cannot be read at all names nothing.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from enum import StrEnum
from typing import NamedTuple

from pydantic import BaseModel

from wsoa.editor.meaning import NAMED_BY_REF, REFS, Meaning, meaning_of
from wsoa.files.editing.emit import Quoted, is_plain, scalar
from wsoa.files.fields import Held, groups
from wsoa.files.nodes import MappingNode, SequenceNode, TextSpan
from wsoa.plan.kpis import Kpi, KpiPart
from wsoa.plan.models import Action

_JOINTS = "#/"
"""What stands between the ref of a thing and that of a part of it: 1.1#2, K1/north, K1#baseline."""


class Space(StrEnum):
    """Names of one space are told apart; the same word in two spaces is two names."""

    ROLE = "role"
    ITEM = "item"
    WEAKNESS = "weakness"


class Name(NamedTuple):
    """One name of a plan: a role's id, or a ref in full, such as K1/north for a part of a KPI."""

    space: Space
    text: str


class Mention(NamedTuple):
    """One place that defines a name or points to it: which characters of which file, and under which key.

    ``written`` is what stands there: for a part of a KPI the last piece of its name, nothing where a
    milestone's ref is only implied by its position.
    """

    name: Name
    file: str
    start: int
    end: int
    written: str
    key: str
    defines: bool = False


class _Found(NamedTuple):
    """A mention whose space depends on what the rest of the plan defines."""

    meaning: Meaning
    text: str
    spot: TextSpan
    written: str
    key: str
    defines: bool = False


class FileNames:
    """What one file mentions, worked out once for as long as the file stays as it is."""

    def __init__(self, file: str, root: MappingNode | None, model: type[BaseModel]) -> None:
        self.file = file
        found = _found(root, model) if root is not None else ()
        self.found = tuple(sorted(found, key=lambda one: one.spot.start_mark.index))


class Names:
    """Every mention of every name in a plan."""

    def __init__(self, files: Iterable[FileNames]) -> None:
        held = [(file.file, found) for file in files for found in file.found]
        known = {(one.meaning, one.text) for _, one in held if one.defines}
        self._by_name: defaultdict[Name, list[Mention]] = defaultdict(list)
        self._by_file: defaultdict[str, list[Mention]] = defaultdict(list)
        for file, one in held:
            mention = _mention(file, one, known)
            self._by_name[mention.name].append(mention)
            self._by_file[file].append(mention)

    def of(self, name: Name) -> tuple[Mention, ...]:
        """Return every mention of a name, in the order of the files."""
        return tuple(self._by_name.get(name, ()))

    def definition(self, name: Name) -> Mention | None:
        """Return where a name is defined; the first place where that is done twice."""
        return next((one for one in self._by_name.get(name, ()) if one.defines), None)

    def defined(self, space: Space) -> tuple[Name, ...]:
        """Return the names a space has, in the order they are defined in."""
        return tuple(
            name
            for name, held in self._by_name.items()
            if name.space is space and any(m.defines for m in held)
        )

    def inside(self, file: str) -> tuple[Mention, ...]:
        """Return what one file mentions, in its own order."""
        return tuple(self._by_file.get(file, ()))

    def at(self, file: str, offset: int) -> Mention | None:
        """Return the mention that a character stands in or beside."""
        return next(
            (m for m in self._by_file.get(file, ()) if m.written and m.start <= offset <= m.end), None
        )

    def under(self, name: Name) -> tuple[Name, ...]:
        """Return the names that grow out of one: its milestones without refs, its parts, its baseline."""
        own = tuple(name.text + joint for joint in _JOINTS)
        return tuple(
            other
            for other, held in self._by_name.items()
            if other.space is name.space and other.text.startswith(own) and not _stands_alone(held)
        )

    @property
    def all(self) -> Mapping[Name, list[Mention]]:
        """Every name with its mentions."""
        return self._by_name


def spelt(written: str, mention: Mention, text: str) -> str:
    """Spell a name as the one at a mention is spelt: in the same quotes, or without where it can."""
    quote = text[mention.start] if text[mention.start] in "\"'" else ""
    if quote or not is_plain(written, flow=True):
        return scalar(Quoted(written), quote=quote)
    return written


def _stands_alone(held: list[Mention]) -> bool:
    """True for a ref that is written out in full where it is defined, whatever it looks like."""
    return any(m.defines and m.written == m.name.text for m in held)


def _mention(file: str, found: _Found, known: set[tuple[Meaning, str]]) -> Mention:
    start, end = found.spot.start_mark.index, found.spot.end_mark.index
    name = Name(_space(found, known), found.text)
    return Mention(name, file, start, end, found.written, found.key, found.defines)


def _space(found: _Found, known: set[tuple[Meaning, str]]) -> Space:
    if found.meaning is Meaning.ROLE:
        return Space.ROLE
    if found.meaning is Meaning.ANYTHING:
        weakness = (Meaning.WEAKNESS, found.text) in known and (Meaning.ITEM, found.text) not in known
        return Space.WEAKNESS if weakness else Space.ITEM
    return Space.WEAKNESS if found.meaning is Meaning.WEAKNESS else Space.ITEM


def _found(root: MappingNode, model: type[BaseModel]) -> Iterator[_Found]:
    for held in groups(root, model):
        if held.model is not None:
            yield from _in_group(held, held.model)
    roles = root.get("roles")
    if isinstance(roles, MappingNode):
        for role, (key, _) in roles.spots.items():
            yield _Found(Meaning.ROLE, role, key, role, "roles", defines=True)


def _in_group(held: Held, model: type[BaseModel]) -> Iterator[_Found]:
    group = held.group
    for key, (_, spot) in group.spots.items():
        named = NAMED_BY_REF.get(model) if key == "ref" else None
        text = group.get(key)
        if named is not None:
            if isinstance(text, str) and model is not KpiPart:
                yield _Found(named, text, spot, text, key, defines=True)
            continue
        meaning = meaning_of(model, key)
        if meaning is Meaning.ROLE or meaning in REFS:
            yield from _pointing(meaning, text, spot, key)
    if model is Action:
        yield from _implied(group, "milestones", f"{group.get('ref')}#")
    elif model is Kpi:
        yield from _parts(group)
    elif "reviews" in group.spots:
        yield from _implied(group, "reviews", "R")


def _pointing(meaning: Meaning, value: object, spot: TextSpan, key: str) -> Iterator[_Found]:
    if isinstance(value, str):
        yield _Found(meaning, value, spot, value, key)
    elif isinstance(value, SequenceNode):
        for one, at in zip(value, value.spots, strict=True):
            if isinstance(one, str) and one:
                yield _Found(meaning, one, at, one, key)


def _implied(group: MappingNode, key: str, lead: str) -> Iterator[_Found]:
    """Yield the refs that milestones and reviews have by their position, where they have none written."""
    held = group.get(key)
    for number, one in enumerate(held if isinstance(held, SequenceNode) else (), 1):
        if isinstance(one, MappingNode) and "ref" not in one:
            yield _Found(Meaning.ITEM, f"{lead}{number}", _top(one), "", "ref", defines=True)


def _parts(group: MappingNode) -> Iterator[_Found]:
    held = group.get("parts")
    for one in held if isinstance(held, SequenceNode) else ():
        ref = one.get("ref") if isinstance(one, MappingNode) else None
        if isinstance(ref, str):
            full = f"{group.get('ref')}/{ref}"
            yield _Found(Meaning.ITEM, full, one.spots["ref"][1], ref, "ref", defines=True)


def _top(group: MappingNode) -> TextSpan:
    return next((key for key, _ in group.spots.values()), group.spot)
