"""The names of a whole document: its sentences' candidates, its own definitions, names found again."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from graph.names.authority import authority
from graph.names.pinyin import has_han
from loaders.mentions import abbreviated_zh, bodies_zh, chinese, english, lists_zh
from loaders.mentions.completing import with_stop
from loaders.mentions.english_cues import short_company
from loaders.mentions.gazetteer import Gazetteer
from loaders.mentions.lac import Word
from loaders.mentions.lexicon import kinds, words
from loaders.mentions.mention import BODIES, FULL, NESTED, Mention, beside, choose
from loaders.text.analysis import Analysed
from loaders.text.order import beginning

_DEFINED = re.compile(
    r"\s?[（(](?:以下|下文)?(?:简称|下称|英文简称|英文名|hereinafter(?: referred to as)?|the)?[:：]?\s*"
    r"[“\"「『'‘]?(?P<short>[^（()）“”\"「」『』'‘’，,。；;]{2,40}?)[”\"」』'’]?"
    r"(?: or (?:the )?[“\"][\w ]{2,20}[”\"])*(?:[，,、]\s?(?:股票代码)?[：:]?\s?\d{2,6}(?:\.[A-Z]{2})?)?[)）]"
)
_APPENDED = re.compile(r"(?P<short>[A-Z]{2,6})(?=[、，。与和及同])")
_SAYS_SHORT = re.compile("简称|下称|英文名|hereinafter")
_WHOSE = re.compile("(?:子公司|附属公司|旗下|控股|全资|股东|母公司)")
_FROM = re.compile(
    "来自(?:于)?(?P<list>[^，。；：]{2,60}?)的(?:[^，。；：、]{0,8})(?:专家|嘉宾|代表|负责人|高管|企业家|学者|教授|工程师|领导|技术人员|大咖|讲师|人士)"
)
_POSSESSOR = re.compile(r"(?:^|[，。；：、\s])(?P<name>[^，。；：、的\s]{2,12})的$")
_SAYS = re.compile("[^，。；]{0,3}(?:表示|说|指出|认为|强调|介绍|谈到|称|分享|透露|提到|坦言|建议)")
_PARTNER_SLOT = re.compile(
    "(?:与|和|同|跟|携手|联合|牵手|联手)(?P<name>[^，。；：、与和同的在等\\s]{2,12}?)(?=签署|签订|签约|签了|签下|达成|正式|共同|联合|合作|建立|就|结成|结为)"
)
_UNIT_SLOT = re.compile(
    "(?:旗下|子公司|附属公司)的?(?P<name>[^，。；：、与和同的在\\s（(《“]{2,6}?)(?=签署|签订|签约|签下|达成|与|和|同|宣布|（|董事长|总经理|总裁|首席执行官|CEO|随后|负责|承担|将|会是|也|还)"
)
_NO_NAME_TAGS = frozenset(("p", "u", "r", "m", "q", "c", "f", "TIME", "w"))
_CHAIRED = re.compile("(?:副)?(?:理事长|秘书长|理事会|会长|总干事|秘书处)")
_STEM = 3
"""Letters that two words share which have one stem."""
_INCORPORATED = ("公司", "集团")
_BEHIND_CITY = tuple("长委民场区值")
_SURE_VOTES = 1000
_GLOSS_GAP = 2
_NO_UNIT_TAGS = _NO_NAME_TAGS.union("dv")
_COMMON_TAGS = frozenset(("n", "vn", "v", "a", "an", "d", "ad"))
_CODE = re.compile(r"^\d+(?:\.[A-Z]{1,3})?$|^(?:NYSE|NASDAQ|HKEX|SEHK|SSE|SZSE|LSE)\b|^(?:CEO|CTO|CFO|COO)$")
_LATIN_NAME = re.compile(r"[A-Za-z0-9][\w.&+ -]*")


@dataclass(frozen=True, slots=True)
class Definition:
    """The text says that a short name stands for a long one; spans are of the analysed text."""

    long: Mention
    short: Mention


@dataclass(frozen=True, slots=True)
class Found:
    """A document's mentions, in order and without overlap, and the short names that it defines.

    ``nested`` are cities and companies inside the names of centers and events.
    """

    mentions: tuple[Mention, ...]
    definitions: tuple[Definition, ...]
    nested: tuple[Mention, ...] = ()


def proposed_mentions(document: Analysed, tagged: Sequence[Sequence[Word]], gazetteer: Gazetteer) -> Found:
    """What the rules take for names. ``tagged`` holds the words of each Chinese sentence, empty for the others."""
    candidates = list(_candidates(document, tagged, gazetteer))
    named = _no_surnames(document.plain, [m for m in candidates if m.label != "Unknown"])
    certain = choose(named)
    definitions = tuple(defined(document.plain, certain, gazetteer))
    definitions += tuple(_glossed(document.plain, certain)) if document.text.segmented else ()
    named.extend(definition.short for definition in definitions)
    named.extend(_slots(document, tagged, choose(named)))
    named.extend(_members(document, tagged, choose(named), gazetteer))
    named.extend(_short_forms(document, tagged, choose(named)))
    definitions += tuple(_abbreviations(document, tagged, choose(named)))
    named.extend(definition.short for definition in definitions)
    named.extend(again(document, choose(named)))
    chosen = [with_stop(document.plain, mention) for mention in choose(same_label(document.plain, named))]
    unknown = [mention for mention in candidates if mention.label == "Unknown"]
    inner = tuple(nested(document.plain, chosen, gazetteer))
    return Found(tuple(beside(chosen, unknown)), definitions, inner)


def nested(plain: str, chosen: Sequence[Mention], gazetteer: Gazetteer) -> Iterator[Mention]:
    """The city in a center's or event's name, and the company that a center's name begins with."""
    for mention in chosen:
        if mention.label not in ("Center", "Event"):
            continue
        for inner in gazetteer.inside(plain[mention.start : mention.end]):
            if inner.label == "City" or (
                inner.start == 0
                and inner.label
                in (("Company", "University") if mention.label == "Center" else ("University",))
            ):
                yield inner._replace(
                    start=inner.start + mention.start, end=inner.end + mention.start, by=NESTED
                )


