"""Words that the tagger joined to a name, parted from it: 董事|长孙丕恕, 北京大学|共建联合实验室."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from loaders.mentions.bodies_zh import lists
from loaders.mentions.companies import is_company_hint
from loaders.mentions.gazetteer import Gazetteer
from loaders.mentions.lac import Word
from loaders.mentions.lexicon import kinds

_LEGAL = re.compile("(?:公司|集团|大学|学院|银行|研究所|研究院|实验室)$")
_JOINT = re.compile("[与和及、同跟]")
_CHIEF = re.compile("(?:董事|理事|部|会|处|校|院|所|市|省|县|区|局|行|社|司|厅|科|秘书|站|馆|厂|店|组|团)$")
_DEED = re.compile(
    "(.{2,}?(?:公司|集团|大学|学院|银行))(共建|共同|合作|签约|签署|联合|携手)(?!会|国)(.*)$|"
    "(.{2,}?)(共建|签约|签署|携手|牵手|联手|联合发布|联合成立|官宣|合组|宣布|缔结|组成)(.*)$|(.+?)(达成|签订)(?!套|铁路)(?!.*(?:公司|集团|厂)$)(.*)$"
)
_KIND_OF_FIRM = re.compile(
    "^.{0,8}(?:(?:供应|服务|运营|制造|开发|承包|贸易|经销|生产|零售|厂|整车|造船)商|巨头|独角兽|龙头|大厂|药企|车企|企业|厂家)(?=.{2})"
)
_SEVERAL = re.compile(
    "等(?:近|约|超过?)?[一两三四五六七八九十百多数几余\\d]+[多余]?[家所个].*$|"
    "[两三四五六七八九十多数几]+(?:大|家|所)(?:公司|企业|机构|单位|高校|大学|银行|药企|车企)?$"
)
_DAUGHTER = re.compile("(?:控股|全资|旗下|下属|所属|合资)*(?:子公司|孙公司)$|合资公司$")
_BOARD = re.compile(
    "(?<=..)(?:党委|党组|董事会|董事局|监事会|管理委员会|执行委员会|执委会|管理层|联席|轮值|常务|执行|代理|全球)$"
)
_VISIT = re.compile(
    "^(?:拜会|会见|访问|到访|来访|走访|来到|前往|拜访|造访|参观|接待|邀请|联系|收购|入股|投资|起诉)(?=..)"
)
_SITE = re.compile("总部$")
_MENDED = frozenset(("ORG", "PER", "LOC", "nz", "nw"))
"""What is tagged otherwise stays as it is: most words."""


def mended(tagged: Sequence[Word], gazetteer: Gazetteer) -> Iterator[Word]:
    """Part a name from what the tagger joined to it: 云与软控股份有限公司, 北京大学共建联合实验室, 董事/长孙丕恕."""
    before = Word("", "w", 0)
    for at, word in enumerate(tagged):
        if word.tag not in _MENDED:
            yield word
            before = word
            continue
        behind = tagged[at + 1] if at + 1 < len(tagged) else Word("", "w", 0)
        pieces = list(_parted(before, word, behind, gazetteer))
        yield from pieces
        before = pieces[-1]


def _parted(before: Word, word: Word, behind: Word, gazetteer: Gazetteer) -> Iterator[Word]:
    text, start = word.text, word.start
    if word.tag == "PER" and len(text) > 2 and text[0] == "长" and _CHIEF.search(before.text):
        yield from _cut(start, (text[0], "n"), (text[1:], "PER"))
    elif word.tag == "PER" and len(text) > 2 and text[0] == "由" and gazetteer.is_surname(text[1]):
        yield from _cut(start, (text[0], "p"), (text[1:], "PER"))
    elif before.tag == "PER" and len(before.text) == 2 and text == "峰会" and behind.text[:1] in "谈见晤":
        yield from _cut(start, (text[0], "n"), (text[1], "v"))
    elif word.tag == "ORG" and (visit := _VISIT.match(text)) and not gazetteer.label_zh(text):
        yield from _cut(start, (visit[0], "v"), (text[visit.end() :], "ORG"))
    elif word.tag in ("ORG", "nw") and (deed := _DEED.match(text)):
        pieces = [piece for piece in deed.groups() if piece is not None]
        yield from _cut(start, *zip(pieces, ("ORG", "v", "n"), strict=True))
    elif word.tag == "ORG" and (board := _BOARD.search(text)) and not gazetteer.label_zh(text):
        yield from _cut(start, (text[: board.start()], "ORG"), (board[0], "n"))
    elif word.tag == "ORG" and "／" in text:
        yield from _cut(
            start, (text[: text.index("／")], "LOC"), ("／", "w"), (text[text.index("／") + 1 :], "n")
        )
    elif word.tag == "ORG" and "（" in text[1:] and "）" not in text:
        yield from _cut(
            start, (text[: text.index("（")], "ORG"), ("（", "w"), (text[text.index("（") + 1 :], "ORG")
        )
    elif word.tag == "ORG" and (daughter := _DAUGHTER.search(text)) and daughter.start() > 1:
        yield from _cut(start, (text[: daughter.start()], "ORG"), (daughter[0], "n"))
    elif word.tag == "ORG" and (kind := _KIND_OF_FIRM.match(text)):
        yield from _cut(start, (kind[0], "n"), (text[kind.end() :], "ORG"))
    elif word.tag in ("ORG", "nz", "nw", "LOC") and (country := lists().country.match(text)):
        rest = text[country.end() :]
        if gazetteer.label_zh(rest) == "City" or (kinds().label_zh(rest) is None and rest in _HOUSES):
            yield from _cut(start, (country[0], "LOC"), (rest, "LOC"))
        elif _foreign(text, rest, gazetteer):
            yield from _cut(start, (country[0], "LOC"), (rest, "ORG"))
        else:
            yield from _joined(word, gazetteer)
    elif word.tag == "ORG" and text[-1] in "讯电" and gazetteer.label_zh(text[:-1]) == "City":
        yield from _cut(start, (text[:-1], "LOC"), (text[-1], "n"))
    elif word.tag == "ORG" and text.endswith("联合") and behind.text.startswith("创"):
        yield from _cut(start, (text[:-2], "ORG"), (text[-2:], "vn"))
    elif word.tag == "ORG" and (seat := _seat(text, behind.text, gazetteer)):
        yield from _cut(start, *zip(seat, ("ORG", "LOC", "n"), strict=True))
    elif word.tag == "ORG" and (several := _SEVERAL.search(text)) and several.start() == 1:
        yield Word(text, "n", start)
    elif word.tag == "ORG" and (several := _SEVERAL.search(text)) and several.start() > 1:
        yield from _cut(start, (text[: several.start()], "ORG"), (several[0], "n"))
    elif (
        word.tag == "ORG"
        and text[-1] in "等在与同将已为由"
        and len(text) > 2
        and not gazetteer.label_zh(text)
    ):
        yield from _cut(start, (text[:-1], "ORG"), (text[-1], "u"))
    elif word.tag == "ORG" and text[-1:] + behind.text[:1] in ("社长", "期间"):
        yield from _cut(start, (text[:-1], "ORG"), (text[-1], "n"))
    else:
        yield from _joined(word, gazetteer)


def _seat(name: str, behind: str, gazetteer: Gazetteer) -> tuple[str, str, str] | None:
    """A company, the city with which its name goes on, and its seat there: 小米|武汉, 晶泰科技|深圳|总部."""
    site = _SITE.search(name)
    body = name[: site.start()] if site else name
    seated = site is not None or _SITE.match(behind) is not None
    for length in (2, 3, 4):
        company, city = body[:-length], body[-length:]
        named = gazetteer.label_zh(company) == "Company" or (seated and len(company) > 2)
        if named and gazetteer.label_zh(city) == "City":
            return company, city, name[len(body) :]
    return (body, "", name[len(body) :]) if site and len(body) > 1 else None


def is_from(country: str, rest: str) -> bool:
    """Whether a country before a body's name tells where that is from: 意大利|芬坎蒂尼集团; not 法国|电力集团."""
    return country in lists().countries and country != "中国" and not _NATIONAL.match(rest)


