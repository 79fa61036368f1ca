"""The one base of every error that ends an operation with a sentence."""

from __future__ import annotations

USAGE = 2


class WsoaError(Exception):
    """The operation cannot go on; the message says why in one sentence.

    ``code`` is the exit code that the command line gives it.
    """

    def __init__(self, message: str, code: int = USAGE) -> None:
        super().__init__(message)
        self.code = code
