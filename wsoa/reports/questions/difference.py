"""Questions on what families get, and on who leads: evidence, impact, reviews, gaps, vacant posts."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from wsoa.assess.assessment import Commitment
from wsoa.assess.rollup import NO_LEAD, RollUp, grouped
from wsoa.plan.models import Outcome, Workstream
from wsoa.plan.ratings import Standing
from wsoa.plan.walk import Item, walk
from wsoa.reports.parts import Link
from wsoa.reports.questions.asked import OVER, Asked, Brief, Subject, Wording, ask
from wsoa.reports.questions.view import Named
from wsoa.words.dates import say_day
from wsoa.words.lists import capital, plural, sentence
from wsoa.words.numbers import count_days

_EVIDENCE = Wording(
    Subject.DIFFERENCE, 2,
    "What shows that {the} reported as finished made a difference for families?",
    "{n} [is|are] complete with no evidence recorded.",
    "something to look at, such as a document, a figure, or what parents and young people say.",
    each=True,
)  # fmt: skip
_NOTICED = Wording(
    Subject.DIFFERENCE, 2,
    "What do families say of {the} they were to notice by now?",
    "{n} [was|were] promised by a date now past.",
    "who was asked and when, what they said, and what will be done about it.",
    each=True,
)  # fmt: skip
_REVIEWED = Wording(
    Subject.DIFFERENCE, 3,
    "What is different now for {the} where a review did not find enough progress?",
    "The latest review of {n} did not find enough progress.",
    "what changed since the review, and what will be shown at the next one.",
    each=True,
)  # fmt: skip
_UNMEASURED = Wording(
    Subject.DIFFERENCE, 1,
    "How will anyone know what {the} [has|have] reached?",
    "In {n}, the plan says neither what people should notice nor how it is measured.",
    "For each outcome: one thing that families would notice, and how it is counted.",
)  # fmt: skip
_UNANSWERED = Wording(
    Subject.PEOPLE, 2,
    "",
    "",
    "the work that answers it, and who leads that work.",
    each=True,
)  # fmt: skip
_NO_LEAD = Wording(
    Subject.PEOPLE, 2,
    "Who leads {the} with no lead recorded?",
    "{n} that [is|are] not finished [has|have] no lead.",
    "one post that answers for it.",
    each=True,
)  # fmt: skip
_NO_DATE = Wording(
    Subject.PEOPLE, 2,
    "By when will {the} with no date be finished?",
    "{n} [has|have] no date, so nobody can say whether [it is|they are] late.",
    "a date, or how often it will be looked at if it has no end.",
    each=True,
)  # fmt: skip
_VACANT = Wording(
    Subject.PEOPLE, 2,
    "Who does the work of the [vacant post|{n} vacant posts]?",
    "{n} [post that leads|posts that lead] unfinished work [is|are] vacant.",
    "who stands in, and when the post will be filled.",
    each=True,
)  # fmt: skip
_NEEDS = Wording(
    Subject.PEOPLE, 1,
    "What do the leads with the most work past its date need in order to finish it?",
    "{n} [lead has|leads have] work past its date.",
    "what would help most, such as time, money, or a decision by somebody else.",
    each=True,
)  # fmt: skip
_MANY = 2


def evidence(brief: Brief) -> Asked | None:
    """Ask about what is finished with nothing to show for it."""
    done = [c for c in brief.work if c.standing is Standing.COMPLETE and c.kind != "review"]
    bare = [c for c in done if not brief.at.evidence_for(c.item.thing)]
    bare.sort(key=lambda c: c.completed or date.min, reverse=True)
    undated = sum(1 for c in bare if c.completed is None)
    which = "all" if undated == len(bare) else f"{undated:,}"
    when = f"For {which} of them no date is recorded." if undated else ""
    return brief.ask(_EVIDENCE, bare, lambda c: _finished(brief, c), when)


def _finished(brief: Brief, commitment: Commitment) -> str:
    when = brief.at.finished(commitment)
    return f"Finished: {when.words}." if when else "Reported as finished; no date recorded."


def noticed(brief: Brief) -> Asked | None:
    """Ask about what people were to notice by a date now past, some of each part of the plan."""
    found = [one for item in walk(brief.at.plan) for one in enumerate(_impacts(brief, item))]
    items = (named for _, named in sorted(found, key=lambda one: one[0]))
    return ask(_NOTICED, len(found), "change", items)


def _impacts(brief: Brief, item: Item) -> Iterator[Named]:
    for impact in item.thing.impact if isinstance(item.thing, (Workstream, Outcome)) else ():
        day = impact.by.window(brief.at.plan.calendar).latest if impact.by else None
        if impact.by is not None and day is not None and day < brief.at.as_of:
            says = f"{item.title}. To be noticed by {brief.at.say(impact.by)}."
            yield brief.named(item, says, capital(impact.text))


def reviewed(brief: Brief) -> Asked | None:
    """Ask about weaknesses of which the latest review known did not find enough progress."""
    latest: dict[str, tuple[bool, str]] = {}
    held = [(r.date, r) for r in brief.at.plan.reviews if r.date is not None and brief.at.known(r.date)]
    for when, review in held:
        for one in review.weaknesses:
            latest[one.ref] = (one.progress == "insufficient", f"{review.title}, {brief.at.say(when)}.")
    found = {ref: says for ref, (short, says) in latest.items() if short}
    items = (
        _weakness(brief, index, found[w.ref])
        for index, w in enumerate(brief.at.plan.weaknesses)
        if w.ref in found
    )
    return ask(_REVIEWED, len(found), "area", items)


def _weakness(brief: Brief, index: int, says: str) -> Named:
    weakness = brief.at.plan.weaknesses[index]
    link = Link(weakness.ref, brief.at.anchors.by_path["weaknesses", index])
    return Named(link, brief.context.in_statement(link), weakness.title, says)


def unmeasured(brief: Brief) -> Asked | None:
    """Ask about outcomes that nothing measures; one for each workstream that has any."""
    found = [f for f in brief.context.progress if f.code == "WSOA405"]
    items = (brief.named(item, sentence(f.message)) for f in found if (item := brief.items.get(f.ref)))
    return ask(_UNMEASURED, len(found), brief.at.plan.labels.workstream, items)


def unanswered(brief: Brief) -> Asked | None:
    """Ask which work answers which weakness, where the plan does not say."""
    found = [f for f in brief.context.progress if f.code == "WSOA404"]
    refs = {f.ref for f in found if f.ref}
    weaknesses = [n for n, w in enumerate(brief.at.plan.weaknesses) if w.ref in refs or (found and not refs)]
    label, part = brief.at.plan.labels.weakness, brief.at.plan.labels.workstream
    wording = _UNANSWERED._replace(asks=f"Which part of the plan answers each {label}?")
    facts = [f"No {part} names the {plural(label)} that it answers."] if found and not refs else []
    items = (_weakness(brief, n, "No work is tied to it.") for n in weaknesses)
    return ask(wording, len(weaknesses), label, items, *facts)


def no_lead(brief: Brief) -> Asked | None:
    """Ask who leads what has no lead."""
    found = [c for c in brief.work if not c.leads and c.kind != "review" and c.standing not in OVER]
    sponsored = all(c.item.workstream and c.item.workstream.sponsors for c in found)
    label = brief.at.plan.labels.workstream
    return brief.by_workstream(_NO_LEAD, found, f"Each {label} has a sponsor." if sponsored else "")


def no_date(brief: Brief) -> Asked | None:
    """Ask by when what has no date will be finished."""
    return brief.by_workstream(_NO_DATE, [c for c in brief.work if c.due is None and c.standing not in OVER])


def vacant(brief: Brief) -> Asked | None:
    """Ask who does the work of vacant posts."""
    plan = brief.at.plan
    waits: dict[str, int] = {}
    for c in brief.work:
        for lead in c.leads if c.standing not in OVER else ():
            if (role := plan.roles.get(lead)) and role.vacant:
                waits[lead] = waits.get(lead, 0) + 1
    items = (brief.plain(plan.role_name(role), f"Leads {n:,} not finished.") for role, n in waits.items())
    return ask(_VACANT, len(waits), "post", items)


def needs(brief: Brief) -> Asked | None:
    """Ask what the leads with the most work past its date need; only where there are several."""
    groups = [g for g in grouped(brief.at.assessment, "lead") if g.overdue and g.key != NO_LEAD]
    groups.sort(key=lambda g: (-g.overdue, -g.worst_days_late))
    if len(groups) < _MANY or groups[0].overdue < _MANY:
        return None
    return ask(_NEEDS, len(groups), "lead", (_lead(brief, g) for g in groups))


def _lead(brief: Brief, group: RollUp) -> Named:
    ahead = f" Next due: {say_day(group.next_due)}." if group.next_due else ""
    says = f"{group.overdue:,} past their date, the longest by {count_days(group.worst_days_late)}.{ahead}"
    return brief.plain(capital(brief.at.role(group.key)), says)


MAKERS = (evidence, noticed, reviewed, unmeasured, unanswered, no_lead, no_date, vacant, needs)
