"""Signings told as a list in Chinese: that they were signed stands above it, or before it, the two begin each line.

签约项目一览 above 1.Ⓑ与Ⓑ：…; 签约仪式：Ⓑ—Ⓑ；Ⓑ—Ⓑ.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from loaders.claims.particulars import refuses
from loaders.claims.scene import BODY, LONGEST, Outline, Scene
from loaders.claims.signings_zh import Formed, Pair

_SURE = 0.6
_SIGNED = re.compile("签约|签署|签订|签下|达成(?:了)?(?:战略)?合作|合作(?:协议|备忘录|合同)|谅解备忘录")
_HEADING = re.compile(
    f"(?:{_SIGNED.pattern}|合作)[^，。；：]{{0,6}}(?:项目|名单|一览|清单|协议|合同|成果|备忘录|情况)"
    "(?:一览表?|汇总|名单|清单|如下|包括|有|为|分别|是)*[\\s*：:]*$"
)
"""Ends a line above a list of what was signed; not 签约仪式议程."""
_NOT = re.compile(
    "没|无|不|尚|将|待|未|或|意向|磋商|预告|预计|能否|是否|吗|？|告吹|搁置|失效|流产|撤回|"
    "议程|流程|日程|发言|致辞|嘉宾|转会|球员|演员|艺人"
)
"""Beside what refuses a table's row or a notice's line as well."""
_ASIDE = r"(?:\s?[（(][^（()）]{0,40}[)）])?"
_COUPLE = (
    rf"[*“\s]*(?P<one>Ⓑ){_ASIDE}[*”\s]*(?:与|和|及|携手|牵手|联手|[—–\-－~～×xX✕＋+&/／、|]{{1,2}})[*“\s]*"
    rf"(?P<other>Ⓑ){_ASIDE}[*”\s]*(?=[：:，,；;。、（(—–\-｜|]|$|签|就|共建|合作|战略|项目|达成|联合|\s)"
)
_ITEM = re.compile(rf"(?:[\s\d◆◎●■▪•*·.．、)）（(一二三四五六七八九十—-]|项目|协议)*(?:[：:]\s?)?{_COUPLE}")
_LEAD = re.compile(
    rf"[^。；ⒷⓅ]{{0,40}}(?:{_SIGNED.pattern})[^，。；：ⒷⓅⒺ]{{0,10}}[：:]\s?(?P<couple>{_COUPLE})"
)


def listed(scene: Scene) -> Iterator[Formed]:
    """The pairs of every line of a list of signings."""
    under, within = False, -1  # a line that says so; a block that does
    for outline in scene.outlines:
        sentence = outline.sentence
        if not sentence.chinese or len(outline.text) > LONGEST:
            under, within = False, -1
        elif lead := _LEAD.match(outline.text):
            under, within = False, sentence.block
            yield from _formed(outline, lead)
        elif _opens(outline):
            under, within = True, -1
        elif sentence.block == within or (under and sentence.kind == "item"):
            yield from _formed(outline, _ITEM.match(outline.text))
        else:
            under = False


def unsigned(scene: Scene) -> Iterator[int]:
    """The items of lists under a line that says they are not signed: 拟签约项目."""
    under = False
    for outline in scene.outlines:
        if outline.sentence.kind != "item":
            under = _is_above(outline) and _is_unsigned(outline.text)
        elif under:
            yield outline.number


def _opens(outline: Outline) -> bool:
    """Whether a line says that what is listed under it was signed."""
    return _is_above(outline) and not _is_unsigned(outline.text)


def _is_unsigned(text: str) -> bool:
    return refuses(text) or _NOT.search(text) is not None


def _is_above(outline: Outline) -> bool:
    """Whether a line tells of signings, signed or not, and of what is listed under it."""
    above = outline.sentence.kind in ("heading", "title") or outline.text.rstrip(" *").endswith(("：", ":"))
    return above and BODY not in outline.text and _HEADING.search(outline.text) is not None


def _formed(outline: Outline, couple: re.Match[str] | None) -> Iterator[Formed]:
    """The pair with which a line begins, unless it says that nothing is signed."""
    if couple is None or _is_unsigned(outline.text):
        return
    one, other = (outline.at.get(couple.start(side)) for side in ("one", "other"))
    if one is not None and other is not None and one != other:
        yield Formed(outline.number, (outline.number, outline.number), Pair(one, other, _SURE))
