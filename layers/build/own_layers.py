"""Layers of shapes that a reader brings: points, outlines, and our zones with outlines of his."""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass, replace

import shapely
from shapely.geometry.base import BaseGeometry

from geo.levels import level_facts
from geo.model.places import Boundary
from geo.model.sources import AGGREGATOR, Source
from geo.own_geometry.outline_topology import simplified
from geo.own_geometry.own_shapes import LINE, PATCH, SPOT
from geo.own_geometry.shape_report import ShapeReport, ShapeRow
from geo.own_geometry.shape_words import source_words
from geo.own_table.grid import shown
from geo.own_table.own_numbers import SOURCE
from geo.sentences import Said, in_words, said
from geo.store.catalogue import Catalogue
from layers.build.assemble import Parts, assembled
from layers.build.cells import blank_cell, word_cell
from layers.build.registry import sheet
from layers.catalogue import layers
from layers.data import Frame, Item, Sheet, codes_of
from layers.palettes import CATEGORIES
from layers.scale import ScaleRow
from layers.spec import Layer, Points, Symbols
from layers.words import extent_words, km2_words, text

NO_PERIOD = ""
POINTS = Points("own-points", by="family")
OUTLINES = Symbols("own-outlines")
USER, OFFICIAL, ZONE = "user", "official", "zone"


@dataclass(frozen=True)
class Outline:
    """What is drawn as one outline: its id, the features that it is made of, their zone if any."""

    outline_id: str
    rows: tuple[ShapeRow, ...]

    @property
    def zone(self) -> str:
        """Return the id of the zone or area of its name; blank for an outline of its own."""
        return self.rows[0].place.place_id if self.rows[0].place else ""

    @property
    def km2(self) -> float:
        """Return its area."""
        return sum(row.km2 for row in self.rows)


def outlines_of(report: ShapeReport) -> tuple[Outline, ...]:
    """Return the outlines of a report; features of one zone are one."""
    found: dict[str, list[ShapeRow]] = {}
    for row in report.rows:
        if row.drawn in (PATCH, LINE):
            key = row.place.place_id if row.place else f"own-outline-{row.number}"
            found.setdefault(key, []).append(row)
    return tuple(Outline(f"own-outline-{rows[0].number}", tuple(rows)) for rows in found.values())


def with_source(report: ShapeReport, known: Catalogue) -> Catalogue:
    """Return a copy of the catalogue that knows whose the shapes are."""
    words = source_words(report)
    whose = Source(SOURCE, words, words, "", said("own.source.date"), "", AGGREGATOR, "")
    return replace(known, sources={**known.sources, SOURCE: whose})


def point_sheet(report: ShapeReport, known: Catalogue, lang: str) -> Sheet | None:
    """Return the points of a report as a layer, in a catalogue with their source; None for none."""
    rows = [row for row in report.rows if row.drawn == SPOT]
    items = [_item(f"own-point-{row.number}", row, known, lang) for row in rows]
    return _sheet(POINTS, items, rows, report, known, lang) if rows else None


def outline_sheet(
    outlines: Sequence[Outline], report: ShapeReport, known: Catalogue, lang: str
) -> Sheet | None:
    """Return outlines as a layer; None for none."""
    items = []
    for one in outlines:
        item = _item(one.outline_id, one.rows[0], known, lang)
        facts = [*item.facts]
        if one.km2:
            facts.insert(0, (text(lang)["fact.boundary-area"], km2_words(one.km2, lang)))
        facts.append((text(lang)["fact.confidence"], extent_words(USER, ZONE, lang)))
        items.append(replace(item, confidence=USER, facts=tuple(facts)))
    rows = [one.rows[0] for one in outlines]
    return _sheet(OUTLINES, items, rows, report, known, lang) if outlines else None


def replaced_sheets(outlines: Sequence[Outline], known: Catalogue, lang: str) -> Iterator[Sheet]:
    """Yield our layers of zones and of science cities with a reader's outlines for circles."""
    mine = {one.zone: one for one in outlines if one.zone}
    own = {place: Boundary(round(one.km2, 3), SOURCE) for place, one in mine.items()}
    zones = {place: one for place, one in own.items() if place in known.zones}
    areas = {place: one for place, one in own.items() if place in known.areas}
    bounded = replace(
        known,
        official_zones={**known.official_zones, **zones},
        official_areas={**known.official_areas, **areas},
    )
    for layer_id, spec in layers(known.profile).items():
        if not level_facts(spec.level).supplied:
            continue
        made = sheet(bounded, layer_id, lang=lang)
        if any(item.place_id in own for item in made.items):
            before = sheet(known, layer_id, lang=lang)
            yield _owned(made, before, own, in_words(known.sources[SOURCE].title, lang))


