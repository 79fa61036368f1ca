"""A report as one accessible HTML page: nothing fetched, its style and any script named by their hash."""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from functools import cache, lru_cache
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from markupsafe import Markup

from wsoa.charts.chart import Chart
from wsoa.charts.small_bar import SmallBar
from wsoa.charts.sparkline import Sparkline
from wsoa.render.html.fragment import fragment, fragment_css
from wsoa.render.html.guard import fault
from wsoa.render.html.script import script_of, with_script
from wsoa.render.html.style import Charts, PageStyle
from wsoa.render.html.theme import theme_css
from wsoa.render.templates import TemplateFaultError, environment, fill, known, values_of
from wsoa.reports.context import PageView

if TYPE_CHECKING:
    from jinja2 import Environment

_STYLE = "style.css"
_CHARTS_STYLE = "charts/charts.css"
_SITE_STYLE = "site.css"
_PLAIN = PageStyle()
_SECTION = re.compile(r'<h(?P<level>[23]) id="(?P<anchor>[^"]+)">(?P<words>.*?)</h(?P=level)>', re.DOTALL)
_OF_CHART = "-h"
"""How the id of a chart's heading ends."""
_TAG = re.compile(r"<[^>]*>")
_PICTURES = (Chart, SmallBar, Sparkline)
_LONG = 4
"""From how many parts on a page has contents at its side."""


def page_html(view: PageView, page_style: PageStyle = _PLAIN) -> str:
    """Render a report as a whole page; the same view gives the same bytes.

    Its template is ``REPORT.html``; its style is ``style.css``, that of charts where one is drawn, and
    ``REPORT.css`` where there is one. Where the style lets it, the script is our own ``REPORT.js``.

    Raises:
        TemplateFaultError: a template cannot be used.
    """
    templates = _environment(page_style.templates, page_style.charts, page_style.stem)
    script = script_of(view.report) if page_style.script and not page_style.fragment else ""
    style = style_of(view, page_style)
    safe = Markup(style)  # noqa: S704 - style_of refuses whatever could end the style element
    around = {
        "report": view.report,
        "style": safe,
        "style_hash": policy_hash(style),
        "script_hash": policy_hash(script) if script else "",
        "ways": page_style.ways,
        "feed": page_style.feed,
        "theme": page_style.theme,
        "beside": " 'self' file:" if page_style.charts == "file" else "",
        "seal": page_style.seal,
        "layout": "fragment.html" if page_style.fragment else "page.html",
    }
    page = fill(templates, f"{view.report}.html", {**values_of(view), **around})
    if page_style.templates is not None and (wrong := fault(page)):
        raise TemplateFaultError(f"{view.report}.html gives a page that may not be published: {wrong}")
    return fragment(page, page_style.fragment) if page_style.fragment else with_script(page, script)


def page_css(view: PageView, page_style: PageStyle = _PLAIN) -> str:
    """Return a report's style sheet as one file; for fragments where the style asks for one.

    Raises:
        TemplateFaultError: a template cannot be used.
    """
    style = style_of(view, page_style)
    return fragment_css(style, page_style.fragment) if page_style.fragment else style


@lru_cache(maxsize=64)
def policy_hash(text: str) -> str:
    """Return the name a content security policy knows a style sheet or a script by."""
    return "sha256-" + b64encode(sha256(text.encode()).digest()).decode()


@cache
def _environment(template_dir: Path | None, charts: Charts = "inline", stem: str = "") -> Environment:
    made = environment(template_dir, {"css": css_text, "sections": sections})
    made.globals.update(pictures=charts, picture_file=lambda chart: picture_name(chart, stem))
    return made


class Section(NamedTuple):
    """A part of a page that its side leads to: the id of its heading, and what that says, as HTML."""

    anchor: str
    text: Markup


def sections(body: str) -> tuple[Section, ...]:
    """Return the parts of a page for its side, from their headings; none for a page of few parts.

    Where the large parts are few, those below them count too, but for charts.
    """
    every = [heading for heading in _SECTION.finditer(body) if not heading["anchor"].endswith(_OF_CHART)]
    large = [heading for heading in every if heading["level"] == "2"]
    found = large if len(large) >= _LONG else every
    told = (
        Section(heading["anchor"], Markup(" ".join(_TAG.sub(" ", heading["words"]).split())))  # noqa: S704 - of our page
        for heading in found
    )
    return tuple(told) if len(found) >= _LONG else ()


def picture_name(chart: Chart, stem: str) -> str:
    """Return what the file of a chart's picture is called."""
    return f"{stem}{chart.id}.svg"


def pictures(view: PageView, page_style: PageStyle) -> Mapping[str, str]:
    """Return the charts of a page as SVG files by name; none where they are not drawn as files."""
    if page_style.charts != "file":
        return {}
    from wsoa.render.html.charts import svg_file

    charts = (one for one in _drawn(tuple(values_of(view).values())) if isinstance(one, Chart))
    return {picture_name(one, page_style.stem): svg_file(one, page_style.templates) for one in charts}


def _drawn(value: Any) -> Iterator[Chart | SmallBar | Sparkline]:  # noqa: ANN401 - whatever a view holds
    """Yield every picture in a view."""
    waiting = [value]
    while waiting:
        one = waiting.pop()
        if isinstance(one, _PICTURES):
            yield one
        elif isinstance(one, tuple):
            waiting.extend(reversed(one))
        elif names := _parts(one.__class__):
            waiting.extend([getattr(one, name) for name in names])


@cache
def _parts(kind: type) -> tuple[str, ...]:
    """Return the fields of a dataclass, the last one first; none of anything else."""
    return tuple(field.name for field in reversed(fields(kind))) if is_dataclass(kind) else ()


def _sheets(templates: Environment, view: PageView, page_style: PageStyle) -> list[str]:
    """Name the style sheets a page needs: those of charts and of a site only where there are any."""
    drawn = next(_drawn(tuple(values_of(view).values())), None) is not None
    own = f"{view.report}.css"
    wanted = (
        (_STYLE, True),
        (_CHARTS_STYLE, drawn),
        (own, known(templates, own)),
        (_SITE_STYLE, page_style.ways),
    )
    return [sheet for sheet, needed in wanted if needed]


def style_of(view: PageView, page_style: PageStyle) -> str:
    """Return a report's style sheets as one, the council's theme last; page footers name area and day.

    Raises:
        TemplateFaultError: a style sheet cannot be used.
    """
    templates = _environment(page_style.templates)
    sheets = _sheets(templates, view, page_style)
    footer = f"{view.head.area}, as at {view.head.as_at.words}"
    filled = _filled if page_style.templates is None else _filled.__wrapped__  # theirs may change meanwhile
    style = filled(templates, tuple(sheets), footer, view.words.lead) + theme_css(page_style.theme)
    if "</" in style:
        raise TemplateFaultError(f"{', '.join(sheets)}: a style sheet cannot hold “</”")
    return style


@lru_cache(maxsize=64)
def _filled(templates: Environment, sheets: tuple[str, ...], footer: str, lead: str) -> str:
    """Return style sheets as one. An area's pages share a few."""
    return "".join(fill(templates, sheet, {"footer": footer, "lead": lead}) for sheet in sheets)


def css_text(text: str) -> Markup:
    """Return text as a quoted CSS string in which no character can end the string or the style sheet."""
    quoted = "".join(c if c.isascii() and (c.isalnum() or c == " ") else f"\\{ord(c):x} " for c in text)
    return Markup(f'"{quoted}"')  # noqa: S704 - only letters, digits, spaces and escapes are left
