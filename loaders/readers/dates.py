"""Dates as documents write them, into ISO 8601 at the precision given.

The day is the one that is written: time and time zone are left aside.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from itertools import islice

from graph.names.numerals import DAY, MONTH, NUMERALS, TO_DIGITS, counted

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_YEAR = r"(?<!\d)(?P<year>1[89]\d\d|20\d\d)"
_MONTH = rf"(?P<name>{'|'.join(_MONTHS)})[a-z]*\.?"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"

_WHOLE = tuple(
    re.compile(pattern, re.I)
    for pattern in (
        rf"{_YEAR}(?P<mark>[-/.])(?P<month>\d{{1,2}})(?P=mark)(?P<day>\d{{1,2}})",  # the time may be glued on
        rf"{_YEAR}\s?年\s?(?P<month>\d{{1,2}})\s?月\s?(?P<day>\d{{1,2}})\s?[日号號]",
        rf"(?P<year>[一二][{NUMERALS}]{{3}})年(?P<month>{MONTH})月(?P<day>{DAY})日",
        r"民[国國]\s?(?P<republic>\d{2,3})\s?年\s?(?P<month>\d{1,2})\s?月\s?(?P<day>\d{1,2})\s?日",
        rf"(?<![a-z]){_MONTH}\s{_DAY},?\s{_YEAR}(?!\d)",
        rf"(?<!\d){_DAY}[\s-]{_MONTH},?[\s-]{_YEAR}(?!\d)",
    )
)
_VALUES = (
    *_WHOLE,
    *(
        re.compile(pattern, re.I)
        for pattern in (
            rf"{_YEAR}(?P<month>\d\d)(?P<day>\d\d)(?!\d)",
            r"(?<!\d)(?P<first>\d{1,2})(?P<mark>[-/.])(?P<second>\d{1,2})(?P=mark)(?P<year>\d{4})(?!\d)",
            rf"^\s*{_YEAR}[-/.](?P<month>\d{{1,2}})\s*$",
            rf"^\s*{_YEAR}\s?年\s?(?P<month>\d{{1,2}})\s?月\s*$",
            rf"^\s*{_MONTH},?\s{_YEAR}\s*$",
            rf"^\s*{_YEAR}\s?年?\s*$",
        )
    ),
)
_PLACE = re.compile(
    r"\s*[\[【(（〔][^\]】)）〕]{0,40}[\]】)）〕]?\s*|\s*[A-Z][\w.,’' -]{1,40}(?:,\s|\s\()|[^，。：,\d]{2,16}[，,]\s?"
)
_WIRE = re.compile(r"\s*(?:[\]】)）〕，,:：]|/|-|–|—|\(|[讯电訊電])")
_PAPER, _ITS_WIRE = re.compile(r"\s*[^，。：,\d\s]{2,16}"), re.compile(r"\s*[讯电訊電]")
"""Around a paper's own day: 深圳商报2023年9月27日讯."""
_RANGE = re.compile(
    rf"{_YEAR}年(?P<first>\d{{1,2}})月\d{{1,2}}日?\s?[-—–~至到]+\s?(?:(?P<month>\d{{1,2}})月)?(?P<day>\d{{1,2}})日"
)
"""Of what a week brought the last day: 2024年5月6日—5月12日."""
_LABELLED = re.compile(r"(?:发[布表佈]|發[布表佈]|刊登|更新)\s?(?:日期|时间|時間)\s?[:：]?\s?")
_SEGMENTED = re.compile(
    r"(?:[\u4e00-\u9fff]{1,6}|[\d%.]+[年月日]?) (?:[\u4e00-\u9fff]{1,6}|[\d%.]+[年月日]?) "
)
_OPENING = 40

_REPUBLIC = 1911
_DATELINE_WIDTH = 80
_LINES_NEAR_TOP = 5


def iso_date(value: str) -> str | None:
    """Read a date that stands alone in a field, with or without its time.

    ``Fri, 17 Jun 2022 06:50:00 GMT`` is ``2022-06-17``, ``2022年6月`` is ``2022-06``.
    ``05/06/2024`` could be May or June and gives ``2024``. None where there is no date.
    """
    return _first(_VALUES, value[:200])


def publication_date(paragraphs: Iterable[str]) -> str | None:
    """Find the day of publication in a document's first paragraphs.

    It is a day in a short line near the top (``2024/05/17 05:17 technology``), or in the dateline with
    which press releases open: ``[Shanghai, China, May 17, 2024]``, ``【中国，济南】2024年5月17日，``;
    else where one is called that, 发布 日期 2024年 5月 17日.
    """
    told = [text for text in paragraphs if text.strip()]
    return _near_top(told) or _labelled(told)


def _labelled(paragraphs: Iterable[str]) -> str | None:
    for paragraph in paragraphs:
        for label in _LABELLED.finditer(paragraph):
            if found := _first(_WHOLE, paragraph[label.end() : label.end() + 16]):
                return found
    return None


def _near_top(paragraphs: Iterable[str]) -> str | None:
    for paragraph in islice(paragraphs, _LINES_NEAR_TOP):
        short = len(paragraph) <= _DATELINE_WIDTH and not paragraph.rstrip().endswith(
            ("。", "！", "？", ".", "!", "?")
        )
        segmented = _SEGMENTED.match(paragraph) is not None
        found = (
            (_last_of_range(paragraph) or _first(_WHOLE, paragraph)) if short else _dateline(paragraph[:120])
        )
        if segmented and not found:  # its heading and its date stand in one line with the text
            found = _first(_WHOLE, paragraph[:_OPENING])
        if found:
            return found
    return None


def _dateline(opening: str) -> str | None:
    for pattern in _WHOLE:
        match = pattern.search(opening)
        if match and any(
            before.fullmatch(opening, 0, match.start()) and behind.match(opening, match.end())
            for before, behind in ((_PLACE, _WIRE), (_PAPER, _ITS_WIRE))
        ):
            return _iso(match)
    return None


def _last_of_range(line: str) -> str | None:
    """The last day of the range of days that a line names."""
    told = _RANGE.search(line)
    if told is None:
        return None
    month, day = int(told["month"] or told["first"]), int(told["day"])
    try:
        return date(int(told["year"]), month, day).isoformat()
    except ValueError:
        return None


def _first(patterns: Iterable[re.Pattern[str]], text: str) -> str | None:
    for pattern in patterns:
        match = pattern.search(text)
        if match and (found := _iso(match)):
            return found
    return None


def _iso(match: re.Match[str]) -> str | None:
    fields = match.groupdict()
    republic = fields.get("republic")
    year = int(republic) + _REPUBLIC if republic else int(fields["year"].translate(TO_DIGITS))
    month, day = fields.get("month"), fields.get("day")
    if fields.get("name"):
        month = str(_MONTHS.index(fields["name"].lower()) + 1)
    elif fields.get("first"):
        month, day = _month_and_day(int(fields["first"]), fields["mark"], int(fields["second"]))
    try:
        checked = date(year, counted(month or "1"), counted(day or "1"))
    except ValueError:
        return None
    return checked.isoformat()[: 10 if day else 7 if month else 4]


def _month_and_day(first: int, mark: str, second: int) -> tuple[str | None, str | None]:
    """Tell day from month: dots mean day first, a number past 12 is a day, else it cannot be told."""
    if mark == "." or first > 12:
        return str(second), str(first)
    if second > 12 or first == second:
        return str(first), str(second)
    return None, None
