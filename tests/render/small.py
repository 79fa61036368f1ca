"""A small plan that has one of everything, and the statement made from it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from wsoa.files.load import LoadedPlan, assemble, read_text
from wsoa.files.sources import Sources
from wsoa.provenance.provenance import provenance_of
from wsoa.reports.context import ReportContext
from wsoa.reports.statement.statement import statement
from wsoa.reports.statement.view import StatementView
from wsoa.reports.summary.summary import summary
from wsoa.reports.summary.view import SummaryView

AS_OF = date(2020, 11, 30)

PLAN = """\
format: 1
kind: pap
area: Westshire
title: Priority action plan for SEND
bodies: [Westshire Council, NHS Westshire]
document: {title: Priority action plan, date: 2019-10-07, url: "https://example.org/plan.pdf", pages: 40}
inspection:
  inspectors: [Ofsted, Care Quality Commission]
  started: 2019-03-11
  ended: 2019-03-15
  strengths: [Nurseries find needs early, Young people speak well of their schools]
  findings: [Leaders know too little of what families need]
  source: "https://example.org/letter.pdf"
returned: {date: 2019-09-20, reason: More detail was asked for, resubmit_by: 2019-10-08, source: "https://example.org/news"}
accepted: 2019-10-18
start: 2019-10-18
labels: {workstream: working group, outcome: priority area, weakness: area of concern, lead: action lead}
rating_scheme: brag
resources: {ER: Covered by existing money}
summary: Families wait too long for assessments. This plan says what will be done about it.
vision: Every child in Westshire is safe, well and learning
ambitions: [Needs are found early, Young people are ready for adult life]
pledge: Every service signs the pledge of 2019, https://example.org/pledge
co_production: [Parents sit on every working group]
roles:
  send-lead: {name: "SEND Lead, Westshire Council", holder: Ada Example}
  health-lead: {name: Health Lead, vacant: true}
weaknesses:
  - {ref: "1", title: Assessments take too long}
  - ref: "2"
    title: Parents are not heard
    monitoring: {state: released, date: 2020-10-01, evidence: {title: Letter of release, url: "https://example.org/letter"}}
workstreams:
  - ref: WG1
    title: Assessment
    ambition: Every child is assessed on time
    page: 9
    chairs: [send-lead]
    sponsors: [health-lead]
    partners: [Parent carer forum, Schools]
    weaknesses: ["1"]
    impact:
      - {by: 6 months, text: Families wait less}
      - {by: 12 months, text: Families trust the dates they are given}
    voices: {parents: [They say they were told what happens next]}
    outcomes:
      - ref: "1.1"
        title: Plans are finished in twenty weeks
        accountable: [send-lead]
        impact: [{text: No family waits more than twenty weeks}]
        actions:
          - ref: "1.1.1"
            title: Hire two plan writers
            leads: [send-lead, health-lead]
            resource: ER
            due: 2020-12-31
            changes:
              - date: 2019-12-12
                field: due
                from: 2019-12-31
                to: 2020-06-30
                reason: New team not in place
                agreed_by: Improvement board
                minute: Minute 4
              - {date: 2020-06-20, field: due, from: 2020-06-30, to: 2020-12-31}
            updates:
              - date: 2020-11-10
                text: One writer has started
                rating: G
                forecast: 2020-12-20
                by: send-lead
                source: Board report
          - ref: "1.1.2"
            title: Agree a timetable with schools
            detail: Drafts go to the heads' forum first
            leads: [send-lead]
            due: 2019-11-30
            printed: {due: "31 November 2019"}
            note: November has 30 days
            depends_on: ["1.1.1"]
            see: ["1.2.1", "Other plan: 4.1"]
            rating: {code: G, date: 2019-12}
          - ref: "1.1.3"
            title: Publish waiting times
            leads: [health-lead]
            due: 2020-03
            completed: 2020-04-09
            evidence:
              - {title: Waiting times page, url: "https://example.org/waits", kind: data, date: 2020-04}
              - {title: Complaints file, public: false}
          - ref: "1.1.4"
            title: Hold a summer fair
            due: 2020-07
            withdrawn:
              date: 2020-05-01
              reason: Public gatherings were not allowed
              by: Improvement board
              superseded_by: "1.2.1"
      - ref: "1.2"
        title: Families know what happens next
        actions:
          - ref: "1.2.1"
            title: Tell families every step
            milestones:
              - {title: Write the letters, due: 2020-09, completed: 2020-09-15}
              - {title: Try them with parents, due: 2020-10-31}
              - {title: Send them to all, due: {every: month, from: 2021-01}}
    kpis:
      - ref: K1
        title: Plans finished in twenty weeks
        aim: increase
        unit: percent
        owner: send-lead
        frequency: quarterly
        baseline: {value: 41, at: 2019-09}
        targets: [{by: 2021-03, value: 70}]
        readings:
          - {date: 2020-06-30, value: 52, source: Quarterly return}
          - {date: 2020-09-30, value: 58, provisional: true}
        comparators: [{name: England, value: 60.4, period: 2019}]
        statutory: 100
      - ref: K2
        title: Parents who feel heard
        aim: increase
        unit: percent
        baseline: {promised: 2019-12}
        targets: [{by: 6 months, promised: 6 months}, {by: 12 months, text: Target reviewed}]
        parts:
          - {ref: north, title: North, baseline: {value: 30}}
          - {ref: south, title: South}
    updates:
      - {date: 2020-11, text: The group met twice}
  - ref: WG2
    title: Voice
    weaknesses: ["2"]
governance:
  - title: Improvement board
    chair: send-lead
    members: [Parents, Schools]
    meets: monthly
    detail: Holds the groups to account
reviews:
  - ref: R1
    title: Monitoring visit
    due: 2020-07
    date: 2020-07-14
    by: Department for Education
    outcome: Progress in one area
    weaknesses: [{ref: "2", progress: sufficient}]
  - {ref: R2, title: Re-visit, due: 2021-04, date: 2022-12-01, outcome: Not to be told yet, note: Nor this}
glossary: {SEND: Special educational needs and disabilities, EHCP: Education health and care plan}
"""


def load_plan(text: str = PLAN) -> LoadedPlan:
    """Read a plan from its text."""
    source, findings = read_text(text.encode(), "plan.yaml")
    loaded = assemble("westshire", Path("westshire"), Sources(source), findings)
    assert loaded.plan is not None, loaded.findings
    return loaded


def material_of(loaded: LoadedPlan, as_of: date = AS_OF) -> ReportContext:
    """Gather what a report of a loaded plan on a day is made from."""
    return ReportContext(loaded, provenance_of(loaded, as_of, "1.2.3", "abc1234"))


def view_of(loaded: LoadedPlan, as_of: date = AS_OF) -> StatementView:
    """Make the statement of a loaded plan on a day."""
    return statement(material_of(loaded, as_of))


def small_view(as_of: date = AS_OF) -> StatementView:
    """Make the statement of the small plan."""
    return view_of(load_plan(), as_of)


def summary_of(loaded: LoadedPlan, as_of: date = AS_OF) -> SummaryView:
    """Make the summary of a loaded plan on a day."""
    return summary(material_of(loaded, as_of))


def small_summary(as_of: date = AS_OF) -> SummaryView:
    """Make the summary of the small plan."""
    return summary_of(load_plan(), as_of)
