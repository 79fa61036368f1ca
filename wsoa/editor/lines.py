"""From one text to another by the lines that differ, so that an editor keeps its cursor and its folds."""

from __future__ import annotations

import re
from difflib import SequenceMatcher

from wsoa.files.editing.splice import Splice

_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+\Z")


def line_splices(before: str, after: str) -> tuple[Splice, ...]:
    """Return splices that turn one text into another; none where they are the same."""
    old, new = _LINE.findall(before), _LINE.findall(after)
    starts = [0]
    for line in old:
        starts.append(starts[-1] + len(line))
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    return tuple(
        Splice(starts[first], starts[last], "".join(new[begin:end]))
        for kind, first, last, begin, end in matcher.get_opcodes()
        if kind != "equal"
    )
