"""WORKS_FOR claims: one for each person, employer and document, with every post told."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from loaders.claims import posts_en, posts_zh
from loaders.claims.addressed_zh import addressed
from loaders.claims.heads_zh import heads
from loaders.claims.post_zh import Before
from loaders.claims.scene import CITY, Draft, Outline, Scene, is_committee, without_spaces

_MAYOR = re.compile(r"市长$|\bmayor\b", re.IGNORECASE)

_NEAR = 20
"""Sentences in which a mayor's city is sought."""


def posts(scene: Scene) -> Iterator[Draft]:
    """One claim for each post that a document tells of a person, the surest sentence first."""
    best: dict[tuple[int, int, str | None, bool], Draft] = {}
    above: Outline | None = None
    topic = scene.topic
    about = None if topic is None else (topic, scene.label(topic))
    before = Before(topic=about, own=scene.own, company=scene.company)
    for outline, head in zip(scene.outlines, heads(scene.outlines), strict=True):
        if outline.sentence.chinese:
            one = head.bodies[0] if head and len(head.bodies) == 1 else None
            before = before._replace(head=None if one is None else (one, scene.label(one)))
            if (host := scene.hosts.get(outline.number, scene.own)) is not None:
                before = before.naming([(scene.label(host), host)])
            clear = without_spaces(outline)
            found = list(posts_zh.posts(clear, before))
            before = posts_zh.left_over(clear, before, found)
            found += addressed(scene.outlines, outline.number)
        else:
            found = list(posts_en.posts(outline))
            found += posts_en.signed_off(above, outline) if above else ()
        above = outline
        for post in found:
            mayor = _MAYOR.search(post.title or "")
            employer = _city_of(scene, post.employer, outline.number) if mayor else post.employer
            key = (post.person, employer, (post.title or "").casefold() or None, post.former)
            draft = Draft(
                "WORKS_FOR",
                post.person,
                employer,
                outline.number,
                post.confidence,
                title=post.title,
                former=post.former,
                told=(outline.number, outline.number) if scene.is_implied(outline, employer) else None,
            )
            if key not in best or best[key].confidence < draft.confidence:
                best[key] = draft
    titled = {(person, employer) for person, employer, title, _ in best if title}
    yield from (draft for key, draft in best.items() if key[2] or key[:2] not in titled)


def _city_of(scene: Scene, employer: int, number: int) -> int:
    """The city at which a mayor holds the post: that in the office's name; of a committee, the one told of most."""
    names = scene.clusters[employer].names
    found = (
        city
        for name, city in scene.cities.items()
        if len(name) > 1 and any(n.startswith(name) for n in names)
    )
    city = next(found, None)
    if city is not None or not is_committee(names):
        return employer if city is None else city
    near = scene.outlines[max(0, number - _NEAR) : number + 1]
    told = Counter(city for outline in near for city in outline.clusters(CITY))
    return told.most_common(1)[0][0] if told else employer