def _candidates(
    document: Analysed, tagged: Sequence[Sequence[Word]], gazetteer: Gazetteer
) -> Iterator[Mention]:
    lower = frozenset(re.findall(r"(?<![^\W])[a-z][\w'’]+", document.plain))
    for sentence, own in zip(document.sentences, tagged, strict=True):
        text = document.plain[sentence.start : sentence.end]
        if sentence.chinese:
            found = chinese.names_in(text, own, gazetteer, document.breaks(sentence))
        else:
            found = english.names_in(text, gazetteer, lower)
        for mention in found:
            yield mention._replace(start=mention.start + sentence.start, end=mention.end + sentence.start)


def defined(plain: str, mentions: Sequence[Mention], gazetteer: Gazetteer) -> Iterator[Definition]:
    """Short names in brackets right behind long ones: 欧洲核子研究中心（CERN）, （以下简称“润和”）."""
    for mention in mentions:
        match = _DEFINED.match(plain, mention.end) or (
            _APPENDED.match(plain, mention.end) if mention.label in ("Organization", "Center") else None
        )
        if match is None or mention.label == "City":
            continue
        short = match["short"].strip()
        if _WHOSE.search(short):  # LG新能源（LG化学子公司）
            continue
        if gazetteer.label_zh(short) == "City":  # 华为（济南）…: where, not what else it is called
            continue
        told = bool(_SAYS_SHORT.search(match[0]))
        name = plain[mention.start : mention.end]
        if not (told or _abbreviates(short, name) or _goes_by(plain, mention, short)):
            continue
        start = match.start("short")
        yield Definition(mention, Mention(start, start + len(short), mention.label, 0.85, "defined"))
    yield from _spelled_out(plain, mentions)


