"""Posts whose employer the clause leaves out: 该公司董事长Ⓟ, 主任是Ⓟ, 接替他的是Ⓟ, 副总裁Ⓟ、Ⓟ."""

from __future__ import annotations

import re
from collections.abc import Iterator

from loaders.claims.post_zh import PAST, Before, Post, clean
from loaders.claims.scene import BODY, CITY, PERSON, Outline
from loaders.claims.sides_zh import PLACED
from loaders.mentions.lexicon import kinds as kinds_of_body
from loaders.mentions.lexicon import titles
from loaders.mentions.mention import BODIES

_SAME = re.compile("(?:、|和|与|及|以及)")
_POST_IS = re.compile(
    "(?:^|[，。；：、Ⓑ的])(?P<lead>[^，。；：、ⒷⓅⒺ的]{0,10}?)"
    "(?P<title>[^，。；：、ⒷⓅⒺ的是为由]{2,10}?)(?:一职|职务|一席|人选)?(?:现|目前|则|仍)?(?:是|为|由)[^，。；ⓅⒺ]{0,14}$"
)
_RUN_ON = "协议|合同|仪式|举行|举办|签约"
"""Behind which segmented text goes on with a post."""
_BARE_POST = re.compile(
    f"(?:^|[，。；：、“「\\s]|(?<=[是有由为括与和同跟及向对请见])|(?<={_RUN_ON})|(?<=备忘录)|(?<=Ⓟ))"
    "(?:(?:据|如今|目前|同时|当时|主持[^，。；]{0,6}的?|而|并|另|当时的?|出席[^，。；]{0,6}的?)*(?:是|由|有)?)?"
    "[与和同跟及向对由]?(?P<house>我校|校(?=党委)|该公司|该校|该院|该所|该行|该机构|该企业|该集团|该实验室|本公司|公司|集团|其|后者的?|(?P<kind>基金会|协会|学会|联盟|商会|研究中心|创新中心|实验室|研究院|研究所|中心))?的?"
    "(?P<title>[^，。；：、ⒷⓅⒺ\\s]{2,16})$"
)
_OF_OUR_SCHOOL = ("我校", "校")
_OFFICE = re.compile(
    "[^，。；：、与和同向对由]{1,10}(?:办公室|处|部|中心|学院|研究院|院|系|馆|会|工作部)[正副]?(?:党委副?书记|主任|处长|部长|院长|书记|馆长|会长)|校长助理"
)
"""Posts in offices that a university has: 校友工作办公室主任."""
_HELD_BY = re.compile(
    "(?:^|[，。；、“])(?:[^，。；ⒷⓅⒺ]{0,4}(?P<mark>Ⓑ)|(?:联合)?(?:研究|研发|创新)?(?:中心|实验室|研究院|研究所))的?(?:首任|首届|现任)?"
    "(?P<title>[^，。；ⒷⓅⒺ由]{2,8}?)(?:一职)?由(?:我校)?[^，。；Ⓟ]{0,30}$"
)
_HOLDS_IT = re.compile("(?:先生|女士|教授|博士|院士)?(?:兼任|出任|担任|执掌|接任|兼(?=[，。；]))")
_OF_UNIT = re.compile(
    "[^，。；：、与和同向对由]{1,8}(?:事业部|事业群|部门|部|处|办公室)(?:副?总经理|副?总监|副?主任|副?部长|副?处长|负责人|经理)"
)
"""A post in a unit of the body at which the person named before has one: 医药事业部总经理."""
_CENTER = frozenset(("Center",))
_JOINT = re.compile("[^，。；：ⒷⓅⒺ]{0,12}Ⓑ(?:与|和|同|跟|携手|联合)Ⓑ[^，。；ⒷⓅ]{0,12}签")
"""A sentence whose subject signs with another, and so sends its own people: Ⓑ与Ⓑ签约，校长Ⓟ."""
_BEFORE_TITLE = re.compile(f"^(?:.*(?:{_RUN_ON}|备忘录))?(?:现任|首任|前任|时任|当时的?|原|前|其)?")
_LISTED = re.compile("Ⓟ(?:、|和|与|及|以及)?(?P<title>[^，。；：、ⒷⓅⒺⒸ和与及]{2,10})$")
_MODIFIERS = re.compile(
    "(?:全球|大中华区|中国区|亚太区|集团|公司|共同|总行|董事会|董事局|副|常务|执行|高级|资深|首席|联席|轮值|党委|市委|名誉|荣誉|候任|原|前|现任|新任|新|总|代)*"
)
_SUCCEEDS = re.compile(
    "(?:接替[^，。；]{1,8}的?(?:是|为)|(?:继任者|接任者|接棒者?|接班人)(?:则|便|就)?(?:是|为)|换成)[^，。；Ⓟ]{0,10}$"
)
_TAKES_OVER = re.compile("(?:先生|女士|博士)?(?:来)?(?:接任|接替|继任|接棒|接班)(?=[，。；]|$)")


