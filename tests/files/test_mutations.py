"""A valid plan with a few values knocked about, and plain noise: only findings come out, in our own words."""

# ruff: noqa: E501 - a case reads best on one line
from __future__ import annotations

import json
import re
from collections.abc import Iterator
from copy import deepcopy
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from tests.conftest_plans import load_text, steady
from wsoa.files.load import LoadedPlan
from wsoa.findings import Severity, worst

WHEN = {"every": "quarter", "from": "2020-04"}
UPDATE = {
    "date": "2020-01",
    "text": "Said.",
    "by": "lead",
    "rating": "G",
    "confidence": "high",
    "forecast": "2020-02",
    "evidence": [{"title": "Minutes", "date": "2020", "public": "false"}],
}
PROMISE: dict[str, Any] = {
    "title": "Something",
    "detail": "More",
    "leads": ["lead"],
    "start": "2019-10",
    "due": "2019-12-31",
    "resource": "AR",
    "depends_on": ["1.0"],
    "see": ["other plan: 1"],
    "rating": {"code": "G", "date": "2019-12"},
    "completed": "2019-12-01",
    "verified": {"date": "2020-01-01", "by": "Board"},
    "evidence": [{"title": "Minutes", "url": "https://example.org", "kind": "minutes"}],
    "updates": [UPDATE],
    "changes": [
        {
            "date": "2019-11-01",
            "field": "due",
            "from": "2019-11",
            "to": "2019-12-31",
            "reason": "Illness",
            "agreed_by": "Board",
        }
    ],
    "withdrawn": {"date": "2020-03", "reason": "Merged", "superseded_by": "1.2"},
    "printed": {"due": "31 December"},
    "page": "3",
    "note": "Noted",
}
MEASURE: dict[str, Any] = {
    "ref": "K1",
    "title": "On time",
    "baseline": {"value": "58", "at": "2019-03", "period": "2018/19", "provisional": "true"},
    "targets": [
        {"by": "2020-03", "value": "70"},
        {"change": "+10", "promised": "2020-01", "set": "2020-02"},
        {"maintain": "true"},
    ],
    "readings": [
        {"date": "2020-01", "value": "60", "projected": "false"},
        {"period": "2019/20", "text": "few", "suppressed": "true"},
    ],
    "comparators": [{"name": "England", "value": "60.0", "period": "2018"}],
    "note": "Noted",
}
PLAN: dict[str, Any] = {
    "format": "1", "kind": "wsoa", "area": "Westshire", "title": "Statement", "bodies": ["Council", "Health"],
    "document": {"title": "Statement", "date": "2019-10-07", "pages": "80"},
    "inspection": {"inspectors": ["Ofsted"], "started": "2019-03-11", "ended": "2019-03-25"},
    "returned": {"date": "2019-09-20", "resubmit_by": "2019-10-08"}, "submitted": "2019-10", "accepted": "2019-10-18", "start": "2019-10-18", "ends": "2021",
    "labels": {"action": "step"}, "rating_scheme": {"preset": "rag", "behind_days": "10", "stale_days": "60", "codes": [{"code": "G", "word": "Green", "meaning": "Fine", "colour": "green", "standings": ["on_track"]}]},
    "year": "academic", "terms": {"2019/20 summer term": {"starts": "2020-04-20", "ends": "2020-07-20"}}, "resources": {"AR": "Additional"},
    "roles": {"lead": {"name": "Lead", "also": ["L"], "vacant": "false"}},
    "weaknesses": [{"ref": "1", "title": "Slow", "monitoring": {"state": "released", "date": "2021", "evidence": {"title": "Letter"}}}],
    "workstreams": [{
        "ref": "WS1", "title": "Time", "chairs": ["lead"], "sponsors": ["lead"], "partners": ["Parents"], "weaknesses": ["1"],
        "impact": [{"by": "6 months", "text": "Better"}], "voices": {"parents": ["Heard"], "audits": ["Read"]},
        "outcomes": [{"ref": "1", "title": "On time", "accountable": ["lead"], "due": "2020-Q1", "impact": [{"text": "x"}],
            "actions": [{"ref": "1.1", **PROMISE, "milestones": [{"ref": "1.1a", **PROMISE}, {"title": "b", "due": WHEN}]}], "updates": [UPDATE], "printed": {"ref": "1)"}}],
        "kpis": [{**MEASURE, "aim": "increase", "unit": "percent", "owner": "lead", "frequency": "termly", "year": "calendar", "statutory": "100", "tolerance": "0.5", "parts": [{**MEASURE, "ref": "a"}], "also_in": ["WS1"]}],
        "updates": [UPDATE], "note": "Noted",
    }],
    "governance": [{"title": "Board", "chair": "lead", "members": ["Council"], "reports_to": ["Council"]}],
    "reviews": [{"title": "Re-visit", "ref": "R1", "kind": "revisit", "due": "2021", "date": "2021-05", "weaknesses": [{"ref": "1", "progress": "sufficient"}]}],
    "glossary": {"EHCP": "Education, health and care plan"}, "updates": [UPDATE], "summary": "Short", "ignore": [{"code": "WSOA401", "reason": "Known", "until": "2021"}],
}  # fmt: skip

