"""Reporting in the browser, from the open form to the bytes of the file."""

from __future__ import annotations

import pytest

from tests.history.repositories import git
from tests.serve.conftest import TIMELY, VOICE, Served
from wsoa.cli.app import run
from wsoa.serve.sending import OTHER_CHANGE, STARTED_ANEW


def changed_lines(served: Served) -> list[str]:
    """The lines that came and went since the last commit, as git has them."""
    told = git(served.repository, "diff", "--unified=0")
    return [line for line in told.splitlines() if line[:1] in "+-" and line[:3] not in {"+++", "---"}]


def command(served: Served, *words: str) -> int:
    """Run ``wsoa`` on the same plans as at the same day."""
    return run([*words, "--plans", str(served.repository / "plans")], {"WSOA_AS_OF": "2026-06-30"})


def test_a_report_becomes_the_lines_that_say_so_and_no_other_byte_changes(served: Served) -> None:
    done = served.report("1.1.2", happened="Four of five agree", rating="G", expected="end August 2026")
    assert done.status == 303
    assert changed_lines(served) == [
        "+          - {date: 2026-06-30, text: Four of five agree, rating: G, forecast: 2026-08-31}"
    ]
    assert served.file("plan.yaml").read_text("utf-8").startswith("format: 1")


def test_the_form_writes_the_very_bytes_that_the_command_writes(served: Served) -> None:
    served.report(
        "1.1.1", happened="Both are hired", finished="12 June 2026", evidence="Minute 4", by="head-of-send"
    )
    by_form = served.timely.read_bytes()
    served.timely.write_text(TIMELY, "utf-8")
    words = (
        "--note",
        "Both are hired",
        "--complete",
        "12 June 2026",
        "--evidence",
        "Minute 4",
        "--by",
        "head-of-send",
    )
    assert command(served, "update", "anyshire", "1.1.1", *words) == 0
    assert served.timely.read_bytes() == by_form


def test_nothing_is_written_before_the_change_was_seen(served: Served) -> None:
    looked = served.send(served.open("1.1.2"), happened="Four of five agree")
    assert "What would be written" in looked.words
    assert "+ - {date: 2026-06-30, text: Four of five agree}" in looked.words
    assert changed_lines(served) == []
    # a form that says write without having seen anything is shown the change instead
    again = served.send(served.open("1.1.2"), "write", happened="Four of five agree")
    assert again.status == 409
    assert OTHER_CHANGE in again.words
    assert changed_lines(served) == []


def test_what_is_in_the_way_and_asked_for_have_places_of_their_own_in_the_report(served: Served) -> None:
    told = {"happened": "Four of five agree", "blocker": "The fifth has no head", "help_needed": "A letter"}
    served.report("1.1.2", **told)
    written = [line.lstrip("+ ") for line in changed_lines(served)]
    assert written[1:] == [
        "text: Four of five agree",
        "blocker: The fifth has no head",
        "help_needed: A letter",
    ]


def test_what_is_in_the_way_is_a_report_without_more_words(served: Served) -> None:
    served.report("1.1.2", blocker="The fifth has no head")
    (written,) = changed_lines(served)
    assert "text: Something is in the way., blocker: The fifth has no head}" in written


def test_a_moved_date_needs_its_reason_and_who_agreed_at_their_own_boxes(served: Served) -> None:
    refused = served.send(served.open("1.1.1"), move_to="31 July 2026", happened="One is hired")
    assert refused.status == 422
    assert "Error:" in refused.described("reason")
    assert "say why, and who agreed" in refused.described("reason")
    assert refused.boxes["happened"] == "One is hired"
    assert changed_lines(served) == []
    served.report("1.1.1", move_to="31 July 2026", reason="Nobody applied", agreed_by="Improvement board")
    assert "-        due: 2026-03-31" in changed_lines(served)
    assert "+        due: 2026-07-31" in changed_lines(served)
    assert any("reason: Nobody applied" in line for line in changed_lines(served))


@pytest.mark.parametrize(
    ("said", "box", "words"),
    [
        ({"rating": "A"}, "happened", "goes with “What has happened”"),
        ({"happened": "x", "expected": "03/04/20"}, "expected", "could be two different days"),
        ({"happened": "x", "finished": "whenever it suits"}, "finished", "such as 31 May 2026"),
        ({"happened": "x", "finished": "31 December 2026"}, "finished", "is not over on 30 June 2026"),
        ({"address": "https://example.org/x"}, "evidence", "needs the name of what is found there"),
        ({"evidence": "Minutes", "address": "www.example.org"}, "address", "Write the whole address"),
        ({"evidence": "a=b", "happened": "x"}, "evidence", "cannot hold a ="),
        ({"happened": "x", "by": "nobody"}, "by", "no role 'nobody'"),
        ({}, "happened", "Nothing is filled in yet"),
    ],
)
def test_a_refusal_stands_at_its_box_and_keeps_every_word(
    served: Served, said: dict[str, str], box: str, words: str
) -> None:
    page = served.send(served.open("1.1.2"), **said)
    assert page.status == 422
    assert words in page.words
    if box != "by":
        assert words in page.described(box)
        assert f"#say-{box}" in page.links
        assert {key: page.boxes[key] for key in said} == said
    assert "--" not in page.words
    assert changed_lines(served) == []


