"""The board report: what it says of a period, and that it says it from the facts alone."""

from __future__ import annotations

from datetime import date

import pytest

from tests.render.small import load_plan, material_of
from tests.reports.periods import END, START, actions, context, entries, questions, refs, report, story
from wsoa.audience.readers import Readers
from wsoa.files.load import LoadedPlan
from wsoa.provenance.provenance import provenance_of
from wsoa.reports.board.board import board
from wsoa.reports.board.view import BoardView
from wsoa.reports.context import Earlier, ReportContext

MOVED = ["due: 2020-12-31", "changes:"]
AGREED = (
    "  - {date: 2020-05-12, field: due, from: 2020-06-30, to: 2020-12-31, reason: New team, agreed_by: Board}"
)
LATER = ["due: 2020-12-31"]
BEFORE = ["due: 2020-06-30"]
KPIS = """\
    kpis:
      - ref: K1
        title: Plans in time
        aim: increase
        unit: percent
        baseline: {value: 60, at: 2019-12}
        targets: [{by: 2020-05, value: 70}]
        readings: [{date: 2020-05-31, value: 55}]
      - ref: K2
        title: Parents who feel heard
        aim: increase
        unit: percent
        baseline: {promised: 2020-04-30}
        targets: [{by: 2021-12, promised: 2020-01-31}]
"""


def on(loaded: LoadedPlan, start: str, end: str) -> BoardView:
    """The report on a real plan between two days."""
    assert loaded.plan is not None
    provenance = provenance_of(loaded, date.fromisoformat(end), "1.2.3")
    return board(ReportContext(loaded, provenance, earlier=Earlier(date.fromisoformat(start), loaded.plan)))


@pytest.fixture(
    params=[
        ("cumbria", "2020-08-31", "2020-11-30"),
        ("peterborough", "2019-12-31", "2020-03-31"),
        ("lancashire", "2019-01-31", "2019-04-30"),
    ],
    ids=lambda case: case[0],
)
def real(request: pytest.FixtureRequest) -> BoardView:
    """A quarter of a real plan."""
    area, start, end = request.param
    return on(request.getfixturevalue(area), start, end)


def test_a_quiet_period_is_said_to_be_quiet() -> None:
    view = report(actions(["due: 2021-03-31"]))
    assert view.period == "31 March 2020 to 30 June 2020"
    happened, stands, asked = view.lead
    assert happened == (
        "In the 91 days since 31 March 2020, nothing was finished, nothing more fell overdue "
        "and no deadline moved."
    )
    assert stands == "Nothing changed standing, and none of 1 commitment is now past its date."
    assert asked == "Nothing on record asks for a decision."
    assert view.moved.none == "No deadline moved."


def test_what_was_finished_in_the_period_is_listed_with_how_late_it_was() -> None:
    view = report(
        actions(
            ["due: 2020-04-30", "completed: 2020-05-10"],
            ["due: 2020-02-28", "completed: 2020-02-20"],
            ["due: 2020-06-30", "completed: 2020-06-01", "evidence: [{title: Minutes, date: 2020-06-01}]"],
            ["due: 2020-06-30", "completed: 2020-07-01"],
        )
    )
    assert [(e.ref.text, e.says) for e in entries(view.finished)] == [
        ("1.3", "On time."),
        ("1.1", "10 days late."),
    ]
    assert [one.title for one in entries(view.finished)[0].evidence] == ["Minutes"]
    assert view.finished.intro == ("No evidence is recorded of 1 of 2.",)


def test_what_was_finished_before_and_written_down_only_now_says_so() -> None:
    view = report(actions(["due: 2020-02-28", "completed: 2020-02-20"]), actions(["due: 2020-02-28"]))
    assert entries(view.finished)[0].says == "On time. Recorded in this period."


def test_only_what_passed_its_date_in_the_period_fell_overdue() -> None:
    view = report(actions(["due: 2020-05-31"], ["due: 2020-03-01"], ["due: 2020-06-30"]))
    (group,) = view.overdue.groups
    assert group.mark.words == "30 days late, due 31 May 2020"
    assert refs(view.overdue) == ["1.1"]
    assert view.overdue.intro == ("Past their date in all: 2; at the start of the period: 1.",)


