"""Build loaders/mentions/lac/data from LAC's arrays and dictionaries. The same input gives the same bytes.

python -m loaders.training.build_lac DATA_FOLDER     (the folder that holds lac/)
"""

from __future__ import annotations

import io
import lzma
import shutil
import sys
import zipfile
from pathlib import Path

import numpy as np

TARGET = Path(__file__).parents[1] / "mentions" / "lac" / "data"


def main(data: Path) -> None:
    """Write weights, vocabulary, words, the table of plain characters, tags and the licence."""
    source = data / "lac"
    TARGET.mkdir(parents=True, exist_ok=True)
    _write_weights(source / "lac.npz", TARGET / "weights.npz")

    rows = [line.split("\t") for line in _lines(source / "word.dic")]
    if [int(number) for number, _ in rows] != list(range(len(rows))):
        raise SystemExit(f"{source / 'word.dic'}: the ids do not count up from 0")
    _write_lines(TARGET / "vocabulary.txt.xz", [word for _, word in rows])

    words = sorted({line.rpartition(" ")[0] for line in _lines(source / "small_seg.dic")})
    if {len(word) for word in words} != {2, 3}:
        raise SystemExit(f"{source / 'small_seg.dic'}: has words that are not of two or three characters")
    _write_lines(TARGET / "words.txt.xz", words)

    _write_lines(TARGET / "plain.tsv.xz", _lines(source / "q2b.dic"))
    tags = dict(line.split("\t") for line in _lines(source / "tag.dic"))  # a later line replaces an earlier
    in_order = "".join(f"{tags[str(number)]}\n" for number in range(len(tags)))
    (TARGET / "tags.txt").write_text(in_order, encoding="utf-8")
    shutil.copyfile(source / "LICENSE", TARGET / "LICENSE")


def _write_weights(source: Path, target: Path) -> None:
    """Copy the arrays, the embeddings as float16 (the tags stay the same), without times or machine marks."""
    with np.load(source) as arrays, zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as archive:
        for name in sorted(arrays.files):
            array = arrays[name].astype(np.float16 if name == "word_emb" else np.float32)
            buffer = io.BytesIO()
            np.lib.format.write_array(buffer, array, version=(1, 0), allow_pickle=False)
            entry = zipfile.ZipInfo(f"{name}.npy", date_time=(1980, 1, 1, 0, 0, 0))
            archive.writestr(entry, buffer.getvalue())


def _lines(path: Path) -> list[str]:
    return path.read_text(encoding="utf-8").removesuffix("\n").split("\n")


def _write_lines(path: Path, lines: list[str]) -> None:
    text = "".join(f"{line}\n" for line in lines)
    path.write_bytes(lzma.compress(text.encode(), format=lzma.FORMAT_XZ, check=lzma.CHECK_CRC32, preset=9))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
