"""How soon an edit is on screen: from saving one file of three full plans to the new page in a browser.

Run it from the top of the repository on a machine that has little else to do. The plans are copied to a
repository of their own with one commit, ``wsoa serve`` is started on them, and one file is saved again and
again. The time runs from before the file is written until the page that a browser asked for, once it was
told, has arrived whole. Where Playwright and Chromium are there, it also runs until the words are on the
screen of the browser. Beside it stands the processor time of the server, where the system tells it: on a
busy machine that is the figure to look at.
"""

from __future__ import annotations

import http.client
import json
import os
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlsplit

AIM = 300
ROUNDS = 11
DAY = "2020-11-30"
PAGES = ("cumbria/actions/2.2.5a.html", "cumbria/index.html", "index.html", "cumbria/statement.html")
WORKSTREAM = "2-commissioning-and-access-to-provision.yaml"
TITLE = re.compile(r"(title: Write joint specifications of the Occupational Therapy)[^\n]*")


class Running(NamedTuple):
    """The server at work, and the file that is saved."""

    host: str
    port: int
    file: Path
    process: int

    def worked(self) -> float:
        """Milliseconds of processor time so far, git's included; 0 where the system does not tell."""
        told = Path(f"/proc/{self.process}/stat")
        if not told.is_file():
            return 0
        ticks = told.read_text("utf-8").rpartition(")")[2].split()[11:15]
        return sum(map(int, ticks)) * 1000 / os.sysconf("SC_CLK_TCK")

    def save(self, number: int) -> None:
        """Save the file with a title that was never there before."""
        text = self.file.read_text("utf-8")
        self.file.write_text(TITLE.sub(rf"\1 and the others, take {number}", text), "utf-8")


@contextmanager
def serving(folder: Path) -> Iterator[Running]:
    """Start the command on a copy of the plans."""
    shutil.copytree("plans", folder / "plans")
    for words in (("init", "-q"), ("add", "-A"), ("commit", "-q", "-m", "Plans")):
        who = ("-c", "user.name=Office", "-c", "user.email=office@example.org")
        subprocess.run(["git", *who, *words], cwd=folder, check=True)
    command = [sys.executable, "-m", "wsoa", "serve", "--port", "0", "--as-of", DAY]
    with subprocess.Popen(command, cwd=folder, stderr=subprocess.PIPE, text=True) as started:
        assert started.stderr is not None  # noqa: S101 - a pipe was asked for
        address = urlsplit(started.stderr.readline().split(" ", 1)[0])
        file = folder / "plans" / "cumbria" / "workstreams" / WORKSTREAM
        yield Running(address.hostname or "", address.port or 0, file, started.pid)
        started.terminate()


def told(stream: http.client.HTTPResponse, version: str) -> str:
    """Read the stream until it names another version of everything, and return that."""
    while True:
        line = stream.readline().decode()
        if line.startswith("data: "):
            found = str(json.loads(line.removeprefix("data: "))["all"])
            if found != version:
                return found


def by_http(running: Running, page: str) -> tuple[list[float], float]:
    """Milliseconds from saving to the new page, told by the stream as an open page is, and of work each."""
    stream_line = http.client.HTTPConnection(running.host, running.port)
    stream_line.request("GET", "/-/events")
    stream = stream_line.getresponse()
    version = told(stream, "")
    pages = http.client.HTTPConnection(running.host, running.port)
    spent: list[float] = []
    worked = 0.0
    for number in range(ROUNDS + 1):
        worked = running.worked() if number == 1 else worked
        start = time.perf_counter()
        running.save(number)
        version = told(stream, version)
        pages.request("GET", f"/{page}")
        text = pages.getresponse().read().decode()
        spent.append((time.perf_counter() - start) * 1000)
        if page.endswith("2.2.5a.html") and f"take {number}<" not in text:
            sys.exit("The page does not show what was saved.")
    worked = (running.worked() - worked) / ROUNDS
    stream_line.close()
    return spent[1:], worked


def in_a_browser(running: Running) -> list[float]:
    """Milliseconds from saving to the words on the screen of Chromium; none where it is not there."""
    program = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    try:
        from playwright.sync_api import sync_playwright  # noqa: PLC0415 - not everybody has it
    except ImportError:
        return []
    if program is None:
        return []
    spent = []
    with sync_playwright() as started:
        browser = started.chromium.launch(executable_path=program, args=["--no-sandbox", "--disable-gpu"])
        page = browser.new_page()
        page.goto(f"http://{running.host}:{running.port}/{PAGES[0]}")
        for number in range(100, 101 + ROUNDS):
            start = time.perf_counter()
            running.save(number)
            page.wait_for_selector(f"h1:has-text('take {number}')")
            spent.append((time.perf_counter() - start) * 1000)
        browser.close()
    return spent[1:]


def line(name: str, spent: list[float], worked: float = 0) -> str:
    """One line for people: the median, the slowest, the server's work, and the aim."""
    middle = statistics.median(spent)
    work = f", {worked:4.0f} ms of work" if worked else ""
    return f"{name:<40} {middle:5.0f} ms in the middle, {max(spent):5.0f} ms at most{work}   aim {AIM} ms"


def main() -> None:
    """Print the times."""
    if not Path("plans").is_dir():
        sys.exit("Run this from the top of the repository.")
    with tempfile.TemporaryDirectory() as folder, serving(Path(folder)) as running:
        for page in PAGES:
            print(line(f"saved, then /{page}", *by_http(running, page)))
        screen = in_a_browser(running)
        print(line("saved, then on Chromium's screen", screen) if screen else "No browser to look with.")


if __name__ == "__main__":
    main()
