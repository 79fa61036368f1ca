"""``wsoa return apply``: many filled returns become one set of edits, and a list of what is in doubt.

Nothing here reads or writes a plan's file, and nothing is guessed: an answer is clear, or it says why not.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import combinations
from typing import Literal

from wsoa.authoring.refusal import AlreadyError, RefusedError
from wsoa.authoring.returns.answers import InDoubtError, Reply, leads_of, without
from wsoa.authoring.returns.fields import EVERYBODY, NOBODY, label_of
from wsoa.authoring.returns.filled import Answer, Doubt, Filled
from wsoa.authoring.update import locate
from wsoa.files.editing.draft import Edit, draft
from wsoa.files.editing.layout import CannotEditError
from wsoa.files.load import LoadedPlan
from wsoa.plan.find import NoItemError, find
from wsoa.plan.models import Plan
from wsoa.plan.walk import Item

State = Literal["clear", "already", "doubtful"]
_ONE = ("finished", "expected", "rating", "move_to", "reason", "agreed_by", "figure", "period", "status")
"""What can be so in one way only."""
_OWN = ("happened", "blocker", "help_needed", "evidence", "address", "remark")
"""What two leads may each say in words of their own, and one lead in one way only."""
_SHARED = frozenset({"finished", "move_to", "reason", "agreed_by"})


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one answer came to. ``understood`` is what it says, every date as it was read."""

    place: str
    ref: str
    lead: str
    state: State
    understood: str = ""
    does: str = ""
    edits: tuple[Edit, ...] = ()
    doubts: tuple[Doubt, ...] = ()


@dataclass(frozen=True, slots=True)
class Round:
    """What all returns came to.

    ``doubts`` are those of files as a whole, ``blank`` counts the items that were left blank.
    """

    outcomes: tuple[Outcome, ...]
    doubts: tuple[Doubt, ...]
    blank: int
    files: int

    @property
    def all_doubts(self) -> tuple[Doubt, ...]:
        """Everything in doubt, in the order of the files."""
        return (*self.doubts, *(doubt for one in self.outcomes for doubt in one.doubts))

    def of(self, state: State) -> tuple[Outcome, ...]:
        """Return the answers that came to one thing."""
        return tuple(one for one in self.outcomes if one.state == state)

    @property
    def edits(self) -> list[Edit]:
        """Return what the clear answers write, the edits of one item in the order of its keys."""
        found = [edit for one in self.of("clear") for edit in one.edits]
        groups = list(dict.fromkeys(edit.path[:-1] for edit in found))
        return sorted(found, key=lambda edit: (groups.index(edit.path[:-1]), _rank(edit)))


def round_of(
    loaded: LoadedPlan,
    returns: Sequence[Filled],
    day: date,
    others: Sequence[Outcome] = (),
    *,
    unexplained: bool = False,
) -> Round:
    """Understand every return; where the edits do not go together, try each answer on its own.

    ``day`` is the day of the reports. ``others`` are answers that no box of a return gave. With
    ``unexplained``, a date may move without a reason. The plan must be one that could be read.
    """
    assert loaded.plan is not None  # noqa: S101 - a broken plan went no further
    told = understand(loaded.plan, loaded.id, returns, day, unexplained=unexplained)
    told = replace(told, outcomes=(*told.outcomes, *others))
    try:
        draft(loaded, told.edits)
    except CannotEditError:
        return apart(loaded, told)
    return told


def understand(
    plan: Plan, plan_id: str, returns: Sequence[Filled], day: date, *, unexplained: bool = False
) -> Round:
    """Read every answer of every return against the plan. ``day`` is the day of the report."""
    doubts: list[Doubt] = []
    replies: list[Reply | Outcome] = []
    blank = 0
    for one in returns:
        doubts += one.doubts
        if one.header is None or (why := _unknown(plan, plan_id, one)):
            doubts += [Doubt(one.file, "", "", why)] if one.header is not None else []
            continue
        for answer in one.answers:
            if answer.said or answer.doubts:
                replies.append(_matched(plan, one, answer, day, unexplained=unexplained))
            else:
                blank += 1
    outcomes = _settled([one for one in replies if isinstance(one, Reply)])
    known = {id(reply): outcome for reply, outcome in outcomes}
    told = tuple(one if isinstance(one, Outcome) else known[id(one)] for one in replies)
    return Round(told, tuple(doubts), blank, len(returns))


def apart(loaded: LoadedPlan, told: Round) -> Round:
    """Put in doubt each clear answer whose place in the plan only a person can change safely."""
    return replace(told, outcomes=tuple(_tried(loaded, one) for one in told.outcomes))


def _tried(loaded: LoadedPlan, one: Outcome) -> Outcome:
    try:
        draft(loaded, one.edits)
    except CannotEditError as error:
        doubt = Doubt(one.place, one.ref, one.understood, f"{error}; edit the plan's file by hand")
        return replace(one, state="doubtful", does="", edits=(), doubts=(doubt,))
    return one


def _rank(edit: Edit) -> int:
    key = str(edit.path[-1])
    return edit.order.index(key) if key in edit.order else 0


def _unknown(plan: Plan, plan_id: str, filled: Filled) -> str:
    """Say why a return is not for this plan; nothing where it is."""
    header = filled.header
    assert header is not None  # noqa: S101 - asked only of a return that has one
    if header.area != plan_id:
        return f"this return is for {header.area}, not for {plan_id}; apply it by itself"
    if header.lead not in {NOBODY, EVERYBODY, *plan.roles}:
        return f"the plan has no role {header.lead!r} any more; prepare a new return"
    return ""


