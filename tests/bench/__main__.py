"""Benches: ``python -m tests.bench [NAME…]`` runs those named, or all, and prints what they measure.

A bench is a module here with a function ``run()`` that prints a line per comparison: both sides measured in
the same run, medians, their ratio, the goal. Figures vary with the machine; the ratio is what counts.
"""

from __future__ import annotations

import importlib
import sys
from pathlib import Path

from graph.pages import shorten_switch_interval

BENCHES = sorted(file.stem for file in Path(__file__).parent.glob("*.py") if not file.stem.startswith("_"))


def main(names: list[str]) -> int:
    """Run the benches named, all if none is."""
    unknown = [name for name in names if name not in BENCHES]
    if unknown:
        print(f"no bench {', '.join(unknown)}; there are {', '.join(BENCHES)}", file=sys.stderr)
        return 2
    shorten_switch_interval()
    for name in names or BENCHES:
        importlib.import_module(f"tests.bench.{name}").run()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
