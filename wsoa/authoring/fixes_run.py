"""Fixing a plan: every fix is tried in memory and kept only if it takes findings away and brings none."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path as FilePath
from typing import NamedTuple

from wsoa.authoring.fixes import fixes_for
from wsoa.authoring.fixes_text import line_of
from wsoa.authoring.problem import Fix, Problem
from wsoa.checks.check import check
from wsoa.checks.registry import BY_CODE
from wsoa.files.editing.layout import Node
from wsoa.files.editing.splice import OverlapError, characters, difference, spliced
from wsoa.files.load import HEAD, LoadedPlan, assemble, part_files, read_text, show
from wsoa.files.nodes import MappingNode, Path, SequenceNode
from wsoa.files.sources import Source, Sources
from wsoa.files.text import is_hidden
from wsoa.files.write import Replacement, read_with_digest
from wsoa.findings import Finding

_MOST_ROUNDS = 500
_BY_RULES = frozenset(BY_CODE) | {"WSOA413", "WSOA414"}
"""What is only looked for in a plan that could be read."""
_LINE_NUMBER = re.compile(r"\bline [0-9]+")


class FixedFinding(NamedTuple):
    """One finding that is no more, and what was done."""

    file: str
    line: int
    code: str
    what: str


@dataclass(frozen=True, slots=True)
class FixedPlan:
    """A plan with its fixes, in memory: what was fixed, the diff, and what is to be written."""

    fixed: tuple[FixedFinding, ...]
    diff: str
    replacements: tuple[Replacement, ...]


class _State(NamedTuple):
    """The files of a plan at one moment, and what is found in them."""

    data: tuple[bytes, ...]
    loaded: LoadedPlan
    findings: tuple[Finding, ...]


@dataclass
class _Fixer:
    """A plan while it is fixed."""

    plan_id: str
    folder: FilePath
    shown: tuple[str, ...]
    unsafe: bool
    refused: set[tuple[str, str, int, str]] = field(default_factory=set)
    fixed: list[FixedFinding] = field(default_factory=list)

    def read(self, data: Sequence[bytes]) -> _State:
        """Read files that are only in memory, and check them."""
        read = [read_text(one, shown) for one, shown in zip(data, self.shown, strict=True)]
        (head, _), *parts = read
        sources = Sources(head, tuple(source for source, _ in parts))
        findings = [finding for _, found in read for finding in found]
        loaded = assemble(self.plan_id, self.folder, sources, findings)
        return _State(tuple(data), loaded, check(loaded))

    def wanted(self, state: _State) -> list[tuple[Problem, Fix]]:
        """Return what can be fixed now and was not tried in vain."""
        by_name = {
            source.file: (source, data)
            for source, data in zip(state.loaded.sources.files, state.data, strict=True)
        }
        problems = (
            Problem(finding, *by_name[finding.place.file], state.loaded)
            for finding in state.findings
            if finding.place.file in by_name and _name(finding) not in self.refused
        )
        return list(fixes_for(problems, unsafe=self.unsafe))

    def step(self, state: _State, tried: list[tuple[Problem, Fix]]) -> _State | None:
        """Return the plan with as many of these fixes as go together; None where none can be made."""
        after = self._with(state, tried)
        if after is not None:
            self.fixed += [
                FixedFinding(
                    problem.finding.place.file, problem.finding.place.line, problem.finding.code, fix.what
                )
                for problem, fix in tried
            ]
            return after
        if len(tried) == 1:
            self.refused.add(_name(tried[0][0].finding))
            return None
        half = len(tried) // 2
        return self.step(state, tried[:half]) or self.step(state, tried[half:])

    def _with(self, state: _State, tried: list[tuple[Problem, Fix]]) -> _State | None:
        try:
            data = [
                _fixed_data(one, source, tried)
                for one, source in zip(state.data, state.loaded.sources.files, strict=True)
            ]
        except OverlapError:
            return None
        after = self.read(data)
        return after if _is_better(state, after, tried) else None


def fix_plan(folder: FilePath, shown_from: FilePath | None, *, unsafe: bool) -> FixedPlan:
    """Fix what can be fixed in a plan's files, in memory. Nothing is written.

    Raises:
        OSError: a file cannot be read.
    """
    paths = [folder / HEAD, *part_files(folder)]
    held = [read_with_digest(path) for path in paths]
    fixer = _Fixer(folder.resolve().name, folder, tuple(show(path, shown_from) for path in paths), unsafe)
    state = _settled(fixer, fixer.read([data for data, _ in held]))
    changed = [index for index, (data, _) in enumerate(held) if data != state.data[index]]
    new = state.loaded.sources.files
    return FixedPlan(
        tuple(sorted(fixer.fixed)),
        "".join(difference(_text(held[i][0]), new[i].text, new[i].file) for i in changed),
        tuple(Replacement(paths[i], held[i][1], state.data[i]) for i in changed),
    )


def fix_texts(loaded: LoadedPlan, data: Sequence[bytes], *, unsafe: bool) -> tuple[bytes, ...]:
    """Fix what can be fixed in a plan whose files are only in memory: ``data``, head first."""
    return _settled(_fixer(loaded, unsafe=unsafe), _State(tuple(data), loaded, check(loaded))).data


def fixes_that_hold(
    loaded: LoadedPlan, data: Sequence[bytes], wanted: Collection[Finding]
) -> Iterator[tuple[Finding, Fix]]:
    """Yield the fix of each of these findings that has one, tried alone on files that are only in memory."""
    fixer = _fixer(loaded, unsafe=True)
    state = _State(tuple(data), loaded, check(loaded))
    for problem, fix in fixer.wanted(state):
        if problem.finding in wanted and fixer.step(state, [(problem, fix)]) is not None:
            yield problem.finding, fix


def _fixer(loaded: LoadedPlan, *, unsafe: bool) -> _Fixer:
    return _Fixer(loaded.id, loaded.folder, tuple(source.file for source in loaded.sources.files), unsafe)


def _settled(fixer: _Fixer, state: _State) -> _State:
    """Fix until nothing more can be."""
    for _ in range(_MOST_ROUNDS):
        tried = fixer.wanted(state)
        if not tried:
            break
        state = fixer.step(state, tried) or state
    return state


def _text(data: bytes) -> str:
    """Return a file as it was, for showing: hidden characters as a mark, nothing where it was no text."""
    try:
        text = characters(data)
    except UnicodeDecodeError:
        return ""
    return "".join("\N{REPLACEMENT CHARACTER}" if is_hidden(one) else one for one in text)


def _name(finding: Finding) -> tuple[str, str, int, str]:
    return finding.code, finding.place.file, finding.place.line, finding.message


def _fixed_data(data: bytes, source: Source, tried: list[tuple[Problem, Fix]]) -> bytes:
    """Return a file's bytes with its fixes; one that several findings ask for is made once."""
    own = dict.fromkeys(fix for problem, fix in tried if problem.source.file == source.file)
    if whole := next((fix.data for fix in own if fix.data is not None), None):
        return whole
    return spliced(data, dict.fromkeys(splice for fix in own for splice in fix.splices)) if own else data


