"""A return as a text file: comments say what is known and what is asked, and the boxes are empty."""

from __future__ import annotations

from collections.abc import Iterator
from textwrap import wrap

from wsoa.authoring.returns.fields import OFFICE, REF
from wsoa.authoring.returns.form import GROUPS, Entry, Form
from wsoa.files.editing.emit import Quoted, scalar
from wsoa.render.office.return_words import ratings, steps
from wsoa.words.dates import say_day
from wsoa.words.text import visible

_WIDE = 92


def return_yaml(form: Form) -> str:
    """Return the file's text."""
    return "\n".join([*_top(form), *_section("commitments", form), *_section("figures", form)]) + "\n"


def _top(form: Form) -> Iterator[str]:
    yield f"# {visible(form.whose)}: return as at {say_day(form.header.as_of)}"
    yield f"# {visible(form.area)}: {visible(form.title)}"
    yield "#"
    for step in (*steps(form, tables=False), *ratings(form)):
        yield from _comment(step, "")
    yield ""
    yield f"{OFFICE.lower()}: {scalar(str(form.header))}"


def _section(name: str, form: Form) -> Iterator[str]:
    entries = form.commitments if name == "commitments" else form.figures
    if not entries:
        return
    yield ""
    yield f"{name}:"
    group = None
    for entry in entries:
        if entry.group != group and name == "commitments":
            yield ""
            yield f"  # {GROUPS[entry.group].upper()}"
        group = entry.group
        yield ""
        yield from _entry(entry)


def _entry(entry: Entry) -> Iterator[str]:
    yield from _comment(f"{entry.ref}  {entry.title}", "  ")
    for label, words in entry.facts:
        yield from _comment(f"{label}: {words}", "  ")
    yield from _comment(entry.question, "  ")
    yield f"  - {REF.lower()}: {scalar(Quoted(entry.ref))}"
    for field in entry.fields:
        yield f"    {field.label.lower()}:"
    yield f"    {OFFICE.lower()}: {scalar(str(entry.code))}"


def _comment(text: str, indent: str) -> Iterator[str]:
    for line in wrap(visible(" ".join(text.split())), _WIDE, break_on_hyphens=False, break_long_words=False):
        yield f"{indent}# {line}"
