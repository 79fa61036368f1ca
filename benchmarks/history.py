"""How long the story of a long-lived plan takes beside just reading its distinct files, and how much memory.

A repository of 500 commits is made in a temporary folder: a plan of about 4,000 lines in ten workstream
files, one of which changes with each commit.
"""

from __future__ import annotations

import os
import resource
import statistics
import subprocess
import tempfile
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from timing import seconds

from wsoa.files.sources import Source
from wsoa.history.repository.git import Repository
from wsoa.history.repository.store import Shelf, from_git, plan_files
from wsoa.history.timeline import timeline

COMMITS = 500
STREAMS = 10
ACTIONS = 50
ROUNDS = 5
FIRST_MOMENT = 1_767_225_600


def head() -> str:
    """The head of the plan."""
    return (
        "format: 1\nkind: pap\narea: Anyshire\ntitle: Priority action plan\nbodies: [Anyshire Council]\n"
        'roles:\n  lead: {name: Lead}\nweaknesses:\n  - {ref: "1", title: Plans come late}\n'
    )


def stream(number: int, turn: int) -> str:
    """One workstream file, about 400 lines; a few dates depend on the turn."""
    lines = [f"ref: W{number}", f"title: Workstream {number}", 'weaknesses: ["1"]', "outcomes:"]
    lines += [f'  - ref: "{number}.1"', "    title: Families notice the difference", "    actions:"]
    for action in range(ACTIONS):
        own = turn if action == turn % ACTIONS else 0
        month = 1 + own % 12
        lines += [
            f'      - ref: "{number}.1.{action}"',
            f"        title: Do the thing number {action} of workstream {number}",
            "        detail: What it takes and who takes part, in a line of ordinary length",
            "        leads: [lead]",
            f"        due: 2026-{month:02}-28",
            "        updates:",
            f"          - {{date: 2026-01-{1 + action % 28:02}, text: Work goes on in month {own}}}",
            "        note: A remark of some words",
        ]
    return "\n".join(lines) + "\n"


def history() -> Iterator[bytes]:
    """The commits as a stream for git fast-import."""
    for turn in range(COMMITS):
        moment = FIRST_MOMENT + turn * 86_400
        yield f"commit refs/heads/main\ncommitter Office <office@example.org> {moment} +0000\n".encode()
        yield b"data 4\nEdit\n"
        numbers = range(STREAMS) if turn == 0 else [turn % STREAMS]
        files = {f"plans/anyshire/workstreams/{n}.yaml": stream(n, turn) for n in numbers}
        if turn == 0:
            files["plans/anyshire/plan.yaml"] = head()
        for name, text in files.items():
            data = text.encode()
            yield f"M 100644 inline {name}\ndata {len(data)}\n".encode() + data + b"\n"


def make(folder: Path) -> Path:
    """Make the repository and return the plan's folder in it."""
    subprocess.run(["git", "init", "-q", "-b", "main", str(folder)], check=True)
    subprocess.run(["git", "fast-import", "--quiet"], cwd=folder, input=b"".join(history()), check=True)
    subprocess.run(["git", "checkout", "-q", "main"], cwd=folder, check=True)
    return folder / "plans" / "anyshire"


def main() -> None:
    """Print the ratio, the number of files read, and the peak of memory."""
    with tempfile.TemporaryDirectory() as temporary:
        folder = make(Path(temporary))

        def whole() -> None:
            with Repository(folder, os.environ) as repository:
                timeline(from_git(repository, folder))

        def reading_only() -> None:
            shelf = Shelf(most=1)
            with Repository(folder, os.environ) as repository:
                ids: set[str] = set()
                for commit in repository.commits():
                    for entry in _files(repository, commit.id):
                        if entry not in ids:
                            ids.add(entry)
                            _build(shelf.take(entry, "x.yaml", partial(_content, repository, entry)).source)

        pairs = [(seconds(whole), seconds(reading_only)) for _ in range(ROUNDS)]
        middle = statistics.median(a / b for a, b in pairs)
        ours, theirs = (statistics.median(side) for side in zip(*pairs, strict=True))
        shelf = Shelf()
        with Repository(folder, os.environ) as repository:
            timeline(from_git(repository, folder, shelf=shelf))
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(f"{COMMITS} commits, {shelf.read} distinct files read, peak {peak:.0f} MiB")
        print(
            f"history {middle:5.2f} × reading its distinct files   aim 1.3   ({ours:.2f} s, {theirs:.2f} s)"
        )


def _files(repository: Repository, commit_id: str) -> Iterator[str]:
    yield from plan_files(repository, commit_id).values()


def _content(repository: Repository, entry: str) -> bytes:
    return repository.read(entry) or b""


def _build(source: Source) -> None:
    """Validate a file as the part of a plan it is, as reading does."""
    _ = source.head if source.root is not None and "format" in source.root else source.workstream


if __name__ == "__main__":
    main()
