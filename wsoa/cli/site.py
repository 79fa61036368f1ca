"""``wsoa render --site``: a whole site, with its progress on the terminal and what became of it in words."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from wsoa.cli.shared.context import Environment
from wsoa.cli.shared.options import Colour
from wsoa.cli.shared.output import report_broken, tell, teller
from wsoa.provenance.seal import FRONT
from wsoa.publish.site import Published, publish_site
from wsoa.words.lists import listed
from wsoa.words.numbers import count

if TYPE_CHECKING:
    from wsoa.files.load import LoadedPlan
    from wsoa.publish.sources import HistoryRequest
    from wsoa.render.html.style import PageStyle

_SHOWN_LEFT = 10


def publish(
    loaded: Sequence[LoadedPlan],
    wanted: HistoryRequest,
    page_style: PageStyle,
    folder: Path,
    environment: Environment,
) -> int:
    """Write a site of these plans, say on standard error what was done, and return the exit code.

    Raises:
        WsoaError: the folder may not be written to, or a template cannot be used.
        OSError: the disk does not allow it; what stood there before is untouched.
    """
    once = list({one.folder.absolute(): one for one in loaded}.values())
    code = 1 if report_broken(once, environment, Colour.AUTO) else 0
    with _progress() as step:
        published = publish_site(
            loaded,
            wanted,
            page_style,
            folder,
            variables=environment.variables,
            warn=teller(environment),
            step=step,
        )
    if published is not None:
        _report(folder, published, environment)
    return code


@contextmanager
def _progress() -> Iterator[Callable[[int, int], None]]:
    """Show how far the work is, on a terminal only."""
    if not sys.stderr.isatty():
        yield lambda _done, _total: None
        return
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("Making pages", total=None)
        yield lambda done, total: bar.update(task, completed=done, total=total)


def _report(folder: Path, published: Published, environment: Environment) -> None:
    whole, done = published
    areas = listed([on.at.plan.area for on in whole.areas.values()])
    pages = count(len(whole.pages), "page")
    tell(
        f"{folder / FRONT}: {areas}, {pages}. {count(done.written, 'file')} written, "
        f"{done.unchanged:,} unchanged, {done.removed:,} removed.",
        environment,
    )
    if done.left:
        shown = ", ".join(done.left[:_SHOWN_LEFT])
        more = f" and {len(done.left) - _SHOWN_LEFT:,} more" if len(done.left) > _SHOWN_LEFT else ""
        tell(
            f"Left as found, because they were changed or put there by hand: {shown}{more}. "
            "Move them away to have them made again.",
            environment,
        )
