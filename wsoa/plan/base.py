"""The ground every model stands on: frozen parts, text read by us, and misreadings in our own words."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, PlainValidator, StringConstraints, WithJsonSchema

MAX_DIGITS = 15
MOST_PERCENT = 100
_NUMBER = re.compile(r"[+-]?[0-9]+(\.[0-9]+)?\Z", re.ASCII)
MAX_REF = 40
_QUOTES = " \"'“”‘’„«»"
_ROLE = re.compile(r"[0-9a-z][0-9a-z-]*\Z", re.ASCII)
_REF_SIGNS = r"[0-9A-Za-z._()/#-]"
_REF = re.compile(rf"(?:[A-Za-z]{{2}}{_REF_SIGNS}*(?: {_REF_SIGNS}+)+|[0-9A-Za-z]{_REF_SIGNS}*)\Z", re.ASCII)


def shown(text: str, most: int = 60) -> str:
    """Return a value as a message may quote it: on one line, and cut where it is long."""
    line = " ".join(text.split())
    return line if len(line) <= most else f"{line[: most - 1]}…"


class Misread(ValueError):  # noqa: N818 - a value of the user's, not a failure of ours
    """A value in a plan that cannot be what its field needs.

    ``code`` and ``name`` are those of the finding it becomes; ``help`` is the way out.
    """

    def __init__(self, code: str, name: str, message: str, advice: str = "") -> None:
        super().__init__(message)
        self.code, self.name, self.message, self.help = code, name, message, advice

    def kept(self) -> Misread:
        """Return the same to be kept as a value: what was raised holds on to all that led to it."""
        return Misread(self.code, self.name, self.message, self.help)


class Part(BaseModel):
    """A frozen piece of a plan. Every value arrives as text, and unknown keys are refused."""

    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False, defer_build=True)

    def __eq__(self, other: object) -> bool:
        # Versions of a plan are compared part by part, thousands of times: the fields alone settle it.
        if self.__class__ is other.__class__ and self.__dict__.keys() == other.__dict__.keys():
            return self.__dict__ == other.__dict__ and self.__pydantic_extra__ == other.__pydantic_extra__
        return super().__eq__(other)

    __hash__ = BaseModel.__hash__


def _shape(value: object, wanted: str) -> Misread:
    kind = "a list" if isinstance(value, list) else "a group of keys"
    return Misread(
        "WSOA103",
        "wrong-shape",
        f"this should be {wanted}, but it is {kind}",
        f"write {wanted} and nothing below it",
    )


def read_number(value: Any) -> Decimal:  # noqa: ANN401 - the parser hands over text, a list or a mapping
    """Read a plain decimal number: no thousands separators, no percent sign, at most 15 digits."""
    if isinstance(value, Decimal):
        return value
    if not isinstance(value, str):
        raise _shape(value, "a number")
    text = value.strip()
    if not _NUMBER.match(text):
        plain = re.sub(r"[,%£\s]", "", text)
        way_out = (
            f"write {plain}"
            if len(plain) <= MAX_DIGITS and _NUMBER.match(plain)
            else "write figures only, such as 58 or 33.5"
        )
        raise Misread("WSOA104", "not-a-number", f"“{shown(text)}” is not a plain number", way_out)
    if len(text.strip("+-").replace(".", "")) > MAX_DIGITS:
        raise Misread(
            "WSOA104",
            "not-a-number",
            f"“{shown(text, 21)}” has more than {MAX_DIGITS} digits",
            "check the figure, or round it",
        )
    return Decimal(text)


def read_whole(value: Any) -> int:  # noqa: ANN401
    """Read a whole number, zero or more, as a count of days or a page."""
    number = read_number(value)
    if number != number.to_integral_value() or number < 0:
        raise Misread(
            "WSOA104", "not-a-number", f"“{shown(str(value))}” is not a whole number", "write figures only"
        )
    return int(number)


def read_percent(value: Any) -> int:  # noqa: ANN401
    """Read a whole number from 0 to 100."""
    number = read_whole(value)
    if number > MOST_PERCENT:
        raise Misread(
            "WSOA104", "not-a-number", f"“{shown(str(value))}” is more than a hundred", "write 0 to 100"
        )
    return number


def read_flag(value: Any) -> bool:  # noqa: ANN401
    """Read ``true`` or ``false`` and nothing else: ``yes`` and ``no`` are words in a plan."""
    if isinstance(value, bool):
        return value
    if not isinstance(value, str):
        raise _shape(value, "true or false")
    if value in {"true", "false"}:
        return value == "true"
    raise Misread(
        "WSOA111", "not-true-or-false", f"“{shown(value)}” is neither true nor false", "write true or false"
    )


def read_ref(value: Any) -> str:  # noqa: ANN401
    """Read a ref: letters, digits and ``. ( ) / # -``, at most 40 characters.

    A ref that begins with letters may hold single spaces, as “SR (25/26) 01” does; “4.4 6” is a slip.
    """
    if not isinstance(value, str):
        raise _shape(value, "a ref")
    if not _REF.match(value):
        bare = value.strip(_QUOTES)
        if _REF.match(bare) and len(bare) <= MAX_REF:
            way_out = f'write it in straight quotation marks: "{bare}"'
        else:
            tidy = re.sub(r"[^0-9A-Za-z._()/#-]+", ".", value[:MAX_REF]).lstrip("._()/#-").rstrip(".")
            printed = shown(value).replace("'", "''")
            way_out = (
                f"write ref: \"{tidy or '1'}\" and keep the printed form under printed: {{ref: '{printed}'}}"
            )
        raise Misread("WSOA108", "malformed-ref", f"“{shown(value)}” cannot be a ref", way_out)
    if len(value) > MAX_REF:
        raise Misread(
            "WSOA108",
            "malformed-ref",
            f"the ref “{value[:MAX_REF]}…” is longer than {MAX_REF} characters",
            "shorten it, and keep the printed form under printed:",
        )
    return value


def read_role(value: Any) -> str:  # noqa: ANN401
    """Read the id of a role: lower-case letters, digits and hyphens."""
    if not isinstance(value, str):
        raise _shape(value, "the id of a role")
    if not _ROLE.match(value):
        tidy = re.sub(r"[^0-9a-z]+", "-", value[:80].lower()).strip("-") or "an-id-of-plain-letters"
        raise Misread(
            "WSOA112",
            "malformed-role",
            f"“{shown(value)}” cannot be the id of a role",
            f"write {tidy} and give the full name under roles:",
        )
    return value


Text = Annotated[str, StringConstraints(min_length=1)]
EXTRA_KEY = r"^x-[0-9a-z][0-9a-z-]*$"
"""What a key of the area's own looks like: ``x-cost-centre``."""


