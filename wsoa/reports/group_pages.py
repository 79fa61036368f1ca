"""Where the pages of a site stand that gather commitments: by lead, by workstream and by standing."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from wsoa.plan.models import Plan
from wsoa.plan.ratings import Standing
from wsoa.plan.roles import Duties, duties_of
from wsoa.reports.context import ReportContext
from wsoa.reports.item_pages import file_names

EVERY = "commitments.html"
LEADS = "leads.html"
NOBODY = "leads/~none.html"
"""What names no lead; an id of a role holds no tilde."""


class GroupPages(NamedTuple):
    """The address of each page from the area's folder: by id of the role, by ref, and by standing."""

    leads: Mapping[str, str]
    workstreams: Mapping[str, str]
    standings: Mapping[Standing, str]


NO_PAGES = GroupPages({}, {}, {})


def group_pages(plan: Plan, duties: Mapping[str, Duties]) -> GroupPages:
    """Give every role that answers for something a page, and every workstream and standing."""
    roles = [role for role, own in duties.items() if own.any]
    refs = [workstream.ref for workstream in plan.workstreams]
    return GroupPages(
        {role: f"leads/{name}.html" for role, name in zip(roles, file_names(roles), strict=True)},
        {ref: f"workstreams/{name}.html" for ref, name in zip(refs, file_names(refs), strict=True)},
        {standing: f"standings/{standing.value.replace('_', '-')}.html" for standing in Standing},
    )


def group_pages_of(context: ReportContext) -> GroupPages:
    """Return the pages that a report may link to: none where it stands alone."""
    plan = context.plan
    return group_pages(plan, duties_of(plan)) if context.links.items else NO_PAGES
