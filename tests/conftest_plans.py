"""Small plans for tests: YAML text in, a loaded plan out, by the same road that files take."""

from __future__ import annotations

import os
from pathlib import Path

from hypothesis import HealthCheck, settings

from wsoa.files.load import LoadedPlan, assemble, read_text
from wsoa.files.sources import Sources
from wsoa.plan.models import Plan

HEAD = """\
format: 1
kind: wsoa
area: Westshire
title: Written Statement of Action
bodies: [Westshire Council]
start: 2019-10-18
roles:
  send-lead: {name: SEND Lead}
  health-lead: {name: Health Lead}
weaknesses:
  - {ref: "1", title: Assessments take too long}
  - {ref: "2", title: Parents are not heard}
"""


SHARES = {"all": 1.0, "some": 0.33, "quick": 0.1}
"""The share of a property test's examples that is tried, by the environment's ``WSOA_EXAMPLES``."""


def steady(examples: int) -> settings:
    """Return settings under which a property test tries the same examples on every machine.

    ``examples`` are tried where all are asked for, a third of them in the plain suite, a tenth in a quick
    one.
    """
    share = SHARES[os.environ.get("WSOA_EXAMPLES", "some")]
    return settings(
        max_examples=max(4, round(examples * share)),
        derandomize=True,
        database=None,
        deadline=None,
        suppress_health_check=list(HealthCheck),
    )


def load_text(text: str | bytes) -> LoadedPlan:
    """Read one plan from the text of a single file."""
    data = text.encode() if isinstance(text, str) else text
    source, findings = read_text(data, "plan.yaml")
    return assemble("westshire", Path("westshire"), Sources(source), findings)


def plan_from(text: str) -> Plan:
    """Read a plan that must be free of structural findings."""
    loaded = load_text(text)
    assert loaded.plan is not None, loaded.findings
    return loaded.plan


def action_plan(*lines: str, head: str = "") -> str:
    """Return a plan of one action, 1.1, that has these lines; ``head`` adds lines to the plan itself."""
    body = "".join(f"            {line}\n" for line in lines)
    return f"""{HEAD}{head}workstreams:
  - ref: WS1
    title: Assessment
    weaknesses: ["1"]
    outcomes:
      - ref: "1"
        title: Assessments on time
        actions:
          - ref: "1.1"
            title: Agree the pathway
{body}"""
