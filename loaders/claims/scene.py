"""A document as the claim rules see it: sentences in which every mention is one sign.

In a sentence's outline a body stands as Ⓑ, a city as Ⓒ, a person as Ⓟ, an event as Ⓔ, and a run of
capitals that nobody knows as Ⓤ; so a rule reads ``Ⓑ与Ⓑ签署``, whatever the names.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from loaders.mentions.bodies_zh import lists
from loaders.mentions.lac import Word
from loaders.mentions.mention import NESTED, Mention
from loaders.resolve.cluster import Cluster
from loaders.text.analysis import Analysed, Sentence
from loaders.text.order import beginning

SIGNS = {
    "Company": "Ⓑ",
    "University": "Ⓑ",
    "Center": "Ⓑ",
    "Organization": "Ⓑ",
    "City": "Ⓒ",
    "Executive": "Ⓟ",
    "Event": "Ⓔ",
    "Unknown": "Ⓤ",
}
LONGEST = 2000
"""Characters of an English outline: what is longer is a list of names, no sentence."""
_OURS = re.compile(r"我校|(?:^|[，。；、\s])(?:学校(?=[与和同]Ⓑ|党委|校长|领导)|校党委|校领导|校长助理)")
_BESIDE = re.compile("我校|学校(?=[与和同]Ⓑ)")
"""What tells that a university beside it is another one."""
_BYLINE = re.compile("[^。]{0,12}(?P<body>Ⓑ)(?:新闻网|新闻中心|宣传部|校报)?[讯：]")
_OPENING = 1
"""The last sentence of those that say what a text is about: its title's, or the first."""
_OWN = re.compile(
    "(?:代表|介绍了?|欢迎[^，。；]{0,6})Ⓑ|(?:指出|表示|说|认为)[，：“]*Ⓑ(?=[与和同])|^[（(]Ⓑ[^）)。]{0,12}[）)]$"
)
"""How people of a university speak of it, or who closes a text with their name."""
_CALLED_COMPANY = re.compile('[（(][^（()）]{0,16}[“"「『]本?公司[”"」』][^（()）]{0,20}[)）]')
_ANNOUNCES = re.compile("Ⓑ(?:董事会)?关于[^，。；]{2,60}公告")
_TITLES = 5
"""So many sentences may stand before an announcement's title is over."""
_COMMITTEE = re.compile(r"\b(?:Party|Standing)(?: Working)? Committee\b|\bMunicipal Party\b", re.IGNORECASE)
BODY, CITY, PERSON, EVENT, UNKNOWN = "Ⓑ", "Ⓒ", "Ⓟ", "Ⓔ", "Ⓤ"


@dataclass(frozen=True, slots=True)
class Draft:
    """A claim before its ends have ids: clusters by number, the sentence by number."""

    type: str
    source: int
    target: int
    sentence: int
    confidence: float
    date: str | None = None
    place: int | None = None
    title: str | None = None
    topic: str | None = None
    former: bool = False
    told: tuple[int, int] | None = None
    """First and last sentence of what tells it by its form: a row of a table, a line of a list, particulars.

    Its confidence then is the rule's own, since the judge learned from sentences.
    """

    def having(self, **values: object) -> Draft:
        """Return the same claim with these values."""
        return replace(self, **values)  # type: ignore[arg-type]


@dataclass(frozen=True)
class Outline:
    """A sentence with one sign a mention; ``at[i]`` is the cluster behind the sign at ``text[i]``."""

    number: int
    sentence: Sentence
    text: str
    at: dict[int, int]
    mentions: dict[int, Mention]

    def clusters(self, sign: str, start: int = 0, end: int | None = None) -> list[int]:
        """The clusters of one kind of sign, in order, between two places of the outline."""
        stop = len(self.text) if end is None else end
        return [self.at[i] for i in sorted(self.at) if start <= i < stop and self.text[i] == sign]

    def redrawn(self, edits: Iterable[tuple[int, int, str, int]]) -> Outline:
        """Return the outline with spans drawn otherwise: (start, end, text, cluster of the sign in that text).

        The spans are in order and do not overlap.
        """
        pieces: list[str] = []
        at: dict[int, int] = {}
        mentions = {}
        position, shift = 0, 0
        for start, end, text, cluster in (*edits, (len(self.text), len(self.text), "", -1)):
            pieces.append(self.text[position:start])
            for place in range(position, start):
                if place in self.at:
                    at[place + shift] = self.at[place]
                if place in self.mentions:
                    mentions[place + shift] = self.mentions[place]
            if text:
                sign = next(i for i, character in enumerate(text) if character in SIGNS.values())
                at[start + shift + sign] = cluster
                pieces.append(text)
            shift += len(text) - (end - start)
            position = end
        return replace(self, text="".join(pieces), at=at, mentions=mentions)


