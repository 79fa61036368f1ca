"""Plan files as an editor sees them: read by YAML's own types, and held against the schema."""

from __future__ import annotations

from datetime import date
from typing import Any

from ruamel.yaml import YAML

from tests.tools import tool
from wsoa.plan.schema import Draft, schema

VALIDATORS = {"2020-12": "Draft202012Validator", "7": "Draft7Validator"}


def validator(draft: Draft) -> Any:  # noqa: ANN401 - jsonschema is untyped here
    """The class that checks by a draft; the test is skipped where jsonschema is not installed."""
    return getattr(tool("jsonschema", "jsonschema"), VALIDATORS[draft])


def as_editors_read(text: str) -> Any:  # noqa: ANN401 - any YAML there is
    """Read YAML 1.2 by its own types. A date is text there; ruamel makes a day of it, which is undone."""
    yaml = YAML(typ="safe")
    yaml.version = (1, 2)
    return plain(yaml.load(text))


def plain(node: Any) -> Any:  # noqa: ANN401
    """Undo what ruamel does beyond YAML 1.2."""
    if isinstance(node, dict):
        return {str(plain(key)): plain(value) for key, value in node.items()}
    if isinstance(node, list):
        return [plain(item) for item in node]
    return node.isoformat() if isinstance(node, date) else node


def refusals(text: str, part: str = "plan", draft: Draft = "2020-12") -> list[str]:
    """Where the schema underlines something, as paths with slashes."""
    errors = validator(draft)(schema(part, draft)).iter_errors(as_editors_read(text))
    return ["/".join(map(str, error.absolute_path)) for error in errors]
