"""Names in a Chinese sentence: what the tagger marks, mended and grown by endings and by posts."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from graph.names.gazetteer import surnames
from graph.names.pinyin import is_han
from loaders.mentions import bodies_zh, latin_zh, parted_zh, people_zh, quoted_zh, segmented_zh
from loaders.mentions.companies import is_company_hint
from loaders.mentions.gazetteer import Gazetteer
from loaders.mentions.labels_zh import DESCRIBED, LATIN, PLACE_END, PLANT, body_label
from loaders.mentions.lac import Word
from loaders.mentions.lexicon import kinds, titles, words
from loaders.mentions.mention import Mention

_NAME_TAGS = frozenset(("ORG", "LOC", "PER", "nz", "nw", "nt", "ns"))
_INNER_VERBS = frozenset(
    ("发展", "研发", "创新", "投资", "合作", "开发", "应用", "交流", "培训", "服务", "设计", "制造", "公共")
)
_LEGAL_PARTS = frozenset(("集团", "公司", "有限", "有限公司", "股份", "股份有限公司", "责任", "有限责任公司"))
_INNER_TAGS = _NAME_TAGS | {"n", "vn", "an", "s", "xc", "m", "nr"}
"""Parts of speech that stand inside names; a name begins with one of the first set."""
_LEGAL = re.compile("(?:公司|集团|大学|学院|银行|研究所|研究院|实验室)$")
_EVENT_OPENING = re.compile(
    "首届|世界|全球|国际|全国|亚洲|亚太|欧洲|数字|第.{1,4}[届次季]|(?:19|20)\\d\\d年?"
)
_BRACKETED = re.compile(r"[（(][^（()），。、；]{1,12}[)）]")
_CLOUD = re.compile(
    "(?:企业|智能)?云(?!计算|服务|平台|上|端|市场|战略|生态|应用|技术|产业|基础|原生|业务|事业部|团队)"
)
_DEEDS = frozenset(("共建", "合资", "携手", "签署", "签约", "成立", "合办", "联手"))
_GOODS = frozenset(("订单", "合同", "协议", "备忘录", "案件", "专利", "俱乐部", "医院", "协会"))
_ANNIVERSARY = re.compile("周年|^(?:建[校厂所院]|成立|创[立刊办]|开业|纪念|庆祝)$")
_NO_PERSON = re.compile("(?:省|州|邦|道|县|厅|局|厂|镇)$")
_DEPARTMENT = re.compile(
    "(?:电动车|业务|中国区|大中华区|亚太区|部|(?<!公)司|子公司|附属公司|处|科|办公室|事业群|业务群|团队|代表处|办事处|委员会|党委|党组|董事会|董事局|监事会)$"
)
_BOARDS = frozenset(("党委", "党组", "工委", "党工委", "董事会", "监事会", "董事局"))
_HOUSES = ("Company", "Center", "University")


def names_in(
    sentence: str, tagged: Sequence[Word], gazetteer: Gazetteer, breaks: Sequence[int] = ()
) -> Iterator[Mention]:
    """Candidates for names in one Chinese sentence, overlapping; offsets count from its start.

    ``breaks`` are the places where word-segmented text had a space: a name ends and begins at one.
    """
    if breaks:
        yield from segmented_zh.across(sentence, tagged, breaks, gazetteer)
        tagged = list(segmented_zh.segments(sentence, tagged, breaks, gazetteer))
    tagged = list(parted_zh.mended(tagged, gazetteer))
    yield from gazetteer.find_zh(sentence, tagged)
    yield from _tagged(sentence, tagged, gazetteer, signs=_SIGNS.search(sentence) is not None)
    yield from latin_zh.latin(sentence, gazetteer)
    yield from _ending(sentence, tagged, gazetteer)
    yield from _brands(sentence, tagged)
    yield from bodies_zh.bodies(sentence, tagged, gazetteer, breaks)
    yield from people_zh.people(sentence, tagged, gazetteer, breaks)
    yield from quoted_zh.quoted(sentence)
    yield from _before_posts(sentence, tagged, gazetteer)
    if _SIGNS.search(sentence):
        yield from _hinted(sentence, tagged)


def _tagged(sentence: str, tagged: Sequence[Word], gazetteer: Gazetteer, *, signs: bool) -> Iterator[Mention]:
    for at, word in enumerate(tagged):
        end = word.start + len(word.text)
        if word.tag == "ORG":
            owner = _owner(word.text, gazetteer)
            if owner and _DEPARTMENT.search(word.text):  # a department acts for its house
                yield Mention(
                    word.start, word.start + len(owner), gazetteer.label_zh(owner) or "Company", 0.8, "tagger"
                )
            elif label := body_label(word.text):
                yield Mention(word.start, end, label, 0.8, "tagger")
        elif (
            signs
            and word.tag == "PER"
            and _beside_body(tagged, at)
            and is_company_hint(word.text)
            and not _cued(sentence, word)
        ):
            yield Mention(word.start, end, "Company", 0.6, "hint")  # 中铝与力拓签署, though 力 is a surname
        elif word.tag == "PER" and is_person(name := people_zh.trimmed(sentence, word, gazetteer)):
            weight = 0.4 if len(name) == 2 and is_company_hint(name) and not _cued(sentence, word) else 0.8
            yield Mention(word.start, word.start + len(name), "Executive", weight, "tagger")


def _cued(sentence: str, word: Word) -> bool:
    """Whether a post before it or a deed of people behind it says that this is a person, no company."""
    behind = _PERSONAL.match(sentence, word.start + len(word.text))
    before = titles().head.search(sentence[max(0, word.start - 6) : word.start])
    return bool(behind or before)


def _beside_body(tagged: Sequence[Word], at: int) -> bool:
    """Whether a joining word and a body stand right before or behind a word."""
    near = [tagged[at - 2 : at][::-1], tagged[at + 1 : at + 3]]
    return any(len(two) == 2 and two[0].text in _SIDES and two[1].tag == "ORG" for two in near)


def _owner(name: str, gazetteer: Gazetteer) -> str | None:
    """The known body with whose name a longer name begins."""
    for length in range(len(name) - 1, 1, -1):
        if gazetteer.label_zh(name[:length]) in ("Company", "Center", "University"):
            return name[:length]
    return None


def company_hint(name: str) -> bool:
    """Whether the name stands in the list of Chinese company names, or ends as company names do."""
    return kinds().label_zh(name) is not None or is_company_hint(name)


def is_person(name: str) -> bool:
    """Whether this can be a person's name: Chinese of two to four characters, or foreign with a dot or longer."""
    if "·" in name:
        return 3 <= len(name) <= 20
    return (
        is_han(name)
        and 2 <= len(name) <= 6
        and kinds().label_zh(name) is None
        and name not in words().regions
        and not people_zh.is_none(name)
        and (name[0] in surnames() or not _NO_PERSON.search(name))
    )


