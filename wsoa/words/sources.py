"""Where facts come from, said once for several in a row that share it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

SAME = "Source as above"


def say_sources(sources: Iterable[str | None]) -> Iterator[str]:
    """Say the source of each fact of a list, and only that it is the same where the one above has it too.

    "Source: Quarterly return", "Source as above"; empty for none.
    """
    above: str | None = None
    for source in sources:
        yield "" if not source else SAME if source == above else f"Source: {source}"
        above = source