def _is_better(before: _State, after: _State, tried: list[tuple[Problem, Fix]]) -> bool:
    """Tell whether what was to go has gone, and nothing has come that was not there or hidden before."""
    had, has = Counter(map(_kind, before.findings)), Counter(map(_kind, after.findings))
    for problem, _ in tried:
        had[_kind(problem.finding)] -= 1
    touched = set(_touched(tried))
    for finding in after.findings:
        if has[_kind(finding)] <= had[_kind(finding)]:
            continue
        if (finding.place.file, finding.place.line) in touched or not _was_hidden(finding, before):
            return False
    return all(_only_there(old, new, tried) for old, new in _pairs(before, after))


def _kind(finding: Finding) -> tuple[str, str, str]:
    return finding.code, finding.place.file, _LINE_NUMBER.sub("line", finding.message)


def _touched(tried: list[tuple[Problem, Fix]]) -> Iterator[tuple[str, int]]:
    for problem, fix in tried:
        for splice in fix.splices:
            yield problem.source.file, line_of(problem.source.text, splice.start)


def _was_hidden(finding: Finding, before: _State) -> bool:
    """Tell whether a finding could not be seen before, because reading stopped short of it."""
    sources = {source.file: source for source in before.loaded.sources.files}
    if sources[finding.place.file].root is None:
        return True
    return before.loaded.plan is None and finding.code in _BY_RULES


def _pairs(before: _State, after: _State) -> Iterator[tuple[Source, Source]]:
    return zip(before.loaded.sources.files, after.loaded.sources.files, strict=True)


def _only_there(old: Source, new: Source, tried: list[tuple[Problem, Fix]]) -> bool:
    """Tell whether a file reads differently only where its fixes said it would."""
    own = [(problem, fix) for problem, fix in tried if problem.source.file == old.file]
    if old.root is None or any(problem.finding.code < "WSOA013" for problem, _ in own):
        return True
    allowed = [path for _, fix in own for path in fix.paths]
    return all(
        any(path[: len(one)] == one for one in allowed) for path in _differences(old.root, new.root, ())
    )


def _differences(old: Node, new: Node, path: Path) -> Iterator[Path]:
    """Yield the paths at which two files read differently."""
    if isinstance(old, MappingNode) and isinstance(new, MappingNode):
        for key in {**old, **new}:
            yield from _differences(old.get(key), new.get(key), (*path, key))
    elif isinstance(old, SequenceNode) and isinstance(new, SequenceNode) and len(old) == len(new):
        for index, (one, other) in enumerate(zip(old, new, strict=True)):
            yield from _differences(one, other, (*path, index))
    elif old != new:
        yield path
