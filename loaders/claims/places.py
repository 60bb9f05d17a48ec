"""What is in which city, and what belongs to whom."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from graph.names.fold import fold
from graph.names.pinyin import has_han
from loaders.claims import places_en, places_zh
from loaders.claims.occasion import Programme, Stage, titles
from loaders.claims.scene import BODY, CITY, Draft, Outline, Scene
from loaders.mentions.bodies_zh import is_school, is_unit

_LOCATED_LIST = re.compile(
    r"(?P<list>Ⓑ(?:,? (?:and )?Ⓑ)*)[^.;:ⒷⓅⒺ]{0,30}?"
    r"\b(?:located|based|opened|established|settled|set up|launched)\b(?: \w+){0,2} in (?P<where>[^.;ⓅⒺ]{0,90})",
    re.IGNORECASE,
)
_CENTER_IN = re.compile(r"Ⓑ in Ⓒ")
_HELD = re.compile(
    "举办|举行|召开|开幕|启动|落幕|闭幕|揭牌|登场|\\b(?:held|hosted|kicked off|took place|opened|takes place|in|at)\\b",
    re.IGNORECASE,
)
_AGAIN_HELD = re.compile(
    "[会坛式礼展](?:今年|当天|将|昨[天日]|也)?(?:在|于)[^，。；ⒷⓅⒺ]{0,4}Ⓒ(?=[^，。；]{0,8}(?:举行|举办|召开|开幕))"
)
"""Where an event is that the sentence does not name: 法说会在Ⓒ举行."""
_WHOLE = 300
"""A longer Chinese sentence has lost its stops, so that its cities are of many things."""
_BRANCH = re.compile("分[行部]$|分公司$")
_VENUE = re.compile("(?:地点|会场|会址|举办地|\\b(?:[Vv]enue|[Ll]ocation|[Pp]lace|[Ww]here))\\s?[：:]")
_DATELINE = re.compile("^\\W{0,4}[^.。]{0,12}Ⓒ[^.。]{0,24}(?:[-—–]|讯|电|报道|[】\\])〕])")
_OPENING = 4
"""So many sentences may open a document with where it comes from."""
_CLOUD = re.compile("(?:企业|智能|政务)?云(?:计算)?|cloud|enterprise cloud|ai cloud")
_PLANNED = re.compile(
    "即将|计划|拟|有望|\\b(?:will soon|plans? to|is expected|may|could|would|hopes?)\\b", re.IGNORECASE
)
_LEGAL_ZH = re.compile("(?:公司|集团)$")


def places(programme: Programme) -> Iterator[Draft]:
    """LOCATED_IN claims: told by a verb, by the name itself, or by where an event is held."""
    yield from _told(programme.scene)
    yield from _by_name(programme.scene)
    yield from _events(programme)


def _told(scene: Scene) -> Iterator[Draft]:
    before: int | None = None
    for outline in scene.outlines:
        text = outline.text
        links = places_zh.located(outline, before) if outline.sentence.chinese else places_en.located(outline)
        before = next(iter(outline.clusters(BODY)), before)
        for body, seat, sure in links:
            yield Draft("LOCATED_IN", body, seat, outline.number, sure)
        if _PLANNED.search(text):
            continue
        for match in _LOCATED_LIST.finditer(text):
            cities = outline.clusters(CITY, *match.span("where"))
            for body in outline.clusters(BODY, *match.span("list")):
                if cities and scene.label(body) == "Center":
                    yield Draft("LOCATED_IN", body, cities[0], outline.number, 0.75)
        for match in _CENTER_IN.finditer(text):
            center, city = outline.at.get(match.start()), outline.at.get(match.end() - 1)
            fixed = center is not None and scene.label(center) in ("Center", "University")
            if fixed and center is not None and city is not None:
                yield Draft("LOCATED_IN", center, city, outline.number, 0.8)


def _by_name(scene: Scene) -> Iterator[Draft]:
    """A center, or a company by its full name, that bears its city's name."""
    for number, group in enumerate(scene.clusters):
        if group.label not in ("Center", "Company", "Organization", "Event", "University"):
            continue
        for name in group.names:
            if (
                group.label == "University" and " of " in name
            ):  # Oxford may stand for the University of Oxford
                continue
            city = _city_in(scene.cities, name, group.label)
            if city is not None:
                yield Draft("LOCATED_IN", number, city, scene.document.sentence_at(group.first), 0.7)
                break


def _city_in(cities: Mapping[str, int], name: str, label: str) -> int | None:
    """The city with the longest name that the name holds; that of a company begins with it."""
    if label in ("Company", "Organization"):
        if has_han(name) and not _LEGAL_ZH.search(name):
            return None
        parts = (name[:length] for length in range(len(name) - 3, 1, -1))
        return next((cities[part] for part in parts if part in cities), None)
    for length in range(len(name) - 1, 1, -1):
        for start in range(len(name) - length + 1):
            city = name[start : start + length]
            if city in cities and re.search(rf"(?<![a-zA-Z]){re.escape(city)}(?![a-z])", name):
                return cities[city]
    return None


