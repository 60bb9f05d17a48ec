from __future__ import annotations

import pytest

from loaders.text.spanned import Metadata, Spanned, SpannedBuilder


def test_the_source_itself_is_where_it_stands() -> None:
    spanned = Spanned.of("华为与济南")
    assert spanned.span(3, 5) == (3, 5)
    assert isinstance(spanned.starts, range)


def test_what_stands_for_markup_has_the_markups_place() -> None:
    source = "A&amp;B"
    builder = SpannedBuilder()
    builder.copy("A", 0)
    builder.replace("&", 1, 6)
    builder.copy("B", 6)
    spanned = builder.build()
    assert spanned.text == "A&B"
    assert spanned.span(1, 2) == (1, 6)
    assert spanned.span(0, 3) == (0, len(source))


@pytest.mark.parametrize(("start", "end"), [(1, 1), (2, 1), (0, 9), (-1, 1)])
def test_no_characters_stand_nowhere(start: int, end: int) -> None:
    with pytest.raises(ValueError, match="no characters between"):
        Spanned.of("abc").span(start, end)


def test_metadata_goes_over_what_another_says() -> None:
    assert Metadata(title="A").over(Metadata(title="B", url="https://example.org")) == Metadata(
        title="A", url="https://example.org"
    )
