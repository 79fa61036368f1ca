"""What a file's bytes may be: encodings, line ends, odd characters, and files made to hurt."""

# ruff: noqa: E501 - a case reads best on one line
from __future__ import annotations

from itertools import pairwise

import pytest

from tests.conftest_plans import HEAD, action_plan, load_text
from wsoa.files.load import LoadedPlan
from wsoa.findings import Finding

GOOD = action_plan("due: 2019-10-31")
BAD_DAY = action_plan("due: 2019-11-31")


def only(loaded: LoadedPlan) -> Finding:
    assert len(loaded.findings) == 1, loaded.findings
    assert loaded.plan is None
    return loaded.findings[0]


def at(finding: Finding) -> tuple[int, int]:
    return finding.place.line, finding.place.column


def test_a_byte_order_mark_is_accepted_and_moves_no_column() -> None:
    mark = "\ufeff".encode()
    assert load_text(mark + GOOD.encode()).findings == ()
    broken = load_text(mark + b"formt: 1\n" + HEAD.encode())
    assert at(broken.findings[0]) == (1, 1)
    assert only(load_text(mark + BAD_DAY.encode())).place == only(load_text(BAD_DAY)).place


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-le"])
def test_utf_16_is_refused_with_the_way_out(encoding: str) -> None:
    finding = only(load_text(GOOD.encode(encoding)))
    assert finding.code == "WSOA002"
    assert "UTF-8" in finding.help


@pytest.mark.parametrize(
    ("byte", "name"),
    [
        (b"\x93", "left double quotation mark"),
        (b"\x92", "right single quotation mark"),
        (b"\x96", "en dash"),
        (b"\xa3", "pound sign"),
        (b"\xe9", "latin small letter e with acute"),
    ],
)
def test_a_windows_1252_byte_is_named_where_it_stands(byte: bytes, name: str) -> None:
    data = GOOD.encode().replace(b"Agree the", "Ŵ ".encode() + byte + b" the")
    finding = only(load_text(data))
    assert finding.code == "WSOA002"
    assert name in finding.message
    assert f"0x{byte[0]:02X}" in finding.message
    line = GOOD[: GOOD.index("Agree")].count("\n") + 1
    assert at(finding) == (line, len("            title: Ŵ ") + 1)


def test_a_byte_that_is_nothing_in_windows_1252_is_named_too() -> None:
    finding = only(load_text(GOOD.encode().replace(b"Agree", b"\x81gree")))
    assert "0x81" in finding.message


def test_a_raw_nul_is_a_finding_at_its_place() -> None:
    finding = only(load_text(action_plan("detail: a\0b")))
    assert finding.code == "WSOA012"
    assert "U+0000" in finding.message
    assert finding.place.column == len("            detail: a") + 1


@pytest.mark.parametrize(
    "hidden", ["\x07", "\x1b", "\x7f", "\x85", "\u2028", "\u202e", "\u2066", "\ufeff", "\uffff"]
)
def test_hidden_characters_are_refused_wherever_they_stand(hidden: str) -> None:
    for text in (action_plan(f"detail: a{hidden}b"), action_plan(f"note: x # {hidden}"), GOOD + hidden):
        loaded = load_text(text)
        assert "WSOA012" in {finding.code for finding in loaded.findings}
        assert any(f"U+{ord(hidden):04X}" in finding.message for finding in loaded.findings)


@pytest.mark.parametrize("kept", ["👩\u200d🏫", "a\u00a0b", "cafe\u0301", "שלום", "a\u200bb"])
def test_joiners_and_every_script_may_stand_in_text(kept: str) -> None:
    plan = load_text(action_plan(f"detail: {kept}")).plan
    assert plan is not None
    assert plan.workstreams[0].outcomes[0].actions[0].detail == kept


def test_many_hidden_characters_do_not_flood_the_list() -> None:
    assert 1 <= len(load_text(action_plan("detail: " + "a\u202e" * 1000)).findings) <= 20


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_line_numbers_are_right_whatever_ends_a_line(end: str) -> None:
    broken = BAD_DAY.replace("\n", end)
    assert at(only(load_text(broken))) == at(only(load_text(BAD_DAY)))
    assert load_text(GOOD.replace("\n", end)).plan == load_text(GOOD).plan


def test_a_file_may_lack_its_final_newline() -> None:
    assert load_text(GOOD.rstrip("\n")).plan == load_text(GOOD).plan


def test_columns_count_characters_and_not_bytes() -> None:
    before = 'evidence: [{title: "Ŵŷ 😀 é عربي", date: '
    finding = only(load_text(action_plan(before + "2019-02-30}]")))
    assert finding.place.column == 12 + len(before) + 1


def test_a_syntax_error_after_wide_characters_has_the_right_column() -> None:
    finding = only(load_text(action_plan("detail: 😀😀 Łódź: yes")))
    assert finding.place.column == 12 + len("detail: 😀😀 Łódź") + 1


@pytest.mark.parametrize("marker", ["<<<<<<< HEAD", ">>>>>>> branch"])
def test_an_unfinished_merge_is_named(marker: str) -> None:
    finding = only(load_text(GOOD.replace("area: Westshire\n", f"{marker}\narea: Westshire\n")))
    assert (finding.code, at(finding)) == ("WSOA009", (3, 1))


LETTERS = "abcdefghij"
BOMBS = {
    "laughs": "a: &a [x, x]\n" + "".join(f"{c}: &{c} [{', '.join(['*' + p] * 9)}]\n" for p, c in pairwise(LETTERS)),
    "merge keys": "a: &a {x: 1}\n" + "".join(f"{c}: &{c} {{<<: [{', '.join(['*' + p] * 9)}]}}\n" for p, c in pairwise(LETTERS)),
    "deep brackets": "a: " + "[" * 100_000,
    "deep closed brackets": "a: " + "[" * 1000 + "]" * 1000,
    "deep braces": "a: " + "{a: " * 100_000,
    "deep indents": "".join(f"{' ' * depth}a:\n" for depth in range(2000)),
    "deep dashes": "- " * 100_000,
    "many values": "bodies:\n" + "- a\n" * 1_000_000,
    "many keys": "".join(f"k{n}: v\n" for n in range(300_000)),
    "many unknown keys": "".join(f"k{n}: v\n" for n in range(50_000)),
    "many duplicates": "a: b\n" * 150_000,
    "many groups": "updates:\n" + "- {date: x}\n" * 150_000,
    "one long line": "title: " + "x" * 4_900_000 + ": y",
    "one long word": "format: " + "9" * 4_900_000,
    "many escapes": 'title: "' + '\\"' * 2_000_000,
    "many colons": "title: " + "a: " * 1_500_000,
    "many tabs": "\t" * 4_000_000,
    "many odd spaces": "\u00a0\n" * 1_500_000,
    "many hidden": "title: " + "\u202e" * 1_500_000,
    "too large": "#" * 5_000_001,
}  # fmt: skip


@pytest.mark.parametrize("name", BOMBS)
def test_a_file_made_to_hurt_ends_in_a_finding_and_little_memory(name: str) -> None:
    resource = pytest.importorskip("resource", reason="Windows has no such figure")
    data = BOMBS[name].encode()
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    loaded = load_text(data)
    assert loaded.plan is None
    assert loaded.findings
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 200_000
    assert max(len(finding.message) for finding in loaded.findings) < 500
