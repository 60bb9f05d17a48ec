"""Servers of the tests and benches, which end with the process that started them, however that ends."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from contextlib import contextmanager

_WATCH = 'read -r done || kill -9 "$0" 2>/dev/null'
"""Waits for a line on its input, which says that all is well; where the input ends without one, it kills."""


@contextmanager
def guarded(pid: int) -> Iterator[None]:
    """Have a process killed if this one ends before the block does, be it by kill -9.

    The system closes the pipe to the guardian then; a session of its own keeps it out of the reach of the
    signals that a terminal or ``timeout`` sends to us.
    """
    guardian = subprocess.Popen(
        ["/bin/sh", "-c", _WATCH, str(pid)], stdin=subprocess.PIPE, start_new_session=True
    )
    try:
        yield
    finally:
        guardian.communicate(b"done\n")
