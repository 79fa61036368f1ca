"""A new plan is whole at once: it validates, its dates stand, and nothing that was there is touched."""

from __future__ import annotations

import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import get_args

import pytest

from tests.plan.editors import as_editors_read, refusals
from tests.tools import tool
from wsoa.authoring.kinds import KINDS
from wsoa.authoring.new import Answers, area_name, examples_in, folder_name, read_day, read_days, scaffold
from wsoa.authoring.scaffold import NewPlanError, Scaffold, lay
from wsoa.checks.check import check
from wsoa.files.load import LoadedPlan, NoPlansError, find, load
from wsoa.plan.models import Kind

TEMPLATES = Path(__file__).parents[2] / "templates" / "new"
TODAY = date(2026, 3, 1)


def make(root: Path, answers: Answers, *, with_ci: bool = True) -> Scaffold:
    return scaffold(answers, root / "plans", TEMPLATES, TODAY, with_ci=with_ci)


def laid(root: Path, answers: Answers) -> LoadedPlan:
    made = make(root, answers)
    lay(made)
    return load(made.folder, root)


def everything(root: Path) -> dict[str, str]:
    return {
        file.relative_to(root).as_posix(): file.read_text("utf-8")
        for file in root.rglob("*")
        if file.is_file()
    }


FULL = Answers(
    "Westmorland and Furness",
    "app",
    'The "new" plan: 100% #1',
    ("Westmorland & Furness Council", "NHS Lancashire and South Cumbria Integrated Care Board", "A: B"),
    ("Health, care & education", "Preparing for adulthood", "école"),
    "2026-01-15",
    ("2025-09-08", "2025-09-12"),
    "2025-11-03",
)


@pytest.mark.parametrize("kind", get_args(Kind))
@pytest.mark.parametrize("answers", [Answers("anyshire"), FULL], ids=["nothing said", "everything said"])
def test_a_new_plan_of_every_kind_has_nothing_wrong(tmp_path: Path, kind: Kind, answers: Answers) -> None:
    loaded = laid(tmp_path, answers._replace(kind=kind))
    assert loaded.plan is not None
    assert loaded.plan.kind == kind
    for day in (None, TODAY):
        assert check(loaded, as_of=day) == ()


@pytest.mark.parametrize("kind", get_args(Kind))
def test_editors_find_nothing_to_underline(tmp_path: Path, kind: Kind) -> None:
    lay(make(tmp_path, FULL._replace(kind=kind)))
    for file in (tmp_path / "plans").rglob("*.yaml"):
        text = file.read_text("utf-8")
        part = "plan" if file.name == "plan.yaml" else "workstream"
        assert refusals(text, part) == []
        server, jetbrains = text.splitlines()[:2]
        address = server.removeprefix("# yaml-language-server: $schema=")
        assert jetbrains == f"# $schema: {address}"
        assert (file.parent / address).resolve() == (tmp_path / "schema" / f"{part}.json").resolve()


def test_answers_are_kept_to_the_letter(tmp_path: Path) -> None:
    plan = laid(tmp_path, FULL).plan
    assert plan is not None
    assert (plan.area, plan.title, plan.bodies) == (FULL.area, FULL.title, FULL.bodies)
    assert tuple(w.title for w in plan.workstreams) == FULL.workstreams
    assert plan.document is not None
    assert plan.document.date.text == "2026-01-15"
    assert plan.inspection is not None
    assert plan.inspection.report_received is not None
    assert (plan.inspection.started.text, plan.inspection.report_received.text) == (
        "2025-09-08",
        "2025-11-03",
    )


def test_a_plan_starts_on_the_day_of_its_document_and_else_today(tmp_path: Path) -> None:
    dated, undated = laid(tmp_path, FULL).plan, laid(tmp_path, Answers("anyshire")).plan
    assert dated is not None
    assert undated is not None
    assert (dated.calendar.start, undated.calendar.start) == (date(2026, 1, 15), TODAY)


def test_the_kind_gives_the_plan_its_title_its_words_and_its_months(tmp_path: Path) -> None:
    for kind, words in KINDS.items():
        plan = laid(tmp_path, Answers(f"{kind}shire", kind)).plan
        assert plan is not None
        assert (plan.title, plan.labels.weakness) == (words.name, words.weakness)
        steps = plan.workstreams[0].outcomes[0].actions[0].milestones
        assert [step.due.text for step in steps if step.due] == [
            f"{months} months" for months in words.months
        ]
    assert KINDS["app"].months == (3, 6, 12)
    assert KINDS["pap"].weakness == "area for priority action"


def test_what_is_made_up_says_so(tmp_path: Path) -> None:
    made = make(tmp_path, Answers("anyshire"))
    titles = [
        line for line in made.plan["workstreams/1-plans-on-time.yaml"].splitlines()
        if "title: " in line and not line.lstrip().startswith("#")
    ]  # fmt: skip
    assert all("Example: " in line for line in titles)
    assert examples_in(made.plan) > len(titles)


