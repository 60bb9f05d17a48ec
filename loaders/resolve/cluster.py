"""Which mentions of one document name one thing."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache

from graph.names.authority import Authority, Known, authority
from graph.names.fold import fold, simplify
from graph.names.forms import core, unincorporated
from graph.names.pinyin import has_han, is_han, person
from loaders.mentions import abbreviated_zh, bodies_zh
from loaders.mentions.document import Definition, Found
from loaders.mentions.english_cues import names
from loaders.mentions.gazetteer import world
from loaders.mentions.lexicon import kinds, words
from loaders.mentions.mention import BODIES, Mention
from loaders.resolve.candidates import Candidates
from loaders.resolve.trades import without_trade
from loaders.resolve.units import parted

_LEGAL = re.compile(
    r"(?:公司|集团|股份)$|\b(?:ltd|inc|corp|llc|plc|group|limited|corporation)\b\.?", re.IGNORECASE
)
_KINDS = frozenset(
    {
        "academy",
        "clinic",
        "college",
        "hospital",
        "hospitals",
        "institute",
        "museum",
        "school",
        "trust",
        "university",
    }
)
"""What a body is, where its name is known from one word before it."""

_NUMBERED = re.compile("第?[一二三四五六七八九十]|附属|附屬")
_NATIONAL = re.compile("国立|國立")
_HOUSE = re.compile(
    "(?P<own>.{2,8}?)(?P<kind>博物馆|博物院|美术馆|图书馆|天文台|医院|基金会|交易所|协会|学会)"
)
"""What is known by one word of its name: 吉美博物馆 of 国立吉美亚洲艺术博物馆."""
_LINE = re.compile(
    "(?:航空|汽车|电脑|电子|电器|生物|医药|医疗|制药|药业|能源|钢铁|银行|证券|保险|化学|半导体|重工|海运|机器人|科技|技术|软件|通信|石化|国际|控股|实业|股份|材料|新能源|智能|动力|食品|乳业|体育|电力|电气|机械|工业|化工|建设|商务|时装)+"
)


@dataclass(slots=True)
class Cluster:
    """One thing in one document: its label, the mentions that name it, what the lists know of it."""

    label: str
    mentions: list[Mention] = field(default_factory=list)
    names: Counter[str] = field(default_factory=Counter)
    known: Known | None = None

    @property
    def first(self) -> int:
        """Where it is first named."""
        return min(mention.start for mention in self.mentions)


@cache
def lists() -> Authority:
    """Everything that the lists know by name: the authority before cities and universities."""
    return Authority(world())


def look_up(name: str, label: str) -> Known | None:
    """What the authority or the lists know under this name and label, else without the words of incorporation."""
    if known := authority().find(name, label):
        return known
    if listed := lists().find(core(name, label) if label == "City" else name, label):
        return authority().by_id.get(listed.id, listed)
    bare = unincorporated(name)
    return look_up(bare, label) if label in ("Company", "Organization") and bare not in (name, "") else None


def cluster(plain: str, found: Found) -> list[Cluster]:
    """Group a document's mentions by thing, in the order in which the things are first named."""
    groups: dict[str, Cluster] = {}
    full = _said_in_full(plain, found.mentions)
    for mention in (*found.mentions, *found.nested):
        name = plain[mention.start : mention.end]
        said = full.get(name, name) if _stands_alone(plain, mention) else name
        known = look_up(said, mention.label)
        key = known.id if known else f"{mention.label} {fold(core(said, mention.label)) or name}"
        group = groups.setdefault(key, Cluster(mention.label, known=known))
        group.mentions.append(mention)
        group.names[name] += 1
    things = list(groups.values())
    named = ((m.start, m.end, number) for number, group in enumerate(things) for m in group.mentions)
    apart = parted(plain, sorted(named))
    pairs = [pair for pair in _pairs(things, found.definitions) if frozenset(pair) not in apart]
    merged = _merge(things, pairs)
    return sorted(merged, key=lambda group: group.first)


