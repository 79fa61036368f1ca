"""The JSON Schema of plan files: the models, as editors understand them.

Descriptions come from the docstring below each field. They are read from the source only when a schema is
asked for, since reading them at every start would be slow.

The schema takes what wsoa takes, but for one thing on purpose: text without quotes that other programs read
as a number is underlined, above all a ref, since ``1.10`` would become 1.1 there. What is not JSON Schema
(``markdownDescription``, ``enumDescriptions``, ``defaultSnippets``, ``errorMessage``,
``patternErrorMessage``) is read by the YAML language server; a validator passes over it. Both drafts are the
same but for their names: only what draft-07 and 2020-12 have in common is used.
"""

from __future__ import annotations

import ast
import inspect
import json
import sys
from functools import lru_cache
from typing import Any, Literal

from pydantic import BaseModel

from wsoa.plan import base, head, kpis, models, ratings, states
from wsoa.plan.date_field import DATE_SCHEMA
from wsoa.plan.dates import INTERVALS
from wsoa.plan.schema_words import CHOICES, EXAMPLES, NULL_WORDS, SNIPPETS

Draft = Literal["2020-12", "7"]
DIALECTS: dict[Draft, tuple[str, str]] = {
    "2020-12": ("https://json-schema.org/draft/2020-12/schema", "$defs"),
    "7": ("http://json-schema.org/draft-07/schema#", "definitions"),
}
"""How each draft is called, and where it keeps what is used more than once."""
Node = dict[str, Any]
_TOPS: dict[str, type[BaseModel]] = {"plan": models.Plan, "workstream": models.Workstream}

_MONTH_DAY = (
    "(?:0[13578]|1[02])-(?:0[1-9]|[12][0-9]|3[01])"
    "|(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)"
    "|02-(?:0[1-9]|[12][0-9])"
)
_SIMPLE = f"[0-9]{{4}}(?:-(?:{_MONTH_DAY}|0[1-9]|1[0-2]|Q[1-4]))?"
_RANGE = rf"{_SIMPLE}(?:/(?:{_SIMPLE}|\.\.))?"
_RELATIVE = r"[0-9]{4}/[0-9]{2}(?: [a-z]+ term(?: [12])?)?|[0-9]{1,3}(?:-[0-9]{1,3})? (?:day|week|month)s?"
_NUMBER = "^[+-]?[0-9]+(?:\\.[0-9]+)?$"
_MOST = 10**base.MAX_DIGITS - 1
_YEAR = {"type": "integer", "minimum": 1, "maximum": 9900}
_DATE_ERROR = (
    "Write a day 2026-10-31, a month 2026-10, a range 2026-01/2026-07, an open date 2026-02/.., ongoing, "
    "or 6 months. The month must have that day."
)
_START_ERROR = "Write a day 2026-10-31 or a month 2026-10. The month must have that day."
_NEEDED, _OPTIONAL = "It must be there.", "It may be left out."
_REF_ERROR = 'Put the ref in quotes, such as "1.10": letters, digits, . ( ) / # -; after letters, spaces.'
_ROLE_ERROR = "Use the id of a role: lower-case letters, digits and hyphens."
_OWN_KEY = "A key of the area's own, shown on the page of the item."
_NUMBER_ERROR = "Write figures only, such as 58 or 33.5: no % sign and no commas."


def schema_text(part: str, draft: Draft = "2020-12") -> str:
    """Return the schema of plan.yaml (“plan”) or of a file in workstreams/ (“workstream”) as JSON text."""
    return json.dumps(schema(part, draft), ensure_ascii=False, indent=2) + "\n"


def schema(part: str, draft: Draft = "2020-12") -> Node:
    """Return the schema of one kind of plan file."""
    top = _TOPS[part]
    dialect, shelf = DIALECTS[draft]
    made = top.model_json_schema(by_alias=True, ref_template=f"#/{shelf}/{{model}}")
    shared: Node = made.pop("$defs")
    for name, model in _models().items():
        node = made if name == top.__name__ else shared.get(name)
        if node is not None:
            _dress(node, model)
    shared |= {"Date": _date(_RANGE + "|" + _RELATIVE + "|ongoing", recurring=True), "Start": _date(_RANGE)}
    for node in shared.values():
        _explain_choices(node)
    whole = {"$schema": dialect, **made, "title": f"wsoa {part}", shelf: shared}
    return {key: _pointed(value, shelf) for key, value in whole.items()}