def test_a_report_date_without_days_of_inspection_is_kept_in_a_note(tmp_path: Path) -> None:
    head = make(tmp_path, Answers("anyshire", received="2025-11-03")).plan["plan.yaml"]
    assert "#   report_received: 2025-11-03" in head


def test_the_lines_to_take_the_hash_from_are_right_once_it_is_gone(tmp_path: Path) -> None:
    made = make(tmp_path, Answers("anyshire"))
    for name, part in (("plan.yaml", "plan"), ("workstreams/1-plans-on-time.yaml", "workstream")):
        assert refusals(uncommented(made.plan[name]), part) == []
    read = as_editors_read(uncommented(made.plan["workstreams/1-plans-on-time.yaml"]))
    assert read["outcomes"][0]["actions"][1]["changes"][0]["field"] == "due"


def uncommented(text: str) -> str:
    """Take the # from lines that are YAML and leave the sentences."""
    lines = []
    for line in text.splitlines():
        indent, sign, rest = line.partition("# ")
        is_yaml = sign and not indent.strip() and rest.lstrip().startswith(KEYS)
        lines.append(f"{indent}{rest}" if is_yaml else line)
    return "\n".join(lines)


KEYS = (
    *(
        "updates:",
        "- {",
        "changes:",
        "reason: Why",
        "completed:",
        "evidence:",
        "document:",
        "title:",
        "date:",
    ),
    *("url:", "inspection:", "inspectors:", "started:", "ended:", "report_received:"),
)


@pytest.mark.parametrize(
    ("given", "area", "folder"),
    [
        ("cumbria", "Cumbria", "cumbria"),
        ("westmorland-and-furness", "Westmorland and Furness", "westmorland-and-furness"),
        (
            "Bournemouth, Christchurch and Poole",
            "Bournemouth, Christchurch and Poole",
            "bournemouth-christchurch-and-poole",
        ),
        ("King's Lynn", "King's Lynn", "kings-lynn"),
        ("  Ynys Môn ", "Ynys Môn", "ynys-mon"),
        ("../../etc", "../../etc", "etc"),
    ],
)
def test_an_area_gives_its_folder_a_plain_name(given: str, area: str, folder: str) -> None:
    assert (area_name(given), folder_name(given)) == (area, folder)


@pytest.mark.parametrize("area", ["", "   ", "///", "东京", "con"])
def test_an_area_without_a_name_for_a_folder_is_refused(area: str) -> None:
    with pytest.raises(NewPlanError):
        folder_name(area)


def test_dates_are_read_in_the_words_people_use() -> None:
    assert read_day("31st October 2025") == "2025-10-31"
    assert read_day("2025-10") == "2025-10"
    assert read_days("8 September 2025 to 12 September 2025") == ("2025-09-08", "2025-09-12")
    assert read_days("2025-09-08") == ("2025-09-08", "2025-09-08")


@pytest.mark.parametrize("text", ["31 November 2025", "03/04/25", "soon", "ongoing", "6 months"])
def test_what_is_no_day_is_refused_with_a_way_out(text: str) -> None:
    with pytest.raises(NewPlanError, match=r"write|Write|last day"):
        read_day(text)


@pytest.mark.parametrize("text", ["two\nlines", "a\u202eb", "bell\x07", "\u2028"])
def test_hidden_characters_never_reach_a_file(tmp_path: Path, text: str) -> None:
    for answers in (
        Answers("anyshire", title=text),
        Answers("anyshire", bodies=(text,)),
        Answers(f"any{text}"),
    ):
        with pytest.raises(NewPlanError):
            make(tmp_path, answers)


@pytest.mark.parametrize("taken", ["plan.yaml", "notes.txt"])
def test_a_folder_with_files_in_it_is_never_touched(tmp_path: Path, taken: str) -> None:
    folder = tmp_path / "plans" / "anyshire"
    folder.mkdir(parents=True)
    (folder / taken).write_text("mine", "utf-8")
    with pytest.raises(NewPlanError, match="already"):
        make(tmp_path, Answers("anyshire"))
    assert everything(tmp_path) == {f"plans/anyshire/{taken}": "mine"}


def test_an_empty_folder_may_be_filled(tmp_path: Path) -> None:
    (tmp_path / "plans" / "anyshire").mkdir(parents=True)
    assert laid(tmp_path, Answers("anyshire")).plan is not None


def test_a_plan_cannot_be_made_inside_another(tmp_path: Path) -> None:
    (tmp_path / "plans").mkdir()
    (tmp_path / "plans" / "plan.yaml").write_text("format: 1", "utf-8")
    with pytest.raises(NewPlanError, match="itself a plan"):
        make(tmp_path, Answers("anyshire"))


