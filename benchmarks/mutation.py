"""Would the tests tell? Small faults are put into the arithmetic, one at a time, and its tests are run.

    python benchmarks/mutation.py                 40 faults a module, the same on every machine
    python benchmarks/mutation.py --each 0        every fault there is
    python benchmarks/mutation.py audience words  only modules whose name holds one of the words

A fault that no test sees is a survivor. Survivors that change nothing anybody could see are listed, with the
reason, in mutation-survivors.md, by the line of code before and after; the others are printed. The exit code
is 0 where at least nine faults in ten are seen and every survivor has its reason.

Nothing is written to the repository: each fault lives in a process of its own, which is given the module's
text with the fault in place of the file's.
"""

from __future__ import annotations

import argparse
import ast
import copy
import importlib.abc
import importlib.machinery
import os
import random
import signal
import sys
import time
from collections.abc import Iterator, Sequence
from importlib import import_module
from pathlib import Path
from types import CodeType
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[1]
REASONS = ROOT / "benchmarks" / "mutation-survivors.md"
WANTED = 0.9
LONGEST = 180
"""Seconds after which a run counts as seen: a fault that never ends is one that people notice."""

_ASSESS = tuple(
    f"assess/test_{name}.py" for name in ("assessment", "standing", "commitments", "kpis", "properties")
)
_DATES = ("plan/test_dates.py", "plan/test_misread.py", "assess/test_standing.py")
_WRITTEN = (
    "plan/test_date_words.py",
    "plan/test_dates.py",
    "imports/test_dates.py",
    "authoring/test_dates.py",
    "plan/test_misread.py",
)
_MATCH = tuple(
    f"history/test_{name}.py"
    for name in (
        "diff_fields",
        "matching",
        "diff",
        "moved_and_renumbered",
        "unseen_moves",
        "timeline",
        "diff_properties",
        "rules",
    )
)
TESTED: dict[str, tuple[str, ...]] = {
    "assess/assessment.py": (*_ASSESS, "reports/test_board.py"),
    "assess/commitments.py": (*_ASSESS, "checks/test_progress.py"),
    "assess/declared.py": _ASSESS,
    "assess/kpis.py": (*_ASSESS, "reports/test_scorecard.py"),
    "assess/outlook.py": _ASSESS,
    "assess/over_time.py": ("assess/test_over_time.py",),
    "assess/plan_line.py": ("assess/test_over_time.py", "reports/test_side_by_side.py"),
    "assess/rollup.py": (*_ASSESS, "cli/test_status.py"),
    "assess/selection.py": ("assess/test_selection.py", "cli/test_list.py"),
    "assess/standing.py": _ASSESS,
    "plan/date_atoms.py": _WRITTEN,
    "plan/date_field.py": (*_DATES, "plan/test_schema.py"),
    "plan/date_marks.py": _WRITTEN,
    "plan/date_phrases.py": _WRITTEN,
    "plan/date_spans.py": _WRITTEN,
    "plan/dates.py": _DATES,
    "plan/easter.py": _WRITTEN,
    "history/diff.py": _MATCH,
    "history/matching/comparison.py": _MATCH,
    "history/matching/match.py": _MATCH,
    "history/matching/match_kind.py": _MATCH,
    "history/moves/dues.py": _MATCH,
    "history/measures.py": ("history/test_measures.py", *_MATCH),
    "audience/audience.py": ("audience/test_redaction.py",),
    "audience/readers.py": ("audience",),
    "audience/redaction.py": ("audience/test_redaction.py",),
    "audience/disclosure_control.py": ("audience/test_small_numbers.py",),
    "audience/suppression.py": ("audience/test_suppression.py", "audience/test_small_numbers.py"),
    "render/ci/github.py": ("cli/test_runners.py",),
    "render/data/csv_tables.py": ("render/test_export_csv.py", "cli/test_export.py"),
    "render/html/guard.py": ("render/test_templates.py",),
    "render/markdown/escape.py": ("render/test_markdown_escape.py",),
    "reports/anchors.py": ("reports/test_anchors.py",),
    "words/text.py": ("render/test_markdown_escape.py", "words"),
}
"""The modules that are put to the test, and the tests that should see a fault in each, below tests/."""

_COMPARED: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt, ast.Eq: ast.NotEq, ast.NotEq: ast.Eq,
    ast.Is: ast.IsNot, ast.IsNot: ast.Is, ast.In: ast.NotIn, ast.NotIn: ast.In,
}  # fmt: skip
_RECKONED: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.Add, ast.Div: ast.Mult, ast.BitAnd: ast.BitOr,
    ast.BitOr: ast.BitAnd, ast.FloorDiv: ast.Mult, ast.Mod: ast.Mult,
}  # fmt: skip
_NAMED = {"min": "max", "max": "min", "any": "all", "all": "any"}


