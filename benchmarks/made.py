"""Plans and histories of any size to measure on, the same everywhere, and the actions for other tools."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from pathlib import Path
from random import Random

_VERBS = (
    "Review",
    "Publish",
    "Agree",
    "Recruit",
    "Train",
    "Audit",
    "Commission",
    "Consult on",
    "Test",
    "Report",
)
_THINGS = (
    "the plan for annual reviews", "advice from therapists", "the offer for short breaks", "a joint pathway",
    "places in special schools", "the local offer", "transport to college", "waiting lists",
    "decision letters", "the co-production charter",
)  # fmt: skip
_PLACES = ("in the north", "in the south", "with parents", "with schools", "with the health trust", "by area")
_RATINGS = "GAR"
ACTIONS, STREAM = 10, 50
"""How many actions an outcome has, and a workstream."""


def _head(area: str) -> str:
    roles = "".join(f'  role-{n}: {{name: "Officer {n}, {area} Council"}}\n' for n in range(12))
    return (
        f"format: 1\nkind: pap\narea: {area}\ntitle: Priority action plan\nbodies: [{area} Council]\n"
        "document: {title: Priority action plan, date: 2019-10}\nrating_scheme: rag\nroles:\n"
        f'{roles}weaknesses:\n  - {{ref: "1", title: Plans for children come late}}\n'
    )


def _stream(number: int, actions: int, dice: Random, updates: int) -> str:
    """One workstream's file: outcomes of ten actions each, and a KPI for every five actions."""
    lines = [f'ref: "W{number}"', f"title: Workstream {number}", 'weaknesses: ["1"]', "outcomes:"]
    for start in range(0, actions, ACTIONS):
        outcome = f"{number}.{start // ACTIONS + 1}"
        lines += [f'  - ref: "{outcome}"', f"    title: Families notice difference {outcome}"]
        lines += [f"    accountable: [role-{dice.randrange(12)}]", "    actions:"]
        for action in range(min(ACTIONS, actions - start)):
            ref = f"{outcome}.{action + 1}"
            title = f"{dice.choice(_VERBS)} {dice.choice(_THINGS)} {dice.choice(_PLACES)}, step {ref}"
            lines += [
                f'      - ref: "{ref}"',
                f"        title: {title}",
                "        detail: What it takes, who takes part and how anybody can tell that it is done",
                f"        leads: [role-{dice.randrange(12)}]",
                f"        due: 20{dice.randrange(19, 22)}-{dice.randrange(1, 13):02}-28",
                *_updates(dice, updates),
            ]
    lines += ["kpis:"]
    for kpi in range(max(1, actions // 5)):
        lines += [
            f'  - ref: "W{number}.K{kpi + 1}"',
            f"    title: Share of plans finished in time, group {kpi + 1}",
            "    aim: increase",
            "    unit: percent",
            f"    baseline: {{value: {dice.randrange(40, 60)}, at: 2019-09}}",
            f"    targets: [{{by: 2020-09, value: {dice.randrange(60, 90)}}}]",
        ]
    return "\n".join(lines) + "\n"


def _updates(dice: Random, many: int) -> Iterator[str]:
    if many:
        yield "        updates:"
    for month in range(many):
        said = f"{dice.choice(_VERBS)}ed {dice.choice(_THINGS)} {dice.choice(_PLACES)}; more is to come"
        day, rating = f"2020-0{month + 1}-{dice.randrange(1, 28):02}", dice.choice(_RATINGS)
        yield f"          - {{date: {day}, text: {said}, rating: {rating}}}"


def plan(folder: Path, actions: int, area: str = "Anyshire", updates: int = 2) -> Path:
    """Write a plan of so many actions, fifty a workstream; return its folder."""
    dice = Random(actions)  # noqa: S311 - the same plan every time
    (folder / "workstreams").mkdir(parents=True, exist_ok=True)
    (folder / "plan.yaml").write_text(_head(area), "utf-8")
    for number, start in enumerate(range(0, actions, STREAM), 1):
        text = _stream(number, min(STREAM, actions - start), dice, updates)
        (folder / "workstreams" / f"{number}.yaml").write_text(text, "utf-8")
    return folder


def plans(folder: Path, many: int, actions: int = 150) -> Path:
    """Write so many plans; return the folder that holds them."""
    for number in range(many):
        plan(folder / f"area-{number + 1:03}", actions, f"Area {number + 1:03}", updates=3)
    return folder


def history(folder: Path, actions: int, commits: int) -> Path:
    """Make a repository with a plan of so many actions, in which each commit moves or rewords one action.

    The plan is called big. Return the folder of plans.
    """
    home = plan(folder / "plans" / "big", actions)
    texts = {
        file.relative_to(folder).as_posix(): file.read_text("utf-8") for file in sorted(home.rglob("*.yaml"))
    }
    subprocess.run(["git", "init", "-q", "-b", "main", str(folder)], check=True)
    stream = b"".join(_commits(texts, commits))
    subprocess.run(["git", "fast-import", "--quiet"], cwd=folder, input=stream, check=True)
    subprocess.run(["git", "reset", "-q", "--hard", "main"], cwd=folder, check=True)
    return folder / "plans"


def _commits(texts: dict[str, str], commits: int) -> Iterator[bytes]:
    dice = Random(commits)  # noqa: S311 - the same history every time
    parts = [name for name in texts if "workstreams" in name]
    for turn in range(commits):
        changed = [*texts] if not turn else [parts[turn % len(parts)]]
        if turn:
            texts[changed[0]] = _edited(texts[changed[0]], dice)
        who = f"committer Office <office@example.org> {1_571_000_000 + turn * 43_200} +0000"
        yield f"commit refs/heads/main\n{who}\ndata 4\nEdit\n".encode()
        for name in changed:
            data = texts[name].encode()
            yield f"M 100644 inline {name}\ndata {len(data)}\n".encode() + data + b"\n"


def _edited(text: str, dice: Random) -> str:
    """Move one deadline of a workstream's file."""
    lines = text.split("\n")
    dues = [number for number, line in enumerate(lines) if line.startswith("        due: ")]
    lines[dice.choice(dues)] = f"        due: 20{dice.randrange(20, 24)}-{dice.randrange(1, 13):02}-28"
    return "\n".join(lines)


def _titles(home: Path) -> Iterator[str]:
    for file in sorted(home.rglob("*.yaml")):
        yield from (
            line.strip().removeprefix("title: ")
            for line in file.read_text("utf-8").split("\n")
            if line.startswith("        title: ")
        )


def for_doorstop(home: Path, folder: Path) -> Path:
    """Write a plan's actions as doorstop wants them: a file each, in a repository."""
    items = folder / "items"
    items.mkdir(parents=True)
    settings = "settings:\n  digits: 5\n  itemformat: yaml\n  prefix: ACT\n  sep: ''\n"
    (items / ".doorstop.yml").write_text(settings, "utf-8")
    for number, title in enumerate(_titles(home), 1):
        (items / f"ACT{number:05}.yml").write_text(
            f"active: true\nderived: false\nheader: ''\nlevel: 1.{number}\nlinks: []\nnormative: true\n"
            f"ref: ''\nreviewed: null\ntext: |\n  {title}.\n  What it takes and who takes part.\n",
            "utf-8",
        )
    git = ["git", "-c", "user.name=Office", "-c", "user.email=office@example.org"]
    for words in (["init", "-q"], ["add", "-A"], ["commit", "-qm", "Items"]):
        subprocess.run([*git, *words], cwd=folder, check=True)
    return folder


def for_taskjuggler(home: Path, file: Path) -> Path:
    """Write a plan's actions as TaskJuggler wants them: a task each, and a report of them all."""
    lines = ['project plan "Plan" 2019-10-01 +4y { now 2020-06-01 }', 'task all "All" {']
    for number, title in enumerate(_titles(home)):
        start = f"2019-{10 + number % 3}-07"
        lines.append(f'  task a{number} "{title}" {{ start {start} duration {20 + number % 60}d }}')
    lines += ["}", 'taskreport plan "plan" { formats html columns no, name, start, end }']
    file.write_text("\n".join(lines) + "\n", "utf-8")
    return file


def for_yamale(file: Path) -> Path:
    """Write the schema of a workstream's file as yamale wants it: what these plans use of it."""
    kinds = {
        "outcome": "ref: str() title: str() accountable: list(str()) actions: list(include('action'))",
        "action": "ref: str() title: str() detail: str() leads: list(str()) due: any(day(),str()) "
        "updates: list(include('update'),required=False)",
        "update": "date: any(day(),str()) text: str() rating: str()",
        "kpi": "ref: str() title: str() aim: str() unit: str() baseline: map() targets: list(map())",
    }
    top = "ref: str()\ntitle: str()\nweaknesses: list(str())\noutcomes: list(include('outcome'))\n"
    below = "".join(f"{name}:\n{_lines(fields)}" for name, fields in kinds.items())
    file.write_text(f"{top}kpis: list(include('kpi'))\n---\n{below}", "utf-8")
    return file


def _lines(fields: str) -> str:
    """Put each key and its kind on a line of its own."""
    words = iter(fields.split())
    return "".join(f"  {key} {next(words)}\n" for key in words)