def _spelled_out(plain: str, mentions: Sequence[Mention]) -> Iterator[Definition]:
    """Initials before the name that they stand for, in another order: DTU (Technical University of Denmark)."""
    for short, name in pairwise(mentions):
        letters = plain[short.start : short.end]
        if (
            plain[short.end : name.start] == " ("
            and plain[name.end : name.end + 1] == ")"
            and letters.isupper()
        ):
            initials = re.findall(r"\b[A-Z]", plain[name.start : name.end])
            if short.label == name.label and len(initials) > 1 and sorted(letters) == sorted(initials):
                yield Definition(name, short)


def _glossed(plain: str, mentions: Sequence[Mention]) -> Iterator[Definition]:
    """A person's name in Latin letters right behind the Chinese one, the brackets lost: 傅里 Guillaume Faury."""
    for one, other in pairwise(mentions):
        people = one.label == other.label == "Executive"
        beside = other.start - one.end < _GLOSS_GAP and not plain[one.end : other.start].strip()
        latin = not has_han(plain[other.start : other.end])
        if people and beside and latin and has_han(plain[one.start : one.end]):
            yield Definition(one, other)


def _goes_by(plain: str, mention: Mention, short: str) -> bool:
    """Whether the bracket holds the name by which the text goes on: Petroleum Sarawak Berhad (Petros).

    It has the beginning of one of the long name's words.
    """
    name = plain[mention.start : mention.end]
    own, full = short.casefold().split(), name.casefold().split()
    if has_han(name) or has_han(short) or not len(own) < len(full) > 2 or mention.label not in BODIES:
        return False
    shared = any(word[:_STEM] == other[:_STEM] for word in own for other in full if len(word) >= _STEM)
    capitals = all(word[0].isupper() for word in short.split())
    return shared and capitals and len(re.findall(rf"\b{re.escape(short)}\b", plain)) > 1


def _abbreviates(short: str, name: str) -> bool:
    if short in words().regions or not 2 <= len(short) <= 40 or _CODE.search(short):
        return False
    if has_han(name) and _LATIN_NAME.fullmatch(short):
        return True
    if has_han(short) and has_han(name):
        return kinds().label_zh(short) is not None and kinds().label_zh(short) == kinds().label_zh(name)
    initials = "".join(word[0] for word in re.findall(r"[^\W_]+", name) if word[0].isupper())
    letters = re.sub("[^A-Z]", "", short)
    return len(letters) > 1 and (letters == initials or letters[0] == initials[:1]) and " " not in short


def _slots(
    document: Analysed, tagged: Sequence[Sequence[Word]], mentions: Sequence[Mention]
) -> Iterator[Mention]:
    """Bodies that only their place in the sentence gives away: 来自A、B的专家, A的王晧表示, 与A签署."""
    people = [mention for mention in mentions if mention.label == "Executive"]  # in the text's order
    for sentence, own in zip(document.sentences, tagged, strict=True):
        if not sentence.chinese:
            continue
        text = document.plain[sentence.start : sentence.end]
        for match in _FROM.finditer(text):
            members = [name for member in match["list"].split("、") for name in _split_and(member)]
            at = match.start("list")
            for member in members:
                at = text.find(member, at) if member else at
                if len(members) > 1:
                    yield from _slot(sentence.start, at, member, own)
        for person in beginning(people, sentence.start, sentence.end):
            if _SAYS.match(text, person.end - sentence.start):
                at = person.start - sentence.start
                before = _POSSESSOR.search(text, max(0, at - 16), at)
                if before:
                    yield from _slot(sentence.start, before.start("name"), before["name"], own)
        for match in _UNIT_SLOT.finditer(text):
            inside = {word.tag for word in _words(own, *match.span("name"))}
            if _NO_UNIT_TAGS.isdisjoint(inside):
                unit = _slot(sentence.start, match.start("name"), match["name"], own)
                yield from (
                    mention._replace(weight=0.92) for mention in unit
                )  # more than the owner in its name
        for match in _PARTNER_SLOT.finditer(text):
            opens = {word.start for word in _words(own, *match.span("name"))}
            if match.start("name") in opens and chinese.company_hint(match["name"]):
                yield from _slot(sentence.start, match.start("name"), match["name"], own)


