"""One page, from its material to its text, with the seal that says how it was made."""

from __future__ import annotations

from hashlib import sha256
from typing import NamedTuple

from wsoa.cli.context import Environment, StopError
from wsoa.render.dress import Dress
from wsoa.render.registry import render
from wsoa.render.templates import TemplateFaultError
from wsoa.reports.material import Material
from wsoa.reports.registry import make
from wsoa.reports.seal import seal_of

_SHOWN_DIGITS = 12


class PageWanted(NamedTuple):
    """Which page: the report, html or markdown, or only its style sheet; and its place in a site."""

    report: str
    form: str
    css_only: bool = False
    page: str = ""


def written(wanted: PageWanted, material: Material, dress: Dress, environment: Environment) -> str:
    """Return the text of a page.

    Raises:
        StopError: a template cannot be used.
    """
    seal = seal_of(material, wanted.report, wanted.form, dress=own_dress(dress), page=wanted.page)
    sealed = dress._replace(seal=seal._replace(fragment=dress.fragment).written())
    look = environment.look(to_file=True)._replace(dress=sealed)
    try:
        return render("page", "css" if wanted.css_only else wanted.form, make(wanted.report, material), look)
    except TemplateFaultError as error:
        raise StopError(f"The page cannot be rendered: {error}.") from None


def own_dress(dress: Dress) -> str:
    """Return the fingerprint of a council's own templates and theme; empty where it has none."""
    whole = sha256(repr(tuple(dress.theme)).encode())
    files = sorted(dress.templates.rglob("*")) if dress.templates is not None else []
    for file in files:
        if file.is_file():
            whole.update(file.relative_to(dress.templates or file).as_posix().encode())
            whole.update(file.read_bytes())
    return whole.hexdigest()[:_SHOWN_DIGITS] if files or any(dress.theme) else ""
