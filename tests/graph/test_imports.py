"""Export then import gives the same graph; what is wrong with a file is told, and nothing of it is loaded."""

from __future__ import annotations

import io
import random
from collections.abc import Callable, Iterable, Sequence
from typing import Any
from unittest.mock import Mock

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph import spool
from graph.engines.bolt import Graph
from graph.errors import FactsError
from graph.facts import LARGEST_TEXT, Claim, Facts
from graph.imports import FORMATS, Imported, ImportFormat, import_graph
from graph.rdf import parse
from graph.writer import Writer, Written
from tests.databases import empty
from tests.graph.exports import NASTY, REPRINTED, TERMS, exported, hard, written
from tests.graph.samples import claim, content, entity, facts
from tests.graph.test_laws import LAW

CHARACTERS = st.sampled_from(sorted(set(NASTY))) | st.characters(exclude_categories=["Cs"])
TEXTS = st.text(CHARACTERS, min_size=1, max_size=12)
SLUGS = st.sampled_from(["x", "华为", "a b", "%41", "ü/é", "q?#"])


@st.composite
def claims(draw: st.DrawFn) -> Claim:
    return claim(
        *draw(
            st.sampled_from(
                [
                    ("SIGNED_WITH", "company/x", "company/华为"),
                    ("SIGNED_WITH", "company/华为", "company/x"),
                    ("WORKS_FOR", "executive/a b", "company/x"),
                ]
            )
        ),
        quote=draw(TEXTS),
        date=draw(st.sampled_from([None, "2022", "2022-06", "2022-06-17", "2022-02-31"])),
        place=draw(st.sampled_from([None, "city/q?#"])),
        title=draw(st.none() | TEXTS),
        topic=draw(st.none() | TEXTS),
        former=draw(st.booleans()),
        extractor=draw(st.none() | TEXTS),
        confidence=draw(st.floats(0, 1)),
    )


@st.composite
def documents(draw: st.DrawFn) -> Facts:
    named = entity(
        f"company/{draw(SLUGS)}",
        draw(TEXTS),
        *draw(st.lists(TEXTS, max_size=2)),
        name_zh=draw(st.none() | TEXTS),
        aliases=tuple(draw(st.lists(TEXTS, max_size=2))),
        external_ids=draw(st.dictionaries(st.sampled_from(["wikidata", "lei"]), TEXTS, max_size=2)),
    )
    said = draw(st.lists(claims(), max_size=4))
    return facts(
        draw(TEXTS),
        named,
        *said,
        *draw(st.lists(st.sampled_from(said), max_size=1)) if said else (),  # the same claim twice
        title=draw(st.none() | TEXTS),
        url=draw(st.none() | TEXTS),
        language=draw(st.sampled_from([None, "zh-Hans", "EN-us", "x y"])),
        minhash=draw(st.sampled_from([None, REPRINTED])),
    )


BATCHES = st.lists(documents(), max_size=3, unique_by=lambda said: said.document.id)


def test_import_of_an_export_gives_the_same_graph(graph: Graph) -> None:
    for format_ in FORMATS:
        _round_trip(graph, hard(), format_)


@LAW
@given(batch=BATCHES)
def test_whatever_documents_say_survives_the_round_trip(graph: Graph, batch: list[Facts]) -> None:
    for format_ in FORMATS:
        _round_trip(graph, batch, format_)


def test_the_order_of_statements_does_not_matter(graph: Graph) -> None:
    Writer(graph).replace([(said, said.fingerprint()) for said in hard()])
    before, lines = content(graph), exported(graph, "nquads").split(b"\n")
    empty(graph)
    random.Random(1).shuffle(lines)
    _import(graph, b"\n".join(lines), "nquads")
    assert content(graph) == before


@pytest.mark.parametrize("format_", ["trig", "nquads"])
def test_reprints_are_told_anew(graph: Graph, format_: ImportFormat) -> None:
    later = facts("d.txt", minhash=REPRINTED)
    Writer(graph).replace([(said, said.fingerprint()) for said in (*BATCH, later)])
    data = exported(graph, format_)
    links = "MATCH (d:Document) RETURN d.id AS id, d.same_text_as AS same ORDER BY id"
    Writer(graph).replace([(facts("a.txt"), "another text"), (facts("0.txt", minhash=REPRINTED), "")])
    assert _import(graph, data, format_) == Imported(edited=1, unchanged=2)
    assert graph.read(links) == [
        {"id": "0.txt", "same": None},
        *({"id": id_, "same": "0.txt"} for id_ in ("a.txt", "b.txt", "d.txt")),
    ]


