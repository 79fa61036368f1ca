"""What is written can be read back as the same value, by both parsers, and nobody can misread it."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wsoa.files.editing.emit import Layout, Quoted, Value, entry, in_flow, is_plain, scalar
from wsoa.files.parse import parse
from wsoa.plan.date_field import read_when
from wsoa.plan.dates import parse as parse_date

AWKWARD = (
    "", " ", "~", "null", "yes", "No", "y", "true", "1.10", "010", "1_000", "12:30", "1e3", "0x1F", ".inf",
    "-1", "a: b", "a #b", "a#b", "# c", "- x", "-", "?", "? x", "x:", ": x", "[x]", "{x}", "a, b", "a]",
    "*a", "&a", "!a", "|", ">", "> 80%", "%50", "@head", "`x`", "'x'", '"x"', "it's", 'say "so"',
    'both \' and "', "back\\slash", " lead", "trail ", "two\nlines", "two\n\nlines", "\nfirst", "last\n",
    "a\n b", " a\nb", "a \nb", "tab\tin", "cr\rin", "---", "...", "--- a", "<<", "=",
    "http://x.org/a?b=c&d=1#e", "a,b", "a:,b", "a?b", "£1.2m", "58%", "“quoted”", "Ŵyn – tŷ", "😀 done",
    "\xa0x", "x\xa0", "\x85", "\u2028", "\ufeff", "\u202e", "\x00", "#", "2019-10-31", "2019-10", "2019",
    "2019-Q4", "2019/20 summer term", "ongoing", "6 months", "x" * 400,
)  # fmt: skip
TEXTS = st.sampled_from(AWKWARD) | st.text(
    st.characters(exclude_categories=["Cs"]) | st.sampled_from("\n :#-'\"{}[],&*?|>%@`\\"), max_size=30
)
KEYS = st.sampled_from(("title", "ref", "note", "every", "1.1", "2019/20 summer term", "a: b", "yes"))
VALUES: st.SearchStrategy[Value] = st.recursive(
    TEXTS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, min_size=1, max_size=3),
    max_leaves=8,
)
LAYOUTS = st.sampled_from((Layout(), Layout(4, 4, 2), Layout(2, 0, 2), Layout(3, 1, 4)))


def read(text: str, *, pure: bool) -> object:
    root, _ = parse(text, "x.yaml", pure=pure)
    assert root is not None, text
    return root


@given(VALUES, LAYOUTS, st.booleans())
def test_a_value_in_block_style_reads_back_the_same(value: Value, layout: Layout, pure: bool) -> None:  # noqa: FBT001
    text = f"before: x\n{entry('key', value, 0, layout)}\nafter: y\n"
    assert read(text, pure=pure) == {"before": "x", "key": value, "after": "y"}


@given(VALUES, st.booleans())
def test_a_value_in_brackets_reads_back_the_same(value: Value, pure: bool) -> None:  # noqa: FBT001
    text = f"top: {{before: x, key: {in_flow(value)}, after: [{in_flow(value)}, y]}}\n"
    assert read(text, pure=pure) == {"top": {"before": "x", "key": value, "after": [value, "y"]}}


@given(TEXTS, st.sampled_from(("'", '"')), st.booleans())
def test_a_value_in_the_quotes_it_had_reads_back_the_same(text: str, quote: str, pure: bool) -> None:  # noqa: FBT001
    written = scalar(text, quote=quote)
    assert written[0] in "'\""
    assert read(f"key: {written}\n", pure=pure) == {"key": text}


@given(TEXTS)
def test_only_a_text_with_line_breaks_takes_more_than_one_line(text: str) -> None:
    lines = entry("key", text, 0, Layout()).split("\n")
    assert len(lines) == 1 or "\n" in text


@pytest.mark.parametrize(
    "text", ["1.10", "yes", "null", "12:30", "010", "1e3", "true", "", " x", "a: b", "a #b"]
)
def test_text_that_another_program_would_misread_is_quoted(text: str) -> None:
    assert not is_plain(text)
    assert scalar(text)[0] in "'\""


@pytest.mark.parametrize(
    "text", ["Two of five clusters agree", "2019-10-31", "2020-01/2020-07", "2020-02/.."]
)
def test_ordinary_words_and_dates_stand_as_they_are(text: str) -> None:
    assert scalar(text) == text


def test_refs_are_quoted_wherever_they_stand() -> None:
    value: Value = {"ref": "A1", "depends_on": ["1.10", "WG1"], "title": "Hire"}
    assert in_flow(value) == '{ref: "A1", depends_on: ["1.10", "WG1"], title: Hire}'
    assert scalar(Quoted("plain")) == '"plain"'


def test_figures_and_dates_stay_plain() -> None:
    day = parse_date("2019")
    value: Value = {"value": Decimal("58.0"), "page": 3, "public": False, "date": date(2026, 1, 5), "by": day}
    assert in_flow(value) == "{value: 58.0, page: 3, public: false, date: 2026-01-05, by: 2019}"


def test_a_recurring_date_is_written_as_its_group() -> None:
    when = read_when({"every": "quarter", "from": "2020-04"})
    assert entry("due", when, 0, Layout()) == "due: {every: quarter, from: 2020-04}"


def test_half_a_character_is_refused() -> None:
    with pytest.raises(ValueError, match="surrogates"):
        scalar("\ud800")
