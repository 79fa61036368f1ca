"""Whatever people write in a plan is told whole, however much it looks like our own words."""

from __future__ import annotations

import json
import re
from datetime import date
from functools import cache

import pytest

from tests.render.pages import Page
from tests.render.small import AS_OF, load_plan, material_of
from wsoa.files.load import LoadedPlan
from wsoa.history.repository.versions import Commit, Version
from wsoa.history.timeline import Timeline, timeline
from wsoa.render.html.page import page_html
from wsoa.reports.context import Earlier, ReportContext
from wsoa.reports.registry import REPORTS, make
from wsoa.reports.site.site import site

# Pieces that a report itself writes around what people wrote. A text must not be cut at one of them.
OURS = (
    "; source ", "; text ", ": ", " due by ", " Longest delay: ", " → ", "reason: ", " (", ") ", "updated: ",
    "Signed off ", "target ", "date ", "value 3; ", " by ", " from ", "For each: ", "Latest",
    "Figures", "#", "/", ", ",
)  # fmt: skip

# One of every field that holds free text; §name stands for a text of its own.
PLAN = """\
format: 1
kind: pap
area: §area
title: §title
bodies: [§bodies]
document: {title: §document, date: 2019-10-07, file: §document-file}
inspection: {inspectors: [§inspectors], started: 2019-03-11, ended: 2019-03-15,
             strengths: [§strength], findings: [§finding], source: §inspection-source}
returned: {date: 2019-09-20, reason: §returned, source: §returned-source}
supersedes: §supersedes
accepted: 2019-10-18
start: 2019-10-18
resources: {ER: §resource}
summary: §summary
vision: §vision
ambitions: [§plan-ambition]
pledge: §pledge
co_production: [§co-production]
note: §note
roles:
  lead: {name: §role, also: [§role-also], holder: §holder}
weaknesses:
  - ref: "1"
    title: §weakness
    note: §weakness-note
    monitoring: {state: released, date: 2020-10-01, evidence: {title: §letter}}
workstreams:
  - ref: WG1
    title: §workstream
    ambition: §ambition
    partners: [§partner]
    chairs: [lead]
    weaknesses: ["1"]
    note: §workstream-note
    impact: [{by: 2020-03, text: §impact}]
    voices: {young_people: [§young], parents: [§parents], professionals: [§professionals], audits: [§audits]}
    outcomes:
      - ref: "1.1"
        title: §outcome
        note: §outcome-note
        printed: {title: §outcome-printed}
        impact: [{text: §outcome-impact}]
        updates: [{date: 2020-11-02, text: §outcome-update}]
        actions:
          - ref: "1.1.1"
            title: §action
            detail: §detail
            note: §action-note
            leads: [lead]
            resource: ER
            due: 2020-12-31
            printed: {due: §printed}
            see: [§see]
            verified: {date: 2020-11-01, by: §verified}
            evidence: [{title: §evidence, kind: §evidence-kind, voice: §evidence-voice, date: 2020-04}]
            changes:
              - {date: 2019-12-12, field: due, from: 2019-12-31, to: 2020-12-31,
                 reason: §reason, agreed_by: §agreed, minute: §minute}
              - {date: 2020-01-12, field: title, from: §old-title, to: §new-title}
            updates:
              - {date: 2020-11-10, text: §update, source: §update-source, rating: G, by: lead,
                 evidence: [{title: §update-evidence}]}
          - ref: "1.1.2"
            title: §withdrawn
            due: 2020-07
            withdrawn: {date: 2020-05-01, reason: §withdrawal, by: §withdrawer}
          - ref: "1.1.3"
            title: §steps
            milestones:
              - {title: §step, detail: §step-detail, due: 2020-09, note: §step-note}
    kpis:
      - ref: K1
        title: §kpi
        definition: §definition
        note: §kpi-note
        aim: increase
        unit: percent
        owner: lead
        baseline: {text: §baseline, source: §baseline-source}
        targets: [{by: 2021-03, text: §target, source: §target-source}]
        readings:
          - {date: 2020-06-30, value: 52, source: §reading-source, note: §reading-note}
          - {date: 2020-09-30, text: §reading}
        comparators: [{name: §elsewhere, text: §elsewhere-text}]
        printed: {title: §kpi-printed}
        parts:
          - {ref: north, title: §part, note: §part-note, baseline: {text: §part-baseline}}
    updates: [{date: 2020-11-01, text: §workstream-update}]
updates: [{date: 2020-11-03, text: §plan-update}]
governance:
  - {title: §board, chair: lead, members: [§member], meets: §meets, reports_to: [§reports-to],
     detail: §board-detail}
reviews:
  - {title: §review, due: 2020-07, date: 2020-07-14, by: §reviewer, outcome: §review-outcome,
     source: §review-source, note: §review-note, weaknesses: [{ref: "1", progress: insufficient}]}
glossary: {EHCP: §meaning}
ignore: [{code: WSOA405, reason: §silence}]
"""
NAMES = tuple(re.findall(r"§([a-z-]+)", PLAN))
# What no public page shows: the person behind a role, where files lie, other spellings, what was accepted as
# it is, and where a figure that nobody gave was to come from.
NOT_SHOWN = frozenset({"document-file", "role-also", "holder", "silence", "baseline-source", "target-source"})


