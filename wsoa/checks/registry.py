"""Every rule there is, by hand and in order of the modules."""

from __future__ import annotations

from collections.abc import Mapping

from wsoa.checks import (
    abbreviations,
    changes,
    dates,
    figures,
    people,
    printed,
    progress,
    prose,
    purpose,
    references,
)
from wsoa.checks.rule import Rule

RULES: tuple[Rule, ...] = tuple(
    sorted(
        (
            *prose.RULES,
            *references.RULES,
            *dates.RULES,
            *changes.RULES,
            *people.RULES,
            *purpose.RULES,
            *figures.RULES,
            *abbreviations.RULES,
            *printed.RULES,
            *progress.RULES,
        ),
        key=lambda rule: rule.code,
    )
)
BY_CODE: Mapping[str, Rule] = {rule.code: rule for rule in RULES}