def test_an_import_that_was_interrupted_goes_on(graph: Graph, monkeypatch: pytest.MonkeyPatch) -> None:
    Writer(graph).replace([(said, said.fingerprint()) for said in hard()])
    before, data = content(graph), exported(graph, "trig")
    empty(graph)
    monkeypatch.setattr("graph.imports.DOCUMENTS_PER_BATCH", 1)
    batches: list[str] = []
    replace = Writer.replace

    def stops(writer: Writer, batch: Any) -> Any:
        if len(batches) == 2:
            raise KeyboardInterrupt
        batches.append(batch[0][0].document.id)
        return replace(writer, batch)

    monkeypatch.setattr(Writer, "replace", stops)
    with pytest.raises(KeyboardInterrupt):
        _import(graph, data, "trig")
    monkeypatch.setattr(Writer, "replace", replace)
    assert _import(graph, data, "trig") == Imported(new=2, unchanged=2)
    assert content(graph) == before


ENDS = ("LOCATED_IN", "event/forum", "city/jinan")
FORUM = f"<{TERMS.entities}event/forum>"
BATCH = [
    facts("a.txt", entity("city/jinan", "济南", "济南"), entity("company/x", "X"), minhash=REPRINTED),
    facts(
        "b.txt", entity("city/jinan", "Jinan", "Jinan"), claim(*ENDS, quote="In Jinan."), minhash=REPRINTED
    ),
]


@pytest.mark.parametrize(
    ("format_", "change", "where", "what"),
    [
        ("nquads", lambda text: text + "nonsense .\n", "line {lines}", "is not N-Quads"),
        ("nquads", lambda text: text.replace('"In Jinan."', '"\\uD800"'), "line ", "is not N-Quads"),
        ("trig", lambda text: text + "nonsense .\n", "line {lines}", "is not TriG"),
        ("trig", lambda text: "\x89PNG\n\x00" + text, "line 1", "is not TriG"),
        ("facts", lambda text: text + "{\n", "line {lines}", "Invalid JSON"),
        ("facts", lambda text: text.replace('"In Jinan."', '"\\ud800"'), "line ", "hex escape"),
        ("nquads", lambda text: _without(text, "#object>"), "#claim-", "has no http://www.w3.org/1999/02/22-rdf"),
        ("nquads", lambda text: text.replace("pact/entities/", "other/entities/"), "<", "PACTGRAPH_BASE_IRI"),
        ("nquads", lambda text: text.replace("sameTextAs> <", "sameTextAs> <urn:"), "<", "is no document under"),
        ("nquads", lambda text: text.replace("ontology#confidence", "ontology#sure"), "#claim-", "#sure"),
        ("nquads", lambda text: text.replace("ontology#path", "ontology#folder"), "<", "no predicate that"),
        ("nquads", lambda text: _without(text, "#Claim>"), "#claim-", "no rdf:type that is read"),
        ("nquads", lambda text: _without(text, "#exact>"), "<", "has no http://www.w3.org/ns/oa#exact"),
        ("trig", lambda text: text.replace("oa:start 0", "oa:start 0, 1"), "#text-", "has 2 values"),
        ("trig", lambda text: text.replace("oa:start 0", "oa:start _:b"), "#", "blank node"),
        ("trig", lambda text: text.replace("oa:start 0", 'oa:start "soon"'), "#", "no whole number"),
        ("trig", lambda text: text.replace("pg:locatedIn city:j", "pg:locatedIn city:x"), FORUM, "no claim"),
    ],
)  # fmt: skip
def test_a_file_with_anything_wrong_in_it_loads_nothing(
    format_: ImportFormat, change: Callable[[str], str], where: str, what: str
) -> None:
    text = change(written(BATCH, format_))
    loaded = Loaded()
    with pytest.raises(FactsError) as told:
        import_graph(io.BytesIO(text.encode()), format_, loaded, TERMS)
    assert where.format(lines=text.count("\n")) in told.value.where
    assert what in told.value.what
    assert loaded.ids == []


@pytest.mark.parametrize(
    ("format_", "where"),
    [("nquads", "line "), ("trig", f"after what is said of <{TERMS.base}"), ("facts", "line 1")],
)
def test_a_literal_that_is_too_long_is_refused(format_: ImportFormat, where: str) -> None:
    text = written([facts("a.txt", claim(*ENDS, quote="too long"))], format_)
    text = text.replace("too long", "x" * (LARGEST_TEXT + 1))
    loaded = Loaded()
    with pytest.raises(FactsError, match="more than 16 MB") as told:
        import_graph(io.BytesIO(text.encode()), format_, loaded, TERMS)
    assert told.value.where.startswith(where)
    assert loaded.ids == []


