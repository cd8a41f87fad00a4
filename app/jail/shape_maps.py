"""Geometries that a reader brings become layers: read, judged and placed in the jail.

Whether a file is a table or geometries is told by its bytes, which only the child looks at.
"""

from __future__ import annotations

import importlib
from dataclasses import replace
from pathlib import Path
from typing import Any

import shapely

from app.jail.own_map import answer_lines, labelled
from app.jail.shape_order import FIGURES, ShapeOrder
from geo.export.workbook import book
from geo.languages import LANGS
from geo.own_geometry.geometry_file import geometry_kind, read_geometry
from geo.own_geometry.outline_topology import outline_topology
from geo.own_geometry.own_ground import OwnGround, ground_of
from geo.own_geometry.own_shapes import LINE, PATCH, SPOT, OwnShapes
from geo.own_geometry.point_columns import has_points, points_of
from geo.own_geometry.shape_choices import ShapeChoices
from geo.own_geometry.shape_report import ShapeReport, areas_of, shape_report
from geo.own_geometry.shape_words import choosable, page_rows, shape_sheets
from geo.own_table.matching import Matcher
from geo.own_table.own_file import read_file
from geo.own_table.page_report import spoken
from geo.own_table.place_index import PlaceIndex
from geo.own_table.saved_table import saved_in
from geo.own_table.telling import Tell, silent
from geo.sentences import said
from layers.build.own_layers import (
    drawn_outlines,
    outline_sheet,
    outlines_of,
    point_sheet,
    replaced_sheets,
    with_source,
)
from layers.data import Sheet
from layers.overlays import over_level
from layers.render.web import sheet_json

# What the page calls the level of shapes that are no places of ours.
OWN_LEVEL = "own"
# Degrees around shapes that a map opens with.
ROOM = 0.05
METRES = 1.11e5
# A square, by which everything that judges is loaded before a child looks at a file.
TRIED = b'{"type":"FeatureCollection","features":[{"type":"Feature","properties":{"name":"a"},'
TRIED += b'"geometry":{"type":"Polygon","coordinates":[[%s]]}}]}'
SQUARE, STEP = ((0, 0), (0, 1), (1, 1), (1, 0), (0, 0)), 0.01


# The borders of each data folder, read once in the process that forks.
GROUNDS: dict[Path, OwnGround] = {}


def prepare(order: ShapeOrder) -> None:
    """Load our borders and everything that judges; called before a child looks at a file."""
    importlib.import_module("sqlite3")
    if order.folder not in GROUNDS:
        GROUNDS.clear()
        GROUNDS[order.folder] = ground_of(order.folder)
        _rehearse(order)


def answer(order: ShapeOrder, tell: Tell) -> bytes:
    """Return the answer to an order; raises AtlasError where there is none."""
    tell("reading", 0, 0)
    reading = order.table.reading
    index = PlaceIndex(order.table.known)
    sheet = order.table.decided.choices.sheet
    saved = saved_in(reading.body, reading.limits)
    body = reading.body if saved is None else saved.body
    if geometry_kind(body) is not None:
        encoding = reading.how.encoding
        shapes = read_geometry(body, reading.limits, order.most, layer=sheet, encoding=encoding)
        tell("understanding", 0, 0)
        return _shapes_answer(order, shapes, index)
    if order.read_as != FIGURES:
        how = replace(reading.how, letters=index.letters())
        file = read_file(reading.body, reading.limits, how)
        if has_points(file, sheet):
            return _shapes_answer(order, points_of(file, order.most, sheet), index, table=True)
    return order.table.run(tell)


def _shapes_answer(
    order: ShapeOrder, shapes: OwnShapes, index: PlaceIndex, *, table: bool = False
) -> bytes:
    known = order.table.known
    report = shape_report(
        shapes, Matcher(index), GROUNDS[order.folder], order.choices, areas_of(known)
    )
    if order.table.workbook:
        return book(shape_sheets(report, known))
    told = {
        **labelled(page_rows(report, known)),
        "choosable": {**choosable(report), "read_as": table},
        "maps": _maps(order, report),
    }
    return answer_lines({str(one): count for one, count in report.counts.items()}, told)


def _maps(order: ShapeOrder, report: ShapeReport) -> dict[str, Any]:
    known = with_source(report, order.table.known)
    outlines = outlines_of(report)
    drawn, moved = drawn_outlines(outlines)
    found: dict[str, dict[str, Any]] = {lang: {} for lang in LANGS}
    layers: list[dict[str, Any]] = []
    both = (
        {lang: outline_sheet(outlines, report, known, lang) for lang in LANGS},
        {lang: point_sheet(report, known, lang) for lang in LANGS},
    )
    for each in both:
        made = {lang: one for lang, one in each.items() if one is not None}
        if made:
            layers.append(_layer(made, over_level(known.profile, ""), _box(report)))
            for lang, one in made.items():
                found[lang][one.sheet_id] = {**sheet_json(one), "level": OWN_LEVEL}
    replaced = []
    for lang in LANGS:
        for one in replaced_sheets(outlines, known, lang):
            found[lang][one.sheet_id] = sheet_json(one)
            replaced.append(one.sheet_id)
    return {
        "level": OWN_LEVEL,
        "undated": 0,
        "left": 0,
        "series": [],
        "indicators": [],
        "layers": layers,
        "sheets": found,
        "replaced": list(dict.fromkeys(replaced)),
        "outlines": outline_topology(drawn),
        "shown": spoken(_shown(report, moved)),
    }


def _rehearse(order: ShapeOrder) -> None:
    """Judge a square of our own in the middle of the province, and write its report."""
    west, south, east, north = GROUNDS[order.folder].box
    lon, lat = (west + east) / 2, (south + north) / 2
    corners = (f"[{lon + x * STEP},{lat + y * STEP}]" for x, y in SQUARE)
    reading = replace(order.table.reading, body=TRIED % ",".join(corners).encode())
    for workbook in (True, False):
        table = replace(order.table, reading=reading, workbook=workbook)
        answer(replace(order, table=table, choices=ShapeChoices()), silent)


def _layer(
    made: dict[str, Sheet], overlays: tuple[str, ...], box: tuple[float, ...]
) -> dict[str, Any]:
    first = next(iter(made.values()))
    return {
        "id": first.layer.layer_id,
        "level": OWN_LEVEL,
        "kind": first.layer.kind,
        "title": {lang: one.title for lang, one in made.items()},
        "overlays": overlays,
        "bounds": box,
        "sheets": {
            first.sheet_id: {
                "periods": list(first.periods),
                "default_period": first.default_period,
                "covered": dict(first.covered),
                "of": len(first.items),
            }
        },
    }


def _box(report: ShapeReport) -> tuple[float, ...]:
    """Return west, south, east and north of what is drawn, with room around: a map opens there."""
    drawn = [row.shape for row in report.rows if row.drawn and row.shape is not None]
    west, south, east, north = (float(edge) for edge in shapely.total_bounds(drawn))
    return west - ROOM, south - ROOM, east + ROOM, north + ROOM


def _shown(report: ShapeReport, moved: float) -> str:
    kinds = [row.drawn for row in report.rows]
    counts: dict[str, int] = {kind: kinds.count(kind) for kind in (SPOT, LINE, PATCH)}
    counts["zone"] = len({row.place.place_id for row in report.rows if row.place})
    parts = tuple(
        said(f"own.shapes.shown-{kind}", count=count) for kind, count in counts.items() if count
    )
    told = said("own.list", items=parts or (said("own.shapes.nothing-yet"),))
    return said("own.shapes.simpler", told=told, metres=round(moved * METRES)) if moved else told
