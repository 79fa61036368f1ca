"""The Jinja environment: our templates, and those of a plan repository laid over them by name.

A folder of one's own replaces a template by giving it the same file name. Whatever its templates try, they
run in Jinja's sandbox, see only the view they are given, and every value in them is escaped.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import fields
from pathlib import Path
from typing import Any

from jinja2 import ChoiceLoader, FileSystemLoader, StrictUndefined, TemplateError, TemplateSyntaxError
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup

from wsoa.errors import WsoaError
from wsoa.words.text import visible

_PACKAGE = Path(__file__).resolve().parents[1]
_WITNESS = "statement.html"


class TemplateFaultError(WsoaError):
    """A template cannot be read, or asks for something that is not there."""


def shipped() -> Path:
    """Return the folder of our own templates: inside an installed package, beside it in a checkout."""
    inside = _PACKAGE / "templates"
    return inside if (inside / _WITNESS).is_file() else _PACKAGE.parent / "templates"


def environment(
    template_dir: Path | None, filters: Mapping[str, Callable[..., object]]
) -> ImmutableSandboxedEnvironment:
    """Return an environment in which templates of ``template_dir`` come first.

    Raises:
        TemplateFaultError: ``template_dir`` is not a folder.
    """
    if template_dir is not None and not template_dir.is_dir():
        raise TemplateFaultError(f"there is no template folder {template_dir}")
    folders = [folder for folder in (template_dir, shipped()) if folder is not None]
    made = ImmutableSandboxedEnvironment(
        loader=ChoiceLoader([FileSystemLoader(folder) for folder in folders]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        finalize=_seen,
    )
    made.filters.update(filters)
    made.globals["pictures"] = "inline"
    return made


def values_of(view: Any) -> dict[str, object]:  # noqa: ANN401 - any view
    """Return what a template may say of a view, a dataclass."""
    return {field.name: getattr(view, field.name) for field in fields(view)}


def _seen(value: object) -> object:
    """Make characters that nobody sees visible; what a filter of ours made is left as it is."""
    return visible(value) if isinstance(value, str) and not isinstance(value, Markup) else value


def known(environment: ImmutableSandboxedEnvironment, name: str) -> bool:
    """Tell whether there is a template of a name, ours or one laid over ours."""
    return name in environment.list_templates(filter_func=name.__eq__)


def fill(environment: ImmutableSandboxedEnvironment, name: str, values: Mapping[str, object]) -> str:
    """Render one template.

    Raises:
        TemplateFaultError: the template is missing, is not well formed, or asks for what is not there.
    """
    try:
        return environment.get_template(name).render(values)
    except TemplateSyntaxError as error:
        raise TemplateFaultError(f"{error.name or name}, line {error.lineno}: {error.message}") from error
    except TemplateError as error:
        raise TemplateFaultError(f"{name}: {error.message or type(error).__name__}") from error
