"""Bodies in a Chinese sentence whose names the tagger cut short, joined to a neighbour, or did not see."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from graph.names.forms import core
from graph.names.gazetteer import cities
from graph.names.pinyin import is_han
from loaders.mentions import people_zh
from loaders.mentions.companies import is_company_hint
from loaders.mentions.gazetteer import Gazetteer
from loaders.mentions.lac import Word
from loaders.mentions.lexicon import alternatives, kinds, read_list, titles, words
from loaders.mentions.mention import Mention
from loaders.text.order import beginning

_LEGAL = re.compile("(?:公司|集团|大学|学院|银行|研究所|研究院|实验室)$")
_GLOSS = re.compile(r"[（(](?P<latin>[A-Z][\w.&' -]{2,40}?)(?:[，,；;：:][^（()）]{1,20})?[)）]")
_WORDS_OF_NAMES = frozenset(
    ("ORG", "LOC", "PER", "nz", "nw", "nt", "ns", "n", "vn", "an", "s", "nr", "a", "v")
)
_STOP_TAGS = frozenset(("p", "c", "u", "r", "d", "m", "q", "w", "xc", "TIME", "f"))
_HEADS = frozenset(("ORG", "nz", "nw", "LOC"))
_ACTS = "与和同及、，。签达宣表也将已则携联在"
_TRADES = re.compile(
    "(?:信息|科技|技术|软件|网络|智能|数字|电子|通信|实业|工业|投资|控股|发展|股份|国际|石油|化工|有限|总|产业|能源|新能源)$"
)
_PLAIN_HEAD = re.compile(
    "双方|两[国家校地]|[中日美韩各多对一三四]方|今年|去年|当[天日]|[日近]日|随后|此[后外次]|期间|现场|会上|最终|正式|[后前]者|其中|联合|共同|分别|因此|另外|同[日期年月]|去向"
)
_LINE = re.compile(
    "(?:航空|汽车|电脑|电子|电器|生物|医药|制药|药业|能源|钢铁|银行|证券|保险|化学|半导体|重工|海运|机器人|影业|传媒)$"
)
_REGION = re.compile(
    "(?:大中华|中国|亚太|东亚|东北亚|北亚|欧洲|北美|全球|远东|大陆|台湾|香港)区?$|(?<=..)集团$"
)
_OWN_KINDS = frozenset(("公司", "集团", "学校", "企业", "银行", "政府", "我们", "双方", "市政府", "省政府"))
_HOUSED = re.compile(
    "(?:^|[，。；：、由和与])(?:学校|[该本]校|医院|[该本]院)(?:下属|下设|所属|直属)?的?"
    "(?P<name>[^，。；：、的及在由是将已为了]{2,14}?(?:学院|研究院|研究所|中心|实验室))(?!的|[长士])"
)
_OF_UNIVERSITY = re.compile("大[学學].*[学學]院")
_CLAUSE = "，。；：！？、“「（( "
_PARTY = re.compile(
    "(?:^|(?<=[，。；：]))(?P<name>[^，。；：、（）“”「」\\s与和同跟]{2,8})"
    "(?=(?:已|也|还|又|则|近日|日前|今日|昨日|分别|正式|首次)*"
    "(?:(?:与|和|同|跟|携手|联合|牵手)[^，。；：]{2,40}?(?:签|达成|合作|结成|共建|联合成立)|宣布(?:与|和|同|携手|将与|已与)))"
)


@dataclass(frozen=True, slots=True)
class Bodies:
    """The lists in ``data/bodies_zh.yaml``."""

    not_ends: frozenset[str]
    units: re.Pattern[str]
    countries: frozenset[str]
    country: re.Pattern[str]
    plain: re.Pattern[str]
    plain_only: re.Pattern[str]
    discipline: re.Pattern[str]
    school: re.Pattern[str]


@cache
def lists() -> Bodies:
    """The lists that ship with pactgraph."""
    rows = read_list("loaders.mentions", "bodies_zh.yaml")
    return Bodies(
        not_ends=frozenset(rows["not_ends"]),
        units=re.compile(alternatives(rows["units"])),
        countries=frozenset(rows["countries"]),
        country=re.compile(f"(?:{alternatives(rows['countries'])})(?![城湾])"),  # 墨西哥城 is no country
        plain=re.compile(alternatives(rows["plain"])),
        plain_only=re.compile(f"(?:{alternatives(rows['plain'])})+"),
        discipline=re.compile(f"(?:{alternatives(rows['disciplines'])}){{1,3}}[与和及]$"),
        school=re.compile(f"(?:{alternatives(rows['disciplines'])}|[与和及]){{1,5}}学院"),
    )


@cache
def _city_names() -> frozenset[str]:
    return frozenset(city.name_zh for city in cities() if city.name_zh)


def bodies(
    sentence: str, tagged: Sequence[Word], gazetteer: Gazetteer, breaks: Sequence[int] = ()
) -> Iterator[Mention]:
    """Candidates for bodies' names that their surroundings tell."""
    yield from _glossed(sentence, tagged, gazetteer)
    yield from _daughters(tagged, gazetteer)
    yield from _employers(sentence, tagged, gazetteer)
    yield from _parties(sentence, tagged, gazetteer)
    yield from _opened(sentence, tagged)
    yield from _housed(sentence, tagged)
    if breaks:
        yield from _groups(tagged, gazetteer)


