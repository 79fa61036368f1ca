"""Every bar on every page is as long as the counts beside it, and what was withdrawn is in none of them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from datetime import date

import pytest

from tests.browser.looks import AREAS
from tests.render.small import load_plan
from wsoa.charts.chart import Chart
from wsoa.charts.small_bar import SmallBar
from wsoa.files.load import LoadedPlan
from wsoa.plan.ratings import LIVE, Standing
from wsoa.provenance.provenance import provenance_of
from wsoa.render.html.charts import svg_file
from wsoa.reports.context import ReportContext
from wsoa.reports.site.site import site

DAY = date(2020, 11, 30)
_BAR = re.compile(r"standing|by-workstream\Z")
_COLUMN = re.compile(r"over-time\Z")
_BOX = r'<rect x="[^"]*" y="[^"]*" width="([0-9.]+)%?" height="([0-9.]+)"/>'


def pictures(part: object) -> Iterator[Chart | SmallBar]:
    """Every picture in what a page shows."""
    if isinstance(part, Chart | SmallBar):
        yield part
    elif isinstance(part, tuple):
        for one in part:
            yield from pictures(one)
    elif is_dataclass(part) and not isinstance(part, type):
        yield from pictures(tuple(getattr(part, field.name) for field in fields(part)))


def counts(chart: Chart, standing: Standing) -> list[int]:
    """What the table below a picture says of a standing, row by row; the rows with none left out."""
    heads = [column.words for column in chart.table.columns]
    head = f"{standing.word} ({standing.letter})"
    told = [row[heads.index(head)] for row in chart.table.rows] if head in heads else []
    return [int(one.replace(",", "")) for one in told if one != "0"]


@pytest.mark.parametrize("area", [*AREAS, "small"])
def test_every_length_on_every_page_is_a_count_and_what_was_withdrawn_has_none(
    area: str, request: pytest.FixtureRequest
) -> None:
    loaded: LoadedPlan = load_plan() if area == "small" else request.getfixturevalue(area)
    context = ReportContext(loaded, provenance_of(loaded, DAY, "1.2.3"))
    seen = set()
    for page in site({"one": context, "two": context}, DAY).pages:
        if page.address.startswith("two/") or "/actions/" in page.address or "/kpis/" in page.address:
            continue
        for picture in pictures(page.make()):
            if isinstance(picture, SmallBar):
                told = [int(one) for one in re.findall(r"(\d+) ", picture.words.replace(",", ""))]
                widths = [float(part.width.removesuffix("%")) for part in picture.parts]
                assert widths == pytest.approx([sum(widths) * n / sum(told) for n in told], abs=0.02)
                assert "withdrawn" not in {part.standing for part in picture.parts}
                seen.add("small")
            elif kind := _BAR.match(picture.id) or _COLUMN.match(picture.id):
                columns = picture.id == "over-time"
                seen.add(kind[0])
                svg = svg_file(picture)
                assert 'class="c-withdrawn"' not in svg, page.address
                lengths, numbers = [], []
                for standing in LIVE:
                    group = re.search(rf'<g class="c-{standing.value}".*?</g>', svg)
                    boxes = re.findall(_BOX, group[0]) if group else []
                    lengths += [float(box[1 if columns else 0]) for box in boxes]
                    numbers += counts(picture, standing)
                each = sum(lengths) / sum(numbers)
                close = 0.11 if columns else 0.02
                assert lengths == pytest.approx([each * n for n in numbers], abs=close), page.address
    assert seen == {"small", "standing", "by-workstream", "over-time"}
