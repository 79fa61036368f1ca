"""How long reading takes beside the C parser's bare event stream over the same text, as a ratio."""

from __future__ import annotations

import statistics
import sys
from pathlib import Path

from ruamel.yaml import YAML
from timing import seconds

from wsoa.files.load import read_text

ROUNDS = 25


def main() -> None:
    """Print the ratio and the size of what was read."""
    files = sorted(Path("plans").rglob("*.yaml"))
    if not files:
        sys.exit("Run this from the top of the repository.")
    data = [(file.name, file.read_bytes()) for file in files]
    texts = [content.decode() for _, content in data]

    def events() -> None:
        for text in texts:
            for _ in YAML(typ="safe", pure=False).parse(text):
                pass

    def reading() -> None:
        for name, content in data:
            _ = read_text(content, name)[0].root  # with where everything stands

    seconds(reading), seconds(events)
    pairs = [(seconds(reading), seconds(events)) for _ in range(ROUNDS)]
    lines = sum(text.count("\n") for text in texts)
    middle = statistics.median(a / b for a, b in pairs)
    ours, theirs = (statistics.median(side) * 1000 for side in zip(*pairs, strict=True))
    print(f"{len(files)} files, {lines:,} lines, {sum(len(c) for _, c in data):,} bytes")
    print(f"reading with positions {middle:5.2f} × the C event stream", end="   ")
    print(f"aim 1.5   ({ours:.1f} ms, {theirs:.1f} ms)")


if __name__ == "__main__":
    main()