class Fault(NamedTuple):
    """One small fault: the module, the line, what stands there and what stands there instead."""

    module: str
    line: int
    before: str
    after: str
    tree: ast.Module

    @property
    def told(self) -> str:
        """The fault as the list of reasons names it: without its line, which moves."""
        return f"{self.module}: {self.before} -> {self.after}"


def faults(module: str, each: int, seed: int) -> list[Fault]:
    """Return small faults that can be put into a module, at most so many, the same for a seed; 0 for all."""
    tree = ast.parse((ROOT / "wsoa" / module).read_text("utf-8"))
    nodes = list(_looked_at(tree))
    ways = [(number, change) for number, node in enumerate(nodes) for change in range(_ways(node))]
    if each and len(ways) > each:
        ways = sorted(random.Random(f"{seed} {module}").sample(ways, each))  # noqa: S311 - the same each time
    made = []
    for number, change in ways:
        other = copy.deepcopy(tree)
        twin = list(_looked_at(other))[number]
        before, line = _line(tree, nodes[number]), getattr(nodes[number], "lineno", 0)
        _put_in(twin, change)
        made.append(Fault(module, line, before, _line(other, twin), ast.fix_missing_locations(other)))
    return [one for one in made if one.before != one.after]


def _looked_at(tree: ast.Module) -> Iterator[ast.AST]:
    """Yield what may be changed, in order: no annotation, no docstring, no assertion."""
    stack: list[ast.AST] = [tree]
    while stack:
        node = stack.pop()
        yield node
        below = []
        for name, value in ast.iter_fields(node):
            if name in {"annotation", "returns", "decorator_list", "type_params"}:
                continue
            below += [
                one for one in (value if isinstance(value, list) else [value]) if isinstance(one, ast.AST)
            ]
        stack += [one for one in reversed(below) if not _left_out(one)]


def _left_out(node: ast.AST) -> bool:
    words = isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    types = isinstance(node, ast.If) and isinstance(node.test, ast.Name) and node.test.id == "TYPE_CHECKING"
    return words or types or isinstance(node, ast.Assert | ast.Import | ast.ImportFrom | ast.JoinedStr)


def _ways(node: ast.AST) -> int:  # noqa: C901 - one case for each kind of fault
    """Return in how many ways a piece of the program can be made wrong."""
    ways = 0
    match node:
        case ast.Compare():
            ways = len(node.ops)
        case ast.BoolOp() | ast.IfExp() | ast.While() | ast.AugAssign():
            ways = 1
        case ast.If():
            ways = int(not isinstance(node.test, ast.Compare | ast.UnaryOp))
        case ast.UnaryOp():
            ways = int(isinstance(node.op, ast.Not | ast.USub))
        case ast.BinOp():
            ways = int(type(node.op) in _RECKONED)
        case ast.Constant():
            ways = int(isinstance(node.value, int))
        case ast.Call(func=ast.Name() as name):
            ways = int(name.id in _NAMED)
        case ast.Call(func=ast.Attribute() as method):
            ways = int(method.attr == "sub")
        case ast.Tuple():
            ways = len(node.elts) if len(node.elts) > 1 and isinstance(node.elts[0], ast.Call) else 0
        case ast.comprehension():
            ways = len(node.ifs)
        case ast.Return():
            ways = int(node.value is not None and not isinstance(node.value, ast.Constant))
    return ways


def _put_in(node: ast.AST, change: int) -> None:  # noqa: C901, PLR0912 - one case for each kind of fault
    match node:
        case ast.Compare():
            node.ops[change] = _COMPARED[type(node.ops[change])]()
        case ast.BoolOp():
            node.op = ast.Or() if isinstance(node.op, ast.And) else ast.And()
        case ast.IfExp():
            node.body, node.orelse = node.orelse, node.body
        case ast.If() | ast.While():
            node.test = ast.UnaryOp(ast.Not(), node.test)
        case ast.AugAssign():
            node.value = ast.Call(ast.Call(ast.Name("type", ast.Load()), [node.value], []), [], [])
        case ast.UnaryOp():
            node.op = ast.UAdd() if isinstance(node.op, ast.USub) else ast.Not()
            if isinstance(node.op, ast.Not):
                node.operand = ast.UnaryOp(ast.Not(), node.operand)
        case ast.BinOp():
            node.op = _RECKONED[type(node.op)]()
        case ast.Constant():
            node.value = not node.value if isinstance(node.value, bool) else int(str(node.value)) + 1
        case ast.Call(func=ast.Name() as name):
            name.id = _NAMED[name.id]
        case ast.Call():  # a replacement in a text that replaces nothing
            node.func, node.args = ast.Name("str", ast.Load()), node.args[-1:]
        case ast.Tuple():
            del node.elts[change]
        case ast.comprehension():
            node.ifs[change] = ast.UnaryOp(ast.Not(), node.ifs[change])
        case ast.Return():
            node.value = ast.Constant(None)
        case _:
            raise TypeError(node)


