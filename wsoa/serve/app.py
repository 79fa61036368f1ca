"""The application: which address gives which page, and what becomes of a form that was sent."""

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
from wsoa.serve.events import Feed, git_logs, watch
from wsoa.serve.guard import MOST_BYTES, Guard
from wsoa.serve.pages import Answer, Pages
from wsoa.serve.workspace import Workspace

_MOST_FIELDS = 40
_TYPES = {
    "html": "text/html",
    "css": "text/css",
    "csv": "text/csv",
    "json": "application/json",
    "ics": "text/calendar",
    "atom": "application/atom+xml",
}


class Terms(NamedTuple):
    """On what terms the pages are served: the names it goes by, the token of its forms, whether it may write."""

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
    writing = Lock()

    async def look(request: Request) -> Response:
        return _response(await run_in_threadpool(_safely, pages.site_page, request.path_params["address"]))

    async def last(request: Request) -> Response:
        return _response(await run_in_threadpool(_safely, pages.last_page, request.path_params["address"]))

    async def changes(_request: Request) -> Response:
        return _response(await run_in_threadpool(_safely, pages.changes))

    async def findings(request: Request) -> Response:
        return _response(await run_in_threadpool(_safely, pages.findings, request.path_params["place"]))

    async def mine(request: Request) -> Response:
        place, role = request.path_params["place"], request.path_params.get("role", "")
        return _response(await run_in_threadpool(_safely, pages.mine, place, role))

    async def opened(request: Request) -> Response:
        asked = dict(request.query_params)
        return _response(await run_in_threadpool(_safely, pages.opened, request.path_params["place"], asked))

    async def sent(request: Request) -> Response:
        given = await _form(request)
        if given is None:
            return PlainTextResponse("The form is too large, or is none.\n", 413)

        def answer() -> Answer:
            known = compare_digest(given.get("token", "").encode(), terms.token.encode())
            with writing:
                return pages.sent(request.path_params["place"], given, trusted=known)

        return _response(await run_in_threadpool(_safely, answer))

    async def events(_request: Request) -> Response:
        if feed.full:
            return PlainTextResponse("Too many pages are open.\n", 503)
        return StreamingResponse(feed.stream(), media_type="text/event-stream")

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

    routes = [
        Route("/-/events", events),
        Route("/-/changes", changes),
        Route("/-/findings/{place}", findings),
        Route("/-/mine/{place}", mine),
        Route("/-/mine/{place}/{role}", mine),
        Route("/-/report/{place}", opened),
        Route("/-/report/{place}", sent, methods=["POST"]),
        Route("/-/last/{address:path}", last),
        Route("/{address:path}", look),
    ]
    guarded = Guard(Starlette(routes=routes, lifespan=life), hosts=terms.hosts, read_only=terms.read_only)
    return Served(guarded, feed.close)


def _safely(make: Callable[..., Answer], *given: object) -> Answer:
    """Make an answer; what cannot go on becomes its sentence."""
    try:
        return make(*given)
    except WsoaError as stop:
        return Answer(500, f"{stop}\n", "txt")
    except OSError as error:
        return Answer(500, f"wsoa could not finish: {error.strerror or error}.\n", "txt")


def _response(answer: Answer) -> Response:
    if answer.to:
        return RedirectResponse(quote(answer.to, safe="/?&=#%~():@!$'*+,;-._"), answer.status)
    headers = {"content-security-policy": answer.policy} if answer.policy else {}
    if answer.kind == "html":
        return HTMLResponse(answer.text, answer.status, headers)
    return Response(
        answer.text.encode("utf-8", "replace"), answer.status, headers, _TYPES.get(answer.kind, "text/plain")
    )


async def _form(request: Request) -> Mapping[str, str] | None:
    """Read a form, its last answer to each question; None where it is too large or no form."""
    body = b""
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
