"""Chosen: a part of a sheet says of each place what the whole says, and counts itself."""

from __future__ import annotations

import pytest

from geo.lens import Choice, chosen
from layers.chosen import only
from layers.paint import paint
from tests.catalogues import REAL, of, sheet_of


@pytest.mark.parametrize(
    "layer", ["platforms-field", "platforms-type", "zones", "science-city-chengdu"]
)
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_part_agrees_with_the_whole(layer: str, lang: str) -> None:
    whole = sheet_of(REAL, layer, lang=lang)
    kept = {item.place_id for item in whole.items[::3]}
    part = only(whole, of(REAL), kept)
    period = whole.default_period
    all_of_it, frame = whole.frames[period], part.frames[period]
    everywhere = {
        item.place_id: (item, cell, code, all_of_it.circle_m(at, item))
        for at, (item, cell, code) in enumerate(
            zip(whole.items, all_of_it.cells, all_of_it.codes, strict=True)
        )
    }
    assert {item.place_id for item in part.items} == kept
    for at, (item, cell, code) in enumerate(zip(part.items, frame.cells, frame.codes, strict=True)):
        found = (item, cell, code, frame.circle_m(at, item))
        assert everywhere[item.place_id] == found
    assert set(part.sources) == {s for cell in frame.cells for s in cell.source_ids}
    assert str(len(kept)) in frame.coverage
    assert sum(count for _, _, count in paint(part).legend()) == len(kept)


def test_nothing_chosen_is_an_empty_sheet_that_says_so() -> None:
    part = only(sheet_of(REAL, "platforms-field"), of(REAL), set())
    assert part.items == ()
    assert paint(part).codes == ""
    assert "0" in part.frames[""].coverage


def test_a_field_has_one_color() -> None:
    field = {p.place_id for p in chosen(of(REAL), Choice(field="电子信息"))}
    assert len(field) == 13
    painted = paint(only(sheet_of(REAL, "platforms-field"), of(REAL), field))
    assert set(painted.codes) == {"0"}
