"""Sheets: a published layer and the catalogue become a sheet, one builder for each kind."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from geo.analysis.platform_filter import CAMPUS, is_campus
from geo.analysis.ranks import FEWEST_COMPARED, fewest_ranked
from geo.analysis.target_gap import aims
from geo.errors import UnknownWord
from geo.languages import LANGUAGES, ORIGINAL
from geo.model.indicators import Indicator
from geo.model.periods import LATEST
from geo.model.zones import Zone
from geo.own_table.own_numbers import SOURCE
from geo.sentences import said
from geo.store.catalogue import Catalogue
from layers.build import coverage
from layers.build.assemble import Parts, assembled
from layers.build.cells import blank_cell, figure_cells, word_cell, written
from layers.build.items import host_item, place_item, platform_item, zone_item
from layers.build.latest import latest_warnings, periods
from layers.build.science_cities import science_city
from layers.build.sizes import Sizes, largest, sizes
from layers.build.target_gap import gaps
from layers.build.zone_status import pipeline
from layers.catalogue import layer as published
from layers.data import Cell, Frame, Sheet, codes_of
from layers.palettes import CAMPUS_COLOR, CATEGORIES, ZONE_RANKS
from layers.scale import FEWEST_CLASSED, NO_DATA, ScaleRow
from layers.spec import (
    CHOOSING,
    Choropleth,
    GapLayer,
    Hosts,
    Layer,
    Pipeline,
    Points,
    ScienceCity,
    Symbols,
)
from layers.symbols import LEAST_RADIUS
from layers.words import say, text, words_of

NO_PERIOD = ""
RANKS = ("national", "candidate", "provincial")
SHAPES = {"national": "circle", "candidate": "diamond", "provincial": "square"}


def sheet(
    catalogue: Catalogue, layer_id: str, *, indicator: str = "", lang: str = ORIGINAL
) -> Sheet:
    """Return a layer in one language with all its periods.

    A choropleth or a gap needs an indicator; the other layers have none to choose. Raises
    UnknownWord for a layer, indicator or language that is not published.
    """
    spec = published(catalogue.profile, layer_id)
    text(lang)
    if isinstance(spec, CHOOSING):
        known = {i.indicator_id: i for i in offered(spec, catalogue)}
        if indicator not in known:
            raise UnknownWord("indicator", indicator, known)
        if isinstance(spec, GapLayer):
            return gaps(spec, catalogue, known[indicator], lang)
        return _choropleth(spec, catalogue, known[indicator], lang)
    if indicator and indicator != getattr(spec, "indicator_id", ""):
        raise UnknownWord(said("kind.indicator of layer", layer=layer_id), indicator, ())
    return BUILDERS[type(spec)](spec, catalogue, lang)


def own_spec(level: str, indicator_id: str) -> Layer | None:
    """Return the layer of an indicator that a reader brings; None for a level without a map.

    Figures of prefectures stand among those that are published, figures of counties are a layer
    with an indicator to choose, and each of zones is a layer of symbols.
    """
    if level == "prefecture":
        return Choropleth("prefectures", level="prefecture")
    if level == "county":
        return Choropleth("own-counties", level="county")
    return Symbols(f"zones-{indicator_id}", indicator_id=indicator_id) if level == "zone" else None


def own_level(layer_id: str) -> str:
    """Return the level of the places of a layer that a reader brings."""
    specs = {level: own_spec(level, "") for level in ("prefecture", "county")}
    return next((name for name, one in specs.items() if one and one.layer_id == layer_id), "zone")


def own_sheet(spec: Layer, catalogue: Catalogue, indicator: Indicator, lang: str) -> Sheet:
    """Return the sheet of an indicator that a reader brought, in a catalogue that has it."""
    if isinstance(spec, Choropleth):
        made = _choropleth(spec, catalogue, indicator, lang)
    else:
        made = replace(BUILDERS[type(spec)](spec, catalogue, lang), title=indicator.name(lang))
    frames = {period: _unpublished(frame, catalogue, lang) for period, frame in made.frames.items()}
    # Nobody says of a reader's table what is public.
    blank = replace(made.state_rows[NO_DATA], label=text(lang)["own.no-data"])
    return replace(made, frames=frames, state_rows={**made.state_rows, NO_DATA: blank})


def _unpublished(frame: Frame, catalogue: Catalogue, lang: str) -> Frame:
    """Return a frame whose figures do not say that they stand in a published source."""
    own, phrases = catalogue.sources[SOURCE].maker(lang), text(lang)

    def said(cell: Cell) -> Cell:
        if cell.source_ids == (SOURCE,) and cell.value is not None:
            return replace(cell, status=own)
        if cell.words == phrases["no-data"]:
            return replace(cell, words=phrases["own.no-data"])
        return cell

    return replace(frame, cells=tuple(said(cell) for cell in frame.cells))


def offered(spec: Layer, catalogue: Catalogue) -> tuple[Indicator, ...]:
    """Return the indicators that a layer lets a reader choose from; none for most layers."""
    if isinstance(spec, Choropleth):
        return catalogue.indicators_at(spec.level)
    if isinstance(spec, GapLayer):
        return tuple(catalogue.indicator(a.indicator_id) for a in aims(catalogue, spec.allocation))
    return ()


def _choropleth(spec: Choropleth, catalogue: Catalogue, indicator: Indicator, lang: str) -> Sheet:
    places = [p for p in catalogue.places.values() if p.level == spec.level]
    ids = [place.place_id for place in places]
    most = largest(catalogue, indicator, spec.level, ids) if indicator.total else 0.0
    frames = {}
    for period in periods(catalogue, indicator, spec.level):
        cells = figure_cells(catalogue, indicator, ids, period, level=spec.level, lang=lang)
        if period == LATEST:
            said = coverage.of_latest(catalogue, indicator, cells, lang)
            warnings = latest_warnings(catalogue, indicator, spec.level, lang)
        else:
            said, warnings = (
                coverage.of_places(catalogue, indicator, period, cells, lang, level=spec.level),
                (),
            )
        numbers: tuple[str, ...] = ()
        known = sum(cell.value is not None for cell in cells)
        if few := _few(known, len(ids)):
            numbers = written(cells, indicator, lang, dated=period == LATEST)
            warnings = (*warnings, text(lang)[f"warning.{few}"])
        # An exact zero has no circle: it is a state of its own.
        values = [cell.value or None for cell in cells]
        circles = sizes(values, indicator, lang, most=most) if most and not few else Sizes()
        frames[period] = Frame(
            period,
            cells,
            said,
            warnings,
            sizes=circles.radii,
            size_rows=circles.rows,
            written=numbers,
        )
    classed = any(not frame.written for frame in frames.values())
    bounds = "note.bounds-classed" if most else "note.bounds"
    notes = (indicator.note(lang), text(lang)[bounds] if classed else "")
    note = LANGUAGES[lang].space.join(filter(None, notes))
    items = [place_item(place, lang, at=place.label if most else None) for place in places]
    return assembled(spec, catalogue, lang, Parts(items, frames, indicator, note=note))


def _few(known: int, of: int) -> str:
    """Return what so few figures cannot be: shaded, or classed; blank where there are enough."""
    if known < fewest_ranked(of):
        return "unfilled"
    return "unclassed" if known < FEWEST_CLASSED else ""


def _symbols(spec: Symbols, catalogue: Catalogue, lang: str) -> Sheet:
    return _sized(spec, catalogue, lang) if spec.indicator_id else _ranked(spec, catalogue, lang)


def _ranked(spec: Symbols, catalogue: Catalogue, lang: str) -> Sheet:
    zones = _by_rank(catalogue)
    cells = [
        word_cell(text(lang)[f"rank.{z.rank}"], (*z.source_ids, *_boundary_source(catalogue, z)))
        for z in zones
    ]
    frame = Frame(
        NO_PERIOD,
        tuple(cells),
        coverage.of_zones(catalogue, lang),
        _zone_warnings(catalogue, lang),
        codes=codes_of([zone.rank for zone in zones], RANKS),
    )
    items = [zone_item(zone, catalogue, lang) for zone in zones]
    note = words_of(catalogue.phrase_parts, lang)["note.zones"]
    parts = Parts(items, {NO_PERIOD: frame}, rows=_rank_rows(lang), note=note, names_beyond=True)
    return assembled(spec, catalogue, lang, parts)


def _sized(spec: Symbols, catalogue: Catalogue, lang: str) -> Sheet:
    """Return zones as circles whose area is the value, by one scale for all periods."""
    zones = _by_rank(catalogue)
    indicator = catalogue.indicator(spec.indicator_id)
    most = largest(catalogue, indicator, "zone", [zone.place_id for zone in zones])
    frames = {
        period: _sized_frame(zones, catalogue, indicator, period, most=most, lang=lang)
        for period in periods(catalogue, indicator, "zone")
    }
    # A circle that says an amount and one that says an area would be taken for each other.
    items = [replace(zone_item(zone, catalogue, lang), circle_m=None) for zone in zones]
    rows = tuple(replace(row, shape="circle") for row in _rank_rows(lang))
    parts = Parts(items, frames, indicator, rows=rows, note=indicator.note(lang))
    made = assembled(spec, catalogue, lang, parts)
    kept = tuple(row for row in made.confidence_rows if row[0] != "area-circle")
    return replace(made, confidence_rows=kept)


def _sized_frame(
    zones: Sequence[Zone],
    catalogue: Catalogue,
    indicator: Indicator,
    period: str,
    *,
    most: float,
    lang: str,
) -> Frame:
    """Return one period: circles, or for one or two figures plain symbols and the figures."""
    ids = [zone.place_id for zone in zones]
    cells = figure_cells(catalogue, indicator, ids, period, level="zone", lang=lang)
    values = [cell.value for cell in cells]
    sized = sum(value is not None for value in values) >= FEWEST_COMPARED and most > 0
    circles = sizes(values, indicator, lang, most=most) if sized else Sizes()
    ranks = codes_of([zone.rank for zone in zones], RANKS)
    said = [
        coverage.of_zones(catalogue, lang),
        coverage.of_latest(catalogue, indicator, cells, lang)
        if period == LATEST
        else coverage.of_zone_values(catalogue, indicator, period, cells, lang),
    ]
    warnings = _zone_warnings(catalogue, lang)
    if period == LATEST:
        warnings = (*warnings, *latest_warnings(catalogue, indicator, "zone", lang))
    if not sized:
        warnings = (*warnings, text(lang)["warning.unsized"])
    elif LEAST_RADIUS in circles.radii:
        warnings = (*warnings, say(lang, "warning.least-size", radius=f"{LEAST_RADIUS:g}"))
    return Frame(
        period,
        cells,
        " · ".join(words for words in said if words),
        warnings,
        sizes=circles.radii,
        size_rows=circles.rows,
        codes="".join("-" if v is None else rank for v, rank in zip(values, ranks, strict=True)),
        written=() if sized else written(cells, indicator, lang, dated=period == LATEST),
    )


def _hosts(spec: Hosts, catalogue: Catalogue, lang: str) -> Sheet:
    zones = _by_rank(catalogue)
    counties = catalogue.divisions("county")
    hosted = {c.place_id: tuple(z for z in zones if c.place_id in z.counties) for c in counties}
    nothing = text(lang)["no-zone-named"]
    cells = tuple(
        word_cell(text(lang)[f"rank.{zones[0].rank}"], zones[0].source_ids)
        if zones
        else blank_cell(nothing)
        for zones in hosted.values()
    )
    ranks = [zones[0].rank if zones else "" for zones in hosted.values()]
    said = coverage.of_hosts(zones, lang)
    frame = Frame(NO_PERIOD, cells, said, codes=codes_of(ranks, RANKS))
    items = [host_item(county, hosted[county.place_id], lang) for county in counties]
    # Areas have the colors of the levels of zones, not their symbols.
    rows = tuple(replace(row, shape="") for row in _rank_rows(lang))
    parts = Parts(items, {NO_PERIOD: frame}, rows=rows, no_data="no-zone-named")
    return assembled(spec, catalogue, lang, parts)


def _points(spec: Points, catalogue: Catalogue, lang: str) -> Sheet:
    platforms = list(catalogue.platforms.values())
    types = catalogue.platform_types
    if spec.by == "field":
        names = {field.field: field.name(lang) for field in catalogue.fields.values()}
        # No field is asked of a campus: it is not one of those that no source gives a field.
        keys = [
            CAMPUS if is_campus(platform, catalogue) else platform.field for platform in platforms
        ]
        if CAMPUS in keys:
            names[CAMPUS] = next(k.family_name(lang) for k in types.values() if k.family == CAMPUS)
    else:
        names = {kind.family: kind.family_name(lang) for kind in types.values()}
        keys = [types[platform.type].family for platform in platforms]
    rows = tuple(
        ScaleRow(name, CAMPUS_COLOR if key == CAMPUS else color, "circle")
        for (key, name), color in zip(names.items(), (*CATEGORIES, CAMPUS_COLOR), strict=False)
    )
    missing = text(lang)["no-field"]
    cells = tuple(
        word_cell(names[key], p.source_ids) if key else blank_cell(missing)
        for key, p in zip(keys, platforms, strict=True)
    )
    frame = Frame(
        NO_PERIOD,
        cells,
        coverage.of_platforms(catalogue, platforms, lang),
        (text(lang)["warning.sample"],),
        codes=codes_of(keys, list(names)),
    )
    items = [platform_item(platform, catalogue, lang) for platform in platforms]
    no_data = "no-field" if spec.by == "field" else "no-data"
    parts = Parts(items, {NO_PERIOD: frame}, rows=rows, no_data=no_data)
    return assembled(spec, catalogue, lang, parts)


def _by_rank(catalogue: Catalogue) -> list[Zone]:
    return sorted(catalogue.zones.values(), key=lambda zone: RANKS.index(zone.rank))


def _rank_rows(lang: str) -> tuple[ScaleRow, ...]:
    return tuple(ScaleRow(text(lang)[f"rank.{r}"], ZONE_RANKS[r], SHAPES[r]) for r in RANKS)


def _boundary_source(catalogue: Catalogue, zone: Zone) -> tuple[str, ...]:
    boundary = catalogue.official_zones.get(zone.place_id)
    return () if boundary is None else (boundary.source_id,)


def _zone_warnings(catalogue: Catalogue, lang: str) -> tuple[str, ...]:
    missing = len(set(catalogue.zones) - set(catalogue.official_zones))
    return (say(lang, "warning.circle", missing=missing),) if missing else ()


# A layer of a new kind has its builder in a file of its own, and its line here.
BUILDERS: Mapping[type, Callable[[Any, Catalogue, str], Sheet]] = {
    Hosts: _hosts,
    Pipeline: pipeline,
    ScienceCity: science_city,
    Points: _points,
    Symbols: _symbols,
}
