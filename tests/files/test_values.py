"""What the reader makes of plain values: text, always text, whatever YAML would have made of it."""

from __future__ import annotations

import pytest

from tests.conftest_plans import action_plan, load_text, plan_from
from wsoa.files.parse import parse
from wsoa.files.sources import Source, Sources

AS_WRITTEN = [
    "1.10", "1.1", "010", "08", "0o10", "1_000", "0x1F", "1e3", "2E3", "0b1", "12:30", "9:30", "12:30:45",
    "yes", "no", "on", "off", "NO", "y", "n", "true", "False", "58%", "£1.2m", "1,000", ".inf", ".nan", "-0",
    "2026-01-31", "2026-02-30", "2026-01-31T10:00:00Z", "“1.10”", "a#b", "=", "-x", "9" * 5000,
]  # fmt: skip


@pytest.mark.parametrize("pure", [False, True])
@pytest.mark.parametrize("written", AS_WRITTEN, ids=lambda text: text[:20])
def test_a_plain_value_is_kept_to_the_letter(written: str, pure: bool) -> None:  # noqa: FBT001
    root, findings = parse(f"key: {written}\nlist:\n  - one\n  - {written}\n", "plan.yaml", pure=pure)
    assert findings == []
    assert root == {"key": written, "list": ["one", written]}


@pytest.mark.parametrize("nothing", ["", "~", "null", "Null", "NULL"])
def test_an_empty_value_is_as_if_the_key_were_not_there(nothing: str) -> None:
    assert parse(f"key: {nothing}\nother: x\n", "plan.yaml")[0] == {"other": "x"}
    with_it, without = (plan_from(action_plan(line)) for line in (f"due: {nothing}", "page: 1"))
    assert with_it.workstreams[0].outcomes[0].actions[0].due is None
    assert without.workstreams[0].outcomes[0].actions[0].due is None


@pytest.mark.parametrize("nothing", ["~", "null"])
def test_nothing_in_a_list_is_a_finding(nothing: str) -> None:
    text = action_plan("leads:", "  - send-lead", f"  - {nothing}")
    assert [(f.code, f.place.line) for f in load_text(text).findings] == [("WSOA112", text.count("\n"))]


def test_quoted_null_is_a_word() -> None:
    root, _ = parse("surname: \"Null\"\nother: '~'\n", "plan.yaml")
    assert root == {"surname": "Null", "other": "~"}


def test_1_1_and_1_10_are_two_refs() -> None:
    text = (
        action_plan("due: 2019-10").replace('ref: "1.1"', "ref: 1.1")
        + "          - {ref: 1.10, title: Another}\n"
    )
    actions = plan_from(text).workstreams[0].outcomes[0].actions
    assert [action.ref for action in actions] == ["1.1", "1.10"]


def test_text_after_a_hash_is_a_comment_as_yaml_has_it() -> None:
    assert parse("title: Recruit 4 staff #urgent\n", "plan.yaml")[0] == {"title": "Recruit 4 staff"}


def test_a_place_is_where_the_value_or_the_key_starts_and_ends() -> None:
    text = "area: Westshire\nroles:\n  a-role: {name: Ŵ lead}\n"
    source = Source("plan.yaml", text, parse(text, "plan.yaml")[0])
    sources = Sources(source)
    value, key = (
        sources.place(("roles", "a-role", "name")),
        sources.place(("roles", "a-role", "name"), key=True),
    )
    assert (value.line, value.column, value.end_column) == (3, 18, 24)
    assert (key.line, key.column, key.end_column) == (3, 12, 16)


def test_the_place_of_a_key_that_is_not_there_is_the_group_that_lacks_it() -> None:
    text = "area: Westshire\ndocument:\n  date: 2019\n"
    sources = Sources(Source("plan.yaml", text, parse(text, "plan.yaml")[0]))
    assert sources.place(("document", "title")).line in {2, 3}
    assert sources.place(("title",)).line == 1


def test_a_word_of_the_same_meaning_is_offered_before_one_that_looks_alike() -> None:
    kpi = 'kpis: [{ref: "K1", title: Waits, aim: decrease, unit: percent}]'
    head = "format: 1\nkind: pap\narea: A\ntitle: A\nbodies: [A]\nroles: {}\nweaknesses: []\n"
    loaded = load_text(f'{head}workstreams:\n  - ref: "1"\n    title: One\n    {kpi}\n')
    assert [finding.help.split("?")[0] for finding in loaded.findings] == ["did you mean reduce"]


def test_a_quarter_of_a_financial_year_is_offered_in_the_spelling_of_its_months() -> None:
    loaded = load_text(action_plan("due: Q4 2022/23"))
    assert [finding.help for finding in loaded.findings] == ["write 2023-Q1"]
