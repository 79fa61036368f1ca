"""Generated pairs of plans: the second keeps, alters, drops and adds to what the first has."""

from __future__ import annotations

from typing import Any, NamedTuple

from hypothesis import strategies as st

from tests.assess.test_properties import DATED, SCHEMES, WHEN, action
from wsoa.plan.models import Plan

Fields = dict[str, Any]

REVIEW = st.fixed_dictionaries({}, optional={"due": WHEN, "date": DATED})
FIGURE = st.fixed_dictionaries({}, optional={"promised": WHEN, "value": st.just("5"), "set": DATED})
BASELINE = st.builds(
    lambda figure, at: {**figure, **at}, FIGURE, st.just({}) | DATED.map(lambda d: {"at": d})
)
TARGET = st.builds(lambda figure, by: {**figure, "by": by}, FIGURE, st.sampled_from(["2020", "2021"]))
KPI = st.fixed_dictionaries({}, optional={"baseline": BASELINE, "targets": st.lists(TARGET, max_size=2)})
RULES = st.fixed_dictionaries(
    {"preset": SCHEMES},
    optional={"behind_days": st.sampled_from(["0", "90"]), "stale_days": st.sampled_from(["10", "400"])},
)
HEAD = st.fixed_dictionaries(
    {"rating_scheme": RULES},
    optional={"start": DATED, "year": st.sampled_from(["academic", "calendar"])},
)
WORDS = ("Train every school", "Publish the local offer", "Recruit two psychologists", "Hear from parents")


class Pieces(NamedTuple):
    """What a plan is put together from: its rules, and its items by their places."""

    head: Fields
    actions: tuple[Fields | None, ...]
    milestones: tuple[Fields, ...]
    kpis: tuple[Fields | None, ...]
    reviews: tuple[Fields | None, ...]
    split: int


def pieces() -> st.SearchStrategy[Pieces]:
    """Return a plan's worth of pieces: up to four actions, some with milestones, KPIs and reviews."""
    return st.builds(
        Pieces,
        head=HEAD,
        actions=st.tuples(*(st.none() | action() for _ in WORDS)),
        milestones=st.lists(action(), max_size=2).map(tuple),
        kpis=st.tuples(st.none() | KPI),
        reviews=st.tuples(st.none() | REVIEW),
        split=st.integers(0, len(WORDS)),
    )


@st.composite
def pairs(draw: st.DrawFn) -> tuple[Plan, Plan]:
    """Draw two versions; each part of the second is the first's own or a fresh one."""
    old, other = draw(pieces()), draw(pieces())
    chosen: list[Any] = [
        draw(st.sampled_from([mine, theirs])) for mine, theirs in zip(old, other, strict=True)
    ]
    actions = tuple(
        draw(st.sampled_from([mine, theirs, _mixed(mine, theirs)]))
        for mine, theirs in zip(old.actions, other.actions, strict=True)
    )
    return built(old), built(Pieces(*chosen)._replace(actions=actions))


def _mixed(mine: Fields | None, theirs: Fields | None) -> Fields | None:
    """The same promise with more told of it: the second's reports under the first's dates."""
    if mine is None or theirs is None:
        return mine
    told: Fields = {key: theirs[key] for key in ("updates", "completed", "rating") if key in theirs}
    return {**mine, **told}


def built(pieces: Pieces) -> Plan:
    """Put a plan together."""
    actions = [
        {"ref": f"1.{n}", "title": words, **facts}
        for n, (words, facts) in enumerate(zip(WORDS, pieces.actions, strict=True), 1)
        if facts is not None
    ]
    if actions and pieces.milestones:
        actions[0] = {**actions[0], "milestones": _titled(pieces.milestones)}
    kpis = [
        {"ref": "K1", "title": "On time", "aim": "increase", "unit": "percent", **k}
        for k in pieces.kpis
        if k is not None
    ]
    return Plan.model_validate(
        {
            "format": "1", "kind": "wsoa", "area": "X", "title": "T", "bodies": ["B"], "roles": {},
            "weaknesses": [], **pieces.head,
            "workstreams": [
                _workstream("WS1", actions[: pieces.split], []),
                _workstream("WS2", actions[pieces.split :], kpis),
            ],
            "reviews": [{"title": "Visit", **facts} for facts in pieces.reviews if facts is not None],
        }
    )  # fmt: skip


def _titled(milestones: tuple[Fields, ...]) -> list[Fields]:
    """Give milestones their words; they are withdrawn only with their action."""
    facts = [{key: fact for key, fact in m.items() if key != "withdrawn"} for m in milestones]
    return [{"title": f"{words} first", **m} for words, m in zip(WORDS, facts, strict=False)]


def _workstream(ref: str, actions: list[Fields], kpis: list[Fields]) -> Fields:
    return {
        "ref": ref, "title": ref, "kpis": kpis,
        "outcomes": [{"ref": f"{ref}.O", "title": "Outcome", "actions": actions}],
    }  # fmt: skip
