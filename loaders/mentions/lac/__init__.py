"""Baidu LAC's Chinese tagger in numpy: words, parts of speech and names in one pass."""

from loaders.mentions.lac.tagger import Tagger, Word, tagger

__all__ = ["Tagger", "Word", "tagger"]
