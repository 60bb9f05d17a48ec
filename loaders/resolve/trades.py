"""What a Chinese company's name says of its trade."""

from __future__ import annotations

import re

_TRADE = re.compile(
    "信息|科技|技术|教育|实训|软件|网络|智能|数字|电子|通信|通讯|医疗|生物|医药|能源|新能源|环保|文化|传媒|金融|投资|控股|发展|"
    "实业|工业|企业|解决方案|业务|制造|机械|装备|汽车|材料|新材料|国际|中国|数据|云计算|互联网|服务|咨询|工程|建设|贸易|商贸|物流|置业|集团|股份|电器|电气|"
    "半导体|微电子|机器人|系统|创新|产业|开发|管理|设计|食品|农业|化工|化学|石油|电力|水务|航空|航天|铁路|轨道|交通"
)


def without_trade(name: str) -> str:
    """A company's name without the words for its trade: 青软 of 青软教育科技, and nothing of 智能科技.

    >>> without_trade("青软教育科技"), without_trade("智能科技")
    ('青软', '')
    """
    return _TRADE.sub("", name)
