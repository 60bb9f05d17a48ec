"""Legal forms and other parts of a name that do not tell one thing from another."""

from __future__ import annotations

import re
from functools import lru_cache

_LEGAL_ZH = re.compile(
    r"(?:（[^（）]*）|\([^()]*\))?(?:集团|控股)?(?:股份|控股)?(?:有限责任公司|有限公司|股份公司|总公司|分公司|公司|股份|集团)$"
)
_LEGAL_EN = re.compile(
    r"[\s,]+(?:co\.?,?\s*ltd|company\s+limited|co|company|ltd|limited|inc|incorporated|corp|corporation|group|holdings?|plc|llc|gmbh"
    r"|ag|s\.?a\.?|n\.?v\.?|b\.?v\.?|bhd|sdn\.?\s*bhd|pte\.?\s*ltd|pty\.?\s*ltd|kk|oy|ab|asa|spa|s\.p\.a)\.?$",
    re.IGNORECASE,
)
_INCORPORATED = re.compile(
    r"(?:股份)?(?:有限责任|有限)?公司$|[\s,]+(?:co\.?,?\s*ltd|company\s+limited|ltd|limited|inc|incorporated|plc|llc|gmbh|ag)\.?$",
    re.IGNORECASE,
)
"""Not 集团 and Group: a group and its company are two things of the lists."""

_CITY = re.compile(r"(?:(?<=\S)\s+city)?\s*市?$", re.IGNORECASE)


@lru_cache(maxsize=65536)
def core(name: str, label: str) -> str:
    """The name without its legal form, where that leaves a name.

    >>> core("软控股份有限公司", "Company"), core("Jinan Lixia Holding Group Co., Ltd.", "Company")
    ('软控', 'Jinan Lixia')
    >>> core("jinan city", "City"), core("济南市", "City"), core("City", "City")
    ('jinan', '济南', 'City')
    >>> core("Jinan City 市", "City"), core("Jinan 市", "City"), core(" 沙市 ", "City")
    ('Jinan', 'Jinan', '沙市')
    """
    if label == "City":
        name = name.strip()
        return _CITY.sub("", name) if len(name) > 2 else name
    if label not in ("Company", "Organization"):
        return name
    rest = name.strip()
    while True:
        shorter = _LEGAL_EN.sub("", _LEGAL_ZH.sub("", rest)).strip(" ,，")
        if shorter == rest or len(shorter) < 2:
            return rest
        rest = shorter


def unincorporated(name: str) -> str:
    """The name without the words of incorporation, as far as they do not tell a group from its company.

    >>> unincorporated("大唐集团有限公司"), unincorporated("Tower Group, Ltd.")
    ('大唐集团', 'Tower Group')
    """
    return _INCORPORATED.sub("", name)
