"""The page about importing says what is so."""

from __future__ import annotations

from pathlib import Path

import pytest

from wsoa.imports.columns.fields import Field
from wsoa.imports.columns.headings import field_of
from wsoa.imports.columns.mapping import read_map
from wsoa.imports.readers.choose import READERS

PAGE = (Path(__file__).parents[2] / "docs" / "import.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("word", [*Field, *READERS])
def test_every_word_of_the_map_and_every_kind_of_file_is_on_the_page(word: str) -> None:
    assert f"`{word}`" in PAGE


def test_the_map_on_the_page_can_be_read() -> None:
    example = PAGE.split("```yaml\n")[1].split("```")[0]
    assert read_map(example.encode(), "map.yaml").columns["champion"] is Field.LEAD


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        ("COMPLETION DATE", Field.DUE),
        ("By when?", Field.DUE),
        ("Timescale", Field.DUE),
        ("Target date", Field.DUE),
        ("Target 18/19", Field.TARGET),
        ("Impact Milestones/Targets", Field.TARGET),
        ("18-24 month", Field.MONTHS),
        ("Key milestones (Action tracker)", Field.MILESTONE),
        ("ACTION LEAD", Field.LEAD),
        ("Person(s) responsible", Field.LEAD),
        ("Lead/s", Field.LEAD),
        ("Who?", Field.LEAD),
        ("ACCOUNTABLE OFFICER", Field.ACCOUNTABLE),
        ("Implementation (Actions - what are we going to do)", Field.ACTION),
        ("What we will do", Field.ACTION),
        ("Outcomes (what we intend to achieve)", Field.OUTCOME),
        ("PRIORITY AREA", Field.OUTCOME),
        ("Measure of success", Field.SUCCESS),
        ("Indicator description", Field.KPI),
        ("Figure will:", Field.AIM),
        ("17/18 Stat Neighbours Average", Field.COMPARATOR),
        ("Latest Performance 17/18", Field.LATEST),
        ("BRAG + date", Field.RATING),
        ("Date completed", Field.COMPLETED),
        ("Progress update", Field.PROGRESS),
        ("Telephone", None),
        ("31 October 2019", None),
    ],
)
def test_headings_of_real_plans_are_known(heading: str, field: Field | None) -> None:
    assert field_of(heading) is field
