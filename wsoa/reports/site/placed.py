"""The links of a page, led to where a site has what they mean."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import fields, is_dataclass, replace
from typing import Any, TypeVar, cast

from wsoa.charts.chart import Chart
from wsoa.reports.item_pages import relative
from wsoa.reports.parts import Link

_View = TypeVar("_View")
_ANCHORS = frozenset({"anchor", "impact_anchor"})


def placed(view: _View, page: str, where: Mapping[str, str]) -> _View:
    """Return a view whose links name the page that has their anchor, as seen from its own page.

    ``where`` has the page of each anchor. A link to an anchor that the view holds itself stays on its page.
    """
    return cast("_View", _led(view, page, where, frozenset(_held(view))))


def _led(part: Any, page: str, where: Mapping[str, str], own: Collection[str]) -> Any:  # noqa: ANN401 - any view
    """Return a part of a view with its links led there; the part itself where it has none to lead."""
    if isinstance(part, Link):
        there = where.get(part.anchor, page)
        return part if there == page or part.anchor in own else replace(part, page=relative(there, page))
    if isinstance(part, tuple):
        made = [_led(one, page, where, own) for one in part]
        if all(one is was for one, was in zip(made, part, strict=True)):
            return part
        return type(part)(*made) if hasattr(part, "_fields") else tuple(made)
    if not is_dataclass(part) or isinstance(part, type | Chart):
        return part
    told = {field.name: getattr(part, field.name) for field in fields(part)}
    new = {name: _led(value, page, where, own) for name, value in told.items()}
    changed = {name: value for name, value in new.items() if value is not told[name]}
    return replace(part, **changed) if changed else part


def _held(part: object) -> Iterator[str]:
    """Yield every anchor that a view gives to a part of its page."""
    if isinstance(part, tuple):
        for one in part:
            yield from _held(one)
    elif is_dataclass(part) and not isinstance(part, type | Chart | Link):
        for field in fields(part):
            value = getattr(part, field.name)
            if field.name in _ANCHORS:
                yield value
            else:
                yield from _held(value)
