"""The graph model, declared once.

Constraints, write statements, the checks on facts, the RDF vocabulary and the documentation follow
from what stands here. Nodes have one label; an entity's id is its label's key, a slash and a slug
(``company/huawei``); a document's id is whatever it was loaded under.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

PropertyType = Literal["string", "integer", "float", "boolean", "strings", "integers"]


@dataclass(frozen=True, slots=True)
class Property:
    """A property of a node or a relationship."""

    name: str
    type: PropertyType
    name_zh: str
    comment: str
    comment_zh: str
    indexed: bool = False


@dataclass(frozen=True, slots=True)
class Label:
    """A kind of node: ``name`` is its label, ``key`` the first part of its ids.

    ``broader`` are the classes elsewhere that it is a kind of, as prefixed names (``schema:City``).
    """

    name: str
    key: str
    name_zh: str
    comment: str
    comment_zh: str
    broader: tuple[str, ...] = ()

    @property
    def plural(self) -> str:
        """More than one of it, as people write it."""
        return f"{self.key[:-1]}ies" if self.key.endswith("y") else f"{self.key}s"

    @property
    def called(self) -> tuple[str, ...]:
        """What people call the kind of thing: ``University``, ``universities``, ``大学``."""
        return self.name, self.plural, self.name_zh


@dataclass(frozen=True, slots=True)
class RelationshipType:
    """A kind of relationship, and the labels that its two ends may have.

    Relationships elsewhere, as prefixed names: ``same`` mean the same, ``broader`` say less, ``inverse`` runs the
    other way. ``past`` is the relationship in RDF of a claim that is true no more.
    """

    name: str
    sources: tuple[str, ...]
    targets: tuple[str, ...]
    name_zh: str
    comment: str
    comment_zh: str
    symmetric: bool = False
    same: tuple[str, ...] = ()
    broader: tuple[str, ...] = ()
    inverse: str | None = None
    past: str | None = None


COMPANY = Label(
    "Company",
    "company",
    "公司",
    "A business, or a brand or subsidiary of one that acts by itself.",
    "企业，或独立行事的品牌、子公司。",
    ("schema:Organization", "org:FormalOrganization", "foaf:Organization", "prov:Organization"),
)
UNIVERSITY = Label(
    "University",
    "university",
    "大学",
    "A university or college.",
    "大学或学院。",
    ("schema:CollegeOrUniversity", "org:FormalOrganization", "foaf:Organization", "prov:Organization"),
)
CITY = Label(
    "City",
    "city",
    "城市",
    "A municipality or a city-state.",
    "城市或城市国家。",
    ("schema:City", "prov:Location"),
)
EXECUTIVE = Label(
    "Executive",
    "executive",
    "人物",
    "A named person who holds a post, signs, speaks or is present.",
    "任职、签约、发言或出席的人物。",
    ("schema:Person", "foaf:Person", "prov:Person"),
)
CENTER = Label(
    "Center",
    "center",
    "中心",
    "A research institute, laboratory, innovation or data center, or industrial park.",
    "研究院、实验室、创新中心、数据中心或产业园。",
    ("schema:Organization", "org:Organization", "foaf:Organization", "prov:Organization"),
)
EVENT = Label(
    "Event",
    "event",
    "活动",
    "A named conference, forum, ceremony, launch or programme.",
    "会议、论坛、仪式、发布会或节目。",
    ("schema:Event",),
)
ORGANIZATION = Label(
    "Organization",
    "organization",
    "组织",
    "A body that is none of the other kinds: a ministry, a city government, a foundation.",
    "其他机构：部委、政府、基金会、社区等。",
    ("schema:Organization", "org:Organization", "foaf:Organization", "prov:Organization"),
)

ENTITY_LABELS = (COMPANY, UNIVERSITY, CITY, EXECUTIVE, CENTER, EVENT, ORGANIZATION)
LABEL_BY_NAME = {label.name: label for label in ENTITY_LABELS}
LABEL_BY_KEY = {label.key: label for label in ENTITY_LABELS}


def label_of(id_: str) -> str:
    """Return the name of the label that an entity's id begins with the key of; KeyError for none."""
    return LABEL_BY_KEY[id_.partition("/")[0]].name


