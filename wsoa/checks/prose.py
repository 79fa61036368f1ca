"""Text that was cut, is too long, was left over from drafting, or should not be public."""

from __future__ import annotations

import re
from collections.abc import Iterator

from wsoa.checks.rule import Hit, View, about, rule
from wsoa.files.nodes import MappingNode, Path, SequenceNode, TextSpan
from wsoa.files.sources import Source
from wsoa.findings import Severity

MAX_TITLE = 120
_PROSE = frozenset(
    {
        *(
            "title",
            "detail",
            "text",
            "blocker",
            "help_needed",
            "reason",
            "note",
            "name",
            "also",
            "ambition",
            "meaning",
            "definition",
            "summary",
        ),
        *(
            "outcome",
            "area",
            "holder",
            "by",
            "agreed_by",
            "minute",
            "source",
            "partners",
            "bodies",
            "members",
        ),
        *(
            "inspectors",
            "meets",
            "reports_to",
            "young_people",
            "parents",
            "professionals",
            "audits",
            "supersedes",
        ),
    }
)
_PROSE_GROUPS = frozenset({"glossary", "resources", "printed", "labels"})
_COMMENT = re.compile(r"[ \t]+#(?P<comment>.*)")


@rule("WSOA013", "text-cut-by-comment", Severity.WARNING, "structure")
def text_cut_by_comment(view: View) -> Iterator[Hit]:
    """Unquoted text that goes on after `` #``, where YAML stops reading."""
    for index, source in enumerate(view.sources.files):
        if " #" in source.text and source.root is not None:  # the text first: the root may not be read yet
            prefix: Path = ("workstreams", index - 1) if index else ()
            for path, comment in _cut(source, source.root, ()):
                message = f"the text ends here; “#{comment}” is read as a comment and never shown"
                advice = "put the whole text in double quotes, or move the comment to a line of its own"
                yield view.inside((*prefix, *path), message, advice)


def _cut(source: Source, node: object, path: Path) -> Iterator[tuple[Path, str]]:
    for step, spot, value in _members(node):
        here = (*path, step)
        if not isinstance(value, str):
            yield from _cut(source, value, here)
        elif _is_prose(here) and not getattr(spot, "style", None):
            comment = _comment_after(source, spot)
            if comment is not None:
                yield here, comment


def _comment_after(source: Source, spot: TextSpan) -> str | None:
    end = spot.end_mark
    line = source.lines[end.line] if end.line < len(source.lines) else ""
    found = _COMMENT.match(line, end.column)
    return found["comment"].rstrip() if found else None


def _members(node: object) -> Iterator[tuple[str | int, TextSpan, object]]:
    if isinstance(node, MappingNode):
        return ((key, value, node.get(key)) for key, (_, value) in node.spots.items())
    if isinstance(node, SequenceNode):
        return ((index, spot, node[index]) for index, spot in enumerate(node.spots))
    return iter(())


def _is_prose(path: Path) -> bool:
    keys = [step for step in path if isinstance(step, str)]
    return keys[-1] in _PROSE or any(key in _PROSE_GROUPS for key in keys[-2:-1])


@rule("WSOA109", "title-too-long", Severity.WARNING, "fitness")
def title_too_long(view: View) -> Iterator[Hit]:
    """A title that does not fit one line of a report."""
    for item in view.items:
        if len(item.title) > MAX_TITLE:
            message = f"this title has {len(item.title)} characters; {MAX_TITLE} fit one line of a report"
            yield about(item, message, "shorten it, and move the rest to detail:", "title")


_LEFTOVER = re.compile(
    r"(?P<found>delete this\b|\blorem ipsum\b|\?{3,}|\b[xX]{2,}\b|\[(?:insert|add|name|date|tbc)\b[^\]]*\]?"
    r"|\bnot sure (?:you|we|i) need\b|\bnot sure (?:about|if|whether) (?:this|that|we)\b)",
    re.IGNORECASE,
)
_OPEN = re.compile(r"\b(?P<found>tbc|tba|to be (?:confirmed|announced))\b", re.IGNORECASE)
_SIGNS = re.compile(r"tb[ca]|to be |delete|lorem|\?\?\?|xx|\[|not sure")
"""What every leftover holds, in small letters: a quick look that most texts do not pass."""
_QUOTING = frozenset({"note", "printed", "source", "ignore", "url", "file"})
_REPORTING = frozenset({"updates", "evidence", "changes"})


@rule("WSOA410", "drafting-leftover", Severity.WARNING, "fitness")
def drafting_leftover(view: View) -> Iterator[Hit]:
    """Words meant for the authors, or standing where a fact should. Beside a promised date they may stand."""
    promised = {path[:-1] for path, _ in view.dates if path[-1] == "promised"}
    likely = {text for text in view.distinct_texts if _SIGNS.search(text.lower())}
    for path, text in view.texts:
        if text not in likely or not _QUOTING.isdisjoint(path):
            continue
        found = _LEFTOVER.search(text)
        if found is None and _REPORTING.isdisjoint(path) and path[:-1] not in promised:
            found = _OPEN.search(text)
        if found:
            message = f"“{found['found']}” looks left over from drafting"
            yield view.inside(
                path, message, "say what is meant; what is still open needs a date by which it is settled"
            )


_EMAIL = re.compile(r"(?P<local>[A-Za-z0-9._%+'-]+)@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+")
_NAME = re.compile(r"[a-z]+(?:['-][a-z]+)?[0-9]*")
_MAILBOXES = frozenset(
    {
        *("action", "admin", "area", "board", "care", "carer", "carers", "child", "children", "childrens"),
        *(
            "commissioning",
            "communications",
            "complaints",
            "contact",
            "council",
            "customer",
            "early",
            "education",
        ),
        *(
            "enquiries",
            "family",
            "families",
            "feedback",
            "foi",
            "forum",
            "group",
            "health",
            "help",
            "hub",
            "inbox",
        ),
        *(
            "inclusion",
            "info",
            "information",
            "local",
            "mail",
            "mailbox",
            "needs",
            "offer",
            "office",
            "parent",
        ),
        *("parents", "participation", "partnership", "plan", "plans", "post", "press", "programme", "public"),
        *(
            "reply",
            "response",
            "schools",
            "send",
            "sendiass",
            "sen",
            "service",
            "services",
            "social",
            "support",
        ),
        *("survey", "team", "voice", "web", "wsoa", "young", "youth"),
    }
)


@rule("WSOA411", "personal-email-address", Severity.WARNING, "fitness")
def personal_email_address(view: View) -> Iterator[Hit]:
    """An address that looks like one person's: two names, none of them a word for a team or a mailbox."""
    for path, text in view.texts:
        if "@" not in text:
            continue
        for found in _EMAIL.finditer(text):
            if _is_person(found["local"].lower()):
                message = f"{found[0]} looks like one person's address, and the plan is public"
                yield view.inside(path, message, "give the team's shared address, or none")


def _is_person(local: str) -> bool:
    names = [name for name in re.split(r"[._]", local) if name]
    return len(names) > 1 and all(_NAME.fullmatch(name) for name in names) and _MAILBOXES.isdisjoint(names)


RULES = (text_cut_by_comment, title_too_long, drafting_leftover, personal_email_address)
