"""Every claim that the rules find."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from loaders.claims.anaphora_en import resolved
from loaders.claims.details import Details
from loaders.claims.focus_en import Focus
from loaders.claims.particulars import particulars
from loaders.claims.places import parts, places
from loaders.claims.posts import posts
from loaders.claims.scene import Draft, Scene
from loaders.claims.signings import signings
from loaders.claims.speech import speeches


def resolved_scene(scene: Scene) -> tuple[Scene, Sequence[Focus]]:
    """The scene with what stands for a name drawn as its sign, and what each sentence is about."""
    if not scene.outlines:
        return scene, ()
    outlines, foci = zip(*resolved(scene), strict=True)
    return replace(scene, outlines=outlines), foci


def rule_claims(details: Details, foci: Sequence[Focus]) -> Iterator[Draft]:
    """People first, then events, places and owners, then signings; their strength orders the rules of one type."""
    programme = details.programme
    held = list(posts(programme.scene))
    yield from held
    yield from particulars(details.records)
    yield from speeches(programme)
    yield from places(programme)
    yield from parts(programme.scene)
    yield from signings(details, foci, held)
