"""What the words around a run of capitals tell of it: a company, a person, a city."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from graph.names.fold import fold
from graph.names.gazetteer import cities, cities_by_name, given_names, towns
from loaders.mentions.lexicon import alternatives, read_list, titles, words
from loaders.mentions.mention import Mention, choose

_REACH = 60  # characters looked at before a name
_OF = re.compile(
    r"\b(?<!\bpresence )(?<!\bwords )(?<!\bleadership )(?<!\bguidance )(?<!\bappointment )(?<!\bdeparture )"
    r"(?:of|for|in) $"
)
"""What stands before a place or a body more often than before a person."""
_JOINT = re.compile(r",? (?:and|&|or) |, ")
_IN = re.compile(
    r"(?:\b(?:in|of|from|at|near|to|based|outside|and)|^\W*|\()\s*(?:the city of )?$", re.IGNORECASE
)
_WITHIN = re.compile(r"\b(?<!stake )(?<!shares )(?<!interest )(?:in|near|outside) $")
_HOUSE = re.compile(
    r"(?:-based)? (?:[a-z-]+ ){0,2}(?:(?P<sure>company|firm|start-?up|retailer|utility|insurer|lender)|"
    r"group|house|bank|"
    r"maker|manufacturer|producer|carmaker|airline|carrier|brewer|miner|hospital|university|club|"
    r"foundation|institute)\b"
)
"""What stands behind a city's name when it says where somebody is at home: the Essen utility."""
_BESIDE = re.compile(r"[A-Z][\w.&’'-]*(?:,? (?:of|in|out of|near)|,) $|[A-Z][\w.&’'-]* \($|\bout of $")
_BASED = re.compile(r"-(?:based|headquartered)\b")
_INSIDE = re.compile(r"(?: of|,) (?P<city>[A-Z][a-z]+(?: [A-Z][a-z]+)?)(?![\w-])(?!,| and [A-Z])")
_CLOSES = re.compile(r"[,;.)]|$| [a-z]")
_SEATED = re.compile(
    r"\b(?:headquartered in|based in|(?:head office|headquarters)(?: are| is)? in|the city of|mayor of|"
    r"(?:plants?|factory|factories|campus|headquarters|offices?|refinery|shipyard|site|facility|complex|"
    r"smelter|laborator(?:y|ies)|"
    r"lab|cent(?:re|er)|hub|brewery|mill|works|depot|showroom|gigafactory|fab|born|ceremony|forum|"
    r"summit|conference) in) $"
)
_BODY = re.compile(
    r"\b(?:regulator|watchdog|agency|trade union|charity|think tank|trade body|industry body|lobby|"
    r"federation|NGO),? (?:the )?$"
)
_BODIES = {"Company", "Unknown", "Organization", "University", "Center"}
_NO_CITY = re.compile(
    r"\b(?:District|County|Province|Road|Street|Avenue|Island|Islands|Bay|Valley|Park|State|Area|Zone|"
    r"Square)$"
)
_KIND = (
    r"(?:[\w'’-]+ ){0,7}?(?:company|firm|maker|group|producer|operator|developer|supplier|manufacturer|"
    r"airline|"
    r"carrier|bank|retailer|start-?up|subsidiary|unit|brand|owner|carmaker|chipmaker|automaker|conglomerate|"
    r"provider|insurer|utility|platform|business|venture|distributor|arm)\b(?!['’])"
)


@dataclass(frozen=True, slots=True)
class Names:
    """Hand-written lists of English names and of the words around them; see ``data/names_en.yaml``."""

    companies: tuple[str, ...]
    organizations: tuple[str, ...]
    centers: tuple[str, ...]
    events: tuple[str, ...]
    given: frozenset[str]
    given_doubtful: frozenset[str]
    particles: frozenset[str]
    droppable: frozenset[str]
    nobody: frozenset[str]
    states: frozenset[str]
    company_nouns: frozenset[str]
    not_short: frozenset[str]


