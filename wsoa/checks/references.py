"""3xx: refs, roles and codes that have to lead somewhere."""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import get_close_matches

from wsoa.checks.rule import Hit, View, about, numbered, rule
from wsoa.checks.words import listed
from wsoa.findings import Severity
from wsoa.plan.head import Review
from wsoa.plan.kpis import Kpi
from wsoa.plan.models import Milestone, Workstream
from wsoa.plan.ratings import unknown_code
from wsoa.plan.walk import Item, Path

_ELSEWHERE = re.compile(r"\S.*:\s+\S")
_SOME_ROLES = 6


@rule("WSOA301", "duplicate-ref", Severity.ERROR, "structure")
def duplicate_ref(view: View) -> Iterator[Hit]:
    """Two items with one ref. Weaknesses, and the parts of each KPI, have a space of their own."""
    seen: dict[tuple[object, str], Item] = {}
    for item in view.items:
        space = item.kind if item.kind == "weakness" else item.path[:-1] if item.kind == "part" else None
        first = seen.setdefault((space, item.ref), item)
        if first is item or (_derived(first) and _derived(item)):
            continue
        ref = item.ref
        yield about(
            item,
            f"the ref {ref} is already that of {_called(first)}",
            f'give this {item.kind} a ref of its own, such as "{ref}-2", and keep printed: {{ref: "{ref}"}}',
            "ref",
            related=(first.path,),
        )


def _derived(item: Item) -> bool:
    """True where the ref is made from the parent's, so that a clash is the parent's."""
    return isinstance(item.thing, (Milestone, Review)) and item.thing.ref is None


def _called(item: Item) -> str:
    kind = "KPI" if item.kind == "kpi" else "KPI part" if item.kind == "part" else item.kind
    return f"the {kind} “{item.title}”"


@rule("WSOA302", "unknown-role", Severity.ERROR, "structure")
def unknown_role(view: View) -> Iterator[Hit]:
    """The id of a role that roles: does not define."""
    roles = view.plan.roles
    for path, role in view.named_roles:
        if role not in roles:
            yield view.inside(path, f"no role has the id {role}", _or_define(role, list(roles)))


def _or_define(role: str, known: list[str]) -> str:
    close = get_close_matches(role, known, n=1, cutoff=0.6)
    define = f"define {role} under roles: in plan.yaml"
    if close:
        return f"did you mean {close[0]}? Or {define}"
    return define if not known or len(known) > _SOME_ROLES else f"{define}; it has {listed(known)}"


@rule("WSOA303", "unknown-weakness", Severity.ERROR, "structure")
def unknown_weakness(view: View) -> Iterator[Hit]:
    """A weakness that the plan's list of weaknesses does not have."""
    for path, ref in _named_weaknesses(view):
        if ref not in view.weaknesses:
            known = list(view.weaknesses)
            way_out = (
                f"the weaknesses are {listed(known)}" if known else "list it under weaknesses: in plan.yaml"
            )
            yield view.inside(path, f"no weakness has the ref {ref}", way_out)


def _named_weaknesses(view: View) -> Iterator[tuple[Path, str]]:
    for item in view.items:
        if isinstance(item.thing, Workstream):
            yield from numbered((*item.path, "weaknesses"), item.thing.weaknesses)
        elif isinstance(item.thing, Review):
            for index, progress in enumerate(item.thing.weaknesses):
                yield (*item.path, "weaknesses", index, "ref"), progress.ref


@rule("WSOA304", "unknown-ref", Severity.ERROR, "structure")
def unknown_ref(view: View) -> Iterator[Hit]:
    """A ref that no item has. One that arithmetic needs is an error, a pointer for readers a warning."""
    for item, promise in view.promises:
        for path, ref in numbered((*item.path, "depends_on"), promise.depends_on):
            if ref not in view.numbered:
                yield view.inside(
                    path, f"{item.ref} depends on {ref}, but no item has that ref", _nearest(ref, view)
                )
        for path, ref in numbered((*item.path, "see"), promise.see):
            if not _leads_somewhere(ref, view):
                message = f"{item.ref} points to {ref}, but nothing here has that ref"
                yield view.inside(path, message, _see_advice(ref, view), severity=Severity.WARNING)
        gone = promise.withdrawn
        if gone is not None and gone.superseded_by and gone.superseded_by not in view.numbered:
            message = f"{item.ref} gives way to {gone.superseded_by}, but no item has that ref"
            path = (*item.path, "withdrawn", "superseded_by")
            yield view.inside(path, message, _nearest(gone.superseded_by, view))


def _leads_somewhere(ref: str, view: View) -> bool:
    return ref in view.numbered or ref in view.weaknesses or _ELSEWHERE.match(ref) is not None


def _nearest(ref: str, view: View) -> str:
    close = get_close_matches(ref, list(view.numbered), n=1, cutoff=0.6)
    return (
        f"did you mean {close[0]}?"
        if close
        else "write the ref of a workstream, outcome, action, milestone or KPI of this plan"
    )