def _groups(tagged: Sequence[Word], gazetteer: Gazetteer) -> Iterator[Mention]:
    """In segmented text, a word that 集团 follows, though the tagger took it for a plain one: 雷诺 集团."""
    for word, behind in pairwise(tagged):
        if (
            behind.text == "集团"
            and 2 <= len(word.text) <= 4
            and word.tag in ("n", "nz", "PER", "ORG", "nw")
            and gazetteer.label_zh(word.text) is None
            and not lists().plain.search(word.text)
            and not kinds().label_zh(word.text)
            and not titles().head.search(word.text)
        ):
            yield Mention(word.start, behind.start + len(behind.text), "Company", 0.6, "ending")


def _glossed(sentence: str, tagged: Sequence[Word], gazetteer: Gazetteer) -> Iterator[Mention]:
    """A name that a bracket gives in Latin letters: 深度求索（DeepSeek）, 韩国现代乐铁（Hyundai Rotem）."""
    ends = {word.start + len(word.text): number for number, word in enumerate(tagged)}
    for gloss in _GLOSS.finditer(sentence):
        last = ends.get(gloss.start())
        if last is None or (gloss["latin"].isupper() and len(gloss["latin"]) < 6):
            continue
        first = _name_start(tagged, last)
        start = tagged[first].start
        name = sentence[start : gloss.start()]
        kinds_of = {word.tag for word in tagged[first : last + 1]}
        if titles().head.search(sentence[max(0, start - 6) : start]):  # a person's name in Latin letters
            continue
        if kinds_of & _STOP_TAGS or kinds_of == {"PER"} or not 2 <= len(name) <= 14:
            continue
        if gazetteer.label_zh(name) or name in kinds().generic or lists().plain.fullmatch(name):
            continue
        if name.casefold() in words().common_english:
            continue
        label = kinds().label_zh(name) or ("Company" if kinds_of & {"ORG", "nz", "nw"} else "Unknown")
        if label != "Unknown" or "LOC" not in kinds_of:
            yield Mention(start, gloss.start(), label, 0.65, "glossed")


def _name_start(tagged: Sequence[Word], last: int) -> int:
    """The first word of the name that ends with ``last``: words of names, back to the name's own head."""
    first = last
    while first > 0:
        before, here = tagged[first - 1], tagged[first]
        if before.tag not in _WORDS_OF_NAMES or tagged[last].start - before.start > 12:
            break
        if titles().head.search(before.text) or (here.tag in _HEADS and before.tag not in _HEADS):
            break
        first -= 1
    while first < last and tagged[first].tag == "v":
        first += 1
    return first


