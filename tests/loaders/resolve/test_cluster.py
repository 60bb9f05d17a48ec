"""Which names of one document are one thing."""

from __future__ import annotations

import pytest

from loaders.mentions.document import Found
from loaders.mentions.mention import Mention
from loaders.resolve.cluster import Cluster, cluster


def things(label: str, *names: str) -> list[Cluster]:
    """The things of a text that holds these names of one label, and nothing else."""
    return labelled(*((label, name) for name in names))


def labelled(*named: tuple[str, str]) -> list[Cluster]:
    """The things of a text that holds these names with their labels, and nothing else."""
    mentions, at = [], 0
    for label, name in named:
        mentions.append(Mention(at, at + len(name), label, 0.9, "test"))
        at += len(name) + 1
    return cluster("；".join(name for _, name in named), Found(tuple(mentions), ()))


@pytest.mark.parametrize(
    ("label", "names"),
    [
        ("Company", ("Brantmoor Hydrogen", "Brantmoor")),
        ("Company", ("Tesla", "特斯拉公司", "特斯拉")),
        ("Company", ("中国东航", "东航")),
        ("Company", ("鴻鹄医疗", "鸿鹄")),
        ("Company", ("岚峰动画", "岚峰")),
        ("Company", ("青岛岚峰云图股份有限公司", "岚峰云", "岚峰")),
        ("Company", ("澄浦酒店集團", "澄浦")),
        ("Company", ("华特迪士尼公司", "迪士尼")),
        ("Company", ("China Baowu Steel Group", "Baowu")),
        ("Executive", ("裴知远", "裴")),
        ("University", ("Ostwick University", "Ostwick")),
        ("University", ("云栖大学电机学院", "电机学院")),
        ("Organization", ("法国国立岚峰亚洲艺术博物馆", "岚峰博物馆")),
        ("Organization", ("Ghana Kelvora Authority", "Kelvora Authority")),
        ("University", ("岚峰学院大学", "岚峰学院")),
        ("University", ("University of Ostwick", "Ostwick")),
    ],
)
def test_short_forms_are_one_thing_with_the_full_name(label: str, names: tuple[str, ...]) -> None:
    assert [set(one.names) for one in things(label, *names)] == [set(names)]


@pytest.mark.parametrize(
    ("label", "names"),
    [
        ("Company", ("Samsung Bank", "Samsung")),
        ("Company", ("Brantmoor Hydrogen", "Brantmoor Steel", "Brantmoor")),
        ("Company", ("京东物流", "京东")),
        ("Company", ("岚峰香港", "岚峰")),
        ("Company", ("岚峰置地", "岚峰集团")),
        ("Company", ("大众点评", "大众")),
        ("Company", ("大唐电信", "大唐集团有限公司")),
        ("Executive", ("裴知远", "裴立群", "裴")),
        ("University", ("Ostwick University", "University of Kelvora")),
        ("Organization", ("岚峰心脏与血管医院", "儿童医院")),
        ("Organization", ("岚峰儿童医院", "心脏医院")),
        ("Organization", ("湘雅三医院", "湘雅医院")),
    ],
)
def test_names_that_only_share_a_word_are_not(label: str, names: tuple[str, ...]) -> None:
    assert len(things(label, *names)) == len(names)


@pytest.mark.parametrize(
    ("short", "long"),
    [
        (("Company", "Kelvarin"), ("Executive", "Özlem Kelvarin")),
        (("Company", "Veldmar"), ("Center", "Veldmar Institute")),
    ],
)
def test_a_short_name_is_of_the_kind_that_the_full_one_tells(
    short: tuple[str, str], long: tuple[str, str]
) -> None:
    for order in ((short, long), (long, short)):
        (one,) = labelled(*order)
        assert one.label == long[0]


def test_a_full_name_tells_the_kind_of_all_its_short_forms() -> None:
    (one,) = labelled(("Company", "BI"), ("Company", "Butantan"), ("Center", "Butantan Institute"))
    assert one.label == "Center"


@pytest.mark.parametrize(
    "named",
    [
        (("Executive", "Bill Ford"), ("Company", "Ford")),
        (("Executive", "Abhi Kelvarin"), ("Company", "Kelvarin Group"), ("Company", "Kelvarin")),
        (("Center", "Kelvarin Innovation Center"), ("Company", "Kelvarin")),
    ],
)
def test_a_company_is_not_its_owner_nor_its_center(named: tuple[tuple[str, str], ...]) -> None:
    assert len(labelled(*named)) == 2
