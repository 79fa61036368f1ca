"""From groups and series to a plan: every misfit in our own words, at its place in the file."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any, get_args

from pydantic import BaseModel, ValidationError

from wsoa.files.nodes import MappingNode, Path
from wsoa.files.sources import Sources
from wsoa.findings import Finding, Place, Severity
from wsoa.plan.base import EXTRA_KEY, Misread, shown

MOST_MISFITS = 1000
_LISTABLE = re.compile(r"[\w.()/#-]+(?: [\w.()/#-]+)*(?:, ?[\w.()/#-]+(?: [\w.()/#-]+)*)*\Z")
"""Words that may stand between brackets as they are, one or several with commas between."""
_NAMES = {
    "workstreams": "workstream", "outcomes": "outcome", "actions": "action", "milestones": "milestone",
    "kpis": "KPI", "parts": "KPI part", "targets": "target", "readings": "reading", "updates": "update",
    "changes": "change record", "roles": "role", "weaknesses": "weakness", "evidence": "piece of evidence",
    "comparators": "comparator", "reviews": "review", "governance": "governance entry", "impact": "impact",
    "baseline": "baseline", "document": "document", "inspection": "inspection", "rating": "rating",
    "ignore": "silence", "terms": "term", "labels": "set of labels", "voices": "set of voices",
    "rating_scheme": "rating scheme", "monitoring": "monitoring state", "verified": "sign-off",
    "returned": "returned version", "codes": "rating code", "withdrawn": "withdrawal",
}  # fmt: skip

_SAME_MEANING = {
    "decrease": "reduce", "lower": "reduce", "down": "reduce", "fall": "reduce", "decline": "reduce",
    "up": "increase", "rise": "increase", "raise": "increase", "grow": "increase", "keep": "maintain",
    "yearly": "annual", "annually": "annual", "percentage": "percent", "number": "count", "pounds": "money",
}  # fmt: skip
"""Words that mean one of a list's and look like another: decrease looks like increase."""
_SAME_KEY = {
    "due": "due date|date due|deadline|by when|end date|target date|finish by|timescale|when|by",
    "by": "due|due date|by when|target date|deadline|when",
    "leads": "owner|owners|lead officer|action lead|responsible|responsible officer|officer|who|assigned to",
    "owner": "lead|leads|lead officer|responsible|officer",
    "title": "name|action|description|task|text",
    "name": "title|role|post|job title",
    "text": "note|comment|title|progress|description",
    "detail": "details|description|notes",
    "rating": "rag|brag|status|rag rating|rag status",
    "updates": "progress|progress update|comment|comments|report|reports",
    "completed": "complete|done|finished|date completed|completion date|completed on|completion",
    "start": "start date|begins|from",
    "ref": "id|no|number|reference|code",
    "success": "success criteria|success measures|measure|measures|outcome measures",
    "kpis": "measures|indicators|performance indicators|metrics",
    "readings": "actual|actuals|figures|data|values|results|performance",
    "value": "figure|number|actual|result|target",
    "reason": "why",
    "agreed_by": "approved by|who agreed|by",
    "actions": "tasks|steps",
    "milestones": "steps|tasks",
    "weaknesses": "priority|priority areas|areas for priority action|concerns|areas of concern",
    "holder": "person|postholder|who",
}
"""What people call a key that a plan calls by another name, first the key: small letters, single spaces."""


def misfits(
    error: ValidationError, top: type[BaseModel], root: object, sources: Sources, at: Path = ()
) -> list[Finding]:
    """Translate the errors of one validation; the last one says how many more there are past a thousand.

    ``at`` is where ``root`` stands in the plan: empty for the plan itself, ("workstreams", 2) for a file.
    """
    items = error.errors(include_url=False)
    # a key that no plan has is one problem, whatever its value is
    unknown = {item["loc"] for item in items if _is_unknown(dict(item))}
    items = [item for item in items if item["loc"] not in unknown or _is_unknown(dict(item))]
    found = [_Misfit(dict(item), top, root, sources, at).finding() for item in items[:MOST_MISFITS]]
    if more := len(items) - len(found):
        found[-1] = found[-1]._replace(message=f"{found[-1].message}; and {more:,} problems more")
    return found


