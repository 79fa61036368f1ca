"""Every figure that wsoa is held to, in one table: each beside a floor or a tool of the same kind.

    python benchmarks/table.py            small plans and histories, a few minutes
    python benchmarks/table.py --all      the sizes of the aims, about an hour on two cores
    python benchmarks/table.py status     only the rows whose name has this word

Run it with the Python that has wsoa, from the top of the repository. doorstop, TaskJuggler (tj3), yamale and
check-jsonschema are measured where they are on the path; nothing is installed. Figures are ratios of
processor seconds, medians over interleaved rounds, unless they say otherwise.
"""

from __future__ import annotations

import argparse
import os
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

import made
from rounds import Command, Measured

HERE = Path.cwd()
DAY = ("--as-of", "2020-06-01")
RAW_START = "import pathlib\nfrom _ruamel_yaml import CParser\n"
READ_START = "import gc, pathlib\nfrom wsoa.files.load import read_text\ngc.disable()\n"
READ = "read_text(file.read_bytes(), file.name)"
EACH = "for file in pathlib.Path('plans').rglob('*.yaml'): "


def python(text: str) -> tuple[str, ...]:
    """Return the words that run some Python."""
    return (sys.executable, "-c", text)


PASS = python("pass")
FLOOR = python("import ruamel.yaml; from pydantic import BaseModel; M = type('M', (BaseModel,), {})")
RAW = python(f"{RAW_START}{EACH}CParser(file.read_bytes()).raw_parse()")


class Sizes(NamedTuple):
    """How much of everything to measure."""

    rounds: int
    actions: tuple[int, ...]
    many: int
    site: int
    commits: tuple[int, ...]
    growth: tuple[int, int]
    large: int


SMALL = Sizes(3, (150,), 12, 3, (50,), (150, 500), 0)
ALL = Sizes(5, (150, 1_500, 5_000), 153, 153, (500, 5_000), (1_500, 5_000), 15_000)


class Row(NamedTuple):
    """One line of the table."""

    name: str
    figure: str
    aim: str = ""


def wsoa(*words: str) -> tuple[str, ...]:
    """Return the words of a command line of wsoa."""
    return (sys.executable, "-m", "wsoa", *words)


def command(*words: str) -> tuple[str, ...]:
    """Return the words that start wsoa as the command does that pip installs; ``python -m`` takes longer."""
    return (
        sys.executable,
        "-c",
        "import sys; from wsoa.__main__ import run_and_exit; run_and_exit()",
        *words,
    )


def start_up(sizes: Sizes, _room: Path) -> Iterator[Row]:
    """What it takes to start."""
    took = Measured(
        {
            "pass": Command(PASS, HERE),
            "F": Command(FLOOR, HERE),
            "version": Command(command("--version"), HERE),
            "status": Command(command("status", "--no-history", *DAY), HERE),
            "looking": Command(command("status", *DAY), HERE),
        },
        sizes.rounds * 5,
    )
    yield Row("--version ÷ python -c pass", f"{took.ratio('version', 'pass'):.2f}", "1.3")
    yield Row("status --no-history of the three plans ÷ F", f"{took.ratio('status', 'F'):.2f}", "1.5")
    yield Row("status of the three plans ÷ F", f"{took.ratio('looking', 'F'):.2f}")


def reading(sizes: Sizes, room: Path) -> Iterator[Row]:
    """What it takes to read, without what it takes to start."""
    made.plans(room / "plans", 20)
    took = Measured(
        {
            "raw": Command(RAW, room),
            "raw start": Command(python(RAW_START), room),
            "read": Command(python(f"{READ_START}{EACH}{READ}"), room),
            "placed": Command(python(f"{READ_START}{EACH}{READ}[0].root"), room),
            "read start": Command(python(READ_START), room),
        },
        sizes.rounds,
    )
    raw = took.seconds("raw") - took.seconds("raw start")
    read, placed = (took.seconds(name) - took.seconds("read start") for name in ("read", "placed"))
    yield Row("read ÷ raw libyaml", f"{read / raw:.1f}", "6")
    yield Row("read, and then where everything stands ÷ raw libyaml", f"{placed / raw:.1f}", "6")


