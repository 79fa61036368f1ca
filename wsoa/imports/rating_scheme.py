"""The rating scheme of a draft: the key that the document prints, else the common one; never two mixed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from wsoa.imports.cells.rating_key import KeyEntry
from wsoa.imports.cells.statuses import PAUSED
from wsoa.imports.draft import Draft, Rating, Step
from wsoa.imports.ledger import Kind, Ledger
from wsoa.plan.ratings import PRESETS, Standing

_COLOUR_WORDS = frozenset({"blue", "green", "amber", "red", "grey"})
_OWN = {code.standings[0]: code.code for code in PRESETS["rag"].codes if len(code.standings) == 1}
_WORDS = {code.code: code.word for code in PRESETS["rag"].codes}


def set_ratings(draft: Draft, steps: Sequence[Step], key: Sequence[KeyEntry], ledger: Ledger) -> None:
    """Give every rating that has a plain standing a code of one scheme; the others stay words, each with its line."""  # noqa: E501
    rated = [step for step in steps if step.rating is not None]
    if key:
        _take_key(draft, key, ledger)
    elif rated:
        made = "the scheme rag; say what each status means under rating_scheme where that is not so"
        found = ", ".join(sorted({step.rating.printed for step in rated if step.rating}))
        ledger.add(Kind.GUESS, rated[0].place, "rating scheme", found, made)
    codes = _Codes(draft, key)
    for step in rated:
        if step.rating is not None:
            _settle(step, step.rating, codes, draft, ledger)


class _Codes:
    """The codes of the scheme in use."""

    def __init__(self, draft: Draft, key: Sequence[KeyEntry]) -> None:
        self._key = {entry.code: entry for entry in key}
        self._own = bool(draft.codes)

    def code(self, rating: Rating) -> str:
        """Return the code for a rating; empty where the scheme has none that says the same."""
        if self._own:
            if rating.colour in self._key:
                return rating.colour
            same = [
                entry.code
                for entry in self._key.values()
                if entry.standing is not None and entry.standing == rating.standing
            ]
            return same[0] if same and not rating.colour else ""
        return _OWN.get(rating.standing, "") if isinstance(rating.standing, Standing) else ""

    def says(self, code: str) -> str:
        """Return the word for a code."""
        return self._key[code].word if code in self._key else _WORDS.get(code, code)


def _take_key(draft: Draft, key: Sequence[KeyEntry], ledger: Ledger) -> None:
    """Make the printed key the plan's scheme."""
    for entry in key:
        code: dict[str, object] = {"code": entry.code, "word": entry.word, "meaning": entry.meaning}
        if entry.word.lower() in _COLOUR_WORDS:
            code["colour"] = entry.word.lower()
        code["standings"] = [entry.standing.value] if entry.standing else []
        draft.codes.append(code)
        made = (
            f"the standing {entry.standing.word.lower()}"
            if entry.standing
            else "no standing is plain; words only"
        )
        ledger.add(Kind.GUESS, entry.place, "key", f"{entry.word} = {entry.meaning}", made)


def _settle(step: Step, rating: Rating, codes: _Codes, draft: Draft, ledger: Ledger) -> None:
    day = rating.date or draft.date
    if rating.standing is Standing.WITHDRAWN and day:
        step.withdrawn = {"date": day, "reason": rating.printed}
        ledger.add(Kind.GUESS, rating.place, "rating", rating.printed, f"withdrawn as at {day}", ref=step.ref)
        return
    if rating.standing == PAUSED and day:
        step.paused = {"date": day, "reason": rating.printed}
        ledger.add(Kind.GUESS, rating.place, "rating", rating.printed, f"paused as at {day}", ref=step.ref)
        return
    code = codes.code(rating)
    if not code:
        step.printed["rating"] = rating.printed
        ledger.add(Kind.NOT_READ, rating.place, "rating", rating.printed, _why(rating, day), ref=step.ref)
        return
    step.code = code
    step.rating = rating._replace(date=day)
    if rating.printed.casefold() not in {code.casefold(), codes.says(code).casefold()}:
        step.printed.setdefault("rating", rating.printed)
    said = f"{code}, {codes.says(code).lower()}" + ("" if day else "; no date is printed, so it has none")
    ledger.add(Kind.SPELT, rating.place, "rating", rating.printed, said, ref=step.ref)


def _why(rating: Rating, day: str) -> str:
    if rating.standing is Standing.WITHDRAWN or rating.standing == PAUSED:
        word = "withdrawn" if rating.standing is Standing.WITHDRAWN else "paused"
        return f"{word}, on no day that is known{'' if day else '; give it with --date'}; kept under printed"
    return "words only: no standing is plain; kept under printed; a key under rating_scheme can say what it means"  # noqa: E501


def finished_code(draft: Draft) -> str:
    """Return the code that says complete; empty where the scheme has none."""
    if draft.codes:
        return next(
            (str(code["code"]) for code in draft.codes if Standing.COMPLETE.value in code["standings"]), ""
        )
    return _OWN[Standing.COMPLETE]


def told_code(rating: Rating | None, draft: Draft, key: Iterable[KeyEntry]) -> str:
    """Return the code for a rating in a report."""
    return _Codes(draft, list(key)).code(rating) if rating is not None else ""
