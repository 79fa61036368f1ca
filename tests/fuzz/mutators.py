"""Ways to spoil an input: its bytes, or the values in its structure. The same chance gives the same harm."""

# ruff: noqa: E501 - a list of oddities reads best in few lines

from __future__ import annotations

import json
import random
from copy import deepcopy
from typing import Any

TOKENS = (
    b"\x00", b"\xff\xfe", b"\xef\xbb\xbf", b"\r\n", b"\r", b"\t", b"\xc2\xa0", b"\xe2\x80\xae", b"\x1b[2J",
    b": ", b"- ", b"{", b"}", b"[", b"]", b'"', b"'", b"#", b"&a ", b"*a", b"!!x ", b"|\n", b">-\n", b"---\n",
    b"<<: ", b"%YAML 1.1\n", b"null", b"~", b"9" * 400, b"-1", b"1e9", b"0001-01-01", b"9999-12-31", b"2020-02-30",
    b"2019-10/..", b"ongoing", b"999 months", b"<<<<<<< x\n", b",", b";", b"=1+1", b"\\", b"://", b"@", b"\n" * 50,
    b"a" * 3000, b"[" * 200, b"  " * 100, b"../", b"{{", b"%}", b"\\u0000", b'":',
)  # fmt: skip
VALUES: tuple[Any, ...] = (
    None, "", " ", "x", "null", "~", "true", "no", [], {}, ["x"], {"x": "y"}, [[]], [{}], "0", "-1", "9" * 15, "9" * 400,
    "1e9", "0.1", "NaN", "١٢", "1,5", "2020-02-30", "0001-01-01", "0001", "9900-12-31", "9900", "9999-12-31",
    "2019-10", "2019-Q4", "2018/19", "9899/00", "2019/20 summer term", "ongoing", "2020-01/2019-01", "0001-01/..",
    "999 months", "0-999 months", {"every": "week", "from": "0001-01"}, {"every": "year", "from": "9900"},
    {"every": "century"}, "31st October 2019", "a" * 5000, "a\nb", "\u202e", "\x1b[2J", "@x", "| x", "- x", "*x", "&x",
    "https://evil.example\\@gov.uk/", "javascript:x", "<script>", "{{ 1/0 }}", "=1+1", "../../etc/passwd", "1.1", "1",
    "lead", "wsoa", "percent", "count", "reduce", "rag", {"preset": "rag", "behind_days": "0"},
    {"preset": "rag", "stale_days": "999999999999999"}, {"codes": []}, "R", "?", "G",
)  # fmt: skip


def spoilt(data: bytes, chance: random.Random) -> bytes:
    """Change a few places of an input: cut, double, move, put in what is odd."""
    for _ in range(chance.randint(1, 6)):
        at = chance.randint(0, len(data))
        to = min(len(data), at + chance.choice((1, 2, 8, 40, 400)))
        match chance.randint(0, 6):
            case 0:
                data = data[:at] + data[to:]
            case 1:
                data = data[:at] + data[at:to] * chance.randint(2, 9) + data[to:]
            case 2:
                data = data[:at] + chance.randbytes(chance.randint(1, 4)) + data[at:]
            case 3:
                other = chance.randint(0, len(data))
                data = data[:other] + data[at:to] + data[other:]
            case 4 if at < len(data):
                data = data[:at] + bytes([data[at] ^ (1 << chance.randint(0, 7))]) + data[at + 1 :]
            case _:
                data = data[:at] + chance.choice(TOKENS) + data[at:]
    return data


def disturbed(tree: Any, chance: random.Random) -> bytes:  # noqa: ANN401 - any structure
    """Put odd values into a structure, take some out, and write it as JSON, which is YAML as well."""
    tree = deepcopy(tree)
    for _ in range(chance.randint(1, 4)):
        holder, key = chance.choice(list(_places(tree)))
        match chance.randint(0, 5):
            case 0:
                del holder[key]
            case 1 if isinstance(holder, list):
                holder.insert(key, deepcopy(holder[key]))
            case 2 if isinstance(holder, dict):
                holder[chance.choice(("x", "ref", "due", "readings", "parts", "terms"))] = holder.pop(key)
            case 3:
                places = list(_places(tree))
                other, name = chance.choice(places)
                holder[key] = deepcopy(other[name])
            case _:
                holder[key] = deepcopy(chance.choice(VALUES))
        if not list(_places(tree)):
            break
    return json.dumps(tree, ensure_ascii=False).encode("utf-8", "surrogatepass")


def _places(tree: Any) -> Any:  # noqa: ANN401
    pairs = tree.items() if isinstance(tree, dict) else enumerate(tree) if isinstance(tree, list) else ()
    for key, value in pairs:
        yield tree, key
        yield from _places(value)
