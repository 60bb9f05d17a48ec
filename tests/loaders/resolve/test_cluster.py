"""Which names of one document are one thing."""

from __future__ import annotations

import pytest

from loaders.mentions.document import Found
from loaders.mentions.mention import Mention
from loaders.resolve.cluster import Cluster, cluster


def things(label: str, *names: str) -> list[Cluster]:
    """The things of a text that holds these names of one label, and nothing else."""
    plain = "；".join(names)
    mentions, at = [], 0
    for name in names:
        mentions.append(Mention(at, at + len(name), label, 0.9, "test"))
        at += len(name) + 1
    return cluster(plain, Found(tuple(mentions), ()))


@pytest.mark.parametrize(
    ("label", "names"),
    [
        ("Company", ("Brantmoor Hydrogen", "Brantmoor")),
        ("Company", ("Tesla", "特斯拉公司", "特斯拉")),
        ("Company", ("中国东航", "东航")),
        ("Company", ("鴻鹄医疗", "鸿鹄")),
        ("University", ("Ostwick University", "Ostwick")),
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
        ("University", ("Ostwick University", "University of Kelvora")),
    ],
)
def test_names_that_only_share_a_word_are_not(label: str, names: tuple[str, ...]) -> None:
    assert len(things(label, *names)) == len(names)
