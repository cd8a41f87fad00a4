"""Fields, their parts, boxes and words against the plan's own text."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pytest

from geo.model.plan_fields import FieldPart, FieldWord, PlanBox
from tests.catalogues import REAL, of

PLAN = Path(__file__).parent / "plan.txt"
NUMERALS = "一二三四五六七八九十"


def _bare(text: str) -> str:
    return re.sub(r"\s+", "", text).replace("(", "（").replace(")", "）")


@cache
def section(field: str) -> str:
    """Return the plan's section on a field, its box included."""
    text = _bare(PLAN.read_text(encoding="utf-8"))
    text = text[text.rindex("三、重点领域") : text.rindex("四、重点区域")]
    at = list(of(REAL).fields).index(field)
    start = text.index(f"（{NUMERALS[at]}）{field}1.")
    following = list(of(REAL).fields)[at + 1 : at + 2]
    end = text.index(f"（{NUMERALS[at + 1]}）{following[0]}1.") if following else len(text)
    return text[start:end]


@pytest.mark.parametrize("part", of(REAL).field_parts, ids=lambda part: part.clause)
def test_a_part_is_numbered_as_the_plan_numbers_it(part: FieldPart) -> None:
    number = part.clause.rpartition("）")[2]
    assert f"{number}.{_bare(part.name_zh)}。" in section(part.field)


@pytest.mark.parametrize("box", of(REAL).boxes.values(), ids=lambda box: box.clause)
def test_a_box_is_quoted_whole(box: PlanBox) -> None:
    text = section(box.field)
    head = f"专栏{box.number}{box.title_zh}"
    assert text[text.index(head) + len(head) :] == _bare(box.quote)


def test_no_box_is_left_out() -> None:
    text = _bare(PLAN.read_text(encoding="utf-8"))
    assert len(re.findall(r"。专栏\d", text)) == len(of(REAL).boxes)


@pytest.mark.parametrize("word", of(REAL).field_words, ids=lambda w: f"{w.word} {w.field}")
def test_a_word_has_its_reason_in_its_clause(word: FieldWord) -> None:
    text, number = section(word.field), word.clause.rpartition("）")[2]
    if number.isdecimal():
        parts = [p for p in of(REAL).field_parts if p.field == word.field]
        heads = [f"{at}.{_bare(p.name_zh)}。" for at, p in enumerate(parts, start=1)]
        after = text[text.index(heads[int(number) - 1]) :]
        text = after if int(number) == len(heads) else after[: after.index(heads[int(number)])]
    assert _bare(word.quote) in text
