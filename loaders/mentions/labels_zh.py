"""What a Chinese name's own words tell: its label, or that it names nobody."""

from __future__ import annotations

import re

from loaders.mentions import bodies_zh
from loaders.mentions.lexicon import kinds, words

PLACE_END = re.compile("(?:省|自治区|特别行政区|县|区|镇|乡|村|街道)$")
PLANT = re.compile("(?:厂|工厂|超级工厂|大楼|项目)$")
DESCRIBED = re.compile(
    "直属|首[个家座条批]|新建|全国重点|重点大学|国内|多家|各大|^(?:[一二两三四五六七八九十百千\\d]+|数|几|多|各|某)[大家个所名位余多]|跨国|私人|连锁|本地|大型|著名|知名|领先|来源|近年|的|了|是|^[与和及]|^[在对向由从把被]"
)
LATIN = re.compile("[A-Z][A-Za-z0-9&.-]{2,}|[A-Za-z]+[A-Z][A-Za-z]+")


def body_label(name: str) -> str | None:
    """The label of a name that the tagger takes for a body's; None where it names nobody."""
    if name in kinds().generic or name in words().regions or len(name) < 2 or PLACE_END.search(name):
        return None
    if (
        DESCRIBED.search(name)
        or PLANT.search(name)
        or bodies_zh.nobody(name)
        or name.casefold() in words().common_english
    ):
        return None
    return kinds().label_zh(name) or "Company"
