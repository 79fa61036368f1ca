"""What a browser sees: published pages with a bar around them, and what is wrong where a plan is broken."""

from __future__ import annotations

import re
from base64 import b64encode
from hashlib import sha256
from pathlib import Path
from shutil import rmtree

import pytest

from tests.history.repositories import commit
from tests.serve.conftest import HEAD, TIMELY, Served


def test_the_site_stands_at_the_addresses_it_is_published_at(served: Served) -> None:
    for address in (
        "/",
        "/anyshire/",
        "/anyshire/index.html",
        "/anyshire/statement.html",
        "/anyshire/actions/1.1.2.html",
        "/anyshire/kpis/K1.html",
        "/anyshire/calendar.ics",
        "/anyshire/data/datapackage.json",
        "/anyshire/changes.atom",
    ):
        assert served.get(address).status == 200, address
    assert served.get("/anyshire").headers["location"] == "/anyshire/index.html"
    assert served.get("/anyshire/calendar.ics").headers["content-type"].startswith("text/calendar")


def test_every_link_of_the_pages_that_people_work_on_leads_somewhere(served: Served) -> None:
    known: dict[str, int] = {}
    served.timely.write_text(TIMELY.replace("Hire two", "Hire three"), "utf-8")
    for address in (
        "/",
        "/-/changes",
        "/-/mine/anyshire",
        "/-/findings/anyshire",
        "/-/mine/anyshire/head-of-send",
    ):
        page = served.get(address)
        assert page.status == 200, address
        for link in page.links:
            if link.startswith("/"):
                target = link.partition("#")[0]
                known[target] = known.get(target) or served.get(target).status
    assert {link: status for link, status in known.items() if status not in {200, 307}} == {}
    assert len(known) > 8


def test_an_address_that_leads_nowhere_says_so(served: Served) -> None:
    for address in ("/nix.html", "/anyshire/nix.html", "/nowhere/index.html", "/anyshire/../../plan.yaml"):
        page = served.get(address)
        assert page.status == 404
        assert "no such page" in page.words


def test_a_page_is_the_published_one_and_nothing_of_it_is_changed(served: Served) -> None:
    from wsoa.publish.site import site_page  # noqa: PLC0415

    now = served.workspace.look()
    page = now.page("anyshire/statement.html")
    assert page is not None
    published = site_page(page, now.day, now.style)
    shown = served.get("/anyshire/statement.html").text
    main = re.compile(r"<main.*</main>", re.DOTALL)
    assert main.findall(shown) == main.findall(published)


def test_the_page_shows_what_was_saved_a_moment_ago(served: Served) -> None:
    assert "Hire two plan writers" in served.get("/anyshire/index.html").words
    served.timely.write_text(TIMELY.replace("Hire two", "Hire three"), "utf-8")
    assert "Hire three plan writers" in served.get("/anyshire/index.html").words


def test_an_open_page_learns_that_it_is_old_by_its_version(served: Served) -> None:
    version = re.compile(r'data-area="anyshire" data-version="([0-9a-f]+)"')
    [before] = version.findall(served.get("/anyshire/index.html").text)
    assert version.findall(served.get("/anyshire/statement.html").text) == [before]
    served.timely.write_text(TIMELY.replace("Hire two", "Hire three"), "utf-8")
    [after] = version.findall(served.get("/anyshire/index.html").text)
    assert after != before


def test_a_broken_plan_shows_its_findings_with_frames_where_the_page_would_be(served: Served) -> None:
    served.get("/anyshire/index.html")
    served.timely.write_text(TIMELY.replace("2026-03-31", "2026-02-31"), "utf-8")
    page = served.get("/anyshire/index.html")
    assert page.status == 503
    assert "cannot be read as it stands" in page.words
    assert "plans/anyshire/workstreams/1-timely.yaml:14:14: error WSOA201, about 1.1.1" in page.words
    assert "14 │ due: 2026-02-31" in page.words
    assert "^^^^^^^^^^" in page.words
    assert "/-/last/anyshire/index.html" in page.links


