"""Questions for scrutiny as plain data. Every string is ready to print; nothing here knows of HTML."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from wsoa.reports.anchors import Prose
from wsoa.reports.parts import Fact, Head, Link, Words


@dataclass(frozen=True, slots=True)
class Named:
    """Something a question is about, with its facts. ``url`` is its place in the full statement, if any."""

    ref: Link
    url: str
    title: str
    says: str


@dataclass(frozen=True, slots=True)
class Question:
    """One question, the facts it rests on, some of what it is about, and what a good answer has."""

    anchor: str
    number: int
    asks: str
    because: tuple[str, ...]
    items: tuple[Named, ...]
    more: str
    answer: str


@dataclass(frozen=True, slots=True)
class Theme:
    """Questions of one kind."""

    anchor: str
    heading: str
    questions: tuple[Question, ...]


@dataclass(frozen=True, slots=True)
class QuestionsView:
    """The questions, those that weigh most first; ``statement`` is the address of the full statement."""

    report: ClassVar = "questions"

    page_title: str
    words: Words
    head: Head
    statement: str
    onward: Prose
    lead: tuple[str, ...]
    themes: tuple[Theme, ...]
    made: tuple[str, ...]
    short_forms: tuple[Fact, ...]
