"""Loading: sources are read, their facts extracted, and written a batch of documents at a time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
from typing import IO, Literal

from graph.errors import PactgraphError
from graph.facts import Document, Facts
from graph.writer import Writer
from loaders.extract import extract, tag
from loaders.readers import read_content
from loaders.readers.formats import Content
from loaders.readers.sources import MAX_DOCUMENT, Failed, Found, Skipped, Source, find
from loaders.text.analysis import Analysed, analyse

BATCH_DOCUMENTS = 200
BATCH_BYTES = 1_000_000
"""A batch is as many sources as stay within both: enough to tag and write well, little to lose."""


@dataclass(frozen=True, slots=True)
class Report:
    """What became of one source.

    ``status``: new and edited documents are loaded (with ``--dry-run``: would be); unchanged ones are left alone;
    a failed one is not in the graph as given, and ``reason`` says why; a skipped file is no document.
    ``size`` is in bytes. ``encoding`` is the one taken; where it was guessed, ``confidence`` is below 1.
    """

    status: Literal["new", "edited", "unchanged", "failed", "skipped"]
    path: str
    id: str | None = None
    line: int | None = None
    reason: str | None = None
    language: str | None = None
    entities: int = 0
    claims: int = 0
    encoding: str | None = None
    confidence: float = 1.0
    size: int = 0


@dataclass(frozen=True, slots=True)
class Extracted:
    """What one document says, and the content that it was taken from; facts come without one."""

    facts: Facts
    content: Content | None = None


Item = Source | Skipped | Failed | Report
"""What travels through a batch: a source still to be read, or what is already known of one."""


def extract_paths(
    paths: Sequence[str],
    *,
    prefix: str = "",
    stdin: IO[bytes] | None = None,
    jobs: int = 1,
    limit: int = MAX_DOCUMENT,
) -> Iterator[Facts | Failed | Skipped]:
    """The facts of everything that the paths lead to, in order; no database is needed."""
    for batch, facts in _extracted(
        _batches(find(paths, prefix=prefix, stdin=stdin, limit=limit)), jobs, limit
    ):
        by_source = iter(facts)
        for found in batch:
            if isinstance(found, Source):
                one = next(by_source)
                yield one.facts if isinstance(one, Extracted) else one
            elif not isinstance(found, Report):
                yield found


def load(
    paths: Sequence[str],
    writer: Writer,
    *,
    prefix: str = "",
    stdin: IO[bytes] | None = None,
    jobs: int = 1,
    dry_run: bool = False,
    limit: int = MAX_DOCUMENT,
    relative_to: str | None = None,
) -> Iterator[Report]:
    """Load everything that the paths lead to; one report a source, in order.

    A document whose bytes are those that are loaded already is left alone. A batch is written in one
    transaction: what was reported is in the graph.
    """
    known: dict[str, str] = {}

    def changed() -> Iterator[list[Item]]:
        for batch in _batches(find(paths, prefix=prefix, stdin=stdin, limit=limit, relative_to=relative_to)):
            known.update(writer.known([found.id for found in batch if isinstance(found, Source)]))
            yield [_unless_known(found, known) for found in batch]

    for batch, extracted in _extracted(changed(), jobs, limit):
        sources = [found for found in batch if isinstance(found, Source)]
        results = dict(zip(map(id, sources), extracted, strict=True))
        reports = [_report(found, results.get(id(found)), known) for found in batch]
        good = [
            (one.facts, source.sha256)
            for source, one in zip(sources, extracted, strict=True)
            if isinstance(one, Extracted)
        ]
        if not dry_run:
            writer.replace(good)
        known.update((facts.document.id, fingerprint) for facts, fingerprint in good)
        yield from reports


def extract_batch(sources: Sequence[Source], limit: int = MAX_DOCUMENT) -> list[Extracted | Failed]:
    """The facts of each source, or why there are none; one bad source never takes another with it."""
    results: list[Extracted | Failed] = []
    texts: dict[int, tuple[Document, Content, Analysed]] = {}
    for number, source in enumerate(sources):
        try:
            if source.kind == "facts":
                results.append(Extracted(source.facts()))
                continue
            texts[number] = _read(source, limit)
            results.append(Failed(source.id, source.path, None, "not reached"))
        except PactgraphError as error:
            results.append(_failed(source, str(error)))
        except Exception as error:
            results.append(_failed(source, f"reading it broke with {_broke(error)}"))
    words = tag([analysed for *_, analysed in texts.values()])
    for (number, (document, content, analysed)), tagged in zip(texts.items(), words, strict=True):
        try:
            results[number] = Extracted(extract(document, analysed, tagged), content)
        except Exception as error:
            results[number] = _failed(sources[number], f"extraction broke with {_broke(error)}")
    return results


def _read(source: Source, limit: int) -> tuple[Document, Content, Analysed]:
    content = source.taken_out(limit)
    text = read_content(content, path=source.where)
    document = Document(
        id=source.id,
        path=source.path,
        title=text.metadata.title,
        published=text.metadata.published,
        url=text.metadata.url,
        language=text.metadata.language,
        sha256=source.sha256,
        length=len(text.source),
    )
    return document, content, analyse(text)


def _broke(error: Exception) -> str:
    return f"{type(error).__name__}: {error}; please report it"


def _failed(source: Source, reason: str) -> Failed:
    return Failed(source.id, source.path, None, reason.removeprefix(f"{source.where}: "))


def _unless_known(found: Item, known: dict[str, str]) -> Item:
    if isinstance(found, Source) and known.get(found.id) == found.sha256:
        return Report("unchanged", found.path, found.id, size=len(found.data))
    return found


def _report(found: Item, extracted: Extracted | Failed | None, known: dict[str, str]) -> Report:
    match found, extracted:
        case Report(), _:
            return found
        case Skipped(), _:
            return Report("skipped", found.path, reason=found.reason)
        case Failed(), _:
            return Report("failed", found.path, found.id, found.line, found.reason)
        case Source(), Extracted(facts, content):
            return Report(
                "edited" if found.id in known else "new",
                found.path,
                found.id,
                language=facts.document.language,
                entities=len(facts.entities),
                claims=len(facts.claims),
                encoding=content.encoding if content else None,
                confidence=content.confidence if content else 1.0,
                size=len(found.data),
            )
        case Source(), Failed(line=line, reason=reason):
            return Report("failed", found.path, found.id, line, reason, size=len(found.data))
    raise AssertionError(found)


def _batches(found: Iterable[Found]) -> Iterator[list[Item]]:
    batch: list[Item] = []
    size = 0
    for one in found:
        batch.append(one)
        size += len(one.data) if isinstance(one, Source) else 0
        if len(batch) >= BATCH_DOCUMENTS or size >= BATCH_BYTES:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def _extracted(
    batches: Iterable[list[Item]], jobs: int, limit: int
) -> Iterator[tuple[list[Item], list[Extracted | Failed]]]:
    """Each batch with the facts of its sources; with more jobs than one, other processes extract ahead."""
    if jobs <= 1:
        for batch in batches:
            yield batch, extract_batch([found for found in batch if isinstance(found, Source)], limit)
        return
    with ProcessPoolExecutor(jobs, mp_context=get_context("spawn")) as pool:
        waiting = []
        for batch in batches:
            sources = [found for found in batch if isinstance(found, Source)]
            waiting.append((batch, pool.submit(extract_batch, sources, limit)))
            if len(waiting) > 2 * jobs:
                ready, future = waiting.pop(0)
                yield ready, future.result()
        for ready, future in waiting:
            yield ready, future.result()
