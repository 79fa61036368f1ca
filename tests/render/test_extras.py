"""A format whose package is not installed is refused in one sentence that says how to get it."""

from __future__ import annotations

import sys
from importlib import import_module
from types import ModuleType

import pytest

from tests.tools import needs
from wsoa.render import extras
from wsoa.render.extras import MissingExtraError, ready


@pytest.mark.parametrize(
    ("output_format", "module", "said"),
    [
        ("xlsx", "xlsxwriter", "xlsx needs XlsxWriter: pip install 'wsoa[office]'."),
        ("docx", "docx", "docx needs python-docx: pip install 'wsoa[office]'."),
        (
            "pdf",
            "weasyprint",
            "pdf needs WeasyPrint: pip install 'wsoa[pdf]'; it needs the library pango too",
        ),
    ],
)
def test_a_missing_package_is_named_with_the_way_to_get_it(
    monkeypatch: pytest.MonkeyPatch, output_format: str, module: str, said: str
) -> None:
    monkeypatch.setitem(sys.modules, module, None)
    with pytest.raises(MissingExtraError) as refused:
        ready(output_format)
    assert str(refused.value).startswith(said)
    assert "\n" not in str(refused.value)


def test_a_missing_library_is_named_and_nothing_else_is_printed(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def without_pango(name: str) -> ModuleType:
        if name == "weasyprint":
            print("a page of advice")  # noqa: T201 - as WeasyPrint does
            raise OSError("cannot load library 'libpango-1.0-0'")
        return import_module(name)

    monkeypatch.setattr(extras, "import_module", without_pango)
    with pytest.raises(MissingExtraError, match=r"^pdf needs the library pango"):
        ready("pdf")
    assert capsys.readouterr() == ("", "")


def test_what_is_there_and_what_needs_nothing_are_ready() -> None:
    needs("pdf")
    for output_format in ("xlsx", "docx", "pdf", "html"):
        ready(output_format)
