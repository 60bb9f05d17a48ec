"""Score extraction: ``python -m tests.gold`` prints the tables and writes docs/quality.md."""

from __future__ import annotations

import subprocess
import sys

from tests.gold.scoring import PAGE, ROOT, SETS, SHARED, lines


def main() -> int:
    """Score every set and write the page."""
    if not (SHARED / "tools").is_dir():
        print("score: ../shared is not there, so there is nothing to score with", file=sys.stderr)
        return 1
    page = [f"# Quality\n\nPrinted by `make score` on the tree after commit {_commit()}.\n"]
    page += [line for one in SETS for line in lines(one)]
    PAGE.write_text("\n".join(page) + "\n", encoding="utf-8")
    print("\n".join(page))
    return 0


def _commit() -> str:
    command = ["git", "-C", str(ROOT), "rev-parse", "--short", "HEAD"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    return done.stdout.strip() or "unknown"


if __name__ == "__main__":
    sys.exit(main())
