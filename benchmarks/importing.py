"""How much of a plan an import gets right without help: refs, dates and leads, document by document.

The documents are made from the shipped plans in the layouts of the real ones, with the slips that real ones
have, and are compared with the plan that they were made from. A miss that the ledger does not name is silent.
"""

from __future__ import annotations

import re
import sys
import tempfile
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

import documents
from documents import Made

from wsoa.files.load import load
from wsoa.imports.importing import Chosen, import_file
from wsoa.imports.writing import plan_files, write_folder
from wsoa.plan.models import Plan

Fact = tuple[str, str]


class Score(NamedTuple):
    """Facts in the source, facts in the import, facts in both, and misses that the ledger does not name."""

    wanted: int
    found: int
    right: int
    silent: int

    def __str__(self) -> str:
        recall = f"{self.right / self.wanted:7.1%}" if self.wanted else f"{'none':>7}"
        precision = f"{self.right / self.found:7.1%}" if self.found else f"{'none':>7}"
        return f"{self.right:4}/{self.wanted:<4} {recall} {precision} {self.silent:6}"


def main() -> None:
    """Make the documents, import each, and print how it went."""
    plans = Path("plans")
    if not (plans / "cumbria").is_dir():
        sys.exit("Run this from the top of the repository.")
    totals: dict[str, list[Score]] = {"refs": [], "dates": [], "leads": []}
    heads = (f"{what:9} {'recall':>7} {'precis.':>7} {'silent':>6}" for what in totals)
    print(f"{'document':26}" + "   ".join(heads))
    for made in _documents(plans):
        scores = measure(made, verbose="-v" in sys.argv)
        print(f"{made.name:26}" + "   ".join(str(scores[what]) for what in totals))
        for what, known in totals.items():
            known.append(scores[what])
    whole = {what: Score(*map(sum, zip(*known, strict=True))) for what, known in totals.items()}
    print(f"{'all':26}" + "   ".join(str(score) for score in whole.values()))


def _documents(plans: Path) -> Iterable[Made]:
    cumbria, peterborough, lancashire, draft = (
        _plan(plans / name) for name in ("cumbria", "peterborough", "lancashire", "archive/cumbria-2019-08")
    )
    yield documents.cumbria_word(cumbria)
    yield documents.cumbria_sheets(cumbria)
    yield documents.cumbria_flat(draft)
    yield documents.peterborough_word(peterborough)
    yield documents.peterborough_flat(peterborough)
    yield documents.lancashire_word(lancashire, numbered=False)
    yield documents.lancashire_word(lancashire, numbered=True)
    yield documents.lancashire_markdown(lancashire)
    yield documents.lancashire_text(lancashire)
    yield documents.stranger_word(cumbria)
    yield documents.stranger_text(lancashire)


def measure(made: Made, *, verbose: bool = False) -> dict[str, Score]:
    """Import one document and compare it with its plan."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        file = folder / made.name
        file.write_bytes(made.data)
        imported = import_file(file, Chosen(start="2019-10-18"))
        write_folder(folder / "plan", plan_files(imported.draft, made.name))
        plan = _plan(folder / "plan")
    doubted = {entry.ref for entry in imported.entries}
    doubted |= {word for entry in imported.entries for word in entry.read.split()}
    spellings = _spellings(made.plan)
    return {
        "refs": _compare(_refs(made.plan, made.name), _refs(plan, made.name), doubted, verbose=verbose),
        "dates": _compare(_dates(made.plan, made.name), _dates(plan, made.name), doubted, verbose=verbose),
        "leads": _compare(
            _leads(made.plan, made.name, {}), _leads(plan, made.name, spellings), doubted, verbose=verbose
        ),
    }


def _compare(wanted: Counter[Fact], found: Counter[Fact], doubted: set[str], *, verbose: bool) -> Score:
    both = wanted & found
    missed = list((wanted - both).elements())
    silent = [fact for fact in missed if fact[0] not in doubted]
    if verbose:
        for word, facts in (("missed", missed), ("too many", list((found - both).elements()))):
            for fact in facts:
                print(f"   {word} {fact}{'' if fact[0] in doubted else ' SILENT'}")
    return Score(wanted.total(), found.total(), both.total(), len(silent))


def _plan(folder: Path) -> Plan:
    loaded = load(folder)
    assert loaded.plan is not None, loaded.findings  # noqa: S101 - the shipped plans load, and so must an import
    return loaded.plan


def _refs(plan: Plan, name: str) -> Counter[Fact]:
    found: Counter[Fact] = Counter()
    for workstream in plan.workstreams:
        for outcome in workstream.outcomes:
            if name != "stranger.txt":
                found[outcome.ref, "outcome"] += 1
            for action in outcome.actions:
                found[action.ref, "action"] += 1
                if name == "cumbria.docx" and action.printed.get("ref") in {"a.", "a)"}:
                    found[action.ref[:-1], "action"] += 1  # the introductory row is printed there too
                found.update((m.ref, "action") for m in action.milestones if m.ref)
        if name in {"cumbria.docx", "lancashire.md"}:
            found.update((kpi.ref, "kpi") for kpi in workstream.kpis)
    return found


def _dates(plan: Plan, _name: str) -> Counter[Fact]:
    found: Counter[Fact] = Counter()
    for action in _actions(plan):
        dues = {m.due.text for m in action.milestones if m.due and not m.ref}
        found.update((m.ref or "", m.due.text) for m in action.milestones if m.due and m.ref)
        found.update((action.ref, m.due.text) for m in action.milestones if m.due and not m.ref)
        if action.due and action.due.text not in dues:
            found[action.ref, action.due.text] += 1
    return found


def _leads(plan: Plan, name: str, spellings: dict[str, str]) -> Counter[Fact]:
    """Pair refs with leads, each lead by the name its role has in the source."""
    found: Counter[Fact] = Counter()
    if name.startswith("peterborough"):
        return found
    for action in _actions(plan):
        for ref, roles in [
            (action.ref, action.leads),
            *((m.ref or "", m.leads) for m in action.milestones if m.ref),
        ]:
            for role in roles:
                spelt = plan.roles[role].name
                found[ref, spellings.get(_key(spelt), spelt)] += 1
    return found


def _actions(plan: Plan) -> Iterable:  # type: ignore[type-arg]
    return (a for w in plan.workstreams for o in w.outcomes for a in o.actions)


def _spellings(plan: Plan) -> dict[str, str]:
    return {_key(spelling): role.name for role in plan.roles.values() for spelling in (role.name, *role.also)}


def _key(text: str) -> str:
    return re.sub(r"[^0-9a-z]+", "", text.casefold().replace("&", "and"))


if __name__ == "__main__":
    main()
