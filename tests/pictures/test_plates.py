"""Plates as text: a change of the picture is a change of lines that a person can read.

After a wanted change: UPDATE_PICTURES=1 python -m pytest tests/pictures, and look at the files.
"""

from __future__ import annotations

import io
import os
import re
from dataclasses import replace
from difflib import unified_diff
from html import unescape
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from PIL import Image
from shapely import Point

from geo.errors import UnknownWord
from layers.map import PaintedMap
from layers.paint import Classification, paint
from layers.placement import Box
from layers.print import labels, marks
from layers.print.basemap import Basemap
from layers.print.canvas import MARGIN, WIDTH, Paper
from layers.print.fonts import Letters
from layers.print.library import mpl
from layers.render import print_map
from layers.scale import NO_DATA
from tests.catalogues import REAL, TOY, ground, map_of, sheet_of

Pixels = npt.NDArray[np.float64]
FOLDER = Path(__file__).parent
PREAMBLE = re.compile(r"<!DOCTYPE[^>]*>\n| <metadata>.*?</metadata>\n", re.DOTALL)
LONG_NUMBER = re.compile(r"(-?\d+\.\d{3})\d+")


def toy_maps() -> dict[str, PaintedMap]:
    gdp = paint(
        sheet_of(TOY, "prefectures", "gdp"), period="2020", choice=Classification("equal", 3)
    )
    hnte = paint(sheet_of(TOY, "prefectures", "hnte", "en"), period="2021")
    zones = paint(sheet_of(TOY, "zones", lang="en"))
    return {
        "choropleth": map_of(TOY, gdp, counties=True),
        "choropleth-zones": map_of(TOY, hnte, zones),
        "zones-revenue": map_of(TOY, paint(sheet_of(TOY, "zones-revenue"))),
        "platforms": map_of(TOY, paint(sheet_of(TOY, "platforms-field"))),
    }


def as_text(svg: bytes) -> str:
    """Return a picture without preamble and outlines of letters, numbers cut to 3 decimals."""
    text = PREAMBLE.sub("", svg.decode())
    text = re.sub(r"<path id=\"[^\"]+\" d=\"[^\"]*\"[^>]*/>", "", text)
    return re.sub(r"\n\s*\n", "\n", LONG_NUMBER.sub(r"\1", text))


