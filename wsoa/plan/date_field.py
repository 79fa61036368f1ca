"""A date as a field of a model: what the parser hands over becomes a date, or a finding that helps."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any

from pydantic import PlainValidator, WithJsonSchema

from wsoa.plan.base import Misread
from wsoa.plan.dates import (
    INTERVALS,
    RECURRING_KEYS,
    WAYS_TO_WRITE,
    NotCanonicalError,
    When,
    parse,
    recurring,
)


def read_when(value: Any) -> When:  # noqa: ANN401 - the parser hands over text or a mapping
    """Read a date from a plan: a canonical spelling, or ``{every: quarter, from: 2020-04}``.

    Raises:
        Misread: it is no such date. Everyday words are named with the spelling to use in their place.
    """
    if isinstance(value, When):
        return value
    try:
        if isinstance(value, str):
            return parse(value)
        if not isinstance(value, dict):
            raise Misread(
                "WSOA103", "wrong-shape", "this should be one date, but it is a list", WAYS_TO_WRITE
            )
        return _recurring(value)
    except NotCanonicalError as refusal:
        from wsoa.plan.spoken import understand  # noqa: PLC0415 - only a misread date needs it

        # of a range only one half may be no date, and the whole is what the words say: Q2 2023/24
        raise understand(value if isinstance(value, str) else refusal.text) from None


def _recurring(value: Mapping[str, Any]) -> When:
    every = value.get("every")
    on, start, end = (value.get(key) for key in RECURRING_KEYS[1:])
    spelt = all(one is None or isinstance(one, str) for one in (on, start, end))
    if (
        not isinstance(every, str)
        or every not in INTERVALS
        or not spelt
        or not set(value) <= set(RECURRING_KEYS)
    ):
        raise Misread(
            "WSOA202",
            "date-not-understood",
            "a recurring date needs every: and may have on:, from: and until:",
            f"write {{every: quarter, from: 2020-04}}; every is one of {', '.join(INTERVALS)}",
        )
    return recurring(every, start, on, end)


DATE_SCHEMA: dict[str, Any] = {
    "anyOf": [
        {
            "type": "string",
            "examples": ["2019-10-31", "2019-10", "2020-01/2020-07", "2020-02/..", "ongoing", "6 months"],
        },
        {"type": "integer", "minimum": 1900, "maximum": 2999},
        {
            "type": "object",
            "properties": {"every": {"enum": list(INTERVALS)}}
            | {key: {"type": ["string", "integer"]} for key in RECURRING_KEYS[1:]},
            "required": ["every"],
            "additionalProperties": False,
        },
    ]
}
Date = Annotated[When, PlainValidator(read_when), WithJsonSchema(DATE_SCHEMA)]
