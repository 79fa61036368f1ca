"""Where each item of a plan stands on a page, and which addresses a page may link to."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from wsoa.plan.models import Plan
from wsoa.plan.walk import Path, walk

_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")
_ALLOWED = re.compile(
    r"(?:https?://[A-Za-z0-9_.:\[\]-]+(?:[/?#][^\s\\]*)?|mailto:[^\s\\]+)\Z", re.IGNORECASE | re.ASCII
)
_ADDRESS = re.compile(r"https?://[^\s<>\"'()]*[^\s<>\"'().,;:!?]", re.IGNORECASE)
_HOST = re.compile(r"https?://(?:www\.)?([^/?#]+)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Anchors:
    """The anchor of every item, by its path, and of the first item with a ref, by that ref."""

    by_path: Mapping[Path, str]
    by_ref: Mapping[str, str]


def anchors(plan: Plan) -> Anchors:
    """Give every item an anchor of its own, such as ``action-2.2.4a``.

    A ref never holds a colon, a tilde or a plus, so a milestone without a ref of its own (``action-1.1a#2``
    becomes ``milestone-1.1a:2``), the second use of a ref (``action-1.1~2``) and a ref with a space
    (``action-SR+01``) cannot meet another item's anchor.
    """
    by_path: dict[Path, str] = {}
    by_ref: dict[str, str] = {}
    seen: dict[str, int] = {}
    for item in walk(plan):
        base = f"{item.kind}-{item.ref.replace('#', ':').replace(' ', '+')}"
        seen[base] = seen.get(base, 0) + 1
        anchor = base if seen[base] == 1 else f"{base}~{seen[base]}"
        by_path[item.path] = anchor
        if item.kind != "weakness":
            by_ref.setdefault(item.ref, anchor)
    return Anchors(by_path, by_ref)


def safe_address(address: str | None) -> str:
    """Return an address a page may link to; empty for any other.

    Allowed: http, https and mailto, and a relative path that stays below the page; no character in it that
    nobody sees. The name of a site stands alone before its path, in plain letters: with a name and @ before
    it, a backslash, which some browsers take for a slash, a wide letter or one that looks like another, an
    address leads elsewhere than it seems to.
    """
    address = (address or "").strip()
    if not address.isprintable():
        return ""
    if _SCHEME.match(address):
        return address if _ALLOWED.match(address) else ""
    inside = not address.startswith(("/", "\\", "#", "?")) and ".." not in re.split(r"[/\\]", address)
    return address if address and inside and not re.search(r"[\s\\:]", address) else ""


@dataclass(frozen=True, slots=True)
class Span:
    """A run of text; a link where ``url`` is not empty."""

    text: str
    url: str = ""


Prose = tuple[Span, ...]


def prose(text: str | None) -> Prose:
    """Split text at the web addresses in it; an address becomes a link named after its site."""
    text = text or ""
    spans: list[Span] = []
    end = 0
    for found in _ADDRESS.finditer(text):
        if found.start() > end:
            spans.append(Span(text[end : found.start()]))
        url = safe_address(found[0])
        spans.append(Span(site(found[0]) if url else found[0], url))
        end = found.end()
    if end < len(text):
        spans.append(Span(text[end:]))
    return tuple(spans)


def site(address: str) -> str:
    """Return the name of the site an address belongs to; the address itself where it has none."""
    found = _HOST.match(address)
    return found[1] if found else address
