"""Generated news for the speed benches: varied documents of which no two sentences are alike."""

from __future__ import annotations

import lzma
import random
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import count

from graph.names.gazetteer import cities, pinyin_syllables, surnames, universities
from loaders.mentions.lac.tagger import DATA

_FRAMES_ZH = """\
{company}与{company}{day}在{city}签署战略合作协议，双方将在{topic}领域开展合作，首期投入{number}万元。
{day}，{university}和{company}共建的{topic}联合实验室在{city}揭牌，首批{number}名研究人员入驻。
{company}董事长{person}表示，公司今年在{topic}方面的支出比去年增加{number}万元。
记者{day}从{company}获悉，其{city}工厂的{topic}生产线已经连续运行{number}天，没有发生一起事故。
{university}教授{person}认为，{topic}的难点不在技术，而在{word}、{word}和{word}之间如何分工。
{number}位代表参加了{day}开幕的{city}{topic}大会，会议为期三天。
据统计，{city}上半年{topic}产值达到{number}亿元，同比增长百分之{number}，增速高于全省平均水平。
这份报告列出了{word}、{word}、{word}等{number}项指标，其中{word}一项下降得最快。
“我们没有捷径，只能从{word}做起，再一步步做到{word}，”{person}回忆起{number}年前的那个冬天时说。
居民{person}告诉记者，自从{word}改造以后，他每天上班的路程缩短了{number}分钟。
{company}的{word}部门裁减了{number}个岗位，被裁员工可以申请转到{city}的{word}团队。
与{word}相比，{word}的价格在过去{number}周里几乎没有变化，分析人士把原因归结于{word}不足。
{city}市政府计划在{day}之前建成{number}座{word}设施，并对{word}给予补贴。
从{city}到{city}的列车{day}起增开{number}班，票价不变，{word}可以在网上办理。
{company}否认将与{company}合并，称有关{topic}的谈判尚未开始，目前只有{number}人了解情况。
{person}出任{company}首席执行官，此前他在{university}任教{number}年，研究{topic}。
第{number}届{topic}博览会由{city}承办，{company}、{company}和{company}等企业参展。
评论说，{word}并不是一个新问题，早在{number}年前就有人提出要用{word}来代替{word}。
这条{word}路修了{number}天，附近的人都说，从前下雨时根本走不过去，现在连{word}车也能开进来了。
很多事情看起来与{word}无关，其实都绕不开它，过去{number}年里我们一次又一次地证明了这一点。
在会上，与会者围绕{word}、{word}以及如何让普通人用得起{word}展开讨论，先后提出{number}条意见。
如果只看{word}，今年的情况并不算坏，可是把{word}也算进来，差距就扩大到了{number}倍。
他们先把{word}拆开，再一件一件地清洗、编号、晾干，前后用了{number}个小时，最后才装回原处。
为了解决{word}难、{word}贵的问题，这项措施将分{number}步推行，第一步从下个月开始。
""".splitlines()

_FRAMES_EN = """\
{company} and {company} signed an accord in {city} on {day} to work on {topic} for {number} months.
{university} opened a joint laboratory for {topic} with {company} on {day} for {number} researchers.
{person}, chief executive of {company}, said spending on {topic} would rise by {number} per cent over the year before.
The plant in {city} has been running for {number} days without an accident, says a notice at the {word} office.
Nobody near the {word} remembered a winter in which the {word} was closed for {number} days in a row.
{person}, a professor at {university}, found {number} reasons why {topic} depends on the {word}.
More than {number} delegates came to the {topic} Summit in {city}, which ends with a {word} for everyone.
Output of {topic} around {city} came to {number} million, {number} per cent above the {word} forecast.
"We began with the {word} and went on to the {word}," {person} recalled of the day when {number} people left.
The report lists {number} measures, of which the {word}, the {word} and the {word} got worse most quickly.
{company} cut {number} jobs in its {word} department, and those who lost theirs may apply for a place in {city}.
The price of a {word} has hardly moved in {number} weeks, and analysts blame a lack of {word}.
Trains from {city} to {city} will run {number} times a day from {day}, with a {word} on board.
{company} denied that it would merge with {company}, whatever {number} people may say about {topic}.
{person} was appointed president of {company} after {number} years of teaching {topic} at {university}.
The {word} is nothing new: {number} years ago people already wanted a {word} in place of the {word}.
It took {number} days to mend the road to the {word}, which nobody could pass when it rained.
Many things that seem to have nothing to do with the {word} depend on it, as {number} cases have shown.
They took the {word} apart, let every piece dry for {number} hours, and only then put it together again.
With the {word} alone this year was not bad at all, but with the {word} the gap is {number} times as wide.
The measure comes in {number} steps, so that nobody has to wait until the {word} has become cheaper.
What counts is whether people use it, and to make the {word} easy to find took us {number} attempts.
""".splitlines()

