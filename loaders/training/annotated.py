"""The documents in ``documents/``: news in our own words, with mentions and claims marked where they stand.

``documents/README.md`` tells the form. Nothing in them is a fact: they are exercises in reading.

python -m loaders.training.annotated FILE…     reads the files, and says what they hold or what is malformed
"""

from __future__ import annotations

import re
import sys
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

from loaders.claims.judge.candidates import KINDS
from loaders.claims.scene import Scene, outline_all
from loaders.extract import tag
from loaders.mentions.document import proposed_mentions
from loaders.mentions.gazetteer import gazetteer
from loaders.mentions.lac import Word
from loaders.mentions.mention import Mention
from loaders.readers import read_content
from loaders.readers.formats import Content, Form
from loaders.resolve.cluster import Cluster, cluster, look_up
from loaders.text.analysis import Analysed, analyse
from loaders.text.spanned import Metadata

T = TypeVar("T")
DOCUMENTS = Path(__file__).parent / "documents"

LABELS: Mapping[str, str] = {
    "c": "Company",
    "u": "University",
    "n": "Center",
    "o": "Organization",
    "t": "City",
    "p": "Executive",
    "e": "Event",
}
TYPES: Mapping[str, str] = {
    "sign": "SIGNED_WITH",
    "works": "WORKS_FOR",
    "former": "WORKS_FOR",
    "located": "LOCATED_IN",
    "speaks": "SPEAKS_AT",
    "attends": "ATTENDED",
    "part": "PART_OF",
}
_DOCUMENT = re.compile(r"^(?==== )", re.MULTILINE)
_HEAD = re.compile(r"=== (\S+) \| ([^|]+) \| (\S+)\s*")
_MARK = re.compile(r"\[(?P<text>[^\[\]|]+)\|(?P<id>[cunotpe]\d+)\]|\{(?P<claims>[^{}]*)\}")
_CLAIM = re.compile(r"\s*(?P<kind>\w+) (?P<source>\w+) (?P<target>\w+)(?P<rest>.*)")
_DATE = re.compile(r"\d{4}(-\d\d){0,2}")
_DETAIL = re.compile(r"\b(date|place)=(\S+)")


@dataclass(frozen=True, slots=True)
class Told:
    """A claim that the text tells at a place; ends are ids of the document."""

    type: str
    source: str
    target: str
    at: int
    former: bool = False
    details: Mapping[str, str] = field(default_factory=dict)


@dataclass(slots=True)
class Annotated:
    """A document without its marks; ``mentions`` are spans of ``text`` with the id of what they name."""

    name: str
    published: str
    form: Form = "plain"
    text: str = ""
    mentions: list[tuple[int, int, str]] = field(default_factory=list)
    claims: list[Told] = field(default_factory=list)

    def names(self) -> dict[str, list[str]]:
        """By id the names under which a thing is mentioned, the longest first."""
        found: dict[str, dict[str, None]] = {}
        for start, end, id_ in self.mentions:
            found.setdefault(id_, {})[self.text[start:end]] = None
        return {id_: sorted(names, key=lambda name: -len(name)) for id_, names in found.items()}


def read_documents(files: Iterable[Path]) -> Iterator[Annotated]:
    """Every document of the files, in order. Raises SystemExit for a head line or a claim that is malformed."""
    for file in files:
        parts = [part for part in _DOCUMENT.split(file.read_text(encoding="utf-8")) if part.strip()]
        for number, part in enumerate(parts):
            head, _, body = part.partition("\n")
            if (match := _HEAD.fullmatch(head)) is None:
                raise SystemExit(f"{file}, document {number + 1}: the head line is malformed: {head}")
            form: Form = "markdown" if "markdown" in match[2] else "plain"
            found = Annotated(f"{file.stem}-{number + 1}", match[3], form)
            _read(found, body.strip("\n") + "\n")
            yield found


def _read(found: Annotated, body: str) -> None:
    pieces: list[str] = []
    position = length = 0
    for mark in _MARK.finditer(body):
        pieces.append(body[position : mark.start()])
        length += mark.start() - position
        position = mark.end()
        if mark["text"] is not None:
            found.mentions.append((length, length + len(mark["text"]), mark["id"]))
            pieces.append(mark["text"])
            length += len(mark["text"])
        else:
            found.claims.extend(_told(found.name, claim, length) for claim in mark["claims"].split(";"))
    pieces.append(body[position:])
    found.text = "".join(pieces)
    marked = {id_ for _, _, id_ in found.mentions}
    for claim in found.claims:
        ends = {claim.source, claim.target}
        if "place" in claim.details:
            ends.add(claim.details["place"])
        if unmarked := ends - marked:
            raise SystemExit(f"{found.name}: {min(unmarked)} is marked nowhere, but in a claim")


def _told(name: str, claim: str, at: int) -> Told:
    match = _CLAIM.fullmatch(claim)
    if match is None or match["kind"] not in TYPES:
        raise SystemExit(f"{name}: no claim: {claim}")
    details = dict(_DETAIL.findall(match["rest"]))
    if "date" in details and not _DATE.fullmatch(details["date"]):
        raise SystemExit(f"{name}: no date: {claim}")
    return Told(
        TYPES[match["kind"]],
        match["source"],
        match["target"],
        at,
        match["kind"] == "former",
        details,
    )


