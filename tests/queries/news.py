"""A second small graph, for the questions about time, people who move, chains, and documents that disagree.

Huawei and Shandong University: two documents, two dates, two cities. Huawei and Sailun: one says 2022, one 2022-03-10
at the forum, which is no contradiction. ZTE shares both partners with Huawei. There are a Suzhou in Jiangsu and one
in Anhui, and two persons called Wang Wei. Nothing is said of the Lone Society but its name.
"""

from __future__ import annotations

from graph.engines.bolt import Graph
from graph.facts import Entity, Facts
from graph.writer import Writer
from tests.graph.samples import claim, entity, facts

HUAWEI, ZTE, SAILUN, INSPUR, HONOR = (
    "company/huawei",
    "company/zte",
    "company/sailun",
    "company/inspur",
    "company/honor",
)
UNIVERSITY, LAB, SOCIETY, FORUM = (
    "university/shandong-university",
    "center/ark-lab",
    "organization/lone-society",
    "event/cloud-forum",
)
JINAN, QINGDAO, SUZHOU, OTHER_SUZHOU = "city/jinan", "city/qingdao", "city/suzhou", "city/suzhou-anhui"
WANG, OTHER_WANG, LI = "executive/wang-wei-huawei", "executive/wang-wei-sailun", "executive/li-na-zte"


def documents() -> list[Facts]:
    """Return what the documents say."""
    return [
        facts(
            "a.txt",
            *_named(HUAWEI, UNIVERSITY, JINAN, SOCIETY),
            claim("SIGNED_WITH", HUAWEI, UNIVERSITY, date="2021-05-01", place=JINAN, topic="talent", quote="On May 1."),
            claim("LOCATED_IN", UNIVERSITY, JINAN, quote="A university in Jinan."),
            title="First report",
            published="2021-05-02",
        ),
        facts(
            "b.txt",
            *_named(HUAWEI, UNIVERSITY, QINGDAO, SAILUN, JINAN),
            claim(
                "SIGNED_WITH", UNIVERSITY, HUAWEI, date="2021-05-03", place=QINGDAO, quote="On May 3.", confidence=0.7
            ),
            claim("SIGNED_WITH", HUAWEI, SAILUN, date="2022", quote="In 2022."),
            claim("LOCATED_IN", UNIVERSITY, JINAN, quote="It is in Jinan.", confidence=0.6),
            published="2022-01",
        ),
        facts(
            "c.txt",
            *_named(HUAWEI, ZTE, SAILUN, UNIVERSITY, FORUM, JINAN, WANG, OTHER_WANG, LI, LAB, HONOR),
            claim("SIGNED_WITH", HUAWEI, SAILUN, date="2022-03-10", place=FORUM, quote="At the forum."),
            claim("SIGNED_WITH", ZTE, SAILUN, date="2019", quote="ZTE in 2019."),
            claim("SIGNED_WITH", ZTE, UNIVERSITY, quote="ZTE, undated."),
            claim("LOCATED_IN", FORUM, JINAN, date="2022-03"),
            claim("LOCATED_IN", LAB, JINAN),
            claim("PART_OF", LAB, HUAWEI),
            claim("PART_OF", HONOR, HUAWEI),
            claim("SPEAKS_AT", WANG, FORUM, date="2022-03-10"),
            claim("ATTENDED", LI, FORUM, date="2022-03-10"),
            claim("WORKS_FOR", WANG, ZTE, title="engineer", former=True, quote="Once at ZTE."),
            claim("WORKS_FOR", WANG, HUAWEI, title="vice president", quote="Now at Huawei."),
            claim("WORKS_FOR", LI, ZTE, title="CTO", former=True),
            claim("WORKS_FOR", OTHER_WANG, SAILUN, title="president"),
        ),
        facts(
            "d.txt",
            *_named(INSPUR, SUZHOU, OTHER_SUZHOU, SAILUN),
            claim("LOCATED_IN", INSPUR, SUZHOU),
            claim("LOCATED_IN", SAILUN, OTHER_SUZHOU),
            title="Two cities called Suzhou",
            published="2020",
        ),
    ]  # fmt: skip


def load(graph: Graph) -> None:
    """Write the documents."""
    Writer(graph).replace([(said, said.fingerprint()) for said in documents()])


_KNOWN = {
    found.id: found
    for found in (
        entity(HUAWEI, "Huawei", name_zh="华为", name_en="Huawei", aliases=("华为技术有限公司",)),
        entity(ZTE, "ZTE", name_zh="中兴", name_en="ZTE"),
        entity(SAILUN, "Sailun", name_zh="赛轮", name_en="Sailun"),
        entity(INSPUR, "Inspur", name_zh="浪潮", name_en="Inspur"),
        entity(HONOR, "Honor", name_zh="荣耀", name_en="Honor"),
        entity(UNIVERSITY, "Shandong University", name_zh="山东大学", name_en="Shandong University"),
        entity(LAB, "Ark Lab", name_en="Ark Lab"),
        entity(SOCIETY, "Lone Society", name_en="Lone Society"),
        entity(FORUM, "Cloud Forum", name_zh="云计算论坛", name_en="Cloud Forum"),
        entity(JINAN, "Jinan", name_zh="济南", name_en="Jinan"),
        entity(QINGDAO, "Qingdao", name_zh="青岛", name_en="Qingdao"),
        entity(SUZHOU, "Suzhou", name_zh="苏州", name_en="Suzhou"),
        entity(OTHER_SUZHOU, "Suzhou", name_zh="宿州", name_en="Suzhou"),
        entity(WANG, "Wang Wei", name_zh="王伟", name_en="Wang Wei"),
        entity(OTHER_WANG, "Wang Wei", name_zh="王伟", name_en="Wang Wei"),
        entity(LI, "Li Na", name_zh="李娜", name_en="Li Na"),
    )
}


def _named(*ids: str) -> list[Entity]:
    return [_KNOWN[id_] for id_ in ids]
