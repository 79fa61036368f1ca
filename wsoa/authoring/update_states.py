"""How far a promise is, beyond its date: stopped for a time, signed off or to be, no longer followed."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from wsoa.authoring.refusal import RefusedError
from wsoa.authoring.update_request import UpdateRequest
from wsoa.checks.words import written
from wsoa.files.editing.draft import Edit
from wsoa.files.editing.emit import Value
from wsoa.plan.dates import When
from wsoa.plan.models import Promise
from wsoa.plan.walk import Item

ReadDate = Callable[[str, str], When]
"""Reads a date in everyday words that was given to an option."""


def state_edits(
    item: Item, promise: Promise, wanted: UpdateRequest, when: When, read: ReadDate
) -> Iterator[Edit]:
    """Yield the edits for --pause, --resume, --sign-off-by, --signed-off-by and --close.

    ``when`` is the day of the report, which dates each of them.

    Raises:
        RefusedError: it is so already, or does not go with what the plan says.
    """
    yield from _pause(item, promise, wanted, when, read)
    yield from _resume(item, promise, wanted)
    yield from _sign_off(item, promise, wanted, when)
    if wanted.close:
        if promise.closed is not None:
            raise RefusedError(f"{item.ref} is closed already: {written(promise.closed)}.")
        yield _put(item, "closed", read(wanted.close, "--close"))


def _pause(item: Item, promise: Promise, wanted: UpdateRequest, when: When, read: ReadDate) -> Iterator[Edit]:
    if not wanted.pause:
        return
    if promise.paused is not None:
        raise RefusedError(f"{item.ref} is paused already, since {written(promise.paused.date)}.")
    if promise.completed is not None:
        raise RefusedError(f"{item.ref} was completed already: {written(promise.completed)}.")
    held: dict[str, Value | None] = {
        "date": when,
        "reason": wanted.reason,
        "until": read(wanted.until, "--until") if wanted.until else None,
        "by": wanted.agreed_by,
    }
    yield _put(item, "paused", {key: value for key, value in held.items() if value is not None})


def _resume(item: Item, promise: Promise, wanted: UpdateRequest) -> Iterator[Edit]:
    if not wanted.resume:
        return
    if promise.paused is None:
        raise RefusedError(f"{item.ref} is not paused.")
    yield Edit((*item.path, "paused"), "", remove=True)


def _sign_off(item: Item, promise: Promise, wanted: UpdateRequest, when: When) -> Iterator[Edit]:
    waits, signed = promise.awaiting_sign_off, promise.verified
    if (wanted.sign_off_by or wanted.signed_off_by) and signed is not None:
        raise RefusedError(f"{item.ref} was signed off already, by {signed.by}.")
    if wanted.sign_off_by:
        if waits is not None:
            raise RefusedError(f"{item.ref} waits for its sign-off already, since {written(waits.date)}.")
        yield _put(item, "awaiting_sign_off", {"date": when, "by": wanted.sign_off_by})
    if wanted.signed_off_by:
        yield _put(item, "verified", {"date": when, "by": wanted.signed_off_by})
        if waits is not None:
            yield Edit((*item.path, "awaiting_sign_off"), "", remove=True)


def _put(item: Item, key: str, value: Value) -> Edit:
    return Edit((*item.path, key), value)
