"""Names in an English sentence: runs of capitalised words, told apart by their heads, lists and cues."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from loaders.mentions.english_cues import (
    city_cued,
    company_cued,
    event_cued,
    listed,
    names,
    organization_cued,
    person_cued,
    person_likely,
)
from loaders.mentions.gazetteer import Gazetteer
from loaders.mentions.lexicon import kinds, titles, words
from loaders.mentions.mention import Mention

_TOKEN = re.compile(
    r"(?:[^\W\d_]\.){2,}|(?<![^\s(])[A-Z]\.(?=\s[A-Z])|[^\W_]+(?:[.'’&+/-](?=[^\W_])[^\W_]+)*|[&+]|[^\w\s]"
)
_CONNECT = frozenset(("of", "for", "de", "la", "di", "du", "des", "the", "&", "+", "and"))
_LEGAL = re.compile(
    r"\.?,?\s+(?:(?:Co\.?|Company|Holdings?|Group),?\s*(?:Ltd|Limited)|Pte\.?\s+Ltd|Pty\.?\s+Ltd|Sdn\.?\s+Bhd|Berhad|Inc|"
    r"Corp|Ltd|Limited|LLC|L\.?L\.?P|L\.?P|PLC|plc|GmbH|KGaA|AG|A/S|ASA|AB|S\.p\.A|S\.A|SE|N\.V|B\.V)\b\.?"
)
_NESTED = re.compile(r"\s?\([A-Z][\w' ]{1,24}\)(?=\s+[A-Z])|\s?[\"“][^\"“”]{2,40}[\"”](?=\s+[A-Z])")
_OWNER = re.compile(r"['’]s?$")


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
    known = list(gazetteer.find_en(sentence))
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
    if (
        not token.capital
        or _OWNER.sub("", token.text).casefold() in words().stop_english | words().calendar_english
    ) and not (token.text == "Jan" and _name_follows(tokens, at)):
        return False
    begins = at == 0 or tokens[at - 1].text in ".!?:;“”\"'‘’("
    return not (begins and token.text.casefold() in lower and not _name_follows(tokens, at))


def _name_follows(tokens: Sequence[_Token], at: int) -> bool:
    return at + 1 < len(tokens) and tokens[at + 1].capital


def _joined(sentence: str, tokens: Sequence[_Token], run: Sequence[_Token], at: int) -> int:
    """How many tokens from ``at`` on belong to the run: 0 ends it."""
    token, last = tokens[at], run[-1]
    if _OWNER.search(last.text) and last.text[-1] in "s'’" and "'" in last.text.replace("’", "'"):
        return 0
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
    if token.text not in _CONNECT or gap != " " or at + 1 >= len(tokens):
        return 0
    if token.text == "and" and not _bound(run, tokens, at):
        return 0
    if token.text in ("of", "for") and not _takes_of(run):
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
    return bound and (len(run) > 1 or (at + 2 < len(tokens) and tokens[at + 2].capital))


def _takes_of(run: Sequence[_Token]) -> bool:
    return run[-1].text.casefold() in words().of_heads or (
        len(run) > 1 and run[-1].text.casefold() == "institute"
    )


def _classified(sentence: str, run: list[_Token], gazetteer: Gazetteer) -> Iterator[Mention]:
    for part, titled in _split_posts(run):
        for trimmed, behind in _split_employer(_trimmed(part), titled=titled):
            start, end = trimmed[0].start, trimmed[-1].end
            if owner := _OWNER.search(sentence[start:end]):
                end = start + owner.start()
            cued = behind or person_cued(sentence, start, end)
            yield from _label(sentence, start, end, gazetteer, cued=cued)


def _split_employer(part: list[_Token], *, titled: bool) -> Iterator[tuple[list[_Token], bool]]:
    """Part an employer from the name behind it, as careless translation joins them: Qatar Energy / Saad Sherida."""
    for at in range(1, len(part) - 1):
        company = kinds().english.get(part[at - 1].text.casefold()) == "Company"
        if company and at > 1 and part[at].text.casefold() in names().given - names().given_doubtful:
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
        word = _OWNER.sub("", token.text).casefold()
        if (word in titles().english_heads or word in titles().english_address) and not _is_given(run, at):
            while part and part[-1].text.casefold() in titles().english_before:
                part.pop()
            yield part, titled
            part, titled = [], True
        else:
            part.append(token)
    yield part, titled


def _is_given(run: Sequence[_Token], at: int) -> bool:
    """Whether what may be a post is a given name: Dean Y. Li."""
    return (
        at + 1 < len(run) and run[at].text in ("Dean", "Chancellor", "Major") and run[at + 1].text[-1] == "."
    )


def _trimmed(part: list[_Token]) -> list[_Token]:
    while part and (part[0].text in _CONNECT or part[0].text.casefold() in words().stop_english):
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
    if _names_nobody(folded):
        return
    if _is_branch(tokens):  # Huawei China acts for Huawei
        yield from _label(sentence, start, end - len(tokens[-1]) - 1, gazetteer, cued=False)
        return
    if (
        name.endswith("-based")
        and len(tokens) == 1
        and folded[:-6] not in words().regions_english | names().states
    ):
        yield Mention(start, end - len("-based"), "City", 0.7, "cue")
        return
    if cued and _is_western_person(tokens, cued=False):
        yield Mention(start, end, "Executive", 0.75, "person")
        return
    if len(tokens) > 1 and (label := kinds().label_en(name)) and not (label == "City" and len(tokens) > 3):
        if not all(token.casefold() in words().common_english or token.islower() for token in tokens[:-1]):
            weak = label == "Company" and kinds().is_weak(name)
            yield Mention(start, end, "Unknown" if weak else label, 0.75, "ending")
            if weak and company_cued(sentence, start, end):
                yield Mention(start, end, "Company", 0.6, "cue")
        return
    if gazetteer.is_pinyin_person(name) or _is_western_person(tokens, cued=cued):
        yield Mention(start, end, "Executive", 0.7, "person")
        return
    if folded not in words().stop_english | words().calendar_english | words().common_english:
        yield Mention(start, end, "Unknown", 0.3, "capital")
        yield from _by_cue(sentence, start, end, tokens)


def _is_branch(tokens: Sequence[str]) -> bool:
    """Whether a region ends the name: Huawei China, but not Santiago de Chile."""
    return (
        len(tokens) > 1
        and tokens[-1].casefold() in words().regions_english
        and tokens[-2].casefold() not in names().particles
    )


def _names_nobody(folded: str) -> bool:
    return (
        folded in words().regions_english
        or folded in names().nobody
        or folded in names().states
        or folded in kinds().generic_english
        or len(folded) < 2
    )


def _by_cue(sentence: str, start: int, end: int, tokens: Sequence[str]) -> Iterator[Mention]:
    """What the words around a run of capitals tell of it, beyond the run itself."""
    if city_cued(sentence, start, end):
        yield Mention(start, end, "City", 0.7, "cue")
    elif event_cued(sentence, end):
        yield Mention(start, end, "Event", 0.6, "cue")
    elif organization_cued(sentence, start):
        yield Mention(start, end, "Organization", 0.65, "cue")
    elif len(tokens) > 1 and person_likely(sentence, end) and _is_western_person(tokens, cued=True):
        return
    elif (weight := company_cued(sentence, start, end)) and (len(tokens) == 1 or weight > 0.56):
        yield Mention(start, end, "Company", weight, "cue")


def _is_western_person(tokens: Sequence[str], *, cued: bool) -> bool:
    """Whether it reads as a person's name; ``cued`` says that a post stands beside it."""
    first = tokens[0].casefold()
    given = (
        first in names().given or first.split("-")[0] in names().given
    ) and first not in names().given_doubtful
    return (
        2 <= len(tokens) <= 5
        and (cued or given)
        and all(token[0].isupper() or token in names().particles for token in tokens)
        and all(re.sub("[-.'’]", "", token).isalpha() for token in tokens)
        and not any(token.isupper() and len(token) > 2 and token[-1] != "." for token in tokens)
        and not any(token.casefold() in words().regions_english for token in tokens)
    )
