"""Which language and script a text is in, by its characters."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Literal

from graph.names.fold import simplify

if TYPE_CHECKING:
    from opencc import OpenCC

__all__ = ["Language", "columns", "is_chinese", "is_cjk", "is_segmented", "language", "simplify"]

Language = Literal["zh-Hans", "zh-Hant", "en", "und"]

HAN = "\u3005\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003134f"
_HAN_RUN = re.compile(f"[{HAN}]+")
_LATIN_RUN = re.compile("[A-Za-z\u00aa\u00b5\u00ba\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f]+")
_KANA = re.compile("[\u3041-\u30ff]")
_HAN_GAP = re.compile(f"[{HAN}] (?=[{HAN}])")
_WORD = re.compile(r"[A-Za-z]+")
_ENGLISH_WORDS = frozenset(("the", "and", "of", "to", "with", "for", "has", "was", "that", "by", "at", "on"))

_LETTERS_PER_HAN = 4  # one Chinese character says about as much as four Latin letters
_SAMPLE = 50_000  # characters; the rest of a long document says the same


def language(text: str) -> Language:
    """Tell the language of a text and, for Chinese, its script; ``und`` where the characters do not tell.

    Chinese without a character that tells the scripts apart counts as Simplified. Japanese (kana) and
    longer Latin texts without common English words are ``und``.
    """
    sample = text[:_SAMPLE]
    if sample.isascii():
        letters = any(map(str.isalpha, sample))
        return ("en" if _looks_english(sample) else "und") if letters else "und"
    han, kana, latin = _letters(sample)
    if not han + latin or kana * 10 > han:
        return "und"
    if han * _LETTERS_PER_HAN < latin:
        return "en" if _looks_english(sample) else "und"
    leans = sum(_lean(character) * count for character, count in Counter(sample).items() if is_cjk(character))
    return "zh-Hant" if leans > 0 else "zh-Hans"


def is_chinese(text: str) -> bool:
    """Whether :func:`language` would say that it is Chinese, in either script."""
    sample = text[:_SAMPLE]
    if sample.isascii():
        return False
    han, kana, latin = _letters(sample)
    return han > 0 and kana * 10 <= han and han * _LETTERS_PER_HAN >= latin


def _letters(sample: str) -> tuple[int, int, int]:
    """How many characters are Chinese, kana and Latin letters."""
    han = sum(map(len, _HAN_RUN.findall(sample)))
    return han, len(_KANA.findall(sample)), sum(map(len, _LATIN_RUN.findall(sample)))


def is_cjk(character: str) -> bool:
    """Whether it is a Chinese character (kana and punctuation are not)."""
    return bool(_HAN_RUN.match(character))


def is_segmented(text: str) -> bool:
    """Whether Chinese comes as words with single spaces between them, as word segmenters write it.

    Stop words and punctuation may be gone. Characters that all stand apart are not words.
    """
    sample = text[:_SAMPLE]
    runs = _HAN_RUN.findall(sample)
    if len(runs) < 8:
        return False
    gaps = len(_HAN_GAP.findall(sample))
    mean = sum(map(len, runs)) / len(runs)
    return gaps >= 0.5 * len(runs) and 1.2 <= mean <= 4


def _looks_english(text: str) -> bool:
    words = _WORD.findall(text.lower())
    return len(words) < 15 or sum(word in _ENGLISH_WORDS for word in words) >= 0.04 * len(words)


@lru_cache(maxsize=32768)
def _lean(character: str) -> int:
    """1 for a character of Traditional Chinese only, -1 of Simplified only, else 0."""
    if simplify(character) != character:
        return 1
    return -1 if _to_traditional().convert(character) != character else 0


@cache
def _to_traditional() -> OpenCC:
    from opencc import OpenCC  # 20 ms to import, and English-only work never needs it

    return OpenCC("s2t")


def columns(text: str) -> int:
    """Return how wide a line is; a Chinese character takes two columns."""
    if text.isascii():
        return len(text)
    return sum(2 if unicodedata.east_asian_width(character) in "WF" else 1 for character in text)
