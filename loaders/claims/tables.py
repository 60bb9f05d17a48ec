"""Deals told in a table: those who signed in columns of their own, or in one beside the body that it is about.

``甲方 | 乙方 | 签约时间`` and ``Date | Company | Partner`` name both sides in a row; ``合作高校 | 协议`` names one, the
other stands above the table.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from loaders.claims.focus_en import Focus
from loaders.claims.lists_en import DEALS, NO_DEAL
from loaders.claims.scene import BODY, CITY, UNKNOWN, Outline, Scene
from loaders.claims.signings_zh import Pair

_SURE = 0.75
_SIDE = re.compile(
    r"[甲乙丙丁]方(?:单位)?(?:名称)?|"
    r"(?:签约|签署|合作|共建|结对)(?:双方|单位|企业|公司|机构|高校|院校|学校|主体|伙伴|方|对象|城市)[一二\dAB]?(?:名称)?|"
    r"(?i:(?:contracting |signing )?(?:part(?:y|ies|ners?)|counterpart(?:y|ies)|signator(?:y|ies)|licen[sc](?:ee|or)s?)"
    r"(?: ?[AB12])?|(?:agreement |signed )?with)"
)
"""A column of those who signed."""
_MAYBE = re.compile(
    r"[^Ⓑ，。]{0,2}(?:方|企业|公司|单位|高校|院校|大学|机构|学校|客户|供应商|厂商|车企|银行|医院|科研院所)(?:名称)?|"
    r"(?i:compan(?:y|ies)|firms?|universit(?:y|ies)|institutions?|institutes?|organi[sz]ations?|schools?|buyers?|"
    r"sellers?|customers?|clients?|suppliers?|vendors?|contractors?|operators?|developers?|manufacturers?|banks?)"
)
"""A column of those who signed, where the table tells deals."""
_DEAL = re.compile(rf"签约|签署|签订|协议|合作|合同|备忘录|(?i:{DEALS.pattern})|\bJV\b")
_NONE = re.compile(
    "拟|洽谈|谈判|计划|待签|未签|未能|有望|将[于与在同和]|终止|解约|解除|取消|到期|竞争|对手|诉讼|候选|潜在|破裂|否认|传闻|"
    rf"(?i:{NO_DEAL.pattern})"
)
_WIDEST = 8
"""Columns of a table of deals, at most."""

Row = Mapping[int, list[Outline]]
"""The outlines of a row's cells by column."""


def tabled(scene: Scene, foci: Sequence[Focus]) -> Iterator[tuple[int, Pair]]:
    """Sentence and pair, for every row of a table of deals."""
    for lead, rows in _tables(scene):
        header = {column: _text(cell) for column, cell in rows[0].items()}
        heads = [outline.text for outline in lead] + [text for text in header.values() if text != "No."]
        if len(header) > _WIDEST or any(map(_NONE.search, heads)):
            continue
        told = any(map(_DEAL.search, heads))
        sides = [column for column, text in header.items() if _SIDE.fullmatch(text)]
        if told or len(sides) == 1:
            sides = [c for c, text in header.items() if c in sides or _MAYBE.fullmatch(text)]
        about = _about(scene, lead, foci[rows[0][min(header)][0].number]) if len(sides) == 1 else None
        first: list[int] = []
        for row in rows[1:]:
            others = " ".join(_text(cell) for column, cell in row.items() if column not in sides)
            if not sides or _NONE.search(others) or not (told or len(sides) > 1 or _DEAL.search(others)):
                continue
            named = [_named(row.get(column, ())) for column in sides]
            if len(sides) == 1:
                named.insert(0, [] if about is None else [about])
            first = named[0] or first  # a cell left empty, or reaching down, is the one above
            for one in first:
                for column, cell in zip(sides[-len(named) + 1 :], named[1:], strict=True):
                    for other in cell:
                        yield row[column][0].number, Pair(one, other, _SURE)


def _tables(scene: Scene) -> Iterator[tuple[list[Outline], list[Row]]]:
    """Every table of two rows and more, behind what stands above it: its heading and the sentence before it."""
    blocks = scene.document.text.blocks
    heading: Outline | None = None
    before: Outline | None = None
    rows: dict[int, dict[int, list[Outline]]] = {}
    last = 0
    for outline in (*scene.outlines, None):
        cell = blocks[outline.sentence.block].cell if outline is not None else None
        if rows and (cell is None or cell.row > last + 1):
            if len(rows) > 1:
                yield [one for one in (heading, before) if one is not None], list(rows.values())
            rows = {}
        if outline is None:
            return
        if cell is not None:
            rows.setdefault(cell.row, defaultdict(list))[cell.column].append(outline)
            last = cell.row
        elif outline.sentence.kind in ("heading", "title"):
            heading, before = outline, None
        else:
            before = outline


def _about(scene: Scene, lead: Sequence[Outline], focus: Focus) -> int | None:
    """The body whose deals a table tells that names one side only: the only one above it, or the topic."""
    for outline in reversed(lead):
        named = set(outline.clusters(BODY))
        if len(named) == 1:
            return named.pop()
        if named:
            return None
    return (
        focus.section if focus.section is not None else focus.home if focus.home is not None else scene.topic
    )


def _named(cell: Sequence[Outline]) -> list[int]:
    """Who is named in a cell; a city where it names nothing else."""
    return [
        outline.at[place]
        for outline in cell
        for place in sorted(outline.at)
        if outline.text[place] in (BODY, UNKNOWN) or outline.text in (CITY, f"{CITY}政府")
    ]


def _text(cell: Sequence[Outline]) -> str:
    return " ".join(outline.text for outline in cell)
