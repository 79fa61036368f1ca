"""Leads as documents print them, and the roles they become."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from dataclasses import dataclass, field
from difflib import SequenceMatcher

from wsoa.imports.ledger import Kind, Ledger, shortened

_POST = re.compile(
    r"\b(?:managers?|officers?|directors?|heads?|leads?|chairs?|commissioners?|co-?ordinators?|ad|dcs|dcos?|dso|ceo|cfo|"
    r"nurses?|psychologists?|advis[eo]rs?|consultants?|gps?|sencos?|champions?|practitioners?|executives?|deputy|sro|"
    r"representatives?|administrators?|analysts?|specialists?|principals?\Z|secretary|clerk|members?|inspectors?|auditors?|"
    r"head ?teachers?|doctors?|clinicians?|therapists?|partner)\b",
    re.IGNORECASE,
)
_BODY = re.compile(
    r"\b(?:teams?|boards?|groups?|partners|partnerships?|forum|committee)\b",
    re.IGNORECASE,
)
_EMPLOYER = re.compile(
    r"\b(?:services?|trusts?|colleges?|schools?|providers?|ccgs?|icbs?|council|nhs)\b", re.IGNORECASE
)
_TWO_POSTS = re.compile(rf"{_POST.pattern}(?:\W+\w+){{2,}}?\W+{_POST.pattern}", re.IGNORECASE)
_NOBODY = re.compile(
    r"(?:tbc|tba|n/?a|none|not known|to be (?:confirmed|agreed|appointed)|vacant|[-–—?.]+)\Z", re.IGNORECASE
)
_OPEN_END = re.compile(r"(?:,|&|/|\b(?:and|of|for|the|with|to|in)|[-–—])\Z", re.IGNORECASE)
_LONGEST_ID = 60
_ALIKE = 0.93
_ENDS_ONE = re.compile(r"\b(?:Council|Trust|ICB|[A-Z]{1,3}C[CG])(?=\s+[A-Z][a-z]+ )")
_MOST_COMPARED = 250


@dataclass(slots=True)
class DraftRole:
    """A role as it is met: the first spelling names it, others are kept."""

    name: str
    place: str
    also: list[str] = field(default_factory=list)


_NAME_WORD = r"(?:[A-Z][a-z'’]+(?:-[A-Z][a-z'’]+)?|[A-Z]\.?|Mc[A-Z][a-z]+|O['’][A-Z][a-z]+)"
_PERSON = re.compile(
    rf"(?:(?:Dr|Mr|Mrs|Ms|Miss|Prof|Professor|Cllr|Councillor)\.?\s+)?{_NAME_WORD}(?:\s+{_NAME_WORD}){{1,2}}\Z"
)
_TITLED = re.compile(r"(?:Dr|Mr|Mrs|Ms|Miss|Prof|Professor|Cllr|Councillor)\.?\s")
_NOT_NAMES = frozenset(
    [
        "health",
        "care",
        "education",
        "social",
        "public",
        "early",
        "years",
        "help",
        "school",
        "schools",
        "parent",
        "parents",
        "carer",
        "carers",
        "council",
        "county",
        "city",
        "borough",
        "children",
        "young",
        "people",
        "adult",
        "adults",
        "family",
        "families",
        "send",
        "sen",
        "services",
        "service",
        "commissioning",
        "inclusion",
        "nhs",
        "trust",
        "icb",
        "ccg",
        "finance",
        "performance",
        "quality",
        "local",
        "area",
        "partnership",
        "board",
        "group",
        "team",
        "support",
        "special",
        "needs",
        "head",
        "deputy",
        "lead",
        "manager",
        "director",
        "officer",
        "chair",
        "forum",
        "transformation",
        "strategy",
        "strategic",
        "delivery",
        "assistant",
        "senior",
        "chief",
        "designated",
        "clinical",
        "medical",
        "all",
        "system",
        "owner",
        "policy",
        "independent",
        "national",
        "provider",
        "providers",
        "community",
        "mental",
        "learning",
        "voice",
        "north",
        "south",
        "east",
        "west",
        "central",
        "data",
        "business",
        "hr",
        "legal",
        "communications",
        "working",
        "transport",
        "housing",
        "safeguarding",
        "virtual",
    ]
)


def names_person(text: str) -> bool:
    """Tell whether a text can only be a person's name: two or three words, none of them of a post or a service."""  # noqa: E501
    bare = text.strip(" ,.;:()")
    if not _PERSON.match(bare) or _POST.search(bare) or _BODY.search(bare) or _EMPLOYER.search(bare):
        return False
    return bool(_TITLED.match(bare)) or not {word.lower().strip(".") for word in bare.split()} & _NOT_NAMES


