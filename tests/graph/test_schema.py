"""A graph of an older schema is brought to this one, with what it holds."""

from __future__ import annotations

import pytest

from graph.engines import dialect
from graph.engines.bolt import Graph
from graph.migrations import MIGRATIONS
from graph.schema import BOOKKEEPING_NODE, FULL_TEXT, SCHEMA_VERSION, ensure_schema
from graph.writer import Writer
from tests.graph.samples import claim, content, entity, facts

DOCUMENTS = [
    facts(
        "a.txt",
        entity("company/runhe", "江苏润和软件股份有限公司", aliases=("Hoperun",)),
        claim("SIGNED_WITH", "company/runhe", "company/intel", extractor="rules"),
        given=False,
    ),
    facts("b.txt", entity("company/hoperun", "Hoperun"), given=False),
    facts("c.jsonl", claim("SIGNED_WITH", "company/hoperun-software", "company/intel", extractor="a model")),
]


def test_there_is_a_way_from_every_version_to_this_one() -> None:
    assert sorted(MIGRATIONS) == list(range(1, SCHEMA_VERSION))


def test_a_graph_of_version_1_with_data_becomes_what_it_would_be_now(graph: Graph) -> None:
    Writer(graph).replace([(said, said.fingerprint()) for said in DOCUMENTS])
    now = content(graph)
    assert graph.read("MATCH (m:Merged) RETURN m.id AS id, m.into AS into") == [
        {"id": "company/runhe", "into": "company/hoperun"}
    ]
    # Version 1 knew neither merges nor which documents were given.
    _as_version_1(graph)
    assert ensure_schema(graph) == 1
    Writer(graph).settle()
    assert content(graph) == now


def test_a_graph_of_version_2_with_data_becomes_what_it_would_be_now(graph: Graph) -> None:
    Writer(graph).replace([(said, said.fingerprint()) for said in DOCUMENTS])
    now = content(graph)
    # Version 2 had no full-text index.
    graph.schema(f"DROP INDEX {FULL_TEXT} IF EXISTS")
    graph.write(lambda transaction: transaction.run("MATCH (g:Graph) SET g.schema = 2").consume())
    assert ensure_schema(graph) == 2
    assert content(graph) == now
    assert graph.read(BOOKKEEPING_NODE)[0]["schema"] == SCHEMA_VERSION
    if graph.connection.engine in dialect.FULL_TEXT:
        graph.schema("CALL db.awaitIndexes(30)")
        found = graph.read(
            "CALL db.index.fulltext.queryNodes($index, '润和') YIELD node RETURN node.id AS id",
            index=FULL_TEXT,
        )
        assert found == [{"id": "company/hoperun"}]


def test_names_are_found_by_a_part_of_them_in_any_script(graph: Graph) -> None:
    if graph.connection.engine not in dialect.FULL_TEXT:
        pytest.skip("no full-text index on this engine")
    Writer(graph).replace(
        [(facts("a.txt", entity("company/se", "山东能源集团", aliases=("Shandong Energy",))), "")]
    )
    graph.read("CALL db.index.fulltext.awaitEventuallyConsistentIndexRefresh()")
    for part in ("能源", "energy"):
        found = graph.read(
            "CALL db.index.fulltext.queryNodes($index, $part) YIELD node RETURN node.id AS id",
            index=FULL_TEXT,
            part=part,
        )
        assert found == [{"id": "company/se"}]


def _as_version_1(graph: Graph) -> None:
    def work(transaction: object) -> None:
        for statement in (
            "MATCH (n:Merged) DELETE n",
            "MATCH (n:Name) DELETE n",
            "MATCH (n:Company {id: 'company/hoperun'}) DETACH DELETE n",
            "MATCH (d:Document {id: 'a.txt'}), (i:Company {id: 'company/intel'}) "
            "CREATE (d)-[m:MENTIONS]->(n:Company {id: 'company/runhe', name: '江苏润和软件股份有限公司'}) "
            "SET m = $a CREATE (i)-[s:SIGNED_WITH]->(n) SET s = $claim",
            "MATCH (d:Document {id: 'b.txt'}) "
            "CREATE (d)-[m:MENTIONS]->(n:Company {id: 'company/hoperun', name: 'Hoperun'}) SET m = $b",
            "MATCH (d:Document) REMOVE d.given",
            "MATCH (g:Graph) SET g.schema = 1 REMOVE g.identity, g.judgements",
        ):
            transaction.run(statement, parameters).consume()  # type: ignore[attr-defined]

    empty: list[str] = []
    mention = {"aliases": empty, "external_ids": empty, "starts": empty, "ends": empty, "texts": empty}
    (signing,) = DOCUMENTS[0].claims
    parameters = {
        "a": {"document": "a.txt", **mention, "name": "江苏润和软件股份有限公司", "aliases": ["Hoperun"]},
        "b": {"document": "b.txt", **mention, "name": "Hoperun"},
        "claim": {
            "document": "a.txt",
            **signing.model_dump(exclude_none=True, exclude={"type", "source", "target"}),
        },
    }
    graph.write(work)