_TRADES = [
    "科技",
    "电子",
    "能源",
    "医药",
    "汽车",
    "物流",
    "银行",
    "通信",
    "材料",
    "生物",
    "软件",
    "重工",
    "航空",
    "食品",
    "传媒",
    "光电",
]
_ENDS_ZH = ("股份有限公司", "有限公司", "集团", "公司", "")
_ENDS_EN = ("Inc.", "Ltd.", "Group", "Technologies", "Holdings", "Energy", "Pharma", "Motors", "Bank")
_MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]


def chinese(seed: int = 0) -> Iterator[str]:
    """Documents of four to sixteen Simplified Chinese sentences, without end; the same for the same ``seed``."""
    rng = random.Random(seed)
    words = [word for word in _packed("words.txt.xz") if len(word) == 2]
    towns = [city.name_zh for city in cities() if city.name_zh]
    schools = [school.name_zh for school in universities() if school.name_zh]
    family = sorted(surnames())
    makers = {
        "company": lambda: rng.choice(words) + rng.choice(_TRADES) + rng.choice(_ENDS_ZH),
        "university": lambda: rng.choice(schools),
        "city": lambda: rng.choice(towns),
        "person": lambda: rng.choice(family) + rng.choice(words),
        "topic": lambda: rng.choice(words) + rng.choice(_TRADES),
        "word": lambda: rng.choice(words),
        "day": lambda: f"{rng.randint(1, 12)}月{rng.randint(1, 28)}日",
    }
    return _documents(_FRAMES_ZH, makers, rng, between="")


def english(seed: int = 0) -> Iterator[str]:
    """Documents of four to sixteen English sentences, without end; the same for the same ``seed``."""
    rng = random.Random(seed)
    words = [
        word
        for word in _packed("vocabulary.txt.xz")
        if word.isascii() and word.isalpha() and word.islower() and len(word) > 3
    ]
    towns = [city.name_en for city in cities() if city.name_en]
    schools = [school.name_en for school in universities() if school.name_en]
    syllables = [syllable.title() for syllable in sorted(pinyin_syllables())]
    makers = {
        "company": lambda: f"{rng.choice(words).title()}{rng.choice(words)} {rng.choice(_ENDS_EN)}",
        "university": lambda: rng.choice(schools),
        "city": lambda: rng.choice(towns),
        "person": lambda: f"{rng.choice(syllables)} {rng.choice(syllables)}{rng.choice(syllables).lower()}",
        "topic": lambda: f"{rng.choice(words)} {rng.choice(words)}",
        "word": lambda: rng.choice(words),
        "day": lambda: f"{rng.randint(1, 28)} {rng.choice(_MONTHS)}",
    }
    return _documents(_FRAMES_EN, makers, rng, between=" ")


def _documents(
    frames: Sequence[str], makers: Mapping[str, Callable[[], str]], rng: random.Random, *, between: str
) -> Iterator[str]:
    numbers = count(1000)

    def fill(slot: re.Match[str]) -> str:
        if slot[1] == "number":  # counts up, and every frame has one: so no sentence comes twice
            return str(next(numbers))
        return makers[slot[1]]()

    while True:
        sentences = [re.sub(r"\{(\w+)\}", fill, frame) for frame in rng.sample(frames, rng.randint(4, 16))]
        yield "\n\n".join(between.join(sentences[i : i + 3]) for i in range(0, len(sentences), 3))


def _packed(name: str) -> list[str]:
    return lzma.decompress((DATA / name).read_bytes()).decode().split("\n")