@pytest.mark.parametrize(
    ("there", "left"),
    [
        (".github/workflows/wsoa.yml", ".github/workflows/wsoa.yml"),
        ("CODEOWNERS", ".github/CODEOWNERS"),
        ("docs/CODEOWNERS", ".github/CODEOWNERS"),
        ("PULL_REQUEST_TEMPLATE.md", ".github/pull_request_template.md"),
        ("schema/plan.json", "schema/plan.json"),
    ],
)
def test_what_a_repository_has_is_left_alone_wherever_github_looks_for_it(
    tmp_path: Path, there: str, left: str
) -> None:
    file = tmp_path / there
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text("mine", "utf-8")
    made = make(tmp_path, Answers("anyshire"))
    assert made.left() == {left: file}
    lay(made)
    assert file.read_text("utf-8") == "mine"
    assert there == left or not (tmp_path / left).exists()


def test_the_files_for_github_go_to_the_top_of_the_repository(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    made = scaffold(Answers("anyshire"), tmp_path / "send" / "plans", TEMPLATES, TODAY)
    assert made.root == tmp_path.resolve()
    assert made.plan["plan.yaml"].startswith("# yaml-language-server: $schema=../../../schema/plan.json\n")
    workflow = as_editors_read(made.beside[".github/workflows/wsoa.yml"])
    assert workflow["jobs"]["plans"]["steps"][1]["with"]["plans"] == "send/plans"
    assert "#/send/plans/anyshire/plan.yaml @" in made.beside[".github/CODEOWNERS"]


def test_the_check_is_pinned_to_a_commit_or_says_that_it_must_be(tmp_path: Path) -> None:
    workflow = ".github/workflows/wsoa.yml"
    assert "OWNER/wsoa@COMMIT" in make(tmp_path, Answers("anyshire")).beside[workflow]
    pinned = f"council/wsoa@{'0a' * 20}"
    told = make(tmp_path, Answers("anyshire", action=pinned)).beside[workflow]
    assert f"uses: {pinned}\n" in told
    assert "OWNER" not in told
    with pytest.raises(NewPlanError, match="forty digits"):
        make(tmp_path, Answers("anyshire", action="council/wsoa@main"))


def test_the_check_keeps_to_what_github_reads(tmp_path: Path) -> None:
    tool("check_jsonschema", "check-jsonschema")
    lay(make(tmp_path, Answers("anyshire")))
    workflow = tmp_path / ".github" / "workflows" / "wsoa.yml"
    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", "vendor.github-workflows"]
    ran = subprocess.run([*command, str(workflow)], capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stdout


def test_without_ci_nothing_is_made_for_github(tmp_path: Path) -> None:
    assert set(make(tmp_path, Answers("anyshire"), with_ci=False).beside) == {
        "schema/plan.json",
        "schema/workstream.json",
    }


@pytest.mark.parametrize("fails_at", range(1, 8))
def test_a_write_that_fails_half_way_leaves_nothing_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fails_at: int
) -> None:
    (tmp_path / "kept.txt").write_text("mine", "utf-8")
    made = make(tmp_path, Answers("anyshire"))
    count = 0

    def full(_: int) -> None:
        nonlocal count
        count += 1
        if count == fails_at:
            raise OSError(28, "No space left on device")

    monkeypatch.setattr("wsoa.authoring.scaffold.os.fsync", full)
    with pytest.raises(OSError, match="No space"):
        lay(made)
    assert sorted(path.name for path in tmp_path.rglob("*")) == ["kept.txt"]


def test_a_plan_that_was_cut_off_while_written_is_not_taken_for_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As after a power cut: the clearing up never ran."""
    monkeypatch.setattr("wsoa.authoring.scaffold._take_away", lambda _made: None)
    monkeypatch.setattr(Path, "rename", lambda *_: (_ for _ in ()).throw(OSError("power")))
    with pytest.raises(OSError, match="power"):
        lay(make(tmp_path, Answers("anyshire")))
    monkeypatch.undo()
    assert list((tmp_path / "plans").rglob("plan.yaml"))
    with pytest.raises(NoPlansError):
        find(tmp_path / "plans")
    assert laid(tmp_path, Answers("anyshire")).plan is not None
    assert find(tmp_path / "plans") == [tmp_path / "plans" / "anyshire"]


def test_two_plans_share_what_the_repository_needs_once(tmp_path: Path) -> None:
    first, second = laid(tmp_path, Answers("anyshire")), laid(tmp_path, Answers("othershire"))
    assert first.plan is not None
    assert second.plan is not None
    assert sorted(path.name for path in (tmp_path / "plans").iterdir()) == ["anyshire", "othershire"]


@pytest.mark.parametrize("name", [".github", "schema", "plans"])
def test_no_link_in_a_repository_leads_new_files_out_of_it(
    tmp_path: Path, tmp_path_factory: pytest.TempPathFactory, name: str
) -> None:
    outside = tmp_path_factory.mktemp("outside")
    (tmp_path / name).symlink_to(outside)
    beside = {"schema/plan.json": "{}", ".github/workflows/wsoa.yml": "x: y\n"}
    wanted = Scaffold(tmp_path, tmp_path / "plans" / "anyshire", {"plan.yaml": "a: b\n"}, beside)
    with pytest.raises(NewPlanError, match="is a link that leads out of the repository"):
        lay(wanted)
    assert list(outside.iterdir()) == []
