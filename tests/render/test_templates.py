from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.render.small import small_view
from wsoa.render.html.page import css_text, page_html
from wsoa.render.html.style import PageStyle
from wsoa.render.markdown.page import page_markdown
from wsoa.render.templates import TemplateFaultError, shipped


def with_template(folder: Path, name: str, text: str) -> PageStyle:
    target = folder / name
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(text, "utf-8")
    return PageStyle(folder)


def test_a_folder_of_ones_own_replaces_a_template_by_its_name(tmp_path: Path) -> None:
    look = with_template(tmp_path, "partials/glossary.html", "<p>Our words: {{ head.area }}</p>")
    page = page_html(small_view(), look)
    assert "<p>Our words: Westshire</p>" in page
    assert 'id="glossary"' not in page
    assert 'id="key"' in page


def test_a_style_sheet_of_ones_own_is_named_in_the_policy(tmp_path: Path) -> None:
    look = with_template(tmp_path, "style.css", "body{color:black}")
    page = page_html(small_view(), look)
    assert "<style>body{color:black}" in page
    assert "sha256-" in page


def test_a_style_sheet_that_would_end_the_style_element_is_refused(tmp_path: Path) -> None:
    look = with_template(tmp_path, "style.css", "</style><script>")
    with pytest.raises(TemplateFaultError, match=re.escape("style.css")):
        page_html(small_view(), look)


def test_a_value_is_escaped_in_a_template_of_ones_own(tmp_path: Path) -> None:
    look = with_template(tmp_path, "statement.html", "{{ '<b>' ~ head.area }}")
    assert page_html(small_view(), look) == "&lt;b&gt;Westshire"


@pytest.mark.parametrize(
    "attempt",
    [
        "{{ cycler.__init__.__globals__.os.popen('id').read() }}",
        "{{ ''.__class__.__mro__ }}",
        "{{ head.__class__.__init__.__globals__ }}",
        "{{ view }}",
        "{{ head.no_such_thing }}",
        "{% include '../pyproject.toml' %}",
        "{% if %}",
    ],
)
def test_a_template_that_reaches_outside_or_does_not_fit_is_a_fault_with_its_name(
    tmp_path: Path, attempt: str
) -> None:
    look = with_template(tmp_path, "statement.html", attempt)
    with pytest.raises(TemplateFaultError):
        page_html(small_view(), look)


def test_a_template_folder_that_is_not_there_is_a_fault() -> None:
    with pytest.raises(TemplateFaultError, match="no template folder"):
        page_markdown(small_view(), PageStyle(Path("nowhere")))


def test_every_value_inside_a_tag_stands_in_quotes() -> None:
    bare = [
        f"{template.name}: {tag}"
        for template in sorted(shipped().rglob("*.html"))
        for tag in re.findall(r"<[a-z][^<>]*\{\{[^<>]*>", template.read_text("utf-8"))
        if re.search(r"=\s*\{\{", tag)
    ]
    assert bare == []


def test_no_template_carries_a_script_or_an_inline_style() -> None:
    text = "".join(template.read_text("utf-8") for template in sorted(shipped().rglob("*.html")))
    assert "<script" not in text
    assert " style=" not in text
    assert "| safe" not in text


def test_css_text_keeps_only_letters_digits_and_spaces_as_they_are() -> None:
    assert str(css_text('Lead "x"')) == '"Lead \\22 x\\22 "'
