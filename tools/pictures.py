"""The pictures in docs/pictures: Cumbria as published and in a terminal, and the made-up county of wsoa demo.

Run it from the top of the repository with the extra ``browser``. Every day is given, and what is drawn holds
no path and no commit of this repository, so the same code draws the same pictures. Chromium and fonts differ
from machine to machine, so nothing holds them to the byte.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
from io import StringIO
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright
from rich.console import Console
from rich.text import Text

ROOT = Path(__file__).parent.parent
PICTURES = ROOT / "docs" / "pictures"
DAY = "2020-11-30"
DEMO_DAY = "2025-09-30"
WIDTH = 92
TALL = {"site": 820, "county": 900}
"""How much of a page is shown, in pixels."""


def wsoa(line: str, folder: Path) -> str:
    """Run a line of the command in a folder and return what it prints."""
    variables = {**os.environ, "PYTHONPATH": str(ROOT), "COLUMNS": str(WIDTH), "FORCE_COLOR": "1"}
    command = [sys.executable, "-m", "wsoa", *line.split()[1:]]
    ran = subprocess.run(  # noqa: S603 - our own
        command, check=True, capture_output=True, text=True, env=variables, cwd=folder
    )
    return ran.stdout


def terminal(name: str, line: str, folder: Path, most: int = 60) -> None:
    """Draw what a line prints, up to so many lines of it."""
    printed = wsoa(line, folder).splitlines()
    console = Console(record=True, width=WIDTH, file=StringIO(), force_terminal=True)
    console.print(Text.from_ansi("\n".join(printed[:most])))
    picture = console.export_svg(title=line, unique_id=name)
    # a picture fetches nothing: whoever looks at it has a typewriter face of their own
    plain = re.sub(r"@font-face \{.*?\}\s*|<!--.*?-->", "", picture, flags=re.DOTALL)
    plain = plain.replace("Fira Code, ", "")
    (PICTURES / f"{name}.svg").write_text(plain, "utf-8")


def page(name: str, browser: Browser, file: Path) -> None:
    """Photograph the top of a page."""
    shown = browser.new_page(viewport={"width": 1100, "height": TALL[name]})
    shown.goto(file.as_uri())
    shown.screenshot(path=PICTURES / f"{name}.png")


def main() -> None:
    """Make them all."""
    PICTURES.mkdir(exist_ok=True)
    program = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    with tempfile.TemporaryDirectory() as kept, sync_playwright() as started:
        folder = Path(kept)
        browser = started.chromium.launch(executable_path=program, args=["--no-sandbox", "--disable-gpu"])
        terminal("status", f"wsoa status cumbria --as-of {DAY} --limit 2", ROOT)
        wsoa(f"wsoa render --site {folder / 'site'} --as-of {DAY}", ROOT)
        page("site", browser, folder / "site" / "cumbria" / "index.html")
        wsoa(f"wsoa demo {folder / 'demo'}", ROOT)
        terminal("moves", "wsoa history brackenshire --moves", folder / "demo", most=33)
        wsoa(f"wsoa render --site public --as-of {DEMO_DAY}", folder / "demo")
        page("county", browser, folder / "demo" / "public" / "brackenshire" / "index.html")
        browser.close()


if __name__ == "__main__":
    main()
