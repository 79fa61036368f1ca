from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from tests.conftest_plans import action_plan, load_text
from tests.render.small import AS_OF, PLAN, load_plan, small_view, view_of
from wsoa.assess.assessment import assess
from wsoa.files.load import LoadedPlan
from wsoa.findings import Finding, Place, Severity
from wsoa.history.repository.versions import Commit, Version
from wsoa.history.timeline import timeline
from wsoa.provenance.provenance import fingerprint, provenance_of
from wsoa.reports.context import ReportContext
from wsoa.reports.plan_as_at import plan_as_at
from wsoa.reports.promises import Row
from wsoa.reports.statement.back_matter import about
from wsoa.reports.statement.statement import statement
from wsoa.reports.statement.view import StatementView
from wsoa.words.lists import sentence


def rows(view: StatementView) -> dict[str, Row]:
    outcomes = [outcome for workstream in view.workstreams for outcome in workstream.outcomes]
    actions = [action for outcome in outcomes for action in outcome.actions]
    return {row.ref: row for action in actions for row in (action.action, *action.milestones)}


def test_the_summary_counts_what_is_late_and_what_moved() -> None:
    assert small_view().in_short.sentences == (
        "Of 10 commitments, 2 are complete, 4 are past their date, 1 is not known and 1 was withdrawn.",
        "3 of those past their date are unreported: nobody has reported on them since.",
        "1 deadline has moved; 1 move has no recorded reason.",
        "1 commitment is rated more favourably by its owner than the dates allow.",
        "Next: 1 commitment due by 31 December 2020.",
        "1 review by others, held.",
    )


def test_five_figures_stand_at_the_top() -> None:
    assert [(one.number, one.label) for one in small_view().in_short.figures] == [
        ("2", "complete"),
        ("4", "past their date"),
        ("3", "of these unreported"),
        ("1", "moved"),
        ("1", "not known"),
    ]


def test_a_moved_deadline_is_told_with_both_dates_the_days_and_the_reason() -> None:
    first, second, *_ = small_view().changes.changes
    assert (first.old, first.new, first.effect) == ("30 June 2020", "31 December 2020", "184 days later")
    assert (first.reason, first.agreed) == ("No reason recorded.", "Who agreed is not recorded.")
    assert (second.reason, second.agreed) == ("New team not in place.", "Agreed by Improvement board.")


def test_without_a_change_record_one_line_says_so(cumbria: LoadedPlan) -> None:
    view = view_of(cumbria)
    assert view.changes.none == "No deadline is recorded as moved."
    assert view.changes.changes == ()


def test_a_moved_action_says_so_beside_its_standing() -> None:
    row = rows(small_view())["1.1.1"]
    assert row.tag is not None
    assert (row.tag.word, row.moved) == ("On track", "Moved twice, 366 days later")
    assert row.due is not None
    assert row.due.first is not None
    assert (row.due.now.words, row.due.first.words) == ("31 December 2020", "31 December 2019")


def test_what_the_document_prints_is_told_only_where_it_differs() -> None:
    remarks = ["".join(span.text for span in remark) for remark in rows(small_view())["1.1.2"].remarks]
    assert remarks == ["The document prints the date as “31 November 2019”.", "November has 30 days."]


def test_a_rating_better_than_the_facts_is_contradicted_in_words() -> None:
    row = rows(small_view())["1.1.2"]
    assert row.disagreement.startswith("Rated G (green: on track) in December 2019, but off track")
    assert row.declared == ""


def test_an_action_with_milestones_stands_as_its_worst_one_does() -> None:
    row = rows(small_view())["1.2.1"]
    assert row.tag is not None
    assert row.tag.word == "Unreported"
    assert row.timing == "3 milestones: 1 unreported, 1 not started and 1 complete"


def test_refs_become_links_only_where_they_lead_somewhere() -> None:
    depends, see = rows(small_view())["1.1.2"].trails
    assert [(link.text, link.anchor) for link in (*depends.links, *see.links)] == [
        ("1.1.1", "action-1.1.1"),
        ("1.2.1", "action-1.2.1"),
        ("Other plan: 4.1", ""),
    ]


def test_a_kpi_says_where_it_is_and_a_promised_baseline_is_listed_honestly() -> None:
    first, second = small_view().kpis.groups[0].kpis
    latest = first.facts[0].lines[0][0].text
    assert latest.startswith(
        "58% on 30 September 2020 (provisional); not yet at the target of 70% by March 2021"
    )
    assert second.facts[1].lines[0][0].text == "Promised for December 2019, not yet published"


