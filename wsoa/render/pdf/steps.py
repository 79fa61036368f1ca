"""How far the making of a PDF is, in words, from what WeasyPrint logs of its steps."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from logging import INFO, Handler, LogRecord, getLogger

_LAID_OUT = re.compile(r"Step 5 .* Page (\d+)$")
_WRITING = "Step 6 "


@contextmanager
def steps_told(tell: Callable[[str], None]) -> Iterator[None]:
    """Say how far the making of PDFs is meanwhile."""
    log = getLogger("weasyprint.progress")
    before = log.level, log.propagate
    handler = _StepHandler(tell)
    log.addHandler(handler)
    log.setLevel(INFO)
    log.propagate = False
    try:
        yield
    finally:
        log.removeHandler(handler)
        log.level, log.propagate = before


class _StepHandler(Handler):
    """Says the steps that a reader may know: which page is laid out, and that the file is written."""

    def __init__(self, tell: Callable[[str], None]) -> None:
        super().__init__()
        self._tell = tell

    def emit(self, record: LogRecord) -> None:
        """Take a line of WeasyPrint's log, such as ``Step 5 - Creating layout - Page 12``."""
        said = record.getMessage()
        if page := _LAID_OUT.match(said):
            self._tell(f"Laying out page {page[1]}")
        elif said.startswith(_WRITING):
            self._tell("Writing the PDF")
