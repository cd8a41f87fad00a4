"""Chosen: a part of a sheet says of each place what the whole says, and counts itself."""

from __future__ import annotations

import re

import pytest

from geo.analysis.platform_filter import PlatformFilter, chosen, is_campus
from layers import legend
from layers.build.subset import only
from layers.paint import paint
from layers.selection import part
from tests.catalogues import REAL, of, sheet_of


@pytest.mark.parametrize(
    "layer", ["platforms-field", "platforms-type", "zones", "science-city-chengdu"]
)
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_part_agrees_with_the_whole(layer: str, lang: str) -> None:
    whole = sheet_of(REAL, layer, lang=lang)
    kept = {item.place_id for item in whole.items[::3]}
    some = only(whole, of(REAL), kept)
    period = whole.default_period
    all_of_it, frame = whole.frames[period], some.frames[period]
    everywhere = {
        item.place_id: (item, cell, code, all_of_it.circle_m(at, item))
        for at, (item, cell, code) in enumerate(
            zip(whole.items, all_of_it.cells, all_of_it.codes, strict=True)
        )
    }
    assert {item.place_id for item in some.items} == kept
    for at, (item, cell, code) in enumerate(zip(some.items, frame.cells, frame.codes, strict=True)):
        found = (item, cell, code, frame.circle_m(at, item))
        assert everywhere[item.place_id] == found
    assert set(some.sources) == {s for cell in frame.cells for s in cell.source_ids}
    numbers = [int(n) for n in re.findall(r"\d+", frame.coverage)]
    campuses = sum(one in kept and is_campus(p, of(REAL)) for one, p in of(REAL).platforms.items())
    assert numbers[0] == len(kept) - campuses
    assert not campuses or numbers[-1] == campuses
    assert sum(row.count for row in legend.rows(paint(some))) == len(kept)
    told = part(some)
    assert set(told.place_ids) == kept
    assert (told.coverage, told.credit) == (frame.coverage, frame.credit)
    assert told.rows == legend.rows(paint(some))


def test_nothing_chosen_is_an_empty_sheet_that_says_so() -> None:
    none = only(sheet_of(REAL, "platforms-field"), of(REAL), set())
    assert none.items == ()
    assert paint(none).codes == ""
    assert "0" in none.frames[""].coverage
    assert part(none).place_ids == ()


def test_a_field_has_one_color() -> None:
    field = {p.place_id for p in chosen(of(REAL), PlatformFilter(field="电子信息"))}
    assert len(field) == 13
    painted = paint(only(sheet_of(REAL, "platforms-field"), of(REAL), field))
    assert set(painted.codes) == {"0"}
