"""Who a page is for. What such readers may see of a plan is settled in :mod:`wsoa.audience.redaction`."""

from __future__ import annotations

from enum import StrEnum


class Audience(StrEnum):
    """Who a page is for, from the widest to the narrowest. Each sees all that those before it see.

    ``PUBLIC`` sees roles without the names of those who hold them, and of evidence that is not to be
    published only that there is some. ``BOARD`` sees those names too. ``ADVISER`` sees all the evidence.
    """

    PUBLIC = "public"
    BOARD = "board"
    ADVISER = "adviser"

    @property
    def sees_names(self) -> bool:
        """True where the page may name the people who hold the roles."""
        return self is not Audience.PUBLIC

    @property
    def sees_evidence(self) -> bool:
        """True where the page may name evidence that is not to be published."""
        return self is Audience.ADVISER
