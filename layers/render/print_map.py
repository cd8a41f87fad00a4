"""A map to a plate for print: SVG, PNG or PDF, drawn in an equal-area projection.

The same map, ground and fonts give the same bytes: no dates, no random ids.
"""

from __future__ import annotations

import io
import re
from collections.abc import Mapping
from dataclasses import replace
from functools import partial
from typing import Any

import geopandas as gpd
import shapely

from geo.errors import UnknownWord
from geo.files.shape_areas import EQUAL_AREA
from geo.languages import LANGUAGES
from layers.build.beyond import shows_all
from layers.landmark_names import LandmarkNames
from layers.map import PaintedMap
from layers.placement import Box
from layers.print import approval_box, labels, landmark_marks, legend_box, marks, plate_words
from layers.print.basemap import Basemap, Fit
from layers.print.canvas import FAINT, MARGIN, PAPER, SIZES, Paper
from layers.print.fonts import Letters
from layers.print.library import mpl
from layers.style import OURS, Style

FORMATS = ("svg", "png", "pdf")
DPI = 200
# Type 3, because 42 wraps the outlines of the Chinese fonts (CFF) as if they were TrueType, which
# strict readers and printers refuse; words can be searched and copied in both.
SETTINGS: dict[Any, Any] = {
    "svg.hashsalt": "atlas",
    "svg.fonttype": "path",
    "pdf.fonttype": 3,
    # Letters are as wide in pixels as they were measured: no line runs past its column.
    "text.hinting": "no_hinting",
}
METADATA: Mapping[str, Mapping[str, str | None]] = {
    "svg": {"Date": None, "Creator": None},
    "png": {"Software": None},
    "pdf": {"CreationDate": None, "Creator": None, "Producer": None},
}
TITLED = ("svg", "pdf")
LINE, FINE = re.compile(rb' d="[^"]*"'), re.compile(rb"(\.\d\d)\d+")
SMALLEST = 0.6
INSET = 8.0
# Between the words of the law and the map above them.
BELOW = 9
# Letters of the words of the law, and of pale phrases, the best first, in points.
STAMP, PHRASE = 9.0, (15.0, 11.0)
# The scale bar with its numbers, in points: how long at most, how far beyond its ends, how high.
LONGEST, BEYOND, BAR = 110.0, 20.0, 14.0


def picture(
    shown: PaintedMap,
    *,
    ground: Mapping[str, gpd.GeoDataFrame],
    form: str,
    style: Style = OURS,
) -> bytes:
    """Return the map as a picture of one of FORMATS.

    ``ground`` are boundaries by level (see geo.store.boundaries). Raises Letterless where the words
    have a character that no font has.
    """
    if form not in FORMATS:
        raise UnknownWord("format", form, FORMATS)
    with mpl.rc_context(SETTINGS):
        paper = plate(shown, ground=ground, style=style)
        body = saved(paper, form=form, title=shown.title, lang=shown.lang)
    # Close by there are more borders, names and rivers.
    return shortened(body) if form == "svg" and shown.camera else body


def saved(paper: Paper, *, form: str, title: str, lang: str) -> bytes:
    """Return what is on paper as a picture of one of FORMATS; settings are those of the caller."""
    out = io.BytesIO()
    about = dict(METADATA[form])
    if form in TITLED:
        about["Title"] = title
    paper.figure.savefig(
        out, format=form, dpi=DPI, facecolor=paper.style.color(PAPER), metadata=about
    )
    return _spoken(out.getvalue(), lang) if form == "svg" else out.getvalue()


def shortened(svg: bytes) -> bytes:
    """Return a drawing whose lines have two decimals: more digits double a file.

    A hundredth of a point is finer than any screen or printer.
    """
    return LINE.sub(lambda found: FINE.sub(rb"\1", found[0]), svg)


def _spoken(svg: bytes, lang: str) -> bytes:
    """Return a picture that a screen reader takes for one, in its language, by its title."""
    spoken = f'<svg lang="{LANGUAGES[lang].tag}" xml:lang="{LANGUAGES[lang].tag}" role="img" '
    return svg.replace(b"<svg ", spoken.encode(), 1)


