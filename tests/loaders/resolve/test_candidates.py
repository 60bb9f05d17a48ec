"""The index of names spares comparisons and loses no pair that comparing everything would find."""

from __future__ import annotations

from collections import Counter

from hypothesis import example, given
from hypothesis import strategies as st

from loaders.resolve.candidates import Candidates
from loaders.resolve.cluster import Cluster, _may_be, _shortens

_PARTS_ZH = st.sampled_from(
    [
        "软控",
        "青岛",
        "青软",
        "教育科技",
        "股份有限公司",
        "集团",
        "中国",
        "石油",
        "大学",
        "（华东）",
        "中大",
        "徐",
        "直军",
        "大会",
    ]
)
_PARTS_EN = st.sampled_from(
    [
        "The",
        "Tower",
        "Semiconductor",
        "Jiangsu",
        "Hengrui",
        "General",
        "Motors",
        "GM",
        "Xu",
        "Zhijun",
        "Robert",
        "M.",
        "Davis",
        "Import",
    ]
)
_NAMES = st.one_of(
    st.lists(_PARTS_ZH, min_size=1, max_size=4).map("".join),
    st.lists(_PARTS_EN, min_size=1, max_size=4).map(" ".join),
)
_GROUPS = st.lists(
    st.tuples(st.sampled_from(["Company", "University", "Executive", "Event", "Center", "Unknown"]), _NAMES),
    min_size=2,
    max_size=8,
)


@example([("Company", "Economist"), ("Company", "The Economist")])
@example([("Company", "The"), ("Executive", "The Tower")])
@example([("Event", "GM M. The"), ("Event", "M. M. The")])
@given(_GROUPS)
def test_finds_every_pair_that_the_rules_join(things: list[tuple[str, str]]) -> None:
    groups = [Cluster(label, names=Counter([name])) for label, name in things]
    candidates = Candidates([(group.label, group.names) for group in groups])
    for number, short in enumerate(groups):
        joined = {
            place
            for place, long in enumerate(groups)
            if place != number and _may_be(short, long) and _shortens(short, long)
        }
        assert joined <= set(candidates.of(number, short.names))


def test_a_list_of_people_is_not_compared_with_itself() -> None:
    people = [("Executive", [f"Anna{chr(97 + n % 26)} Berg{chr(97 + n // 26)}"]) for n in range(500)]
    candidates = Candidates(people)
    assert sum(len(candidates.of(number, names)) for number, (_, names) in enumerate(people)) == 0
    known = Candidates([*people, ("Executive", ["Bergc"])])
    assert len(known.of(500, ["Bergc"])) == 26


def test_names_that_share_nothing_are_not_compared() -> None:
    names = [
        f"{chr(65 + number % 26)}{'bcdfghjklm'[number // 26 % 10]}{number:o}ano" for number in range(2000)
    ]
    index = Candidates([("Unknown", [name]) for name in names])
    assert sum(len(index.of(number, [name])) for number, name in enumerate(names)) < len(names)