def test_a_moved_deadline_is_told_with_its_reason_and_who_agreed() -> None:
    view = report(actions([*MOVED, AGREED]), actions(BEFORE))
    (line,) = view.moved.changes
    assert (line.old, line.new, line.effect) == ("30 June 2020", "31 December 2020", "184 days later")
    assert (line.reason, line.agreed) == ("New team.", "Agreed by Board.")
    assert "Are these new dates agreed?" not in questions(view)


def test_a_move_of_another_period_is_left_to_that_period() -> None:
    text = actions([*MOVED, AGREED])
    assert report(text, days=(date(2020, 6, 30), date(2020, 9, 30))).moved.changes == ()
    assert report(text, days=(date(2020, 1, 31), date(2020, 4, 30))).moved.changes == ()


def test_a_deadline_that_moved_in_git_without_a_record_is_told_and_put_to_the_board() -> None:
    past = story((date(2020, 1, 5), actions(BEFORE)), (date(2020, 5, 20), actions(LATER)))
    view = report(actions(LATER), actions(BEFORE), past)
    (line,) = view.moved.changes
    assert (line.old, line.new, line.effect) == ("30 June 2020", "31 December 2020", "184 days later")
    assert (line.reason, line.agreed) == ("No reason recorded.", "Who agreed is not recorded.")
    assert line.date.words == "20 May 2020, in version 000000000"
    assert view.lead[0].endswith("and 1 deadline moved, with no reason recorded.")
    assert questions(view) == ["Are these new dates agreed?"]
    assert [link.anchor for link in view.decisions[0].refs] == ["action-1.1"]


def test_there_and_back_again_within_a_period_is_one_deadline_that_moved_twice() -> None:
    past = story(
        (date(2020, 1, 5), actions(BEFORE)),
        (date(2020, 4, 20), actions(LATER)),
        (date(2020, 5, 20), actions(BEFORE)),
    )
    view = report(actions(BEFORE), actions(BEFORE), past)
    assert [line.effect for line in view.moved.changes] == ["184 days later", "184 days earlier"]
    assert view.figures[2].number == "1"


def test_a_deadline_that_moved_moved_back_and_moved_again_is_told_three_times() -> None:
    past = story(
        (date(2020, 1, 5), actions(BEFORE)),
        (date(2020, 4, 20), actions(LATER)),
        (date(2020, 5, 20), actions(BEFORE)),
        (date(2020, 6, 20), actions(LATER)),
    )
    assert len(report(actions(LATER), actions(BEFORE), past).moved.changes) == 3


def test_a_move_that_git_and_a_record_both_tell_of_is_told_once() -> None:
    now = actions([*MOVED, AGREED])
    past = story((date(2020, 1, 5), actions(BEFORE)), (date(2020, 5, 20), now))
    assert len(report(now, actions(BEFORE), past).moved.changes) == 1


def test_a_move_seen_only_between_the_ends_of_the_period_is_told_too() -> None:
    (line,) = report(actions(LATER), actions(BEFORE)).moved.changes
    assert line.date.words == "Since the version of 31 March 2020"
    assert line.reason == "No reason recorded."


def test_a_move_agreed_before_the_period_and_written_in_it_keeps_its_reason() -> None:
    earlier = AGREED.replace("2020-05-12", "2020-02-12")
    (line,) = report(actions([*MOVED, earlier]), actions(BEFORE)).moved.changes
    assert (line.date.words, line.reason) == ("12 February 2020", "New team.")


def test_a_withdrawal_is_told_and_asked_about_where_nobody_is_said_to_agree() -> None:
    view = report(actions(["due: 2020-12-31", "withdrawn: {date: 2020-05-01, reason: Not needed}"]))
    assert [line.field for line in view.moved.changes] == ["withdrawn"]
    assert questions(view) == ["Is the withdrawal agreed?"]


def test_what_left_the_plan_without_a_word_is_asked_about() -> None:
    view = report(actions(LATER), actions(LATER, ["due: 2020-12-31", "detail: Train the school nurses"]))
    assert questions(view) == ["What became of these?"]
    assert [link.text for link in view.decisions[0].refs] == ["1.2"]


