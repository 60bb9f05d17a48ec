"""What the writer leaves in the graph, read back from it."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from typing import Any

import pytest

from graph.batch import Batch
from graph.engines import Connection
from graph.engines.bolt import Graph
from graph.errors import GraphRefused
from graph.facts import Facts
from graph.writer import Forgotten, Writer, Written
from tests.graph.samples import claim, content, entity, facts

SIGNED = claim("SIGNED_WITH", "company/huawei", "university/shandong-university", place="city/jinan")


def load(graph: Graph, *documents: Facts) -> Written:
    return Writer(graph).replace([(said, said.fingerprint()) for said in documents])


def test_a_document_becomes_nodes_and_relationships(graph: Graph) -> None:
    written = load(
        graph, facts("a.txt", SIGNED, claim("LOCATED_IN", "university/shandong-university", "city/jinan"))
    )
    assert written == Written(documents=1, entities=3, claims_added=2)
    rows = graph.read(
        "MATCH (a)-[r]->(b) WHERE r.quote IS NOT NULL "
        "RETURN a.id AS a, type(r) AS type, b.id AS b, r.document AS document, r.place AS place"
    )
    assert {tuple(row.values()) for row in rows} == {
        ("company/huawei", "SIGNED_WITH", "university/shandong-university", "a.txt", "city/jinan"),
        ("university/shandong-university", "LOCATED_IN", "city/jinan", "a.txt", None),
    }
    mentioned = graph.read(
        "MATCH (:Document {id: 'a.txt'})-[:MENTIONS]->(n) RETURN labels(n) AS labels, n.id AS id"
    )
    assert {(*row["labels"], row["id"]) for row in mentioned} == {
        ("Company", "company/huawei"),
        ("University", "university/shandong-university"),
        ("City", "city/jinan"),
    }


def test_a_document_keeps_what_is_known_of_it(graph: Graph) -> None:
    said = facts("a.txt", title="济南签约", published="2022-06", language="zh-Hans", length=120)
    load(graph, said)
    (row,) = graph.read("MATCH (d:Document) RETURN properties(d) AS properties")
    assert row["properties"] == {
        "id": "a.txt",
        "path": "a.txt",
        "name": "济南签约",
        "title": "济南签约",
        "published": "2022-06",
        "language": "zh-Hans",
        "length": 120,
        "given": True,
        "sha256": said.document.sha256,
        "fingerprint": said.fingerprint(),
    }


def test_two_documents_that_agree_make_two_relationships_between_the_same_nodes(graph: Graph) -> None:
    load(graph, facts("a.txt", SIGNED))
    load(graph, facts("b.txt", SIGNED))
    rows = graph.read(
        "MATCH (a:Company)-[r:SIGNED_WITH]->(b:University) RETURN a.id AS a, r.document AS document"
    )
    assert sorted((row["a"], row["document"]) for row in rows) == [
        ("company/huawei", "a.txt"),
        ("company/huawei", "b.txt"),
    ]


def test_a_signing_is_stored_from_the_smaller_id_whoever_is_named_first(graph: Graph) -> None:
    load(graph, facts("a.txt", claim("SIGNED_WITH", "university/tsinghua", "company/huawei")))
    (row,) = graph.read("MATCH (a)-[:SIGNED_WITH]->(b) RETURN a.id AS a, b.id AS b")
    assert row == {"a": "company/huawei", "b": "university/tsinghua"}


def test_loading_an_edited_document_replaces_its_claims(graph: Graph) -> None:
    load(graph, facts("a.txt", SIGNED), facts("b.txt", SIGNED))
    written = load(graph, facts("a.txt", claim("SIGNED_WITH", "company/huawei", "company/inspur")))
    assert written == Written(documents=1, entities=2, claims_added=1, claims_removed=1)
    rows = graph.read("MATCH ()-[r:SIGNED_WITH]->(b) RETURN r.document AS document, b.id AS b")
    assert {tuple(row.values()) for row in rows} == {
        ("a.txt", "company/inspur"),
        ("b.txt", "university/shandong-university"),
    }


def test_a_claim_that_is_written_over_is_found_by_what_it_says_now(graph: Graph) -> None:
    said = claim(
        "SIGNED_WITH", "company/huawei", "company/inspur", date="2021-01", place="city/jinan", topic="cloud"
    )
    now = said.model_copy(update={"date": "2022-02", "place": "city/qingdao", "topic": None})
    cities = entity("city/jinan"), entity("city/qingdao")
    for documents in (facts("a.txt", said, *cities), facts("a.txt", now, *cities)):
        load(graph, documents)

    def found(where: str) -> list[Any]:
        return [
            row["topic"]
            for row in graph.read(f"MATCH ()-[r:SIGNED_WITH]->() WHERE {where} RETURN r.topic AS topic")
        ]

    for where in ("r.document IN ['a.txt']", "r.date = '2022-02'", "r.place = 'city/qingdao'"):
        assert found(where) == [None], where
    for where in ("r.date = '2021-01'", "r.place = 'city/jinan'"):
        assert found(where) == [], where


def test_an_edit_leaves_alone_what_stays(graph: Graph, monkeypatch: pytest.MonkeyPatch) -> None:
    located = claim("LOCATED_IN", "company/huawei", "city/jinan")
    others = [entity(f"company/{name}") for name in "abc"]
    load(graph, facts("a.txt", SIGNED, located, *others), facts("b.txt", SIGNED, *others))
    before = elements(graph)
    asked = listened(monkeypatch, writing=True)
    written = load(graph, facts("a.txt", SIGNED, located.model_copy(update={"quote": "在济南"}), *others))
    assert (written.claims_added, written.claims_removed) == (1, 1)
    assert elements(graph) == before
    (row,) = graph.read("MATCH ()-[r:LOCATED_IN]->() RETURN r.quote AS quote")
    assert row["quote"] == "在济南"
    assert not [
        statement for statement in asked if "SET n = row" in statement and ":Document" not in statement
    ]
    assert not [statement for statement in asked if "MATCH (n:" in statement and ":Document" not in statement]


def test_an_edit_takes_as_many_statements_however_much_it_changes(
    graph: Graph, monkeypatch: pytest.MonkeyPatch
) -> None:
    def saying(version: int, documents: int) -> list[Facts]:
        said = [claim("SIGNED_WITH", "company/huawei", f"company/{number}") for number in range(5)]
        quoted = [one.model_copy(update={"quote": f"{version}"}) for one in said]
        return [facts(f"{number}.txt", *quoted) for number in range(documents)]

    load(graph, *saying(1, 20))
    asked = listened(monkeypatch, writing=True)
    load(graph, *saying(2, 1))
    few = len(asked)
    asked.clear()
    load(graph, *saying(3, 20))
    assert len(asked) == few <= 20


def test_an_entity_goes_with_the_last_document_that_mentions_it(graph: Graph) -> None:
    load(graph, facts("a.txt", SIGNED), facts("b.txt", entity("city/jinan")))
    assert Writer(graph).forget(["a.txt", "never.txt"]) == Forgotten(
        documents=1, claims_removed=1, entities_removed=2, unknown=("never.txt",)
    )
    rows = graph.read("MATCH (n) WHERE NOT n:Graph RETURN n.id AS id")
    assert {row["id"] for row in rows} == {"b.txt", "city/jinan"}


def test_forgetting_what_is_not_there_changes_nothing(graph: Graph) -> None:
    load(graph, facts("a.txt", SIGNED))
    before = content(graph)
    assert Writer(graph).forget(["b.txt"]) == Forgotten(unknown=("b.txt",))
    assert content(graph) == before


def test_the_most_frequent_name_is_the_nodes_and_the_others_are_aliases(graph: Graph) -> None:
    def named(document: str, name: str, *texts: str) -> Facts:
        return facts(document, entity("company/huawei", name, *texts, name_zh="华为"))

    load(graph, named("a.txt", "华为", "华为公司"), named("b.txt", "Huawei"), named("c.txt", "Huawei"))
    assert huawei(graph) == {
        "name": "Huawei",
        "name_zh": "华为",
        "name_en": None,
        "aliases": ["华为", "华为公司"],
    }
    load(graph, named("b.txt", "华为"))
    assert huawei(graph)["name"] == "华为"
    Writer(graph).forget(["a.txt"])
    assert huawei(graph) == {"name": "Huawei", "name_zh": "华为", "name_en": None, "aliases": ["华为"]}


def test_of_equally_frequent_names_the_smallest_counts(graph: Graph) -> None:
    load(graph, facts("a.txt", entity("company/x", "B")), facts("b.txt", entity("company/x", "A")))
    assert graph.read("MATCH (n:Company) RETURN n.name AS name") == [{"name": "A"}]


def test_identifiers_elsewhere_are_kept_as_scheme_and_value(graph: Graph) -> None:
    load(graph, facts("a.txt", entity("company/huawei", external_ids={"wikidata": "Q160120"})))
    load(graph, facts("b.txt", entity("company/huawei")))
    (row,) = graph.read("MATCH (n:Company) RETURN n.external_ids AS ids")
    assert row["ids"] == ["wikidata:Q160120"]


def test_known_and_documents_tell_the_fingerprints(graph: Graph) -> None:
    a, b = facts("a.txt", SIGNED), facts("b.txt")
    load(graph, a, b)
    writer = Writer(graph)
    assert writer.documents() == {"a.txt": a.fingerprint(), "b.txt": b.fingerprint()}
    assert writer.known(["b.txt", "c.txt"]) == {"b.txt": b.fingerprint()}


def test_of_a_document_that_stands_twice_in_a_batch_the_last_counts(graph: Graph) -> None:
    written = load(graph, facts("a.txt", SIGNED), facts("a.txt", entity("city/jinan")))
    assert (written.documents, written.claims_added) == (1, 0)


def test_every_write_moves_the_revision(graph: Graph) -> None:
    def revision() -> int:
        return int(graph.read("MATCH (g:Graph) RETURN g.revision AS revision")[0]["revision"])

    before = revision()
    load(graph, facts("a.txt", SIGNED))
    loaded = revision()
    Writer(graph).forget(["a.txt"])
    assert before < loaded < revision()


def test_a_batch_that_fails_leaves_nothing(graph: Graph, monkeypatch: pytest.MonkeyPatch) -> None:
    before = content(graph)
    monkeypatch.setattr("graph.statements.relate", lambda *_: "NOT CYPHER")
    with pytest.raises(GraphRefused, match="refused the statement"):
        load(graph, facts("a.txt", SIGNED))
    assert content(graph) == before


def test_what_many_documents_mention_is_named_without_reading_them_again(
    graph: Graph, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = listened(monkeypatch)
    for number, name in enumerate(["Huawei", "HUAWEI", "HUAWEI", "Huawei", "Huawei"]):
        asked.clear()
        load(graph, facts(f"{number}.txt", entity("company/huawei", name)))
    assert not any("MENTIONS" in statement for statement in asked)
    assert huawei(graph)["name"] == "Huawei"
    Writer(graph).forget(["0.txt", "3.txt"])
    assert huawei(graph)["name"] == "HUAWEI"


def test_writers_at_once_end_as_one_after_the_other(graph: Graph, connection: Connection) -> None:
    def said(writer: int, document: int) -> Facts:
        return facts(f"{writer}/{document}.txt", entity("city/jinan", f"Jinan {writer}"), SIGNED)

    def write(writer: int) -> None:
        with Graph(connection) as own:
            for document in range(5):
                load(own, said(writer, document))

    threads = [threading.Thread(target=write, args=(writer,)) for writer in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    at_once = content(graph)
    load(graph, *(said(writer, document) for writer in range(3) for document in range(5)))
    assert content(graph) == at_once
    assert graph.read("MATCH (n:City) RETURN n.name AS name") == [{"name": "Jinan 0"}]


def listened(monkeypatch: pytest.MonkeyPatch, *, writing: bool = False) -> list[str]:
    """Every statement by which writers ask from now on, and with ``writing`` those by which they write."""
    asked: list[str] = []
    tell, run = Batch.tell, Batch.run

    def told(self: Batch, statement: str, **parameters: Any) -> list[dict[str, Any]]:
        asked.append(statement)
        return tell(self, statement, **parameters)

    def ran(self: Batch, statement: str, rows: Sequence[dict[str, Any]]) -> None:
        asked.extend([statement] * bool(rows))
        run(self, statement, rows)

    monkeypatch.setattr(Batch, "tell", told)
    if writing:
        monkeypatch.setattr(Batch, "run", ran)
    return asked


def elements(graph: Graph) -> set[tuple[str, str]]:
    """Types and the engine's own names of all relationships: what is written anew has another."""
    rows = graph.read("MATCH ()-[r]->() RETURN type(r) AS kind, elementId(r) AS element")
    return {(row["kind"], row["element"]) for row in rows}


def huawei(graph: Graph) -> dict[str, object]:
    (row,) = graph.read(
        "MATCH (n:Company {id: 'company/huawei'}) "
        "RETURN n.name AS name, n.name_zh AS name_zh, n.name_en AS name_en, n.aliases AS aliases"
    )
    return row
