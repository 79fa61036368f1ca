"""How long a command takes from nothing, as ratios to floors measured in the same run.

Run it with the Python that has wsoa installed, from the top of the repository. ``click`` must be installed
for the second ratio; it is left out where it is not.
"""

from __future__ import annotations

import importlib.util
import statistics
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

FLOOR = (
    sys.executable,
    "-c",
    "import ruamel.yaml; from pydantic import BaseModel; M = type('M', (BaseModel,), {})",
)
CLICK = (sys.executable, "-c", "import click")
STATUS = (sys.executable, "-m", "wsoa", "status", "--as-of", "2020-03-31")
VERSION = (sys.executable, "-m", "wsoa", "--version")
ROUNDS = 21


def seconds(command: Sequence[str]) -> float:
    """Wall time of one run of a command."""
    start = time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - start


def ratio(command: Sequence[str], floor: Sequence[str], rounds: int = ROUNDS) -> tuple[float, float, float]:
    """Median ratio of interleaved runs, and the median seconds of each side, after one warm-up of both."""
    seconds(command), seconds(floor)
    pairs = [(seconds(command), seconds(floor)) for _ in range(rounds)]
    middle = statistics.median(a / b for a, b in pairs)
    return middle, statistics.median(a for a, _ in pairs), statistics.median(b for _, b in pairs)


def line(name: str, floor: str, measured: tuple[float, float, float], aim: float) -> str:
    """One line for people: the ratio, its aim, and the milliseconds behind it."""
    middle, ours, theirs = measured
    return (
        f"{name:<34} {middle:5.2f} × {floor:<24} aim {aim}   ({ours * 1000:.0f} ms, {theirs * 1000:.0f} ms)"
    )


def main() -> None:
    """Print the ratios."""
    if not Path("plans").is_dir():
        sys.exit("Run this from the top of the repository.")
    print(line("wsoa status, three plans", "F", ratio(STATUS, FLOOR), 2.5))
    if importlib.util.find_spec("click"):
        print(line("wsoa --version", "import click", ratio(VERSION, CLICK), 1.5))
    else:
        print("wsoa --version: install click to compare")


if __name__ == "__main__":
    main()
