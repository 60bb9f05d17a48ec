"""Names as they stand: with what belongs to each and was not read as a part of it, without what does not."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache

from graph.names.gazetteer import cities
from graph.names.pinyin import has_han
from loaders.mentions import bodies_zh
from loaders.mentions.lexicon import kinds, titles
from loaders.mentions.mention import Mention, choose

_LIMITED = re.compile(r",? ?(?:Ltd|Limited)\b\.?")
_CO = re.compile(r"\bCo\.?,?$")
_ABBREVIATED = re.compile(r"\b(?:Ltd|Inc|Corp|Co|Bhd|S\.A)$")
_KIND = re.compile(r" (?:university|college)(?: of [a-z]+(?:(?: and|,) [a-z]+)?)?\b")
_WORDS = re.compile(r"(?: [A-Za-z][\w&.-]*\b){1,3}")
_INITIALS = re.compile(r"(?<![^\s(\"“‘*])(?:[A-Z]\. ?){1,3}$")
_LAST_NAME = re.compile(r"(?:[A-Z]\. ?)?[A-Z][^\W\d_]+(?:-[A-Z][^\W\d_]+)?")
_NO_INITIALS = frozenset(("U.S.", "U.K.", "U.N.", "E.U.", "D.C.", "L.A.", "N.Y.", "P.R."))
_JOINT = re.compile(r"(?<![^\s(\"“‘*])[A-Z][\w.]*[–‑-]$")
_LONGEST_TAIL = 20
_CUT_OFF = re.compile(r"(?: (?:of|for|and|the|at|in))+$")
_OWNER = re.compile("['’]s$")
_DISTRICT = re.compile(r"(?P<city>[^\W\d_]+)-(?P<district>[A-Z][^\W\d_]+)")
_SCHOOL = re.compile("(?:学院|研究院|系)$")
_GATHERING = re.compile(
    "(?:恳谈会|座谈会|洽谈会|对接会|推介会|交流会|签约会|见面会|博览会|发布会|研讨会|说明会|大会|论坛|峰会|年会|仪式)"
)
_REST = re.compile(f"[与和及][^，。；：！？、“”（()）\\s]{{1,16}}?{_GATHERING.pattern}")
_COUNTED = re.compile(r"(?:(?<!\d)(?:19|20)\d\d(?:年(?:度)?)? ?|第[一二三四五六七八九十百\d]{1,4}届)$")
_YEAR_BEHIND = re.compile(r" ?(?:19|20)\d\d(?! ?[\d年多余个家名位人-])")
_END = re.compile("[^，。；：、！？“”「」《》（()）\\s]{1,2}")
_OPENS = {"”": "“", "」": "「", "》": "《"}
_HONORIFIC = ("先生", "女士", "博士", "教授", "院士")
_NATION = re.compile("[美德日英法荷韩港瑞]商(?!局|会|集团|公司|联|合|银|业|务|贸|城)(?=.{3})")
_REST_OF_SCHOOL = re.compile("(?:(?<=学)院|[^，。；：、（()）与和同跟在的是为等对由向\\s]{0,6}?学院)(?!士)")
_OF_CITY = re.compile("[^，。；：]{2,8}市(?:人民)?(?:政府|议会|議會)")
_ALL = re.compile(
    "[均皆](?=[未无不为已在将]|出席|参加|表示|认为|到场)|未(?=出席|参加|到场|到会|表示|透露|回应|能)"
)
_SAYS = re.compile("(?P<name>.{3,})(?:[笑直坦断]言|[笑宣声坚]称)|(?P<who>.{2,})(?:强调|表示|透露|指出|认为)")
_CEREMONY = re.compile("(?:揭牌|启动|成立|奠基|落成|挂牌|启用|开工|签约)(?:仪式|大会|典礼)")
_SECOND = re.compile(r", (?!LL[CP]|PLC|INC|LTD|GMBH)[A-Z]{3,6}$")
_BRANCH = re.compile("[^，。；：、（()）与和同跟在的是为等及对由向\\s]{0,6}?(?:分公司|分行|支行)")
_DEED = re.compile("(?P<name>.{3,}?)(?:拍板|[签簽][署訂订]|敲定)")
_NO_BODIES = frozenset(("City", "Event", "Executive"))


def completed(plain: str, mentions: Iterable[Mention]) -> list[Mention]:
    """The mentions, in order, as their names stand; no country is a body (中国 of 中国电信设备商), Dr. nobody."""
    named = (mention for mention in mentions if _is_name(plain[mention.start : mention.end], mention.label))
    return whole(plain, schools(plain, [complete(plain, mention) for mention in named]))


def _is_name(name: str, label: str) -> bool:
    if label == "Executive":
        return name.rstrip(".").casefold() not in titles().english_address
    if label in _NO_BODIES:
        return True
    return name not in bodies_zh.lists().countries and (
        " " in name or name.casefold() not in kinds().generic_english
    )


def complete(plain: str, mention: Mention) -> Mention:
    """The mention with what belongs to its name, and without what does not."""
    for mend in _MENDS:
        mention = mend(plain, mention)
    return mention


def joined(plain: str, mention: Mention) -> Mention:
    """Volvo–Geely Design Lab, of which the name before the dash was read as another one."""
    before = (
        _JOINT.search(plain, max(0, mention.start - 30), mention.start)
        if mention.label in ("Center", "Event")
        else None
    )
    return mention._replace(start=before.start()) if before else mention


def with_limited(plain: str, mention: Mention) -> Mention:
    """Axis Co.,| Ltd."""
    cut = mention.label == "Company" and _CO.search(plain, mention.start, mention.end)
    limited = _LIMITED.match(plain, mention.end) if cut else None
    return mention._replace(end=limited.end()) if limited else mention


def without_deed(plain: str, mention: Mention) -> Mention:
    """The body without what it did: 義隆電子|拍板策略聯盟."""
    deed = _DEED.match(plain, mention.start, mention.end) if mention.label not in _NO_BODIES else None
    return mention._replace(end=deed.end("name")) if deed else mention


def without_tail(plain: str, mention: Mention) -> Mention:
    """The mention without the words behind a name that lead on to another: Anniversary Forum of."""
    tail = _CUT_OFF.search(plain, max(mention.start, mention.end - _LONGEST_TAIL), mention.end)
    return mention._replace(end=tail.start()) if tail and tail.start() > mention.start else mention


def without_second(plain: str, mention: Mention) -> Mention:
    """A body that was read together with the next one of a list: Ministry of Health|, PATH."""
    second = _SECOND.search(plain, mention.start, mention.end) if mention.label not in _NO_BODIES else None
    return mention._replace(end=second.start()) if second and second.start() > mention.start else mention


def with_branch(plain: str, mention: Mention) -> Mention:
    """中国联通|山东省分公司."""
    branch = _BRANCH.match(plain, mention.end) if mention.label == "Company" else None
    return mention._replace(end=branch.end()) if branch else mention


def of_city(plain: str, mention: Mention) -> Mention:
    """A city that was read as more: Berlin-Adlershof is a part of it, Berlin's says whose something is."""
    name = plain[mention.start : mention.end]
    if mention.label == "City" and (part := _DISTRICT.fullmatch(name)):
        apart = part["city"] in _cities_en() and _cities_en().isdisjoint((name, part["district"]))
        return mention._replace(end=mention.start + part.end("city")) if apart else mention
    owner = _OWNER.search(name) if mention.label == "Organization" else None
    if owner and name[: owner.start()] in _cities_en():
        return mention._replace(end=mention.start + owner.start(), label="City")
    return mention


