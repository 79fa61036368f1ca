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
import more_documents
from documents import Made

from wsoa.files.load import load
from wsoa.imports.accounting import texts_of, words
from wsoa.imports.document import Document, Line
from wsoa.imports.importing import Chosen, Imported, import_file
from wsoa.imports.readers.choose import read_document
from wsoa.imports.writing import plan_files, plan_values, write_folder
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
    facts = ("refs", "dates", "leads")
    totals: dict[str, dict[str, list[Score]]] = {}
    lost = printed = 0
    heads = (f"{what:9} {'recall':>7} {'precis.':>7} {'silent':>6}" for what in facts)
    print(f"{'document':26}" + "   ".join(heads) + "   words lost")
    for layout, made in _documents(plans):
        scores, missing, words = measure(made, layout, verbose="-v" in sys.argv)
        print(
            f"{made.name:26}" + "   ".join(str(scores[what]) for what in facts) + f"   {missing} of {words}"
        )
        kind = _KINDS[made.name.rpartition(".")[2]]
        for what in facts:
            totals.setdefault(kind, {}).setdefault(what, []).append(scores[what])
        lost, printed = lost + missing, printed + words
    for kind, known in totals.items():
        whole = {what: Score(*map(sum, zip(*known[what], strict=True))) for what in facts}
        label = f"{kind}: {len(known['refs'])}"
        print(f"{label:26}" + "   ".join(str(score) for score in whole.values()))
    every = {what: [score for known in totals.values() for score in known[what]] for what in facts}
    whole = {what: Score(*map(sum, zip(*every[what], strict=True))) for what in facts}
    label = f"all: {len(every['refs'])}"
    print(f"{label:26}" + "   ".join(str(score) for score in whole.values()))
    print(f"words lost: {lost} of {printed}")


_KINDS = {
    "docx": "Word", "xlsx": "Excel", "csv": "text", "md": "text", "txt": "text", "html": "web page", "pdf": "PDF",  # noqa: E501
}  # fmt: skip


def _documents(plans: Path) -> Iterable[tuple[str, Made]]:
    """Yield each document with the name of its layout."""
    cumbria, peterborough, lancashire, draft = (
        _plan(plans / name) for name in ("cumbria", "peterborough", "lancashire", "archive/cumbria-2019-08")
    )
    words = [
        documents.cumbria_word(cumbria),
        documents.peterborough_word(peterborough),
        documents.lancashire_word(lancashire, numbered=False),
        documents.stranger_word(cumbria),
    ]
    others = [
        documents.lancashire_word(lancashire, numbered=True),
        more_documents.blocks_word(lancashire),
        documents.cumbria_sheets(cumbria),
        more_documents.tracker_excel(lancashire),
        documents.cumbria_flat(draft),
        documents.peterborough_flat(peterborough),
        documents.lancashire_markdown(lancashire),
        documents.lancashire_text(lancashire),
        documents.stranger_text(lancashire),
        more_documents.list_markdown(cumbria),
        more_documents.web_page(cumbria, "web"),
    ]
    yield from ((made.name, made) for made in (*words, *others))
    seeds = {
        "cumbria": cumbria,
        "peterborough": peterborough,
        "lancashire": lancashire,
        "cumbria-2019-08": draft,
    }
    for name, plan in seeds.items():
        yield "web.pdf", more_documents.web_pdf(plan, f"seed-{name}", ruled=True)
    yield "web.pdf", more_documents.web_pdf(lancashire, "seed-lancashire", ruled=False)
    for made in words:
        printed = more_documents.office_pdf(made)
        if printed is not None:
            yield made.name, printed


def measure(made: Made, layout: str, *, verbose: bool = False) -> tuple[dict[str, Score], int, int]:
    """Import one document and compare it with its plan; count the words it prints and those that are lost."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        file = folder / made.name
        file.write_bytes(made.data)
        imported = import_file(file, Chosen(start="2019-10-18"))
        printed = _words_of(read_document(file))
        write_folder(folder / "plan", plan_files(imported.draft, made.name))
        plan = _plan(folder / "plan")
    doubted = {entry.ref for entry in imported.entries}
    doubted |= {word for entry in imported.entries for word in entry.read.split()}
    spellings = _spellings(made.plan)
    scores = {
        "refs": _compare(_refs(made.plan, layout), _refs(plan, layout), doubted, verbose=verbose),
        "dates": _compare(_dates(made.plan, layout), _dates(plan, layout), doubted, verbose=verbose),
        "leads": _compare(
            _leads(made.plan, layout, {}), _leads(plan, layout, spellings), doubted, verbose=verbose
        ),
    }
    return scores, (printed - _held(imported)).total(), printed.total()


def _words_of(document: Document) -> Counter[str]:
    """Count every word that a document prints; the text of a merged cell once."""
    found: Counter[str] = Counter()
    for block in document.blocks:
        if isinstance(block, Line):
            found.update(words(block.text))
            continue
        for row in block.rows:
            for cell in row:
                if not cell.covered:
                    found.update(words(f"{cell.text} {cell.struck}"))
    return found


def _held(imported: Imported) -> Counter[str]:
    """Count every word that the plan or its ledger has; a role by its name each time it leads."""
    roles = {role_id: role.name for role_id, role in imported.draft.roles.items()}
    found: Counter[str] = Counter()
    for text in texts_of(plan_values(imported.draft), roles):
        found.update(words(text))
    for column in imported.columns:
        found.update(words(column.heading))
    for entry in imported.entries:
        found.update(words(f"{entry.read} {entry.what}"))
    return found


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
            if name not in {"stranger.txt", "tracker.xlsx"}:
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
