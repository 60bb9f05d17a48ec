"""SIGNED_WITH claims: one for each pair, with date and place where the document tells them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from loaders.claims import heads_zh, sides_zh, signings_en, signings_zh, standing_zh
from loaders.claims.dates import date_in, last_date_in
from loaders.claims.focus_en import Focus
from loaders.claims.lists_en import listed
from loaders.claims.occasion import Programme
from loaders.claims.scene import BODY, CITY, Draft, Outline, Scene, plain
from loaders.claims.signings_en import Context

_BODIES = ("Company", "University", "Center", "Organization")
_IN_CITY = re.compile(
    r"(?:在|(?<!位)于|赴|来到|抵达|访问|走进)[^，。；ⒷⓅⒺⒸ]{0,4}Ⓒ|"
    r"\b(?:in|at|visited|visiting|to)\b (?:[\w-]+ ){0,2}Ⓒ(?! ?[ⒷⓅ])",
    re.IGNORECASE,
)
_CLAUSE_CITY = re.compile(
    "(?:(?:在|于|赴|来到|抵达|访问)[^，。；ⓅⒺⒸⒷ]{0,4}|(?:^|(?<=[，：]))[^，。；ⒷⓅⒺⒸ]{0,4}(?=Ⓒ，)|(?<=Ⓑ)(?=Ⓒ(?:再次|正式|共同)?[签达]))(?P<city>Ⓒ)"
)
_DATELINE = re.compile(
    r"^\W{0,2}(?:【[^】]{0,20}?Ⓒ[^】]{0,20}】|[^，。.]{0,10}Ⓒ[^，。.]{0,6}\d{1,2}月\d{1,2}日|"
    r"Ⓒ(?:,|，)?[^.。]{0,40}?(?:--|—|–| - | -$|：|讯|电))"
)
_TOPIC_ZH = re.compile("(?:在|就|围绕)(?P<topic>[^，。；ⒷⒸⓅⒺ]{2,30}?)(?:等)?(?:领域|方面|事宜|业务)")
_TOPIC_EN = re.compile(
    r"\b(?:agreement|memorandum|understanding|partnership|deal|contract|cooperation|collaboration|pact)s?,? "
    r"(?:[^.;:,ⓅⒺ]{0,60}? )?(?:on|in the (?:field|area)s? of|for|covering|to (?:jointly )?(?:develop|build|promote)) "
    r"(?P<topic>[a-z][^.;:,ⒷⒸⓅⒺ]{3,60}?)(?=[.,;]| with | between |$)"
)


def signings(told: Programme, foci: Sequence[Focus], held: Sequence[Draft] = ()) -> Iterator[Draft]:
    """One claim for each pair that a document says signed: the surest sentence, then the first.

    ``foci`` says what each sentence is about; ``held`` are the posts that the document tells: people may stand for
    their houses.
    """
    scene = told.scene
    homes = _homes(scene, held)
    best: dict[tuple[int, int], Draft] = {}
    before: list[int] = []
    hubs: Counter[int] = Counter()
    lines: dict[int, list[signings_zh.Pair]] = {}
    for number, pair in listed(scene, foci):
        lines.setdefault(number, []).append(pair)
    details = Details(told)
    for outline, focus, head in zip(scene.outlines, foci, details.heads, strict=True):
        told_in = (
            sides_zh.drawn(plain(outline), scene.document.plain) if outline.sentence.chinese else outline
        )
        context = Context(before, focus, _hub(hubs))
        found = list(_pairs(told_in, context, scene))
        if not found and not outline.sentence.chinese:
            found = list(_apart(signings_en.by_people(outline, context, homes), scene))
        if not found and outline.sentence.chinese and (drawn := standing_zh.standing(told_in, homes)):
            told_in = drawn
            found = [
                pair._replace(confidence=pair.confidence - 0.15) for pair in _pairs(drawn, context, scene)
            ]
        if not found and head and outline.sentence.chinese:
            found = list(heads_zh.pairs(told_in, head, scene.topic))
        for pair in found or _apart(lines.get(outline.number, ()), scene):
            hubs.update((pair.one, pair.other))
            draft = details.draft(outline.number, pair, told_in)
            key = (draft.source, draft.target)
            best[key] = _better(best.get(key), draft)
        before = outline.clusters(BODY) or (before if outline.sentence.kind != "heading" else [])
    yield from best.values()


class Details:
    """What a document tells of a signing beside who signed: the date, the place, the topic."""

    def __init__(self, told: Programme) -> None:
        self._told = told
        self._scene = told.scene
        self._home = _dateline(told.scene)
        self.heads = heads_zh.heads(told.scene.outlines)
        self._last: list[_LastDate] = []
        for outline in told.scene.outlines:
            self._last.append((self._last[-1] if self._last else _LastDate()).behind(outline, told.scene))

    def draft(self, number: int, pair: signings_zh.Pair, told_in: Outline | None = None) -> Draft:
        """The claim that a sentence tells of a pair; ``told_in`` is the sentence as the rule read it."""
        scene, outline, last, head = (
            self._scene,
            self._scene.outlines[number],
            self._last[number],
            self.heads[number],
        )
        ends = (min(pair.one, pair.other), max(pair.one, pair.other))
        draft = Draft("SIGNED_WITH", *ends, number, pair.confidence)
        draft = _at_clause(draft, told_in or outline, pair, scene, last)
        draft = _draft(scene, outline, draft, self._told, self._home, last)
        if draft.date is None and head:
            dated = _plain(scene, scene.outlines[head.outline])
            draft = draft.having(date=date_in(dated, scene.published) if dated else None)
        return draft


def _homes(scene: Scene, held: Sequence[Draft]) -> dict[int, int]:
    """The body at which a person has a post, where it is just one."""
    homes: dict[int, set[int]] = {}
    for post in held:
        if not post.former and scene.label(post.target) in _BODIES:
            homes.setdefault(post.source, set()).add(post.target)
    return {person: next(iter(bodies)) for person, bodies in homes.items() if len(bodies) == 1}


class _LastDate(NamedTuple):
    """The date that the text told last, and the block and the sentence where it did."""

    date: str | None = None
    block: int = -1
    sentence: int = -9

    def behind(self, outline: Outline, scene: Scene) -> _LastDate:
        """The date told last before this sentence."""
        if outline.number == 0:
            return self
        old = scene.outlines[outline.number - 1]
        if not old.sentence.chinese and len(old.text) > 16:
            return self
        date = date_in(_plain(scene, old), scene.published, self.date)
        return _LastDate(date, old.sentence.block, old.number) if date else self

    def near(self, outline: Outline, scene: Scene) -> str | None:
        """The date, where the sentence goes on from it: in one paragraph, or in the cell beside a date's own."""
        away = outline.number - self.sentence
        if self.date is None or not outline.sentence.chinese:
            return None
        alone = away == 1 and len(scene.outlines[self.sentence].text) <= 16 and self.sentence > 1
        return self.date if alone or (away <= 2 and self.block == outline.sentence.block) else None


