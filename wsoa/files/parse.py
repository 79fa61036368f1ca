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
from wsoa.files.nodes import MappingNode, SequenceNode
from wsoa.findings import Finding, Place, Severity


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
    if builder.findings and any(f.code in _FATAL for f in builder.findings):
        return None, builder.findings
    if not isinstance(root, MappingNode):
        return None, [*builder.findings, _not_keys(root, file)]
    return root, builder.findings


def events(text: str) -> Iterator[Any]:
    """Return the C parser's events, straight from it: ``YAML`` makes a class of its own for each text."""
    return iter(CParser(text).get_event, None)


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
