"""Files that hold files: gzip and zip, opened with bounds, so that a small one cannot fill the memory.

What they hold is named ``ARCHIVE/MEMBER``. An archive inside an archive is not opened.
"""

from __future__ import annotations

import gzip
import io
import zipfile
import zlib
from collections.abc import Callable, Iterator
from functools import partial
from typing import IO, cast

from graph.errors import DocumentError

GZIP = b"\x1f\x8b"
ZIP = (b"PK\x03\x04", b"PK\x05\x06")  # the latter is an empty one

_ALWAYS_ALLOWED = 100_000_000  # bytes; no expansion to less is a bomb
_RATIO = 200  # text is compressed five to twenty times; a thousandfold is the most that deflate can do
_MEMBERS = 100_000
_PACKED_FILES = ("[Content_Types].xml", "mimetype", "META-INF/MANIFEST.MF")
BUFFER = 65536

DAMAGES = (EOFError, zlib.error, zipfile.BadZipFile, gzip.BadGzipFile, NotImplementedError, RuntimeError)
"""What reading a damaged or protected archive raises, some of it late, in the middle of the stream."""


class OtherKindError(DocumentError):
    """The file is of a kind that is not read."""


def gunzip(stream: IO[bytes]) -> io.BufferedReader:
    """Return the stream that a gzip file holds; reading it raises DocumentError where it is a bomb."""
    return io.BufferedReader(_Bounded(stream), BUFFER)


def members(stream: IO[bytes]) -> Iterator[tuple[str, Callable[[], io.BufferedReader]]]:
    """Return the files in a zip archive in the order of their names, each with what opens it.

    Raises OtherKindError where it is some application's own file, DocumentError where it is damaged or a bomb.
    """
    try:
        archive = zipfile.ZipFile(stream)
    except (*DAMAGES, ValueError) as error:
        raise DocumentError(f"the zip archive is damaged: {error}") from None
    with archive:
        infos = archive.infolist()
        if any(info.filename in _PACKED_FILES for info in infos):
            raise OtherKindError("it is the file of an application, which is not read")
        packed = stream.seek(0, io.SEEK_END)
        expanded = sum(info.file_size for info in infos)
        if len(infos) > _MEMBERS or expanded > max(_ALWAYS_ALLOWED, _RATIO * packed):
            raise DocumentError(
                f"it expands from {packed:,} to {expanded:,} bytes in {len(infos):,} files: a zip bomb, not opened"
            )
        for info in sorted(infos, key=lambda info: info.filename):
            if not info.is_dir():
                yield info.filename, partial(_open, archive, info)


def _open(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> io.BufferedReader:
    return io.BufferedReader(cast("io.RawIOBase", archive.open(info)), BUFFER)


class _Bounded(io.RawIOBase):
    """What a gzip stream expands to; a DocumentError once that is beyond all proportion."""

    def __init__(self, packed: IO[bytes]) -> None:
        self._packed = packed
        self._expanded = gzip.GzipFile(fileobj=packed)
        self._size = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]
        data = self._expanded.read1(len(buffer))
        self._size += len(data)
        if self._size > max(_ALWAYS_ALLOWED, _RATIO * self._packed.tell()):
            raise DocumentError(
                f"it expands to more than {self._size:,} bytes: a zip bomb, not read any further"
            )
        buffer[: len(data)] = data
        return len(data)
