"""What RDF says of entities, documents, mentions and claims, in whatever notation a format writes terms.

- An entity has its class, its names (``rdfs:label`` what people read, ``skos:prefLabel`` in each language,
  ``skos:altLabel`` the others) and its identifiers elsewhere.
- A claim is a direct triple and a statement resource, which holds the document (``oa:hasSource``), the place in it and
  the quote (``oa:hasSelector``), confidence, date and what else the claim has.
- What a document calls an entity is a resource too, with a selector for every place.

Everything is in an order that depends on the graph alone.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter
from typing import Any, Protocol

from graph.model import CLAIM_TYPES, DOCUMENT, DOCUMENT_PROPERTIES
from graph.pages import CLAIM_FIELDS, Document, Row
from graph.rdf.literals import language_of, well_formed
from graph.rdf.terms import (
    CLAIM_TERMS,
    PROPERTY_TERMS,
    RELATIONSHIP_TERMS,
    VALUES,
    Terms,
    claim_key,
    wikidata,
)

__all__ = ["Described", "Descriptions", "Notation", "Pairs", "Subject", "keyed"]

Pairs = list[tuple[str, str]]
"""Predicates and objects."""

Subject = tuple[str, Pairs]

Place = tuple[str, int, int, str]
"""Where a document names an entity: the place's IRI, start, end, text."""

ALWAYS = 7
"""Fields that every claim has: where it stands, what it relates, quote and confidence."""

_OWN_SOURCE, _OWN_TARGET = CLAIM_FIELDS.index("local_source"), CLAIM_FIELDS.index("local_target")
_FORMER = CLAIM_FIELDS.index("former")


class Notation(Protocol):
    """How a format writes terms. What ``subject`` and ``predicate`` give is written as such only."""

    def subject(self, iri: str) -> str:
        """An IRI as a subject."""

    def predicate(self, term: str) -> str:
        """A prefixed name as a predicate."""

    def term(self, term: str) -> str:
        """A prefixed name as an object."""

    def iri(self, iri: str) -> str:
        """An IRI as an object."""

    def entity(self, id_: str) -> str:
        """An entity as an object."""

    def document(self, id_: str) -> str:
        """A document as an object."""

    def text(self, value: str) -> str:
        """A text in no language."""

    def tagged(self, value: str, language: str | None) -> str:
        """A text in a language."""

    def name(self, value: str) -> str:
        """A text in the language that its characters tell."""

    def dated(self, value: str) -> str:
        """A date, as precise as it is."""

    def number(self, value: int) -> str:
        """A whole number."""

    def real(self, value: float) -> str:
        """A double."""

    def truth(self, value: bool) -> str:
        """Whether."""


@dataclass(slots=True)
class Described:
    """A document: what is known of it, whom it mentions, direct triples by subject, mentions and claims."""

    iri: str
    document: Pairs
    mentions: Pairs
    direct: list[Subject]
    said: list[Subject]