@pytest.mark.parametrize("name", toy_maps())
def test_plates_look_as_they_did(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    # Letters as text: the picture as published carries outlines, which differ between fonts.
    monkeypatch.setitem(print_map.SETTINGS, "svg.fonttype", "none")
    monkeypatch.setattr(Paper, "text", _plain_text)
    found = as_text(print_map.picture(toy_maps()[name], ground=ground(TOY), form="svg"))
    path = FOLDER / f"{name}.svg"
    if os.environ.get("UPDATE_PICTURES"):
        path.write_text(found, encoding="utf-8")
    known = path.read_text(encoding="utf-8")
    lines = unified_diff(known.splitlines(), found.splitlines(), "kept", "drawn", lineterm="")
    assert found == known, "\n".join(list(lines)[:60])


def _plain_text(paper: Paper, at: tuple[float, float], words: str, **look: object) -> None:
    """Write without a halo: matplotlib outlines letters that have one."""
    halo = look.pop("halo", None)
    kept(paper, at, f"{words} [halo]" if halo else words, **look)  # type: ignore[arg-type]  # as given


kept = Paper.text


@pytest.mark.parametrize("form", print_map.FORMATS)
def test_the_same_scene_gives_the_same_bytes(form: str) -> None:
    shown = toy_maps()["choropleth-zones"]
    made = [print_map.picture(shown, ground=ground(TOY), form=form) for _ in range(2)]
    assert made[0] == made[1]


def test_no_data_zero_and_the_classes_differ_in_grey() -> None:
    # Four figures have classes where a reader sets them.
    own = Classification("manual", breaks=(6.0,))
    theme = paint(sheet_of(TOY, "prefectures", "hnte"), period="2021", choice=own)
    shown = replace(map_of(TOY, theme), names=False)
    svg = print_map.picture(shown, ground=ground(TOY), form="svg").decode()
    png = print_map.picture(shown, ground=ground(TOY), form="png")
    grey = np.asarray(Image.open(io.BytesIO(png)).convert("L"), dtype=float)
    inside = {item.place_id: _inside(svg, item.place_id, grey) for item in theme.sheet.items}
    zero, no_data = inside["990200"], inside["990400"]
    even = [part for place, part in inside.items() if place != "990400"]
    assert max(part.std() for part in even) < 1, "a class and zero are even"
    assert no_data.std() > 5, "no data is hatched"
    assert zero.mean() == 255
    means = sorted(part.mean() for part in inside.values())
    assert min(np.diff(means)) > 8


def _inside(svg: str, place: str, grey: Pixels) -> Pixels:
    """Return the middle of a place of a picture."""
    found = re.search(rf'id="prefectures-{place}">\s*<path d="([^"]*)"', svg)
    assert found
    corners = np.array(re.findall(r"([\d.]+) ([\d.]+)", found[1]), dtype=float)
    scale = print_map.DPI / 72
    (left, top), (right, bottom) = corners.min(axis=0) * scale, corners.max(axis=0) * scale
    wide, high = (right - left) / 5, (bottom - top) / 5
    return grey[int(top + high) : int(bottom - high), int(left + wide) : int(right - wide)]


def test_words_of_data_are_drawn_as_they_are() -> None:
    svg = print_map.picture(toy_maps()["choropleth"], ground=ground(TOY), form="svg").decode()
    assert "<img" not in svg
    assert "<script" not in svg


def test_names_cover_no_mark_and_no_other_name() -> None:
    theme = paint(sheet_of(REAL, "prefectures", "gdp"))
    shown = map_of(REAL, theme, paint(sheet_of(REAL, "zones")))
    paper = Paper(Letters("zh"))
    land = Basemap(ground(REAL), Box(36, 60, 600, 480))
    drawn = marks.marks(shown.overlays[0], land.fit)
    wanted = labels.of_prefectures(land, "zh", quiet=False)
    placed = labels.place(paper, wanted, labels.boxes(drawn))
    assert len(placed) == 21
    boxes = [one.box for one in placed]
    for at, box in enumerate(boxes):
        assert all(box.overlap(other) == 0 for other in boxes[:at])
        assert sum(box.overlap(mark) for mark in labels.boxes(drawn)) == 0


def test_a_county_is_named_within_its_borders_or_not_at_all() -> None:
    shown = map_of(REAL, paint(sheet_of(REAL, "platforms-type")), counties=True)
    near = replace(shown, named=("prefecture", "county", "platform"))
    paper = Paper(Letters("zh"))
    land = Basemap(ground(REAL), Box(36, 60, 600, 480))
    drawn = marks.marks(near.theme, land.fit)
    wanted = labels.where_room(near, land, drawn, besides=())
    placed = labels.place(paper, wanted, labels.boxes(drawn))
    counties = [one for one in placed if one.name.room is not None]
    assert len(wanted) > len(placed) > len(counties) > 90
    for one in counties:
        assert isinstance(one.name.room, labels.ShapeRoom)
        assert Point(one.box.middle).within(one.name.room.shape), one.name.words


def test_points_are_moved_apart_and_said_to_be() -> None:
    painted = paint(sheet_of(REAL, "platforms-type"))
    land = Basemap(ground(REAL), Box(36, 60, 600, 480))
    drawn = marks.marks(painted, land.fit)
    assert len(drawn) == sum(item.at is not None for item in painted.sheet.items)
    spots = np.array([mark.at for mark in drawn])
    gaps = np.linalg.norm(spots[:, None] - spots[None], axis=2) + np.eye(len(spots)) * 99
    assert gaps.min() > 1.7 * marks.POINT, "every point can be seen"
    assert 0 < marks.moved_m(drawn, land) < 80_000


def test_the_smallest_symbol_is_drawn_last() -> None:
    painted = paint(sheet_of(REAL, "zones-revenue"))
    drawn = marks.marks(painted, Basemap(ground(REAL), Box(36, 60, 600, 480)).fit)
    radii = [mark.radius for mark in drawn]
    assert radii == sorted(radii, reverse=True)


def test_what_has_a_value_lies_above_points_and_dots_without_data() -> None:
    land = Basemap(ground(REAL), Box(36, 60, 600, 480))
    # No period has the three figures that sizes take: the sizes here are made up.
    revenue = paint(sheet_of(REAL, "zones-revenue"))
    sizes = tuple(None if cell.value is None else 40.0 for cell in revenue.frame.cells)
    sized = replace(revenue, frame=replace(revenue.frame, sizes=sizes))
    layers = [paint(sheet_of(REAL, "zones")), sized, paint(sheet_of(REAL, "platforms-type"))]
    drawn = marks.stacked([marks.marks(layer, land.fit) for layer in layers])
    assert len(drawn) == 26 + 26 + 178
    at = {mark.name: place for place, mark in enumerate(drawn)}
    points = [place for name, place in at.items() if name.startswith("platforms-type-")]
    zones = [place for name, place in at.items() if name.startswith("zones-htz-")]
    unknown = [place for place, mark in enumerate(drawn) if mark.code == NO_DATA]
    assert max(unknown) < min(points)
    assert max(points) < min(zones)
    assert at["zones-revenue-htz-chengdu"] < min(points), "a large circle hides no point"


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("layer", ["zones", "platforms-field"])
def test_no_line_runs_past_the_edge(lang: str, layer: str) -> None:
    theme = paint(sheet_of(REAL, layer, lang=lang))
    over = [paint(sheet_of(REAL, name, lang=lang)) for name in ("zones-revenue", "platforms-type")]
    with mpl.rc_context(print_map.SETTINGS):
        paper = print_map.plate(map_of(REAL, theme, *over), ground=ground(REAL))
        paper.figure.set_dpi(print_map.DPI)
        renderer = FigureCanvasAgg(paper.figure).get_renderer()  # type: ignore[no-untyped-call]  # matplotlib
        ends = {line.get_text(): line.get_window_extent(renderer).x1 for line in paper.axes.texts}
    unit = print_map.DPI / 72
    for words, end in ends.items():
        assert end / unit <= WIDTH - MARGIN + 0.5, words


def test_a_picture_says_its_name_and_language() -> None:
    shown = toy_maps()["choropleth-zones"]
    svg = print_map.picture(shown, ground=ground(TOY), form="svg").decode()
    root = re.search(r"<svg ([^>]*)>\s*<title>([^<]*)</title>", svg)
    assert root, "the title is the first child"
    assert unescape(root[2]) == shown.title
    assert 'lang="en"' in root[1]
    assert 'role="img"' in root[1]


def test_circles_of_area_are_true_to_scale() -> None:
    land = Basemap(ground(REAL), Box(36, 60, 600, 480))
    item = next(one for one in sheet_of(REAL, "zones").items if one.place_id == "htz-chengdu")
    assert item.circle_m
    area = 3.14159265 * (item.circle_m * land.fit.scale) ** 2
    province = sum(shape.area for shape in land.shapes["province"].values())
    assert area / province == pytest.approx(21.5 / 486_000, rel=0.01)


def test_lines_break_where_chinese_allows() -> None:
    letters = Letters("zh")
    font = letters.font(10)
    lines = letters.lines("合计 47,036.75 亿元，占全省（不含其他）的 96.8%。", font, 70)
    assert len(lines) > 1
    assert not any(line[0] in "，。）%" for line in lines)
    assert not any(line[-1] == "（" for line in lines)
    assert any("47,036.75" in line for line in lines), "numbers stay whole"
    assert all(letters.width(line, font) <= 70 for line in lines)


def test_unknown_formats_are_named_with_those_we_know() -> None:
    with pytest.raises(UnknownWord, match="svg, png, pdf"):
        print_map.picture(toy_maps()["choropleth"], ground=ground(TOY), form="gif")


def test_fonts_of_a_pdf_are_what_they_say_they_are() -> None:
    painted = paint(sheet_of(TOY, "prefectures", "gdp"))
    body = print_map.picture(map_of(TOY, painted), ground=ground(TOY), form="pdf")
    assert b"/Type3" in body
    # Chinese fonts are no TrueType: a file that calls them so is refused by strict readers.
    assert b"/FontFile2" not in body