@dataclass(frozen=True, slots=True)
class _Cues:
    person_after: re.Pattern[str]
    person_before: re.Pattern[str]
    person_weak: re.Pattern[str]
    company_after: re.Pattern[str]
    company_before: re.Pattern[str]
    acts: re.Pattern[str]
    state: re.Pattern[str]


@cache
def names() -> Names:
    """The names that ship with pactgraph."""
    rows = read_list("loaders.mentions", "names_en.yaml")
    return Names(
        companies=tuple(rows["companies"]),
        organizations=tuple(rows["organizations"]),
        centers=tuple(rows["centers"]),
        events=tuple(rows["events"]),
        given=frozenset(rows["given"]) | words().given_english | given_names(),
        given_doubtful=frozenset(rows["given_doubtful"]),
        particles=frozenset(rows["particles"]),
        droppable=frozenset(rows["droppable"]),
        nobody=frozenset(rows["nobody"]),
        states=frozenset(rows["states"]),
        company_nouns=frozenset(rows["company_nouns"]),
        not_short=frozenset(rows["not_short"]),
    )


@cache
def _cues() -> _Cues:
    rows = read_list("loaders.mentions", "names_en.yaml")
    weak = frozenset(rows["weak_heads"])
    strong = (
        rf"(?i:{alternatives(titles().english_heads - weak)}|(?:secretary|director|consul)[ -]general|"
        rf"chief executive(?: officer)?|chief \w+ officer|board member|member of the board|head(?= of\b))"
    )
    every = alternatives(titles().english_heads)
    states = alternatives({*rows["states"], *words().regions_english})
    return _Cues(
        person_after=re.compile(
            rf"\s?[,(–—-]\s?(?:who (?:is|was) |then |now |the |a |its |co-?)?(?:[\w’'-]+ )"
            rf"{{0,4}}?(?:{strong})s?\b"
            rf"(?! (?:in|based)\b)|,? (?:and [A-Z][\w-]+ [A-Z][\w-]+ )?(?:is|are|was|were) (?:the |its |"
            rf"also )?(?:co-)?(?:{strong})s?\b|"
            rf",? (?:{alternatives(rows['person_after'])})(?!\w)|"
            rf" (?:(?:has |had )?(?:re)?joined|left) (?:[A-Z][\w.&'’-]* ){{1,4}}as\b|"
            rf",? (?:was |is )?named (?:\w+ ){{0,4}}{strong}\b",
        ),
        person_before=re.compile(
            rf"(?:\b(?:{strong}),? (?:and )?|(?:^|[ \"”’,])(?:{alternatives(rows['person_before'])}) |"
            rf"\b(?:Mr|Mrs|Ms|Dr|Prof)\.? )$"
        ),
        person_weak=re.compile(
            rf"\s?[,(]\s?(?:who is |then |the |a )?(?:[a-zA-Z]+[ -]){{0,4}}?(?:{every})\b(?! (?:in|based)\b)",
            re.IGNORECASE,
        ),
        company_after=re.compile(
            rf"(?:['’]s?)? (?:also |recently |later |then |has |have |will )"
            rf"?(?:{alternatives(rows['company_after'])})\b|"
            rf",? \(?(?:which |that )?(?:is |was |are )?(?:based|headquartered) (?:in|near)\b|"
            rf"(?:,| is) (?:a|an|the|one of the) {_KIND}|, which (?:makes|owns|operates|has)\b"
        ),
        company_before=re.compile(rf"\b(?i:{alternatives(rows['company_before'])}) $"),
        acts=re.compile(rf" (?:{alternatives(rows['acts'])})\b"),
        state=re.compile(rf"(?:,| in) (?:{states})(?!\w)", re.IGNORECASE),
    )