def _events(programme: Programme) -> Iterator[Draft]:
    """An event is where the Chinese sentence says that tells of it first; English says it beside the event.

    That of a report also is at the venue that it names, else where its title or dateline says.
    """
    scene = programme.scene
    placed = set()
    for stage in programme.stages:
        outline = scene.outlines[stage.sentence]
        cities = outline.clusters(CITY)
        if cities and _tells_where(outline):
            placed.add(stage.event)
            yield Draft("LOCATED_IN", stage.event, _nearest(outline, cities), outline.number, 0.8)
    for outline in scene.outlines:
        again = _AGAIN_HELD.search(outline.text)
        event = programme.event_for(outline) if again else None
        if again and event is not None and again.end() - 1 in outline.at:
            placed.add(event)
            yield Draft("LOCATED_IN", event, outline.at[again.end() - 1], outline.number, 0.7)
    for stage in programme.stages:
        if stage.event in programme.main and stage.event not in placed:
            yield from _reported(scene, stage)


def _tells_where(outline: Outline) -> bool:
    """Whether a Chinese sentence says of an event that it is held, and has not lost its stops."""
    return outline.sentence.chinese and len(outline.text) < _WHOLE and _HELD.search(outline.text) is not None


def _reported(scene: Scene, stage: Stage) -> Iterator[Draft]:
    """Where the event is that a document reports on: at its venue, in its title, where the report comes from."""
    for outline in scene.outlines:
        if (venue := _VENUE.search(outline.text)) and (cities := outline.clusters(CITY, venue.end())):
            yield Draft("LOCATED_IN", stage.event, cities[0], outline.number, 0.75)
            return
    if CITY in scene.outlines[stage.sentence].text:
        return
    for outline in scene.outlines[:_OPENING]:
        cities = list(dict.fromkeys(outline.clusters(CITY)))
        if len(cities) == 1 and (titles(outline) or _DATELINE.match(outline.text)):
            yield Draft("LOCATED_IN", stage.event, cities[0], outline.number, 0.6)
            return


def _nearest(outline: Outline, cities: list[int]) -> int:
    """The city behind "in" or 在, else the first of the sentence."""
    for place, cluster in sorted(outline.at.items()):
        if outline.text[place] == CITY and re.search(r"(?:在|于|\bin )$", outline.text[:place]):
            return cluster
    return cities[0]


def parts(scene: Scene) -> Iterator[Draft]:
    """PART_OF claims: told, or a center's, unit's or brand's name begins with its owner's."""
    own = scene.own
    told_of: list[set[int]] = []
    for outline in scene.outlines:
        if outline.sentence.chinese:
            yield from _of_house(scene, outline, told_of)
            for unit, owner, sure in places_zh.owned(outline):
                yield Draft("PART_OF", unit, owner, outline.number, sure)
            for unit in places_zh.of_our_school(outline):
                if own is not None and unit != own and scene.label(unit) in ("University", "Center"):
                    told = (outline.number, outline.number)
                    yield Draft("PART_OF", unit, own, outline.number, 0.7, told=told)
        else:
            for unit, owner in places_en.owned(outline):
                yield Draft("PART_OF", unit, owner, outline.number, 0.75)
        told_of.append(set(outline.clusters(BODY)))
    owners: dict[str, list[int]] = defaultdict(list)
    for number, group in enumerate(scene.clusters):
        if group.label in ("Company", "University", "Organization"):
            for name in (*group.names, *(group.known.all_names() if group.known else ())):
                owners[name].append(number)
    for number, group in enumerate(scene.clusters):
        if group.label not in ("Center", "Company", "Organization", "University"):
            continue
        best = max(
            (owner for name in group.names for owner in _owners(name, group.label, owners, number)),
            default=None,
        )
        if best:
            yield Draft("PART_OF", number, best[1], scene.document.sentence_at(group.first), 0.75)


def _of_house(scene: Scene, outline: Outline, told_of: Sequence[set[int]]) -> Iterator[Draft]:
    """What a sentence says belongs to the body of its kind that was told of last, alone, in it or before."""
    for place, ends in places_zh.of_house(outline):
        unit = outline.at[place]
        known = scene.clusters[unit].known
        told = (
            {body for body in named - {unit} if _is_house(scene, body, ends)}
            for named in (set(outline.clusters(BODY, 0, place)), *reversed(told_of))
        )
        houses = next(filter(None, told), set[int]())
        if scene.own is not None and scene.own in houses:
            houses = {scene.own}
        if len(houses) == 1 and (known is None or known.label != "University"):
            yield Draft("PART_OF", unit, houses.pop(), outline.number, 0.7)


def _is_house(scene: Scene, body: int, ends: tuple[str, ...]) -> bool:
    """Whether a body is a whole one whose full name ends so: not a school of a university."""
    names = scene.clusters[body].names
    return any(name.endswith(ends) for name in names) and not any(map(is_school, names))


def _owners(
    name: str, label: str, owners: Mapping[str, Sequence[int]], own: int
) -> Iterator[tuple[int, int]]:
    """Whose name a name begins with: how much of it is theirs, and who they are."""
    for length in range(2, len(name) - 1):
        owner, rest = name[:length], name[length:]
        if owner not in owners or (not has_han(owner) and rest[0].isalnum()):
            continue
        daughter = is_unit(rest) or _BRANCH.search(rest)  # 三星电子中国
        if (
            label == "Center"
            or _CLOUD.fullmatch(fold(rest))
            or (label == "University" and rest.endswith("学院"))
            or (has_han(name) and (label == "Organization" or (label == "Company" and daughter)))
        ):
            yield from ((length, number) for number in owners[owner] if number != own)
