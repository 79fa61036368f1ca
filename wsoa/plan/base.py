"""The ground every model stands on: frozen parts, text read by us, and misreadings in our own words."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, PlainValidator, StringConstraints, WithJsonSchema

MAX_DIGITS = 15
_NUMBER = re.compile(r"[+-]?[0-9]+(\.[0-9]+)?\Z", re.ASCII)
MAX_REF = 40
_ROLE = re.compile(r"[0-9a-z][0-9a-z-]*\Z", re.ASCII)
_REF = re.compile(r"[0-9A-Za-z][0-9A-Za-z._()/#-]*\Z", re.ASCII)


class Misread(ValueError):
    """A value in a plan that cannot be what its field needs.

    ``code`` and ``name`` are those of the finding it becomes; ``help`` is the way out.
    """

    def __init__(self, code: str, name: str, message: str, advice: str = "") -> None:
        super().__init__(message)
        self.code, self.name, self.message, self.help = code, name, message, advice


class Part(BaseModel):
    """A frozen piece of a plan. Every value arrives as text, and unknown keys are refused."""

    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False, defer_build=True)


def _shape(value: object, wanted: str) -> Misread:
    kind = "a list" if isinstance(value, list) else "a group of keys"
    return Misread("WSOA103", "wrong-shape", f"this should be {wanted}, but it is {kind}")


def read_number(value: Any) -> Decimal:  # noqa: ANN401 - the parser hands over text, a list or a mapping
    """Read a plain decimal number: no thousands separators, no percent sign, at most 15 digits."""
    if isinstance(value, Decimal):
        return value
    if not isinstance(value, str):
        raise _shape(value, "a number")
    text = value.strip()
    if not _NUMBER.match(text):
        plain = re.sub(r"[,%£\s]", "", text)
        way_out = f"write {plain}" if _NUMBER.match(plain) else "write figures only, such as 58 or 33.5"
        raise Misread("WSOA104", "not-a-number", f"“{text}” is not a plain number", way_out)
    if len(text.strip("+-").replace(".", "")) > MAX_DIGITS:
        raise Misread("WSOA104", "not-a-number", f"“{text[:20]}…” has more than {MAX_DIGITS} digits")
    return Decimal(text)


def read_whole(value: Any) -> int:  # noqa: ANN401
    """Read a whole number, zero or more, as a count of days or a page."""
    number = read_number(value)
    if number != number.to_integral_value() or number < 0:
        raise Misread("WSOA104", "not-a-number", f"“{value}” is not a whole number", "write figures only")
    return int(number)


def read_flag(value: Any) -> bool:  # noqa: ANN401
    """Read ``true`` or ``false`` and nothing else: ``yes`` and ``no`` are words in a plan."""
    if isinstance(value, bool):
        return value
    if value in {"true", "false"}:
        return bool(value == "true")
    if not isinstance(value, str):
        raise _shape(value, "true or false")
    raise Misread("WSOA111", "not-true-or-false", f"“{value}” is neither true nor false", "write true or false")


def read_ref(value: Any) -> str:  # noqa: ANN401
    """Read a ref: letters, digits and ``. ( ) / # -``, no spaces, at most 40 characters."""
    if not isinstance(value, str):
        raise _shape(value, "a ref")
    if not _REF.match(value):
        tidy = re.sub(r"[^0-9A-Za-z._()/#-]+", ".", value).strip(".")
        raise Misread(
            "WSOA108",
            "malformed-ref",
            f"“{value}” cannot be a ref",
            f'write ref: "{tidy}" and keep the printed form under printed: {{ref: "{value}"}}',
        )
    if len(value) > MAX_REF:
        raise Misread("WSOA108", "malformed-ref", f"the ref “{value[:MAX_REF]}…” is longer than {MAX_REF} characters")
    return value


def read_role(value: Any) -> str:  # noqa: ANN401
    """Read the id of a role: lower-case letters, digits and hyphens."""
    if not isinstance(value, str):
        raise _shape(value, "the id of a role")
    if not _ROLE.match(value):
        tidy = re.sub(r"[^0-9a-z]+", "-", value.lower()).strip("-")
        raise Misread("WSOA112", "malformed-role", f"“{value}” cannot be the id of a role", f"write {tidy} and give the full name under roles:")
    return value


Text = Annotated[str, StringConstraints(min_length=1)]
Ref = Annotated[str, PlainValidator(read_ref), WithJsonSchema({"type": "string", "pattern": _REF.pattern[:-2] + "$"})]
RoleId = Annotated[str, PlainValidator(read_role), WithJsonSchema({"type": "string", "pattern": "^[0-9a-z][0-9a-z-]*$"})]
Number = Annotated[Decimal, PlainValidator(read_number), WithJsonSchema({"type": "number"})]
Whole = Annotated[int, PlainValidator(read_whole), WithJsonSchema({"type": "integer", "minimum": 0})]
Flag = Annotated[bool, PlainValidator(read_flag), WithJsonSchema({"type": "boolean"})]
