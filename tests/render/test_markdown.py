"""Markdown from the HTML of a page, whatever its template wrote: structure kept, text inert."""

from __future__ import annotations

from itertools import pairwise

import pytest

from tests.render.brief import report_of
from tests.render.forms import said_in_markdown, tokens
from tests.render.small import PLAN, load_plan
from wsoa.render.document.read import blocks_of
from wsoa.render.html.style import PageStyle
from wsoa.render.markdown.page import markdown, page_markdown


def made(html: str) -> str:
    """The Markdown of a piece of HTML."""
    return markdown(blocks_of(html))


def types(text: str) -> list[str]:
    return [one.type for one in tokens(text) if one.block and one.type != "inline"]


def test_each_sentence_of_a_weakness_is_a_line_of_its_own() -> None:
    text = page_markdown(report_of("statement"))
    assert "\n\nNothing is promised by a date.\n\nReleased from monitoring on 1 October 2020." in text


def test_every_heading_stands_apart_from_what_is_above_it() -> None:
    for report in ("statement", "board", "scorecard"):
        lines = page_markdown(report_of(report)).splitlines()
        assert [above for above, line in pairwise(lines) if line.startswith("#") and above] == []


@pytest.mark.parametrize(
    "words",
    ["What people should notice: WG1.", "How it is measured: 2 KPIs.", "### What people should notice"],
)
def test_what_the_page_says_of_impact_and_measures_is_not_left_out(words: str) -> None:
    assert f"\n{words}\n" in page_markdown(report_of("statement"))


def test_a_plan_without_a_review_says_so() -> None:
    before = PLAN[: PLAN.index("reviews:")]
    alone = before + PLAN[PLAN.index("glossary:") :]
    plan = alone.replace(
        'returned: {date: 2019-09-20, reason: More detail was asked for, resubmit_by: 2019-10-08, source: "https://example.org/news"}\n',
        "",
    )
    assert "\nNo review is recorded.\n" in page_markdown(report_of("statement", load_plan(plan)))


def test_the_seal_stands_at_the_end_where_nobody_sees_it() -> None:
    text = page_markdown(report_of("summary"), PageStyle(seal='{"plan":"w"}'))
    assert text.endswith('.\n\n<!-- wsoa {"plan":"w"} -->\n')
    assert text.count("wsoa {") == 1


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<h2><span class='label'>Group 1</span>Voice</h2>", "## Group 1: Voice\n"),
        ("<h1><span class='label'>A: report</span>Plan</h1>", "# A: report – Plan\n"),
        ("<h2>Learn C #</h2>", "## Learn C \\#\n"),
        ("<p>one<p>two", "one\n\ntwo\n"),
        ("<ul><li>one<li>two</ul>", "- one\n- two\n"),
        ("<ul><li>one</ul><ul><li>two</ul>", "- one\n\n* two\n"),
        ("<ul><li>one<ul><li>two</ul></ul>", "- one\n  - two\n"),
        ("<ol><li><p>one</p><p>two</p></ol>", "1. one. two\n"),
        ("<ol><li>one<table><tr><td>two</table></ol>", "1. one\n\n   |  |\n   | --- |\n   | two |\n"),
        ("<p>one<hr>two", "one\n\n***\n\ntwo\n"),
        ("<p>one<br>two</p>", "one\\\ntwo\n"),
        ("<pre>one\n  two</pre>", "one\\\ntwo\n"),
        ("<blockquote><p>one<p>two</blockquote>", "> one\n>\n> two\n"),
        ("<details><summary>More</summary><p>one</p></details>", "**More**\n\none\n"),
        ("<p>1. one</p>", "1\\. one\n"),
        ("<p>- one</p>", "\\- one\n"),
        ("<p># one</p>", "\\# one\n"),
        ("<p>a&nbsp;&lt;b&gt; &amp;amp; c</p>", "a \\<b\\> \\&amp; c\n"),
        ("<p><b>one</b>two</p>", "**one**two\n"),
        ("<p><b>one:</b>two</p>", "**one:** two\n"),
        ("<p>one<b>(two)</b></p>", "one **(two)**\n"),
        ("<p><b> one </b> two</p>", "**one** two\n"),
        ("<p><b>one</b><i>two</i></p>", "**one** *two*\n"),
        ("<p><del><span class='hidden'>was </span>one</del> <ins>two</ins></p>", "was ~~one~~ two\n"),
        ("<p>see <a href='#x'>one</a>, <a href='s.md#y'>two</a></p>", "see one, two\n"),
        ("<p><a href='https://e.org/a>b|c'>one</a></p>", "[one](<https://e.org/a%3Eb%7Cc>)\n"),
        ("<p><a href='javascript:go()'>one</a></p>", "one\n"),
        ("<p>one <span class='screen'>not on paper</span></p>", "one\n"),
        ("<p><img src='x.png' alt='A chart'></p>", "A chart\n"),
        ("<script>one</script><style>two</style>three", "three\n"),
        ("<dl><dt>One<dd>two<dd>three</dl>", "- **One:** two; three\n"),
        (
            "<dl class='figures'><dt>late<dd>3<dt>done<dd>4</dl>",
            "| late | done |\n| ---: | ---: |\n| 3 | 4 |\n",
        ),
        (
            "<table><caption>Say</caption><tr><th>A<th>B<tr><td>x<td>3</table>",
            "Say\n\n| A | B |\n| --- | ---: |\n| x | 3 |\n",
        ),
        ("<table><tr><th>A<th>B<tr><td colspan=2>x|y</table>", "| A | B |\n| --- | --- |\n| x\\|y |  |\n"),
        (
            "<table><tr><th>A<th>B<tr><td rowspan=2>x<td>y<tr><td>z</table>",
            "| A | B |\n| --- | --- |\n| x | y |\n|  | z |\n",
        ),
        ("<table><tr><td>a<table><tr><td>b</table><td>c</table>", "|  |  |\n| --- | --- |\n| a; b | c |\n"),
        ("<table>stray<tr><td>a</table>", "stray\n\n|  |\n| --- |\n| a |\n"),
        ("<ul>stray<li>a</ul>", "- stray\n- a\n"),
        ("<p>a</div></p></td>b", "a\n\nb\n"),
        ("", "\n"),
    ],
)
def test_plain_html_of_any_kind_is_kept(html: str, expected: str) -> None:
    assert made(html) == expected


def test_what_looks_like_markdown_in_a_council_s_own_template_is_text() -> None:
    text = made("<p>*a* _b_ [c](d) `e` ~~f~~ | g</p><p>---</p><p>===</p><p>+ h</p><p>&gt; i</p>")
    assert set(types(text)) == {"paragraph_open", "paragraph_close"}
    assert said_in_markdown(text) == "*a* _b_ [c](d) `e` ~~f~~ | g --- === + h > i"


def test_a_thousand_open_elements_lose_no_text() -> None:
    text = made("".join(f"<b>w{number} <div>" for number in range(1000)))
    said = said_in_markdown(text)
    assert [word for word in (f"w{number}" for number in range(1000)) if word not in said] == []
