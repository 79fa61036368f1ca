"""An editor in the test: the real command in a process of its own, spoken to over its pipes.

The messages are put together here by hand, as an editor's own client does, and every answer is read back with
the types that the protocol's authors publish, so that no answer can be malformed unseen.
"""

from __future__ import annotations

import json
import os
import queue
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from lsprotocol import converters, types

Json = Any
ABLE: Json = {
    "general": {"positionEncodings": ["utf-16"]},
    "workspace": {"workspaceEdit": {"documentChanges": True}},
    "textDocument": {
        "rename": {"prepareSupport": True},
        "publishDiagnostics": {"relatedInformation": True, "versionSupport": True},
        "documentSymbol": {"hierarchicalDocumentSymbolSupport": True},
    },
}
"""What a capable editor says of itself."""
_LONGEST_WAIT = 60
_REQUESTS = (types.CLIENT_REGISTER_CAPABILITY,)


class AnswerError(Exception):
    """The server answered with an error."""

    def __init__(self, error: Json) -> None:
        super().__init__(error["message"])
        self.code, self.message = error["code"], error["message"]


class Editor:
    """One conversation with a server. Every method of the protocol is a line of its own in the tests."""

    def __init__(
        self, folder: Path, options: tuple[str, ...], able: Json, variables: Mapping[str, str]
    ) -> None:
        self.folder = folder
        self.able = able
        self.texts: dict[str, str] = {}
        self.versions: dict[str, int] = {}
        self.published: dict[str, Json] = {}
        self.shown: list[Json] = []
        self.registered: list[Json] = []
        self._converter = converters.get_converter()
        self._ids = iter(range(1, 1_000_000))
        self._answers: dict[int, Json] = {}
        self._methods: dict[int, str] = {}
        self._came: queue.Queue[Json] = queue.Queue()
        self._log = tempfile.TemporaryFile()  # noqa: SIM115 - lives as long as the server
        self._server = subprocess.Popen(
            [sys.executable, "-m", "wsoa", "lsp", *options],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=self._log, cwd=folder,
            env={**os.environ, "WSOA_AS_OF": "2020-03-31", **variables},
        )  # fmt: skip
        self._listener = threading.Thread(target=self._listen, daemon=True)
        self._listener.start()

    def start(self) -> Json:
        """Introduce the editor and return what the server says of itself."""
        folders = [{"uri": self.folder.as_uri(), "name": self.folder.name}]
        told = {"processId": os.getpid(), "rootUri": self.folder.as_uri(), "workspaceFolders": folders}
        answer = self.ask(types.INITIALIZE, {**told, "capabilities": self.able})
        self.tell(types.INITIALIZED, {})
        return answer

    def stop(self) -> int:
        """Say goodbye and return the exit code."""
        if self._server.poll() is None:
            self.ask(types.SHUTDOWN, None)
            self.tell(types.EXIT, None)
        return self._server.wait(_LONGEST_WAIT)

    def break_off(self) -> int:
        """Vanish without a word, as an editor that crashes does, and return the exit code."""
        assert self._server.stdin is not None
        self._server.stdin.close()
        return self._server.wait(_LONGEST_WAIT)

    def end(self) -> None:
        """End the server, whatever it does."""
        self._server.kill()
        self._server.wait(_LONGEST_WAIT)
        self._listener.join(_LONGEST_WAIT)
        for stream in (self._server.stdin, self._server.stdout):
            if stream is not None:
                stream.close()
        self._log.close()

    def logged(self) -> str:
        """Return what the server has written to its log."""
        self._log.seek(0)
        return self._log.read().decode("utf-8", "replace")

    # Talking

    def tell(self, method: str, params: Json) -> None:
        """Send what wants no answer."""
        self._send({"jsonrpc": "2.0", "method": method, "params": params})

    def request(self, method: str, params: Json) -> int:
        """Send a question and return its number, without waiting."""
        number = next(self._ids)
        self._methods[number] = method
        self._send({"jsonrpc": "2.0", "id": number, "method": method, "params": params})
        return number

    def answer(self, number: int) -> Json:
        """Wait for the answer to a question.

        Raises:
            AnswerError: it is an error.
        """
        while number not in self._answers:
            self._take(self._came.get(timeout=_LONGEST_WAIT))
        answer = self._answers.pop(number)
        if "error" in answer:
            raise AnswerError(answer["error"])
        return answer["result"]

    def ask(self, method: str, params: Json) -> Json:
        """Send a question and wait for its answer."""
        return self.answer(self.request(method, params))

    # Documents

    def open(self, file: Path, text: str | None = None) -> str:
        """Open a document as it is on the disk, or with another text, and return its URI."""
        uri = file.as_uri()
        self.texts[uri] = file.read_bytes().decode("utf-8") if text is None else text
        self.versions[uri] = 1
        document = {"uri": uri, "languageId": "yaml", "version": 1, "text": self.texts[uri]}
        self.tell(types.TEXT_DOCUMENT_DID_OPEN, {"textDocument": document})
        return uri

    def change(self, uri: str, text: str) -> int:
        """Change a whole document, as somebody who types does, and return its new version."""
        self.texts[uri] = text
        self.versions[uri] += 1
        document = {"uri": uri, "version": self.versions[uri]}
        self.tell(
            types.TEXT_DOCUMENT_DID_CHANGE, {"textDocument": document, "contentChanges": [{"text": text}]}
        )
        return self.versions[uri]

    def close(self, uri: str) -> None:
        """Close a document."""
        self.tell(types.TEXT_DOCUMENT_DID_CLOSE, {"textDocument": {"uri": uri}})

    def findings(self, uri: str) -> Json:
        """Wait until the version that is open was checked, and return its findings."""
        while self.published.get(uri, {}).get("version") != self.versions[uri]:
            self._take(self._came.get(timeout=_LONGEST_WAIT))
        return self.published[uri]["diagnostics"]

    def wait_for(self, uri: str) -> Json:
        """Wait for the next findings of a file, open or not."""
        self.published.pop(uri, None)
        while uri not in self.published:
            self._take(self._came.get(timeout=_LONGEST_WAIT))
        return self.published[uri]["diagnostics"]

    def at(self, uri: str, words: str, *, after: int = 0) -> Json:
        """Point at the first occurrence of some words, or so many characters behind their start."""
        text = self.texts[uri]
        return {"textDocument": {"uri": uri}, "position": position(text, text.index(words) + after)}

    def apply(self, edit: Json) -> dict[str, str]:
        """Make a workspace edit as an editor does, and return the texts of what it changed by URI.

        Open documents are changed in the editor, others on the disk.
        """
        made = {}
        changes = edit.get("documentChanges") or [
            {"textDocument": {"uri": uri, "version": None}, "edits": edits}
            for uri, edits in edit["changes"].items()
        ]
        for change in changes:
            uri, version = change["textDocument"]["uri"], change["textDocument"].get("version")
            assert version == self.versions.get(uri)
            made[uri] = applied(self.text(uri), change["edits"])
        for uri, text in made.items():
            if uri in self.versions:
                self.change(uri, text)
            else:
                path_of(uri).write_bytes(text.encode())
        return made

    def text(self, uri: str) -> str:
        """Return a document's text, or what is on the disk."""
        return self.texts[uri] if uri in self.texts else path_of(uri).read_bytes().decode("utf-8")

    # The wire

    def _send(self, message: Json) -> None:
        body = json.dumps(message).encode()
        stream = self._server.stdin
        assert stream is not None
        stream.write(b"Content-Length: %d\r\n\r\n" % len(body) + body)
        stream.flush()

    def _listen(self) -> None:
        stream = self._server.stdout
        assert stream is not None
        while header := stream.readline():
            length = int(header.split(b":")[1])
            while stream.readline().strip():
                pass
            self._came.put(json.loads(stream.read(length)))

    def _take(self, message: Json) -> None:
        method = message.get("method")
        if method is None:
            number = message["id"]
            kind: Any = types.METHOD_TO_TYPES[self._methods[number]][1]
            if "error" not in message:
                self._converter.structure(message, kind)
            self._answers[number] = message
            return
        self._converter.structure(message, types.METHOD_TO_TYPES[method][0])
        if method == types.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS:
            self.published[message["params"]["uri"]] = message["params"]
        elif method in _REQUESTS:
            self.registered.append(message["params"])
            self._send({"jsonrpc": "2.0", "id": message["id"], "result": None})
        else:
            self.shown.append(message["params"])


