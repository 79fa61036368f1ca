"""Which findings can be fixed without anybody thinking, and how: the one list of fixes.

A fix is safe where what stands there can mean nothing else. Whatever is only very likely is unsafe, and
waits until somebody asks for it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import NamedTuple

from wsoa.authoring import fixes_text, fixes_values
from wsoa.authoring.problem import Fix, Problem


class FixRule(NamedTuple):
    """What can be done about the findings of one code.

    ``safe`` and ``unsafe`` say in which cases it is done without and with ``--unsafe``; empty for none.
    """

    fix: Callable[[Problem], Fix | None]
    safe: str = ""
    unsafe: str = ""


FIXES: Mapping[str, FixRule] = {
    "WSOA001": FixRule(
        fixes_text.quote_line,
        safe="text that starts with @, % or ` is put in quotes",
        unsafe="text that holds a colon and a space is put in quotes",
    ),
    "WSOA002": FixRule(
        fixes_text.save_as_utf8,
        safe="a file saved as UTF-16 is saved as UTF-8",
        unsafe="a file that looks like Windows-1252 is saved as UTF-8",
    ),
    "WSOA008": FixRule(fixes_text.delete_directives, safe="the lines that start with % are deleted"),
    "WSOA010": FixRule(fixes_text.delete_repeated, safe="the second of two equal lines is deleted"),
    "WSOA012": FixRule(
        fixes_text.delete_hidden,
        safe="the character is deleted; one that breaks a line becomes a space",
    ),
    "WSOA013": FixRule(fixes_text.quote_with_comment, unsafe="the text is put in quotes with the comment"),
    "WSOA015": FixRule(fixes_text.plain_indents, safe="the spaces become ordinary ones"),
    "WSOA102": FixRule(fixes_values.rename_key, unsafe="the key becomes the known one it is very close to"),
    "WSOA103": FixRule(
        fixes_values.make_list, safe="one id or ref where a list belongs becomes a list of one"
    ),
    "WSOA104": FixRule(
        fixes_values.write_number,
        safe="commas between thousands are left out",
        unsafe="% and £ are left out",
    ),
    "WSOA105": FixRule(
        fixes_values.write_word,
        safe="a listed word gets its own capitals and hyphens",
        unsafe="the word becomes the listed one it is very close to",
    ),
    "WSOA111": FixRule(fixes_values.write_flag, safe="yes and no become true and false"),
    "WSOA112": FixRule(fixes_values.write_role, unsafe="the name of a role becomes its id"),
    "WSOA202": FixRule(
        fixes_values.write_date,
        safe="a date in everyday words with a year of four figures is spelt the way plans need",
        unsafe="a year of two figures is taken for one of this century",
    ),
    "WSOA302": FixRule(
        fixes_values.write_role,
        unsafe="the name of a role, or an id that is very close to one, becomes the id",
    ),
    "WSOA413": FixRule(fixes_values.delete_silence, unsafe="the silence is deleted"),
}
"""Every fix there is, by the code of the finding."""


def sentence(rule: FixRule) -> str:
    """Say what the commands do, as the page of a code puts it."""
    said = []
    if rule.safe:
        said.append(f"`wsoa validate --fix` fixes it: {rule.safe}.")
    if rule.unsafe:
        also = "also fixes" if rule.safe else "fixes"
        said.append(f"`wsoa validate --fix --unsafe` {also} what is only very likely: {rule.unsafe}.")
    return " ".join(said)


def fixes_for(problems: Iterator[Problem], *, unsafe: bool) -> Iterator[tuple[Problem, Fix]]:
    """Yield each problem that can be fixed, with what to change."""
    for problem in problems:
        rule = FIXES.get(problem.finding.code)
        fix = rule.fix(problem) if rule is not None else None
        if fix is not None and (fix.safe or unsafe):
            yield problem, fix
