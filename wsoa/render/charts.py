"""Charts outside a page: as a picture file of its own, as HTML to put into a page, and as Markdown."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from wsoa.render.markdown import inert
from wsoa.render.templates import environment, fill
from wsoa.reports.charts.chart import Chart, Instead

if TYPE_CHECKING:
    from jinja2.sandbox import ImmutableSandboxedEnvironment

_BLANK_LINES = re.compile(r"\n{3,}")


def svg_file(chart: Chart, templates: Path | None = None) -> str:
    """Render a chart as an SVG file that needs no style sheet, in light colours on white.

    What shows it gives it the chart's title as its alternative text and the table beside it.

    Raises:
        TemplateFaultError: a template cannot be used.
    """
    return _filled("charts/file.svg", templates, chart=chart)


def chart_markdown(chart: Chart | Instead, level: int = 3, templates: Path | None = None) -> str:
    """Render a chart in Markdown: its title, what it shows, and the table.

    Raises:
        TemplateFaultError: a template cannot be used.
    """
    return _BLANK_LINES.sub("\n\n", _filled("charts/file.md", templates, chart=chart, level=level))


def _filled(name: str, templates: Path | None, **values: object) -> str:
    return fill(_environment(templates), name, values).strip() + "\n"


@cache
def _environment(template_dir: Path | None) -> ImmutableSandboxedEnvironment:
    return environment(template_dir, {"md": inert})
