"""What is knocked about, and what must come of it: our own errors, findings, or an answer."""

# ruff: noqa: E501 - a seed reads best on one line; the same chance must come again

from __future__ import annotations

import json
import random
import tempfile
from collections.abc import Callable, Mapping
from datetime import date
from functools import cache
from html import escape, unescape
from pathlib import Path
from typing import Any, NamedTuple

from tests.authoring.test_returns import PLAN as ASKED
from tests.conftest_plans import load_text, plan_from
from tests.fuzz.mutators import VALUES, disturbed, spoilt
from tests.render.small import PLAN, material_of
from wsoa.assess.assessment import assess
from wsoa.assess.outlook import outlook
from wsoa.audience.disclosure_control import withheld
from wsoa.audience.readers import Readers
from wsoa.authoring.data_return import read_return
from wsoa.authoring.dates import read_date
from wsoa.authoring.refusal import RefusedError
from wsoa.authoring.returns.apply import understand
from wsoa.authoring.returns.from_yaml import read_yaml
from wsoa.authoring.returns.prepare import prepare
from wsoa.checks.check import check
from wsoa.errors import WsoaError
from wsoa.files.editing.layout import CannotEditError
from wsoa.files.editing.tidy import tidy
from wsoa.files.load import LoadedPlan
from wsoa.history.diff import diff
from wsoa.imports.document import ImportStop
from wsoa.imports.importing import Chosen, import_file
from wsoa.imports.writing import plan_files
from wsoa.plan.base import Misread
from wsoa.plan.dates import Calendar, When, parse
from wsoa.plan.models import Plan
from wsoa.provenance.seal import read_seal
from wsoa.publish.settings import page_style_of
from wsoa.render.data.return_yaml import return_yaml
from wsoa.render.html.page import page_html
from wsoa.render.markdown.page import page_markdown
from wsoa.render.registry import FORMATS, render
from wsoa.reports.export.export import Exported, calendar_export
from wsoa.reports.export.tables import tables_export
from wsoa.reports.registry import REPORTS, make
from wsoa.reports.terminal.status import status

OURS = (WsoaError, Misread, RefusedError, CannotEditError, ImportStop)
"""Errors that end an operation with a sentence."""
DAYS = (date(1900, 1, 1), date(2020, 3, 31), date(2199, 12, 31))
PLANS = Path(__file__).parents[2] / "plans"


class Target(NamedTuple):
    """One thing to knock about: how an input is made, and what is done with it."""

    make: Callable[[random.Random], bytes]
    run: Callable[[bytes], None]


@cache
def seeds() -> tuple[bytes, ...]:
    """Small plans of ours, and one file of each shipped plan."""
    shipped = (max(folder.rglob("*.yaml")) for folder in sorted(PLANS.iterdir()) if folder.is_dir())
    return (PLAN.encode(), ASKED.encode(), *(file.read_bytes() for file in shipped))


@cache
def tree(text: str) -> Any:  # noqa: ANN401 - a whole plan
    """Return a plan as plain groups and lists."""
    root = load_text(text).sources.head.root
    return json.loads(json.dumps(root))


def whole(loaded: LoadedPlan) -> None:
    """Do with a plan whatever can be done without a repository."""
    for day in DAYS:
        check(loaded, as_of=day)
    plan = loaded.plan
    if plan is None:
        return
    for day in DAYS:
        outlook(plan, day, 366)
        assessed = assess(plan, day)
        report = status([(loaded.id, assessed)], day)
        for form in FORMATS["status"]:
            render("status", form, report)
    assessed = assess(withheld(plan, 5), DAYS[1])
    exported = [Exported(loaded.id, assessed, "0" * 12)]
    tables_export(exported, DAYS[1], "0")
    render("export", "ics", calendar_export(exported, DAYS[1], "0"))
    diff(plan_from(PLAN), plan, DAYS[1])
    tidy(loaded.sources.head.text, Plan)
    context = material_of(loaded, DAYS[1])
    for name in REPORTS:
        view = make(name, context)
        page_html(view)
        page_markdown(view)
    Readers(suppress_below=5).plan(plan)


def plan_bytes(data: bytes) -> None:
    """Read bytes as a plan."""
    loaded = load_text(data)
    check(loaded, as_of=DAYS[1])
    if loaded.plan is not None:
        assess(loaded.plan, DAYS[1])


def dates(data: bytes) -> None:
    """Read words as a date, the way plans and people write one."""
    words = data.decode("utf-8", "replace")
    readers: tuple[Callable[[str], When], ...] = (parse, lambda said: read_date(said, "--due", DAYS[1]))
    for read in readers:
        try:
            found = read(words)
        except OURS:
            continue
        for calendar in (Calendar(), Calendar(DAYS[1]), Calendar(date(9900, 12, 31), {}, "academic")):
            found.window(calendar)


_PIECES = (
    "2019", "0001", "9900", "9999", "0000", "-", "/", "..", "10", "13", "00", "31", "30", "Q4", "Q5", " ", "ongoing",
    "month", "months", "999", "1", "2019/20", "summer", "term", "October", "Oct", "31st", "by", "end of", "the",
    "early", "every", "week", "next", "Monday", "٣", "²", "–", "to", "from", "half", "financial year", "today", "T12:00",
)  # fmt: skip


