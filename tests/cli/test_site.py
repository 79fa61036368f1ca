"""``wsoa render --site``: what stands in the folder, what an earlier run left, and what is never touched."""

from __future__ import annotations

import json
import os
import re
from pathlib import Path
from urllib.parse import unquote

import pytest

from tests.cli.conftest import SMALL, Command, Ran
from tests.history.repositories import fingerprint, with_versions
from tests.render.pages import Page
from tests.render.small import PLAN
from wsoa.publish.site_files import MANIFEST
from wsoa.reports.registry import REPORTS

LONG_AGO = 1_000_000_000


def published(wsoa: Command, plans: Path, folder: Path, *words: str, **variables: str) -> Ran:
    return wsoa("render", "--site", str(folder), "--plans", str(plans), *words, **variables)


def names(folder: Path) -> set[str]:
    return {file.relative_to(folder).as_posix() for file in folder.rglob("*") if file.is_file()}


def second_area(plans: Path, name: str = "westshire") -> Path:
    folder = plans / name
    folder.mkdir()
    (folder / "plan.yaml").write_text(SMALL.replace("Anyshire", "Westshire"), "utf-8")
    return folder


def dead_links(folder: Path) -> list[str]:
    """Every link of a site that leads nowhere, out of the site, or to an anchor that is not there."""
    pages = {file.resolve(): Page(file.read_text("utf-8")) for file in folder.rglob("*.html")}
    dead = []
    for file, page in pages.items():
        for href in page.values("href"):
            if href.startswith(("https://", "http://", "mailto:")):
                continue
            name, _, anchor = href.partition("#")
            target = (file.parent / unquote(name)).resolve() if name else file
            known = target in pages and anchor in pages[target].values("id")
            if not (target.is_relative_to(folder.resolve()) and target.is_file() and (not anchor or known)):
                dead.append(f"{file.relative_to(folder.resolve())}: {href}")
    return dead


def test_a_site_holds_every_report_and_a_page_for_each_action(
    wsoa: Command, plans: Path, tmp_path: Path
) -> None:
    site = tmp_path / "site"
    ran = published(wsoa, plans, site)
    assert (ran.code, ran.out) == (0, "")
    assert {"index.html", MANIFEST, "anyshire/index.html", "anyshire/calendar.ics"} <= names(site)
    assert {f"anyshire/{report}.html" for report in REPORTS} <= names(site)
    assert {"anyshire/actions/1.1.1.html", "anyshire/actions/1.1.2.html"} <= names(site)
    assert {
        "anyshire/commitments.html",
        "anyshire/leads.html",
        "anyshire/leads/head-of-send.html",
        "anyshire/workstreams/A.html",
        "anyshire/standings/off-track.html",
    } <= names(site)
    assert {"anyshire/data/commitments.csv", "anyshire/data/datapackage.json", "anyshire/plan.json"} <= names(
        site
    )
    assert "1 area," in ran.err


@pytest.mark.parametrize("day", ["2020-11-30", "2026-11-22"])
def test_every_link_in_a_site_of_real_plans_leads_somewhere_in_it(
    wsoa: Command, tmp_path: Path, day: str
) -> None:
    site = tmp_path / "site"
    ran = published(wsoa, Path(__file__).parents[2] / "plans", site, "--as-of", day)
    assert ran.code == 0
    assert dead_links(site) == []


def test_a_plan_of_several_workstreams_has_its_statement_in_parts_and_whole(
    wsoa: Command, tmp_path: Path
) -> None:
    folder = with_versions(tmp_path / "repository", [("2020-06-01", PLAN)], name="plans/westshire/plan.yaml")
    site = tmp_path / "site"
    published(wsoa, folder.parent, site, "--as-of", "2020-11-30")
    own = site / "westshire"
    assert dead_links(site) == []
    parts = ("statement/WG1.html", "statement/WG2.html")
    front, whole, first, second = (
        (own / name).read_text("utf-8") for name in ("statement.html", "statement-whole.html", *parts)
    )
    assert 'id="action-1.1.1"' in whole and 'id="action-1.1.1"' in first  # noqa: PT018
    assert not any('id="action-1.1.1"' in page for page in (front, second))
    # what stands in a part stands in the whole to the letter, but for where its links lead
    bare = re.compile(r'href="[^"]*"')
    section = re.compile(r'<section aria-labelledby="workstream-WG1">.*?</section>', re.DOTALL)
    (in_part,), (in_whole,) = (section.findall(bare.sub("href", page)) for page in (first, whole))
    assert in_part == in_whole
    for page in (own / "actions" / "1.1.1.html", own / "workstreams" / "WG1.html"):
        assert 'href="../statement/WG1.html#' in page.read_text("utf-8")
    assert 'href="statement/WG1.html#action-1.1.1"' in (own / "board.html").read_text("utf-8")
    assert 'href="statement/WG1.html#kpi-K1"' in (own / "scorecard.html").read_text("utf-8")
    for name in ("statement.html", "statement-whole.html", *parts):
        ran = wsoa("verify", str(own / name), "--plans", str(folder.parent))
        assert ran.out.startswith("Genuine:"), ran.out


