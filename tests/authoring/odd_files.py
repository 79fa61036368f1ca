"""The same plan as different people and programs save it: line ends, marks, comments, indents, brackets."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from wsoa.files.nodes import MappingNode, SequenceNode
from wsoa.files.parse import parse

BOM = b"\xef\xbb\xbf"

ODD = """\
# Anyshire's plan, kept by hand
format: 1
kind: pap   # a priority action plan
area: "Anyshire"
title: >-    # as printed
   Priority action
   plan
bodies: [Anyshire Council,
  NHS Anyshire]   # two
rating_scheme: rag
roles: {head-of-send: {name: "Head of SEND, Anyshire Council"},
        lead: {name: Lead}}
weaknesses:
- {ref: "1", title: Plans come late}
workstreams:
# the only one
-   ref: A
    title: |
        Timely plans
        for children

    weaknesses: ["1"]
    outcomes:
    -   ref: "1"
        title: Plans are finished in twenty weeks
        actions:   # in order
        # first
        -   ref: "1.1"
            title: Hire 😀 two plan
                writers   # soon
            due:    # every quarter
                every: quarter
                from: 2020-04
            leads:
            - lead
            # a comment at the end

        -   {ref: "1.2", title: Agree, due: 2026-03-31, note: 'it''s'}
        -   ref: "1.3"
            title: "Ask \\
               schools"
            due: '2026-04'   # firm
            updates:    # none so far
            changes: [{date: 2026-01-01, field: title, from: a, to: b}]
        -   ref: "1.4"
            title: Steps
            milestones: [{title: One, due: 2026-02}, {title: Two,
                due: 2026-09-30, updates: []}]
        -   ref: "1.5"
            title: Report
            due: 2026-12
            updates:
            - date: 2026-01-31
              text: >
                Two of five
                clusters agree.

              # heard at the board
            - {date: 2026-02-28, text: "Three: of five", evidence: [{title: Minutes}]}
            note: |+
              Kept as it is

        -   ref: "1.6"
            title: Publish
            due: 2026-11-30
            evidence: [
              {title: One},
              {title: Two}   # both
            ]"""


def saved(text: str) -> dict[str, bytes]:
    """Return one plan file as bytes, in every way it may be saved."""
    unended = text.rstrip("\r\n")
    marked = f"---\n{unended}\n...\n" if "---" not in text else text
    return {
        "as it is": text.encode(),
        "crlf": text.replace("\n", "\r\n").encode(),
        "cr": text.replace("\n", "\r").encode(),
        "bom": BOM + text.encode(),
        "bom and crlf": BOM + text.replace("\n", "\r\n").encode(),
        "no final newline": unended.encode(),
        "crlf and no final newline": unended.replace("\n", "\r\n").encode(),
        "blank lines at the end": (unended + "\n\n  \n\n").encode(),
        "document marks": marked.encode(),
        "comments everywhere": commented(text).encode(),
        "twice the indent": widened(text).encode(),
    }


def commented(text: str) -> str:
    """Put a comment above every key that starts a line, and behind every plain word that ends one."""
    root, _ = parse(text, "x.yaml")
    assert root is not None
    above, behind = set[int](), set[int]()
    lines = text.split("\n")
    for key, value in _keys(root):
        start = key.start_mark
        if not lines[start.line][: start.column].strip(" -"):
            above.add(start.line)
        end = value.end_mark
        if (
            getattr(value, "style", "") in {None, "'", '"'}
            and lines[end.line][end.column :] == ""
            and end.column
        ):
            behind.add(end.line)
    written = []
    for number, line in enumerate(lines):
        indent = re.match(" *", line)
        if number in above and indent is not None:
            written.append(f"{indent[0]}# above: {number}")
        written.append(f"{line}  # behind" if number in behind else line)
    return "\n".join(written)


def _keys(node: Any) -> Iterator[tuple[Any, Any]]:  # noqa: ANN401 - whatever a plan holds
    if isinstance(node, MappingNode):
        yield from node.spots.values()
        for value in node.values():
            yield from _keys(value)
    elif isinstance(node, SequenceNode):
        for value in node:
            yield from _keys(value)


def widened(text: str) -> str:
    """Indent every line twice as far, with the words after a dash where they belong."""

    def wide(found: re.Match[str]) -> str:
        return found[1] * 2 + ("-" + " " * (2 * len(found[2]) - 1) if found[2] else "")

    return re.sub(r"^( *)(- +)?", wide, text, flags=re.MULTILINE)


def folder_of(place: Path, data: bytes) -> Path:
    """Write a plan that is one file."""
    place.mkdir(parents=True, exist_ok=True)
    (place / "plan.yaml").write_bytes(data)
    return place
