"""The bar at the top of every page: what is not committed, what cannot be read, and where the forms are."""

from __future__ import annotations

from collections.abc import Iterator

from wsoa.serve.views import Bar, Link
from wsoa.serve.workspace import Area, Snapshot
from wsoa.words.phrases import count


def bar(
    snapshot: Snapshot, place: str = "", *, read_only: bool, extra: Link | None = None, note: str = ""
) -> Bar:
    """Make the bar of a page about one area, or about all of them; ``extra`` is a link of the page's own."""
    areas = [snapshot.areas[place]] if place in snapshot.areas else [*snapshot.areas.values()]
    links = [Link("All areas", "/"), not_committed(snapshot), *_forms(areas, read_only=read_only)]
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


def _forms(areas: list[Area], *, read_only: bool) -> Iterator[Link]:
    if read_only:
        yield Link("Read only")
    for one in areas:
        of = f", {one.name}" if len(areas) > 1 else ""
        if not read_only:
            yield Link(f"My items{of}", f"/-/mine/{one.place}")
        yield Link(f"What the checks say{of}", f"/-/findings/{one.place}")


def not_committed(snapshot: Snapshot) -> Link:
    """Say how much stands in the folder and in no commit."""
    found = [one.uncommitted for one in snapshot.areas.values()]
    lines, files = sum(len(one.lines) for one in found), sum(len(one.files) for one in found)
    if lines:
        return Link(f"{count(lines, 'change')} not committed", "/-/changes")
    if files:
        return Link(f"{count(files, 'file')} changed and not committed", "/-/changes")
    if any(one.why for one in found):
        return Link("Changes are not tracked", "/-/changes")
    return Link("Everything is committed", "/-/changes")
