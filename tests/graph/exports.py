"""Facts that are hard to export, and exports of a graph as text and as sets of statements."""

from __future__ import annotations

import warnings
from collections.abc import Iterable, Sequence
from typing import Any

import pyoxigraph
import rdflib
from rdflib.graph import DATASET_DEFAULT_GRAPH_ID

from graph.canonical import Naming
from graph.engines.bolt import Graph
from graph.facts import Facts
from graph.formats import FORMATS, export, whole
from graph.minhash import group
from graph.pages import CLAIM_FIELDS, ENTITY_FIELDS, MENTION_FIELDS, Document, Pages, Row
from graph.rdf.terms import Terms
from graph.rows import rows_of
from tests.graph.samples import claim, entity, facts
from tests.graph.test_minhash import article, signed

TERMS = Terms("https://example.org/pact/")
NASTY = 'say "yes" \\ and\\n\n\r\t\b\f\x00\x1f\x7f\u0085\u2028<&>]]>{}|^`\ufffe😀𠮷 𝒳 é e\u0301 \u200f'
"""Every kind of character that some format must escape."""

REPRINTED = signed(article(1))
"""The signature of a text that two documents have."""

Statements = frozenset[tuple[str, ...]]


def hard() -> list[Facts]:
    """Return documents with nasty texts, odd ids, claims alike in all but one thing, past posts, all precisions.

    One of them is a reprint of another.
    """
    signed: dict[str, Any] = {"quote": "华为与山东大学签约。", "confidence": 0.1 + 0.2}
    return [
        facts(
            "a b/ü#1?x=%41.txt",
            entity("company/huawei", "Huawei", "华为", "华为", name_zh="华为", name_en="Huawei", aliases=(NASTY,)),
            entity("company/a b/<c>", NASTY, NASTY, external_ids={"wikidata": "Q160120", "x": NASTY}),
            entity("executive/徐直军", "徐直軍", name_zh="徐直军", name_en="Xu Zhijun"),
            claim("SIGNED_WITH", "company/huawei", "university/sdu", date="2022", place="city/jinan", **signed),
            claim("SIGNED_WITH", "company/huawei", "university/sdu", date="2022-06", place="city/jinan", **signed),
            claim("SIGNED_WITH", "university/sdu", "company/huawei", date="2022-06-17", **signed),
            claim("SIGNED_WITH", "company/huawei", "company/a b/<c>", quote=NASTY, topic=NASTY, date="2022-02-30"),
            claim("WORKS_FOR", "executive/徐直军", "company/huawei", title=NASTY, former=True, extractor=NASTY),
            claim("WORKS_FOR", "executive/徐直军", "company/huawei", title="chairman", confidence=1),
            title=NASTY,
            published="2022-06",
            url="not an address",
            language="zh-Hans",
            length=99999,
            minhash=REPRINTED,
        ),
        facts("b.txt", claim("LOCATED_IN", "event/forum", "city/jinan", quote="In Jinan."), language="no tag!"),
        facts("c.txt", entity("city/jinan", "濟南", "濟南"), minhash=REPRINTED),
        facts("empty.txt"),
    ]  # fmt: skip


def exported(graph: Graph, format_: str, terms: Terms = TERMS) -> bytes:
    """Return a graph's export."""
    return b"".join(export(FORMATS[format_], Pages(graph.read), terms))


def written(batch: Sequence[Facts], format_: str, terms: Terms = TERMS) -> str:
    """Return documents and their entities in a format, without a graph to keep them."""
    exporter = FORMATS[format_].exporter
    assert exporter is not None
    documents = [_paged(said) for said in batch]
    reprints = group({said.document.id: said.document.minhash for said in batch if said.document.minhash})
    for document in documents:
        document.properties["same_text_as"] = reprints.get(document.properties["id"])
    return whole(exporter(terms), _entities(batch), documents)


def _entities(batch: Sequence[Facts]) -> list[tuple[str, list[Row]]]:
    labels = {one.id: one.label for said in batch for one in said.entities}
    direct: dict[str, list[Row]] = {id_: [] for id_ in labels}
    for said in batch:
        for stated in said.claims:
            direct[stated.source].append([stated.type, stated.former, [stated.target]])
    namings: dict[str, Naming] = {id_: Naming() for id_ in labels}
    for said in batch:
        for one in said.entities:
            namings[one.id].add(one)
    rows = {id_: {"id": id_, **naming.properties()} for id_, naming in namings.items()}
    return [
        (label, [[*(rows[id_].get(name) for name in ENTITY_FIELDS), direct[id_]]])
        for id_, label in labels.items()
    ]


def _paged(said: Facts) -> Document:
    rows = rows_of([(said, said.fingerprint())])
    claims = [
        {**row["properties"], "type": kind, "source": row["source"], "target": row["target"]}
        for kind, found in rows.claims.items()
        for row in found
    ]
    mentions = [{**row["properties"], "entity": row["target"]} for row in rows.mentions]
    return Document(
        rows.documents[0],
        [[mention.get(name) for name in MENTION_FIELDS] for mention in mentions],
        [[claim.get(name) for name in CLAIM_FIELDS] for claim in claims],
    )


def by_rdflib(data: bytes, format_: str) -> Statements:
    """Return what rdflib reads: subject, predicate, object and graph, "" for the default one."""
    names = {"ntriples": "nt11", "jsonld": "json-ld"}
    dataset = rdflib.Dataset()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # about how rdflib's own Dataset.parse is written
        dataset.parse(data=data, format=names.get(format_, format_))
    return frozenset(
        (
            *(_written(term) for term in (subject, predicate, object_)),
            "" if graph in (None, DATASET_DEFAULT_GRAPH_ID) else str(graph),
        )
        for subject, predicate, object_, graph in dataset.quads()
    )


def by_pyoxigraph(data: bytes, format_: str) -> Statements:
    """Return what pyoxigraph reads, in the same way."""
    kind = pyoxigraph.RdfFormat.from_media_type(FORMATS[format_].media_type)
    assert kind is not None
    return frozenset(map(_of_quad, pyoxigraph.parse(data, format=kind)))


def without_graphs(statements: Iterable[tuple[str, ...]]) -> Statements:
    """Return the statements as triples, without those on the named graphs themselves."""
    triples = (statement[:3] for statement in statements)
    return frozenset(triple for triple in triples if not triple[0].endswith("#facts"))


def _of_quad(quad: pyoxigraph.Quad) -> tuple[str, ...]:
    object_ = quad.object
    if isinstance(object_, pyoxigraph.Literal):
        kind = f"@{object_.language.lower()}" if object_.language else object_.datatype.value
        shown = f"{object_.value}|{kind}"
    else:
        assert isinstance(object_, pyoxigraph.NamedNode)
        shown = object_.value
    assert isinstance(quad.subject, pyoxigraph.NamedNode)
    graph = quad.graph_name.value if isinstance(quad.graph_name, pyoxigraph.NamedNode) else ""
    return quad.subject.value, quad.predicate.value, shown, graph


def _written(term: Any) -> str:
    if isinstance(term, rdflib.Literal):
        kind = f"@{term.language.lower()}" if term.language else term.datatype or rdflib.XSD.string
        return f"{term}|{kind}"
    assert isinstance(term, rdflib.URIRef)
    return str(term)
