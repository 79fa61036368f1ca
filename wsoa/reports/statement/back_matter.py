"""The rest of the statement: weaknesses, reviews, governance, glossary, key, and how the page was made."""

from __future__ import annotations

from collections.abc import Sequence

from wsoa.assess.assessment import Commitment
from wsoa.findings import Finding, Severity
from wsoa.plan.head import Governance, Review, Weakness
from wsoa.plan.ratings import RatingCode, RatingScheme, Standing
from wsoa.provenance.provenance import Provenance
from wsoa.reports.anchors import prose
from wsoa.reports.in_short import kinds
from wsoa.reports.item_pages import impact_anchor
from wsoa.reports.parts import Fact, Link, Titled
from wsoa.reports.plan_as_at import PlanAsAt, fact
from wsoa.reports.statement.view import (
    About,
    GovernanceView,
    Key,
    KeyCode,
    KeyStanding,
    Reviews,
    ReviewView,
    WeaknessCard,
    Weaknesses,
)
from wsoa.reports.weaknesses import JUDGED, judgements, monitoring
from wsoa.words.dates import say_day
from wsoa.words.lists import capital, listed, plural, sentence
from wsoa.words.nothing import NO_DATE, not_answered, not_tied
from wsoa.words.numbers import count, count_days
from wsoa.words.standings import COMMITMENT_MEANS, counted, longest_delay


def weaknesses(at: PlanAsAt) -> Weaknesses:
    """Lay out a card for each weakness; one sentence where the plan ties none to a workstream."""
    labels = at.plan.labels
    tied = any(w.weaknesses for w in at.plan.workstreams)
    return Weaknesses(
        heading=capital(plural(labels.weakness)),
        intro="" if tied else sentence(not_tied(labels)),
        cards=tuple(_card(at, w, index, tied=tied) for index, w in enumerate(at.plan.weaknesses)),
    )


def _card(at: PlanAsAt, weakness: Weakness, index: int, *, tied: bool) -> WeaknessCard:
    answering = [
        (w, at.anchors.by_path["workstreams", i])
        for i, w in enumerate(at.plan.workstreams)
        if weakness.ref in w.weaknesses
    ]
    refs = {w.ref for w, _ in answering}
    own = [c for c in at.assessment.commitments if c.workstream in refs]
    return WeaknessCard(
        anchor=at.anchors.by_path["weaknesses", index],
        ref=weakness.ref,
        title=weakness.title,
        answered_by=tuple(Link(f"{w.ref} {w.title}", anchor) for w, anchor in answering),
        counts=_standing(at, own, answered=bool(answering), tied=tied),
        delay=longest_delay(own),
        monitoring=monitoring(at, weakness),
        found=tuple(one.line for one in judgements(at, weakness)),
        notice=tuple(Link(w.ref, impact_anchor(anchor)) for w, anchor in answering if w.impact),
        note=prose(sentence(weakness.note)) if weakness.note else (),
    )


def _standing(at: PlanAsAt, own: Sequence[Commitment], *, answered: bool, tied: bool) -> str:
    if answered:
        return counted(count(len(own), "commitment"), own) or "Nothing is promised by a date."
    return not_answered(at.plan.labels) if tied else ""


def reviews(at: PlanAsAt) -> Reviews:
    """Tell how the plan came about, then list formal reviews; findings only of those held by the day."""
    return Reviews(_history(at), tuple(_review(at, r, index) for index, r in enumerate(at.plan.reviews)))


def _history(at: PlanAsAt) -> tuple[Fact, ...]:
    plan = at.plan
    inspection = plan.inspection
    return (
        *fact("Report received", at.days(inspection.report_received) if inspection else []),
        *fact("Report published", at.days(inspection.report_published) if inspection else []),
        *fact("First version sent back", _returned(at)),
        *fact("Submitted", at.days(plan.submitted)),
        *fact("Takes the place of", [plan.supersedes] if plan.supersedes else []),
    )


def _returned(at: PlanAsAt) -> list[str]:
    returned = at.plan.returned
    if returned is None or not at.known(returned.date):
        return []
    words = [at.say(returned.date) + (f": {returned.reason}" if returned.reason else "")]
    words += [f"The next version was due {at.say(returned.resubmit_by)}"] if returned.resubmit_by else []
    words += [f"Source: {returned.source}"] if returned.source else []
    return [". ".join(words)]


def _review(at: PlanAsAt, review: Review, index: int) -> ReviewView:
    held = review.date is not None and at.known(review.date)
    ahead = review.date is not None and not held
    facts = [
        *fact("Planned for", [at.say(review.due)] if review.due else []),
        *fact("Held", [at.say(review.date) if held and review.date else _not_held(at, review)]),
        *fact("By", [review.by] if review.by else []),
    ]
    if not ahead:
        facts += fact("Found", [sentence(review.outcome)] if review.outcome else [])
        facts += fact("Source", [review.source] if review.source else [])
    return ReviewView(
        anchor=at.anchors.by_path["reviews", index],
        title=review.title,
        facts=tuple(facts),
        judgements=_judgements(at, review) if held else (),
        note=prose(sentence(review.note)) if review.note and not ahead else (),
    )