def _owned(made: Sheet, before: Sheet, mine: Container[str], whose: str) -> Sheet:
    """Return a sheet that says of some boundaries that they are a reader's own.

    ``before`` is the published one: no boundary is published because a reader has one.
    """
    level, lang = made.layer.level, made.lang
    official, own = (extent_words(one, level, lang) for one in (OFFICIAL, USER))
    items = tuple(
        replace(
            item,
            confidence=USER,
            facts=tuple((name, own if words == official else words) for name, words in item.facts),
        )
        if item.place_id in mine
        else item
        for item in made.items
    )
    left = {item.confidence for item in items}
    user = (USER, own, text(lang)["explain.user"])
    rows = tuple(row for row in made.confidence_rows if row[0] in left and row[0] != USER)
    frames = {
        period: replace(
            frame,
            credit=f"{whose} · {frame.credit}",
            warnings=before.frames[period].warnings,
        )
        for period, frame in made.frames.items()
    }
    return replace(made, items=items, frames=frames, confidence_rows=(user, *rows))


def _item(item_id: str, row: ShapeRow, known: Catalogue, lang: str) -> Item:
    county = known.places.get(row.county)
    prefecture = known.places.get(county.prefecture) if county else None
    phrases = text(lang)
    zone = known.zones.get(row.place.place_id) if row.place else None
    lies = [one.name(lang) for one in (prefecture, county) if one]
    name = row.words or in_words(said("own.shapes.unnamed", number=row.number), lang)
    facts = [(phrases["fact.lies"], " ".join(lies))] if lies else []
    if zone is not None and row.place is not None:
        called = Said(row.place.name_en, row.place.name_zh)
        facts.append((phrases["fact.zones"], in_words(called, lang)))
    return Item(
        place_id=item_id,
        name=name,
        short=zone.short(lang) if zone else name,
        at=row.at,
        prefecture=county.prefecture if county else "",
        facts=tuple(facts),
    )


def _sheet(
    spec: Layer,
    items: Sequence[Item],
    rows: Sequence[ShapeRow],
    report: ShapeReport,
    known: Catalogue,
    lang: str,
) -> Sheet:
    kind = "points" if spec is POINTS else "outlines"
    label = in_words(said(f"own.shapes.{kind}"), lang)
    whose = in_words(said("own.source"), lang)
    kinds = _kinds(report, rows) or [label] * len(rows)
    order = sorted({one for one in kinds if one})
    blank = blank_cell(text(lang)["own.no-data"])
    made_of = {one: replace(word_cell(one, (SOURCE,)), status=whose) for one in order}
    cells = tuple(made_of.get(one, blank) for one in kinds)
    taken = sum(1 for row in report.rows if row.drawn)
    coverage = in_words(said("own.shapes.coverage", taken=taken, count=len(report.rows)), lang)
    frame = Frame(NO_PERIOD, cells, coverage, codes=codes_of(kinds, order))
    shape = "circle" if spec is POINTS else "dashed-square"
    looks = zip(order, CATEGORIES, strict=False)
    scale = tuple(ScaleRow(one, color, shape) for one, color in looks)
    parts = Parts(items, {NO_PERIOD: frame}, rows=scale)
    made = assembled(spec, known, lang, parts)
    return replace(made, title=in_words(said(f"own.shapes.title-{kind}"), lang))


def _kinds(report: ShapeReport, rows: Sequence[ShapeRow]) -> list[str]:
    """Return of which kind each row is, by the property that was chosen; nothing without one."""
    column = report.chosen.value
    if not column:
        return []
    words = {
        one.number: shown(one.properties.get(column)).strip() for one in report.shapes.features
    }
    return [words[row.number] for row in rows]


def drawn_outlines(outlines: Sequence[Outline]) -> tuple[dict[str, BaseGeometry], float]:
    """Return the geometries to be drawn by the ids of outlines and of zones; how far they moved."""
    merged = {}
    for one in outlines:
        parts = [part for row in one.rows for part in shapely.get_parts(row.shape)]
        if len(parts) == 1:
            merged[one.outline_id] = parts[0]
        elif one.rows[0].drawn == PATCH:
            merged[one.outline_id] = shapely.multipolygons(parts)
        else:
            merged[one.outline_id] = shapely.multilinestrings(parts)
    less, moved = simplified(list(merged.values()))
    found = dict(zip(merged, less, strict=True))
    zones = {one.zone: found[one.outline_id] for one in outlines if one.zone}
    return {**found, **zones}, moved
