"""Charts outside a page, each as a picture file of its own."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from wsoa.charts.chart import Chart
from wsoa.render.templates import environment, fill

if TYPE_CHECKING:
    from jinja2 import Environment


def svg_file(chart: Chart, templates: Path | None = None) -> str:
    """Render a chart as an SVG file that needs no style sheet, in light colours on white.

    What shows it gives it the chart's title as its alternative text and the table beside it.

    Raises:
        TemplateFaultError: a template cannot be used.
    """
    return fill(_environment(templates), "charts/file.svg", {"chart": chart}).strip() + "\n"


@cache
def _environment(template_dir: Path | None) -> Environment:
    return environment(template_dir, {})
