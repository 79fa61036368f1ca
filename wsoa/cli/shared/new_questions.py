"""The few questions that ``wsoa new`` asks on a terminal. Each has a default, and none is asked twice."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from wsoa.authoring.kinds import KINDS
from wsoa.authoring.new import Answers, area_name, folder_name, read_day, read_days
from wsoa.authoring.scaffold import NewPlanError, refuse_taken
from wsoa.plan.models import Kind

Ask = Callable[[str], str]
Say = Callable[[str], object]
Answer = TypeVar("Answer")


def ask_for(answers: Answers, plans: Path, ask: Ask, say: Say, *, kind_given: bool) -> Answers:
    """Return the answers with what was not yet said asked for. ``ask`` prints a question and returns a line.

    Raises:
        EOFError: there is nobody to answer any more.
        NewPlanError: the area that was already said cannot have a plan in ``plans``.
    """

    def free(area: str) -> str:
        refuse_taken(plans / folder_name(area))
        return area.strip()

    say("Press Enter for what stands in [brackets], or to leave a question open.\n\n")
    area = free(answers.area) if answers.area else _until(ask, say, "Which local area is the plan of? ", free)
    kind = answers.kind if kind_given else _until(ask, say, _kinds(), _kind)
    words = KINDS[kind]
    title = answers.title or ask(f"What does the plan call itself? [{words.name}] ").strip()
    bodies = answers.bodies or _several(
        ask, f"Which organisations answer for it? [{area_name(area)} Council …] "
    )
    streams = answers.workstreams or _several(ask, "What is the first workstream called? [an example] ")
    document = answers.document or _until(
        ask, say, "When was the plan published? [not yet] ", _maybe(read_day)
    )
    inspected = answers.inspected or _until(
        ask,
        say,
        "When was the inspection, such as 9 March 2026 to 13 March 2026? [leave open] ",
        _maybe(read_days),
    )
    received = answers.received or _until(
        ask, say, "When did you receive the inspectors' report? [leave open] ", _maybe(read_day)
    )
    say("\n")
    return Answers(area, kind, title, bodies, streams, document, inspected, received, answers.action)


def _kinds() -> str:
    lines = [f"  {kind:<12} {words.name}\n               {words.when}\n" for kind, words in KINDS.items()]
    return f"What sort of plan is it?\n{''.join(lines)}Kind [{next(iter(KINDS))}] "


def _kind(text: str) -> Kind:
    word = text.strip().lower()
    for kind in KINDS:
        if word in {kind, ""}:
            return kind
    raise NewPlanError(f"Write one of {', '.join(KINDS)}.")


def _maybe(read: Callable[[str], Answer]) -> Callable[[str], Answer | None]:
    return lambda text: read(text) if text.strip() else None


def _until(ask: Ask, say: Say, question: str, read: Callable[[str], Answer]) -> Answer:
    """Ask until the answer can be read, saying each time what is wrong with it."""
    while True:
        try:
            return read(ask(question))
        except NewPlanError as error:
            say(f"  {error}\n")


def _several(ask: Ask, question: str) -> tuple[str, ...]:
    """Ask for one thing after the other until there are no more."""
    given: list[str] = []
    while text := ask(question if not given else "  And another? [no more] ").strip():
        given.append(text)
    return tuple(given)
