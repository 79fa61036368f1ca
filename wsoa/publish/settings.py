"""What a repository settles once for everyone, in ``wsoa.toml`` or pyproject.toml. None is needed."""

from __future__ import annotations

import os
import tomllib
from base64 import b64encode
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from wsoa.errors import WsoaError
from wsoa.files.reach import NotReadError, inside, read_regular, top_above

if TYPE_CHECKING:
    from wsoa.render.html.style import PageStyle
    from wsoa.render.html.theme import Theme

MOST_LOGO_BYTES = 60_000
_MOST_BYTES = 1_000_000
"""How large a file of settings may be: a hundred times what all of them take."""
_KINDS = {".svg": "svg+xml", ".png": "png", ".jpg": "jpeg", ".jpeg": "jpeg", ".webp": "webp"}
_TOP = frozenset({"templates", "theme", "authors"})
_THEME = frozenset({"font", "colour", "dark_colour", "logo", "logo_words", "help", "accessibility"})


@dataclass(frozen=True, slots=True)
class Settings:
    """Settings as written, and the folder that paths in them start from."""

    folder: Path
    values: Mapping[str, Any]

    @property
    def reach(self) -> Path:
        """What their paths may not lead out of: the repository, or the folder they stand in."""
        return top_above(self.folder) or self.folder

    @property
    def authors(self) -> bool:
        """Whether ``wsoa history`` names who wrote each version. No page ever does."""
        return self.values.get("authors") is True

    @property
    def templates(self) -> Path | None:
        """The folder of the repository's own templates.

        Raises:
            WsoaError: it leads out of the repository.
        """
        named = self.values.get("templates")
        if not isinstance(named, str):
            return None
        folder = self.folder / named
        if os.path.lexists(folder) and not inside(folder, self.reach):
            raise WsoaError(f"The templates in {named} lie outside the repository; keep them inside it.")
        return folder

    def theme(self) -> Theme:
        """Return the council's theme.

        Raises:
            WsoaError: it cannot be used; the sentence says why.
        """
        from wsoa.render.html.theme import Theme, ThemeFaultError, checked

        given = self.values.get("theme", {})
        try:
            return checked(
                Theme(
                    font=given.get("font", ""),
                    colour=given.get("colour", ""),
                    dark=given.get("dark_colour", ""),
                    logo=self._logo(given.get("logo", "")),
                    logo_words=given.get("logo_words", ""),
                    help=given.get("help", ""),
                    accessibility=_address(given.get("accessibility", "")),
                )
            )
        except ThemeFaultError as error:
            raise WsoaError(f"The theme cannot be used: {error}.") from None

    def _logo(self, name: str) -> str:
        if not name:
            return ""
        file = self.folder / name
        kind = _KINDS.get(file.suffix.lower())
        if kind is None:
            raise WsoaError(f"The logo {name} is not an SVG, PNG, JPEG or WebP picture.")
        try:
            data = read_regular(file, self.reach, MOST_LOGO_BYTES)
        except NotReadError as error:
            raise WsoaError(f"The logo {name} cannot be read: {error.why}.") from None
        if len(data) > MOST_LOGO_BYTES:
            raise WsoaError(f"The logo {name} has more than {MOST_LOGO_BYTES:,} bytes.")
        return f"data:image/{kind};base64,{b64encode(data).decode()}"


def settings(start: Path) -> Settings:
    """Read the settings that stand nearest above a folder; none where there are none.

    Raises:
        WsoaError: they cannot be read, or hold a key that means nothing.
    """
    for folder in (start.resolve(), *start.resolve().parents):
        own, shared = folder / "wsoa.toml", folder / "pyproject.toml"
        if own.is_file():
            return Settings(folder, _known(own, _read(own)))
        if shared.is_file() and (values := _read(shared).get("tool", {}).get("wsoa")) is not None:
            return Settings(folder, _known(shared, values))
        if (folder / ".git").exists():
            break
    return Settings(start, {})


def _read(file: Path) -> dict[str, Any]:
    try:
        data = read_regular(file, top_above(file.parent), _MOST_BYTES)
    except NotReadError as error:
        raise WsoaError(f"The settings in {file} cannot be read: {error.why}.") from None
    if len(data) > _MOST_BYTES:
        raise WsoaError(f"The settings in {file} have more than {_MOST_BYTES:,} bytes.")
    try:
        return tomllib.loads(data.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        why = "brackets are nested too deeply" if isinstance(error, RecursionError) else str(error)
        raise WsoaError(f"The settings in {file} cannot be read: {why}.") from None


def _known(file: Path, values: Mapping[str, Any]) -> Mapping[str, Any]:
    theme = values.get("theme", {})
    if not isinstance(theme, dict):
        raise WsoaError(f"The settings in {file} should have theme as a table: [theme].")
    odd = sorted({*values} - _TOP) + [f"theme.{key}" for key in sorted({*theme} - _THEME)]
    if odd:
        known = ", ".join((*sorted(_TOP), *(f"theme.{key}" for key in sorted(_THEME))))
        raise WsoaError(f"The settings in {file} hold {odd[0]}, which means nothing. Known are {known}.")
    if not isinstance(values.get("authors", False), bool):
        raise WsoaError(f"The setting authors in {file} should be true or false, without quotes.")
    texts = {key: value for key, value in values.items() if key not in {"theme", "authors"}} | theme
    if odd := [key for key, value in texts.items() if not isinstance(value, str)]:
        raise WsoaError(f"The setting {odd[0]} in {file} should be text in quotes.")
    return values


def _address(text: str) -> str:
    from wsoa.reports.anchors import safe_address

    if text and not safe_address(text):
        raise WsoaError(f"The address {text!r} is not one that a page may link to.")
    return text


def page_style_of(plans: Path, template_dir: Path | None) -> PageStyle:
    """Return the style of this repository's pages; ``template_dir`` comes before the one in its settings.

    Raises:
        WsoaError: its settings cannot be used.
    """
    from wsoa.render.html.style import PageStyle

    known = settings(plans)
    return PageStyle(template_dir or known.templates, known.theme())