def _line(tree: ast.Module, node: ast.AST) -> str:
    """Return the statement, or the head of it, that a piece of the program stands in, as one line."""
    line = getattr(node, "lineno", 0)
    if isinstance(node, ast.comprehension):
        line = node.target.lineno
    holders = [
        one
        for one in ast.walk(tree)
        if isinstance(one, ast.stmt) and one.lineno <= line <= (one.end_lineno or one.lineno)
    ]
    inner = max(holders, key=lambda one: (one.lineno, -(one.end_lineno or 0)), default=tree)
    text = ast.unparse(inner)
    head = text.split(":\n", 1)[0] if hasattr(inner, "body") else text
    return " ".join(head.split())


class _Given(importlib.abc.MetaPathFinder, importlib.abc.InspectLoader):
    """Gives one module with a fault in it, whatever the file holds."""

    def __init__(self, fault: Fault) -> None:
        self.fault = fault
        self.name = "wsoa." + fault.module.removesuffix(".py").replace("/", ".")

    def find_spec(
        self, fullname: str, _path: object = None, _target: object = None
    ) -> importlib.machinery.ModuleSpec | None:
        if fullname != self.name:
            return None
        place = str(ROOT / "wsoa" / self.fault.module)
        return importlib.machinery.ModuleSpec(fullname, self, origin=place)

    def get_code(self, _fullname: str) -> CodeType:
        return compile(self.fault.tree, str(ROOT / "wsoa" / self.fault.module), "exec")

    def get_source(self, _fullname: str) -> str:
        return ast.unparse(self.fault.tree)


def seen(fault: Fault | None, tests: Sequence[str]) -> bool:
    """Run tests with a fault in place, in a process of their own, and tell whether one of them fails."""
    child = os.fork()
    if child == 0:
        _run(fault, tests)
    deadline = time.monotonic() + LONGEST
    while time.monotonic() < deadline:
        done, status = os.waitpid(child, os.WNOHANG)
        if done:
            return os.waitstatus_to_exitcode(status) != 0
        time.sleep(0.02)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    return True


def _run(fault: Fault | None, tests: Sequence[str]) -> None:
    import pytest  # noqa: PLC0415 - loaded before the first fork

    os.setsid()
    silence = os.open(os.devnull, os.O_WRONLY)
    for stream in (1, 2):
        os.dup2(silence, stream)
    if fault is not None:
        sys.meta_path.insert(0, _Given(fault))
    places = [str(ROOT / "tests" / name) for name in tests if (ROOT / "tests" / name).exists()]
    words = ["-x", "-q", "-p", "no:cacheprovider", "-p", "no:xdist", "-o", "addopts="]
    words += ["-o", "filterwarnings=default", "-m", "not browser"]  # what is loaded here is a warning there
    os._exit(int(pytest.main([*words, f"--rootdir={ROOT}", *places])))


def reasons() -> dict[str, str]:
    """Return the survivors that are known, each with why no test can see it."""
    found: dict[str, str] = {}
    for line in REASONS.read_text("utf-8").splitlines() if REASONS.exists() else ():
        if line.startswith("- `") and "`: " in line:
            told, _, why = line.removeprefix("- `").partition("`: ")
            found[told] = why
    return found


def main() -> int:
    """Put faults in, and say which of them nobody saw."""
    parser = argparse.ArgumentParser(description="Would the tests tell?")
    parser.add_argument("words", nargs="*", help="only modules whose name holds one of these")
    parser.add_argument("--each", type=int, default=40, metavar="N", help="faults a module; 0 for all")
    parser.add_argument("--seed", type=int, default=1, help="which of them")
    given = parser.parse_args()
    os.chdir(ROOT)
    sys.path.insert(0, str(ROOT))
    for heavy in ("pytest", "hypothesis", "pydantic", "ruamel.yaml", "jinja2", "typer", "rich.console"):
        import_module(heavy)
    known, total, survivors, unexplained = reasons(), 0, 0, 0
    for module, tests in TESTED.items():
        if given.words and not any(word in module for word in given.words):
            continue
        if seen(None, tests):
            sys.exit(f"The tests of {module} fail without any fault.")
        made = faults(module, given.each, given.seed)
        left = [fault for fault in made if not seen(fault, tests)]
        total, survivors = total + len(made), survivors + len(left)
        print(f"{module}: {len(made) - len(left)} of {len(made)} seen", flush=True)
        for fault in left:
            why = known.get(fault.told)
            unexplained += why is None
            print(f"  line {fault.line}: {fault.before} -> {fault.after}" + (f"  ({why})" if why else ""))
    rate = (total - survivors) / total if total else 1.0
    print(f"{total - survivors} of {total} seen: {rate:.1%}; {unexplained} survivors without a reason")
    return int(rate < WANTED or unexplained > 0)


if __name__ == "__main__":
    sys.exit(main())
