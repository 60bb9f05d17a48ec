"""Claims: what a document says of the things that it names."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from loaders.claims.anaphora_en import resolved
from loaders.claims.occasion import Programme
from loaders.claims.places import parts, places
from loaders.claims.posts import posts
from loaders.claims.scene import Draft, Scene
from loaders.claims.signings import signings
from loaders.claims.speech import speeches


def claims(scene: Scene) -> Iterator[Draft]:
    """Every claim that the rules find, people first, then events, then signings."""
    outlines, foci = zip(*resolved(scene), strict=True) if scene.outlines else ((), ())
    scene = replace(scene, outlines=outlines)
    held = list(posts(scene))
    yield from held
    programme = Programme(scene)
    yield from speeches(programme)
    yield from places(programme)
    yield from parts(scene)
    yield from signings(programme, foci, held)
