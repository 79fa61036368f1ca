"""What the Tab key offers: areas, refs with their titles, roles, rule codes.

A shell waits for each answer, so the plan is read and not validated, and only the one that is named.
Nothing here prints, raises or writes. What a shell would obey is left out of every suggestion: plans are not
to be trusted. Typer leaves out of what is offered here what does not fit the word that was begun.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path

import typer

Offer = tuple[str, str]
"""What is put on the command line, and the words that explain it."""
# Plain text until a shell asks: every command imports this module, and compiling would take the longest.
_AREA = r"[0-9A-Za-z][0-9A-Za-z._-]*"
_REF = r"[0-9A-Za-z][0-9A-Za-z._()/#-]*"
_HEAD = "plan.yaml"
_LONGEST_HELP = 64


def areas(context: typer.Context) -> list[Offer]:
    """Offer the plans there are, less those already named."""
    named = context.params.get("areas") or ()
    return _offered(lambda: (plan for plan in _plans(_folder(context)) if plan[0] not in named), _AREA)


def refs(context: typer.Context) -> list[Offer]:
    """Offer every ref of the plan that is named on the line."""
    return _items(context, ())


def refs_and_roles(context: typer.Context) -> list[Offer]:
    """Offer every ref of the plan that is named on the line, and the ids of its roles."""
    return [*refs(context), *(roles(context) if _named(context) else [])]


def promises(context: typer.Context) -> list[Offer]:
    """Offer the refs of actions and milestones of the plan that is named on the line."""
    return _items(context, ("actions", "milestones"))


def kpis(context: typer.Context) -> list[Offer]:
    """Offer the refs of KPIs and their parts of the plan that is named on the line."""
    return _items(context, ("kpis", "parts"))


def roles(context: typer.Context) -> list[Offer]:
    """Offer the ids of the roles of the plan that is named on the line, or of every plan."""

    def found() -> Iterator[Offer]:
        from wsoa.cli.shared import completion_index as index

        for folder in _named(context) or (path for path, _ in _folders(_folder(context))):
            yield from index.roles(folder)

    return _offered(found, _AREA)


def reports() -> list[Offer]:
    """Offer the reports that can be published, with what each is for."""

    def found() -> Iterator[Offer]:
        from wsoa.reports.registry import REPORTS

        yield from ((name, report.line) for name, report in REPORTS.items())

    return _offered(found, _AREA)


def codes(incomplete: str) -> list[Offer]:
    """Offer the codes of all rules with their names; a name where a name was begun."""

    def found() -> Iterator[Offer]:
        from wsoa.checks import pages

        by_name = bool(incomplete) and not incomplete.casefold().startswith("wsoa"[: len(incomplete)])
        for page in filter(None, map(pages.page, pages.codes())):
            yield (page.name, page.code) if by_name else (page.code, page.name)

    return _offered(found, _AREA)


def named_command(environ: Mapping[str, str], commands: Iterable[str]) -> str | None:
    """Return the command that the line to complete already names in full, so that only it is imported."""
    line = environ.get("COMP_WORDS") or environ.get("_TYPER_COMPLETE_ARGS") or ""
    done = line.split()[1:] if line[-1:].isspace() else line.split()[1:-1]
    known = set(commands)
    return next((word for word in done if word in known), None)


def _items(context: typer.Context, kinds: tuple[str, ...]) -> list[Offer]:
    def found() -> Iterator[Offer]:
        from wsoa.cli.shared.completion_index import items

        for folder in _named(context):
            yield from ((ref, title) for kind, ref, title in items(folder) if not kinds or kind in kinds)

    return _offered(found, _REF)


def _offered(find: Callable[[], Iterable[Offer]], safe: str) -> list[Offer]:
    """Return what may be offered, each once. Whatever goes wrong, the shell hears nothing of it."""
    try:
        return list({value: _plain(words) for value, words in find() if re.fullmatch(safe, value)}.items())
    except Exception:  # noqa: BLE001 - a Tab key has nobody to tell
        return []


def _plain(text: str) -> str:
    """Leave out of an explanation what any shell, or rich, would take for an instruction."""
    line = " ".join(re.sub(r"[^\w .,()/%+?’–-]", " ", text).split())
    return line if len(line) <= _LONGEST_HELP else f"{line[: _LONGEST_HELP - 1].rstrip()}…"


def _folder(context: typer.Context) -> Path:
    return Path(context.params.get("plans") or "plans")


def _named(context: typer.Context) -> list[Path]:
    """Return the folder of the plan that the line names, as a list of one or none."""
    area = context.params.get("area")
    if not isinstance(area, str):
        return []
    if (Path(area) / _HEAD).is_file():
        return [Path(area)]
    return [path for path, name in _folders(_folder(context)) if name == area.lower()]


def _folders(plans: Path) -> list[tuple[Path, str]]:
    from wsoa.files.folder import name_of, plan_folders

    if (plans / _HEAD).is_file():
        return [(plans, name_of(plans))]
    folders = (one for one in plan_folders(plans) if (one / _HEAD).is_file())
    return [(folder, name_of(folder)) for folder in folders]


def _plans(plans: Path) -> Iterator[Offer]:
    from wsoa.cli.shared.completion_index import title

    for folder, name in _folders(plans):
        yield name, title(folder)
