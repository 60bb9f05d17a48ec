"""A small graph whose answers can be worked out by hand.

Jinan: Shandong University and Huawei signed there (two documents say so), Huawei and Shandong Energy signed at a
forum that was held there, Shandong Heavy Industry (located there) signed with Huawei somewhere. Qingdao: Huawei
and Sailun signed there. Two persons are called Wang Wei.
"""

from __future__ import annotations

from graph.engines.bolt import Graph
from graph.facts import Entity, Facts
from graph.writer import Writer
from tests.graph.samples import claim, entity, facts

HUAWEI, ENERGY, HEAVY, SAILUN = (
    "company/huawei",
    "company/shandong-energy",
    "company/shandong-heavy",
    "company/sailun",
)
UNIVERSITY, JINAN, QINGDAO, SHENZHEN = (
    "university/shandong-university",
    "city/jinan",
    "city/qingdao",
    "city/shenzhen",
)
FORUM, CENTER = "event/cloud-forum", "center/jinan-ai-center"
XU, WANG, OTHER_WANG = "executive/xu-zhijun-huawei", "executive/wang-wei-huawei", "executive/wang-wei-sailun"


def known() -> dict[str, Entity]:
    """Return the entities under the names by which documents call them."""
    return {
        found.id: found
        for found in (
            entity(
                HUAWEI, "Huawei", "Huawei", name_zh="华为", name_en="Huawei", aliases=("华为技术有限公司",)
            ),
            entity(ENERGY, "Shandong Energy", name_zh="山东能源", name_en="Shandong Energy"),
            entity(HEAVY, "Shandong Heavy Industry", name_zh="山东重工", name_en="Shandong Heavy Industry"),
            entity(SAILUN, "Sailun", name_zh="赛轮", name_en="Sailun"),
            entity(UNIVERSITY, "Shandong University", name_zh="山东大学", name_en="Shandong University"),
            entity(JINAN, "Jinan", "Jinan", "济南", name_zh="济南", name_en="Jinan"),
            entity(QINGDAO, "Qingdao", name_zh="青岛", name_en="Qingdao"),
            entity(SHENZHEN, "Shenzhen", name_zh="深圳", name_en="Shenzhen"),
            entity(FORUM, "Cloud Forum", name_zh="云计算论坛", name_en="Cloud Forum"),
            entity(CENTER, "Jinan AI Center", name_zh="济南人工智能中心", name_en="Jinan AI Center"),
            entity(XU, "Xu Zhijun", name_zh="徐直军", name_en="Xu Zhijun"),
            entity(WANG, "Wang Wei", name_zh="王伟", name_en="Wang Wei"),
            entity(OTHER_WANG, "Wang Wei", name_zh="王伟", name_en="Wang Wei"),
        )
    }


def documents() -> list[Facts]:
    """Return what the documents say."""
    return [
        facts(
            "a.txt",
            *_named(HUAWEI, UNIVERSITY, JINAN, CENTER),
            claim(
                "SIGNED_WITH", HUAWEI, UNIVERSITY, date="2022-06-17", place=JINAN, topic="talent",
                quote="Huawei and Shandong University signed in Jinan.", confidence=0.8,
            ),
            claim("LOCATED_IN", CENTER, JINAN),
            claim("PART_OF", CENTER, HUAWEI),
            title="A signing in Jinan",
            published="2022-06-18",
        ),
        facts(
            "b.txt",
            *_named(HUAWEI, UNIVERSITY, JINAN, ENERGY, FORUM, XU),
            # The other way round, and the same reason twice over: still one row with a's.
            claim(
                "SIGNED_WITH", UNIVERSITY, HUAWEI, date="2022", place=JINAN, quote="山东大学与华为在济南签约。",
                confidence=0.95,
            ),
            claim("LOCATED_IN", UNIVERSITY, JINAN),
            claim("SIGNED_WITH", HUAWEI, ENERGY, place=FORUM, quote="Energy signed at the forum."),
            claim("LOCATED_IN", FORUM, JINAN, date="2022-06"),
            claim("SPEAKS_AT", XU, FORUM, quote="“Clouds,” said Xu."),
            claim("WORKS_FOR", XU, HUAWEI, title="rotating chairman"),
            published="2022-07",
        ),
        facts(
            "c.txt",
            *_named(HUAWEI, HEAVY, JINAN, SAILUN, QINGDAO, SHENZHEN, FORUM, XU, WANG, OTHER_WANG),
            claim("LOCATED_IN", HEAVY, JINAN),
            claim("SIGNED_WITH", HUAWEI, HEAVY, date="2021", quote="Heavy signed."),
            claim("SIGNED_WITH", HUAWEI, SAILUN, place=QINGDAO, date="2017-03-22", quote="Signed in Qingdao."),
            claim("ATTENDED", XU, FORUM, quote="Xu was there."),
            claim("ATTENDED", WANG, FORUM, quote="So was Wang."),
            claim("WORKS_FOR", WANG, HUAWEI, title="engineer", former=True),
            claim("WORKS_FOR", OTHER_WANG, SAILUN, title="president"),
            title="Others",
        ),
    ]  # fmt: skip


def load(graph: Graph) -> None:
    """Write the documents."""
    Writer(graph).replace([(said, said.fingerprint()) for said in documents()])


def _named(*ids: str) -> list[Entity]:
    return [known()[id_] for id_ in ids]