def test_a_plan_of_one_workstream_has_its_statement_on_one_page(
    wsoa: Command, plans: Path, tmp_path: Path
) -> None:
    site = tmp_path / "site"
    published(wsoa, plans, site)
    assert not [name for name in names(site) if "statement/" in name or "statement-whole" in name]
    statement = (site / "anyshire" / "statement.html").read_text("utf-8")
    assert "Full statement</h1>" in statement
    assert 'id="action-1.1.1"' in statement


def test_the_same_plans_on_the_same_day_give_the_same_bytes(
    wsoa: Command, plans: Path, tmp_path: Path
) -> None:
    second_area(plans)
    for name in ("one", "two"):
        assert published(wsoa, plans, tmp_path / name).code == 0
    one, two = tmp_path / "one", tmp_path / "two"
    assert names(one) == names(two)
    assert all((one / name).read_bytes() == (two / name).read_bytes() for name in names(one))
    assert not [n for n in names(one) if str(tmp_path).encode() in (one / n).read_bytes()]


def test_a_second_run_leaves_unchanged_files_as_they_are(wsoa: Command, plans: Path, tmp_path: Path) -> None:
    site = tmp_path / "site"
    published(wsoa, plans, site)
    for name in names(site):
        os.utime(site / name, (LONG_AGO, LONG_AGO))
    ran = published(wsoa, plans, site)
    assert "0 files written" in ran.err
    assert {(site / name).stat().st_mtime for name in names(site)} == {LONG_AGO}


def test_what_is_no_longer_part_of_the_site_is_removed(wsoa: Command, plans: Path, tmp_path: Path) -> None:
    site = tmp_path / "site"
    extra = second_area(plans)
    published(wsoa, plans, site)
    assert "westshire/statement.html" in names(site)
    (extra / "plan.yaml").unlink()
    ran = published(wsoa, plans, site)
    assert "removed" in ran.err
    assert not (site / "westshire").exists()
    assert dead_links(site) == []


def test_a_file_changed_by_hand_is_left_alone_and_named_every_time(
    wsoa: Command, plans: Path, tmp_path: Path
) -> None:
    site = tmp_path / "site"
    published(wsoa, plans, site)
    edited = site / "anyshire" / "summary.html"
    edited.write_text("ours", "utf-8")
    for day in ("2026-07-01", "2026-07-02"):
        ran = published(wsoa, plans, site, "--as-of", day)
        assert edited.read_text("utf-8") == "ours"
        assert "Left as found" in ran.err
        assert "anyshire/summary.html" in ran.err


def test_a_file_that_was_put_there_by_hand_stays(wsoa: Command, plans: Path, tmp_path: Path) -> None:
    site = tmp_path / "site"
    extra = second_area(plans)
    published(wsoa, plans, site)
    (site / "robots.txt").write_text("all", "utf-8")
    (site / "westshire" / "letter.pdf").write_text("letter", "utf-8")
    (site / "westshire" / "summary.html").write_text("edited", "utf-8")
    (extra / "plan.yaml").unlink()
    ran = published(wsoa, plans, site)
    assert "westshire/summary.html" in ran.err
    assert {n for n in names(site) if n.startswith("westshire/")} == {
        "westshire/letter.pdf",
        "westshire/summary.html",
    }
    assert (site / "robots.txt").read_text("utf-8") == "all"


def test_a_link_in_the_place_of_a_page_is_never_written_through(
    wsoa: Command, plans: Path, tmp_path: Path
) -> None:
    site, outside = tmp_path / "site", tmp_path / "outside.html"
    published(wsoa, plans, site)
    page = site / "anyshire" / "summary.html"
    outside.write_bytes(page.read_bytes())
    page.unlink()
    page.symlink_to(outside)
    before = outside.read_bytes()
    published(wsoa, plans, site, "--as-of", "2026-07-01")
    assert outside.read_bytes() == before


