"""``wsoa history``: what a councillor can see of a plan that changed quietly."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from tests.cli.conftest import Command
from tests.history.repositories import commit, fingerprint, git, new_repository, with_versions

PLAN = """\
format: 1
kind: pap
area: Anyshire
title: Priority action plan
bodies: [Anyshire Council]
rating_scheme: {{preset: rag, behind_days: {behind}}}
roles:
  head-of-send: {{name: "Head of SEND, Anyshire Council"}}
weaknesses:
  - {{ref: "1", title: Plans for children come late}}
workstreams:
  - ref: A
    title: Timely plans
    weaknesses: ["1"]
    outcomes:
      - ref: "1.1"
        title: Plans are finished in twenty weeks
        accountable: [head-of-send]
        actions:
          - ref: "1.1.1"
            title: Build up the team
            leads: [head-of-send]
            milestones:
              - title: Two plan writers hired
                due: {due}
                updates:
{updates}
"""
GREEN = "                  - {{date: {day}, text: Going to plan, rating: G}}"


def plan(due: str, *greens: str, behind: int = 30) -> str:
    """The plan with its one milestone due then, and green reports on some days."""
    return PLAN.format(due=due, behind=behind, updates="\n".join(GREEN.format(day=day) for day in greens))


@pytest.fixture
def anyshire(tmp_path: Path) -> Path:
    """Six commits: a milestone moves twice, once after it was due and once with a wider threshold."""
    repository = new_repository(tmp_path / "demonstration")
    file = "plans/anyshire/plan.yaml"
    for day, text, subject in (
        ("2026-01-05", plan("2026-03-31", "2026-01-04"), "First version of the plan"),
        ("2026-02-10", plan("2026-03-31", "2026-01-04", "2026-02-09"), "February reports"),
        ("2026-04-20", plan("2026-06-30", "2026-01-04", "2026-02-09"), "Tidy up"),
        ("2026-05-15", plan("2026-06-30", "2026-01-04", "2026-02-09", "2026-05-14"), "May reports"),
        (
            "2026-06-10",
            plan("2026-09-30", "2026-01-04", "2026-02-09", "2026-05-14", behind=120),
            "Small edits",
        ),
        (
            "2026-07-15",
            plan("2026-09-30", "2026-01-04", "2026-02-09", "2026-05-14", "2026-07-14", behind=120),
            "July reports",
        ),
    ):
        commit(repository, {file: text}, day, subject)
    return repository / "plans"


def test_one_command_tells_the_quiet_story(wsoa: Command, anyshire: Path) -> None:
    ran = wsoa("history", "anyshire", "--moves", "--plans", str(anyshire))
    ids = git(anyshire, "log", "--format=%h", "--abbrev=9", "--reverse").split()
    assert ran.code == 0
    assert ran.out.splitlines() == [
        "Anyshire: 1 deadline moved",
        "",
        "1.1.1#1  Two plan writers hired",
        (
            "  31 March 2026 → 30 September 2026: 183 days later, moved twice, once after it had passed, "
            "2 moves with no reason recorded"
        ),
        (
            f"    {ids[2]}, 20 April 2026: date: 31 March 2026 → 30 June 2026 "
            "(91 days later; changed after it had passed; no reason recorded)"
        ),
        (
            f"    {ids[4]}, 10 June 2026: date: 30 June 2026 → 30 September 2026 "
            "(92 days later; no reason recorded); in the same version the rule behind the ratings changed "
            "from rag, behind up to 30 days to rag, behind up to 120 days"
        ),
        "  Rated G all 4 times, last at 14 July 2026",
        (
            "  Ask: Why was the date of 1.1.1#1 moved after it had passed, and who agreed? "
            "Why did the rule behind the ratings change in the same version? "
            "On what evidence did its rating stay G?"
        ),
        "",
        f"The history starts with {ids[0]}, 5 January 2026, in plans/anyshire.",
    ]


def test_in_colour_it_is_folded_below_its_heads_for_people(wsoa: Command, anyshire: Path) -> None:
    ran = wsoa("history", "anyshire", "--moves", "--plans", str(anyshire), FORCE_COLOR="1")
    assert "\x1b[1m1.1.1#1  Two plan writers hired\x1b[0m\n" in ran.out
    assert "\n    evidence did its rating stay G?\n" in ran.out
    plain = re.sub("\x1b\\[[0-9;]*m", "", ran.out)
    assert max(map(len, plain.splitlines())) <= 80
    whole = wsoa("history", "anyshire", "--moves", "--plans", str(anyshire)).out
    assert plain.split() == whole.split()


def test_nothing_in_the_repository_is_touched(wsoa: Command, anyshire: Path) -> None:
    before = fingerprint(anyshire.parent)
    wsoa("history", "anyshire", "--plans", str(anyshire))
    wsoa("history", "anyshire", "--moves", "--plans", str(anyshire), "--format", "json")
    assert fingerprint(anyshire.parent) == before


def test_the_json_says_the_same(wsoa: Command, anyshire: Path) -> None:
    document = json.loads(wsoa("history", "anyshire", "--plans", str(anyshire), "--format", "json").out)
    [move] = document["moves"]
    assert (move["days"], move["times"], move["after_due"], move["not_recorded"]) == (183, 2, 1, 2)
    assert [step["rule_changed"] for step in move["steps"]] == [False, True]
    assert len(document["events"]) == 6


def test_one_item_has_its_own_story(wsoa: Command, anyshire: Path) -> None:
    out = wsoa("history", "anyshire", "1.1.1#1", "--plans", str(anyshire)).out
    assert out.count("date: ") == 2
    assert "update of 9 February 2026: Going to plan; rating G" in out
    assert "date 2026" not in out


def test_the_whole_plan_has_a_line_for_each_version(wsoa: Command, anyshire: Path) -> None:
    out = wsoa("history", "anyshire", "--plans", str(anyshire)).out
    assert "Anyshire: 6 versions" in out
    assert "first version  First version of the plan" in out
    assert "Tidy up" in out


def test_since_starts_at_a_version(wsoa: Command, anyshire: Path) -> None:
    out = wsoa("history", "anyshire", "--moves", "--since", "HEAD~3", "--plans", str(anyshire)).out
    assert "30 June 2026 → 30 September 2026: 92 days later, moved once" in out


def test_a_shallow_copy_never_says_that_nothing_moved_before(
    wsoa: Command, anyshire: Path, tmp_path: Path
) -> None:
    git(tmp_path, "clone", "-q", "--depth", "1", f"file://{anyshire.parent}", "shallow")
    out = wsoa("history", "anyshire", "--moves", "--plans", str(tmp_path / "shallow" / "plans")).out
    assert "not known" in out
    assert "git fetch --unshallow" in out


def test_a_folder_without_git_is_a_sentence(wsoa: Command, plans: Path) -> None:
    ran = wsoa("history", "anyshire", "--plans", str(plans))
    assert ran.code == 2
    assert "is not in a git repository, so it has no history." in ran.err


def test_an_unknown_ref_is_answered_with_the_nearest(wsoa: Command, anyshire: Path) -> None:
    ran = wsoa("history", "anyshire", "1.1.2", "--plans", str(anyshire))
    assert ran.code == 2
    assert "Did you mean" in ran.err


def test_control_characters_in_a_commit_subject_are_made_visible(wsoa: Command, tmp_path: Path) -> None:
    folder = with_versions(tmp_path, [("2026-01-01", plan("2026-03-31", "2026-01-01"))])
    commit(
        folder.parents[1],
        {"plans/anyshire/plan.yaml": plan("2026-04-30", "2026-01-01")},
        "2026-01-02",
        "Edit \x1b[31mred",
    )
    out = wsoa("history", "anyshire", "--plans", str(folder.parent)).out
    assert "\x1b" not in out


def test_status_can_keep_to_what_was_written_at_a_version(wsoa: Command, anyshire: Path) -> None:
    def due(*words: str) -> str:
        ran = wsoa("status", "--plans", str(anyshire), "--format", "json", *words)
        return str(json.loads(ran.out)["plans"][0]["commitments"][0]["due"]["latest"])

    assert due() == "2026-09-30"
    assert due("--known-at", "HEAD~4") == "2026-03-31"
    assert due("--known-at", "HEAD~2") == "2026-06-30"


def test_status_says_where_a_plan_was_not_there_yet(wsoa: Command, tmp_path: Path) -> None:
    folder = with_versions(tmp_path, [("2026-01-01", plan("2026-03-31", "2026-01-01"))])
    repository = folder.parents[1]
    commit(repository, {"plans/newshire/plan.yaml": plan("2026-04-30", "2026-01-01")}, "2026-02-01")
    ran = wsoa("status", "--plans", str(folder.parent), "--known-at", "HEAD~1", "--format", "json")
    assert [one["id"] for one in json.loads(ran.out)["plans"]] == ["anyshire"]
    assert "There was no plan newshire yet at HEAD~1." in ran.err


def test_a_version_that_is_not_there_is_a_sentence(wsoa: Command, anyshire: Path) -> None:
    ran = wsoa("status", "--plans", str(anyshire), "--known-at", "v9")
    assert ran.code == 2
    assert "There is no revision 'v9' in this repository." in ran.err


def test_validate_progress_looks_at_the_past_too(wsoa: Command, anyshire: Path) -> None:
    ran = wsoa("validate", "--plans", str(anyshire), "--progress", "--format", "json")
    found = [f["code"] for f in json.loads(ran.out)["findings"] if f["code"].startswith("WSOA52")]
    assert found == ["WSOA521", "WSOA521", "WSOA522"]


def test_validate_alone_does_not_look_at_the_past(wsoa: Command, anyshire: Path) -> None:
    assert "WSOA52" not in wsoa("validate", "--plans", str(anyshire)).out


def test_validate_since_looks_only_that_far_back(wsoa: Command, anyshire: Path) -> None:
    ran = wsoa("validate", "--plans", str(anyshire), "--since", "HEAD~3", "--format", "json")
    found = [f["code"] for f in json.loads(ran.out)["findings"] if f["code"].startswith("WSOA52")]
    assert found == ["WSOA521"]


def test_new_since_reports_only_what_this_branch_brings(wsoa: Command, anyshire: Path) -> None:
    old = wsoa("validate", "--plans", str(anyshire), "--format", "json")
    assert json.loads(old.out)["summary"]["warning"] > 0
    assert (
        json.loads(wsoa("validate", "--plans", str(anyshire), "--new-since", "HEAD", "--format", "json").out)[
            "findings"
        ]
        == []
    )
    file = anyshire / "anyshire" / "plan.yaml"
    file.write_text(
        file.read_text(encoding="utf-8").replace("leads: [head-of-send]", "leads: []"), encoding="utf-8"
    )
    fresh = json.loads(
        wsoa("validate", "--plans", str(anyshire), "--new-since", "HEAD", "--format", "json").out
    )["findings"]
    assert [f["name"] for f in fresh] == ["no-lead", "unused-role"] or [f["name"] for f in fresh] == [
        "no-lead"
    ]


def test_progress_without_git_says_that_the_past_was_not_looked_at(wsoa: Command, plans: Path) -> None:
    ran = wsoa("validate", "--plans", str(plans), "--progress")
    assert ran.code == 0
    assert "anyshire: the history was not looked at." in ran.err


def test_progress_in_a_shallow_copy_says_what_is_not_known(
    wsoa: Command, anyshire: Path, tmp_path: Path
) -> None:
    git(tmp_path, "clone", "-q", "--depth", "1", f"file://{anyshire.parent}", "shallow")
    ran = wsoa("validate", "--plans", str(tmp_path / "shallow" / "plans"), "--progress")
    assert "git fetch --unshallow" in ran.err


def test_restated_lists_what_was_written_after_the_day_it_is_dated(wsoa: Command, tmp_path: Path) -> None:
    folder = with_versions(
        tmp_path,
        [
            ("2026-03-01", plan("2026-03-31", "2026-02-20")),
            ("2026-05-01", plan("2026-03-31", "2026-02-20", "2026-03-15")),
        ],
    )
    ran = wsoa("history", "anyshire", "--restated", "2026-03-31", "--plans", str(folder.parent))
    assert ran.code == 0
    assert "15 March 2026" in ran.out
    assert "1 May 2026" in ran.out
    assert "20 February 2026" not in ran.out


def test_diff_ratings_tells_a_quiet_threshold_from_progress(wsoa: Command, anyshire: Path) -> None:
    words = ("diff", "HEAD~2", "HEAD", "--ratings", "--plans", str(anyshire), "--as-of", "2026-11-20")
    out = " ".join(wsoa(*words).out.split())
    assert "from a changed rule or threshold" in out


def test_diff_ratings_is_one_document_as_json(wsoa: Command, anyshire: Path) -> None:
    ran = wsoa("diff", "HEAD~2", "--ratings", "--plans", str(anyshire), "--format", "json")
    assert json.loads(ran.out)["schema_version"] == 1


def test_a_wrong_day_names_the_option_it_was_given_to(wsoa: Command, anyshire: Path) -> None:
    ran = wsoa("history", "anyshire", "--restated", "3/4/2026", "--plans", str(anyshire))
    assert ran.code == 2
    assert "--restated '3/4/2026' is not a day" in ran.err


@pytest.mark.parametrize("words", ["31/3/2026", "31 March 2026", "31st Mar 2026"])
def test_a_day_may_be_words(wsoa: Command, anyshire: Path, words: str) -> None:
    spelt = wsoa("status", "--as-of", "2026-03-31", "--plans", str(anyshire))
    assert wsoa("status", "--as-of", words, "--plans", str(anyshire)) == spelt


def test_authors_are_named_only_where_that_is_settled_or_asked_for(wsoa: Command, anyshire: Path) -> None:
    words = ("history", "anyshire", "--moves", "--plans", str(anyshire))
    named = ", 20 April 2026, by Programme office: date:"
    assert named not in wsoa(*words).out
    assert named in wsoa(*words, "--authors").out
    [move] = json.loads(wsoa(*words, "--format", "json").out)["moves"]
    assert "author" not in move["steps"][0]
    [move] = json.loads(wsoa(*words, "--format", "json", "--authors").out)["moves"]
    assert [step["author"] for step in move["steps"]] == ["Programme office", "Programme office"]
    (anyshire.parent / "wsoa.toml").write_text("authors = true\n", "utf-8")
    assert named in wsoa(*words).out
    assert named not in wsoa(*words, "--no-authors").out
    ran = wsoa("render", "anyshire", "--plans", str(anyshire))
    assert ran.code == 0
    assert "Programme office" not in ran.out


def test_a_history_says_where_it_starts_and_what_stood_there_before(wsoa: Command, tmp_path: Path) -> None:
    folder = new_repository(tmp_path)
    commit(folder, {"plans/old/plan.yaml": plan("2026-03-31")}, "2026-01-05")
    other = plan("2026-06-30").replace("Build up the team", "Write a local offer")
    other = other.replace("Two plan writers hired", "Offer written").replace("Timely plans", "The offer")
    other = other.replace("Plans are finished in twenty weeks", "Families know what there is")
    files = {"plans/old/plan.yaml": None, "plans/new/plan.yaml": other.replace("come late", "are missing")}
    short = commit(folder, files, "2026-02-05")[:9]
    words = ("history", "new", "--plans", str(folder / "plans"))
    assert wsoa(*words, "--moves").out.splitlines() == [
        "Anyshire: no deadline moved since its history starts",
        "",
        (
            f"The history starts with {short}, 5 February 2026, in plans/new. plans/old went in that commit: "
            "if that was this plan under another name, what moved before is not known."
        ),
    ]
    began = json.loads(wsoa(*words, "--format", "json").out)["began"]
    assert (began["commit"][:9], began["folder"], began["stood"]) == (short, "plans/new", ["plans/old"])