def _ending(sentence: str, tagged: Sequence[Word], gazetteer: Gazetteer) -> Iterator[Mention]:
    """Grow a name leftwards from a word that ends as names of bodies and events end."""
    for last, word in enumerate(tagged):
        label = kinds().label_zh(word.text) or _label_of_two(tagged, last)
        if label is None or label == "City" or word.tag in ("v", "p", "c", "d", "r", "PER"):
            continue
        if (
            gazetteer.label_zh(word.text) or word.text in bodies_zh.lists().not_ends or word.text in _BOARDS
        ):  # whole, or none
            continue
        first = _leftmost(tagged, last, gazetteer, label)
        if (
            first < last
            and label in _HOUSES
            and parted_zh.is_from(tagged[first].text, tagged[first + 1].text)
        ):
            first += 1
        start, end = tagged[first].start, word.start + len(word.text)
        bracket = _BRACKETED.match(sentence, end)
        if bracket and label in ("University", "Company") and tagged[first].tag in _NAME_TAGS:
            end = bracket.end() if is_branch(bracket[0]) else end
        name = sentence[start:end]
        named = first == last and label == "Event" and _owner(word.text, gazetteer) is not None  # 鸿海科技日
        if not (_begins(tagged[first], label) or named):
            continue
        if (
            tagged[first].tag not in _NAME_TAGS
            and not named
            and last - first < 2
            and tagged[first].text.isalpha()
            and is_han(name)
        ):
            continue  # 国际会议, 世界大会: any
        of_company = first < last and gazetteer.label_zh(tagged[first].text) == "Company"
        if of_company and label == "Company" and not _LEGAL.search(name):
            continue
        if not _is_name(name) or (kinds().is_weak(name) and not _sound_trade(tagged, first, last, name)):
            continue
        known = next((at for at in range(1, len(name) - 3) if gazetteer.label_zh(name[at:]) == "Event"), None)
        ordinal = known is not None and _EVENT_OPENING.match(name) and name[:known][-1] in "届年"
        if (
            label == "Event" and known is not None and not ordinal
        ):  # 北京进博会: the known name, whatever stands before it
            yield Mention(start + known, end, label, 0.9, "known")
        elif first < last and not (_DEPARTMENT.search(name) and body_label(tagged[first].text) in _HOUSES):
            yield Mention(start, end, label, 0.7, "ending")
        elif first == last and word.tag != "ORG":
            yield Mention(start, end, label, 0.6, "ending")


