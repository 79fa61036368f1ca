"""``wsoa verify``: whether a page is what the plan in this repository gives."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from wsoa.cli.shared.context import Environment, StopError, load_plans
from wsoa.cli.shared.options import PLANS, Plans
from wsoa.cli.shared.output import emit, teller

MOST_BYTES = 50_000_000
"""How large a page may be; ours have a hundredth of it."""


def run(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(help="The page: HTML, a fragment, Markdown or Word, as published.")],
    template_dir: Annotated[
        Path | None, typer.Option("--template-dir", metavar="DIR", help="The templates it was made with.")
    ] = None,
    plans: Plans = PLANS,
) -> int:
    """Make a page again from the plan in git and say whether it is genuine.

    Exit codes: 0 genuine, 1 not genuine, 3 where it cannot be told.
    """
    environment: Environment = context.obj
    from wsoa.provenance.seal import read_seal

    text = _text(file)
    seal = read_seal(text)
    if seal is None:
        emit(
            f"Not genuine: {file} does not say how it was made, as every page of wsoa does.\n",
            None,
            environment,
        )
        return 1
    from wsoa.provenance.seal import Links
    from wsoa.publish.settings import page_style_of
    from wsoa.publish.verify import Published, fault_of

    fault = fault_of(
        Published(text, seal),
        lambda: load_plans(plans, [seal.plan])[0],
        page_style_of(plans, template_dir),
        variables=environment.variables,
        warn=teller(environment),
    )
    made = f"{seal.report} of {seal.plan} as at {seal.as_of}"
    source = f"commit {seal.commit}" if seal.commit else f"content {seal.content}, not committed"
    away = f" Its links lead to {seal.statement}." if seal.statement != Links().statement else ""
    verdict = f"Not genuine: {fault}" if fault else f"Genuine: the {made}, from {source}.{away}"
    emit(f"{verdict}\n", None, environment)
    return 1 if fault else 0


def _text(file: Path) -> str:
    from wsoa.files.reach import NotReadError, read_regular
    from wsoa.publish.verify import text_of

    try:
        data = read_regular(file, most=MOST_BYTES)
        text = text_of(data) if len(data) <= MOST_BYTES else ""
    except NotReadError as error:
        raise StopError(f"{file} cannot be read as a page: {error.why}.") from None
    except UnicodeDecodeError:
        raise StopError(f"{file} cannot be read as a page: it is not text in UTF-8.") from None
    except (OSError, ValueError) as error:
        raise StopError(f"{file} cannot be read as a page: {error}.") from None
    if len(data) > MOST_BYTES:
        raise StopError(f"{file} cannot be read as a page: it has more than {MOST_BYTES:,} bytes.")
    return text
