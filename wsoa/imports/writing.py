"""A draft becomes a folder: a head, a file for each workstream, and the ledger; all of it or nothing."""

from __future__ import annotations

import os
import re
import shutil
import unicodedata
from collections.abc import Mapping, Sequence
from pathlib import Path
from secrets import token_hex
from typing import Any

from pydantic import BaseModel

from wsoa.files.editing.emit import Layout, block, item
from wsoa.files.editing.layout import CannotEditError
from wsoa.files.editing.order import keys_of
from wsoa.files.editing.tidy import tidy as tidy_layout
from wsoa.files.load import HEAD, assemble, read_text
from wsoa.files.sources import Sources
from wsoa.findings import Severity
from wsoa.imports.document import ImportStop, tidy
from wsoa.imports.draft import Draft, Measure, Outcome, Step, Weakness, Workstream
from wsoa.plan.kpis import Kpi
from wsoa.plan.models import Action as ActionModel
from wsoa.plan.models import Outcome as OutcomeModel
from wsoa.plan.models import Plan
from wsoa.plan.models import Workstream as Workstreams

LEDGER = "import-ledger.md"
_LAYOUT = Layout()
_OUTCOMES, _ACTIONS = 2, 6
_LONG = 150_000


def plan_files(draft: Draft, document: str) -> dict[str, str]:
    """Return the plan's files by name.

    Raises:
        ImportStop: what came out would not load, which is a fault of the importer; nothing must be written.
    """
    note = f"# Imported from {_line(document)}. {LEDGER} says what was guessed and what was not read.\n"
    files = {HEAD: f"{note}{block(_head(draft), '', 0, _LAYOUT)}\n"}
    for number, workstream in enumerate(draft.workstreams, 1):
        files[f"workstreams/{number:02}-{slug(workstream.title, 50)}.yaml"] = (
            f"{note}{_workstream(workstream)}"
        )
    files = {name: _tidied(text, Plan if name == HEAD else Workstreams) for name, text in files.items()}
    _prove(files)
    return files


def _tidied(text: str, model: type[BaseModel]) -> str:
    """Return a file in the layout that ``wsoa format`` keeps, so that a fresh import needs no formatting."""
    if len(text) > _LONG:
        return text  # its keys stand in order already, and laying out a long file anew takes many passes
    try:
        return tidy_layout(text, model)
    except CannotEditError:
        return text


def plan_values(draft: Draft) -> list[Any]:
    """Return what the plan's files will hold, as groups and lists."""
    values: list[Any] = [_head(draft)]
    for workstream in draft.workstreams:
        values.append(
            {
                "ref": workstream.ref,
                "title": workstream.title,
                "note": " ".join(workstream.notes),
                "chairs": workstream.chairs,
                "sponsors": workstream.sponsors,
            }
        )
        for outcome in workstream.outcomes:
            values.append(_outcome(outcome))
            values += [_step(action) for action in outcome.actions]
        values += [_kpi(kpi) for kpi in workstream.kpis]
    return values