def test_the_last_good_page_stays_a_click_away_and_says_what_it_is(served: Served) -> None:
    served.timely.write_text(TIMELY.replace("Hire two", "Hire three"), "utf-8")
    served.get("/anyshire/index.html")
    served.timely.write_text(TIMELY.replace("2026-03-31", "2026-02-31"), "utf-8")
    page = served.get("/-/last/anyshire/index.html")
    assert page.status == 200
    assert "This page is of the last version that could be read." in page.words
    assert "Hire three plan writers" in page.words
    served.timely.write_text(TIMELY, "utf-8")
    assert served.get("/anyshire/index.html").status == 200


def test_where_the_server_starts_on_a_broken_plan_the_last_commit_is_the_last_good_version(
    repository: Path,
) -> None:
    broken = Served(repository)
    broken.timely.write_text(TIMELY.replace("2026-03-31", "2026-02-31"), "utf-8")
    assert broken.get("/anyshire/index.html").status == 503
    assert "Hire two plan writers" in broken.get("/-/last/anyshire/index.html").words


def test_a_broken_plan_takes_no_other_with_it(served: Served) -> None:
    commit(
        served.repository, {"plans/westshire/plan.yaml": HEAD.replace("Anyshire", "Westshire")}, "2026-06-01"
    )
    served.timely.write_text("ref: [", "utf-8")
    front = served.get("/")
    assert front.status == 200
    assert "Westshire" in front.words
    assert "The plan anyshire cannot be read as it stands" in front.words
    assert served.get("/westshire/index.html").status == 200


def test_where_no_plan_can_be_read_the_front_says_what_is_wrong(served: Served) -> None:
    served.timely.write_text("ref: [", "utf-8")
    front = served.get("/")
    assert front.status == 503
    assert "WSOA001" in front.words


def test_a_folder_that_lost_its_plans_says_so(served: Served) -> None:
    rmtree(served.file(""))
    page = served.get("/")
    assert page.status == 503
    assert "There is no plan in" in page.words


def test_what_is_not_committed_is_always_in_sight_with_the_command(served: Served) -> None:
    assert "Everything is committed" in served.get("/anyshire/index.html").words
    served.timely.write_text(
        TIMELY.replace("2026-03-31", "2026-05-31").replace("Two of five", "Three of five"), "utf-8"
    )
    for address in ("/", "/anyshire/statement.html", "/-/mine/anyshire", "/-/report/anyshire?ref=1.1.2"):
        assert "2 changes not committed" in served.get(address).words, address
    page = served.get("/-/changes")
    assert "1.1.1 Hire two plan writers: 31 March 2026 → 31 May 2026" in page.words
    folder = served.file("").relative_to(served.repository).as_posix()
    assert f"git add -- {served.repository.as_posix()}/{folder}" in page.words
    commit(served.repository, {}, "2026-06-30")
    assert "Everything is committed" in served.get("/anyshire/index.html").words


def test_a_change_of_comments_alone_is_not_hidden(served: Served) -> None:
    served.timely.write_text(TIMELY.replace("agreed in January", "agreed in February"), "utf-8")
    assert "1 file changed and not committed" in served.get("/").words
    assert "only its layout or comments changed" in served.get("/-/changes").words


def test_without_git_it_says_that_changes_are_not_tracked(tmp_path: Path) -> None:
    from tests.serve.conftest import FILES  # noqa: PLC0415

    for name, text in FILES.items():
        file = tmp_path / "bare" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8")
    bare = Served(tmp_path / "bare")
    assert "Changes are not tracked" in bare.get("/anyshire/index.html").words
    assert "is not in a git repository" in bare.get("/-/changes").words


def test_my_items_are_those_of_the_role_overdue_first(served: Served) -> None:
    page = served.get("/-/mine/anyshire/head-of-send")
    order = [
        page.words.index(title) for title in ("Hire two", "Write the letters", "Agree a target", "Send them")
    ]
    assert order == sorted(order)
    assert "1 overdue, 1 due soon, 2 due later." in page.words
    assert "Plans finished in twenty weeks K1" not in page.words
    assert served.get("/-/mine/anyshire/nobody-of-note").status == 404


