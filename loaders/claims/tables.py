"""Deals told in a table: those who signed in columns of their own, or in one beside the body that it is about.

``甲方 | 乙方 | 签约时间`` and ``Date | Company | Partner`` name both sides in a row; ``合作高校 | 协议`` names one, the
other stands above the table.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from loaders.claims.focus_en import Focus
from loaders.claims.lists_en import DEALS
from loaders.claims.particulars import refuses
from loaders.claims.scene import BODY, CITY, UNKNOWN, Outline, Scene
from loaders.claims.signings_zh import Formed, Pair
from loaders.text.spanned import Cell

_SURE = 0.75
_SIDE = re.compile(
    r"[甲乙丙丁]方(?:单位)?(?:名称)?|"
    r"(?:签约|签署|合作|共建|结对)(?:双方|单位|企业|公司|机构|高校|院校|学校|主体|伙伴|方|对象|城市)[一二\dAB]?(?:名称)?|"
    r"(?i:(?:contracting |signing )?(?:part(?:y|ies|ners?)|counterpart(?:y|ies)|signator(?:y|ies)|licen[sc](?:ee|or)s?)"
    r"(?: ?[AB12])?|(?:agreement |signed )?with)"
)
"""A column of those who signed."""
_MAYBE = re.compile(
    r".{0,2}(?:方|企业|公司|单位|高校|院校|大学|机构|学校|客户|供应商|厂商|车企|银行|医院|科研院所)(?:名称)?|"
    r"(?i:compan(?:y|ies)|firms?|universit(?:y|ies)|institutions?|institutes?|organi[sz]ations?|schools?|buyers?|"
    r"sellers?|customers?|clients?|suppliers?|vendors?|contractors?|operators?|developers?|manufacturers?|banks?)"
)
"""A column of those who signed, where another is of partners, or where a column is of agreements."""
_DEAL = re.compile(rf"签约|签署|签订|协议|合作|合同|备忘录|(?i:{DEALS.pattern})|\bJV\b")
_SAME = re.compile('同上|[″〃"]')
_WIDEST = 8
"""Columns of a table of deals, at most."""
_MOST = 12
"""Names of a cell, at most: one that holds more is a list of names."""

Row = Mapping[int, Sequence[Outline]]
"""The sentences of a row's cells by column."""


def tabled(scene: Scene, foci: Sequence[Focus]) -> Iterator[Formed]:
    """The pairs of every row of a table of deals."""
    for lead, rows in _tables(scene):
        sides, about = _sides(scene, lead, rows[0], foci)
        above = _DEAL.search(scene.said(*lead)) is not None
        first: list[int] = []
        for row in rows[1:] if sides else ():
            cells = [row.get(column, ()) for column in sides]
            named = [_named(cell) for cell in cells]
            # A cell left empty, or reaching down, is the one above.
            empty = not cells[0] or _SAME.fullmatch(scene.said(*cells[0]))
            first = named[0] or (first if empty else [])
            whole = [outline for cell in row.values() for outline in cell]
            others = [outline for column, cell in row.items() if column not in sides for outline in cell]
            tells = about is None or above or _DEAL.search(scene.said(*others))
            if not tells or refuses(scene.said(*whole)) or max(map(len, named)) > _MOST:
                continue
            told = whole[0].number, whole[-1].number
            ones, partners = ([about], named) if about is not None else (first, named[1:])
            for one in ones:
                for cell, things in zip(cells[-len(partners) :], partners, strict=True):
                    yield from (Formed(cell[0].number, told, Pair(one, other, _SURE)) for other in things)


def _sides(
    scene: Scene, lead: Sequence[Outline], header: Row, foci: Sequence[Focus]
) -> tuple[list[int], int | None]:
    """The columns of those who signed, none where the table tells no deals; where it is one, the other side."""
    heads = {column: scene.said(*cell) for column, cell in header.items()}
    above = scene.said(*lead)
    if len(heads) > _WIDEST or refuses(f"{above} {' '.join(heads.values())}"):
        return [], None
    told = [_DEAL.search(text) is not None for text in heads.values()]
    certain = [column for column, text in heads.items() if _SIDE.fullmatch(text)]
    likely = [column for column, text in heads.items() if column in certain or _MAYBE.fullmatch(text)]
    if len(certain) > 1:
        return certain, None
    if len(likely) > 1 and (certain or any(told)) and (_DEAL.search(above) or any(told)):
        return likely, None
    about = _about(scene, lead, foci, header) if certain else None
    return ([], None) if about is None else (certain, about)


def _tables(scene: Scene) -> Iterator[tuple[list[Outline], list[Row]]]:
    """Every table of two rows and more, behind what stands above it: its heading and the sentence before it."""
    heading: Outline | None = None
    before: Outline | None = None
    rows: dict[int, dict[int, list[Outline]]] = {}
    last: Cell | None = None
    for outline in (*scene.outlines, None):
        cell = scene.document.text.blocks[outline.sentence.block].cell if outline is not None else None
        if last is not None and (cell is None or cell.row > last.row + 1):
            if len(rows) > 1:
                yield [one for one in (heading, before) if one is not None], list(rows.values())
            rows = {}
        last = cell
        if outline is None:
            return
        if cell is not None:
            rows.setdefault(cell.row, {}).setdefault(cell.column, []).append(outline)
        elif outline.sentence.kind in ("heading", "title"):
            heading, before = outline, None
        else:
            before = outline


def _about(scene: Scene, lead: Sequence[Outline], foci: Sequence[Focus], header: Row) -> int | None:
    """The body whose deals a table tells that names one side only: the only one above it, or the topic."""
    for outline in reversed(lead):
        if named := set(outline.clusters(BODY)):
            return named.pop() if len(named) == 1 else None
    focus = foci[header[min(header)][0].number]
    bodies = (focus.section, focus.home, scene.topic)
    return next((body for body in bodies if body is not None), None)


def _named(cell: Sequence[Outline]) -> list[int]:
    """Who is named in a cell; a city where it names nothing else."""
    return [
        outline.at[place]
        for outline in cell
        for place in sorted(outline.at)
        if outline.text[place] in (BODY, UNKNOWN) or outline.text in (CITY, f"{CITY}政府")
    ]
