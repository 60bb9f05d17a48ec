"""Names in RDF: the IRIs of entities, documents and what they say, and the vocabulary's, under one base.

An IRI is pure ASCII with everything but ``A-Za-z0-9/-._~:@`` percent-encoded, so it is the address that a browser or
an HTTP client sends. What a document says lies in fragments of the document's IRI.
"""

from __future__ import annotations

import re
from functools import lru_cache
from hashlib import blake2b
from urllib.parse import quote, unquote, urlsplit

from graph.errors import PactgraphError
from graph.model import CLAIM_TYPES, LABEL_BY_KEY

__all__ = [
    "CLAIM_TERMS",
    "DEFAULT_BASE",
    "PREFIXES",
    "PROPERTY_TERMS",
    "RELATIONSHIP_TERMS",
    "VALUES",
    "Terms",
    "check_base",
    "claim_key",
    "expand",
    "wikidata",
]

DEFAULT_BASE = "http://127.0.0.1:8000/"
"""Where ``pactgraph serve`` answers unless told otherwise, so that IRIs lead somewhere from the first minute."""

PREFIXES = {
    "foaf": "http://xmlns.com/foaf/0.1/",
    "oa": "http://www.w3.org/ns/oa#",
    "org": "http://www.w3.org/ns/org#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "prov": "http://www.w3.org/ns/prov#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "schema": "https://schema.org/",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
"""Vocabularies elsewhere; ours is ``pg``, under the base."""

PROPERTY_TERMS = {
    "name": "rdfs:label",
    "name_zh": "pg:nameZh",
    "name_en": "pg:nameEn",
    "aliases": "skos:altLabel",
    "external_ids": "pg:externalId",
    "path": "pg:path",
    "title": "pg:title",
    "published": "pg:published",
    "url": "pg:url",
    "language": "pg:language",
    "sha256": "pg:sha256",
    "length": "pg:length",
    "minhash": "pg:minhash",
    "same_text_as": "pg:sameTextAs",
    "given": "pg:given",
    "fingerprint": "pg:fingerprint",
    "document": "oa:hasSource",
    "quote": "oa:exact",
    "start": "oa:start",
    "end": "oa:end",
    "confidence": "pg:confidence",
    "extractor": "pg:extractor",
    "date": "pg:date",
    "place": "pg:place",
    "topic": "pg:topic",
    "former": "pg:former",
    "local": "pg:local",
    "local_source": "pg:localSource",
    "local_target": "pg:localTarget",
    "local_place": "pg:localPlace",
    "rejected": "pg:rejected",
}
"""The model's properties as prefixed names."""

CLAIM_TERMS = {**PROPERTY_TERMS, "title": "pg:post"}
"""Those of a claim, whose title is no document's."""

VALUES = {
    "name": "name",
    "name_zh": "name",
    "name_en": "name",
    "aliases": "name",
    "title": "name",
    "topic": "name",
    "quote": "name",
    "published": "dated",
    "date": "dated",
    "start": "number",
    "end": "number",
    "length": "number",
    "position": "number",
    "confidence": "real",
    "former": "truth",
    "given": "truth",
    "document": "iri",
    "same_text_as": "document",
    "place": "entity",
    "local": "entity",
    "local_source": "entity",
    "local_target": "entity",
    "local_place": "entity",
    "rejected": "truth",
}
"""What the values of a property are, by the method of a Notation that writes them; all others are ``text``."""


def _camel(name: str) -> str:
    first, *others = name.lower().split("_")
    return first + "".join(other.capitalize() for other in others)


RELATIONSHIP_TERMS = {
    name: f"pg:{_camel(name)}" for kind in CLAIM_TYPES for name in (kind.name, kind.past) if name
}
"""``SIGNED_WITH`` → ``pg:signedWith``."""

_SAFE = "/-._~:@"
_PLAIN = re.compile(f"[A-Za-z0-9{re.escape(_SAFE)}]*", re.ASCII)
_WIKIDATA = re.compile(r"wikidata:(Q[1-9][0-9]*)", re.ASCII)
_BASE = re.compile(r"https?://[A-Za-z0-9.\-:\[\]]+(/[A-Za-z0-9/\-._~%:@]*)?")


def check_base(base: str) -> str:
    """Return the base with a slash at its end. Raises PactgraphError if it is no address for IRIs."""
    if not _BASE.fullmatch(base) or not urlsplit(base).hostname:
        raise PactgraphError(
            f"{base!r} is no base for IRIs: it has to be an http or https address without query and fragment, "
            "such as https://example.org/pactgraph/"
        )
    return base if base.endswith("/") else f"{base}/"


def expand(name: str, vocabulary: str) -> str:
    """Return the IRI of a prefixed name; ``pg`` is the prefix of ``vocabulary``."""
    prefix, _, local = name.partition(":")
    return (vocabulary if prefix == "pg" else PREFIXES[prefix]) + local


def claim_key(start: int, end: int, kind: str, source: str, target: str) -> str:
    """Return what tells a claim from others of its document: what it says where, so that every export agrees."""
    key = f"{start} {end} {kind} {source} {target}"
    return blake2b(key.encode(), digest_size=8).hexdigest()


def wikidata(external: str) -> str | None:
    """Return the IRI of an identifier elsewhere that is Wikidata's."""
    found = _WIKIDATA.fullmatch(external)
    return f"http://www.wikidata.org/entity/{found[1]}" if found else None


def _quote(id_: str) -> str:
    return id_ if _PLAIN.fullmatch(id_) else quote(id_, safe=_SAFE)


_quoted = lru_cache(maxsize=1 << 15)(_quote)


class Terms:
    """The IRIs under one base, without angle brackets."""

    def __init__(self, base: str = DEFAULT_BASE) -> None:
        self.base = check_base(base)
        self.vocabulary = f"{self.base}ontology#"
        self.entities = f"{self.base}entities/"
        self.documents = f"{self.base}documents/"
        self.judgements = f"{self.base}judgements#"

    def term(self, name: str) -> str:
        """Return the IRI of a prefixed name."""
        return expand(name, self.vocabulary)

    def label(self, name: str) -> str:
        """Return the class of a label of the model."""
        return self.vocabulary + name

    def entity(self, id_: str) -> str:
        """Return an entity's IRI."""
        return self.entities + _quoted(id_)

    def document(self, id_: str) -> str:
        """Return a document's IRI."""
        return self.documents + _quote(id_)

    def facts(self, document: str) -> str:
        """Return the named graph of what a document, given by its IRI, says."""
        return f"{document}#facts"

    def mention(self, document: str, entity: str) -> str:
        """Return what a document, given by its IRI, calls the entity of this id."""
        return f"{document}#mention-{_quoted(entity)}"

    def mentioned(self, document: str, entity: str, place: str) -> str:
        """Return one place where a document, given by its IRI, names the entity of this id."""
        return f"{document}#text-{place}-{_quoted(entity)}"

    def judgement(self, number: int) -> str:
        """Return the judgement at this place in their order, which begins with 1."""
        return f"{self.judgements}{number}"

    def entity_id(self, iri: str) -> str | None:
        """Return the id that an entity's IRI means, None if it is none of ours."""
        id_ = self._id(iri, self.entities)
        return id_ if id_ and id_.partition("/")[0] in LABEL_BY_KEY and self.entity(id_) == iri else None

    def document_id(self, iri: str) -> str | None:
        """Return the id that a document's IRI means, None if it is none of ours."""
        id_ = self._id(iri, self.documents)
        return id_ if id_ and self.document(id_) == iri else None

    @staticmethod
    def _id(iri: str, begin: str) -> str | None:
        if not iri.startswith(begin):
            return None
        try:
            return unquote(iri[len(begin) :], errors="strict") or None
        except UnicodeDecodeError:
            return None
