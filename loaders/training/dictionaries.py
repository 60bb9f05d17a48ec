"""Dictionaries that tell which names are words as well."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

from english_words import get_english_words_set


def english_words() -> set[str]:
    """English words that are written without a capital."""
    return {word for word in get_english_words_set(["web2"]) if word.islower()}


def chinese_words() -> Iterator[tuple[str, int, str]]:
    """Jieba's words with their frequencies and parts of speech; of jieba its word list alone is read."""
    spec = find_spec("jieba")
    if spec is None or spec.origin is None:
        raise SystemExit("jieba is not installed: pip install jieba")
    for line in (Path(spec.origin).parent / "dict.txt").read_text(encoding="utf-8").splitlines():
        word, count, tag = line.split(" ")
        yield word, int(count), tag
