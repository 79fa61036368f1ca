"""What an import found and what to check, for the screen."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from textwrap import shorten, wrap

from wsoa.imports.importing import Imported
from wsoa.imports.ledger import Entry, Kind, counts, shortened
from wsoa.render.import_words import counted

_NARROWEST = 24
_FIRST = 34
_WIDEST = 44
_NAMED = 4


def import_text(imported: Imported, name: str, width: int, limit: int | None) -> str:
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
    whole = limit is None
    groups = _alike(entries, whole=whole)
    shown = groups if limit is None else groups[:limit]
    if shown:
        lines += ["", f"To check: {len(entries)}"]
    for group in shown:
        lines += _told(group, width, whole=whole)
    if left := len(entries) - sum(map(len, shown)):
        lines.append(f"  and {left:,} more; --verbose prints them all")
    totals = counts(imported.entries)
    lines += ["", "Ledger: " + ", ".join(f"{number} {kind.value}" for kind, number in totals.items()) + "."]
    return "\n".join(lines) + "\n"


def _alike(entries: Sequence[Entry], *, whole: bool) -> list[list[Entry]]:
    """Put entries together that say the same of different places, in the order of the first of them.

    Unless the ``whole`` ledger is wanted, those too of which many say the same of different words.
    """
    groups: dict[tuple[str, ...], list[Entry]] = {}
    for entry in entries:
        groups.setdefault((entry.kind, entry.what, entry.read, entry.made), []).append(entry)
    sorts = Counter((kind, what, made) for kind, what, _, made in groups)
    joined: dict[tuple[str, ...], list[Entry]] = {}
    for (kind, what, read, made), group in groups.items():
        many = not whole and sorts[kind, what, made] > _NAMED
        joined.setdefault((kind, what, "" if many else read, made), []).extend(group)
    return list(joined.values())


def _told(group: Sequence[Entry], width: int, *, whole: bool) -> list[str]:
    entry, more = group[0], len(group) - 1
    refs = [one.ref for one in group if one.ref]
    named = ", ".join(refs[:_NAMED]) + (f" and {len(refs) - _NAMED} more" if len(refs) > _NAMED else "")
    about = f"{entry.what} of {named}" if named else entry.what
    reads = [one if whole else shortened(one) for one in dict.fromkeys(one.read for one in group) if one]
    words = ", ".join(f"“{one}”" for one in reads[:_NAMED])
    words += f" and {len(reads) - _NAMED:,} more" if len(reads) > _NAMED else ""
    read = f" {words}:" if reads else ":"
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
