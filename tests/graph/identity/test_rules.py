"""What the rules take for one thing, and what for two."""

from __future__ import annotations

from collections.abc import Iterable

import pytest

from graph.identity.judgements import Judgements, OnPair
from graph.identity.local import Local
from graph.identity.partition import partition
from graph.model import label_of
from graph.names.authority import Authority, Known
from graph.names.slug import entity_id, person_id

NOTHING = Authority(())
NO_JUDGEMENTS = Judgements()
HUAWEI = {"company/huawei-technologies": "company/huawei"}
"""An employer's node, where it is not the id by which a document calls it."""


def body(label: str, *names: str, **more: object) -> Local:
    """A body under the id that a document would give it for the first of its names."""
    id_ = entity_id(label, names[0])
    return Local(id_, label, frozenset(names), frozenset(names), documents=frozenset({id_}), **more)  # type: ignore[arg-type]


def person(*names: str, at: str | None = None, near: Iterable[str] = ()) -> Local:
    id_ = person_id(names[0], at)
    employers = frozenset({HUAWEI.get(at, at)} if at else ())
    return Local(
        *(id_, label_of(id_), frozenset(names), frozenset(names)),
        documents=frozenset({f"{names} {at} {near}"}),
        employers=employers,
        context=frozenset(near) | employers,
    )


def groups(
    *locals_: Local, authority: Authority = NOTHING, judged: Judgements = NO_JUDGEMENTS
) -> set[frozenset[str]]:
    """The names by which each group is called first."""
    found = partition({local.id: local for local in locals_}, authority, judged).canonical
    by_node: dict[str, set[str]] = {}
    for local in locals_:
        by_node.setdefault(found[local.id], set()).add(local.id)
    return {frozenset(ids) for ids in by_node.values()}


def merged(one: str, other: str) -> OnPair:
    return OnPair(min(one, other), max(one, other), same=True)


ONE = [
    [person("徐直军", "Xu Zhijun", at="company/huawei"), person("Zhijun Xu", at="company/huawei")],
    [person("徐直军", at="company/huawei"), person("Xu Zhijun", near=["company/huawei", "city/jinan"])],
    [body("Company", "江苏润和软件股份有限公司", "润和软件"), body("Company", "润和软件")],
    [body("Company", "江苏润和软件股份有限公司", "Hoperun"), body("Company", "Hoperun Co., Ltd.")],
    [body("Company", "Chindata Group", "CHIND"), body("Company", "秦淮数据集团控股有限公司", "CHIND")],
    [body("Company", "济南历下控股集团有限公司"), body("Company", "Jinan Lixia Holding Group")],
    [
        body("Company", "甲信息", external_ids=frozenset({"lei:1"})),
        body("Company", "Jia Info", external_ids=frozenset({"lei:1"})),
    ],
]  # fmt: skip

TWO = [
    [person("李颖", at="company/huawei"), person("李颖", at="company/inspur")],
    [person("李颖", at="company/huawei"), person("李莹", at="company/huawei-technologies")],
    [person("李颖", at="company/huawei"), person("Li Ying", near=["company/inspur"])],
    [body("University", "苏州大学"), body("City", "苏州", "苏州大学")],
    [body("University", f"中国石油大学（{place}）", "中国石油大学") for place in ("北京", "华东")],
    [body("University", "中国石油大学（华东）", "中国石油大学"), body("University", "中国石油大学")],
    [body("Event", "2022世界人工智能大会", "世界人工智能大会"), body("Event", "世界人工智能大会")],
    [body("Company", "Industrial Software Company", "ISC"), body("Company", "ISC")],
    [body("Center", "华为联合实验室", "实验室"), body("Center", "实验室")],
]  # fmt: skip


@pytest.mark.parametrize("locals_", ONE, ids=lambda found: found[0].id)
def test_one_thing(locals_: list[Local]) -> None:
    assert len(groups(*locals_)) == 1


@pytest.mark.parametrize("locals_", TWO, ids=lambda found: found[0].id)
def test_two_things(locals_: list[Local]) -> None:
    assert len(groups(*locals_)) == 2


def test_a_short_name_that_two_have_is_neither_of_them() -> None:
    one, other = (
        body("Company", "山东能源集团有限公司", "山能集团"),
        body("Company", "山西能源集团有限公司", "山能集团"),
    )
    short = body("Company", "山能集团")
    assert len(groups(one, other, short)) == 3
    assert len(groups(one, short)) == 1


def test_a_person_without_employer_whom_two_could_be_is_neither() -> None:
    both = [person("李颖", at="company/huawei"), person("李颖", at="company/inspur")]
    bare = person("Li Ying", near=["company/huawei", "company/inspur"])
    assert len(groups(*both, bare)) == 3


def test_what_one_document_tells_apart_no_rule_merges() -> None:
    long, short = body("Company", "江苏润和软件股份有限公司", "润和软件"), body("Company", "润和软件")
    long, short = (Local(x.id, x.label, x.called, x.names, documents=frozenset({"a"})) for x in (long, short))
    assert len(groups(long, short)) == 2


def test_ids_that_came_with_facts_stand() -> None:
    long, short = (
        body("Company", "江苏润和软件股份有限公司", "润和软件"),
        body("Company", "润和软件", given=True),
    )
    assert len(groups(long, short)) == 2
    judged = Judgements((merged(long.id, short.id),))
    assert len(groups(long, short, judged=judged)) == 1


def test_the_authority_stands_above_the_rules_and_people_above_the_authority() -> None:
    long, short = body("Company", "江苏润和软件股份有限公司", "润和软件"), body("Company", "润和软件")
    known = Known("company/hoperun", "Company", "润和", same_as=(long.id,), different_from=(short.id,))
    authority = Authority([known])
    found = partition({x.id: x for x in (long, short)}, authority, Judgements()).canonical
    assert (found[long.id], found[short.id]) == ("company/hoperun", short.id)
    judged = Judgements((merged("company/hoperun", short.id),))
    assert len(groups(long, short, authority=authority, judged=judged)) == 1


def test_of_judgements_the_latest_counts() -> None:
    one, other = (body("Company", name) for name in ("Alpha Motors", "Beta Motors"))
    merge, split = (OnPair(one.id, other.id, same) for same in (True, False))
    assert len(groups(one, other, judged=Judgements((split, merge)))) == 1
    assert len(groups(one, other, judged=Judgements((merge, split)))) == 2


def test_the_canonical_id_is_the_authoritys_or_else_the_smallest() -> None:
    long, short = body("Company", "江苏润和软件股份有限公司", "润和软件"), body("Company", "润和软件")
    assert set(partition({x.id: x for x in (long, short)}, NOTHING, Judgements()).canonical.values()) == {
        min(long.id, short.id)
    }
