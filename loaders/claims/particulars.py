"""What particulars tell line by line: 公司名称：Ⓑ, 法定代表人：Ⓟ, 注册地址：Ⓒ; Owner: Ⓑ, Contractor: Ⓑ."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import NamedTuple

from loaders.claims.lists_en import NO_DEAL
from loaders.claims.scene import BODY, CITY, PERSON, Draft, Outline, Scene
from loaders.claims.signings_zh import Formed, Pair
from loaders.mentions.lexicon import read_list, titles

_LINE = re.compile(
    r"\W{0,4}(?:(?:\d{1,2}|[一二三四五六七八九十]{1,2})[.)、．）] ?)?(?P<key>[^：:，。；,;]{2,30}?)[\s*]*[：:]"
)
_PERSON_FIRST = re.compile(r"[：:][\s*]*Ⓟ")
_FORMER = re.compile("^(?:原|前任?)|(?i:^(?:former|ex|past)[- ])")
_NUMBERED = re.compile(r"\bNos?\.|\bNo(?= ?\d)")
_SURE = 0.75


class _Keys(NamedTuple):
    """What ``data/particulars.yaml`` lists."""

    name: re.Pattern[str]
    seat: re.Pattern[str]
    representative: re.Pattern[str]
    no_post: re.Pattern[str]
    date: re.Pattern[str]
    contract: re.Pattern[str]
    none: re.Pattern[str]
    roles: tuple[tuple[re.Pattern[str], re.Pattern[str]], ...]


@cache
def _keys() -> _Keys:
    """The patterns, made once."""
    rows = read_list("loaders.claims", "particulars.yaml")

    def pattern(words: Sequence[str]) -> re.Pattern[str]:
        return re.compile("|".join(words), re.IGNORECASE)

    return _Keys(
        pattern(rows["name"]),
        pattern(rows["seat"]),
        pattern(rows["representative"]),
        pattern(rows["no_post"]),
        pattern(rows["date"]),
        pattern(rows["contract"]),
        re.compile(f"{'|'.join(rows['none'])}|(?i:{NO_DEAL.pattern})"),
        tuple((pattern(row["first"]), pattern(row["second"])) for row in rows["roles"]),
    )


class Record(NamedTuple):
    """Lines of particulars one after another, by their first words, and the heading above them."""

    heading: Outline | None
    lines: Mapping[str, Outline]


def particulars(found: Iterable[Record]) -> Iterator[Draft]:
    """Posts and seats of the body that a line names, or the heading."""
    for heading, lines in found:
        above = set(heading.clusters(BODY)) if heading else set()
        body = above.pop() if len(above) == 1 else None
        for key, outline in lines.items():
            named = outline.clusters(BODY)
            if _keys().name.fullmatch(key) and len(named) == 1:
                body = named[0]
            elif body is not None and not named:
                yield from _told(outline, key, body)


def parties(scene: Scene, found: Iterable[Record]) -> Iterator[Formed]:
    """The pairs of which two lines name the parties of a contract: 采购人：Ⓑ above 中标人：Ⓑ."""
    for heading, lines in found:
        above = f"{scene.said(heading) if heading else ''} {scene.document.text.metadata.title or ''}"
        told = any(map(_keys().contract.search, (above, *lines)))
        if not told or any(map(refuses, (above, *map(scene.said, lines.values())))):
            continue
        for roles in _keys().roles:
            sides = [[line for key, line in lines.items() if role.fullmatch(key)] for role in roles]
            named = [[body for line in side for body in set(line.clusters(BODY))] for side in sides]
            if [len(bodies) for bodies in named] == [1, 1] and named[0] != named[1]:
                first, last = sorted(side[0].number for side in sides)
                yield Formed(last, (first, last), Pair(named[0][0], named[1][0], _SURE))


def refuses(text: str) -> bool:
    """Whether a heading, a row or a line says that nothing was signed: 洽谈中, 已解约, pending; No. 7 does not."""
    return _keys().none.search(_NUMBERED.sub("", text)) is not None


def date_lines(found: Iterable[Record]) -> Mapping[int, Sequence[int]]:
    """By the number of a line of particulars the lines beside it that tell when it was."""
    beside: dict[int, Sequence[int]] = {}
    for record in found:
        dated = [line.number for key, line in record.lines.items() if _keys().date.fullmatch(key)]
        beside.update((line.number, dated) for line in record.lines.values())
    return beside


def records(scene: Scene) -> Iterator[Record]:
    """The particulars of a text; a record begins where first words of the last one come again."""
    heading: Outline | None = None
    lines: dict[str, Outline] = {}
    for outline in scene.outlines:
        line = _LINE.match(scene.document.plain, *outline.sentence.span)
        if lines and (line is None or line["key"] in lines):
            yield Record(heading, lines)
            lines = {}
        if line is not None:
            lines[line["key"]] = outline
        elif outline.sentence.kind in ("heading", "title"):
            heading = outline
    if lines:
        yield Record(heading, lines)


def _told(outline: Outline, key: str, body: int) -> Iterator[Draft]:
    people, cities = (outline.clusters(sign) for sign in (PERSON, CITY))
    told = (outline.number, outline.number)
    if people and _PERSON_FIRST.search(outline.text):
        former = _FORMER.search(key)
        title = key[former.end() :] if former else key
        if _keys().representative.fullmatch(title) or _is_post(title, chinese=outline.sentence.chinese):
            for person in people:
                yield Draft(
                    "WORKS_FOR",
                    person,
                    body,
                    outline.number,
                    _SURE,
                    title=title,
                    former=bool(former),
                    told=told,
                )
    elif cities and _keys().seat.fullmatch(key):
        yield Draft("LOCATED_IN", body, cities[0], outline.number, _SURE, told=told)


def _is_post(key: str, *, chinese: bool) -> bool:
    if _keys().no_post.search(key):
        return False
    if chinese:
        return titles().head.search(key) is not None
    own = key.casefold().split()
    return not titles().english_heads.isdisjoint((own[0], own[-1]))
