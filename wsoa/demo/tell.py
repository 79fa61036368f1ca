"""One step of the story, done to the plan on the disk by the paths that people take."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from itertools import groupby
from pathlib import Path

from wsoa.authoring.data_return import read_return
from wsoa.authoring.record import Figure, record
from wsoa.authoring.returns.apply import round_of
from wsoa.authoring.returns.fields import known
from wsoa.authoring.returns.from_yaml import read_yaml
from wsoa.authoring.returns.prepare import prepare
from wsoa.authoring.update import edits_for, locate
from wsoa.demo.story import Act, DataReturn, Edited, FormReturned, Reported, Step
from wsoa.files.editing.draft import Edit, draft
from wsoa.files.load import LoadedPlan, load
from wsoa.plan.models import Plan
from wsoa.provenance.provenance import fingerprint
from wsoa.render.data.return_yaml import return_yaml

RETURNS = "returns"
_SOON = 45
"""What falls due within so many days is asked for in a form, as ``wsoa return prepare`` does by itself."""


def tell(step: Step, root: Path, loaded: LoadedPlan) -> LoadedPlan:
    """Do what a step says to the plan in a repository, and return the plan as it is then.

    ``root`` is the top of the repository.

    Raises:
        ValueError: the story says what the plan does not allow.
    """
    for kind, acts in groupby(step.acts, key=_path_of):
        loaded = kind(list(acts), root, loaded, step.day)
        if loaded.plan is None:
            raise ValueError(f"{step.subject}: {loaded.findings[0].message}")
    return loaded


def _by_command(acts: Sequence[Act], _: Path, loaded: LoadedPlan, day: date) -> LoadedPlan:
    plan = _plan(loaded)
    edits: list[Edit] = []
    for act in acts:
        if isinstance(act, Reported):
            edits += edits_for(plan, locate(plan, act.ref), act.wanted, day)
        elif isinstance(act, Figure):
            edits += record(plan, act, day).edits
        elif isinstance(act, DataReturn):
            for line in read_return(plan, act.table, day):
                if line.recorded is None:
                    raise ValueError(f"{line.ref}: {line.refusal}")
                edits += line.recorded.edits
    return _written(loaded, edits)


def _by_form(acts: Sequence[Act], root: Path, loaded: LoadedPlan, day: date) -> LoadedPlan:
    """Fill each lead's form, keep it, and apply those that are to be applied, together."""
    forms = {
        one.header.lead: one
        for one in prepare(_plan(loaded), loaded.id, fingerprint(loaded.sources), day, _SOON)
    }
    taken = []
    for act in acts:
        assert isinstance(act, FormReturned)  # noqa: S101 - they were grouped by this
        filled = _filled(return_yaml(forms[act.lead]), act).encode()
        file = root / RETURNS / act.folder / f"{act.lead}.yaml"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(filled)
        if act.applied:
            taken.append(read_yaml(filled, file.name))
    told = round_of(loaded, taken, day)
    if told.all_doubts:
        raise ValueError(f"{told.all_doubts[0].place}: {told.all_doubts[0].why}")
    return _written(loaded, told.edits) if taken else loaded


def _by_hand(acts: Sequence[Act], root: Path, loaded: LoadedPlan, _: date) -> LoadedPlan:
    for act in acts:
        assert isinstance(act, Edited)  # noqa: S101 - they were grouped by this
        file = loaded.folder / act.file
        text = file.read_bytes().decode()
        if text.count(act.old) != 1:
            raise ValueError(f"{act.file} holds this {text.count(act.old)} times: {act.old}")
        file.write_bytes(text.replace(act.old, act.new).encode())
    return load(loaded.folder, root)


def _path_of(act: Act) -> Callable[[Sequence[Act], Path, LoadedPlan, date], LoadedPlan]:
    """Return the path that an act takes; acts that follow one another on one path are done together."""
    if isinstance(act, Edited):
        return _by_hand
    return _by_form if isinstance(act, FormReturned) else _by_command


def _written(loaded: LoadedPlan, edits: Sequence[Edit]) -> LoadedPlan:
    made = draft(loaded, edits)
    made.write()
    return made.after


def _filled(form: str, act: FormReturned) -> str:
    """Write answers into the boxes of a form, as somebody does in an editor."""
    lines = form.splitlines()
    for ref, boxes in act.answers.items():
        start = lines.index(f'  - ref: "{ref}"')
        for label, words in boxes.items():
            place = next(n for n in range(start + 1, len(lines)) if known(lines[n].strip()) == known(label))
            lines[place] += f" {words}"
    return "\n".join(lines) + "\n"


def _plan(loaded: LoadedPlan) -> Plan:
    assert loaded.plan is not None  # noqa: S101 - a story that breaks the plan is told no further
    return loaded.plan
