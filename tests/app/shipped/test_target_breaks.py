"""A series that breaks under a target: its path has a gap and a mark, and words say why."""

from __future__ import annotations

from dataclasses import replace

import pytest

from app.address.query import read
from app.context.context import World
from app.pages.targets import VIEW
from app.shell.render import main
from geo.languages import LANGS
from geo.model.series_breaks import SeriesBreak

BASIS = SeriesBreak("rd_intensity", (), "2022", "2023", "另一口径", "another basis", ("plan-2022",))


def _open(world: World, lang: str) -> str:
    asked = read({"target": "rd_intensity-2025-plan", "lang": lang}, VIEW.fields(world))
    return str(main(world, VIEW, asked, VIEW.content(world, asked)))


@pytest.mark.parametrize("lang", LANGS)
def test_the_chart_of_a_target_draws_a_break(world: World, lang: str) -> None:
    whole = _open(replace(world, catalogue=replace(world.catalogue, series_breaks=())), lang)
    assert whole.count('class="track-line"') == 1
    assert "track-break" not in whole
    parted = _open(replace(world, catalogue=replace(world.catalogue, series_breaks=(BASIS,))), lang)
    assert parted.count('class="track-line"') == 2
    assert parted.count('<text class="track-break"') == 1
    assert f"<li>2022–2023 {BASIS.reason(lang)}</li>" in parted