def text_of(name: str, piece: str, letter: str = "x") -> str:
    """The text of one field: the piece of ours before, amid and after words of its own."""
    number = NAMES.index(name)
    return " ".join(f"{piece}{letter}{number}y {piece} and {piece}{letter}{number}z".split())


def plan_of(piece: str, letter: str = "x") -> LoadedPlan:
    """The plan with such a text in every field; another letter makes every text another."""
    written = re.sub(r"§([a-z-]+)", lambda found: json.dumps(text_of(found[1], piece, letter)), PLAN)
    return load_plan(written)


def story(piece: str) -> Timeline:
    """Two versions of the plan, in which every text became another."""
    days = (("w", date(2020, 1, 1)), ("x", date(2020, 6, 1)))
    return timeline(
        Version(Commit(f"{day.month:040x}", day, day, "Update"), plan_of(piece, letter))
        for letter, day in days
    )


@cache
def pages(piece: str, *, history: bool) -> dict[str, str]:
    """Every page there is of the plan, as a reader sees its text; what is cut to fit a drawing left out."""
    loaded, before = plan_of(piece), plan_of(piece, "w").plan
    made = material_of(loaded)
    context = ReportContext(
        loaded,
        made.provenance,
        past=story(piece) if history else None,
        earlier=Earlier(AS_OF.replace(month=1), before if history and before else made.plan),
    )
    sources = {name: page_html(make(name, context)) for name in REPORTS}
    sources |= {page.address: page_html(page.make()) for page in site({"w": context}, AS_OF).pages}
    return {name: _read(source) for name, source in sources.items()}


def _read(source: str) -> str:
    """A page's text in one case: a sentence may begin with what people wrote in small letters."""
    return Page(re.sub(r"<(style|svg)\b.*?</\1>", " ", source, flags=re.DOTALL)).text.casefold()


def _broken(read: str, piece: str, letter: str) -> set[str]:
    """The fields whose text begins on a page more often than it ends there, whole or visibly cut."""
    found = set()
    for number, name in enumerate(NAMES):
        begun, whole = f"{letter}{number}y", text_of(name, piece, letter).casefold()
        cut = re.findall(rf"{begun}(?:(?!{letter}{number}z)[^…])*…", read)
        if read.count(begun) > read.count(whole) + len(cut):
            found.add(name)
    return found


@pytest.mark.parametrize("piece", OURS)
def test_a_text_that_begins_on_a_page_also_ends_there(piece: str) -> None:
    broken = {page: _broken(read, piece, "x") for page, read in pages(piece, history=False).items()}
    assert not any(broken.values()), broken


@pytest.mark.parametrize("piece", OURS)
def test_so_does_a_text_that_the_history_tells_of(piece: str) -> None:
    told = pages(piece, history=True)
    broken = {page: _broken(read, piece, "x") | _broken(read, piece, "w") for page, read in told.items()}
    assert not any(broken.values()), broken


@pytest.mark.parametrize("piece", OURS)
def test_every_text_is_somewhere_whole(piece: str) -> None:
    read = " ".join(pages(piece, history=False).values())
    missing = {name for name in NAMES if text_of(name, piece).casefold() not in read}
    assert missing == NOT_SHOWN
