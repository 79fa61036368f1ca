"""Standings that the tool computes, and the codes that an area's own rating scheme gives them."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Annotated, Any, Literal, NamedTuple

from pydantic import PlainValidator, WithJsonSchema, model_validator

from wsoa.plan.base import Misread, Part, Text, read_whole

BEHIND_DAYS = 30
STALE_DAYS = 92
THREE_MONTHS = 92

Colour = Literal["blue", "green", "amber", "red", "grey", "none"]

MOST_DAYS = 36_525
"""A hundred years: a threshold above it is a slip, and no calendar reckons with it."""


def _read_days(value: Any) -> int:  # noqa: ANN401 - as all values come
    days = read_whole(value)
    if days > MOST_DAYS:
        raise Misread(
            "WSOA104",
            "not-a-number",
            f"{days:,} days are more than a hundred years",
            "write days, such as 30",
        )
    return days


Days = Annotated[
    int,
    PlainValidator(_read_days),
    WithJsonSchema({"type": "integer", "minimum": 0, "maximum": MOST_DAYS}),
]


class Standing(StrEnum):
    """Where a commitment stands, computed from facts. From most to least favourable, then withdrawn.

    ``UNREPORTED`` is late with nobody having said so. One that is off track by its dates is no less grave for
    that: see :attr:`wsoa.assess.standing.Judgement.ranks_as`.
    """

    COMPLETE = "complete"
    ON_TRACK = "on_track"
    UNDERWAY = "underway"
    UNKNOWN = "unknown"
    NOT_STARTED = "not_started"
    BEHIND = "behind"
    UNREPORTED = "unreported"
    OFF_TRACK = "off_track"
    WITHDRAWN = "withdrawn"

    @property
    def severity(self) -> int:
        """0 for complete, rising to off track; withdrawn stands outside and sorts last.

        What is unreported is as grave as what it ranks as; among equals it lies between behind and off track.
        """
        return _SEVERITY[self]

    @property
    def is_late(self) -> bool:
        """True for what is late or expected late: behind, unreported or off track."""
        return self in _LATE

    @property
    def word(self) -> str:
        """The plain words that every output uses."""
        return _WORDS[self][0]

    @property
    def letter(self) -> str:
        """One letter for narrow columns, always explained beside the table."""
        return _WORDS[self][1]

    @property
    def meaning(self) -> str:
        """What the standing means, in one plain clause without thresholds."""
        return _WORDS[self][2]


_SEVERITY = {standing: rank for rank, standing in enumerate(Standing)}
_WORDS = {
    Standing.COMPLETE: ("Complete", "C", "finished, or published as finished"),
    Standing.ON_TRACK: ("On track", "T", "a recent report expects it by its date"),
    Standing.UNDERWAY: ("Underway", "U", "started; the last report says nothing of timing"),
    Standing.UNKNOWN: ("Not known", "?", "nothing reported, or nothing recent enough"),
    Standing.NOT_STARTED: ("Not started", "N", "reported as not started, or its start lies ahead"),
    Standing.BEHIND: ("Behind", "B", "late, or expected late, by a short time"),
    Standing.UNREPORTED: ("Unreported", "X", "past its date, and nothing reported since"),
    Standing.OFF_TRACK: ("Off track", "O", "late, or expected late, by longer"),
    Standing.WITHDRAWN: ("Withdrawn", "W", "no longer promised"),
}
_LATE = frozenset({Standing.BEHIND, Standing.UNREPORTED, Standing.OFF_TRACK})
LIVE = tuple(standing for standing in Standing if standing is not Standing.WITHDRAWN)
"""The standings of what is still promised. Bars draw these alone; what was withdrawn is told beside them."""
_NOT_GIVEN = frozenset({Standing.UNKNOWN, Standing.UNREPORTED})
_PROGRESS = (Standing.COMPLETE, Standing.ON_TRACK, Standing.UNDERWAY, Standing.BEHIND, Standing.OFF_TRACK)


class RatingCode(Part):
    """One code of an area's own scheme, such as B for blue."""

    code: Text
    """What is printed: a letter or a few."""
    word: Text
    """The area's own word for it."""
    meaning: Text
    """What the area says it means."""
    colour: Colour = "none"
    """The colour the area prints it in."""
    standings: tuple[Standing, ...]
    """The computed standings that this code covers."""

    @property
    def claimed(self) -> tuple[Standing, ...]:
        """The standings that an owner may mean by it; nobody can mean that nobody reported."""
        return tuple(s for s in self.standings if s is not Standing.UNREPORTED)

    @property
    def is_given(self) -> bool:
        """True where an owner may give it; nobody reports that nothing is known or was reported."""
        return not self.standings or not _NOT_GIVEN.issuperset(self.standings)


class SchemeChoice(Part):
    """The rating scheme a plan uses: a preset by name, with thresholds or codes of its own where given."""

    preset: Literal["rag", "brag", "lancashire", "rotherham"] = "rag"
    """The scheme to start from."""
    behind_days: Days | None = None
    """Late by up to this many days is behind; by more is off track."""
    stale_days: Days | None = None
    """A last report older than this many days says nothing any more."""
    codes: tuple[RatingCode, ...] | None = None
    """The area's own codes, in place of the preset's."""

    @model_validator(mode="before")
    @classmethod
    def _by_name(cls, value: Any) -> Any:  # noqa: ANN401
        return {"preset": value} if isinstance(value, str) else value

    def scheme(self) -> RatingScheme:
        """Return the preset with this plan's own thresholds and codes laid over it."""
        base = PRESETS[self.preset]
        return RatingScheme(
            name=self.preset,
            codes=self.codes if self.codes is not None else base.codes,
            behind_days=base.behind_days if self.behind_days is None else self.behind_days,
            stale_days=base.stale_days if self.stale_days is None else self.stale_days,
            from_original=base.from_original,
        )


