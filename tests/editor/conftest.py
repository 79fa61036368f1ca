"""A small plan in two files, and the plan as it stands in an editor once some of them were changed there."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from wsoa.editor.positions import Text
from wsoa.editor.workspace import OpenPlan, PlanFile, Workspace

HEAD = """\
format: 1
kind: pap
area: Anyshire
title: Priority action plan
bodies: [Anyshire Council]
document: {title: Priority action plan, date: 2026-01}
start: 2026-01-05
rating_scheme: rag
terms:
  2026/27 autumn term: {starts: 2026-09-01, ends: 2026-12-18}
resources: {ER: Existing resources}
roles:
  head-of-send: {name: "Head of SEND, Anyshire Council", holder: Ada Byron, also: [SEND Head]}
  health-lead: {name: "Designated Clinical Officer, NHS Anyshire", vacant: true}
weaknesses:
  - {ref: "1", title: Plans for children come late}
  - {ref: "2", title: Parents are not heard}
governance:
  - {title: Improvement board, chair: head-of-send}
ignore:
  - {code: WSOA405, ref: "1.1", reason: A measure is on its way}
"""
PART = """\
ref: WS1
title: Timely plans
weaknesses: ["1"]
chairs: [health-lead]
outcomes:
  - ref: "1.1"
    title: Plans are finished in twenty weeks
    accountable: [head-of-send]
    impact: [{text: Families wait less}]
    actions:
      - ref: "1.1.1"
        title: Hire two plan writers
        leads: [head-of-send]
        due: 2026-03-31
      - ref: "1.1.2"
        title: Agree a target with schools
        leads: [head-of-send, health-lead]
        due: 2026-09-30
        depends_on: ["1.1.1"]
        see: ["2", "WS1"]
        changes:
          - {date: 2026-05-01, field: due, from: 2026-04-30, to: 2026-09-30,
             reason: Schools asked for more time, agreed_by: Improvement board}
        updates:
          - {date: 2026-05-20, by: head-of-send, text: Two of five clusters agree, rating: G}
        milestones:
          - {title: First meeting of all clusters, due: 2026-06}
          - {ref: "1.1.2b", title: Wording settled, due: 2026-09, depends_on: ["1.1.2#1"]}
kpis:
  - ref: K1
    title: Plans finished within twenty weeks
    aim: increase
    unit: percent
    owner: head-of-send
    baseline: {value: 41, at: 2025-12}
    targets: [{by: 2026-12, value: 60}]
    parts:
      - {ref: north, title: In the north}
      - {ref: south, title: In the south, readings: [{date: 2026-03, value: 65}]}
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The folder of a small plan called anyshire, on the disk."""
    made = tmp_path / "plans" / "anyshire"
    (made / "workstreams").mkdir(parents=True)
    (made / "plan.yaml").write_text(HEAD, encoding="utf-8")
    (made / "workstreams" / "1-plans.yaml").write_text(PART, encoding="utf-8")
    return made


Shown = tuple[OpenPlan, PlanFile]
Show = Callable[..., Shown]


@pytest.fixture
def show(folder: Path) -> Show:
    """Return what an editor would have with the workstream's text, and the head's, changed."""
    workspace = Workspace()
    count = 0

    def shown(part: str = PART, head: str | None = None) -> Shown:
        nonlocal count
        count += 1
        file = folder / "workstreams" / "1-plans.yaml"
        workspace.hold(file, Text(part), count)
        if head is not None:
            workspace.hold(folder / "plan.yaml", Text(head), count)
        plan = workspace.plan(folder)
        held = plan.file(file)
        assert held is not None
        return plan, held

    return shown
