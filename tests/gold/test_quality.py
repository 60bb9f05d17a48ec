"""Extraction is as good as docs/quality.md says."""

from __future__ import annotations

import pytest

from tests.gold.scoring import PAGE, SETS, SHARED, figures, lines

_SLACK = 0.02
_QUICK = "five sources"


@pytest.mark.skipif(not (SHARED / "tools").is_dir(), reason="the scorers are not here")
@pytest.mark.parametrize(
    "of", [pytest.param(of, marks=() if of == _QUICK else pytest.mark.slow) for of in SETS]
)
def test_no_figure_has_fallen(of: str) -> None:
    page = list(lines(of))
    found = figures(page)
    told = figures(PAGE.read_text(encoding="utf-8").splitlines())
    assert found.keys() == {row for row in told if row[0] in {heading for heading, _ in found}}
    fallen = {row: (told[row], found[row]) for row in found if found[row] < told[row] - _SLACK}
    assert not fallen
    if of == "own":  # the development half comes first
        (share, *_) = (line.split("|")[4] for line in page if line.startswith("| 0.8 and above"))
        assert float(share) >= 0.9
