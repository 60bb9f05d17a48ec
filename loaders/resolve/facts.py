"""From clusters and drafts to the facts of one document: names, ids, quotes, offsets."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

from graph.facts import Claim, Document, Entity, Facts
from graph.facts import Mention as FactMention
from graph.model import CLAIM_TYPE_BY_NAME
from graph.names.fold import fold, simplify
from graph.names.gazetteer import surnames
from graph.names.pinyin import has_han, is_han, person
from graph.names.slug import entity_id, person_id
from loaders.claims.scene import Draft, Scene
from loaders.claims.speech import speakers
from loaders.mentions.lexicon import kinds
from loaders.resolve.cluster import Cluster

EXTRACTOR = "rules"
_ORDINAL = re.compile("^(?:首届|第.{1,4}?届|(?:19|20)\\d\\d年?)(?=.{4})")
_BYLINE = re.compile(
    r"(?:记者|编辑|责编|责任编辑|摄影|摄|制图|统筹|作者|撰文|文/|图/|校对|通讯员|"
    r"\b[Rr]eporter|\b[Ee]ditor|(?<=\n)By|[Pp]hoto(?:graph)?(?: by)?|[Ww]ritten by)\s?[:：|]?\s?$"
)


def facts(scene: Scene, drafts: Sequence[Draft], document: Document) -> Facts:
    """The facts that a document states.

    Drafts whose ends are dropped, or are of a kind that the model does not let them have, are dropped too.
    """
    labels = kept_labels(scene, drafts)
    kept = [draft for draft in drafts if _fits(draft, labels)]
    ids = _ids(scene, labels, kept)
    entities = [_entity(scene, number, ids[number], labels[number]) for number in sorted(ids)]
    return Facts(
        document=document,
        entities=tuple(_united(entities)),
        claims=tuple(
            sorted(
                _claims(scene, kept, ids),
                key=lambda claim: (claim.start, claim.type, claim.source, claim.target),
            )
        ),
    )


def kept_labels(scene: Scene, drafts: Sequence[Draft]) -> dict[int, str]:
    """The label of every cluster worth keeping; what nobody knows is a company if it signs or employs."""
    acting = {draft.target for draft in drafts if draft.type == "WORKS_FOR"}
    acting |= {end for draft in drafts if draft.type == "SIGNED_WITH" for end in (draft.source, draft.target)}
    acting |= {draft.source for draft in drafts if draft.type == "LOCATED_IN" and draft.confidence > 0.7}
    acting |= {end for draft in drafts if draft.type == "PART_OF" for end in (draft.source, draft.target)}
    people = {draft.source for draft in drafts} | {
        person for outline in scene.outlines for person in speakers(outline)
    }
    labels: dict[int, str] = {}
    for number, cluster in enumerate(scene.clusters):
        if cluster.label == "Unknown":
            if number in acting or _repeated_trade(cluster):
                labels[number] = "Company"
        elif cluster.label != "Executive" or (
            (number in people or _full_name(cluster)) and not _writes(scene, cluster)
        ):
            labels[number] = cluster.label
    return labels


def _repeated_trade(cluster: Cluster) -> bool:
    """Whether it is named again and again, with a company's trade at its end: Siemens Energy."""
    return len(cluster.mentions) > 1 and any(
        " " in name and kinds().label_en(name) == "Company" for name in cluster.names
    )


def _full_name(cluster: Cluster) -> bool:
    """Whether it is called by a person's full name; two Chinese characters are as often a word."""
    return any(
        " " in name or "·" in name or (len(name) > 2 and name[0] in surnames()) for name in cluster.names
    )


def _writes(scene: Scene, cluster: Cluster) -> bool:
    """Whether the person is the document's own reporter, editor or photographer."""
    plain = scene.document.plain
    return any(
        _BYLINE.search(plain[max(0, mention.start - 16) : mention.start]) for mention in cluster.mentions
    )


def _fits(draft: Draft, labels: Mapping[int, str]) -> bool:
    kind = CLAIM_TYPE_BY_NAME[draft.type]
    return (
        draft.source != draft.target
        and labels.get(draft.source) in kind.sources
        and labels.get(draft.target) in kind.targets
    )


