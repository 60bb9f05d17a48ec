"""Files by which a server's process and the commands find each other."""

from __future__ import annotations

import os
from pathlib import Path

from filelock import FileLock, Timeout


def write_private(path: Path, text: str) -> None:
    """Write a file in one step, so that nobody reads half of it, for its owner's eyes only."""
    draft = path.with_suffix(f".{os.getpid()}")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        file.write(text)
    draft.replace(path)


def is_locked(path: Path) -> bool:
    """Whether a living process holds the lock; one that was killed holds none."""
    try:
        with FileLock(path, timeout=0, is_singleton=False):
            return False
    except Timeout:
        return True
