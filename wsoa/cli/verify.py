"""``wsoa verify``: whether a page is what the plan in this repository gives."""

from __future__ import annotations

import re
from itertools import zip_longest
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from wsoa import __version__
from wsoa.cli.shared.context import Environment, StopError, load_plans
from wsoa.cli.shared.options import PLANS, Plans
from wsoa.cli.shared.output import emit
from wsoa.publish.sources import HistoryRequest, past_of, put_together
from wsoa.publish.versions import repository

if TYPE_CHECKING:
    from wsoa.files.load import LoadedPlan
    from wsoa.provenance.seal import Seal
    from wsoa.render.html.style import Charts

CANNOT = 3
_CHARTS = re.compile(r"(file|none|)(?: ([\w.-]*-))?")
_SHOWN = 100


def run(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(help="The page: HTML, a fragment or Markdown, as published.")],
    template_dir: Annotated[
        Path | None, typer.Option("--template-dir", metavar="DIR", help="The templates it was made with.")
    ] = None,
    plans: Plans = PLANS,
) -> int:
    """Make a page again from the plan in git and say whether it is genuine.

    Exit codes: 0 genuine, 1 not genuine, 3 where it cannot be told.
    """
    environment: Environment = context.obj
    from wsoa.provenance.seal import read_seal  # noqa: PLC0415 - help needs no pages

    text = _text(file)
    seal = read_seal(text)
    if seal is None:
        emit(
            f"Not genuine: {file} does not say how it was made, as every page of wsoa does.\n",
            None,
            environment,
        )
        return 1
    fault = _fault(text, seal, plans, template_dir, environment)
    made = f"{seal.report} of {seal.plan} as at {seal.as_of}"
    source = f"commit {seal.commit}" if seal.commit else f"content {seal.content}, not committed"
    away = f" Its links lead to {seal.statement}." if "//" in seal.statement else ""
    verdict = f"Not genuine: {fault}" if fault else f"Genuine: the {made}, from {source}.{away}"
    emit(f"{verdict}\n", None, environment)
    return 1 if fault else 0


def _text(file: Path) -> str:
    try:
        return file.read_bytes().decode("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise StopError(f"{file} cannot be read as a page: {error}.") from None


def _fault(text: str, seal: Seal, plans: Path, template_dir: Path | None, environment: Environment) -> str:
    """Return what is wrong with a page; empty where nothing is.

    Raises:
        StopError: it cannot be told.
    """
    from wsoa.cli.render import dress_of  # noqa: PLC0415
    from wsoa.provenance.provenance import fingerprint  # noqa: PLC0415
    from wsoa.publish.page import PageWanted, own_page_style, written  # noqa: PLC0415
    from wsoa.reports.registry import REPORTS  # noqa: PLC0415

    if seal.tool != __version__:
        raise StopError(
            f"This page was made by wsoa {seal.tool} and this is {__version__}. Check it with that version.",
            CANNOT,
        )
    if seal.report == "index":
        raise StopError("A site's front page is made of several plans. Check the pages it leads to.", CANNOT)
    if not (seal.page or seal.report in REPORTS) or seal.form not in {"html", "markdown"}:
        return f"there is no report {seal.report!r} in the form {seal.form!r}."
    loaded = _plan(seal, plans, environment)
    if loaded is None or fingerprint(loaded.sources) != seal.content:
        return f"the plan {seal.plan} at {seal.commit} is not the text that the page names."
    if loaded.plan is None:
        return f"the plan {seal.plan} at {seal.commit} cannot be read, so no page can come from it."
    drawn = _CHARTS.fullmatch(seal.charts)
    if drawn is None:
        return f"charts cannot stand {seal.charts!r}."
    own = dress_of(plans, template_dir)
    page_style = own._replace(fragment=seal.fragment, charts=_drawn(drawn[1]), stem=drawn[2] or "")
    if own_page_style(page_style) != seal.dress:
        raise StopError(
            "This page was made with other templates or another theme. Name them to check it.", CANNOT
        )
    looks_back = bool(seal.page) or REPORTS[seal.report].past
    wanted = HistoryRequest(seal.day, seal.readers, seal.start, seal.commit or None, looks_back)
    past = past_of(loaded, wanted, environment, seal.commit or "HEAD")
    context = put_together(loaded, wanted, seal.links, past)
    if not seal.page:
        return _difference(
            text, written(PageWanted(seal.report, seal.form), context, page_style, environment)
        )
    from wsoa.cli.site import page_again  # noqa: PLC0415 - one page needs no site

    again = page_again(seal.page, context, page_style, environment)
    return _difference(text, again) if again else f"the plan {seal.plan} has no page {seal.page}."


def _drawn(told: str) -> Charts:
    return "file" if told == "file" else "none" if told == "none" else "inline"


def _plan(seal: Seal, plans: Path, environment: Environment) -> LoadedPlan | None:
    """Return the plan as the page names it: from git, or as it stands where it was not committed."""
    from wsoa.history.store import at_revision  # noqa: PLC0415
    from wsoa.provenance.provenance import fingerprint  # noqa: PLC0415

    now = load_plans(plans, [seal.plan])[0]
    if seal.commit:
        with repository(now.folder, environment) as opened:
            return at_revision(opened, seal.commit, now.folder)
    if fingerprint(now.sources) != seal.content:
        raise StopError(
            "This page was made from a plan that was not committed, and the plan has changed since.", CANNOT
        )
    return now


def _difference(page: str, again: str) -> str:
    if page == again:
        return ""
    lines = enumerate(zip_longest(page.splitlines(), again.splitlines(), fillvalue=""), 1)
    number, (found, expected) = next((n, pair) for n, pair in lines if pair[0] != pair[1])
    shown = f"  page: {_cut(found)}\n  plan: {_cut(expected)}"
    return f"line {number} of the page differs from what the plan gives.\n{shown}"


def _cut(line: str) -> str:
    shown = line.strip()
    return shown if len(shown) <= _SHOWN else f"{shown[:_SHOWN]}…"
