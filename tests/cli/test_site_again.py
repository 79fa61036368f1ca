"""``wsoa render --site`` once more: what is made again, what is not, and that no page is ever stale."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import SMALL, Command
from tests.history.repositories import fingerprint, with_versions
from wsoa.publish.site_files import MANIFEST
from wsoa.publish.sources import gather
from wsoa.render.html.page import page_html
from wsoa.render.html.style import PageStyle
from wsoa.reports.context import PageView, ReportContext
from wsoa.reports.site.area_folder import AreaFolder, area_folder


@pytest.fixture
def two(tmp_path: Path) -> Path:
    """Two small plans."""
    for name in ("anyshire", "noshire"):
        folder = tmp_path / "plans" / name
        folder.mkdir(parents=True)
        (folder / "plan.yaml").write_text(SMALL.replace("Anyshire", name.capitalize()), "utf-8")
    return tmp_path / "plans"


def files(site: Path) -> dict[str, bytes]:
    """Every file of a site but the list of them."""
    found = {one.relative_to(site).as_posix(): one.read_bytes() for one in site.rglob("*") if one.is_file()}
    found.pop(MANIFEST)
    return found


def render(wsoa: Command, plans: Path, site: Path, *words: str, code: int = 0, **variables: str) -> str:
    jobs = () if "--jobs" in words else ("--jobs", "1")
    ran = wsoa("render", "--site", str(site), "--plans", str(plans), *jobs, *words, **variables)
    assert ran.code == code, ran.err
    return ran.err


def pages_made(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return a list that fills with the address of each page that is made."""
    made: list[str] = []

    def noted(view: PageView, page_style: PageStyle) -> str:
        made.append(type(view).__name__)
        return page_html(view, page_style)

    monkeypatch.setattr("wsoa.publish.site.page_html", noted)
    return made


