"""The parser written in Python and the one written in C read every plan alike, to the column."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from wsoa.files.nodes import MappingNode, SequenceNode, place_of
from wsoa.files.parse import parse
from wsoa.files.text import decode
from wsoa.findings import Place

TESTS = Path(__file__).parent.parent
PLANS = TESTS.parent / "plans"
FILES = sorted([*(TESTS / "corpus").rglob("*.yaml"), *PLANS.rglob("*.yaml")])


def places(node: Any) -> Iterator[tuple[object, Place]]:  # noqa: ANN401 - whatever the parser built
    """Every key and value with where it stands, from the top down."""
    if isinstance(node, MappingNode):
        for key, (key_spot, value_spot) in node.spots.items():
            yield key, place_of("f", key_spot)
            if not isinstance(node.get(key), MappingNode | SequenceNode):
                yield node.get(key), place_of("f", value_spot)
            yield from places(node.get(key))
    elif isinstance(node, SequenceNode):
        for value, spot in zip(node, node.spots, strict=True):
            yield value, place_of("f", spot)
            yield from places(value)


@pytest.mark.parametrize("file", FILES, ids=lambda file: f"{file.parent.name}/{file.name}")
def test_both_parsers_agree(file: Path) -> None:
    text, _ = decode(file.read_bytes(), "f")
    quick, quick_findings = parse(text, "f")
    slow, slow_findings = parse(text, "f", pure=True)
    assert slow == quick
    assert [f.place for f in slow_findings] == [f.place for f in quick_findings]
    assert slow_findings == quick_findings
    if quick is not None:
        assert list(places(slow)) == list(places(quick))


@pytest.mark.parametrize("text", ["x:y", "https://a.example/b?c=d", "10:30", "0:;", "a:b:c"])
def test_a_colon_in_text_between_braces_is_read_as_yaml_has_it(text: str) -> None:
    assert parse(f"evidence: [{{title: Minutes, url: {text}}}]\n", "f") == (
        {"evidence": [{"title": "Minutes", "url": text}]},
        [],
    )


def test_what_only_looks_like_it_is_still_refused() -> None:
    root, findings = parse("key: {a: b: c}\n", "f")
    assert root is None
    assert [finding.code for finding in findings] == ["WSOA001"]
