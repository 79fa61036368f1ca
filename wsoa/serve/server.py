"""Running the application: one address, one process, until it is told to stop."""

from __future__ import annotations

import socket
from collections.abc import Callable
from types import FrameType

import uvicorn
from starlette.types import ASGIApp

from wsoa.errors import WsoaError

LOOPBACK = ("127.0.0.1", "localhost", "::1")
_CANNOT = 3


class _Server(uvicorn.Server):
    """A server that ends the streams of open pages before it waits for them."""

    def __init__(self, config: uvicorn.Config, leave: Callable[[], None]) -> None:
        super().__init__(config)
        self._leave = leave

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        """Stop on Ctrl-C and on a polite kill."""
        self._leave()
        super().handle_exit(sig, frame)


def listening(host: str, port: int) -> socket.socket:
    """Open the address.

    Raises:
        WsoaError: it is not an address of this machine, or somebody else has it.
    """
    try:
        family = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0][0]
        return socket.create_server((host, port), family=family, backlog=64)
    except OSError as error:
        why = error.strerror or str(error)
        raise WsoaError(
            f"{host} port {port} cannot be used: {why}. Name another with --port.", _CANNOT
        ) from None


def run(app: ASGIApp, opened: socket.socket, leave: Callable[[], None]) -> None:
    """Serve until stopped; ``leave`` is called first."""
    config = uvicorn.Config(
        app, log_level="warning", access_log=False, server_header=False, timeout_graceful_shutdown=2,
        limit_concurrency=200, h11_max_incomplete_event_size=32_768, proxy_headers=False,
    )  # fmt: skip
    _Server(config, leave).run(sockets=[opened])
