"""The Jinja environment: our templates, and those of a plan repository laid over them by name.

A folder of one's own replaces a template by giving it the same file name. Where there is such a folder, every
template runs in Jinja's sandbox, ours too, because ours may include or extend one of its: they see only the
view they are given. Where there is none, ours run without it, which looks at no attribute twice. In both no
template can switch off the escaping of values: there is no filter ``safe`` and no ``autoescape``. Only
ordinary files inside the repository are read.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from dataclasses import fields
from pathlib import Path
from traceback import extract_tb
from typing import Any

from jinja2 import (
    BaseLoader,
    ChoiceLoader,
    Environment,
    FileSystemLoader,
    StrictUndefined,
    TemplateError,
    TemplateNotFound,
    TemplateSyntaxError,
)
from jinja2.exceptions import SecurityError
from jinja2.loaders import split_template_path
from jinja2.nodes import EvalContextModifier
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup

from wsoa.errors import WsoaError
from wsoa.files.reach import NotReadError, inside, read_regular, top_above
from wsoa.words.text import visible

_PACKAGE = Path(__file__).resolve().parents[1]
_WITNESS = "statement.html"
_MOST_BYTES = 1_000_000
"""How large a template may be; ours have a tenth of it all together."""
_MOST_REPEATED = 1_000_000
_SWITCHED_OFF = frozenset({"safe"})


class TemplateFaultError(WsoaError):
    """A template cannot be read, or asks for something that is not there."""


def shipped() -> Path:
    """Return the folder of our own templates: inside an installed package, beside it in a checkout."""
    inside = _PACKAGE / "templates"
    return inside if (inside / _WITNESS).is_file() else _PACKAGE.parent / "templates"


class _Sandbox(ImmutableSandboxedEnvironment):
    """Jinja's sandbox, in which no multiplication or power takes all the memory there is."""

    intercepted_binops = frozenset({"*", "**"})

    def call_binop(self, context: Any, operator: str, left: Any, right: Any) -> Any:  # noqa: ANN401 - Jinja's
        large = max((abs(one) for one in (left, right) if isinstance(one, int | float)), default=0)
        texts = [one for one in (left, right) if hasattr(one, "__len__")]
        if operator == "**" or any(len(one) * large > _MOST_REPEATED for one in texts):
            raise SecurityError(f"{operator} is not for large numbers here")
        return super().call_binop(context, operator, left, right)


def _stamp(file: Path) -> tuple[int, int] | None:
    """Return what tells whether a file was written again; None where it is gone."""
    try:
        told = file.stat()
    except OSError:
        return None
    return told.st_mtime_ns, told.st_size


class _Own(FileSystemLoader):
    """The templates of a plan repository: ordinary files inside it, of a known size, that escape values."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self._folder, self._reach = folder, top_above(folder) or folder

    def get_source(self, environment: Environment, template: str) -> tuple[str, str, Callable[[], bool]]:
        file = self._folder.joinpath(*split_template_path(template))
        if not (file.is_symlink() or file.exists()):
            raise TemplateNotFound(template)
        try:
            data = read_regular(file, self._reach, _MOST_BYTES)
            text = data.decode("utf-8-sig")
        except NotReadError as error:
            raise TemplateFaultError(f"{template} cannot be read: {error.why}") from None
        except UnicodeDecodeError:
            raise TemplateFaultError(f"{template} is not UTF-8") from None
        if len(data) > _MOST_BYTES:
            raise TemplateFaultError(f"{template} has more than {_MOST_BYTES:,} bytes")
        for switch in environment.parse(text, template).find_all(EvalContextModifier):
            raise TemplateSyntaxError("autoescape cannot be switched here", switch.lineno, template)
        stamp = _stamp(file)
        return text, str(file), lambda: _stamp(file) == stamp


class _Shipped(FileSystemLoader):
    """Our templates, each in use until a repository lays one of the same name over it."""

    def __init__(self, over: Path | None) -> None:
        super().__init__(shipped())
        self._over = over

    def get_source(self, environment: Environment, template: str) -> tuple[str, str, Callable[[], bool]]:
        text, file, unchanged = super().get_source(environment, template)
        if self._over is None:
            return text, file, unchanged
        own = self._over.joinpath(*split_template_path(template))
        return text, file, lambda: unchanged() and not (own.is_symlink() or own.exists())


def environment(template_dir: Path | None, filters: Mapping[str, Callable[..., object]]) -> Environment:
    """Return an environment in which templates of ``template_dir`` come first; a sandbox where there is one.

    Raises:
        TemplateFaultError: ``template_dir`` is not a folder, or leads out of its repository.
    """
    loaders: list[BaseLoader] = [_Shipped(template_dir)]
    if template_dir is not None:
        if not os.path.isdir(template_dir):  # noqa: PTH112 - a name may be longer than a path may be
            raise TemplateFaultError(f"there is no template folder {template_dir}")
        if not inside(template_dir, top_above(template_dir) or template_dir):
            raise TemplateFaultError(f"the template folder {template_dir} leads out of the repository")
        loaders.insert(0, _Own(template_dir))
    kind = Environment if template_dir is None else _Sandbox
    made = kind(
        loader=ChoiceLoader(loaders),
        auto_reload=template_dir is not None,
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        finalize=_seen,
    )
    for name in _SWITCHED_OFF:
        del made.filters[name]
    made.filters.update(filters)
    made.globals["pictures"] = "inline"
    return made


def values_of(view: Any) -> dict[str, object]:  # noqa: ANN401 - any view
    """Return what a template may say of a view, a dataclass."""
    return {field.name: getattr(view, field.name) for field in fields(view)}


def _seen(value: object) -> object:
    """Make characters that nobody sees visible; what a filter of ours made is left as it is."""
    return visible(value) if isinstance(value, str) and not isinstance(value, Markup) else value


def known(environment: Environment, name: str) -> bool:
    """Tell whether there is a template of a name, ours or one laid over ours."""
    if not environment.sandboxed:
        return (shipped() / name).is_file()
    return name in environment.list_templates(filter_func=name.__eq__)


def fill(environment: Environment, name: str, values: Mapping[str, object]) -> str:
    """Render one template.

    Raises:
        TemplateFaultError: the template is missing, is not well formed, or asks for what is not there.
    """
    try:
        return environment.get_template(name).render(values)
    except TemplateFaultError:
        raise
    except TemplateSyntaxError as error:
        raise TemplateFaultError(f"{error.name or name}, line {error.lineno}: {error.message}") from error
    except TemplateError as error:
        raise TemplateFaultError(f"{name}: {error.message or type(error).__name__}") from error
    except Exception as error:  # a template may do anything that an expression can go wrong in
        if not _in_template(environment, error):
            raise
        raise TemplateFaultError(f"{_in_template(environment, error)}: {error}") from error


def _in_template(environment: Environment, error: Exception) -> str:
    """Return the name and line of the template of one's own that went wrong last; empty where none did."""
    loader = environment.loader
    own = [one for one in loader.loaders if isinstance(one, _Own)] if isinstance(loader, ChoiceLoader) else []
    for frame in reversed(extract_tb(error.__traceback__)):
        for one in own:
            if Path(frame.filename).is_relative_to(one.searchpath[0]):
                return (
                    f"{Path(frame.filename).relative_to(one.searchpath[0]).as_posix()}, line {frame.lineno}"
                )
    return ""