def with_gathering(plain: str, mention: Mention) -> Mention:
    """An event of two: 湖北省|与央企合作恳谈会; and its year or number: 2019 世界机器人大会."""
    if mention.label != "Event" or not has_han(plain[mention.start : mention.end]):
        return mention
    if kinds().label_zh(plain[mention.start : mention.end]) != "Event":
        mention = _ended(plain, mention)
    if counted := _COUNTED.search(plain, max(0, mention.start - 8), mention.start):
        return mention._replace(start=counted.start())
    year = _YEAR_BEHIND.match(plain, mention.end)
    return mention._replace(end=year.end()) if year else mention


def _ended(plain: str, mention: Mention) -> Mention:
    """The event with what its last word lacks: 颁奖典|礼, 十周年|庆典; or with its other half."""
    rest = _END.match(plain, mention.end)
    for end in range(mention.end + 1, rest.end() + 1 if rest else 0):
        if kinds().label_zh(plain[mention.start : end]) == "Event":
            return mention._replace(end=end)
    half = _REST.match(plain, mention.end)
    return mention._replace(end=half.end()) if half else mention


def ceremony(plain: str, mention: Mention) -> Mention:
    """The event that is held for a center: 联合研究中心|揭牌仪式."""
    held = _CEREMONY.match(plain, mention.end) if mention.label == "Center" else None
    return mention._replace(end=held.end(), label="Event") if held else mention


def with_school(plain: str, mention: Mention) -> Mention:
    """A school that was cut: 复旦大学管理学|院, 东南大学电气|工程学院."""
    if mention.label != "University" or kinds().label_zh(plain[mention.start : mention.end]) == "University":
        return mention
    rest = _REST_OF_SCHOOL.match(plain, mention.end)
    return mention._replace(end=rest.end()) if rest else mention


def with_quote(plain: str, mention: Mention) -> Mention:
    """The mention with the mark before it that one in it closes: “|湾区对话”合作交流会."""
    name = plain[mention.start : mention.end]
    closed = (name.find(close) for close in "”」》" if close in name)
    alone = any(_OPENS[name[at]] not in name[:at] for at in closed)
    before = plain[mention.start - 1 : mention.start]
    opened = (alone and before in _OPENS.values()) or (name.count('"') == 1 and before == '"')
    return mention._replace(start=mention.start - 1) if opened else mention


