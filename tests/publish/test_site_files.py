"""The folder of a site under two runs at once, and after runs that were killed."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from wsoa.publish.site_files import Written, opened, write_site

FILES = {"index.html": b"one", "area/index.html": b"two", "area/plan.html": b"three"}
KILLED = """
import os, sys
from pathlib import Path
from wsoa.publish.site_files import opened, write_site
real, done = Path.replace, []
def counted(self, target):
    if Path(target).suffix == ".html":
        if done:
            os._exit(9)
        done.append(target)
    return real(self, target)
Path.replace = counted
folder = Path(sys.argv[1])
write_site(opened(folder), {name: b"second" for name in ("index.html", "area/index.html", "area/plan.html")})
"""


def test_of_two_first_runs_the_second_finds_the_site_of_the_first(tmp_path: Path) -> None:
    first = second = opened(tmp_path / "site")
    assert write_site(first, FILES) == Written(3, 0, 0, ())
    assert write_site(second, FILES) == Written(0, 3, 0, ())


def test_a_run_that_loses_the_race_for_the_name_goes_on_with_what_is_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = Path.rename
    theirs = tmp_path / "elsewhere" / "site"
    write_site(opened(theirs), FILES)

    def too_late(self: Path, target: Path) -> Path:
        monkeypatch.undo()
        real(theirs, target)
        return real(self, target)

    place = opened(tmp_path / "site")
    monkeypatch.setattr(Path, "rename", too_late)
    assert write_site(place, FILES) == Written(0, 3, 0, ())
    assert sorted(one.name for one in tmp_path.iterdir()) == ["elsewhere", "site"]


def test_what_a_killed_first_run_left_beside_the_site_goes(tmp_path: Path) -> None:
    (tmp_path / ".wsoa-abcdefgh.tmp" / "site" / "area").mkdir(parents=True)
    (tmp_path / ".wsoa-somebody.else").mkdir()
    write_site(opened(tmp_path / "site"), FILES)
    assert sorted(one.name for one in tmp_path.iterdir()) == [".wsoa-somebody.else", "site"]


def test_pages_of_a_killed_run_are_not_taken_for_somebody_elses(tmp_path: Path) -> None:
    site = tmp_path / "site"
    write_site(opened(site), FILES)
    assert subprocess.run([sys.executable, "-c", KILLED, str(site)], check=False).returncode == 9
    assert {(site / name).read_bytes() for name in FILES} > {b"second"}
    done = write_site(opened(site), dict.fromkeys(FILES, b"third"))
    assert done == Written(3, 0, 0, ())
    assert not list(site.rglob("*.tmp"))
