"""What RDF states about one document, as its facts again."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from graph.errors import FactsError
from graph.facts import Facts, read_facts
from graph.model import (
    CLAIM_PROPERTIES,
    CLAIM_TYPES,
    DOCUMENT,
    DOCUMENT_PROPERTIES,
    LABEL_BY_KEY,
    LOCAL_PROPERTIES,
)
from graph.rdf.terms import CLAIM_TERMS, PROPERTY_TERMS, RELATIONSHIP_TERMS, VALUES, Terms
from graph.spool import Packed, Spooled, Statements, spooled, unpacked

__all__ = ["DocumentReader", "read_documents"]

Values = Mapping[str, list[str]]
"""The objects of a subject by predicate."""

_SPAN = ("oa:start", "oa:end", "oa:exact")
_IN_SPAN = ("quote", "start", "end", "document")


class DocumentReader:
    """Reads facts from what is stated under one base."""

    def __init__(self, terms: Terms) -> None:
        self._terms = terms
        term = terms.term
        self._type = term("rdf:type")
        self._relations = {term(RELATIONSHIP_TERMS[name]): name for name in RELATIONSHIP_TERMS}
        self._kinds = {term(RELATIONSHIP_TERMS[kind.name]): kind.name for kind in CLAIM_TYPES}
        self._past = {kind.name: kind.past or kind.name for kind in CLAIM_TYPES}
        self._of_document = {
            one.name: term(PROPERTY_TERMS[one.name]) for one in DOCUMENT_PROPERTIES if one.name != "id"
        }
        self._of_claim = {
            term(CLAIM_TERMS[one.name]): one.name for one in CLAIM_PROPERTIES if one.name not in _IN_SPAN
        }
        self._local, *own = (term(CLAIM_TERMS[one.name]) for one in LOCAL_PROPERTIES)
        self._own = dict(zip(own, ("source", "target", "place"), strict=True))
        self._rejected = term("pg:rejected")
        self._start, self._end, self._exact = map(term, _SPAN)
        self._selector, self._source = term("oa:hasSelector"), term("oa:hasSource")
        self._entity, self._mentions = term("pg:entity"), term("pg:mentions")
        self._names = {name: term(PROPERTY_TERMS[name]) for name in ("name", "name_zh", "name_en")}
        self._aliases, self._external = term(PROPERTY_TERMS["aliases"]), term(PROPERTY_TERMS["external_ids"])
        self._ends = tuple(term(f"rdf:{name}") for name in ("subject", "predicate", "object"))
        mention = {
            self._entity,
            self._source,
            self._selector,
            *self._names.values(),
            self._aliases,
            self._external,
            self._local,
        }
        selector = {self._start, self._end, self._exact}
        self._known = {
            term(f"pg:{DOCUMENT}"): {self._mentions, *self._of_document.values()},
            term("prov:Bundle"): {term("prov:wasDerivedFrom")},
            term("pg:Mention"): mention,
            term("pg:Claim"): {
                *self._ends,
                *(self._source, self._selector, self._rejected),
                *self._of_claim,
                *self._own,
            },
            term("oa:TextPositionSelector"): selector,
            term("oa:TextQuoteSelector"): selector,
        }
        for predicates in self._known.values():
            predicates.add(self._type)
        self._claim_type, self._mention_type = term("pg:Claim"), term("pg:Mention")

    def read(self, iri: str, statements: Statements) -> tuple[Facts, str]:
        """Return a document's facts and the fingerprint that was recorded for it.

        Raises FactsError, which names the subject, for the first thing that is wrong.
        """
        id_ = self._terms.document_id(iri)
        if id_ is None:
            raise FactsError(f"<{iri}>", f"is no document under {self._terms.base}")
        subjects = {subject: _by_predicate(said) for subject, said in statements.items()}
        direct: set[tuple[str, str, str]] = set()
        stated: set[tuple[str, str, str]] = set()
        named: set[str] = set()
        claims, mentions = [], []
        for subject, values in subjects.items():
            if subject.startswith(self._terms.entities):
                direct |= {(subject, predicate, value) for predicate in values for value in values[predicate]}
                continue
            kinds = self._check(subject, values)
            if self._claim_type in kinds:
                claims.append(self._claim(subject, values, subjects))
                stated.add(self._triple(claims[-1], values))
            elif self._mention_type in kinds:
                mentions.append(self._mention(subject, values, subjects))
                named.update(values[self._entity])
        for subject, predicate, value in sorted(direct - stated):
            if predicate in self._relations:
                raise FactsError(f"<{subject}>", f"{predicate} <{value}> has no claim in {iri} that says so")
        about = subjects.get(iri, {})
        for entity in about.get(self._mentions, ()):
            if entity not in named:
                raise FactsError(f"<{iri}>", f"mentions <{entity}>, but no pg:Mention says how")
        document = self._document(iri, id_, about)
        fingerprint = document.pop("fingerprint", None)
        facts = read_facts({"document": document, "entities": mentions, "claims": claims}, f"<{iri}>")
        return facts, fingerprint or facts.fingerprint()

    def _check(self, subject: str, values: Values) -> list[str]:
        """Return a subject's classes. Raises FactsError if it has none of ours, or a predicate that it cannot have."""
        kinds = [kind for kind in values.get(self._type, ()) if kind in self._known]
        if not kinds:
            raise FactsError(f"<{subject}>", "has no rdf:type that is read here")
        known = self._known[kinds[0]].union(*(self._known[kind] for kind in kinds[1:]))
        if not known.issuperset(values):
            predicate = next(one for one in values if one not in known)
            raise FactsError(f"<{subject}>", f"{predicate} is no predicate that is read here")
        return kinds

    def _document(self, iri: str, id_: str, values: Values) -> dict[str, Any]:
        if not values.get(self._type):
            raise FactsError(f"<{iri}>", "is stated about, but not described as a document")
        found: dict[str, Any] = {"id": id_}
        for name, predicate in self._of_document.items():
            if name != "name" and (value := _optional(iri, predicate, values)) is not None:
                found[name] = _of_kind(iri, VALUES.get(name), value)
        first = found.pop("same_text_as", None)  # it follows from the signatures of what is loaded
        if first is not None and self._terms.document_id(first) is None:
            raise FactsError(f"<{iri}>", f"<{first}> is no document under {self._terms.base}")
        return found

    def _mention(self, subject: str, values: Values, subjects: Mapping[str, Values]) -> dict[str, Any]:
        node = _one(subject, self._entity, values)
        id_ = self._id(subject, _optional(subject, self._local, values) or node)
        places = [self._span(subject, place, subjects) for place in values.get(self._selector, ())]
        return {
            "id": id_,
            "label": LABEL_BY_KEY[id_.partition("/")[0]].name,
            **{name: _optional(subject, predicate, values) for name, predicate in self._names.items()},
            "aliases": sorted(values.get(self._aliases, ())),
            "external_ids": dict(_pair(subject, value) for value in values.get(self._external, ())),
            "mentions": [{"start": start, "end": end, "text": text} for start, end, text in sorted(places)],
        }

    def _claim(self, subject: str, values: Values, subjects: Mapping[str, Values]) -> dict[str, Any]:
        source, predicate, target = (_one(subject, end, values) for end in self._ends)
        if predicate not in self._kinds:
            raise FactsError(f"<{subject}>", f"<{predicate}> is no type of claim")
        start, end, quote = self._span(subject, _one(subject, self._selector, values), subjects)
        found: dict[str, Any] = {
            "type": self._kinds[predicate],
            "source": self._id(subject, source),
            "target": self._id(subject, target),
            "quote": quote,
            "start": start,
            "end": end,
        }
        for term in values.keys() & self._of_claim.keys():
            name, value = self._of_claim[term], _one(subject, term, values)
            if name == "place":
                found[name] = self._id(subject, value)
            else:
                found[name] = _of_kind(subject, VALUES.get(name), value)
        for term in values.keys() & self._own.keys():
            found[self._own[term]] = self._id(subject, _one(subject, term, values))
        return found

    def _span(self, subject: str, place: str, subjects: Mapping[str, Values]) -> tuple[int, int, str]:
        if place not in subjects:
            raise FactsError(f"<{subject}>", f"its selector <{place}> is not described")
        values = subjects[place]
        start, end = (
            _number(place, _one(place, predicate, values)) for predicate in (self._start, self._end)
        )
        return start, end, _one(place, self._exact, values)

    def _triple(self, claim: dict[str, Any], values: Values) -> tuple[str, str, str]:
        """Return the direct triple that a claim stands for, between the nodes that it names."""
        kind = self._past[claim["type"]] if claim.get("former") else claim["type"]
        source, _, target = (values[end][0] for end in self._ends)
        return source, self._terms.term(RELATIONSHIP_TERMS[kind]), target

    def _id(self, subject: str, iri: str) -> str:
        id_ = self._terms.entity_id(iri)
        if id_ is None:
            raise FactsError(f"<{subject}>", f"<{iri}> is no entity under {self._terms.base}")
        return id_


