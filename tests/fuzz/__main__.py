"""Knock inputs about for as long as you like: see the package's own words."""

# ruff: noqa: T201 - a command that prints

from __future__ import annotations

import argparse
import itertools
import random
import sys
import time
from hashlib import sha256
from pathlib import Path

from tests.fuzz.targets import OURS, TARGETS

LARGE, SLOW = 1_000_000, 5.0


def main() -> int:
    """Run the targets in turn, and say what did harm."""
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz", description="Knock inputs about.")
    parser.add_argument("targets", nargs="*", metavar="TARGET", help=f"of {', '.join(TARGETS)}")
    parser.add_argument("--seconds", type=float, default=60.0)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--keep", type=Path, help="a folder for the inputs that did harm")
    given = parser.parse_args()
    names = given.targets or list(TARGETS)
    if unknown := set(names) - TARGETS.keys():
        parser.error(f"there is no target {', '.join(sorted(unknown))}")
    tried, harm, slowest = dict.fromkeys(names, 0), 0, dict.fromkeys(names, 0.0)
    end = time.monotonic() + given.seconds
    for number, name in zip(itertools.count(), itertools.cycle(names), strict=False):
        if time.monotonic() > end:
            break
        target = TARGETS[name]
        data = target.make(random.Random(f"{given.seed} {name} {number}"))  # noqa: S311 - to be had again
        started, what = time.process_time(), ""
        try:
            target.run(data)
        except OURS:
            pass
        except Exception as error:  # noqa: BLE001 - whatever comes out is what is looked for
            what = f"{type(error).__name__}: {error}"
        took = time.process_time() - started
        tried[name] += 1
        slowest[name] = max(slowest[name], took)
        if took > SLOW and len(data) < LARGE:
            what = what or f"{took:.1f} seconds"
        if what:
            harm += 1
            print(f"{name} {number} ({len(data):,} bytes): {what[:300]}", flush=True)
            if given.keep is not None:
                given.keep.mkdir(parents=True, exist_ok=True)
                (given.keep / f"{name}-{sha256(data).hexdigest()[:12]}").write_bytes(data)
    for name in names:
        print(f"{name}: {tried[name]:,} inputs, the slowest {slowest[name]:.2f} s")
    print(f"{harm} did harm")
    return int(harm > 0)


if __name__ == "__main__":
    sys.exit(main())
