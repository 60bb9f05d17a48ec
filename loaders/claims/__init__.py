"""Claims: what a document says of the things that it names. Rules propose, and the judge adds and weighs."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from loaders.claims import lists_zh, signings_en, signings_zh
from loaders.claims.details import Details
from loaders.claims.judge import Verdict, verdicts
from loaders.claims.judge.features import Key, key_of
from loaders.claims.occasion import Programme
from loaders.claims.rules import resolved_scene, rule_claims
from loaders.claims.scene import Draft, Scene
from loaders.claims.speech import absent
from loaders.claims.title import is_posted_to, title_beside
from loaders.encoder import Reading

ADDED, ADDED_SIGNING = 0.45, 0.65
"""How likely a claim must be by the judge that no rule found.

F1 is best where what is added is half as likely as the F1 that is reached (Lipton, Elkan and Naryanaswamy, 2014), or
somewhat more; of a signing it must be likelier, since to tell of one that was none is worst.
"""

DENIED = 0.05
"""How likely the judge must take a signing that a rule found: below it none was right on news that the rules were not
written on."""

_OF_OUR_SCHOOL = re.compile("我校|校党委")
_RIVALS = {"SPEAKS_AT": "ATTENDED", "ATTENDED": "SPEAKS_AT"}
"""Who speaks at an event is not said to have attended it too."""


def claims(scene: Scene, readings: Sequence[Reading]) -> Iterator[Draft]:
    """Every claim of a document; its confidence is how likely the judge takes it to be.

    That of what a form tells, or of a pair which the judge is not asked about, a city inside a center's name, is the
    rule's own.
    """
    scene, foci = resolved_scene(scene)
    details = Details(Programme(scene))
    drafts = list(rule_claims(details, foci))
    judged = verdicts(scene, drafts, readings)
    for draft in drafts:
        verdict = judged.get(key_of(draft.type, draft.source, draft.target))
        if verdict is None or draft.told:
            yield draft
        elif verdict.confidence >= DENIED or draft.type != "SIGNED_WITH":
            yield draft.having(confidence=verdict.confidence)
    yield from _added(details, drafts, judged)


def _added(details: Details, drafts: Sequence[Draft], judged: Mapping[Key, Verdict]) -> Iterator[Draft]:
    """The claims that no rule found, with what rules tell of their details."""
    told = {key_of(draft.type, draft.source, draft.target) for draft in drafts}
    unsigned = set(lists_zh.unsigned(details.programme.scene))
    for key, (sure, sentence, former) in judged.items():
        kind, source, target = key
        if key in told or sure < (ADDED_SIGNING if kind == "SIGNED_WITH" else ADDED):
            continue
        rival = (_RIVALS.get(kind, ""), source, target)
        if rival in told or (rival in judged and judged[rival].confidence > sure):
            continue
        if kind == "SIGNED_WITH":
            outline = details.programme.scene.outlines[sentence]
            by = signings_zh if outline.sentence.chinese else signings_en
            if sentence not in unsigned and not by.is_refused(outline):
                yield details.draft(sentence, source, target, sure)
        elif kind == "WORKS_FOR":
            outline = details.programme.scene.outlines[sentence]
            if not is_posted_to(outline, source, target):
                title = title_beside(outline, source, target)
                if title and _OF_OUR_SCHOOL.match(title) and target != details.programme.scene.own:
                    continue  # 我校: the post is at a university that the text does not name
                yield Draft(kind, source, target, sentence, sure, title=title, former=former)
        elif kind not in _RIVALS or source not in absent(details.programme.scene.outlines[sentence]):
            yield Draft(kind, source, target, sentence, sure)
