"""What the labeller is told of each word: itself, its neighbours, what the rules and the lists propose there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from loaders.mentions.labeller.words import (
    Token,
    chinese_facts,
    chinese_form,
    english_facts,
    english_form,
)
from loaders.mentions.lexicon import kinds
from loaders.mentions.mention import Mention
from loaders.text.clusters import clusters

Features = list[str]
OUTSIDE = "O"
_NEAR = (-2, -1, 1, 2)
_BOUND = frozenset(("of", "&", "and", "-", "."))
_NOMINAL = frozenset(("n", "nz", "ORG", "LOC", "PER", "nw", "vn", "ns", "nt", "nr", "m", "xc"))
_LONGEST_NOUN = 6  # words that a Chinese noun is followed for
_LONGEST_RUN = 30  # words that a run of capitals is followed for
_HEADLINE = 0.7  # share of capitals above which a capital tells nothing


def labels_of(tokens: Sequence[Token], spans: Iterable[tuple[int, int, str]]) -> list[str]:
    """The spans, in order and apart, as labels: B- for a first word, I- for the others, O outside."""
    labels = [OUTSIDE] * len(tokens)
    for label, places in _placed(tokens, spans):
        for at in places:
            labels[at] = f"{'B' if at == places[0] else 'I'}-{label}"
    return labels


def _placed(tokens: Sequence[Token], spans: Iterable[tuple[int, int, str]]) -> Iterator[tuple[str, range]]:
    """The words that lie whole in each span."""
    first = 0
    for start, end, label in spans:
        while first < len(tokens) and tokens[first].start < start:
            first += 1
        last = first
        while last < len(tokens) and tokens[last].end <= end:
            last += 1
        yield label, range(first, last)


def spans_of(tokens: Sequence[Token], labels: Sequence[str]) -> Iterator[tuple[int, int, str]]:
    """The spans that labels mark: start, end, label."""
    open_: tuple[int, int, str] | None = None
    for token, label in zip(tokens, labels, strict=True):
        kind = label[2:]
        if open_ is not None and label.startswith("I-") and kind == open_[2]:
            open_ = (open_[0], token.end, kind)
            continue
        if open_ is not None:
            yield open_
        open_ = (token.start, token.end, kind) if kind else None
    if open_ is not None:
        yield open_


def proposals(
    tokens: Sequence[Token], proposed: Iterable[Mention], listed: Iterable[Mention]
) -> list[Features]:
    """For each word what the rules propose (with their name and weight) and what the lists hold."""
    mentions = list(proposed)
    ruled = labels_of(tokens, [(m.start, m.end, m.label) for m in mentions])
    known = labels_of(tokens, [(m.start, m.end, m.label) for m in listed])
    by = [OUTSIDE] * len(tokens)
    told = [(m.start, m.end, f"{m.label[:3]}{m.by}{round(m.weight * 10)}") for m in mentions]
    for name, places in _placed(tokens, told):
        for at in places:
            by[at] = name
    found = []
    for at in range(len(tokens)):
        before = ruled[at - 1] if at else "^"
        behind = ruled[at + 1] if at + 1 < len(tokens) else "$"
        found.append(
            [
                f"r={ruled[at]}",
                f"by={by[at]}",
                f"g={known[at]}",
                f"r-={before}",
                f"r+={behind}",
                f"rr={ruled[at]} {behind}",
                f"rt={ruled[at]} {tokens[at].tag}",
            ]
        )
    return found


def english(tokens: Sequence[Token], lower: frozenset[str]) -> list[Features]:
    """What an English sentence's words are; ``lower`` holds those that the document also writes without a capital."""
    letters = [token.text for token in tokens if token.text[0].isalpha()]
    headline = sum(word[0].isupper() for word in letters) > _HEADLINE * max(1, len(letters))
    found = []
    for at, token in enumerate(tokens):
        own = [*english_facts(token.text), *english_form(token.text)]
        for step in _NEAR:
            near = at + step
            facts = english_facts(tokens[near].text) if 0 <= near < len(tokens) else ("^",)
            own += [f"{step}:{fact}" for fact in facts]
        _pairs(own, tokens, at)
        if at == 0:
            own.append("first")
        if token.text[0].isupper():
            own.append("also lower" if token.text.casefold() in lower else "never lower")
            if headline:
                own.append("headline")
            own += _around_run(tokens, at)
        found.append(own)
    return found


def _around_run(tokens: Sequence[Token], at: int) -> Iterator[str]:
    """What stands before and behind the run of capitals that holds a word, and what ends it."""
    first = last = at
    while last + 1 < len(tokens) and last - at < _LONGEST_RUN and _runs_on(tokens[last + 1]):
        last += 1
    while first > 0 and at - first < _LONGEST_RUN and _runs_on(tokens[first - 1]):
        first -= 1
    if last + 1 < len(tokens):
        yield from (f"behind:{fact}" for fact in english_facts(tokens[last + 1].text))
    if last + 2 < len(tokens):
        yield f"behind2:{tokens[last + 2].text.casefold()}"
    if first > 0:
        yield from (f"before:{fact}" for fact in english_facts(tokens[first - 1].text))
    end = tokens[last].text.casefold()
    yield f"run={min(last - first, 4)}"
    yield f"end={end}"
    yield from (f"end:{group}" for group in clusters(end))
    yield from (f"begin:{group}" for group in clusters(tokens[first].text.casefold()))
    if kind := kinds().english.get(end):
        yield f"end kind={kind}"


def _runs_on(token: Token) -> bool:
    return token.text[0].isupper() or token.text in _BOUND


def chinese(tokens: Sequence[Token]) -> list[Features]:
    """What a Chinese sentence's words are."""
    found = []
    for at, token in enumerate(tokens):
        own = [*chinese_facts(token.text, token.tag), *chinese_form(token.text)]
        for step in _NEAR:
            near = at + step
            facts = chinese_facts(tokens[near].text, tokens[near].tag) if 0 <= near < len(tokens) else ("^",)
            own += [f"{step}:{fact}" for fact in facts]
        _pairs(own, tokens, at)
        if at + 1 < len(tokens):
            own.append(f"t+={token.tag} {tokens[at + 1].tag}")
        if at:
            own.append(f"-t={tokens[at - 1].tag} {token.tag}")
        last = at
        while last + 1 < len(tokens) and tokens[last + 1].tag in _NOMINAL and last - at < _LONGEST_NOUN:
            last += 1
        own.append(f"end kind={kinds().label_zh(tokens[last].text)}")
        own.append(f"end={tokens[last].text[-1]}")
        found.append(own)
    return found


def _pairs(own: Features, tokens: Sequence[Token], at: int) -> None:
    word = tokens[at].text.casefold()
    if at + 1 < len(tokens):
        own.append(f"w+={word} {tokens[at + 1].text.casefold()}")
    if at:
        own.append(f"-w={tokens[at - 1].text.casefold()} {word}")
