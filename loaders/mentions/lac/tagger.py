"""The tagger: sentences in, words with their tags out."""

from __future__ import annotations

import lzma
from array import array
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from loaders.mentions.lac.cut import Cutter
from loaders.mentions.lac.network import Network
from loaders.mentions.lac.packing import Packing
from loaders.mentions.lac.viterbi import Chain

DATA = Path(__file__).parent / "data"

LONGEST = 512
"""Pieces that the network reads at once: a longer sentence is tagged in parts."""

_BATCH = 8192  # pieces in a batch: about 60 MB of buffers
_BREAKS = "。！？；!?;\n，、,：: "


class Word(NamedTuple):
    """A word; ``sentence[start:start + len(text)] == text``.

    ``tag`` is PER, LOC, ORG or TIME for a name, else a part of speech: n noun, nr person's name, ns place
    name, nt organisation's name, nw work's title, nz other proper noun, v verb, vd, vn, a adjective, ad, an,
    d adverb, m numeral, q measure, r pronoun, p preposition, c conjunction, u particle, f direction,
    s place word, t time word, xc other function word, w punctuation; O, very rarely, where it has none.
    """

    text: str
    tag: str
    start: int


class _Part(NamedTuple):
    """A sentence, or a part of a long one: its pieces from ``begin`` on."""

    sentence: int
    begin: int
    ids: NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Tagger:
    """LAC 2.1.2's lexical model. It expects Simplified characters."""

    cutter: Cutter
    network: Network
    chain: Chain
    tags: tuple[str, ...]

    @classmethod
    def load(cls, folder: Path = DATA) -> Tagger:
        """Read the model from the files that ``loaders/training/build_lac.py`` writes."""
        with np.load(folder / "weights.npz") as weights:
            network = Network.of(weights)
            chain = Chain.of(weights["crf"])
        vocabulary = {word: number for number, word in enumerate(_lines(folder / "vocabulary.txt.xz"))}
        plain = dict(line.split("\t") for line in _lines(folder / "plain.tsv.xz"))
        unknown = vocabulary["OOV"]
        ids = {piece: vocabulary.get(plain.get(piece, piece), unknown) for piece in (*vocabulary, *plain)}
        words = frozenset(_lines(folder / "words.txt.xz"))
        tags = tuple((folder / "tags.txt").read_text(encoding="utf-8").split())
        return cls(Cutter(words, ids, unknown), network, chain, tags)

    def tag(self, sentences: Sequence[str]) -> list[list[Word]]:
        """Cut each sentence into words and tag them; nothing is dropped: the words join up to the sentence.

        A sentence's words do not depend on what is tagged with it. Many at once are much faster than one
        by one.
        """
        cuts = [self.cutter.cut(sentence) for sentence in sentences]
        found = [np.zeros(len(starts), dtype=np.int64) for starts, _ in cuts]
        heads = [np.zeros(len(starts), dtype=np.bool_) for starts, _ in cuts]
        parts = [
            _Part(number, begin, np.asarray(ids[begin:end], dtype=np.int64))
            for number, (starts, ids) in enumerate(cuts)
            for begin, end in _parts(sentences[number], starts)
        ]
        parts.sort(key=lambda part: -len(part.ids))
        for batch in _batches(parts):
            for part, tags in zip(batch, self._decode([part.ids for part in batch]), strict=True):
                found[part.sentence][part.begin : part.begin + len(tags)] = tags
                heads[part.sentence][part.begin] = True
        begins = np.array([tag.endswith("-B") for tag in self.tags])
        names = [tag.removesuffix("-B").removesuffix("-I") for tag in self.tags]
        return [
            _words(sentence, starts, begins[tags] | head, [names[tag] for tag in tags.tolist()])
            for sentence, (starts, _), tags, head in zip(sentences, cuts, found, heads, strict=True)
        ]

    def _decode(self, batch: Sequence[NDArray[np.int64]]) -> Iterator[NDArray[np.int64]]:
        packing = Packing.of([len(ids) for ids in batch])
        packed = np.zeros(packing.size, dtype=np.int64)
        for row, ids in enumerate(batch):
            packed[packing.places(row)] = ids
        tags = self.chain.decode(self.network.emissions(packed, packing), packing)
        for row in range(len(batch)):
            yield tags[packing.places(row)]


@cache
def tagger() -> Tagger:
    """Load the tagger that ships with the project; the second call gives the same one."""
    return Tagger.load()


def _lines(path: Path) -> list[str]:
    return lzma.decompress(path.read_bytes()).decode().removesuffix("\n").split("\n")


def _parts(sentence: str, starts: array[int]) -> Iterator[tuple[int, int]]:
    """Split into at most LONGEST pieces, behind the strongest break of the second half if there is one."""
    begin = 0
    while len(starts) - begin > LONGEST:
        low, high = starts[begin + LONGEST // 2], starts[begin + LONGEST]
        end = begin + LONGEST
        for mark in _BREAKS:
            place = sentence.rfind(mark, low, high)
            if place >= 0:
                while starts[end] > place + 1:
                    end -= 1
                break
        yield begin, end
        begin = end
    if begin < len(starts):
        yield begin, len(starts)


def _batches(parts: Sequence[_Part]) -> Iterator[Sequence[_Part]]:
    """Take parts, longest first, as long as a batch's pieces stay few."""
    begin = pieces = 0
    for end, part in enumerate(parts):
        if pieces + len(part.ids) > _BATCH and end > begin:
            yield parts[begin:end]
            begin, pieces = end, 0
        pieces += len(part.ids)
    if begin < len(parts):
        yield parts[begin:]


def _words(sentence: str, starts: array[int], begins: NDArray[np.bool_], tags: Sequence[str]) -> list[Word]:
    """Join pieces into words; a word's tag is that of its last piece."""
    heads = np.flatnonzero(begins).tolist()
    bounds = [starts[head] for head in heads] + [len(sentence)]
    lasts = [head - 1 for head in heads[1:]] + [len(starts) - 1]
    return [
        Word(sentence[begin:end], tags[last], begin)
        for begin, end, last in zip(bounds, bounds[1:], lasts, strict=False)
    ]
