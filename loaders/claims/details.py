"""When and where a signing was, and on what.

Date and city are chosen among those that stand around what tells of it. Each candidate is described by features, and
each feature has a weight (a conditional logit, McFadden, 1974) that ``loaders/training/build_details.py`` learns from
the marked documents. That no date or no city is told is a candidate too.
"""

from __future__ import annotations

import json
import math
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from functools import cache, cached_property
from itertools import pairwise
from pathlib import Path
from typing import Literal, NamedTuple

from loaders.claims import heads_zh, papers
from loaders.claims.dates import dates_in, last_known
from loaders.claims.occasion import Programme
from loaders.claims.particulars import Record, date_lines, records
from loaders.claims.scene import BODY, EVENT, SIGNS, Draft, Outline

WEIGHTS = Path(__file__).parent / "data" / "details.json"
Field = Literal["date", "place"]
FIELDS: tuple[Field, ...] = ("date", "place")
Weights = Mapping[str, float]

_BEFORE, _BEHIND = 3, 1
"""Sentences before and behind the one that tells of a signing whose dates and cities may be its own."""
_OPENING = 3
"""Sentences that open a document, with its dateline."""
_TOPIC_ZH = re.compile("(?:在|就|围绕)(?P<topic>[^，。；ⒷⒸⓅⒺ]{2,30}?)(?:等)?(?:领域|方面|事宜|业务)")
_TOPIC_EN = re.compile(
    r"\b(?:agreement|memorandum|understanding|partnership|deal|contract|cooperation|collaboration|pact)s?,? "
    r"(?:[^.;:,ⓅⒺ]{0,60}? )?(?:on|in the (?:field|area)s? of|for|covering|to (?:jointly )?(?:develop|build|promote)) "
    r"(?P<topic>[a-z][^.;:,ⒷⒸⓅⒺ]{3,60}?)(?=[.,;]| with | between |$)"
)
_CUT = re.compile(r"[;；。]|\. ")
_COMMA = re.compile("[,，、]")
_WORD = re.compile(r"[A-Za-z]+|[^\W\d]|\d+|\S")
_MOST = 12
"""Dates or cities of a sentence that are looked at: the nearest, of another sentence the first."""
_AWAY = 6
"""Bits of a distance in characters; what is farther is as far as that."""
_BETWEEN = 200
"""Characters between a candidate and who signed that are looked at."""
_AROUND = 24
"""Characters before and behind a candidate in which its neighbouring words are sought."""


_PRECISION = {"month": "month", "year": "year", "ago": "year"}
"""How precise a date that is not known would be, by the kind of words; any other is a day."""


class Spot(NamedTuple):
    """A date or a city where a sentence tells it: ``value`` is the date, if it is known, or the city's number."""

    start: int
    end: int
    value: str | int | None
    kind: str


_THERE = re.compile(
    "(?:(?<![事员理协工])会|式|论坛|峰会|活动|典礼|现场)(?:上|期间|中)(?!心)|(?:会|论坛|举[行办])期间|^(?:现场|会前|会后|同期|当[天日])|"
    "(?:(?<![事员理协工])会|论坛|峰会)的?首日|开幕(?:当天|首日)|"
    r"\b(?:at|during|on the sidelines of) (?:the|this) (?:[a-z]+ )?"
    r"(?:meeting|event|forum|summit|conference|ceremony|expo|fair|scene|gala)\b|"
    r"\b(?:first|opening) day of the (?:event|forum|summit|conference|expo|fair)\b|\bon the (?:scene|spot)\b",
    re.IGNORECASE,
)
"""What says that something was done at the event that is told of."""
_FIRST_DAY = re.compile(r"[会坛展]的?首日|开幕(?:当天|首日)|\b(?:first|opening) day of the\b")
_EARLIER = re.compile(
    r"曾|此前|早|回顾|当年|以前|\b(?:had|ago|earlier|before|previous(?:ly)?|recalled|already)\b",
    re.IGNORECASE,
)


class Candidate(NamedTuple):
    """What a signing's date or place may be, and the features that speak for it or against it."""

    value: str | int | None
    features: tuple[str, ...]