DOCUMENT_LABEL = Label(
    "Document",
    "document",
    "文档",
    "A news document that was loaded.",
    "已加载的新闻文档。",
    ("schema:CreativeWork", "foaf:Document", "prov:Entity"),
)
DOCUMENT = DOCUMENT_LABEL.name

_BODIES = ("Company", "University", "Center", "Organization")
_SIGNERS = (*_BODIES, "City")

SIGNED_WITH = RelationshipType(
    "SIGNED_WITH",
    _SIGNERS,
    _SIGNERS,
    "签约",
    "Two organisations signed an agreement, or are reported to have formed a partnership.",
    "双方签署协议，或据报道已建立合作关系。",
    symmetric=True,
)
LOCATED_IN = RelationshipType(
    "LOCATED_IN",
    (*_BODIES, "Event"),
    ("City",),
    "位于",
    "An organisation, center or event is in a city.",
    "机构、中心或活动位于某城市。",
    same=("schema:location",),
)
SPEAKS_AT = RelationshipType(
    "SPEAKS_AT",
    ("Executive",),
    ("Event",),
    "发言于",
    "A person spoke at an event.",
    "人物在活动上发言。",
    inverse="schema:performer",
)
ATTENDED = RelationshipType(
    "ATTENDED",
    ("Executive",),
    ("Event",),
    "出席",
    "A person took part in an event.",
    "人物出席活动。",
    inverse="schema:attendee",
)
WORKS_FOR = RelationshipType(
    "WORKS_FOR",
    ("Executive",),
    _SIGNERS,
    "任职于",
    "A person holds a post at an organisation or city.",
    "人物在机构或城市任职。",
    same=("schema:worksFor",),
    broader=("schema:memberOf", "org:memberOf"),
    past="WORKED_FOR",
)
PART_OF = RelationshipType(
    "PART_OF",
    _BODIES,
    _BODIES,
    "隶属于",
    "A center, unit or brand belongs to an organisation.",
    "中心、部门或品牌隶属于某机构。",
    broader=("schema:parentOrganization", "org:subOrganizationOf"),
)

CLAIM_TYPES = (SIGNED_WITH, LOCATED_IN, SPEAKS_AT, ATTENDED, WORKS_FOR, PART_OF)
CLAIM_TYPE_BY_NAME = {kind.name: kind for kind in CLAIM_TYPES}

MENTIONS = "MENTIONS"

REJECTED = "REJECTED"
"""A claim that a person rejected, or whose two ends turned out to be one thing: kept, so that it comes back when
that is taken back, but no answer shows it. Its ``type`` says what it claimed."""

MERGED = "Merged"
"""The label of a node that says ``into`` which entity another entity's former ``id`` went."""

NAME = "Name"
"""The label of a node that holds a name key, its ``id``, and the local ids of things that are called so, ``of``."""

