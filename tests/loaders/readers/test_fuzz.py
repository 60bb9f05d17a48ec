"""Files and documents made by chance: no crash, no hang, no false offset."""

from __future__ import annotations

import os
import random
import time
from collections.abc import Iterator
from contextlib import suppress
from itertools import islice
from pathlib import Path

import pytest

from graph.errors import PactgraphError
from loaders.pipeline import extract_batch
from loaders.readers.sources import Failed, Source, find
from tests.loaders.faithful import assert_faithful
from tests.loaders.readers.files import every_kind

FILES = 200
"""Of each kind."""

EXTRACTED = 20
"""Of each kind."""

DOCUMENTS = int(os.environ.get("PACTGRAPH_TEST_DOCUMENTS", "200"))
PATIENCE = 5.0  # seconds of this process; nothing here is longer than some kilobytes


def damaged(data: bytes, random_: random.Random) -> bytes:
    """Cut bytes out, swap some, put others in."""
    out = bytearray(data)
    for _ in range(random_.choice((1, 1, 2, 5, 20))):
        at = random_.randrange(len(out) + 1)
        length = random_.choice((1, 1, 4, 50))
        kind = random_.randrange(4)
        if kind == 0:
            del out[at : at + length]
        elif kind == 1:
            out[at:at] = random_.randbytes(length)
        elif kind == 2:
            out[at : at + length] = bytes(reversed(out[at : at + length]))
        else:
            out[at : at + 1] = bytes([random_.randrange(256)])
    return bytes(out[: random_.randrange(1, len(out) + 1)]) if random_.random() < 0.2 else bytes(out)


@pytest.mark.parametrize("name", every_kind())
def test_no_damage_breaks_a_reader(tmp_path: Path, name: str) -> None:
    random_ = random.Random(name)
    data = every_kind()[name]
    file = tmp_path / name
    sources: list[Source] = []
    for number in range(FILES):
        file.write_bytes(damaged(data, random_))
        began = time.process_time()
        found = list(find([str(file)], prefix=str(number)))
        assert not [one for one in found if isinstance(one, Failed) and "broke with" in one.reason]
        whole = [one for one in found if isinstance(one, Source)]
        for source in whole:
            with suppress(PactgraphError):
                assert_faithful(source.document()) if source.kind == "document" else source.facts()
        assert time.process_time() - began < PATIENCE
        sources += whole
    extract(random_.sample(sources, min(len(sources), EXTRACTED)))


def extract(sources: list[Source]) -> None:
    """Extract from these; nothing may break, and every place must be in its document's text."""
    for source, found in zip(sources, extract_batch(sources), strict=True):
        if isinstance(found, Failed):
            assert "broke with" not in found.reason, (found.reason, source.data)
            continue
        length = len(found.content.source) if found.content else 0
        spans = [(claim.start, claim.end) for claim in found.facts.claims]
        for entity in found.facts.entities:
            spans += [(mention.start, mention.end) for mention in entity.mentions]
        assert all(0 <= start < end <= length for start, end in spans), source.data


PIECES = [
    *(
        "华为",
        "華為",
        "浙江大学",
        "徐直军",
        "董事长",
        "Siemens",
        "Xu Zhijun",
        "Intel Corp.",
        "济南",
        "Jinan",
        "Co., Ltd.",
    ),
    *(
        "与",
        "和",
        "、",
        "，",
        "。",
        "（",
        "）",
        "“",
        "”",
        "《",
        "》",
        "：",
        "签署合作协议",
        "出席",
        "表示",
        "在",
        "了",
        "2022年6月",
    ),
    *(
        " signed ",
        " an agreement with ",
        " and ",
        ", CEO of ",
        " said ",
        ". ",
        ", ",
        " in ",
        " on June 3, 2022",
        "\n",
        "\n\n",
    ),
    *(
        "\u200b",
        "\ufeff",
        "\r\n",
        "\t",
        "  ",
        "<p>",
        "</p>",
        "<b>",
        "&amp;",
        "&#x4e00;",
        "**",
        "# ",
        "- ",
        "| a | b |",
        "[x](y)",
    ),
    *(
        "---\n",
        "```\n",
        "😀",
        "e\u0301",
        "\u202e",
        "１２",
        "ﬁ",
        "<!--",
        "-->",
        "<script>",
        "{",
        "}",
        "\\",
        "\u2028",
    ),
]


def documents() -> Iterator[Source]:
    for number in range(DOCUMENTS):
        random_ = random.Random(number)
        text = "".join(random_.choices(PIECES, k=random_.randrange(1, 60)))
        yield Source(f"{number}", f"{number}", "document", text.encode(), f"{number}")


def test_no_text_breaks_extraction() -> None:
    waiting = documents()
    while batch := list(islice(waiting, 200)):
        extract(batch)
