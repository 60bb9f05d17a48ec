"""SIGNED_WITH claims: one for each pair, with date and place where the document tells them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from loaders.claims import (
    again_zh,
    heads_zh,
    lists_en,
    lists_zh,
    papers,
    sides_en,
    sides_zh,
    signings_en,
    signings_zh,
    standing_zh,
    we_zh,
)
from loaders.claims.details import Details
from loaders.claims.focus_en import Focus
from loaders.claims.particulars import parties
from loaders.claims.scene import BODY, EVENT, Draft, Outline, Scene, is_committee, plain
from loaders.claims.signings_en import Context
from loaders.claims.tables import tabled
from loaders.mentions.mention import BODIES

_LINE_OF = re.compile(r"\W{0,3}Ⓑ[：:]")
_PRESS = re.compile("(?:新闻|日报|晚报|早报|周刊|周报|时报|电视台|通讯社|传媒|财经|[社网报])$")


class _Host(NamedTuple):
    """Who signed last and may sign with others as well, and the two of that signing."""

    body: int
    pair: frozenset[int]


def signings(details: Details, foci: Sequence[Focus], held: Sequence[Draft] = ()) -> Iterator[Draft]:
    """One claim for each pair that a document says signed: the surest sentence, then the first.

    ``foci`` says what each sentence is about; ``held`` are the posts that the document tells: people may stand for
    their houses.
    """
    scene = details.programme.scene
    homes = _homes(scene, held)
    best: dict[tuple[int, int], Draft] = {}
    before: list[int] = []
    hubs: Counter[int] = Counter()
    host: _Host | None = None
    lately: int | None = None
    speaker: we_zh.Speaker | None = None
    latest: dict[str, int] = {}
    forms: dict[int, list[signings_zh.Formed]] = {}
    for form in (
        *lists_en.listed(scene, foci),
        *lists_zh.listed(scene),
        *tabled(scene, foci),
        *parties(scene, details.records),
    ):
        forms.setdefault(form.sentence, []).append(form)
    for outline, focus, head in zip(scene.outlines, foci, details.heads, strict=True):
        told_in = (
            again_zh.drawn(sides_zh.drawn(plain(outline), scene.document.plain), latest)
            if outline.sentence.chinese
            else sides_en.drawn(outline)
        )
        if outline.sentence.chinese and scene.company is not None:
            told_in = we_zh.named(told_in, scene.company)
        context = Context(before, focus, _hub(hubs))
        found = [] if _goes_on(scene, outline, lately) else list(_pairs(told_in, context, scene))
        if not found and not outline.sentence.chinese:
            found = list(_apart(signings_en.by_people(told_in, context, homes), scene))
        if not found and outline.sentence.chinese and (drawn := standing_zh.standing(told_in, homes)):
            told_in = drawn
            found = _less_sure(_pairs(drawn, context, scene))
        speaker = we_zh.speaker(outline, speaker)
        home = (homes.get(speaker.person) if speaker else scene.own) if outline.sentence.chinese else None
        if home is not None and (drawn := we_zh.drawn(told_in, home)):
            we = list(_pairs(drawn, context, scene))
            found = [
                *_less_sure(p for p in we if home in p[:2]),
                *(p for p in we if home not in p[:2]),
            ] or found
        if not found and head and outline.sentence.chinese:
            found = list(heads_zh.pairs(told_in, head, scene.topic))
        told = {} if found else {form.pair: form.told for form in forms.get(outline.number, ())}
        found = found or list(_apart(told, scene))
        lately = outline.number if found else lately
        host_before, host = host, _host(scene, outline, found, host)
        if told_host := host if found else host_before:
            found += _apart(signings_zh.also(outline, told_host.body), scene)
        sides = {side for pair in found for side in (pair.one, pair.other)}
        for pair in found:
            hubs.update((pair.one, pair.other))
            if scene.is_implied(outline, pair.one, pair.other) or _answers(outline, focus, pair):
                told[pair] = (outline.number, outline.number)
            draft = details.draft(outline.number, *pair).having(told=told.get(pair))
            if draft.place in sides:  # a city that signs
                draft = draft.having(place=None)
            key = (draft.source, draft.target)
            best[key] = _better(best.get(key), draft)
        latest.update((scene.label(body), body) for body in outline.clusters(BODY))
        before = _named(outline, found, scene) or (before if outline.sentence.kind != "heading" else [])
    yield from best.values()


def _answers(outline: Outline, focus: Focus, pair: signings_zh.Pair) -> bool:
    """Whether a side is the body of which an interview asks, and that the sentence leaves to "you" or "we"."""
    named = {outline.at.get(place) for place in outline.mentions}
    return focus.answers and focus.home in (pair.one, pair.other) and focus.home not in named


def _goes_on(scene: Scene, outline: Outline, lately: int | None) -> bool:
    """Whether an English sentence names nobody and goes on about what was signed just before (in ``lately``)."""
    if (
        lately is None
        or outline.number - lately > papers.REACH
        or outline.sentence.chinese
        or BODY in outline.text
    ):
        return False
    return papers.is_about_paper(scene.said(outline))


def _less_sure(found: Iterable[signings_zh.Pair]) -> list[signings_zh.Pair]:
    """Pairs of which somebody or "we" stands for a side."""
    return [pair._replace(confidence=pair.confidence - 0.15) for pair in found]


def _named(outline: Outline, found: Iterable[signings_zh.Pair], scene: Scene) -> list[int]:
    """The bodies that a sentence names, before them those that it leaves out, whose signings it goes on to tell."""
    named = outline.clusters(BODY)
    if named and _LINE_OF.match(outline.text) and any(map(_PRESS.search, scene.clusters[named[0]].names)):
        del named[0]  # who asks in an interview
    sides = [side for pair in found for side in (pair.one, pair.other)]
    return list(dict.fromkeys([*(side for side in sides if side not in named), *named])) if named else []


def _homes(scene: Scene, held: Sequence[Draft]) -> dict[int, int]:
    """The body at which a person has a post, where it is just one."""
    homes: dict[int, set[int]] = {}
    for post in held:
        if not post.former and scene.label(post.target) in BODIES:
            homes.setdefault(post.source, set()).add(post.target)
    return {person: next(iter(bodies)) for person, bodies in homes.items() if len(bodies) == 1}


def _host(
    scene: Scene, outline: Outline, found: Sequence[signings_zh.Pair], before: _Host | None
) -> _Host | None:
    """Who may sign with others as well behind a sentence: of two what is no company, else the first."""
    if found:
        one, other, _ = found[-1]
        stays = other if scene.label(one) == "Company" != scene.label(other) else one
        return _Host(stays, frozenset((one, other)))
    leaves = outline.sentence.kind in ("heading", "title") or set(outline.clusters(EVENT))
    if before is None or leaves or not before.pair.issuperset(outline.clusters(BODY)):
        return None
    return before


def _hub(hubs: Counter[int]) -> int | None:
    """Who signed most so far, where that is one body."""
    ranked = hubs.most_common(2)
    alone = len(ranked) == 1 or (len(ranked) == 2 and ranked[0][1] > ranked[1][1])
    return ranked[0][0] if alone else None


def _pairs(outline: Outline, context: Context, scene: Scene) -> Iterator[signings_zh.Pair]:
    if outline.sentence.chinese:
        segmented = scene.document.text.segmented
        found = signings_zh.pairs(outline, context.before, segmented=segmented, topic=scene.topic)
    else:
        found = signings_en.pairs(outline, context)
    yield from _apart(found, scene)


def _apart(found: Iterable[signings_zh.Pair], scene: Scene) -> Iterator[signings_zh.Pair]:
    return (pair for pair in found if pair.one != pair.other and not _related(scene, pair.one, pair.other))


def _related(scene: Scene, one: int, other: int) -> bool:
    """Whether one is a part of the other by its name, or a party's committee: nobody signs with either."""
    if is_committee(scene.clusters[one].names) or is_committee(scene.clusters[other].names):
        return True
    return any(
        a != b and (a.startswith(b) or b.startswith(a))
        for a in scene.clusters[one].names
        for b in scene.clusters[other].names
    )


def _better(old: Draft | None, new: Draft) -> Draft:
    """The surer of two claims on one pair; what it leaves open is taken from the other."""
    if old is None:
        return new
    first, second = (new, old) if new.confidence > old.confidence else (old, new)
    return first.having(
        date=_finer(first.date, second.date),
        place=first.place if first.place is not None else second.place,
        topic=first.topic or second.topic,
    )


def _finer(one: str | None, other: str | None) -> str | None:
    """The more precise of two dates that agree; the first of two that do not."""
    if one and other and other.startswith(one):
        return other
    return one or other
