"""The evidence report: what shows what was done, told once, and what is not there yet."""

from __future__ import annotations

from datetime import date

from tests.conftest_plans import load_text
from tests.render.small import load_plan, material_of
from tests.reports.periods import actions, entries, refs
from wsoa.audience.audience import Audience
from wsoa.audience.readers import Readers
from wsoa.files.load import LoadedPlan
from wsoa.provenance.provenance import provenance_of
from wsoa.reports.context import ReportContext
from wsoa.reports.evidence.evidence import evidence
from wsoa.reports.evidence.view import EvidenceView, Strand

DAY = date(2020, 6, 30)
DONE = ["due: 2020-05-31", "completed: 2020-05-20"]
SECOND = """\
  - ref: WS2
    title: Listening
    weaknesses: ["2", "1"]
"""


def of(loaded: LoadedPlan, day: date = DAY, audience: Audience = Audience.PUBLIC) -> EvidenceView:
    """The evidence report of a loaded plan."""
    return evidence(ReportContext(loaded, provenance_of(loaded, day, "1.2.3"), readers=Readers(audience)))


def told(text: str, day: date = DAY, audience: Audience = Audience.PUBLIC) -> EvidenceView:
    """The evidence report of a small plan."""
    return of(load_text(text), day, audience)


def strand(*lines: list[str], head: str = "", audience: Audience = Audience.PUBLIC) -> Strand:
    """The only workstream of a small plan."""
    return told(actions(*lines, head=head), audience=audience).sections[0].strands[0]


def missing(strand: Strand) -> dict[str, list[str]]:
    """What is not there yet, with its refs."""
    return {one.what: [link.text for link in one.refs] for one in strand.missing}


def test_what_is_finished_stands_under_its_date_with_what_shows_it() -> None:
    found = strand([*DONE, "evidence: [{title: Minutes of May, date: 2020-05-21, kind: minutes}]"])
    (group,) = found.finished.groups
    assert group.mark.words == "20 May 2020"
    assert [one.title for one in group.entries[0].evidence] == ["Minutes of May"]
    assert "1 action finished without evidence recorded" not in missing(found)


def test_what_is_finished_without_evidence_or_sign_off_is_listed_as_not_there_yet() -> None:
    found = missing(strand(DONE))
    assert found["1 action finished without evidence recorded"] == ["1.1"]
    assert found["1 action finished and not signed off"] == ["1.1"]


def test_a_sign_off_is_named_with_its_day() -> None:
    found = strand([*DONE, "verified: {date: 2020-06-01, by: health-lead}"])
    assert entries(found.finished)[0].says == "Signed off by Health Lead, 1 June 2020."
    assert "1 action finished and not signed off" not in missing(found)


def test_evidence_that_is_not_published_counts_and_is_not_named() -> None:
    lines = [*DONE, "evidence: [{title: Complaints file, public: false}]"]
    assert "Complaints file" not in str(strand(lines))
    assert "1 action finished without evidence recorded" not in missing(strand(lines))
    assert "Complaints file" in str(strand(lines, audience=Audience.ADVISER))


def test_evidence_of_what_is_not_finished_stands_under_its_standing_with_the_last_report() -> None:
    report = "updates: [{date: 2020-06-01, text: Half done, evidence: [{title: Draft pathway}]}]"
    (group,) = strand(["due: 2020-12-31", report]).in_hand.groups
    assert group.mark.words == "Underway"
    assert group.entries[0].says == "1 June 2020: Half done."
    assert [one.title for one in group.entries[0].evidence] == ["Draft pathway"]


def test_a_measure_without_a_reading_is_not_known_and_says_why() -> None:
    (section, _) = of(load_plan(), date(2020, 6, 1)).sections
    row = section.strands[0].measures[0]
    assert (row.ref.text, row.baseline, row.target) == ("K1", "41% in September 2019", "70% by March 2021")
    assert row.latest == "Not known: no figure reported"


def test_a_measure_with_a_reading_stands_beside_its_start_and_its_target() -> None:
    row = evidence(material_of(load_plan())).sections[0].strands[0].measures[0]
    assert row.latest == "58% on 30 September 2020 (provisional)"


