"""A council's own font, colour and logo, refused where a reader could not make them out."""

from __future__ import annotations

import re
from typing import NamedTuple

from wsoa.render.html.contrast import TEXT, contrast, is_colour, lightened

PAGE, DARK_PAGE = "#ffffff", "#15191c"
_FONT = re.compile(r"[A-Za-z0-9 ,'\"-]{1,200}\Z")


class ThemeFaultError(ValueError):
    """A theme that cannot be used; the message says why in one sentence."""


class Theme(NamedTuple):
    """What a council makes its own.

    ``font`` is a CSS list of families. ``colour`` is for links and rules on white, ``dark`` for the same on
    a dark screen; both as # and six digits. ``logo`` is a data URI, ``logo_words`` what it shows. ``help``
    is where to ask for another format, ``accessibility`` the address of the accessibility statement.
    """

    font: str = ""
    colour: str = ""
    dark: str = ""
    logo: str = ""
    logo_words: str = ""
    help: str = ""
    accessibility: str = ""


def checked(theme: Theme) -> Theme:
    """Return a theme that can be used, with a colour for dark screens where only one is given.

    Raises:
        ThemeFaultError: a font or colour is not written as it must be, or text in it could not be read.
    """
    if theme.font and not _FONT.match(theme.font):
        raise ThemeFaultError(f"the font {theme.font!r} may hold only letters, digits, commas and quotes")
    for colour in filter(None, (theme.colour, theme.dark)):
        if not is_colour(colour):
            raise ThemeFaultError(f"the colour {colour!r} is not # and six digits, such as #1b4f80")
    if theme.logo and not theme.logo_words:
        raise ThemeFaultError("a logo needs words for those who cannot see it: set logo_words")
    dark = theme.dark or (lightened(theme.colour, DARK_PAGE, TEXT) if theme.colour else "")
    for colour, page in ((theme.colour, PAGE), (dark, DARK_PAGE)):
        if colour and (found := contrast(colour, page)) < TEXT:
            raise ThemeFaultError(
                f"the colour {colour} on {page} has a contrast of {found:.1f}; text needs {TEXT} or more"
            )
    return theme._replace(dark=dark)


def theme_css(theme: Theme) -> str:
    """Return the style rules that lay a checked theme over ours."""
    font = f"body{{font-family:{theme.font}}}\n" if theme.font else ""
    if not theme.colour:
        return font
    return (
        f"{font}:root{{--link:{theme.colour}}}\n"
        f"@media screen and (prefers-color-scheme:dark){{:root{{--link:{theme.dark}}}}}\n"
    )
