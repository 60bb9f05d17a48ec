"""The catalogue and what a header must hold."""

from __future__ import annotations

import pytest

from queries.catalog import catalog
from queries.errors import HeaderError, UnknownQuery
from queries.header import RESERVED_NAMES, read_query
from queries.statement import COUNT_BOUND, shape, wrap

GOOD = """/*
title: {en: "Who is in {city}", zh: "谁在{city}"}
description: People in a city.
parameters:
  city: {type: city, required: true, example: {id: city/jinan, en: Jinan, zh: 济南}, description: Where.}
  year: {type: year, example: 2022, description: When.}
columns: {person: entity, evidence: evidence}
questions: {en: ["who is in {city}"], zh: ["谁在{city}"]}
*/
MATCH (city:City {id: $city})<-[:AT]-(person) WHERE $year IS NULL
RETURN person, [] AS evidence ORDER BY person.name, coalesce(person.age, 0) DESC
"""


def test_every_query_of_the_contract_is_there() -> None:
    assert set(catalog()) >= {
        "partners_in_city", "partners_of", "agreements_between", "executives_of", "posts_of", "speakers_at", "talks_of",
        "attendees_of", "centers_in_city", "centers_of", "events_in_city", "documents_about",
    }  # fmt: skip


def test_no_parameter_has_a_name_that_means_the_same_everywhere() -> None:
    names = {parameter.name for query in catalog().values() for parameter in query.parameters}
    assert not names & RESERVED_NAMES
    assert {"lang", "limit", "next", "format"} <= RESERVED_NAMES


def test_every_row_that_states_a_fact_has_evidence() -> None:
    without = {
        name
        for name, query in catalog().items()
        if all(column.type != "evidence" for column in query.columns)
    }
    assert without == {"documents", "documents_about"}


def test_a_good_header_is_read() -> None:
    query = read_query(GOOD, "people.cypher")
    assert (query.name, query.title["zh"], query.description) == ("people", "谁在{city}", "People in a city.")
    assert [(known.name, known.required, known.labels) for known in query.parameters] == [
        ("city", True, ("City",)),
        ("year", False, ()),
    ]
    assert [(column.name, column.type) for column in query.columns] == [
        ("person", "entity"),
        ("evidence", "evidence"),
    ]
    assert not any(column.nullable for column in query.columns)
    assert query.example("zh") == "谁在济南"
    assert query.cypher.startswith("MATCH (city:City")


@pytest.mark.parametrize(
    ("old", "new", "field"),
    [
        ("type: city", "type: town", "parameters.city.type"),
        ("required: true", "required: yes please", "parameters.city.required"),
        (", description: Where.", "", "parameters.city.description"),
        ("id: city/jinan, ", "", "parameters.city.example.id"),
        ("  year:", "  limit:", "parameters.limit"),
        ("  year:", "  month:", "parameters"),
        ("person: entity", "person: node", "columns.person"),
        ("type: year", "type: label, allowed: [Town]", "parameters.year.allowed"),
        ('zh: "谁在{city}"}', "}", "title.zh"),
        ('"Who is in {city}"', '"Who is in {year}"', "title.en"),
        ('"who is in {city}"', '"who is there"', "questions.en"),
        ('"who is in {city}"', '"who is in {city} {year}"', "questions.en"),
        ('"谁在{city}"]', '"谁在{town}和{city}"]', "questions.zh"),
        ("description: People", "colour: red\ndescription: People", "colour"),
        ("ORDER BY person.name, coalesce(person.age, 0) DESC", "", ""),
        ("0) DESC", "0) DESC LIMIT 3", ""),
        ("/*", "//", ""),
        ("title: {", "title: [", ""),
    ],
)  # fmt: skip
def test_a_bad_header_is_refused_by_file_and_field(old: str, new: str, field: str) -> None:
    assert old in GOOD
    with pytest.raises(HeaderError) as raised:
        read_query(GOOD.replace(old, new, 1), "people.cypher")
    assert (raised.value.file, raised.value.field) == ("people.cypher", field)
    assert str(raised.value).startswith("people.cypher: ")


