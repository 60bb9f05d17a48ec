"""Sources in, what they say out: a batch of documents at a time, in one process or in many."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import IO, TypeVar

from graph.errors import PactgraphError
from graph.facts import Document, Facts
from graph.jobs import Crew
from graph.minhash import sign
from graph.names.authority import in_use, use
from loaders.extractors import RULES, extract_each
from loaders.readers import read_content
from loaders.readers.formats import Content
from loaders.readers.sources import MAX_DOCUMENT, Failed, Found, Skipped, Source, find
from loaders.text.analysis import Analysed, analyse

BATCH_DOCUMENTS = 200
BATCH_BYTES = 1_000_000
"""A batch is as many sources as stay within both: enough to tag and write well, little to lose."""

_ITEMS = 5000  # after so many things that are no sources, those before them wait no longer


@dataclass(frozen=True, slots=True)
class Extracted:
    """What one document says, and the content that it was taken from; facts come without one."""

    facts: Facts
    content: Content | None = None


T = TypeVar("T")


def extract_paths(
    paths: Sequence[str],
    *,
    prefix: str = "",
    stdin: IO[bytes] | None = None,
    jobs: int = 1,
    limit: int = MAX_DOCUMENT,
    extractor: str = RULES,
) -> Iterator[Facts | Failed | Skipped]:
    """The facts of everything that the paths lead to, in order; no database is needed."""
    found = find(paths, prefix=prefix, stdin=stdin, limit=limit)
    for batch, results in extracted(batches(found), jobs, limit, extractor):
        by_source = iter(results)
        for one in batch:
            result = next(by_source) if isinstance(one, Source) else one
            yield result.facts if isinstance(result, Extracted) else result


def extract_batch(
    sources: Sequence[Source], limit: int = MAX_DOCUMENT, extractor: str = RULES
) -> list[Extracted | Failed]:
    """The facts of each source, or why there are none; one bad source never takes another with it."""
    results: list[Extracted | Failed] = []
    texts: dict[int, tuple[Document, Content, Analysed]] = {}
    for number, source in enumerate(sources):
        try:
            if source.kind == "facts":
                results.append(Extracted(source.facts()))
                continue
            texts[number] = _read(source, limit)
            results.append(source.failed("not reached"))
        except PactgraphError as error:
            results.append(source.failed(str(error)))
        except Exception as error:
            results.append(source.failed(f"reading it broke with {_broke(error)}"))
    found = extract_each(extractor, [(document, analysed) for document, _, analysed in texts.values()])
    for (number, (_, content, _)), said in zip(texts.items(), found, strict=True):
        results[number] = (
            Extracted(said, content)
            if isinstance(said, Facts)
            else sources[number].failed(f"extraction by {extractor} broke with {_broke(said)}")
        )
    return results


def _read(source: Source, limit: int) -> tuple[Document, Content, Analysed]:
    content = source.taken_out(limit)
    text = read_content(content, path=source.where)
    analysed = analyse(text)
    document = Document(
        id=source.id,
        path=source.path,
        title=text.metadata.title,
        published=text.metadata.published,
        url=text.metadata.url,
        language=text.metadata.language,
        sha256=source.sha256,
        length=len(text.source),
        minhash=sign(analysed.plain),
        given=False,
    )
    return document, content, analysed


def _broke(error: Exception) -> str:
    return f"{type(error).__name__}: {error}; please report it"


def batches(found: Iterable[Found | T]) -> Iterator[list[Found | T]]:
    """Gather sources so that each batch is worth its cost; what is none costs nothing, but is not held back long."""
    batch: list[Found | T] = []
    sources = size = 0
    for one in found:
        batch.append(one)
        if isinstance(one, Source):
            sources += 1
            size += len(one.data)
        if sources >= BATCH_DOCUMENTS or size >= BATCH_BYTES or len(batch) >= _ITEMS:
            yield batch
            batch, sources, size = [], 0, 0
    if batch:
        yield batch


def extracted(
    batches: Iterable[list[Found | T]], jobs: int, limit: int, extractor: str
) -> Iterator[tuple[list[Found | T], list[Extracted | Failed]]]:
    """Each batch with what its sources say; with more jobs than one, other processes extract ahead."""
    waiting: deque[list[Found | T]] = deque()

    def sources() -> Iterator[list[Source]]:
        for batch in batches:
            waiting.append(batch)
            yield [one for one in batch if isinstance(one, Source)]

    work = partial(extract_batch, limit=limit, extractor=extractor)
    with Crew(jobs, prepare=partial(use, in_use())) as crew:
        for results in crew.each(work, sources()):
            yield waiting.popleft(), results