def test_who_reports_is_filled_in_for_a_round_and_asks_for_no_words(served: Served) -> None:
    carried = served.open("1.1.1", role="head-of-send")
    looked = served.send(carried, by="head-of-send", finished="12 June 2026")
    assert looked.status == 200, looked.words
    served.send(looked.hidden, "write")
    assert changed_lines(served) == ["+        completed: 2026-06-12"]
    assert "Nothing is filled in yet" in served.send(served.open("1.1.2"), by="head-of-send").words


@pytest.mark.parametrize("ref", ["A", "1.1", "plan"])
def test_a_larger_part_of_the_plan_takes_notes_and_nothing_else(served: Served, ref: str) -> None:
    page = served.get(f"/-/report/anyshire?ref={ref}")
    assert set(page.boxes) == {"happened", "blocker", "help_needed", "rating", "evidence", "address", "by"}
    assert not [link for link in page.links if link.startswith("/-/report/")]
    served.report(ref, happened="The group met")
    assert any("text: The group met" in line for line in changed_lines(served))


def test_two_dates_that_cannot_be_read_are_both_told_at_once(served: Served) -> None:
    page = served.send(served.open("1.1.1"), happened="x", expected="soon", move_to="later")
    assert "Error:" in page.described("expected")
    assert "Error:" in page.described("move_to")


def test_a_milestone_has_a_form_and_its_action_leads_to_it(served: Served) -> None:
    page = served.get("/anyshire/actions/1.1.3.html")
    assert "/-/report/anyshire?ref=1.1.3%231" in page.links
    served.report("1.1.3#1", happened="Written", finished="29 June 2026")
    assert any("completed: 2026-06-29" in line for line in changed_lines(served))
    refused = served.send(served.open("1.1.3"), finished="29 June 2026")
    assert "rated by its milestones" in refused.words


def test_an_item_page_has_the_form_and_sends_it_to_the_same_place(served: Served) -> None:
    page = served.get("/anyshire/actions/1.1.2.html")
    assert "Report on Action 1.1.2" in page.words
    assert page.hidden["ref"] == "action 1.1.2"
    looked = served.send(page.hidden, happened="Four of five agree")
    assert served.send(looked.hidden, "write").status == 303
    assert len(changed_lines(served)) == 1


def test_a_figure_is_recorded_as_the_command_records_it(served: Served) -> None:
    looked = served.send(
        served.open("K1"), figure="61%", period="June 2026", status="provisional", source="Return"
    )
    assert served.send(looked.hidden, "write").status == 303
    by_form = served.file("workstreams/2-voice.yaml").read_bytes()
    served.file("workstreams/2-voice.yaml").write_text(VOICE, "utf-8")
    words = ("K1", "61%", "--period", "June 2026", "--provisional", "--source", "Return")
    assert command(served, "record", "anyshire", *words) == 0
    assert served.file("workstreams/2-voice.yaml").read_bytes() == by_form


@pytest.mark.parametrize(
    ("said", "box", "words"),
    [
        ({"period": "June 2026"}, "figure", "is needed"),
        ({"figure": "many", "period": "June 2026"}, "figure", "is not a figure"),
        ({"figure": "61", "period": "whenever"}, "period", "is not a date"),
        ({"figure": "61", "period": "March 2026"}, "", "tick “It takes the place of another figure”"),
        ({"figure": "61", "period": "March 2026", "restate": "yes"}, "remark", "say why the figure changed"),
        (
            {"figure": "61", "period": "December 2026"},
            "period",
            "choose estimate under “Final or provisional”",
        ),
    ],
)
def test_a_figure_that_cannot_be_taken_says_why_at_its_box(
    served: Served, said: dict[str, str], box: str, words: str
) -> None:
    page = served.send(served.open("K1"), **said)
    assert page.status == 422
    assert words in page.words
    assert not box or words in page.described(box)


def test_a_form_that_somebody_overtook_shows_both_texts_and_keeps_the_words(served: Served) -> None:
    carried = served.open("1.1.2")
    served.timely.write_text(TIMELY.replace("Two of five", "Three of five"), "utf-8")
    page = served.send(carried, happened="Four of five agree")
    assert page.status == 409
    assert "Changed since you opened it" in page.words
    assert "- - {date: 2026-05-20, text: Two of five clusters agree, rating: G}" in page.words
    assert "+ - {date: 2026-05-20, text: Three of five clusters agree, rating: G}" in page.words
    assert page.boxes["happened"] == "Four of five agree"
    assert served.timely.read_text("utf-8") == TIMELY.replace("Two of five", "Three of five")
    # having read it, the same words can be sent
    looked = served.send(page.hidden, happened=page.boxes["happened"])
    assert served.send(looked.hidden, "write").status == 303


