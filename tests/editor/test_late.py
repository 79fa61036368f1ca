"""Questions that come early, are taken back or are outdated: the order of messages, with no clock in it."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable, Coroutine
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from lsprotocol import types
from pygls.lsp.server import LanguageServer

from tests.editor.client import position
from tests.editor.conftest import PART
from wsoa.editor import protocol
from wsoa.editor import session as session_module
from wsoa.editor.server import listening

Json = Any
CANCELLED, MODIFIED = -32800, -32801


class Wire:
    """Takes what the server writes."""

    def __init__(self) -> None:
        self.written: list[Json] = []

    def write(self, data: bytes) -> None:
        self.written.append(json.loads(data.partition(b"\r\n\r\n")[2]))

    def close(self) -> None:
        """Nothing to close."""

    def answer(self, number: int) -> Json | None:
        return next((message for message in self.written if message.get("id") == number), None)

    def findings(self, uri: str) -> list[Json]:
        method = types.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS
        told = [m["params"] for m in self.written if m.get("method") == method]
        return [params for params in told if params["uri"] == uri]


class Talk:
    """A conversation within one event loop, so that the order of things is the test's own."""

    def __init__(self, file: Path) -> None:
        self.server: LanguageServer = listening(lambda: date(2026, 6, 30), {}, progress=False)[0]
        self.wire = Wire()
        self.server.protocol.set_writer(self.wire)
        self.uri = file.as_uri()
        self.text = PART
        self._version = 1
        self.send("initialize", {"processId": None, "rootUri": None, "capabilities": {}}, 1)
        document = {"uri": self.uri, "languageId": "yaml", "version": 1, "text": PART}
        self.send("textDocument/didOpen", {"textDocument": document})

    def send(self, method: str, params: Json, number: int | None = None) -> None:
        message = {"jsonrpc": "2.0", "method": method, "params": params}
        body = json.dumps(message if number is None else {**message, "id": number})
        protocol = self.server.protocol
        protocol.handle_message(json.loads(body, object_hook=protocol.structure_message))

    def change(self, text: str) -> None:
        self._version += 1
        document = {"uri": self.uri, "version": self._version}
        self.send("textDocument/didChange", {"textDocument": document, "contentChanges": [{"text": text}]})

    def rest(self, number: int) -> None:
        """Ask what the first role of the file is, as the question with a number."""
        where = position(PART, PART.index("head-of-send"))
        self.send("textDocument/hover", {"textDocument": {"uri": self.uri}, "position": where}, number)


async def settled(turns: int = 20) -> None:
    """Let everything run that can without waiting."""
    for _ in range(turns):
        await asyncio.sleep(0)


def held(talk: Callable[[], Coroutine[None, None, None]]) -> None:
    """Hold a conversation in a thread of its own: a browser's tests may leave a loop in this one."""
    with ThreadPoolExecutor(1) as own:
        own.submit(lambda: asyncio.run(talk())).result()


@pytest.fixture
def file(folder: Path) -> Path:
    return folder / "workstreams" / "1-plans.yaml"


def test_a_question_waits_for_the_check_of_what_was_typed(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(session_module, "PAUSE", 0)

    async def talk() -> None:
        told = Talk(file)
        told.rest(7)
        await settled()
        answer = told.wire.answer(7)
        assert answer is not None
        assert "Ada Byron" in answer["result"]["contents"]["value"]
        order = [m.get("method") or m["id"] for m in told.wire.written]
        assert order.index("textDocument/publishDiagnostics") < order.index(7)

    held(talk)


def test_a_question_taken_back_is_dropped(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(session_module, "PAUSE", 3600)

    async def talk() -> None:
        told = Talk(file)
        told.rest(7)
        await settled()
        assert told.wire.answer(7) is None
        told.send("$/cancelRequest", {"id": 7})
        await settled()
        answer = told.wire.answer(7)
        assert answer is not None
        assert answer["error"]["code"] == CANCELLED

    held(talk)


def test_a_question_about_a_text_that_has_changed_is_outdated(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(session_module, "PAUSE", 3600)

    async def talk() -> None:
        told = Talk(file)
        told.rest(7)
        await settled()
        told.change(PART + "\n")
        await settled()
        answer = told.wire.answer(7)
        assert answer is not None
        assert answer["error"]["code"] == MODIFIED

    held(talk)


def test_changes_that_come_together_are_checked_once(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(session_module, "PAUSE", 0)

    async def talk() -> None:
        told = Talk(file)
        for due in ("soon", "later", "2026-04-01"):
            told.change(PART.replace("due: 2026-03-31", f"due: {due}"))
        await settled()
        (findings,) = told.wire.findings(told.uri)
        assert findings["version"] == 4
        assert [d["code"] for d in findings["diagnostics"] if d["severity"] == 1] == []

    held(talk)


def test_a_fault_of_our_own_is_said_once_and_the_next_key_is_checked(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(session_module, "PAUSE", 0)

    def fail(*_: object) -> None:
        raise RuntimeError("lost")

    async def talk() -> None:
        told = Talk(file)
        with monkeypatch.context() as broken:
            broken.setattr(protocol.Wire, "diagnostic", fail)
            for count in range(3):
                told.change(PART + "#" * count)
                await settled()
        told.rest(7)
        shown = [m["params"] for m in told.wire.written if m.get("method") == "window/showMessage"]
        assert [one["message"] for one in shown] == ["wsoa could not check the plan: RuntimeError: lost."]
        told.change(PART.replace("due: 2026-03-31", "due: soon"))
        await settled()
        assert [d["code"] for d in told.wire.findings(told.uri)[-1]["diagnostics"] if d["severity"] == 1]

    held(talk)
