"""The words around dates that say what a date is, and a text made plain so that they are found in it."""

from __future__ import annotations

import re
from collections.abc import Mapping

from wsoa.plan.date_atoms import MONTH

EVERY: Mapping[str, str] = {
    "daily": "day", "every day": "day", "weekly": "week", "every week": "week", "fortnightly": "half-month",
    "every fortnight": "half-month", "every two weeks": "half-month", "every 2 weeks": "half-month",
    "monthly": "month", "every month": "month", "each month": "month", "half termly": "half-term",
    "every half term": "half-term", "each half term": "half-term", "bi monthly": "two-months",
    "bimonthly": "two-months", "every two months": "two-months", "every 2 months": "two-months",
    "quarterly": "quarter", "every quarter": "quarter", "each quarter": "quarter", "three monthly": "quarter",
    "3 monthly": "quarter", "every three months": "quarter", "every 3 months": "quarter", "termly": "term",
    "every term": "term", "each term": "term", "four monthly": "four-months", "4 monthly": "four-months",
    "every four months": "four-months", "every 4 months": "four-months", "six monthly": "half-year",
    "6 monthly": "half-year", "every six months": "half-year", "every 6 months": "half-year",
    "half yearly": "half-year", "bi annually": "half-year", "biannually": "half-year", "bi annual": "half-year",
    "biannual": "half-year", "twice a year": "half-year", "twice yearly": "half-year",
    "twice per year": "half-year", "annually": "year", "annual": "year", "yearly": "year", "every year": "year",
    "each year": "year", "once a year": "year", "biennially": "two-years", "biennial": "two-years",
    "every two years": "two-years", "every 2 years": "two-years", "every other year": "two-years",
}  # fmt: skip
RHYTHM = re.compile(
    rf"(?<![a-z0-9])(?:{'|'.join(sorted(EVERY, key=len, reverse=True))})(?: intervals?)?(?![a-z0-9])"
)
EVERY_MONTH = re.compile(rf"(?:every|each) (?={MONTH}(?![a-z]))")
ONGOING = re.compile(
    r"(?<![a-z])(?:on ?going|continuous(?:ly)?|continual(?:ly)?|throughout|rolling)(?![a-z])"
)
NOTHING = re.compile(
    r"(?:tbc|tba|tbd|n/?a|not applicable|none|not known|to be (?:confirmed|agreed|decided|determined)|date tbc"
    r"|[-?. ]*)\Z"
)
FINISHED = r"(?:completed?|done|closed|achieved|finished|delivered|signed off|actioned|fully completed?)"
NOW_FINISHED = re.compile(
    r"(?:completed|done|closed|achieved|finished|delivered|signed off|actioned|complete\Z|complete(?= ?[-;,.(]))(?![a-z])"
)
ALL_FINISHED = re.compile(rf"(?:action |now |yes,? )?{FINISHED}(?: in full)?\Z|yes\Z|[✓✔☑]\Z")
FINISHED_ON = re.compile(rf"(?:action )?{FINISHED}(?: on| in| as at)?\Z")
STARTED = re.compile(
    r"(?:commenc(?:ed|es|ing|e)|start(?:ed|s|ing)?|beg[iau]ns?|beginning|launched)(?: date| in| on| from)?\Z"
)
OPEN_BEFORE = re.compile(
    r"(?:ongoing |continuous |on going |starting |start |live |in place )?(?:from|since|not before|no earlier than|after|ongoing since)\Z"
)
OPEN_AFTER = re.compile(
    r"(?:and )?(?:onwards?|on|ongoing|and ongoing|not before|forward|then ongoing|to date)\Z"
)
DUE_BEFORE = re.compile(
    r"(?:(?:target|due|deadline|date|completion|complete|completed|end|finish|delivery|timescale|by|to|be|the|of|in|on|at|no"
    r"|later|than|until|till|up|is|for|this|year|during|within|estimated|expected|planned|agreed|revised|w/e|week|ending"
    r"|launch(?=\Z)|delivered|done|place|close|before|latest|between|and|time|extended|moved|now|new|circa|c|around|approx|approximately)(?: |\Z))*"
)
DUE_AFTER = re.compile(
    r"(?:or (?:sooner|earlier|before)|at the latest|latest|deadline|target|due(?: date)?|inclusive|target date)?\Z"
)
DAY_BEFORE = re.compile(r"(?:^|(?<!not) )before\Z")
WAS = re.compile(
    r"(?:^| )(?:was|from|originally|original(?: date| due date| deadline)?|previous(?:ly)?|old|first|initially|initial)\Z"
)
NOW = re.compile(
    r"(?:^| )(?:now|new|to|revised(?: to| date)?|extended(?: to)?|moved(?: to)?|amended(?: to)?|changed(?: to)?|updated(?: to)?"
    r"|current(?:ly)?|deferred(?: to)?|delayed(?: to| until)?|rescheduled(?: to)?|slipped(?: to)?|→)\Z"
)
REVIEW = re.compile(
    r"(?:^| )(?:review(?:ed|s|ing)?(?: date)?(?: due)?(?: in| on| by)?|(?:to be |next )reviewed?(?: in| on| by)?)\Z"
)
RANGE_SIGN = re.compile(r" ?(?:-|to|until|till|through|up to) ?\Z")
TO_END = re.compile(r" ?[,;]? ?(?:end(?:ing|s)?|finish(?:ing|es)?|complete(?:d)?)(?: by| in)? \Z")
PERCENT = re.compile(r"[0-9]{1,3} ?%")
ENDS = " -.,;:'\"()/[]"
END_OF = re.compile(
    r"(?:by )?(?:the )?end(?: of)?(?: the)?(?: (?:month|year|week|academic year))?(?: of)? ?\Z"
)
WEEK = re.compile(r"(?:w/?c|w/b|week (?:commencing|beginning|of)|wk (?:commencing|beginning)|wc) ?\Z")
NTH_WEEK = re.compile(r"(?:(?P<n>first|second|third|fourth|last|[1-4])(?:st|nd|rd|th)?) week (?:of|in) ?\Z")
NUMBERED_WEEK = re.compile(r"(?:^|[^a-z])(?:week|wk) ?\Z")
VAGUE = re.compile(
    r"(?:^| )(?P<word>mid|middle of|middle|early|late|beginning of|start of|spring of|summer of)[ -]?(?:in )?\Z"
)
WEEKDAY = re.compile(
    r"(?<![a-z])(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?(?:,? |,)(?=(?:the )?[0-9])"
)
ORDINAL = re.compile(r"(?<![0-9])([0-9]{1,2}) ?(?:st|nd|rd|th)(?![a-z])")
TIME = re.compile(r"(?:,? at)? [0-9]{1,2}:[0-9]{2}(?: ?[ap]m)?(?![0-9])")
EVENT = re.compile(r"(?:of|from|after|following)(?: the)? (?P<event>[a-z].*)\Z")
STARTING_EVENT = re.compile(
    r"(?:the )?(?:(?:plan|project|programme)(?:'s)? )?(?:start|approval|publication|acceptance|commencement|sign[- ]off)(?: date)?"
    r"(?: of (?:the|this) (?:plan|statement))?\Z"
)


