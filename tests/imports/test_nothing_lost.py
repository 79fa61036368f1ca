"""Nothing printed is lost: every word of a document is in the plan or in the ledger."""

from __future__ import annotations

import re
import tempfile
from collections import Counter
from collections.abc import Iterator
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from ruamel.yaml import YAML

from tests.conftest_plans import steady
from wsoa.imports.document import ImportStop
from wsoa.imports.importing import Chosen, Imported, import_file
from wsoa.imports.writing import plan_files

WORD = re.compile(r"\w+")
PEOPLE = {"leads", "accountable", "chairs", "sponsors", "owner"}


def words(text: str) -> Counter[str]:
    """Count the words of a text, whatever their case."""
    return Counter(WORD.findall(text.casefold()))


def texts(value: Any, roles: dict[str, str], key: str = "") -> Iterator[str]:  # noqa: ANN401 - what YAML holds
    """Yield every value of a plan's files as text, a role by its name."""
    if isinstance(value, dict):
        for name, inner in value.items():
            yield from texts(inner, roles, str(name))
    elif isinstance(value, list):
        for inner in value:
            yield from texts(inner, roles, key)
    elif value is not None:
        yield roles.get(str(value), str(value)) if key in PEOPLE else str(value)


def lost(printed: str, found: Imported, name: str) -> Counter[str]:
    """Return the words that are printed and are neither in the plan's files nor in the ledger."""
    yaml = YAML(typ="safe")
    files = [yaml.load(StringIO(text)) for text in plan_files(found.draft, name).values()]
    roles = {role_id: role.name for role_id, role in found.draft.roles.items()}
    held: Counter[str] = Counter()
    for file in files:
        for text in texts(file, roles):
            held.update(words(text))
    for column in found.columns:
        held.update(words(column.heading))
    for entry in found.entries:
        held.update(words(f"{entry.read} {entry.what} {entry.made}"))
    return words(printed) - held


def table(rows: list[list[str]]) -> str:
    """Write a table in Markdown."""
    head, *body = (f"| {' | '.join(row)} |" for row in rows)
    return "\n".join((head, "|" + "---|" * len(rows[0]), *body)) + "\n"


HEADINGS = [
    *(
        "Ref",
        "Action",
        "Lead",
        "Due date",
        "Original date",
        "Revised date",
        "Date raised",
        "Completed",
        "Closed",
    ),
    *(
        "Status",
        "RAG June 2023",
        "RAG September 2023",
        "% complete",
        "Progress update",
        "Update May 2024",
        "Priority",
    ),
    *(
        "Risk rating",
        "Impact rating",
        "Success criteria",
        "Impact to date",
        "Evidence of impact",
        "Cost centre",
        "Ward",
    ),
    *(
        "Senior responsible officer",
        "Where are we now",
        "3 months",
        "12 months",
        "Outcome",
        "Workstream",
        "Milestone",
    ),
    *(
        "Source",
        "Notes",
        "Resources",
        "KPI",
        "Baseline",
        "Target",
        "Frequency",
        "Directorate",
        "Confidence",
        "How",
    ),
]
CELLS = [
    *(
        "1.1",
        "1.2",
        "2",
        "a)",
        "Do the first thing",
        "Write a policy. Publish it",
        "Head of SEND",
        "tbc",
        "Yes",
        "No",
    ),
    *(
        "SENCO / Head of Service",
        "A Person, Head of Virtue",
        "31 March 2024",
        "13.09.2023 20.11.2023",
        "31 June 2024",
    ),
    *(
        "Ongoing - review March 2024",
        "Q3 2024",
        "June 30",
        "Completed July 2023",
        "Termly from Sept 2023",
        "soon",
    ),
    *(
        "Phase 1: May 2024 Phase 2: June 2024",
        "Amber",
        "Green (was Amber)",
        "Purple",
        "On hold",
        "75% complete",
        "↑",
    ),
    *(
        "40%",
        "12",
        "£300",
        "June 2023: begun",
        "All schools say so",
        "High",
        "1 Work stream of plans",
        "",
        "",
        "",
    ),
]
ROWS = st.integers(2, 7).flatmap(
    lambda width: st.tuples(
        st.lists(st.sampled_from(HEADINGS), min_size=width, max_size=width, unique=True),
        st.lists(st.lists(st.sampled_from(CELLS), min_size=width, max_size=width), min_size=1, max_size=6),
    )
)


@given(made=ROWS, dated=st.booleans())
@steady(120)
def test_any_table_of_plausible_columns_loses_no_word(
    *, made: tuple[list[str], list[list[str]]], dated: bool
) -> None:
    heads, rows = made
    text = (
        f"Anyshire improvement plan\n\nKey: Purple = on track. Amber = some delay.\n\n{table([heads, *rows])}"
    )
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "plan.md"
        file.write_text(text, "utf-8")
        try:
            found = import_file(file, Chosen(date="2024-06" if dated else ""))
        except ImportStop:
            return
        assert lost(text, found, file.name) == Counter()


WHOLE = {
    "blocks": "# Anyshire plan\n\n| Action | 1.1 Set up a board |\n|---|---|\n| Lead | Head of SEND |\n| Due | May 2025 |\n"  # noqa: E501
    "| Budget code | X12 |\n\nProse between.\n\n| Action | 1.2 Write |\n|---|---|\n| Lead | SENCO |\n| Due | June 2025 |\n",  # noqa: E501
    "list": "# Anyshire plan\n\n## Priority 1: Say so\n\n### 1.1 Set up a board\n\nLead: Head of SEND\nDue: May 2025\n"  # noqa: E501
    "Status: Amber\n\n### 1.2 Write\n\nLead: SENCO\nBy when: June 2025\nStatus: Green\n\nThe end.\n",
    "measures": table(
        [["KPI", "Baseline", "Target", "Milestone 3 – Mar 24", "Actual Mar 24", "Source of data"],
         ["1 Absence of pupils", "10.9%", "10%", "10.2%", "12.7%", "Census"],
         ["2 Waits", "Baseline by May 2024", "n/a", "Increase by 10", "Not available", "Trust"]]
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", WHOLE)
def test_no_layout_loses_a_word(tmp_path: Path, name: str) -> None:
    file = tmp_path / "plan.md"
    file.write_text(WHOLE[name], "utf-8")
    assert lost(WHOLE[name], import_file(file, Chosen()), file.name) == Counter()
