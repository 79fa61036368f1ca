"""A command line inside the test, and small plan folders to run it on."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import NamedTuple

import pytest

from wsoa.cli.app import run
from wsoa.cli.shared.context import StopError

SMALL = """\
format: 1
kind: pap
area: Anyshire
title: Priority action plan
bodies: [Anyshire Council]
document: {title: Priority action plan, date: 2026-01}
rating_scheme: rag
roles:
  head-of-send: {name: "Head of SEND, Anyshire Council"}
weaknesses:
  - {ref: "1", title: Plans for children come late}
workstreams:
  - ref: A
    title: Timely plans
    weaknesses: ["1"]
    outcomes:
      - ref: "1.1"
        title: Plans are finished in twenty weeks
        accountable: [head-of-send]
        impact: [{text: Families wait less}]
        actions:
          - {ref: "1.1.1", title: Hire two plan writers, leads: [head-of-send], due: 2026-03-31}
          - ref: "1.1.2"
            title: Agree a target with schools
            leads: [head-of-send]
            due: 2026-09-30
            changes:
              - {date: 2026-05-01, field: due, from: 2026-04-30, to: 2026-09-30,
                 reason: Schools asked for more time, agreed_by: Improvement board}
            updates:
              - {date: 2026-05-20, text: Two of five clusters agree, rating: G}
"""


class Ran(NamedTuple):
    """What one run of the command gave."""

    code: int
    out: str
    err: str


Command = Callable[..., Ran]


@pytest.fixture
def wsoa(capsys: pytest.CaptureFixture[str]) -> Command:
    """Run ``wsoa`` with some words, as at 30 June 2026 unless told otherwise, in 80 columns."""

    def command(*words: str, **variables: str) -> Ran:
        environ: Mapping[str, str] = {"COLUMNS": "80", "WSOA_AS_OF": "2026-06-30", **variables}
        code = run(list(words), environ)
        captured = capsys.readouterr()
        return Ran(code, captured.out, captured.err)

    return command


@pytest.fixture
def plans(tmp_path: Path) -> Path:
    """A folder with one small plan in it, called anyshire."""
    folder = tmp_path / "plans" / "anyshire"
    folder.mkdir(parents=True)
    (folder / "plan.yaml").write_text(SMALL, encoding="utf-8")
    return folder.parent


@pytest.fixture
def broken(plans: Path) -> Path:
    """The same folder with a second plan that cannot be read."""
    folder = plans / "brokenshire"
    folder.mkdir()
    (folder / "plan.yaml").write_text(SMALL.replace("due: 2026-03-31", "due: 2026-02-30"), encoding="utf-8")
    return plans


__all__ = ["SMALL", "Command", "Ran", "StopError"]
