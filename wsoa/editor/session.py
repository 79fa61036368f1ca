"""One editor and the plans it has open: what it tells, what it is told, and what its questions are about.

A change is checked a moment after it, so that a burst of keys is checked once, and a question asked meanwhile
waits for that check. A question that the editor takes back is dropped; one about a text that has changed
since is answered as outdated, for the editor to ask again.
"""

from __future__ import annotations

import asyncio
import logging
from collections import defaultdict
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

from lsprotocol import types
from pygls.exceptions import JsonRpcContentModified
from pygls.lsp.server import LanguageServer

from wsoa.editor.past import PastReader
from wsoa.editor.positions import Text, Units
from wsoa.editor.protocol import Wire, from_wire, path_of
from wsoa.editor.workspace import OpenPlan, PlanFile, Workspace

PAUSE = 0.01
"""Seconds between a change and its check; a burst of keys comes quicker than that."""


class Asked(NamedTuple):
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
        self.server = server
        self.today = today
        self._progress = progress
        self.workspace = Workspace()
        self.pasts = PastReader(variables)
        self._addresses: dict[Path, str] = {}
        self._told: dict[str, tuple[int | None, list[types.Diagnostic]]] = {}
        self._timer: asyncio.TimerHandle | None = None
        self._waiting: defaultdict[Path, list[asyncio.Future[None]]] = defaultdict(list)
        self._shown = ""
        self.ended = False

    # What the editor tells

    def initialized(self, _: types.InitializedParams) -> None:
        """Ask to be told of files that change on the disk, where the editor can."""
        workspace = self.server.client_capabilities.workspace
        watched = workspace.did_change_watched_files if workspace is not None else None
        if watched is not None and watched.dynamic_registration:
            watchers = [types.FileSystemWatcher("**/*.{yaml,yml}")]
            options = types.DidChangeWatchedFilesRegistrationOptions(watchers)
            method = types.WORKSPACE_DID_CHANGE_WATCHED_FILES
            self.server.client_register_capability(
                types.RegistrationParams([types.Registration("plan-files", method, options)])
            )

    def opened(self, params: types.DidOpenTextDocumentParams) -> None:
        """Take a document that was opened."""
        document = params.text_document
        self._hold(document.uri, Text(document.text), document.version)

    def changed(self, params: types.DidChangeTextDocumentParams) -> None:
        """Take a change, whole or in parts: each part counts in the text after the one before it."""
        path = path_of(params.text_document.uri)
        held = self.workspace.documents.get(path) if path is not None else None
        if held is None:
            return
        text = held.text
        for change in params.content_changes:
            if isinstance(change, types.TextDocumentContentChangePartial):
                start, end = from_wire(change.range.start), from_wire(change.range.end)
                text = text.replaced(start, end, change.text, self.units)
            else:
                text = Text(change.text)
        self._hold(params.text_document.uri, text, params.text_document.version)

    def closed(self, params: types.DidCloseTextDocumentParams) -> None:
        """Let go of a document; what is on the disk counts from now on."""
        path = path_of(params.text_document.uri)
        if path is not None:
            self.workspace.let_go(path)
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
            self.workspace.hold(path, text, version)
            self._addresses[path] = uri
            for question in self._waiting.pop(path, ()):
                if not question.done():
                    question.set_exception(JsonRpcContentModified())
            self._soon()

    # What it is told

    def _soon(self) -> None:
        if self._timer is None:
            self._timer = asyncio.get_running_loop().call_later(PAUSE, self._check)

    def _check(self) -> None:
        self._timer = None
        try:
            self._publish()
        except Exception as error:
            logging.getLogger(__name__).exception("the plans could not be checked")
            self._fault(f"wsoa could not check the plan: {type(error).__name__}: {error}.")
        finally:
            waiting, self._waiting = self._waiting, defaultdict(list)
            for question in (one for held in waiting.values() for one in held):
                if not question.done():
                    question.set_result(None)

    def _publish(self) -> None:
        """Send the findings of every file whose findings, or whose version, are not what was sent last."""
        day = self.today() if self._progress else None
        wire, found = self.wire(), {}
        for folder in self.workspace.folders:
            plan = self.workspace.plan(folder)
            by_file: dict[str, list[types.Diagnostic]] = {file.source.file: [] for file in plan.files}
            for finding in plan.findings(day):
                file = plan.named(finding.place.file)
                by_file[finding.place.file].append(wire.diagnostic(plan, file, finding))
            for file in plan.files:
                found[wire.uri(file.path)] = (file.version, by_file[file.source.file])
        for uri, (version, diagnostics) in {**{uri: (None, []) for uri in self._told}, **found}.items():
            if self._told.get(uri, (None, [])) != (version, diagnostics):
                self.server.text_document_publish_diagnostics(
                    types.PublishDiagnosticsParams(uri, diagnostics, version)
                )
        self._told = found

    def _fault(self, words: str) -> None:
        """Show a fault of our own, once for as long as it is the same: it may come back with every key."""
        if words != self._shown:
            self._shown = words
            self.server.window_show_message(types.ShowMessageParams(types.MessageType.Error, words))

    # What it asks

    async def asked(self, params: Any) -> Asked | None:  # noqa: ANN401 - whatever names a document, and perhaps a place in it
        """Return what a question is about, once what was typed last is checked; None for a file of no plan.

        Raises:
            JsonRpcContentModified: the document changed after the question was asked.
        """
        path = path_of(params.text_document.uri)
        if path is None:
            return None
        if self._timer is not None:
            question = asyncio.get_running_loop().create_future()
            self._waiting[path].append(question)
            await question
        plan = self.workspace.plan_of(path)
        file = plan.file(path) if plan is not None else None
        if plan is None or file is None:
            return None
        position = getattr(params, "position", None)
        offset = file.text.offset(from_wire(position), self.units) if position is not None else 0
        return Asked(plan, file, offset)

    # How both count

    @property
    def units(self) -> Units:
        """What this editor counts within a line, as was agreed when it introduced itself."""
        agreed = self.server.workspace.position_encoding
        return Units(str(getattr(agreed, "value", agreed)))

    def wire(self) -> Wire:
        """Return what turns values into messages for this editor, by what it says it can show."""
        able = self.server.client_capabilities
        shown = able.text_document.publish_diagnostics if able.text_document is not None else None
        edits = able.workspace.workspace_edit if able.workspace is not None else None
        return Wire(
            self.units,
            self._addresses,
            related=bool(shown is not None and shown.related_information),
            versioned=bool(edits is not None and edits.document_changes),
        )