def listed_with(outline: Outline, place: int, last: Post) -> bool:
    """Whether a name goes on a list whose first bears the post for all: 副总裁Ⓟ、Ⓟ."""
    other = outline.text.rfind(PERSON, max(0, place - 3), place)
    if other < 0 or outline.at.get(other) != last.person or last.confidence < 0.6 or last.title is None:
        return False
    between = outline.text[other + 1 : place]
    if titles().head.search(outline.text[max(0, other - 12) : other]) is None:
        return False
    alone = between != "、" and len(set(outline.clusters(BODY, 0, place))) == 1
    return between == "、" or (alone and _SAME.fullmatch(between) is not None)


def bare(outline: Outline, place: int, person: int, before: Before, last: Post | None) -> Iterator[Post]:
    """A post whose employer the sentence, or the one before, named earlier: 该公司董事长Ⓟ, 主任是Ⓟ, 接替他的是Ⓟ."""
    text = outline.text
    if last is not None and (
        _SUCCEEDS.search(text, max(0, place - 24), place)
        or (last.former and text.endswith("由", 0, place) and _TAKES_OVER.match(text, place + 1))
    ):
        yield last._replace(person=person, former=False, confidence=0.65)
        return
    listed = _LISTED.search(text, max(0, place - 16), place)
    if (
        listed
        and last is not None
        and (is_pure(listed["title"]) or _OF_UNIT.fullmatch(listed["title"]))
        and _label(outline, last.employer) in (*kinds_of(listed["title"]), None)
    ):
        yield last._replace(person=person, title=clean(listed["title"]), former=False, confidence=0.75)
        return
    start = max(0, place - 40)
    found = (pattern.search(text, start, place) for pattern in (_POST_IS, _BARE_POST))
    told = next((one for one in found if one and titles().head.search(one["title"])), None)
    if told is None:
        return
    title = _BEFORE_TITLE.sub("", told["title"].rpartition("由")[2])
    if not titles().head.search(title) or title in titles().address or re.search("[在是有被将把]", title):
        return
    house = told.groupdict().get("house") or told.groupdict().get("lead") or ""
    if not house and not is_pure(title):
        if before.own is None or not _OFFICE.fullmatch(title):
            return
        house = "校"
    bodies, own = _bodies(outline, told, house, title, before)
    if not bodies:
        return
    direct = text[told.start() : told.start() + 1] == BODY and told.start() in outline.at
    latter = "后者" in text[max(0, told.start() - 3) : place] and len(dict.fromkeys(bodies)) > 1
    employer = (
        outline.at[told.start()]
        if direct
        else bodies[1]
        if latter
        else bodies[-1]
        if own and _near(title) and not _JOINT.match(text)
        else bodies[0]
    )
    sure = 0.8 if direct or own else 0.7 if house else 0.6
    yield Post(person, employer, clean(title), bool(PAST.search(told[0])), sure)