_ASIDE = re.compile(
    "(?<=[ⒷⓅⒺ])(?:[（(][^（()）]{0,60}[)）]|(?:「|“)(?=[ⒷⓅ]))|(?<=[ⒷⓅⒸⒺ、与和同跟及])\\s+|\\s+(?=[ⒷⓅⒸⒺ、与和同跟及])|[“「](?=Ⓑ[”」])|(?<=Ⓑ)[”」]"
)


_SPACES = re.compile("(?<=[ⒷⓅⒸⒺ、与和同跟及的任为])\\s+|\\s+(?=[ⒷⓅⒸⒺ、与和同跟及的])")


def plain(outline: Outline, asides: re.Pattern[str] = _ASIDE) -> Outline:
    """The outline without what stands in brackets behind a name, and without spaces and quotes around names."""
    pieces: list[str] = []
    moved: dict[int, int] = {}
    at = length = 0
    for aside in [*(m.span() for m in asides.finditer(outline.text)), (len(outline.text),) * 2]:
        kept = outline.text[at : aside[0]]
        moved.update((at + n, length + n) for n in range(len(kept)))
        pieces.append(kept)
        length += len(kept)
        at = aside[1]
    return replace(
        outline,
        text="".join(pieces),
        at={moved[i]: cluster for i, cluster in outline.at.items() if i in moved},
        mentions={moved[i]: mention for i, mention in outline.mentions.items() if i in moved},
    )


def without_spaces(outline: Outline) -> Outline:
    """The outline without the spaces that some texts set around names in Latin letters."""
    return plain(outline, _SPACES) if " " in outline.text else outline


