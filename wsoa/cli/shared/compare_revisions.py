"""The two sides of a comparison: each a folder of plans, a git revision, or what stands in the folder now."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from wsoa.cli.shared.context import Environment, StopError, plan_folders
from wsoa.history.repository.versions import SHORT
from wsoa.publish.versions import repository

if TYPE_CHECKING:
    from wsoa.files.load import LoadedPlan
    from wsoa.history.repository.git import Repository
    from wsoa.plan.models import Plan

MAIN = ("origin/main", "main", "origin/master", "master")
"""Names of the main branch, in the order they are looked for."""


class Side(NamedTuple):
    """The plans of one side by their names, what to call it, and the commit and its day, if it is one.

    ``alone`` is True for the folder of one plan, which is compared whatever it is called. ``here`` is True
    for what stands in the plans folder now.
    """

    label: str
    plans: Mapping[str, LoadedPlan]
    commit: str | None = None
    day: date | None = None
    alone: bool = False
    here: bool = False


class Pair(NamedTuple):
    """One plan on both sides; None where a side does not have it."""

    id: str
    old: LoadedPlan | None
    new: LoadedPlan | None


def sides(old: str | None, new: str | None, plans: Path, environment: Environment) -> tuple[Side, Side]:
    """Read both sides: OLD or where the work parted from the main branch, NEW or what stands there now.

    Raises:
        StopError: there is no such folder or revision, no plan, or git cannot answer.
    """
    before = _side(old, plans, environment) if old is not None else _parted(plans, environment)
    after = _side(new, plans, environment) if new is not None else _here(plans, environment)
    return _with_elsewhere(before, after, plans, environment), _with_elsewhere(
        after, before, plans, environment
    )


def _here(plans: Path, environment: Environment) -> Side:
    """Read what stands in the folder now, or in a bare repository its last commit."""
    folders = plan_folders(plans, [])
    if any(one.committed for one in folders):
        return _side("HEAD", plans, environment)
    now = {one.id: one for one in (folder.read() for folder in folders)}
    return Side("what stands here now", now, here=True)


def _with_elsewhere(side: Side, other: Side, plans: Path, environment: Environment) -> Side:
    """Add to a revision the plans that the other side has and that stood in another folder then.

    They are told by what they hold: the folder of all plans may have had another name.
    """
    from wsoa.history.repository.store import plans_elsewhere

    missing = {name: one for name, one in other.plans.items() if name not in side.plans}
    if side.commit is None or not missing or other.alone:
        return side
    with repository(plans, environment.variables) as opened:
        away = plans_elsewhere(opened, side.commit, Path(side.commit[:SHORT]))
    found = _renamed(away, missing)
    return side._replace(plans={**side.plans, **{name: away[folder] for name, folder in found.items()}})


def pairs(old: Side, new: Side, areas: list[str]) -> Iterator[Pair]:
    """Put the plans of both sides together by name, in the newer side's order.

    Raises:
        StopError: neither side has an area that was asked for.
    """
    if (old.alone or new.alone) and len(old.plans) == len(new.plans) == 1 and not areas:
        (name,) = new.plans
        yield Pair(name, *old.plans.values(), *new.plans.values())
        return
    renamed = _renamed(old.plans, new.plans)
    known = dict.fromkeys([*new.plans, *(name for name in old.plans if name not in renamed.values())])
    for area in areas or known:
        if area not in known:
            raise StopError(f"Neither side has a plan called {area!r}. They have {', '.join(known)}.")
        yield Pair(area, old.plans.get(renamed.get(area, area)), new.plans.get(area))


def _renamed(old: Mapping[str, LoadedPlan], new: Mapping[str, LoadedPlan]) -> dict[str, str]:
    """Return the older names of plans whose folder has another name now: those that hold mostly the same."""
    from wsoa.history.repository.path_of import MOSTLY, in_common

    found: dict[str, str] = {}
    for name in new:
        free = [one for one in old if one not in new and one not in found.values()]
        if name in old or not free:
            continue
        shares = {one: in_common(plan_of(old[one]), plan_of(new[name])) for one in free}
        nearest = max(free, key=shares.__getitem__)
        if shares[nearest] >= MOSTLY:
            found[name] = nearest
    return found


def plan_of(loaded: LoadedPlan | None) -> Plan | None:
    """Return the plan of what was loaded."""
    return loaded.plan if loaded else None


def _side(name: str, plans: Path, environment: Environment) -> Side:
    found = _folder(name)
    if found is not None:
        return found
    with repository(plans, environment.variables) as opened:
        return _read(opened, name, name, plans)


def _folder(name: str) -> Side | None:
    """Read a folder that is a plan or holds plans; None where it is neither."""
    from wsoa.files.load import HEAD, NoPlansError, find, load

    folder = Path(name)
    if not folder.is_dir():
        return None
    try:
        found = find(folder)
    except NoPlansError:
        return None
    loaded = (load(one, Path.cwd()) for one in found)
    return Side(name, {one.id: one for one in loaded}, alone=(folder / HEAD).is_file())


def since(old: Side, new: Side, plans: Path, environment: Environment) -> date | None:
    """Return the first day on which what differs can have been written; None where git does not tell.

    A date that had passed by then was certainly moved after it had passed.
    """
    if old.commit is None or not (new.commit or new.here):
        return None
    with repository(plans, environment.variables) as opened:
        commits = opened.commits(new.commit or "HEAD", after=old.commit)
        if commits:
            return min(commit.committed for commit in commits)
        committed = _plans_at(opened, "HEAD", plans) if new.here else new.plans
    return None if _texts(committed) == _texts(new.plans) else environment.day(None)


def _texts(plans: Mapping[str, LoadedPlan]) -> dict[str, list[str]]:
    return {name: [source.text for source in one.sources.files] for name, one in plans.items()}


def _parted(plans: Path, environment: Environment) -> Side:
    """Read the plans where the present line parted from the main branch."""
    from wsoa.history.repository.git import GitError

    with repository(plans, environment.variables) as opened:
        for name in MAIN:
            try:
                opened.resolve(name)
            except GitError:
                continue
            base = opened.merge_base("HEAD", name)
            if base is not None:
                return _read(opened, base, name, plans)
            raise StopError(_no_base(f"This has no history in common with {name}.", opened))
        raise StopError(_no_base("There is no main branch to compare with.", opened))


def _no_base(why: str, opened: Repository) -> str:
    if opened.shallow:
        return (
            "Only part of the history is here, so where this left the main branch is not known. "
            "Run git fetch --unshallow to bring the rest."
        )
    return f"{why} Name a revision or a folder: wsoa diff OLD."


def _read(opened: Repository, revision: str, name: str, plans: Path) -> Side:
    from wsoa.words.dates import long_day

    commit = opened.commit(revision)
    day = long_day(commit.committed)
    label = f"{commit.short} ({day})" if commit.id.startswith(name) else f"{name} ({commit.short}, {day})"
    shown = Path(f"{commit.short}:{plans.as_posix()}")
    return Side(label, _plans_at(opened, commit.id, shown), commit.id, commit.committed)


def _plans_at(opened: Repository, revision: str, shown: Path) -> dict[str, LoadedPlan]:
    """Read every plan of the folder as it stood at a revision, by name."""
    from wsoa.history.repository.store import at_revision

    entries = opened.folder_at(opened.resolve(revision))
    alone = at_revision(opened, revision, shown)
    if alone is not None:
        return {alone.id: alone}
    folders = sorted(entry.name for entry in entries if entry.folder)
    held = {name: at_revision(opened, revision, shown / name, name) for name in folders}
    return {name: loaded for name, loaded in held.items() if loaded is not None}