def read_documents(documents: Iterable[Packed], base: str) -> list[tuple[str, Spooled | FactsError]]:
    """Return for each document's IRI how it waits in a spool, or what is wrong with it."""
    reader = DocumentReader(Terms(base))
    found: list[tuple[str, Spooled | FactsError]] = []
    for iri, runs in documents:
        try:
            found.append((iri, spooled(*reader.read(iri, unpacked(runs)))))
        except FactsError as error:
            found.append((iri, error))
    return found


def _by_predicate(said: Iterable[tuple[str, str]]) -> dict[str, list[str]]:
    values: dict[str, list[str]] = defaultdict(list)
    for predicate, value in said:
        values[predicate].append(value)
    return values


def _one(subject: str, predicate: str, values: Values) -> str:
    found = _optional(subject, predicate, values)
    if found is None:
        raise FactsError(f"<{subject}>", f"has no {predicate}")
    return found


def _optional(subject: str, predicate: str, values: Values) -> str | None:
    found = values.get(predicate, ())
    if len(found) > 1:
        raise FactsError(f"<{subject}>", f"has {len(found)} values of {predicate}, where one can be")
    return found[0] if found else None


def _of_kind(subject: str, kind: str | None, value: str) -> str | float | bool:
    if kind == "truth":
        return value in ("true", "1")
    if kind == "number":
        return _number(subject, value)
    return _real(subject, value) if kind == "real" else value


def _number(subject: str, value: str) -> int:
    try:
        return int(value)
    except ValueError:
        raise FactsError(f"<{subject}>", f"{value[:40]!r} is no whole number") from None


def _real(subject: str, value: str) -> float:
    try:
        return float(value)
    except ValueError:
        raise FactsError(f"<{subject}>", f"{value[:40]!r} is no number") from None


def _pair(subject: str, value: str) -> tuple[str, str]:
    scheme, colon, identifier = value.partition(":")
    if not colon:
        raise FactsError(
            f"<{subject}>", f"{value[:40]!r} is no identifier elsewhere: it has no scheme and colon"
        )
    return scheme, identifier