def short_company(name: str) -> str | None:
    """The one word by which a text goes on about a company: Tower for Tower Semiconductor."""
    head, *rest = name.split()
    if not rest or len(head) < 3 or not head[0].isupper() or not head.isalpha():
        return None
    folded = head.casefold()
    dropped = all(word.strip(".,&").casefold() in names().droppable for word in rest)
    return head if dropped and folded not in _no_short() else None


@cache
def _no_short() -> frozenset[str]:
    return (
        names().not_short
        | names().nobody
        | words().stop_english
        | words().common_english
        | words().regions_english
    )


def person_cued(sentence: str, start: int, end: int) -> bool:
    """Whether a post, a deed of persons or a form of address stands beside the name."""
    before = sentence[max(0, start - _REACH) : start]
    if _OF.search(before):
        return False
    return bool(_cues().person_after.match(sentence, end) or _cues().person_before.search(before))


def person_likely(sentence: str, end: int) -> bool:
    """Whether a post stands behind the name that a body may be said to be as well: a partner of."""
    return _cues().person_weak.match(sentence, end) is not None


def company_cued(sentence: str, start: int, end: int) -> float:
    """How sure the words around tell of a company: 0 is not at all."""
    before = sentence[max(0, start - _REACH) : start]
    if _cues().company_before.search(before) or _cues().company_after.match(sentence, end):
        return 0.6
    return 0.56 if _cues().acts.match(sentence, end) and _opens(before) else 0.0


def _opens(before: str) -> bool:
    """Whether nothing, or only a clause's opening, stands before the name."""
    return not before or before.endswith((". ", "that ", ", ", ": ", "and ", "but ", "“", '"', "while "))


def organization_cued(sentence: str, start: int) -> bool:
    """Whether what stands before the name says that it is a public body: the regulator, the ACCC."""
    return _BODY.search(sentence[max(0, start - _REACH) : start]) is not None


def city_cued(sentence: str, start: int, end: int) -> bool:
    """Whether a region behind the name, or a head office before it, tells that it is a city."""
    before = sentence[max(0, start - _REACH) : start]
    within = _INSIDE.match(sentence, end)
    if _NO_CITY.search(sentence[start:end]) or (within and fold(within["city"]) in cities_by_name()):
        return False  # Pudong of Shanghai
    if _SEATED.search(before) or _BASED.match(sentence, end):
        return True
    called = _HOUSE.match(sentence, end) if before.endswith(("the ", "The ")) else None
    beside = _WITHIN.search(before) or (_BESIDE.search(before) and _CLOSES.match(sentence, end))
    if (called or beside) and fold(sentence[start:end]) in _places():
        return True
    if called is not None and called["sure"] is not None:
        return True
    return bool(_cues().state.match(sentence, end) and _IN.search(before))


@cache
def _places() -> frozenset[str]:
    """The names of cities and towns, folded: those as well that are as often something else."""
    return towns() | {fold(city.name_en) for city in cities() if city.name_en}


def listed(sentence: str, found: Sequence[Mention]) -> Iterator[Mention]:
    """Companies that only their neighbours in a list give away: BYD, Foton and Yutong."""
    row: list[Mention] = []
    for mention in choose(found):
        if row and not _goes_on(sentence, row[-1], mention):
            yield from _companies(row)
            row = []
        row.append(mention)
    yield from _companies(row)


def _goes_on(sentence: str, last: Mention, mention: Mention) -> bool:
    """Whether a list goes on from one name to the next; not in "Ann Roe, Shell's chief"."""
    joint = _JOINT.fullmatch(sentence, last.end, mention.start)
    owner = sentence.startswith(("'s", "’s"), mention.end)
    return joint is not None and not (owner and joint[0] == ", ")


def _companies(row: Sequence[Mention]) -> Iterator[Mention]:
    labels = {mention.label for mention in row}
    if {"Company", "Unknown"} <= labels <= _BODIES:
        for mention in row:
            if mention.label == "Unknown":
                yield mention._replace(label="Company", weight=0.57, by="list")