class OpenPart(Part):
    """A piece of a plan that may carry keys of the area's own, each starting with ``x-`` and holding text."""

    model_config = ConfigDict(extra="allow")

    __pydantic_extra__: dict[Annotated[str, StringConstraints(pattern=EXTRA_KEY)], Text]

    @property
    def extras(self) -> dict[str, str]:
        """The area's own keys and what they hold, in the order of the file."""
        return self.__pydantic_extra__ or {}


Ref = Annotated[
    str,
    PlainValidator(read_ref),
    WithJsonSchema({"type": "string", "pattern": f"^{_REF.pattern[:-2]}$"}),
]
RoleId = Annotated[
    str, PlainValidator(read_role), WithJsonSchema({"type": "string", "pattern": "^[0-9a-z][0-9a-z-]*$"})
]
Number = Annotated[Decimal, PlainValidator(read_number), WithJsonSchema({"type": "number"})]
Whole = Annotated[int, PlainValidator(read_whole), WithJsonSchema({"type": "integer", "minimum": 0})]
Percent = Annotated[
    int,
    PlainValidator(read_percent),
    WithJsonSchema({"type": "integer", "minimum": 0, "maximum": MOST_PERCENT}),
]
Flag = Annotated[bool, PlainValidator(read_flag), WithJsonSchema({"type": "boolean"})]