def test_nothing_dated_after_the_day_is_told() -> None:
    view = small_view(date(2019, 11, 1))
    text = repr(view)
    assert "One writer has started" not in text
    assert "New team not in place" not in text
    assert "Released from monitoring" not in text
    assert "58%" not in text
    assert view.changes.no_news == "No report of progress is recorded."
    assert "Public gatherings" not in text


@pytest.mark.parametrize(
    ("review", "day", "held"),
    [
        ("due: 2020-04, kind: revisit", "2021-06-30", ["Not held yet."]),
        ("due: 2020-04, kind: revisit, date: 2022-12", "2021-06-30", ["Not held yet."]),
        ("due: 2020-04, kind: revisit, date: 2020-05-04", "2021-06-30", ["4 May 2020."]),
        ("kind: decision", "2021-06-30", ["Not held yet."]),
        ("kind: decision, outcome: Fit for purpose", "2021-06-30", ["No date recorded."]),
        ("due: 2020-04, kind: stocktake", "2021-06-30", ["No date recorded."]),
        ("due: 2021-09, kind: stocktake", "2021-06-30", ["Not held yet."]),
    ],
)
def test_a_review_says_when_it_was_held_or_that_it_was_not(review: str, day: str, held: list[str]) -> None:
    plan = PLAN[: PLAN.index("reviews:")] + f"reviews: [{{title: Visit, {review}}}]\n"
    (told,) = view_of(load_plan(plan), date.fromisoformat(day)).reviews.reviews
    found = next(fact for fact in told.facts if fact.label == "Held")
    assert [sentence(span.text) for line in found.lines for span in line] == held


def test_a_figure_from_elsewhere_for_a_later_time_is_not_told() -> None:
    new = "comparators: [{name: England, value: 60.4, period: 2019}, {name: Wales, value: 1, period: 2021}]"
    plan = load_plan(PLAN.replace("comparators: [{name: England, value: 60.4, period: 2019}]", new))
    (group,) = view_of(plan).kpis.groups
    found = next(fact for fact in group.kpis[0].facts if fact.label == "Elsewhere")
    assert [span.text for line in found.lines for span in line] == ["England: 60.4% in 2019"]


def test_a_review_still_ahead_does_not_tell_its_findings() -> None:
    text = repr(small_view())
    assert "Progress in one area" in text
    assert "Not to be told yet" not in text
    assert "Nor this" not in text


def test_the_public_page_names_roles_and_says_which_are_vacant() -> None:
    facts = small_view().workstreams[0].facts
    assert [(fact.label, fact.lines[0][0].text) for fact in facts[:2]] == [
        ("Chair", "SEND Lead, Westshire Council"),
        ("Sponsor", "Health Lead (vacant)"),
    ]


def test_local_words_stand_in_headings() -> None:
    view = small_view()
    assert view.weaknesses.heading == "Areas of concern"
    assert (view.workstreams[0].label, view.workstreams[0].outcomes[0].label) == (
        "Working group",
        "Priority area",
    )


def test_the_key_prints_the_thresholds_of_this_plan() -> None:
    loaded = load_plan(
        PLAN.replace("rating_scheme: brag", "rating_scheme: {preset: brag, behind_days: 14, stale_days: 60}")
    )
    rules = " ".join(view_of(loaded).key.rules)
    assert "up to 14 days is behind" in rules
    assert "more than 60 days old" in rules


def test_where_no_action_names_a_lead_the_column_is_left_out() -> None:
    named, unnamed = small_view().workstreams[0].outcomes
    assert (named.has_leads, unnamed.has_leads) == (True, False)


def test_an_unknown_commit_is_said_to_be_unknown() -> None:
    loaded = load_plan()
    view = statement(ReportContext(loaded, provenance_of(loaded, AS_OF, "1.2.3")))
    assert ("Version", "commit not known") in [
        (fact.label, fact.lines[0][0].text) for fact in view.about.facts
    ]


