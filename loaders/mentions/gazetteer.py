"""Known names found in a sentence: the authority's, the world's cities, universities, Chinese surnames."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import TypeVar

from graph.names.authority import Known, authority
from graph.names.gazetteer import bodies, cities, is_pinyin_name, surnames, universities
from graph.names.pinyin import has_han
from graph.names.slug import entity_id
from loaders.mentions.english_cues import names
from loaders.mentions.lac import Word
from loaders.mentions.lexicon import read_list
from loaders.mentions.mention import Mention

_WORD = re.compile(r"[^\W_]+")
_LONGEST_ZH = 24
_TRADE = re.compile("[行筑器车]业(?!务)")  # 中国银行业 is a trade
_AT = re.compile("位于|设于|设在|落户|坐落|总部|地处|抵达|飞往|访问|前往")
_NO_NAME_TAGS = frozenset(("v", "a", "d", "ad", "p", "c", "u", "r", "q", "f", "vd"))


_K = TypeVar("_K", str, tuple[str, ...])


class Gazetteer:
    """Look-ups of known names, Chinese ones by their first two characters, English ones by their first word."""

    def __init__(
        self, known: Iterable[Known], ambiguous: Iterable[str] = (), plain: Iterable[str] = ()
    ) -> None:
        """``ambiguous`` names are as often words; ``plain`` ones are names wherever words end around them."""
        self._zh: dict[str, dict[str, str]] = {}
        self._en: dict[str, dict[tuple[str, ...], str]] = {}
        self._lengths: dict[str, list[int]] = {}
        self._ambiguous = frozenset(ambiguous)
        self._plain = frozenset(plain) - self._ambiguous
        self._surnames = surnames()
        for thing in known:
            for name in thing.all_names():
                if has_han(name):
                    self._add(self._zh.setdefault(name[:2], {}), name, thing.label)
                elif (
                    len("".join(tokens := tuple(_WORD.findall(name.casefold())))) > 1
                ):  # e&: a letter alone is none
                    self._add(self._en.setdefault(tokens[0], {}), tokens, thing.label)
        for first, phrases in self._en.items():
            self._lengths[first] = sorted(set(map(len, phrases)), reverse=True)

    @staticmethod
    def _add(names: dict[_K, str], name: _K, label: str) -> None:
        """Of two things of one name the later one counts, but no city: Nokia is a town as well."""
        if label != "City" or name not in names:
            names[name] = label

    def find_zh(self, sentence: str, tagged: Sequence[Word]) -> Iterator[Mention]:
        """Known Chinese names, those that end and begin with words, or stand inside a name."""
        starts = {word.start: word for word in tagged}
        ends = {word.start + len(word.text): word for word in tagged}
        for at in range(len(sentence) - 1):
            names = self._zh.get(sentence[at : at + 2])
            if names is None:
                continue
            for length in range(min(_LONGEST_ZH, len(sentence) - at), 1, -1):
                label = names.get(sentence[at : at + length])
                if (
                    label
                    and not _TRADE.match(sentence, at + length - 1)
                    and (
                        self._stands(sentence[at : at + length], label, starts.get(at), ends.get(at + length))
                        or (label == "City" and _AT.match(sentence, at - 2, at) and at + length in ends)
                    )
                ):
                    yield Mention(at, at + length, label, 0.9, "known")
                    break
        if not sentence.isascii():
            yield from self.find_en(sentence)

    def inside(self, name: str) -> Iterator[Mention]:
        """Known names inside a longer name, the longest at each place; none that is as often a word."""
        at = 0
        while at < len(name) - 1:
            found = self._zh.get(name[at : at + 2], {})
            lengths = [
                n for n in range(min(_LONGEST_ZH, len(name) - at), 1, -1) if name[at : at + n] in found
            ]
            if lengths and lengths[0] < len(name) and name[at : at + lengths[0]] not in self._ambiguous:
                yield Mention(at, at + lengths[0], found[name[at : at + lengths[0]]], 0.9, "known")
                at += lengths[0]
            else:
                at += 1
        phrases = list(self.find_en(name))
        if [(phrase.start, phrase.end) for phrase in phrases] == [(0, len(name))]:
            last = name.rfind(" ") + 1  # the whole is known: Web Summit Lisbon
            phrases = [one._replace(start=last, end=len(name)) for one in self.find_en(name[last:])]
        yield from (phrase for phrase in phrases if phrase.end - phrase.start < len(name))

    def label_zh(self, name: str) -> str | None:
        """The label of a known Chinese name."""
        return self._zh.get(name[:2], {}).get(name)

    def is_ambiguous(self, name: str) -> bool:
        """Whether a known name is as often a word."""
        return name in self._ambiguous

    def _stands(self, name: str, label: str, first: Word | None, last: Word | None) -> bool:
        if name in self._plain:
            return (first is not None and last is not None) or (
                len(name) > 2 and (first is not None or last is not None)
            )
        if first is None or last is None:
            return len(name) > 3 and (label != "City" or first is not None)
        if first is last:
            sure = ("ORG", "LOC", "nz", "PER", "nt", "ns", "nw", "n", "xc")
            if name in self._ambiguous:
                return first.tag == ("LOC" if label == "City" else "ORG")
            return first.tag in sure
        return len(name) > (3 if label == "City" else 2) and not (
            first.tag in _NO_NAME_TAGS and last.tag in _NO_NAME_TAGS
        )

    def find_en(self, sentence: str) -> Iterator[Mention]:
        """Known English names, written with a capital: the longest at each place."""
        tokens = list(_WORD.finditer(sentence))
        folded = [token[0].casefold() for token in tokens]
        at = 0
        while at < len(tokens):
            found = self._longest(folded, at) if _capital(tokens[at][0]) else 0
            if found and not tokens[at + found - 1][0].islower():  # THE Alliance, but not "The alliance"
                label = self._en[folded[at]][tuple(folded[at : at + found])]
                name = " ".join(folded[at : at + found])
                if not (name in self._ambiguous and (label == "City" or at == 0)):
                    yield Mention(tokens[at].start(), tokens[at + found - 1].end(), label, 0.9, "known")
            at += found or 1

    def _longest(self, folded: Sequence[str], at: int) -> int:
        """How many words the longest known name has that begins at ``at``: 0 if none does."""
        names = self._en.get(folded[at], {})
        for length in self._lengths.get(folded[at], ()):
            if length <= len(folded) - at and tuple(folded[at : at + length]) in names:
                return length
        return 0

    def is_surname(self, character: str) -> bool:
        """Whether a Chinese character is a surname."""
        return character in self._surnames

    def is_pinyin_person(self, name: str) -> bool:
        """Whether it is a Chinese person's name in pinyin: Xu Zhijun."""
        return is_pinyin_name(name)


