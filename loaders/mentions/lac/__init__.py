"""Baidu LAC's Chinese tagger in numpy: words, parts of speech and names in one pass."""

import os

# The matrices are small. Threads that share them mostly wait for each other: on two busy cores, two threads
# came to 18,000 characters a second and one to 64,000. Has to be said before numpy is first imported.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

from loaders.mentions.lac.tagger import Tagger, Word, tagger

__all__ = ["Tagger", "Word", "tagger"]
