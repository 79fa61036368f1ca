"""The bar at the top of every page: what is not committed, what cannot be read, and where the forms are."""

from __future__ import annotations

from collections.abc import Iterator

from wsoa.serve.views import Bar, Link
from wsoa.serve.workspace import Snapshot
from wsoa.words.numbers import count

_LOUD = "loud"
"""Said beside a link that must not be missed."""


def bar(
    snapshot: Snapshot,
    place: str = "",
    *,
    read_only: bool,
    published: bool = False,
    extra: Link | None = None,
    note: str = "",
) -> Bar:
    """Make the bar of a page about one area, or about all of them.

    A ``published`` page leads to the others itself. ``extra`` is a link of the page's own.
    """
    front = [] if published else [Link("All areas", "/")]
    links = [*front, not_committed(snapshot), *_forms(place, read_only=read_only)]
    notes = [Link(note)] if note else []
    notes += [
        Link(
            f"The plan {one.now.id} cannot be read as it stands.",
            f"/-/findings/{one.place}",
            "See what is wrong",
        )
        for one in snapshot.areas.values()
        if one.broken
    ]
    return Bar(tuple([*links, extra] if extra else links), tuple(notes))


def _forms(place: str, *, read_only: bool) -> Iterator[Link]:
    within = f"/{place}" if place else ""
    yield Link("Read only") if read_only else Link("My items", f"/-/mine{within}")
    yield Link("What the checks say", f"/-/findings{within}")


def not_committed(snapshot: Snapshot) -> Link:
    """Say how much stands in the folder and in no commit."""
    found = [one.uncommitted for one in snapshot.areas.values()]
    lines, files = sum(len(one.lines) for one in found), sum(len(one.files) for one in found)
    if lines:
        return Link(f"{count(lines, 'change')} not committed", "/-/changes", _LOUD)
    if files:
        return Link(f"{count(files, 'file')} changed and not committed", "/-/changes", _LOUD)
    if any(one.why for one in found):
        return Link("Changes are not tracked", "/-/changes")
    return Link("Everything is committed", "/-/changes")
