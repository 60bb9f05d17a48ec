"""Short news of varied text, made from real names and words: no two documents are alike, so no cache helps."""

from __future__ import annotations

import random
from functools import cache
from importlib.resources import files
from lzma import decompress

from graph.names.gazetteer import cities, given_names, surnames, universities

_ZH = (
    "{day}，{company}与{school}在{city}签署战略合作协议，双方将在{word}{word}、{word}{word}等领域开展合作。",
    "{company}{post}{person}出席了{city}{word}大会并发表讲话，{person}表示，{word}{word}正在改变{word}。",
    "记者从{city}获悉，{school}的{word}{word}项目已经开工，总投资{number}亿元，{word}{word}将由{word}完成。",
    "{person}现任{school}{post}，此前曾在{company}工作{number}年，负责{word}{word}和{word}的研发。",
    "据介绍，{company}去年在{city}的{word}{word}业务增长{number}%，比上一年多{number}个{word}项目。",
    "{school}位于{city}，是{word}{word}方面的重要机构，每年培养{number}名{word}人才。",
    "{word}{word}以来，{word}{word}{word}不断{word}，{word}和{word}{word}，{word}{word}也在{word}。",
)
_EN = (
    "{Company} signed an agreement with {School} in {City} on June {number}, 2022, {number} months after talks began.",
    "{Person}, president of {Company}, said the {City} project would cost {number} million dollars and open soon.",
    "Speaking at the {City} Forum, {Person} said {number} engineers had joined {School} for a programme on robots.",
    "{School}, which is based in {City}, reported {number} percent growth last year, more than {Company} had hoped.",
)
_POSTS = ("董事长", "总裁", "首席执行官", "副总裁", "总经理", "院长", "校长", "执行董事")
_KINDS = (
    ("科技", "Technologies"),
    ("集团", "Group"),
    ("能源", "Energy"),
    ("汽车", "Motors"),
    ("生物", "Biotech"),
)
_ENGLISH = 0.25  # of the documents


def article(number: int) -> str:
    """Return document ``number``: a title and some sentences, in Chinese or in English."""
    random_ = random.Random(number)
    english = random_.random() < _ENGLISH
    sentences = random_.choices(_EN if english else _ZH, k=random_.randrange(4, 10))
    said = [_filled(sentence, random_) for sentence in sentences]
    title = _filled("{School} and {Company}" if english else "{company}与{school}签约", random_)
    return f"{title}\n\n" + (" " if english else "").join(said) + "\n"


def _filled(sentence: str, random_: random.Random) -> str:
    """Fill each place of a sentence with another name or word."""
    first, *parts = sentence.split("{")
    kind = random_.choice(_KINDS)
    filled = [first]
    for part in parts:
        name, _, rest = part.partition("}")
        filled += [_value(name, kind, random_), rest]
    return "".join(filled)


def _value(name: str, kind: tuple[str, str], random_: random.Random) -> str:
    words, families, given = _words()
    match name:
        case "word":
            return random_.choice(words)
        case "company":
            return random_.choice(words) + kind[0]
        case "Company":
            return f"{random_.choice(given)}tek {kind[1]}"
        case "person":
            return random_.choice(families) + random_.choice(words)[:2]
        case "Person":
            return f"{random_.choice(given)} {random_.choice(given)}son"
        case "post":
            return random_.choice(_POSTS)
        case "day":
            return (
                f"{random_.randrange(2010, 2025)}年{random_.randrange(1, 13)}月{random_.randrange(1, 28)}日"
            )
        case "number":
            return str(random_.randrange(2, 98))
    place = random_.choice(_places()[name.lower()])
    return place[0] if name.islower() else place[1]


@cache
def _words() -> tuple[list[str], list[str], list[str]]:
    packed = (files("loaders.mentions.lac") / "data" / "words.txt.xz").read_bytes()
    words = [word for word in decompress(packed).decode().split() if len(word) in (2, 3)]
    return words, sorted(surnames()), sorted(name.title() for name in given_names())


@cache
def _places() -> dict[str, list[tuple[str, str]]]:
    """Return names in Chinese and English."""
    return {
        kind: [(one.name_zh, one.name_en) for one in known if one.name_zh and one.name_en]
        for kind, known in (("school", universities()), ("city", cities()))
    }
