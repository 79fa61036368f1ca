"""The versions of plans as an Atom feed (RFC 4287): an entry for each, with its changes in words."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from urllib.parse import quote
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from wsoa.reports.comparison.history import SHALLOW
from wsoa.reports.export.export import Entry, FeedExport
from wsoa.words.dates import long_day
from wsoa.words.text import one_line

_NOT_XML = re.compile("[^\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_COMMAND = re.compile("#(?=#)")
_TAG = "tag:wsoa.invalid,2026:"
_ATOM = "http://www.w3.org/2005/Atom"
_XHTML = "http://www.w3.org/1999/xhtml"


def export_atom(export: FeedExport) -> str:
    """Return the feed, newest version first.

    The ids are tag URIs (RFC 4151) of a plan and a commit; ``updated`` is the start of the day of the commit
    in UTC, for the history keeps days.
    """
    feed = Element("feed", {"xmlns": _ATOM, "xml:lang": "en-GB"})
    _add(feed, "id", f"{_TAG}{'+'.join(map(_part, export.plan_ids))}")
    _add(feed, "title", f"{', '.join(export.areas)}: changes to the SEND action plan")
    _add(feed, "subtitle", _subtitle(export))
    _add(feed, "updated", _moment(export.entries[0].day if export.entries else export.as_of))
    _add(SubElement(feed, "author"), "name", "; ".join(export.bodies))
    _add(feed, "generator", "wsoa").set("version", export.tool_version)
    for entry in export.entries:
        _entry(feed, entry)
    indent(feed)
    # Two hash signs in a row could be a command to the runner that prints this.
    text = _COMMAND.sub("&#35;", tostring(feed, encoding="unicode"))
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{text}\n'


def _subtitle(export: FeedExport) -> str:
    told = f"Every version committed up to {long_day(export.as_of)}."
    return told if export.complete else f"{told} {SHALLOW}"


def _entry(feed: Element, entry: Entry) -> None:
    drawn = SubElement(feed, "entry")
    _add(drawn, "id", f"{_TAG}{_part(entry.plan_id)}/{_part(entry.commit_id)}")
    _add(drawn, "title", f"{entry.title}, {long_day(entry.day)}")
    _add(drawn, "updated", _moment(entry.day))
    content = SubElement(drawn, "content", type="xhtml")
    body = SubElement(content, "div", xmlns=_XHTML)
    if entry.changes:
        _list(body, entry.changes)
    else:
        _add(body, "p", f"{entry.title}.")


def _list(body: Element, lines: Iterable[str]) -> None:
    drawn = SubElement(body, "ul")
    for line in lines:
        _add(drawn, "li", line)


def _add(parent: Element, name: str, text: str) -> Element:
    element = SubElement(parent, name)
    element.text = _NOT_XML.sub("\N{REPLACEMENT CHARACTER}", one_line(text))
    return element


def _moment(day: date) -> str:
    return f"{day.isoformat()}T00:00:00Z"


def _part(text: str) -> str:
    return quote(text, safe="", errors="replace")