@contextmanager
def editor(folder: Path, *options: str, able: Json = ABLE, **variables: str) -> Iterator[Editor]:
    """Run an editor with a folder open; the server is gone when the block ends, whatever happened in it."""
    opened = Editor(folder, options, able, variables)
    try:
        opened.start()
        yield opened
        opened.stop()
    finally:
        opened.end()


def path_of(uri: str) -> Path:
    """Return the file of a URI."""
    from urllib.parse import unquote, urlparse  # noqa: PLC0415

    return Path(unquote(urlparse(uri).path))


def position(text: str, offset: int) -> Json:
    """Count as the protocol does: lines, and UTF-16 units within one."""
    lines = split(text[:offset])
    return {"line": len(lines) - 1, "character": len(lines[-1].encode("utf-16-le")) // 2}


def offset_of(text: str, where: Json) -> int:
    """Turn a position back into a character."""
    lines = split(text)
    before = sum(len(line) for line in kept(text)[: where["line"]])
    units = lines[where["line"]].encode("utf-16-le")[: where["character"] * 2]
    return before + len(units.decode("utf-16-le"))


def split(text: str) -> list[str]:
    """Split into lines without their ends."""
    return text.replace("\r\n", "\n").replace("\r", "\n").split("\n")


def kept(text: str) -> list[str]:
    """Split into lines with their ends."""
    lines, rest = [], text
    for line in split(text):
        end = next((end for end in ("\r\n", "\r", "\n") if rest.startswith(line + end)), "")
        lines.append(line + end)
        rest = rest[len(line + end) :]
    return lines


def applied(text: str, edits: list[Json]) -> str:
    """Make the edits of one document, all in terms of the text before them."""
    spans = [
        (offset_of(text, e["range"]["start"]), offset_of(text, e["range"]["end"]), e["newText"])
        for e in edits
    ]
    done, pieces = 0, []
    for start, end, new in sorted(spans):
        assert start >= done, "two edits meet"
        pieces += [text[done:start], new]
        done = end
    return "".join([*pieces, text[done:]])
