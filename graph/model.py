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
    comment: str
    indexed: bool = False


@dataclass(frozen=True, slots=True)
class Label:
    """A kind of node: ``name`` is its label, ``key`` the first part of its ids."""

    name: str
    key: str
    name_zh: str
    comment: str
    comment_zh: str


@dataclass(frozen=True, slots=True)
class RelationshipType:
    """A kind of relationship, and the labels that its two ends may have."""

    name: str
    sources: tuple[str, ...]
    targets: tuple[str, ...]
    comment: str
    comment_zh: str
    symmetric: bool = False


COMPANY = Label(
    "Company",
    "company",
    "公司",
    "A business, or a brand or subsidiary of one that acts by itself.",
    "企业，或独立行事的品牌、子公司。",
)
UNIVERSITY = Label("University", "university", "大学", "A university or college.", "大学或学院。")
CITY = Label("City", "city", "城市", "A municipality or a city-state.", "城市或城市国家。")
EXECUTIVE = Label(
    "Executive",
    "executive",
    "人物",
    "A named person who holds a post, signs, speaks or is present.",
    "任职、签约、发言或出席的人物。",
)
CENTER = Label(
    "Center",
    "center",
    "中心",
    "A research institute, laboratory, innovation or data center, or industrial park.",
    "研究院、实验室、创新中心、数据中心或产业园。",
)
EVENT = Label(
    "Event",
    "event",
    "活动",
    "A named conference, forum, ceremony, launch or programme.",
    "会议、论坛、仪式、发布会或节目。",
)
ORGANIZATION = Label(
    "Organization",
    "organization",
    "组织",
    "A body that is none of the other kinds: a ministry, a city government, a foundation.",
    "其他机构：部委、政府、基金会、社区等。",
)

ENTITY_LABELS = (COMPANY, UNIVERSITY, CITY, EXECUTIVE, CENTER, EVENT, ORGANIZATION)
LABEL_BY_NAME = {label.name: label for label in ENTITY_LABELS}
LABEL_BY_KEY = {label.key: label for label in ENTITY_LABELS}

DOCUMENT = "Document"

_BODIES = ("Company", "University", "Center", "Organization")
_SIGNERS = (*_BODIES, "City")

SIGNED_WITH = RelationshipType(
    "SIGNED_WITH",
    _SIGNERS,
    _SIGNERS,
    "Two organisations signed an agreement, or are reported to have formed a partnership.",
    "双方签署协议，或据报道已建立合作关系。",
    symmetric=True,
)
LOCATED_IN = RelationshipType(
    "LOCATED_IN",
    (*_BODIES, "Event"),
    ("City",),
    "An organisation, center or event is in a city.",
    "机构、中心或活动位于某城市。",
)
SPEAKS_AT = RelationshipType(
    "SPEAKS_AT", ("Executive",), ("Event",), "A person spoke at an event.", "人物在活动上发言。"
)
ATTENDED = RelationshipType(
    "ATTENDED", ("Executive",), ("Event",), "A person took part in an event.", "人物出席活动。"
)
WORKS_FOR = RelationshipType(
    "WORKS_FOR",
    ("Executive",),
    _SIGNERS,
    "A person holds a post at an organisation or city.",
    "人物在机构或城市任职。",
)
PART_OF = RelationshipType(
    "PART_OF",
    _BODIES,
    _BODIES,
    "A center, unit or brand belongs to an organisation.",
    "中心、部门或品牌隶属于某机构。",
)

CLAIM_TYPES = (SIGNED_WITH, LOCATED_IN, SPEAKS_AT, ATTENDED, WORKS_FOR, PART_OF)
CLAIM_TYPE_BY_NAME = {kind.name: kind for kind in CLAIM_TYPES}

MENTIONS = "MENTIONS"

NAME_PROPERTIES = (
    Property("name", "string", "What people read."),
    Property("name_zh", "string", "The name in Chinese."),
    Property("name_en", "string", "The name in English."),
    Property("aliases", "strings", "Every other name by which documents call it."),
)
ENTITY_PROPERTIES = (
    Property("id", "string", "Label key, slash, slug."),
    *NAME_PROPERTIES,
    Property("external_ids", "strings", "Identifiers elsewhere, as scheme:value."),
)
DOCUMENT_PROPERTIES = (
    Property("id", "string", "The id it was loaded under."),
    Property("name", "string", "Its title, else its id."),
    Property("path", "string", "The path that was given."),
    Property("title", "string", "Its title."),
    Property("published", "string", "ISO 8601, as precise as known.", indexed=True),
    Property("url", "string", "Its canonical address."),
    Property("language", "string", "BCP 47, with the script for Chinese."),
    Property("sha256", "string", "Of the source's bytes."),
    Property("length", "integer", "Characters of its decoded text."),
    Property("fingerprint", "string", "Of what was loaded; the same again writes nothing."),
)
CLAIM_PROPERTIES = (
    Property("document", "string", "The id of the document that says so.", indexed=True),
    Property("quote", "string", "The sentence, as a reader sees it."),
    Property("start", "integer", "Character offset into the source's decoded text."),
    Property("end", "integer", "Character offset, exclusive."),
    Property("confidence", "float", "Between 0 and 1."),
    Property("extractor", "string", "What found it."),
    Property("date", "string", "ISO 8601, as precise as the source.", indexed=True),
    Property("place", "string", "The id of a city, or of an event.", indexed=True),
    Property("title", "string", "The post held."),
    Property("topic", "string", "What the agreement is about."),
    Property("former", "boolean", "Whether the post is a past one."),
)
MENTIONS_PROPERTIES = (
    Property("document", "string", "The id of the document.", indexed=True),
    *NAME_PROPERTIES,
    Property("external_ids", "strings", "Identifiers elsewhere, as scheme:value."),
    Property("starts", "integers", "Character offsets of the mentions."),
    Property("ends", "integers", "Character offsets, exclusive."),
    Property("texts", "strings", "What stands there."),
)
