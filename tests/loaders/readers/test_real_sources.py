"""The five real documents, where they lie beside the project."""

from __future__ import annotations

from pathlib import Path

import pytest

from loaders.readers import detect, read
from loaders.text.sentences import sentences
from tests.loaders.faithful import assert_faithful

FOLDER = Path(__file__).parents[4] / "shared" / "sources"

pytestmark = pytest.mark.skipif(
    not FOLDER.is_dir(), reason="the five real documents are not beside the project"
)

DOCUMENTS = [
    ("000", "plain", "2017-03-22", "zh-Hant", False),
    ("001", "plain", None, "zh-Hans", True),
    ("002", "plain", "2024-05-17", "en", False),
    ("003", "html", "2022-06-17", "zh-Hans", False),
    ("004", "markdown", "2024-06-25", "zh-Hans", False),
]


@pytest.mark.parametrize(("number", "form", "published", "language", "segmented"), DOCUMENTS)
def test_a_real_document(
    number: str, form: str, published: str | None, language: str, segmented: bool
) -> None:
    (path,) = FOLDER.glob(f"{number}_*")
    text = read(path.read_bytes(), path=path.name)
    assert_faithful(text)
    assert (text.metadata.published, text.metadata.language, text.segmented) == (
        published,
        language,
        segmented,
    )
    assert form == ("markdown" if number == "004" else detect(text.source))
    assert len(sentences(text)) >= (2 if segmented else 20)
    assert "<" not in text.visible.text
    assert "](" not in text.visible.text