class Descriptions:
    """Describes what stands in pages."""

    def __init__(self, terms: Terms, notation: Notation) -> None:
        self._terms = terms
        self._notation = notation
        predicate = notation.predicate
        self.type = predicate("rdf:type")
        self._label = predicate("rdfs:label")
        self._preferred, self._other = predicate("skos:prefLabel"), predicate("skos:altLabel")
        self._external, self._match = predicate("pg:externalId"), predicate("skos:exactMatch")
        self._mentions, self._entity_of = predicate("pg:mentions"), predicate("pg:entity")
        self._local = predicate("pg:local")
        self._position, self._judges = predicate("pg:position"), predicate("pg:judges")
        self._zh, self._en = predicate("pg:nameZh"), predicate("pg:nameEn")
        self._source, self._selector = predicate("oa:hasSource"), predicate("oa:hasSelector")
        self._start, self._end = predicate("oa:start"), predicate("oa:end")
        self._exact = predicate("oa:exact")
        self._ends = tuple(predicate(f"rdf:{name}") for name in ("subject", "predicate", "object"))
        self._confidence = predicate("pg:confidence")
        self._direct = {name: predicate(term) for name, term in RELATIONSHIP_TERMS.items()}
        self._past = {
            kind.name: predicate(RELATIONSHIP_TERMS[kind.past or kind.name]) for kind in CLAIM_TYPES
        }
        self._kinds = {name: notation.term(term) for name, term in RELATIONSHIP_TERMS.items()}
        self._claim_type = (self.type, notation.term("pg:Claim"))
        self._mention_type = (self.type, notation.term("pg:Mention"))
        self._document_type = (self.type, notation.term(f"pg:{DOCUMENT}"))
        self._selectors = [
            (self.type, notation.term(f"oa:Text{kind}Selector")) for kind in ("Position", "Quote")
        ]
        self._of_document = [
            (known.name, predicate(PROPERTY_TERMS[known.name]), self._writes(known.name))
            for known in DOCUMENT_PROPERTIES
            if known.name != "id"
        ]
        self._optional = [
            (predicate(CLAIM_TERMS[name]), self._writes(name)) for name in CLAIM_FIELDS[ALWAYS:]
        ]

    def entity(self, label: str, row: Row) -> Subject:
        """Describe an entity; ``row`` is as in ENTITY_FIELDS, with its direct relationships if they are there."""
        notation = self._notation
        id_, name, name_zh, name_en, aliases, external_ids, *direct = row
        pairs = [(self.type, notation.term(f"pg:{label}")), (self._label, notation.name(name))]
        preferred = [found for found in (name_zh, name_en) if found]
        if len(preferred) == 2 and language_of(preferred[0]) == language_of(preferred[1]):
            preferred.pop()  # a thing has one preferred label in a language; the other is still a label of it
        pairs += [(self._preferred, notation.name(found)) for found in preferred]
        others = set(aliases or ()).difference(preferred)
        pairs += [(self._other, notation.name(found)) for found in sorted(others)]
        for external in external_ids or ():
            pairs.append((self._external, notation.text(external)))
            if (match := wikidata(external)) is not None:
                pairs.append((self._match, notation.iri(match)))
        related = (
            (kind, former, to) for kind, former, ids in (direct[0] if direct else ()) if kind for to in ids
        )
        pairs += sorted({(self._relation(kind, former), notation.entity(to)) for kind, former, to in related})
        return notation.subject(self._terms.entity(id_)), pairs

    def judgements(self, lines: Sequence[str]) -> list[Subject]:
        """Describe what people judged, in their order; the later counts where two contradict each other."""
        notation = self._notation
        return [
            (
                notation.subject(self._terms.judgement(number)),
                [
                    (self.type, notation.term("pg:Judgement")),
                    (self._position, notation.number(number)),
                    (self._judges, notation.text(line)),
                ],
            )
            for number, line in enumerate(lines, 1)
        ]

    def document(self, document: Document) -> Described:
        """Describe a document and everything that it says."""
        found = self.about(document)
        for mention in document.mentions:
            self._describe_mention(found.iri, mention, found.said)
        language = well_formed(document.properties.get("language"))
        self.claims(found.iri, language, document.claims, found.said)
        return found

    def about(self, document: Document) -> Described:
        """Describe a document without its mentions and statements."""
        notation, properties = self._notation, document.properties
        iri = self._terms.document(properties["id"])
        known = [self._document_type]
        known += [
            (predicate, write(properties[name]))
            for name, predicate, write in self._of_document
            if properties.get(name) is not None
        ]
        entities = dict.fromkeys(mention[0] for mention in document.mentions)
        mentions = [(self._mentions, notation.entity(entity)) for entity in entities]
        return Described(iri, known, mentions, self._direct_triples(document.claims), [])

    def claims(self, document: str, language: str | None, claims: Sequence[Row], said: list[Subject]) -> None:
        """Append the statements that a document, given by its IRI, makes, each with its evidence."""
        notation, optional = self._notation, self._optional
        subject, entity, tagged = notation.subject, notation.entity, notation.tagged
        source = (self._source, notation.iri(document))
        of, by, to = self._ends
        for key, (start, end, kind, first, second, quote, confidence, *rest) in keyed(claims):
            evidence = f"{document}#quote-{key}"
            pairs = [
                self._claim_type,
                (of, entity(first)),
                (by, self._kinds[kind]),
                (to, entity(second)),
                source,
                (self._selector, notation.iri(evidence)),
                (self._confidence, notation.real(confidence)),
            ]
            pairs += [
                (predicate, write(value))
                for (predicate, write), value in zip(optional, rest, strict=True)
                if value is not None and value is not False
            ]
            said.append((subject(f"{document}#claim-{key}"), pairs))
            exact = tagged(quote, language or language_of(quote))
            said.append((subject(evidence), self._span(start, end, exact)))

    def _describe_mention(self, document: str, mention: Row, said: list[Subject]) -> None:
        notation = self._notation
        subject, pairs, places = self._mention(document, mention)
        selectors = [(self._selector, notation.iri(place)) for place, *_ in places]
        said.append((subject, [self._mention_type, *pairs, *selectors]))
        said += [
            (notation.subject(place), self._span(start, end, notation.name(text)))
            for place, start, end, text in places
        ]

    def _mention(self, document: str, mention: Row) -> tuple[str, Pairs, list[Place]]:
        """Return what a document says of an entity: the subject, what it calls it, the places where it does."""
        notation = self._notation
        node, local, name, name_zh, name_en, aliases, external_ids, starts, ends, texts = mention
        id_ = local or node
        pairs = [
            (self._entity_of, notation.entity(node)),
            (self._source, notation.iri(document)),
            (self._label, notation.name(name)),
        ]
        if local:
            pairs.append((self._local, notation.entity(local)))
        if name_zh is not None:
            pairs.append((self._zh, notation.name(name_zh)))
        if name_en is not None:
            pairs.append((self._en, notation.name(name_en)))
        pairs += [(self._other, notation.name(alias)) for alias in aliases or ()]
        pairs += [(self._external, notation.text(external)) for external in external_ids or ()]
        places = [
            (self._terms.mentioned(document, id_, where), start, end, text)
            for where, start, end, text in _spots(starts or (), ends or (), texts or ())
        ]
        return notation.subject(self._terms.mention(document, id_)), pairs, places

    def _span(self, start: int, end: int, exact: str) -> Pairs:
        number = self._notation.number
        return [
            *self._selectors,
            (self._start, number(start)),
            (self._end, number(end)),
            (self._exact, exact),
        ]

    def _direct_triples(self, claims: Iterable[Row]) -> list[Subject]:
        entity, subject = self._notation.entity, self._notation.subject
        past, direct = self._past, self._direct
        triples = {
            (claim[3], (past if claim[_FORMER] else direct)[claim[2]], entity(claim[4]))
            for claim in claims
            if not claim[-1]  # somebody rejected it: the statement says so, and it is no fact
        }
        return [
            (subject(self._terms.entity(id_)), [triple[1:] for triple in found])
            for id_, found in groupby(sorted(triples), itemgetter(0))
        ]

    def _relation(self, kind: str, former: bool | None) -> str:
        return self._past[kind] if former else self._direct[kind]

    def _writes(self, name: str) -> Callable[[Any], str]:
        """How the values of a property of documents and claims are written; all else is text in no language."""
        write: Callable[[Any], str] = getattr(self._notation, VALUES.get(name, "text"))
        return write


def keyed(claims: Sequence[Row]) -> Iterable[tuple[str, Row]]:
    """Claims, each with what tells it from the others of its document."""
    keys = [
        claim_key(
            claim[0], claim[1], claim[2], claim[_OWN_SOURCE] or claim[3], claim[_OWN_TARGET] or claim[4]
        )
        for claim in claims
    ]
    return zip(_told_apart(keys), claims, strict=True)


def _spots(
    starts: Sequence[int], ends: Sequence[int], texts: Sequence[str]
) -> Iterable[tuple[str, int, int, str]]:
    """Where a mention stands: what tells the place from the entity's others, start, end, text."""
    places = [f"{start}-{end}" for start, end in zip(starts, ends, strict=True)]
    return zip(_told_apart(places), starts, ends, texts, strict=True)


def _told_apart(keys: list[str]) -> list[str]:
    """Return keys of which no two are alike: to those met before it is added how often they were."""
    if len(set(keys)) == len(keys):
        return keys  # nearly always
    met: dict[str, int] = defaultdict(int)
    different = []
    for key in keys:
        met[key] += 1
        different.append(f"{key}-{met[key]}" if met[key] > 1 else key)
    return different
