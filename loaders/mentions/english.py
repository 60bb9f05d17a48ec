"""Names in an English sentence: runs of capitalised words, told apart by their heads, lists and cues."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from graph.names.gazetteer import is_pinyin_name
from loaders.mentions.english_cues import (
    city_cued,
    company_cued,
    listed,
    names,
    organization_cued,
    person_cued,
    person_likely,
)
from loaders.mentions.events_en import ceremonies, event_cued, is_edition
from loaders.mentions.gazetteer import Gazetteer
from loaders.mentions.lexicon import kinds, titles, words
from loaders.mentions.mention import Mention
from loaders.mentions.people_en import is_address, is_given, is_person
from loaders.mentions.runs_en import CONNECT, OWNER, Token, is_post, runs, unnamed

_CODE = re.compile(r"[a-z]{1,4}-?\d{2,}[a-z]*")
"""A number of a thing, no name: LBG-0007, A320."""
_SCHOOL = re.compile(r" university\b(?! (?:student|town|graduate|degree|professor)s?\b)")
"""As careless translation writes it: Chulalongkorn university."""
_ANY = re.compile(r"\b(?:an?|another|other|local) $")
_FIELDS = frozenset(("sciences", "engineering", "technology"))
"""How the names of learned bodies end, behind "of": Academy of Sciences."""
_INITIALS = re.compile("[A-Z]{3,}")
_PAST = frozenset(("former", "ex-"))
_PORTFOLIO = re.compile(
    r"\b(?:[Mm]inister(?:s|-in-charge)?|[Ss]ecretary|[Cc]ommissioner|[Uu]ndersecretary|[Cc]hampion|"
    r"[Pp]rofessor|CEO|[Hh]ead|[Pp]resident|"
    r"[Dd]irector|[Cc]hief)(?: of [Ss]tate)? for (?:the )?$|\b[Mm]inister(?:s|-in-charge)? of (?:the )?$|"
    r"\b(?:[Dd]ean|[Pp]rovost|[Cc]hancellor|[Dd]irector|[Pp]resident|[Mm]anager|[Rr]ector|[Mm]inister) \($"
)
_OFFICE = re.compile(r" (?:minister|ministers|ministry|portfolio|secretary of)\b")
"""What stands beside a field of government or business, no name: Minister for Transport, Economy minister."""
_PAPERS = frozenset(
    (
        *(
            "agreement",
            "agreements",
            "memorandum",
            "contract",
            "contracts",
            "treaty",
            "accord",
            "mou",
            "pact",
        ),
        *("protocol", "declaration", "understanding", "deal", "partnership"),
    )
)
"""How the names of what is signed end: Equity Transfer Agreement."""
_COMPASS = ("North ", "South ", "East ", "West ", "Upper ", "Lower ")
_ARTICLES = ("d'", "d’", "l'", "l’")
"""What ties a place to a name: Vall d'Hebron."""
_STREET = re.compile(
    r" (?:Road|Street|Avenue|Square|Island|Islands|County|Province|Bay|River|Airport|Boulevard)\b"
)


@cache
def _unopened() -> frozenset[str]:
    """Words with which no name begins."""
    return words().stop_english | _PAST


def names_in(sentence: str, gazetteer: Gazetteer, lower: frozenset[str]) -> Iterator[Mention]:
    """Candidates for names in one English sentence, overlapping; offsets count from its start.

    ``lower`` holds the words that the document also writes without a capital.
    """
    known = [m for m in gazetteer.find_en(sentence) if not (m.label == "City" and _elsewhere(sentence, m))]
    yield from known
    found = [mention for run in runs(sentence, lower) for mention in _classified(sentence, run, gazetteer)]
    if is_headline(sentence):  # there a capital tells nothing, but a given name beside a post does
        yield from (mention for mention in found if mention.label == "Executive" and mention.weight > 0.7)
        return
    yield from found
    yield from listed(sentence, [*known, *found])
    yield from ceremonies(sentence)


