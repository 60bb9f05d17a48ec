from collections import Counter
from pathlib import Path

import pytest

from graph.names.fold import fold
from graph.names.gazetteer import (
    bodies,
    cities,
    cities_by_name,
    is_pinyin_name,
    pinyin_surnames,
    surnames,
    universities,
    universities_by_name,
)

LISTS = Path(__file__).parents[3] / "loaders" / "training" / "lists"

KNOWN_CITIES = """
济南 Jinan; 青岛 Qingdao; 大连 Dalian; 北京 Beijing; 上海 Shanghai; 南京 Nanjing; 西安 Xi'an;
成都 Chengdu; 杭州 Hangzhou; 武汉 Wuhan; 苏州 Suzhou; 长沙 Changsha; 深圳 Shenzhen; 合肥 Hefei;
重庆 Chongqing; 乌鲁木齐 Urumqi; 哈尔滨 Harbin; 香港 Hong Kong; 澳门 Macau; 台北 Taipei;
新加坡 Singapore; 吉隆坡 Kuala Lumpur; 曼谷 Bangkok; 雅加达 Jakarta; 迪拜 Dubai; 利雅得 Riyadh;
巴塞罗那 Barcelona; 慕尼黑 Munich; 巴黎 Paris; 伦敦 London; 东京 Tokyo; 首尔 Seoul; 圣保罗 São Paulo;
墨西哥城 Mexico City; 纽约 New York; 旧金山 San Francisco; 达沃斯 Davos; 日内瓦 Geneva; 义乌 Yiwu;
昆山 Kunshan
"""


@pytest.mark.parametrize("pair", [pair.strip() for pair in KNOWN_CITIES.split(";")])
def test_a_city_has_one_entry_for_both_its_names(pair: str) -> None:
    name_zh, name_en = pair.split(" ", 1)
    city = cities_by_name()[fold(name_zh)]
    assert city.name_en == name_en
    assert cities_by_name()[fold(name_en)] == city


def test_old_spellings_and_traditional_characters_find_the_city() -> None:
    for name, slug in (
        ("Peking", "beijing"),
        ("Canton", "guangzhou"),
        ("濟南", "jinan"),
        ("Bombay", "mumbai"),
    ):
        assert cities_by_name()[fold(name)].slug == slug


def test_namesakes_keep_apart_and_the_larger_has_the_bare_slug() -> None:
    named = {city.slug: city.name_zh for city in cities() if city.name_en == "Suzhou"}
    assert named == {"suzhou": "苏州", "suzhou-anhui": "宿州"}


def test_towns_provinces_and_districts_are_no_cities() -> None:
    for name in ("乌镇", "山东", "浦东", "中国", "法国", "Brooklyn", "Manhattan"):
        assert fold(name) not in cities_by_name()


def test_names_that_mean_something_else_are_marked() -> None:
    marked = {name for city in cities() for name in city.common}
    assert {"Reading", "Nice", "Mobile", "吉林", "朝阳", "东方"} <= marked
    assert not {"London", "Paris", "济南", "北京", "Singapore"} & marked


def test_every_city_of_the_list_is_in_the_table() -> None:
    lines = (LISTS / "chinese_cities.txt").read_text(encoding="utf-8").splitlines()
    names = [
        name
        for line in lines
        if not line.startswith("#")
        for part in line.split("|")[1:]
        for name in part.split()
    ]
    assert len(names) > 700
    assert set(names) <= {city.name_zh for city in cities()}


def test_a_chinese_name_stands_for_one_city() -> None:
    counts = Counter(city.name_zh for city in cities() if city.name_zh)
    assert [name for name, count in counts.items() if count > 1] == []


def test_slugs_are_one_of_a_kind_and_fit_an_id() -> None:
    for slugs in ([city.slug for city in cities()], [university.slug for university in universities()]):
        assert len(slugs) == len(set(slugs))
        assert all(slug and slug == slug.strip("-") and slug.replace("-", "").isalnum() for slug in slugs)


@pytest.mark.parametrize(
    ("name_zh", "name_en", "city"),
    [
        ("山东大学", "Shandong University", "济南"),
        ("清华大学", "Tsinghua University", "北京"),
        ("北京大学", "Peking University", "北京"),
        ("哈尔滨工业大学", "Harbin Institute of Technology", "哈尔滨"),
        ("中国科学技术大学", "University of Science and Technology of China", "合肥"),
        ("中国石油大学（华东）", "China University of Petroleum (East China)", "青岛"),
        ("中国石油大学（北京）", "China University of Petroleum, Beijing", "北京"),
        ("暨南大学", "Jinan University", "广州"),
        ("济南大学", "University of Jinan", "济南"),
        ("哈佛大学", "Harvard University", "剑桥"),
        ("香港大学", "University of Hong Kong", "香港"),
    ],
)
def test_a_university_has_one_entry_for_both_its_names(name_zh: str, name_en: str, city: str) -> None:
    university = universities_by_name()[fold(name_zh)]
    assert (university.name_en, university.city) == (name_en, city)
    assert universities_by_name()[fold(name_en)] == university


def test_abbreviations_are_kept_aside() -> None:
    assert "山大" in universities_by_name()[fold("山东大学")].short
    assert fold("山大") not in universities_by_name()


def test_surnames_are_read_as_surnames() -> None:
    assert {"徐", "欧阳", "单", "曾"} <= surnames()
    assert {"shan", "zeng", "ouyang", "lyu", "lv", "moqi"} <= pinyin_surnames()


@pytest.mark.parametrize(
    "name", ["Xu Zhijun", "Ren Zhengfei", "Ouyang Ming", "Ma Yun", "Zhou Ji'an", "Lyu Xiao-ming"]
)
def test_pinyin_names_are_known_by_their_syllables(name: str) -> None:
    assert is_pinyin_name(name)


@pytest.mark.parametrize(
    "name", ["John Smith", "Wang Building", "Xu zhijun", "Sun Microsystems", "Li", "", "An Apple"]
)
def test_other_names_are_not_taken_for_pinyin(name: str) -> None:
    assert not is_pinyin_name(name)


def test_a_well_known_body_has_one_entry_for_both_its_names() -> None:
    pairs = {(body.name_zh, body.name_en): body for body in bodies()}
    assert pairs["赛峰", "Safran"].label == "Company"
    assert len({fold(name) for pair in pairs for name in pair if name}) >= len(pairs)
    assert all(set(body.common) <= {body.name_en, body.name_zh, *body.names} for body in bodies())


def test_a_short_name_that_several_bodies_share_is_nobodys() -> None:
    names = {fold(name) for body in bodies() for name in (body.name_zh, body.name_en, *body.names) if name}
    assert {"deltaelectronics", "达美航空"} <= names
    assert names.isdisjoint({"delta", "sbi", "psa"})