def _daughters(tagged: Sequence[Word], gazetteer: Gazetteer) -> Iterator[Mention]:
    """A company's business or daughter that acts by itself: 华为终端与, 三星电子中国达成."""
    for before, word, behind in zip(tagged, tagged[1:], [*tagged[2:], Word("", "w", 0)], strict=False):
        known = gazetteer.label_zh(before.text) == "Company"
        if not known and not (before.tag == "ORG" and is_company_hint(before.text)):
            continue
        unit = lists().units.fullmatch(word.text) or word.text in lists().countries
        if unit and (not behind.text or behind.text[0] in _ACTS):
            yield Mention(before.start, word.start + len(word.text), "Company", 0.75, "unit")


def _employers(sentence: str, tagged: Sequence[Word], gazetteer: Gazetteer) -> Iterator[Mention]:
    """What stands between the clause's head and a business post that a person's name follows: 深度求索创始人梁文锋."""
    starts = {word.start: word for word in tagged}
    for post in people_zh.lists().business_post.finditer(sentence):
        person = starts.get(post.end())
        if person is None or person.tag != "PER":
            continue
        first = _employer_start(tagged, post.start(), people_zh.lists().business_post)
        name = _REGION.sub("", sentence[first : post.start()])
        end = first + len(name)
        opens = first == 0 or sentence[first - 1] in _CLAUSE
        if people_zh.lists().office.search(name) or not _fits(name, first, tagged, gazetteer):
            continue
        if opens or is_company_hint(name):
            weight = 0.85 if is_company_hint(name) else 0.6
            yield Mention(first, end, "Company", weight, "employer")


def _employer_start(tagged: Sequence[Word], end: int, posts: re.Pattern[str]) -> int:
    """Where the words begin that stand together before a post: back to a mark, a particle, a short verb."""
    start = end
    for number in range(bisect_left(tagged, end, key=_start) - 1, -1, -1):
        word = tagged[number]
        short_verb = word.tag == "v" and len(word.text) == 1
        if (
            word.tag in _STOP_TAGS
            or short_verb
            or posts.search(word.text)
            or word.text in ("图为", "左为", "右为")
        ):
            break
        start = word.start
    return start


def _parties(sentence: str, tagged: Sequence[Word], gazetteer: Gazetteer) -> Iterator[Mention]:
    """What opens a clause and signs or agrees with somebody: 元思生肽与阿斯利康签署."""
    starts = frozenset(word.start for word in tagged)
    for match in _PARTY.finditer(sentence):
        name, (start, end) = match["name"], match.span("name")
        known = gazetteer.label_zh(name)
        if known and known != "City":
            yield Mention(start, end, known, 0.7, "party")
        elif start in starts and (end in starts) and _fits(name, start, tagged, gazetteer):
            yield Mention(start, end, kinds().label_zh(name) or "Unknown", 0.45, "party")


def _start(word: Word) -> int:
    return word.start


def _fits(name: str, start: int, tagged: Sequence[Word], gazetteer: Gazetteer) -> bool:
    """Whether a stretch of words can be a name that no list knows."""
    inside = beginning(tagged, start, start + len(name))
    return (
        2 <= len(name) <= 8
        and not any(word.tag in _STOP_TAGS for word in inside)
        and not (
            len(inside) == 1
            and inside[0].tag in ("PER", "LOC", "v", "n", "vn", "TIME")
            and not _listed(name)
            and not (inside[0].tag == "n" and len(name) > 3 and kinds().label_zh(name) == "Company")
        )
        and not (
            _PLAIN_HEAD.match(name) or inside[0].text in _OWN_KINDS or lists().plain_only.fullmatch(name)
        )
        and not lists().country.search(name)
        and name not in kinds().generic
        and name not in words().regions
        and gazetteer.label_zh(name) is None
        and not any(gazetteer.label_zh(word.text) for word in inside)
    )


def _listed(name: str) -> bool:
    return len(name) > 2 and is_company_hint(name)


def _opened(sentence: str, tagged: Sequence[Word]) -> Iterator[Mention]:
    """A name whose first character is an "and" at the head of a clause: 和铂医药与."""
    for before, joint, word in zip([Word("", "w", 0), *tagged], tagged, tagged[1:], strict=False):
        end = word.start + len(word.text)
        opens = before.tag == "w" and before.text != "、"
        if (
            opens
            and joint.text in ("和", "同")
            and word.tag == "ORG"
            and sentence[end : end + 1] in ("与", "和")
        ):
            yield Mention(joint.start, end, kinds().label_zh(word.text) or "Company", 0.85, "opening")