def test_a_change_seen_by_two_is_written_by_the_first_and_shown_to_the_second(served: Served) -> None:
    first = served.send(served.open("1.1.2"), happened="Four of five agree")
    second = served.send(served.open("1.1.2"), happened="All agree")
    assert served.send(first.hidden, "write").status == 303
    late = served.send(second.hidden, "write")
    assert late.status == 409
    assert "Four of five agree" in late.words
    assert late.boxes["happened"] == "All agree"
    assert len(changed_lines(served)) == 1


def test_two_who_report_on_different_items_of_one_file_do_not_disturb_each_other(served: Served) -> None:
    first = served.send(served.open("1.1.1"), happened="One is hired")
    second = served.send(served.open("1.1.2"), happened="All agree")
    assert served.send(first.hidden, "write").status == 303
    assert served.send(second.hidden, "write").status == 303
    assert len(changed_lines(served)) >= 3


def test_a_terminal_that_edits_between_looking_and_writing_loses_no_word(served: Served) -> None:
    looked = served.send(served.open("1.1.2"), happened="All agree")
    served.timely.write_text(TIMELY + "# a note from the terminal\n", "utf-8")
    assert served.send(looked.hidden, "write").status == 303
    text = served.timely.read_text("utf-8")
    assert "# a note from the terminal" in text
    assert "All agree" in text


def test_a_file_that_changes_at_the_moment_of_writing_is_left_alone(
    served: Served, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked = served.send(served.open("1.1.2"), happened="All agree")
    from wsoa.files.editing.draft import Draft  # noqa: PLC0415

    theirs = TIMELY.replace("Two of five", "Three of five")
    real = Draft.write

    def late(draft: Draft) -> None:
        served.timely.write_text(theirs, "utf-8")
        real(draft)

    monkeypatch.setattr(Draft, "write", late)
    page = served.send(looked.hidden, "write")
    assert page.status == 409
    assert "Three of five clusters agree" in page.words
    assert page.boxes["happened"] == "All agree"
    assert served.timely.read_text("utf-8") == theirs


def test_an_item_that_went_away_gives_the_words_back(served: Served) -> None:
    carried = served.open("1.1.2")
    served.timely.write_text(TIMELY.replace('"1.1.2"', '"1.1.9"'), "utf-8")
    page = served.send(carried, happened="All agree")
    assert page.status == 409
    assert "nothing called" in page.words
    assert "What has happened All agree" in page.words


def test_a_plan_that_broke_meanwhile_gives_the_words_back(served: Served) -> None:
    carried = served.open("1.1.2")
    served.timely.write_text("ref: [", "utf-8")
    page = served.send(carried, happened="All agree")
    assert page.status == 409
    assert "What has happened All agree" in page.words
    assert served.timely.read_text("utf-8") == "ref: ["


def test_the_words_can_be_changed_after_looking(served: Served) -> None:
    looked = served.send(served.open("1.1.2"), happened="All agree", rating="G")
    page = served.send(looked.hidden, "change")
    assert page.status == 200
    assert (page.boxes["happened"], page.boxes["rating"]) == ("All agree", "G")


def test_after_a_restart_the_words_are_kept_and_nothing_is_written(served: Served) -> None:
    looked = served.send(served.open("1.1.2"), happened="All agree")
    page = served.send({**looked.hidden, "token": "of another start"}, "write")
    assert page.status == 403
    assert STARTED_ANEW in page.words
    assert page.boxes["happened"] == "All agree"
    assert changed_lines(served) == []


def test_a_place_that_only_a_person_can_change_is_refused_with_its_line(served: Served) -> None:
    odd = TIMELY.replace("due: 2026-03-31", "due: {every: month, # see minute 4\n          from: 2026-01}")
    served.timely.write_text(odd, "utf-8")
    moved = {"move_to": "31 July 2026", "reason": "Nobody applied", "agreed_by": "Improvement board"}
    page = served.send(served.open("1.1.1"), **moved)
    assert page.status == 422
    assert "a comment stands inside" in page.words
    assert "(line 14). Edit the file" in page.words
    assert "by hand" in page.words
    assert served.timely.read_text("utf-8") == odd


def test_markup_in_words_is_text_and_reaches_the_file_as_typed(served: Served) -> None:
    words = "<script>alert(1)</script> & 50% \"done\" 'so'"
    page = served.send(served.open("1.1.2"), happened=words)
    assert "<script>alert" not in page.text
    served.send(page.hidden, "write")
    loaded = served.workspace.look().areas["anyshire"].now
    assert loaded.plan is not None
    action = loaded.plan.workstreams[0].outcomes[0].actions[1]
    assert action.updates[-1].text == words
    assert "<script>alert" not in served.get("/anyshire/actions/1.1.2.html").text