def without_person(text: str) -> tuple[str, str]:
    """Split “A Person, Head of SEND” or “Head of SEND (A Person)” into the post and the person; no person else."""  # noqa: E501
    found = re.fullmatch(
        r"\s*(?P<first>[^,(:–\n]{3,40}?)\s*(?:,|\(|:|\s[–-]\s|\n)\s*(?P<second>.{3,200}?)\)?\s*",
        text,
        re.DOTALL,
    )
    if found is None:
        return text, ""
    for name, post in ((found["first"], found["second"]), (found["second"], found["first"])):
        if names_person(name) and _POST.search(post):
            return post.strip(" ,;"), name.strip()
    return text, ""


class People:
    """Every role that the document names, each once."""

    def __init__(self, ledger: Ledger) -> None:
        self.roles: dict[str, DraftRole] = {}
        self._by_key: dict[str, str] = {}
        self._used: defaultdict[str, int] = defaultdict(lambda: 1)
        self._ledger = ledger

    def read(self, text: str, place: str, ref: str, what: str = "lead") -> list[str]:
        """Return the ids of the roles in a cell; several only where clear separators part them."""
        ids = []
        for printed in self._names(text, place, ref, what):
            name, person = without_person(printed)
            if person:
                made = f"{name}; the person's name is left out: give it as holder only where the document is public"  # noqa: E501
                self._ledger.add(Kind.NOT_READ, place, what, person, made, ref=ref)
            if _NOBODY.match(name):
                self._ledger.add(Kind.NOT_READ, place, what, name, "no role", ref=ref)
                continue
            role = self._role(name, place)
            if role not in ids:
                ids.append(role)
        return ids

    def note_likenesses(self) -> None:
        """Write down roles that are kept apart though they are spelt almost alike."""
        known = list(self.roles.values())[:_MOST_COMPARED]
        keys = [_key(role.name) for role in known]
        for index, role in enumerate(known):
            matcher = SequenceMatcher(None, "", keys[index], autojunk=False)
            for other in range(index):
                matcher.set_seq1(keys[other])
                if (
                    matcher.real_quick_ratio() > _ALIKE
                    and matcher.quick_ratio() > _ALIKE
                    and matcher.ratio() > _ALIKE
                ):
                    made = f"kept apart from “{known[other].name}”; join them if they are one role"
                    self._ledger.add(Kind.GUESS, role.place, "role", role.name, made)
                    break
        if len(self.roles) > len(known):
            place = list(self.roles.values())[len(known)].place
            made = f"only the first {_MOST_COMPARED} roles were compared for those spelt almost alike"
            self._ledger.add(Kind.GUESS, place, "roles", "", made)

    def _names(self, text: str, place: str, ref: str, what: str) -> list[str]:
        names = [name for chunk in text.split(";") for name in _parted(_lines(chunk))]
        names = [one for name in names for one in _run_on(name)]
        names = [name.strip(" ,.;") for name in names if name.strip(" ,.;")]
        whole = " ".join(text.split())
        if len(names) > 1:
            made = f"{len(names)} roles: {'; '.join(names)}"
            self._ledger.add(Kind.GUESS, place, what, whole, made, ref=ref)
        for name in names:
            sides = [side for side in re.split(r"\s(?:and|&)\s|,|\n", name) if _stands_alone(side)]
            lines = [line for line in text.split("\n") if _stands_alone(line)]
            joined = len(lines) > 1 and len(names) == 1
            if len(sides) > 1 or joined or "/" in name or _TWO_POSTS.search(name):
                made = "kept as one role; it may name several"
                self._ledger.add(Kind.GUESS, place, what, name, made, ref=ref)
        return names

    def _role(self, name: str, place: str) -> str:
        key = _key(name)
        if key not in self._by_key:
            self._by_key[key] = self._new_id(name)
            self.roles[self._by_key[key]] = DraftRole(name, place)
            if not _named(name):
                made = (
                    "a person's name; give the post instead, and the name as its holder only where it is public"  # noqa: E501
                    if names_person(name)
                    else "a role; no post is named, so if this is a person, name their post instead"
                )
                self._ledger.add(Kind.GUESS, place, "role", name, made)
        role = self.roles[self._by_key[key]]
        if name != role.name and name not in role.also:
            role.also.append(name)
        return self._by_key[key]

    def _new_id(self, name: str) -> str:
        plain = unicodedata.normalize("NFKD", name.replace("&", " and ")).encode("ascii", "ignore").decode()
        slug = re.sub(r"[^0-9a-z]+", "-", re.sub(r"['’]", "", plain.lower())).strip("-")
        cut = slug if len(slug) <= _LONGEST_ID else slug[:_LONGEST_ID].rpartition("-")[0]
        base = cut or slug[:_LONGEST_ID] or "role"
        taken = base
        while taken in self.roles:
            self._used[base] += 1
            taken = f"{base}-{self._used[base]}"
        return taken


