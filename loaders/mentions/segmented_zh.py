"""Word-segmented Chinese: the words as its segmenter cut them, and names across few of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from loaders.mentions import people_zh
from loaders.mentions.gazetteer import Gazetteer
from loaders.mentions.labels_zh import LATIN, body_label
from loaders.mentions.lac import Word
from loaders.mentions.latin_zh import CODE
from loaders.mentions.lexicon import kinds, words
from loaders.mentions.mention import Mention

_STRONG_SEGMENTS = 3


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


def _inside_person(tagged: Sequence[Word], start: int, end: int) -> bool:
    return any(
        word.tag == "PER" and word.start <= start and end <= word.start + len(word.text) for word in tagged
    )