def _see_advice(ref: str, view: View) -> str:
    near = _nearest(ref, view)
    end = "" if near.endswith("?") else "."
    return f"{near}{end} For another plan put its name first: “Improvement plan: {ref}”"


@rule("WSOA305", "unknown-workstream", Severity.ERROR, "structure")
def unknown_workstream(view: View) -> Iterator[Hit]:
    """A KPI said to be shared with a workstream that is not there."""
    known = [workstream.ref for workstream in view.plan.workstreams]
    for item in view.items:
        if not isinstance(item.thing, Kpi):
            continue
        for path, ref in numbered((*item.path, "also_in"), item.thing.also_in):
            if ref not in known:
                yield view.inside(
                    path, f"no workstream has the ref {ref}", f"the workstreams are {listed(known)}"
                )


@rule("WSOA306", "dependency-cycle", Severity.ERROR, "structure")
def dependency_cycle(view: View) -> Iterator[Hit]:
    """Items that wait for each other in a ring, so that none can ever start."""
    waits_for: dict[str, tuple[str, ...]] = {}
    for item, promise in view.promises:
        waits_for.setdefault(item.ref, tuple(dict.fromkeys(promise.depends_on)))
    for ring in _rings(waits_for):
        first = view.numbered[ring[0]]
        message = f"these wait for each other: {' → '.join((*ring, ring[0]))}"
        others = tuple(view.numbered[ref].path for ref in ring[1:])
        yield about(first, message, "delete one depends_on: of the ring", "depends_on", related=others)


def _rings(waits_for: dict[str, tuple[str, ...]]) -> Iterator[list[str]]:
    """Walk each item once, depth first without recursion; a step back onto the trail closes a ring."""
    done: set[str] = set()
    for start, needs in waits_for.items():
        trail = {start: iter(needs)} if start not in done else {}
        while trail:
            here = next(reversed(trail))
            step = next(trail[here], None)
            if step is None:
                done.add(here)
                del trail[here]
            elif step in trail:
                refs = list(trail)
                yield refs[refs.index(step) :]
            elif step not in done:
                trail[step] = iter(waits_for.get(step, ()))


@rule("WSOA307", "unknown-rating-code", Severity.ERROR, "structure")
def unknown_rating_code(view: View) -> Iterator[Hit]:
    """A rating that the plan's scheme has no code for."""
    known = {code.code.casefold() for code in view.plan.scheme.codes}
    for path, code in _rated(view):
        if code.casefold() not in known:
            misread = unknown_code(code, view.plan.scheme)
            yield view.inside(path, misread.message, misread.help)


def _rated(view: View) -> Iterator[tuple[Path, str]]:
    for item, promise in view.promises:
        if promise.rating is not None:
            yield (*item.path, "rating", "code"), promise.rating.code
    for path, update in view.updates:
        if update.rating:
            yield (*path, "rating"), update.rating


@rule("WSOA308", "unknown-resource", Severity.ERROR, "structure")
def unknown_resource(view: View) -> Iterator[Hit]:
    """A resource code without a meaning."""
    known = view.plan.resources
    for item, promise in view.promises:
        if promise.resource and promise.resource not in known:
            has = f"; it has {listed(list(known))}" if known else ""
            way_out = f"say what {promise.resource} means under resources: in plan.yaml{has}"
            yield about(
                item, f"nothing says what the resource code {promise.resource} means", way_out, "resource"
            )


@rule("WSOA309", "unused-role", Severity.INFO, "structure")
def unused_role(view: View) -> Iterator[Hit]:
    """A role that nothing names, neither by its id nor, among the members of a board, by its name."""
    used = {role for _, role in view.named_roles}
    boards = {name for board in view.plan.governance for name in (*board.members, *board.reports_to)}
    for role, known in view.plan.roles.items():
        if role not in used and boards.isdisjoint((known.name, *known.also)):
            message = f"nothing in the plan names the role {role}"
            yield Hit(
                ("roles", role),
                message,
                "delete it, or name it where it leads or answers",
                field="roles",
                on_key=True,
            )


@rule("WSOA310", "milestones-without-ref", Severity.INFO, "structure")
def milestones_without_ref(view: View) -> Iterator[Hit]:
    """Milestones of an accepted plan that are called by their places. One finding for the whole plan."""
    if view.plan.accepted is None:
        return
    bare = [item for item in view.items if isinstance(item.thing, Milestone) and item.thing.ref is None]
    if bare:
        number = "1 milestone has" if len(bare) == 1 else f"{len(bare):,} milestones have"
        message = f"{number} no ref, first {bare[0].ref}: one put in above it changes what it is called"
        advice = "add ref: to each, and never give it to another; their moves are followed either way"
        yield Hit(("accepted",), message, advice, field="accepted", on_key=True)


RULES = (
    duplicate_ref,
    unknown_role,
    unknown_weakness,
    unknown_ref,
    unknown_workstream,
    dependency_cycle,
    unknown_rating_code,
    unknown_resource,
    unused_role,
    milestones_without_ref,
)