def test_where_nothing_changed_no_page_is_made_and_the_same_is_told(
    wsoa: Command, two: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    site = tmp_path / "site"
    first = render(wsoa, two, site)
    before = files(site)
    made = pages_made(monkeypatch)
    again = render(wsoa, two, site)
    assert made == []
    assert files(site) == before
    assert [line for line in again.splitlines() if "history" in line] == [
        line for line in first.splitlines() if "history" in line
    ]
    assert f"0 files written, {len(before)} unchanged, 0 removed" in again


def edited(plans: Path, _site: Path) -> None:
    plan = plans / "noshire" / "plan.yaml"
    plan.write_text(plan.read_text("utf-8").replace("Hire two plan writers", "Hire three writers"), "utf-8")


def gone(plans: Path, _site: Path) -> None:
    (plans / "noshire" / "plan.yaml").unlink()
    (plans / "noshire").rmdir()


def come(plans: Path, _site: Path) -> None:
    (plans / "eastshire").mkdir()
    (plans / "eastshire" / "plan.yaml").write_text(SMALL.replace("Anyshire", "Eastshire"), "utf-8")


def split(plans: Path, _site: Path) -> None:
    head, _, rest = SMALL.partition("workstreams:\n")
    (plans / "noshire" / "workstreams").mkdir()
    (plans / "noshire" / "plan.yaml").write_text(head.replace("Anyshire", "Noshire"), "utf-8")
    part = rest.replace("  - ref: A", "    ref: A", 1).replace("Timely", "Very timely")
    (plans / "noshire" / "workstreams" / "1.yaml").write_text(
        "".join(line[4:] if line.strip() else line for line in part.splitlines(keepends=True)), "utf-8"
    )


def themed(plans: Path, _site: Path) -> None:
    (plans.parent / "wsoa.toml").write_text('[theme]\ncolour = "#0b5f3c"\n', "utf-8")


def page_lost(_plans: Path, site: Path) -> None:
    (site / "noshire" / "actions" / "1.1.1.html").unlink()


def front_lost(_plans: Path, site: Path) -> None:
    (site / "index.html").unlink()


@pytest.mark.parametrize("change", [edited, gone, come, split, page_lost, front_lost])
def test_whatever_changes_the_site_is_what_it_would_be_made_from_nothing(
    wsoa: Command, two: Path, tmp_path: Path, change: Callable[[Path, Path], None]
) -> None:
    render(wsoa, two, tmp_path / "site")
    before = files(tmp_path / "site")
    change(two, tmp_path / "site")
    render(wsoa, two, tmp_path / "site")
    render(wsoa, two, tmp_path / "fresh")
    now = files(tmp_path / "site")
    assert now == files(tmp_path / "fresh")
    assert (now == before) == (change in {page_lost, front_lost})


def test_every_page_is_made_again_where_anything_else_is_asked_for(
    wsoa: Command, two: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    site, made = tmp_path / "site", pages_made(monkeypatch)
    render(wsoa, two, site)
    whole = len(made)
    for words in (
        ("--as-of", "2026-07-01"), ("--audience", "board"), ("--suppress-below", "5"),
        ("--from", "2026-01-01"), ("--charts", "none"), ("--commit", "abc1234"),
    ):  # fmt: skip
        made.clear()
        render(wsoa, two, site, *words)
        assert len(made) == whole, words
    render(wsoa, two, site)
    themed(two, site)
    made.clear()
    render(wsoa, two, site)
    assert len(made) == whole
    monkeypatch.setattr("wsoa.publish.inputs.installation", lambda: "another")
    made.clear()
    render(wsoa, two, site)
    assert len(made) == whole
    made.clear()
    render(wsoa, two, site, "anyshire")
    assert "IndexView" in made
    assert not (site / "noshire").exists()


def test_only_the_area_that_changed_is_made_again_and_the_front(
    wsoa: Command, two: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = pages_made(monkeypatch)
    render(wsoa, two, tmp_path / "site")
    whole = len(made)
    made.clear()
    edited(two, tmp_path)
    render(wsoa, two, tmp_path / "site")
    assert len(made) == (whole - 1) // 2 + 1


def test_a_template_of_ones_own_that_changed_is_seen(wsoa: Command, two: Path, tmp_path: Path) -> None:
    own = tmp_path / "own"
    own.mkdir()
    (own / "statement.html").write_text("<!doctype html><title>One</title><h1>One</h1>", "utf-8")
    render(wsoa, two, tmp_path / "site", "--template-dir", str(own))
    (own / "statement.html").write_text("<!doctype html><title>Two</title><h1>Two</h1>", "utf-8")
    render(wsoa, two, tmp_path / "site", "--template-dir", str(own))
    assert b"<h1>Two" in files(tmp_path / "site")["noshire/statement.html"]


def test_a_commit_is_seen_though_no_file_of_the_plan_changed(wsoa: Command, tmp_path: Path) -> None:
    plan = with_versions(tmp_path / "repository", [("2026-01-10", SMALL)])
    plan.joinpath("plan.yaml").write_text(SMALL.replace("2026-03-31", "2026-06-15"), "utf-8")
    render(wsoa, plan.parent, tmp_path / "site")
    assert b"commit not known" in files(tmp_path / "site")["anyshire/statement.html"]
    git = ["git", "-C", str(plan), "-c", "user.name=A", "-c", "user.email=a@example.org"]
    subprocess.run([*git, "commit", "-qam", "Later"], check=True)
    render(wsoa, plan.parent, tmp_path / "site")
    render(wsoa, plan.parent, tmp_path / "fresh")
    assert files(tmp_path / "site") == files(tmp_path / "fresh")
    assert b"commit not known" not in files(tmp_path / "site")["anyshire/statement.html"]


@pytest.mark.parametrize("odd", ["link", "half written"])
def test_where_it_cannot_be_told_pages_are_made(
    wsoa: Command, two: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, odd: str
) -> None:
    if odd == "link":
        (two / "noshire" / "notes.pdf").symlink_to(two / "anyshire" / "plan.yaml")
    else:
        (two / ".wsoa-journal.json").write_text("{}", "utf-8")
    render(wsoa, two, tmp_path / "site")
    made = pages_made(monkeypatch)
    render(wsoa, two, tmp_path / "site")
    assert made


def test_an_area_with_a_page_changed_by_hand_is_told_each_time(
    wsoa: Command, two: Path, tmp_path: Path
) -> None:
    site = tmp_path / "site"
    render(wsoa, two, site)
    (site / "noshire" / "summary.html").write_text("ours", "utf-8")
    for _ in range(3):
        assert "noshire/summary.html" in render(wsoa, two, site)
        assert (site / "noshire" / "summary.html").read_text("utf-8") == "ours"
    (site / "noshire" / "summary.html").unlink()
    render(wsoa, two, site)
    assert b"Noshire" in files(site)["noshire/summary.html"]


def test_a_plan_that_broke_and_is_mended_has_its_pages_made_again(
    wsoa: Command, two: Path, tmp_path: Path
) -> None:
    site, plan = tmp_path / "site", two / "noshire" / "plan.yaml"
    render(wsoa, two, site)
    before, text = files(site), plan.read_text("utf-8")
    plan.write_text("area: [", "utf-8")
    render(wsoa, two, site, code=1)
    assert b"could not be read" in files(site)["index.html"]
    plan.write_text(text, "utf-8")
    render(wsoa, two, site)
    assert files(site) == before


def test_a_site_is_the_same_from_any_number_of_processes(wsoa: Command, two: Path, tmp_path: Path) -> None:
    come(two, tmp_path)
    (two / "noshire" / "plan.yaml").write_text("area: [", "utf-8")
    for day in ("2026-06-30", "2026-07-01"):
        told = [
            render(wsoa, two, tmp_path / f"from-{jobs}", "--jobs", jobs, "--as-of", day, code=1)
            for jobs in ("1", "3", "7")
        ]
        assert told[0].replace("from-1", "from-3") == told[1]
        assert told[0].replace("from-1", "from-7") == told[2]
        assert files(tmp_path / "from-1") == files(tmp_path / "from-3") == files(tmp_path / "from-7")


def test_a_process_that_fails_names_its_plan_and_leaves_the_site_whole(
    wsoa: Command, two: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    site = tmp_path / "site"
    render(wsoa, two, site)
    before = fingerprint(site)

    def killed(context: ReportContext) -> AreaFolder:
        if context.loaded.id == "noshire":
            os.kill(os.getpid(), signal.SIGKILL)
        return area_folder(context)

    monkeypatch.setattr("wsoa.publish.site.area_folder", killed)
    told = render(wsoa, two, site, "--jobs", "2", "--as-of", "2026-07-01", code=3)
    assert "worked on noshire was ended by signal 9" in told
    assert fingerprint(site) == before


def test_ctrl_c_leaves_the_old_site_whole_and_nothing_beside_it(
    wsoa: Command, two: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    site = tmp_path / "site"
    render(wsoa, two, site)
    before = fingerprint(site)

    def stopped(*_given: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("wsoa.publish.site.write_site", stopped)
    with suppress(KeyboardInterrupt):
        ran = wsoa("render", "--site", str(site), "--plans", str(two), "--jobs", "2", "--as-of", "2026-07-01")
        assert ran.code
    assert fingerprint(site) == before


def test_a_plan_that_changes_while_two_processes_make_its_pages_gives_no_mixed_site(
    wsoa: Command, plans: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def as_read_there(*given: Any) -> ReportContext:  # noqa: ANN401 - as gather takes it
        context = gather(*given)
        return replace(context, provenance=replace(context.provenance, plan_hash=f"read by {os.getpid()}"))

    monkeypatch.setattr("wsoa.publish.site.gather", as_read_there)
    told = render(wsoa, plans, tmp_path / "site", "--jobs", "2", code=3)
    assert "was changed while its pages were made" in told
    assert not (tmp_path / "site").exists()


KILLED = """
import os, signal, sys
from pathlib import Path
from wsoa.cli.app import run
real, done = Path.replace, []
def counted(self, target):
    if str(target).endswith(".html"):
        done.append(target)
        if len(done) == int(sys.argv[1]):
            os.kill(os.getpid(), signal.SIGKILL)
    return real(self, target)
Path.replace = counted
run(sys.argv[2:], {"WSOA_AS_OF": "2026-07-01"})
"""


def test_a_run_that_is_killed_half_way_is_finished_by_the_next(
    wsoa: Command, two: Path, tmp_path: Path
) -> None:
    site = tmp_path / "site"
    render(wsoa, two, site)
    words = ["render", "--site", str(site), "--plans", str(two), "--jobs", "2"]
    ran = subprocess.run([sys.executable, "-c", KILLED, "20", *words], check=False, capture_output=True)
    assert ran.returncode == -signal.SIGKILL
    render(wsoa, two, site, "--as-of", "2026-07-02")
    render(wsoa, two, tmp_path / "fresh", "--as-of", "2026-07-02")
    assert files(site) == files(tmp_path / "fresh")
    assert not [one for one in site.rglob("*") if one.name.endswith(".tmp")]
