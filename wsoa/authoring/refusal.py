"""The one way an edit is turned down."""

from __future__ import annotations


class RefusedError(Exception):
    """What was asked for would break the plan, or makes no sense; the message is one sentence."""


class AlreadyError(RefusedError):
    """The plan says exactly this already, so there is nothing to write."""
