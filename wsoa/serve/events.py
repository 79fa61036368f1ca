"""What changes in the folder reaches every open page: one stream of server-sent events each."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Callable, Iterable, Mapping
from pathlib import Path

from watchfiles import Change, awatch

MOST_STREAMS = 100
_REST = 15.0
"""Seconds after which a silent stream says that it is still there."""
_DEBOUNCE, _STEP = 30, 10
"""Milliseconds: how long saves are gathered at most, and how long the folder must be still."""


class Feed:
    """The newest state of the folder, and the pages that wait for the next one."""

    def __init__(self, state: Callable[[], Mapping[str, object]]) -> None:
        self._state = state
        self._waiting: set[asyncio.Event] = set()
        self._closed = False

    @property
    def full(self) -> bool:
        """True where no more pages can be told."""
        return len(self._waiting) >= MOST_STREAMS

    def news(self) -> None:
        """Wake every page that waits; from the event loop only."""
        for one in self._waiting:
            one.set()

    def close(self) -> None:
        """End every stream."""
        self._closed = True
        self.news()

    async def stream(self) -> AsyncIterator[str]:
        """Yield the state now, and again after each change."""
        woken = asyncio.Event()
        self._waiting.add(woken)
        told = ""
        try:
            while not self._closed:
                state = json.dumps(await asyncio.to_thread(self._state), sort_keys=True)
                yield f"event: state\ndata: {state}\n\n" if state != told else ": still here\n\n"
                told = state
                try:
                    await asyncio.wait_for(woken.wait(), _REST)
                except TimeoutError:
                    continue
                woken.clear()
        finally:
            self._waiting.discard(woken)


async def watch(folders: Iterable[Path], feed: Feed, stop: asyncio.Event) -> None:
    """Tell the feed whenever something in these folders changes, until told to stop."""
    there = [folder for folder in folders if folder.exists()]
    async for _ in awatch(
        *there, debounce=_DEBOUNCE, step=_STEP, stop_event=stop, watch_filter=_matters, recursive=True
    ):
        feed.news()


def _matters(_change: Change, path: str) -> bool:
    """Leave out what git keeps for itself, and the files that exist only while another is written."""
    *folders, name = Path(path).parts
    if ".git" in folders and "logs" not in folders:
        return False
    return not (name.startswith(".wsoa-") or name.endswith((".swp", "~", ".lock")))


def git_logs(folder: Path) -> Iterable[Path]:
    """Return where git notes the commits of the repository that a folder is in; nothing without one."""
    for one in (folder.resolve(), *folder.resolve().parents):
        mark = one / ".git"
        if mark.is_dir():
            return [mark / "logs"]
        if mark.is_file():
            named = mark.read_text("utf-8", "replace").partition("gitdir:")[2].strip()
            return [one / named / "logs"] if named else []
    return []
