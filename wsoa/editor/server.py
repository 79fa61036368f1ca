"""The language server: what an editor asks, answered from its own text.

A change is checked a moment after it, so that a burst of keys is checked once, and a question asked meanwhile
waits for that check. A question that the editor takes back is dropped; one about a text that has changed
since is answered as outdated, for the editor to ask again.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Mapping
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any, BinaryIO, NamedTuple

from lsprotocol import types
from pygls.exceptions import JsonRpcContentModified, JsonRpcException
from pygls.lsp.server import LanguageServer

from wsoa import __version__
from wsoa.authoring.format import laid_out
from wsoa.editor import navigation
from wsoa.editor.completion import completions
from wsoa.editor.explain import explain
from wsoa.editor.fixes import fix_all, quick_fixes
from wsoa.editor.lines import line_splices
from wsoa.editor.past import PastReader
from wsoa.editor.positions import Range, Text, Units
from wsoa.editor.protocol import FIX_ALL, SOURCE, Wire, from_wire, path_of
from wsoa.editor.rename import CannotRenameError, rename, renameable
from wsoa.editor.workspace import OpenPlan, PlanFile, Workspace
from wsoa.files.layout import CannotEditError

PAUSE = 0.01
"""Seconds between a change and its check; a burst of keys comes quicker than that."""


class RefusedError(JsonRpcException):
    """What an editor asked for is refused; the message says why."""

    CODE = types.LSPErrorCodes.RequestFailed.value
    MESSAGE = "Refused"


class _Asked(NamedTuple):
    """The plan and the file that a question is about, and the character it points at."""

    plan: OpenPlan
    file: PlanFile
    offset: int


class Session:
    """One editor and the plans it has open."""

    def __init__(
        self,
        server: LanguageServer,
        today: Callable[[], date],
        variables: Mapping[str, str],
        *,
        progress: bool,
    ) -> None:
        self._server = server
        self._today = today
        self._progress = progress
        self._workspace = Workspace()
        self._pasts = PastReader(variables)
        self._addresses: dict[Path, str] = {}
        self._told: dict[str, tuple[int | None, list[types.Diagnostic]]] = {}
        self._pending: asyncio.Future[None] | None = None
        self._shown = ""
        self.ended = False

    # What the editor tells

    def initialized(self, _: types.InitializedParams) -> None:
        """Ask to be told of files that change on the disk, where the editor can."""
        workspace = self._server.client_capabilities.workspace
        watched = workspace.did_change_watched_files if workspace is not None else None
        if watched is not None and watched.dynamic_registration:
            watchers = [types.FileSystemWatcher("**/*.{yaml,yml}")]
            options = types.DidChangeWatchedFilesRegistrationOptions(watchers)
            method = types.WORKSPACE_DID_CHANGE_WATCHED_FILES
            self._server.client_register_capability(
                types.RegistrationParams([types.Registration("plan-files", method, options)])
            )

    def opened(self, params: types.DidOpenTextDocumentParams) -> None:
        """Take a document that was opened."""
        document = params.text_document
        self._hold(document.uri, Text(document.text), document.version)

    def changed(self, params: types.DidChangeTextDocumentParams) -> None:
        """Take a change, whole or in parts: each part counts in the text after the one before it."""
        path = path_of(params.text_document.uri)
        held = self._workspace.documents.get(path) if path is not None else None
        if held is None:
            return
        text = held.text
        for change in params.content_changes:
            if isinstance(change, types.TextDocumentContentChangePartial):
                start, end = from_wire(change.range.start), from_wire(change.range.end)
                text = text.replaced(start, end, change.text, self._units)
            else:
                text = Text(change.text)
        self._hold(params.text_document.uri, text, params.text_document.version)

    def closed(self, params: types.DidCloseTextDocumentParams) -> None:
        """Let go of a document; what is on the disk counts from now on."""
        path = path_of(params.text_document.uri)
        if path is not None:
            self._workspace.let_go(path)
            self._addresses.pop(path, None)
            self._soon()

    def shut_down(self, _: object) -> None:
        """Note that the editor said goodbye."""
        self.ended = True

    def looked_again(self, _: object) -> None:
        """Look at the disk again: something was saved, or changed by another program."""
        self._soon()

    def _hold(self, uri: str, text: Text, version: int) -> None:
        path = path_of(uri)
        if path is not None:
            self._workspace.hold(path, text, version)
            self._addresses[path] = uri
            self._soon()

    # What it is told

    def _soon(self) -> None:
        if self._pending is None:
            loop = asyncio.get_running_loop()
            self._pending = loop.create_future()
            loop.call_later(PAUSE, self._check)

    def _check(self) -> None:
        pending, self._pending = self._pending, None
        try:
            self._publish()
        except Exception as error:
            logging.getLogger(__name__).exception("the plans could not be checked")
            self._fault(f"wsoa could not check the plan: {type(error).__name__}: {error}.")
        finally:
            if pending is not None and not pending.done():
                pending.set_result(None)

    def _publish(self) -> None:
        """Send the findings of every file whose findings, or whose version, are not what was sent last."""
        day = self._today() if self._progress else None
        wire, found = self._wire(), {}
        for folder in self._workspace.folders:
            plan = self._workspace.plan(folder)
            by_file: dict[str, list[types.Diagnostic]] = {file.source.file: [] for file in plan.files}
            for finding in plan.findings(day):
                file = plan.named(finding.place.file)
                by_file[finding.place.file].append(wire.diagnostic(plan, file, finding))
            for file in plan.files:
                found[wire.uri(file.path)] = (file.version, by_file[file.source.file])
        for uri, (version, diagnostics) in {**{uri: (None, []) for uri in self._told}, **found}.items():
            if self._told.get(uri, (None, [])) != (version, diagnostics):
                self._server.text_document_publish_diagnostics(
                    types.PublishDiagnosticsParams(uri, diagnostics, version)
                )
        self._told = found

    def _fault(self, words: str) -> None:
        """Show a fault of our own, once for as long as it is the same: it may come back with every key."""
        if words != self._shown:
            self._shown = words
            self._server.window_show_message(types.ShowMessageParams(types.MessageType.Error, words))

    # What it asks

    async def completion(self, params: types.CompletionParams) -> types.CompletionList | None:
        """Offer roles, refs, rating codes and dates where one of them is being typed."""
        asked = await self._asked(params)
        if asked is None:
            return None
        found = completions(asked.plan, asked.file, asked.offset, self._today())
        return self._wire().completion(asked.file, found) if found is not None else None

    async def hover(self, params: types.HoverParams) -> types.Hover | None:
        """Say what stands at a place: who a role is, how an item stands, what a date means."""
        asked = await self._asked(params)
        told = explain(asked.plan, asked.file, asked.offset, self._today()) if asked is not None else None
        return self._wire().hover(asked.file, told) if asked is not None and told is not None else None

    async def definition(self, params: types.DefinitionParams) -> types.Location | None:
        """Go to where a role or a ref is defined."""
        asked = await self._asked(params)
        if asked is None:
            return None
        found = navigation.definition(asked.plan.names, asked.file.source.file, asked.offset)
        return self._wire().location(asked.plan, found.file, found) if found is not None else None

    async def references(self, params: types.ReferenceParams) -> list[types.Location]:
        """Find every place that names a role or a ref."""
        asked = await self._asked(params)
        if asked is None:
            return []
        declared = params.context.include_declaration
        found = navigation.references(
            asked.plan.names, asked.file.source.file, asked.offset, declared=declared
        )
        return [self._wire().location(asked.plan, one.file, one) for one in found]

    async def highlight(self, params: types.DocumentHighlightParams) -> list[types.DocumentHighlight]:
        """Mark every mention of a name in its own file."""
        asked = await self._asked(params)
        if asked is None:
            return []
        found = navigation.references(asked.plan.names, asked.file.source.file, asked.offset)
        own = [one for one in found if one.file == asked.file.source.file]
        return [
            types.DocumentHighlight(self._wire().location(asked.plan, one.file, one).range) for one in own
        ]

    async def prepare_rename(
        self, params: types.PrepareRenameParams
    ) -> types.PrepareRenamePlaceholder | None:
        """Say what would be renamed, or why nothing here can be."""
        asked = await self._asked(params)
        if asked is None:
            return None
        try:
            found = renameable(asked.plan, asked.file, asked.offset)
        except CannotRenameError as refusal:
            raise RefusedError(str(refusal)) from None
        quoted = found.end - found.start == len(found.written) + 2
        inner = Range(found.start + quoted, found.end - quoted)
        return types.PrepareRenamePlaceholder(self._wire().range(asked.file.text, inner), found.written)

    async def rename(self, params: types.RenameParams) -> types.WorkspaceEdit | None:
        """Give a role or a ref another name everywhere, as one edit, or say why not."""
        asked = await self._asked(params)
        if asked is None:
            return None
        try:
            mention = renameable(asked.plan, asked.file, asked.offset)
            past = await asyncio.to_thread(self._pasts.of, asked.plan.folder)
            if self._workspace.plan(asked.plan.folder) is not asked.plan:
                raise JsonRpcContentModified
            splices = rename(asked.plan, mention.name, params.new_name, past)
        except CannotRenameError as refusal:
            raise RefusedError(str(refusal)) from None
        return self._wire().workspace_edit(asked.plan, splices)

    async def symbols(
        self, params: types.DocumentSymbolParams
    ) -> list[types.DocumentSymbol] | list[types.SymbolInformation]:
        """Return how a file is made up."""
        asked = await self._asked(params)
        if asked is None:
            return []
        wire, found = self._wire(), navigation.symbols(asked.file)
        document = self._server.client_capabilities.text_document
        shown = document.document_symbol if document is not None else None
        if shown is not None and shown.hierarchical_document_symbol_support:
            return [wire.symbol(asked.file, one) for one in found]
        return [flat for one in found for flat in wire.flat_symbols(asked.file, one)]

    async def format(self, params: types.DocumentFormattingParams) -> list[types.TextEdit] | None:
        """Lay a file out as ``wsoa format`` does; one with errors, which are in sight, is left alone."""
        asked = await self._asked(params)
        if asked is None:
            return None
        file = asked.file
        try:
            text = laid_out(file.source, file.findings, file.model)
        except CannotEditError as refusal:
            words = f"{file.source.file} is left as it is: {refusal.why} (line {refusal.line})."
            self._server.window_log_message(types.LogMessageParams(types.MessageType.Warning, words))
            return None
        return self._wire().edits(file.text, line_splices(file.text.characters, text))

    async def actions(self, params: types.CodeActionParams) -> list[types.CodeAction]:
        """Offer the fixes of the findings in a stretch of text, or all safe ones where that is asked for."""
        asked = await self._asked(params)
        if asked is None:
            return []
        wire, plan, file = self._wire(), asked.plan, asked.file
        only = [str(getattr(kind, "value", kind)) for kind in params.context.only or ()]
        made = []
        if not only or any(_covers(kind, types.CodeActionKind.QuickFix.value) for kind in only):
            within = wire.stretch(file.text, params.range)
            made += [wire.quick_fix(plan, file, fix) for fix in quick_fixes(plan, file, within)]
        if any(_covers(kind, FIX_ALL) for kind in only):
            splices = fix_all(plan, file)
            if splices:
                edit = wire.workspace_edit(plan, {file.source.file: splices})
                made.append(types.CodeAction("Fix what can mean one thing only", kind=FIX_ALL, edit=edit))
        return made

    async def _asked(self, params: Any) -> _Asked | None:  # noqa: ANN401 - whatever names a document, and perhaps a place in it
        """Return what a question is about, once what was typed last is checked; None for a file of no plan.

        Raises:
            JsonRpcContentModified: the document changed after the question was asked.
        """
        path = path_of(params.text_document.uri)
        before = self._workspace.documents.get(path) if path is not None else None
        await asyncio.sleep(0) if self._pending is None else await asyncio.shield(self._pending)
        if path is None:
            return None
        if self._workspace.documents.get(path) is not before:
            raise JsonRpcContentModified
        plan = self._workspace.plan_of(path)
        file = plan.file(path) if plan is not None else None
        if plan is None or file is None:
            return None
        position = getattr(params, "position", None)
        offset = file.text.offset(from_wire(position), self._units) if position is not None else 0
        return _Asked(plan, file, offset)

    # How both count

    @property
    def _units(self) -> Units:
        agreed = self._server.workspace.position_encoding
        return Units(str(getattr(agreed, "value", agreed)))

    def _wire(self) -> Wire:
        able = self._server.client_capabilities
        shown = able.text_document.publish_diagnostics if able.text_document is not None else None
        edits = able.workspace.workspace_edit if able.workspace is not None else None
        return Wire(
            self._units,
            self._addresses,
            related=bool(shown is not None and shown.related_information),
            versioned=bool(edits is not None and edits.document_changes),
        )


def _covers(kind: str, wanted: str) -> bool:
    """Tell whether a kind of action that was asked for takes in another: source takes in source.fixAll."""
    return wanted == kind or wanted.startswith(f"{kind}.")


Told = Callable[[Session, Any], None]
Asked = Callable[[Session, Any], Awaitable[object]]
FEATURES: Mapping[str, tuple[Told | Asked, object]] = {
    types.INITIALIZED: (Session.initialized, None),
    types.SHUTDOWN: (Session.shut_down, None),
    types.TEXT_DOCUMENT_DID_OPEN: (Session.opened, None),
    types.TEXT_DOCUMENT_DID_CHANGE: (Session.changed, None),
    types.TEXT_DOCUMENT_DID_CLOSE: (Session.closed, None),
    types.TEXT_DOCUMENT_DID_SAVE: (Session.looked_again, None),
    types.WORKSPACE_DID_CHANGE_WATCHED_FILES: (Session.looked_again, None),
    types.TEXT_DOCUMENT_COMPLETION: (
        Session.completion,
        types.CompletionOptions(trigger_characters=[" ", "[", ",", '"', "'"]),
    ),
    types.TEXT_DOCUMENT_HOVER: (Session.hover, None),
    types.TEXT_DOCUMENT_DEFINITION: (Session.definition, None),
    types.TEXT_DOCUMENT_REFERENCES: (Session.references, None),
    types.TEXT_DOCUMENT_DOCUMENT_HIGHLIGHT: (Session.highlight, None),
    types.TEXT_DOCUMENT_PREPARE_RENAME: (Session.prepare_rename, None),
    types.TEXT_DOCUMENT_RENAME: (Session.rename, None),
    types.TEXT_DOCUMENT_DOCUMENT_SYMBOL: (Session.symbols, None),
    types.TEXT_DOCUMENT_FORMATTING: (Session.format, None),
    types.TEXT_DOCUMENT_CODE_ACTION: (
        Session.actions,
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
    """Answer an editor over two pipes; True where it said goodbye, False where it broke off.

    ``today`` is asked anew each time: an editor stays open for days. ``variables`` are what git may see of
    the environment. With ``progress``, findings that depend on the day are told too.
    """
    log = logging.StreamHandler()
    log.addFilter(_is_fault)
    logging.getLogger().addHandler(log)
    # Whole texts: the library counts line ends otherwise than editors do when it is sent parts of one.
    server = LanguageServer(SOURCE, __version__, text_document_sync_kind=types.TextDocumentSyncKind.Full)
    session = Session(server, today, variables, progress=progress)
    for method, (work, options) in FEATURES.items():
        server.feature(method, options)(partial(work, session))
    server.start_io(asked, answers)
    return session.ended


def _is_fault(record: logging.LogRecord) -> bool:
    """Keep a refusal, which the editor shows, from being logged as a fault with its traceback."""
    raised = record.exc_info[1] if record.exc_info else None
    return not isinstance(raised, (RefusedError, JsonRpcContentModified))
