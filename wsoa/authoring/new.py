"""A new plan: a folder that validates, renders and has a status at once, with notes that teach the format."""

from __future__ import annotations

import json
import re
import textwrap
import unicodedata
from collections.abc import Mapping
from datetime import date
from os.path import relpath
from pathlib import Path
from typing import NamedTuple

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from wsoa.authoring.dates import understood
from wsoa.authoring.kinds import KINDS
from wsoa.authoring.scaffold import NewPlanError, Scaffold, refuse_taken, repository_of
from wsoa.files.load import HEAD, assemble, natural, read_text
from wsoa.files.sources import PARTS, Sources
from wsoa.findings import Severity
from wsoa.plan.base import Misread, shown
from wsoa.plan.dates import When, add_months, parse
from wsoa.plan.models import Kind
from wsoa.plan.schema import schema_text

_SMALL = frozenset({"and", "of", "the", "upon", "on", "in", "with", "under", "by"})
_RESERVED = frozenset({"con", "prn", "aux", "nul"})  # no folder on Windows
_LONGEST = 60
_MOST_WORKSTREAMS = 30
_ACTION = re.compile(r"[A-Za-z0-9._-]+/[A-Za-z0-9._/-]+@[0-9a-f]{40}\Z", re.ASCII)
_IMPACTS = (
    "Families are told when their plan will be ready",
    "More plans are finished on time than when the work began",
    "Families say that the plan describes their child",
)
_STEPS = (
    "A first version is agreed by education, health and social care",
    "It has been tried in two places and changed after what families said",
    "It is used everywhere, and an audit shows it",
)


class Answers(NamedTuple):
    """What is known of a plan before it is written. Dates are in canonical spelling.

    ``document`` is the date of the public document, ``inspected`` the first and last day of the inspection,
    ``received`` the day its report came. ``action`` is wsoa's own as a workflow names it, OWNER/NAME@COMMIT.
    """

    area: str
    kind: Kind = "pap"
    title: str = ""
    bodies: tuple[str, ...] = ()
    workstreams: tuple[str, ...] = ()
    document: str | None = None
    inspected: tuple[str, str] | None = None
    received: str | None = None
    action: str | None = None


class Stream(NamedTuple):
    """One workstream of a new plan, and the file it gets."""

    number: int
    title: str
    file: str


def area_name(given: str) -> str:
    """Return an area's name as people write it: cumbria and north-east-lincolnshire get their capitals."""
    name = " ".join(given.split())
    if not re.fullmatch(r"[a-z]+(?:[-_ ][a-z]+)*", name):
        return name
    words = re.split(r"[-_ ]", name)
    return " ".join(w if i and w in _SMALL else w.capitalize() for i, w in enumerate(words))


def folder_name(area: str) -> str:
    """Return the name of an area's folder: lower-case letters, digits and hyphens.

    Raises:
        NewPlanError: nothing is left to make a name of, or no folder can be called so.
    """
    plain = unicodedata.normalize("NFKD", area).encode("ascii", "ignore").decode().lower()
    name = re.sub(r"[^0-9a-z]+", "-", plain.replace("'", "")).strip("-")[:_LONGEST].rstrip("-")
    if not name or name in _RESERVED:
        raise NewPlanError(f"No folder can be named after {shown(area)!r}; write the area in plain letters.")
    return name


def read_day(text: str) -> str:
    """Return a date in canonical spelling, from that or from the words people write.

    Raises:
        NewPlanError: the words are no date, could be two, or have no last day.
    """
    when = _when(text)
    if when.fixed is None or when.fixed.earliest is None or when.fixed.latest is None:
        raise NewPlanError(
            f"{shown(text)!r} is not a day or a month; write it as 2026-03-31 or 31 March 2026."
        )
    return when.text


def read_days(text: str) -> tuple[str, str]:
    """Return the first and last day of a time written 2026-03-09/2026-03-13 or 9 March 2026 to 13 March 2026.

    Raises:
        NewPlanError: see :func:`read_day`.
    """
    window = parse(read_day(text)).fixed
    if window is None or window.earliest is None or window.latest is None:
        raise NewPlanError(f"{shown(text)!r} has no first and last day.")
    return window.earliest.isoformat(), window.latest.isoformat()


def _when(text: str) -> When:
    try:
        return understood(text)
    except Misread as misread:
        # What to do with a date that a document prints is no help to somebody who answers a question.
        way_out = misread.help.partition("; keep what")[0]
        raise NewPlanError(f"{misread.message[0].upper()}{misread.message[1:]}; {way_out}.") from None