def _capital(word: str) -> bool:
    return not word.islower() and any(character.isupper() for character in word)


def _city_known() -> Iterator[Known]:
    elsewhere: dict[str, list[str]] = {}
    for spelling, name in read_list("loaders.mentions", "names_zh.yaml")["city_names"].items():
        elsewhere.setdefault(name, []).append(spelling)
    for city in cities():
        zh = [name for name in (city.name_zh, *city.names) if name and has_han(name)]
        zh += elsewhere.get(city.name_zh, [])
        en = [name for name in (city.name_en, *city.names) if name and not has_han(name)]
        names = [*zh, *(f"{name}市" for name in zh if not name.endswith("市")), *en]
        yield Known(f"city/{city.slug}", "City", city.name_zh or None, city.name_en, tuple(names))


def _university_known() -> Iterator[Known]:
    for university in universities():
        yield Known(
            f"university/{university.slug}",
            "University",
            university.name_zh or None,
            university.name_en or None,
            university.names,
        )


def _body_known() -> Iterator[Known]:
    for body in bodies():
        id_ = entity_id(body.label, body.name_en or body.name_zh)
        yield Known(id_, body.label, body.name_zh or None, body.name_en or None, body.names)


@cache
def world() -> tuple[Known, ...]:
    """Every well-known body, city and university."""
    return (*_body_known(), *_city_known(), *_university_known())


@cache
def gazetteer() -> Gazetteer:
    """Everything known: the authority's names, hand-written lists, the world's cities and universities."""
    rows = read_list("loaders.mentions", "names_zh.yaml")
    listed = [(label, name) for key, label in _LISTS.items() for name in _listed(rows[key])]
    hand_written = [Known("", label, None, name, ()) for label, name in (*_english(), *listed)]
    return Gazetteer(
        [*hand_written, *world(), *authority().by_id.values()],
        _AMBIGUOUS | set(_listed(rows["doubtful"])) | _risky({one.name.casefold() for one in hand_written}),
        [name for label, name in listed if label != "City"],
    )


def _risky(sure: set[str]) -> set[str]:
    """Names of bodies and cities that are as often something else, and that no list is sure of."""
    risky = {name.casefold() for body in bodies() for name in body.common} - sure
    known = {name.casefold() for body in bodies() for name in (body.name_en, body.name_zh, *body.names)}
    return risky | {name.casefold() for city in cities() for name in city.common} - (sure | known)


_LISTS = {
    "companies": "Company",
    "doubtful": "Company",
    "organizations": "Organization",
    "centers": "Center",
    "universities": "University",
    "events": "Event",
    "cities": "City",
}


def _listed(rows: Iterable[str]) -> list[str]:
    return [name for row in rows for name in row.split()]


def _english() -> Iterator[tuple[str, str]]:
    rows = {
        "Company": names().companies,
        "Organization": names().organizations,
        "Center": names().centers,
        "Event": names().events,
    }
    for label, own in rows.items():
        for name in own:
            yield label, name


_AMBIGUOUS = frozenset(
    [
        *(
            "苹果",
            "小米",
            "美的",
            "联通",
            "荣耀",
            "大众",
            "高通",
            "奔驰",
            "现代",
            "中行",
            "讯飞",
            "安谋",
            "日产",
            "百度",
        ),
        *("福特", "格力", "海尔", "阿美", "三星", "本田", "联想", "思科", "吉利", "奇瑞", "蔚来"),
    ]
)
"""Companies' short names that are as often words."""
