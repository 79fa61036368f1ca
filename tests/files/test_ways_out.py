"""The way out of a slip of the pen is exact: whoever does what it says has a plan that can be read."""

from __future__ import annotations

import pytest

from tests.conftest_plans import action_plan, load_text, plan_from
from wsoa.plan.ratings import unknown_code

SLIPS = [
    ("due:2020-03-31", "write due: 2020-03-31", "due: 2020-03-31"),
    ("due:\u00a02020-03-31", "write due: 2020-03-31", "due: 2020-03-31"),
    ("note: 'The board's view'", 'write note: "The board\'s view"', 'note: "The board\'s view"'),
    ("note: ? when", 'write it as "? …"', 'note: "? when"'),
    ("owner: [send-lead]", "did you mean leads?", "leads: [send-lead]"),
    ("due date: 2020-03-31", "did you mean due?", "due: 2020-03-31"),
    ("Due: 2020-03-31", "did you mean due?", "due: 2020-03-31"),
    (
        "progress: [{date: 2020-01-31, text: Begun}]",
        "did you mean updates?",
        "updates: [{date: 2020-01-31, text: Begun}]",
    ),
    (
        "leads: send-lead, health-lead",
        "write it as a list: leads: [send-lead, health-lead]",
        "leads: [send-lead, health-lead]",
    ),
    (
        "updates: Begun",
        "start each of them with - date: … on a line of its own, below updates:",
        "updates:\n              - date: 2020-01-31\n                text: Begun",
    ),
    (
        "updates: [Begun]",
        "start it with - date: … and put its other keys below that",
        "updates:\n              - date: 2020-01-31\n                text: Begun",
    ),
]


@pytest.mark.parametrize(("slip", "way_out", "followed"), SLIPS, ids=[slip for slip, _, _ in SLIPS])
def test_the_way_out_says_what_to_write_and_that_can_be_read(slip: str, way_out: str, followed: str) -> None:
    broken = load_text(action_plan("resource: A", slip, "page: 3", head="resources: {A: Own money}\n"))
    assert broken.plan is None
    assert broken.findings[0].help == way_out
    mended = load_text(action_plan("resource: A", followed, "page: 3", head="resources: {A: Own money}\n"))
    assert mended.findings == ()
    assert mended.plan is not None


@pytest.mark.parametrize(
    ("slip", "way_out", "followed"),
    [
        ("{date: 2020-01-31, text:Begun}", "write text: Begun", "{date: 2020-01-31, text: Begun}"),
        (
            "{date: 2020-01-31, text: Begun, and planned}",
            "a comma ends a text between { and }: put the whole text in double quotes, or write key: value",
            '{date: 2020-01-31, text: "Begun, and planned"}',
        ),
        (
            "{date: 2020-01-31, text: Ŵyn, rating}",
            "a comma ends a text between { and }: put the whole text in double quotes, or write key: value",
            "{date: 2020-01-31, text: Ŵyn, rating: G}",
        ),
    ],
)
def test_what_braces_would_lose_is_told(slip: str, way_out: str, followed: str) -> None:
    said = [f for f in load_text(action_plan(f"updates: [{slip}]")).findings if f.code == "WSOA019"]
    assert [finding.help for finding in said] == [way_out]
    assert load_text(action_plan(f"updates: [{followed}]")).findings == ()


@pytest.mark.parametrize("written", ["“1.1”", '1.1"', "‘1.1’", "'\"1.1\"'"])
def test_a_ref_in_the_wrong_quotation_marks_is_told_which_ones_to_write(written: str) -> None:
    text = action_plan("due: 2020-03-31").replace('ref: "1.1"', f"ref: {written}")
    (finding,) = load_text(text).findings
    assert (finding.code, finding.help) == ("WSOA108", 'write it in straight quotation marks: "1.1"')


def test_what_stands_under_printed_for_an_odd_ref_can_itself_be_read() -> None:
    text = action_plan("due: 2020-03-31").replace('ref: "1.1"', "ref: '1.1 \"old\" it''s'")
    (finding,) = load_text(text).findings
    printed = finding.help.partition("keep the printed form under ")[2]
    mended = load_text(action_plan("due: 2020-03-31", printed))
    assert mended.findings == ()
    assert mended.plan is not None
    assert mended.plan.workstreams[0].outcomes[0].actions[0].printed == {"ref": '1.1 "old" it\'s'}


def test_a_quotation_mark_closed_too_late_is_shown_where_it_opens() -> None:
    text = action_plan('note: "Two of five', "due: 2020-03-31", 'source: "Minutes"')
    (finding,) = load_text(text).findings
    line = text.splitlines().index('            note: "Two of five') + 1
    assert (finding.place.line, finding.place.column) == (line, 19)
    assert finding.message == f"a quotation mark that opens here is closed only on line {line + 2}"


def test_a_plan_without_its_format_is_told_the_one_there_is() -> None:
    (finding,) = load_text(action_plan().replace("format: 1\n", "")).findings
    assert finding.help == "add format: 1"


def test_a_key_between_braces_with_a_colon_and_nothing_after_it_is_simply_empty() -> None:
    loaded = load_text(action_plan("updates: [{date: 2020-01-31, text: Ŵyn, source: }]"))
    assert loaded.findings == ()


@pytest.mark.parametrize(
    ("scheme", "written", "way_out"),
    [
        ("rag", "Green", "did you mean G? The codes are C, G, U, A, R, N, ?"),
        ("rag", "not-started", "did you mean N? The codes are C, G, U, A, R, N, ?"),
        ("lancashire", "amber", "did you mean A? The codes are C, G, A, R, n/s, ?"),
        ("rag", "P", "use one of C, G, U, A, R, N, ?"),
    ],
)
def test_a_rating_in_words_is_told_its_code(scheme: str, written: str, way_out: str) -> None:
    plan = plan_from(action_plan(head=f"rating_scheme: {scheme}\n"))
    assert unknown_code(written, plan.scheme).help == way_out
