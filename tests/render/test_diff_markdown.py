"""The comment on a pull request: found again by its marker, never too long, inert whatever a plan says."""

from __future__ import annotations

import pytest

from tests.conftest_plans import HEAD, action_plan, plan_from
from tests.render.hostile import PAYLOAD, poisoned
from wsoa.plan.models import Plan
from wsoa.render.data.diff_json import diff_json
from wsoa.render.markdown.diff import MARKER, MOST, diff_markdown
from wsoa.render.registry import render
from wsoa.render.terminal.options import RenderOptions
from wsoa.reports.comparison.diff import ChangesReport, changes

GITHUB_TAKES = 65_536


def compared(old: Plan | None, new: Plan | None) -> ChangesReport:
    """A report of one plan."""
    return changes("old", "new", None, [("westshire", old, new)])


def many(count: int, due: str, title: str = "Visit school") -> Plan:
    """A plan of many actions with one date."""
    lines = "".join(
        f'          - {{ref: "1.{n}", title: "{title} {n}", due: {due}}}\n' for n in range(1, count + 1)
    )
    return plan_from(f"""{HEAD}workstreams:
  - ref: WS1
    title: Assessment
    outcomes:
      - ref: "1"
        title: Assessments on time
        actions:
{lines}""")


def test_the_marker_is_the_first_line_and_deadlines_come_first() -> None:
    old = plan_from(action_plan("due: 2020-03-31", "leads: [send-lead]"))
    new = plan_from(action_plan("due: 2020-09-30", "leads: [health-lead]"))
    text = diff_markdown(compared(old, new))
    assert text.splitlines()[0] == MARKER
    assert text.index("Deadlines moved") < text.index("People")
    assert "31 March 2020 → 30 September 2020 (183 days later; no reason recorded)" in text


def test_nothing_changed_is_said() -> None:
    plan = plan_from(action_plan("due: 2020-03-31"))
    assert "Nothing changed." in diff_markdown(compared(plan, plan))


@pytest.mark.parametrize(("old", "words"), [(True, "This plan is gone"), (False, "This plan is new")])
def test_a_plan_that_is_new_or_gone_is_said_to_be(old: bool, words: str) -> None:  # noqa: FBT001
    plan = plan_from(action_plan("due: 2020-03-31"))
    assert words in diff_markdown(compared(plan if old else None, None if old else plan))


def test_a_great_many_moved_deadlines_are_cut_and_counted() -> None:
    text = diff_markdown(compared(many(900, "2020-03-31"), many(900, "2020-09-30")))
    shown = sum(line.startswith("- **1.") for line in text.splitlines())
    assert len(text) <= MOST < GITHUB_TAKES
    assert shown > 100
    assert f"- and {900 - shown:,} more, not shown here" in text


def test_other_sections_without_room_are_cut_whole_and_counted() -> None:
    text = diff_markdown(compared(many(1, "2020-03-31"), many(1200, "2020-09-30")))
    assert "183 days later" in text
    assert "- 1,199 changes, not shown here" in text
    assert len(text) <= MOST


def test_one_endless_line_does_not_fill_the_comment() -> None:
    old, new = (
        plan_from(action_plan("due: 2020-03-31")),
        plan_from(action_plan(f"detail: {'word ' * 30_000}")),
    )
    assert len(diff_markdown(compared(old, new))) < 3_000


def test_hostile_text_is_inert_in_markdown() -> None:
    old, new = poisoned("Plain words"), poisoned(PAYLOAD)
    text = diff_markdown(compared(old, new))
    told = text.replace(MARKER, "").replace("<details><summary>Show all", "").replace("</summary>", "")
    told = told.replace("</details>", "")
    assert "<script" not in told.replace("\\<", "")
    assert "<" not in told.replace("\\<", "")
    assert "@octocat" not in text
    assert "://" not in text
    assert "\n# heading" not in text


def test_the_terminal_and_json_carry_no_control_characters() -> None:
    report = compared(poisoned("Plain words"), poisoned("\x1b[2J\u202emoved\x07"))
    assert not set(render("diff", "text", report)) & {"\x1b", "\u202e", "\x07"}
    assert "\x1b" not in diff_json(report)


def test_the_terminal_fits_eighty_columns() -> None:
    report = compared(many(30, "2020-03-31"), many(40, "2020-09-30", "Visit the school's leaders"))
    assert max(map(len, render("diff", "text", report, RenderOptions(width=80)).splitlines())) <= 80