def test_a_forecast_after_the_date_asks_whether_the_date_stands() -> None:
    view = report(
        actions(["due: 2020-05-31", "updates: [{date: 2020-06, text: Nearly, forecast: 2020-09-30}]"])
    )
    assert questions(view) == ["Does the date stand, or is a new one agreed?"]


def test_overdue_with_no_expected_date_asks_for_one() -> None:
    view = report(actions(["due: 2020-05-31"]))
    assert questions(view) == ["By when will these be finished?"]
    assert view.decisions[0].because == (
        "1 action is past its date with no expected date recorded, the longest by 30 days"
    )


def test_each_lead_is_told_with_what_is_late_and_what_was_not_reported() -> None:
    view = report(
        actions(
            ["leads: [send-lead]", "due: 2020-05-31"],
            [
                "leads: [send-lead, health-lead]",
                "due: 2020-03-31",
                "updates: [{date: 2020-06-01, text: Half done}]",
            ],
            ["due: 2021-03-31", "updates: [{date: 2020-02-01, text: Begun}]"],
            ["leads: [health-lead]", "start: 2021-01-01", "due: 2021-03-31"],
        )
    )
    assert [(r.lead.text, r.late, r.longest, r.oldest.text, r.silent) for r in view.leads.rows] == [
        ("SEND Lead", "2", "91 days", "1.2", "1"),
        ("Health Lead", "1", "91 days", "1.2", "0"),
        ("No lead recorded", "0", "None", "None", "1"),
    ]
    assert view.leads.sentences == (
        "2 of 3 open actions had no report of their own in the period.",
        "What has two leads counts under both.",
    )


def test_a_plan_without_leads_is_shared_out_by_workstream_and_does_not_say_so_each_time() -> None:
    view = report(actions(["due: 2020-05-31"]))
    assert (view.leads.by, view.leads.heading) == ("workstream", "Workstream")
    assert [(row.lead.text, row.late, row.silent) for row in view.leads.rows] == [
        ("WS1 Assessment", "1", "1")
    ]
    assert view.leads.sentences == ("The 1 open action had no report of its own in the period.",)
    assert entries(view.overdue)[0].says == ""


def test_an_owners_rating_that_the_dates_do_not_bear_out_is_told_as_a_fact() -> None:
    view = report(actions(["due: 2020-05-31", "updates: [{date: 2020-06, text: Going well, rating: G}]"]))
    (entry,) = entries(view.disagreements)
    assert entry.says == (
        "Rated G (green: on track for its date) in June 2020, but behind: due 31 May 2020, 30 days late."
    )
    assert "Which rating stands?" in questions(view)


def test_measures_short_of_target_and_promises_not_kept_are_told() -> None:
    view = report(actions(LATER) + KPIS)
    assert view.kpis.intro == ("1 of 2 KPIs has a figure reported, 1 of them for this period.",)
    (group,) = view.kpis.groups
    assert group.mark.words == "Short of target"
    assert group.entries[0].says.startswith("55% on 31 May 2020, short of the target of 70%")
    late, where = view.promises
    assert late.startswith("1 baseline and 1 target are past the date promised; 1 fell due in this period.")
    assert late.endswith("The longest wait is 151 days.")
    assert where == "By workstream: WS1 2."
    assert "When will the promised figures be there?" in questions(view)


def test_parts_of_a_kpi_with_the_same_amiss_are_named_with_it() -> None:
    target, day = "targets: [{by: 2020-05, value: 70}]", "date: 2020-05-31"
    parts = "".join(
        f"          - {{ref: {place}, title: {place}, {target}, readings: [{{{day}, value: {now}}}]}}\n"
        for place, now in (("North", 40), ("Mid", 75), ("South", 50))
    )
    text = KPIS.partition("      - ref: K2")[0] + "        parts:\n" + parts
    (entry,) = entries(report(actions(LATER) + text).kpis)
    assert entry.says.endswith("The same is so of North and South.")


def test_why_standings_changed_always_adds_up(real: BoardView) -> None:
    for row in real.why.rows:
        parts = [int(part.replace("\N{MINUS SIGN}", "-").replace(",", "")) for part in row.parts]
        assert int(row.before.replace(",", "")) + sum(parts) == int(row.after.replace(",", ""))


