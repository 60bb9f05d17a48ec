"""The same server in a container, by ``docker/compose.yaml``."""

from __future__ import annotations

import os
import socket
import subprocess
from collections.abc import Mapping

from graph.engines.neo4j_server.release import shipped
from graph.errors import GraphUnavailable

SERVICE = "neo4j"


def docker_answers() -> bool:
    """Whether a Docker engine takes connections where its clients will look for it."""
    kind, _, address = os.environ.get("DOCKER_HOST", "unix:///var/run/docker.sock").partition("://")
    host, _, port = address.rpartition(":")
    family = socket.AF_UNIX if kind == "unix" else socket.AF_INET
    with socket.socket(family) as engine:
        engine.settimeout(5)
        try:
            engine.connect(address if kind == "unix" else (host, int(port)))
        except (OSError, ValueError):
            return False
    return True


def up(project: str, variables: Mapping[str, str]) -> None:
    """Start the project's Neo4j, return when it is healthy. Raises GraphUnavailable with Docker's own words."""
    _compose(project, "up", "--detach", "--wait", SERVICE, variables=variables)


def down(project: str) -> None:
    """Stop and remove the project's containers; its volumes stay. Raises GraphUnavailable."""
    _compose(project, "down")


def runs(project: str) -> bool:
    """Whether the project's Neo4j runs."""
    if not docker_answers():
        return False
    return bool(_compose(project, "ps", "--status", "running", "--quiet", SERVICE).strip())


def _compose(project: str, *arguments: str, variables: Mapping[str, str] | None = None) -> str:
    command = ["docker", "compose", "--file", str(shipped("compose.yaml")), "--project-name", project]
    # Every use reads the whole file, and it insists on a password.
    environment = os.environ | {"NEO4J_PASSWORD": "unused"} | dict(variables or {})
    try:
        done = subprocess.run(  # noqa: S603
            [*command, *arguments], capture_output=True, text=True, check=False, env=environment
        )
    except OSError as error:
        raise GraphUnavailable(f"Docker answers, but its client cannot be run: {error}") from error
    if done.returncode != 0:
        raise GraphUnavailable(f"docker compose {arguments[0]} failed:\n{done.stderr.strip()[-2000:]}")
    return done.stdout
