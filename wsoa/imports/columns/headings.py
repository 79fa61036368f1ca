"""What the heading of a column says that the column holds, and what the headings of a table say together."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

from wsoa.imports.columns.fields import CORE, MEASURES, Field

_ITEM = (
    r"(?:action|kpi|measure|item|milestone|unique|step|task|indicator|objective|recommendation|issue|line)"
)
_PERIOD = r"(?:by )?(?:within )?[0-9]{1,2}(?: ?(?:-|–|to) ?[0-9]{1,2})? ?-?months?"
_POST = (
    r"(?: officers?| and [^|]{1,60}| owners?| leads?| person| agency| agencies| roles?| for [^|]{1,60}| names?"
    r"| organisations?| professionals?| responsibility| of [^|]{1,60})?"
)
_RESPONSIBLE = r"(?: officers?| persons?| people| leads?| for [^|]{1,60}| owners?| agency| bod(?:y|ies)| organisations?)?"
_ENDING = r"(?:completion|target|end|finish|delivery|implementation|milestone|due|deadline|completed)"
_ELSEWHERE = r"(?:stat(?:istical)? neighbours?|national|england|regional|comparators?|benchmarks?)"
_FIGURE = r"(?: performance| figure| data| value| actual)?"
_SORT = r"(?:key |specific |agreed |planned |improvement |priority |required |main |proposed |recommended |corrective )?"
_DATE = (
    r"(?:dates?|deadlines?|time ?scales?|time ?frames?|due(?: dates?)?|target(?: dates?)?|completion dates?)"
)
_KIND_OF = r"(?:due |target |completion |end |delivery |planned |agreed |implementation )?"
_ANY = r"(?: [^|]{1,80})?"
_WAYS: tuple[tuple[Field, tuple[str, ...]], ...] = (
    (
        Field.COMPLETED,
        (
            r"(?:date )?(?:actual(?:ly)? )?(?:completed|achieved|finished|delivered)(?: on| date| \?)?",
            r"actual (?:(?:completion|end|finish) )?date|complete\?|date action(?:s)? (?:was |were )?completed",
            r"(?:is it |action |completed )?complete(?:d)? (?:yes|y) ?(?:/|or)? ?(?:no|n)",
        ),
    ),
    (
        Field.CLOSED,
        (
            r"(?:date )?(?:action )?closed(?: on| date)?|closure(?: date)?|date of closure|sign(?:ed)? off date",
        ),
    ),
    (
        Field.RAISED,
        (
            r"(?:date )?(?:raised|added|identified|opened|logged|created|issued|entered|reported)(?: on| date)?",
            r"(?:meeting|issue|entry|creation) date|date of (?:meeting|issue|entry|decision|recommendation|report|finding)",
        ),
    ),
    (Field.DUE_FIRST, (rf"(?:original|initial|first|previous|old|originally agreed) {_KIND_OF}{_DATE}",)),
    (
        Field.DUE_NEW,
        (rf"(?:revised|new|current|updated|amended|extended|latest|re-?profiled) {_KIND_OF}{_DATE}",),
    ),
    (
        Field.DUE,
        (
            r"dates?|when|by|by when|when by|when will (?:it|this) be (?:done|completed)(?: by)?|timetables?|when by who",
            r"(?:\w+ )?(?:due|deadline|time ?scales?|time ?frames?|time ?lines?)(?: dates?| for completion| by)?",
            r"(?:date )?due(?: by| date)?|date for completion|date of completion|(?:to be )?finish(?:ed)?(?: by)?",
            r"(?:date )?(?:to be )?(?:complet(?:ed|ion|e)|achieved|delivered|implemented)(?: by)?",
            rf"(?:\w+ )?{_ENDING} (?:completion )?(?:dates?|by)(?: mm yy)?",
        ),
    ),
    (
        Field.START,
        (r"start(?: date| by)?|from|commence(?:s|d|ment)?(?: date)?|start(?:s|ing|ed)(?: on)?|date started",),
    ),
    (
        Field.REF,
        (rf"(?:{_ITEM} )?(?:ref|refs|reference|no|nos|number|id|#|num|item)(?: no| number| code)?|s/?n",),
    ),
    (
        Field.PERCENT,
        (r"percent(?:age)?(?: (?:complete|done|progress)(?:d)?)?|(?:completion|progress) percent(?:age)?",),
    ),
    (
        Field.RISK,
        (
            r"risks?(?: (?:rating|level|score|rag|category|grade|status))?|(?:inherent|residual|current) risk(?: (?:rating|score))?",
        ),
    ),
    (
        Field.PRIORITY,
        (r"urgency|priority (?:level|rating|rag|status|score|of action)|(?:action )?priority h m l",),
    ),
    (
        Field.RATING,
        (r"(?:overall )?progress (?:indicator|rating|rag|status|colour)|on ?track|rag(?:b|brag)?",),
    ),
    (
        Field.MONTHS,
        (
            (
                rf"(?:milestones? |success (?:measures? |criteria )?|progress |impact |expected |position )?(?:at |in |after )?{_PERIOD}"
                r"(?: milestones?| success measures?| impact| position)?"
            ),
        ),
    ),
    (
        Field.TARGET,
        (
            r"(?!action|priority|agreed)(?:\w+ ){0,2}(?:milestones? )?(?:and )?targets?(?: (?:for |by |[0-9])[^|]{0,40}| value)?",
            r"milestones? (?:[0-9]+ )?[-–]? ?(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]* ?[0-9]{2,4}",
            r"(?:\w+ )?trajectory(?: [^|]{1,40})?",
        ),
    ),
    (
        Field.POSITION,
        (
            r"(?:where (?:are we|we are)(?: now)?|(?:current|starting|baseline) (?:position|state|situation|picture)|as is)",
        ),
    ),
    (
        Field.BASELINE,
        (r"(?:\w+ ){0,2}baseline(?: (?:data|figure|position|value|[0-9])[^|]{0,40})?|starting point",),
    ),
    (
        Field.COMPARATOR,
        (rf"(?:[0-9/ ]{{1,12}})?{_ELSEWHERE}(?: average| figure| data|[0-9/ ]{{1,12}}){{0,3}}",),
    ),
    (
        Field.LATEST,
        (
            (
                rf"(?:latest|current|actual|most recent|previous){_FIGURE}"
                r"(?: (?:[0-9]|q[1-4]|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[^|]{0,30})?"
            ),
            r"performance(?: [0-9][^|]{0,30})?|actuals?",
        ),
    ),
    (Field.FREQUENCY, (r"(?:reporting )?frequency(?: of [^|]{1,40})?|how often|reported",)),
    (Field.AIM, (r"figure will|(?:desired )?direction|polarity|good (?:is|to be)|aim is to",)),
    (
        Field.RATING,
        (
            (
                r"(?!risk|impact|priority)(?:\w+ ){0,2}b?ragb?(?: [^|]{1,40})?|rag rating[^|]{0,40}"
                r"|(?:current |progress |action |overall |delivery |latest )?status(?: (?!date)[^|]{1,40})?"
                r"|(?!risk|impact|priority|quality)(?:\w+ )?rating|colour"
            ),
        ),
    ),
    (
        Field.MILESTONE,
        (r"(?:key |action |delivery |interim )?milestones?(?: [^|]{1,40})?|sub ?actions?|key steps",),
    ),
    (
        Field.IMPACT,
        (
            r"(?:actual )?impacts? (?:to date|achieved|so far|made|seen|evidenced|realised|update|delivered)",
            r"(?:what )?(?:difference|impact) (?:has it |has this |has been |have we |did it |did we )?(?:made?|had)(?: so far)?",
            r"outcomes? achieved|what has changed|what difference has [^|]{1,40}|so what",
        ),
    ),
    (
        Field.EVIDENCE,
        (r"(?:[^|]{1,40} )?evidence(?: [^|]{1,60})?|assurance(?: [^|]{1,40})?",),
    ),
    (
        Field.SUCCESS,
        (
            rf"(?:[^|]{{1,60}} )?success (?:measures?|criteria|criterion|factors?|indicators?){_ANY}|(?:[^|]{{1,60}} )?measures? of success",
            r"(?:intended |expected |desired |anticipated )?(?:impact(?: (?!rating)[^|]{1,80})?|benefits?)|(?:outcome|impact) measures?",
            rf"what will be different{_ANY}|how (?:will )?(?:we|you|people|families)(?: will)? know{_ANY}|difference [^|]{{1,80}}",
            rf"what (?:will )?(?:we|you|people|families) (?:will )?see{_ANY}|what (?:good|success) (?:will )?looks? like",
        ),
    ),
    (
        Field.KPI,
        (
            rf"(?:key )?performance (?:measure|indicator)s?|kpis?(?! ref){_ANY}|what (?:will )?we (?:will )?measure",
            r"(?:indicator|measure|metric)s?(?: title| name| description)?",
        ),
    ),
    (
        Field.ACCOUNTABLE,
        (
            (
                rf"accountab(?:le|ility){_ANY}|senior responsible (?:officer|owner)s?|sro|(?:[^|]{{1,40}} )?sponsors?"
                r"|executive (?:lead|owner|director)s?|strategic owner|(?:responsible )?(?:executive|director)"
            ),
        ),
    ),
    (
        Field.LEAD,
        (
            rf"(?:{_ITEM} |strategic |operational |named |project |delivery |nominated |senior |overall )?(?:leads?|owners?|owned by){_POST}",
            rf"responsib(?:le|ility){_RESPONSIBLE}|(?:person|persons|people|officers?|manager) responsible|officers?",
            (
                r"who(?:.s responsible| is responsible| will do (?:it|this)| will lead| leads| by)?|by whom|led by"
                r"|(?:point of |key )?contacts?(?: person| officer| name)?|(?:assigned|allocated) to|assignee|handler|lead name"
            ),
        ),
    ),
    (Field.RESOURCE, (rf"(?:[^|]{{1,40}} )?(?:resources?|costs?|funding|budget){_ANY}",)),
    (
        Field.PROGRESS,
        (
            rf"(?:[^|]{{1,40}} )?(?:progress|updates?|comments?|commentary|narrative|latest news){_ANY}",
            r"(?:current )?position|what (?:have we|we have|has been) done[^|]{0,40}|actions? (?:taken|to date)",
        ),
    ),
    (Field.NOTE, (r"(?:additional |other |general )?(?:notes?|remarks?)",)),
    (
        Field.WORKSTREAM,
        (
            r"work ?streams?|working groups?|themes?|strands?|priorit(?:y|ies)(?: no| number| theme)?|programmes?",
            r"areas? of weakness|areas? for (?:priority action|improvement)|domains?|pillars?",
        ),
    ),
    (
        Field.SOURCE,
        (
            r"sources?(?: of (?:action|recommendation))?|origin|weakness(?: name)?|(?:inspection |audit |cqc |ofsted |key )?findings?",
            r"(?:link(?:ed)? to |related |source )(?:recommendations?|findings?|weakness(?:es)?|requirement)",
            r"regulation|concerns?|(?:areas? of )?concern|issues?(?: identified)?|(?:reason|rationale|why)(?: for (?:the )?action)?",
        ),
    ),
    (
        Field.ACTION,
        (
            rf"{_SORT}(?:actions?|tasks?|activit(?:y|ies)|steps?|interventions?)(?: [^|]{{0,60}})?",
            rf"what|what (?:will|are|needs?|do we need) {_ANY}|what we(?: will| are|'ll) [^|]{{1,60}}|implementation|title|description",
            (
                r"(?:must|should) dos?|(?:must|should) do actions?|commitments?|recommendations?|remediation(?: plan| action)?s?"
                r"|(?:our |agreed |management )?responses?|requirements?|pledges?|deliverables?|we will|what will (?:we do|be done)[^|]{0,60}"
            ),
        ),
    ),
    (
        Field.DETAIL,
        (r"how|how (?:will )?we (?:will )?(?:do|get|achieve)[^|]{0,60}|details?|further detail|sub ?tasks?",),
    ),
    (
        Field.OUTCOME,
        (
            r"(?:key |intended |expected |desired |strategic )?(?:outcomes?|objectives?|goals?|aims?|ambitions?)(?: [^|]{0,60})?",
            r"priority (?:area|outcome)s?|what (?:do )?we want[^|]{0,60}|we want[^|]{0,40}|what are we trying to achieve",
        ),
    ),
    (
        Field.GROUP,
        (
            (
                r"(?:partner |service |local |business )?areas?|locality|directorates?|departments?|section|stage|division|ward"
                r"|partners?(?: organisation)?|phase|category|type|team"
            ),
        ),
    ),
)
_COMPILED = tuple((field, re.compile(rf"(?:{'|'.join(ways)})\Z")) for field, ways in _WAYS)
_LONGEST = 120
_MOST_WORDS = 6
_BARE_DATE = re.compile(r"dates?\Z")
_COMPLETION = re.compile(r"(?:completion dates?|date of completion|complet(?:ed|e|ion)(?: by)?)\Z")
_INSTEAD_OF_ACTION = (
    re.compile(r"(?:measure|indicator|metric)s?(?: title| name| description)?\Z"),
    re.compile(
        r"(?:objective|aim|goal|outcome|requirement|commitment|priority|issue|finding|concern|area for improvement)s?\Z"
    ),
    re.compile(r"(?:details?|how)\Z"),
)
_RECOMMENDATION = re.compile(r"rec(?:ommendation)?s?(?: (?:no|number|ref|reference))?\.?\Z")
_FOR_MEASURES = MEASURES - {Field.KPI, Field.AIM}


@lru_cache(maxsize=8192)
def normal(heading: str) -> str:
    """Return a heading as it is compared: lower case, without brackets and punctuation."""
    bare = re.sub(r"(?<=\w)/s\b", "s", heading[:_LONGEST].lower())
    if not bare.strip().startswith("("):
        bare = re.sub(r"\([^()]*\)?", " ", bare)
    return " ".join(re.sub(r"[^\w#'’–/-]+", " ", bare).replace("/", " ").split()).strip("-– ")


@lru_cache(maxsize=8192)
def field_of(heading: str) -> Field | None:
    """Return the field that a heading names, or None."""
    words = normal(heading)
    if (not words and "%" not in heading) or len(heading) > _LONGEST:
        return None
    if "%" in heading and (
        not words or re.fullmatch(r"(?:complet(?:e|ed|ion)|done|progress)(?: to date)?", words)
    ):
        return Field.PERCENT
    return _named(words) or _mended(words)


def _named(words: str) -> Field | None:
    return next((field for field, pattern in _COMPILED if pattern.match(words)), None)


def _mended(words: str) -> Field | None:
    """Read a heading with one word cut in two, as a narrow column of a PDF leaves it: “indicator descrip tion”."""
    parts = words.split()
    if not 1 < len(parts) <= _MOST_WORDS:
        return None
    joined = (
        " ".join((*parts[:at], parts[at] + parts[at + 1], *parts[at + 2 :])) for at in range(len(parts) - 1)
    )
    return next((field for text in joined if (field := _named(text)) is not None), None)


def are_headings(texts: Iterable[str]) -> bool:
    """Tell whether the cells of a row are the headings of a table of actions or measures."""
    given = [text for text in texts if text.strip()]
    if any(len(text) > _LONGEST for text in given):
        return False
    found = [field_of(text) for text in given]
    known = {field for field in found if field is not None}
    share = sum(f is not None for f in found)
    return len(known) > 1 and bool(known & CORE) and (2 * share >= len(given) or len(known & CORE) > 2)  # noqa: PLR2004


def together(headings: Sequence[str], fields: Sequence[Field | None]) -> list[Field | None]:
    """Settle what each column holds by what the others do.

    A date of completion beside a target date is when it was completed; a plain date before the action is when it
    was raised; a table that names no action has it in another column.
    """
    words = [normal(heading) for heading in headings]
    found = list(fields)
    if _is_of_measures(found):
        found = [
            Field.TARGET if field is Field.MONTHS else Field.LATEST if field is Field.POSITION else field
            for field in found
        ]
    _settle_dates(words, found)
    if Field.ACTION not in found:
        _find_action(words, found)
    elif Field.KPI in found and not _FOR_MEASURES & set(found) and Field.DUE in found:
        found = [Field.SUCCESS if field is Field.KPI else field for field in found]
    if Field.ACTION in found and Field.DUE not in found:
        _find_due(found)
    if any(field is Field.ACTION and not _RECOMMENDATION.match(words[at]) for at, field in enumerate(found)):
        # a recommendation beside an action is what the action belongs to
        found = [
            Field.GROUP if _RECOMMENDATION.match(word) else field
            for word, field in zip(words, found, strict=True)
        ]
    return found


def _is_of_measures(found: Sequence[Field | None]) -> bool:
    """Tell whether a table is one of measures: it names them, or has baselines or ways and no actions."""
    known = set(found)
    return (
        Field.ACTION not in known
        and bool({Field.KPI, Field.BASELINE, Field.AIM} & known)
        and not (
            {Field.DUE, Field.RATING} & known
            and not {Field.BASELINE, Field.TARGET, Field.AIM, Field.LATEST, Field.MONTHS} & known
        )
    )


def _settle_dates(words: Sequence[str], found: list[Field | None]) -> None:
    dues = [index for index, field in enumerate(found) if field is Field.DUE]
    planned = [
        index for index in dues if not _COMPLETION.match(words[index]) and not _BARE_DATE.match(words[index])
    ]
    changed = {Field.DUE_FIRST, Field.DUE_NEW} & set(found)
    for index in dues:
        if _COMPLETION.match(words[index]) and (planned or changed):
            found[index] = Field.COMPLETED
        elif _BARE_DATE.match(words[index]):
            action = next((at for at, field in enumerate(found) if field is Field.ACTION), -1)
            if planned or changed or index < action:
                found[index] = Field.RAISED if Field.RAISED not in found else None
    if Field.DUE_NEW in found and Field.DUE in found and Field.DUE_FIRST not in found:
        found[found.index(Field.DUE)] = Field.DUE_FIRST
    if Field.DUE_NEW in found and Field.DUE not in found:
        found[found.index(Field.DUE_NEW)] = Field.DUE
    if Field.DUE_FIRST in found and Field.DUE not in found:
        found[found.index(Field.DUE_FIRST)] = Field.DUE


def _find_action(words: Sequence[str], found: list[Field | None]) -> None:
    """Say which column holds the actions where no heading does."""
    measures = Field.KPI in found and _FOR_MEASURES & set(found)
    if measures or not {Field.DUE, Field.LEAD, Field.RATING, Field.PROGRESS, Field.ACCOUNTABLE} & set(found):
        return
    for pattern in _INSTEAD_OF_ACTION:
        for index, text in enumerate(words):
            if pattern.match(text) and found[index] not in {Field.REF, Field.LEAD, Field.DUE}:
                found[index] = Field.ACTION
                return


def _find_due(found: list[Field | None]) -> None:
    if Field.TARGET in found and not (_FOR_MEASURES - {Field.TARGET}) & set(found) and Field.KPI not in found:
        found[found.index(Field.TARGET)] = Field.DUE
