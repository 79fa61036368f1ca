"""How every JSON document begins, and how it is spelt."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from typing import Any

from wsoa import __version__

SCHEMA_VERSION = 1


def document(**facts: object) -> str:
    """Return a report as a document of the published contract: what made it, then the facts as given."""
    made = {"schema_version": SCHEMA_VERSION, "tool": {"name": "wsoa", "version": __version__}}
    return dump({**made, **facts})


def dump(whole: Mapping[str, Any] | Sequence[Any]) -> str:
    """Serialise a document in key order as given, readable, with a final newline.

    Two hash signs in a row could be a command to the CI runner that prints this, wherever they stand in
    a line; JSON has another spelling for the same text, and no line of it starts with plan text.
    """
    text = json.dumps(whole, ensure_ascii=False, indent=2)
    return re.sub("#(?=#)", r"\\u0023", text) + "\n"
