"""What the check says of words, boxes and totals that contradict themselves."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.geo.damage import found, set_cell


@pytest.mark.parametrize(
    ("table", "column", "value", "rule"),
    [
        ("platform_totals", "types", "", "total-uncounted"),
        ("platform_totals", "why_en", "", "total-unexplained"),
        ("platform_totals", "types", "天府实验室;无此类", "unknown-platform-type"),
        ("platform_totals", "prefecture_adcode", "999900", "unknown-prefecture"),
        ("platform_totals", "value", "many", "pattern"),
        ("field_words", "basis", "reading", "word-basis"),
        ("field_words", "field", "无此领域", "unknown-field"),
        ("boxes", "programmes_zh", "无此专项;集成电路与新型显示重大科技专项", "programme-unquoted"),
        ("boxes", "programmes_en", "one only", "programme-unpaired"),
    ],
)
def test_fault(folder: Path, table: str, column: str, value: str, rule: str) -> None:
    set_cell(folder, table, 2, column, value)
    assert (f"statistics/{table}.csv", 2, column, rule) in found(folder)
