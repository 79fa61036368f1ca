"""Who may speak to the server: a host it goes by, a page of its own, and never more than a form can hold."""

from __future__ import annotations

from collections.abc import Collection
from typing import NamedTuple
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from wsoa.serve.paint import STRICT

MOST_BYTES = 262_144
"""The largest form that is read. The text of an item, which comes with it, is a few thousand."""
MOST_ADDRESS = 4_096
_READS = frozenset({"GET", "HEAD"})
_HEADERS = {
    "cache-control": "no-store",
    "content-security-policy": STRICT,
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=()",
    # not no-referrer: a browser would hide the origin of our own forms too
    "referrer-policy": "same-origin",
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
}


class Refusal(NamedTuple):
    """Why a request is turned away."""

    status: int
    words: str


class Guard:
    """An application around another: it turns strangers away and sends strict headers with every answer."""

    def __init__(self, app: ASGIApp, *, hosts: Collection[str], read_only: bool) -> None:
        self.app, self.hosts, self.read_only = app, {host.lower() for host in hosts}, read_only

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] == "lifespan":
            await self.app(scope, receive, send)
            return
        if scope["type"] != "http":
            return

        async def strict(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in _HEADERS.items():
                    headers.setdefault(name, value)
            await send(message)

        refusal = self.refusal(scope)
        if refusal is not None:
            await PlainTextResponse(f"{refusal.words}\n", refusal.status)(scope, receive, strict)
            return
        await self.app(scope, receive, strict)

    def refusal(self, scope: Scope) -> Refusal | None:
        """Say why a request is turned away; None where it is not."""
        headers = Headers(scope=scope)
        hosts = headers.getlist("host")
        if len(hosts) != 1 or host_name(hosts[0]) not in self.hosts:
            return Refusal(
                421, "This server does not go by that name. Start it with --known-as NAME if it should."
            )
        if len(scope.get("raw_path") or scope["path"]) + len(scope["query_string"]) > MOST_ADDRESS:
            return Refusal(414, "The address is too long.")
        if scope["method"] in _READS:
            return None
        if scope["method"] != "POST":
            return Refusal(405, "Only reading and sending forms is possible here.")
        if self.read_only:
            return Refusal(403, "This server was started with --read-only, so nothing is written.")
        return self._foreign(headers, hosts[0]) or _form_like(headers)

    @staticmethod
    def _foreign(headers: Headers, host: str) -> Refusal | None:
        """Refuse a form that no page of ours sent. Every browser names the origin of a form."""
        origin = urlsplit(headers.get("origin", ""))
        same = origin.scheme in {"http", "https"} and origin.netloc.lower() == host.lower()
        if not same or headers.get("sec-fetch-site", "same-origin") != "same-origin":
            return Refusal(403, "This form was not sent from a page of this server, so nothing is written.")
        return None


def _form_like(headers: Headers) -> Refusal | None:
    kind = headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind != "application/x-www-form-urlencoded":
        return Refusal(415, "Only a plain form is read here.")
    length = headers.get("content-length", "0")
    if not length.isdecimal() or int(length) > MOST_BYTES:
        return Refusal(413, f"The form is too large; {MOST_BYTES:,} bytes is the most.")
    return None


def host_name(host: str) -> str:
    """Return the name in a Host header, without its port and in small letters; empty for what is none."""
    try:
        return (urlsplit(f"//{host}").hostname or "").lower()
    except ValueError:
        return ""