def test_promised_figures_and_missing_readings_are_listed() -> None:
    found = missing(evidence(material_of(load_plan())).sections[0].strands[0])
    assert found["1 baseline promised and not published"] == ["K2"]
    assert found["1 target promised and not published"] == ["K2"]
    assert found["1 KPI measured by no figure yet"] == ["K2"]


def test_whose_voice_was_promised_and_whose_is_there() -> None:
    lines = ["due: 2020-12-31", "evidence: [{title: Survey, voice: parents and carers}]"]
    text = actions(lines).replace(
        "    outcomes:", "    voices: {parents: [They say so], professionals: [They agree]}\n    outcomes:", 1
    )
    parents, professionals = told(text).sections[0].strands[0].voices
    assert (parents.promised, [one.title for one in parents.evidence]) == ("1 thing to be shown", ["Survey"])
    assert (professionals.promised, professionals.evidence) == ("1 thing to be shown", ())


def test_only_what_people_were_to_notice_by_now_is_listed() -> None:
    small = evidence(material_of(load_plan())).sections[0].strands[0]
    assert [group.heading for group in small.notice] == [
        "By 18 April 2020 (6 months)",
        "By 18 October 2020 (12 months)",
    ]
    early = of(load_plan(), date(2020, 6, 1)).sections[0].strands[0]
    assert [group.heading for group in early.notice] == ["By 18 April 2020 (6 months)"]


def test_a_workstream_that_answers_two_weaknesses_is_told_once_and_named_under_the_other() -> None:
    first, second = told(actions(DONE) + SECOND).sections
    assert [one.name.text for one in first.strands] == ["WS1 Assessment", "WS2 Listening"]
    assert second.strands == ()
    assert [(link.text, link.anchor) for link in second.elsewhere] == [("WS2 Listening", "weakness-1")]


def test_a_weakness_that_nothing_answers_says_so() -> None:
    second = told(actions(DONE)).sections[1]
    assert ["".join(span.text for span in line) for line in second.lines if line] == [
        "No review has judged it yet.",
        "No workstream is recorded as answering it.",
    ]


def test_a_workstream_that_answers_no_weakness_is_not_lost() -> None:
    last = told(actions(DONE) + SECOND.replace('["2", "1"]', "[]")).sections[-1]
    assert last.heading == "WS2 Listening"


def test_monitoring_and_what_reviews_judged_stand_first() -> None:
    view = evidence(material_of(load_plan()))
    lines = ["".join(span.text for span in line) for line in view.sections[1].lines]
    assert lines[0].startswith("Released from monitoring on 1 October 2020.")
    assert lines[1] == "Sufficient progress: Monitoring visit, 14 July 2020."
    assert [row.judged for row in view.overview] == ["Not yet", "Sufficient progress"]


def test_where_the_plan_ties_nothing_to_a_weakness_it_is_set_out_by_workstream(
    lancashire: LoadedPlan,
) -> None:
    view = of(lancashire, date(2019, 4, 30))
    assert len(view.found) == 12
    assert [section.heading.split()[0] for section in view.sections] == ["P1", "P2", "P3", "P4"]
    assert view.untied == "The plan does not record which priority answers which area of significant concern."


def test_the_next_review_is_named_with_the_day_two_weeks_before_it(cumbria: LoadedPlan) -> None:
    assert of(cumbria, date(2020, 11, 30)).lead[-1] == (
        "Next: Re-visit by Ofsted and the Care Quality Commission, 18 April 2021. "
        "Two weeks before it is 4 April 2021."
    )


def test_nothing_dated_after_the_day_is_used() -> None:
    lines = ["due: 2020-12-31", "completed: 2020-07-10", "evidence: [{title: Later, date: 2020-07-11}]"]
    found = strand(lines)
    assert refs(found.finished) == []
    assert "Later" not in str(found)


def test_every_finished_action_of_a_real_plan_is_told_once(peterborough: LoadedPlan) -> None:
    view = of(peterborough, date(2020, 3, 31))
    done = [ref for section in view.sections for one in section.strands for ref in refs(one.finished)]
    assert len(done) == len(set(done)) == int(view.figures[0].number) == 11
