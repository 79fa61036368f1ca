"""A council's own font, colour, logo and templates, from wsoa.toml or pyproject.toml."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Command

PICTURE = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><rect width="9" height="9"/></svg>'


def page(wsoa: Command, plans: Path, settings: str, name: str = "wsoa.toml") -> str:
    (plans.parent / name).write_text(settings, "utf-8")
    ran = wsoa("render", "anyshire", "--plans", str(plans))
    assert ran.code in {0, 2}
    return ran.out or ran.err


def test_no_settings_are_needed(wsoa: Command, plans: Path) -> None:
    assert wsoa("render", "anyshire", "--plans", str(plans)).code == 0


def test_a_font_and_a_colour_come_after_ours(wsoa: Command, plans: Path) -> None:
    text = page(wsoa, plans, '[theme]\nfont = "Verdana, sans-serif"\ncolour = "#7a1f5c"\n')
    assert "body{font-family:Verdana, sans-serif}" in text
    assert text.rindex("--link:#7a1f5c") > text.index("--link:#1b4f80")


def test_settings_may_stand_in_pyproject(wsoa: Command, plans: Path) -> None:
    assert "#7a1f5c" in page(wsoa, plans, '[tool.wsoa.theme]\ncolour = "#7a1f5c"\n', "pyproject.toml")


def test_a_dark_screen_gets_a_colour_of_its_own(wsoa: Command, plans: Path) -> None:
    text = page(wsoa, plans, '[theme]\ncolour = "#7a1f5c"\n')
    assert text.rindex("prefers-color-scheme:dark") > text.index("--link:#7a1f5c")


@pytest.mark.parametrize(
    ("settings", "sentence"),
    [
        ('[theme]\ncolour = "#ffbf00"\n', "has a contrast of 1.7; text needs 4.5 or more"),
        ('[theme]\ncolour = "#1b4f80"\ndark_colour = "#222222"\n', "#222222 on #15191c"),
        ('[theme]\ncolour = "navy"\n', "is not # and six digits"),
        ('[theme]\nfont = "x}body{display:none"\n', "may hold only letters"),
        ('[theme]\nlogo = "logo.exe"\n', "is not an SVG, PNG, JPEG or WebP picture"),
        ('[theme]\nlogo = "logo.svg"\n', "cannot be read"),
        ('[theme]\naccessibility = "javascript:go()"\n', "not one that a page may link to"),
        ('authors = "yes"\n', "should be true or false, without quotes"),
        ('[theme]\ncolor = "#7a1f5c"\n', "hold theme.color, which means nothing"),
        ("theme = 1\n", "should have theme as a table"),
        ("[theme\n", "cannot be read"),
        ("[theme]\nfont = 1\n", "should be text in quotes"),
    ],
)
def test_what_cannot_be_used_is_refused_in_a_sentence(
    wsoa: Command, plans: Path, settings: str, sentence: str
) -> None:
    assert sentence in " ".join(page(wsoa, plans, settings).split())


def test_a_logo_is_part_of_the_page_and_has_words(wsoa: Command, plans: Path) -> None:
    (plans.parent / "logo.svg").write_text(PICTURE, "utf-8")
    assert "needs words" in page(wsoa, plans, '[theme]\nlogo = "logo.svg"\n')
    text = page(wsoa, plans, '[theme]\nlogo = "logo.svg"\nlogo_words = "Anyshire Council"\n')
    assert '<img src="data:image/svg+xml;base64,' in text
    assert 'alt="Anyshire Council"' in text


def test_help_and_the_accessibility_statement_stand_at_the_foot(wsoa: Command, plans: Path) -> None:
    text = page(wsoa, plans, '[theme]\nhelp = "Ask <us>"\naccessibility = "https://example.org/a"\n')
    assert "Ask &lt;us&gt;" in text
    assert '<a href="https://example.org/a">Accessibility statement</a>' in text


def test_a_repositorys_own_templates_come_first(wsoa: Command, plans: Path) -> None:
    (plans.parent / "ours").mkdir()
    (plans.parent / "ours" / "statement.html").write_text("Our own {{ head.area }}", "utf-8")
    assert page(wsoa, plans, 'templates = "ours"\n') == "Our own Anyshire"


# Settings that somebody else has committed.


@pytest.fixture
def outside(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file of somebody else's, outside the repository."""
    file = tmp_path_factory.mktemp("outside") / "secret.svg"
    file.write_text("<svg>SECRET</svg>", "utf-8")
    return file


@pytest.fixture
def repository(plans: Path) -> Path:
    (plans.parent / ".git").mkdir()
    return plans.parent


@pytest.mark.parametrize("way", ["a link", "a path up", "a path from the top"])
def test_a_logo_outside_the_repository_is_refused(
    wsoa: Command, plans: Path, repository: Path, outside: Path, way: str
) -> None:
    if way == "a link":
        (repository / "logo.svg").symlink_to(outside)
    up = "../" * len(repository.parts) + str(outside).lstrip("/")
    name = {"a link": "logo.svg", "a path up": up, "a path from the top": str(outside)}[way]
    told = page(wsoa, plans, f'[theme]\nlogo = "{name}"\nlogo_words = "x"\n')
    assert told == f"The logo {name} cannot be read: it is a link that leads out of the repository.\n"


@pytest.mark.usefixtures("repository")
def test_settings_that_are_a_link_out_of_the_repository_are_refused(
    wsoa: Command, plans: Path, outside: Path
) -> None:
    (plans.parent / "wsoa.toml").symlink_to(outside)
    ran = wsoa("render", "anyshire", "--plans", str(plans))
    assert ran.code == 2
    assert "leads out of the repository" in ran.err
    assert "SECRET" not in ran.out + ran.err


@pytest.mark.parametrize("named", ["../outside", "link"])
def test_templates_outside_the_repository_are_refused(
    wsoa: Command, plans: Path, repository: Path, outside: Path, named: str
) -> None:
    (repository / "link").symlink_to(outside.parent)
    (repository.parent / "outside").mkdir(exist_ok=True)
    told = page(wsoa, plans, f'templates = "{named}"\n')
    assert told == f"The templates in {named} lie outside the repository; keep them inside it.\n"


@pytest.mark.parametrize(
    ("settings", "says"),
    [
        (f'templates = "{"x" * 5_000}"\n', "there is no template folder"),
        (f"theme = {'[' * 5_000}\n", "cannot be read"),
        (f'x = "{"y" * 1_100_000}"\n', "have more than 1,000,000 bytes"),
        ("\x00", "cannot be read"),
        ('[theme]\nlogo = "' + "x" * 5_000 + '.svg"\n', "cannot be read: "),
        ('[theme]\nlogo = "lo\\u0000go.svg"\n', "no file can have such a name"),
        ('templates = "o\\u0000ur"\n', "there is no template folder"),
    ],
)
def test_settings_that_no_one_writes_are_one_sentence(
    wsoa: Command, plans: Path, settings: str, says: str
) -> None:
    told = page(wsoa, plans, settings)
    assert says in told.splitlines()[-1]


def test_a_logo_that_is_too_large_is_not_read_to_its_end(wsoa: Command, plans: Path) -> None:
    with (plans.parent / "logo.png").open("wb") as stream:
        stream.truncate(400_000_000)
    told = page(wsoa, plans, '[theme]\nlogo = "logo.png"\nlogo_words = "x"\n')
    assert told == "The logo logo.png has more than 60,000 bytes.\n"
