"""What a published page says of its own making: the day, the plan's text, the tool."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from wsoa.files.load import LoadedPlan
from wsoa.files.sources import Sources
from wsoa.words.dates import say_day
from wsoa.words.nothing import NOT_KNOWN

SHOWN_DIGITS = 12


@dataclass(frozen=True, slots=True)
class Provenance:
    """Everything that settles a page's content: same provenance, same bytes.

    ``plan_hash`` is the first 12 hexadecimal digits of :func:`fingerprint`. ``commit`` is None where the
    version of the plan is not known. ``history`` is a key of :data:`wsoa.words.nothing.NOT_KNOWN` where not
    all of the plan's history was at hand.
    """

    as_of: date
    tool_version: str
    plan_id: str
    plan_hash: str
    rules_version: str
    commit: str | None = None
    history: str = ""

    @property
    def sentences(self) -> tuple[str, ...]:
        """Say what a page was made from."""
        version = f"commit {self.commit}" if self.commit else "commit not known"
        tool = f"wsoa {self.tool_version}, rules {self.rules_version}"
        missing = (NOT_KNOWN[self.history],) if self.history else ()
        return (
            f"Nothing dated after {say_day(self.as_of)} is used.",
            f"Plan {self.plan_id}, content {self.plan_hash}, {version}; {tool}.",
            *missing,
        )


def provenance_of(
    loaded: LoadedPlan, as_of: date, tool_version: str, commit: str | None = None, history: str = ""
) -> Provenance:
    """Gather the provenance of a page from the plan as it was read. Rules and tool share one version."""
    content = fingerprint(loaded.sources)
    return Provenance(as_of, tool_version, loaded.id, content, tool_version, commit, history)


def fingerprint(sources: Sources) -> str:
    """Return the first 12 hexadecimal digits of the digest of a plan's texts."""
    return sources.digest[:SHOWN_DIGITS]