def _said_in_full(plain: str, mentions: Iterable[Mention]) -> dict[str, str]:
    """Universities' names, with their country or 国立, by what they are without it: 日本東北大學.

    Where the text tells of two that share what is left, neither is meant by it alone.
    """
    found: dict[str, str] = {}
    shared: set[str] = set()
    for mention in mentions:
        name = plain[mention.start : mention.end]
        if _NATIONAL.match(name):
            found[name[2:]] = f"国立{name[2:]}"
        elif mention.label == "University" and (country := bodies_zh.lists().country.match(name)):
            bare = name[country.end() :]
            if look_up(name, "University") and look_up(bare, "University"):
                shared |= {bare} if found.get(bare, name) != name else set()
                found[bare] = name
    return {bare: name for bare, name in found.items() if bare not in shared}


def _stands_alone(plain: str, mention: Mention) -> bool:
    """Whether neither a country before a name nor a place in brackets behind it tells it from namesakes."""
    before = plain[max(0, mention.start - 6) : mention.start].removesuffix("的")
    return not plain.startswith(("（", "("), mention.end) and not before.endswith(_countries())


@cache
def _countries() -> tuple[str, ...]:
    return tuple(sorted(bodies_zh.lists().countries))


def _merge(groups: Sequence[Cluster], pairs: Iterable[tuple[int, int]]) -> list[Cluster]:
    parent = list(range(len(groups)))
    fullest = [(max(map(len, group.names)), group.label) for group in groups]

    def root(number: int) -> int:
        while parent[number] != number:
            parent[number] = parent[parent[number]]
            number = parent[number]
        return number

    for left, right in pairs:
        a, b = sorted((root(left), root(right)))
        known = {group.known.id for group in (groups[a], groups[b]) if group.known}
        if a != b and len(known) < 2:
            parent[b] = a
            groups[a].known = groups[a].known or groups[b].known
            fullest[a] = max(fullest[a], fullest[b], key=lambda told: told[0])
            same = groups[a].known  # what kind of thing it is, the lists decide, else the full name
            groups[a].label = same.label if same else fullest[a][1]
    for number, group in enumerate(groups):
        if (top := root(number)) != number:
            groups[top].mentions.extend(group.mentions)
            groups[top].names.update(group.names)
    return [group for number, group in enumerate(groups) if root(number) == number]


def _pairs(groups: Sequence[Cluster], definitions: Sequence[Definition]) -> Iterator[tuple[int, int]]:
    """Pairs of groups that are one thing."""
    at = {
        (mention.start, mention.end): number
        for number, group in enumerate(groups)
        for mention in group.mentions
    }
    for definition in definitions:
        long, short = definition.long[:2], definition.short[:2]
        if long in at and short in at:
            yield at[long], at[short]
    candidates = Candidates([(group.label, group.names) for group in groups])
    for number, one in enumerate(groups):
        longer = [
            place
            for place in candidates.of(number, one.names)
            if _may_be(one, groups[place]) and _shortens(one, groups[place])
        ]
        longer = [place for place in longer if groups[place].label == one.label] or longer
        # 港科大 is 香港科技大学 rather than 港科大（广州）
        longer = [place for place in longer if not _campus(one, groups[place])] or longer
        if longer:
            fullest = max(longer, key=lambda place: max(map(len, groups[place].names)))
            if all(place == fullest or _shortens(groups[place], groups[fullest]) for place in longer):
                yield number, fullest


def _campus(one: Cluster, other: Cluster) -> bool:
    """Whether the other is called like the one with a place in brackets behind."""
    return any(b.startswith((f"{a}（", f"{a}(")) for a in one.names for b in other.names)


def _may_be(one: Cluster, other: Cluster) -> bool:
    """Whether two labels may be of one thing; what an abbreviation is, only the full name tells."""
    told = one.label == other.label
    if told or one.label not in ("Company", "Unknown"):
        return told
    if other.label == "Executive":  # Türeci, whom nothing beside the name tells from a company
        words_only = one.known is None and all(name.isalpha() and not has_han(name) for name in one.names)
        return words_only and all(any(_person(a, b) for b in other.names) for a in one.names)
    return other.label in BODIES and (_abbreviated(one, other) or _opens(one, other))


def _abbreviated(short: Cluster, long: Cluster) -> bool:
    return any(_initials(a, b) for a in short.names for b in long.names)


def _opens(short: Cluster, long: Cluster) -> bool:
    """Whether an unknown name is a body's without the word for what it is: Butantan of Butantan Institute."""
    if short.known is not None or _is_incorporated(short):
        return False
    if any(_is_university_of(a, b) for a in short.names for b in long.names):
        return True
    rests = (b.casefold().removeprefix(f"{a.casefold()} ").split() for a in short.names for b in long.names)
    return any(_KINDS.issuperset(rest) for rest in rests)


