"""Folding: two spellings that a reader takes for one name fold to the same key."""

from __future__ import annotations

import unicodedata
from functools import cache, lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from opencc import OpenCC


@cache
def _converter() -> OpenCC:
    from opencc import OpenCC  # 20 ms to import, and English-only work never needs it

    return OpenCC("t2s")


class _Simplified(dict[int, str]):
    """Code point → its Simplified form, one character for one, filled as characters are met."""

    def __missing__(self, point: int) -> str:
        character = chr(point)
        if point >= 0x2E80 and not 0xD800 <= point <= 0xDFFF:
            converted = _converter().convert(character)
            if len(converted) == 1:
                character = converted
        self[point] = character
        return character


_SIMPLIFIED = _Simplified()


def simplify(text: str) -> str:
    """Turn Traditional characters into Simplified ones, character by character: the length stays."""
    return text if text.isascii() else text.translate(_SIMPLIFIED)


@lru_cache(maxsize=65536)
def fold(name: str) -> str:
    """The key under which a name is compared: NFKC, Simplified, case-folded, letters and digits only.

    ``fold(fold(x)) == fold(x)``. A name without letters or digits folds to the empty string.
    """
    text = name
    for _ in range(3):  # a fixed point: case-folding can undo NFKC and the other way round
        folded = "".join(
            character
            for character in unicodedata.normalize(
                "NFKD", simplify(unicodedata.normalize("NFKC", text)).casefold()
            )
            if character.isalnum()
        )
        if folded == text:
            break
        text = folded
    return text
