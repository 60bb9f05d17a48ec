"""Names in an English sentence: runs of capitalised words, told apart by their heads, lists and cues."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

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

_TOKEN = re.compile(
    r"\b[Ee]x-(?=[A-Z])|(?:[^\W\d_]\.){2,}|(?<![^\s(])[A-Z]\.(?=\s[A-Z])|"
    r"[^\W_]+(?:(?!-(?:based|owned|backed|led|listed|run|made|controlled|headquartered|funded|invested)\b)"
    r"[.'’&+/-](?=[^\W_])[^\W_]+)*|[&+]|[^\w\s]"
)
_CONNECT = frozenset(("of", "for", "de", "la", "di", "du", "des", "the", "&", "+", "and"))
_LEGAL = re.compile(
    r"\.?,?\s+(?:(?:Co\.?|Company|Holdings?|Group),?\s*(?:Ltd|Limited)|Pte\.?\s+Ltd|Pty\.?\s+Ltd|"
    r"Sdn\.?\s+Bhd|Berhad|Inc|"
    r"Corp|Ltd|Limited|LLC|L\.?L\.?P|L\.?P|PLC|plc|GmbH|KGaA|AG|A/S|ASA|AB|S\.p\.A|S\.A|SE|N\.V|B\.V)\b\.?"
)
_NESTED = re.compile(r"\s?\([A-Z][\w' ]{1,24}\)(?=\s+[A-Z])|\s?[\"“][^\"“”]{2,40}[\"”](?=\s+[A-Z])")
_NEW = frozenset(
    (
        "Zealand",
        "York",
        "Delhi",
        "Jersey",
        "Mexico",
        "Hampshire",
        "Orleans",
        "Haven",
        "Development",
        "Hope",
        "World",
    )
)
_COMPOUND = re.compile(r"[A-Z][a-z]+-[a-z]+")
"""A plain word with a hyphen that opens a sentence: Multi-year."""
_OFFICERS = re.compile(r"(?:[Cc]o-)?C[A-Z]{1,2}Os")
_CODE = re.compile(r"[a-z]{1,4}-?\d{2,}[a-z]*")
"""A number of a thing, no name: LBG-0007, A320."""
_FIELDS = frozenset(("sciences", "engineering", "technology"))
"""How the names of learned bodies end, behind "of": Academy of Sciences."""
_BEFORE_MONTH = frozenset(
    ("in", "last", "this", "since", "late", "early", "by", "until", "of", "from", "next", "mid")
)
_PAST = frozenset(("former", "ex-"))
_PORTFOLIO = re.compile(
    r"\b(?:[Mm]inister(?:s|-in-charge)?|[Ss]ecretary|[Cc]ommissioner|[Uu]ndersecretary|[Cc]hampion|"
    r"[Pp]rofessor|CEO|[Hh]ead|[Pp]resident|"
    r"[Dd]irector|[Cc]hief)(?: of [Ss]tate)? for (?:the )?$|\b[Mm]inister(?:s|-in-charge)? of (?:the )?$"
)
_OFFICE = re.compile(r" (?:minister|ministers|ministry|portfolio|secretary of)\b")
"""What stands beside a field of government or business, no name: Minister for Transport, Economy minister."""
_ABSTRACT = re.compile(
    r"(?:tion|ment|ence|ance|ics|ing|ture|logy|ity|stry|ship|graphy|nomy|science|sciences|arts|law|trade|health)$"
)
"""Nouns of which "and" joins two in the name of one body: Promotion and Authorisation Centre."""
_INNER = re.compile(
    r"(?:People|Women|Men|Children|King|Queen|Master|Veteran|Farmer|Trader|Worker|Consumer)['’]?s",
    re.IGNORECASE,
)
"""Owners inside a body's name: People's Government, King's College."""
_INFLECTED = re.compile(r"(?:ed|ing|ly|ions|ives|ents|ers|ies|ists|ances|ors|als|ments|ures|ages)$")
"""How words end that open a sentence and are no names: Documents, Representatives, Signed."""
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
_STREET = re.compile(
    r" (?:Road|Street|Avenue|Square|Island|Islands|County|Province|Bay|River|Airport|Boulevard)\b"
)
_OWNER = re.compile(r"['’]s?$")


@cache
def _unnamed() -> frozenset[str]:
    """Words that are no names, though a capital opens them: The, Monday."""
    return words().stop_english | words().calendar_english


@cache
def _unopened() -> frozenset[str]:
    """Words with which no name begins."""
    return words().stop_english | _PAST


class _Token(NamedTuple):
    text: str
    start: int
    end: int

    @property
    def capital(self) -> bool:
        """Whether it is written as a name is: Huawei, openEuler, 3M, but not 5th."""
        return not self.text.islower() and any(map(str.isupper, self.text)) and not self.text[0].isdigit()


