"""Whole processes measured in interleaved rounds: each round runs every command once, in another order.

A ratio is the median over rounds of one command's processor seconds, its children's too, to another's of the
same round, so that a machine that slows down slows both. Wall time is quoted only where several cores work.
"""

from __future__ import annotations

import os
import shutil
import statistics
import subprocess
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from random import Random
from typing import NamedTuple


class Command(NamedTuple):
    """A process: its words, where it runs, and what is removed before it does."""

    words: Sequence[str]
    where: Path
    fresh: Path | None = None


class Run(NamedTuple):
    """What one run took: seconds of processors and of the clock, and the MiB of its largest process."""

    processor: float
    wall: float
    memory: float


class Measured:
    """Several commands measured in the same rounds, by name."""

    def __init__(self, commands: Mapping[str, Command], rounds: int) -> None:
        dice = Random(rounds)  # noqa: S311 - the same orders every time
        self._runs: dict[str, list[Run]] = {name: [] for name in commands}
        for name, command in commands.items():  # what the first run alone would pay for
            if command.fresh is None:
                _run(name, command)
        for _ in range(rounds):
            for name in dice.sample([*commands], len(commands)):
                self._runs[name].append(_run(name, commands[name]))

    def ratio(self, name: str, floor: str, *, wall: bool = False) -> float:
        """Return the median ratio of two commands, by processor seconds or by the clock."""
        pairs = zip(self._runs[name], self._runs[floor], strict=True)
        return statistics.median(
            (one.wall / other.wall) if wall else (one.processor / max(other.processor, 1e-6))
            for one, other in pairs
        )

    def seconds(self, name: str) -> float:
        """Return the median processor seconds of a command."""
        return statistics.median(one.processor for one in self._runs[name])

    def memory(self, name: str) -> float:
        """Return the most MiB that one process of a command ever held."""
        return max(one.memory for one in self._runs[name])


def _run(name: str, command: Command) -> Run:
    if command.fresh is not None:
        shutil.rmtree(command.fresh, ignore_errors=True)
    with open(os.devnull, "rb+") as nothing:  # noqa: PTH123 - a device
        start = time.perf_counter()
        process = subprocess.Popen(
            command.words, cwd=command.where, stdin=nothing, stdout=nothing, stderr=subprocess.PIPE
        )
        complaint = process.stderr.read() if process.stderr else b""
        _, status, used = os.wait4(process.pid, 0)
        wall = time.perf_counter() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode not in {0, 1}:  # 1 is for findings
        raise SystemExit(
            f"{name} ended with {process.returncode}: {complaint.decode(errors='replace')[-500:]}"
        )
    return Run(used.ru_utime + used.ru_stime, wall, used.ru_maxrss / 1024)
