"""``wsoa schema``: the JSON Schema that editors use."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer

from wsoa.cli.shared.context import Environment
from wsoa.cli.shared.options import Output
from wsoa.cli.shared.output import emit


class Draft(StrEnum):
    """Which draft of JSON Schema to write it in."""

    NEWEST = "2020-12"
    SEVENTH = "7"


class Part(StrEnum):
    """Which file of a plan the schema is for."""

    PLAN = "plan"
    WORKSTREAM = "workstream"


def run(
    context: typer.Context,
    part: Annotated[
        Part, typer.Argument(help="plan for plan.yaml, workstream for workstreams/*.yaml.")
    ] = Part.PLAN,
    draft: Annotated[
        Draft, typer.Option("--draft", help="Older editors need 7; both say the same.")
    ] = Draft.NEWEST,
    output: Output = None,
) -> int:
    """Print the JSON Schema of a plan file, for editors that complete, explain and check as you type."""
    environment: Environment = context.obj
    from wsoa.plan.schema import schema_text

    emit(schema_text(part.value, draft.value), output, environment, inert=True)
    return 0
