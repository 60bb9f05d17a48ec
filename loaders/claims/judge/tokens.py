"""A sentence as the judge reads it: words, signs of things, and words that stand for things named before."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from loaders.claims.scene import Outline, Scene
from loaders.mentions.lac import Word
from loaders.text.roles import roles

KINDS = {
    "Company": "B",
    "University": "B",
    "Center": "B",
    "Organization": "B",
    "Unknown": "B",
    "City": "T",
    "Executive": "P",
    "Event": "E",
}
"""Of a thing by its label: B a body, T a town, P a person, E an event."""

BOTH, PERSON, BODY = "<both>", "<person>", "<body>"
"""What stands for two bodies, for a person, for a body."""

_NOUNS = (
    "company|companies|firm|group|carmaker|automaker|maker|manufacturer|supplier|producer|operator|developer|bank|"
    "lender|insurer|airline|carrier|utility|retailer|chipmaker|drugmaker|start-?up|university|college|school|institute|"
    "institution|hospital|laboratory|lab|centre|center|foundation|ministry|agency|authority|association|club|giant|"
    "business|venture|provider|brand|studio|publisher|broadcaster|team|league|federation|council|city|government|"
    "organi[sz]ation|partner|unit|subsidiary|miner|shipyard|builder|brewer|charity|consortium|exchange|fund|investor|"
    "platform|network|port|railway|regulator|society|union|museum|body|campus|academy|steelmaker|refiner"
)
_MANY = (
    "companies|firms|groups|sides|parties|partners|universities|institutions|institutes|banks|carmakers|cities|carriers|"
    "airlines|organi[sz]ations"
)
_ENGLISH = re.compile(
    rf"\b(?:(?P<both>(?:the|both|these) (?:two|three|pair|duo|{_MANY})(?: (?:{_MANY}))?|both|they|their)|"
    rf"(?P<person>he|she|his|her|him)|"
    rf"(?P<body>(?:the|this|that) (?:[A-Za-z-]+ ){{0,2}}?(?:{_NOUNS})(?!s? of)|its?|we|our))(?![\w])",
    re.IGNORECASE,
)
_CHINESE = re.compile(
    "(?P<both>双方|两家(?:公司|企业|单位|机构)?|三方|四方|两校|校企双方|两大集团|二者|两者|彼此)|(?P<person>他|她)(?!们)|"
    "(?P<body>该(?:公司|集团|校|院|行|企业|机构|中心|所|厂|车企|银行|大学|学校|研究院|平台|品牌|单位|基金|协会|医院|俱乐部|联盟|委)|"
    "本?公司(?!的?(?:董事|法))|对方|后者|前者|我们|我司|集团|学校|学院|医院|其(?=[中旗子全首董总与和]))"
)
_SIGN_OF = {"both": BOTH, "person": PERSON, "body": BODY}
_WORD = re.compile(r"[A-Za-z]+(?:['’][a-z]+)?|\d+|[^\sA-Za-z\d]")
_YEAR = re.compile(r"(?:19|20)\d\d")
_PARTS = {"TIME": "<time>", "m": "<number>"}
"""Words that count by their part of speech alone."""

_JOINTS = frozenset(
    (",", "and", "&", "、", "与", "和", "及", "以及", "或", "同", "跟", "as", "well", "，", "暨")
)
_WRAPPED = _JOINTS | frozenset(("(", ")", "（", "）", "“", "”", "the"))
_LIST_GAP = 4


class Token(NamedTuple):
    """A word as the judge compares it, or the sign of a thing, with its cluster and its kind."""

    text: str
    role: str = ""
    cluster: int | None = None
    kind: str = ""


def tokens_of(scene: Scene) -> Iterator[list[Token]]:
    """Each sentence's tokens."""
    for number, outline in enumerate(scene.outlines):
        if outline.sentence.chinese:
            yield list(_chinese(scene, outline, scene.words[number]))
        else:
            yield list(_english(scene, outline))


def sign(scene: Scene, cluster: int) -> Token:
    """The sign of a thing."""
    label = scene.label(cluster)
    return Token(f"<{label}>", f"<{label}>", cluster, KINDS[label])


def _english(scene: Scene, outline: Outline) -> Iterator[Token]:
    text = outline.text
    stands = {match.start(): match for match in _ENGLISH.finditer(text)}
    at = 0
    while at < len(text):
        if at in outline.at:
            yield sign(scene, outline.at[at])
            at += 1
        elif at in stands:
            mark = _SIGN_OF[stands[at].lastgroup or ""]
            yield Token(mark, mark)
            at = stands[at].end()
        elif match := _WORD.match(text, at):
            word = match[0].casefold()
            if word.isdigit():
                word = "<year>" if _YEAR.fullmatch(word) else "<number>"
            yield Token(word, roles(word, chinese=False))
            at = match.end()
        else:
            at += 1


def _chinese(scene: Scene, outline: Outline, words: Sequence[Word]) -> Iterator[Token]:
    begin = outline.sentence.start
    plain = scene.document.plain[begin : outline.sentence.end]
    spans = [
        (mention.start - begin, mention.end - begin, sign(scene, outline.at[place]))
        for place, mention in outline.mentions.items()
        if place in outline.at
    ]
    for match in _CHINESE.finditer(plain):
        mark = _SIGN_OF[match.lastgroup or ""]
        spans.append((*match.span(), Token(mark, mark)))
    at = 0
    for start, end, token in sorted(spans, key=lambda span: (span[0], -span[1])):
        if start >= at:
            yield from _parts(plain, words, at, start)
            yield token
            at = end
    yield from _parts(plain, words, at, len(plain))


def _parts(plain: str, words: Sequence[Word], start: int, end: int) -> Iterator[Token]:
    """The words, or what is left of them, between two places of a sentence."""
    at = max(0, bisect_right(words, start, key=_start) - 1)
    while at < len(words) and words[at].start < end:
        word = words[at]
        text = plain[max(word.start, start) : min(word.start + len(word.text), end)]
        if text.strip():
            yield Token(_PARTS.get(word.tag, text.casefold()), roles(text, chinese=True))
        at += 1


def _start(word: Word) -> int:
    return word.start


def lists(tokens: Sequence[Token]) -> dict[int, int]:
    """By place of a sign the number of the list that it stands in: A, B and C; alone it is a list of one."""
    found: dict[int, int] = {}
    last: int | None = None
    for at, token in enumerate(tokens):
        if not token.kind:
            continue
        joined = (
            last is not None
            and tokens[last].kind == token.kind
            and 1 < at - last <= _LIST_GAP
            and all(between.text in _WRAPPED for between in tokens[last + 1 : at])
        )
        found[at] = found[last] if joined and last is not None else len(found)
        last = at
    return found


def outer(words: list[Token]) -> list[Token]:
    """Words between two things without the joints of lists at their ends."""
    first, last = 0, len(words)
    while first < last and words[first].text in _JOINTS:
        first += 1
    while last > first and words[last - 1].text in _JOINTS:
        last -= 1
    return words[first:last]
