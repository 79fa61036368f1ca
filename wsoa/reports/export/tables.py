"""The tables of an export: commitments, changes, KPIs, roles, weaknesses and updates, as known on a day."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date

from wsoa.assess.assessment import Commitment, history_read, known_moves
from wsoa.assess.commitments import after
from wsoa.history.moves.noted import SilentMove
from wsoa.plan.models import Change, Plan, Promise, Update, Withdrawal
from wsoa.plan.walk import Item, walk
from wsoa.reports.export.export import Cell, Column, Exported, Table, TablesExport
from wsoa.reports.export.kpis import KPI_COLUMNS, kpi_rows
from wsoa.reports.export.promise_columns import PROMISE_COLUMNS, SEPARATOR, promise_cells
from wsoa.words.items import NO_WORKSTREAM
from wsoa.words.lists import small
from wsoa.words.standings import say_disagreement, say_grounds

Row = tuple[Cell, ...]
PLAN = Column("plan", "string", "The plan's id, as its folder is called.")

_COMMITMENTS = (
    PLAN,
    Column("ref", "string", "The ref as printed, or made from the item it belongs to."),
    Column("kind", "string", "action, milestone, baseline, target or review."),
    Column("workstream", "string", "The ref of its workstream.", f"None: {small(NO_WORKSTREAM)}"),
    Column("outcome", "string", "The ref of its outcome.", "None"),
    Column("title", "string", "What is promised."),
    Column("leads", "string", "The roles that do it, separated by semicolons.", "No lead recorded"),
    Column("resource", "string", "The plan's resource code.", "Not stated"),
    Column(
        "due",
        "string",
        "The current date as the plan states it: a day, month, range or offset.",
        "No date recorded",
    ),
    Column("due_earliest", "date", "The first day the current date can mean.", "No day"),
    Column("due_latest", "date", "The last day that keeps the promise; lateness runs from it.", "No day"),
    Column("due_precision", "string", "How exactly the date is stated.", "No date recorded"),
    Column("original_due", "string", "The date first promised, as stated.", "No date recorded"),
    Column("original_due_latest", "date", "The last day of the date first promised.", "No day"),
    Column(
        "moves",
        "integer",
        "How often the date moved up to the day, with a change record or without.",
        "Not known: the history was not all here",
    ),
    Column(
        "moved_days",
        "integer",
        "Calendar days from the date first promised to the current one.",
        "Not known: the history was not all here",
    ),
    Column("completed", "date", "When it was finished.", "No day recorded"),
    Column("forecast", "date", "When its owner last expected it to be finished.", "Not reported"),
    Column("last_report", "date", "The day of the last report.", "Nothing reported"),
    Column("days_late", "integer", "Calendar days past the current date."),
    Column("days_late_original", "integer", "Calendar days past the date first promised."),
    Column(
        "slippage_days",
        "integer",
        "Best expectation less the date first promised; negative is early.",
        "Not known",
    ),
    Column("declared", "string", "The rating its owner last gave.", "Not rated"),
    Column("declared_date", "date", "The day that rating was given for.", "Not stated"),
    Column("standing", "string", "How it stands, worked out from the facts."),
    Column(
        "ranks_as",
        "string",
        "The standing whose gravity counts: that of its lateness where it is unreported, else the same.",
    ),
    Column("rating", "string", "The area's own code for that standing, worked out.", "No code"),
    Column("reason", "string", "Why it stands so."),
    Column(
        "overdue", "boolean", "True where its last day has passed, and it is neither finished nor withdrawn."
    ),
    Column(
        "disagreement",
        "string",
        "How the owner's rating is better than the facts; empty where it is not.",
        "None",
    ),
    Column(
        "from_others",
        "boolean",
        "True for a review that is others' to hold; counts of commitments leave it out.",
    ),
    Column(
        "history",
        "string",
        "How much of the plan's history was read: whole, part, none or unread. Without the whole, a date may "
        "have moved more often than told.",
    ),
)
_CHANGES = (
    PLAN,
    Column(
        "kind", "string", "What changed: action, milestone, outcome, kpi, part, review, workstream or plan."
    ),
    Column("ref", "string", "Its ref; empty for the plan as a whole.", NO_WORKSTREAM),
    Column("title", "string", "What is promised."),
    Column(
        "date",
        "string",
        "When the change was agreed, as stated: a day or a month. Of a move that no record tells of, the day "
        "it came into force.",
    ),
    Column("date_latest", "date", "The last day that date can mean."),
    Column("field", "string", "What changed: due, title, leads and so on; withdrawn where it was given up."),
    Column("old", "string", "What it was.", "Not applicable"),
    Column("new", "string", "What it became; for what was withdrawn, the ref that takes its place.", "None"),
    Column("reason", "string", "Why.", "No reason recorded"),
    Column("agreed_by", "string", "The board or role that agreed."),
    Column("minute", "string", "The minute or letter that records it."),
    Column("version", "string", "The commit that tells of a move, where no change record does.", "Recorded"),
)
_ROLES = (
    PLAN,
    Column("id", "string", "The role's id in the plan."),
    Column("name", "string", "The role and its organisation. People are not named here."),
    Column("also", "string", "Other printed spellings, separated by semicolons.", "None"),
    Column("vacant", "boolean", "True where the plan says that nobody holds it."),
    Column("commitments", "integer", "Commitments it leads, alone or with others."),
)
_WEAKNESSES = (
    PLAN,
    Column("ref", "string", "Its number."),
    Column("title", "string", "What the inspectors found wanting."),
    Column("monitoring", "string", "monitored or released; empty where the plan does not say.", "Not stated"),
    Column("released", "date", "When it was released from monitoring.", "No day"),
    Column(
        "workstreams",
        "string",
        "Refs of the workstreams that answer it, separated by semicolons.",
        "None recorded",
    ),
)
_UPDATES = (
    PLAN,
    Column("kind", "string", "What it reports on: plan, workstream, outcome, action or milestone."),
    Column("ref", "string", "The ref of that item; empty for the plan as a whole.", NO_WORKSTREAM),
    Column("date", "string", "When it was reported, as stated: a day or a month."),
    Column("date_latest", "date", "The last day that date can mean."),
    Column("by", "string", "The role that reported it."),
    Column("rating", "string", "The code the reporter gave.", "Not rated"),
    Column("confidence", "string", "How sure the reporter was: high, medium or low.", "Not stated"),
    Column("forecast", "string", "When it was then expected to be finished, as stated.", "Not stated"),
    Column("text", "string", "What was reported."),
    Column("source", "string", "The document that says so."),
    Column("blocker", "string", "What is in the way.", "Not stated"),
    Column("help_needed", "string", "What is asked for, and of whom.", "Not stated"),
    Column("percent", "integer", "How much of it was done, of a hundred.", "Not stated"),
)


def tables_export(plans: Sequence[Exported], as_of: date, tool_version: str) -> TablesExport:
    """Gather every table. Nothing dated after the day is in them."""
    return TablesExport(
        as_of,
        tool_version,
        tuple(one.named for one in plans),
        (
            _table(
                "commitments",
                "Everything promised by a date",
                (*_COMMITMENTS, *PROMISE_COLUMNS),
                plans,
                _commitments,
            ),
            _table("changes", "Changes of what was promised", _CHANGES, plans, _change_rows),
            _table("kpis", "Figures of the KPIs", (PLAN, *KPI_COLUMNS), plans, kpi_rows),
            _table("roles", "Roles", _ROLES, plans, _roles),
            _table("weaknesses", "What the inspectors found wanting", _WEAKNESSES, plans, _weaknesses),
            _table("updates", "Reports of progress", _UPDATES, plans, _updates),
        ),
    )


def tables_together(exports: Sequence[TablesExport], as_of: date, tool_version: str) -> TablesExport:
    """Put the tables of several plans below each other, as :func:`tables_export` does."""
    none = tables_export((), as_of, tool_version)
    tables = tuple(
        table._replace(rows=tuple(row for one in exports for row in one.tables[at].rows))
        for at, table in enumerate(none.tables)
    )
    return none._replace(plans=tuple(plan for one in exports for plan in one.plans), tables=tables)


def _table(
    name: str,
    title: str,
    columns: tuple[Column, ...],
    plans: Sequence[Exported],
    rows: Callable[[Exported], Iterator[Row]],
) -> Table:
    return Table(name, title, columns, tuple((one.id, *row) for one in plans for row in rows(one)))


def _commitments(exported: Exported) -> Iterator[Row]:
    for commitment in exported.assessment.commitments:
        told = promise_cells(commitment, exported.plan, exported.assessment.as_of)
        yield (*_commitment(commitment, exported.plan, exported.assessment.gap), *told)


def _commitment(c: Commitment, plan: Plan, gap: str) -> Row:
    due, first, declared = c.due, c.original_due, c.declared
    return (
        c.ref, c.kind, c.workstream, c.outcome, c.title,
        SEPARATOR.join(plan.role_name(role) for role in c.leads), c.resource,
        due.text if due else None,
        due.window.earliest if due else None,
        due.latest if due else None,
        due.window.precision.value if due else None,
        first.text if first else None,
        first.latest if first else None,
        *known_moves(c, gap), c.completed, c.forecast, c.last_report,
        c.days_late, c.days_late_original, c.slippage_days,
        declared.code if declared else None,
        declared.date if declared else None,
        c.standing, c.ranks_as, c.rating, say_grounds(c.grounds), c.overdue,
        say_disagreement(c.disagreement), c.from_others, history_read(gap),
    )  # fmt: skip


def _change_rows(exported: Exported) -> Iterator[Row]:
    """Yield every change known on the day, in plan order; a withdrawal last among those of its item."""
    plan, as_of = exported.plan, exported.assessment.as_of
    for item in (*walk(plan), Item("plan", "", (), plan)):
        gone = item.thing.withdrawn if isinstance(item.thing, Promise) else None
        for change in (*getattr(item.thing, "changes", ()), *((gone,) if gone else ())):
            if not after(change.date, plan.calendar, as_of):
                yield (item.kind, item.ref, item.title, *_change(change, plan))


def _change(change: Change | Withdrawal, plan: Plan) -> Row:
    dated = change.date.text, change.date.window(plan.calendar).latest
    if isinstance(change, Withdrawal):
        by = plan.role_name(change.by) if change.by else None
        return *dated, "withdrawn", None, change.superseded_by, change.reason, by, None, None
    by = plan.role_name(change.agreed_by) if change.agreed_by else None
    version = change.version if isinstance(change, SilentMove) else None
    return *dated, change.field, change.old, change.new, change.reason, by, change.minute, version


def _roles(exported: Exported) -> Iterator[Row]:
    led = [role for c in exported.assessment.commitments for role in dict.fromkeys(c.leads)]
    for role, known in exported.plan.roles.items():
        yield role, known.name, SEPARATOR.join(known.also), known.vacant, led.count(role)


def _weaknesses(exported: Exported) -> Iterator[Row]:
    plan, as_of = exported.plan, exported.assessment.as_of
    for weakness in plan.weaknesses:
        state = weakness.monitoring
        dated = state.date if state and state.state == "released" else None
        released = dated.window(plan.calendar).latest if dated else None
        early = dated is not None and after(dated, plan.calendar, as_of)
        yield (
            weakness.ref,
            weakness.title,
            ("monitored" if early else state.state) if state else None,
            None if early else released,
            SEPARATOR.join(w.ref for w in plan.workstreams if weakness.ref in w.weaknesses),
        )


def _updates(exported: Exported) -> Iterator[Row]:
    plan, as_of = exported.plan, exported.assessment.as_of
    items = [("plan", "", plan.updates)]
    items += [(item.kind, item.ref, getattr(item.thing, "updates", ())) for item in walk(plan)]
    for kind, ref, updates in items:
        for update in updates:
            if not after(update.date, plan.calendar, as_of):
                yield (kind, ref, *_update(update, plan))


def _update(update: Update, plan: Plan) -> Row:
    return (
        update.date.text,
        update.date.window(plan.calendar).latest,
        plan.role_name(update.by) if update.by else None,
        update.rating,
        update.confidence,
        update.forecast.text if update.forecast else None,
        update.text,
        update.source,
        update.blocker,
        update.help_needed,
        update.percent,
    )
