"""The tables of an export for a database: the plans as they are, every version, and what columns mean.

Tables come plan by plan, so that nobody need hold them all: those of one plan have the same names and columns
as those of any other, and what they hold stands below each other.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from wsoa.assess.assessment import history_read
from wsoa.history.repository.versions import Commit
from wsoa.reports.export.export import Column, Exported, Table
from wsoa.reports.export.tables import PLAN, Row, tables_export

_PLANS = (
    PLAN,
    Column("area", "string", "The local area."),
    Column("title", "string", "The plan's title."),
    Column("kind", "string", "wsoa, app, pap or improvement-plan, as the format has it."),
    Column("document_date", "string", "When the plan was published, as stated.", "Not stated"),
    Column("rating_scheme", "string", "The name of its rating scheme."),
    Column("behind_days", "integer", "How many days late are still behind; more are off track."),
    Column("as_of", "date", "The day on which everything is judged. Nothing dated later is in the tables."),
    Column("plan_hash", "string", "Twelve digits of the SHA-256 of the plan's texts."),
    Column("history", "string", "How much of the plan's history was read: whole, part, none or unread."),
    Column("tool_version", "string", "The version of wsoa that made the tables."),
)
_VERSION = (
    Column("commit", "string", "The id of the commit that holds the version."),
    Column("committed", "date", "The day it was committed, on which that version is judged."),
)
_VERSIONS = (PLAN, *_VERSION, Column("plan_hash", "string", "Twelve digits of the SHA-256 of its texts."))
_COLUMNS = (
    Column("table", "string", "The name of the table."),
    Column("column", "string", "The name of the column."),
    Column("type", "string", "string, integer, number, date or boolean."),
    Column("meaning", "string", "What a value in it means."),
    Column("empty", "string", "What no value means."),
)
_OF_VERSIONS = ("commitments", "changes", "kpis", "updates")
"""The tables that versions have too, called ``version_commitments`` and so on."""


def plan_tables(exported: Exported, tool_version: str) -> tuple[Table, ...]:
    """Return the tables of one plan: of the plan itself, then those that every export has."""
    plan, assessment = exported.plan, exported.assessment
    row = (
        exported.id, plan.area, plan.title, plan.kind, plan.document.date.text if plan.document else None,
        plan.scheme.name, plan.scheme.behind_days, assessment.as_of, exported.plan_hash,
        history_read(assessment.gap), tool_version,
    )  # fmt: skip
    own = Table("plans", "The plans", _PLANS, (row,))
    return own, *tables_export([exported], assessment.as_of, tool_version).tables


class VersionTables:
    """The tables of the versions of one plan, each judged on the day it was committed."""

    def __init__(self, tool_version: str) -> None:
        self._tool_version = tool_version
        none = tables_export([], date.min, tool_version).tables
        self._tables = {one.name: _of_versions(one) for one in none if one.name in _OF_VERSIONS}
        self._rows: dict[str, list[Row]] = {name: [] for name in self._tables}
        self._listed: list[Row] = []

    def add(self, commit: Commit, exported: Exported) -> None:
        """Add a version; ``exported`` is the plan as it was written then."""
        mark: Row = (commit.id, commit.committed)
        self._listed.append((exported.id, *mark, exported.plan_hash))
        day = exported.assessment.as_of
        for table in tables_export([exported], day, self._tool_version).tables:
            if table.name in self._rows:
                self._rows[table.name] += [(plan, *mark, *rest) for plan, *rest in table.rows]

    def tables(self) -> tuple[Table, ...]:
        """Return the tables, in the order in which the versions were added."""
        listed = Table("versions", "The versions of the plans", _VERSIONS, tuple(self._listed))
        own = (table._replace(rows=tuple(self._rows[name])) for name, table in self._tables.items())
        return listed, *own


def _of_versions(table: Table) -> Table:
    """Return the empty table of versions that goes with a table of plans."""
    plan, *rest = table.columns
    title = f"{table.title}, version by version"
    return Table(f"version_{table.name}", title, (plan, *_VERSION, *rest), ())


def columns_table(tables: Sequence[Table]) -> Table:
    """Return a table that says what each column of the others means."""
    rows = [
        (table.name, column.name, column.type, column.meaning, column.empty)
        for table in tables
        for column in table.columns
    ]
    return Table("columns", "What each column means", _COLUMNS, tuple(rows))
