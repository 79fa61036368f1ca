"""What a column's heading says that the column holds."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from enum import StrEnum


class Field(StrEnum):
    """What a column may hold. The values are the words of the map file."""

    WORKSTREAM = "workstream"
    OUTCOME = "outcome"
    ACCOUNTABLE = "accountable"
    REF = "ref"
    ACTION = "action"
    DETAIL = "detail"
    MILESTONE = "milestone"
    LEAD = "lead"
    START = "start"
    DUE = "due"
    COMPLETED = "completed"
    RATING = "rating"
    PROGRESS = "progress"
    RESOURCE = "resource"
    SUCCESS = "success"
    EVIDENCE = "evidence"
    KPI = "kpi"
    AIM = "aim"
    BASELINE = "baseline"
    TARGET = "target"
    LATEST = "latest"
    FREQUENCY = "frequency"
    COMPARATOR = "comparator"
    LEAVE_OUT = "leave out"

    @property
    def meaning(self) -> str:
        """What such a column holds, in a few words."""
        return _MEANINGS[self]


_MEANINGS: Mapping[Field, str] = {
    Field.WORKSTREAM: "the workstream or working group",
    Field.OUTCOME: "the outcome or priority area",
    Field.ACCOUNTABLE: "who answers for the outcome",
    Field.REF: "the number of the action or measure",
    Field.ACTION: "what will be done",
    Field.DETAIL: "more about what will be done",
    Field.MILESTONE: "a step of the action",
    Field.LEAD: "who does it, or who owns the measure",
    Field.START: "when it starts",
    Field.DUE: "when it will be finished",
    Field.COMPLETED: "when it was finished",
    Field.RATING: "its colour",
    Field.PROGRESS: "what was reported",
    Field.RESOURCE: "what it costs or takes",
    Field.SUCCESS: "what people should notice",
    Field.EVIDENCE: "what shows that it was done",
    Field.KPI: "what is measured",
    Field.AIM: "which way is better",
    Field.BASELINE: "where the measure starts",
    Field.TARGET: "where it should go",
    Field.LATEST: "the last figure",
    Field.FREQUENCY: "how often it is measured",
    Field.COMPARATOR: "the same measure elsewhere",
    Field.LEAVE_OUT: "nothing that the plan needs",
}

MANY = frozenset(
    {Field.TARGET, Field.COMPARATOR, Field.LEAD, Field.PROGRESS, Field.EVIDENCE, Field.SUCCESS, Field.DETAIL}
)
"""Fields that more than one column of a table may hold."""
MEASURES = frozenset({Field.KPI, Field.AIM, Field.BASELINE, Field.TARGET, Field.FREQUENCY, Field.LATEST})
STEPS = frozenset({Field.ACTION, Field.MILESTONE, Field.DUE})
_CORE = STEPS | {Field.REF, Field.KPI, Field.OUTCOME, Field.LEAD}

_ITEM = r"(?:action|kpi|measure|item|milestone|unique|step|task|indicator|objective)"
_PERIOD = r"(?:by )?(?:within )?[0-9]{1,2}(?: ?(?:-|–|to) ?[0-9]{1,2})? ?-?months?"
_POST = (
    r"(?: officers?| and .*| owners?| leads?| person| agency| agencies| roles?| for .*| names?"
    r"| organisations?| professionals?)*"
)
_RESPONSIBLE = r"(?: officers?| person| people| lead| for .*| owner| agency)*"
_ENDING = r"(?:completion|target|end|finish|delivery|implementation|milestone)"
_ELSEWHERE = r"(?:stat(?:istical)? neighbours?|national|england|regional|comparators?|benchmarks?)"
_FIGURE = r"(?: performance| figure| data| value| actual)?"
_SORT = r"(?:key |specific |agreed |planned |improvement |priority |required |main |proposed )?"
_WAYS: tuple[tuple[Field, tuple[str, ...]], ...] = (
    (
        Field.COMPLETED,
        (
            r"(?:date )?(?:actual(?:ly)? )?(?:completed|achieved)(?: on| date)?",
            r"actual (?:(?:completion|end) )?date",
        ),
    ),
    (
        Field.DUE,
        (
            r"dates?|when|by|by when|when by|when will (?:it|this) be done(?: by)?",
            r"(?:\w+ )?(?:due|deadline|time ?scales?|time ?frames?|time ?lines?)(?: dates?| for completion)?",
            r"(?:date )?due(?: by| date)?|date for completion",
            r"(?:date )?(?:to be )?complet(?:ed|ion|e)(?: by)?",
            rf"(?:target |planned |expected |estimated )?{_ENDING} (?:completion )?dates?",
        ),
    ),
    (Field.START, (r"start(?: date| by)?|from|commence(?:s|ment)?(?: date)?|start(?:s|ing)",)),
    (Field.REF, (rf"(?:{_ITEM} )?(?:ref|refs|reference|no|nos|number|id|#|num)(?: no| number)?",)),
    (
        Field.TARGET,
        (
            r"(?:\w+ ){0,2}(?:milestones? )?(?:and )?targets?(?: (?:for |by |[0-9]).*| value)?",
            rf"{_PERIOD}(?: target)?",
        ),
    ),
    (
        Field.BASELINE,
        (r"(?:\w+ ){0,2}baseline(?: (?:data|figure|position|value|[0-9]).*)?|starting point",),
    ),
    (
        Field.COMPARATOR,
        (rf"(?:[0-9/ ]+)?{_ELSEWHERE}(?: average| figure| data|[0-9/ ]+)*",),
    ),
    (
        Field.LATEST,
        (
            rf"(?:latest|current|actual|most recent|previous){_FIGURE}(?: [0-9].*)?",
            r"performance(?: [0-9].*)?",
        ),
    ),
    (Field.FREQUENCY, (r"(?:reporting )?frequency(?: of .*)?|how often|reported",)),
    (Field.AIM, (r"figure will|(?:desired )?direction(?: of travel)?|polarity|good (?:is|to be)|aim is to",)),
    (
        Field.RATING,
        (r"(?:\w+ )?b?ragb?(?: .*)?|(?:current |progress |action )?status|(?:\w+ )?rating|colour",),
    ),
    (Field.MILESTONE, (r"(?:key |action |delivery )?milestones?(?: .*)?|sub ?actions?|key steps",)),
    (
        Field.SUCCESS,
        (
            r"(?:.* )?success (?:measures?|criteria|criterion)(?: .*)?|(?:.* )?measures? of success",
            r"(?:intended |expected )?impact(?: .*)?|(?:outcome|impact) measures?|intended benefits?",
            r"what will be different(?: .*)?|how (?:will )?we(?: will)? know(?: .*)?|difference .*",
        ),
    ),
    (Field.EVIDENCE, (r"(?:.* )?evidence(?: .*)?",)),
    (
        Field.KPI,
        (
            r"(?:key )?performance (?:measure|indicator)s?|kpis?(?: .*)?|what (?:will )?we (?:will )?measure",
            r"(?:indicator|measure)s?(?: title| name| description)?",
        ),
    ),
    (
        Field.ACCOUNTABLE,
        (r"accountab(?:le|ility)(?: .*)?|senior responsible (?:officer|owner)s?|sro|(?:.* )?sponsors?",),
    ),
    (
        Field.LEAD,
        (
            rf"(?:{_ITEM} |strategic |operational |named |project |delivery )?(?:leads?|owners?){_POST}",
            rf"responsib(?:le|ility){_RESPONSIBLE}|(?:person|people|officers?) responsible|officers?",
            r"who(?:.s responsible| is responsible| will do (?:it|this)| will lead| leads)?|by whom|led by",
        ),
    ),
    (Field.RESOURCE, (r"(?:.* )?(?:resources?|costs?|funding|budget)(?: .*)?",)),
    (
        Field.PROGRESS,
        (
            r"(?:.* )?(?:progress|updates?|comments?|notes?|commentary|narrative)(?: .*)?",
            r"(?:current )?position|where (?:are we|we are) now",
        ),
    ),
    (
        Field.WORKSTREAM,
        (
            r"work ?streams?|working groups?|themes?|strands?|priorit(?:y|ies)(?: no| number)?",
            r"areas? of weakness",
        ),
    ),
    (
        Field.ACTION,
        (
            rf"{_SORT}(?:actions?|tasks?|activit(?:y|ies)|steps?)(?: .{{0,40}})?",
            r"what|what (?:will|are|do|needs?|we) .*|implementation|title|description",
            r"commitments?|recommendations?",
        ),
    ),
    (Field.DETAIL, (r"how|how (?:will )?we (?:will )?(?:do|get).*|details?",)),
    (
        Field.OUTCOME,
        (
            r"(?:key |intended |expected )?(?:outcomes?|objectives?|goals?|aims?)(?: .{0,40})?",
            r"priority (?:area|outcome)s?",
        ),
    ),
)
_COMPILED = tuple((field, re.compile(rf"(?:{'|'.join(ways)})\Z")) for field, ways in _WAYS)
_LONGEST = 90


def normal(heading: str) -> str:
    """Return a heading as it is compared: lower case, without brackets and punctuation."""
    bare = re.sub(r"(?<=\w)/s\b", "s", heading.lower())
    if not bare.strip().startswith("("):
        bare = re.sub(r"\([^)]*\)?", " ", bare)
    return " ".join(re.sub(r"[^\w#'’–/-]+", " ", bare).replace("/", " ").split()).strip("-– ")


def field_of(heading: str) -> Field | None:
    """Return the field that a heading names, or None."""
    words = normal(heading)
    if not words or len(heading) > _LONGEST:
        return None
    return next((field for field, pattern in _COMPILED if pattern.match(words)), None)


def are_headings(texts: Iterable[str]) -> bool:
    """Tell whether the cells of a row are the headings of a table of actions or measures."""
    given = [text for text in texts if text.strip()]
    found = [field_of(text) for text in given]
    known = {field for field in found if field is not None}
    return len(known) > 1 and bool(known & _CORE) and 2 * sum(f is not None for f in found) >= len(given)