def _bodies(
    outline: Outline, told: re.Match[str], house: str, title: str, before: Before
) -> tuple[list[int], bool]:
    """Whose post it may be, and whether that is told in the sentence itself."""
    if house in _OF_OUR_SCHOOL:
        return ([] if before.own is None else [before.own]), False
    if kind := told.groupdict().get("kind"):
        label = kinds_of_body().label_zh(kind)
        return [body for known, body in before.last if known == label], False
    kinds = kinds_of(title)
    own = [
        outline.at[i]
        for i in sorted(outline.at)
        if i < told.start("title") and (can_have(outline, i, kinds) or outline.mentions[i].label == "Unknown")
    ]
    if not own and kinds == _CITY:  # where they sign, the mayor is at home
        own = outline.clusters(CITY, 0, told.start("title"))
    if not own and house in ("公司", "本公司") and before.company is not None:
        own = [before.company]
    if own:
        return own, True
    return list(before.bodies) if house else list(before.of_kinds(kinds)), False


def held_by(outline: Outline, place: int, person: int, before: Before) -> Iterator[Post]:
    """A post that is told before who has it: 研究中心主任由Ⓑ教授Ⓟ担任."""
    if not _HOLDS_IT.match(outline.text, place + 1):
        return
    told = _HELD_BY.search(outline.text, max(0, place - 60), place)
    if told is None or not titles().head.search(told["title"]):
        return
    named = outline.at.get(told.start("mark")) if told["mark"] else next(before.of_kinds(_CENTER), None)
    if named is not None:
        yield Post(person, named, clean(told["title"]), False, 0.7)


def can_have(outline: Outline, place: int, kinds: frozenset[str]) -> bool:
    """Whether what stands at a place is of the kinds that can have a post; a city where something is done has none."""
    venue = outline.text[place] == CITY and PLACED.search(outline.text, max(0, place - 3), place)
    return outline.mentions[place].label in kinds and not venue


def _label(outline: Outline, cluster: int) -> str | None:
    """The label that a cluster has in this sentence; None where it is not named, or nobody knows."""
    named = (outline.mentions[at].label for at in sorted(outline.at) if outline.at[at] == cluster)
    return next((label for label in named if label != "Unknown"), None)


_ANY = frozenset(BODIES)
_CITY = frozenset(("City",))
_HOUSE_OF = (
    (re.compile("校长$|校监$|教务长$"), frozenset(("University",))),
    (re.compile("市长$|^市委"), _CITY),
    (
        re.compile("行政长官$|总理$|总统$|首相$|国务卿$|省长$|州长$|县长$|区长$|议员$|主持人$"),
        frozenset[str](),
    ),
    (re.compile("(?:部|局|司|署|厅|处)长$|大臣$|专员$"), frozenset(("Organization",))),
    (re.compile("院长$"), frozenset(("Center", "University", "Organization"))),
    (re.compile("所长$|主任$"), frozenset(("Center", "Organization", "University"))),
    (
        re.compile(
            "董事|总裁|总经理|执行长|首席.{1,4}官|C[ETFOIM]O|社长|厂长|店长|财务长|营运长|创[办始]人|掌门人|行长"
        ),
        frozenset(("Company",)),
    ),
)


def kinds_of(title: str) -> frozenset[str]:
    """The labels of the bodies that can have such a post: a 校长 is a university's."""
    return next((kinds for pattern, kinds in _HOUSE_OF if pattern.search(title)), _ANY)


def _near(title: str) -> bool:
    """Whether the post is at the body named last, as schools and institutes have it; a company is the subject."""
    return "Company" not in kinds_of(title)


def is_pure(title: str) -> bool:
    """Whether these words are a post and nothing of an employer's name: 副校长, not 地平线创始人."""
    heads = [(part, titles().head.search(part)) for part in re.split("[兼暨]", title)]
    return all(head and _MODIFIERS.fullmatch(part[: head.start()]) for part, head in heads)