class Details:
    """What a document tells of its signings beside who signed: the date, the place, the topic."""

    def __init__(self, programme: Programme) -> None:
        self.programme = programme
        self._scene = programme.scene
        self._others: dict[int, list[tuple[str, Outline]]] = {}

    def draft(self, sentence: int, one: int, other: int, confidence: float) -> Draft:
        """The claim that a sentence tells of two things."""
        outline = self._scene.outlines[sentence]
        ends = (min(one, other), max(one, other))
        date, place = (self._chosen(sentence, ends, field) for field in FIELDS)
        date = date or self._day_of_event(outline)
        for field, spot in self._of_paper(outline, ends):
            if field == "date":
                date = spot.value if papers.is_better(spot.value, date) else date
            elif place is None or not self._tells_place(outline, place):
                place = spot.value
        topic = (_TOPIC_ZH if outline.sentence.chinese else _TOPIC_EN).search(outline.text)
        return Draft(
            "SIGNED_WITH",
            *ends,
            sentence,
            confidence,
            date=date if isinstance(date, str) else None,
            place=place if isinstance(place, int) else None,
            topic=topic["topic"] if topic else None,
        )

    def _of_paper(self, outline: Outline, ends: tuple[int, int]) -> Iterator[tuple[Field, Spot]]:
        """The first date and city that the next sentences tell of the paper that was signed."""
        scene = self._scene
        text, start = self._texts[outline.number], outline.sentence.start
        parties = (
            body
            for at, _, body in reversed(self._bodies(outline))
            if not papers.OF.search(text, 0, at - start)
        )
        if next(parties, ends[0]) not in ends:  # then that one's paper may be meant
            return
        for other in scene.outlines[outline.number + 1 : outline.number + 1 + papers.REACH]:
            number, sentence = other.number, other.sentence
            if sentence.kind in ("heading", "title") or scene.document.row(number) != scene.document.row(
                outline.number
            ):
                return
            others = [start - sentence.start for start, _, thing in self._bodies(other) if thing not in ends]
            told = papers.told_of(self._texts[number], others, chinese=sentence.chinese)
            for field in FIELDS if told else ():
                spots = self._told(number, field, ends)
                inside = [s for a, b in told for s in spots if a <= s.start < b and s.value is not None]
                if field == "place" and not sentence.chinese:
                    inside = [s for s in inside if papers.IN.search(self._texts[number], 0, s.start)]
                yield from ((field, spot) for spot in inside[:1])
            if told or (others and papers.DEAL.search(self._texts[number])):
                return

    def _tells_place(self, outline: Outline, place: str | int) -> bool:
        """Whether a sentence says that something was done in a city, which does not just open it."""
        text = self._texts[outline.number]
        told = (spot.start for spot in self._spots["place"][outline.number] if spot.value == place)
        return any(papers.TELLS_PLACE.search(text, 0, start) for start in told)

    def _bodies(self, outline: Outline) -> list[tuple[int, int, int]]:
        """Where a sentence names bodies."""
        named = self._scene.named(outline.sentence.start, outline.sentence.end)
        return [place for place in named if SIGNS[self._scene.label(place[2])] == BODY]

    def _day_of_event(self, outline: Outline) -> str | None:
        """The day of the event at which a sentence happens that tells no date itself; of several days their month."""
        number = outline.number
        event = self.programme.event_for(outline)
        if event is None or self._spots["date"][number] or _EARLIER.search(outline.text):
            return None
        above = self._scene.outlines[number - 1] if number else outline
        there = _THERE.search(outline.text) or (
            above.sentence.block == outline.sentence.block and _THERE.search(above.text)
        )
        if not there or event not in self.programme.main:
            return None
        told = [(at, one) for at, one in self._days_of_events.get(event, ()) if at < number]
        days = sorted({one for _, one in told})
        if len(days) < 2:
            return next(iter(days), None)
        if _FIRST_DAY.search(outline.text):
            return min(one for at, one in told if at == told[0][0])
        return days[0][:7] if days[0][:7] == days[-1][:7] else None

    @cached_property
    def _days_of_events(self) -> Mapping[int, Sequence[tuple[int, str]]]:
        """By event the days that the sentences tell which name it, each with its sentence."""
        days: dict[int, list[tuple[int, str]]] = defaultdict(list)
        for outline in self._scene.outlines:
            for event in outline.clusters(EVENT):
                for spot in self._spots["date"][outline.number]:
                    if isinstance(spot.value, str) and _precision(spot) == "day":
                        days[event].append((outline.number, spot.value))
        return days

    @cached_property
    def heads(self) -> list[heads_zh.Head | None]:
        """For every sentence the head under which it stands."""
        return heads_zh.heads(self._scene.outlines)

    @cached_property
    def records(self) -> list[Record]:
        """The particulars that the document tells line by line."""
        return list(records(self._scene))

    @cached_property
    def _date_lines(self) -> Mapping[int, Sequence[int]]:
        """By line of particulars those that tell when it was."""
        return date_lines(self.records)

    @cached_property
    def _texts(self) -> list[str]:
        """The text of every sentence."""
        return [self._scene.said(outline) for outline in self._scene.outlines]

    @cached_property
    def _spots(self) -> Mapping[Field, list[list[Spot]]]:
        """The dates and the cities of every sentence."""
        dates: list[list[Spot]] = []
        cities: list[list[Spot]] = []
        before: str | None = None
        for outline, text in zip(self._scene.outlines, self._texts, strict=True):
            sentence = outline.sentence
            told = dates_in(text, self._scene.published, before, is_chinese=sentence.chinese)
            before = last_known(told) or before
            dates.append([Spot(*one) for one in told])
            named = self._scene.named(sentence.start, sentence.end)
            cities.append(
                [
                    Spot(start - sentence.start, end - sentence.start, thing, "city")
                    for start, end, thing in named
                    if self._scene.label(thing) == "City"
                ]
            )
        return {"date": dates, "place": cities}

    def _told(self, number: int, field: Field, ends: Sequence[int]) -> list[Spot]:
        """The dates of a sentence, or its cities but those that signed."""
        spots = self._spots[field][number]
        return spots if field == "date" else [spot for spot in spots if spot.value not in ends]

    def _chosen(self, number: int, ends: tuple[int, int], field: Field) -> str | int | None:
        language = "zh" if self._scene.outlines[number].sentence.chinese else "en"
        return chosen(self.candidates(number, ends, field), weights()[f"{field} {language}"])

    def candidates(self, number: int, ends: tuple[int, int], field: Field) -> list[Candidate]:
        """What the date or the place of a signing may be: ``number`` is the sentence that tells of it."""
        outline = self._scene.outlines[number]
        own = list(self._here(outline, ends, field))
        here = {candidate.value for candidate in own}
        others: list[Candidate] = []
        if number not in self._others:
            self._others[number] = list(self._around(outline))
        for source, other in self._others[number]:
            others += self._there(outline, source, other, ends, field, here)
        if field == "date" and self._scene.published:
            own.append(Candidate(self._scene.published, ("published", f"published here {bool(here)}")))
        none = ("none", f"none here {min(len(here), 4)}", f"none around {min(len(others), 4)}")
        return [*own, *others, Candidate(None, none)]

    def _here(self, outline: Outline, ends: tuple[int, int], field: Field) -> Iterator[Candidate]:
        text = self._texts[outline.number]
        spots = self._told(outline.number, field, ends)
        hull = self._hull(outline, ends)
        about = sum(hull or (0, 0))
        near = sorted(spots, key=lambda spot: abs(spot.start + spot.end - about))[:_MOST]
        for spot in near:
            yield Candidate(
                spot.value,
                (
                    "here",
                    f"here told {spot.kind}",
                    f"here by {_precision(spot)}",
                    f"here of {min(len(spots), 4)}",
                    f"here first {spot is spots[0]}",
                    f"here last {spot is spots[-1]}",
                    f"here in {outline.sentence.kind}",
                    *self._worth(spot),
                    *(_standing(text, spot, hull, near) if hull else ("here unnamed",)),
                    *_words("here", text, spot),
                ),
            )

    def _there(
        self,
        outline: Outline,
        source: str,
        other: Outline,
        ends: tuple[int, int],
        field: Field,
        here: Set[str | int | None],
    ) -> Iterator[Candidate]:
        """Candidates of another sentence; ``here`` are those of the sentence itself."""
        text = self._texts[other.number]
        spots = self._told(other.number, field, ends)
        for spot in [*spots[:_MOST], *spots[_MOST:][-1:]]:
            yield Candidate(
                spot.value,
                (
                    source,
                    f"{source} told {spot.kind}",
                    f"{source} by {_precision(spot)}",
                    f"{source} apart {outline.sentence.block != other.sentence.block}",
                    f"{source} first {spot is spots[0]}",
                    f"{source} last {spot is spots[-1]}",
                    f"{source} here {bool(here)}",
                    f"{source} again {spot.value is not None and spot.value in here}",
                    *self._worth(spot),
                    *_words("there", text, spot),
                ),
            )

    def _around(self, outline: Outline) -> Iterator[tuple[str, Outline]]:
        """Other sentences that may tell it, by what they are to this one; each once."""
        number, seen = outline.number, {outline.number}
        head = self.heads[number]
        row = self._scene.document.row(number)
        event = self.programme.event_for(outline)
        stage = None if event is None else self.programme.stage_of.get(event)
        sources = [
            ("head", head.outline if head else None),
            *(("row", told) for told in (*row, *self._date_lines.get(number, ()))),
            *((f"-{back}", number - back) for back in range(1, _BEFORE + 1)),
            *((f"+{ahead}", number + ahead) for ahead in range(1, _BEHIND + 1)),
            ("event", stage),
            *((f"opening {at}", at) for at in range(_OPENING)),
        ]
        for source, other in sources:
            if other is None or not 0 <= other < len(self._scene.outlines) or other in seen:
                continue
            seen.add(other)
            if papers.ANOTHER.search(self._texts[other]):
                continue
            if self._scene.document.row(other) in (row, range(0)):  # another row tells of another signing
                yield source, self._scene.outlines[other]

    def _hull(self, outline: Outline, ends: tuple[int, int]) -> tuple[int, int] | None:
        """From where to where a sentence names the two, or the one that it names, where they stand nearest."""
        start, end = outline.sentence.start, outline.sentence.end
        named = [place for place in self._scene.named(start, end) if place[2] in ends]
        both = [(one, other) for one, other in pairwise(named) if one[2] != other[2]]
        if not named:
            return None
        first, last = min(both, key=lambda pair: pair[1][1] - pair[0][0]) if both else (named[0], named[0])
        return first[0] - start, last[1] - start

    def _worth(self, spot: Spot) -> Iterator[str]:
        """What a date is beside the day of publication."""
        published = self._scene.published
        if isinstance(spot.value, str) and published:
            years = int(published[:4]) - int(spot.value[:4])
            known = min(len(spot.value), len(published))
            yield f"future {spot.value[:known] > published[:known]}"
            yield f"published {spot.value == published}"
            yield f"{spot.kind} years {min(years.bit_length(), 4) if years >= 0 else -1}"


