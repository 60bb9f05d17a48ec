"""Word-segmented Chinese: the words as its segmenter cut them, and names across few of them."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from loaders.mentions import people_zh
from loaders.mentions.gazetteer import Gazetteer
from loaders.mentions.labels_zh import LATIN, body_label
from loaders.mentions.lac import Word
from loaders.mentions.latin_zh import CODE
from loaders.mentions.lexicon import kinds, words
from loaders.mentions.mention import Mention
from loaders.text.analysis import Analysed, Sentence

_STRONG_SEGMENTS = 3
_LONGEST_NAME = 4
_SHORTEST_BODY = 4
_BY_ITSELF = re.compile(".{2,}(?:市政府|人民政府|管委会|大学)")


def across(
    sentence: str, tagged: Sequence[Word], breaks: Sequence[int], gazetteer: Gazetteer
) -> Iterator[Mention]:
    """Bodies that the tagger sees across few words of segmented text, and Latin names inside longer runs."""
    for word in tagged:
        end = word.start + len(word.text)
        inside = [place for place in breaks if word.start < place < end]
        sound = word.start in (0, *breaks) and end in (len(sentence), *breaks)
        if word.tag == "PER" and inside and sound and people_zh.is_transliterated(word.text):
            yield Mention(word.start, end, "Executive", 0.8, "tagger")  # 丽莎 德雷克
        if word.tag != "ORG" or not inside:
            continue
        parts = [sentence[a:b] for a, b in pairwise([word.start, *inside, end])]
        alone = not any(kinds().label_zh(part) or gazetteer.label_zh(part) for part in parts[:-1])
        label = None if kinds().is_weak(word.text) else body_label(word.text)
        if label and sound and alone and not word.text.endswith("总部") and len(parts) <= _STRONG_SEGMENTS:
            yield Mention(word.start, end, label, 0.7, "tagger")
        for part, at in zip(parts, [word.start, *inside], strict=True):
            if LATIN.fullmatch(part) and not CODE.fullmatch(part):
                yield Mention(at, at + len(part), "Company", 0.5, "tagger")


def segments(
    sentence: str, tagged: Sequence[Word], breaks: Sequence[int], gazetteer: Gazetteer
) -> Iterator[Word]:
    """The words of segmented text as its segmenter cut them, known names joined, each with the tag that fits it."""
    ends = [*breaks, len(sentence)]
    starts = [0]
    for end in ends:
        if end > starts[-1]:
            joined = [
                other
                for other in ends
                if end < other <= starts[-1] + 12 and gazetteer.label_zh(sentence[starts[-1] : other])
            ]
            starts.append(max(joined, default=end))
    at = {(word.start, word.start + len(word.text)): word.tag for word in tagged}
    cover = [word.tag for word in tagged for _ in word.text]
    for start, end in pairwise(starts):
        text = sentence[start:end]
        tag = at.get((start, end))
        if tag is None:
            known = gazetteer.label_zh(text)
            place = text in words().regions or (known == "City" and not gazetteer.is_ambiguous(text))
            guess = cover[end - 1] if cover[end - 1] not in ("ORG", "LOC", "PER", "nz", "nw", "w") else "n"
            tag = (
                "LOC"
                if place
                else "ORG"
                if known not in (None, "City")
                else "PER"
                if _inside_person(tagged, start, end)
                else guess
            )
        yield Word(text, tag, start)


def whole_words(document: Analysed, mentions: Sequence[Mention]) -> Iterator[Mention]:
    """The mentions as the words of their sentences go.

    A person's name ends with a word: 院长 刘章|所. Two bodies that were read as one, since nothing parts them in such
    text, are two: 中国 中医 科学院|亳州市 人民政府.
    """
    labels = {document.plain[mention.start : mention.end]: mention.label for mention in mentions}
    ends: dict[int, list[int]] = {}
    for mention in mentions:
        number = document.sentence_at(mention.start)
        if number not in ends:
            ends[number] = _ends(document, document.sentences[number])
        words = ends[number]
        last = bisect_left(words, mention.end)
        if mention.label == "Executive":
            end = words[last] if last < len(words) else mention.end
            yield mention._replace(end=end) if end - mention.start <= _LONGEST_NAME else mention
        else:
            inside = words[bisect_right(words, mention.start) : last]
            yield from _parted(document.plain, mention, inside, labels)


def _ends(document: Analysed, sentence: Sentence) -> list[int]:
    """Where the words of a sentence end."""
    return [sentence.start + at for at in (*document.breaks(sentence), sentence.end - sentence.start)]


def _parted(
    plain: str, mention: Mention, inside: Sequence[int], labels: Mapping[str, str]
) -> Iterator[Mention]:
    """Two bodies of which the second is one by itself, whatever stands before it; words end ``inside`` them."""
    for at in inside:
        first, second = plain[mention.start : at], plain[at : mention.end]
        if not _BY_ITSELF.fullmatch(second):
            continue
        known = labels.get(first) or (kinds().label_zh(first) if len(first) >= _SHORTEST_BODY else None)
        label = kinds().label_zh(second)
        if known and label and known not in ("City", "Executive", "Event") and not kinds().is_weak(first):
            yield mention._replace(end=at, label=known)
            yield mention._replace(start=at, label=label)
            return
    yield mention


def _inside_person(tagged: Sequence[Word], start: int, end: int) -> bool:
    return any(
        word.tag == "PER" and word.start <= start and end <= word.start + len(word.text) for word in tagged
    )