def _foreign(name: str, rest: str, gazetteer: Gazetteer) -> bool:
    """Whether a country before a name is no part of it: 泰国正大集团, 法国BPCE集团; not 法国电力集团."""
    if gazetteer.label_zh(name):
        return False
    if len(rest) > 3 and kinds().label_zh(rest) in ("Company", "University"):  # 葡萄牙科英布拉大学
        return is_from(name[: -len(rest)], rest)
    return gazetteer.label_zh(rest) in ("Company", "University", "Center") or rest[:2].isascii()


_NATIONAL = re.compile(
    "国立|国民|国际|理工|科技|外国语|中央|高等|农业|工程|海洋|航空|体育|天主教|开放|国家|联邦|中央|人民|大众|第[一二三]|东方|南方|北方|西部|通用|联合|统一|公共|投资|开发|发展|进出口|商业|工商|农业|建设|合作|"
    "电力|电信|电气|电子|电视|石油|天然气|石化|化工|核|能源|矿|铝|钢|铁|煤|水|铁路|航天|宇航|船|港|邮|邮政|银行|储蓄|信贷|保险|人寿|证券|交易|"
    "制铁|制药|制纸|烟草|酒|通运|运输|物流|海运|汽车|重工|机械|建筑|医科|医学|师范|财经|政法|艺术|音乐|戏剧|美术|军|警|公司|企业|集团|大学|学院"
)
_HOUSES = frozenset(("公司", "企业", "车企", "药企", "银行", "车厂"))


def _cut(start: int, *pieces: tuple[str, str]) -> Iterator[Word]:
    for piece, tag in pieces:
        if piece:
            yield Word(piece, tag, start)
            start += len(piece)


def _joined(word: Word, gazetteer: Gazetteer) -> Iterator[Word]:
    """Two names that an "and" joins in one word, where either is a body's; the "and" may belong to the name."""
    joint = _JOINT.search(word.text) if word.tag in ("ORG", "nw", "nz") else None
    if joint is None:
        yield word
        return
    left, right = word.text[: joint.start()], word.text[joint.end() :]
    legal = word.tag == "ORG" and len(right) > 3 and _LEGAL.search(right) and not bound_and(left)
    two = joint[0] in "与同跟" and len(left) > 1 and len(right) > 1
    if two and (_is_body(left, gazetteer) or _is_body(right, gazetteer)):
        yield from _cut(word.start, (left, "ORG"), (joint[0], "c"), (right, "ORG"))
    elif legal:
        tag = "ORG" if _LEGAL.search(left) else "n"
        yield from _cut(word.start, (left, tag), (joint[0], "c"), (right, "ORG"))
    else:
        yield word


def _is_body(name: str, gazetteer: Gazetteer) -> bool:
    known = gazetteer.label_zh(name)
    return (
        known not in (None, "City")
        or name[:1].isascii()
        or is_company_hint(name)
        or _LEGAL.search(name) is not None
    )


def bound_and(left: str) -> bool:
    """Whether an 和 belongs to the name: 工业和信息化部, 生态与合作伙伴发展部."""
    return left.endswith(
        ("工业", "信息", "发展", "科学", "文化", "住房", "卫生", "人力资源", "软件", "石油", "生态")
    )