def test_a_round_leads_from_one_form_to_the_next_and_back_to_the_list(served: Served) -> None:
    first = served.get("/-/report/anyshire?ref=1.1.1&role=head-of-send")
    assert "1 of 4 for Head of SEND, Anyshire Council" in first.words
    assert "When do you now expect to finish?" in first.words
    assert first.boxes["by"] == "head-of-send"
    looked = served.send(first.hidden, happened="Both are hired", finished="12 June 2026")
    onward = served.send(looked.hidden, "write").headers["location"]
    assert onward == "/-/report/anyshire?ref=1.1.3%231&role=head-of-send&after=1.1.1"
    following = served.get(onward)
    assert "Written. 1.1.1 Hire two plan writers" in following.words
    assert "Write the letters" in following.words


def test_the_day_may_turn_while_the_server_runs(served: Served) -> None:
    assert "30 June 2026" in served.get("/anyshire/index.html").words
    served.day = served.day.replace(month=7, day=1)
    assert "As at 1 July 2026" in served.get("/anyshire/index.html").words


@pytest.mark.parametrize(
    ("address", "scripts"),
    [
        ("/", 1),
        ("/anyshire/actions/1.1.1.html", 1),
        ("/-/report/anyshire?ref=1.1.1", 1),
        ("/anyshire/commitments.html", 2),
    ],
)
def test_the_policy_knows_every_style_and_every_script_by_its_hash(
    served: Served, address: str, scripts: int
) -> None:
    page = served.get(address)
    policy = page.headers["content-security-policy"]
    assert "unsafe" not in policy
    assert 'http-equiv="Content-Security-Policy"' not in page.text
    for tag, rule in (("style", "style-src"), ("script", "script-src")):
        found = re.findall(rf"<{tag}[^>]*>(.*?)</{tag}>", page.text, re.DOTALL)
        assert found
        for text in found:
            mark = b64encode(sha256(text.encode()).digest()).decode()
            assert f"'sha256-{mark}'" in policy.split(rule)[1].split(";")[0]
        marks = policy.split(rule)[1].split(";")[0].split()
        assert len(marks) == len(set(found))
    assert len(re.findall("<script", page.text)) == scripts


def test_a_table_of_commitments_carries_the_filter_that_the_published_one_has(served: Served) -> None:
    from wsoa.publish.site import site_page  # noqa: PLC0415

    now = served.workspace.look()
    for address in ("anyshire/commitments.html", "anyshire/leads/head-of-send.html"):
        page = now.page(address)
        assert page is not None
        published = site_page(page, now.day, now.style)
        script = re.search(r"<script>.*?</script>", published, re.DOTALL)
        assert script is not None
        shown = served.get(f"/{address}").text
        assert script[0] in shown
        assert page.address in shown  # its seal names it, as that of the published page does
        (seal,) = re.findall(r'<meta name="wsoa"[^>]*>', published)
        assert seal in shown


def test_settings_that_cannot_be_used_are_said_on_a_page_that_waits_for_them(served: Served) -> None:
    settings = served.repository / "wsoa.toml"
    settings.write_text("colour = 1", "utf-8")
    page = served.get("/anyshire/index.html")
    assert page.status == 503
    assert "colour, which means nothing" in page.words
    assert "EventSource" in page.text
    settings.unlink()
    assert served.get("/anyshire/index.html").status == 200


def test_a_template_of_ones_own_that_breaks_is_said_on_a_page(served: Served) -> None:
    (served.repository / "own").mkdir()
    (served.repository / "own" / "item.html").write_text("{{ nothing_of_the_kind }}", "utf-8")
    (served.repository / "wsoa.toml").write_text('templates = "own"', "utf-8")
    page = served.get("/anyshire/actions/1.1.1.html")
    assert page.status == 500
    assert "cannot be rendered" in page.words
    assert "EventSource" in page.text
    version = re.compile('data-version="([0-9a-f]+)"')
    (served.repository / "own" / "item.html").unlink()
    assert version.findall(served.get("/").text) != version.findall(page.text)
    assert served.get("/anyshire/actions/1.1.1.html").status == 200


def test_what_the_checks_say_takes_in_the_history_with_what_is_not_committed(served: Served) -> None:
    before = served.get("/-/findings/anyshire")
    assert before.status == 200
    assert "WSOA504" in before.words
    assert "WSOA521" not in before.words
    served.timely.write_text(TIMELY.replace("2026-09-30", "2026-12-31"), "utf-8")
    assert "WSOA521" in served.get("/-/findings/anyshire").words