class _Misfit:
    """One validation error, on its way to a finding."""

    def __init__(
        self, error: dict[str, Any], top: type[BaseModel], root: object, sources: Sources, at: Path
    ) -> None:
        self.kind: str = error["type"]
        self.path: Path = tuple(step for step in error["loc"] if step != "[key]")
        self.ctx: dict[str, Any] = error.get("ctx", {})
        self.value: object = error.get("input")
        self.unknown = _is_unknown(error)
        self.top, self.root, self.sources, self.at = top, root, sources, at

    def finding(self) -> Finding:
        """Say what is wrong, where, and how to fix it."""
        misread = self.ctx.get("error")
        if isinstance(misread, Misread):
            return self._made(misread.code, misread.name, misread.message, misread.help, self._place())
        if self.kind == "missing":
            return self._missing()
        if self.unknown:
            return self._unknown()
        if self.kind in {"literal_error", "enum"}:
            return self._not_listed()
        return self._wrong_shape()

    @property
    def key(self) -> str:
        """The key the error is about."""
        return str(next((step for step in reversed(self.path) if isinstance(step, str)), ""))

    def _place(self, *, key: bool = False) -> Place:
        return self.sources.place((*self.at, *self.path), key=key)

    def _made(self, code: str, name: str, message: str, way_out: str, place: Place) -> Finding:
        return Finding(code, name, Severity.ERROR, message, place, way_out, self._ref(), self.key)

    def _missing(self) -> Finding:
        place = self.sources.place((*self.at, *self.path[:-1]), key=True)
        message = f"this {self._entity(self.path[:-1])} has no {self.key}"
        value = "1" if self.key == "format" else "…"
        return self._made("WSOA101", "missing-key", message, f"add {self.key}: {value}", place)

    def _unknown(self) -> Finding:
        known = sorted(_keys(_model_at(self.top, self.path[:-1])))
        close = _same_key(self.key, known) or _close(self.key, known)
        way_out = f"did you mean {close[0]}?" if close else f"keys here are {', '.join(known)}"
        entity = self._entity(self.path[:-1])
        message = f"“{shown(self.key)}” is not a key of {'an' if entity[0] in 'aeiou' else 'a'} {entity}"
        return self._made("WSOA102", "unknown-key", message, way_out, self._place(key=True))

    def _not_listed(self) -> Finding:
        options = re.findall(r"'([^']*)'", str(self.ctx.get("expected", "")))
        if self.key == "format":
            message = (
                f"this plan says format: {shown(str(self.value))}, which this version of wsoa cannot read"
            )
            return self._made("WSOA110", "unknown-format", message, "write format: 1", self._place())
        if not isinstance(self.value, str):
            return self._wrong_shape()
        same = _SAME_MEANING.get(self.value.lower())
        close = [same] if same in options else _close(self.value, options)
        listed = ", ".join(options)
        way_out = f"did you mean {close[0]}? The words are {listed}" if close else f"use one of {listed}"
        return self._made(
            "WSOA105",
            "not-in-list",
            f"“{shown(self.value)}” is not a word that {self.key} can have",
            way_out,
            self._place(),
        )

    def _wrong_shape(self) -> Finding:
        wanted, way_out = _WANTED.get(self.kind, ("something else", "see docs/format.md"))
        listed = bool(self.path) and isinstance(self.path[-1], int)
        found = (
            "a group of keys"
            if isinstance(self.value, dict)
            else "a list"
            if isinstance(self.value, list)
            else "plain text"
        )
        if self.kind == "string_too_short" or self.value == "":
            found = "empty"
            way_out = "write the text, or delete the key"
        elif self.kind in {"tuple_type", "list_type"}:
            way_out = self._as_list() or way_out
        elif self.kind.startswith("model_") and listed and found == "plain text":
            way_out = f"start it with - {self._first_key(self.path)}: … and put its other keys below that"
        subject = self.key or "this"
        message = f"{'each of ' * listed}{subject} should be {wanted}, but it is {found}"
        return self._made("WSOA103", "wrong-shape", message, way_out.format(key=self.key), self._place())

    def _as_list(self) -> str:
        """Say how to make a list of what stands there: its own words, or items that begin with a key."""
        first = self._first_key(self.path)
        if first:
            return f"start each of them with - {first}: … on a line of its own, below {self.key}:"
        words = self.value if isinstance(self.value, str) else ""
        return f"write it as a list: {self.key}: [{shown(words)}]" if _LISTABLE.match(words) else ""

    def _first_key(self, path: Path) -> str:
        """The key that each item at a path begins with; empty where its items are text."""
        known = _keys(_model_at(self.top, path))
        return next((key for key in ("ref", "date") if key in known), known[0] if known else "")

    def _entity(self, path: Path) -> str:
        """Name what a path leads to, with its ref or that of what it is in: rating in 1.1.2."""
        name = next(
            (_NAMES[step] for step in reversed(path) if step in _NAMES), "workstream" if self.at else "plan"
        )
        *_, last = self._nodes(path)
        own, around = _ref_of(last), self._ref()
        if own:
            return f"{name} {own}"
        return f"{name} in {around}" if around else name

    def _ref(self) -> str:
        """The ref of the nearest item around the error."""
        return next((ref for node in reversed([*self._nodes(self.path)]) if (ref := _ref_of(node))), "")

    def _nodes(self, path: Path) -> Iterator[object]:
        """Yield what stands at each step of a path, as far as the file has it; the top first."""
        node: Any = self.root
        yield node
        for step in path:
            try:
                node = node[step]
            except (KeyError, IndexError, TypeError):
                return
            yield node