def _label_of_two(tagged: Sequence[Word], last: int) -> str | None:
    """The label that the last two words tell together: 投资 基金."""
    if last == 0:
        return None
    before, word = tagged[last - 1], tagged[last]
    plain = before.tag in ("n", "vn") and word.tag == "n"
    return kinds().label_zh(before.text + word.text) if plain else None


def _sound_trade(tagged: Sequence[Word], first: int, last: int, name: str) -> bool:
    """Whether a name that ends in a trade is a company's: 润和软件, not 华为软件 in 华为软件开发云."""
    goes_on = last + 1 < len(tagged) and tagged[last + 1].tag in ("n", "vn", "nz", "an")
    return not goes_on and is_company_hint(name) and tagged[first].tag != "LOC"


def is_branch(bracketed: str) -> bool:
    """Whether a bracketed word tells one branch from another, as in 中国石油大学（华东）."""
    inner = bracketed[1:-1]
    return inner in words().regions or inner in (
        "北京",
        "武汉",
        "香港",
        "深圳",
        "威海",
        "徐州",
        "集团",
        "中国",
        "上海",
        "南京",
        "苏州",
        "杭州",
    )


def _is_name(name: str) -> bool:
    return (
        name not in kinds().generic
        and not (
            bodies_zh.nobody(name) or PLANT.search(name) or name.endswith(("子公司", "母公司", "合资公司"))
        )
        and len(name) > 3
        and not PLACE_END.search(name)
        and not DESCRIBED.search(name)
    )


def _begins(word: Word, label: str) -> bool:
    """Whether a name of this label can begin with the word."""
    opening = label == "Event" and _EVENT_OPENING.match(word.text)
    return word.tag in _NAME_TAGS or bool(opening) or bool(LATIN.fullmatch(word.text))


def _leftmost(tagged: Sequence[Word], last: int, gazetteer: Gazetteer, label: str) -> int:
    """The first word of the name that ends at ``last``: as far left as words can stand in names."""
    best = first = last
    while first > 0:
        before = tagged[first - 1]
        if kinds().label_zh(before.text) == "Center":
            break
        if before.text in words().regions and tagged[first].text[0].isascii():  # 美国Cerebras公司
            break
        if before.text in _GOODS or (before.tag == "m" and before.text[-1] in "架艘辆台套亿万元%"):
            break
        if before.text in _DEEDS or (
            label != "Center" and _ends_before_place(before, tagged[first], gazetteer)
        ):
            break
        timed = label == "Event" and (_EVENT_OPENING.match(before.text) or _ANNIVERSARY.search(before.text))
        if label == "Company" and _other(tagged, first, last):
            break
        doing = label in ("Event", "Center", "Organization") and before.text in _INNER_VERBS
        if (
            before.tag in _INNER_TAGS
            or timed
            or doing
            or (before.text.isspace() and tagged[first].text[0].isascii())
        ):
            first -= 1
        elif before.text in "）)":
            opening = next(
                (n for n in range(first - 2, max(-1, first - 6), -1) if tagged[n].text in "（("), None
            )
            if opening is None or opening == 0 or tagged[opening - 1].tag not in _NAME_TAGS:
                break
            first = opening
        elif before.text in ("”", "」", '"', "·", "-", "—") and first > 1 and before.text == "·":
            first -= 1
        else:
            break
        if _begins(tagged[first], label):
            best = first
        if gazetteer.label_zh(tagged[first].text) in ("Company", "University", "Center"):
            break
        if kinds().label_zh(tagged[first].text) == "Company" and _LEGAL.search(tagged[first].text):
            break
        if last - first > 12:
            break
    return best


