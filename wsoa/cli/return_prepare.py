"""``wsoa return prepare``: the form that each lead fills in."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from wsoa.cli.shared import completion as offers
from wsoa.cli.shared.context import Environment, StopError, load_plans
from wsoa.cli.shared.editing import refusals
from wsoa.cli.shared.options import PLANS, Area, AsOf, Colour, Plans, UseColour, format_option
from wsoa.cli.shared.output import check_packages, emit, emit_bytes, report_broken, tell, teller
from wsoa.render.registry import FORMATS as TEXTS
from wsoa.render.registry import formats_of, render, render_bytes

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from wsoa.authoring.returns.form import Form
    from wsoa.publish.versions import Told

EVERYBODY = "all"
FORMATS = formats_of("return")


def prepare(
    context: typer.Context,
    area: Area,
    lead: Annotated[
        str,
        typer.Option(
            "--lead", metavar="ROLE", help="One role; none is what nobody leads.", autocompletion=offers.roles
        ),
    ] = EVERYBODY,
    output: Annotated[
        Path | None,
        typer.Option("-o", "--output", metavar="PATH", help="A file for one lead, a folder for all."),
    ] = None,
    chosen: Annotated[
        str | None,
        format_option(FORMATS, "Text, Excel or Word. Default: by the file's name; Word for a folder."),
    ] = None,
    days: Annotated[
        int,
        typer.Option(
            "--days", min=0, max=3_660, metavar="N", help="What falls due within N days is due soon."
        ),
    ] = 45,
    as_of: AsOf = None,
    plans: Plans = PLANS,
    color: UseColour = Colour.AUTO,
) -> int:
    """Make the form that a lead fills: what is open, last words, and the question that matters.

    Each file says what it was made from, so that wsoa return apply can tell when the plan has moved on.
    A file that is there already is never overwritten, for somebody may have filled it.
    """
    environment: Environment = context.obj
    loaded = load_plans(plans, [area])[0]
    if loaded.plan is None:
        report_broken([loaded], environment, color)
        return 1
    from wsoa.publish.versions import AskGit

    kind = _format(chosen, output, folder=lead == EVERYBODY and output is not None)
    check_packages(kind)
    with refusals():
        (told,) = AskGit(environment.variables).each([loaded], teller(environment))
        forms = _forms(told, lead, environment.day(as_of), days)
    if lead == EVERYBODY:
        _write_all(forms, kind, output, environment)
    else:
        _write_one(forms[0], kind, output, environment)
    return 0


def _format(chosen: str | None, output: Path | None, *, folder: bool) -> str:
    """Return the kind of file: as chosen, or as its name tells; else Word for a folder, where it can be made.

    Raises:
        StopError: the name is that of another kind than the one chosen.
    """
    ending = output.suffix.lower().lstrip(".") if output is not None else ""
    told = "yaml" if ending == "yml" else ending if ending in FORMATS else None
    if chosen and told and chosen != told:
        raise StopError(f"--format {chosen} does not go with a file that ends in .{ending}.")
    return chosen or told or ("docx" if folder and find_spec("docx") else "yaml")


def _forms(told: Told, lead: str, day: date, days: int) -> Sequence[Form]:
    """Make the forms that are wanted.

    Raises:
        RefusedError: the plan has no such role.
        StopError: there is nothing to ask.
    """
    from wsoa.authoring.returns.prepare import prepare as prepared
    from wsoa.authoring.returns.prepare import role_called
    from wsoa.provenance.provenance import fingerprint

    plan = told.plan
    role = "" if lead == EVERYBODY else role_called(plan, lead)
    forms = prepared(plan, told.id, fingerprint(told.loaded.sources), day, days)
    wanted = [form for form in forms if role in {"", form.header.lead}]
    if not wanted:
        whom = f" {plan.role_name(role)}" if role in plan.roles else ""
        raise StopError(f"There is nothing open to ask{whom}.", 0)
    return wanted


def _write_one(form: Form, kind: str, output: Path | None, environment: Environment) -> None:
    path = output
    if path is None and kind not in TEXTS["return"]:
        raise StopError(f"{kind} is not for the screen: name a file with -o.")
    if path is not None and (path.is_dir() or not (path.suffix or path.exists() or str(path) == "-")):
        path.mkdir(parents=True, exist_ok=True)
        path /= f"{form.name}.{kind}"
    if path is not None and str(path) != "-":
        _place([(path, form)], kind)
        questions = f"{len(form.entries):,} {'question' if len(form.entries) == 1 else 'questions'}"
        tell(f"Wrote {path}: {form.whose}, {questions}.", environment)
    elif kind in TEXTS["return"]:
        emit(render("return", kind, form), None, environment)
    else:
        emit_bytes(render_bytes("return", kind, form), Path("-"), environment)


def _write_all(forms: Sequence[Form], kind: str, folder: Path | None, environment: Environment) -> None:
    if folder is None or str(folder) == "-":
        raise StopError("There is a file for each lead: name a folder with -o, or one role with --lead.")
    if folder.suffix.lower().lstrip(".") in FORMATS or folder.is_file():
        raise StopError(
            f"{folder} is one file, and each lead gets one; name a folder, or a role with --lead."
        )
    folder.mkdir(parents=True, exist_ok=True)
    _place([(folder / f"{form.name}.{kind}", form) for form in forms], kind)
    count = sum(len(form.entries) for form in forms)
    tell(f"Wrote {len(forms):,} returns into {folder}, with {count:,} questions.", environment)


def _place(wanted: Sequence[tuple[Path, Form]], kind: str) -> None:
    """Write new files, all of them or none.

    Raises:
        StopError: one is there already.
    """
    from wsoa.files.write import ABSENT, ChangedError, Replacement, replace_all

    there = next((path for path, _ in wanted if path.exists()), None)
    if there is not None:
        raise StopError(f"{there} is there already and may be filled in; name another place with -o.")
    try:
        replace_all([Replacement(path, ABSENT, _made(form, kind)) for path, form in wanted])
    except ChangedError as error:
        raise StopError(f"{error}; run it again.", 3) from None


def _made(form: Form, kind: str) -> bytes:
    if kind in TEXTS["return"]:
        return render("return", kind, form).encode()
    return render_bytes("return", kind, form)
