"""How long after a key its findings are there: ``wsoa lsp`` over its pipes, with Cumbria's plan open.

The longest workstream is made 500 lines long. Each round types one letter into a title and waits for the
findings of that version. The floor is what must be done in any case, in this process: read that one file and
check the plan.
"""

from __future__ import annotations

import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from timing import seconds

from wsoa.checks.check import check
from wsoa.editor.session import PAUSE
from wsoa.files.load import load, read_text

ROUNDS = 40
LINES = 500


class Client:
    """The least an editor has to be."""

    def __init__(self, folder: Path) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "wsoa", "lsp"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=folder
        )
        if self._process.stdin is None or self._process.stdout is None:
            sys.exit("The server has no pipes.")
        self._given, self._answers = self._process.stdin, self._process.stdout

    def send(self, method: str, params: Any, number: int | None = None) -> None:  # noqa: ANN401 - any JSON there is
        """Send one message; with a number it is a question."""
        message = {"jsonrpc": "2.0", "method": method, "params": params}
        body = json.dumps(message if number is None else {**message, "id": number}).encode()
        self._given.write(b"Content-Length: %d\r\n\r\n" % len(body) + body)
        self._given.flush()

    def receive(self) -> Any:  # noqa: ANN401 - any JSON there is
        """Return the next message."""
        length = int(self._answers.readline().split(b":")[1])
        while self._answers.readline().strip():
            pass
        return json.loads(self._answers.read(length))

    def findings(self, uri: str, version: int) -> int:
        """Wait for the findings of a version, and count them."""
        while True:
            params = self.receive().get("params") or {}
            if params.get("uri") == uri and params.get("version") == version:
                return len(params["diagnostics"])

    def answer(self, number: int) -> Any:  # noqa: ANN401 - any JSON there is
        """Wait for the answer to a question."""
        while (message := self.receive()).get("id") != number:
            pass
        return message["result"]

    def processor_seconds(self) -> float:
        """Return the processor time the server has taken so far, which a busy machine alters little."""
        words = Path(f"/proc/{self._process.pid}/stat").read_text("utf-8").rpartition(")")[2].split()
        return (int(words[11]) + int(words[12])) / os.sysconf("SC_CLK_TCK")

    def end(self) -> None:
        """End the server."""
        self._process.kill()
        self._process.wait()


def main() -> None:
    """Print how long a key takes, and what that is beside the floor."""
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made) / "plans" / "cumbria"
        shutil.copytree(Path("plans") / "cumbria", folder)
        file = max((folder / "workstreams").iterdir(), key=lambda one: one.read_text("utf-8").count("\n"))
        file.write_text(_longer(file.read_text("utf-8")), encoding="utf-8")
        client = Client(Path(made))
        try:
            _measure(client, file)
        finally:
            client.end()


def _longer(text: str) -> str:
    """Add remarks to a workstream until it has its 500 lines."""
    more = "".join(f"    - Case study {n} shows the impact\n" for n in range(LINES - text.count("\n")))
    return text.replace("  audits:\n", f"  audits:\n{more}", 1)


def _measure(client: Client, file: Path) -> None:
    uri, text = file.as_uri(), file.read_text("utf-8")
    client.send("initialize", {"processId": None, "rootUri": None, "capabilities": {}}, 0)
    client.answer(0)
    client.send("initialized", {})
    start = time.perf_counter()
    document = {"uri": uri, "languageId": "yaml", "version": 1, "text": text}
    client.send("textDocument/didOpen", {"textDocument": document})
    found = client.findings(uri, 1)
    first = time.perf_counter() - start
    at = text.index("title: ", len(text) // 2) + len("title: ")
    floors, spent = [], []
    loaded = load(file.parent.parent)
    can_tell = Path("/proc/self/stat").exists()
    taken = client.processor_seconds() if can_tell else 0.0
    for version in range(2, ROUNDS + 2):
        typed = text[:at] + "x" * version + text[at:]
        data = typed.encode()
        floors.append(seconds(lambda data=data: (read_text(data, file.name)[0].workstream, check(loaded))))  # type: ignore[misc]
        begun = time.perf_counter()
        change = {"textDocument": {"uri": uri, "version": version}, "contentChanges": [{"text": typed}]}
        client.send("textDocument/didChange", change)
        client.findings(uri, version)
        spent.append(time.perf_counter() - begun)
    taken = client.processor_seconds() - taken if can_tell else 0.0
    middle, nine = statistics.median(spent), sorted(spent)[ROUNDS * 9 // 10 - 1]
    lines = text.count("\n")
    print(f"{file.name}, {lines} lines, {found} findings in it, opened in {first * 1000:.0f} ms")
    print(
        f"from a key to its findings: median {middle * 1000:.0f} ms, nine in ten within {nine * 1000:.0f} ms",
        end=" ",
    )
    print(f"({PAUSE * 1000:.0f} ms of it wait for the next key)   aim 100 ms")
    if can_tell:
        print(f"processor time of the server for a key: {taken / ROUNDS * 1000:.0f} ms")
    ratio = statistics.median((a - PAUSE) / b for a, b in zip(spent, floors, strict=True))
    print(f"without the wait, to reading that file and checking the plan: {ratio:.2f} ×   aim 2.0")
    _questions(client, uri, typed, at)


def _questions(client: Client, uri: str, text: str, at: int) -> None:
    """Print how long a completion and an explanation take."""
    lines = text[:at].split("\n")
    where = {"line": len(lines) - 1, "character": len(lines[-1]) - len("title: ") - 2}
    named = text[: text.index("chairs: [")].count("\n")
    for method, position in (
        ("textDocument/completion", {"line": named, "character": len("chairs: [")}),
        ("textDocument/hover", {"line": named, "character": len("chairs: [abc")}),
        ("textDocument/documentSymbol", where),
    ):
        spent = []
        for number in range(1, ROUNDS + 1):
            begun = time.perf_counter()
            client.send(method, {"textDocument": {"uri": uri}, "position": position}, number)
            client.answer(number)
            spent.append(time.perf_counter() - begun)
        print(f"{method}: median {statistics.median(spent) * 1000:.1f} ms")


if __name__ == "__main__":
    main()