def _date(pattern: str, *, recurring: bool = False) -> Node:
    way_out = _DATE_ERROR if recurring else _START_ERROR
    text = {"type": "string", "pattern": f"^(?:{pattern})$", "patternErrorMessage": way_out}
    every: Node = {"description": "How often.", "enum": list(INTERVALS), "examples": ["quarter"]}
    every["markdownDescription"] = f"How often.\n\n*{_NEEDED}*"
    _explain_choices(every)
    again = {
        "type": "object",
        "properties": {
            "every": every,
            "on": {
                "description": "The day or month of every year.",
                "markdownDescription": f"The day or month of every year.\n\n*{_OPTIONAL}*",
                "examples": ["08-31", "08"],
                "anyOf": [
                    {"type": "string", "pattern": rf"^(?:{_MONTH_DAY}|0[1-9]|1[0-2])$"},
                    {"type": "null"},
                ],
            },
            "from": {
                "description": "When it starts.",
                "markdownDescription": f"When it starts.\n\n*{_OPTIONAL}*",
                "examples": ["2026-04"],
                "anyOf": [text, _YEAR, {"type": "null"}],
            },
            "until": {
                "description": "When it ends.",
                "markdownDescription": f"When it ends.\n\n*{_OPTIONAL}*",
                "examples": ["2027-03"],
                "anyOf": [text, _YEAR, {"type": "null"}],
            },
        },
        "required": ["every"],
        "additionalProperties": False,
    }
    words = "A day, a month, a range, an open or a recurring date." if recurring else "A day or a month."
    return {"description": words, "anyOf": [text, _YEAR, *([again] if recurring else [])]}


def _dress(node: Node, model: type[BaseModel]) -> None:
    """Give each key of a model its words, and take what only a program would read."""
    words = _words(model)
    needed = set(node.get("required", ()))
    node["description"] = inspect.cleandoc(model.__doc__ or "")
    for name, described in model.model_fields.items():
        key = described.alias or name
        shown = _property(model, key, node["properties"][key])
        shown |= {"description": words[name], "examples": list(_examples(model, key))}
        _explain_choices(shown)
        # An editor adds the choices and the examples itself, but not whether a key is needed.
        shown["markdownDescription"] = f"{words[name]}\n\n*{_NEEDED if key in needed else _OPTIONAL}*"
        node["properties"][key] = shown if key in needed else _or_nothing(shown)
    if issubclass(model, base.OpenPart):
        own = {"type": ["string", "number", "boolean"], "minLength": 1, "description": _OWN_KEY}
        node |= {"patternProperties": {base.EXTRA_KEY: own}, "additionalProperties": False}
    if model is kpis.Reading:
        node["anyOf"] = [{"required": ["date"]}, {"required": ["period"]}]
    if model.__name__ in SNIPPETS:
        label, body = SNIPPETS[model.__name__]
        node["defaultSnippets"] = [{"label": label, "description": node["description"], "body": dict(body)}]


def _property(model: type[BaseModel], key: str, raw: Node) -> Node:
    """Return one key's own schema; a few take more than pydantic can tell."""
    if key == "format" and issubclass(model, models.Head):
        return {"enum": ["1", 1], "enumDescriptions": ["Version 1", "Version 1"]}
    if key == "start" and issubclass(model, models.Head):
        return {"$ref": "#/$defs/Start"}
    shown = _tidy(raw)
    if model is models.Change and key in {"from", "to"}:
        return {**shown, "type": ["string", "number"]}
    if key == "printed":
        shown["additionalProperties"] = {"type": ["string", "number"], "minLength": 1}
    if key == "rating_scheme":
        preset = _tidy(ratings.SchemeChoice.model_json_schema()["properties"]["preset"])
        _explain_choices(preset)
        return {
            "anyOf": [preset, shown],
            "errorMessage": f"Use one of {', '.join(preset['enum'])}, or your own.",
        }
    return shown


def _tidy(raw: Node) -> Node:
    """Drop made-up titles, nulls of optional values and defaults that say nothing; say what is needed."""
    shown = {key: value for key, value in raw.items() if key != "title"}
    options = [option for option in shown.pop("anyOf", []) if option != {"type": "null"}]
    if options == DATE_SCHEMA["anyOf"]:
        shown["$ref"] = "#/$defs/Date"
    elif options:
        (only,) = options
        shown |= only
    if shown.get("default") in (None, [], {}) or isinstance(shown.get("default"), dict):
        shown.pop("default", None)
    if "items" in shown:
        shown["items"] = _tidy(shown["items"])
    if "patternProperties" in shown:
        shown |= {"additionalProperties": False, "errorMessage": _ROLE_ERROR}
    return shown | _typed(shown)


