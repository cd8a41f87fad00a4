"""Beyond: what the plan names outside the province, in every renderer, and never as a point."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from matplotlib.colors import to_rgb
from matplotlib.patches import Patch, PathPatch
from matplotlib.text import Text

from geo.model.cooperations import EDGES
from layers.build.beyond import ARROWS, PLACES
from layers.build.registry import sheet
from layers.data import Sheet
from layers.paint import paint
from layers.print import plate_words
from layers.print.canvas import HEIGHT, LAND, WIDTH
from layers.render import print_map
from layers.render import svg as still
from layers.render.svg_layer import SvgLayer
from layers.render.svg_paths import box
from layers.render.web import painted_json, sheet_json
from layers.style import OURS
from tests.catalogues import REAL, ground, map_of, of, sheet_of

KNOWN = of(REAL)
PLAN = Path(__file__).parent.parent / "plan" / "plan.txt"
NAMING = pytest.mark.parametrize("layer", ["zones", "zones-pipeline"])
LAND_RGB = to_rgb(OURS.color(LAND))
LANGS = pytest.mark.parametrize("lang", ["zh", "en"])


def named(layer: str, lang: str) -> Sheet:
    """Return a sheet that names something beyond."""
    found = sheet_of(REAL, layer, lang=lang)
    assert found.beyond
    return found


def test_the_plan_says_every_word_of_a_cooperation() -> None:
    plan = "".join(PLAN.read_text(encoding="utf-8").split())
    assert KNOWN.cooperations
    for one in KNOWN.cooperations:
        assert "".join(one.quote.split()) in plan
        assert one.source_ids == ("plan-2022",)
        assert one.edge in ("", *EDGES)
    assert "重庆高新区" in {one.name_zh for one in KNOWN.cooperations if one.edge == "east"}


@NAMING
@LANGS
def test_what_lies_beyond_is_no_place_of_the_sheet(layer: str, lang: str) -> None:
    found = named(layer, lang)
    [chongqing] = found.beyond
    assert chongqing.edge == "east"
    name = "重庆高新区" if lang == "zh" else "Chongqing High-Tech Zone"
    assert chongqing.label == f"{name} →"
    assert not any(name in item.name for item in found.items)
    assert name in found.note
    assert ("四（三）" if lang == "zh" else "4 (3)") in found.note
    assert sheet_json(found)["beyond"] == [
        {"edge": "east", "label": chongqing.label, "about": chongqing.about}
    ]


@NAMING
@LANGS
def test_a_still_writes_it_at_its_edge(layer: str, lang: str) -> None:
    found, bounds = named(layer, lang), KNOWN.province.bounds
    painted = paint(found)
    drawn = SvgLayer(json.loads(json.dumps(painted_json(painted))), painted.frame.period)
    svg = str(still.still([drawn], still.StillGround({}), bounds=bounds, said=""))
    left, _, width, _ = box(bounds)
    assert svg.count(found.beyond[0].label) == 1
    assert f'<tspan x="{left + width:.0f}" dy="0.0">{found.beyond[0].label}' in svg


@NAMING
@LANGS
def test_a_picture_writes_it_at_its_edge(layer: str, lang: str) -> None:
    found = named(layer, lang)
    paper = print_map.plate(map_of(REAL, paint(found)), ground=ground(REAL))
    [text] = [one for one in paper.figure.findobj(Text) if one.get_text() == found.beyond[0].label]
    x, y = text.get_position()
    assert text.get_horizontalalignment() == "right"
    assert WIDTH / 2 < x < WIDTH
    assert 0 < y < HEIGHT


def test_every_edge_has_its_place_and_its_arrow() -> None:
    assert set(PLACES) == set(ARROWS) == set(EDGES)
    assert {across for across, _ in PLACES.values()} == set(plate_words.ALIGNED)


def test_without_a_cooperation_nothing_is_named() -> None:
    bare = replace(KNOWN, cooperations=())
    made = sheet(bare, "zones-pipeline")
    assert made.beyond == ()
    assert "beyond" not in sheet_json(made)


@NAMING
@LANGS
def test_it_covers_no_mark_and_no_land_in_a_picture(layer: str, lang: str) -> None:
    found = named(layer, lang)
    paper = print_map.plate(map_of(REAL, paint(found)), ground=ground(REAL))
    words = (found.beyond[0].label, found.beyond[0].about)
    paper.figure.canvas.draw()
    boxes = [
        one.get_window_extent() for one in paper.figure.findobj(Text) if one.get_text() in words
    ]
    assert len(boxes) == len(words)
    ids = {item.place_id for item in found.items}
    drawn = [
        one
        for one in paper.figure.findobj(Patch)
        if (one.get_gid() or "").split("-", 1)[-1] in ids
        or (one.get_gid() or "").endswith(tuple(ids))
    ]
    assert drawn
    land = [one for one in paper.figure.findobj(PathPatch) if one.get_facecolor()[:3] == LAND_RGB]
    assert land
    for words_box in boxes:
        assert not [one for one in drawn if one.get_window_extent().overlaps(words_box)]
        shapes = [one.get_path().transformed(one.get_transform()) for one in land]
        assert not [one for one in shapes if one.intersects_bbox(words_box, filled=True)]


@NAMING
def test_a_map_of_a_part_does_not_name_it(layer: str) -> None:
    found = named(layer, "zh")
    label = found.beyond[0].label
    part = replace(map_of(REAL, paint(found)), bounds=(103.5, 30.2, 105.0, 31.8))
    paper = print_map.plate(part, ground=ground(REAL))
    assert not [one for one in paper.figure.findobj(Text) if one.get_text() == label]
    shown = paint(found)
    sheet_of_part = json.loads(json.dumps(painted_json(shown)))
    drawn = SvgLayer(sheet_of_part, shown.frame.period, whole=False)
    assert label not in str(
        still.still([drawn], still.StillGround({}), bounds=part.bounds, said="")
    )
