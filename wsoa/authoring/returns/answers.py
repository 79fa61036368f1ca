"""One answer of a return: what it asks for, what of it is in the plan already, and what is in doubt."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date

from wsoa.assess.commitments import after
from wsoa.authoring.dates import read_date
from wsoa.authoring.record import Figure, record
from wsoa.authoring.refusal import AlreadyError, RefusedError
from wsoa.authoring.returns.contradictions import contradictions
from wsoa.authoring.returns.fields import (
    EVERYBODY,
    NOBODY,
    fields_of,
    in_columns,
    in_their_words,
    label_of,
    option_in,
)
from wsoa.authoring.returns.filled import Answer, Doubt, Said
from wsoa.authoring.returns.stamp import Header, stamp_of
from wsoa.authoring.update import edits_for
from wsoa.authoring.update_request import UpdateRequest
from wsoa.checks.words import restated, written
from wsoa.files.editing.draft import Edit
from wsoa.plan.dates import WAYS_TO_WRITE, When
from wsoa.plan.models import Plan, Promise, Update
from wsoa.plan.ratings import Standing
from wsoa.plan.walk import Item

_WAYS = "write a day such as 31 May 2020, or a month such as May 2020"


class InDoubtError(Exception):
    """An answer cannot be taken; ``doubts`` say where and why."""

    def __init__(self, *doubts: Doubt) -> None:
        super().__init__()
        self.doubts = doubts


class Reply:
    """An answer beside the item it is about. ``day`` is the day of the report."""

    def __init__(
        self, plan: Plan, header: Header, answer: Answer, item: Item, day: date, *, unexplained: bool = False
    ) -> None:
        self.plan, self.header, self.answer, self.item, self.day = plan, header, answer, item, day
        self.unexplained = unexplained
        self.by = None if header.lead in {NOBODY, EVERYBODY} else header.lead
        self.said: dict[str, Said] = dict(answer.said)

    def edits(self) -> list[Edit]:
        """Return what to write.

        Raises:
            AlreadyError: the plan says all of it already.
            InDoubtError: something of it cannot be taken.
        """
        doubts = [*self.answer.doubts, *self._doubts()]
        if doubts:
            raise InDoubtError(*doubts)
        return self._figure() if self.answer.code.kind != "commitment" else self._update()

    @property
    def lead(self) -> str:
        """The name it is listed under: the lead who answers, or in a file of all items the item's leads."""
        leads = leads_of(self.item) if self.header.lead == EVERYBODY else (self.by,) if self.by else ()
        return " and ".join(self.plan.role_name(role) for role in leads)

    @property
    def understood(self) -> str:
        """Say in a line what the answer says, every date as it was understood."""
        shown = {**{key: said.words for key, said in self.said.items()}, **self._dates()}
        return "; ".join(_clause(key, words) for key, words in shown.items())

    def _dates(self) -> Mapping[str, str]:
        found = {}
        for key, when in self.whens().items():
            found[key] = written(when)
        return found

    def whens(self) -> dict[str, When]:
        """Return the dates that can be read, by box."""
        found = {}
        for field in fields_of(self.answer.code.kind):
            if field.date and field.key in self.said:
                try:
                    found[field.key] = read_date(self.said[field.key].words, field.label, self.day)
                except RefusedError:
                    continue
        return found

    def _doubts(self) -> Iterator[Doubt]:
        moved = self._moved_on()
        if moved:
            yield Doubt(self.answer.place, self.item.ref, "", moved)
        for field in fields_of(self.answer.code.kind):
            if field.date and field.key in self.said:
                try:
                    read_date(self.said[field.key].words, field.label, self.day)
                except RefusedError as error:
                    yield self._doubt(field.key, str(error).replace(WAYS_TO_WRITE, _WAYS))
        for key, why in contradictions(self.said, explained=not (self.unexplained or self._first_date)):
            yield self._doubt(key, why)
        if "rating" in self.said and "finished" not in self.said and self._claims_complete():
            yield self._doubt("rating", f"it says complete, and “{label_of('finished')}” is blank")

    def _moved_on(self) -> str:
        """Say what changed in the plan since the return was prepared, where that may turn the answer."""
        then, now, thing = self.answer.code.stamp, stamp_of(self.answer.code.kind, self.item), self.item.thing
        anew = "export a new workbook" if self.header.lead == EVERYBODY else "prepare a new return for it"
        fresh = f"{anew}, or use wsoa update"
        if then.ref != now.ref:
            return "the line for the office belongs to another item; start from a fresh return"
        if then.title != now.title:
            return f"the plan's words have changed since, to “{thing.title}”; {fresh}"
        if then.closed != now.closed and not self._said_before("finished"):
            return f"the plan says since that it is {_closed(thing)}; {fresh}"
        dated = self.said.keys() & {"expected", "move_to", "rating"}
        if then.due != now.due and dated and not self._said_before("move_to"):
            due = written(thing.due) if isinstance(thing, Promise) and thing.due else "changed"
            return f"its date has changed since this was prepared: it is {due} now; {fresh}"
        return ""

    @property
    def _first_date(self) -> bool:
        """True for an item without a date: what is told as a new one is its first, and moves nothing."""
        return isinstance(self.item.thing, Promise) and self.item.thing.due is None

    def _said_before(self, key: str) -> bool:
        """True where the plan changed because it was given this very answer."""
        return key in self.said and key not in self._left()

    def _doubt(self, key: str, why: str) -> Doubt:
        said = self.said[key]
        return Doubt(said.place, self.item.ref, said.words, self._named(why))

    def _named(self, why: str) -> str:
        """Return a reason with the names of what stands in the file: boxes, or a workbook's columns."""
        told = in_their_words(why)
        return in_columns(told) if self.header.lead == EVERYBODY else told

    def _refused(self, error: RefusedError) -> InDoubtError:
        key = option_in(str(error))
        if key in self.said:
            return InDoubtError(self._doubt(key, str(error)))
        return InDoubtError(Doubt(self.answer.place, self.item.ref, "", self._named(str(error))))

    def _figure(self) -> list[Edit]:
        said = {key: one.words for key, one in self.said.items()}
        status = said.get("status", "").casefold()
        figure = Figure(
            self.item.ref, said["figure"], said["period"], note=said.get("remark"),
            provisional=status == "provisional", projected=status == "estimate",
            baseline=self.answer.code.kind == "baseline",
        )  # fmt: skip
        try:
            return list(record(self.plan, figure, self.day).edits)
        except AlreadyError:
            raise
        except RefusedError as error:
            raise self._refused(error) from None

    def _update(self) -> list[Edit]:
        left = self._left()
        if not left:
            raise AlreadyError("the plan says this already")
        try:
            return edits_for(self.plan, self.item, self._wanted(left), self.day)
        except RefusedError as error:
            raise self._refused(error) from None

    def _wanted(self, said: Mapping[str, Said]) -> UpdateRequest:
        words = {key: one.words for key, one in said.items()}
        note = self._note(words)
        return UpdateRequest(
            note=note,
            blocker=words.get("blocker"),
            help_needed=words.get("help_needed"),
            rating=self._rating(words.get("rating")),
            forecast=words.get("expected"),
            evidence=(_evidence(words),) if "evidence" in words else (),
            by=self.by if note else None,
            complete=words.get("finished"),
            due=words.get("move_to") if self._first_date else None,
            move_to=None if self._first_date else words.get("move_to"),
            unexplained=self.unexplained,
            reason=words.get("reason"),
            agreed_by=words.get("agreed_by"),
        )

    def _note(self, words: Mapping[str, str]) -> str | None:
        """Return the sentence of the update; what was said without one is said over again in words."""
        if "happened" in words:
            return words["happened"]
        rating, expected = self._rating(words.get("rating")), self.whens().get("expected")
        return restated(rating, expected, words.get("blocker"), words.get("help_needed")) or None

    def _rating(self, words: str | None) -> str | None:
        """Return the code that was written, alone or with its word: G, or G: On track."""
        if words is None:
            return None
        told = words.casefold().strip()
        for one in self.plan.scheme.codes:
            code, word = one.code.casefold(), one.word.casefold()
            if told in {code, word, f"{code}: {word}"}:
                return one.code
        return words

    def _claims_complete(self) -> bool:
        """True where the rating says that what the plan has as open is complete."""
        code = self._rating(self.said["rating"].words) or ""
        done = getattr(self.item.thing, "completed", None) is not None
        return not done and self.plan.scheme.claims(code) is Standing.COMPLETE

    def _left(self) -> dict[str, Said]:
        """Return the boxes whose words the plan does not have yet."""
        left, thing, whens = dict(self.said), self.item.thing, self.whens()
        if not isinstance(thing, Promise):
            return left
        if "finished" in left and thing.completed == whens.get("finished"):
            left.pop("finished")
        if "move_to" in left and thing.due == whens.get("move_to"):
            for key in ("move_to", "reason", "agreed_by"):
                left.pop(key, None)
        if "evidence" in left and any(one.title == left["evidence"].words for one in thing.evidence):
            left.pop("evidence")
            left.pop("address", None)
        if any(self._says_so(update, left, whens) for update in thing.updates):
            for key in ("happened", "blocker", "help_needed", "expected", "rating", "evidence", "address"):
                left.pop(key, None)
        return left

    def _says_so(self, update: Update, left: Mapping[str, Said], whens: Mapping[str, When]) -> bool:
        """True for an update that was made from these boxes, on whatever day since they were prepared."""
        words = {key: one.words for key, one in left.items()}
        titles = [one.title for one in update.evidence]
        return (
            not after(
                self._prepared(),
                self.plan.calendar,
                update.date.window(self.plan.calendar).latest or date.max,
            )
            and update.by == self.by
            and update.text == self._note(words)
            and (update.blocker, update.help_needed) == (words.get("blocker"), words.get("help_needed"))
            and update.rating == self._rating(words.get("rating"))
            and update.forecast == whens.get("expected")
            and ("evidence" not in words or "finished" in self.said or words["evidence"] in titles)
        )

    def _prepared(self) -> When:
        return read_date(self.header.as_of.isoformat(), "prepared", self.day)


