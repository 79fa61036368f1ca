"""What an editor asks of a plan, one function a question."""

from __future__ import annotations

import asyncio

from lsprotocol import types
from pygls.exceptions import JsonRpcContentModified, JsonRpcException

from wsoa.authoring.format import laid_out
from wsoa.editor import navigation
from wsoa.editor import rename as renaming
from wsoa.editor.completion import completions
from wsoa.editor.explain import explain
from wsoa.editor.fixes import fix_all, quick_fixes
from wsoa.editor.lines import line_splices
from wsoa.editor.positions import Range
from wsoa.editor.protocol import FIX_ALL
from wsoa.editor.rename import CannotRenameError, renameable
from wsoa.editor.session import Session
from wsoa.files.editing.layout import CannotEditError


class RefusedError(JsonRpcException):
    """What an editor asked for is refused; the message says why."""

    CODE = types.LSPErrorCodes.RequestFailed.value
    MESSAGE = "Refused"


async def completion(session: Session, params: types.CompletionParams) -> types.CompletionList | None:
    """Offer roles, refs, rating codes and dates where one of them is being typed."""
    asked = await session.asked(params)
    if asked is None:
        return None
    found = completions(asked.plan, asked.file, asked.offset, session.today())
    return session.wire().completion(asked.file, found) if found is not None else None


async def hover(session: Session, params: types.HoverParams) -> types.Hover | None:
    """Say what stands at a place: who a role is, how an item stands, what a date means."""
    asked = await session.asked(params)
    told = explain(asked.plan, asked.file, asked.offset, session.today()) if asked is not None else None
    return session.wire().hover(asked.file, told) if asked is not None and told is not None else None


async def definition(session: Session, params: types.DefinitionParams) -> types.Location | None:
    """Go to where a role or a ref is defined."""
    asked = await session.asked(params)
    if asked is None:
        return None
    found = navigation.definition(asked.plan.names, asked.file.source.file, asked.offset)
    return session.wire().location(asked.plan, found.file, found) if found is not None else None


async def references(session: Session, params: types.ReferenceParams) -> list[types.Location]:
    """Find every place that names a role or a ref."""
    asked = await session.asked(params)
    if asked is None:
        return []
    declared = params.context.include_declaration
    found = navigation.references(asked.plan.names, asked.file.source.file, asked.offset, declared=declared)
    return [session.wire().location(asked.plan, one.file, one) for one in found]


async def highlight(session: Session, params: types.DocumentHighlightParams) -> list[types.DocumentHighlight]:
    """Mark every mention of a name in its own file."""
    asked = await session.asked(params)
    if asked is None:
        return []
    found = navigation.references(asked.plan.names, asked.file.source.file, asked.offset)
    own = [one for one in found if one.file == asked.file.source.file]
    return [types.DocumentHighlight(session.wire().location(asked.plan, one.file, one).range) for one in own]


async def prepare_rename(
    session: Session, params: types.PrepareRenameParams
) -> types.PrepareRenamePlaceholder | None:
    """Say what would be renamed, or why nothing here can be."""
    asked = await session.asked(params)
    if asked is None:
        return None
    try:
        found = renameable(asked.plan, asked.file, asked.offset)
    except CannotRenameError as refusal:
        raise RefusedError(str(refusal)) from None
    quoted = found.end - found.start == len(found.written) + 2
    inner = Range(found.start + quoted, found.end - quoted)
    return types.PrepareRenamePlaceholder(session.wire().range(asked.file.text, inner), found.written)


async def rename(session: Session, params: types.RenameParams) -> types.WorkspaceEdit | None:
    """Give a role or a ref another name everywhere, as one edit, or say why not."""
    asked = await session.asked(params)
    if asked is None:
        return None
    try:
        mention = renameable(asked.plan, asked.file, asked.offset)
        past = await asyncio.to_thread(session.pasts.of, asked.plan.folder)
        if session.workspace.plan(asked.plan.folder) is not asked.plan:
            raise JsonRpcContentModified
        splices = renaming.rename(asked.plan, mention.name, params.new_name, past)
    except CannotRenameError as refusal:
        raise RefusedError(str(refusal)) from None
    return session.wire().workspace_edit(asked.plan, splices)


async def symbols(
    session: Session, params: types.DocumentSymbolParams
) -> list[types.DocumentSymbol] | list[types.SymbolInformation]:
    """Return how a file is made up."""
    asked = await session.asked(params)
    if asked is None:
        return []
    wire, found = session.wire(), navigation.symbols(asked.file)
    document = session.server.client_capabilities.text_document
    shown = document.document_symbol if document is not None else None
    if shown is not None and shown.hierarchical_document_symbol_support:
        return [wire.symbol(asked.file, one) for one in found]
    return [flat for one in found for flat in wire.flat_symbols(asked.file, one)]


async def formatting(session: Session, params: types.DocumentFormattingParams) -> list[types.TextEdit] | None:
    """Lay a file out as ``wsoa format`` does; one with errors, which are in sight, is left alone."""
    asked = await session.asked(params)
    if asked is None:
        return None
    file = asked.file
    try:
        text = laid_out(file.source, file.findings, file.model)
    except CannotEditError as refusal:
        words = f"{file.source.file} is left as it is: {refusal.why} (line {refusal.line})."
        session.server.window_log_message(types.LogMessageParams(types.MessageType.Warning, words))
        return None
    return session.wire().edits(file.text, line_splices(file.text.characters, text))


async def actions(session: Session, params: types.CodeActionParams) -> list[types.CodeAction]:
    """Offer the fixes of the findings in a stretch of text, or all safe ones where that is asked for."""
    asked = await session.asked(params)
    if asked is None:
        return []
    wire, plan, file = session.wire(), asked.plan, asked.file
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


def _covers(kind: str, wanted: str) -> bool:
    """Tell whether a kind of action that was asked for takes in another: source takes in source.fixAll."""
    return wanted == kind or wanted.startswith(f"{kind}.")
