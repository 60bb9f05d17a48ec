"""A name in any script finds its entity; what it does not find, it does not guess."""

from __future__ import annotations

import pytest

from graph.state import State
from queries.catalog import catalog
from queries.errors import (
    AmbiguousName,
    BadValue,
    MissingParameter,
    UnknownName,
    UnknownParameter,
)
from queries.link import ALL_LABELS, Entry, Index, read_index
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
)


@pytest.mark.parametrize(
    "name", ["Huawei", " HUAWEI ", "华为", "華爲", "华为投资控股", "company/huawei", "the Huawei"]
)
def test_any_name_in_any_script_finds_the_entity(name: str) -> None:
    assert INDEX.find(name) == [HUAWEI]


def test_the_authority_knows_names_that_no_document_used() -> None:
    assert INDEX.find("Huawei Technologies Co., Ltd.") == [HUAWEI]


def test_the_gazetteers_know_short_names_which_yield_to_what_is_called_so() -> None:
    dubai = Entry("city/dubai", "City", "Dubai", "迪拜", "Dubai")
    tsinghua = Entry("university/tsinghua-university", "University", "Tsinghua University", "清华大学")
    index = Index([dubai, tsinghua, Entry("company/thu", "Company", "THU")])
    assert index.called("杜拜") == (dubai,)
    assert index.find("杜拜") == [dubai]
    assert index.called("清华") == index.called("tsinghua") == (tsinghua,)
    assert [entry.id for entry in index.called("thu")] == ["company/thu"]
    government = Entry("organization/jinan-government", "Organization", "济南市人民政府")
    assert Index([government]).called("济南市政府") == (government,)


def test_a_companys_event_goes_by_its_name_without_the_word_for_its_kind() -> None:
    fair = Entry("event/huawei-connect-conference", "Event", "Huawei Connect Conference 2018")
    summit = Entry("event/alibaba-summit", "Event", "Alibaba Summit")
    expo = Entry("event/big-data-expo", "Event", "Big Data Expo")
    index = Index([fair, summit, expo])
    assert index.called("huaweiconnect") == (fair,)
    assert not index.called("alibaba")
    assert not index.called("bigdata")  # what many talk about
    metaverse = Entry("event/metaverse-summit", "Event", "Metaverse Today Summit")
    assert not Index([metaverse]).called("metaversetoday")  # not Meta's


def test_labels_tell_namesakes_of_different_kinds_apart() -> None:
    for name in ("济南市", "Jinan City", "jinan city"):
        assert [entry.id for entry in INDEX.find(name, ("City",))] == ["city/jinan"]
    assert [entry.id for entry in INDEX.find("Jinan")] == ["city/jinan", "event/jinan"]
    assert INDEX.find("company/huawei", ("City",)) == []


@pytest.mark.parametrize("name", ["", " ", "?!", "Hua", "Huaweii"])
def test_nothing_is_found_for_what_is_no_name(name: str) -> None:
    assert INDEX.find(name) == []


@pytest.mark.parametrize("name", ["Huaweii", "huwei", "华卫"])
def test_near_misses_look_or_sound_alike(name: str) -> None:
    assert INDEX.near(name)[0] == HUAWEI


def searched(text: str, *labels: str) -> list[tuple[str, bool]]:
    return [(found.entry.id, found.near) for found in INDEX.search(text, labels or ALL_LABELS)]


def test_search_finds_beginnings_and_parts_and_near_misses_and_everything() -> None:
    assert searched("hua")[0] == (HUAWEI.id, False)
    assert searched("投资") == [(HUAWEI.id, False)]
    assert searched("huwei") == [(HUAWEI.id, True)]
    assert searched("city/jinan") == [("city/jinan", False)]
    assert searched("", "City", "Event") == [("city/jinan", False), ("event/jinan", False)]
    assert searched("zzzzzz") == searched("?!") == []


def test_search_ranks_whole_names_first_and_then_what_most_documents_name() -> None:
    index = Index(
        [
            Entry("company/jin", "Company", "Jin", documents=1),
            Entry("company/jinan-steel", "Company", "Jinan Steel", documents=2),
            Entry("city/jinan", "City", "Jinan", documents=9),
            Entry("company/tianjin", "Company", "Tianjin", documents=99),
        ]
    )
    assert [found.entry.id for found in index.search("jin")] == [
        "company/jin",
        "city/jinan",
        "company/jinan-steel",
        "company/tianjin",
    ]


def test_the_index_is_read_from_one_record() -> None:
    names = [[["city/jinan", "Jinan", "济南", None, ["泉城"], 4]], []]
    index = read_index({"names": names, "former": [["city/tsinan", "city/jinan"]]}, State(7, "s"))
    assert (index.state.revision, index.state.stamp) == (7, "s")
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


def test_an_index_that_was_packed_finds_the_same() -> None:
    index = Index(INDEX.by_id.values(), former={"company/hw": "company/huawei"})
    again = Index.unpack(index.pack(), State(3, "stamp")).complete()
    assert again.state == State(3, "stamp")
    assert again.by_id == index.by_id
    for name in ("華爲", "company/hw", "Huawei Technologies Co., Ltd.", "Wang Wei", "王偉", "Jinan"):
        assert again.find(name) == index.find(name) != []
    assert again.near("Hauwei") == index.near("Hauwei") == [HUAWEI]
    assert again.pack() == index.pack()