def many(sizes: Sizes, room: Path) -> Iterator[Row]:
    """Many plans."""
    made.plans(room / "plans", sizes.many)
    took = Measured(
        {
            "raw": Command(RAW, room),
            "one": Command(wsoa("status", *DAY, "--jobs", "1"), room),
            "two": Command(wsoa("status", *DAY, "--jobs", "2"), room),
            "validate": Command(wsoa("validate", "--jobs", "1"), room),
        },
        sizes.rounds,
    )
    told = f"{sizes.many} plans: "
    yield Row(f"{told}status ÷ raw libyaml", f"{took.ratio('one', 'raw'):.1f}", "7")
    yield Row(f"{told}validate ÷ raw libyaml", f"{took.ratio('validate', 'raw'):.1f}")
    yield Row(f"{told}status, peak of its largest process", f"{took.memory('one'):.0f} MiB", "80")
    yield Row(
        f"{told}status, two processes ÷ one, by the clock",
        f"{took.ratio('two', 'one', wall=True):.2f}",
        ".55",
    )


_PEERS = {
    "doorstop publish": ("render", "doorstop", ".5 / .4 / .4"),
    "TaskJuggler 3": ("render", "tj3", ".25 / .2 / .2"),
    "check-jsonschema": ("validate", "check-jsonschema", ".2 / .08 / .05"),
    "yamale": ("validate", "yamale", ".7 / .5 / .35"),
}


def peers(sizes: Sizes, room: Path) -> Iterator[Row]:
    """Other tools on the same actions."""
    for actions in sizes.actions:
        at = room / str(actions)
        home = made.plan(at / "plans" / "big", actions)
        commands = {
            "render": Command(wsoa("render", "big", *DAY, "-o", str(at / "out.html")), at),
            "validate": Command(wsoa("validate"), at),
            **{peer: one for peer, one in _peers(home, at).items() if shutil.which(one.words[0])},
        }
        took = Measured(commands, sizes.rounds)
        for peer, (ours, program, aim) in _PEERS.items():
            name = f"{ours} ÷ {peer}, {actions:,} actions"
            found = peer in commands
            yield Row(name, f"{took.ratio(ours, peer):.2f}" if found else f"{program} is not installed", aim)


def _peers(home: Path, at: Path) -> dict[str, Command]:
    items, out = made.for_doorstop(home, at / "doorstop"), at / "tasks"
    out.mkdir()
    tasks, schema = made.for_taskjuggler(home, at / "plan.tjp"), made.for_yamale(at / "workstream.yamale")
    parts = sorted(str(file) for file in (home / "workstreams").iterdir())
    published = at / "published"
    return {
        "doorstop publish": Command(("doorstop", "-q", "publish", "all", str(published)), items, published),
        "TaskJuggler 3": Command(("tj3", "--silent", "-o", str(out), str(tasks)), at),
        "check-jsonschema": Command(
            ("check-jsonschema", "--schemafile", str(HERE / "schema" / "workstream.json"), *parts), at
        ),
        "yamale": Command(("yamale", "-s", str(schema), str(home / "workstreams")), at),
    }


def history(sizes: Sizes, room: Path) -> Iterator[Row]:
    """Long histories."""
    for commits in sizes.commits:
        at = room / str(commits)
        made.history(at, 150, commits)
        page, plain = str(at / "out.html"), room / f"plain-{commits}"
        shutil.copytree(at / "plans", plain / "plans")
        cache = room / f"cache-{commits}"  # beside the repository: inside one nothing is kept
        os.environ["XDG_CACHE_HOME"] = str(cache)
        took = Measured(
            {
                "log": Command(("git", "log", "-p", "--", "plans"), at),
                "first": Command(wsoa("history", "big"), at, cache),
                "again": Command(wsoa("history", "big"), at),
                "with": Command(wsoa("render", "big", *DAY, "-o", page), at),
                "without": Command(wsoa("render", "big", *DAY, "-o", page), plain),
            },
            sizes.rounds,
        )
        told = f"{commits:,} commits: "
        yield Row(f"{told}history ÷ git log -p, first", f"{took.ratio('first', 'log'):.1f}", "15")
        yield Row(f"{told}history ÷ git log -p, again", f"{took.ratio('again', 'log'):.1f}", "2")
        yield Row(f"{told}render ÷ the same without git", f"{took.ratio('with', 'without'):.1f}", "1.5")


