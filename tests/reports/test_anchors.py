from __future__ import annotations

import pytest

from tests.render.small import load_plan
from wsoa.reports.anchors import Span, anchors, prose, safe_address


def test_an_action_is_found_under_its_own_ref_and_a_milestone_under_its_place() -> None:
    plan = load_plan().plan
    assert plan is not None
    found = set(anchors(plan).by_path.values())
    assert {
        "action-1.1.2",
        "milestone-1.2.1:3",
        "workstream-WG1",
        "outcome-1.1",
        "kpi-K1",
        "weakness-1",
    } <= found


def test_every_item_has_an_anchor_of_its_own_even_where_refs_repeat() -> None:
    text = """\
format: 1
kind: pap
area: Westshire
title: Plan
bodies: [Council]
roles: {}
weaknesses: []
workstreams:
  - ref: A
    title: A
    outcomes:
      - ref: "1"
        title: One
        actions: [{ref: "1.1", title: First}, {ref: "1.1", title: Second}, {ref: "1.10", title: Tenth}]
"""
    plan = load_plan(text).plan
    assert plan is not None
    found = anchors(plan)
    assert sorted(found.by_path.values()) == [
        "action-1.1",
        "action-1.10",
        "action-1.1~2",
        "outcome-1",
        "workstream-A",
    ]
    assert found.by_ref["1.1"] == "action-1.1"


@pytest.mark.parametrize(
    "address",
    [
        "https://example.org/a?b=c",
        "HTTPS://WWW.GOV.UK/SEND",
        "http://example.org",
        "mailto:a@example.org",
        "minutes/march.pdf",
    ],
)
def test_an_ordinary_address_may_be_linked(address: str) -> None:
    assert safe_address(address) == address


@pytest.mark.parametrize(
    "address",
    [
        "javascript:go",
        "https://gov.uk%5cevil.example/",
        "https://gov.uk\uff0fevil.example/",
        "https://gov.uk\uff20evil.example/",
        "https://g\u043ev.uk/",
        "https://gov\u3002uk/",
        "https://gov.uk\u200b/",
        "data:text/html,x",
        "file:///etc/passwd",
        "//evil.example",
        "/root",
        "../up",
        "a/../../b",
        "a b",
        "https://",
        "https://evil.example\\@gov.uk/",
        "https://gov.uk@evil.example/",
        "https://gov.uk\\.evil.example/",
        "https://gov.uk/a\\b",
        "https://@/",
        "mailto:",
        "mailto:a\\b",
        "\\\\evil.example",
        "",
        None,
    ],
)
def test_any_other_address_is_not(address: str | None) -> None:
    assert safe_address(address) == ""


def test_no_run_of_text_is_empty() -> None:
    assert prose("https://a.example https://b.example") == (
        Span("a.example", "https://a.example"),
        Span(" "),
        Span("b.example", "https://b.example"),
    )
    assert prose(None) == prose("") == ()


def test_an_address_that_may_not_be_linked_is_told_whole() -> None:
    assert prose("see https://gov.uk@evil.example/a") == (
        Span("see "),
        Span("https://gov.uk@evil.example/a", ""),
    )


@pytest.mark.parametrize(
    "address",
    ["https://example.org?a=b", "https://example.org#a", "https://example.org/a@b", "mailto:a@b?c=d"],
)
def test_an_address_with_more_than_a_site_may_be_linked(address: str) -> None:
    assert safe_address(address) == address


def test_an_address_in_a_sentence_becomes_a_link_named_after_its_site() -> None:
    assert prose("Board minutes (https://www.example.org/a/b?c=1).") == (
        Span("Board minutes ("),
        Span("example.org", "https://www.example.org/a/b?c=1"),
        Span(")."),
    )
