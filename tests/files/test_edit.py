"""Changes to a plan file touch what they must and nothing else, however the file is laid out."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from wsoa.files.editing.emit import Value
from wsoa.files.editing.layout import CannotEditError
from wsoa.files.editing.splice import OverlapError, Splice, apply, difference, newline_of, spliced
from wsoa.files.editing.yaml_editor import YamlEditor
from wsoa.files.nodes import MappingNode, SequenceNode
from wsoa.files.parse import parse

ROOT = Path(__file__).parent.parent
ORDER = ("ref", "title", "leads", "due", "completed", "evidence", "updates", "changes", "note")

UGLY = """\
# The plan of Anyshire
title:   Timely plans   # a comment
"quoted key" : 'it''s'
folded: >-   # why
    one line
    and the next

    # not a comment

kept: |+
  text

literal: |
   three
   spaces

# before the list
actions:   # the list
-   ref: "1.1"    # first
    title: Hire 😀 two
      plan writers
    due:
      every: quarter
      from: 2020-04
    leads: [ a,
             b ,  # two of them
           ]
    updates:
    # inside, before
    - date: 2026-01-01
      # between
      text: "Said \\
        so"
      # of the update
    # of the list
  # of the item

    note: last
-   {ref: "1.2", title: "b" , due: , updates: []}
-   ref: "1.3"
    updates:  # none yet
    changes: [{date: 2026-01-01, field: due}, {date: 2026-02-01,
       field: title}]
    note: ~
odd: {a: 1, "b": 2,
  c: {d: e}, f}
