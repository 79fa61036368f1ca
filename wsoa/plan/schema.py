"""The JSON Schema of plan files, with the models' own words as descriptions.

Descriptions come from the docstring below each field. They are read from the source only when a schema
is asked for, since reading them at every start would be slow.
"""

from __future__ import annotations

import ast
import inspect
import json
import sys
from functools import lru_cache
from typing import Any

from pydantic import BaseModel

from wsoa.plan import head, kpis, models, ratings
from wsoa.plan.dates import DATE_SCHEMA

DIALECT = "https://json-schema.org/draft/2020-12/schema"
_TOPS: dict[str, type[BaseModel]] = {"plan": models.Plan, "workstream": models.Workstream}


def schema_text(part: str) -> str:
    """Return the schema of plan.yaml (“plan”) or of a file in workstreams/ (“workstream”) as JSON text."""
    return json.dumps(schema(part), ensure_ascii=False, indent=2) + "\n"


def schema(part: str) -> dict[str, Any]:
    """Return the schema of one kind of plan file."""
    top = _TOPS[part]
    made = top.model_json_schema(by_alias=True)
    made = {"$schema": DIALECT, **made, "title": f"wsoa {part}"}
    for name, model in _models().items():
        node = made if name == top.__name__ else made.get("$defs", {}).get(name)
        if node is not None:
            _describe(node, model)
    made = _shared(made)
    made["$defs"]["Date"] = DATE_SCHEMA | {
        "description": "A day, a month, a range, an open or a recurring date."
    }
    if part == "plan":
        made["properties"]["format"] = {"enum": ["1", 1], "description": _words(models.Plan)["format"]}
    return dict(made)


def _shared(node: Any) -> Any:  # noqa: ANN401 - any JSON there is
    """Point every date at one definition."""
    if isinstance(node, list):
        return [_shared(item) for item in node]
    if not isinstance(node, dict):
        return node
    if node.get("anyOf") == DATE_SCHEMA["anyOf"]:
        return {"$ref": "#/$defs/Date", **{key: value for key, value in node.items() if key != "anyOf"}}
    return {key: _shared(value) for key, value in node.items()}


def _describe(node: dict[str, Any], model: type[BaseModel]) -> None:
    """Lay descriptions over a model's properties and drop what only a program would read."""
    if model.__doc__:
        node["description"] = inspect.cleandoc(model.__doc__)
    words = _words(model)
    for name, field in model.model_fields.items():
        shown = node["properties"][field.alias or name]
        _plainer(shown)
        if name in words:
            shown["description"] = words[name]


def _plainer(shown: dict[str, Any]) -> None:
    """Drop a property's made-up title and the null that no plan file writes."""
    shown.pop("title", None)
    options = [option for option in shown.get("anyOf", []) if option != {"type": "null"}]
    if len(options) == 1:
        del shown["anyOf"]
        shown.update(options[0])
    elif options:
        shown["anyOf"] = options
    if shown.get("default", 0) is None:
        del shown["default"]


def _models() -> dict[str, type[BaseModel]]:
    things = [pair for module in (models, head, kpis, ratings) for pair in vars(module).items()]
    return {name: t for name, t in things if isinstance(t, type) and issubclass(t, BaseModel)}


def _words(model: type[BaseModel]) -> dict[str, str]:
    """Return the docstring below each field, a base class's fields included."""
    words: dict[str, str] = {}
    for base in reversed(model.__mro__):
        if issubclass(base, BaseModel) and base.__module__.startswith("wsoa."):
            words |= _class_words(base.__module__).get(base.__name__, {})
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
