"""A real Neo4j Community of our own: the server's jars from Maven Central, or a container where Docker runs.

``release`` says which versions, ``server`` runs one as a child process, ``beside`` keeps one beside a home for
``pactgraph neo4j up``.
"""