empty:
list_of_lists: [
  {a: 1},  # one
  {a: 2}   # two
]
last: end"""


def variants(text: str) -> Iterator[str]:
    """The same file as other editors save it."""
    for body in (
        text,
        text.rstrip("\r\n"),
        text.rstrip("\r\n") + "\n\n\n",
        (f"---\n{text.rstrip()}\n...\n" if "---" not in text else text),
    ):
        yield body
        yield body.replace("\n", "\r\n")
        yield body.replace("\n", "\r")


def nodes(node: Any, path: tuple[str | int, ...] = ()) -> Iterator[tuple[tuple[str | int, ...], Any]]:  # noqa: ANN401
    """Every group, list and text below a node."""
    if isinstance(node, MappingNode):
        for key in node.spots:
            yield (*path, key), node.get(key)
            yield from nodes(node.get(key), (*path, key))
    elif isinstance(node, SequenceNode):
        for index, one in enumerate(node):
            yield (*path, index), one
            yield from nodes(one, (*path, index))


def plain(node: Any) -> Any:  # noqa: ANN401 - whatever a plan holds
    """The same values without their places."""
    if isinstance(node, dict):
        return {key: plain(value) for key, value in node.items()}
    return [plain(one) for one in node] if isinstance(node, list) else node


def sheet_of(text: str, *, pure: bool = False) -> YamlEditor:
    root, _ = parse(text, "x.yaml", pure=pure)
    assert root is not None, text
    return YamlEditor(text, root)


def value_at(tree: Any, path: tuple[str | int, ...]) -> Any:  # noqa: ANN401
    for step in path:
        tree = tree.get(step) if isinstance(tree, dict) else tree[step]
    return tree


def lines_lost(before: str, after: str) -> list[str]:
    """The lines of a file that are not in it any more."""
    found = difference(before, after, "x")
    return [line[1:] for line in found.splitlines() if line.startswith("-") and not line.startswith("---")]


FILES = {
    "ugly": UGLY,
    **{
        file.stem: file.read_text(encoding="utf-8")
        for file in sorted((ROOT / "corpus" / "valid").glob("*.yaml"))
    },
}
NEW: tuple[Value, ...] = (
    "2026-05-01",
    "Now: done",
    "two\nlines",
    {"date": "2026-05-01", "text": "x"},
    ["a", "b"],
)


def check(sheet: YamlEditor, splices: list[Splice], wanted: object, at: object) -> str:
    after = apply(sheet.text, splices)
    root, findings = parse(after, "x.yaml")
    assert root is not None, (at, after, findings)
    assert plain(root) == wanted, (at, difference(sheet.text, after, "x"))
    if newline_of(sheet.text) == "\r\n":
        assert after.count("\n") == after.count("\r\n") == after.count("\r")
    return after


@pytest.mark.parametrize("name", FILES)
def test_setting_any_value_changes_that_value_alone(name: str) -> None:
    refused = 0
    for text in variants(FILES[name]):
        sheet = sheet_of(text)
        for number, (path, _) in enumerate(nodes(sheet.root)):
            wanted = plain(sheet.root)
            holder = value_at(wanted, path[:-1])
            value = NEW[number % len(NEW)]
            holder[path[-1]] = value
            try:
                check(sheet, sheet.put(path, value), wanted, path)
            except CannotEditError:
                refused += 1
    assert refused <= (84 if name == "ugly" else 12)


@pytest.mark.parametrize("name", FILES)
def test_adding_a_key_to_any_group_loses_no_line(name: str) -> None:
    for text in variants(FILES[name]):
        sheet = sheet_of(text)
        groups = [((), sheet.root), *((p, n) for p, n in nodes(sheet.root) if isinstance(n, MappingNode))]
        for number, (path, group) in enumerate(groups):
            value = NEW[number % len(NEW)]
            order = (ORDER, ("new", *ORDER), ("title", "new"), ("a", "new", "b"))[number % 4]
            wanted = plain(sheet.root)
            value_at(wanted, path)["new"] = value
            after = check(sheet, sheet.put((*path, "new"), value, order), wanted, path)
            start = group.spot.start_mark.index
            if sheet.text[start] != "{" and newline_of(text) in after[-2:]:
                # a key put before all others takes over the line of the dash
                assert not [line for line in lines_lost(text, after) if not line.lstrip().startswith("-")]


@pytest.mark.parametrize("name", FILES)
def test_adding_to_any_list_adds_at_its_end(name: str) -> None:
    for text in variants(FILES[name]):
        sheet = sheet_of(text)
        for number, (path, node) in enumerate(nodes(sheet.root)):
            if node is not None and not isinstance(node, SequenceNode):
                continue
            values = [NEW[(number + n) % len(NEW)] for n in range(1 + number % 3)]
            wanted = plain(sheet.root)
            holder = value_at(wanted, path[:-1])
            holder[path[-1]] = [*(plain(node) or []), *values]
            try:
                check(sheet, sheet.extend(path, values), wanted, path)
            except CannotEditError:
                assert node is None


@pytest.mark.parametrize("name", FILES)
def test_removing_any_key_or_item_takes_only_that_away(name: str) -> None:
    for text in variants(FILES[name]):
        sheet = sheet_of(text)
        for path, node in nodes(sheet.root):
            wanted = plain(sheet.root)
            holder = value_at(wanted, path[:-1])
            if isinstance(holder, dict):
                holder.pop(path[-1], None)
            else:
                del holder[path[-1]]
            try:
                splices = sheet.remove(path)
            except CannotEditError:
                assert (
                    isinstance(node, (MappingNode, SequenceNode)) or len(value_at(sheet.root, path[:-1])) <= 1
                )
                continue
            root, _ = parse(apply(text, splices), "x.yaml")
            # blank lines below what went may join a text that keeps them
            assert unended(plain(root)) == unended(wanted), path


def unended(node: Any) -> Any:  # noqa: ANN401
    """The same values with no line breaks at the end of any text."""
    if isinstance(node, dict):
        return {key: unended(value) for key, value in node.items()}
    return [unended(one) for one in node] if isinstance(node, list) else node and node.rstrip("\r\n")


def test_the_parser_in_python_leads_to_the_same_splices() -> None:
    fast, slow = sheet_of(UGLY), sheet_of(UGLY, pure=True)
    for path, node in nodes(fast.root):
        for method in ("put", "append", "remove"):
            if method == "append" and not isinstance(node, SequenceNode):
                continue
            words = (path,) if method == "remove" else (path, "new")
            outcomes = []
            for sheet in (fast, slow):
                try:
                    outcomes.append(getattr(sheet, method)(*words))
                except CannotEditError as refusal:
                    outcomes.append(refusal.why)
            assert outcomes[0] == outcomes[1], path


def test_splicing_nothing_changes_no_byte() -> None:
    for text in FILES.values():
        for body in variants(text):
            for data in (body.encode(), b"\xef\xbb\xbf" + body.encode()):
                assert spliced(data, []) == data


def test_a_byte_order_mark_stays_and_positions_do_not_count_it() -> None:
    data = b"\xef\xbb\xbftitle: a\n"
    sheet = sheet_of("title: a\n")
    assert spliced(data, sheet.put(("title",), "b")) == b"\xef\xbb\xbftitle: b\n"


def test_two_changes_of_the_same_characters_are_refused() -> None:
    with pytest.raises(OverlapError):
        apply("abcdef", [Splice(1, 4, "x"), Splice(3, 5, "y")])
    assert apply("abcdef", [Splice(3, 3, "1"), Splice(3, 3, "2"), Splice(0, 1, "")]) == "bc12def"


SMALL = """\
actions:
  - ref: "1"
    title: Hire  # writers
    due: '2026-01-31'  # firm
    # said in March
    note: Slow
  - {ref: "2", title: Ask, due: 2026-02}