class RatingScheme(NamedTuple):
    """An area's codes and thresholds.

    ``behind_days`` and ``stale_days`` are calendar days. With ``from_original`` lateness is judged
    from the date first promised, whatever it was moved to.
    """

    name: str
    codes: tuple[RatingCode, ...]
    behind_days: int = BEHIND_DAYS
    stale_days: int = STALE_DAYS
    from_original: bool = False

    def code_for(self, standing: Standing, ranks_as: Standing | None = None) -> RatingCode | None:
        """Return the area's code for a standing, or that of the nearest worse one; None for withdrawn.

        What is unreported has a code of its own where the scheme names one, else that of what it ranks as.
        """
        own = (standing,) if standing is Standing.UNREPORTED else ()
        for candidate in (*own, *_from(ranks_as or standing)):
            for code in self.codes:
                if candidate in code.standings:
                    return code
        return None

    def claims(self, code: str) -> Standing | None:
        """Return the least favourable standing a published code stands for; None for an unknown code."""
        known = self.code_of(code)
        return max(known.claimed, key=_SEVERITY.__getitem__, default=None) if known else None

    def code_of(self, code: str) -> RatingCode | None:
        """Return the code of the scheme that is printed so, whatever its case; None where there is none."""
        folded = code.casefold()
        alike = (known for known in self.codes if known.code == code or known.code.casefold() == folded)
        return next(alike, None)


def _from(standing: Standing) -> tuple[Standing, ...]:
    if standing is Standing.WITHDRAWN:
        return (standing,)
    if standing in _PROGRESS:
        return _PROGRESS[_PROGRESS.index(standing) :]
    left_out = {Standing.UNREPORTED, Standing.WITHDRAWN}
    return tuple(s for s in Standing if s.severity >= standing.severity and s not in left_out)


def _code(code: str, word: str, meaning: str, colour: Colour, *standings: Standing) -> RatingCode:
    # Known to be right: building a validator for a handful of constants would cost every start-up.
    return RatingCode.model_construct(
        code=code, word=word, meaning=meaning, colour=colour, standings=standings
    )


_NOT_KNOWN = _code("?", "Not known", "Nothing reported, or nothing recent enough", "grey", Standing.UNKNOWN)

PRESETS: Mapping[str, RatingScheme] = {
    "rag": RatingScheme(
        "rag",
        (
            _code("C", "Complete", "Finished", "blue", Standing.COMPLETE),
            _code("G", "Green", "On track for its date", "green", Standing.ON_TRACK),
            _code("U", "Underway", "Started; nothing said of timing", "grey", Standing.UNDERWAY),
            _code("A", "Amber", "Behind: late, or expected late, by a short time", "amber", Standing.BEHIND),
            _code("R", "Red", "Off track: late, or expected late, by longer", "red", Standing.OFF_TRACK),
            _code("N", "Not started", "Not started", "grey", Standing.NOT_STARTED),
            _NOT_KNOWN,
        ),
    ),
    # Peterborough's statement of November 2019 prints these four; "not known" is this tool's addition.
    "brag": RatingScheme(
        "brag",
        (
            _code("B", "Blue", "Complete", "blue", Standing.COMPLETE),
            _code("G", "Green", "On track", "green", Standing.ON_TRACK),
            _code("A", "Amber", "Behind schedule", "amber", Standing.BEHIND),
            _code("R", "Red", "Not started, or at risk", "red", Standing.NOT_STARTED, Standing.OFF_TRACK),
            _NOT_KNOWN,
        ),
    ),
    # Lancashire's plan of April 2019 prints these five; its amber means underway, not late.
    "lancashire": RatingScheme(
        "lancashire",
        (
            _code("C", "Blue", "Completed and signed off", "blue", Standing.COMPLETE),
            _code("G", "Green", "Will be finished by its date", "green", Standing.ON_TRACK),
            _code("A", "Amber", "Underway", "amber", Standing.UNDERWAY),
            _code("R", "Red", "Delayed and at risk", "red", Standing.BEHIND, Standing.OFF_TRACK),
            _code("n/s", "Grey", "Not started yet", "grey", Standing.NOT_STARTED),
            _NOT_KNOWN,
        ),
    ),
    # Rotherham's council plan of 2025 counts three months from the original date.
    "rotherham": RatingScheme(
        "rotherham",
        (
            _code("C", "Complete", "Complete", "blue", Standing.COMPLETE),
            _code("T", "On track", "On track", "green", Standing.ON_TRACK, Standing.UNDERWAY),
            _code("D", "Delayed", "Delayed by less than three months", "amber", Standing.BEHIND),
            _code(
                "M", "Will be missed", "Over three months past the original date", "red", Standing.OFF_TRACK
            ),
            _code("N", "Not started", "Not started", "grey", Standing.NOT_STARTED),
            _NOT_KNOWN,
        ),
        behind_days=THREE_MONTHS,
        from_original=True,
    ),
}


def unknown_code(code: str, scheme: RatingScheme) -> Misread:
    """Return the finding text for a published rating whose code the plan's scheme does not have."""
    known = ", ".join(c.code for c in scheme.codes)
    said = " ".join(code.replace("-", " ").casefold().split())
    meant = [c.code for c in scheme.codes if said in {c.word.casefold(), c.meaning.casefold(), c.colour}]
    way_out = f"did you mean {meant[0]}? The codes are {known}" if len(meant) == 1 else f"use one of {known}"
    return Misread("WSOA307", "unknown-rating-code", f"the rating scheme has no code “{code}”", way_out)
