"""A name in any script finds its entity; what it does not find, it does not guess."""

from __future__ import annotations

import pytest

from queries.catalog import catalog
from queries.errors import (
    AmbiguousName,
    BadValue,
    MissingParameter,
    UnknownName,
    UnknownParameter,
)
from queries.link import Entry, Index, read_index
from queries.values import bind

HUAWEI = Entry("company/huawei", "Company", "Huawei", "华为", "Huawei", ("华为投资控股",))
INDEX = Index(
    [
        HUAWEI,
        Entry("city/jinan", "City", "Jinan", "济南", "Jinan"),
        Entry("executive/wang-wei-huawei", "Executive", "Wang Wei", "王伟"),
        Entry("executive/wang-wei-sailun", "Executive", "Wang Wei", "王伟"),
        Entry("event/jinan", "Event", "Jinan"),
    ],
    revision=4,
)


@pytest.mark.parametrize(
    "name", ["Huawei", " HUAWEI ", "华为", "華爲", "华为投资控股", "company/huawei", "the Huawei"]
)
def test_any_name_in_any_script_finds_the_entity(name: str) -> None:
    assert INDEX.find(name) == [HUAWEI]


def test_the_authority_knows_names_that_no_document_used() -> None:
    assert INDEX.find("Huawei Technologies Co., Ltd.") == [HUAWEI]


def test_labels_tell_namesakes_of_different_kinds_apart() -> None:
    assert [entry.id for entry in INDEX.find("济南市", ("City",))] == ["city/jinan"]
    assert [entry.id for entry in INDEX.find("Jinan")] == ["city/jinan", "event/jinan"]
    assert INDEX.find("company/huawei", ("City",)) == []


@pytest.mark.parametrize("name", ["", " ", "?!", "Hua", "Huaweii"])
def test_nothing_is_found_for_what_is_no_name(name: str) -> None:
    assert INDEX.find(name) == []


@pytest.mark.parametrize("name", ["Huaweii", "huwei", "华卫"])
def test_near_misses_look_or_sound_alike(name: str) -> None:
    assert INDEX.near(name)[0] == HUAWEI


def test_search_finds_beginnings_and_parts_and_near_misses_and_everything() -> None:
    assert INDEX.search("hua")[0] == HUAWEI
    assert INDEX.search("投资") == [HUAWEI]
    assert INDEX.search("huwei") == [HUAWEI]
    assert [entry.id for entry in INDEX.search("", ("City", "Event"))] == ["city/jinan", "event/jinan"]
    assert INDEX.search("zzzzzz") == []


def test_the_index_is_read_from_one_record() -> None:
    names = [[["city/jinan", "Jinan", "济南", None, ["泉城"]]], []]
    index = read_index({"names": names, "former": [["city/tsinan", "city/jinan"]], "revision": 7})
    assert index.revision == 7
    assert [entry.label for entry in index.find("泉城")] == ["City"]
    assert [entry.id for entry in index.find("city/tsinan")] == ["city/jinan"]


def test_binding_gives_every_parameter_a_value() -> None:
    assert bind(catalog()["partners_of"], {"organization": "华为", "kind": "university"}, INDEX) == {
        "organization": "company/huawei",
        "kind": "University",
        "year": None,
    }


def test_binding_refuses_what_will_not_do() -> None:
    query = catalog()["partners_of"]
    with pytest.raises(
        MissingParameter, match="organization, of type organization: for example organization=Huawei"
    ):
        bind(query, {}, INDEX)
    with pytest.raises(UnknownParameter, match="town"):
        bind(query, {"organization": "Huawei", "town": "Jinan"}, INDEX)
    with pytest.raises(BadValue, match="one of Company, University"):
        bind(query, {"organization": "Huawei", "kind": "Person"}, INDEX)
    with pytest.raises(BadValue, match="a year of four digits"):
        bind(query, {"organization": "Huawei", "year": "last"}, INDEX)
    with pytest.raises(UnknownName) as unknown:
        bind(query, {"organization": "Huaweii"}, INDEX)
    assert unknown.value.near == (HUAWEI,)
    with pytest.raises(AmbiguousName) as ambiguous:
        bind(catalog()["posts_of"], {"person": "王偉"}, INDEX)
    assert [entry.id for entry in ambiguous.value.choices] == [
        "executive/wang-wei-huawei",
        "executive/wang-wei-sailun",
    ]