def test_bad_documents_can_be_skipped_and_are_listed() -> None:
    lines = written([*BATCH, facts("c.txt"), facts("d.txt", claim(*ENDS))], "nquads").splitlines(
        keepends=True
    )
    broken = "".join(
        line.replace("#confidence", "#sure") if "/d.txt#claim" in line else line for line in lines
    )
    at = next(number for number, line in enumerate(lines) if "b.txt#text-" in line)
    lines = broken.splitlines(keepends=True)
    lines[at] = lines[at].replace("oa#", " ")
    loaded, skipped = Loaded(), list[FactsError]()
    done = import_graph(io.BytesIO("".join(lines).encode()), "nquads", loaded, TERMS, skipped=skipped.append)
    assert loaded.ids == ["a.txt", "c.txt"]
    assert done == Imported(new=2, skipped=2)
    assert [error.where.partition("#")[0] for error in skipped] == [
        f"line {at + 1}",
        f"<{TERMS.documents}d.txt",
    ]


@pytest.mark.parametrize("format_", ["nquads", "trig"])
def test_more_jobs_read_the_same_and_refuse_the_same(
    format_: ImportFormat, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(parse, "_BLOCK", 500)
    monkeypatch.setattr(spool, "_TOGETHER", 1)

    def read(text: str, jobs: int) -> tuple[list[str], list[str]]:
        loaded, skipped = Loaded(), list[FactsError]()
        data = io.BytesIO(text.encode())
        import_graph(data, format_, loaded, TERMS, skipped=skipped.append, jobs=jobs)
        return loaded.ids, [str(error) for error in skipped]

    text = written(hard(), format_)
    assert read(text, 2) == read(text, 1) == (sorted(said.document.id for said in hard()), [])
    text = text.replace("In Jinan.", "In Jinan").replace("confidence", "sure")
    assert read(text, 2) == read(text, 1)
    assert read(text, 1)[1]


@pytest.mark.parametrize(
    ("format_", "bad"), [("nquads", "neither RDF nor else\n"), ("trig", "neither RDF nor else .\n")]
)
def test_what_is_wrong_first_is_told_first(format_: ImportFormat, bad: str) -> None:
    foreign = "<http://other.example/a> <http://other.example/b> <http://other.example/c> .\n"
    for text, first in ((foreign + bad, "<http://other.example/a>"), (bad + foreign, "line 1")):
        with pytest.raises(FactsError) as told:
            import_graph(io.BytesIO(text.encode()), format_, Loaded(), TERMS)
        assert told.value.where == first


def test_a_file_of_another_kind_is_refused_at_its_first_line(monkeypatch: pytest.MonkeyPatch) -> None:
    parsed = Mock(wraps=parse._parsed)
    monkeypatch.setattr(parse, "_parsed", parsed)
    with pytest.raises(FactsError, match="line 1: is not N-Quads"):
        import_graph(io.BytesIO(b"no RDF\n" * 1000), "nquads", Loaded(), TERMS)
    assert parsed.call_count == 2


def test_bad_facts_can_be_skipped_too() -> None:
    text = written(BATCH, "facts") + "{}\n"
    loaded, skipped = Loaded(), list[FactsError]()
    done = import_graph(io.BytesIO(text.encode()), "facts", loaded, TERMS, skipped=skipped.append)
    assert (loaded.ids, done.skipped) == (["a.txt", "b.txt"], 1)
    assert skipped[0].where == "line 3"


class Loaded(Writer):
    """Notes what would be written."""

    def __init__(self) -> None:
        self.ids: list[str] = []

    def known(self, ids: Iterable[str]) -> dict[str, str]:
        return {}

    def replace(self, batch: Sequence[tuple[Facts, str]]) -> Written:
        self.ids += [said.document.id for said, _ in batch]
        return Written(documents=len(batch))


def _without(text: str, part: str) -> str:
    return "".join(line for line in text.splitlines(keepends=True) if part not in line)


def _round_trip(graph: Graph, batch: list[Facts], format_: ImportFormat) -> None:
    empty(graph)
    Writer(graph).replace([(said, said.fingerprint()) for said in batch])
    before, data = _content(graph, format_), exported(graph, format_)
    empty(graph)
    assert _import(graph, data, format_) == Imported(new=len(batch))
    assert _content(graph, format_) == before
    revision = graph.read("MATCH (g:Graph) RETURN g.revision AS revision")
    assert _import(graph, data, format_) == Imported(unchanged=len(batch))
    assert graph.read("MATCH (g:Graph) RETURN g.revision AS revision") == revision


def _content(graph: Graph, format_: ImportFormat) -> Any:
    """Return the graph; facts alone do not tell the fingerprint that was recorded for them."""
    nodes, relationships = content(graph)
    if format_ == "facts":
        nodes = frozenset(
            tuple(pair for pair in dict(node)["properties"] if pair[0] != "fingerprint") for node in nodes
        )
    return nodes, relationships


def _import(graph: Graph, data: bytes, format_: ImportFormat, **options: Any) -> Imported:
    return import_graph(io.BytesIO(data), format_, Writer(graph), TERMS, **options)
