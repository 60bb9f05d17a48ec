"""What Neo4j Browser is given: guide, style and favourites, with all of the catalogue and of the model in them."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Mapping
from html.parser import HTMLParser

import pytest
from neo4j.graph import Entity

from api.browser.favourites import FOLDER, archive, favourites
from api.browser.guide import EVERYTHING, FIND, SOURCES, guide
from api.browser.runnable import runnable, title
from api.browser.style import style
from graph.engines.bolt import Graph
from graph.model import CLAIM_TYPES, DOCUMENT, ENTITY_LABELS, MENTIONS, REJECTED
from graph.schema import NODE_LABELS
from queries.catalog import catalog
from queries.query import Query
from queries.values import complete, read_value
from tests.queries.world import load

ON_NEO4J = pytest.mark.parametrize(
    "connection",
    [
        pytest.param("neo4j", marks=pytest.mark.neo4j),
        pytest.param("neo4j-current", marks=[pytest.mark.neo4j, pytest.mark.current]),
    ],
    indirect=True,
)


class Frames(HTMLParser):
    """Reads a guide: its headings, and the texts that run at a click."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.headings: list[str] = []
        self.frames: list[str] = []
        self.loads: list[str] = []
        self._into: list[str] | None = None
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.loads += [value or "" for name, value in attrs if name in ("src", "href")]
        if tag == "h3" or (tag == "pre" and "runnable" in (dict(attrs)["class"] or "").split()):
            self._into = self.headings if tag == "h3" else self.frames
            self._into.append("")

    def handle_endtag(self, tag: str) -> None:
        if tag in ("h3", "pre"):
            self._into = None

    def handle_data(self, data: str) -> None:
        if self._into is not None:
            self._into[-1] += data


def test_the_guide_has_every_query_as_a_frame_under_its_title() -> None:
    read = Frames(guide(catalog(), "http://localhost:8000/"))
    queries = catalog().values()
    assert read.headings[-len(queries) :] == [title(query) for query in queries]
    assert read.frames == [
        ":style http://localhost:8000/browser/style.grass",
        EVERYTHING,
        SOURCES,
        FIND,
        *map(runnable, queries),
    ]


def test_the_guide_tells_of_every_kind_of_thing_and_claim_and_loads_nothing() -> None:
    page = guide(catalog(), "http://localhost:8000/")
    for kind in (*ENTITY_LABELS, *CLAIM_TYPES):
        assert kind.name_zh in page
    for label in ENTITY_LABELS:
        assert label.comment in page
    assert Frames(page).loads == []
    assert "<script" not in page


def test_an_address_cannot_break_out_of_the_guide() -> None:
    page = guide(catalog(), "http://localhost/<b>&/")
    assert "<b>" not in page
    assert Frames(page).frames[0] == ":style http://localhost/<b>&/browser/style.grass"


def test_parameters_stand_above_the_query_with_what_else_they_could_be() -> None:
    lines = runnable(catalog()["partners_in_city"]).splitlines()
    assert lines[0] == "// Who partnered in Jinan · 谁在济南签约"
    assert lines[1:4] == ["WITH {", "  city: 'city/jinan',", "  year: null,  // or '2018..2022'"]
    assert "$" not in "".join(lines)


@pytest.mark.slow
@ON_NEO4J
def test_a_frame_answers_as_the_query_does(graph: Graph) -> None:
    load(graph)
    some = 0
    for query in catalog().values():
        expected = graph.read(query.cypher, **examples(query))
        assert [comparable(row) for row in graph.read(runnable(query))] == [
            comparable(row) for row in expected
        ], query.name
        some += bool(expected)
    assert some > len(catalog()) / 2


@ON_NEO4J
def test_the_guide_s_own_frames_find_something(graph: Graph) -> None:
    load(graph)
    graph.schema("CALL db.index.fulltext.awaitEventuallyConsistentIndexRefresh()")
    for statement in (EVERYTHING, SOURCES, FIND):
        assert graph.read(statement), statement


def test_every_label_and_type_has_its_caption_and_none_shows_an_id() -> None:
    rules = parsed(style())
    for label in (*(label.name for label in ENTITY_LABELS), DOCUMENT):
        assert rules[f"node.{label}"]["caption"] == "{name}"
    wanted = {f"node.{label}" for label in NODE_LABELS}
    wanted |= {f"relationship.{name}" for name in (*(kind.name for kind in CLAIM_TYPES), MENTIONS, REJECTED)}
    assert wanted | {"node", "relationship"} == rules.keys()
    captions = [rule["caption"] for name, rule in rules.items() if name != "relationship"]
    assert set(re.findall(r"\{(\w+)\}", " ".join(captions))) == {"name", "date"}
    assert "<" not in "".join(captions)


def test_labels_can_be_told_apart_and_names_be_read_on_them() -> None:
    rules = [rule for name, rule in parsed(style()).items() if name.startswith("node.")]
    entities = rules[: len(ENTITY_LABELS)]
    assert len({rule["color"] for rule in entities}) == len(ENTITY_LABELS)
    for rule in rules:
        # 4.5 : 1 is what the Web Content Accessibility Guidelines ask for.
        assert contrast(rule["color"], rule["text-color-internal"]) >= 4.5, rule


def test_favourites_are_the_frames_of_the_guide() -> None:
    text = favourites(catalog())
    assert [part.strip() for part in text.split(";\n")][:-1] == list(map(runnable, catalog().values()))
    with zipfile.ZipFile(io.BytesIO(archive(catalog()))) as packed:
        assert {name: packed.read(name).decode() for name in packed.namelist()} == {
            f"{FOLDER}/{query.name}.cypher": runnable(query) for query in catalog().values()
        }
    assert archive(catalog()) == archive(catalog())


def examples(query: Query) -> dict[str, object]:
    return complete(
        query,
        {
            known.name: known.example.id if known.labels else read_value(known, known.example.en)
            for known in query.parameters
            if known.required
        },
    )


def comparable(value: object) -> object:
    """Return a value with nodes and relationships as their ids, and lists in one order, which none was given."""
    if isinstance(value, Entity):
        return value.element_id
    if isinstance(value, Mapping):
        return {name: comparable(one) for name, one in value.items()}
    if isinstance(value, list):
        return sorted(map(comparable, value), key=str)
    return value


def parsed(sheet: str) -> dict[str, dict[str, str]]:
    return {
        selector: dict(re.findall(r'([\w-]+): "?(.*?)"?;', body))
        for selector, body in re.findall(r"^([\w.]+) \{\n(.*?)^\}", sheet, re.MULTILINE | re.DOTALL)
    }


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of two colours (WCAG 2.2)."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def luminance(colour: str) -> float:
    parts = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