def _elsewhere(sentence: str, city: Mention) -> bool:
    """Whether a city's name is part of another place's: North Carolina, Oxford Road."""
    return (
        sentence[: city.start].endswith((*_COMPASS, *_ARTICLES))
        or _STREET.match(sentence, city.end) is not None
    )


def is_headline(sentence: str) -> bool:
    """Whether most of its words have capitals and no full stop ends it, so that a capital tells nothing."""
    if sentence.endswith((".", "!", "?", ".”", '."')):
        return False
    found = [word for word in re.findall(r"[^\W\d_]+", sentence) if len(word) > 3]
    return len(found) > 4 and sum(word[0].isupper() for word in found) > 0.75 * len(found)


def _classified(sentence: str, run: list[Token], gazetteer: Gazetteer) -> Iterator[Mention]:
    for part, titled in _split_posts(run):
        for trimmed, behind in _split_employer(_trimmed(part), gazetteer, titled=titled):
            start, end = trimmed[0].start, trimmed[-1].end
            if owner := OWNER.search(sentence[start:end]):
                end = start + owner.start()
            school = None if _ANY.search(sentence, 0, start) else _SCHOOL.match(sentence, end)
            if school and _is_known(f"{sentence[start:end]} University", gazetteer, "University"):
                yield Mention(start, school.end(), "University", 0.75, "ending")
                continue
            cued = behind or person_cued(sentence, start, end)
            yield from _label(sentence, start, end, gazetteer, cued=cued)


def _split_employer(
    part: list[Token], gazetteer: Gazetteer, *, titled: bool
) -> Iterator[tuple[list[Token], bool]]:
    """Part an employer from the name behind it, as careless translation joins them: Qatar Energy / Saad Sherida."""
    for at in range(1, len(part) - 1):
        last = part[at - 1].text.casefold()
        kind = kinds().english.get(last) in ("Company", "Organization", "University") or last in _FIELDS
        follows = is_given(part[at].text) or is_pinyin_name(" ".join(token.text for token in part[at:]))
        before = " ".join(token.text for token in part[:at])
        place = last in words().regions_english or any(
            m.label == "City" and m.end == len(before) for m in gazetteer.find_en(before)
        )
        if follows and (place or (kind and at > 1)):
            yield part[:at], False
            yield part[at:], True
            return
    if part:
        yield part, titled


def _split_posts(run: Sequence[Token]) -> Iterator[tuple[list[Token], bool]]:
    """Take posts out of a run, and say what stands behind one: Huawei / Vice President / Shi Yaohong."""
    part: list[Token] = []
    titled = False
    for at, token in enumerate(run):
        if (is_post(token.text) or (at < 2 and is_address(token.text))) and not _is_given(run, at):
            while part and part[-1].text.casefold() in titles().english_before:
                part.pop()
            if titled and token.text == "Officer":  # Chief Freemium Business Officer
                part = []
            yield part, titled
            part, titled = [], True
        else:
            part.append(token)
    yield part, titled


def _is_given(run: Sequence[Token], at: int) -> bool:
    """Whether what may be a post is a given name: Dean Y. Li."""
    return (
        at + 1 < len(run) and run[at].text in ("Dean", "Chancellor", "Major") and run[at + 1].text[-1] == "."
    )


def _trimmed(part: list[Token]) -> list[Token]:
    while part and (part[0].text in CONNECT or part[0].text.casefold() in _unopened()):
        part = part[1:]
    if len(part) > 1 and part[0].text.casefold() in names().company_nouns:  # Carmaker Togg
        part = part[1:]
    while part and (part[-1].text in CONNECT or part[-1].text in '(["“.,'):
        part = part[:-1]
    return part


