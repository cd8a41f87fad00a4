"""Units as tables say them, and the factor from one to another."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass

TIMES: Mapping[str, float] = {
    "": 1.0,
    "十": 1e1,
    "百": 1e2,
    "千": 1e3,
    "万": 1e4,
    "十万": 1e5,
    "百万": 1e6,
    "千万": 1e7,
    "亿": 1e8,
    "十亿": 1e9,
    "百亿": 1e10,
    "千亿": 1e11,
    "万亿": 1e12,
    "萬": 1e4,
    "億": 1e8,
}
_TIMES = "|".join(sorted(filter(None, TIMES), key=len, reverse=True))
# What is counted or measured; anything else between brackets is no unit.
BASES = (
    *("元", "美元", "人", "人次", "家", "户", "个", "件", "项", "所", "名", "只", "头", "台"),
    *("辆", "套", "条", "座", "次", "篇", "种", "张", "处", "位", "户次", "吨", "公斤", "千克"),
    *("斤", "克", "公里", "米", "平方公里", "平方千米", "平方米", "立方米", "公顷", "亩"),
    *("千瓦时", "千瓦", "度", "吨标准煤", "小时", "天", "年", "分", "岁", "倍"),
    *("km²", "km2", "m²", "ha", "t", "kWh", "%", "‰", "百分点", "个百分点"),
)
_BASES = "|".join(sorted(map(re.escape, BASES), key=len, reverse=True))
UNIT = re.compile(rf"({_TIMES})?({_BASES})?((?:/|每)(?:{_TIMES})?(?:{_BASES}))?")
# In Latin letters, as yearbooks in two languages print them.
ENGLISH: Mapping[str, str] = {
    "yuan": "元",
    "10,000yuan": "万元",
    "10000yuan": "万元",
    "100millionyuan": "亿元",
    "billionyuan": "十亿元",
    "millionyuan": "百万元",
    "persons": "人",
    "person": "人",
    "10,000persons": "万人",
    "10000persons": "万人",
    "percent": "%",
    "unit": "个",
}
SAYS = re.compile(
    r"(?:计量)?单\s*位\s*[:：]\s*([^\s)）\]】;；]+)|unit\s*[:：]\s*([^)）\]】;；]+)",
    re.IGNORECASE,
)
SIMPLE_UNITS = str.maketrans("萬億個戶畝噸頃", "万亿个户亩吨顷")
BRACKETED = re.compile(r"[(（\[【]([^()（）\[\]【】]+)[)）\]】]")


@dataclass(frozen=True)
class Unit:
    """A unit: ``times`` of ``base``, 万 of 元; both blank where none is said."""

    times: str = ""
    base: str = ""

    def __str__(self) -> str:
        """Return it as it is written."""
        return f"{self.times}{self.base}"

    @property
    def factor(self) -> float:
        """Return how many of the base it is."""
        return TIMES[self.times]


NONE = Unit()


def unit_of(text: str) -> Unit | None:
    """Return the unit that a text is, None where it is none.

    >>> str(unit_of("万元")), unit_of("现价"), unit_of("亿")
    ('万元', None, Unit(times='亿', base=''))
    """
    flat = re.sub(r"\s+", "", unicodedata.normalize("NFKC", text)).replace("％", "%")
    flat = ENGLISH.get(flat.casefold(), flat).translate(SIMPLE_UNITS)
    found = UNIT.fullmatch(flat)
    if not flat or found is None:
        return None
    return Unit(found[1] or "", (found[2] or "") + (found[3] or ""))


def stated(text: str) -> Unit | None:
    """Return the one unit that a line such as 单位：万元 states, None for none or several.

    >>> str(stated("单位：亿元")), stated("单位：亿元、%")
    ('亿元', None)
    """
    found = SAYS.search(text)
    return unit_of(found[1] or found[2]) if found else None


def states(text: str) -> bool:
    """Return whether a line states units at all."""
    return SAYS.search(text) is not None


def in_header(text: str) -> tuple[str, Unit | None]:
    """Return a header without the unit in its brackets, and that unit.

    >>> in_header("高新技术企业·数量（家）")[0], str(in_header("产值（万元）")[1])
    ('高新技术企业·数量', '万元')
    """
    for found in BRACKETED.finditer(text):
        said = re.sub(r"^(?:计量)?单位\s*[:：]?", "", found[1].strip())
        if (unit := unit_of(said)) is not None:
            return (text[: found.start()] + text[found.end() :]).strip(" ·"), unit
    name, _, last = text.rpartition("/")
    # GDP/亿元, and not 元/人 itself.
    if name and unit_of(text) is None and (unit := unit_of(last)) is not None:
        return name.strip(), unit
    return text, None


def between(one: Unit, other: Unit) -> float | None:
    """Return by what a number in one unit is multiplied for another, None where nothing fits."""
    return one.factor / other.factor if one.base == other.base else None