def _matched(plan: Plan, filled: Filled, answer: Answer, day: date, *, unexplained: bool) -> Reply | Outcome:
    """Tie an answer to its item, or say why it cannot be."""
    header = filled.header
    assert header is not None  # noqa: S101 - a return without one goes no further
    lead = "" if header.lead in {NOBODY, EVERYBODY} else plan.role_name(header.lead)
    try:
        item = _item(plan, answer)
    except RefusedError as error:
        why = str(error)
    else:
        leads = leads_of(item)
        if header.lead in {EVERYBODY, *(leads or (NOBODY,))}:
            return Reply(plan, header, answer, item, day, unexplained=unexplained)
        others = " and ".join(plan.role_name(role) for role in leads) or "no role"
        why = f"{answer.code.ref} is led by {others}, not by {lead or 'nobody'}; ask them, or use wsoa update"
    words = "; ".join(said.words for said in answer.said.values())
    doubt = Doubt(answer.place, answer.code.ref, words, why)
    return Outcome(answer.place, answer.code.ref, lead, "doubtful", doubts=(*answer.doubts, doubt))


def _item(plan: Plan, answer: Answer) -> Item:
    """Find the item that an answer names, by its very ref.

    Raises:
        RefusedError: the plan has none.
    """
    ref = answer.code.ref
    if answer.code.kind == "commitment":
        item = locate(plan, ref)
        fits = item.ref == ref and item.kind in {"action", "milestone"}
    else:
        try:
            item = find(plan, ref)
        except NoItemError:
            raise RefusedError(f"The plan has no KPI called {ref!r}.") from None
        fits = item.ref == ref and item.kind in {"kpi", "part"}
    if not fits:
        raise RefusedError(f"The plan has nothing called {ref!r} that a return can answer.")
    return item


def _settled(replies: Sequence[Reply]) -> Iterator[tuple[Reply, Outcome]]:
    """Judge every reply, those of one item together."""
    together: dict[tuple[str, str], list[Reply]] = {}
    for reply in replies:
        together.setdefault((reply.answer.code.kind, reply.item.ref), []).append(reply)
    for group in together.values():
        quarrels = tuple(_quarrels(group))
        for place, reply in enumerate(group):
            if quarrels:
                yield reply, _outcome(reply, "doubtful", doubts=quarrels if place == 0 else ())
            else:
                yield reply, _judged(reply, group[:place])


def _quarrels(group: Sequence[Reply]) -> Iterator[Doubt]:
    """Yield a doubt for each box that two returns fill differently."""
    for first, other in combinations(group, 2):
        same_lead = other.header.lead == first.header.lead
        for key in (*_ONE, *(_OWN if same_lead else ())):
            if key in first.said and key in other.said and _meant(first, key) != _meant(other, key):
                yield _against(other, key, first, key)
        for contrary in ("expected", "move_to"):
            for one, two in ((first, other), (other, first)):
                if "finished" in one.said and contrary in two.said:
                    yield _against(two, contrary, one, "finished")


def _meant(reply: Reply, key: str) -> str:
    when = reply.whens().get(key)
    return when.text if when else " ".join(reply.said[key].words.casefold().split())


def _against(one: Reply, key: str, other: Reply, contrary: str) -> Doubt:
    said = one.said[key]
    words = " ".join(other.said[contrary].words.split())
    why = f"{other.answer.place} says “{label_of(contrary)}: {words}”; agree on one answer"
    return Doubt(said.place, one.item.ref, f"{label_of(key)}: {said.words}", why)


def _judged(reply: Reply, before: Iterable[Reply]) -> Outcome:
    """Say what one reply comes to, beside what others said of the same item before it."""
    known: set[str] = set()
    for other in before:
        same_lead = other.header.lead == reply.header.lead
        known |= {key for key in reply.said if key in other.said and (same_lead or key in _SHARED)}
        if reply.answer.code.kind != "commitment":
            known |= set(reply.said)
    if known and not reply.said.keys() - known:
        return _outcome(reply, "already", does="another return says the same")
    shorter = without(reply, frozenset(known)) if known else reply
    try:
        edits = shorter.edits()
    except AlreadyError:
        return _outcome(reply, "already", does="in the plan already")
    except InDoubtError as error:
        return _outcome(reply, "doubtful", doubts=error.doubts)
    except RefusedError as error:
        return _outcome(
            reply, "doubtful", doubts=(Doubt(reply.answer.place, reply.item.ref, "", str(error)),)
        )
    return _outcome(reply, "clear", does=does(edits), edits=tuple(edits))


def _outcome(
    reply: Reply,
    state: State,
    *,
    does: str = "",
    edits: tuple[Edit, ...] = (),
    doubts: tuple[Doubt, ...] = (),
) -> Outcome:
    return Outcome(
        reply.answer.place, reply.item.ref, reply.lead, state, reply.understood, does, edits, doubts
    )


_DOES = {
    "completed": "completed",
    "due": "new date",
    "changes": "its record",
    "updates": "update",
    "evidence": "evidence",
    "readings": "reading",
    "baseline": "baseline",
}


def does(edits: Sequence[Edit]) -> str:
    """Name the keys that are written."""
    named = [next((_DOES[step] for step in edit.path[::-1] if step in _DOES), "") for edit in edits]
    return ", ".join(dict.fromkeys(filter(None, named)))
