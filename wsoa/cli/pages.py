"""One page, from its material to its text, with the seal that says how it was made."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from wsoa.cli.context import Environment, StopError
from wsoa.cli.output import emit, emit_bytes, write_whole
from wsoa.render.dress import Dress
from wsoa.render.html import pictures
from wsoa.render.registry import render
from wsoa.render.templates import TemplateFaultError
from wsoa.reports.material import Material, PageView
from wsoa.reports.registry import make
from wsoa.reports.seal import seal_of

_SHOWN_DIGITS = 12


class PageWanted(NamedTuple):
    """Which page: the report; html, markdown or pdf; or only its style sheet."""

    report: str
    form: str
    css_only: bool = False


def written(wanted: PageWanted, material: Material, dress: Dress, environment: Environment) -> str:
    """Return the text of a page.

    Raises:
        StopError: a template cannot be used.
    """
    return _rendered(wanted, make(wanted.report, material), _sealed(wanted, material, dress), environment)


def put_out(
    wanted: PageWanted, material: Material, dress: Dress, output: Path | None, environment: Environment
) -> None:
    """Write a page where it was asked for, and the pictures that stand beside it first.

    Raises:
        StopError: a template cannot be used.
        OSError: a file cannot be written.
    """
    view, sealed = make(wanted.report, material), _sealed(wanted, material, dress)
    text = _rendered(wanted, view, sealed, environment)
    if wanted.form == "pdf" and output is not None:
        from wsoa.render.pdf import pdf_of  # noqa: PLC0415 - an extra

        emit_bytes(pdf_of(text, material.as_of), output)
        return
    if output is not None and not wanted.css_only:
        for name, picture in pictures(view, sealed).items():
            write_whole(output.parent / name, picture)
    emit(text, output, environment)


def _sealed(wanted: PageWanted, material: Material, dress: Dress) -> Dress:
    seal = seal_of(material, wanted.report, wanted.form, dress=own_dress(dress))
    told = seal._replace(fragment=dress.fragment, charts=where_charts(dress))
    return dress._replace(seal=told.written())


def where_charts(dress: Dress) -> str:
    """Say where the charts stand, as a seal does: nothing for the usual place."""
    return "" if dress.charts == "inline" else f"{dress.charts} {dress.stem}".strip()


def _rendered(wanted: PageWanted, view: PageView, dress: Dress, environment: Environment) -> str:
    form = "css" if wanted.css_only else "html" if wanted.form == "pdf" else wanted.form
    try:
        return render("page", form, view, environment.look(to_file=True)._replace(dress=dress))
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
