"""Runs of capitalised words in an English sentence, with what binds them: of, for, &, brackets, legal forms."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from loaders.mentions.english_cues import names
from loaders.mentions.lexicon import kinds, titles, words

_TOKEN = re.compile(
    r"\b[Ee]x-(?=[A-Z])|(?:[^\W\d_]\.){2,}|(?<![^\s(])[A-Z]\.(?=\s[A-Z])|"
    r"[^\W_]+(?:(?!-(?:based|owned|backed|led|listed|run|made|controlled|headquartered|funded|invested)\b)"
    r"[.'’&+/-](?=[^\W_])[^\W_]+)*|[&+]|[^\w\s]"
)
CONNECT = frozenset(("of", "for", "de", "la", "di", "du", "des", "the", "&", "+", "and"))
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
_BEFORE_MONTH = frozenset(
    ("in", "last", "this", "since", "late", "early", "by", "until", "of", "from", "next", "mid")
)
_ABSTRACT = re.compile(
    r"(?:tion|ment|ence|ance|ics|ing|ture|logy|ity|stry|ship|graphy|nomy|science|sciences|arts|law|trade|health)$"
)
"""Nouns of which "and" joins two in the name of one body: Promotion and Authorisation Centre."""
_FIELDS = frozenset(
    ("Resources", "Affairs", "Studies", "Systems", "Services", "Materials", "Policy", "Planning")
)
"""What ends the second of two fields in a body's name: Institute of Geoscience and Mineral Resources."""
_INNER = re.compile(
    r"(?:People|Women|Men|Children|King|Queen|Master|Veteran|Farmer|Trader|Worker|Consumer)['’]?s",
    re.IGNORECASE,
)
"""Owners inside a body's name: People's Government, King's College."""
_INFLECTED = re.compile(r"(?:ed|ing|ly|ions|ives|ents|ers|ies|ists|ances|ors|als|ments|ures|ages)$")
"""How words end that open a sentence and are no names: Documents, Representatives, Signed."""
OWNER = re.compile(r"['’]s?$")

_OFFICERS = re.compile(r"(?:[Cc]o-)?C[A-Z]{1,2}Os")


@cache
def unnamed() -> frozenset[str]:
    """Words that are no names, though a capital opens them: The, Monday."""
    return words().stop_english | words().calendar_english


class Token(NamedTuple):
    """A word, a number or a sign of a sentence, and where it stands."""

    text: str
    start: int
    end: int

    @property
    def capital(self) -> bool:
        """Whether it is written as a name is: Huawei, openEuler, 3M, but not 5th."""
        return not self.text.islower() and any(map(str.isupper, self.text)) and not self.text[0].isdigit()


def runs(sentence: str, lower: frozenset[str]) -> Iterator[list[Token]]:
    """Runs of capitalised words, with what binds them: of, for, &, bound pairs, brackets, legal forms.

    ``lower`` holds the words that the document also writes without a capital.
    """
    tokens = [Token(match[0], *match.span()) for match in _TOKEN.finditer(sentence)]
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


def _opens(tokens: Sequence[Token], at: int, lower: frozenset[str]) -> bool:
    token = tokens[at]
    if (not token.capital or OWNER.sub("", token.text).casefold() in unnamed()) and not (
        (token.text in ("Jan", "May") and _name_follows(tokens, at) and not _dated(tokens, at))
        or (
            token.text == "Said"
            and at + 1 < len(tokens)
            and tokens[at + 1].text in ("Al", "El", "Bin", "Ben")
        )
        or (token.text == "New" and at + 1 < len(tokens) and OWNER.sub("", tokens[at + 1].text) in _NEW)
    ):
        return False
    begins = at == 0 or tokens[at - 1].text in ".!?:;“”\"'‘’("
    plain = token.text.casefold() in lower or (at == 0 and _INFLECTED.search(token.text))
    if begins and (_COMPOUND.fullmatch(token.text) or _is_portfolio(tokens, at)):
        return False
    return not (begins and plain and not _name_follows(tokens, at))


def _is_portfolio(tokens: Sequence[Token], at: int) -> bool:
    """Whether the word that opens a sentence says what a post is for: Finance chief."""
    before = tokens[at].text.casefold() in titles().english_before and at + 1 < len(tokens)
    return before and tokens[at + 1].text.islower() and is_post(tokens[at + 1].text)