def _not_held(at: PlanAsAt, review: Review) -> str:
    """Say why no day can be given: it lies ahead, others still owe it, or nobody wrote the day down."""
    if review.date is not None or (review.due is not None and not at.known(review.due)):
        return "Not held yet"
    return "Not held yet" if review.from_others(at.plan.own_names) and not review.outcome else NO_DATE


def _judgements(at: PlanAsAt, review: Review) -> tuple[Titled, ...]:
    titles = {w.ref: w.title for w in at.plan.weaknesses}
    groups = [
        (
            words,
            [
                f"{p.ref}: {titles.get(p.ref, 'not in this plan')}"
                for p in review.weaknesses
                if p.progress == key
            ],
        )
        for key, words in JUDGED.items()
    ]
    return tuple(Titled(words, tuple(lines)) for words, lines in groups if lines)


def governance(at: PlanAsAt) -> tuple[GovernanceView, ...]:
    """List the boards and groups that answer for the plan."""
    return tuple(_board(at, board) for board in at.plan.governance)


def _board(at: PlanAsAt, board: Governance) -> GovernanceView:
    facts = (
        *at.people("Chair", (board.chair,) if board.chair else ()),
        *fact("Members", ["; ".join(board.members)] if board.members else []),
        *fact("Meets", [board.meets] if board.meets else []),
        *fact("Reports to", ["; ".join(board.reports_to)] if board.reports_to else []),
    )
    return GovernanceView(board.title, sentence(board.detail) if board.detail else "", facts)


def glossary(at: PlanAsAt) -> tuple[Fact, ...]:
    """List abbreviations in alphabetical order, whatever the case of their letters."""
    terms = sorted(at.plan.glossary.items(), key=lambda pair: pair[0].casefold())
    return tuple(Fact(term, (prose(sentence(meaning)),)) for term, meaning in terms)


def key(at: PlanAsAt) -> Key:
    """Explain every standing, every code of the area's own, and the thresholds behind them."""
    scheme = at.assessment.scheme
    return Key(
        standings=tuple(KeyStanding(at.tag(s), sentence(_meaning(s, scheme.behind_days))) for s in Standing),
        codes=tuple(_code(code) for code in scheme.codes),
        rules=_rules(scheme),
        resources=tuple(
            Fact(code, (prose(sentence(meaning)),)) for code, meaning in at.plan.resources.items()
        ),
    )


def _rules(scheme: RatingScheme) -> tuple[str, ...]:
    behind, stale = count_days(scheme.behind_days), count_days(scheme.stale_days)
    start = "the date first promised" if scheme.from_original else "the date as it now stands"
    return (
        "Standings are worked out from dates and reports alone, never from opinion.",
        f"Late, or expected late, by up to {behind} is behind; by more is off track.",
        f"Lateness counts from {start}, in calendar days.",
        f"Where the last report is more than {stale} old, the standing is not known.",
        "A date that names only a month ends on its last day.",
        "Where the owner's own rating is more favourable than the dates allow, the page says so.",
    )


def _meaning(standing: Standing, behind_days: int) -> str:
    if standing is Standing.BEHIND:
        return f"late, or expected late, by up to {count_days(behind_days)}"
    if standing is Standing.OFF_TRACK:
        return f"late, or expected late, by more than {count_days(behind_days)}"
    return standing.meaning


def _code(code: RatingCode) -> KeyCode:
    covers = listed([standing.word.lower() for standing in code.standings])
    return KeyCode(code.code, code.word, sentence(code.meaning), capital(covers) or "None")


def about(at: PlanAsAt, findings: Sequence[Finding], provenance: Provenance) -> About:
    """Say how the page was made, from what, on what day, and what the checks found."""
    plan = at.plan
    files = "This page was made from the plan's files, kept as plain text with every change on record."
    document = f" It records {plan.document.title}, {at.say(plan.document.date)}." if plan.document else ""
    commitments = len(at.assessment.own)
    return About(
        sentences=(
            f"{files}{document}",
            f"It shows what was known on {say_day(provenance.as_of)}; nothing dated later is used.",
            f"{COMMITMENT_MEANS} This plan has {commitments:,}" + (f": {kinds(at)}." if commitments else "."),
            *(
                ["What others are to hold, such as a re-visit, is not counted."]
                if at.assessment.by_others
                else []
            ),
            _checked(findings),
        ),
        facts=(
            *fact("As at", [say_day(provenance.as_of)]),
            *fact("Plan", [f"{provenance.plan_id}, content {provenance.plan_hash}"]),
            *fact("Version", [f"commit {provenance.commit}" if provenance.commit else "commit not known"]),
            *fact("Made with", [f"wsoa {provenance.tool_version}, rules {provenance.rules_version}"]),
        ),
        note=prose(sentence(plan.note)) if plan.note else (),
    )


def _checked(findings: Sequence[Finding]) -> str:
    wrong = sum(1 for f in findings if f.severity is Severity.ERROR)
    warned = sum(1 for f in findings if f.severity is Severity.WARNING)
    if not wrong and not warned:
        return "The checks found nothing to report in the plan's files."
    return f"The checks found {count(wrong, 'error')} and {count(warned, 'warning')} in the plan's files."