def _label(sentence: str, start: int, end: int, gazetteer: Gazetteer, *, cued: bool) -> Iterator[Mention]:
    name = sentence[start:end]
    folded = name.casefold()
    tokens = name.split()
    if is_edition(name, gazetteer):
        yield Mention(start, end, "Event", 0.95, "edition")
        return
    if _CODE.fullmatch(folded) and event_cued(sentence, start, end):
        yield Mention(start, end, "Event", 0.7, "cue")
        return
    if (
        _names_nobody(folded)
        or _PORTFOLIO.search(sentence, max(0, start - 40), start)
        or _OFFICE.match(sentence, end)
    ):
        return
    if _is_branch(tokens) and _is_known(
        name[: -len(tokens[-1]) - 1], gazetteer
    ):  # Huawei China acts for Huawei
        yield from _label(sentence, start, end - len(tokens[-1]) - 1, gazetteer, cued=False)
        return
    if city_cued(sentence, start, end) and not cued:
        yield Mention(start, end, "City", 0.75, "cue")
        return
    if cued and is_person(tokens, cued=False):
        yield Mention(start, end, "Executive", 0.75, "person")
        return
    if len(tokens) > 1 and (label := kinds().label_en(name)) and not (label == "City" and len(tokens) > 3):
        loud = sentence.isupper()
        if not all(_is_common(token, loud=loud) for token in tokens[:-1]):
            weak = label == "Company" and kinds().is_weak(name) and not _of_known(tokens, gazetteer)
            yield Mention(start, end, "Unknown" if weak else label, 0.75, "ending")
            if weak and company_cued(sentence, start, end):
                yield Mention(start, end, "Company", 0.6, "cue")
        return
    if gazetteer.is_pinyin_person(name) or is_person(tokens, cued=cued):
        yield Mention(start, end, "Executive", 0.7, "person")
        return
    if len(tokens) > 1 and tokens[-1].isupper() and _of_known(tokens, gazetteer):  # QatarEnergy LNG
        yield Mention(start, end, "Company", 0.6, "ending")
        return
    if tokens[-1].casefold() in _PAPERS:
        return
    if not (folded in unnamed() or folded in words().common_english):
        yield Mention(start, end, "Unknown", 0.3, "capital")
        yield from _by_cue(sentence, start, end, tokens)


def _is_common(token: str, *, loud: bool) -> bool:
    """Whether a word is no name by itself; initials are one, unless all is ``loud``: ICT Authority."""
    initials = not loud and _INITIALS.fullmatch(token)
    return token.islower() or (token.casefold() in words().common_english and not initials)


def _is_known(name: str, gazetteer: Gazetteer, label: str = "Company") -> bool:
    """Whether a whole name is a known thing's of this label."""
    return any(m.label == label and m.start == 0 and m.end == len(name) for m in gazetteer.find_en(name))


def _of_known(tokens: Sequence[str], gazetteer: Gazetteer) -> bool:
    """Whether a known company's or city's name opens it: Tata Power, Tokyo Gas."""
    first = next(gazetteer.find_en(" ".join(tokens)), None)
    return first is not None and first.start == 0 and first.label in ("Company", "City")


def _is_branch(tokens: Sequence[str]) -> bool:
    """Whether a region ends the name: Huawei China, but not Santiago de Chile."""
    return (
        len(tokens) > 1
        and tokens[-1].casefold() in words().regions_english
        and tokens[-2].casefold() not in names().particles
        and tokens[-2].casefold() not in ("of", "for", "the", "in", "and", "&")
    )


def _names_nobody(folded: str) -> bool:
    return (
        folded in words().regions_english
        or folded in names().nobody
        or folded in names().states
        or folded in kinds().generic_english
        or len(folded) < 2
        or _CODE.fullmatch(folded) is not None
    )


def _by_cue(sentence: str, start: int, end: int, tokens: Sequence[str]) -> Iterator[Mention]:
    """What the words around a run of capitals tell of it, beyond the run itself."""
    if event_cued(sentence, start, end):
        yield Mention(start, end, "Event", 0.6, "cue")
    elif organization_cued(sentence, start):
        yield Mention(start, end, "Organization", 0.65, "cue")
    elif len(tokens) > 1 and person_likely(sentence, end) and is_person(tokens, cued=True):
        return
    elif (weight := company_cued(sentence, start, end)) and (len(tokens) == 1 or weight > 0.56):
        yield Mention(start, end, "Company", weight, "cue")