def test_a_standing_that_more_than_time_changed_is_told_item_by_item() -> None:
    view = report(actions(["due: 2020-12-31"]), actions(["due: 2020-05-31"]))
    assert view.why.columns == ("Time", "Deadline")
    (entry,) = entries(view.why.stories)
    assert entry.ref.anchor == "action-1.1"
    assert "unreported → not known" in entry.says


def test_what_falls_due_in_as_many_days_again_is_listed_soonest_first() -> None:
    view = report(actions(["due: 2020-09-29"], ["due: 2020-07-31"], ["due: 2020-09-30"], ["due: 2020-06-30"]))
    assert refs(view.upcoming) == ["1.4", "1.2", "1.1"]
    assert view.upcoming.intro == (
        "3 commitments fall due by 29 September 2020.",
        "If nothing more is recorded by then, 2 will turn unreported.",
    )


def test_a_long_period_looks_no_further_ahead_than_a_quarter() -> None:
    view = report(actions(["due: 2020-09-30"], ["due: 2020-10-01"]), days=(date(2019, 6, 30), END))
    assert refs(view.upcoming) == ["1.1"]


def test_a_long_list_names_or_counts_what_it_leaves_out(real: BoardView) -> None:
    fell = int(real.figures[1].number)
    told = refs(real.overdue)
    assert len(told) == fell or real.overdue.more.startswith(f"{fell - len(told):,} more")
    assert len(entries(real.overdue)) <= 6


def test_other_changes_of_the_plans_text_are_told_in_words() -> None:
    view = report(
        actions(["due: 2020-12-31", "leads: [send-lead]"]),
        actions(["due: 2020-12-31", "leads: [health-lead]"]),
    )
    assert view.other.intro == (
        "Since the version of 31 March 2020:",
        "1 change: no deadline moved and 1 change of people.",
    )
    assert entries(view.other)[0].says == "Lead: Health Lead → SEND Lead"


def test_where_no_earlier_version_is_known_the_report_says_so() -> None:
    (told,) = report(actions(LATER)).other.intro
    assert told.startswith("No version of the plan from 31 March 2020 is on record.")


def test_without_a_start_the_period_is_the_last_quarter() -> None:
    assert board(material_of(load_plan())).period == "30 August 2020 to 30 November 2020"


def test_a_public_report_names_no_post_holder_who_came_or_went() -> None:
    plan = actions(LATER)
    named = plan.replace("{name: SEND Lead}", "{name: SEND Lead, holder: Ada Example}")
    assert "Ada Example" not in str(board(context(plan, named)))


def test_withheld_counts_are_not_told_as_changes_either() -> None:
    text = actions(LATER) + KPIS.replace("unit: percent", "unit: count")
    changed = text.replace("value: 55", "value: 4")
    view = board(context(changed, text, readers=Readers(suppress_below=5)))
    assert [entry.says for entry in entries(view.other)] == []


def test_nothing_dated_after_the_end_is_told() -> None:
    view = report(
        actions(["due: 2020-05-31", "updates: [{date: 2020-07-01, text: Later news, forecast: 2021-01-31}]"])
    )
    assert "Later news" not in str(view)
    assert "2021" not in str(view)


def test_two_reports_in_a_row_share_no_day_and_leave_none_out() -> None:
    text = actions(*([f"due: 2020-0{month}-15"] for month in range(1, 10)))
    halves = [(START, date(2020, 5, 15)), (date(2020, 5, 15), END)]
    fell = [ref for days in halves for ref in refs(report(text, days=days).overdue)]
    assert sorted(fell) == sorted(refs(report(text).overdue))


def test_each_workstream_is_told_with_its_standings_and_which_way_they_went() -> None:
    view = report(
        actions(["due: 2020-05-31"], ["due: 2020-09-30", "updates: [{date: 2020-06-01, text: Begun}]"])
        + "  - {ref: WS2, title: Empty}\n"
    )
    assert view.standings.columns == ("Underway", "Unreported")
    (row,) = view.standings.rows
    assert (row.name.text, row.counts, row.overdue) == ("WS1 Assessment", ("1", "1"), "1 (+1)")
    assert row.way == "1 worse, 1 better"


