"""What an open page is told, and how soon it is woken."""

from __future__ import annotations

import asyncio
import json
from pathlib import Path

from wsoa.serve.events import Feed, git_logs, watch


def told(line: str) -> object:
    event, data = line.strip().split("\n")
    assert event == "event: state"
    return json.loads(data.removeprefix("data: "))


def test_a_page_is_told_the_state_at_once_and_each_new_one() -> None:
    state = {"all": "1"}

    async def scene() -> list[object]:
        feed = Feed(lambda: dict(state))
        stream = feed.stream()
        heard = [told(await anext(stream))]
        waiting = asyncio.ensure_future(anext(stream))
        await asyncio.sleep(0)
        state["all"] = "2"
        feed.news()
        heard.append(told(await waiting))
        feed.close()
        assert [line async for line in stream] == []
        return heard

    assert asyncio.run(scene()) == [{"all": "1"}, {"all": "2"}]


def test_news_that_change_nothing_only_keep_the_line_open() -> None:
    async def scene() -> str:
        feed = Feed(lambda: {"all": "1"})
        stream = feed.stream()
        await anext(stream)
        waiting = asyncio.ensure_future(anext(stream))
        await asyncio.sleep(0)
        feed.news()
        line = await waiting
        feed.close()
        await stream.aclose()  # type: ignore[attr-defined]
        return line

    assert asyncio.run(scene()).startswith(":")


def test_saving_a_file_below_the_folder_wakes_the_pages(tmp_path: Path) -> None:
    (tmp_path / "plan.yaml").write_text("a", "utf-8")
    texts: list[str] = []

    async def scene() -> None:
        feed = Feed(lambda: {"all": (tmp_path / "plan.yaml").read_text("utf-8")})
        stop = asyncio.Event()
        watching = asyncio.ensure_future(watch([tmp_path, tmp_path / "not there"], feed, stop))
        stream = feed.stream()
        texts.append(await anext(stream))
        # the watcher may not stand yet when the first word is written
        async with asyncio.timeout(30):
            number = 0
            while len(texts) < 2:
                number += 1
                (tmp_path / "plan.yaml").write_text(f"b{number}", "utf-8")
                try:
                    async with asyncio.timeout(1):
                        texts.append(await anext(stream))
                except TimeoutError:
                    stream = feed.stream()
        stop.set()
        feed.close()
        await watching

    asyncio.run(scene())
    assert '"all": "a"' in texts[0]
    assert '"all": "b' in texts[1]


def test_commits_are_watched_where_git_notes_them(tmp_path: Path) -> None:
    (tmp_path / "main" / ".git" / "logs").mkdir(parents=True)
    (tmp_path / "main" / "plans").mkdir()
    assert list(git_logs(tmp_path / "main" / "plans")) == [tmp_path / "main" / ".git" / "logs"]
    (tmp_path / "tree" / "plans").mkdir(parents=True)
    (tmp_path / "tree" / ".git").write_text(f"gitdir: {tmp_path}/main/.git/worktrees/tree\n", "utf-8")
    assert list(git_logs(tmp_path / "tree" / "plans")) == [tmp_path / "main/.git/worktrees/tree/logs"]
    assert list(git_logs(tmp_path)) == []
