"""Where a home's engine answers: the file by which the engine process tells the commands."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field
from pathlib import Path

from graph.engines.files import write_private

DATABASE = "neo4j"


@dataclass(frozen=True, slots=True)
class Home:
    """The files of one home folder that concern the engine."""

    path: Path

    @property
    def address(self) -> Path:
        """Where the engine answers, and the passwords; readable by its owner only."""
        return self.path / "engine.json"

    @property
    def log(self) -> Path:
        """What the engine process printed since its last start."""
        return self.path / "engine.log"

    @property
    def start_lock(self) -> Path:
        """Held by a command while it starts the engine."""
        return self.path / "start.lock"

    @property
    def engine_lock(self) -> Path:
        """Held by the engine process as long as it lives, however it dies."""
        return self.path / "engine.lock"

    @property
    def write_lock(self) -> Path:
        """Held during one write transaction, by a backup, and by a reader who meets one commit after the other."""
        return self.path / "write.lock"

    @property
    def commits(self) -> Path:
        """How often a commit began or ended, in eight bytes."""
        return self.path / "commits"

    @property
    def data(self) -> Path:
        """The engine's own folder: databases, configuration, its logs."""
        return self.path / "engine"


@dataclass(frozen=True, slots=True)
class Address:
    """An engine process: its id, its Bolt and HTTP ports on 127.0.0.1, the passwords of its two users."""

    pid: int
    port: int
    http_port: int
    password: str = field(repr=False)
    reader_password: str = field(repr=False)
    username: str = "root"
    reader_username: str = "reader"

    @property
    def uri(self) -> str:
        """The Bolt address."""
        return f"bolt://127.0.0.1:{self.port}"


def write_address(home: Home, address: Address) -> None:
    """Tell the commands where the engine answers."""
    write_private(home.address, json.dumps(asdict(address)))


def read_address(home: Home) -> Address | None:
    """Return the address that stands in the home, also of an engine that is gone; None if there is none."""
    try:
        return Address(**json.loads(home.address.read_text(encoding="utf-8")))
    except (FileNotFoundError, ValueError, TypeError):
        return None
