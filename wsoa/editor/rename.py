"""A role or a ref under a new name, wherever a plan names it, as one change; or a reason why not.

A ref is what ties an item to its past: its updates, its moved deadlines, why its colour changed. So a rename
is tried in memory and compared with the last committed version by the same comparison as ``wsoa diff``. It is
refused where that would lose an item, or find a report that was rewritten; and a name that stood for
something else in an earlier version is never used again.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import NamedTuple

from wsoa.editor.names import FileNames, Mention, Name, Names, Space, spelt
from wsoa.editor.workspace import OpenPlan, PlanFile
from wsoa.errors import WsoaError
from wsoa.files.editing.splice import Splice, apply
from wsoa.files.load import assemble, read_text
from wsoa.files.sources import Sources
from wsoa.history.change import Flag, Kind
from wsoa.history.diff import diff
from wsoa.plan.base import Misread, read_ref, read_role
from wsoa.plan.models import Plan
from wsoa.plan.walk import walk
from wsoa.words.dates import say_day
from wsoa.words.lists import capital


class CannotRenameError(WsoaError):
    """A name that has to stay as it is; the message says why, in a sentence."""


class UsedBefore(NamedTuple):
    """What a name stood for in an earlier version: a title or a post, and the day of the last such one."""

    words: str
    last: date


class Past(NamedTuple):
    """What a rename has to respect of a plan's history.

    ``committed`` is the last committed version, None where there is none that can be read. ``used`` are all
    names that committed versions had, with what they stood for last.
    """

    committed: Plan | None = None
    used: Mapping[Name, UsedBefore] = {}


def renameable(plan: OpenPlan, file: PlanFile, offset: int) -> Mention:
    """Return the name at a character, if it can have another.

    Raises:
        CannotRenameError: there is no name, or not one of this plan's own.
    """
    mention = plan.names.at(file.source.file, offset)
    if mention is None:
        raise CannotRenameError("There is no role and no ref here.")
    defined = plan.names.definition(mention.name)
    if defined is None:
        raise CannotRenameError(f"Nothing in this plan is called {mention.name.text}.")
    if not defined.written:
        raise CannotRenameError(
            f"{mention.name.text} follows from where the item stands; give the item a ref: of its own first."
        )
    return mention


def rename(plan: OpenPlan, name: Name, wanted: str, past: Past) -> dict[str, tuple[Splice, ...]]:
    """Return the splices that give a name another spelling, by the name of the file that findings have.

    Raises:
        CannotRenameError: the plan cannot be read whole, the new name is malformed or taken, or history would
            lose what the old one stands for.
    """
    before = _readable(plan)
    new = _full(name, plan.names, wanted.strip())
    if new == name:
        raise CannotRenameError(f"It is called {name.text} already.")
    known = {name: new, **_grown(plan.names, name, new)}
    words = named_things(before)
    for old, other in known.items():
        if other not in known and plan.names.of(other):
            raise CannotRenameError(f"{other.text} is a name in this plan already.")
        if sum(1 for one in plan.names.of(old) if one.defines) > 1:
            raise CannotRenameError(f"{old.text} is there twice; give each a name of its own first.")
        _was_never_another(other, words.get(old, ""), past)
    splices = _splices(plan, known)
    after = _read_back(plan, splices, known)
    base = past.committed or before
    lost = _losses(base, after) - _losses(base, before)
    if lost:
        raise CannotRenameError(f"With that name history would lose something: {min(lost)}.")
    return splices


def named_things(plan: Plan) -> dict[Name, str]:
    """Return every name a plan has, with the title or the post it stands for."""
    spaces = ((Space.WEAKNESS if item.kind == "weakness" else Space.ITEM, item) for item in walk(plan))
    items = {Name(space, item.ref): item.title for space, item in spaces}
    return {**items, **{Name(Space.ROLE, role): known.name for role, known in plan.roles.items()}}


def _readable(plan: OpenPlan) -> Plan:
    broken = next((file for file in plan.files if file.source.root is None), None)
    if broken is not None:
        raise CannotRenameError(
            f"{broken.source.file} cannot be read, so a name in it could be missed; fix it first."
        )
    if plan.loaded.plan is None:
        raise CannotRenameError("The plan has errors that keep it from being read; fix them first.")
    return plan.loaded.plan


def _full(name: Name, names: Names, wanted: str) -> Name:
    """Return the new name in full; of a part of a KPI only the last piece is written."""
    defined = names.definition(name)
    lead = name.text.removesuffix(defined.written) if defined is not None else ""
    piece = wanted.removeprefix(lead)
    try:
        _ = read_role(piece) if name.space is Space.ROLE else read_ref(piece)
    except Misread as refusal:
        raise CannotRenameError(f"{capital(refusal.message)}: {refusal.help}.") from None
    return Name(name.space, lead + piece)


def _grown(names: Names, name: Name, new: Name) -> dict[Name, Name]:
    """Return the names that grow out of one, each with what it will be."""
    return {one: one._replace(text=new.text + one.text.removeprefix(name.text)) for one in names.under(name)}


def _was_never_another(new: Name, words: str, past: Past) -> None:
    used = past.used.get(new)
    if used is not None and used.words.casefold() != words.casefold():
        raise CannotRenameError(
            f"Until {say_day(used.last)} {new.text} stood for “{used.words}”; a name is never used again, "
            "because the past of the one would be told of the other."
        )


def _splices(plan: OpenPlan, known: Mapping[Name, Name]) -> dict[str, tuple[Splice, ...]]:
    made: dict[str, list[Splice]] = {}
    for old in known:
        for one in plan.names.of(old):
            piece = _piece(one, known)
            if piece != one.written:
                text = plan.named(one.file).source.text
                made.setdefault(one.file, []).append(Splice(one.start, one.end, spelt(piece, one, text)))
    return {file: tuple(sorted(splices)) for file, splices in made.items()}


def _piece(one: Mention, known: Mapping[Name, Name]) -> str:
    """Return what will stand where a name is mentioned: all of it, or of a part of a KPI its last piece."""
    if not one.written:
        return ""
    new = known[one.name].text
    if one.written == one.name.text:
        return new
    holder = one.name._replace(text=one.name.text.removesuffix(f"/{one.written}"))
    return new.removeprefix(f"{known.get(holder, holder).text}/")


def _read_back(plan: OpenPlan, splices: Mapping[str, Sequence[Splice]], known: Mapping[Name, Name]) -> Plan:
    """Return the plan as it would be, which must name the same things as often as it did."""
    sources, findings, found = [], [], []
    for file in plan.files:
        text = apply(file.source.text, splices.get(file.source.file, ()))
        source, more = read_text(text.encode("utf-8", "surrogatepass"), file.source.file)
        sources.append(source)
        findings += more
        found.append(FileNames(source.file, source.root, file.model))
    loaded = assemble(plan.loaded.id, plan.folder, Sources(sources[0], tuple(sources[1:])), findings)
    meant = {known.get(name, name): len(held) for name, held in plan.names.all.items()}
    made = {name: len(held) for name, held in Names(found).all.items()}
    if loaded.plan is None or made != meant:
        raise CannotRenameError("One place that names it is written in a way that only a person can change.")
    return loaded.plan


_LOST = {
    Flag.REF_RECYCLED: "“{title}” would be told as something else under an old name",
    Flag.UPDATE_REWRITTEN: "a report on “{title}” would be told as rewritten after the fact",
    Flag.RECORD_REWRITTEN: "a record of “{title}” would be told as rewritten after the fact",
    Flag.DATE_ALTERED: "a date of “{title}” would be told as altered after the fact",
    Flag.COMPLETION_UNDONE: "the completion of “{title}” would be told as undone",
    Flag.TARGET_LOOSENED: "a target of “{title}” would be told as loosened",
}


def _losses(old: Plan, new: Plan) -> set[str]:
    """Say what the comparison of two versions would tell that is more than a change of name."""
    told = set()
    for change in diff(old, new).changes:
        title = change.item.title
        if change.kind in {Kind.SPLIT, Kind.MERGED}:
            told.add(f"“{title}” would be told as {change.kind.value}")
        elif change.kind is Kind.REMOVED and not change.field:
            told.add(f"“{title}” would be told as gone, and as a new item under the new name")
        told |= {words.format(title=title) for flag, words in _LOST.items() if flag in change.flags}
    return told