def _at_clause(
    draft: Draft, outline: Outline, pair: signings_zh.Pair, scene: Scene, last: _LastDate
) -> Draft:
    """The draft with the date and the city of the clause that tells it, where that has them."""
    if pair.told is None:
        return draft
    start, end = pair.told
    clause = outline.text[start:end]
    place = next(
        (outline.at.get(start + match.end("city") - 1) for match in _CLAUSE_CITY.finditer(clause)), None
    )
    dated = last_date_in if scene.document.text.segmented else date_in
    return draft.having(date=dated(clause, scene.published, last.date), place=place)


def _hub(hubs: Counter[int]) -> int | None:
    """Who signed most so far, where that is one body."""
    ranked = hubs.most_common(2)
    alone = len(ranked) == 1 or (len(ranked) == 2 and ranked[0][1] > ranked[1][1])
    return ranked[0][0] if alone else None


def _pairs(outline: Outline, context: Context, scene: Scene) -> Iterator[signings_zh.Pair]:
    if outline.sentence.chinese:
        segmented = scene.document.text.segmented
        found = signings_zh.pairs(outline, context.before, segmented=segmented, topic=scene.topic)
    else:
        found = signings_en.pairs(outline, context)
    yield from _apart(found, scene)


def _apart(found: Iterable[signings_zh.Pair], scene: Scene) -> Iterator[signings_zh.Pair]:
    return (pair for pair in found if pair.one != pair.other and not _related(scene, pair.one, pair.other))


def _related(scene: Scene, one: int, other: int) -> bool:
    """Whether one is a part of the other by its name: nobody signs with oneself."""
    return any(
        a != b and (a.startswith(b) or b.startswith(a))
        for a in scene.clusters[one].names
        for b in scene.clusters[other].names
    )


def _better(old: Draft | None, new: Draft) -> Draft:
    """The surer of two claims on one pair; what it leaves open is taken from the other."""
    if old is None:
        return new
    first, second = (new, old) if new.confidence > old.confidence else (old, new)
    return first.having(
        date=_finer(first.date, second.date),
        place=first.place if first.place is not None else second.place,
        topic=first.topic or second.topic,
    )


def _finer(one: str | None, other: str | None) -> str | None:
    """The more precise of two dates that agree; the first of two that do not."""
    if one and other and other.startswith(one):
        return other
    return one or other


def _draft(
    scene: Scene, outline: Outline, draft: Draft, told: Programme, home: int | None, last: _LastDate
) -> Draft:
    text = outline.text
    event = told.event_for(outline)
    stage = next((stage for stage in told.stages if stage.event == event), None)
    date = draft.date
    if date is None and not scene.document.text.segmented:  # a segmented "sentence" may be a whole page
        date = date_in(_plain(scene, outline), scene.published, last.date)
    date = date or last.near(outline, scene)
    if date is None and stage is not None:
        date = date_in(_plain(scene, scene.outlines[stage.sentence]), scene.published)
    place = draft.place if draft.place is not None else _place(outline)
    if place is None and stage is not None:
        held = scene.outlines[stage.sentence]
        place = _place(held) if held is not outline else None
    topic = (_TOPIC_ZH if outline.sentence.chinese else _TOPIC_EN).search(text)
    return draft.having(
        date=date, place=home if place is None else place, topic=topic["topic"] if topic else None
    )


def _plain(scene: Scene, outline: Outline) -> str:
    return scene.document.plain[outline.sentence.start : outline.sentence.end]


def _place(outline: Outline) -> int | None:
    """The city in which the sentence's deed was done."""
    match = _IN_CITY.search(outline.text)
    if match is None:
        return None
    cities = outline.clusters(CITY, *match.span())
    return cities[0] if cities else None


def _dateline(scene: Scene) -> int | None:
    """The city of the dateline: 【中国，青岛】, ``JINAN, March 3 --``."""
    for outline in scene.outlines[:4]:
        if (match := _DATELINE.search(outline.text)) and (cities := outline.clusters(CITY, *match.span())):
            return cities[0]
    return None
