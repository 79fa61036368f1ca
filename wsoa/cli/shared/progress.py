"""How far the work is, on a terminal only, and only where there is enough of it to wait for."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

WORTH_SHOWING = 8
"""With fewer things to do than this, they are done before anybody could read how far it is."""


@contextmanager
def progress(words: str, total: int, worth: int = WORTH_SHOWING) -> Iterator[Callable[[], None]]:
    """Enter a function to call after each of so many things; a bar shows how many of them are done."""
    if total < worth or not sys.stderr.isatty():
        yield lambda: None
        return
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(words, total=total)
        yield lambda: bar.advance(task)


@contextmanager
def telling(words: str) -> Iterator[Callable[[str], None]]:
    """Enter a function to call with the words of each step, where nobody knows how many there will be."""
    if not sys.stderr.isatty():
        yield lambda _: None
        return
    from rich.console import Console

    with Console(stderr=True).status(words) as shown:
        yield shown.update
