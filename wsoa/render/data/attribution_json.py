"""Why ratings changed, as a JSON document. The shares of a standing always add up to its difference."""

from __future__ import annotations

from typing import Any

from wsoa.history.attribution import ORDER
from wsoa.history.attribution_report import Chain, Span, State
from wsoa.plan.ratings import Standing
from wsoa.render.data.document import document
from wsoa.reports.comparison.attribution import RatingsReport
from wsoa.words.standings import say_grounds


def bridge_json(report: RatingsReport) -> str:
    """Return the order of causes, each roll-up with its shares, and every commitment some cause changed."""
    found = report.bridge
    return document(
        old_day=report.old_day.isoformat(),
        new_day=report.new_day.isoformat(),
        order=[cause.value for cause in ORDER],
        sentences=[*report.sentences, report.whole.sentence],
        rules=list(report.rules),
        plan=_span(found.whole),
        workstreams=[_span(span) for span in found.workstreams],
        commitments=[_chain(chain) for chain in found.touched],
    )


def _span(span: Span) -> dict[str, Any]:
    return {
        "ref": span.key,
        "title": span.title,
        "worst": [r.worst.value if r.worst else None for r in (span.before, span.after)],
        "rating": [span.codes[0], span.codes[-1]],
        "turned": [cause.value for cause in span.turns],
        "standings": {standing.value: _standing(span, standing) for standing in Standing},
    }


def _standing(span: Span, standing: Standing) -> dict[str, Any]:
    return {
        "before": span.before.by_standing[standing],
        "after": span.after.by_standing[standing],
        "by_cause": {cause.value: share for cause, share in span.parts(standing).items()},
    }


def _chain(chain: Chain) -> dict[str, Any]:
    commitment = chain.commitment
    ends = (chain.old, chain.new)
    return {
        "ref": commitment.ref,
        "old_ref": chain.old.ref if chain.old else None,
        "kind": commitment.kind,
        "title": commitment.title,
        "changed": chain.changed,
        "declared": [c.declared.code if c and c.declared else None for c in ends],
        "before": _state(chain.states[0]),
        "after": _state(chain.states[-1]),
        "steps": [
            {"cause": step.cause.value, "before": _state(step.before), "after": _state(step.after)}
            for step in chain.steps
        ],
    }


def _state(state: State | None) -> dict[str, Any] | None:
    if state is None:
        return None
    return {"standing": state.standing.value, "rating": state.rating, "reason": say_grounds(state.grounds)}
