"""What an editor says of a role, an item, a KPI, a date or a code that somebody rests on."""

from __future__ import annotations

from datetime import date

import pytest

from tests.editor.conftest import HEAD, PART, Show
from wsoa.editor.explain import explain

TODAY = date(2026, 6, 30)


def said(show: Show, words: str, part: str = PART, after: int = 1) -> str:
    """Rest on the first occurrence of some words in the workstream's file."""
    plan, file = show(part)
    told = explain(plan, file, part.index(words) + after, TODAY)
    if told is None:
        return ""
    assert told.about.start <= part.index(words) + after <= told.about.end
    return told.markdown


def test_a_role_is_its_name_its_holder_and_what_it_answers_for(show: Show) -> None:
    assert said(show, "head-of-send") == (
        "**Head of SEND, Anyshire Council**\n\nAda Byron\n\n"
        "Named here as 2 leads, 1 accountable officer, 1 owner of a KPI, 1 chair of a board and 1 reporter."
        "\n\n"
        "Also printed as “SEND Head”."
    )
    assert said(show, "health-lead").startswith("**Designated Clinical Officer, NHS Anyshire**\n\nVacant")


def test_an_item_is_its_standing_its_due_date_and_the_first_one(show: Show) -> None:
    words = said(show, '"1.1.1"', after=2)
    assert words.startswith("**1.1.1** Hire two plan writers\n")
    assert "- standing: Unreported: due 31 March 2026, 91 days late; nothing reported" in words
    assert "- due: 31 March 2026" in words
    assert words.endswith("*Action, as at 30 June 2026*")
    moved = PART.replace("        milestones:\n", "        page: 3\n").split("          - {title: First")[0]
    told = said(show, '"1.1.2"', moved, after=2)
    assert "- due: 30 September 2026" in told
    assert "- first due: 30 April 2026" in told
    assert "moved once, 153 days later" in told


def test_a_kpi_is_where_it_started_where_it_goes_and_how_it_stands(show: Show) -> None:
    words = said(show, "ref: K1", after=5)
    assert words.startswith(
        "**K1** Plans finished within twenty weeks\n\n- state: No figure since the baseline\n"
    )
    assert "- state: In the south: no target in figures" in words
    assert "- baseline: 41% in December 2025" in words
    assert "- target: 60% by December 2026" in words


def test_lines_that_are_too_long_for_a_box_are_left_to_the_file(show: Show) -> None:
    two = PART.replace("impact: [{text: Families wait less}]", "impact: [{text: Less}, {text: Much less}]")
    words = said(show, 'ref: "1.1"', two, after=7)
    assert "- accountable: Head of SEND, Anyshire Council (Ada Byron)" in words
    assert "ess" not in words.partition("accountable")[2]


def test_a_workstream_is_what_it_holds(show: Show) -> None:
    words = said(show, "ref: WS1", after=6)
    assert "- 3 commitments in it: 2 not known and 1 unreported" in words


@pytest.mark.parametrize(
    ("words", "said_of_it"),
    [
        ("2026-09-30\n", "30 September 2026\n\nLate after 30 September 2026"),
        ("2026-06}", "June 2026\n\nLate after 30 June 2026"),
        ("G}\n        milestones", "**G** Green: On track for its date"),
        ("percent", ""),
        ("Hire two", ""),
    ],
)
def test_a_date_and_a_rating_say_what_they_mean(show: Show, words: str, said_of_it: str) -> None:
    assert said(show, words, after=0) == said_of_it


def test_a_silenced_code_is_named(show: Show) -> None:
    plan, _ = show()
    told = explain(plan, plan.files[0], HEAD.index("WSOA405") + 2, TODAY)
    assert told is not None
    assert told.markdown == "**WSOA405** outcome-without-measure"


def test_what_a_name_points_to_is_explained_where_it_is_used(show: Show) -> None:
    assert said(show, '["1.1.1"]', after=3).startswith("**1.1.1** Hire two plan writers")
    assert said(show, '["2", "WS1"]', after=2).startswith("**2** Parents are not heard")


def test_while_the_plan_cannot_be_read_it_is_explained_as_it_was(show: Show) -> None:
    show()
    words = said(show, '["1.1.1"]', PART.replace("due: 2026-03-31", "due: soon"), after=3)
    assert "due 31 March 2026, 91 days late" in words
    assert words.endswith("*As it was when the plan could last be read.*")


def test_a_plan_that_was_never_readable_has_nothing_to_say(show: Show) -> None:
    assert said(show, "head-of-send", PART.replace("due: 2026-03-31", "due: soon")) == ""


def test_plan_text_cannot_put_links_or_pictures_into_the_box(show: Show) -> None:
    nasty = PART.replace("Hire two plan writers", '"![x](http://a.example) <b> [go](command:run)"')
    words = said(show, '"1.1.1"', nasty, after=2)
    assert "\\!\\[x\\]" in words or "!\\[x\\]" in words
    assert "<b>" not in words.replace("\\<b\\>", "")
    assert "](" not in words.replace("\\](", "")
