"""Short forms that take single characters of a Chinese name: 上交所 of 上海证券交易所, 成大 of 國立成功大學."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import pairwise

from graph.names.fold import fold
from graph.names.forms import core
from graph.names.gazetteer import cities, universities
from graph.names.pinyin import is_han
from loaders.mentions.lac import Word
from loaders.mentions.lexicon import kinds, titles, words
from loaders.mentions.mention import Mention

_FORMAL = re.compile("^(?:财团法人|社团法人|国立|私立|国家|中国|中华人民共和国|中华民国|中华)(?=..)")
_OWNER = re.compile("(?:科学院|研究院|大学)(?=...)")
_ENDINGS = "大院所局会部署协联盟心行社团馆处厅港"
_TAGS = frozenset(("n", "nz", "nw", "ORG", "LOC", "PER", "vn", "s", "an", "xc", "a", "v", "f"))
_ACTS = re.compile("[与和同及、，]|表示|指出|认为|称|说|宣布|签|代表|将|已|则|也|方面")
_LONGEST = 5
_FEWEST_DROPPED = 2


def starts(name: str) -> set[str]:
    """What a name begins with when it is said in full, and without the place or the form that it opens with.

    >>> sorted(starts("中国东方航空"))
    ['中国东方航空', '东方航空']
    """
    found = {name}
    if formal := _FORMAL.match(name):
        found.add(name[formal.end() :])
    for length in (4, 3, 2):
        if len(name) > length + 2 and (name[:length] in words().regions or name[:length] in _places()):
            found |= {name[length - 1 :], name[length:]}  # 港交所 of 香港交易所
            break
    return found


def _behind_owner(name: str) -> set[str]:
    """What a unit is called behind its owner's name: 微电子研究所 of 中国科学院微电子研究所."""
    owner = _OWNER.search(name)
    return {name[owner.end() :]} if owner else set()


def abbreviates(short: str, long: str, label: str) -> bool:
    """Whether a short name takes characters of the long one, in order, from where that begins."""
    if not 2 <= len(short) <= _LONGEST or not (is_han(short) and is_han(long)) or short in long:
        return False
    one, full = fold(short), fold(core(long, label))
    if len(full) < len(one) + _FEWEST_DROPPED or (label != "Company" and one[-1] != _last(full)):
        return False
    owners = next((_universities()[one[:n]] for n in (2, 3) if one[:n] in _universities()), None)
    if owners is not None and len(one) > 3 and not full.startswith(tuple(owners)):
        return False  # 港大医学院, but 香港中文大学医学院
    forms = starts(full) | (_behind_owner(full) if len(one) > 2 else set())  # 微电子所, but 法院 of no 法学院
    return any(form[0] == one[0] and _takes(one, form) for form in forms if form)


@cache
def _universities() -> Mapping[str, Sequence[str]]:
    """Universities' full names by the abbreviations that the list gives, both folded: 港大."""
    found: dict[str, list[str]] = {}
    for university in universities():
        for short in university.short:
            if is_han(short):
                found.setdefault(fold(short), []).append(fold(university.name_zh))
    return found


def _takes(short: str, long: str) -> bool:
    """Whether the characters stand in the name in order; two of them must begin words of two: 东|方|航|空."""
    if len(short) == 2:
        return short[1] in long[2::2] or (short[1] in "行大院" and short[1] in _last(long))
    characters = iter(long)
    return all(character in characters for character in short)


def keys(name: str, label: str) -> Iterator[str]:
    """First and last character of every short form that a name may have."""
    folded = fold(core(name, label))
    for form in starts(folded) | _behind_owner(folded):
        yield from {f"{form[:1]}{character}" for character in form[1:]}


def found(
    text: str, tagged: Sequence[Word], names: Mapping[str, Sequence[tuple[str, str]]]
) -> Iterator[tuple[Mention, str]]:
    """Words that are the short form of just one of the document's names, and that name.

    ``names`` are names and labels by first and last character, as :func:`keys` gives them.
    """
    for word, behind in pairwise([*tagged, Word("", "w", 0)]):
        for short in {word.text, word.text + behind.text}:
            end = word.start + len(short)
            if word.tag not in _TAGS or short[-1:] not in _ENDINGS or short in kinds().generic:
                continue
            longs = {
                (name, label)
                for name, label in names.get(fold(short[0] + short[-1]), ())
                if abbreviates(short, name, label)
            }
            if len(longs) == 1 and (len(short) > 2 or _stands(text, end)):
                name, label = next(iter(longs))
                yield Mention(word.start, end, label, 0.6, "short"), name


def by_keys(names: Iterable[tuple[str, str]]) -> dict[str, list[tuple[str, str]]]:
    """Names and labels by the keys under which :func:`found` looks them up."""
    index: dict[str, list[tuple[str, str]]] = {}
    for name, label in names:
        if label in ("University", "Center", "Organization", "Company") and is_han(name) and len(name) > 3:
            for key in set(keys(name, label)):
                index.setdefault(key, []).append((name, label))
    return index


def _stands(text: str, end: int) -> bool:
    """Whether a post, or what bodies do, stands right behind a word of two characters."""
    behind = text[end : end + 4]
    return _ACTS.match(behind) is not None or any(
        titles().head.search(behind[:length]) for length in (2, 3, 4)
    )


def _last(name: str) -> str:
    return "大" if name.endswith("大学") else name[-1]


@cache
def _places() -> frozenset[str]:
    return frozenset(
        form for city in cities() if city.name_zh for form in (city.name_zh, f"{city.name_zh}市")
    )
