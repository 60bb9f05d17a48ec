"""Numbers in Chinese numerals."""

from __future__ import annotations

_DIGITS = "零一二三四五六七八九"
TO_DIGITS = str.maketrans(f"{_DIGITS}〇○", "012345678900")
"""Numerals of a number that is written out, character by character: 二〇二一."""

NUMERALS = f"〇○{_DIGITS}"
MONTH = f"十[一二]?|[{_DIGITS[1:]}]"
DAY = f"三十一?|二?十[{_DIGITS[1:]}]?|[{_DIGITS[1:]}]"
"""The characters of a year, and the patterns of a month and a day: 二〇二一年十二月三十一日."""


def counted(written: str) -> int:
    """The number that digits or Chinese numerals below a hundred write; 0 for none.

    >>> counted("5"), counted("十"), counted("二十三"), counted("两")
    (5, 10, 23, 2)
    """
    if written.isdecimal():
        return int(written)
    tens, ten, ones = written.replace("两", "二").replace("兩", "二").rpartition("十")
    if len(tens) > 1 or len(ones) > 1:
        return 0
    return (_DIGITS.index(tens or "一") * 10 if ten else 0) + (_DIGITS.index(ones) if ones else 0)
