"""Who holds which post where, in a Chinese sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from loaders.claims.scene import BODY, CITY, PERSON, Outline
from loaders.mentions.lexicon import titles


class Post(NamedTuple):
    """A person (cluster), where the post is (cluster), its name, whether it is a past one."""

    person: int
    employer: int
    title: str | None
    former: bool
    confidence: float


_CUT = re.compile("[，。；：！？”」』ⓅⒺ]")
_SPLIT = re.compile("[、/]|兼任?|暨|并兼")
_CITY_POST = re.compile("^(?:市委|市政府|市人民政府|市)?[^，。]{0,12}(?:市长|书记|市委常委|秘书长|常委)$")
_BARE = re.compile("^[^ⒷⒸ]{0,6}[ⒷⒸ]$")
_BEHIND = re.compile(
    "^(?:[（(，]\\s?)?(?P<verb>现任|时任|曾任|原任|现为|担任|曾担任过?|出任|就任|任|系|是|作为|被任命为|获任|履新|加盟|原|前)?"
    "(?P<mark>[ⒷⒸ])(?:的)?(?P<title>[^，。；：！？（）()ⒷⒸⓅⒺ]{1,24})"
)
_PAST = re.compile("曾|原|前|时任|卸任|辞去|离任")


def posts(outline: Outline) -> Iterator[Post]:
    """Every post that a sentence tells of a person."""
    for place, cluster in outline.at.items():
        if outline.text[place] == PERSON:
            yield from _before(outline, place, cluster)
            yield from _behind(outline, place, cluster)


def _before(outline: Outline, place: int, person: int) -> Iterator[Post]:
    """The chain of posts in front of a name: Ⓑ董事、Ⓑ总裁Ⓟ."""
    text = outline.text
    start = max((m.end() for m in _CUT.finditer(text, max(0, place - 70), place)), default=max(0, place - 70))
    window = text[start:place]
    of_body = re.search("([ⒷⒸ])的$", window)
    if of_body:
        employer = outline.at.get(start + of_body.start())
        if employer is not None and of_body[1] == BODY:
            yield Post(person, employer, None, False, 0.75)
        return
    pending: list[str] = []
    for offset, segment in reversed(_segments(window)):
        title = _title(segment)
        mark = _employer(segment)
        if title is None and not (pending and _BARE.match(segment)):
            break
        if title:
            pending.append(title)
        if mark is None:
            continue
        employer = outline.at.get(start + offset + mark)
        if employer is not None:
            for name in pending or []:
                if segment[mark] == BODY or _CITY_POST.match(name):
                    former = bool(titles().former.match(segment.lstrip())) or segment[:mark].endswith(
                        ("原", "前", "时任")
                    )
                    yield Post(person, employer, _clean(name), former, 0.9)
        if not _BARE.match(segment):
            pending = []
        if pending and title:
            pending = [title]


def _segments(window: str) -> list[tuple[int, str]]:
    """The window cut at enumeration commas, and before an employer that follows a post; each with its offset."""
    pieces, position = [], 0
    cuts = [m.span() for m in _SPLIT.finditer(window)]
    cuts += [(m.start(), m.start()) for m in re.finditer(f"(?<=[长裁理任官员事记表席])[{BODY}]", window)]
    for start, end in [*sorted(cuts), (len(window), len(window))]:
        pieces.append((position, window[position:start]))
        position = end
    return pieces


def _employer(segment: str) -> int | None:
    """Where in a segment its last employer stands, right before the title."""
    marks = [i for i, sign in enumerate(segment) if sign in (BODY, CITY)]
    return marks[-1] if marks else None


def _title(segment: str) -> str | None:
    """The post at the end of a segment, from its employer on; None where it is no post."""
    mark = _employer(segment)
    name = segment[mark + 1 :] if mark is not None else segment
    name = re.sub(r"^(?:的|原|前|时任|现任)|\s|[“”「」]", "", name)
    if not 1 < len(name) <= 28 or not titles().head.search(name) or re.search("[在是有被将把]", name):
        return None
    return name


def _clean(title: str) -> str | None:
    return None if title in titles().address else re.sub("(?:先生|女士|同志)$", "", title)


def _behind(outline: Outline, place: int, person: int) -> Iterator[Post]:
    """A post told behind a name: Ⓟ（Ⓑ总裁）, Ⓟ，现任Ⓑ董事长, Ⓟ曾担任过Ⓑ厂长."""
    match = _BEHIND.match(outline.text[place + 1 : place + 60])
    if match is None or not titles().head.search(match["title"].split("、")[0]):
        return
    bracketed = outline.text[place + 1 : place + 2] in ("（", "(")
    if not match["verb"] and not bracketed:
        return
    employer = outline.at.get(place + 1 + match.start("mark"))
    if employer is None:
        return
    for title in match["title"].split("、"):
        if titles().head.search(title) and (match["mark"] == BODY or _CITY_POST.match(title)):
            yield Post(person, employer, _clean(title), bool(_PAST.search(match["verb"] or "")), 0.8)