def _typed(shown: Node) -> Node:
    """Return how a value may be spelt in YAML, and what to say where it is not."""
    kind, pattern = shown.get("type"), shown.get("pattern", "")
    if kind in {"number", "integer"}:
        digits = _NUMBER if kind == "number" else "^[0-9]+$"
        least = -_MOST if kind == "number" else 0
        return {
            "type": [kind, "string"], "pattern": digits, "minimum": least, "maximum": _MOST,
            "errorMessage": _NUMBER_ERROR, "patternErrorMessage": _NUMBER_ERROR,
        }  # fmt: skip
    if kind == "boolean":
        return {
            "type": ["boolean", "string"],
            "pattern": "^(?:true|false)$",
            "errorMessage": "Write true or false.",
        }
    if kind == "string" and "A-Z" in pattern:
        whole = f"^{pattern.removeprefix('^')}"
        return {
            "pattern": whole, "maxLength": base.MAX_REF,
            "errorMessage": _REF_ERROR, "patternErrorMessage": _REF_ERROR,
        }  # fmt: skip
    if kind == "string" and pattern:
        return {"errorMessage": _ROLE_ERROR, "patternErrorMessage": _ROLE_ERROR}
    return {}


def _or_nothing(shown: Node) -> Node:
    """Let a key be there without a value, as wsoa does."""
    if "$ref" in shown or "anyOf" in shown:
        kept = {key: value for key, value in shown.items() if key not in {"$ref", "anyOf"}}
        options = shown.get("anyOf") or [{"$ref": shown["$ref"]}]
        return {**kept, "anyOf": [*options, {"type": "null"}]}
    kinds = shown["type"] if isinstance(shown["type"], list) else [shown["type"]]
    more: Node = {"type": [*kinds, "null"]}
    if "enum" in shown:
        more |= {"enum": [*shown["enum"], None], "enumDescriptions": [*shown["enumDescriptions"], NULL_WORDS]}
    return shown | more


def _explain_choices(node: Node) -> None:
    choices = node.get("enum")
    if choices and "enumDescriptions" not in node:
        words = next(words for words in CHOICES if set(words) == set(choices))
        node["enumDescriptions"] = [words[choice] for choice in choices]


def _examples(model: type[BaseModel], key: str) -> tuple[Any, ...]:
    """Return the examples of a key: those of the model, of what it grew from, or of the key anywhere."""
    named = (f"{base.__name__}.{key}" for base in model.__mro__)
    return next((EXAMPLES[name] for name in named if name in EXAMPLES), None) or EXAMPLES[key]


def _pointed(node: Any, shelf: str) -> Any:  # noqa: ANN401 - any JSON there is
    """Point at this draft's shelf, and keep words beside a pointer where draft-07 would not see them."""
    if isinstance(node, list):
        return [_pointed(item, shelf) for item in node]
    if not isinstance(node, dict):
        return node
    made = {key: _pointed(value, shelf) for key, value in node.items()}
    if isinstance(target := made.get("$ref"), str):
        pointer = {"$ref": target.replace("#/$defs/", f"#/{shelf}/")}
        beside = {key: value for key, value in made.items() if key != "$ref"}
        return {**beside, "allOf": [pointer]} if beside else pointer
    return made


def _models() -> dict[str, type[BaseModel]]:
    things = [pair for module in (models, head, kpis, ratings, states) for pair in vars(module).items()]
    return {name: t for name, t in things if isinstance(t, type) and issubclass(t, BaseModel)}


def _words(model: type[BaseModel]) -> dict[str, str]:
    """Return the docstring below each field, a base class's fields included."""
    words: dict[str, str] = {}
    for grown in reversed(model.__mro__):
        if issubclass(grown, BaseModel) and grown.__module__.startswith("wsoa."):
            words |= _class_words(grown.__module__).get(grown.__name__, {})
    return words


@lru_cache
def _class_words(module: str) -> dict[str, dict[str, str]]:
    tree = ast.parse(inspect.getsource(sys.modules[module]))
    return {node.name: _field_words(node) for node in tree.body if isinstance(node, ast.ClassDef)}


def _field_words(node: ast.ClassDef) -> dict[str, str]:
    words: dict[str, str] = {}
    for field, below in zip(node.body, node.body[1:], strict=False):
        if (
            isinstance(field, ast.AnnAssign)
            and isinstance(field.target, ast.Name)
            and isinstance(below, ast.Expr)
            and isinstance(below.value, ast.Constant)
        ):
            words[field.target.id] = str(below.value.value)
    return words
