"""Workbooks as offices make them: titles, units, merged headers, totals, notes, odd numbers.

Each is drawn by a seed, with what a person would read in it: place, measure, year, number.
"""

from __future__ import annotations

import io
import random
from collections.abc import Mapping
from dataclasses import dataclass, field

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from geo.model.names import shortened

MEASURES = (("高新技术企业", "家"), ("地区生产总值", "亿元"), ("营业收入", "万元"), ("增速", "%"))
FULL_WIDTH = str.maketrans("0123456789.", "０１２３４５６７８９．")
NOTES = ("注：数据来源于统计快报。", "资料来源：各市州统计局", "* 为初步核算数")
Key = tuple[str, str, str]


@dataclass
class Book:
    """A workbook, and what stands in it: None where a cell has no number that is certain."""

    body: bytes
    meant: Mapping[Key, float | None]
    total_row: bool


@dataclass
class _Draft:
    chance: random.Random
    sheet: Worksheet
    meant: dict[Key, float | None] = field(default_factory=dict)
    row: int = 0

    def put(self, *cells: str | float | None) -> None:
        """Write the next row."""
        self.row += 1
        for column, cell in enumerate(cells, start=1):
            if cell is not None:
                self.sheet.cell(self.row, column, cell)


def book(seed: int, places: Mapping[str, str]) -> Book:
    """Return a workbook of prefectures, code to name, as an office might make it."""
    chance = random.Random(seed)  # noqa: S311  a test draws
    whole = Workbook()
    sheet = whole.active
    assert sheet is not None
    if chance.random() < 0.3:
        cover = whole.create_sheet("封面", 0)
        cover["A1"] = "填报说明"
        sheet.title = "数据"
    draft = _Draft(chance, sheet)
    chosen = chance.sample(list(places), chance.randint(8, len(places)))
    style = chance.choice(("one", "two", "years", "long"))
    total = style != "long" and chance.random() < 0.6
    {"one": _one, "two": _two, "years": _years, "long": _long}[style](draft, chosen, places, total)
    if chance.random() < 0.5:
        draft.put()
    if chance.random() < 0.6:
        draft.put(chance.choice(NOTES))
    out = io.BytesIO()
    whole.save(out)
    return Book(out.getvalue(), draft.meant, total)


def _title(draft: _Draft, width: int, year: str, unit: str = "") -> None:
    if draft.chance.random() < 0.8 or year or unit:
        draft.put(f"{f'{year}年' if year else ''}各市州主要指标")
        draft.sheet.merge_cells(None, draft.row, 1, draft.row, width)
    if draft.chance.random() < 0.3:
        draft.put()
    if unit:
        draft.put(*[None] * (width - 1), f"单位：{unit}")


def _one(draft: _Draft, chosen: list[str], places: Mapping[str, str], total: bool) -> None:  # noqa: FBT001  private
    name, unit = draft.chance.choice(MEASURES)
    numbered = draft.chance.random() < 0.4
    beside = draft.chance.random() < 0.5
    lead = ("序号",) if numbered else ()
    _title(draft, 2 + numbered, "2023", "" if beside else unit)
    draft.put(*lead, "地 区", f"{name}（{unit}）" if beside else name)
    _rows(draft, chosen, places, [(name, "2023", unit)], numbered=numbered, total=total)


def _two(draft: _Draft, chosen: list[str], places: Mapping[str, str], total: bool) -> None:  # noqa: FBT001  private
    _title(draft, 4, "2024")
    top = draft.row + 1
    draft.put("市州", "高新技术企业", None, "营业收入")
    draft.put(None, "数量（家）", "增速（%）", "（亿元）")
    draft.sheet.merge_cells(None, top, 1, top + 1, 1)
    draft.sheet.merge_cells(None, top, 2, top, 3)
    heads = [("高新技术企业·数量", "家"), ("高新技术企业·增速", "%"), ("营业收入", "亿元")]
    _rows(draft, chosen, places, [(name, "2024", unit) for name, unit in heads], total=total)


def _years(draft: _Draft, chosen: list[str], places: Mapping[str, str], total: bool) -> None:  # noqa: FBT001  private
    years = ["2021", "2022", "2023"]
    form = draft.chance.choice(("{}", "{}年", "number"))
    _title(draft, 4, "", "亿元")
    heads = [int(year) if form == "number" else form.format(year) for year in years]
    draft.put("地区名称", *heads)
    _rows(draft, chosen, places, [("", year, "亿元") for year in years], total=total)


def _long(draft: _Draft, chosen: list[str], places: Mapping[str, str], _: bool) -> None:  # noqa: FBT001  private
    _title(draft, 3, "")
    draft.put("行政区划", "年份", "数值（万元）")
    for place in chosen:
        for year in ("2021", "2022"):
            written = draft.chance.choice((int(year), f"{year}年", year))
            cell, number = _number(draft.chance, "万元")
            draft.put(_place(draft.chance, place, places), written, cell)
            draft.meant[place, "数值", year] = number


def _rows(
    draft: _Draft,
    chosen: list[str],
    places: Mapping[str, str],
    heads: list[tuple[str, str, str]],
    *,
    numbered: bool = False,
    total: bool,
) -> None:
    sums = [0.0] * len(heads)
    first = total and draft.chance.random() < 0.5
    start = draft.row + 1
    if first:
        draft.put()
    for at, place in enumerate(chosen, start=1):
        cells = []
        for column, (name, year, unit) in enumerate(heads):
            cell, number = _number(draft.chance, unit)
            cells.append(cell)
            draft.meant[place, name, year] = number
            sums[column] += number or 0
        draft.put(*((at,) if numbered else ()), _place(draft.chance, place, places), *cells)
    if total:
        words = draft.chance.choice(("全省", "合计", "合　计", "总计"))
        cells = [round(one, 6) for one in sums]
        if first:
            last, draft.row = draft.row, start - 1
            draft.put(*((None,) if numbered else ()), words, *cells)
            draft.row = last
        else:
            draft.put(*((None,) if numbered else ()), words, *cells)


def _place(chance: random.Random, place: str, places: Mapping[str, str]) -> str:
    name = places[place]
    spaced = " ".join(name) if len(name) < 4 else name
    short = f"{shortened(name)}　"
    return chance.choice((name, name, name, spaced, f"四川省{name}", f" {name} ", short))


def _number(chance: random.Random, unit: str) -> tuple[str | float | None, float | None]:
    """Return a cell and the number that it certainly means; a unit of ten thousand stays whole."""
    number = round(chance.uniform(10, 90_000), 2)
    written = f"{number:,.2f}"
    forms: list[tuple[str | float | None, float | None]] = [
        *[(number, number)] * 6,
        (str(number), number),
        (written, number),
        (written.replace(",", "，"), number),
        (f"{number:.2f}".translate(FULL_WIDTH), number),
        (f"{number:.2f}①", number),
        (f" {number} ", number),
        ("—", None),
        ("…", None),
        (None, None),
        ("约50", None),
        ("<1", None),
        ("不详", None),
    ]
    if unit == "家":
        forms.append((f"{number / 1e4:.4f}万", round(number / 1e4, 4) * 1e4))
    if unit == "%":
        forms += [(f"({number})", -number), (f"{number}%", number)]
    if unit == "亿元":
        forms.append((f"{number}亿元", number))
    return chance.choice(forms)
