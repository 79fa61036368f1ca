from __future__ import annotations

import re
from pathlib import Path

import pytest
from jinja2 import nodes
from markdown_it import MarkdownIt
from markdown_it.token import Token

from tests.render.hostile import PAYLOAD, poisoned_plan
from tests.render.small import small_view, view_of
from wsoa.files.load import LoadedPlan
from wsoa.render.markdown.page import inert_prose, page_markdown
from wsoa.render.templates import environment, shipped
from wsoa.reports.anchors import Span

_ESCAPES = {"md", "md_prose"}


def poisoned_text(text: str) -> str:
    return page_markdown(view_of(poisoned_plan(text)))


def tokens(text: str) -> list[Token]:
    reader = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
    found = []
    for token in reader.parse(text):
        found.append(token)
        found += token.children or []
    return found


def cells(line: str) -> int:
    return len(re.findall(r"(?<!\\)\|", line))


def test_the_same_statement_is_the_same_text() -> None:
    assert page_markdown(small_view()) == page_markdown(small_view())


def test_markup_in_a_plan_is_shown_and_does_nothing() -> None:
    hostile, harmless = tokens(poisoned_text(PAYLOAD)), tokens(poisoned_text("plain words"))
    blocks = [token.type for token in harmless if token.block]
    assert [token.type for token in hostile if token.block] == blocks
    assert not {token.type for token in hostile} & {
        "html_block",
        "html_inline",
        "image",
        "fence",
        "code_block",
    }
    assert not [token for token in hostile if token.type == "link_open"]
    assert "<script>alert(1)</script>" in "".join(token.content for token in hostile if token.type == "text")


@pytest.mark.parametrize("name", ["cumbria", "lancashire", "peterborough"])
def test_every_row_of_a_table_has_as_many_cells_as_its_heading(
    name: str, request: pytest.FixtureRequest
) -> None:
    loaded: LoadedPlan = request.getfixturevalue(name)
    for text in (page_markdown(view_of(loaded)), poisoned_text(PAYLOAD)):
        width = 0
        for line in text.splitlines():
            width = (width or cells(line)) if line.startswith("|") else 0
            assert not width or cells(line) == width, line


def test_no_name_is_called_and_no_issue_is_referred_to() -> None:
    text = poisoned_text("@octocat and #12")
    assert "@octocat" not in text
    assert "#12" not in text


def test_an_address_cannot_end_its_link() -> None:
    made = str(inert_prose((Span("here", "https://example.org/a>b|c d"),)))
    assert made == "[here](<https://example.org/a%3Eb%7Cc%20d>)"


def test_every_expression_in_a_markdown_template_is_escaped_by_name() -> None:
    bare = []
    for template in sorted(shipped().rglob("*.md")):
        if template.parent.name == "new":
            continue
        tree = environment(None, {}).parse(template.read_text("utf-8"))
        macros = {macro.name for macro in tree.find_all(nodes.Macro)}
        macros |= {brought.target for brought in tree.find_all(nodes.Import)}
        for output in tree.find_all(nodes.Output):
            bare += [f"{template.name}:{one.lineno}" for one in output.nodes if not _is_safe(one, macros)]
    assert bare == []


def _is_safe(node: nodes.Expr, macros: set[str]) -> bool:
    if isinstance(node, nodes.TemplateData):
        return True
    if isinstance(node, nodes.Filter):
        return node.name in _ESCAPES
    if isinstance(node, nodes.Mul) and isinstance(node.left, nodes.Const):
        return True
    called = node.node if isinstance(node, nodes.Call) else node
    called = called.node if isinstance(called, nodes.Getattr) else called
    return isinstance(node, nodes.Call) and isinstance(called, nodes.Name) and called.name in macros


def test_the_check_above_sees_a_bare_expression(tmp_path: Path) -> None:
    template = tmp_path / "bare.md"
    template.write_text("{{ head.area }} {{ head.area | upper }}", "utf-8")
    tree = environment(tmp_path, {}).parse(template.read_text("utf-8"))
    found = [_is_safe(one, set()) for output in tree.find_all(nodes.Output) for one in output.nodes]
    assert found.count(False) == 2
