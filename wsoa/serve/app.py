"""The application: which address gives which page, and who is told when something changes."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Collection, Mapping
from contextlib import asynccontextmanager
from hmac import compare_digest
from threading import Lock
from typing import NamedTuple
from urllib.parse import parse_qsl, quote

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, RedirectResponse, Response, StreamingResponse
from starlette.routing import Route
from starlette.types import ASGIApp

from wsoa.errors import WsoaError
from wsoa.serve.answers import Answer
from wsoa.serve.events import Feed, git_logs, watch
from wsoa.serve.guard import MOST_BYTES, Guard
from wsoa.serve.pages import Pages
from wsoa.serve.sending import sent
from wsoa.serve.workspace import Workspace

_MOST_FIELDS = 40
_IN_ADDRESSES = "/?&=#%~():@!$'*+,;-._"
_TYPES = {
    "csv": "text/csv",
    "json": "application/json",
    "ics": "text/calendar",
    "atom": "application/atom+xml",
}


class Terms(NamedTuple):
    """On what terms pages are served: the names it goes by, the token of its forms, whether it may write."""

    hosts: Collection[str]
    token: str
    read_only: bool = False


class Served(NamedTuple):
    """The application, and what ends the streams of open pages."""

    app: ASGIApp
    leave: Callable[[], None]


def application(workspace: Workspace, terms: Terms, *, watched: bool = True) -> Served:
    """Return the ASGI application. ``watched`` is False where nobody waits for changes, as in a test."""
    pages = Pages(workspace, terms.token, read_only=terms.read_only)
    feed = Feed(pages.state)
    doors = _Doors(pages, feed)
    routes = [
        Route("/-/events", doors.events),
        Route("/-/changes", doors.to(pages.changes)),
        Route("/-/findings", doors.to(pages.findings)),
        Route("/-/mine", doors.to(pages.mine)),
        Route("/-/findings/{place}", doors.to(pages.findings)),
        Route("/-/mine/{place}", doors.to(pages.mine)),
        Route("/-/mine/{place}/{role}", doors.to(pages.mine)),
        Route("/-/report/{place}", doors.opened),
        Route("/-/report/{place}", doors.sent, methods=["POST"]),
        Route("/-/last/{address:path}", doors.to(pages.last_page)),
        Route("/{address:path}", doors.to(pages.site_page)),
    ]

    @asynccontextmanager
    async def life(_app: Starlette) -> AsyncIterator[None]:
        stop = asyncio.Event()
        folders = [workspace.plans, *git_logs(workspace.plans)]
        task = asyncio.create_task(watch(folders, feed, stop)) if watched else None
        yield
        stop.set()
        feed.close()
        if task is not None:
            await task

    app = Starlette(routes=routes, lifespan=life)
    return Served(Guard(app, hosts=terms.hosts, read_only=terms.read_only), feed.close)


class _Doors:
    """What stands between the requests of browsers and the pages."""

    def __init__(self, pages: Pages, feed: Feed) -> None:
        self._pages, self._feed, self._writing = pages, feed, Lock()

    def to(self, make: Callable[..., Answer]) -> Callable[[Request], object]:
        """Return what answers with a page; the parts of the address that vary are handed on by name."""

        async def door(request: Request) -> Response:
            return _response(await run_in_threadpool(self._safely, make, **request.path_params))

        return door

    async def opened(self, request: Request) -> Response:
        """Answer with a form."""
        asked = dict(request.query_params)
        place = request.path_params["place"]
        return _response(await run_in_threadpool(self._safely, self._pages.opened, place=place, asked=asked))

    async def sent(self, request: Request) -> Response:
        """Answer a form; one at a time, so that two cannot read the same file and both write it."""
        given = await _form(request)
        if given is None:
            return PlainTextResponse("The form is too large, or is none.\n", 413)
        known = compare_digest(given.get("token", "").encode(), self._pages.token.encode())

        def answer() -> Answer:
            with self._writing:
                return sent(self._pages, request.path_params["place"], given, trusted=known)

        return _response(await run_in_threadpool(self._safely, answer))

    def _safely(self, make: Callable[..., Answer], **given: object) -> Answer:
        """Make an answer; what cannot go on becomes its sentence."""
        try:
            return make(**given)
        except WsoaError as stop:
            return self._pages.stopped(str(stop))
        except OSError as error:
            named = f" ({error.filename})" if error.filename else ""
            return self._pages.stopped(f"wsoa could not finish: {error.strerror or error}{named}.")

    async def events(self, _request: Request) -> Response:
        """Answer with the stream that tells of changes."""
        if self._feed.full:
            return PlainTextResponse("Too many pages are open.\n", 503)
        return StreamingResponse(self._feed.stream(), media_type="text/event-stream")


def _response(answer: Answer) -> Response:
    if answer.to:
        return RedirectResponse(quote(answer.to, safe=_IN_ADDRESSES), answer.status)
    headers = {"content-security-policy": answer.policy} if answer.policy else {}
    if answer.kind == "html":
        return HTMLResponse(answer.text.encode("utf-8", "replace"), answer.status, headers)
    kind = _TYPES.get(answer.kind, "text/plain")
    return Response(answer.text.encode("utf-8", "replace"), answer.status, headers, kind)


async def _form(request: Request) -> Mapping[str, str] | None:
    """Read a form, the last answer to each question; None where it is too large or no form."""
    body = bytearray()
    async for piece in request.stream():
        body += piece
        if len(body) > MOST_BYTES:
            return None
    try:
        pairs = parse_qsl(
            body.decode("ascii"), keep_blank_values=True, max_num_fields=_MOST_FIELDS, errors="strict"
        )
    except ValueError:
        return None
    return dict(pairs)
