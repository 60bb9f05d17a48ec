"""Members of Chinese lists: what stands in one row with companies is a company."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from loaders.mentions import bodies_zh
from loaders.mentions.companies import is_company_hint
from loaders.mentions.gazetteer import Gazetteer
from loaders.mentions.lac import Word
from loaders.mentions.lexicon import kinds, titles, words
from loaders.mentions.mention import Mention
from loaders.text.order import beginning

_MEMBER = re.compile(
    "(?:(?<=[、与和及跟同])|(?<=以及))(?P<name>[^，。；：、（）()“”《》\\s与和及等]{2,9}?)"
    "(?=[、等，。；（(]|与|和|及|达成|签|共同|分别|合作|结成|联合|携手|就|在|$)"
)
_FIRST = re.compile("(?:^|(?<=[，。；：与同跟]))(?P<name>[^，。；：、（）()“”《》\\s与和及等]{2,9})(?=、)")
_NO_NAME_TAGS = frozenset(("p", "u", "r", "m", "q", "c", "f", "TIME", "w", "v", "d", "ad", "vd", "LOC"))
_NAME_TAGS = frozenset(("ORG", "nz", "nw", "PER"))
_SIDES = "、与和及跟同"


def members(
    text: str, tagged: Sequence[Word], mentions: Sequence[Mention], gazetteer: Gazetteer
) -> Iterator[Mention]:
    """Names that no list knows between companies: 阿海珐 in 中核集团、阿海珐、EDF; spans count from the sentence."""
    companies = {mention.start: mention for mention in mentions if mention.label == "Company"}
    ends = {mention.end for mention in companies.values()}
    if not companies:
        return
    taken = {place for mention in mentions for place in range(mention.start, mention.end)}
    for pattern in (_MEMBER, _FIRST):
        for match in pattern.finditer(text):
            start, end = match.span("name")
            left = text[start - 1 : start] == "、" and start - 1 in ends
            right = text[end : end + 1] == "、" and end + 1 in companies
            right = right or (text[end : end + 1] in _SIDES and left)
            if not (left or right) or not taken.isdisjoint(range(start, end)):
                continue
            if _is_name(match["name"], start, tagged, gazetteer):
                yield Mention(start, end, kinds().label_zh(match["name"]) or "Company", 0.56, "listed")


def _is_name(name: str, start: int, tagged: Sequence[Word], gazetteer: Gazetteer) -> bool:
    end = start + len(name)
    inside = beginning(tagged, start, end)
    if not inside or inside[0].start != start or inside[-1].start + len(inside[-1].text) != end:
        return False
    if gazetteer.label_zh(name) or name in kinds().generic or name in words().regions:
        return False
    if titles().head.search(name) or bodies_zh.lists().plain_only.fullmatch(name):
        return False
    named = any(word.tag in _NAME_TAGS for word in inside)
    if is_company_hint(name):
        return named or not any(word.tag in _NO_NAME_TAGS for word in inside)
    return named and not any(word.tag in _NO_NAME_TAGS or word.tag == "PER" for word in inside)
