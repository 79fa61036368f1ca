"""The back of the Word document: reviews, governance, glossary, key, and how it was made."""

from __future__ import annotations

from wsoa.render.office.docx_lines import BULLET, facts, grouped, heading, remarks
from wsoa.render.office.docx_parts import Grid, Para, Run, Writer, text
from wsoa.render.office.docx_styles import tag_style
from wsoa.reports.statement.view import Key, StatementView

_TEXT, _REF = "Tabletext", "Tableref"


def back(writer: Writer, view: StatementView) -> None:
    """Write everything after the KPIs."""
    _reviews(writer, view)
    if view.governance:
        writer.add(heading("Who answers for the plan", 1, "governance"))
    for board in view.governance:
        writer.add(
            heading(board.title, 2), *([text(board.detail)] if board.detail else []), *facts(board.facts)
        )
    if view.glossary:
        writer.add(heading("Glossary", 1, "glossary"), *facts(view.glossary))
    _key(writer, view.key, view.head.area)
    writer.add(heading("How this page was made", 1, "about"), *(text(line) for line in view.about.sentences))
    writer.add(*facts(view.about.facts), *remarks([view.about.note]))


def _reviews(writer: Writer, view: StatementView) -> None:
    reviews = view.reviews
    writer.add(heading("Inspection and reviews", 1, "reviews"), *facts(reviews.history))
    if not reviews.history and not reviews.reviews:
        writer.add(text("No review is recorded."))
    for review in reviews.reviews:
        writer.add(heading(review.title, 2, review.anchor), *facts(review.facts))
        writer.add(*grouped(review.judgements, 3), *remarks([review.note]))


def _key(writer: Writer, key: Key, area: str) -> None:
    writer.add(heading("Key to the ratings", 1, "key"), *(text(rule, BULLET) for rule in key.rules))
    writer.add(heading("Standings", 2))
    standings = [
        (
            (Para((Run(one.tag.word, tag_style(one.tag.key)),), _REF),),
            (text(one.tag.letter, _TEXT),),
            (text(one.meaning, _TEXT),),
        )
        for one in key.standings
    ]
    writer.table(
        Grid("What each standing means", ("Standing", "Letter", "Meaning"), (36, 18, 118), standings)
    )
    writer.add(heading(f"The codes used in {area}", 2))
    codes = [
        ((text(one.code, _REF),), *((text(words, _TEXT),) for words in (one.word, one.meaning, one.covers)))
        for one in key.codes
    ]
    title = "What each code means and which standings it covers"
    writer.table(Grid(title, ("Code", "Word", "Meaning", "Covers"), (18, 32, 74, 48), codes))
    if key.resources:
        writer.add(heading("Resource codes", 2), *facts(key.resources))