def _is_university_of(short: str, long: str) -> bool:
    return long.casefold().removeprefix("the ") == f"university of {short}".casefold()


def _is_incorporated(one: Cluster) -> bool:
    return any(_LEGAL.search(simplify(name)) for name in one.names)


def _initials(short: str, long: str) -> bool:
    """GM of General Motors, RIL of Reliance Industries, CMU of Carnegie Mellon University."""
    if not (2 <= len(short) <= 6 and short.isascii() and short.isalpha() and short.isupper()):
        return False
    letters = "".join(word[0] for word in re.findall(r"[^\W\d_]+", long) if word[0].isupper())
    return len(letters) > 1 and short in (letters, f"{letters}L", letters.removesuffix("L"))


def _shortens(short: Cluster, long: Cluster) -> bool:
    """Whether one group's names are short forms of the other's."""
    rules = {"Company": _company, "University": _university, "Executive": _person, "Event": _event}
    rule = rules.get("Executive" if long.label == "Executive" else short.label, _by_tail)
    initials = short.label in BODIES and not (short.known and long.known)
    opening = rule is _company and short.known is None and not _is_incorporated(short)
    return any(
        rule(a, b)
        or (initials and abbreviated_zh.abbreviates(a, b, short.label))
        or (opening and _opening_zh(a, b, listed=long.known is not None))
        for a in short.names
        for b in long.names
    )


def _company(short: str, long: str) -> bool:
    """软控 of 软控股份有限公司, 青软实训 of 青岛青软实训教育科技股份有限公司."""
    if not has_han(short) and not has_han(long):
        return _latin_company(short, long)
    if not has_han(short) or not has_han(long):
        return False
    if long == f"中国{short}":  # 东航 of 中国东航
        return True
    if len(short) > 2 and long.endswith(short) and is_place(long[: -len(short)]):  # 文莱骐骥航空
        return look_up(short, "Company") is None
    short, long = simplify(short), simplify(long)
    if not _LEGAL.search(long):
        return False
    a, b = core(short, "Company"), core(long, "Company")
    if a == b and len(a) > 1:  # the lists know one of them alone: 特斯拉 and 特斯拉公司
        return True
    if len(a) < 2 or len(a) >= len(b):
        return False
    at = b.find(a)
    if at < 0:
        return (
            _LEGAL.search(short) is not None
            and without_trade(a) == without_trade(b) != ""
            and _subsequence(a, b)
        )
    before, behind = b[:at], b[at + len(a) :]
    return (not before or is_place(before)) and not without_trade(behind)


def _opening_zh(short: str, long: str, *, listed: bool) -> bool:
    """岚峰 of 岚峰动画; of a company that the lists know only the trade may be missing: not 大众 of 大众点评."""
    short, name = simplify(short), core(simplify(long), "Company")
    at = name.find(short)
    if len(short) < 2 or at < 0 or not has_han(short) or not (at == 0 or is_place(name[:at])):
        return False
    rest = name[at + len(short) :]
    return _LINE.fullmatch(rest) is not None or (not listed and rest != "" and not is_place(rest))


def _latin_company(short: str, long: str) -> bool:
    """Tower of Tower Semiconductor, Baowu of China Baowu Steel, Ryze of Ryze Hydrogen; not Samsung of Samsung Bank."""
    if _initials(short, long):
        return True
    a, b = short.casefold(), core(long.removeprefix("The "), "Company").casefold()
    if a == b:
        return True
    if len(a) < 3 or a in words().regions_english or a in names().not_short:
        return False
    before, found, behind = f" {b} ".partition(f" {a} ")
    rest = [word.strip(".,&") for word in behind.split()]
    if not found:
        return False
    if not before:
        droppable = all(word in names().droppable or word in words().regions_english for word in rest)
        return droppable or look_up(short, "Company") is None
    place = is_place(before.strip().title()) or before.strip() in words().regions_english
    return (not rest and before.strip() in names().given) or (place and names().droppable.issuperset(rest))


def _subsequence(short: str, long: str) -> bool:
    characters = iter(long)
    return all(character in characters for character in short)