def _ids(scene: Scene, labels: Mapping[int, str], drafts: Sequence[Draft]) -> dict[int, str]:
    """A local id for every cluster: the lists' own, else by its fullest name; a person's with the employer."""
    ids: dict[int, str] = {}
    for number, label in labels.items():
        cluster = scene.clusters[number]
        if cluster.known:
            ids[number] = cluster.known.id
        elif label != "Executive":
            ids[number] = entity_id(label, _fullest(cluster.names))
    employed: dict[int, Counter[str]] = defaultdict(Counter)
    for draft in drafts:
        if draft.type == "WORKS_FOR" and not draft.former:
            employed[draft.source][ids[draft.target]] += 1
    for number, label in labels.items():
        if label == "Executive" and number not in ids:
            employers = employed[number]
            employer = min(employers, key=lambda id_: (-employers[id_], id_), default=None)
            ids[number] = person_id(_fullest(scene.clusters[number].names), employer)
    return ids


def _fullest(names: Counter[str]) -> str:
    """The longest name, a Chinese one before others; among equals the most frequent, then the smallest."""
    return min(names, key=lambda name: (not has_han(name), -len(name), -names[name], name))


def _entity(scene: Scene, number: int, id_: str, label: str) -> Entity:
    cluster, document = scene.clusters[number], scene.document
    written: Counter[str] = Counter()
    mentions = []
    for mention in sorted(cluster.mentions):
        start, end = document.source_span(mention.start, mention.end)
        text = document.quote(mention.start, mention.end)
        mentions.append(FactMention(start=start, end=end, text=text))
        written[" ".join(text.split()) if not has_han(text) else re.sub(r"\s+", "", text)] += 1
    own = min(written, key=lambda name: (-written[name], -len(name), name))
    name_zh, name_en = _both(cluster, label, written)
    known = cluster.known
    name = own if known is None else (name_zh if has_han(own) else name_en) or known.name
    if label == "Event":
        written.update(dict.fromkeys((_ORDINAL.sub("", name) for name in set(written)), 0))
    forms = {*written, *(known.all_names() if known else ()), *(n for n in (name_zh, name_en) if n)}
    return Entity(
        id=id_,
        label=label,
        name=name,
        name_zh=name_zh,
        name_en=name_en,
        aliases=tuple(sorted(forms - {name, name_zh, name_en}))
        if known is None
        else tuple(sorted(set(written) - {name})),
        external_ids=dict(known.external_ids) if known else {},
        mentions=tuple(mentions),
    )


def _both(cluster: Cluster, label: str, written: Counter[str]) -> tuple[str | None, str | None]:
    """The name in Chinese (Simplified) and in English, as far as lists, text or pinyin tell them."""
    known = cluster.known
    if known is not None:
        return known.name_zh, known.name_en
    chinese = [name for name in written if has_han(name)]
    latin = [name for name in written if not has_han(name)]
    best = [
        min(names, key=lambda name: (-written[name], -len(name), name)) if names else None
        for names in (chinese, latin)
    ]
    name_zh = simplify(best[0]) if best[0] else None
    name_en = best[1]
    if label == "Executive" and name_zh and name_en is None and is_han(name_zh):
        name_en = person(name_zh)
    return name_zh, name_en


def _united(entities: Sequence[Entity]) -> list[Entity]:
    """Entities that came out with one id are one: their names and mentions together."""
    by_id: dict[str, Entity] = {}
    for entity in entities:
        other = by_id.get(entity.id)
        if other is None:
            by_id[entity.id] = entity
            continue
        names = {*other.aliases, *entity.aliases, entity.name} - {other.name}
        mentions = tuple(sorted((*other.mentions, *entity.mentions), key=lambda mention: mention.start))
        by_id[entity.id] = other.model_copy(update={"aliases": tuple(sorted(names)), "mentions": mentions})
    return list(by_id.values())


def _claims(scene: Scene, drafts: Sequence[Draft], ids: Mapping[int, str]) -> list[Claim]:
    found: dict[tuple[object, ...], Claim] = {}
    strength: dict[tuple[object, ...], float] = {}
    for draft in drafts:
        source, target = ids[draft.source], ids[draft.target]
        if source == target:
            continue
        if CLAIM_TYPE_BY_NAME[draft.type].symmetric:
            source, target = sorted((source, target))
        told = scene.document.evidence(draft.sentence, draft.told)
        start, end = scene.document.source_span(*told)
        claim = Claim(
            type=draft.type,
            source=source,
            target=target,
            date=draft.date,
            place=ids.get(draft.place) if draft.place is not None else None,
            title=draft.title,
            topic=draft.topic,
            former=draft.former,
            quote=scene.document.quote(*told),
            start=start,
            end=end,
            confidence=round(draft.confidence, 2),
            extractor=EXTRACTOR,
        )
        key = (draft.type, source, target, fold(draft.title or ""), draft.former)
        if key not in found or strength[key] < draft.confidence:
            found[key], strength[key] = claim, draft.confidence
    return list(found.values())