def plate(
    shown: PaintedMap, *, ground: Mapping[str, gpd.GeoDataFrame], style: Style = OURS
) -> Paper:
    """Return the map drawn on paper: map, title, key, scale, credit and the approval's words."""
    width, height = SIZES[shown.shape]
    paper = Paper(Letters(shown.lang), width=width, height=height, style=style)
    head = plate_words.title(paper, shown)
    foot = plate_words.credit(paper, shown)
    right = width - MARGIN - plate_words.KEY_WIDTH
    across = right - plate_words.GUTTER - MARGIN
    stamped = foot + approval_box.height(paper, shown.stamp, size=STAMP, room=across)
    room = Box(MARGIN, stamped + BELOW, right - plate_words.GUTTER, head - 10)
    drawn, land = _map(paper, shown, ground, room)
    _key(paper, shown, drawn, Box(right, foot + 10, width - MARGIN, height - MARGIN), land)
    approval_box.write(paper, shown.stamp, (MARGIN, foot + 5), size=STAMP, room=room.width)
    approval_box.banner(paper, shown.stamp)
    return paper


def bare(
    shown: PaintedMap,
    width: float,
    height: float,
    *,
    ground: Mapping[str, gpd.GeoDataFrame],
    style: Style = OURS,
) -> Paper:
    """Return the map alone on paper of a size: its title and credit stand beside it.

    The words of the law stay on it, because a picture is soon taken out of where it stood.
    """
    paper = Paper(Letters(shown.lang), width=width, height=height, style=style)
    stamped = approval_box.height(paper, shown.stamp, size=STAMP, room=width - 2 * INSET)
    _map(paper, shown, ground, Box(INSET, stamped + BELOW, width - 1, height - 1))
    approval_box.write(paper, shown.stamp, (INSET, 3), size=STAMP, room=width - 2 * INSET)
    return paper


def key(shown: PaintedMap, width: float, height: float, *, style: Style = OURS) -> Paper:
    """Return what its colors, sizes and outlines mean, alone on paper of a size."""
    paper = Paper(Letters(shown.lang), width=width, height=height, style=style)
    _key(paper, shown, [], Box(1, 1, width - 1, height - 1), None)
    return paper


def _map(
    paper: Paper, shown: PaintedMap, ground: Mapping[str, gpd.GeoDataFrame], room: Box
) -> tuple[list[marks.Mark], Basemap]:
    """Draw the map into its room, and return its marks and its land."""
    land, part = _land(paper, shown, ground, room)
    # In a frame nothing stands on its line.
    inset = 0 if part is paper else INSET
    land.ground(part, shown.theme)
    ground_shown = shown.landmarks_in(shown.seen if part is paper else land.fit.bounds(room))
    landmark_marks.draw_rivers(part, ground_shown, land.fit)
    land.lines(part, counties=shown.counties)
    marked = [layer for layer in shown.layers if layer.marked]
    for painted in marked:
        marks.draw_extents(part, painted, land)
    stacked = marks.stacked([marks.marks(painted, land.fit) for painted in marked])
    drawn = [mark for mark in stacked if room.holds(mark.at)]
    for mark in drawn:
        marks.draw(part, mark)
    bar = (room.left + inset, room.bottom + 2 + inset)
    land.scale_bar(part, bar, longest=LONGEST)
    scale = Box(bar[0] - 2, bar[1] - 2, bar[0] + LONGEST + BEYOND, bar[1] + BAR)
    covered = [scale, *labels.boxes(drawn)]
    if shown.names:
        pixel = marks.POINTS_PER_PIXEL
        around = LandmarkNames(
            ground_shown, land.fit.point, partial(_wide, paper), room, landmark_marks.NAME, pixel
        )
        covered += _names(part, shown, land, drawn, around, scale)
    if part is paper:
        covered += plate_words.edges(paper, shown, room)
    approval_box.phrases(part, shown.stamp, room, covered, sizes=PHRASE)
    return drawn, land


