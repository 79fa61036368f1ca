"""One plan as a hundred hands would write it: keys in any order, any indent, comments anywhere."""

from __future__ import annotations

from random import Random
from typing import Any

PLAN: dict[str, Any] = {
    "format": "1",
    "kind": "pap",
    "area": "Anyshire",
    "title": "Priority action plan",
    "bodies": ["Anyshire Council", "NHS Anyshire"],
    "rating_scheme": "rag",
    "labels": {"workstream": "theme", "lead": "officer"},
    "roles": {
        "lead": {"name": "Lead", "also": ["the lead", "no"], "holder": "Null"},
        "a-second": {"name": "Second lead"},
    },
    "weaknesses": [{"ref": "1", "title": "Plans come late"}, {"ref": "1.10", "title": "yes"}],
    "glossary": {"on": "The letters on", "SEND": "Special needs"},
    "summary": "What the plan is\nin two lines\n",
    "workstreams": [
        {
            "ref": "A",
            "title": "Timely plans",
            "weaknesses": ["1", "1.10"],
            "outcomes": [
                {
                    "ref": "1",
                    "title": "Plans are finished in twenty weeks",
                    "impact": [{"by": "2026", "text": "Families wait less"}],
                    "note": "1.50",
                    "actions": [
                        {
                            "ref": "1.1",
                            "title": "Hire two writers",
                            "detail": "Advertise\n\n  and interview\n",
                            "leads": ["lead"],
                            "due": {"every": "quarter", "from": "2026-04"},
                            "changes": [{"date": "2026-01-01", "field": "title", "from": "12:30", "to": "b"}],
                        },
                        {
                            "ref": "1.2",
                            "title": "Steps",
                            "milestones": [
                                {"title": "One", "due": "2026-02"},
                                {"title": "Two", "due": "2026-09-30", "completed": "2026-10"},
                            ],
                            "updates": [{"date": "2026-01-31", "text": "Two of five agree\n"}],
                            "page": "12",
                        },
                    ],
                }
            ],
            "kpis": [
                {
                    "ref": "K1",
                    "title": "Plans in time",
                    "aim": "increase",
                    "unit": "percent",
                    "baseline": {"value": "58", "at": "2025-09"},
                    "targets": [{"by": "2026-09", "value": "90"}],
                }
            ],
        }
    ],
}


def messy(seed: int) -> str:
    """Return one way to write the plan. The same number gives the same text."""
    return _Hand(Random(seed)).whole()  # noqa: S311 - nothing is kept secret by it


class _Hand:
    """Somebody who writes a plan file."""

    def __init__(self, random: Random) -> None:
        self.random = random
        self.comments = 0

    def whole(self) -> str:
        lines = ["# The head of the file", ""] if self.some(2) else []
        return "\n".join([*lines, *self.group(PLAN, 0, words=True), *self.between(0)]) + "\n" * self.pick(
            1, 1, 3
        )

    def some(self, one_in: int) -> bool:
        return self.random.randrange(one_in) == 0

    def pick(self, *choices: int) -> int:
        return self.random.choice(choices)

    def between(self, column: int) -> list[str]:
        """Comments and blank lines that stand on their own."""
        lines = []
        while self.some(4):
            self.comments += 1
            lines.append(f"{' ' * column}# comment {self.comments}{' ' * self.pick(0, 0, 2)}")
        return [*lines, *([" " * self.pick(0, 0, 1)] if self.some(8) else [])]

    def behind(self) -> str:
        if not self.some(8):
            return " " * self.pick(0, 0, 0, 2)
        self.comments += 1
        return f" # comment {self.comments}"

    def group(self, group: dict[str, Any], column: int, *, words: bool = False) -> list[str]:
        keys = list(group)
        if self.some(2) and not (words and self.some(2)):
            self.random.shuffle(keys)
        lines: list[str] = []
        for index, key in enumerate(keys):
            above = self.between(column) if index else []
            lines += [*above, *self.entry(key, group[key], column)]
        return lines

    def entry(self, key: str, value: Any, column: int) -> list[str]:  # noqa: ANN401
        start = f"{' ' * column}{key}:"
        if isinstance(value, str):
            return [
                f"{start}{line}" if not index else line for index, line in enumerate(self.text(value, column))
            ]
        if self.some(3) and self.flat(value):
            return [f"{start} {self.flow(value)}{self.behind()}"]
        if isinstance(value, dict):
            inner = column + self.pick(1, 2, 2, 4)
            return [f"{start}{self.behind()}", *self.between(inner), *self.group(value, inner)]
        return [f"{start}{self.behind()}", *self.items(value, column + self.pick(0, 2, 2, 3))]

    def items(self, values: list[Any], column: int) -> list[str]:
        lines: list[str] = []
        for value in values:
            gap = self.pick(1, 1, 1, 3)
            lines += self.between(column)
            dash = f"{' ' * column}-{' ' * gap}"
            if isinstance(value, str) or (self.some(3) and self.flat(value)):
                lines.append(f"{dash}{self.flow(value)}{self.behind()}")
            else:
                first, *rest = self.group(value, column + 1 + gap)
                alone = self.some(10)
                lines += [dash.rstrip(), first] if alone else [f"{dash}{first.lstrip(' ')}"]
                lines += rest
        return lines

    def text(self, value: str, column: int) -> list[str]:
        """Write a text from behind its key's colon on."""
        inner = " " * (column + self.pick(1, 2, 5))
        if "\n" in value:
            return [
                f" |{self.behind()}",
                *(f"{inner}{line}" if line else "" for line in value.split("\n")[:-1]),
            ]
        if " " in value and self.some(5):
            first, _, rest = value.partition(" ")
            return [f" {first}{' ' * self.pick(0, 1)}", f"{inner}{rest}{self.behind()}"]
        if " " in value and self.some(8):
            return [" >-", f"{inner}{value}"]
        return [f" {self.flow(value)}{self.behind()}"]

    def flat(self, value: Any) -> bool:  # noqa: ANN401
        inside = value.values() if isinstance(value, dict) else value
        return all(isinstance(one, str) and "\n" not in one for one in inside)

    def flow(self, value: Any) -> str:  # noqa: ANN401
        if isinstance(value, dict):
            keys = list(value)
            if self.some(3):
                self.random.shuffle(keys)
            return "{" + ", ".join(f"{key}: {self.flow(value[key])}" for key in keys) + "}"
        if isinstance(value, list):
            return "[" + ", ".join(self.flow(one) for one in value) + "]"
        quote = self.random.choice(["", "", '"', "'"]) if value not in {"Null", "12:30"} else '"'
        return f"{quote}{value}{quote}"