def _housed(sentence: str, tagged: Sequence[Word]) -> Iterator[Mention]:
    """A school or center that only its house tells: 学校|热带作物学院, 医院的|远程医学中心."""
    starts = {word.start for word in tagged if word.tag != "v"}
    for match in _HOUSED.finditer(sentence):
        name, (start, end) = match["name"], match.span("name")
        if start in starts and end - start > 3 and name not in kinds().generic:
            yield Mention(start, end, kinds().label_zh(name) or "Center", 0.85, "housed")


def _common(name: str) -> bool:
    """Whether a name's first part alone is a place, a country or a plain word: 东方 of 东方航空 is too much."""
    return (
        name in words().regions
        or name in lists().countries
        or lists().plain_only.fullmatch(name) is not None
        or name in _city_names()
        or name in _TOO_PLAIN
    )


_TOO_PLAIN = frozenset(
    (
        "东方",
        "现代",
        "大众",
        "南方",
        "北方",
        "西部",
        "第一",
        "太平洋",
        "国际",
        "平安",
        "光大",
        "民生",
        "兴业",
        "华夏",
        "中国",
        "国家",
        "理想",
        "通用",
        "联合",
        "统一",
        "新华",
        "人民",
        "阳光",
        "天马",
        "长城",
        "东风",
        "红旗",
        "交通",
        "工商",
        "农业",
        "建设",
        "民族",
        "上海",
        "三星",
        "中华",
        "亚洲",
        "中信",
        "绿色",
        "智能",
        "中央",
        "海底",
        "环球",
        "世界",
        "先进",
        "应用",
        "微创",
        "石头",
        "先锋",
        "大地",
        "前程",
        "传奇",
        "太平",
        "中原",
        "西门",
    )
)


def is_unit(rest: str) -> bool:
    """Whether what stands behind a company's name makes it the name of its daughter: 终端, 中国."""
    return lists().units.fullmatch(rest) is not None or rest in lists().countries


def is_school(name: str) -> bool:
    """Whether it is a school of a university: 管理学院, 东南大学管理学院."""
    return lists().school.fullmatch(name) is not None or _OF_UNIVERSITY.search(name) is not None


def nobody(name: str) -> bool:
    """Whether a name is only a kind of firm, and where from: 美国芯片公司."""
    country = lists().country.match(name)
    if country and name[country.end() :] == "政府":
        return False
    bare = re.sub("(?:公司|集团|企业|巨头|平台)$", "", name[country.end() :] if country else name)
    return not bare or lists().plain_only.fullmatch(bare) is not None


def before_post(plain: str, at: int) -> bool:
    """Whether a business post stands there: what is before it is its house."""
    return people_zh.lists().business_post.match(plain, at) is not None


def short_forms(names: Iterable[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """The short forms by which a text may go on about a company: 引望 of 深圳引望智能技术有限公司."""
    for name, label in names:
        if label != "Company" or not is_han(name):
            continue
        if not _LEGAL.search(name):
            cut = _TRADES.sub("", _LINE.sub("", name))
            if 1 < len(cut) < len(name) and not _common(cut):
                yield cut, label
            continue
        short = core(name, label)
        for length in range(len(short) - 2, 1, -1):
            if (
                short[:length] in words().regions
                or lists().country.fullmatch(short[:length])
                or short[:length] in _city_names()
            ):
                short = short[length:]
                break
        at = name.find(short)
        if (
            at > 0
            and _LEGAL.search(name[at:])
            and (name[:at] in words().regions or name[:at] in _city_names())
        ):
            yield name[at:], label  # 科技园公司 of 香港科技园公司
        while (cut := _TRADES.sub("", short)) != short and len(cut) > 1:
            short = cut
        if (
            len(short) > 1
            and short != name
            and not lists().plain.fullmatch(short)
            and short not in words().regions
        ):
            yield short, label