NAME_PROPERTIES = (
    Property("name", "string", "名称", "What people read.", "显示名称。"),
    Property("name_zh", "string", "中文名", "The name in Chinese.", "中文名称。"),
    Property("name_en", "string", "英文名", "The name in English.", "英文名称。"),
    Property(
        "aliases", "strings", "别名", "Every other name by which documents call it.", "文档中的其他名称。"
    ),
)
EXTERNAL_IDS = Property(
    "external_ids",
    "strings",
    "外部标识符",
    "Identifiers elsewhere, as scheme:value.",
    "其他来源的标识符，格式为 方案:值。",
)
ENTITY_PROPERTIES = (
    Property("id", "string", "标识符", "Label key, slash, slug.", "标签、斜杠、名称。"),
    *NAME_PROPERTIES,
    EXTERNAL_IDS,
)
DOCUMENT_PROPERTIES = (
    Property("id", "string", "标识符", "The id it was loaded under.", "加载时的标识符。"),
    Property("name", "string", "名称", "Its title, else its id.", "标题；没有标题则为标识符。"),
    Property("path", "string", "路径", "The path that was given.", "给定的路径。"),
    Property("title", "string", "标题", "Its title.", "标题。"),
    Property(
        "published",
        "string",
        "发布日期",
        "ISO 8601, as precise as known.",
        "发布日期（ISO 8601）。",
        indexed=True,
    ),
    Property("url", "string", "网址", "Its canonical address.", "规范网址。"),
    Property(
        "language", "string", "语言", "BCP 47, with the script for Chinese.", "语言（BCP 47），中文含字体。"
    ),
    Property("sha256", "string", "SHA-256", "Of the source's bytes.", "源文件的 SHA-256。"),
    Property("length", "integer", "长度", "Characters of its decoded text.", "正文字符数。"),
    Property(
        "fingerprint",
        "string",
        "指纹",
        "Of what was loaded; the same again writes nothing.",
        "所加载内容的指纹。",
    ),
    Property(
        "minhash",
        "string",
        "文本签名",
        "The MinHash of its text, by which reprints are told.",
        "文本的 MinHash 签名，用于识别转载。",
    ),
    Property(
        "same_text_as",
        "string",
        "同文",
        "The document with the smallest id of those with nearly the same text; it follows from their signatures.",
        "文本几乎相同的文档中标识符最小者，由文本签名得出。",
        indexed=True,
    ),
    Property(
        "given",
        "boolean",
        "标识符既定",
        "Whether its ids were given with it, so that no rule merges them.",
        "其标识符是否随文档给定，不按规则合并。",
    ),
)
CLAIM_PROPERTIES = (
    Property(
        "document",
        "string",
        "文档",
        "The id of the document that says so.",
        "所出文档的标识符。",
        indexed=True,
    ),
    Property("quote", "string", "原句", "The sentence, as a reader sees it.", "读者所见的原句。"),
    Property(
        "start", "integer", "起始", "Character offset into the source's decoded text.", "起始字符位置。"
    ),
    Property("end", "integer", "结束", "Character offset, exclusive.", "结束字符位置（不含）。"),
    Property("confidence", "float", "置信度", "Between 0 and 1.", "置信度，0 到 1。"),
    Property("extractor", "string", "抽取程序", "What found it.", "抽取程序。"),
    Property(
        "date",
        "string",
        "日期",
        "ISO 8601, as precise as the source.",
        "日期（ISO 8601），与原文同精度。",
        indexed=True,
    ),
    Property(
        "place", "string", "地点", "The id of a city, or of an event.", "城市或活动的标识符。", indexed=True
    ),
    Property("title", "string", "职务", "The post held.", "所任职务。"),
    Property("topic", "string", "主题", "What the agreement is about.", "协议内容。"),
    Property("former", "boolean", "已卸任", "Whether the post is a past one.", "是否为前任职务。"),
)
LOCAL_PROPERTIES = (
    Property(
        "local",
        "string",
        "文档内标识符",
        "The entity's id in the document, where it is not the node's.",
        "实体在文档内的标识符（与节点不同时）。",
    ),
    Property(
        "local_source",
        "string",
        "来源的文档内标识符",
        "The source's id in the document, where it is not the node's.",
        "来源在文档内的标识符（与节点不同时）。",
    ),
    Property(
        "local_target",
        "string",
        "目标的文档内标识符",
        "The target's id in the document, where it is not the node's.",
        "目标在文档内的标识符（与节点不同时）。",
    ),
    Property(
        "local_place",
        "string",
        "地点的文档内标识符",
        "The place's id in the document, where it is not the node's.",
        "地点在文档内的标识符（与节点不同时）。",
    ),
)
"""What a MENTIONS (the first) and a claim's relationship have besides, so that a split can undo a merge."""
MENTIONS_PROPERTIES = (
    Property("document", "string", "文档", "The id of the document.", "文档的标识符。", indexed=True),
    *NAME_PROPERTIES,
    EXTERNAL_IDS,
    Property("starts", "integers", "起始", "Character offsets of the mentions.", "各处提及的起始位置。"),
    Property("ends", "integers", "结束", "Character offsets, exclusive.", "各处提及的结束位置（不含）。"),
    Property("texts", "strings", "原文", "What stands there.", "各处的原文。"),
)
