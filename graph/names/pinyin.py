"""Pinyin: how a Chinese name is written in Latin letters, as passports and news write it."""

from __future__ import annotations

import re
from functools import lru_cache

_COMPOUND_SURNAMES = frozenset(
    [
        *(
            "欧阳",
            "上官",
            "司马",
            "诸葛",
            "夏侯",
            "皇甫",
            "尉迟",
            "公孙",
            "慕容",
            "令狐",
            "司徒",
            "东方",
            "独孤",
        ),
        *(
            "南宫",
            "宇文",
            "长孙",
            "轩辕",
            "端木",
            "百里",
            "呼延",
            "闻人",
            "申屠",
            "太史",
            "拓跋",
            "濮阳",
            "单于",
        ),
    ]
)
# A surname is read in its own way; everywhere else the character is read as usual.
_SURNAME_READINGS = {
    "单": "shan",
    "曾": "zeng",
    "仇": "qiu",
    "区": "ou",
    "查": "zha",
    "解": "xie",
    "盖": "ge",
    "任": "ren",
    "朴": "piao",
    "乐": "yue",
    "尉": "wei",
    "翟": "zhai",
    "覃": "qin",
    "冼": "xian",
    "召": "shao",
    "折": "she",
    "缪": "miao",
    "秘": "bi",
    "种": "chong",
    "员": "yun",
    "宓": "mi",
    "葛": "ge",
    "繁": "po",
    "那": "na",
    "华": "hua",
    "燕": "yan",
    "车": "che",
    "柏": "bai",
    "隗": "wei",
    "吕": "lyu",
    "长孙": "zhangsun",
    "尉迟": "yuchi",
    "单于": "chanyu",
}
_HAN = re.compile(r"[㐀-鿿]+")


def is_han(text: str) -> bool:
    """Whether the text is Chinese characters throughout, and not empty."""
    return bool(_HAN.fullmatch(text))


def has_han(text: str) -> bool:
    """Whether a Chinese character stands in the text."""
    return bool(_HAN.search(text))


@lru_cache(maxsize=65536)
def syllables(text: str) -> tuple[str, ...]:
    """The text's pinyin without tones, one item a character; runs that are not Chinese stay whole."""
    from pypinyin import lazy_pinyin  # 60 ms to import, and English-only work never needs it

    return tuple(syllable.replace("ü", "v") for syllable in lazy_pinyin(text, v_to_u=False))


def split_person(name: str) -> tuple[str, str]:
    """Split a Chinese person's name into surname and given name.

    >>> split_person("欧阳明")
    ('欧阳', '明')
    """
    length = 2 if len(name) > 2 and name[:2] in _COMPOUND_SURNAMES else 1
    return name[:length], name[length:]


def person(name: str) -> str:
    """A Chinese person's name in Latin letters: surname, space, given name in one word.

    >>> person("徐直军")
    'Xu Zhijun'
    """
    surname, given = split_person(name)
    latin = _SURNAME_READINGS.get(surname) or "".join(syllables(surname))
    return f"{latin.capitalize()} {''.join(syllables(given)).capitalize()}".strip()
