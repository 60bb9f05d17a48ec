"""What particulars tell line by line: 公司名称：Ⓑ, 法定代表人：Ⓟ, 注册地址：Ⓒ; Owner: Ⓑ, Contractor: Ⓑ."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
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
def keys() -> _Keys:
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


class _Line(NamedTuple):
    """A line of particulars, and what it tells by its first words."""

    outline: Outline
    key: str


class _Record(NamedTuple):
    """Lines of particulars one after another, none of their first words twice, and the heading above them."""

    heading: Outline | None
    lines: Sequence[_Line]


def particulars(scene: Scene) -> Iterator[Draft]:
    """Posts and seats of the body that a line names, or the heading."""
    for heading, lines in _records(scene):
        above = set(heading.clusters(BODY)) if heading else set()
        body = above.pop() if len(above) == 1 else None
        for outline, key in lines:
            named = outline.clusters(BODY)
            if keys().name.fullmatch(key) and len(named) == 1:
                body = named[0]
            elif body is not None and not named:
                yield from _told(outline, key, body)


def parties(scene: Scene) -> Iterator[Formed]:
    """The pairs of which two lines name the parties of a contract: 采购人：Ⓑ above 中标人：Ⓑ."""
    for heading, lines in _records(scene):
        above = " ".join((_text(scene, heading) if heading else "", scene.document.text.metadata.title or ""))
        texts = [_text(scene, line.outline) for line in lines]
        told = keys().contract.search(above) or any(keys().contract.search(line.key) for line in lines)
        if not told or any(map(refuses, (above, *texts))):
            continue
        for roles in keys().roles:
            sides = [[line.outline for line in lines if role.fullmatch(line.key)] for role in roles]
            named = [[body for one in side for body in set(one.clusters(BODY))] for side in sides]
            if [len(bodies) for bodies in named] == [1, 1] and named[0] != named[1]:
                first, last = sorted(side[0].number for side in sides)
                yield Formed(last, (first, last), Pair(named[0][0], named[1][0], _SURE))


def refuses(text: str) -> bool:
    """Whether a heading, a row or a line says that nothing was signed: 洽谈中, 已解约, pending; No. 7 does not."""
    return keys().none.search(_NUMBERED.sub("", text)) is not None


def date_lines(scene: Scene) -> Mapping[int, Sequence[int]]:
    """By the number of a line of particulars the lines beside it that tell when it was."""
    found: dict[int, Sequence[int]] = {}
    for record in _records(scene):
        dated = [line.outline.number for line in record.lines if keys().date.fullmatch(line.key)]
        found.update((line.outline.number, dated) for line in record.lines)
    return found


def _records(scene: Scene) -> Iterator[_Record]:
    """The particulars of a text; a record begins where the first words of the last one come again."""
    heading: Outline | None = None
    lines: list[_Line] = []
    for outline in scene.outlines:
        line = _LINE.match(scene.document.plain, *outline.sentence.span)
        if lines and (line is None or line["key"] in {one.key for one in lines}):
            yield _Record(heading, lines)
            lines = []
        if line is not None:
            lines.append(_Line(outline, line["key"]))
        elif outline.sentence.kind in ("heading", "title"):
            heading = outline
    if lines:
        yield _Record(heading, lines)


def _text(scene: Scene, outline: Outline) -> str:
    return scene.document.plain[outline.sentence.start : outline.sentence.end]


def _told(outline: Outline, key: str, body: int) -> Iterator[Draft]:
    people, cities = (outline.clusters(sign) for sign in (PERSON, CITY))
    told = (outline.number, outline.number)
    if people and _PERSON_FIRST.search(outline.text):
        former = _FORMER.search(key)
        title = key[former.end() :] if former else key
        if keys().representative.fullmatch(title) or _is_post(title, chinese=outline.sentence.chinese):
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
    elif cities and keys().seat.fullmatch(key):
        yield Draft("LOCATED_IN", body, cities[0], outline.number, _SURE, told=told)


def _is_post(key: str, *, chinese: bool) -> bool:
    if keys().no_post.search(key):
        return False
    if chinese:
        return titles().head.search(key) is not None
    own = key.casefold().split()
    return not titles().english_heads.isdisjoint((own[0], own[-1]))