def test_an_unknown_query_comes_with_near_misses() -> None:
    with pytest.raises(UnknownQuery) as raised:
        catalog()["partners_in_town"]
    assert "partners_in_city" in raised.value.near


def test_the_statement_holds_the_file_as_it_is_and_sorts_by_its_keys() -> None:
    query = read_query(GOOD, "people.cypher")
    assert (query.items, [key.expression for key in query.order]) == (
        ("person", "[] AS evidence"),
        ["person.name", "coalesce(person.age, 0)"],
    )
    first, later = wrap(query), wrap(query, later=True)
    assert first.startswith(f"{query.body}\nWITH person, [] AS evidence, person.name AS key_0, ")
    assert "ORDER BY key_0, key_1 DESC\nLIMIT $row_bound" in first
    assert "row_after" not in first
    assert "WHERE (key_0 > $row_after[0]) OR (" in later
    assert "key_1 < $row_after[1]" in later


def test_a_total_past_the_bound_is_said_not_to_be_exact() -> None:
    counted = COUNT_BOUND + 1
    record = {
        "rows": [],
        "evidence": [],
        "total": counted,
        "left": counted,
        "last": ["x"],
        "revision": 3,
        "stamp": "s",
    }
    rows = shape(catalog()["documents"], record, limit=1)
    assert (rows.total, rows.total_is_exact, rows.truncated, rows.state.revision) == (
        COUNT_BOUND,
        False,
        True,
        3,
    )


def test_a_question_mark_behind_a_columns_type_says_that_it_may_be_null() -> None:
    column, _ = read_query(GOOD.replace("person: entity", "person: entity?"), "people.cypher").columns
    assert (column.type, column.nullable) == ("entity", True)


def test_a_limit_may_stand_in_a_subquery_only() -> None:
    inside = GOOD.replace("RETURN person", "CALL (person) { MATCH (x) RETURN x LIMIT 1 }\nRETURN person")
    assert "LIMIT 1" in read_query(inside, "people.cypher").body
    with pytest.raises(HeaderError, match="LIMIT outside"):
        read_query(GOOD.replace("RETURN person", "WITH person LIMIT 1\nRETURN person"), "people.cypher")


def test_what_finds_rows_may_be_parted_from_what_fills_them_in() -> None:
    query = read_query(GOOD.replace("RETURN person", "// PAGE\nRETURN person"), "people.cypher")
    assert query.selection is not None
    assert query.selection.startswith("MATCH (city:City")
    assert query.body == ""
    assert wrap(query).index("LIMIT $row_more") < wrap(query).index("[] AS evidence")


def test_rows_that_no_index_gives_in_order_are_looked_at_once() -> None:
    query = read_query(GOOD.replace("RETURN person", "// PAGE OF person\nRETURN person"), "people.cypher")
    assert query.carried == ("person",)
    for later in (False, True):
        assert wrap(query, later=later).count("MATCH (city:City") == 1
    with pytest.raises(HeaderError, match="'partner' stands behind // PAGE OF"):
        read_query(GOOD.replace("RETURN person", "// PAGE OF partner\nRETURN person"), "people.cypher")


def test_rows_may_be_sorted_by_what_the_return_names() -> None:
    good = GOOD.replace("RETURN person", "// PAGE OF person, p\nRETURN p AS boss, person").replace(
        "BY person", "BY boss"
    )
    statement = wrap(read_query(good.replace("(person)", "(person)-->(p)"), "people.cypher"))
    named = "WITH *, p AS boss\n"
    assert f"{named}WITH *, boss.name AS key_0" in statement
    assert f"{named}WITH boss, person, [] AS evidence, boss.name AS key_0" in statement


def test_only_the_first_key_of_the_order_parts_the_rows() -> None:
    good = GOOD.replace("ORDER BY", "ORDER BY person.id,")
    query = read_query(good.replace("RETURN", "// PAGE BY person.id OF person\nRETURN"), "people.cypher")
    assert query.parted
    for cut in ("// PAGE BY person.name OF person", "// PAGE BY person.id"):
        with pytest.raises(HeaderError, match="first key, ascending, and OF"):
            read_query(good.replace("RETURN", f"{cut}\nRETURN"), "people.cypher")
