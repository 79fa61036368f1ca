"""A return in YAML, as filled in any editor."""

from __future__ import annotations

import re
from typing import Any

from wsoa.authoring.returns.fields import OFFICE, known
from wsoa.authoring.returns.filled import Boxes, Doubt, Filled, gathered
from wsoa.authoring.returns.stamp import read_header
from wsoa.files.editing.emit import Quoted, is_plain, scalar
from wsoa.files.load import read_text
from wsoa.files.nodes import MappingNode, SequenceNode, TextSpan
from wsoa.findings import Severity

_OURS = frozenset({"", "ref", "office"})
SECTIONS = ("commitments", "figures")
_LINE = re.compile(
    r"(?P<head>[ \t]*(?:-[ \t]+)?(?P<label>[A-Za-z ]+?)[ \t]*:[ \t]+)(?P<words>\S.*?)(?P<rest>\s*)\Z",
    re.DOTALL,
)
_WHOLE = re.compile(r"(?:\"(?:[^\"\\]|\\.)*\"|'(?:[^']|'')*')(?:[ \t]+#.*)?\Z")
_CLOSED = re.compile(r"(?:\"(?:[^\"\\]|\\.)*\"|'(?:[^']|'')*')[ \t]*[^ \t#]")
_BLOCK = re.compile(r"[|>][-+0-9]*(?:[ \t]+#.*)?\Z")


def read_yaml(data: bytes, file: str) -> Filled:
    """Read a return. What YAML cannot read is in doubt as a whole, with its line."""
    source, findings = read_text(_forgiven(data), file)
    root = source.root
    wrong = [f for f in findings if f.severity is Severity.ERROR]
    if root is None or wrong:
        doubts = (Doubt(f"{file}, line {f.place.line}", "", "", _told(f)) for f in wrong)
        return Filled(file, None, (), tuple(doubts))
    return _Reader(file, source.text).read(root)


def _forgiven(data: bytes) -> bytes:
    """Put quotes round answers that YAML would misread or cut: a box is one line, so it is plain."""
    try:
        lines = data.decode("utf-8-sig").splitlines(keepends=True)
    except UnicodeDecodeError:
        return data
    return "".join(
        _quoted(line, after) for line, after in zip(lines, [*lines[1:], ""], strict=False)
    ).encode()


def _quoted(line: str, after: str) -> str:
    found = _LINE.match(line)
    if not found or known(found["label"]) in _OURS or _BLOCK.match(found["words"]):
        return line
    words = found["words"]
    if words[0] in "\"'":
        # round the whole answer they are YAML's, or open one of several lines; others are the lead's
        spoken = _CLOSED.match(words) is not None or _next_box(after)
        return (
            f"{found['head']}{scalar(Quoted(words))}{found['rest']}"
            if spoken and not _WHOLE.match(words)
            else line
        )
    return line if is_plain(words) else f"{found['head']}{scalar(Quoted(words))}{found['rest']}"


def _next_box(line: str) -> bool:
    """Tell whether a line starts another box or item, or the file ends; nothing of an answer then follows."""
    label = re.match(r"[ \t]*(?:-[ \t]+)?([A-Za-z ]+?)[ \t]*:", line)
    return not line.strip() or (label is not None and bool(known(label[1])))


def _told(finding: Any) -> str:  # noqa: ANN401 - a finding of any rule
    return f"{finding.message}; {finding.help}" if finding.help else finding.message


class _Reader:
    def __init__(self, file: str, text: str) -> None:
        self.file, self.text = file, text
        self.doubts: list[Doubt] = []

    def read(self, root: MappingNode) -> Filled:
        header = root.get(OFFICE.lower())
        boxes = []
        for key, value in root.items():
            if key in SECTIONS and isinstance(value, SequenceNode):
                boxes += [self._item(one, spot) for one, spot in zip(value, value.spots, strict=True)]
            elif key not in {*SECTIONS, OFFICE.lower()} and value:
                why = "this stands outside the items, so it was not read"
                self.doubts.append(Doubt(self._at(root.spots[key][0]), "", f"{key}: {value}", why))
        return gathered(
            self.file, read_header(header) if isinstance(header, str) else None, boxes, self.doubts
        )

    def _item(self, item: object, spot: TextSpan) -> Boxes:
        boxes = Boxes(self._at(spot))
        if not isinstance(item, MappingNode):
            boxes.doubt(self._at(spot), str(item), "this line has lost its place; start from a fresh return")
            return boxes
        boxes.place = self._at(next((key for key, _ in item.spots.values()), spot))
        for key, value in item.items():
            name, _ = item.spots[key]
            if value is None or isinstance(value, str):
                boxes.put(key, value or "", self._at(name))
            else:
                boxes.doubt(self._at(name), key, "this should be plain words; put them in quotes")
        return boxes

    def _at(self, spot: TextSpan) -> str:
        return f"{self.file}, line {spot.start_mark.line + 1}"
