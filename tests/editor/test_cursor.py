"""What is being typed and where it will stand, in text that mostly cannot be read."""

from __future__ import annotations

import pytest

from wsoa.editor.cursor import typing_at
from wsoa.editor.meaning import Meaning, meaning_of
from wsoa.editor.positions import Text
from wsoa.plan.models import Workstream

BEFORE = """\
ref: "A"
outcomes:
  - ref: "1"
    actions:
      - ref: "1.1"
        title: A title, with words
"""
AFTER = '\n      - ref: "1.2"\n        title: Another\n'


def typed(tail: str, after: str = AFTER, before: str = BEFORE) -> tuple[Meaning | None, str, str] | None:
    """What the text before the cursor means, what of it was typed, and which characters it takes up."""
    text = Text(before + tail + after)
    found = typing_at(text, len(before + tail))
    if found is None:
        return None
    held = found.held(Workstream)
    meaning = meaning_of(*held) if held is not None else None
    return meaning, found.typed, text.characters[found.replace.start : found.replace.end]


@pytest.mark.parametrize(
    ("tail", "meaning", "word"),
    [
        ("        due: ", Meaning.DATE, ""),
        ("        due: 31st oct", Meaning.DATE, "31st oct"),
        ("        leads: [head-of", Meaning.ROLE, "head-of"),
        ("        leads: [a, head", Meaning.ROLE, "head"),
        ("        leads: [a,\n           b, head", Meaning.ROLE, "head"),
        ("        leads:\n          - head of", Meaning.ROLE, "head of"),
        ("        leads:\n          - a\n          - ", Meaning.ROLE, ""),
        ("        updates:\n          - {date: 2026-10-31, by: he", Meaning.ROLE, "he"),
        ("        updates:\n          - {date: 2026-10-31,\n             by: he", Meaning.ROLE, "he"),
        (
            "        updates:\n          - {date: 2026-10-31,\n             text: x, by: he",
            Meaning.ROLE,
            "he",
        ),
        ("        updates:\n          - date: 2026-10-31\n            rating: ", Meaning.RATING, ""),
        ("        rating: {code: ", Meaning.RATING, ""),
        ("        depends_on: [", Meaning.ITEM, ""),
        ("        resource: E", Meaning.RESOURCE, "E"),
    ],
)
def test_the_place_of_what_is_typed_is_known(tail: str, meaning: Meaning, word: str) -> None:
    assert typed(tail) == (meaning, word, word)
    assert typed(tail, "") == (meaning, word, word)


@pytest.mark.parametrize(
    ("tail", "after", "whole"),
    [
        ('        see: ["1.', '"]', '"1."'),
        ('        see: ["1.', "", '"1.'),
        ('        see: ["0", "1.', "]", '"1.'),
        ("        see:\n          - '1.", "'", "'1.'"),
    ],
)
def test_a_quote_belongs_to_what_is_replaced(tail: str, after: str, whole: str) -> None:
    assert typed(tail, after) == (Meaning.ANYTHING, "1.", whole)


def test_the_rest_of_a_word_is_replaced_with_its_start() -> None:
    assert typed("        leads: [head", "-of-send, other]") == (Meaning.ROLE, "head", "head-of-send")
    assert typed("        due: 31", " October 2019  # agreed") == (Meaning.DATE, "31", "31 October 2019")


@pytest.mark.parametrize(
    "tail",
    [
        "        tit",
        "        title: Plans # due: ",
        "        due:",
        "  ",
        "        # leads: [",
        "        note: >-\n          due: ",
    ],
)
def test_nothing_is_offered_in_keys_comments_and_prose(tail: str) -> None:
    found = typed(tail)
    assert found is None or found[0] is None


def test_words_in_a_title_are_no_other_value() -> None:
    assert typed("        note: agreed, by: he") == (None, "agreed, by: he", "agreed, by: he")


def test_a_file_broken_further_up_goes_by_the_key() -> None:
    broken = BEFORE.replace("A title", 'Said: "a title"')
    assert typed("        leads: [head", before=broken) == (Meaning.ROLE, "head", "head")
    assert typed("        by: he", before=broken) is None