def test_findings_are_counted_by_severity() -> None:
    loaded = load_plan()
    assert loaded.plan is not None
    found = tuple(
        Finding(f"WSOA40{index}", "no-lead", severity, "no lead", Place("plan.yaml", index))
        for index, severity in enumerate(
            (Severity.ERROR, Severity.WARNING, Severity.WARNING, Severity.INFO), 1
        )
    )
    made = about(plan_as_at(assess(loaded.plan, AS_OF)), found, provenance_of(loaded, AS_OF, "1.2.3"))
    assert "The checks found 1 error and 2 warnings in the plan's files." in made.sentences


def test_a_page_cannot_bear_another_plans_provenance() -> None:
    loaded = load_plan()
    with pytest.raises(ValueError, match="a page of westshire"):
        ReportContext(replace(loaded, id="eastshire"), provenance_of(loaded, AS_OF, "1.2.3"))


def test_the_fingerprint_changes_with_any_character() -> None:
    assert fingerprint(load_plan().sources) == fingerprint(load_plan().sources)
    assert fingerprint(load_plan().sources) != fingerprint(load_plan(PLAN + "\n").sources)


def test_a_plan_without_commitments_says_so() -> None:
    text = (
        "format: 1\nkind: pap\narea: Westshire\ntitle: Plan\nbodies: [Council]\nroles: {}\nweaknesses: []\n"
    )
    view = view_of(load_plan(text))
    assert view.in_short.sentences == ("This plan holds nothing yet that is promised by a date.",)
    assert not view.in_short.bar.drawn


def moved_in_git() -> ReportContext:
    """The small plan, in which a version of January 2020 moved a deadline and recorded nothing."""
    new = load_plan()
    old = load_plan(PLAN.replace("due: 2020-03\n", "due: 2020-01\n"))
    commits = [
        Commit(f"{n}" * 40, day, day, "Edit") for n, day in ((1, date(2019, 11, 1)), (2, date(2020, 1, 20)))
    ]
    line = timeline([Version(commits[0], old), Version(commits[1], new)])
    return ReportContext(new, provenance_of(new, AS_OF, "1.2.3"), past=line)


def test_a_deadline_moved_in_a_version_without_a_record_is_told_too() -> None:
    view = statement(moved_in_git())
    line = next(line for line in view.changes.changes if line.ref.text == "1.1.3")
    assert (line.old, line.new, line.effect) == ("January 2020", "March 2020", "60 days later")
    assert (line.reason, line.agreed) == ("No reason recorded.", "Who agreed is not recorded.")
    assert line.date.words == "20 January 2020, in version 222222222"
    assert "2 deadlines have moved; 2 moves have no recorded reason." in view.in_short.sentences
    assert [one.number for one in view.in_short.figures if one.label == "moved"] == ["2"]


def test_what_a_later_version_moved_is_not_known_yet() -> None:
    before = replace(moved_in_git(), provenance=provenance_of(load_plan(), date(2020, 1, 10), "1.2.3"))
    assert [line.ref.text for line in statement(before).changes.changes] == ["1.1.1"]


def test_a_report_says_what_is_in_the_way_and_what_is_asked_for() -> None:
    said = "source: Board report\n"
    more = "                blocker: one post is vacant\n                help_needed: A grade\n"
    (report,) = rows(view_of(load_text(PLAN.replace(said, said + more))))["1.1.1"].reports
    assert report.extra[:2] == ("In the way: One post is vacant.", "Asked for: A grade.")


def test_a_rating_that_the_report_quotes_is_not_said_again() -> None:
    reports = "updates: [{date: 2020-02-28, text: Not begun, rating: N}]"
    view = view_of(load_text(action_plan("due: 2021-12-31", reports)), date(2020, 3, 31))
    (row,) = rows(view).values()
    assert row.tag is not None
    assert (row.tag.word, row.last_word) == ("Not started", "")


def test_a_source_that_all_reports_share_is_said_once(cumbria: LoadedPlan) -> None:
    view = view_of(cumbria)
    (said,) = view.changes.source
    assert said.text.startswith("Every report of progress on this page comes from: SEND Improvement")
    assert not any(one.report.source for one in view.changes.news)


def test_reports_in_a_row_from_one_source_name_it_once() -> None:
    text = PLAN.replace(
        "      - {date: 2020-11, text: The group met twice}\n",
        "".join(
            f"      - {{date: 2020-{month}, text: It met, source: Minutes}}\n" for month in ("09", 10, 11)
        ),
    )
    reports = view_of(load_plan(text)).workstreams[0].reports
    assert [one.source[0].text for one in reports] == ["Minutes", "Source as above", "Source as above"]
