"""Colours of the style sheet, checked by arithmetic: a browser does not look at text inside a drawing."""

from __future__ import annotations

import re

import pytest

from wsoa.render.templates import shipped

STYLE = (shipped() / "style.css").read_text("utf-8")
LIGHT, DARK = (
    dict(re.findall(r"--([a-z-]+):(#[0-9a-f]+)", block))
    for block in re.findall(r":root\{(.*?)\}", STYLE, re.DOTALL)
)
PAIRS = [(name, f"{name}-tint") for name in ("red", "amber", "green", "blue", "grey")]
PAIRS += [(name, ground) for name in ("ink", "muted", "link") for ground in ("page", "mark")]
ENOUGH = 4.5


def luminance(colour: str) -> float:
    digits = colour[1:] if len(colour) > 4 else "".join(digit * 2 for digit in colour[1:])
    parts = [int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize(("text", "ground"), PAIRS)
def test_text_stands_out_from_its_ground(palette: dict[str, str], text: str, ground: str) -> None:
    assert contrast(palette[text], palette[ground]) >= ENOUGH


def test_dark_colours_stay_off_paper() -> None:
    assert STYLE.count("prefers-color-scheme") == 1
    assert "@media screen and (prefers-color-scheme:dark)" in STYLE


def test_nothing_moves_and_nothing_is_fetched() -> None:
    assert not re.search(r"animation|transition|@import|@font-face|url\(", STYLE)
