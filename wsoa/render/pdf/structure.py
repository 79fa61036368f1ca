"""The structure of a tagged PDF, as small as its meaning, and each of its objects spelled once.

WeasyPrint tags every box of its layout, and every line as a span of its own. A paragraph may hold its lines
itself (ISO 32000-1, 14.7.4), and so may a heading, a cell or a link. Half of the objects go by that.
"""

from __future__ import annotations

from typing import Any

_ONCE = frozenset({"/H1", "/H2", "/H3", "/H4", "/Table"})
"""Parts of a document that never stand right inside another of their kind."""
_HOLD_LINES = frozenset(
    {"/P", "/H1", "/H2", "/H3", "/H4", "/H5", "/H6", "/LBody", "/Lbl", "/TH", "/TD", "/Caption", "/Link"}
)
"""Parts that hold what stands on the page themselves."""
_SAYS_NOTHING = frozenset({"/Span", "/NonStruct"})
_PLAIN_KEYS = frozenset({"Type", "S", "K", "Pg", "P"})
"""Keys of a part that says no more than where it stands and what it holds."""


def tidied(_document: object, pdf: Any) -> None:  # noqa: ANN401 - the library is not typed
    """Take out headings in headings, tables in tables, and spans that say nothing; then spell every object.

    WeasyPrint spells each object twice, once for the file and once for its identifier, and packs each page
    with it.
    """
    parts = {one.reference: one for one in pdf.objects if _is_part(one)}
    kinds = {reference: part["S"] for reference, part in parts.items()}
    for part in parts.values():
        if part["S"] in _ONCE and kinds.get(part["P"]) == part["S"]:
            part["S"] = "/NonStruct"
    _name_holders(pdf, _dissolved(pdf, parts))
    pdf.objects[:] = [_spelled(one) for one in pdf.objects]


def _is_part(one: Any) -> bool:  # noqa: ANN401 - the library is not typed
    return isinstance(one, dict) and one.get("Type") == "/StructElem"


def _dissolved(pdf: Any, parts: dict[bytes, Any]) -> dict[bytes, bytes]:  # noqa: ANN401 - the library is not typed
    """Put what a part that says nothing holds in its place, and return who holds it now, by reference.

    A part comes after the one it stands in, so that the outer ones are done first.
    """
    held_by: dict[bytes, bytes] = {}
    for reference, part in parts.items():
        above = parts.get(part["P"])
        if above is None or part["S"] not in _SAYS_NOTHING or above["S"] not in _HOLD_LINES:
            continue
        if part["Pg"] != above["Pg"] or not part.keys() <= _PLAIN_KEYS:
            continue
        place = above["K"].index(reference)
        above["K"][place : place + 1] = part["K"]
        for held in part["K"]:
            if held in parts:
                parts[held]["P"] = part["P"]
        held_by[reference] = part["P"]
        pdf.objects[part.number] = _Spelled(part.number, b"null")
    return held_by


def _name_holders(pdf: Any, held_by: dict[bytes, bytes]) -> None:  # noqa: ANN401 - the library is not typed
    """Say of each line on each page which part holds it now."""
    root = _object(pdf, pdf.catalog["StructTreeRoot"])
    for on_page in _object(pdf, root["ParentTree"])["Nums"]:
        if isinstance(on_page, list):
            on_page[:] = [held_by.get(one, one) for one in on_page]


def _object(pdf: Any, reference: bytes) -> Any:  # noqa: ANN401 - the library is not typed
    return pdf.objects[int(reference.split()[0])]


def _spelled(one: Any) -> Any:  # noqa: ANN401 - the library is not typed
    if isinstance(one, _Spelled) or one.free != "n":
        return one
    return _Spelled(one.number, one.data, packable=one.compressible)


class _Spelled:
    """An object of a PDF as it is written, in the shape that pydyf knows objects by."""

    generation = 0
    free = "n"

    def __init__(self, number: int, data: bytes, *, packable: bool = True) -> None:
        """Keep the bytes; what is ``packable`` may stand among others in one packed stream."""
        self.number = number
        self.data = data
        self.compressible = packable
        self.offset = 0

    @property
    def indirect(self) -> bytes:
        """The object as it stands in the file by itself."""
        return b"%d 0 obj\n%b\nendobj" % (self.number, self.data)
