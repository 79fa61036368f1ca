"""A workbook of a whole plan that came back: the sheets it may have, and what the plan would say in them."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from wsoa import __version__

if TYPE_CHECKING:
    from wsoa.authoring.workbook.returned import Returned
    from wsoa.authoring.workbook.sheets import Sheet, Workbook
    from wsoa.cli.shared.context import Environment
    from wsoa.files.load import LoadedPlan
    from wsoa.publish.versions import Told


def export_sheets() -> list[Sheet]:
    """Return the sheets of an exported workbook, with their columns and without rows."""
    from wsoa.render.office.workbook_return import as_sheet
    from wsoa.reports.export.tables import tables_export

    return [as_sheet(table) for table in tables_export((), date.min, __version__).tables]


def returned_from(loaded: LoadedPlan, book: Workbook, day: date, environment: Environment) -> Returned:
    """Hold a workbook against its plan. ``day`` is that of the reports."""
    from wsoa.authoring.workbook.compare import Known
    from wsoa.authoring.workbook.returned import returned
    from wsoa.cli.shared.output import teller
    from wsoa.provenance.provenance import fingerprint
    from wsoa.publish.versions import AskGit

    assert loaded.plan is not None  # noqa: S101 - a broken plan went no further
    made = next((one for one in book.made if one.area == loaded.id), None)
    same = made is not None and made.plan_hash == fingerprint(loaded.sources)
    told = AskGit(environment.variables).of(loaded, teller(environment))
    assert told is not None  # noqa: S101 - a plan that can be read is told
    then = _sheets(told, made.as_of) if made is not None and same else {}
    return returned(loaded.plan, loaded.id, book, Known(_sheets(told, day), then), day)


def _sheets(told: Told, day: date) -> dict[str, Sheet]:
    """Return what the workbook of a plan would say on a day."""
    from wsoa.assess.assessment import assess
    from wsoa.audience.readers import Readers
    from wsoa.provenance.provenance import fingerprint
    from wsoa.render.office.workbook_return import as_sheet
    from wsoa.reports.export.export import Exported
    from wsoa.reports.export.tables import tables_export

    plan = Readers().plan(told.plan)
    exported = Exported(told.id, assess(plan, day, told.gap), fingerprint(told.loaded.sources), told.first_id)
    return {table.name: as_sheet(table) for table in tables_export([exported], day, __version__).tables}