def _dated(tokens: Sequence[Token], at: int) -> bool:
    """Whether what may be a month is one, by the word before it."""
    return at > 0 and (tokens[at - 1].text.casefold() in _BEFORE_MONTH or tokens[at - 1].text.isdigit())


def _name_follows(tokens: Sequence[Token], at: int) -> bool:
    return at + 1 < len(tokens) and tokens[at + 1].capital


def _joined(sentence: str, tokens: Sequence[Token], run: Sequence[Token], at: int) -> int:
    """How many tokens from ``at`` on belong to the run: 0 ends it."""
    token, last = tokens[at], run[-1]
    if OWNER.search(last.text) and last.text[-1] in "s'’" and "'" in last.text.replace("’", "'"):
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
    if not (token.text in CONNECT or studies) or gap != " " or at + 1 >= len(tokens):
        return 0
    if token.text == "and" and not _bound(run, tokens, at):
        return 0
    if token.text in ("of", "for") and not (_takes_of(run) or _of_kind(tokens, at)):
        return 0
    following = tokens[at + 1]
    if following.text == "the" and token.text == "of" and at + 2 < len(tokens) and tokens[at + 2].capital:
        return 3
    return 2 if following.capital else 0


def _past_particles(tokens: Sequence[Token], at: int) -> int:
    """How many tokens a name goes on with its particles: van der Bellen."""
    for count, token in enumerate(tokens[at : at + 4], start=1):
        if token.text not in names().particles:
            return count if token.capital else 0
    return 0


def _bound(run: Sequence[Token], tokens: Sequence[Token], at: int) -> bool:
    """Whether an "and" stands inside a name: Science and Technology."""
    left = run[-1].text.casefold()
    right = tokens[at + 1].text.casefold()
    if left == right:  # Dominion Energy and Energy Northwest
        return False
    pairs = words().bound_pairs
    bound = f"{left} and {right}" in pairs or f"{left} and" in pairs
    if bound and (len(run) > 1 or (at + 2 < len(tokens) and tokens[at + 2].capital)):
        return True
    article = run[0].start > 0 and at >= len(run) + 1 and tokens[at - len(run) - 1].text.casefold() == "the"
    if (
        article and (_is_kind(tokens, at + 2) or _is_kind(tokens, at + 3)) and len(run) < 3
    ):  # the Maritime and Port Authority
        return True
    of_kind = any(token.text == "of" for token in run) and left not in kinds().english
    fields = of_kind and at + 2 < len(tokens) and tokens[at + 2].text in _FIELDS
    right_too = fields or right in words().common_english or _ABSTRACT.search(right)
    return len(run) > 1 and bool(_ABSTRACT.search(left) and right_too)


def _of_kind(tokens: Sequence[Token], at: int) -> bool:
    """Whether "of" leads on to a body's kind, though no kind stands before it: Future of Life Institute."""
    ends = (place for place in range(at + 2, min(at + 5, len(tokens))) if _is_kind(tokens, place))
    end = next(ends, None)
    return (
        end is not None and not is_post(tokens[at - 1].text) and all(t.capital for t in tokens[at + 1 : end])
    )


def _is_kind(tokens: Sequence[Token], at: int) -> bool:
    """Whether the word there says what public body a name is of: Authority."""
    inside = at < len(tokens) and all(token.capital for token in tokens[at - 1 : at + 1])
    return inside and kinds().english.get(tokens[at].text.casefold()) in ("Organization", "Center")


def _takes_of(run: Sequence[Token]) -> bool:
    last = run[-1].text.casefold()
    return last in words().of_heads or (len(run) > 1 and last == "institute")


def is_post(text: str) -> bool:
    """Whether a word is a post or a form of address: President, Director-General, Prof."""
    word = OWNER.sub("", text).casefold()
    heads = titles().english_heads
    return (
        word in heads
        or _OFFICERS.fullmatch(text) is not None
        or word in titles().english_address
        or ("-" in word and not {word.split("-")[0], word.rsplit("-", 1)[-1]}.isdisjoint(heads))
    )
