"""The pages that only a site has: the same guarantees as the statement."""

from __future__ import annotations

import re
from base64 import b64encode
from hashlib import sha256
from itertools import pairwise
from pathlib import Path

import pytest

from tests.render import test_valid_html as valid
from tests.render.hostile import HARMLESS, PAYLOAD, poisoned_plan
from tests.render.pages import Page
from tests.render.small import load_plan
from tests.reports.test_site import material_of
from wsoa.files.load import LoadedPlan
from wsoa.render.html.page import page_html
from wsoa.render.html.style import PageStyle, Way
from wsoa.render.templates import TemplateFaultError
from wsoa.reports.site.site import site, ways_from

checker = valid.checker

SMALL = [
    "index.html",
    "w/index.html",
    "w/actions/1.1.1.html",
    "w/actions/1.2.1.html",
    "w/kpis/K1.html",
    "w/kpis/K2.html",
    "w/commitments.html",
    "w/statement.html",
    "w/statement/WG1.html",
    "w/leads.html",
    "w/leads/send-lead.html",
    "w/workstreams/WG1.html",
    "w/standings/off-track.html",
]


PLAIN = PageStyle()


def drawn(loaded: LoadedPlan, number: int = 1, style: PageStyle = PLAIN) -> dict[str, str]:
    """Render every page of a site of one plan, once or as if it were several areas."""
    context = material_of(loaded)
    whole = site({"w" * n: context for n in range(1, number + 1)}, context.as_of)
    pages = {}
    for page in whole.pages:
        ways = tuple(Way(way.text, way.url, here) for way, here in ways_from(page))
        pages[page.address] = page_html(page.make(), style._replace(ways=ways, feed="changes.atom"))
    return pages


@pytest.fixture(scope="module")
def pages() -> dict[str, str]:
    """Every page of a site of the small plan, twice over."""
    return drawn(load_plan(), 2)


def test_every_page_is_whole_and_every_id_its_own(pages: dict[str, str]) -> None:
    for address, source in pages.items():
        page = Page(source)
        assert (address, page.unclosed, page.stray, page.repeated_ids) == (address, [], [], [])


def test_no_page_has_a_script_or_fetches_anything(pages: dict[str, str]) -> None:
    for address, source in pages.items():
        page = Page(source)
        assert not {"script", "img", "iframe", "object", "form"} & set(page.elements), address
        assert page.values("src") == []
        assert page.values("style") == []
        assert page.elements.count("link") == 1
        found = re.search(r"<style>(.*?)</style>", source, re.DOTALL)
        assert found is not None
        digest = b64encode(sha256(found[1].encode()).digest()).decode()
        assert f"style-src 'sha256-{digest}'" in next(v for v in page.values("content") if "default-src" in v)


def test_only_tables_of_commitments_carry_a_script_and_the_policy_knows_it_by_its_hash(
    pages: dict[str, str],
) -> None:
    scripted = drawn(load_plan(), 2, PageStyle(script=True))
    assert scripted.keys() == pages.keys()
    lists = {
        "w/commitments.html",
        "w/leads/send-lead.html",
        "w/standings/off-track.html",
        "w/workstreams/WG1.html",
    }
    for address, source in scripted.items():
        found = re.findall(r"<script>(.*?)</script>", source, re.DOTALL)
        assert len(found) == Page(source).elements.count("script") == (1 if 'class="list"' in source else 0)
        if not found:
            assert source == pages[address]
            continue
        digest = b64encode(sha256(found[0].encode()).digest()).decode()
        policy = next(v for v in Page(source).values("content") if "default-src" in v)
        assert f"default-src 'none'; script-src 'sha256-{digest}'; style-src" in policy
        without = source.replace(f"<script>{found[0]}</script>\n", "")
        assert without.replace(f" script-src 'sha256-{digest}';", "") == pages[address]
    assert {address for address, source in scripted.items() if "<script>" in source} >= lists


def test_own_templates_keep_our_script_and_still_may_hold_none_of_their_own(tmp_path: Path) -> None:
    style = PageStyle(templates=tmp_path, script=True)
    (tmp_path / "list.js").write_text("theirs()", "utf-8")
    page = drawn(load_plan(), style=style)["w/commitments.html"]
    assert "theirs()" not in page
    assert page.count("<script>") == 1
    (tmp_path / "list.html").write_text("<html><body><script>theirs()</script></body></html>", "utf-8")
    with pytest.raises(TemplateFaultError, match="it holds a <script> element"):
        drawn(load_plan(), style=style)


def test_headings_go_down_one_level_at_a_time_and_no_cell_is_empty(pages: dict[str, str]) -> None:
    for address, source in pages.items():
        levels = [int(one[1]) for one in Page(source).elements if re.fullmatch("h[1-6]", one)]
        assert (address, levels[0], levels.count(1)) == (address, 1, 1)
        assert all(after - before <= 1 for before, after in pairwise(levels)), address
        assert re.findall(r"<t[dh][^>]*>\s*</t[dh]>", source) == []


def test_the_way_to_the_page_itself_is_marked(pages: dict[str, str]) -> None:
    assert pages["index.html"].count('aria-current="page"') == 1
    assert pages["w/actions/1.1.1.html"].count('aria-current="page"') == 0


def test_only_a_page_of_a_site_carries_the_style_of_its_ways() -> None:
    view = site({"w": material_of(load_plan())}, material_of(load_plan()).as_of).pages[-1].make()
    assert ".ways" not in page_html(view)


def test_markup_in_a_plan_is_shown_and_does_nothing_on_any_page() -> None:
    hostile, harmless = drawn(poisoned_plan(PAYLOAD), 2), drawn(poisoned_plan(HARMLESS), 2)
    assert hostile.keys() == harmless.keys()
    for address in SMALL:
        bad, good = Page(hostile[address]), Page(harmless[address])
        assert sorted(bad.elements) == sorted(good.elements), address
        assert {(t, n) for t, n, _ in bad.attributes} == {(t, n) for t, n, _ in good.attributes}
        assert "<script>alert(1)</script>" in bad.text, address
        assert "{{ 7*7 }}" in bad.text
        assert bad.unclosed == []


@pytest.mark.parametrize("address", ["javascript:go()", "data:text/html,x", "//evil.example", "../up"])
def test_an_address_in_a_plan_never_becomes_a_link(address: str) -> None:
    for name, source in drawn(poisoned_plan(address)).items():
        if name in SMALL:
            assert address not in Page(source).values("href"), name


def test_every_page_is_valid_html(checker: list[str], tmp_path: Path, pages: dict[str, str]) -> None:
    hostile = drawn(poisoned_plan(PAYLOAD), 2)
    for n, source in enumerate([*pages.values(), *(hostile[address] for address in SMALL)]):
        (tmp_path / f"{n}.html").write_text(source, "utf-8")
    assert valid.errors(checker, tmp_path) == []