def test_a_folder_that_holds_something_else_is_refused(wsoa: Command, plans: Path, tmp_path: Path) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "thesis.txt").write_text("words", "utf-8")
    ran = published(wsoa, plans, tmp_path / "mine")
    assert ran.code == 2
    assert "is not empty and no site that wsoa wrote" in ran.err
    assert names(tmp_path / "mine") == {"thesis.txt"}


def test_a_file_is_no_place_for_a_site(wsoa: Command, plans: Path, tmp_path: Path) -> None:
    (tmp_path / "mine").write_text("words", "utf-8")
    ran = published(wsoa, plans, tmp_path / "mine")
    assert ran.code == 2
    assert "is a file; --site needs a folder" in ran.err


@pytest.mark.parametrize("hidden", [[], [".git", ".nojekyll"]])
def test_a_folder_with_nothing_but_hidden_files_is_filled(
    wsoa: Command, plans: Path, tmp_path: Path, hidden: list[str]
) -> None:
    (tmp_path / "site").mkdir()
    for name in hidden:
        (tmp_path / "site" / name).write_text("", "utf-8")
    assert published(wsoa, plans, tmp_path / "site").code == 0
    assert dead_links(tmp_path / "site") == []
    assert set(hidden) <= names(tmp_path / "site")


@pytest.mark.parametrize(
    "name", ["../thesis.txt", "/etc/hosts", "a/../../thesis.txt", "", "a//b", ".", "a\\b"]
)
def test_a_list_of_files_that_points_outside_is_not_believed(
    wsoa: Command, plans: Path, tmp_path: Path, name: str
) -> None:
    site = tmp_path / "site"
    published(wsoa, plans, site)
    (tmp_path / "thesis.txt").write_text("words", "utf-8")
    held = json.loads((site / MANIFEST).read_text("utf-8"))
    held["files"][name] = "0" * 64
    (site / MANIFEST).write_text(json.dumps(held), "utf-8")
    ran = published(wsoa, plans, site)
    assert ran.code == 2
    assert "cannot be read, so nothing is written there" in ran.err
    assert (tmp_path / "thesis.txt").exists()


def test_a_template_that_fails_leaves_the_old_site_whole(wsoa: Command, plans: Path, tmp_path: Path) -> None:
    site, templates = tmp_path / "site", tmp_path / "templates"
    published(wsoa, plans, site)
    before = fingerprint(site)
    templates.mkdir()
    (templates / "area.html").write_text("{{ nothing.there }}", "utf-8")
    ran = published(wsoa, plans, site, "--template-dir", str(templates), "--as-of", "2026-07-01")
    assert ran.code == 2
    assert "anyshire/index.html cannot be rendered" in ran.err
    assert fingerprint(site) == before


