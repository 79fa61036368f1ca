"""The language server: every message that is answered, and the two pipes it comes and goes by."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from datetime import date
from functools import partial
from typing import BinaryIO

from lsprotocol import types
from pygls.exceptions import JsonRpcContentModified
from pygls.lsp.server import LanguageServer

from wsoa import __version__
from wsoa.editor import answers
from wsoa.editor.answers import RefusedError
from wsoa.editor.protocol import FIX_ALL, SOURCE
from wsoa.editor.session import Session

FEATURES: Mapping[str, tuple[Callable[..., object], object]] = {
    types.INITIALIZED: (Session.initialized, None),
    types.SHUTDOWN: (Session.shut_down, None),
    types.TEXT_DOCUMENT_DID_OPEN: (Session.opened, None),
    types.TEXT_DOCUMENT_DID_CHANGE: (Session.changed, None),
    types.TEXT_DOCUMENT_DID_CLOSE: (Session.closed, None),
    types.TEXT_DOCUMENT_DID_SAVE: (Session.looked_again, None),
    types.WORKSPACE_DID_CHANGE_WATCHED_FILES: (Session.looked_again, None),
    types.TEXT_DOCUMENT_COMPLETION: (
        answers.completion,
        types.CompletionOptions(trigger_characters=[" ", "[", ",", '"', "'"]),
    ),
    types.TEXT_DOCUMENT_HOVER: (answers.hover, None),
    types.TEXT_DOCUMENT_DEFINITION: (answers.definition, None),
    types.TEXT_DOCUMENT_REFERENCES: (answers.references, None),
    types.TEXT_DOCUMENT_DOCUMENT_HIGHLIGHT: (answers.highlight, None),
    types.TEXT_DOCUMENT_PREPARE_RENAME: (answers.prepare_rename, None),
    types.TEXT_DOCUMENT_RENAME: (answers.rename, None),
    types.TEXT_DOCUMENT_DOCUMENT_SYMBOL: (answers.symbols, None),
    types.TEXT_DOCUMENT_FORMATTING: (answers.formatting, None),
    types.TEXT_DOCUMENT_CODE_ACTION: (
        answers.actions,
        types.CodeActionOptions(code_action_kinds=[types.CodeActionKind.QuickFix, FIX_ALL]),
    ),
}
"""Every message that is answered, and how."""


def serve(
    today: Callable[[], date],
    variables: Mapping[str, str],
    asked: BinaryIO,
    answers: BinaryIO,
    *,
    progress: bool,
) -> bool:
    """Answer an editor over two pipes; True where it said goodbye, False where it broke off."""
    log = logging.StreamHandler()
    log.addFilter(_is_fault)
    logging.getLogger().addHandler(log)
    server, session = listening(today, variables, progress=progress)
    server.start_io(asked, answers)
    return session.ended


def listening(
    today: Callable[[], date], variables: Mapping[str, str], *, progress: bool
) -> tuple[LanguageServer, Session]:
    """Return a server that answers nobody yet, and the session it will hold.

    ``today`` is asked anew each time: an editor stays open for days. ``variables`` are what git may see of
    the environment. With ``progress``, findings that depend on the day are told too.
    """
    # Whole texts: the library counts line ends otherwise than editors do when it is sent parts of one.
    server = LanguageServer(SOURCE, __version__, text_document_sync_kind=types.TextDocumentSyncKind.Full)
    session = Session(server, today, variables, progress=progress)
    for method, (work, options) in FEATURES.items():
        server.feature(method, options)(partial(work, session))
    return server, session


def _is_fault(record: logging.LogRecord) -> bool:
    """Keep a refusal, which the editor shows, from being logged as a fault with its traceback."""
    raised = record.exc_info[1] if record.exc_info else None
    return not isinstance(raised, (RefusedError, JsonRpcContentModified))