def _close(word: str, known: Sequence[str]) -> list[str]:
    from difflib import get_close_matches  # noqa: PLC0415 - only a misfit needs it

    return get_close_matches(word, known, n=1, cutoff=0.6)


def _same_key(word: str, known: Sequence[str]) -> list[str]:
    """Return the known key that people also call by this word, if there is one."""
    plain = " ".join(re.split(r"[\s_-]+", word.strip().lower()))
    spelt = plain.replace(" ", "_")
    if spelt in known:
        return [spelt]
    return [key for key, words in _SAME_KEY.items() if key in known and plain in words.split("|")][:1]


def _is_unknown(error: dict[str, Any]) -> bool:
    """Tell whether an error says that no such part of a plan has the key, nor may have it as its own."""
    pattern = error.get("ctx", {}).get("pattern")
    return bool(error["type"] == "extra_forbidden" or pattern == EXTRA_KEY)


def _ref_of(node: object) -> str:
    ref = node.get("ref") if isinstance(node, MappingNode) else None
    return ref if isinstance(ref, str) else ""


_WANTED = {
    "string_type": (
        "plain text",
        "write one piece of text; quote it if it starts with [, {{ or -, or holds a colon and a space",
    ),
    "string_too_short": ("text", "write the text, or delete the key"),
    "tuple_type": ("a list", "write it as a list: {key}: [first, second]"),
    "list_type": ("a list", "write it as a list: {key}: [first, second]"),
    "dict_type": ("a group of keys", "write its keys below it, indented by two spaces"),
    "model_type": ("a group of keys", "write its keys below it, indented by two spaces"),
    "model_attributes_type": ("a group of keys", "write its keys below it, indented by two spaces"),
    "literal_error": ("one word", "write one of the words that fit"),
    "enum": ("one word", "write one of the words that fit"),
}


def _keys(model: type[BaseModel] | None) -> list[str]:
    return [field.alias or name for name, field in model.model_fields.items()] if model else []


def _model_at(top: type[BaseModel], path: Path) -> type[BaseModel] | None:
    """Follow a path through the models' annotations to the model that holds its end."""
    model: type[BaseModel] | None = top
    for step in path:
        if isinstance(step, int) or model is None:
            continue
        field = next((f for name, f in model.model_fields.items() if (f.alias or name) == step), None)
        model = _model_in(field.annotation) if field is not None else model
    return model


def _model_in(annotation: Any) -> type[BaseModel] | None:  # noqa: ANN401 - any annotation there is
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    return next((found for part in get_args(annotation) if (found := _model_in(part))), None)
