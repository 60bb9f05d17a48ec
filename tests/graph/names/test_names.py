"""Names: what folds together, what a slug looks like, what the authority knows."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.errors import PactgraphError
from graph.names.authority import authority, read_authority
from graph.names.fold import fold, simplify
from graph.names.forms import core
from graph.names.pinyin import person
from graph.names.slug import entity_id, person_id, slug


@given(st.text(max_size=40))
def test_folding_twice_is_folding_once(name: str) -> None:
    assert fold(fold(name)) == fold(name)


@given(st.text(max_size=40))
def test_simplifying_keeps_the_length(text: str) -> None:
    assert len(simplify(text)) == len(text)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("華爲", "华为"),
        ("濟南", "济南"),
        ("中国石油大学（华东）", "中国石油大学(华东)"),
        ("Xi'an", "XI’AN"),
        ("Ｈｕａｗｅｉ", "Huawei"),
        ("Telefónica", "Telefonica"),
    ],
)
def test_spellings_that_readers_take_for_one(one: str, other: str) -> None:
    assert fold(one) == fold(other) != ""


@pytest.mark.parametrize(
    ("name", "latin"),
    [("徐直军", "Xu Zhijun"), ("欧阳明", "Ouyang Ming"), ("查明", "Zha Ming"), ("吕平", "Lyu Ping")],
)
def test_people_in_latin_letters(name: str, latin: str) -> None:
    assert person(name) == latin


@pytest.mark.parametrize(
    ("label", "long", "short"),
    [
        ("Company", "软控股份有限公司", "软控"),
        ("Company", "Shandong Energy Group Co., Ltd.", "Shandong Energy"),
        ("Company", "山东能源集团", "山东能源"),
        ("City", "济南市", "济南"),
        ("City", "Jinan City", "Jinan"),
    ],
)
def test_legal_forms_tell_nothing_apart(label: str, long: str, short: str) -> None:
    assert core(long, label) == short
    assert entity_id(label, long) == entity_id(label, short)


def test_short_chinese_names_of_one_sound_stay_apart() -> None:
    assert entity_id("Company", "中信") != entity_id("Company", "中芯")


def test_ids_are_readable() -> None:
    assert entity_id("Center", "Huawei (Jinan) AI Center") == "center/huawei-jinan-ai-center"
    assert person_id("徐直军", "company/huawei") == person_id("Xu Zhijun", "company/huawei")
    assert person_id("徐直军", None) == "executive/xu-zhijun"


@given(st.text(min_size=1, max_size=30))
def test_every_name_has_a_slug(name: str) -> None:
    assert slug(name)


def test_the_authority_knows_a_thing_by_every_name() -> None:
    names = ("华为", "華爲技術有限公司", "HUAWEI", "Huawei Technologies Co., Ltd.")
    assert {known.id for name in names if (known := authority().find(name))} == {"company/huawei"}
    assert authority().find("华为", "City") is None


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("- {id: firm/x, names: [X]}", "entry 1: the id 'firm/x'"),
        ("- {names: [X]}", "entry 1: has no id"),
        ("- {id: company/x}", "entry 1: company/x has no name"),
        ("- {id: company/x, names: [X], colour: red}", "colour mean nothing"),
        ("a: b", "is a list of entries"),
        ("- [", "no YAML"),
    ],
)
def test_a_broken_authority_file_is_told_where(text: str, message: str) -> None:
    with pytest.raises(PactgraphError, match=message):
        read_authority(text, "mine.yaml")
