"""The ledger, the columns and the counts in words, for the screen and for the file beside the plan."""

from __future__ import annotations

import re
from collections.abc import Sequence
from textwrap import shorten, wrap

from wsoa.imports.draft import Draft
from wsoa.imports.importing import Imported
from wsoa.imports.ledger import Entry, Kind, counts

_SPECIAL = re.compile(r"([\\`*_\[\]<>|~&$#@])")
_ADDRESS = re.compile(r"(://|www\.)", re.IGNORECASE)
_NARROWEST = 24
_FIRST = 34
_WIDEST = 44
_NAMED = 4


def counted(draft: Draft) -> str:
    """Say in one line what the plan holds."""
    milestones = sum(len(action.milestones) for action in draft.actions())
    dated = sum(1 for action in draft.actions() if action.due or action.milestones)
    led = sum(1 for action in draft.actions() if action.leads or any(m.leads for m in action.milestones))
    parts = (
        _count(len(draft.workstreams), "workstream"),
        _count(len(draft.outcomes()), "outcome"),
        f"{_count(len(draft.actions()), 'action')} ({dated} with a date, {led} with a lead)",
        _count(milestones, "milestone"),
        _count(len(draft.kpis()), "KPI"),
        _count(len(draft.roles), "role"),
    )
    return ", ".join(parts)


def screen(imported: Imported, name: str, width: int, limit: int | None) -> str:
    """Return the report for the screen: columns, what was found, what to check.

    ``limit`` is how many lines of the ledger to show, the gravest first; None shows all.
    """
    heads = [
        (c.heading, c.field.value if c.field else "not read", f"told by {c.how}") for c in imported.columns
    ]
    lines = [*wrap(f"{name}: {counted(imported.draft)}.", width), "", "Columns"]
    lines += _aligned(heads)
    kinds = list(Kind)
    entries = [entry for entry in imported.entries if entry.kind.to_check]
    entries.sort(key=lambda entry: kinds.index(entry.kind))
    groups = _alike(entries)
    shown = groups if limit is None else groups[:limit]
    if shown:
        lines += ["", f"To check: {len(entries)}"]
    for group in shown:
        lines += _told(group, width)
    if left := len(entries) - sum(map(len, shown)):
        lines.append(f"  and {left} more")
    totals = counts(imported.entries)
    lines += ["", "Ledger: " + ", ".join(f"{number} {kind.value}" for kind, number in totals.items()) + "."]
    return "\n".join(lines) + "\n"


def ledger_page(imported: Imported, name: str) -> str:
    """Return the ledger as a Markdown page, every entry in the order of the document."""
    lines = [
        f"# What to check in the import of {_inert(name)}",
        "",
        f"The plan holds {counted(imported.draft)}.",
        "",
        "| entries | sort | meaning |",
        "| ---: | --- | --- |",
    ]
    totals = counts(imported.entries)
    lines += [f"| {totals[kind]} | {kind.value} | {kind.meaning} |" for kind in Kind]
    lines += ["", "## Columns", "", "| table | heading | read as | told by |", "| --- | --- | --- | --- |"]
    lines += [
        f"| {_inert(c.table)} | {_inert(c.heading)} | {c.field.value if c.field else 'not read'} | {c.how} |"
        for c in imported.columns
    ]
    for kind in Kind:
        entries = [entry for entry in imported.entries if entry.kind is kind]
        if entries:
            lines += [
                "",
                f"## {kind.value.capitalize()}",
                "",
                "| where | ref | what | the document says | the plan has |",
            ]
            lines.append("| --- | --- | --- | --- | --- |")
            lines += [_row(entry) for entry in entries]
    return "\n".join(lines) + "\n"


def _row(entry: Entry) -> str:
    cells = (entry.place, entry.ref, entry.what, entry.read, entry.made)
    return f"| {' | '.join(_inert(cell) for cell in cells)} |"


def _alike(entries: Sequence[Entry]) -> list[list[Entry]]:
    """Put entries together that say the same of different places, in the order of the first of them."""
    groups: dict[tuple[str, ...], list[Entry]] = {}
    for entry in entries:
        groups.setdefault((entry.kind, entry.what, entry.read, entry.made), []).append(entry)
    return list(groups.values())


def _told(group: Sequence[Entry], width: int) -> list[str]:
    entry, more = group[0], len(group) - 1
    refs = [one.ref for one in group if one.ref]
    named = ", ".join(refs[:_NAMED]) + (f" and {len(refs) - _NAMED} more" if len(refs) > _NAMED else "")
    about = f"{entry.what} of {named}" if named else entry.what
    read = f" “{entry.read}”:" if entry.read else ":"
    head = f"  {entry.place}" + (f" and {more} more" if more else "")
    text = f"{entry.kind.value}, {about}{read} {entry.made}"
    indent = _FIRST if len(head) < _FIRST else 6
    folded = wrap(text, max(_NARROWEST, width - indent), break_on_hyphens=False)
    if len(head) < _FIRST:
        return [f"{head:<{_FIRST}}{folded[0]}", *(" " * _FIRST + line for line in folded[1:])]
    return [head, *(" " * indent + line for line in folded)]


def _aligned(rows: Sequence[tuple[str, ...]]) -> list[str]:
    if not rows:
        return []
    rows = [tuple(shorten(cell, _WIDEST, placeholder="…") for cell in row) for row in rows]
    sizes = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    return [
        "  " + "  ".join(f"{cell:<{size}}" for cell, size in zip(row, sizes, strict=True)).rstrip()
        for row in rows
    ]


def _count(number: int, word: str) -> str:
    return f"{number} {word}" if number == 1 else f"{number:,} {word}s"


def _inert(text: str) -> str:
    """Return text that Markdown shows as it is, on one line, and links to nothing."""
    escaped = _SPECIAL.sub(r"\\\1", " ".join(text.split()))
    return _ADDRESS.sub(lambda found: found[0][:-1] + "\N{WORD JOINER}" + found[0][-1], escaped)
