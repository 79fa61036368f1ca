"""What else a plan holds of an action or milestone, as labels and lines, for its page and the terminal."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from wsoa.plan.base import OpenPart
from wsoa.plan.dates import When
from wsoa.plan.models import Action, Plan, Promise
from wsoa.words.lists import plural

Known = Callable[[When | None], bool]
Say = Callable[[When], str]
Fact = tuple[str, list[str]]


def promise_facts(plan: Plan, promise: Promise, known: Known, say: Say) -> Iterator[Fact]:
    """Yield each label with its lines, leaving out what is not recorded or was not known on the day.

    ``known`` tells whether something so dated was known, ``say`` puts a date into words.
    """
    facts: list[Fact] = [
        (_noun(plan, promise), _answered(plan, promise)),
        ("accountable for the action", [plan.role_name(role) for role in promise.accountable]),
        ("asked for by", [promise.source] if promise.source else []),
        ("raised", _days(promise.raised, known, say)),
        ("priority", [promise.priority] if promise.priority else []),
        ("risk", [promise.risk] if promise.risk else []),
        *((group, [value]) for group, value in promise.groups.items()),
        ("success", [_with(one.text, "by", one.by, say) for one in promise.success]),
        ("closed", _days(promise.closed, known, say)),
        ("paused", _paused(promise, known, say)),
        ("awaiting sign-off", _awaiting(promise, known, say)),
        ("achieved", [_with(one.text, "seen", one.date, say) for one in promise.impact if known(one.date)]),
    ]
    yield from ((label, lines) for label, lines in facts if lines)
    yield from own_facts(promise)


STATES = frozenset({"paused", "awaiting sign-off"})
"""The labels of what says how far a promise is, and not what it is."""


def own_facts(part: OpenPart) -> Iterator[Fact]:
    """Yield what stands under the area's own keys, by the words of the key: x-cost-centre is cost centre."""
    yield from ((key.removeprefix("x-").replace("-", " "), [text]) for key, text in part.extras.items())


def _noun(plan: Plan, promise: Promise) -> str:
    several = isinstance(promise, Action) and len(promise.weaknesses) > 1
    return plural(plan.labels.weakness) if several else plan.labels.weakness


def _answered(plan: Plan, promise: Promise) -> list[str]:
    """Name the weaknesses that are told for the action itself."""
    titles = {one.ref: one.title for one in plan.weaknesses}
    refs = promise.weaknesses if isinstance(promise, Action) else ()
    return [f"{ref} {titles.get(ref, '')}".strip() for ref in refs]


def _days(when: When | None, known: Known, say: Say) -> list[str]:
    return [say(when)] if when is not None and known(when) else []


def _with(text: str, word: str, when: When | None, say: Say) -> str:
    return f"{text} ({word} {say(when)})" if when is not None else text


def _paused(promise: Promise, known: Known, say: Say) -> list[str]:
    pause = promise.paused
    if pause is None or not known(pause.date):
        return []
    parts = [
        f"since {say(pause.date)}",
        f"until {say(pause.until)}" if pause.until else "",
        f"agreed by {pause.by}" if pause.by else "",
    ]
    return [f"{', '.join(filter(None, parts))}: {pause.reason or 'no reason recorded'}"]


def _awaiting(promise: Promise, known: Known, say: Say) -> list[str]:
    waits = promise.awaiting_sign_off
    if waits is None or not known(waits.date):
        return []
    return [f"since {say(waits.date)}" + (f", by {waits.by}" if waits.by else "")]
