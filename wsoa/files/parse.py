"""From text to groups and series, by the parser's event stream, with every scalar kept as text.

YAML's own types are never consulted: the plan's models decide what a value is. Anchors, aliases, tags,
merge keys, directives and second documents are refused, each with its line.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from _ruamel_yaml import CParser
from ruamel.yaml import YAML

from wsoa.files.builder import Builder, TooMuchError
from wsoa.files.nodes import MappingNode, SequenceNode, TextSpan, place_of
from wsoa.findings import Finding, Place, Severity
from wsoa.plan.base import shown


def parse(text: str, file: str, *, pure: bool = False) -> tuple[MappingNode | None, list[Finding]]:
    """Read one file's text. The group is None where the text cannot be read or holds no keys.

    ``pure`` forces the parser written in Python; it gives the same result, slowly.
    """
    builder = Builder(file)
    try:
        root = builder.build(YAML(typ="safe", pure=True).parse(text) if pure else events(text))
    except TooMuchError:
        return None, builder.findings
    except Exception as error:  # noqa: BLE001 - the parser raises far more than its own error type
        if not pure and getattr(error, "problem", None) == _NARROWER:
            return parse(text, file, pure=True)
        from wsoa.files.syntax import explain  # noqa: PLC0415 - only a broken file needs it

        return None, [*builder.findings, explain(error, text, file)]
    builder.findings += (_no_value(key, file) for key in _without_colon(builder, text))
    if builder.findings and any(f.code in _FATAL for f in builder.findings):
        return None, builder.findings
    if not isinstance(root, MappingNode):
        return None, [*builder.findings, _not_keys(root, file)]
    return root, builder.findings


def events(text: str) -> Iterator[Any]:
    """Return the C parser's events, straight from it: ``YAML`` makes a class of its own for each text."""
    return iter(CParser(text).get_event, None)


def _without_colon(builder: Builder, text: str) -> Iterator[TextSpan]:
    """Yield the texts between { and } that stand where a key and a value belong."""
    for group, key in builder.without_value:
        if getattr(group.spot, "flow_style", False) and text[key.end_mark.index :].lstrip()[:1] != ":":
            yield key


def _no_value(key: Any, file: str) -> Finding:  # noqa: ANN401 - the parser's own event
    """Say that a text between { and } is read as a key: a comma or a colon there is not what it seems."""
    name, colon, value = key.value.partition(":")
    message = f"“{shown(key.value)}” is read as a key without a value"
    way_out = "a comma ends a text between { and }: put the whole text in double quotes, or write key: value"
    if colon and value and name.isidentifier():
        message, way_out = f"{message}: its colon has no space after it", f"write {name}: {shown(value)}"
    return Finding("WSOA019", "key-without-value", Severity.WARNING, message, place_of(file, key), way_out)


_NARROWER = "found unexpected ':'"
"""libyaml refuses a colon in text between braces, as in ``{url: https://a.example}``; YAML 1.2 allows it."""
_FATAL = frozenset({"WSOA003", "WSOA007"})


def _not_keys(root: object, file: str) -> Finding:
    what = (
        "is empty"
        if root is None
        else "is a list"
        if isinstance(root, SequenceNode)
        else "is a single piece of text"
    )
    return Finding(
        "WSOA106",
        "no-keys",
        Severity.ERROR,
        f"this file {what}; it should be a set of keys such as title: and ref:",
        Place(file),
        "start from a plan that works, or see docs/format.md",
    )
