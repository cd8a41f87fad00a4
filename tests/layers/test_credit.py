"""Credits: who gave most of what a map shows stands first, in every renderer's words."""

from __future__ import annotations

from dataclasses import replace

import pytest

from geo.model.sources import AGGREGATOR, Source
from layers.credit import credit
from layers.data import Cell, Frame
from layers.words import text
from tests.catalogues import REAL, of, sheet_of

KNOWN = of(REAL)
SOME = next(iter(KNOWN.sources.values()))


def _source(source_id: str, publisher: str, grade: str) -> Source:
    return replace(SOME, source_id=source_id, publisher=publisher, grade=grade)


def _frame(*cells: tuple[str, ...]) -> Frame:
    shown = tuple(Cell(state="value", words="1", source_ids=used) for used in cells)
    return Frame(period="2020", cells=shown, coverage="")


SOURCES = {
    one.source_id: one
    for one in (
        _source("press", "Press", "B"),
        _source("press-2", "Press", "B"),
        _source("office", "Office", "A"),
        _source("bureau", "Bureau", "A"),
        _source("list", "List", "C"),
    )
}


@pytest.mark.parametrize(
    ("frames", "named"),
    [
        ([_frame(("office",), ("press",), ("press-2",))], "Press, Office"),
        # Of equals the better source, then by name.
        ([_frame(("press",), ("office",), ("bureau",))], "Bureau, Office, Press"),
        # Two documents of one publisher behind one figure count once.
        ([_frame(("press", "press-2"), ("office",), ("office",))], "Office, Press"),
        # A list of what others published stands behind them.
        ([_frame(("list",)), _frame(("office",), ("list",))], "Office, List"),
        (
            [_frame(("list",), ("list",), ("office",), ("bureau",), ("press",))],
            "Bureau, Office, Press",
        ),
    ],
)
def test_who_gave_most_of_the_figures_stands_first(frames: list[Frame], named: str) -> None:
    said = credit(frames, SOURCES, "en")
    assert (
        said.removesuffix(text("en")["credit.boundaries"]).strip().startswith(f"Figures: {named}")
    )


def test_one_citys_medium_does_not_stand_first_under_the_map_that_opens() -> None:
    frames = sheet_of(REAL, "prefectures", indicator="hnte_per_10k_people").frames
    for frame in frames.values():
        given = [
            {KNOWN.sources[one].maker("zh") for one in cell.source_ids} for cell in frame.cells
        ]
        if not any(given):
            continue
        gathered = {one.maker("zh") for one in KNOWN.sources.values() if one.grade == AGGREGATOR}
        of_makers = [one - gathered for one in given]
        times = {name: sum(name in one for one in given) for one in of_makers for name in one}
        first = next(name for name in times if frame.credit.partition("：")[2].startswith(name))
        assert times[first] == max(times.values()), frame.credit
