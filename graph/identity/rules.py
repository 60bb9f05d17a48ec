"""Rules: which local ids may be one thing, how sure that is, and by what.

Pure, and symmetric in its input: nothing depends on the order of documents.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations, pairwise

from graph.identity.keys import is_id, is_sound
from graph.identity.local import Local
from graph.model import CENTER, EVENT, EXECUTIVE, ORGANIZATION
from graph.names.authority import Authority, Known
from graph.names.fold import fold
from graph.names.pinyin import has_han

SURE = 0.9
"""From this score a pair is merged before the others are looked at."""
ENOUGH = 0.75
"""Below this score a pair is only shown to people."""

_COMMON_KINDS = (CENTER.name, EVENT.name, ORGANIZATION.name)
"""Labels whose short names are shared by many: 联合实验室, the Ministry."""
_MOST_ALIKE = 8
"""So many things of one short name are namesakes; comparing each with each would take long and merge none."""


@dataclass(frozen=True, slots=True)
class Pair:
    """Two local ids that may be one thing.

    ``free`` are those of the two that must have no other candidate: a short name that could be either of two
    things is neither.
    """

    one: str
    other: str
    rule: str
    score: float
    because: str
    free: tuple[str, ...] = ()


def pairs(locals_: Mapping[str, Local], authority: Authority) -> list[Pair]:
    """Every pair that a rule proposes, the surest first, whatever the score."""
    found = {*_by_authority(locals_, authority), *_by_external_id(locals_)}
    by_key: dict[str, list[Local]] = defaultdict(list)
    for local in sorted(locals_.values(), key=lambda local: local.id):
        for key in local.keys:
            by_key[key].append(local)
    for key, sharing in by_key.items():
        if not (is_id(key) or is_sound(key)):
            continue
        if sharing[0].label == EXECUTIVE.name:
            found.update(_people(key, sharing))
        else:
            found.update(_bodies(key, sharing, locals_.get(key)))
    best: dict[tuple[str, str], Pair] = {}
    for pair in sorted(found, key=_order):
        best.setdefault((pair.one, pair.other), pair)
    return list(best.values())


def known_for(local: Local, authority: Authority) -> tuple[Known, str] | None:
    """What the authority says a local id is, and by what; None where it says nothing, or two things."""
    if local.id in authority.by_id:
        return None
    if known := authority.same_as(local.id):
        return known, "listed as the same"
    if local.given:
        return None
    for identifier in sorted(local.external_ids):
        if known := authority.identified(identifier, local.label):
            return known, identifier
    found = {
        known.id: (known, name)
        for name in sorted(local.called)
        if (known := authority.find(name, local.label))
    }
    return next(iter(found.values())) if len(found) == 1 else None


def _order(pair: Pair) -> tuple[float, str, str, str, str]:
    return -pair.score, pair.one, pair.other, pair.rule, pair.because


def _pair(one: Local, other: Local, rule: str, score: float, because: str, *free: Local) -> Pair:
    first, second = sorted((one.id, other.id))
    return Pair(first, second, rule, round(score, 2), because, tuple(sorted(local.id for local in free)))


def _by_authority(locals_: Mapping[str, Local], authority: Authority) -> Iterator[Pair]:
    for local in locals_.values():
        if said := known_for(local, authority):
            known, why = said
            yield Pair(min(known.id, local.id), max(known.id, local.id), "authority", 1.0, why)


def _by_external_id(locals_: Mapping[str, Local]) -> Iterator[Pair]:
    sharing: dict[tuple[str, str], list[Local]] = defaultdict(list)
    for local in locals_.values():
        if not local.given:
            for identifier in local.external_ids:
                sharing[local.label, identifier].append(local)
    for (_, identifier), found in sharing.items():
        for one, other in pairwise(sorted(found, key=lambda local: local.id)):
            yield _pair(one, other, "external id", 0.99, identifier)


def _bodies(key: str, sharing: list[Local], own: Local | None) -> Iterator[Pair]:
    """Pairs of bodies with a name in common; ``own`` is the one whose own id the key is."""
    if own is not None and not own.given and not is_sound(key):
        for other in sharing:
            if other is not own:
                yield _pair(own, other, "name", _of_name(own, other, key), other.named(key), own)
        return
    if len(sharing) > _MOST_ALIKE:
        return
    for one, other in combinations(sharing, 2):
        if not is_sound(key):
            name = one.named(key)
            score = _strength(name, one.label) if _complementary(one, other, name) else 0.5
            yield _pair(one, other, "alias", score, name, one, other)
        elif has_han(one.named(key)) != has_han(other.named(key)):
            score = 0.85 if len(_han(one, other, key)) > 3 else 0.78
            yield _pair(one, other, "pinyin", score, f"{one.named(key)} = {other.named(key)}", one, other)


def _han(one: Local, other: Local, key: str) -> str:
    return next(name for name in (one.named(key), other.named(key)) if has_han(name))


def _of_name(own: Local, other: Local, key: str) -> float:
    """How sure it is that one's only name, which is among the other's, means that other."""
    name = other.named(key)
    for longer in other.names:
        # A campus is not its university: 中国石油大学 and 中国石油大学（华东）. Nor is a year's forum every year's.
        if fold(longer) != fold(name) and re.match(re.escape(name) + r"\s?[（(]", longer):
            return 0.6
        if other.label == EVENT.name and re.findall(r"\d+", longer) != re.findall(r"\d+", name):
            return 0.6
    return _strength(name, own.label)


def _strength(name: str, label: str) -> float:
    """How seldom two things of this label share the name: longer names are rarer."""
    if has_han(name):
        length = len(fold(name))
        least = 4 if label in _COMMON_KINDS else 2
        return {-2: 0.5, -1: 0.6, 0: 0.78, 1: 0.85}.get(max(-2, min(length - least, 2)), 0.9)
    words = len(name.split())
    if words > 1:
        return 0.9 if words > 2 or label not in _COMMON_KINDS else 0.6
    letters = len(fold(name))
    return 0.6 if letters < 4 else 0.78 if letters < 6 else 0.85


def _complementary(one: Local, other: Local, shared: str) -> bool:
    """Whether the two differ in language alone: one has Chinese names, the other none, and they share a Latin one."""
    if has_han(shared):
        return False
    chinese = [any(map(has_han, local.names)) for local in (one, other)]
    first, second = (one, other) if chinese[0] else (other, one)
    # The Chinese one's other Latin names would be in the other's language, and are not its names.
    more = {fold(name) for name in first.names if not has_han(name)} - {fold(shared)}
    return chinese[0] != chinese[1] and not more & {fold(name) for name in second.names} and not more


def _people(key: str, sharing: list[Local]) -> Iterator[Pair]:
    """Pairs of people with a name in common, and something else."""
    name = key.partition("/")[2].replace("-", " ").title()
    for rule, score, what in (("employer", 0.95, _employers), ("event", 0.9, _events)):
        together: dict[str, list[Local]] = defaultdict(list)
        for local in sharing:
            for id_ in what(local):
                together[id_].append(local)
        for id_, found in together.items():
            for one, other in _agreeing(found):
                yield _pair(one, other, rule, score, f"{name}, {id_}")
    told = [local for local in sharing if local.employers]
    for bare in sharing:
        if not bare.employers:
            yield from _by_context(bare, told, name)


def _by_context(bare: Local, told: Iterable[Local], name: str) -> Iterator[Pair]:
    """A person without an employer is the namesake whose employer its own documents name."""
    for other in told:
        if other is bare or not _agree(bare, other):
            continue
        shared = bare.context & other.employers
        if shared:
            yield _pair(bare, other, "context", 0.82, f"{name}, {min(shared)}", bare)
        elif not bare.context & other.context:
            yield _pair(bare, other, "full name", 0.4, name, bare)
        else:
            yield _pair(bare, other, "full name", 0.6, f"{name}, {min(bare.context & other.context)}", bare)


def _agreeing(found: list[Local]) -> Iterator[tuple[Local, Local]]:
    """Pairs whose Chinese names do not differ; a chain where all agree, so that many cost no more than few."""
    if len({frozenset(_chinese(local)) for local in found}) == 1:
        yield from pairwise(found)
    elif len(found) <= _MOST_ALIKE * 4:
        yield from ((one, other) for one, other in combinations(found, 2) if _agree(one, other))


def _agree(one: Local, other: Local) -> bool:
    """Whether two names that sound alike could be written alike: 李颖 is not 李莹."""
    ours, theirs = _chinese(one), _chinese(other)
    return not ours or not theirs or bool(ours & theirs)


def _chinese(local: Local) -> set[str]:
    return {fold(name) for name in local.names if has_han(name) and len(name) > 1}


def _employers(local: Local) -> frozenset[str]:
    return local.employers


def _events(local: Local) -> frozenset[str]:
    return local.events
