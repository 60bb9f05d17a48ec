"""Extraction is as good as docs/quality.md says."""

from __future__ import annotations

import pytest

from tests.gold.scoring import PAGE, SHARED, figures, lines

_SLACK = 0.02


@pytest.mark.skipif(not (SHARED / "tools").is_dir(), reason="the scorers are not here")
def test_no_figure_has_fallen() -> None:
    page = list(lines())
    told = figures(PAGE.read_text(encoding="utf-8").splitlines())
    found = figures(page)
    assert found.keys() == told.keys()
    fallen = {row: (told[row], found[row]) for row in told if found[row] < told[row] - _SLACK}
    assert not fallen
    sure = page[page.index("## own, development half") :]
    (share, *_) = (line.split("|")[4] for line in sure if line.startswith("| 0.8 and above"))
    assert float(share) >= 0.9
