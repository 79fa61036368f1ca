"""``wsoa return``: the monthly round. Forms go out to the leads, and what they fill in becomes edits."""

from __future__ import annotations

import typer

from wsoa.cli.return_apply import apply
from wsoa.cli.return_prepare import prepare

group = typer.Typer(
    rich_markup_mode=None,
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"]},
    help="""The monthly round: a form for each lead, and filled forms turned into updates.

\b
  wsoa return prepare cumbria -o round/
  wsoa return prepare cumbria --lead head-of-send -o head.xlsx
  wsoa return apply round/ --dry-run
  wsoa return apply round/
""",
)
group.command("prepare", short_help="Make a form for one lead, or for every lead.")(prepare)
group.command("apply", short_help="Turn filled forms into updates, as one change to review.")(apply)


@group.callback()
def _top(context: typer.Context) -> None:
    if context.invoked_subcommand is None:
        typer.echo(context.get_help())