def without(reply: Reply, keys: frozenset[str]) -> Reply:
    """Return the same answer without some of its boxes, which another return fills alike."""
    said = {key: one for key, one in reply.said.items() if key not in keys}
    return Reply(
        reply.plan, reply.header, replace(reply.answer, said=said), reply.item, reply.day,
        unexplained=reply.unexplained,
    )  # fmt: skip


def leads_of(item: Item) -> tuple[str, ...]:
    """Return the roles that answer for an item: its own leads, those of its action, the owner of a KPI."""
    if item.kpi is not None:
        return (item.kpi.owner,) if item.kpi.owner else ()
    own: tuple[str, ...] = getattr(item.thing, "leads", ())
    return own or (item.action.leads if item.action else ())


def _evidence(words: Mapping[str, str]) -> str:
    return f"{words['evidence']}={words['address']}" if "address" in words else words["evidence"]


def _clause(key: str, words: str) -> str:
    line = " ".join(words.split())
    if key == "happened":
        return f"“{line}”"
    return f"{label_of(key).lower()}: {line}"


def _closed(thing: object) -> str:
    if isinstance(thing, Promise) and thing.withdrawn is not None:
        return f"withdrawn, {written(thing.withdrawn.date)}"
    if isinstance(thing, Promise) and thing.completed is not None:
        return f"finished, {written(thing.completed)}"
    return "open again"
