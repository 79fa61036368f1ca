"""The server as an editor meets it: real messages over its pipes, good ones, odd ones and late ones."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import PLANS
from tests.editor.client import ABLE, AnswerError, Editor, applied, editor, path_of, position
from tests.editor.conftest import HEAD, PART
from wsoa.authoring.format import format_plan, replacements
from wsoa.cli.app import build
from wsoa.cli.shared.context import Environment, StopError
from wsoa.editor import server
from wsoa.files.write import replace_all

Json = Any
REFUSED = -32803


def part_of(folder: Path) -> Path:
    return folder / "workstreams" / "1-plans.yaml"


def errors(code: Editor, uri: str) -> list[str]:
    return [d["code"] for d in code.findings(uri) if d["severity"] == 1]


def test_a_server_says_what_it_can_do(folder: Path) -> None:
    code = Editor(folder, (), ABLE, {})
    try:
        told = code.start()
        able = told["capabilities"]
        assert told["serverInfo"]["name"] == "wsoa"
        assert able["positionEncoding"] == "utf-16"
        assert able["renameProvider"] == {"prepareProvider": True}
        assert set(able["codeActionProvider"]["codeActionKinds"]) == {"quickfix", "source.fixAll.wsoa"}
        for one in (
            *("hoverProvider", "definitionProvider", "referencesProvider", "documentSymbolProvider"),
            *("documentFormattingProvider", "documentHighlightProvider"),
        ):
            assert able[one]
        assert code.stop() == 0
    finally:
        code.end()


def test_findings_carry_the_version_they_are_about_and_a_way_out(folder: Path) -> None:
    with editor(folder) as code:
        uri = code.open(part_of(folder))
        assert errors(code, uri) == []
        for due in ("soon", "2026-02-30", "2026-03-31"):
            version = code.change(uri, PART.replace("due: 2026-03-31", f"due: {due}"))
            code.findings(uri)
            assert code.published[uri]["version"] == version
        code.change(uri, PART.replace("due: 2026-03-31", "due: 2026-02-30"))
        (found,) = [d for d in code.findings(uri) if d["severity"] == 1]
        assert found["code"] == "WSOA201"
        assert found["source"] == "wsoa"
        assert found["message"].split("\n") == [
            "February 2026 has 28 days, so 2026-02-30 is not a date",
            "the last day of the month is 2026-02-28; keep what the document prints under printed:",
        ]
        text = code.texts[uri]
        start = text.index("2026-02-30")
        assert found["range"] == {"start": position(text, start), "end": position(text, start + 10)}
        assert path_of(found["codeDescription"]["href"]).name == "WSOA201-due-date-not-real.md"


def test_a_duplicate_points_to_the_first_in_another_file(folder: Path) -> None:
    other = folder / "workstreams" / "2-more.yaml"
    other.write_text('ref: WS2\ntitle: Hear parents\nweaknesses: ["2"]\n', encoding="utf-8")
    with editor(folder) as code:
        uri = code.open(other, other.read_text("utf-8").replace("WS2", "WS1"))
        (found,) = [d for d in code.findings(uri) if d["code"] == "WSOA301"]
        (related,) = found["relatedInformation"]
        assert path_of(related["location"]["uri"]) == part_of(folder)


def test_astral_characters_and_crlf_are_where_the_editor_has_them(folder: Path) -> None:
    text = PART.replace(
        "- {date: 2026-05-20, by: head-of-send, text: Two of five clusters agree, rating: G}",
        "- {date: 2026-05-20, text: \N{GRINNING FACE} agree \N{GRINNING FACE}, by: nobody-here, rating: G}",
    ).replace("\n", "\r\n")
    with editor(folder) as code:
        uri = code.open(part_of(folder), text)
        (found,) = [d for d in code.findings(uri) if d["code"] == "WSOA302"]
        start = text.index("nobody-here")
        assert found["range"]["start"] == position(text, start)
        assert found["range"]["end"]["character"] - found["range"]["start"]["character"] == 11
        hover = code.ask("textDocument/hover", code.at(uri, "G}", after=0))
        assert hover["contents"]["value"] == "**G** Green: On track for its date"
        where = code.at(uri, '"1.1.1"', after=2)
        edit = code.ask("textDocument/rename", {**where, "newName": "1.1.9"})
        (made,) = code.apply(edit).values()
        assert made == text.replace('"1.1.1"', '"1.1.9"')


@pytest.mark.parametrize(("encoding", "wide"), [("utf-8", 4), ("utf-32", 1)])
def test_an_editor_may_count_otherwise(folder: Path, encoding: str, wide: int) -> None:
    able = {**ABLE, "general": {"positionEncodings": [encoding]}}
    text = PART.replace("text: Two", "text: \N{GRINNING FACE}").replace("rating: G", "rating: X")
    with editor(folder, able=able) as code:
        uri = code.open(part_of(folder), text)
        (found,) = [d for d in code.findings(uri) if d["code"] == "WSOA307"]
        line = next(line for line in text.split("\n") if "rating: X" in line)
        before = line[: line.index("X}")]
        assert found["range"]["start"]["character"] == len(before) - 1 + wide


def test_an_editor_that_sends_parts_of_a_text_is_understood(folder: Path) -> None:
    text = "\ufeff" + PART.replace("Two of", "\N{GRINNING FACE} of").replace("\n", "\r\n")
    with editor(folder) as code:
        uri = code.open(part_of(folder), text)
        at = text.index("2026-03-31")
        code.versions[uri] += 1
        code.tell(
            "textDocument/didChange",
            {
                "textDocument": {"uri": uri, "version": code.versions[uri]},
                "contentChanges": [
                    {"range": {"start": position(text, at), "end": position(text, at + 4)}, "text": "2o26"},
                    {"range": {"start": position(text, at + 1), "end": position(text, at + 2)}, "text": "0"},
                    {"range": {"start": position(text, at + 5), "end": position(text, at + 7)}, "text": "13"},
                ],
            },
        )
        (found,) = [d for d in code.findings(uri) if d["severity"] == 1]
        assert found["message"].startswith("“2026-13-31” has no such month: 13")


def test_a_closed_file_with_a_byte_order_mark_is_changed_where_an_editor_would_have_it(folder: Path) -> None:
    part_of(folder).write_bytes(b"\xef\xbb\xbf" + PART.encode())
    with editor(folder) as code:
        uri = code.open(folder / "plan.yaml", HEAD + "  - {code: WSOA405, ref: WS1, reason: Agreed}\n")
        edit = code.ask("textDocument/rename", {**code.at(uri, "ref: WS1", after=5), "newName": "WG1"})
        (change,) = [c for c in edit["documentChanges"] if c["textDocument"]["uri"] != uri]
        assert applied(PART, change["edits"]) == PART.replace("WS1", "WG1")


def test_a_burst_of_keys_ends_in_the_findings_of_the_last(folder: Path) -> None:
    with editor(folder) as code:
        uri = code.open(part_of(folder))
        for count in range(30):
            code.change(uri, PART.replace("due: 2026-03-31", f"due: 2026-03-3{'1' * count}"))
        last = code.change(uri, PART)
        assert errors(code, uri) == []
        assert code.published[uri]["version"] == last


def test_several_plans_of_one_workspace_are_told_apart(folder: Path) -> None:
    other = folder.parent / "other shire & co"
    shutil.copytree(folder, other)
    with editor(folder.parent) as code:
        first = code.open(part_of(folder))
        second = code.open(part_of(other), PART.replace("health-lead]", "health-leed]"))
        assert errors(code, first) == []
        assert errors(code, second) == ["WSOA302", "WSOA302"]
        found = code.ask("textDocument/definition", code.at(second, "head-of-send", after=1))
        assert path_of(found["uri"]) == other / "plan.yaml"
        names = code.ask(
            "textDocument/references",
            {**code.at(first, "head-of-send"), "context": {"includeDeclaration": True}},
        )
        assert {path_of(one["uri"]).parent.name for one in names} <= {"anyshire", "workstreams"}
        assert len(names) == 7


def test_a_change_in_one_file_is_told_in_the_others_of_its_plan(folder: Path) -> None:
    with editor(folder) as code:
        head, part = code.open(folder / "plan.yaml"), code.open(part_of(folder))
        assert errors(code, part) == []
        code.change(head, HEAD.replace("health-lead:", "nurse:"))
        assert [d["code"] for d in code.wait_for(part) if d["severity"] == 1] == ["WSOA302", "WSOA302"]


def test_a_broken_plan_still_answers_what_it_can(folder: Path) -> None:
    with editor(folder) as code:
        uri = code.open(part_of(folder))
        code.findings(uri)
        head = code.open(folder / "plan.yaml", HEAD + "  - [")
        assert errors(code, head) == ["WSOA001"]
        assert errors(code, uri) == []
        hover = code.ask("textDocument/hover", code.at(uri, '["1.1.1"]', after=3))
        assert "as it was when the plan could last be read" in hover["contents"]["value"].lower()
        offered = code.ask("textDocument/completion", code.at(uri, "head-of-send, health", after=0))
        assert "health-lead" in [one["label"] for one in offered["items"]]
        assert code.ask("textDocument/documentSymbol", {"textDocument": {"uri": head}}) == []
        assert code.ask("textDocument/formatting", {**formatting(head)}) is None
        with pytest.raises(AnswerError) as refusal:
            code.ask("textDocument/rename", {**code.at(uri, '"1.1.1"', after=2), "newName": "9"})
        assert refusal.value.code == REFUSED
        assert refusal.value.message == (
            "plan.yaml cannot be read, so a name in it could be missed; fix it first."
        )
        assert "Traceback" not in code.logged()


def formatting(uri: str) -> Json:
    return {"textDocument": {"uri": uri}, "options": {"tabSize": 8, "insertSpaces": False}}


MESSY = PART.replace(
    "    title: Plans are", "    accountable:   [head-of-send]   \n    title: Plans are"
).replace("    accountable: [head-of-send]\n", "", 1)


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_formatting_is_that_of_wsoa_format(folder: Path, end: str) -> None:
    text = MESSY.replace("\n", end)
    with editor(folder) as code:
        uri = code.open(part_of(folder), text)
        made = applied(text, code.ask("textDocument/formatting", formatting(uri)))
        part_of(folder).write_bytes(text.encode())
        replace_all(replacements(format_plan(folder)))
        assert made.encode() == part_of(folder).read_bytes()
        assert made != text
        code.change(uri, made)
        assert code.ask("textDocument/formatting", formatting(uri)) == []


def test_all_safe_fixes_of_a_file_are_taken_at_once_where_that_is_asked_for(folder: Path) -> None:
    broken = PART.replace("due: 2026-03-31", "due: 31st March 2026").replace("percent", "Percent")
    with editor(folder) as code:
        uri = code.open(part_of(folder), broken)
        whole = {"start": {"line": 0, "character": 0}, "end": {"line": 999, "character": 0}}
        asked = {"textDocument": {"uri": uri}, "range": whole, "context": {"diagnostics": []}}
        only = {**asked, "context": {"diagnostics": [], "only": ["source.fixAll"]}}
        (action,) = code.ask("textDocument/codeAction", only)
        assert action["kind"] == "source.fixAll.wsoa"
        code.apply(action["edit"])
        assert code.texts[uri] == PART
        other = {**asked, "context": {"diagnostics": [], "only": ["refactor"]}}
        assert code.ask("textDocument/codeAction", other) == []


def test_an_outline_and_the_other_mentions_of_a_name_are_shown(folder: Path) -> None:
    with editor(folder) as code:
        uri = code.open(part_of(folder))
        (stream,) = code.ask("textDocument/documentSymbol", {"textDocument": {"uri": uri}})
        assert stream["name"] == "WS1 Timely plans"
        assert [one["name"] for one in stream["children"]] == [
            "1.1 Plans are finished in twenty weeks",
            "K1 Plans finished within twenty weeks",
        ]
        marked = code.ask("textDocument/documentHighlight", code.at(uri, '"1.1.1"', after=2))
        assert len(marked) == 2


def test_a_modest_editor_gets_what_it_can_show(folder: Path) -> None:
    with editor(folder, able={}) as code:
        uri = code.open(part_of(folder), PART.replace('ref: "1.1.2"', 'ref: "1.1.1"'))
        (found,) = [d for d in code.findings(uri) if d["code"] == "WSOA301"]
        assert "relatedInformation" not in found
        flat = code.ask("textDocument/documentSymbol", {"textDocument": {"uri": uri}})
        assert flat[2]["name"] == "1.1.1 Hire two plan writers"
        assert flat[2]["containerName"] == "1.1 Plans are finished in twenty weeks"
        code.change(uri, PART)
        edit = code.ask("textDocument/rename", {**code.at(uri, "WS1"), "newName": "WG1"})
        assert list(edit) == ["changes"]
        assert applied(PART, edit["changes"][uri]) == PART.replace("WS1", "WG1")


def test_closing_the_last_file_of_a_plan_clears_its_findings(folder: Path) -> None:
    with editor(folder) as code:
        head = code.open(folder / "plan.yaml")
        uri = code.open(part_of(folder), PART.replace("due: 2026-03-31", "due: soon"))
        assert errors(code, uri) == ["WSOA202"]
        code.close(uri)
        assert [d["code"] for d in code.wait_for(uri) if d["severity"] == 1] == []
        code.close(head)
        assert code.wait_for(head) == []


def test_a_file_changed_by_another_program_is_checked_again(folder: Path) -> None:
    able = {**ABLE, "workspace": {"didChangeWatchedFiles": {"dynamicRegistration": True}}}
    with editor(folder, able=able) as code:
        uri = code.open(part_of(folder))
        assert errors(code, uri) == []
        (registered,) = code.registered
        assert registered["registrations"][0]["method"] == "workspace/didChangeWatchedFiles"
        head = folder / "plan.yaml"
        head.write_text(HEAD.replace("health-lead:", "nurse:"), encoding="utf-8")
        changes = [{"uri": head.as_uri(), "type": 2}]
        code.tell("workspace/didChangeWatchedFiles", {"changes": changes})
        assert [d["code"] for d in code.wait_for(uri) if d["severity"] == 1] == ["WSOA302", "WSOA302"]


def test_other_files_and_texts_never_saved_are_left_alone(folder: Path) -> None:
    with editor(folder) as code:
        uri = code.open(part_of(folder))
        code.findings(uri)
        for other in ((folder / "notes.yaml").as_uri(), "untitled:Untitled-1"):
            document = {"uri": other, "languageId": "yaml", "version": 1, "text": "a: [head-of-send]"}
            code.tell("textDocument/didOpen", {"textDocument": document})
            where = {"textDocument": {"uri": other}, "position": {"line": 0, "character": 5}}
            assert code.ask("textDocument/hover", where) is None
            assert code.ask("textDocument/completion", where) is None
            assert code.ask("textDocument/documentSymbol", {"textDocument": {"uri": other}}) == []
            assert other not in code.published
        assert code.shown == []


def test_what_depends_on_the_day_is_told_only_where_it_is_asked_for(folder: Path) -> None:
    for options, told in (((), False), (("--progress", "--as-of", "2026-06-30"), True)):
        with editor(folder, *options) as code:
            uri = code.open(part_of(folder))
            assert any(d["code"].startswith("WSOA5") for d in code.findings(uri)) is told


def test_an_editor_that_breaks_off_leaves_no_server_behind(folder: Path) -> None:
    code = Editor(folder, (), ABLE, {})
    try:
        code.start()
        assert code.break_off() == 1
    finally:
        code.end()


def test_cumbria_is_found_to_be_what_validate_finds(tmp_path: Path) -> None:
    shutil.copytree(PLANS / "cumbria", tmp_path / "cumbria")
    with editor(tmp_path) as code:
        uris = [code.open(file) for file in sorted((tmp_path / "cumbria").rglob("*.yaml"))]
        found = sum(len(code.findings(uri)) for uri in uris)
    ran = subprocess.run(
        [sys.executable, "-m", "wsoa", "validate", "cumbria", "--plans", ".", "--format", "json"],
        capture_output=True, text=True, check=False, cwd=tmp_path,
    )  # fmt: skip
    assert ran.stdout.count('"code":') == found


def test_without_its_package_one_sentence_says_what_to_install(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(sys.modules, "pygls", None)
    for name in ("server", "session", "answers", "protocol"):
        monkeypatch.delitem(sys.modules, f"wsoa.editor.{name}")
    for name in [name for name in sys.modules if name.startswith("pygls.")]:
        monkeypatch.delitem(sys.modules, name)
    with pytest.raises(StopError, match=r"lsp needs pygls: pip install 'wsoa\[lsp\]'"):
        build(["lsp"])(["lsp"], standalone_mode=False, obj=Environment({}))


def test_in_a_terminal_it_says_that_an_editor_starts_it() -> None:
    pty = pytest.importorskip("pty")
    ours, theirs = pty.openpty()
    with os.fdopen(ours, "wb") as keys, os.fdopen(theirs, "rb") as terminal:
        keys.write(b"\x04")  # Ctrl-D
        keys.flush()
        ran = subprocess.run(
            [sys.executable, "-m", "wsoa", "lsp"], stdin=terminal, capture_output=True, text=True, check=False
        )
    assert ran.stdout == ""
    assert ran.stderr == (
        "This is for an editor, which starts it by itself: see docs/editors.md. Ctrl-D ends it.\n"
    )
    assert ran.returncode == 1


def test_only_the_edge_of_the_room_knows_the_protocol() -> None:
    room = Path(server.__file__).parent
    knowing = {
        file.name
        for file in room.glob("*.py")
        if re.search(r"import.*(?:pygls|lsprotocol)|from (?:pygls|lsprotocol)", file.read_text("utf-8"))
    }
    assert knowing == {"server.py", "session.py", "answers.py", "protocol.py"}


@pytest.mark.parametrize("words", [["--version"], ["status", "--plans", str(PLANS)]])
def test_no_other_command_pays_for_the_server(words: list[str]) -> None:
    code = (
        f"import sys; import wsoa.__main__ as m; sys.argv = ['wsoa', *{words!r}]; "
        "m.main(); print([n for n in sys.modules if n.startswith(('pygls', 'lsprotocol', 'wsoa.editor'))])"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ran.stdout.splitlines()[-1] == "[]"
