"""Pages as a browser gets them: a published page with a bar, a form and a script, or a page of our own."""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Iterable
from functools import cache
from hashlib import sha256
from typing import TYPE_CHECKING, NamedTuple

from markupsafe import Markup, escape

from wsoa.render.html.page import css_text
from wsoa.render.html.style import PageStyle
from wsoa.render.html.theme import theme_css
from wsoa.render.templates import environment, fill, values_of
from wsoa.serve.views import Bar, FormView

if TYPE_CHECKING:
    from jinja2 import Environment

_POLICY = re.compile(r'<meta http-equiv="Content-Security-Policy"[^>]*>\n?')
_SCRIPT = re.compile(r"<script[^>]*>(.*?)</script>", re.DOTALL)
_STYLE = re.compile(r"<style>(.*?)</style>", re.DOTALL)
_SKIP = re.compile(r'<a class="skip"[^>]*>[^<]*</a>\n?')
_BODY = re.compile(r"<body[^>]*>\n?")
_SHEETS = ("style.css", "serve/serve.css")
STRICT = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
"""The policy of whatever is no page."""


class State(NamedTuple):
    """What the script compares: a page's area, its version, and whether somebody's words are on it."""

    area: str
    version: str
    keep: bool = False


class Painted(NamedTuple):
    """A page and the policy it is sent with."""

    text: str
    policy: str


def around(page: str, bar: Bar, state: State, form: FormView | None = None) -> Painted:
    """Put the bar, a form and the script into a published page; nothing else in it changes."""
    text = _POLICY.sub("", page, count=1)
    own = f"<style>{_sheet('serve/serve.css')}</style>\n</head>"
    text = text.replace("</head>", own, 1)
    top = _SKIP.search(text) or _BODY.search(text)
    if top is not None:
        text = text[: top.end()] + _drawn("serve/bar.html", {"bar": bar}) + text[top.end() :]
    if form is not None:
        before, end, after = text.rpartition("</main>")
        text = before + _drawn("serve/inline.html", {"form": form}) + end + after
    return _ended(text, state)


def own_page(template: str, view: object, title: str, bar: Bar, state: State, style: PageStyle) -> Painted:
    """Draw a page of the working copy from a view, a dataclass."""
    sheet = "".join(_sheet(name) for name in _SHEETS) + theme_css(style.theme)
    values = {
        **values_of(view),
        "title": title,
        "style": Markup(sheet),  # noqa: S704 - our own sheets, and a theme that was checked
        "bar": Markup(_drawn("serve/bar.html", {"bar": bar})),  # noqa: S704 - drawn by our own template
        "theme": style.theme,
    }
    return _ended(_drawn(template, values), state)


def _ended(text: str, state: State) -> Painted:
    """Add the script, and name it, that of the page and every style sheet in the policy by their hashes."""
    script = _sheet("serve/live.js")
    marks = f'data-area="{escape(state.area)}" data-version="{escape(state.version)}"'
    keep = ' data-keep="yes"' if state.keep else ""
    before, end, after = text.rpartition("</body>")
    whole = f"{before}<script {marks}{keep}>{script}</script>\n{end}{after}"
    scripts, styles = (_named(found.findall(whole)) for found in (_SCRIPT, _STYLE))
    policy = (
        f"default-src 'none'; script-src {scripts}; style-src {styles}; img-src data:; "
        "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    )
    return Painted(whole, policy)


def _named(texts: Iterable[str]) -> str:
    """Return the names a policy knows some texts by, each once."""
    return " ".join(dict.fromkeys(f"'{_hash(text)}'" for text in texts))


def _hash(text: str) -> str:
    return "sha256-" + b64encode(sha256(text.encode()).digest()).decode()


@cache
def _environment() -> Environment:
    return environment(None, {"css": css_text})


def _drawn(template: str, values: dict[str, object]) -> str:
    return fill(_environment(), template, values)


@cache
def _sheet(name: str) -> str:
    return fill(_environment(), name, {"footer": "", "lead": "Lead"})
