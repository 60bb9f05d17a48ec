"""The judge's verdicts on a document: which claims hold, how surely, and which sentence tells each best."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from loaders.claims.judge.features import Key, described, key_of
from loaders.claims.judge.model import judge
from loaders.claims.scene import Draft, Scene


class Verdict(NamedTuple):
    """How likely a claim holds, 0 to 1, by the sentence that tells it best; whether a post is a past one."""

    confidence: float
    sentence: int
    former: bool


def verdicts(scene: Scene, drafts: Sequence[Draft]) -> Mapping[Key, Verdict]:
    """The verdict on every claim that a sentence may tell; ``drafts`` are the rules' claims."""
    best: dict[Key, Verdict] = {}
    for pair, tie, sure, answer in judge().judge(list(described(scene, drafts))):
        turned = tie == "HAS_PART"
        key = key_of("PART_OF", pair.other, pair.one) if turned else key_of(tie, pair.one, pair.other)
        former = tie == "WORKS_FOR" and answer["WORKED_FOR"] > answer["WORKS_FOR"]
        if key not in best or best[key].confidence < sure:
            best[key] = Verdict(sure, pair.sentence, former)
    return best
