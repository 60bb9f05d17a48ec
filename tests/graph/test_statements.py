"""The exact Cypher, so that a change to it is seen."""

from __future__ import annotations

import pytest

from graph import statements
from graph.model import CLAIM_TYPES, ENTITY_LABELS
from graph.schema import schema_statements


def test_nodes_are_matched_on_one_label_by_id() -> None:
    assert statements.put_nodes("Company") == (
        "UNWIND $rows AS row\n"
        "MERGE (n:Company {id: row.id})\n"
        "SET n = row\n"
        "RETURN collect([n.id, elementId(n)]) AS found"
    )


@pytest.mark.parametrize("kind", ["MENTIONS", "LOCATED_IN"])
def test_relationships_are_created_between_nodes_by_the_engines_own_names(kind: str) -> None:
    assert statements.relate(kind) == (
        "UNWIND $rows AS row\n"
        "MATCH (a) WHERE elementId(a) = row.source\n"
        "MATCH (b) WHERE elementId(b) = row.target\n"
        f"CREATE (a)-[r:{kind}]->(b)\n"
        "SET r = row.properties"
    )


def test_what_documents_say_is_found_by_index_on_every_engine() -> None:
    (together,) = statements.together("neo4j")
    for kind in together:
        assert f"MATCH (a)-[r:{kind}]->(b)\n  USING INDEX r:{kind}(document)\n" in statements.said(together)
    assert statements.delete_said(together) == (
        "UNWIND $elements AS element\n"
        "MATCH ()-[r]->() WHERE elementId(r) = element\n"
        "DELETE r"
    )  # fmt: skip
    assert statements.rewrite_said(("MENTIONS",)) == (
        "MATCH ()-[r:MENTIONS]->()\n"
        "WHERE r.document IN $documents AND elementId(r) IN $elements\n"
        "SET r = $said[elementId(r)]"
    )
    assert statements.together("embedded") == tuple((kind,) for kind in together)
    with pytest.raises(KeyError):
        statements.said(["MENTIONS", "SIGNED_WITH]->() DELETE r //"])


def test_names_are_counted_on_the_server() -> None:
    assert statements.COLLECT_NAMES == (
        "UNWIND $rows AS row\n"
        "MATCH (n)<-[m:MENTIONS]-(d:Document) WHERE elementId(n) = row.element\n"
        "RETURN row.id AS id, coalesce(m.local, row.id) AS local, m.name AS name, m.name_zh AS name_zh,\n"
        "       m.name_en AS name_en, count(m) AS documents, sum(CASE WHEN d.given THEN 1 ELSE 0 END) AS given,\n"
        "       collect(DISTINCT m.aliases + m.texts) AS others, collect(DISTINCT m.external_ids) AS external_ids"
    )


@pytest.mark.parametrize("name", ["Company) DETACH DELETE (n", "Merged", ""])
def test_a_name_that_is_no_label_of_the_model_never_becomes_cypher(name: str) -> None:
    with pytest.raises(KeyError):
        statements.put_nodes(name)
    with pytest.raises(KeyError):
        statements.relate(name)


def test_the_schema_has_a_constraint_for_every_label_and_an_index_for_every_claim() -> None:
    schema = schema_statements("neo4j")
    for label in [*(label.name for label in ENTITY_LABELS), "Document", "Graph"]:
        name = f"{label.lower()}_id"
        assert f"CREATE CONSTRAINT {name} IF NOT EXISTS FOR (n:{label}) REQUIRE n.id IS UNIQUE" in schema
    for kind in [*(kind.name for kind in CLAIM_TYPES), "MENTIONS"]:
        name = f"{kind.lower()}_document"
        assert f"CREATE INDEX {name} IF NOT EXISTS FOR ()-[r:{kind}]-() ON (r.document)" in schema
    assert "CREATE INDEX document_published IF NOT EXISTS FOR (n:Document) ON (n.published)" in schema
    assert "CREATE INDEX signed_with_place IF NOT EXISTS FOR ()-[r:SIGNED_WITH]-() ON (r.place)" in schema