LISTED = re.compile(
    r"(?<![0-9])((?:[0-9]{1,2} ?[,/|] ?){1,6}|)([0-9]{1,2}),? ?(?:and|&|,|/|\|) ?([0-9]{1,2}) (months|weeks|years)"
)


def _each(found: re.Match[str]) -> str:
    """Give each number of “3, 6 and 12 months” its unit."""
    numbers = [*re.findall("[0-9]+", found[1]), found[2], found[3]]
    return ", ".join(f"{number} {found[4]}" for number in numbers)


def plain(text: str) -> str:
    """Return text as the rules read it: small letters, one kind of dash and quote, no ordinals, no weekdays."""
    line = " ".join(text.lower().split())
    line = re.sub("[‐‑‒–—−]", "-", line)
    line = re.sub("[’‘`]", "'", line)
    line = re.sub("[“”]", '"', line)
    line = re.sub(r" ?(?:->|-->|=>|⇒|➔|→) ?", " → ", line)
    line = ORDINAL.sub(r"\1", line)
    line = WEEKDAY.sub("", line)
    line = TIME.sub("", line)
    line = re.sub(
        r"(?<=[a-z])-(?=(?:term|going|annual|monthly|termly|yearly|weekly|quarterly|year)(?![a-z]))|(?<=bi)-(?=[a-z])",
        " ",
        line,
    )
    line = re.sub(rf"({MONTH}) half term ([0-9]{{2,4}})", r"half term \1 \2", line)
    line = re.sub(
        r"((?:20)?[0-9]{2}/[0-9]{2}) (academic|school|financial) year(?![a-z])", r"\2 year \1", line
    )
    line = LISTED.sub(_each, line)
    line = re.sub(r"(?<![a-z])([0-9])-(?=monthly|weekly|yearly)", r"\1 ", line)
    return line.strip()
