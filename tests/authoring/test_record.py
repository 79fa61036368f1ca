"""A measured figure becomes a reading where it belongs; what cannot be taken is refused in one sentence."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tests.render.small import PLAN, load_plan
from wsoa.authoring.data_return import read_return
from wsoa.authoring.record import Figure, record
from wsoa.authoring.refusal import RefusedError
from wsoa.files.editing.draft import draft
from wsoa.files.load import load
from wsoa.plan.models import Plan

DAY = date(2020, 11, 30)


def plan() -> Plan:
    loaded = load_plan()
    assert loaded.plan is not None
    return loaded.plan


def refused(figure: Figure) -> str:
    with pytest.raises(RefusedError) as error:
        record(plan(), figure, DAY)
    return str(error.value)


def written(folder: Path, *figures: Figure) -> tuple[str, Plan]:
    """Write figures into the small plan; return the lines that came or went, and the plan as read back."""
    (folder / "plan.yaml").write_text(PLAN, "utf-8", newline="")
    loaded = load(folder)
    assert loaded.plan is not None
    made = draft(loaded, [edit for one in figures for edit in record(loaded.plan, one, DAY).edits])
    made.write()
    after = load(folder).plan
    assert after is not None
    lines = [line for line in made.diff.splitlines()[2:] if line[:1] in {"+", "-"}]
    return "\n".join(lines), after


def test_a_reading_is_one_line_at_the_end_of_the_others(tmp_path: Path) -> None:
    diff, after = written(tmp_path, Figure("K1", "61.5%", "31 October 2020", source="Monthly return"))
    assert diff == "+          - {date: 2020-10-31, value: 61.5, source: Monthly return}"
    reading = after.workstreams[0].kpis[0].readings[-1]
    assert (str(reading.value), reading.source) == ("61.5", "Monthly return")


def test_a_month_or_a_year_is_a_period(tmp_path: Path) -> None:
    diff, _ = written(tmp_path, Figure("K1", "61", "October 2020", provisional=True))
    assert diff == "+          - {period: 2020-10, value: 61, provisional: true}"


def test_the_first_reading_of_a_part_makes_its_list(tmp_path: Path) -> None:
    _, after = written(tmp_path, Figure("K2/north", "33", "2020-10"))
    assert [str(r.value) for r in after.workstreams[0].kpis[1].parts[0].readings] == ["33"]


def test_a_withheld_figure_is_said_to_be_withheld(tmp_path: Path) -> None:
    diff, _ = written(tmp_path, Figure("K1", "withheld", "2020-10"))
    assert diff == "+          - {period: 2020-10, suppressed: true}"


def test_a_promised_baseline_is_set_on_the_day(tmp_path: Path) -> None:
    _, after = written(tmp_path, Figure("K2", "44", "2020-09", baseline=True))
    baseline = after.workstreams[0].kpis[1].baseline
    assert baseline is not None
    assert baseline.promised is not None
    assert (str(baseline.value), baseline.at and baseline.at.text, baseline.set and baseline.set.text) == (
        "44", "2020-09", "2020-11-30",
    )  # fmt: skip


def test_a_promised_target_is_set_on_the_day(tmp_path: Path) -> None:
    _, after = written(tmp_path, Figure("K2", "65%", "6 months", target=True))
    target = after.workstreams[0].kpis[1].targets[0]
    assert target.promised is not None
    assert (str(target.value), target.set and target.set.text) == ("65", "2020-11-30")


def test_a_target_that_nobody_promised_is_refused() -> None:
    assert "K1 has no promised target" in refused(Figure("K1", "70", "2021-03", target=True))
    assert "promised targets for 6 months; name" in refused(Figure("K2", "70", "2021-03", target=True))
    assert "cannot be withheld" in refused(Figure("K2", "withheld", "6 months", target=True))


def test_a_restated_figure_keeps_its_place_and_says_why(tmp_path: Path) -> None:
    _, after = written(
        tmp_path, Figure("K1", "51", "2020-06-30", note="Two schools reported late", restate=True)
    )
    first = after.workstreams[0].kpis[0].readings[0]
    assert (str(first.value), first.note, first.source) == (
        "51",
        "Two schools reported late",
        "Quarterly return",
    )


@pytest.mark.parametrize(
    ("figure", "sentence"),
    [
        (Figure("K9", "5", "2020-10"), "The plan has no KPI called 'K9'."),
        (Figure("1.1.1", "5", "2020-10"), "1.1.1 is not a KPI; report on it with wsoa update."),
        (Figure("K1", "many", "2020-10"), "'many' is not a figure"),
        (Figure("K1", "580%", "2020-10"), "a percentage lies between 0 and 100"),
        (Figure("K1", "5", "03/04/20"), "could be two different days"),
        (Figure("K1", "5", "soon"), "not a date"),
        (Figure("K1", "5", "December 2020"), "is not over on 30 November 2020; say --projected"),
        (Figure("K1", "52", "2020-06-30"), "K1 has 52 for 2020-06-30 already."),
        (Figure("K1", "53", "2020-06-30"), "to change it to 53, say --restate."),
        (Figure("K1", "53", "2020-06-30", restate=True), "--restate needs --note"),
        (Figure("K1", "40", "2019-09", baseline=True), "K1 starts from 41 already"),
    ],
)
def test_what_cannot_be_taken_is_refused_in_a_sentence(figure: Figure, sentence: str) -> None:
    assert sentence in refused(figure)


def test_a_figure_of_another_unit_is_refused() -> None:
    counted = load_plan(PLAN.replace("unit: percent", "unit: weeks")).plan
    assert counted is not None
    with pytest.raises(RefusedError, match="counts in another unit: weeks"):
        record(counted, Figure("K1", "5%", "2020-10"), DAY)
    assert record(counted, Figure("K1", "12 weeks", "2020-10"), DAY).value == "12"


def test_an_estimate_may_lie_ahead() -> None:
    assert record(plan(), Figure("K1", "70", "December 2020", projected=True), DAY).words == "added"


RETURN = """\
KPI,Part,Period,Actual,Source
K1,,October 2020,61,Monthly return
K2,north,October 2020,33,Monthly return
K2,south,October 2020,,Monthly return
"""


def test_a_return_is_read_line_by_line_and_lines_without_a_figure_are_left_out() -> None:
    lines = read_return(plan(), RETURN, DAY)
    assert [(line.number, line.recorded.item.ref) for line in lines if line.recorded] == [
        (2, "K1"),
        (3, "K2/north"),
    ]
    assert len(lines) == 2


def test_each_line_that_cannot_be_taken_says_why() -> None:
    text = (
        "ref,period,value,provisional\nK1,October 2020,sixty,\nK1,October 2020,60,perhaps\n"
        "K1,2020-10,60,yes\nK1,2020-10,61,no\n"
    )
    assert [line.refusal.split(";")[0] for line in read_return(plan(), text, DAY)] == [
        "'sixty' is not a figure",
        "provisional is yes or no, not 'perhaps'.",
        "",
        "line 4 gives K1 for 2020-10 already.",
    ]


def test_a_return_whose_columns_have_no_names_is_refused() -> None:
    with pytest.raises(RefusedError, match="none called value or figure or actual, period or date or month"):
        read_return(plan(), "ref,x\nK1,60\n", DAY)
