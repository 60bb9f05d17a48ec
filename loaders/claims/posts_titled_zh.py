"""Posts that stand behind a name as an address does: 中山大學李志鵬校長, 沈孟儒校長、中科院李世強院長."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from loaders.claims.post_zh import RANKS, Before, Post
from loaders.claims.posts_bare_zh import can_have, is_pure, kinds_of
from loaders.claims.scene import BODY, Outline
from loaders.mentions.lexicon import titles

_TITLE = re.compile(
    "(?P<title>[^，。；：、（）()ⒷⒸⓅⒺ\\s]{2,7}?)"
    "(?=[，。；：、（(”」\\s]|[和与及等在也则于为率]|表示|指出|说|致[词辞]|介绍|强调|认为|代表|出席|签|共同|一行|主持|分别|亲自|透露|称|担任|带领|$)"
)
_NO_POSTS = frozenset(("代表", "主持人", "高管", "专家", "成员", "首席", "学者", "秘书", "负责人"))
_BEFORE_NAME = re.compile(
    "(?:Ⓑ的?|(?P<joint>Ⓟ[^，。；：ⒷⒸⓅⒺ]{2,8}(?:、|和|与|及|以及))|(?P<opening>^|[，。；：、由与和及\\s]|\\d[年月日]))$"
)


def titled(outline: Outline, place: int, person: int, before: Before, last: Post | None) -> Iterator[Post]:
    """The post right behind a name, at the body right before it, at that of the list, or at the one told of."""
    told = _TITLE.match(outline.text, place + 1)
    if told is None or not (_is_post(told["title"]) or told["title"] in RANKS):
        return
    stands = _BEFORE_NAME.search(outline.text, max(0, place - 14), place)
    if stands is None:
        return
    kinds = kinds_of(told["title"])
    at = stands.start()
    if outline.text[at] == BODY:
        employer = outline.at.get(at)
        if employer is not None:
            yield Post(person, employer, told["title"], False, 0.85)
    elif told["title"] in RANKS:
        return
    elif stands["joint"] and last is not None and outline.at.get(at) == last.person:
        yield Post(person, last.employer, told["title"], False, 0.75)
    else:
        for body in islice(_told_of(outline, place, before, kinds), 1):
            yield Post(person, body, told["title"], False, 0.65)


def _is_post(title: str) -> bool:
    return not (title in titles().address or title in _NO_POSTS) and is_pure(title)


def _told_of(outline: Outline, place: int, before: Before, kinds: frozenset[str]) -> Iterator[int]:
    """Bodies of the kinds that can have the post: this sentence's, then those told of before."""
    for at in sorted(outline.at):
        if at < place and can_have(outline, at, kinds):
            yield outline.at[at]
    yield from before.of_kinds(kinds)