def words_of_a_date(chance: random.Random) -> bytes:
    return "".join(chance.choices(_PIECES, k=chance.randint(1, 8))).encode()


_TABLE = (
    b"Ref,Action,Lead,Due,Progress\n1.1,Hire two plan writers,Head of SEND,May 2020,On track\n"
    b"1.2,Agree a target,Head of SEND / Schools,31/10/2020,Red\n"
)
_PAGE = (
    b"# Anyshire priority action plan\n\n## Priority 1: Timely plans\n\n| Ref | Action | Lead | Due |\n|---|---|---|---|\n"
    b"| 1.1.1 | Hire two plan writers | Head of SEND | May 2020 |\n| 1.1.2 | Agree a target | a) North b) South | June |\n"
)


def document(data: bytes) -> None:
    """Import a document; its first byte says which kind it is."""
    ending = (".csv", ".tsv", ".md", ".txt", ".docx", ".xlsx")[data[0] % 6] if data else ".csv"
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / f"plan{ending}"
        file.write_bytes(data[1:])
        plan_files(import_file(file, Chosen()).draft, file.name)


def words_of_a_document(chance: random.Random) -> bytes:
    return bytes([chance.randint(0, 5)]) + spoilt(chance.choice((_TABLE, _PAGE)), chance)


@cache
def form() -> bytes:
    return return_yaml(prepare(plan_from(ASKED), "westshire", "0" * 12, DAYS[1], 45)[0]).encode()


def filled(data: bytes) -> None:
    """Take a filled return."""
    understand(plan_from(ASKED), "westshire", [read_yaml(data, "return.yaml")], DAYS[1])


def answers(chance: random.Random) -> bytes:
    odd = [str(value) for value in VALUES if isinstance(value, str)]
    lines = form().decode().split("\n")
    for _ in range(chance.randint(1, 6)):
        at = chance.randrange(len(lines))
        if lines[at].rstrip().endswith(":"):
            lines[at] = f"{lines[at].rstrip()} {chance.choice(odd)}"
    whole_form = "\n".join(lines).encode("utf-8", "replace")
    return spoilt(whole_form, chance) if chance.random() < 0.5 else whole_form


_RETURN = (
    b"ref,part,period,value,source,note,provisional\nK1,,2020-02,58,Dashboard,,no\nK1,,2020-01,56,,,yes\n"
)


def data_return(data: bytes) -> None:
    """Take a data return."""
    read_return(plan_from(ASKED), data.decode("utf-8", "replace"), DAYS[1])


@cache
def page() -> str:
    return page_markdown(make("summary", material_of(load_text(PLAN), DAYS[1])))


def sealed(chance: random.Random) -> bytes:
    seal: dict[str, Any] = {
        "tool": "0.1.0", "rules": "0.1.0", "plan": "any", "content": "", "commit": "", "as_of": "2020-03-31",
        "report": "statement", "form": "html", "suppress_below": 0, "fragment": 1, "charts": "none", "page": "",
    }  # fmt: skip
    text = disturbed(seal, chance).decode("utf-8", "replace")
    if chance.random() < 0.3:
        text = "[" * chance.randint(1, 100_000)
    html = f'<meta name="wsoa" content="{escape(text)}">'
    return (
        spoilt(html.encode("utf-8", "replace"), chance)
        if chance.random() < 0.3
        else html.encode("utf-8", "replace")
    )


def seal(data: bytes) -> None:
    """Read a seal off a page."""
    found = read_seal(data.decode("utf-8", "replace"))
    if found is not None:
        _ = (found.day, found.start, found.readers, found.links, unescape(found.written()))


_SETTINGS = (
    b'templates = "our"\n[theme]\nfont = "Verdana, sans-serif"\ncolour = "#7a1f5c"\ndark_colour = "#ddaacc"\n'
    b'logo = "logo.svg"\nlogo_words = "Anyshire"\nhelp = "Ring us."\naccessibility = "https://example.org/a"\n'
)


def settings(data: bytes) -> None:
    """Read settings."""
    with tempfile.TemporaryDirectory() as folder:
        Path(folder, ".git").mkdir()
        Path(folder, "logo.svg").write_text("<svg/>", "utf-8")
        Path(folder, "wsoa.toml").write_bytes(data)
        page_style_of(Path(folder), None)


TARGETS: Mapping[str, Target] = {
    "plan-bytes": Target(lambda chance: spoilt(chance.choice(seeds()), chance), plan_bytes),
    "structure": Target(
        lambda chance: disturbed(tree(chance.choice((PLAN, ASKED))), chance),
        lambda data: whole(load_text(data)),
    ),
    "dates": Target(words_of_a_date, dates),
    "import": Target(words_of_a_document, document),
    "forms": Target(answers, filled),
    "data-return": Target(lambda chance: spoilt(_RETURN, chance), data_return),
    "seals": Target(sealed, seal),
    "settings": Target(lambda chance: spoilt(_SETTINGS, chance), settings),
}
