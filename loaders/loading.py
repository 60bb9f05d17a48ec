"""Loading: sources are read, their facts extracted, and written a batch of documents at a time."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from typing import IO, Literal

from graph.errors import DocumentError
from graph.said import Said, difference, said_by, said_in
from graph.writer import Forgotten, Writer
from loaders.extractors import RULES
from loaders.pipeline import Extracted, batches, extracted
from loaders.readers.sources import MAX_DOCUMENT, Failed, Found, Skipped, Source, find
from loaders.texts import Kept, Texts

_STDIN = "-"


@dataclass(frozen=True, slots=True)
class Report:
    """What became of one source.

    ``status``: new and edited documents are loaded (with ``dry_run``: would be); unchanged ones are left alone; a
    failed one is not in the graph as given, and ``reason`` says why; a skipped file is no document; a missing one was
    not reached before loading was stopped; a gone one was loaded from where it stands no more, a forgotten one
    was retracted for that. ``size`` is in bytes. ``encoding`` is the one taken; where it was guessed,
    ``confidence`` is below 1. ``added`` and ``removed`` count claims that the document makes now and did before; they
    are told where nothing is written.
    """

    status: Literal["new", "edited", "unchanged", "failed", "skipped", "missing", "gone", "forgotten"]
    path: str
    id: str | None = None
    line: int | None = None
    reason: str | None = None
    language: str | None = None
    entities: int = 0
    claims: int = 0
    added: int | None = None
    removed: int | None = None
    encoding: str | None = None
    confidence: float = 1.0
    size: int = 0


def never() -> bool:
    """Return that nobody wants loading to stop."""
    return False


@dataclass(frozen=True, slots=True)
class Way:
    """How to load. ``stop`` is asked before each batch; without ``texts`` no text is kept.

    With ``forget_gone`` documents are retracted that came from the paths before, and are not there any more.
    """

    jobs: int = 1
    dry_run: bool = False
    limit: int = MAX_DOCUMENT
    texts: Texts | None = None
    stop: Callable[[], bool] = never
    forget_gone: bool = False
    extractor: str = RULES


def load(
    paths: Sequence[str],
    writer: Writer,
    way: Way = Way(),
    *,
    prefix: str = "",
    stdin: IO[bytes] | None = None,
    relative_to: str | None = None,
) -> Iterator[Report]:
    """Load everything that the paths lead to; one report a source, in order, then one for each that is gone.

    A document whose bytes are those that are loaded already is left alone. A batch is written in one
    transaction: what was reported is in the graph.
    """
    found = find(paths, prefix=prefix, stdin=stdin, limit=way.limit, relative_to=relative_to)
    loading = _Loading(writer, way)
    yield from loading.run(found)
    if way.texts is not None and not loading.stopped:
        origins = [os.path.abspath(path) for path in paths if path != _STDIN]  # noqa: PTH100 - links stay links
        yield from loading.gone(way.texts, origins)


def load_one(source: Source, writer: Writer, way: Way) -> Report:
    """Load one document; its report."""
    (report,) = _Loading(writer, way).run([source])
    return report


def reextract(texts: Texts, writer: Writer, way: Way, ids: Sequence[str] = ()) -> Iterator[Report]:
    """Extract again from the texts that are kept, of these documents or of all, and write what they say now."""
    loaded = writer.known(ids) if ids else writer.documents()
    for id_ in ids:
        if id_ not in loaded:
            yield Report("failed", id_, id_, reason="no such document is loaded")
    loading = _Loading(writer, way, again=True)
    yield from loading.run(_kept_sources(texts, loaded))


def forget(documents: Iterable[str], writer: Writer, texts: Texts) -> Forgotten:
    """Retract documents and drop their texts."""
    ids = list(documents)
    done = writer.forget(ids)
    texts.forget(ids)
    return done


@dataclass(slots=True)
class _Loading:
    writer: Writer
    way: Way
    again: bool = False  # documents are extracted though they are loaded already
    stopped: bool = False
    known: dict[str, str] = field(default_factory=dict)
    seen: dict[str, tuple[str, str]] = field(default_factory=dict)  # a document's file and hash by its id
    broken: list[str] = field(default_factory=list)  # files of which not everything could be read

    def run(self, found: Iterable[Found]) -> Iterator[Report]:
        for batch, results in extracted(
            self._changed(found), self.way.jobs, self.way.limit, self.way.extractor
        ):
            sources = [one for one in batch if isinstance(one, Source)]
            good = [
                (source, one)
                for source, one in zip(sources, results, strict=True)
                if isinstance(one, Extracted)
            ]
            before = (
                said_in(self.writer.graph, [s.id for s, _ in good if s.id in self.known])
                if self._compares
                else {}
            )
            by_source = iter(results)
            reports = [
                self._report(one, next(by_source), before) if isinstance(one, Source) else _told(one)
                for one in batch
            ]
            if not self.way.dry_run:
                if self.way.texts is not None and not self.again:
                    self.way.texts.put(_kept(source, one) for source, one in good)
                self.writer.replace([(one.facts, source.sha256) for source, one in good])
            self.known.update((source.id, source.sha256) for source, _ in good)
            yield from reports

    def gone(self, texts: Texts, origins: Sequence[str]) -> Iterator[Report]:
        """Report the documents that came from these files and folders and do no more."""
        away = {
            id_: origin
            for id_, origin in texts.from_(origins).items()
            if id_ not in self.seen and not any(_holds(file, origin) for file in self.broken)
        }
        lost = sorted(self.writer.known(sorted(away)))
        forgets = self.way.forget_gone and not self.way.dry_run
        before = said_in(self.writer.graph, lost) if self.way.dry_run else {}
        if forgets:
            forget(lost, self.writer, texts)
        for id_ in lost:
            removed = before[id_].total() if before else None
            reason = "retracted" if forgets else "still in the graph; forget retracts it"
            status: Literal["forgotten", "gone"] = "forgotten" if forgets else "gone"
            yield Report(
                status, away[id_], id_, reason=f"no longer in {away[id_]}: {reason}", removed=removed
            )

    @property
    def _compares(self) -> bool:
        return self.way.dry_run or self.again

    def _changed(self, found: Iterable[Found]) -> Iterator[list[Found | Report]]:
        """Batches of what is to be loaded; the documents among it that need no loading are reports already."""
        return batches(one for looked_at in batches(found) for one in self._looked_up(looked_at))

    def _looked_up(self, batch: Sequence[Found]) -> list[Found | Report]:
        batch = [self._told_apart(one) for one in batch]
        sources = [one for one in batch if isinstance(one, Source)]
        self.broken += [one.origin for one in batch if isinstance(one, Failed | Skipped) and one.origin]
        self.stopped = self.stopped or self.way.stop()
        if self.stopped:
            return [Report("missing", s.path, s.id, reason="not reached", size=len(s.data)) for s in sources]
        self.known.update(self.writer.known([source.id for source in sources]))
        same = [] if self.again else [s for s in sources if self.known.get(s.id) == s.sha256]
        self._heal(same)
        alike = {id(source) for source in same}
        return [_unchanged(one) if isinstance(one, Source) and id(one) in alike else one for one in batch]

    def _told_apart(self, one: Found) -> Found:
        """Refuse a file that would take the place of another one of this load: both have one id.

        A row bears its own id: where it comes again, it is a newer version of the same.
        """
        if not isinstance(one, Source):
            return one
        origin, sha256 = self.seen.setdefault(one.id, (one.origin, one.sha256))
        if one.line is not None or origin == one.origin or sha256 == one.sha256:
            return one
        return one.failed(f"{origin} has the id {one.id} too: load a folder that holds both")

    def _heal(self, unchanged: Sequence[Source]) -> None:
        """Keep the texts of loaded documents that are not kept yet: texts were off, or the home is another."""
        texts = self.way.texts
        if texts is None or self.way.dry_run:
            return
        current = texts.current({source.id: source.sha256 for source in unchanged})
        for source in unchanged:
            if source.id not in current:
                with suppress(DocumentError):
                    content = source.taken_out(self.way.limit) if source.kind == "document" else None
                    texts.put([Kept(source.id, source.sha256, source.path, source.origin, content)])

    def _report(self, source: Source, result: Extracted | Failed, before: dict[str, Said]) -> Report:
        if isinstance(result, Failed):
            return replace(_told(result), size=len(source.data))
        facts, content = result.facts, result.content
        report = Report(
            "edited" if source.id in self.known else "new",
            source.path,
            source.id,
            language=facts.document.language,
            entities=len(facts.entities),
            claims=len(facts.claims),
            encoding=content.encoding if content else None,
            confidence=content.confidence if content else 1.0,
            size=len(source.data),
        )
        if self._compares:
            added, removed = difference(before.get(source.id, Said()), said_by(facts))
            report = replace(report, added=added, removed=removed)
            if self.again and not added and not removed:
                report = replace(report, status="unchanged")
        return report


def _kept_sources(texts: Texts, loaded: dict[str, str]) -> Iterator[Found]:
    """Return the loaded documents as sources; skipped are those whose text is not kept, or that of another version."""
    ids = sorted(loaded)
    kept = texts.all(ids)
    one = next(kept, None)
    for id_ in ids:
        while one is not None and one.id < id_:
            one = next(kept, None)
        if one is not None and one.id == id_ and one.content is not None and one.sha256 == loaded[id_]:
            data = one.content.source.encode("utf-8", "replace")
            yield Source(
                id_,
                one.path,
                "document",
                data,
                id_,
                origin=one.origin,
                content=one.content,
                sha256=one.sha256,
            )
        else:
            yield Skipped(id_, "its text is not kept; load it again")


def _kept(source: Source, one: Extracted) -> Kept:
    return Kept(source.id, source.sha256, source.path, source.origin, one.content)


def _unchanged(source: Source) -> Report:
    return Report("unchanged", source.path, source.id, size=len(source.data))


def _told(one: Failed | Skipped | Report) -> Report:
    if isinstance(one, Report):
        return one
    if isinstance(one, Skipped):
        return Report("skipped", one.path, reason=one.reason)
    return Report("failed", one.path, one.id, one.line, one.reason)


def _holds(file: str, origin: str) -> bool:
    return bool(file) and (origin == file or origin.startswith(file.rstrip("/\\") + "/"))