def names_in(sentence: str, gazetteer: Gazetteer, lower: frozenset[str]) -> Iterator[Mention]:
    """Candidates for names in one English sentence, overlapping; offsets count from its start.

    ``lower`` holds the words that the document also writes without a capital.
    """
    known = [m for m in gazetteer.find_en(sentence) if not (m.label == "City" and _elsewhere(sentence, m))]
    yield from known
    tokens = [_Token(match[0], *match.span()) for match in _TOKEN.finditer(sentence)]
    found = [
        mention for run in _runs(sentence, tokens, lower) for mention in _classified(sentence, run, gazetteer)
    ]
    if is_headline(sentence):  # there a capital tells nothing, but a given name beside a post does
        yield from (mention for mention in found if mention.label == "Executive" and mention.weight > 0.7)
        return
    yield from found
    yield from listed(sentence, [*known, *found])
    yield from ceremonies(sentence)


def _elsewhere(sentence: str, city: Mention) -> bool:
    """Whether a city's name is part of another place's: North Carolina, Oxford Road."""
    return sentence[: city.start].endswith(_COMPASS) or _STREET.match(sentence, city.end) is not None


def is_headline(sentence: str) -> bool:
    """Whether most of its words have capitals and no full stop ends it, so that a capital tells nothing."""
    if sentence.endswith((".", "!", "?", ".”", '."')):
        return False
    found = [word for word in re.findall(r"[^\W\d_]+", sentence) if len(word) > 3]
    return len(found) > 4 and sum(word[0].isupper() for word in found) > 0.75 * len(found)


def _runs(sentence: str, tokens: Sequence[_Token], lower: frozenset[str]) -> Iterator[list[_Token]]:
    """Runs of capitalised words, with what binds them: of, for, &, bound pairs, brackets, legal forms."""
    at = 0
    while at < len(tokens):
        if not _opens(tokens, at, lower):
            at += 1
            continue
        run = [tokens[at]]
        following = at + 1
        while following < len(tokens) and (joined := _joined(sentence, tokens, run, following)):
            run.extend(tokens[following : following + joined])
            following += joined
        yield run
        at = following


def _opens(tokens: Sequence[_Token], at: int, lower: frozenset[str]) -> bool:
    token = tokens[at]
    if (not token.capital or _OWNER.sub("", token.text).casefold() in _unnamed()) and not (
        (token.text in ("Jan", "May") and _name_follows(tokens, at) and not _dated(tokens, at))
        or (token.text == "New" and at + 1 < len(tokens) and _OWNER.sub("", tokens[at + 1].text) in _NEW)
    ):
        return False
    begins = at == 0 or tokens[at - 1].text in ".!?:;“”\"'‘’("
    plain = token.text.casefold() in lower or (at == 0 and _INFLECTED.search(token.text))
    if begins and (_COMPOUND.fullmatch(token.text) or _is_portfolio(tokens, at)):
        return False
    return not (begins and plain and not _name_follows(tokens, at))


def _is_portfolio(tokens: Sequence[_Token], at: int) -> bool:
    """Whether the word that opens a sentence says what a post is for: Finance chief."""
    before = tokens[at].text.casefold() in titles().english_before and at + 1 < len(tokens)
    return before and tokens[at + 1].text.islower() and _is_post(tokens[at + 1].text)


def _dated(tokens: Sequence[_Token], at: int) -> bool:
    """Whether what may be a month is one, by the word before it."""
    return at > 0 and (tokens[at - 1].text.casefold() in _BEFORE_MONTH or tokens[at - 1].text.isdigit())


def _name_follows(tokens: Sequence[_Token], at: int) -> bool:
    return at + 1 < len(tokens) and tokens[at + 1].capital


def _joined(sentence: str, tokens: Sequence[_Token], run: Sequence[_Token], at: int) -> int:
    """How many tokens from ``at`` on belong to the run: 0 ends it."""
    token, last = tokens[at], run[-1]
    if _OWNER.search(last.text) and last.text[-1] in "s'’" and "'" in last.text.replace("’", "'"):
        return int(_INNER.match(last.text) is not None and token.capital)
    gap = sentence[last.end : token.start]
    if legal := _LEGAL.match(sentence, last.end):
        return sum(last.end <= other.start < legal.end() for other in tokens[at : at + 6])
    if token.capital and gap in (" ", "") and token.text.casefold() not in ("the", "and"):
        return 1
    if token.text.isdigit() and gap == " " and len(token.text) <= 4:
        return 1
    if nested := _NESTED.match(sentence, last.end):
        return sum(last.end <= other.start < nested.end() for other in tokens[at : at + 12])
    if token.text in names().particles and gap == " ":
        return _past_particles(tokens, at)
    studies = token.text == "in" and last.text in ("Studies", "Research") and len(run) > 2
    if not (token.text in _CONNECT or studies) or gap != " " or at + 1 >= len(tokens):
        return 0
    if token.text == "and" and not _bound(run, tokens, at):
        return 0
    if token.text in ("of", "for") and not (_takes_of(run) or _of_kind(tokens, at)):
        return 0
    following = tokens[at + 1]
    if following.text == "the" and token.text == "of" and at + 2 < len(tokens) and tokens[at + 2].capital:
        return 3
    return 2 if following.capital else 0