"""


def edited(
    path: tuple[str | int, ...], value: Value, text: str = SMALL, order: tuple[str, ...] = ORDER
) -> str:
    sheet = sheet_of(text)
    return apply(text, sheet.put(path, value, order))


def test_a_new_key_stands_where_the_format_has_it_and_comments_stay_put() -> None:
    assert edited(("actions", 0, "completed"), "2026-01-30") == SMALL.replace(
        "# firm\n", "# firm\n    completed: 2026-01-30\n"
    )


def test_a_changed_value_keeps_its_quotes_and_its_comment() -> None:
    assert edited(("actions", 0, "due"), "2026-02-28") == SMALL.replace("'2026-01-31'", "'2026-02-28'")


def test_a_group_in_brackets_is_changed_inside_its_brackets() -> None:
    assert edited(("actions", 1, "completed"), "2026-02-03") == SMALL.replace(
        "due: 2026-02}", "due: 2026-02, completed: 2026-02-03}"
    )


def test_a_first_update_is_indented_as_the_file_is() -> None:
    sheet = sheet_of(SMALL)
    update: Value = {"date": "2026-03-01", "text": "Two: hired"}
    assert apply(SMALL, sheet.append(("actions", 0, "updates"), update, ORDER)) == SMALL.replace(
        "# firm\n", '# firm\n    updates:\n      - date: 2026-03-01\n        text: "Two: hired"\n'
    )


def test_a_comment_below_the_last_item_stays_with_it() -> None:
    text = "updates:\n- date: 1\n  text: a\n  # about a\n# about the next key\nnote: x\n"
    sheet = sheet_of(text)
    assert apply(text, sheet.append(("updates",), {"date": "2", "text": "b"})) == text.replace(
        "# about a\n", '# about a\n- date: "2"\n  text: b\n'
    )


def test_a_comment_inside_what_would_go_is_a_refusal() -> None:
    with pytest.raises(CannotEditError, match=r"a comment stands inside .*line 1"):
        sheet_of("due:\n  every: month\n  # for ever\n  from: 2020\nx: y\n").put(("due",), "2026-01-01")


def test_the_sheets_tree_is_never_changed() -> None:
    sheet = sheet_of(SMALL)
    before = copy.deepcopy(plain(sheet.root))
    sheet.put(("actions", 0, "note"), "x")
    sheet.append(("actions",), {"ref": "3"})
    assert plain(sheet.root) == before
