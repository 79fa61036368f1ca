"""Plan text in Markdown: shown as it was written, and nothing in it does anything."""

from __future__ import annotations

import pytest

from wsoa.render.markdown.escape import md

J = "\N{WORD JOINER}"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("*bold* _lean_ `code`", r"\*bold\* \_lean\_ \`code\`"),
        ("[words](place) <b> a|b ~c~ &amp; $x$", r"\[words\](place) \<b\> a\|b \~c\~ \&amp; \$x\$"),
        ("back\\slash", r"back\\slash"),
        ("two\nlines\tand more", "two lines and more"),
        ("\x1b[31m", "\N{SYMBOL FOR ESCAPE}\\[31m"),
    ],
)
def test_markup_is_shown_and_not_obeyed(text: str, told: str) -> None:
    assert md(text) == told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("- item", r"\- item"),
        ("+ item", r"\+ item"),
        ("= line", r"\= line"),
        ("# heading", r"\# heading"),
        ("1. first", r"1\. first"),
        ("12) twelfth", r"12\) twelfth"),
        ("1.", r"1\."),
        ("1.5 weeks", "1.5 weeks"),
        ("a - b, 1. c", "a - b, 1. c"),
    ],
)
def test_a_start_of_a_line_is_no_list_and_no_heading(text: str, told: str) -> None:
    assert md(text) == told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("https://example.org", f"https:/{J}/example.org"),
        ("HTTPS://EXAMPLE.ORG", f"HTTPS:/{J}/EXAMPLE.ORG"),
        ("see www.example.org", f"see www{J}.example.org"),
        ("WWW.example.org", f"WWW{J}.example.org"),
        ("awww.example.org", "awww.example.org"),
        ("a@example.org", f"a@{J}example.org"),
        ("@team", f"@{J}team"),
        ("see #12", f"see #{J}12"),
        ("owner/name#12", f"owner/name#{J}12"),
        ("!12 and %34", f"!{J}12 and %{J}34"),
        ("gh-12 and GH-12", f"gh-{J}12 and GH-{J}12"),
        ("high-12", "high-12"),
        ("GH-x", "GH-x"),
        ("at 5% of", "at 5% of"),
        ("Done! Now", "Done! Now"),
        ("a @ b # c", "a @ b # c"),
    ],
)
def test_addresses_names_and_numbers_lead_nowhere(text: str, told: str) -> None:
    assert md(text) == told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (":smile:", f":{J}smile:"),
        ("a:+1:b", f"a:{J}+1:b"),
        (":-1:", f":{J}-1:"),
        (":100:", f":{J}100:"),
        (":slightly_smiling_face:", f":{J}slightly\\_smiling\\_face:"),
        ("12:30:45", "12:30:45"),
        ("Lead: the head", "Lead: the head"),
        ("a: b: c", "a: b: c"),
    ],
)
def test_the_name_of_a_picture_stays_its_name(text: str, told: str) -> None:
    assert md(text) == told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("0123456789abcdef0123456789abcdef01234567", f"0123456789abcdef0123456789abcdef0123456{J}7"),
        ("A1" * 20, f"{'A1' * 19}A{J}1"),
        ("a1" * 32, f"{'a1' * 19}a{J}1{'a1' * 12}"),
        ("a1b2c3d", "a1b2c3d"),
        ("1" * 40, "1" * 39 + J + "1"),
        ("a" * 40, "a" * 39 + J + "a"),
        ("1234567 children", "1234567 children"),
        ("defaced", "defaced"),
        ("a1b2c3", "a1b2c3"),
        ("a1b2c3g", "a1b2c3g"),
        ("31415926535", "31415926535"),
    ],
)
def test_the_hash_of_a_commit_leads_nowhere_and_a_number_stays_whole(text: str, told: str) -> None:
    assert md(text) == told


def test_long_text_is_told_as_quickly_as_short_text() -> None:
    """Each pattern meets what would be worst for it; a slow one would never end."""
    for worst in (":", ":a", "a", "1", "0a", "a:", "www", "GH-", "@", "\\", " 1.", "-", "f1", ":1"):
        assert len(md(worst * 200_000)) >= 200_000