def _land(
    paper: Paper, shown: PaintedMap, ground: Mapping[str, gpd.GeoDataFrame], room: Box
) -> tuple[Basemap, Paper]:
    """Return the boundaries in their room, and the part of the paper that they are drawn on.

    A map of a part of the province shows nothing beyond its room.
    """
    west, south, east, north = map(float, ground["province"].total_bounds)
    if shows_all(shown.seen, (west, south, east, north)):
        return Basemap(ground, room), paper
    asked = shapely.box(*shown.seen)
    flat = {level: frame.to_crs(EQUAL_AREA) for level, frame in ground.items()}
    shape = gpd.GeoSeries([asked], crs=ground["province"].crs).to_crs(EQUAL_AREA).iloc[0]
    fit = Fit.into(shape, room)
    around = shapely.box(*fit.plane(room.left, room.bottom), *fit.plane(room.right, room.top))
    seen = {
        level: frame if frame.empty else gpd.clip(frame, around, keep_geom_type=True, sort=True)
        for level, frame in flat.items()
    }
    paper.area(
        shapely.box(room.left, room.bottom, room.right, room.top),
        layer=30, facecolor="none", edgecolor=FAINT, linewidth=0.5,
    )  # fmt: skip
    return Basemap(seen, room, fit=fit), paper.window(room)


def _wide(paper: Paper, words: str) -> float:
    """Return how wide the name of a landmark is, in points."""
    return paper.letters.width(words, paper.letters.font(landmark_marks.NAME))


def _names(
    paper: Paper,
    shown: PaintedMap,
    land: Basemap,
    drawn: list[marks.Mark],
    around: LandmarkNames,
    scale: Box,
) -> list[Box]:
    """Write the names of a map, those of landmarks last, and return where they stand."""
    level = shown.theme.sheet.layer.level
    own = labels.of_theme(shown, land, drawn) if not shown.named or level in shown.named else []
    prefectures = labels.of_prefectures(
        land, shown.lang, quiet=level != "prefecture", theme=shown.theme, drawn=drawn
    )
    if not paper.whole:
        # Of what is only around a part of the province, a corner may be seen.
        prefectures = [replace(prefecture, needed=False) for prefecture in prefectures]
    prefectures = list(map(around.seated, prefectures, land.shapes["prefecture"]))
    others = labels.where_room(shown, land, drawn, besides=own, seated=around.seated)
    levels = ("prefecture", *shown.named)
    named = {place_id for one in levels for place_id in land.shapes.get(one, ())}
    wanted = [*own, *prefectures, *others, *around.wanted(named)]
    symbols = [*labels.boxes(drawn), *labels.rooms(own)]
    # A name that a frame would cut, or that lies below the scale, says nothing.
    within = None if paper.whole else around.within
    placed = labels.place(paper, wanted, symbols, taken=[scale], within=within)
    landmark_marks.draw_points(paper, placed)
    labels.write(paper, placed)
    return [box for one in placed for box in one.boxes]


def _key(
    paper: Paper, shown: PaintedMap, drawn: list[marks.Mark], box: Box, land: Basemap | None
) -> None:
    """Fill the column of the key, its letters no smaller than they must be to fit."""
    column = legend_box.LegendColumn(paper, box, box.top)
    zoom = 1.0
    while zoom > SMALLEST:
        trial = column.rehearsal(zoom)
        _fill(trial, shown, drawn, land)
        if trial.y >= box.bottom:
            break
        zoom -= 0.04
    column.zoom = zoom
    _fill(column, shown, drawn, land)


def _fill(
    column: legend_box.LegendColumn,
    shown: PaintedMap,
    drawn: list[marks.Mark],
    land: Basemap | None,
) -> None:
    for painted in shown.layers:
        column.layer(painted, first=painted is shown.theme)
    column.warnings(shown.warnings)
    if land is None:
        return
    moved = marks.moved_m([mark for mark in drawn if mark.at != mark.true], land) / 1000
    if moved >= 1:
        words = column.paper.letters.words["moved"]
        column.say(words.format(km=f"{moved:.0f}"))
