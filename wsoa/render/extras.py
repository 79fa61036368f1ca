"""The packages that some formats need and a plain installation leaves out."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import redirect_stderr, redirect_stdout
from importlib import import_module
from io import StringIO
from typing import NamedTuple


class MissingExtraError(Exception):
    """A format needs a package or library that is not there; the message says which and how to get it."""


class _Need(NamedTuple):
    module: str
    package: str
    extra: str


NEEDS: Mapping[str, _Need] = {
    "xlsx": _Need("xlsxwriter", "XlsxWriter", "office"),
    "docx": _Need("docx", "python-docx", "office"),
    "parquet": _Need("pyarrow", "pyarrow", "data"),
    "pdf": _Need("weasyprint", "WeasyPrint", "pdf"),
}
"""The formats that need more."""
_PANGO = (
    "on Debian and Ubuntu apt install libpango-1.0-0 libpangoft2-1.0-0, on a Mac brew install pango, and on "
    "Windows print the HTML page to PDF from a browser instead"
)


def ready(output_format: str) -> None:
    """Make sure that a format can be written, before any work is done for it.

    Raises:
        MissingExtraError: its package, or a library that the package needs, is not there.
    """
    need = NEEDS.get(output_format)
    if need is None:
        return
    try:
        # WeasyPrint prints a page of advice where it finds no pango; one sentence says it.
        with redirect_stdout(StringIO()), redirect_stderr(StringIO()):
            import_module(need.module)
    except ImportError:
        raise MissingExtraError(_missing(output_format, need)) from None
    except OSError:
        raise MissingExtraError(f"{output_format} needs the library pango: {_PANGO}.") from None


def _missing(output_format: str, need: _Need) -> str:
    install = f"{output_format} needs {need.package}: pip install 'wsoa[{need.extra}]'"
    return (
        f"{install}; it needs the library pango too: {_PANGO}." if output_format == "pdf" else f"{install}."
    )