def _members(
    document: Analysed, tagged: Sequence[Sequence[Word]], mentions: Sequence[Mention], gazetteer: Gazetteer
) -> Iterator[Mention]:
    """Companies that only their place in a list of companies gives away."""
    for sentence, own in zip(document.sentences, tagged, strict=True):
        text = document.plain[sentence.start : sentence.end]
        if not sentence.chinese or "、" not in text:
            continue
        shift = sentence.start
        inside = beginning(mentions, shift, sentence.end)
        here = [m._replace(start=m.start - shift, end=m.end - shift) for m in inside]
        for member in lists_zh.members(text, own, here, gazetteer):
            yield member._replace(start=member.start + shift, end=member.end + shift)


def _split_and(member: str) -> list[str]:
    """The members that an "and" joins, unless it stands inside a company's name: 润和软件."""
    return [member] if chinese.company_hint(member) else re.split("[和与及]|以及", member)


def _words(tagged: Sequence[Word], start: int, end: int) -> Sequence[Word]:
    """The words that stand, wholly or in part, between two places of their sentence."""
    first = bisect_right(tagged, start, key=_start) - 1
    return tagged[max(first, 0) : bisect_left(tagged, end, key=_start)]


def _start(word: Word) -> int:
    return word.start


def _slot(shift: int, at: int, name: str, tagged: Sequence[Word]) -> Iterator[Mention]:
    inside = _words(tagged, at, at + len(name))
    if not 2 <= len(name) <= 12 or name in kinds().generic or name in words().regions:
        return
    if any(word.tag in _NO_NAME_TAGS for word in inside[:1]) or name.startswith(
        ("该", "本", "各", "多", "国内", "全球", "其他")
    ):
        return
    label = kinds().label_zh(name) or "Company"
    if label in BODIES:
        yield Mention(shift + at, shift + at + len(name), label, 0.55, "slot")


def _short_forms(
    document: Analysed, tagged: Sequence[Sequence[Word]], mentions: Sequence[Mention]
) -> Iterator[Mention]:
    """Chinese companies by the short forms of their full names, where whole words stand so."""
    full = ((document.plain[mention.start : mention.end], mention.label) for mention in mentions)
    shorts = dict(bodies_zh.short_forms(dict.fromkeys(full)))
    if not shorts:
        return
    pattern = re.compile("|".join(map(re.escape, sorted(shorts, key=len, reverse=True))))
    for sentence, own in zip(document.sentences, tagged, strict=True):
        edges = {word.start for word in own} | {word.start + len(word.text) for word in own}
        edges.update(document.breaks(sentence) if own else ())
        plain = {word.start for word in own if word.tag in _COMMON_TAGS and word.text in shorts}
        for match in pattern.finditer(
            document.plain, sentence.start, sentence.end if own else sentence.start
        ):
            start, end = match.start() - sentence.start, match.end() - sentence.start
            posted = bodies_zh.before_post(document.plain, match.end())
            if start in edges and ((end in edges and start not in plain) or posted):
                by = FULL if match[0].endswith(_INCORPORATED) else "short"
                yield Mention(match.start(), match.end(), "Company", 0.6, by)


def _abbreviations(
    document: Analysed, tagged: Sequence[Sequence[Word]], mentions: Sequence[Mention]
) -> Iterator[Definition]:
    """Chinese bodies by single characters of their names, where nothing else is named: 成大, 海下中心."""
    first = {document.plain[mention.start : mention.end]: mention for mention in reversed(mentions)}
    index = abbreviated_zh.by_keys((name, mention.label) for name, mention in first.items())
    taken = {place for mention in mentions for place in range(mention.start, mention.end)}
    for sentence, own in zip(document.sentences, tagged, strict=True):
        text = document.plain[sentence.start : sentence.end]
        for short, name in abbreviated_zh.found(text, own, index) if index else ():
            here = short._replace(start=short.start + sentence.start, end=short.end + sentence.start)
            if taken.isdisjoint(range(here.start, here.end)):
                yield Definition(first[name], here)


