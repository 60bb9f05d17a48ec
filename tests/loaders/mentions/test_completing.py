"""A name that was read in part is completed, and what was read with it and is no part of it goes."""

from __future__ import annotations

import pytest

from loaders.mentions.completing import completed
from loaders.mentions.mention import Mention

CASES = [
    ("苏黎世——瑞士再保险签约", "Company 苏黎世——瑞士再保险", "Company 瑞士再保险"),
    ("for Axis Ltd. of Lund", "Company Axis Ltd", "Company Axis Ltd."),
    ("at Hebei university of science today", "University Hebei", "University Hebei university of science"),
    ("Chairman C.C. Wei spoke", "Executive Wei", "Executive C.C. Wei"),
    ("the Volvo–Geely Design Lab opened", "Center Geely Design Lab", "Center Volvo–Geely Design Lab"),
    ("a well-known Design Lab opened", "Center Design Lab", "Center Design Lab"),
    ("the Anniversary Forum of Fudan", "Event Anniversary Forum of", "Event Anniversary Forum"),
    ("the University of the Arts", "University University of the Arts", "University University of the Arts"),
    ("in Berlin-Adlershof", "City Berlin-Adlershof", "City Berlin"),
    ("with Dubai's port authority", "Organization Dubai's", "City Dubai"),
    ("at McDonald's in Wuhan", "Company McDonald's", "Company McDonald's"),
    ("同济大学材料科学与工程学院", "University 工程学院", "University 材料科学与工程学院"),
    (
        "同济大学材料科学与工程学院",
        "University 同济大学 | University 工程学院",
        "University 同济大学材料科学与工程学院",
    ),
    (
        "同济大学材料科学与工程学院",
        "University 同济大学材料 | University 工程学院",
        "University 同济大学材料科学与工程学院",
    ),
    (
        "清华大学与工程学院",
        "University 清华大学 | University 工程学院",
        "University 清华大学 | University 工程学院",
    ),
    (
        "华为技术与管理学院签约",
        "Company 华为技术 | University 管理学院",
        "Company 华为技术 | University 管理学院",
    ),
    ("陕西省与民企对接会在西安举行", "Event 陕西省", "Event 陕西省与民企对接会"),
    ("华为开发者大会2019在东莞", "Event 华为开发者大会", "Event 华为开发者大会2019"),
    ("中国联通山东省分公司与海尔", "Company 中国联通", "Company 中国联通山东省分公司"),
    ("中国电信设备商", "Company 中国", ""),
    ("2019 世界机器人大会", "Event 世界机器人大会", "Event 2019 世界机器人大会"),
    (
        "Tencent cloud and Tencent",
        "Company Tencent cloud | Company Tencent",
        "Company Tencent cloud | Company Tencent",
    ),
    ("第三届世界机器人大会开幕", "Event 世界机器人大会", "Event 第三届世界机器人大会"),
    ("英才奖学金颁奖典礼33人", "Event 英才奖学金颁奖典", "Event 英才奖学金颁奖典礼"),
    ("办“湾区对话”合作交流会", "Event 湾区对话”合作交流会", "Event “湾区对话”合作交流会"),
    ("复旦大学管理学院院长", "University 复旦大学管理学", "University 复旦大学管理学院"),
    ("东南大学电气工程学院副院长", "University 东南大学电气", "University 东南大学电气工程学院"),
    ("东南大学与电气工程学院", "University 东南大学", "University 东南大学"),
    ("和美商惠普公司签约", "Company 美商惠普公司", "Company 惠普公司"),
    (
        "Ministry of Health, PATH and",
        "Organization Ministry of Health, PATH",
        "Organization Ministry of Health",
    ),
    ("at Axis, LLC in Lund", "Company Axis, LLC", "Company Axis, LLC"),
    ("秘书吴雯均未减持", "Executive 吴雯均", "Executive 吴雯"),
    ("Axis Co., Ltd. of Lund", "Company Axis Co.,", "Company Axis Co., Ltd."),
    ("與義隆電子拍板策略聯盟", "Organization 義隆電子拍板策略聯盟", "Organization 義隆電子"),
    ("启明机器人首席技术官", "Company 启明机器", "Company 启明机器人"),
    ("与日本熊本市政府签约", "Organization 日本熊本市政府", "Organization 熊本市政府"),
    ("与西班牙电信公司签约", "Company 西班牙电信公司", "Company 西班牙电信公司"),
    ("執行長頌猜先生", "Executive 頌猜先", "Executive 頌猜"),
    ("the Authority said", "Organization Authority", ""),
    ("董事长吴雯未出席", "Executive 吴雯未", "Executive 吴雯"),
    ("校長吳雯詠笑言", "Executive 吳雯詠笑言", "Executive 吳雯詠"),
    ("经理陈笑言表示", "Executive 陈笑言", "Executive 陈笑言"),
    ("中国华电子公司华电国际", "Company 中国华电", "Company 中国华电"),
    ("腾讯与携手健康签约", "Company 携手健康", "Company 携手健康"),
    ("added Dr. Wei", "Executive Dr. | Executive Wei", "Executive Wei"),
    ("秘书吴雯均表态", "Executive 吴雯均", "Executive 吴雯均"),
    ("", "", ""),
]


@pytest.mark.parametrize(("text", "read", "whole"), CASES)
def test_a_name_is_as_it_stands(text: str, read: str, whole: str) -> None:
    assert completed(text, _mentions(text, read)) == _mentions(text, whole)


def _mentions(text: str, told: str) -> list[Mention]:
    """``Label name | Label name``, each where the text has it first behind the one before."""
    found: list[Mention] = []
    at = 0
    for one in filter(None, told.split(" | ")):
        label, _, name = one.partition(" ")
        start = text.index(name, at)
        at = start + len(name)
        found.append(Mention(start, at, label, 0.9, "test"))
    return found