@dataclass(frozen=True, slots=True)
class Claimed:
    """A claim of a scene: ends and place are clusters, and the sentence that tells it is told by its number."""

    type: str
    source: int
    target: int
    sentence: int
    former: bool
    date: str | None = None
    place: int | None = None


def analysed(document: Annotated) -> Analysed:
    """The document's text, ready for the rules."""
    told = Metadata(published=document.published)
    return analyse(read_content(Content(document.text, told=told, form=document.form), path=document.name))


def tagged_documents() -> Iterator[tuple[Annotated, Analysed, list[list[Word]]]]:
    """The marked documents with their texts, and the words of these as the tagger cuts them."""
    documents = list(read_documents(sorted(DOCUMENTS.glob("*.txt"))))
    for some in batched(documents, 64):
        texts = [analysed(document) for document in some]
        yield from zip(some, texts, tag(texts), strict=True)


def spans(document: Annotated, text: Analysed) -> Iterator[tuple[int, int, str]]:
    """The mentions as spans of ``text.plain``, in order, apart from each other, with their ids."""
    last, sources = 0, _sources(text)
    for start, end, id_ in sorted(document.mentions):
        first, behind = bisect_left(sources, start), bisect_left(sources, end)
        while first < len(text.plain) and text.plain[first] == "\n":
            first += 1
        while behind > first and text.plain[behind - 1] in "\n ":
            behind -= 1
        if last <= first < behind:
            yield first, behind, id_
            last = behind


def _sources(text: Analysed) -> Sequence[int]:
    """Where each character of ``text.plain`` stands in the document."""
    starts = text.text.visible.starts
    return [starts[place] for place in text.places]


def marked_scene(
    document: Annotated, text: Analysed, words: Sequence[Sequence[Word]]
) -> tuple[Scene, list[Claimed]]:
    """The document as the claim rules would see it, had its mentions all been found, and what it claims."""
    clusters: dict[str, Cluster] = {}
    mentions: list[Mention] = []
    for start, end, id_ in spans(document, text):
        mention = Mention(start, end, LABELS[id_[0]], 1.0, "marked")
        mentions.append(mention)
        cluster = clusters.setdefault(id_, Cluster(mention.label))
        cluster.mentions.append(mention)
        cluster.names[text.plain[start:end]] += 1
    for cluster in clusters.values():
        known = (look_up(name, cluster.label) for name in cluster.names)
        cluster.known = next((one for one in known if one is not None), None)
    number = {id_: at for at, id_ in enumerate(clusters)}
    things = list(clusters.values())
    scene = Scene(text, things, outline_all(text, mentions, things), document.published, words)
    return scene, list(_claimed(document, text, number))


def found_scene(
    document: Annotated, text: Analysed, words: Sequence[Sequence[Word]]
) -> tuple[Scene, list[Claimed]]:
    """The document as the claim rules see it with the rules' names alone, and what it claims of the things found.

    A thing is taken to be the one that it shares most mentions with.
    """
    found = proposed_mentions(text, words, gazetteer())
    things = cluster(text.plain, found)
    scene = Scene(text, things, outline_all(text, found.mentions, things), document.published, words)
    marked = list(spans(document, text))
    number: dict[str, Counter[int]] = defaultdict(Counter)
    for at, thing in enumerate(things):
        for mention in thing.mentions:
            for start, end, id_ in marked:
                if (
                    start < mention.end
                    and mention.start < end
                    and KINDS[LABELS[id_[0]]] == KINDS[thing.label]
                ):
                    number[id_][at] += 1
    best = {id_: counts.most_common(1)[0][0] for id_, counts in number.items()}
    return scene, list(_claimed(document, text, best))


def _claimed(document: Annotated, text: Analysed, number: Mapping[str, int]) -> Iterator[Claimed]:
    sources = _sources(text)
    for claim in document.claims:
        if claim.source in number and claim.target in number:
            sentence = _sentence(text, bisect_left(sources, claim.at))
            source, target = number[claim.source], number[claim.target]
            place = number.get(claim.details.get("place", ""))
            yield Claimed(
                claim.type, source, target, sentence, claim.former, claim.details.get("date"), place
            )


def _sentence(text: Analysed, at: int) -> int:
    """The sentence behind which a claim is marked: ``text.plain[at]`` is what comes next."""
    place = max(0, at - 1)
    while place > 0 and text.plain[place] in "\n ":
        place -= 1
    return text.sentence_at(place)


def batched(things: Sequence[T], size: int) -> Iterator[Sequence[T]]:
    """So many at a time."""
    for start in range(0, len(things), size):
        yield things[start : start + size]


if __name__ == "__main__":
    read = list(read_documents(map(Path, sys.argv[1:])))
    mentions, claims = (
        sum(map(len, found)) for found in zip(*((d.mentions, d.claims) for d in read), strict=True)
    )
    print(f"{len(read):,} documents, {mentions:,} mentions, {claims:,} claims")
