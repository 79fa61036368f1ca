"""Tools that only some tests need: without them these tests are skipped with one line that says why."""

from __future__ import annotations

import os
from importlib import import_module
from importlib.util import find_spec
from typing import Any

import pytest

from wsoa.render.extras import MissingExtraError, ready


def needs(output_format: str) -> None:
    """Skip where what a format needs is missing, such as the library pango for PDF; fail where it must be."""
    try:
        ready(output_format)
    except MissingExtraError as missing:
        if os.environ.get("WSOA_REQUIRE_TOOLS"):
            pytest.fail(str(missing))
        pytest.skip(str(missing))


def tool(module: str, package: str) -> Any:  # noqa: ANN401 - untyped packages, known to the test that asks
    """Return a module of the extra ``dev``; skip where it is missing, or fail where it must be there."""
    if find_spec(module.partition(".")[0]) is None:
        reason = f"needs the Python package {package}: pip install '.[dev]'"
        if os.environ.get("WSOA_REQUIRE_TOOLS"):
            pytest.fail(reason)
        pytest.skip(reason)
    return import_module(module)