def test_where_nothing_went_either_way_it_says_so() -> None:
    (row,) = report(actions(["due: 2020-02-29"])).standings.rows
    assert (row.overdue, row.way) == ("1", "No change")


def test_what_is_withdrawn_is_counted_in_a_sentence_and_not_in_the_table() -> None:
    gone = ["due: 2020-09-30", "withdrawn: {date: 2020-02-01, by: send-lead, reason: Merged}"]
    standings = report(actions(["due: 2020-05-31"], gone)).standings
    assert standings.columns == ("Unreported",)
    assert standings.key.endswith(" 1 commitment is withdrawn, and not counted here.")


def test_the_last_row_of_standings_counts_all_and_what_belongs_to_no_workstream_is_named(
    cumbria: LoadedPlan,
) -> None:
    *_, last = on(cumbria, "2020-08-31", "2020-11-30").standings.rows
    assert last.name.text == "All"


def test_standings_of_the_workstreams_add_up_to_the_whole_plan(real: BoardView) -> None:
    *each, whole = real.standings.rows
    for place, number in enumerate(whole.counts):
        assert sum(int(row.counts[place]) for row in each) == int(number)


REPORTED = """\
            updates:
              - {date: 2020-03-31, text: before the period}
              - {date: 2020-04-20, text: two of five agree}
              - {date: 2020-06-20, text: four agree}
"""


def test_what_was_reported_is_told_of_the_whole_first_and_then_of_its_items() -> None:
    whole = "    updates: [{date: 2020-05-01, text: The group met}]\n"
    view = report(actions(["due: 2020-12-31"]) + REPORTED + whole)
    assert view.reported.intro == "3 reports came in on 1 item and 1 workstream as a whole."
    (group,) = view.reported.groups
    assert group.name == "WS1 Assessment"
    assert [(line.ref.text, line.text, line.when.words) for line in group.lines] == [
        ("", "The group met.", "1 May 2020"),
        ("1.1", "Two of five agree.", "20 April 2020"),
        ("1.1", "Four agree.", "20 June 2020"),
    ]
    assert report(actions(["due: 2020-12-31"])).reported.intro == "No report came in."


def test_every_report_of_a_real_period_is_told_or_counted(real: BoardView) -> None:
    told = sum(len(group.lines) for group in real.reported.groups)
    left = sum(int(group.more.split()[0]) for group in real.reported.groups if group.more)
    assert real.reported.intro.startswith(f"{told + left} report" if told else "No report")


def hindered(*lines: str) -> BoardView:
    return report(actions(["due: 2020-12-31", "updates:", *(f"  - {line}" for line in lines)]))


def test_what_is_in_the_way_and_asked_for_is_told_and_the_help_put_to_the_board() -> None:
    view = hindered(
        "{date: 2020-02-01, text: Slow, blocker: The post is vacant, help_needed: Release the post,"
        " by: send-lead}"
    )
    (entry,) = entries(view.hindrances)
    assert view.hindrances.groups[0].mark.words == "Help is asked for"
    assert entry.says == (
        "In the way: The post is vacant. Asked for: Release the post. Reported 1 February 2020, SEND Lead."
    )
    assert questions(view)[0] == "Can this help be given?"


def test_what_a_later_report_no_longer_says_is_in_the_way_no_more() -> None:
    view = hindered("{date: 2020-05-01, text: Slow, blocker: No room}", "{date: 2020-06-01, text: Found one}")
    assert view.hindrances.intro == ("No report says what is in the way, and none asks for help.",)
    later = hindered("{date: 2020-05-01, text: Well}", "{date: 2020-07-01, text: Slow, blocker: No room}")
    assert entries(later.hindrances) == []


def test_leads_beyond_the_first_are_counted_and_can_be_shown(cumbria: LoadedPlan) -> None:
    leads = on(cumbria, "2020-08-31", "2020-11-30").leads
    late = sum(int(row.late) for row in leads.others)
    assert leads.more == f"{len(leads.others)} more action leads, with {late} past their date."
