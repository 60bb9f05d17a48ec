"""neo4j-graphrag's Neo4jWriter; of two relationships of a type between two nodes it keeps one, with one evidence."""

from __future__ import annotations

import asyncio

import neo4j
from neo4j_graphrag.components.kg_writer import Neo4jWriter
from neo4j_graphrag.components.types import Neo4jGraph, Neo4jNode, Neo4jRelationship
from rows import PASSWORD, URI, USER, Node, Relationship, measure

DRIVER = neo4j.GraphDatabase.driver(URI, auth=(USER, PASSWORD), notifications_min_severity="OFF")


def write(nodes: list[Node], relationships: list[Relationship]) -> None:
    """Write in the writer's own batches, of the size that the bare driver has too."""
    graph = Neo4jGraph(
        nodes=[Neo4jNode(id=f"{label} {row['id']}", label=label, properties=row) for label, row in nodes],
        relationships=[
            Neo4jRelationship(type=kind, start_node_id=" ".join(a), end_node_id=" ".join(b), properties=row)
            for kind, a, b, row in relationships
        ],
    )
    done = asyncio.run(Neo4jWriter(DRIVER, batch_size=10_000).run(graph))
    if done.status != "SUCCESS":
        raise SystemExit(str(done.metadata))


measure(write)
