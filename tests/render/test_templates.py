from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest
from jinja2 import TemplateAssertionError

from tests.render.small import small_view
from wsoa.render.html.guard import fault
from wsoa.render.html.page import css_text, page_html
from wsoa.render.html.style import PageStyle
from wsoa.render.markdown.page import page_markdown
from wsoa.render.templates import TemplateFaultError, environment, shipped


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


def test_a_template_laid_over_ours_while_pages_are_made_is_used_from_the_next_page_on(tmp_path: Path) -> None:
    before = page_html(small_view(), with_template(tmp_path, "partials/unused.html", ""))
    look = with_template(tmp_path, "partials/glossary.html", "<p>Our words: {{ head.area }}</p>")
    assert "<p>Our words: Westshire</p>" in page_html(small_view(), look)
    (tmp_path / "partials/glossary.html").unlink()
    assert page_html(small_view(), look) == before


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
        "{{ 1/0 }}",
        "{{ head.area|safe }}",
        "{{ [head.area]|map('safe')|join }}",
        "{% autoescape false %}{{ head.area }}{% endautoescape %}",
        "{{ 'x' * 999999999 }}",
        "{{ [1] * 999999999 }}",
        "{{ 9 ** 99999999 }}",
        "{% for n in range(99999999) %}{% endfor %}",
        "{{ '{0.__class__}'.format(head) }}",
        "{{ ''|attr('format') }}{{ ('{0.__class__.__init__}'|attr('format'))(head) }}",
        "{{ ('%s' % head.area).__mod__ }}",
        "{{ head.__init__ }}",
        "{{ self._TemplateReference__context }}",
        "{{ lipsum.__globals__ }}",
        "{{ joiner.__init__ }}",
        "{% set head.area = 'x' %}",
        "{{ [].append(1) }}",
        "{% macro a() %}{{ a() }}{% endmacro %}{{ a() }}",
    ],
)
def test_a_template_that_reaches_outside_or_does_not_fit_is_a_fault_with_its_name(
    tmp_path: Path, attempt: str
) -> None:
    look = with_template(tmp_path, "statement.html", attempt)
    with pytest.raises(TemplateFaultError):
        page_html(small_view(), look)


def test_a_part_of_ones_own_that_our_page_includes_runs_in_the_sandbox_with_the_page_around_it(
    tmp_path: Path,
) -> None:
    look = with_template(tmp_path, "partials/glossary.html", "{{ head.area.__class__ }}")
    with pytest.raises(TemplateFaultError, match="unsafe"):
        page_html(small_view(), look)
    assert environment(tmp_path, {}).sandboxed
    assert not environment(None, {}).sandboxed


def test_our_own_templates_escape_values_and_cannot_switch_that_off_either() -> None:
    ours = environment(None, {})
    assert ours.from_string("{{ area }}").render(area="<b>\u202e") == "&lt;b&gt;\N{REPLACEMENT CHARACTER}"
    with pytest.raises(TemplateAssertionError, match="safe"):
        ours.from_string("{{ area|safe }}")


def test_what_goes_wrong_in_a_template_is_told_with_its_line(tmp_path: Path) -> None:
    look = with_template(tmp_path, "statement.html", "\n\n{{ 1/0 }}")
    with pytest.raises(TemplateFaultError, match=r"statement\.html, line 3: division by zero"):
        page_html(small_view(), look)


@pytest.mark.parametrize(
    "text",
    [
        '<a href="javascript:alert(1)">x</a>',
        '<a href=" java&#10;script:alert(1)">x</a>',
        "<a href=\"{{ 'JAVASCRIPT' }}:alert(1)\">x</a>",
        '<a href="file:///etc/passwd">x</a>',
        '<a href="data:text/html,x">x</a>',
        '<img src="file:///etc/passwd" alt="">',
        '<svg><a xlink:href="vbscript:x">x</a></svg>',
        "<script>x</script>",
        '<iframe src="https://example.org"></iframe>',
        '<p onclick="x">x</p>',
        '<meta http-equiv="Refresh" content="0">',
        '<base href="https://example.org">',
    ],
)
def test_a_page_that_runs_or_reads_something_is_refused(tmp_path: Path, text: str) -> None:
    look = with_template(tmp_path, "statement.html", text)
    with pytest.raises(TemplateFaultError, match="may not be published"):
        page_html(small_view(), look)


@pytest.mark.parametrize(
    "text",
    [
        '<a href="https://example.org">x</a>',
        '<a href="mailto:a@example.org">x</a>',
        '<a href="#top">x</a>',
        '<img src="data:image/png;base64,AA==" alt="">',
        '<a href="pages/1.html">x</a>',
    ],
)
def test_ordinary_links_and_pictures_may_stand_in_a_page(tmp_path: Path, text: str) -> None:
    look = with_template(tmp_path, "statement.html", text)
    assert page_html(small_view(), look) == text


def test_our_own_pages_hold_nothing_that_those_of_others_may_not() -> None:
    assert fault(page_html(small_view())) == ""


def test_a_template_that_leads_out_of_the_repository_is_refused(
    tmp_path: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    outside = tmp_path_factory.mktemp("outside") / "secret.html"
    outside.write_text("SECRET", "utf-8")
    (tmp_path / "our").mkdir()
    (tmp_path / "our" / "statement.html").symlink_to(outside)
    with pytest.raises(TemplateFaultError, match="leads out of the repository"):
        page_html(small_view(), PageStyle(tmp_path / "our"))


def test_the_floor_of_jinja_is_the_first_release_whose_sandbox_holds() -> None:
    project = tomllib.loads((shipped().parent / "pyproject.toml").read_text("utf-8"))
    assert "jinja2>=3.1.6" in project["project"]["dependencies"]


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