def site(sizes: Sizes, room: Path) -> Iterator[Row]:
    """Sites."""
    made.plans(room / "plans", sizes.site)
    render = wsoa("render", "--site", "site", *DAY, "--jobs")
    took = Measured(
        {
            "raw": Command(RAW, room),
            "one": Command((*render, "1"), room, room / "site"),
            "two": Command((*render, "2"), room, room / "site"),
        },
        1 if sizes.site > SMALL.site else sizes.rounds,
    )
    again = Measured({"again": Command((*render, "2"), room)}, sizes.rounds)
    pages = sum(1 for _ in (room / "site").rglob("*.html"))
    told = f"site of {sizes.site} plans, {pages:,} pages: "
    yield Row(f"{told}÷ raw libyaml", f"{took.ratio('one', 'raw'):.0f}")
    yield Row(f"{told}processor seconds", f"{took.seconds('one'):.1f}", "100 of 153 plans")
    yield Row(
        f"{told}again with nothing changed ÷ first",
        f"{again.seconds('again') / took.seconds('one'):.2f}",
        ".25",
    )
    yield Row(f"{told}peak of its largest process", f"{took.memory('two'):.0f} MiB", "250")
    yield Row(f"{told}two processes ÷ one, by the clock", f"{took.ratio('two', 'one', wall=True):.2f}", ".55")


def growth(sizes: Sizes, room: Path) -> Iterator[Row]:
    """How commands grow with a plan."""
    few, more = sizes.growth
    commands: dict[str, Command] = {}
    for actions in sizes.growth:
        at = room / str(actions)
        made.history(at, actions, 5)
        for name, words in _grown(at).items():
            commands[f"{name} {actions}"] = Command(words, at)
    took = Measured(commands, sizes.rounds)
    for name in _grown(room):
        grew = took.ratio(f"{name} {more}", f"{name} {few}")
        aim = f"{more / few * 1.03:.1f}"
        yield Row(f"growth of {name}, {few:,} to {more:,} actions", f"{grew:.1f} ×", aim)


def _grown(at: Path) -> dict[str, tuple[str, ...]]:
    page = str(at / "out")
    return {
        "render": wsoa("render", "big", *DAY, "-o", f"{page}.html"),
        "board": wsoa("render", "big", "--report", "board", *DAY, "-o", f"{page}-board.html"),
        "docx": wsoa("render", "big", *DAY, "-o", f"{page}.docx"),
        "history": wsoa("history", "big"),
        "diff --ratings": wsoa("diff", "HEAD~3", "--ratings"),
    }


def large(sizes: Sizes, room: Path) -> Iterator[Row]:
    """One very large plan."""
    if not sizes.large:
        return
    made.plan(room / "plans" / "big", sizes.large)
    words = wsoa("render", "big", *DAY, "-o", str(room / "out.html"))
    took = Measured({"render": Command(words, room)}, 1)
    yield Row(f"render of {sizes.large:,} actions", f"{took.seconds('render'):.0f} s", "30")
    yield Row(f"render of {sizes.large:,} actions, peak", f"{took.memory('render'):.0f} MiB", "700")


GROUPS: tuple[Callable[[Sizes, Path], Iterator[Row]], ...] = (
    start_up, reading, many, peers, history, site, growth, large,
)  # fmt: skip


def main() -> None:
    """Print the table, row by row as it is measured."""
    asked = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    asked.add_argument("--all", action="store_true", help="the sizes of the aims")
    asked.add_argument("groups", nargs="*", help=", ".join(one.__name__ for one in GROUPS))
    given = asked.parse_args()
    if not (HERE / "schema").is_dir():
        sys.exit("Run this from the top of the repository.")
    os.environ["PYTHONPATH"] = os.pathsep.join(filter(None, [str(HERE), os.environ.get("PYTHONPATH", "")]))
    print(f"| {'row':<72} | {'measured':>24} | {'aim':>16} |\n|{'-' * 74}|{'-' * 25}:|{'-' * 17}:|")
    for group in GROUPS:
        if given.groups and group.__name__ not in given.groups:
            continue
        with tempfile.TemporaryDirectory(prefix="wsoa-") as room:
            for row in group(ALL if given.all else SMALL, Path(room)):
                print(f"| {row.name:<72} | {row.figure:>24} | {row.aim:>16} |", flush=True)


if __name__ == "__main__":
    main()
