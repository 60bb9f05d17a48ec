"""Importing what export wrote: a file is read and checked whole before the first document of it is loaded.

What was read waits on disk, a document at a time in memory. A document that is in the graph with the same
fingerprint is left alone, so an import that was interrupted goes on where it stopped when it is run again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from hashlib import sha256
from typing import IO, Literal

from graph.errors import FactsError, PactgraphError
from graph.facts import Facts, read_facts
from graph.identity.judgements import Judgement, Judgements, read_lines
from graph.jobs import Crew
from graph.rdf.parse import Reject, read_statements
from graph.rdf.read import read_documents
from graph.rdf.terms import Terms
from graph.spool import Spool, Spooled, spooled
from graph.writer import DOCUMENTS_PER_BATCH, Writer

__all__ = ["FORMATS", "ImportFormat", "Imported", "import_graph"]

ImportFormat = Literal["trig", "nquads", "facts"]
FORMATS: tuple[ImportFormat, ...] = ("trig", "nquads", "facts")

BATCH_BYTES = 4_000_000
"""Facts of a batch, as JSON; a batch is as many documents as stay within this and the writer's number."""


@dataclass(slots=True)
class Imported:
    """What an import did: documents by what became of them, and how many errors ``skip_bad`` passed over."""

    new: int = 0
    edited: int = 0
    unchanged: int = 0
    skipped: int = 0


def import_graph(
    source: IO[bytes],
    format_: ImportFormat,
    writer: Writer,
    terms: Terms,
    *,
    skipped: Callable[[FactsError], None] | None = None,
    keep: Callable[[Sequence[Judgement]], None] = lambda _: None,
    jobs: int = 1,
) -> Imported:
    """Load what an export holds.

    Judgements in it that the graph was not made with are added to its own, and given to ``keep`` before that.
    RDF is read by so many processes, N-Quads from its first line on, TriG once it is sorted by document.

    Raises FactsError, which names line or subject, for the first thing that is wrong, and loads nothing. With
    ``skipped`` it is called for each such thing instead, and the documents that are right are loaded.
    """
    done = Imported()
    spoiled: set[str] = set()

    def reject(error: FactsError, document: str | None) -> None:
        if skipped is None:
            raise error
        done.skipped += 1
        if document is not None:
            spoiled.add(document)
        skipped(error)

    with Spool() as spool:
        if format_ == "facts":
            _check_facts(source, spool, reject)
        else:
            with Crew(jobs) as crew:
                every = skipped is not None
                lines = read_statements(source, format_, terms, spool, reject, crew, every=every)
                _check_statements(spool, terms, spoiled, reject, crew)
            writer = _judged(writer, _read_judgements(lines, reject), keep)
        _load(spool, writer, done)
    return done


def _read_judgements(lines: Sequence[str], reject: Reject) -> Judgements:
    try:
        return read_lines(lines)
    except PactgraphError as error:
        reject(FactsError("", str(error)), None)
        return Judgements()


def _judged(writer: Writer, found: Judgements, keep: Callable[[Sequence[Judgement]], None]) -> Writer:
    """Return the writer to use, after judgements that are new have been kept."""
    known = writer.judgements() if found.entries else found
    new = [entry for entry in found.entries if entry not in known.entries]
    if not new:
        return writer
    keep(new)
    judging = Writer(writer.graph, Judgements((*known.entries, *new)))
    judging.settle()
    return judging


def _check_facts(source: IO[bytes], spool: Spool, reject: Reject) -> None:
    for number, line in enumerate(source, 1):
        row = line.strip()
        if row:
            try:
                spool.add_facts(spooled(read_facts(row, f"line {number}"), sha256(row).hexdigest()))
            except FactsError as error:
                reject(error, None)


def _check_statements(spool: Spool, terms: Terms, spoiled: set[str], reject: Reject, crew: Crew) -> None:
    """Read the facts of documents about which nothing wrong has been told."""
    for read in crew.each(partial(read_documents, base=terms.base), spool.statements()):
        for document, found in read:
            if document in spoiled:
                continue
            if isinstance(found, FactsError):
                reject(found, document)
            else:
                spool.add_facts(found)


def _batches(spool: Spool) -> Iterator[list[Spooled]]:
    batch: list[Spooled] = []
    size = 0
    for row in spool.facts():
        batch.append(row)
        size += len(row[2])
        if len(batch) == DOCUMENTS_PER_BATCH or size > BATCH_BYTES:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def _load(spool: Spool, writer: Writer, done: Imported) -> None:
    """Write what is new or edited; a batch is read while the server writes the one before it."""
    with ThreadPoolExecutor(1) as thread:
        coming: Future[list[tuple[Facts, str]]] | None = None
        for batch in _batches(spool):
            known = writer.known(id_ for id_, _, _ in batch)
            changed = [row for row in batch if known.get(row[0]) != row[1]]
            before, coming = coming, thread.submit(_read, changed) if changed else None
            if before:
                writer.replace(before.result())
            edited = sum(id_ in known for id_, _, _ in changed)
            done.edited += edited
            done.new += len(changed) - edited
            done.unchanged += len(batch) - len(changed)
        if coming:
            writer.replace(coming.result())


def _read(rows: Sequence[Spooled]) -> list[tuple[Facts, str]]:
    return [(Facts.model_validate_json(facts), fingerprint) for _, fingerprint, facts in rows]