def slug(text: str, most: int = 60) -> str:
    """Return text as a part of a file's name: small letters, digits and hyphens."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^0-9a-z]+", "-", plain).strip("-")[:most].rstrip("-") or "part"


def write_folder(folder: Path, files: Mapping[str, str]) -> None:
    """Write every file into a new folder, which appears whole or not at all.

    The head is written last: a folder without one is no plan, should the process be killed.

    Raises:
        ImportStop: something of that name is there already.
        OSError: it cannot be written; nothing is left behind.
    """
    if folder.exists() or folder.is_symlink():
        raise ImportStop(f"{folder} is there already; name a new folder with -o.")
    folder.parent.mkdir(parents=True, exist_ok=True)
    whole = folder.parent / f".{folder.name}-{token_hex(4)}.tmp"
    try:
        whole.mkdir()
        for name, text in sorted(files.items(), key=lambda file: file[0] == HEAD):
            (whole / name).parent.mkdir(exist_ok=True)
            with (whole / name).open("x", encoding="utf-8", newline="\n") as stream:
                stream.write(text)
                stream.flush()
                os.fsync(stream.fileno())
        whole.rename(folder)
    except BaseException:
        shutil.rmtree(whole, ignore_errors=True)
        raise


def _prove(files: Mapping[str, str]) -> None:
    """Read the files back as they will be read from the folder."""
    read = [read_text(text.encode("utf-8"), name) for name, text in files.items()]
    sources = Sources(read[0][0], tuple(source for source, _ in read[1:]))
    loaded = assemble("draft", Path("draft"), sources, [f for _, findings in read for f in findings])
    if loaded.plan is None:
        first = next(f for f in loaded.findings if f.severity is Severity.ERROR)
        where = f"{first.place.file}, line {first.place.line}"
        raise ImportStop(
            f"The plan that came out would not load, so nothing was written ({where}: {first.message})."
        )


def _head(draft: Draft) -> dict[str, Any]:
    roles = {
        role_id: {"name": role.name} | ({"also": role.also} if role.also else {})
        for role_id, role in draft.roles.items()
    }
    return _filled(
        {
            "format": 1,
            "kind": draft.kind,
            "area": draft.area,
            "title": draft.title,
            "bodies": [draft.area],
            "document": {"title": draft.title, "date": draft.date} if draft.date else None,
            "start": draft.start,
            "rating_scheme": {"preset": draft.scheme, "codes": draft.codes} if draft.codes else draft.scheme,
            "terms": {term: _term(term) for term in sorted(draft.terms)},
            "resources": draft.resources,
        }
    ) | {"roles": roles, "weaknesses": [_filled(_weakness(weakness)) for weakness in draft.weaknesses]}


_TERM_DAYS = {
    "autumn": (0, "09-01", "12-20"),
    "spring": (1, "01-03", "04-05"),
    "summer": (1, "04-15", "07-22"),
}


def _term(term: str) -> dict[str, str]:
    """Give a school term days that are near enough to be mended, which the ledger says."""
    later, first, last = _TERM_DAYS[term.split()[1]]
    year = int(term[:4]) + later
    return {"starts": f"{year}-{first}", "ends": f"{year}-{last}"}


def _weakness(weakness: Weakness) -> dict[str, Any]:
    return {"ref": weakness.ref, "title": weakness.title, "note": weakness.note}


def _workstream(workstream: Workstream) -> str:
    head = _filled(
        {
            "ref": workstream.ref,
            "title": workstream.title,
            "chairs": workstream.chairs,
            "sponsors": workstream.sponsors,
            "weaknesses": workstream.weaknesses,
            "note": " ".join(workstream.notes),
        }
    )
    lines = [block(head, "", 0, _LAYOUT)]
    if workstream.outcomes:
        lines.append("outcomes:")
    for outcome in workstream.outcomes:
        lines += _item(outcome.place, _outcome(outcome), "outcomes", _OUTCOMES)
        if outcome.actions:
            lines.append(f"{' ' * (_OUTCOMES + 2)}actions:")
        for action in outcome.actions:
            lines += _item(action.place, _step(action), "actions", _ACTIONS)
    if workstream.kpis:
        lines.append("kpis:")
    for kpi in workstream.kpis:
        lines += _item(kpi.place, _kpi(kpi), "kpis", _OUTCOMES)
    return "\n".join(lines) + "\n"


def _item(place: str, value: Mapping[str, Any], key: str, column: int) -> Sequence[str]:
    indent = " " * column
    return f"{indent}# from {_line(place)}", f"{indent}{item(value, key, column, _LAYOUT)}"


def _outcome(outcome: Outcome) -> dict[str, Any]:
    return _ordered(
        {
            "ref": outcome.ref,
            "title": outcome.title,
            "accountable": outcome.accountable,
            "impact": [{"text": text} for text in outcome.impact],
            "printed": outcome.printed,
            "note": " ".join(outcome.notes),
        },
        OutcomeModel,
    )


def _step(step: Step) -> dict[str, Any]:
    day = step.rating.date if step.rating and step.rating.date else ""
    return _ordered(
        {
            "ref": step.ref,
            "title": step.title,
            "detail": step.detail,
            "leads": step.leads,
            "accountable": step.accountable,
            "source": step.source,
            "raised": step.raised,
            "start": step.start,
            "due": step.due,
            "resource": step.resource,
            "priority": step.priority,
            "risk": step.risk,
            "groups": step.groups,
            "success": [_filled({"text": aim.text, "by": aim.by}) for aim in step.success],
            "milestones": [_step(milestone) for milestone in step.milestones],
            "rating": _filled({"code": step.code, "date": day}) if step.code else None,
            "completed": step.completed,
            "closed": step.closed,
            "paused": step.paused,
            "evidence": [{"title": title} for title in step.evidence],
            "impact": [_filled({"text": told.text, "date": told.date}) for told in step.impact],
            "changes": step.changes,
            "updates": step.updates,
            "withdrawn": step.withdrawn,
            "printed": step.printed,
            "note": " ".join(step.notes),
            **step.extras,
        },
        ActionModel,
    )


def _kpi(kpi: Measure) -> dict[str, Any]:
    return _ordered(
        {
            **_measure(kpi),
            "aim": kpi.aim,
            "unit": kpi.unit,
            "owner": kpi.owner[0] if kpi.owner else "",
            "frequency": kpi.frequency,
            "parts": [_filled(_measure(part)) for part in kpi.parts],
            "also_in": kpi.also_in,
            "printed": kpi.printed,
            **kpi.extras,
        },
        Kpi,
    )


def _measure(measure: Measure) -> dict[str, Any]:
    return {
        "ref": measure.ref,
        "title": measure.title,
        "baseline": measure.baseline,
        "targets": measure.targets,
        "readings": measure.readings,
        "comparators": measure.comparators,
        "note": " ".join(measure.notes),
    }


def _ordered(group: Mapping[str, Any], model: type[BaseModel]) -> dict[str, Any]:
    """Return a group without the keys that hold nothing, the others in the order of the format."""
    ranks = {key: rank for rank, key in enumerate(keys_of(model))}
    filled = _filled(group)
    return {key: filled[key] for key in sorted(filled, key=lambda key: ranks.get(key, len(ranks)))}


def _filled(group: Mapping[str, Any]) -> dict[str, Any]:
    """Return a group without the keys that hold nothing."""
    return {key: value for key, value in group.items() if value not in (None, "", [], {})}


def _line(text: str) -> str:
    return " ".join(tidy(text).split())