def _standing(text: str, spot: Spot, hull: tuple[int, int], spots: Sequence[Spot]) -> Iterator[str]:
    """How a date or a city stands to the two that signed."""
    start, end = hull
    if spot.end <= start:
        side, between = "before", text[max(spot.end, start - _BETWEEN) : start]
        rivals = sum(spot.end <= other.start and other.end <= start for other in spots)
    elif spot.start >= end:
        side, between = "behind", text[max(end, spot.start - _BETWEEN) : spot.start]
        rivals = sum(end <= other.start and other.end <= spot.start for other in spots)
    else:
        side, between, rivals = "inside", "", 0
    yield f"here {side}"
    yield f"here {side} {spot.kind}"
    yield f"here {side} away {min(len(between).bit_length(), _AWAY)}"
    yield f"here {side} rivals {min(rivals, 3)}"
    yield f"here {side} cut {_CUT.search(between) is not None}"
    yield f"here {side} commas {min(len(_COMMA.findall(between)), 2)}"


def _words(where: str, text: str, spot: Spot) -> Iterator[str]:
    """The words beside a candidate; of a city by ``where`` it is told, since "held in" elsewhere tells little."""
    word_of = f"{where} word" if spot.kind == "city" else "word"
    before = _WORD.findall(text, max(0, spot.start - _AROUND), spot.start)[-2:]
    behind = _WORD.findall(text, spot.end, spot.end + _AROUND)[:2]
    for at, word in enumerate(reversed(before), 1):
        yield f"{word_of} -{at} {_sort(word)}"
    for at, word in enumerate(behind, 1):
        yield f"{word_of} +{at} {_sort(word)}"


def _sort(word: str) -> str:
    return "0" if word.isdigit() else word.casefold()


def _precision(spot: Spot) -> str:
    if spot.value is None:
        return _PRECISION.get(spot.kind, "day")
    return {4: "year", 7: "month", 10: "day"}[len(spot.value)] if isinstance(spot.value, str) else "city"


def chosen(candidates: Iterable[Candidate], weight: Weights) -> str | int | None:
    """The value that the candidates make likeliest; the first of equals."""
    likely: dict[str | int | None, float] = defaultdict(float)
    for candidate in candidates:
        likely[candidate.value] += math.exp(sum(weight.get(feature, 0.0) for feature in candidate.features))
    return max(likely, key=lambda value: likely[value])


@cache
def weights() -> Mapping[str, Weights]:
    """The weights of features, by the field and the language: ``date zh``."""
    found: Mapping[str, Weights] = json.loads(WEIGHTS.read_text(encoding="utf-8"))
    return found
