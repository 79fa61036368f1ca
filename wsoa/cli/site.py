"""``wsoa render --site``: a whole site, with its progress on the terminal and what became of it in words."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from wsoa.cli.shared.context import Environment, PlanFolder
from wsoa.cli.shared.many import cores
from wsoa.cli.shared.options import Colour
from wsoa.cli.shared.output import report_unread, tell, teller
from wsoa.cli.shared.progress import progress
from wsoa.provenance.seal import FRONT
from wsoa.publish.site import Published, publish_site
from wsoa.publish.site_files import Written
from wsoa.words.numbers import count

if TYPE_CHECKING:
    from wsoa.publish.sources import HistoryRequest
    from wsoa.render.html.style import PageStyle

_SHOWN_LEFT = 10


def publish(
    folders: Sequence[PlanFolder],
    wanted: HistoryRequest,
    page_style: PageStyle,
    folder: Path,
    environment: Environment,
    jobs: int | None,
) -> int:
    """Write a site of these plans, say on standard error what was done, and return the exit code.

    Raises:
        WsoaError: the folder may not be written to, or a template cannot be used.
        OSError: the disk does not allow it; what stood there before is untouched.
    """
    with progress("Making areas", len(folders), worth=2) as step:
        published = publish_site(
            folders,
            wanted,
            page_style,
            folder,
            variables=environment.variables,
            warn=teller(environment),
            many=jobs or cores(),
            step=step,
        )
    broken = report_unread(published.broken, environment, Colour.AUTO)
    if published.files is not None:
        _report(folder, published, published.files, environment)
    return 1 if broken else 0


def _report(folder: Path, published: Published, done: Written, environment: Environment) -> None:
    areas, pages = count(published.areas, "area"), count(published.pages, "page")
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
