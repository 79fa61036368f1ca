"""The pictures in docs/pictures, from the shipped plans: the site in Chromium, ``wsoa status`` in colour.

Run it from the top of the repository with the extra ``browser``. Chromium and fonts differ from machine to
machine, so nothing holds these pictures to the byte.
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

from playwright.sync_api import sync_playwright
from rich.console import Console
from rich.text import Text

PICTURES = Path("docs/pictures")
DAY = "2020-11-30"
WIDTH = 92


def wsoa(*words: str) -> str:
    """Run the command and return what it prints."""
    variables = {**os.environ, "COLUMNS": str(WIDTH), "FORCE_COLOR": "1"}
    command = [sys.executable, "-m", "wsoa", *words]
    ran = subprocess.run(command, check=True, capture_output=True, text=True, env=variables)  # noqa: S603 - our own
    return ran.stdout


def status() -> None:
    """Draw what ``wsoa status`` prints."""
    console = Console(record=True, width=WIDTH, file=StringIO(), force_terminal=True)
    console.print(
        Text.from_ansi(wsoa("status", "cumbria", "--as-of", DAY, "--limit", "2", "--color", "always"))
    )
    picture = console.export_svg(title=f"wsoa status cumbria --as-of {DAY} --limit 2")
    # a picture fetches nothing: whoever looks at it has a typewriter face of their own
    plain = re.sub(r"@font-face \{.*?\}\s*|<!--.*?-->", "", picture, flags=re.DOTALL)
    plain = plain.replace("Fira Code, ", "")
    (PICTURES / "status.svg").write_text(plain, "utf-8")


def site() -> None:
    """Photograph the front page of Cumbria."""
    program = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as started:
        wsoa("render", "--site", folder, "--as-of", DAY)
        browser = started.chromium.launch(executable_path=program, args=["--no-sandbox", "--disable-gpu"])
        page = browser.new_page(viewport={"width": 1100, "height": 760})
        page.goto((Path(folder) / "cumbria" / "index.html").as_uri())
        page.screenshot(path=PICTURES / "site.png")
        browser.close()


def main() -> None:
    """Make both."""
    PICTURES.mkdir(exist_ok=True)
    status()
    site()


if __name__ == "__main__":
    main()
