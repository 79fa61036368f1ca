"""Finding a place in a plan file by its path, and the splices that change it and nothing else.

What is written follows the file: its indentation, its brackets, its line ends. Comments stay with what they
stand beside. A place that cannot be changed safely is refused, never guessed at.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from wsoa.files.editing.emit import LINE, Layout, Value, after_key, block, entry, in_flow, item, scalar
from wsoa.files.editing.layout import (
    CannotEditError,
    Node,
    after_colon,
    after_comments,
    column_of,
    end_of,
    has_colon,
    holds_comment,
    in_brackets,
    is_flow,
    layout_of,
    line_end,
    line_start,
    members,
    next_line,
    start_of,
)
from wsoa.files.editing.splice import Splice, newline_of
from wsoa.files.nodes import MappingNode, Path, SequenceNode, TextSpan
from wsoa.files.sources import Source


@dataclass(frozen=True)
class YamlEditor:
    """One plan file to be edited: its text and what was read from it.

    Every method returns splices on ``text`` and changes nothing. Splices of several calls may be applied
    together, as long as no two of them make the same missing key.
    """

    text: str
    root: MappingNode

    @classmethod
    def of(cls, source: Source) -> YamlEditor:
        """Return the sheet of a file that was read.

        Raises:
            CannotEditError: the file holds no keys.
        """
        if source.root is None:
            raise CannotEditError(f"{source.file} cannot be edited before it can be read", 1)
        return cls(source.text, source.root)

    def put(self, path: Path, value: Value, order: Sequence[str] = ()) -> list[Splice]:
        """Set the value at a path, whether it is there, empty or missing; groups on the way are made.

        ``order`` are the keys of the group in the order in which they should stand.

        Raises:
            CannotEditError: the place cannot be changed safely.
        """
        if not path:
            raise CannotEditError("a whole file is not one value", 1)
        holder, step = self.at(path[:-1]), path[-1]
        if isinstance(holder, MappingNode) and isinstance(step, str):
            if step in holder.spots:
                return self._replace(holder, step, value)
            return self._add(holder, step, value, order)
        if isinstance(holder, SequenceNode) and isinstance(step, int) and step < len(holder):
            return self._replace_item(holder, step, value)
        if holder is None and isinstance(step, str):
            return self.put(path[:-1], {step: value})
        raise CannotEditError(f"there is no place for {step} here", self.line(path[:-1]))

    def append(self, path: Path, value: Value, order: Sequence[str] = ()) -> list[Splice]:
        """Add an item to the end of the list at a path; the list is made where it is missing or empty.

        Raises:
            CannotEditError: there is something else than a list, or the place cannot be changed safely.
        """
        return self.extend(path, [value], order)

    def extend(self, path: Path, values: Sequence[Value], order: Sequence[str] = ()) -> list[Splice]:
        """Add items to the end of the list at a path, as :meth:`append` does.

        Raises:
            CannotEditError: there is something else than a list, or the place cannot be changed safely.
        """
        series = self.at(path)
        if series is None or (isinstance(series, SequenceNode) and not series):
            return self.put(path, list(values), order)
        if not isinstance(series, SequenceNode):
            raise CannotEditError(f"{path[-1]} is not a list", self.line(path))
        if is_flow(self.text, series):
            return self._extend_in_brackets(series, values, str(path[-1]))
        return self._extend_lines(series, values, str(path[-1]))

    def remove(self, path: Path) -> list[Splice]:
        """Take a key, or an item of a list, out with its value and the comment at its line's end.

        Raises:
            CannotEditError: it is the only one there, or comments of their own stand inside it.
        """
        holder, step = self.at(path[:-1]), path[-1]
        parts = list(members(self.text, holder)) if isinstance(holder, (MappingNode, SequenceNode)) else []
        index = next((i for i, part in enumerate(parts) if part[0] == step), None)
        if index is None:
            return []
        _, node, start, end = parts[index]
        if len(parts) == 1:
            raise CannotEditError(f"{step} is all there is here", self.line(path))
        if is_flow(self.text, holder):
            return [self._without(parts, index)]
        if isinstance(node, (MappingNode, SequenceNode)) and holds_comment(self.text, node, start, end):
            raise CannotEditError("a comment stands inside what would be deleted", self.line(path))
        if isinstance(holder, MappingNode) and self.text[line_start(self.text, start) : start].strip():
            return [Splice(start, parts[index + 1][2], "")]
        return [Splice(line_start(self.text, start), next_line(self.text, end), "")]

    @cached_property
    def layout(self) -> Layout:
        """How the file indents."""
        return layout_of(self.text, self.root)

    @cached_property
    def newline(self) -> str:
        """The file's own line end."""
        return newline_of(self.text)

    def at(self, path: Path) -> Node:
        """Return what stands at a path; None where there is nothing, or nothing in it."""
        node: Node = self.root
        for step in path:
            if isinstance(node, MappingNode) and isinstance(step, str):
                node = node.get(step)
            elif isinstance(node, SequenceNode) and isinstance(step, int) and step < len(node):
                node = node[step]
            else:
                return None
        return node

    def line(self, path: Path) -> int:
        """Return the line of a path, or of the nearest place around it that the file has."""
        node: Node = self.root
        line = 1
        for step in path:
            if isinstance(node, MappingNode) and step in node.spots:
                line = node.spots[str(step)][0].start_mark.line + 1
                node = node.get(str(step))
            elif isinstance(node, SequenceNode) and isinstance(step, int) and step < len(node):
                line = node.spots[step].start_mark.line + 1
                node = node[step]
        return line

    def _lines(self, text: str) -> str:
        return text.replace("\n", self.newline)

    def _insert(self, position: int, text: str) -> Splice:
        return Splice(position, position, self._lines(text))

    # A key that is missing

    def _add(self, group: MappingNode, key: str, value: Value, order: Sequence[str]) -> list[Splice]:
        before = self._before(group, key, order)
        if is_flow(self.text, group):
            written = f"{scalar(key, flow=True)}: {in_flow(value, key)}"
            return [self._add_in_brackets(group, before, written)]
        column = column_of(group)
        written = entry(key, value, column, self.layout)
        if self._list_in_brackets(key, value):
            written = f"{key}:{self._bracketed(value, key, column)}"
        indent = " " * column
        if before is None:
            first = next(iter(group.spots.values()))[0]
            return [self._insert(start_of(first), f"{written}\n{indent}")]
        at = after_comments(self.text, self._end_in(group, before), column)
        return [self._insert(at, f"\n{indent}{written}")]

    def _before(self, group: MappingNode, key: str, order: Sequence[str]) -> str | None:
        """Return the key that a new one stands behind: the nearest before it in the order, else the last."""
        there = list(group.spots)
        if key not in order:
            return there[-1] if there else None
        earlier = [one for one in order[: order.index(key)] if one in group.spots]
        return earlier[-1] if earlier else None

    def _end_in(self, group: MappingNode, key: str) -> int:
        at, spot = group.spots[key]
        return end_of(self.text, group.get(key), at, spot)

    def _add_in_brackets(self, group: MappingNode, before: str | None, written: str) -> Splice:
        if before is not None:
            at = self._end_in(group, before)
            return self._insert(at, f"{self._apart(at)}, {written}")
        opened = start_of(group.spot) + 1
        if not group.spots:
            return self._insert(opened, written)
        return self._insert(start_of(next(iter(group.spots.values()))[0]), f"{written}, ")

    def _list_in_brackets(self, key: str, value: Value) -> bool:
        groups = isinstance(value, list) and value and all(isinstance(one, dict) for one in value)
        return bool(groups) and in_brackets(self.text, self.root, key)

    def _bracketed(self, value: Value, key: str, column: int) -> str:
        """Write a list of groups in brackets, one a line, as the file does elsewhere."""
        at = column + self.layout.dash
        items = value if isinstance(value, list) else [value]
        return "".join(f"\n{' ' * at}{self._item(one, key, at, flow=True)}" for one in items)

    def _item(self, value: Value, key: str, column: int, *, flow: bool) -> str:
        flow = flow and column + self.layout.gap + len(in_flow(value, key)) <= LINE
        return item(value, key, column, self.layout, flow=flow)

    # A list

    def _extend_lines(self, series: SequenceNode, values: Sequence[Value], key: str) -> list[Splice]:
        column = series.spot.start_mark.column
        last = series[-1]
        gap = last.spot.start_mark.column - column if isinstance(last, MappingNode) else self.layout.gap
        layout = self.layout._replace(gap=max(gap, 2) if self._same_line(series) else self.layout.gap)
        written = ""
        for value in values:
            flow = is_flow(self.text, last) and column + len(in_flow(value, key)) + gap <= LINE
            written += f"\n{' ' * column}{item(value, key, column, layout, flow=flow)}"
        end = end_of(self.text, last, None, series.spots[-1])
        return [self._insert(after_comments(self.text, end, column), written)]

    def _same_line(self, series: SequenceNode) -> bool:
        """Tell whether the last item starts on the line of its dash."""
        start = series.spots[-1].start_mark.index
        return self.text[line_start(self.text, start) : start].strip() == "-"

    def _extend_in_brackets(self, series: SequenceNode, values: Sequence[Value], key: str) -> list[Splice]:
        *_, (_, _, start, end) = members(self.text, series)
        written = [in_flow(value, key) for value in values]
        before = self.text[line_start(self.text, start) : start]
        if before.strip():
            return [self._insert(end, "".join(f", {one}" for one in written))]
        closing = end_of(self.text, series, None, series.spot) - 1
        rest = self.text[end:closing]
        comma = [] if rest.lstrip().startswith(",") else [Splice(end, end, ",")]
        at = line_end(self.text, end) if line_end(self.text, end) < closing else end + len(rest.rstrip())
        return [*comma, self._insert(at, "\n" + f",\n{before}".join([before + written[0], *written[1:]]))]

    # A value that is there

    def _replace(self, group: MappingNode, key: str, value: Value) -> list[Splice]:
        at, spot = group.spots[key]
        node = group.get(key)
        flow = is_flow(self.text, group)
        if flow:
            return [self._replace_in_brackets(node, at, spot, value, key)]
        column = column_of(group)
        written = after_key(value, key, column, self.layout)
        if self._list_in_brackets(key, value):
            written = self._bracketed(value, key, column)
        start = after_colon(self.text, at)
        if (
            not isinstance(node, (MappingNode, SequenceNode))
            and spot is not at
            and not written.startswith("\n")
        ):
            quote = _quote_of(spot)
            if quote and not isinstance(value, (dict, list)):
                written = f" {scalar(value, key, quote=quote)}"
        return self._swap(node, at, spot, start, written)

    def _replace_in_brackets(
        self, node: Node, key: TextSpan, spot: TextSpan, value: Value, name: str
    ) -> Splice:
        if spot is key:
            mark = " " if has_colon(self.text, key) else ": "
            at = end_of(self.text, None, key, spot)
            return self._insert(at, f"{mark}{in_flow(value, name)}")
        end = end_of(self.text, node, key, spot)
        return Splice(start_of(spot), end, self._inline(value, name, spot))

    def _inline(self, value: Value, name: str, spot: TextSpan) -> str:
        quote = _quote_of(spot)
        if quote and isinstance(value, str):
            return scalar(value, name, flow=True, quote=quote)
        return in_flow(value, name)

    def _swap(self, node: Node, key: TextSpan, spot: TextSpan, start: int, written: str) -> list[Splice]:
        """Put new text in the place of a value in block style; a comment on the key's line stays there."""
        end, first_line = end_of(self.text, node, key, spot), line_end(self.text, start)
        many = isinstance(node, (MappingNode, SequenceNode))
        below = _is_block_scalar(spot) or (many and start_of(node.spot) >= first_line)
        if many and holds_comment(self.text, node, first_line if below else start, end):
            raise CannotEditError("a comment stands inside what would be replaced", key.start_mark.line + 1)
        head, mark, body = written.partition("\n")
        below_text = self._lines(mark + body)
        if spot is key or below:
            sign = self._sign(spot, start, first_line)
            swapped = [Splice(start, start + len(sign), head)]
            return [*swapped, Splice(first_line, max(end, first_line), below_text)]
        value_start = start_of(node.spot) if many else start_of(spot)
        if head or value_start > first_line:
            start, head = value_start, head[1:]
        swapped = [Splice(start, end, head)]
        return [*swapped, self._insert(line_end(self.text, end), mark + body)] if mark else swapped

    def _sign(self, spot: TextSpan, start: int, first_line: int) -> str:
        """Return the | or > of a text in block style, with the space before it; no comment."""
        if not _is_block_scalar(spot):
            return ""
        return self.text[start:first_line].split("#")[0].rstrip()

    def _replace_item(self, series: SequenceNode, index: int, value: Value) -> list[Splice]:
        node, spot = series[index], series.spots[index]
        start, end = start_of(spot), end_of(self.text, node, None, spot)
        if isinstance(node, (MappingNode, SequenceNode)) and holds_comment(self.text, node, start, end):
            raise CannotEditError("a comment stands inside what would be replaced", spot.start_mark.line + 1)
        if is_flow(self.text, series) or is_flow(self.text, node):
            return [Splice(start, end, in_flow(value))]
        column = spot.start_mark.column
        return [Splice(start, end, self._lines(block(value, "", column, self.layout)))]

    def _without(self, parts: Sequence[tuple[str | int, Node, int, int]], index: int) -> Splice:
        if index + 1 < len(parts):
            return Splice(parts[index][2], parts[index + 1][2], "")
        at = parts[index - 1][3]
        return Splice(at, parts[index][3], self._apart(at))

    def _apart(self, position: int) -> str:
        """Return the space that a colon with nothing after it needs before a comma or a bracket."""
        return " " if self.text[position - 1] == ":" else ""


def _quote_of(spot: TextSpan) -> str:
    style = getattr(spot, "style", None)
    return style if style in {"'", '"'} else ""


def _is_block_scalar(spot: TextSpan) -> bool:
    return getattr(spot, "style", None) in {"|", ">"}
