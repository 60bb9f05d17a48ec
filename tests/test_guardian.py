"""What the tests start ends with them, however they end."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time

import pytest

from tests.guardian import guarded

_OWNER = """
import subprocess, sys
from tests.guardian import guarded
server = subprocess.Popen(["sleep", "60"], start_new_session=True)
with guarded(server.pid):
    print(server.pid, flush=True)
    sys.stdin.read()
print("left", flush=True)
"""


def _owner() -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", _OWNER],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        process_group=0,
    )


def _lives(pid: int) -> bool:
    """Whether a process runs; one that has ended and that nobody has asked about does not."""
    state = subprocess.run(["ps", "-o", "stat=", "-p", str(pid)], capture_output=True, text=True).stdout
    return bool(state.strip()) and not state.startswith("Z")


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGKILL])
def test_a_server_ends_with_who_started_it(how: signal.Signals) -> None:
    with _owner() as owner:
        assert owner.stdout is not None
        server = int(owner.stdout.readline())
        assert _lives(server)
        os.killpg(owner.pid, how)
        deadline = time.monotonic() + 10
        while _lives(server):
            assert time.monotonic() < deadline, "it is still there"
            time.sleep(0.01)


def test_a_server_is_left_alone_by_who_ends_in_order() -> None:
    with subprocess.Popen(["sleep", "60"]) as server:
        with guarded(server.pid):
            pass
        assert server.poll() is None
        server.kill()