FOREIGN = re.compile(
    r"Input should|pydantic|type=|[Ff]ield required|value_error|Value error|ctx|input_value|\bstr\b|\bdict\b|\btuple\b|valid (string|tuple|dict)|Extra inputs|None\b|Traceback|Group\b|Series\b|<class"
)


def paths(node: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:  # noqa: ANN401
    pairs = node.items() if isinstance(node, dict) else enumerate(node) if isinstance(node, list) else ()
    for key, value in pairs:
        yield (*path, key)
        yield from paths(value, (*path, key))


ALL_PATHS = list(paths(PLAN))
WORDS = st.sampled_from(
    [
        "",
        "x",
        "yes",
        "1e3",
        "-1",
        "5" * 20,
        "２",
        "2019-02-30",
        "03/04/20",
        "31/12/2019",
        "2020/2019",
        "every",
        "on_track",
        "[",
        "null",
        "~",
        "a b",
        "WS1",
        "{",
        "%s {0}",
        "Group",
        "2019-10-31T00:00",
        "6-3 months",
        "ongoing",
    ]
)
VALUES = st.recursive(
    WORDS, lambda inner: st.lists(inner, max_size=2) | st.dictionaries(WORDS, inner, max_size=2), max_leaves=4
)
GONE = object()


def changed(changes: list[tuple[tuple[Any, ...], Any]]) -> Any:  # noqa: ANN401
    plan = deepcopy(PLAN)
    for path, value in changes:
        node: Any = plan
        try:
            for step in path[:-1]:
                node = node[step]
            if value is GONE:
                del node[path[-1]]
            else:
                node[path[-1]] = value
        except (KeyError, IndexError, TypeError):
            continue
    return plan


def assert_only_findings(loaded: LoadedPlan) -> None:
    assert (loaded.plan is None) == (worst(loaded.findings) is Severity.ERROR)
    for finding in loaded.findings:
        assert re.fullmatch(r"WSOA[0-9]{3}", finding.code)
        assert finding.place.line >= 1
        assert finding.place.column >= 1
        assert finding.message
        assert finding.help
        assert len(finding.message) < 400
        assert "\n" not in finding.message
        assert not FOREIGN.search(re.sub(r"“[^”]*”", "", finding.message + finding.help)), finding


def test_the_plan_that_is_knocked_about_is_valid_to_begin_with() -> None:
    assert load_text(json.dumps(PLAN, indent=1)).findings == ()


@steady(400)
@given(st.lists(st.tuples(st.sampled_from(ALL_PATHS), VALUES | st.just(GONE)), min_size=1, max_size=4))
def test_a_plan_knocked_about_gives_findings_in_our_own_words(
    changes: list[tuple[tuple[Any, ...], Any]],
) -> None:
    assert_only_findings(load_text(json.dumps(changed(changes), indent=1, ensure_ascii=False)))


def test_every_value_of_a_plan_may_be_of_every_wrong_shape() -> None:
    shapes: list[Any] = ["", "x", [], ["x"], [["x"]], {}, {"x": "y"}, [{"x": ["y"]}], GONE]
    for index, path in enumerate(ALL_PATHS):
        for wrong in (shapes[index % 9], shapes[(index + 4) % 9]):  # each shape in each part of the plan
            assert_only_findings(load_text(json.dumps(changed([(path, wrong)]))))


@steady(300)
@given(st.binary(max_size=200))
def test_noise_gives_only_findings(data: bytes) -> None:
    assert_only_findings(load_text(data))


PIECES = st.sampled_from(
    [
        "a",
        ": ",
        ":",
        "- ",
        "\n",
        "  ",
        "\t",
        "#",
        " #",
        "[",
        "]",
        "{",
        "}",
        ",",
        "'",
        '"',
        "&a ",
        "*a",
        "!x ",
        "|",
        ">",
        "%",
        "@",
        "`",
        "?",
        "? ",
        "---",
        "...",
        "\\",
        "\r",
        "\ufeff",
        "é",
        "😀",
        "\u00a0",
        "<<: ",
        "~",
        "\x00",
        "\u2028",
        "1",
        "title",
        "workstreams",
    ]
)


@steady(600)
@given(st.lists(PIECES, max_size=25))
def test_punctuation_soup_gives_only_findings(pieces: list[str]) -> None:
    assert_only_findings(load_text("".join(pieces)))


@steady(150)
@given(st.integers(0, 4000), st.integers(0, 60), PIECES)
def test_a_plan_with_a_piece_cut_out_or_put_in_gives_only_findings(at: int, cut: int, piece: str) -> None:
    text = json.dumps(PLAN, indent=1)
    assert_only_findings(load_text(text[:at] + piece + text[at + cut :]))