def test_a_disk_that_fails_half_way_leaves_the_old_site_whole(
    wsoa: Command, plans: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    site = tmp_path / "site"
    published(wsoa, plans, site)
    before = fingerprint(site)
    real, calls = Path.replace, iter(range(100))

    def fails(self: Path, target: Path) -> Path:
        if next(calls) == 5:
            raise OSError(28, "No space left on device")
        return real(self, target)

    monkeypatch.setattr(Path, "replace", fails)
    with pytest.raises(OSError, match="the disk is full"):
        published(wsoa, plans, site, "--as-of", "2026-07-01")
    monkeypatch.undo()
    assert fingerprint(site) == before


def test_nothing_is_left_beside_the_site_and_a_web_server_may_read_it(
    wsoa: Command, plans: Path, tmp_path: Path
) -> None:
    mask = os.umask(0o022)
    try:
        published(wsoa, plans, tmp_path / "sites" / "site")
    finally:
        os.umask(mask)
    assert [one.name for one in (tmp_path / "sites").iterdir()] == ["site"]
    site = tmp_path / "sites" / "site"
    assert site.stat().st_mode & 0o777 == 0o755
    assert {(site / name).stat().st_mode & 0o777 for name in names(site)} == {0o644}


def test_a_plan_that_cannot_be_read_does_not_keep_the_others_back(
    wsoa: Command, broken: Path, tmp_path: Path
) -> None:
    site = tmp_path / "site"
    ran = published(wsoa, broken, site)
    assert ran.code == 1
    assert "brokenshire" in ran.err
    assert "anyshire/statement.html" in names(site)
    front = Page((site / "index.html").read_text("utf-8")).text
    assert "The plan brokenshire could not be read when this page was made, so it has no pages here." in front
    assert dead_links(site) == []


def test_the_older_pages_of_a_plan_that_broke_stay(wsoa: Command, plans: Path, tmp_path: Path) -> None:
    site = tmp_path / "site"
    extra = second_area(plans)
    published(wsoa, plans, site)
    before = {n for n in names(site) if n.startswith("westshire/")}
    (extra / "plan.yaml").write_text("area: [", "utf-8")
    for _ in range(2):
        assert published(wsoa, plans, site).code == 1
        assert {n for n in names(site) if n.startswith("westshire/")} == before
    front = (site / "index.html").read_text("utf-8")
    assert '<a href="westshire/index.html">its pages are those of an earlier day</a>' in front
    assert dead_links(site) == []


def test_the_rows_of_the_statement_lead_to_the_page_of_each_action(
    wsoa: Command, plans: Path, tmp_path: Path
) -> None:
    published(wsoa, plans, tmp_path / "site")
    statement = (tmp_path / "site" / "anyshire" / "statement.html").read_text("utf-8")
    assert '<a href="actions/1.1.1.html">1.1.1</a>' in statement


def test_where_no_plan_can_be_read_nothing_is_written(wsoa: Command, tmp_path: Path) -> None:
    (tmp_path / "plans" / "brokenshire").mkdir(parents=True)
    (tmp_path / "plans" / "brokenshire" / "plan.yaml").write_text("area: [", "utf-8")
    ran = published(wsoa, tmp_path / "plans", tmp_path / "site")
    assert ran.code == 1
    assert not (tmp_path / "site").exists()


def test_the_areas_named_are_the_areas_of_the_site(wsoa: Command, plans: Path, tmp_path: Path) -> None:
    second_area(plans)
    published(wsoa, plans, tmp_path / "site", "westshire")
    assert (tmp_path / "site" / "westshire").is_dir()
    assert not (tmp_path / "site" / "anyshire").exists()


def test_a_folder_name_that_is_no_address_becomes_one(wsoa: Command, plans: Path, tmp_path: Path) -> None:
    second_area(plans, "st. elsewhere & co #1")
    second_area(plans, "data")
    site = tmp_path / "site"
    assert published(wsoa, plans, site).code == 0
    assert {one.name for one in site.iterdir() if one.is_dir()} == {"anyshire", "data~2", "st-elsewhere-co-1"}
    assert dead_links(site) == []


def test_with_a_history_there_are_feeds_and_the_story_of_each_action(wsoa: Command, tmp_path: Path) -> None:
    moved = SMALL.replace("due: 2026-03-31", "due: 2026-06-15")
    folder = with_versions(tmp_path / "repository", [("2026-01-10", SMALL), ("2026-04-20", moved)])
    site = tmp_path / "site"
    ran = published(wsoa, folder.parent, site)
    assert ran.code == 0
    assert {"changes.atom", "anyshire/changes.atom"} <= names(site)
    told = Page((site / "anyshire" / "actions" / "1.1.1.html").read_text("utf-8")).text
    assert "Date: 31 March 2026 → 15 June 2026" in told
    assert "no reason recorded" in told
    assert "20 April 2026" in told
    assert dead_links(site) == []


def test_versions_of_a_later_day_are_not_told(wsoa: Command, tmp_path: Path) -> None:
    moved = SMALL.replace("due: 2026-03-31", "due: 2026-06-15")
    folder = with_versions(tmp_path / "repository", [("2026-01-10", SMALL), ("2026-04-20", moved)])
    site = tmp_path / "site"
    published(wsoa, folder.parent, site, "--as-of", "2026-02-01")
    told = Page((site / "anyshire" / "actions" / "1.1.1.html").read_text("utf-8")).text
    assert "20 April 2026" not in told


def test_no_feed_is_promised_where_there_is_no_history(wsoa: Command, plans: Path, tmp_path: Path) -> None:
    site = tmp_path / "site"
    published(wsoa, plans, site)
    assert not [name for name in names(site) if name.endswith(".atom")]
    assert "atom" not in (site / "anyshire" / "index.html").read_text("utf-8")


def test_one_page_and_a_site_are_not_asked_for_at_once(wsoa: Command, plans: Path, tmp_path: Path) -> None:
    ran = published(wsoa, plans, tmp_path / "site", "-o", str(tmp_path / "page.html"))
    assert ran.code == 2
    assert not (tmp_path / "site").exists()


def test_without_a_site_exactly_one_area_is_rendered(wsoa: Command, plans: Path) -> None:
    ran = wsoa("render", "--plans", str(plans))
    assert ran.code == 2
    assert "Name one area to render" in ran.err


def test_a_page_of_a_site_can_be_verified_and_a_changed_one_is_found_out(
    wsoa: Command, tmp_path: Path
) -> None:
    folder = with_versions(tmp_path / "repository", [("2026-01-10", SMALL)])
    site = tmp_path / "site"
    published(wsoa, folder.parent, site)
    for name in (
        "statement.html",
        "board.html",
        "index.html",
        "actions/1.1.1.html",
        "leads/head-of-send.html",
        "leads.html",
        "workstreams/A.html",
        "standings/behind.html",
    ):
        ran = wsoa("verify", str(site / "anyshire" / name), "--plans", str(folder.parent))
        assert (ran.code, ran.out[:8]) == (0, "Genuine:"), ran.out
    page = site / "anyshire" / "actions" / "1.1.1.html"
    page.write_text(page.read_text("utf-8").replace("Unreported", "On track"), "utf-8")
    ran = wsoa("verify", str(page), "--plans", str(folder.parent))
    assert (ran.code, ran.out[:12]) == (1, "Not genuine:")
    assert wsoa("verify", str(site / "index.html"), "--plans", str(folder.parent)).code == 3


def test_a_public_site_names_no_holder_and_no_evidence_that_is_not_public_in_any_file(
    wsoa: Command, tmp_path: Path
) -> None:
    older = PLAN.replace("Ada Example", "Eve Example").replace("Complaints file", "Complaints register")
    folder = with_versions(
        tmp_path / "repository",
        [("2020-01-10", older), ("2020-06-01", PLAN)],
        name="plans/westshire/plan.yaml",
    )
    site = tmp_path / "site"
    assert published(wsoa, folder.parent, site, "--as-of", "2020-11-30").code == 0
    whole = b"".join((site / name).read_bytes() for name in sorted(names(site)))
    assert b"Hire two plan writers" in whole
    for private in (b"Ada Example", b"Eve Example", b"Complaints"):
        assert private not in whole


def test_the_charts_of_a_site_stand_in_its_pages_or_nowhere(
    wsoa: Command, plans: Path, tmp_path: Path
) -> None:
    ran = published(wsoa, plans, tmp_path / "site", "--charts", "file")
    assert ran.code == 2
    assert "stand in its pages" in ran.err
    published(wsoa, plans, tmp_path / "site", "--charts", "none")
    page = (tmp_path / "site" / "anyshire" / "actions" / "1.1.2.html").read_text("utf-8")
    assert "<svg" not in page
    assert 'id="dates-drawn"' in page


def test_only_a_site_of_several_areas_leads_to_all_of_them_and_each_page_is_genuine(
    wsoa: Command, tmp_path: Path
) -> None:
    folder = with_versions(tmp_path / "repository", [("2026-01-10", SMALL)])
    plans = folder.parent
    for name, leads in (("one", False), ("two", True)):
        if leads:
            second_area(plans, "eastshire")
        site = tmp_path / name
        assert published(wsoa, plans, site).code == 0
        pages = [file for file in site.rglob("*.html") if file.parent != site]
        assert {">All areas</a>" in file.read_text("utf-8") for file in pages} == {leads}
        assert dead_links(site) == []
        checked = wsoa("verify", str(site / folder.name / "leads.html"), "--plans", str(plans))
        assert checked.out.startswith("Genuine:"), checked.out


@pytest.mark.parametrize(("words", "scripted"), [((), True), (("--no-script",), False)])
def test_a_script_can_be_left_out_and_the_pages_are_genuine_either_way(
    wsoa: Command, tmp_path: Path, words: tuple[str, ...], *, scripted: bool
) -> None:
    folder = with_versions(tmp_path / "repository", [("2026-01-10", SMALL)])
    site = tmp_path / "site"
    assert published(wsoa, folder.parent, site, *words).code == 0
    page = site / folder.name / "commitments.html"
    assert ("<script>" in page.read_text("utf-8")) is scripted
    assert [file.name for file in site.rglob("*.html") if "<script>" in file.read_text("utf-8")] == (
        [file.name for file in site.rglob("*.html") if '<body class="list">' in file.read_text("utf-8")]
        if scripted
        else []
    )
    for name in ("commitments.html", "statement.html"):
        ran = wsoa("verify", str(site / folder.name / name), "--plans", str(folder.parent))
        assert ran.out.startswith("Genuine:"), ran.out
    page.write_text(page.read_text("utf-8").replace("</body>", "<script>steal()</script></body>"), "utf-8")
    assert wsoa("verify", str(page), "--plans", str(folder.parent)).code == 1


def test_a_page_by_itself_has_no_script_to_leave_out(wsoa: Command, plans: Path) -> None:
    ran = wsoa("render", "anyshire", "--plans", str(plans), "--no-script")
    assert ran.code == 2
    assert "--no-script is for a site" in ran.err