@dataclass(frozen=True)
class Scene:
    """Everything that the claim rules may look at."""

    document: Analysed
    clusters: list[Cluster]
    outlines: tuple[Outline, ...]
    published: str | None
    words: Sequence[Sequence[Word]]
    """Of each Chinese sentence, as the tagger cuts it; empty for the others."""

    def label(self, cluster: int) -> str:
        """The label of a cluster."""
        return self.clusters[cluster].label

    @cached_property
    def topic(self) -> int | None:
        """The body that the document is about: named in its first lines, and most often of those; or 我校."""
        if self.own is not None:
            return self.own
        bodies = [body for outline in self.outlines[:3] for body in outline.clusters(BODY)]
        return max(bodies, key=lambda body: len(self.clusters[body].mentions), default=None)

    def said(self, *outlines: Outline) -> str:
        """What sentences say, with their names."""
        plain = self.document.plain
        return " ".join(plain[outline.sentence.start : outline.sentence.end] for outline in outlines)

    def named(self, start: int, end: int) -> Sequence[tuple[int, int, int]]:
        """Where a stretch of the text names things, in order and apart: beginning, end, and cluster."""
        return self._named[bisect_left(self._named, (start,)) : bisect_left(self._named, (end,))]

    @cached_property
    def _named(self) -> list[tuple[int, int, int]]:
        return sorted(
            (mention.start, mention.end, number)
            for number, cluster in enumerate(self.clusters)
            for mention in cluster.mentions
            if mention.by != NESTED  # it would be marked over the name that holds it
        )

    @cached_property
    def hosts(self) -> Mapping[int, int]:
        """By sentence the university in whose name an event's begins, to which a bare post there belongs."""
        events = {start for start, _, thing in self._named if self.label(thing) == "Event"}
        return {
            self.document.sentence_at(mention.start): number
            for number, cluster in enumerate(self.clusters)
            if cluster.label == "University"
            for mention in cluster.mentions
            if mention.by == NESTED and mention.start in events
        }

    @cached_property
    def own(self) -> int | None:
        """The university that a text calls 我校: its byline's, else the only one that it is about, else the title's."""
        ours = [outline for outline in self.outlines if _OURS.search(outline.text)]
        if not ours:
            return None
        for outline in ours:
            byline = _BYLINE.match(outline.text)
            body = outline.at.get(byline.start("body")) if byline else None
            if body is not None and self.label(body) == "University":
                return body
        only = self._only_university
        return only if only is not None else self._named_in_title

    @property
    def _only_university(self) -> int | None:
        """The only university that the text names, if it tells of it as its own; of its schools it may name several."""
        named = [
            (outline, place)
            for outline in self.outlines
            for place in sorted(outline.at)
            if outline.text[place] == BODY and self._is_university(outline.at[place])
        ]
        whole = [one for one in named if self._is_whole(one[0].at[one[1]])]
        named = whole if len({outline.at[place] for outline, place in named}) > 1 else named
        if len({outline.at[place] for outline, place in named}) != 1:
            return None
        told = any(
            outline.number <= _OPENING or _OWN.search(outline.text, max(0, place - 8))
            for outline, place in named
        )
        beside = any(_BESIDE.search(outline.text) for outline, _ in named)
        return named[0][0].at[named[0][1]] if (told or len(named) > 1) and not beside else None

    def _is_whole(self, cluster: int) -> bool:
        """Whether a name of it is that of a whole university, where a college may be one of its schools."""
        return any(name.endswith("大学") for name in self.clusters[cluster].names)

    @property
    def _named_in_title(self) -> int | None:
        """The university that the title has in the name of another thing: 江南大学—味极鲜联合研究中心."""
        end = self.outlines[0].sentence.end
        named = (
            number
            for number, cluster in enumerate(self.clusters)
            if cluster.label == "University"
            and any(mention.by == NESTED and mention.start < end for mention in cluster.mentions)
        )
        return next(named, None)

    def _is_university(self, cluster: int) -> bool:
        """Whether it is a university that is named, and not just one of its schools."""
        named = self.clusters[cluster]
        return named.label == "University" and not all(map(lists().school.fullmatch, named.names))

    @cached_property
    def company(self) -> int | None:
        """The company that a text calls 公司, as announcements do: （以下简称“公司”）, or those of Ⓑ关于…的公告."""
        plain = self.document.plain
        called = [thing for _, end, thing in self._named if _CALLED_COMPANY.match(plain, end)]
        called += [
            outline.at[match.start()]
            for outline in self.outlines[:_TITLES]
            if (match := _ANNOUNCES.fullmatch(outline.text)) and match.start() in outline.at
        ]
        return next((thing for thing in called if self.label(thing) == "Company"), None)

    def is_implied(self, outline: Outline, *things: int) -> bool:
        """Whether one of what a sentence tells of is the body that it leaves to 我校 or 公司."""
        return any(own in things and own not in outline.at.values() for own in (self.own, self.company))

    @cached_property
    def cities(self) -> dict[str, int]:
        """The document's cities, by every name that it calls them."""
        return {
            name.removesuffix("市"): number
            for number, cluster in enumerate(self.clusters)
            if cluster.label == "City"
            for name in (*cluster.names, *(cluster.known.all_names() if cluster.known else ()))
        }


def outline_all(
    document: Analysed, mentions: Sequence[Mention], clusters: Sequence[Cluster]
) -> tuple[Outline, ...]:
    """Draw every sentence's outline."""
    cluster_at = {
        (mention.start, mention.end): number
        for number, group in enumerate(clusters)
        for mention in group.mentions
    }
    outlines = []
    for number, sentence in enumerate(document.sentences):
        pieces: list[str] = []
        at: dict[int, int] = {}
        own: dict[int, Mention] = {}
        position, length = sentence.start, 0
        for mention in beginning(mentions, sentence.start, sentence.end):
            if mention.end > sentence.end:
                continue
            pieces.append(document.plain[position : mention.start])
            length += mention.start - position
            pieces.append(BODY if sentence.chinese and mention.label == "Unknown" else SIGNS[mention.label])
            if (cluster := cluster_at.get((mention.start, mention.end))) is not None:
                at[length] = cluster
            own[length] = mention
            length += 1
            position = mention.end
        pieces.append(document.plain[position : sentence.end])
        outlines.append(Outline(number, sentence, "".join(pieces), at, own))
    return tuple(outlines)


def is_committee(names: Iterable[str]) -> bool:
    """Whether an English name is that of a party's committee, which signs nothing itself: its members do for a city."""
    return any(map(_COMMITTEE.search, names))