def is_place(name: str) -> bool:
    """Whether it is a city or a region."""
    return name in words().regions or lists().find(name, "City") is not None


def _university(short: str, long: str) -> bool:
    """中国石油大学 of 中国石油大学（华东）, 中大 of 香港中文大学, Carnegie Mellon of Carnegie Mellon University."""
    named_by = long.casefold().removeprefix("the ") == f"{short} university".casefold()
    if named_by or _is_university_of(short, long) or _initials(short, long):
        return True
    before = long.removesuffix(short) if short.endswith("学院") and len(short) > 3 else long
    if before != long and before.endswith(("大学", "大學", "交大")):  # 电机学院 of 阳明交大电机学院
        return look_up(short, "University") is None
    if long == f"{short}大学":  # 同济 of 同济大学
        return True
    if (
        _opens_latin(short, long) and look_up(short, "University") is None
    ):  # Politecnico of Politecnico di Milano
        return True
    a, b = fold(short), fold(long)
    if a.endswith("大") and 2 <= len(a) <= 4 and b.endswith("大学"):
        return _subsequence(a, b[:-1])
    return len(a) < len(b) and b.startswith(a) and ("（" in long or "(" in long)


def _opens_latin(short: str, long: str) -> bool:
    """Whether a Latin name begins with the other, which is no whole name by itself: not University of Wisconsin."""
    bare = short.casefold()
    return not has_han(long) and long.casefold().startswith(f"{bare} ") and _KINDS.isdisjoint(bare.split())


def _person(short: str, long: str) -> bool:
    """徐直军 and Xu Zhijun; Xu of Xu Zhijun; Smith of John Smith; 郑叶 of 郑叶来."""
    if is_han(short) and is_han(long):  # 裴 of 裴小岸; a last character that segmenting lost
        return len(short) < len(long) <= 3 and long.startswith(short)
    if "·" in long and has_han(short):  # 史密斯 of 布拉德·史密斯
        return len(short) > 1 and long.endswith(f"·{short}")
    if is_han(short) and not has_han(long):
        return fold(person(short)) in (fold(long), fold(" ".join(reversed(long.split()))))
    tokens = long.split()
    if has_han(long) or len(tokens) < 2:
        return False
    own = short.split()
    if len(own) > 1 and len(tokens) > len(own):  # Robert Davis and Robert M. Davis; Rodríguez Larreta
        return (own[0], own[-1]) == (tokens[0], tokens[-1]) or tokens[-len(own) :] == own
    return short in (tokens[0], tokens[-1])


def _event(short: str, long: str) -> bool:
    """Import Expo of China International Import Expo."""
    two = len(short.split()) == 2 and not has_han(short) and short not in kinds().generic_english
    return _by_tail(short, long) or (two and long.casefold().endswith(f" {short.casefold()}"))


def _by_tail(short: str, long: str) -> bool:
    """Wuhan Research Center of Siemens Wuhan Research Center; 大会 of nothing."""
    a, b = fold(short), fold(long)
    if has_han(short) != has_han(long) or len(a) >= len(b) or short in kinds().generic:
        return False
    if has_han(short) and len(a) > 2 and b.endswith(a) and is_place(b[: -len(a)]):  # 数码港 of 香港数码港
        return True
    if has_han(short):
        return (len(a) >= 5 and b.endswith(a)) or _house(simplify(short), simplify(long))
    words_of = long.split()
    own = len(short.split())
    if own > 1 and words_of[0].casefold() in words().regions_english and fold(" ".join(words_of[1:])) == a:
        return True  # Shea Authority of Ghana Shea Authority
    return own > 2 and any(fold(" ".join(words_of[at:])) == a for at in range(1, len(words_of)))


def _house(short: str, long: str) -> bool:
    """Whether a short name has one word of the long one, before which only a place stands, and its kind."""
    house = _HOUSE.fullmatch(short)
    if house is None or not long.endswith(house["kind"]) or is_place(house["own"]):
        return False
    if bodies_zh.lists().plain_only.fullmatch(house["own"]):
        return False
    before, found, behind = long.removesuffix(house["kind"]).partition(house["own"])
    if _NUMBERED.match(behind):  # 湘雅三医院 is not 湘雅医院
        return False
    before = _NATIONAL.sub("", before)
    return found != "" and (not before or is_place(before) or before in _countries())
