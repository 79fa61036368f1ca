"""Text that nobody vouches for, made harmless."""

from __future__ import annotations

import pytest

from wsoa.words.text import one_line, visible


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("\x00", "\N{SYMBOL FOR NULL}"),
        ("\x1b[2J", "\N{SYMBOL FOR ESCAPE}[2J"),
        ("\x1f", "\N{SYMBOL FOR UNIT SEPARATOR}"),
        ("\x7f\x9b", "\N{REPLACEMENT CHARACTER}" * 2),
        ("a\u202eb\u2066c\ufeffd\u200be", "a\ufffdb\ufffdc\ufffdd\ufffde"),
        ("plain, one day\t\n", "plain, one day\t\n"),
    ],
)
def test_what_nobody_sees_is_made_visible(text: str, told: str) -> None:
    assert visible(text) == told


def test_lines_become_one() -> None:
    assert one_line("  a\n\tb\r\n c ") == "a b c"
