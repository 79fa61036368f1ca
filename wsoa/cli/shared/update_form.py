"""The short form of ``wsoa update`` on a terminal: what is there, then only the questions that matter."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from wsoa.authoring.refusal import RefusedError
from wsoa.authoring.update import edits_for
from wsoa.authoring.update_request import UpdateRequest
from wsoa.files.load import LoadedPlan
from wsoa.plan.models import Plan, Promise
from wsoa.plan.walk import Item
from wsoa.publish.versions import Told
from wsoa.render.terminal.options import RenderOptions

Ask = Callable[[str], str]
Say = Callable[[str], object]

_WAYS = {"n": "a note", "c": "it is finished", "m": "its date moves", "w": "it is no longer promised"}


def shown(told: Told, item: Item, day: date, look: RenderOptions) -> str:
    """Draw what is there: the dates, the standing, the last word."""
    if item.kind == "plan":
        return f"{item.title}\n"
    from wsoa.assess.assessment import assess
    from wsoa.render.registry import render
    from wsoa.reports.terminal.item import item as report

    made = report(told.loaded, assess(told.plan, day, told.gap), item.ref)
    return render("item", "text", made, look) + "\n"


def ask_for(loaded: LoadedPlan, item: Item, day: date, ask: Ask, say: Say) -> UpdateRequest:
    """Return what somebody wants to write about an item. Each answer is checked before the next question.

    Raises:
        EOFError: there is nobody to answer any more.
        RefusedError: nothing can be written about the item any more.
    """
    assert loaded.plan is not None  # noqa: S101 - a broken plan went no further
    form = _Form(loaded.plan, item, day, ask, say)
    form.check(UpdateRequest(note="-"))
    return {"n": form.note, "c": form.finished, "m": form.moved, "w": form.withdrawn}[form.way()]()


@dataclass(frozen=True, slots=True)
class _Form:
    plan: Plan
    item: Item
    day: date
    ask: Ask
    say: Say

    def check(self, wanted: UpdateRequest) -> None:
        """Refuse what could not be written."""
        edits_for(self.plan, self.item, wanted, self.day)

    def way(self) -> str:
        """Ask what is to be written; only a note where nothing else can be."""
        thing = self.item.thing
        if not isinstance(thing, Promise) or thing.completed is not None:
            return "n"
        lines = "".join(f"  {letter}  {words}\n" for letter, words in _WAYS.items())
        while True:
            answer = self.ask(f"What is there to write?\n{lines}[n] ").strip().lower()[:1] or "n"
            if answer in _WAYS:
                return answer

    def note(self) -> UpdateRequest:
        """Ask for a note, and for all that goes with it."""
        wanted = self._until(UpdateRequest(), "note", "What is known, in a sentence or two? ")
        wanted = self._until(wanted, "blocker", "What is in the way? [nothing] ")
        if wanted.blocker:
            wanted = self._until(wanted, "help_needed", "What help is needed, and from whom? [none] ")
        codes = ", ".join(one.code for one in self.plan.scheme.codes)
        wanted = self._until(wanted, "rating", f"Rating ({codes})? [none] ")
        thing = self.item.thing
        if not isinstance(thing, Promise) or thing.completed is None:
            wanted = self._until(wanted, "forecast", "When is it expected to be finished? [not said] ")
        wanted = self._until(wanted, "by", "Which role reports this? [not said] ")
        return self._until(wanted, "evidence", "Evidence, as TITLE=URL? [none] ")

    def finished(self) -> UpdateRequest:
        """Ask when it was finished, and for what shows it."""
        wanted = self._until(UpdateRequest(), "complete", "When was it finished? [today] ", "today")
        wanted = self._until(wanted, "evidence", "What shows it, as TITLE=URL? [none] ")
        return self._until(wanted, "note", "Anything to add? [no] ")

    def moved(self) -> UpdateRequest:
        """Ask for the new date, the reason and who agreed: a date never moves without them."""
        known = UpdateRequest(reason="-", agreed_by="-")
        wanted = self._until(known, "move_to", "What is the new date? ")
        wanted = self._until(wanted, "reason", "Why does it move? ")
        wanted = self._until(wanted, "agreed_by", "Which board or role agreed? ")
        return self._until(wanted, "minute", "Minute or letter that records it? [none] ")

    def withdrawn(self) -> UpdateRequest:
        """Ask why it is no longer promised."""
        wanted = self._until(UpdateRequest(withdraw=True), "reason", "Why is it no longer promised? ")
        wanted = self._until(wanted, "agreed_by", "Which board or role agreed? [not said] ")
        return self._until(wanted, "superseded_by", "Which ref takes its place? [none] ")

    def _until(self, wanted: UpdateRequest, field: str, question: str, otherwise: str = "") -> UpdateRequest:
        """Ask until the answer fits; Enter leaves out what may be left out."""
        optional = "[" in question
        while True:
            text = self.ask(question).strip() or otherwise
            if not text and optional:
                return wanted
            try:
                return self._answered(wanted, field, text)
            except RefusedError as refusal:
                self.say(f"  {refusal}\n")

    def _answered(self, wanted: UpdateRequest, field: str, text: str) -> UpdateRequest:
        if not text:
            raise RefusedError("This is needed.")
        answer: Any = (text,) if field == "evidence" else text
        tried = replace(wanted, **{field: answer})
        self.check(tried)
        return tried
