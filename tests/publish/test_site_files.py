"""The folder of a site under two runs at once, and after runs that were killed."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from wsoa.publish.site_files import Made, SiteFolder, Written, draft, opened, put, write_site

FILES = {"index.html": b"one", "area/index.html": b"two", "area/plan.html": b"three"}
KILLED = """
import os, sys
from pathlib import Path
from wsoa.publish.site_files import Made, draft, opened, put, write_site
real, done = Path.replace, []
def counted(self, target):
    if Path(target).suffix == ".html":
        if done:
            os._exit(9)
        done.append(target)
    return real(self, target)
Path.replace = counted
place = opened(Path(sys.argv[1]))
with draft(place) as waiting:
    files = {name: put(place.folder, waiting, name, b"second") for name in sys.argv[2:]}
    write_site(place, waiting, Made(files))
"""


def write(site: SiteFolder, files: Mapping[str, bytes]) -> Written:
    with draft(site) as waiting:
        made = {name: put(site.folder, waiting, name, data) for name, data in files.items()}
        return write_site(site, waiting, Made(made))


def test_of_two_first_runs_the_second_finds_the_site_of_the_first(tmp_path: Path) -> None:
    first = second = opened(tmp_path / "site")
    assert write(first, FILES) == Written(3, 0, 0, ())
    assert write(second, FILES) == Written(0, 3, 0, ())


def test_a_run_that_loses_the_race_for_the_name_goes_on_with_what_is_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = Path.rename
    theirs = tmp_path / "elsewhere" / "site"
    write(opened(theirs), FILES)

    def too_late(self: Path, target: Path) -> Path:
        monkeypatch.undo()
        real(theirs, target)
        return real(self, target)

    place = opened(tmp_path / "site")
    monkeypatch.setattr(Path, "rename", too_late)
    assert write(place, FILES) == Written(0, 3, 0, ())
    assert sorted(one.name for one in tmp_path.iterdir()) == ["elsewhere", "site"]


def test_what_a_killed_first_run_left_beside_the_site_goes(tmp_path: Path) -> None:
    (tmp_path / ".wsoa-abcdefgh.tmp" / "site" / "area").mkdir(parents=True)
    (tmp_path / ".wsoa-somebody.else").mkdir()
    write(opened(tmp_path / "site"), FILES)
    assert sorted(one.name for one in tmp_path.iterdir()) == [".wsoa-somebody.else", "site"]


def test_pages_of_a_killed_run_are_not_taken_for_somebody_elses(tmp_path: Path) -> None:
    site = tmp_path / "site"
    write(opened(site), FILES)
    assert subprocess.run([sys.executable, "-c", KILLED, str(site), *FILES], check=False).returncode == 9
    assert {(site / name).read_bytes() for name in FILES} > {b"second"}
    done = write(opened(site), dict.fromkeys(FILES, b"third"))
    assert done == Written(3, 0, 0, ())
    assert not list(site.rglob("*.tmp"))
