"""What may be said of an action beyond its date: paused, waiting for sign-off, what it has achieved."""

from __future__ import annotations

from wsoa.plan.base import Part, Text
from wsoa.plan.date_field import Date
from wsoa.plan.head import Evidence


class Pause(Part):
    """A stop that is meant to end. A paused action keeps its date until a change record moves it."""

    date: Date
    """When it was paused."""
    reason: Text | None = None
    """Why."""
    until: Date | None = None
    """When work is to go on."""
    by: Text | None = None
    """Who agreed."""


class SignOffAwaited(Part):
    """Work that its lead holds to be finished and that nobody has signed off yet."""

    date: Date
    """When it was put forward."""
    by: Text | None = None
    """Who is to sign it off."""


class Effect(Part):
    """What an action has changed, as far as somebody has seen it."""

    text: Text
    """What changed, in one plain line."""
    date: Date | None = None
    """When that was seen."""
    evidence: tuple[Evidence, ...] = ()
    """What shows it."""