def again(document: Analysed, mentions: Sequence[Mention]) -> Iterator[Mention]:
    """Every other place where a name stands that was found somewhere in the document."""
    plain = document.plain
    labels: dict[str, Counter[str]] = {}
    for mention in mentions:
        if mention.weight >= 0.55 and (
            mention.label != "City" or mention.by == "cue" or plain[mention.end - 1] == "市"
        ):  # lists find the others
            labels.setdefault(plain[mention.start : mention.end], Counter())[mention.label] += 1
    best = {name: counts.most_common(1)[0][0] for name, counts in labels.items() if len(name) > 1}
    for name, label in short_persons(best.items()):
        best.setdefault(name, label)
    for name in [name for name, label in best.items() if label == "Company" and name.isascii()]:
        if (short := short_company(name)) is not None:
            best.setdefault(short, "Company")
    yield from _scan(plain, best)


def _no_surnames(plain: str, named: Sequence[Mention]) -> list[Mention]:
    """The mentions without persons' surnames that the words around them took for companies."""
    people = ((plain[m.start : m.end], m.label) for m in named if m.label == "Executive")
    surnames = {name for name, _ in short_persons(set(people))}
    return [m for m in named if m.by not in ("cue", "list") or plain[m.start : m.end] not in surnames]


def short_persons(names: Iterable[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """The surnames by which English texts go on about people: Xu for Xu Zhijun, Smith for John Smith."""
    surnames: Counter[str] = Counter()
    for name, label in names:
        tokens = name.split()
        if label == "Executive" and len(tokens) > 1 and not has_han(name):
            surnames.update(tokens if len(tokens) == 2 and len(tokens[0]) <= 5 else tokens[-1:])
        elif label == "Executive" and "·" in name:
            surnames[name.rpartition("·")[2]] += 1
    for surname, count in surnames.items():
        if count == 1 and len(surname) > (1 if has_han(surname) else 2):
            yield surname, "Executive"


def _scan(plain: str, labels: Mapping[str, str]) -> Iterator[Mention]:
    """Wherever one of the names stands, the longest that does."""
    lengths: dict[str, dict[int, None]] = {}
    for name in sorted(labels, key=len, reverse=True):
        lengths.setdefault(name[:2], {})[len(name)] = None
    for at in range(len(plain)):
        for length in lengths.get(plain[at : at + 2], ()):
            label = labels.get(plain[at : at + length])
            if label is not None and _whole(plain, at, at + length, label):
                yield Mention(at, at + length, label, 0.6, "again")
                break


def _whole(plain: str, start: int, end: int, label: str) -> bool:
    """Whether a Latin name is not the inside of a longer word, nor a city that of a post: 嘉义市长."""
    if label == "City" and plain[end - 1] == "市" and plain[end : end + 1] in _BEHIND_CITY:
        return False
    return not (
        (start > 0 and _latin(plain[start]) and _latin(plain[start - 1]))
        or (end < len(plain) and _latin(plain[end - 1]) and _latin(plain[end]))
    )


def _latin(character: str) -> bool:
    return character.isalnum() and character < "\u2e80"


def same_label(plain: str, mentions: Sequence[Mention]) -> Iterator[Mention]:
    """One label for one name: the authority's, else the one with the most weight in the document."""
    votes: dict[str, Counter[str]] = {}
    for mention in mentions:
        votes.setdefault(plain[mention.start : mention.end], Counter())[mention.label] += round(
            100 * mention.weight
        )
        if mention.label == "Event" and _CHAIRED.match(plain, mention.end):  # 博鳌亚洲论坛理事长
            votes[plain[mention.start : mention.end]]["Organization"] += _SURE_VOTES
    labels = {name: _label(name, counts) for name, counts in votes.items()}
    for mention in mentions:
        yield mention._replace(label=labels[plain[mention.start : mention.end]])


def _label(name: str, votes: Counter[str]) -> str:
    known = authority().find(name)
    return known.label if known else min(votes, key=lambda label: (-votes[label], label))
