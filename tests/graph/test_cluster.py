"""What a cluster asks of its clients: a server of stubs gives the codes that Community never does."""

from __future__ import annotations

import asyncio
import shutil
import ssl
import subprocess
from collections.abc import Iterator
from pathlib import Path

import neo4j
import pytest

from graph.engines import Connection, connect
from graph.engines.bolt import Graph, Reader
from graph.errors import GraphRefused, GraphUnavailable
from tests.graph.bolt_stub import NONE_IN_COMMON, Stub, Table

NOT_A_LEADER = "Neo.ClientError.Cluster.NotALeader"
DEADLOCK = "Neo.TransientError.Transaction.DeadlockDetected"
AWAY = "Neo.TransientError.General.DatabaseUnavailable"


def to(uri: str) -> Connection:
    return connect(uri=uri, username="neo4j", password="any", database="neo4j", home=Path())


def one(transaction: neo4j.ManagedTransaction) -> int:
    return int(transaction.run("RETURN 1 AS one").single(strict=True)["one"])


@pytest.fixture
def cluster() -> Iterator[tuple[Stub, Stub]]:
    """Make two servers, of which the first writes and the second reads."""
    with Stub() as first, Stub() as second:
        first.table = second.table = Table(
            first.address, second.address, routers=(first.address, second.address)
        )
        yield first, second


def test_writes_go_to_the_leader_and_reads_to_a_reader(cluster: tuple[Stub, Stub]) -> None:
    leader, follower = cluster
    with Graph(to(leader.uri("neo4j"))) as graph:
        assert graph.write(one) == 1
        assert leader.names() == ["BEGIN", "RUN", "COMMIT"]
        assert graph.read("RETURN 1 AS one") == [{"one": 1}]
    assert leader.names() == ["BEGIN", "RUN", "COMMIT"]
    assert follower.names() == ["BEGIN", "RUN", "COMMIT"]


def test_a_write_follows_the_leader(cluster: tuple[Stub, Stub]) -> None:
    old, new = cluster
    assert old.table is not None
    old.failures = [NOT_A_LEADER]
    old.failed = lambda: setattr(old.table, "writer", new.address)
    with Graph(to(old.uri("neo4j"))) as graph:
        assert graph.write(one) == 1
    assert "COMMIT" not in old.names()
    assert new.names() == ["BEGIN", "RUN", "COMMIT"]


def test_a_deadlock_is_tried_again() -> None:
    with Stub(failures=[DEADLOCK]) as stub, Graph(to(stub.uri("bolt"))) as graph:
        assert graph.write(one) == 1
        assert stub.names() == ["BEGIN", "RUN", "BEGIN", "RUN", "COMMIT"]


def test_a_reader_tries_again_where_the_database_is_away_for_a_moment() -> None:
    async def read(uri: str) -> None:
        async with Reader(to(uri)) as reader:
            assert await reader.rows("RETURN 1 AS one") == [{"one": 1}]

    with Stub(failures=[AWAY]) as stub:
        asyncio.run(read(stub.uri("bolt")))
        assert stub.names() == ["RUN", "RUN"]


def test_whoever_reads_through_the_connection_of_a_writer_sees_what_it_wrote(
    cluster: tuple[Stub, Stub],
) -> None:
    leader, follower = cluster
    connection = to(leader.uri("neo4j"))

    async def read() -> None:
        async with Reader(connection) as reader:
            await reader.ping()

    with Graph(connection) as graph:
        graph.write(one)
        graph.read("RETURN 1 AS one")
    asyncio.run(read())
    extras = [message.fields[-1] for message in follower.heard if message.name in ("BEGIN", "RUN")]
    begun, _, run = extras
    assert begun["bookmarks"] == [f"stub:{leader.address[1]}"]
    assert run["bookmarks"] == [f"stub:{follower.address[1]}"], "the newest that the connection has seen"
    assert (begun["mode"], run["mode"]) == ("r", "r")


@pytest.mark.parametrize("agent", ["Neo4j/4.4.30", "Neo4j/5.9.0"])
def test_a_server_that_is_too_old_is_refused(agent: str) -> None:
    async def read(uri: str) -> None:
        async with Reader(to(uri)) as reader:
            with pytest.raises(GraphRefused, match=r"needs 5\.26 or newer"):
                await reader.ping()

    with Stub(agent=agent) as stub:
        with Graph(to(stub.uri("bolt"))) as graph, pytest.raises(GraphRefused, match=f"is {agent}: "):
            graph.read("RETURN 1 AS one")
        asyncio.run(read(stub.uri("bolt")))
        assert stub.names() == [], "nothing was asked of it"


def test_a_server_that_speaks_no_protocol_of_ours_is_refused() -> None:
    with (
        Stub(version=NONE_IN_COMMON) as stub,
        Graph(to(stub.uri("bolt"))) as graph,
        pytest.raises(GraphRefused, match=r"needs 5\.26 or newer"),
    ):
        graph.read("RETURN 1 AS one")


@pytest.fixture
def certificate(tmp_path: Path) -> Path:
    """Make a certificate of 127.0.0.1, its key in the same file, that nobody has signed."""
    if (openssl := shutil.which("openssl")) is None:
        pytest.skip("no openssl to make a certificate")
    file = tmp_path / "certificate.pem"
    subject = ["-subj", "/CN=127.0.0.1", "-addext", "subjectAltName=IP:127.0.0.1"]
    command = [
        openssl,
        "req",
        "-x509",
        "-newkey",
        "rsa:2048",
        "-nodes",
        "-keyout",
        "-",
        "-out",
        "-",
        *subject,
    ]
    file.write_bytes(subprocess.run(command, capture_output=True, check=True).stdout)
    return file


@pytest.mark.parametrize("scheme", ["neo4j+s", "bolt+s", "neo4j+ssc", "bolt+ssc"])
def test_a_server_that_speaks_tls_is_used_where_its_certificate_is_trusted(
    certificate: Path, scheme: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    with Stub(tls=context) as stub:
        stub.table = Table(stub.address, stub.address, routers=(stub.address,))
        uri = stub.uri(scheme)
        if not scheme.endswith("+ssc"):
            with Graph(to(uri)) as graph, pytest.raises(GraphUnavailable, match=r"not trusted \(self-signed"):
                graph.read("RETURN 1 AS one")
            assert stub.names() == [], "nothing was asked of it"
        monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
        with Graph(to(uri)) as graph:
            assert graph.write(one) == 1