def _ends_before_place(before: Word, word: Word, gazetteer: Gazetteer) -> bool:
    """Whether a body's name ends before a place: 华润集团|深圳市政府."""
    place = word.text in words().regions or gazetteer.label_zh(word.text) == "City"
    return place and (
        before.text in _LEGAL_PARTS or gazetteer.label_zh(before.text) in ("Company", "University")
    )


def _other(tagged: Sequence[Word], first: int, last: int) -> bool:
    """Whether the word before ends another name: 集团 in 吉利控股集团雷诺集团, a post, a person."""
    before = tagged[first - 1]
    if before.tag == "PER" or titles().head.search(before.text):
        return True
    between = [word.text for word in tagged[first : last + 1]]
    ended = before.text in ("集团", "公司") or (len(before.text) > 3 and _LEGAL.search(before.text))
    return (
        bool(ended)
        and between[-1] not in ("分公司", "子公司")
        and not all(text in _LEGAL_PARTS for text in between)
    )


def _brands(sentence: str, tagged: Sequence[Word]) -> Iterator[Mention]:
    """A company's cloud that acts by itself: 华为企业云, 阿里云."""
    for word in tagged:
        end = word.start + len(word.text)
        if word.tag == "ORG" and is_han(word.text) and (cloud := _CLOUD.match(sentence, end)):
            yield Mention(word.start, cloud.end(), "Company", 0.7, "brand")


_SIGNS = re.compile("签署|签订|签约|签字|达成|合作|携手|联手|牵手|结盟|合资")
_POST = re.compile(
    "(?:现任|前任?|原|时任)?(?:集团|公司|全球|中国区?|大中华区|亚太区|联合|联席|轮值|副|常务|执行|高级|资深)*"
    "(?:C[ETFOM]O|董事长|董事局主席|总裁|总经理|创始人|创办人|董事|总监|首席[^\\W\\d_]{2,5}官)"
)
"""What companies alone have: 苹果专家 may grow apples."""
_PERSONAL = re.compile(
    "表示|说|指出|认为|介绍|称|强调|透露|先生|女士|出席|致辞|[（(][^（()）]*[)）]?[^，。]{0,4}说"
)
_HINT_TAGS = _INNER_TAGS | {"a", "v", "TIME"} - {"m", "s"}
_SIDES = frozenset("与和同跟、")


def _before_posts(sentence: str, tagged: Sequence[Word], gazetteer: Gazetteer) -> Iterator[Mention]:
    """Known companies whose names are words as well, right before a person's post: 荣耀CEO赵明."""
    for at, word in enumerate(tagged):
        if gazetteer.is_ambiguous(word.text) and gazetteer.label_zh(word.text) == "Company":
            end = word.start + len(word.text)
            person = next((other for other in tagged[at + 1 : at + 5] if other.tag == "PER"), None)
            if person and _POST.fullmatch(sentence, end, person.start):
                yield Mention(word.start, end, "Company", 0.7, "post")


def _hinted(sentence: str, tagged: Sequence[Word]) -> Iterator[Mention]:
    """Listed company names that stand as a side of a signing does, beside 与 or in a list.

    Ordinary words are among them, so what they do in the sentence must tell that they are companies.
    """
    for first in range(len(tagged)):
        for last in range(min(first + 3, len(tagged)) - 1, first - 1, -1):
            start, end = tagged[first].start, tagged[last].start + len(tagged[last].text)
            beside = sentence[start - 1 : start] in _SIDES or sentence[end : end + 1] in _SIDES
            plain = all(word.tag in _HINT_TAGS for word in tagged[first : last + 1])
            if plain and beside and 2 <= end - start <= 8 and is_company_hint(sentence[start:end]):
                yield Mention(start, end, "Unknown", 0.4, "hint")
                break