def _run_on(name: str) -> list[str]:
    """Part names that a narrow column ran together: an organisation ends the first, and both name a post."""
    for found in _ENDS_ONE.finditer(name):
        one, other = name[: found.end()], name[found.end() :]
        if _POST.search(one) and _POST.search(other):
            return [one, *_run_on(other)]
    return [name]


def names_post(text: str) -> bool:
    """Tell whether a text names a post, such as a manager or an officer."""
    return bool(_POST.search(text))


def _lines(text: str) -> list[str]:
    """Join the lines of one name; begin a new one only where both name a post, or both only a body."""
    names: list[str] = []
    for line in text.split("\n"):
        stripped = line.strip(" •·*")
        if names and stripped and not _parts_of_one(names[-1], stripped):
            names.append(stripped)
        elif names and stripped:
            names[-1] = f"{names[-1]} {stripped}"
        elif stripped:
            names.append(stripped)
    return names


def _parts_of_one(above: str, below: str) -> bool:
    """Tell whether a line goes on with the name above it."""
    posts = bool(_POST.search(above)), bool(_POST.search(below))
    bodies = _named(above) and _named(below)
    parted = all(posts) or (not any(posts) and bodies)
    return not parted or bool(_OPEN_END.search(above)) or below[0].islower()


def _stands_alone(text: str) -> bool:
    """Tell whether words can be a lead by themselves: a post or a group, not only an employer."""
    return bool(_POST.search(text) or _BODY.search(text))


def _named(text: str) -> bool:
    return _stands_alone(text) or bool(_EMPLOYER.search(text))


def _parted(names: list[str]) -> list[str]:
    """Part at strokes where every side names a post, or one with a space beside it where they name bodies."""
    parted = []
    for name in names:
        sides = [side.strip() for side in name.split("/")]
        posts = all(_POST.search(side) for side in sides) or all(names_person(side) for side in sides)
        spaced = all(_named(side) for side in sides) and not re.search(r"\S/\S", name)
        parted += sides if posts or spaced else [name]
    return parted


def _key(name: str) -> str:
    return re.sub(r"[^0-9a-z]+", "", shortened(name).casefold().replace("&", "and"))
