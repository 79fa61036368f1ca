"""What a coming event is called."""

from __future__ import annotations

from wsoa.assess.outlook import Event


def what(event: Event) -> str:
    """Name an event: Due, Turns off track, Goes stale."""
    if event.kind == "due":
        return "Due"
    if event.kind == "stale":
        return f"Goes stale (was {event.before.word.lower()})"
    return f"Turns {event.after.word.lower()}"
