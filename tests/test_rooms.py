"""The packages inside the package, and the one way that imports may point between them."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

import wsoa

ROOT = Path(wsoa.__file__).parent
LOWER = {"plan", "findings", "errors"}
FACTS = {*LOWER, "files", "assess"}
MAY_IMPORT = {
    "plan": set(),
    "findings": set(),
    "errors": set(),
    "assess": {"plan"},
    "files": LOWER,
    "history": FACTS,
    "checks": {*FACTS, "words"},
    "authoring": {*FACTS, "checks", "words"},
    "imports": {*LOWER, "files"},
    "words": {"plan", "assess", "history"},
    "charts": {"plan", "assess", "history", "words"},
    "audience": {*FACTS, "history"},
    "provenance": {*FACTS, "audience", "words"},
    "reports": {*FACTS, "history", "checks", "words", "charts", "audience", "provenance"},
    "render": {*FACTS, "history", "checks", "words", "charts", "audience", "provenance", "reports"}
    | {"authoring", "imports"},
    "publish": {*FACTS, "history", "checks", "words", "audience", "provenance", "reports", "render"},
    "editor": {*FACTS, "history", "checks", "authoring", "words", "reports", "render"},
}
MAY_IMPORT["demo"] = {*FACTS, "authoring", "provenance", "render"}
MAY_IMPORT["serve"] = set(MAY_IMPORT) - {"cli", "demo", "imports", "charts"}
MAY_IMPORT["cli"] = set(MAY_IMPORT)
EDGES = {"__init__", "__main__", "api"}
"""What any program would import, and what may import anything."""
MODULES = sorted(ROOT.rglob("*.py"))


def room_of(module: str) -> str:
    """wsoa.plan.dates is in the room plan; wsoa itself is in none."""
    return module.split(".")[1] if module.count(".") else ""


def imports_of(file: Path) -> set[str]:
    """Every module of ours that a file imports, at the top or later."""
    found = set()
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
    return {name for name in found if name.startswith("wsoa.")}


@pytest.mark.parametrize("file", MODULES, ids=lambda f: f.relative_to(ROOT).as_posix())
def test_imports_point_one_way(file: Path) -> None:
    room = file.relative_to(ROOT).parts[0].removesuffix(".py")
    if room in EDGES:
        return
    rooms = {room_of(name) for name in imports_of(file)} & MAY_IMPORT.keys()
    assert rooms <= MAY_IMPORT[room] | {room}


def graph_of_modules() -> dict[str, set[str]]:
    """Every module of ours and the modules it imports, at the top, later or for types alone."""
    names = {file: ".".join(("wsoa", *file.relative_to(ROOT).with_suffix("").parts)) for file in MODULES}
    known = {name.removesuffix(".__init__"): file for file, name in names.items()}
    return {name: (imports_of(file) & known.keys()) - {name} for name, file in known.items()}


def test_no_modules_import_each_other() -> None:
    """Peel off whatever imports nothing that is left: what cannot be peeled off stands in a circle."""
    left = graph_of_modules()
    while free := {name for name, needs in left.items() if not needs & left.keys()}:
        left = {name: needs for name, needs in left.items() if name not in free}
    assert not left


@pytest.mark.parametrize("file", MODULES, ids=lambda f: f.relative_to(ROOT).as_posix())
def test_no_file_is_longer_than_four_hundred_lines(file: Path) -> None:
    assert len(file.read_text(encoding="utf-8").splitlines()) <= 400


CLOCKS = ("datetime.now", "date.today", "time.time(", "os.environ", "utcnow")


@pytest.mark.parametrize("file", MODULES, ids=lambda f: f.relative_to(ROOT).as_posix())
def test_only_the_edge_reads_the_clock_and_the_environment(file: Path) -> None:
    if file.relative_to(ROOT).parts[0] in {"cli", "__main__.py", "api.py"}:
        return
    text = file.read_text(encoding="utf-8")
    assert not [clock for clock in CLOCKS if clock in text]