def without_nation(plain: str, mention: Mention) -> Mention:
    """The company or city government without the country that it is said to be of: 美商|惠普, 日本|熊本市政府."""
    name = plain[mention.start : mention.end]
    nation = _NATION.match(name) if mention.label == "Company" else None
    if mention.label == "Organization" and (country := bodies_zh.lists().country.match(name)):
        nation = country if _OF_CITY.fullmatch(name, country.end()) else None
    return mention._replace(start=mention.start + nation.end()) if nation else mention


def with_word(plain: str, mention: Mention) -> Mention:
    """The company of which a word was cut: 启明机器|人."""
    cut = mention.label == "Company" and plain.endswith("机器", mention.start, mention.end)
    return mention._replace(end=mention.end + 1) if cut and plain.startswith("人", mention.end) else mention


def with_kind(plain: str, mention: Mention) -> Mention:
    """Qilu university of technology, written small, as machines translate it."""
    kind = _KIND.match(plain, mention.end) if mention.label == "University" else None
    return mention._replace(end=kind.end()) if kind else mention


def schools(plain: str, mentions: Sequence[Mention]) -> list[Mention]:
    """The mentions, of which each that ends a school's name is all of it: 厦门大学|电子科学与|技术学院."""
    found: list[Mention] = []
    for mention in mentions:
        start = _school_start(plain, mention, found[-1] if found else None)
        while start < mention.start and found and start < found[-1].end:
            found.pop()
        found.append(mention._replace(start=start))
    return found


def _school_start(plain: str, mention: Mention, before: Mention | None) -> int:
    if mention.label not in ("University", "Center") or not _SCHOOL.search(plain, mention.start, mention.end):
        return mention.start
    subject = bodies_zh.lists().discipline.search(plain, max(0, mention.start - 12), mention.start)
    if subject is None:
        return mention.start
    if before is None or before.end < subject.start():
        return subject.start()
    if before.label == "University":
        return before.start
    return subject.start() if before.end == subject.start() else mention.start


def whole(plain: str, mentions: Iterable[Mention]) -> list[Mention]:
    """The mentions, of which each that only begins a longer name of the document is that: Tencent of Tencent cloud."""
    found = list(mentions)
    labels: dict[str, str] = {}
    for mention in found:
        labels.setdefault(plain[mention.start : mention.end], mention.label)
    for at, mention in enumerate(found):
        behind = _WORDS.match(plain, mention.end)
        while behind:
            if label := labels.get(plain[mention.start : behind.end()]):
                found[at] = mention._replace(end=behind.end(), label=label)
                break
            behind = _WORDS.match(plain, mention.end, plain.rfind(" ", mention.end, behind.end()))
    return choose(found)


def with_initials(plain: str, mention: Mention) -> Mention:
    """C.C. Wei, of which the last name alone, or C. Wei, was read as a person."""
    if mention.label != "Executive" or not _LAST_NAME.fullmatch(plain, mention.start, mention.end):
        return mention
    before = _INITIALS.search(plain, max(0, mention.start - 10), mention.start)
    if before is None or before[0].replace(" ", "") in _NO_INITIALS:
        return mention
    return mention._replace(start=before.start())


def without_next(plain: str, mention: Mention) -> Mention:
    """A person whose name was read with the word behind it: 吴雯|均未, 梁詠恩|笑言, 頌猜|先."""
    if mention.label != "Executive":
        return mention
    if says := _SAYS.fullmatch(plain, mention.start, mention.end):
        return mention._replace(end=says.end(says.lastgroup or 0))
    last = mention.end - 1
    cut = last - mention.start > 1 and (plain.startswith(_HONORIFIC, last) or _ALL.match(plain, last))
    return mention._replace(end=last) if cut else mention


def with_stop(plain: str, mention: Mention) -> Mention:
    """The mention with the full stop of its abbreviated legal form: Co., Ltd."""
    abbreviated = _ABBREVIATED.search(plain, mention.start, mention.end) and plain.startswith(
        ".", mention.end
    )
    return mention._replace(end=mention.end + 1) if abbreviated else mention


def behind_dash(plain: str, mention: Mention) -> Mention:
    """The mention without what stands before a dash, as a dateline does (苏黎世——); an event's name may have one."""
    behind = plain.rfind("——", mention.start, mention.end - 2) + 2
    return mention if behind < 2 or mention.label == "Event" else mention._replace(start=behind)


_MENDS = (
    behind_dash,
    with_stop,
    with_limited,
    without_deed,
    with_kind,
    with_initials,
    without_next,
    without_tail,
    without_second,
    with_branch,
    of_city,
    joined,
    with_gathering,
    ceremony,
    with_school,
    with_quote,
    without_nation,
    with_word,
)


@cache
def _cities_en() -> frozenset[str]:
    return frozenset(city.name_en for city in cities() if city.name_en)
