"""What particulars tell line by line: 公司名称：Ⓑ, 法定代表人：Ⓟ, 注册地址：Ⓒ; Owner: Ⓑ, Contractor: Ⓑ."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from loaders.claims.scene import BODY, CITY, PERSON, Draft, Outline, Scene
from loaders.claims.signings_zh import Pair
from loaders.mentions.lexicon import read_list, titles

_LINE = re.compile(
    r"\W{0,4}(?:(?:\d{1,2}|[一二三四五六七八九十]{1,2})[.)、．）] ?)?(?P<key>[^：:，。；,;]{2,30}?)[\s*]*[：:]"
)
_OF_THE_PAGE = re.compile(
    "主持|记者|编辑|作者|责编|(?i:host|editor|reporter|author|moderator|writer|speaker)"
)
_PERSON_FIRST = re.compile(r"[：:][\s*]*Ⓟ")
_CONTRACT = re.compile(
    r"合同|协议|签[约订署]|中标|成交|\b(?i:contracts?|agreements?|awards?|awarded|signed)\b"
)
_FAR = 8
"""So many blocks behind its name a body's particulars are told, or behind one party of a contract the other."""
_SURE = 0.75


class _Keys(NamedTuple):
    """What ``data/particulars.yaml`` lists."""

    name: re.Pattern[str]
    seat: re.Pattern[str]
    representative: re.Pattern[str]
    date: re.Pattern[str]
    roles: tuple[tuple[re.Pattern[str], re.Pattern[str]], ...]


@cache
def _keys() -> _Keys:
    rows = read_list("loaders.claims", "particulars.yaml")

    def pattern(words: list[str]) -> re.Pattern[str]:
        return re.compile("|".join(words), re.IGNORECASE)

    return _Keys(
        pattern(rows["name"]),
        pattern(rows["seat"]),
        pattern(rows["representative"]),
        pattern(rows["date"]),
        tuple((pattern(row["first"]), pattern(row["second"])) for row in rows["roles"]),
    )


def particulars(scene: Scene) -> Iterator[Draft]:
    """Posts and seats of the body that a line, or the heading, names."""
    body: int | None = None
    since = 0
    for outline in scene.outlines:
        key, named = _key(scene, outline), outline.clusters(BODY)
        if key is None:
            if outline.sentence.kind in ("heading", "title"):
                body, since = (named[0] if len(set(named)) == 1 else None), outline.sentence.block
        elif _keys().name.fullmatch(key) and len(named) == 1:
            body, since = named[0], outline.sentence.block
        elif body is not None and outline.sentence.block - since <= _FAR and not named:
            yield from _told(outline, key, body)


def parties(scene: Scene) -> Iterator[tuple[int, Pair]]:
    """Sentence and pair, where two lines name the parties of a contract: 采购人：Ⓑ above 中标人：Ⓑ."""
    last: dict[tuple[int, int], tuple[int, int]] = {}
    told = False
    for outline in scene.outlines:
        key, named = _key(scene, outline), set(outline.clusters(BODY))
        told = told or _CONTRACT.search(scene.document.plain, *outline.sentence.span) is not None
        if key is None or len(named) != 1 or not told:
            continue
        body, block = named.pop(), outline.sentence.block
        for number, roles in enumerate(_keys().roles):
            for side, role in enumerate(roles):
                if role.fullmatch(key):
                    other, before = last.get((number, 1 - side), (body, block))
                    if other != body and block - before <= _FAR:
                        yield outline.number, Pair(other, body, _SURE)
                    last[number, side] = body, block


def dated(scene: Scene, number: int) -> Iterator[int]:
    """The lines of the particulars around a line that tell when it was."""
    for step in (-1, 1):
        at = number
        while 0 <= at < len(scene.outlines) and abs(at - number) <= _FAR:
            key = _key(scene, scene.outlines[at])
            if key is None:
                break
            if _keys().date.fullmatch(key):
                yield at
            at += step


def _key(scene: Scene, outline: Outline) -> str | None:
    """What a line tells by its first words; None where it is no such line."""
    line = _LINE.match(scene.document.plain, *outline.sentence.span)
    return line["key"] if line else None


def _told(outline: Outline, key: str, body: int) -> Iterator[Draft]:
    people, cities = (outline.clusters(sign) for sign in (PERSON, CITY))
    if people and _PERSON_FIRST.search(outline.text):
        if _keys().representative.fullmatch(key) or _is_post(key, chinese=outline.sentence.chinese):
            for person in people:
                yield Draft("WORKS_FOR", person, body, outline.number, _SURE, title=key, certain=True)
    elif cities and _keys().seat.fullmatch(key):
        yield Draft("LOCATED_IN", body, cities[0], outline.number, _SURE, certain=True)


def _is_post(key: str, *, chinese: bool) -> bool:
    if _OF_THE_PAGE.search(key):
        return False
    if chinese:
        return titles().head.search(key) is not None
    return not titles().english_heads.isdisjoint(key.casefold().split())