def scaffold(
    answers: Answers, plans: Path, templates: Path, today: date, *, with_ci: bool = True
) -> Scaffold:
    """Return every file of a new plan, checked but not yet written.

    ``templates`` is the folder that holds the files' templates. The plan starts from ``today`` unless its
    document is dated.

    Raises:
        NewPlanError: the answers make no plan, or its folder is taken.
    """
    _refuse_unfit(answers)
    folder = plans / folder_name(answers.area)
    refuse_taken(folder)
    root = repository_of(plans)
    values = _values(answers, folder, root, today)
    jinja = _jinja(templates)
    streams: tuple[Stream, ...] = values["streams"]  # type: ignore[assignment]
    plan = {HEAD: _fill(jinja, HEAD, values | {"schema": _up(root / "schema", folder)})}
    for stream in streams:
        up = _up(root / "schema", folder / PARTS)
        plan[f"{PARTS}/{stream.file}"] = _fill(
            jinja, "workstream.yaml", values | {"schema": up, "stream": stream}
        )
    _prove(plan)
    beside = {f"schema/{part}.json": schema_text(part) for part in ("plan", "workstream")}
    if with_ci:
        beside |= {
            ".github/workflows/wsoa.yml": _fill(jinja, "wsoa.yml", values),
            ".github/CODEOWNERS": _fill(jinja, "CODEOWNERS", values),
            ".github/pull_request_template.md": _fill(jinja, "pull_request_template.md", values),
        }
    return Scaffold(root, folder, plan, beside)


def examples_in(plan: Mapping[str, str]) -> int:
    """Count the lines that hold made-up text still to be replaced."""
    lines = (line for text in plan.values() for line in text.splitlines())
    return sum("Example: " in line and not line.lstrip().startswith("#") for line in lines)


def _refuse_unfit(answers: Answers) -> None:
    texts = (answers.area, answers.title, *answers.bodies, *answers.workstreams)
    for text in texts:
        if any(unicodedata.category(sign) in {"Cc", "Cf", "Zl", "Zp"} for sign in text):
            raise NewPlanError(f"{shown(text)!r} holds a hidden character; type it anew.")
    if not answers.area.strip():
        raise NewPlanError("A plan needs the name of its area, such as wsoa new cumbria.")
    if len(answers.workstreams) > _MOST_WORKSTREAMS:
        raise NewPlanError(
            f"A new plan may start with {_MOST_WORKSTREAMS} workstreams; add more as files later."
        )
    if answers.action is not None and not _ACTION.match(answers.action):
        raise NewPlanError("The action is written OWNER/NAME@COMMIT, with all forty digits of the commit.")


def _values(answers: Answers, folder: Path, root: Path, today: date) -> dict[str, object]:
    kind = KINDS[answers.kind]
    area = area_name(answers.area)
    bodies = answers.bodies or (f"{area} Council", f"NHS {area} Integrated Care Board")
    start = _start(answers, today)
    return {
        **answers._asdict(),
        "area": area,
        "kind": kind,
        "title": answers.title or kind.name,
        "bodies": bodies,
        "bodies_given": bool(answers.bodies),
        "streams": _streams(answers.workstreams or ("Example: Plans on time",)),
        "start": start.isoformat(),
        "due": add_months(start, 6).isoformat(),
        "moved": add_months(start, 9).isoformat(),
        "reported": add_months(start, 1).isoformat(),
        "summary": _summary(area, bodies),
        "impacts": _IMPACTS,
        "steps": _STEPS,
        "path": f"/{_up(folder, root)}".replace(" ", "\\ "),
        "plans": _up(folder.parent, root),
    }


def _start(answers: Answers, today: date) -> date:
    window = parse(answers.document).fixed if answers.document else None
    return window.earliest if window is not None and window.earliest is not None else today


def _streams(titles: tuple[str, ...]) -> tuple[Stream, ...]:
    return tuple(
        Stream(number, title, f"{number}-{_plain_name(title)}.yaml") for number, title in enumerate(titles, 1)
    )


def _plain_name(title: str) -> str:
    try:
        return folder_name(title.removeprefix("Example: "))[:40].rstrip("-")
    except NewPlanError:
        return "workstream"


def _summary(area: str, bodies: tuple[str, ...]) -> str:
    who = bodies[0] if len(bodies) == 1 else f"{', '.join(bodies[:-1])} and {bodies[-1]}"
    text = (
        f"This plan is for children and young people with special educational needs and disabilities in "
        f"{area}, and for their families. It says what {who} will do to make services better, and by when."
    )
    return "\n  ".join(textwrap.wrap(text, 108, break_long_words=False, break_on_hyphens=False))


def _up(target: Path, start: Path) -> str:
    return relpath(target.resolve(), start.resolve()).replace("\\", "/")


def _jinja(templates: Path) -> Environment:
    made = Environment(  # noqa: S701 - the text is YAML, and every answer in it is quoted by the filter
        loader=FileSystemLoader(templates),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    made.filters["text"] = _quoted
    return made


def _quoted(text: str) -> str:
    """Write text as YAML reads it back to the letter, whatever it holds."""
    return json.dumps(text, ensure_ascii=False)


def _fill(jinja: Environment, name: str, values: Mapping[str, object]) -> str:
    return jinja.get_template(name).render(values)


def _prove(plan: Mapping[str, str]) -> None:
    """Read the files as wsoa will, before they exist."""
    sources, findings = {}, []
    for name in sorted(plan, key=natural):
        sources[name], found = read_text(plan[name].encode(), name)
        findings += found
    head = sources.pop(HEAD)
    loaded = assemble("new", Path(), Sources(head, tuple(sources.values())), findings)
    wrong = next((f for f in loaded.findings if f.severity is Severity.ERROR), None)
    if wrong is not None:
        raise NewPlanError(f"These answers make no plan: {wrong.message}; {wrong.help}.")
