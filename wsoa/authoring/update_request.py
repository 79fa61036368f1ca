"""What somebody asks ``wsoa update`` for, and which words need or exclude each other."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields

from wsoa.authoring.refusal import RefusedError

_SURE = ("high", "medium", "low")


@dataclass(frozen=True, slots=True)
class UpdateRequest:
    """What somebody typed about one item; None and empty where nothing was said.

    Dates are in everyday words, each piece of evidence is TITLE=URL. The names are those of the options.
    """

    note: str | None = None
    blocker: str | None = None
    help_needed: str | None = None
    rating: str | None = None
    confidence: str | None = None
    forecast: str | None = None
    evidence: tuple[str, ...] = ()
    by: str | None = None
    start: str | None = None
    complete: str | None = None
    move_to: str | None = None
    withdraw: bool = False
    reason: str | None = None
    agreed_by: str | None = None
    minute: str | None = None
    superseded_by: str | None = None
    date: str | None = None
    due: str | None = None
    percent: str | None = None
    source: str | None = None
    pause: bool = False
    until: str | None = None
    resume: bool = False
    sign_off_by: str | None = None
    signed_off_by: str | None = None
    close: str | None = None
    unexplained: bool = False
    """A date may move without a reason; the record then has none. No option of the command."""

    @property
    def given(self) -> tuple[str, ...]:
        """The names of what is wanted."""
        return tuple(field.name for field in fields(self) if getattr(self, field.name))

    @property
    def empty(self) -> bool:
        """True where nothing is wanted."""
        return self == UpdateRequest()


def check_words(wanted: UpdateRequest) -> None:
    """Refuse words that are empty, need others, or do not go together.

    Raises:
        RefusedError: the first thing that is wrong.
    """
    refusal = next(_refusals(wanted), None)
    if refusal is not None:
        raise RefusedError(refusal)


def _refusals(wanted: UpdateRequest) -> Iterator[str]:
    for field in fields(wanted):
        given = getattr(wanted, field.name)
        if isinstance(given, str) and not given.strip():
            yield f"--{field.name.replace('_', '-')} is empty."
    if wanted.confidence and wanted.confidence not in _SURE:
        yield f"--confidence is one of {', '.join(_SURE)}."
    yield from _without_note(wanted)
    yield from _without_change(wanted)
    if wanted.due and wanted.move_to:
        yield "--due gives a first date and --move-to another; give one of them."
    if wanted.sign_off_by and wanted.signed_off_by:
        yield "--sign-off-by says who is to sign it off, --signed-off-by who did; give one of them."
    if sum(map(bool, (wanted.move_to, wanted.withdraw, wanted.complete))) > 1:
        yield "--complete, --move-to and --withdraw say different things; give one of them."
    states = wanted.pause or wanted.sign_off_by or wanted.signed_off_by
    if wanted.date and not (wanted.note or wanted.move_to or wanted.withdraw or states):
        yield "--date dates a note, a move, a pause, a sign-off or a withdrawal; --complete has its own."
    if sum((wanted.pause, wanted.resume, bool(wanted.complete), wanted.withdraw)) > 1:
        yield "--pause, --resume, --complete and --withdraw say different things; give one of them."


def _without_note(wanted: UpdateRequest) -> Iterator[str]:
    if wanted.note:
        return
    for name in ("blocker", "help_needed", "rating", "confidence", "forecast", "percent", "source"):
        if getattr(wanted, name):
            option = name.replace("_", "-")
            yield f"--{option} goes with --note: say in a sentence what is known."
    if wanted.by:
        yield "--by says who reports, so it goes with --note."


def _without_change(wanted: UpdateRequest) -> Iterator[str]:
    changes = wanted.move_to or wanted.withdraw or wanted.pause
    if wanted.reason and not changes:
        yield "--reason goes with --move-to, --pause or --withdraw."
    if wanted.until and not wanted.pause:
        yield "--until says how long a pause lasts, so it goes with --pause."
    if (wanted.agreed_by and not changes) or (wanted.minute and not wanted.move_to):
        yield "--agreed-by and --minute belong to a change: give --move-to as well."
    if wanted.superseded_by and not wanted.withdraw:
        yield "--superseded-by goes with --withdraw."