def _past_particles(tokens: Sequence[_Token], at: int) -> int:
    """How many tokens a name goes on with its particles: van der Bellen."""
    for count, token in enumerate(tokens[at : at + 4], start=1):
        if token.text not in names().particles:
            return count if token.capital else 0
    return 0


def _bound(run: Sequence[_Token], tokens: Sequence[_Token], at: int) -> bool:
    """Whether an "and" stands inside a name: Science and Technology."""
    left = run[-1].text.casefold()
    right = tokens[at + 1].text.casefold()
    pairs = words().bound_pairs
    bound = f"{left} and {right}" in pairs or f"{left} and" in pairs
    if bound and (len(run) > 1 or (at + 2 < len(tokens) and tokens[at + 2].capital)):
        return True
    article = run[0].start > 0 and at >= len(run) + 1 and tokens[at - len(run) - 1].text.casefold() == "the"
    if (
        article and (_is_kind(tokens, at + 2) or _is_kind(tokens, at + 3)) and len(run) < 3
    ):  # the Maritime and Port Authority
        return True
    right_too = right in words().common_english or _ABSTRACT.search(right)
    return len(run) > 1 and bool(_ABSTRACT.search(left) and right_too)


def _of_kind(tokens: Sequence[_Token], at: int) -> bool:
    """Whether "of" leads on to a body's kind, though no kind stands before it: Future of Life Institute."""
    ends = (place for place in range(at + 2, min(at + 5, len(tokens))) if _is_kind(tokens, place))
    end = next(ends, None)
    return (
        end is not None and not _is_post(tokens[at - 1].text) and all(t.capital for t in tokens[at + 1 : end])
    )


def _is_kind(tokens: Sequence[_Token], at: int) -> bool:
    """Whether the word there says what public body a name is of: Authority."""
    inside = at < len(tokens) and all(token.capital for token in tokens[at - 1 : at + 1])
    return inside and kinds().english.get(tokens[at].text.casefold()) in ("Organization", "Center")


def _takes_of(run: Sequence[_Token]) -> bool:
    last = run[-1].text.casefold()
    return last in words().of_heads or (len(run) > 1 and last == "institute")


def _classified(sentence: str, run: list[_Token], gazetteer: Gazetteer) -> Iterator[Mention]:
    for part, titled in _split_posts(run):
        for trimmed, behind in _split_employer(_trimmed(part), gazetteer, titled=titled):
            start, end = trimmed[0].start, trimmed[-1].end
            if owner := _OWNER.search(sentence[start:end]):
                end = start + owner.start()
            cued = behind or person_cued(sentence, start, end)
            yield from _label(sentence, start, end, gazetteer, cued=cued)


def _split_employer(
    part: list[_Token], gazetteer: Gazetteer, *, titled: bool
) -> Iterator[tuple[list[_Token], bool]]:
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


def _split_posts(run: Sequence[_Token]) -> Iterator[tuple[list[_Token], bool]]:
    """Take posts out of a run, and say what stands behind one: Huawei / Vice President / Shi Yaohong."""
    part: list[_Token] = []
    titled = False
    for at, token in enumerate(run):
        if (_is_post(token.text) or (at < 2 and is_address(token.text))) and not _is_given(run, at):
            while part and part[-1].text.casefold() in titles().english_before:
                part.pop()
            if titled and token.text == "Officer":  # Chief Freemium Business Officer
                part = []
            yield part, titled
            part, titled = [], True
        else:
            part.append(token)
    yield part, titled


def _is_post(text: str) -> bool:
    """Whether a word is a post or a form of address: President, Director-General, Prof."""
    word = _OWNER.sub("", text).casefold()
    heads = titles().english_heads
    return (
        word in heads
        or _OFFICERS.fullmatch(text) is not None
        or word in titles().english_address
        or ("-" in word and not {word.split("-")[0], word.rsplit("-", 1)[-1]}.isdisjoint(heads))
    )


def _is_given(run: Sequence[_Token], at: int) -> bool:
    """Whether what may be a post is a given name: Dean Y. Li."""
    return (
        at + 1 < len(run) and run[at].text in ("Dean", "Chancellor", "Major") and run[at + 1].text[-1] == "."
    )


def _trimmed(part: list[_Token]) -> list[_Token]:
    while part and (part[0].text in _CONNECT or part[0].text.casefold() in _unopened()):
        part = part[1:]
    if len(part) > 1 and part[0].text.casefold() in names().company_nouns:  # Carmaker Togg
        part = part[1:]
    while part and (part[-1].text in _CONNECT or part[-1].text in '(["“.,'):
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
        if not all(token.casefold() in words().common_english or token.islower() for token in tokens[:-1]):
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
    if not (folded in _unnamed() or folded in words().common_english):
        yield Mention(start, end, "Unknown", 0.3, "capital")
        yield from _by_cue(sentence, start, end, tokens)


def _is_known(name: str, gazetteer: Gazetteer) -> bool:
    """Whether a whole name is a known company's."""
    return any(m.label == "Company" and m.start == 0 and m.end == len(name) for m in gazetteer.find_en(name))


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
