"""From our values to those of the Language Server Protocol, and back: positions, findings, edits, items."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from importlib.resources import files
from pathlib import Path

from lsprotocol import types
from pydantic import BaseModel
from pygls.uris import from_fs_path, to_fs_path

from wsoa.editor.completion import Offers
from wsoa.editor.explain import Told
from wsoa.editor.fixes import QuickFix
from wsoa.editor.meaning import Meaning
from wsoa.editor.names import Mention
from wsoa.editor.navigation import Symbol
from wsoa.editor.positions import Position, Range, Text, Units
from wsoa.editor.workspace import OpenPlan, PlanFile
from wsoa.files.editing.splice import Splice
from wsoa.findings import Finding, Place, Severity
from wsoa.plan.head import Governance, Review, Role, Weakness
from wsoa.plan.kpis import Kpi, KpiPart
from wsoa.plan.models import Action, Milestone, Outcome, Plan, Workstream

SOURCE = "wsoa"
FIX_ALL = f"{types.CodeActionKind.SourceFixAll.value}.{SOURCE}"
_SEVERITIES = {
    Severity.ERROR: types.DiagnosticSeverity.Error,
    Severity.WARNING: types.DiagnosticSeverity.Warning,
    Severity.INFO: types.DiagnosticSeverity.Information,
}
_OFFERED = {
    Meaning.ROLE: types.CompletionItemKind.Interface,
    Meaning.DATE: types.CompletionItemKind.Value,
    Meaning.RATING: types.CompletionItemKind.EnumMember,
    Meaning.RESOURCE: types.CompletionItemKind.EnumMember,
    Meaning.CODE: types.CompletionItemKind.Constant,
}
_SYMBOLS: Mapping[type[BaseModel], types.SymbolKind] = {
    Plan: types.SymbolKind.Namespace,
    Role: types.SymbolKind.Interface,
    Weakness: types.SymbolKind.Key,
    Governance: types.SymbolKind.Struct,
    Review: types.SymbolKind.Event,
    Workstream: types.SymbolKind.Module,
    Outcome: types.SymbolKind.Class,
    Action: types.SymbolKind.Method,
    Milestone: types.SymbolKind.Event,
    Kpi: types.SymbolKind.Number,
    KpiPart: types.SymbolKind.Field,
}


def path_of(uri: str) -> Path | None:
    """Return the file that a URI names; None for what is no file, such as a text never saved."""
    named = to_fs_path(uri)
    return Path(named) if named else None


def address(path: Path) -> str:
    """Return the URI of a file."""
    return from_fs_path(str(path)) or path.as_uri()


@lru_cache(maxsize=256)
def page_address(code: str, name: str) -> str | None:
    """Return the URI of the page that explains a finding, which came with wsoa; None where it is no file."""
    page = files("wsoa.checks").joinpath("pages", f"{code}-{name}.md")
    return address(page) if isinstance(page, Path) and page.is_file() else None


def from_wire(position: types.Position) -> Position:
    """Take a position as the editor sends it."""
    return Position(max(0, position.line), max(0, position.character))


class Wire:
    """Turns values into messages, counting as was agreed with the editor.

    ``addresses`` are the URIs of open documents as the editor spells them. ``related`` says that it shows
    places beside a finding, ``versioned`` that it takes changes of several files as one.
    """

    def __init__(
        self, units: Units, addresses: Mapping[Path, str], *, related: bool = False, versioned: bool = False
    ) -> None:
        self.units = units
        self._addresses = addresses
        self._related = related
        self._versioned = versioned

    def uri(self, path: Path) -> str:
        """Return a file's URI, spelt as the editor does."""
        return self._addresses.get(path) or address(path)

    def range(self, text: Text, stretch: Range) -> types.Range:
        """Return a stretch of a text."""
        start, end = (text.position(offset, self.units) for offset in stretch)
        return types.Range(types.Position(*start), types.Position(*end))

    def stretch(self, text: Text, wanted: types.Range) -> Range:
        """Return the characters of a range."""
        ends = sorted(text.offset(from_wire(one), self.units) for one in (wanted.start, wanted.end))
        return Range(*ends)

    def edits(self, text: Text, splices: Iterable[Splice]) -> list[types.TextEdit]:
        """Return splices as edits of one document."""
        return [types.TextEdit(self.range(text, Range(s.start, s.end)), s.text) for s in splices]

    def workspace_edit(self, plan: OpenPlan, splices: Mapping[str, Sequence[Splice]]) -> types.WorkspaceEdit:
        """Return changes of several files as one edit, tied to the versions that were looked at."""
        changed = [(plan.named(name), made) for name, made in splices.items() if made]
        if not self._versioned:
            return types.WorkspaceEdit(
                changes={self.uri(file.path): self.edits(file.text, made) for file, made in changed}
            )
        return types.WorkspaceEdit(
            document_changes=[
                types.TextDocumentEdit(
                    types.OptionalVersionedTextDocumentIdentifier(self.uri(file.path), file.version),
                    self.edits(file.text, made),
                )
                for file, made in changed
            ]
        )

    def diagnostic(self, plan: OpenPlan, file: PlanFile, finding: Finding) -> types.Diagnostic:
        """Return a finding with its way out below it, and a link to its page."""
        page = page_address(finding.code, finding.name)
        related = [
            types.DiagnosticRelatedInformation(self.location(plan, place.file, place), "see here")
            for place in (finding.related if self._related else ())
        ]
        return types.Diagnostic(
            range=self.range(file.text, file.text.range_of(finding.place)),
            message="\n".join(filter(None, (finding.message, finding.help))),
            severity=_SEVERITIES[finding.severity],
            code=finding.code,
            code_description=types.CodeDescription(page) if page else None,
            source=SOURCE,
            related_information=related or None,
        )

    def location(self, plan: OpenPlan, name: str, where: Place | Mention) -> types.Location:
        """Return a place in a file of a plan."""
        file = plan.named(name)
        stretch = file.text.range_of(where) if isinstance(where, Place) else Range(where.start, where.end)
        return types.Location(self.uri(file.path), self.range(file.text, stretch))

    def completion(self, file: PlanFile, found: Offers) -> types.CompletionList:
        """Return offers in their order. They change with every letter, so the editor is to ask again."""
        replace = self.range(file.text, found.replace)
        items = [
            types.CompletionItem(
                label=offer.label,
                kind=_OFFERED.get(offer.meaning, types.CompletionItemKind.Reference),
                detail=offer.words,
                sort_text=f"{number:04}",
                filter_text=found.typed or None,
                text_edit=types.TextEdit(replace, offer.written),
            )
            for number, offer in enumerate(found.offers)
        ]
        return types.CompletionList(is_incomplete=True, items=items)

    def hover(self, file: PlanFile, told: Told) -> types.Hover:
        """Return words about a stretch of text."""
        words = types.MarkupContent(types.MarkupKind.Markdown, told.markdown)
        return types.Hover(words, self.range(file.text, told.about))

    def quick_fix(self, plan: OpenPlan, file: PlanFile, fix: QuickFix) -> types.CodeAction:
        """Return one fix; the one an editor may take without asking is preferred."""
        return types.CodeAction(
            title=f"{fix.what} ({fix.finding.code})",
            kind=types.CodeActionKind.QuickFix,
            diagnostics=[self.diagnostic(plan, file, fix.finding)],
            is_preferred=fix.safe,
            edit=self.workspace_edit(plan, {file.source.file: fix.splices}),
        )

    def symbol(self, file: PlanFile, symbol: Symbol) -> types.DocumentSymbol:
        """Return an item of a file with those inside it."""
        return types.DocumentSymbol(
            name=symbol.name,
            kind=_SYMBOLS[symbol.kind],
            range=self.range(file.text, symbol.whole),
            selection_range=self.range(file.text, symbol.head),
            detail=symbol.detail or None,
            children=[self.symbol(file, one) for one in symbol.inside] or None,
        )

    def flat_symbols(
        self, file: PlanFile, symbol: Symbol, inside: str = ""
    ) -> Iterator[types.SymbolInformation]:
        """Yield an item and those inside it one after the other, for an editor that shows no tree."""
        where = types.Location(self.uri(file.path), self.range(file.text, symbol.whole))
        yield types.SymbolInformation(
            where, symbol.name, _SYMBOLS[symbol.kind], container_name=inside or None
        )
        for one in symbol.inside:
            yield from self.flat_symbols(file, one, symbol.name)
