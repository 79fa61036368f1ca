"""What a return says at its top, in every kind of file."""

from __future__ import annotations

from wsoa.authoring.returns.fields import STATUSES
from wsoa.authoring.returns.form import Form
from wsoa.plan.ratings import RatingCode


def steps(form: Form, *, tables: bool) -> tuple[str, ...]:
    """Say how to fill a return, a sentence or two a line; ``tables`` is False where it is plain text."""
    where = "Fill the boxes" if tables else "Write after the colons"
    lines = [
        f"{where} and send the file back. Leave blank whatever has not changed.",
        "Dates may be words, day first: 31 March 2020, or just March 2020.",
    ]
    if tables:
        lines.append("Only what stands in the boxes is read.")
    else:
        lines.append("Keep each answer on its line. What you change elsewhere makes no difference.")
    if form.commitments:
        lines.append(
            "Move a date only if the board has agreed; then say why it moves and who agreed. Otherwise say "
            "when you now expect to finish."
        )
    if form.figures:
        kinds = f"{', '.join(STATUSES[:-1])} or {STATUSES[-1]}"
        lines.append(f"A figure is {kinds}; write withheld for a number too small to give.")
    return tuple(lines)


def said_rating(code: RatingCode) -> str:
    """Return a code with its word, as a return takes it back."""
    return code.code if code.word.casefold() == code.code.casefold() else f"{code.code}: {code.word}"


def ratings(form: Form) -> tuple[str, ...]:
    """List the codes that a lead may give."""
    if not form.commitments:
        return ()
    codes = "; ".join(f"{one.code} {one.meaning[:1].lower()}{one.meaning[1:]}" for one in form.ratings)
    return (f"Your rating is one of: {codes}.",)
