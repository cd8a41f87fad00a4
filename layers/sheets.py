"""Sheets: a published layer and the catalogue become a sheet, one builder for each kind."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from math import floor, log10, sqrt

from geo.catalogue import Catalogue
from geo.errors import UnknownWord
from geo.figures import Indicator, Source
from geo.places import CONFIDENCES, Zone
from layers import coverage
from layers.cells import blank_cell, figure_cells, word_cell
from layers.items import host_item, place_item, platform_item, zone_item
from layers.palettes import CATEGORIES, ZONE_RANKS
from layers.published import layer as published
from layers.scale import Row
from layers.sheet import Frame, Item, Sheet, codes_of, state_rows
from layers.spec import Choropleth, Hosts, Layer, Points, Symbols
from layers.words import say, text, unit_words, value_words

NO_PERIOD = ""
RANKS = ("national", "candidate", "provincial")
SHAPES = {"national": "circle", "candidate": "diamond", "provincial": "square"}
# Radius in px of the symbol of the largest value; the others follow by area.
LARGEST_PX = 40.0
LEGEND_STEPS = (1.0, 0.5, 0.1)


@dataclass(frozen=True)
class _Parts:
    """What a builder found; the rest of a sheet follows from it."""

    items: Sequence[Item]
    frames: Mapping[str, Frame]
    indicator: Indicator | None = None
    rows: tuple[Row, ...] = ()
    note: str = ""
    no_data: str = "no-data"


def sheet(catalogue: Catalogue, layer_id: str, *, indicator: str = "", lang: str = "zh") -> Sheet:
    """Return a layer in one language with all its periods.

    A choropleth needs an indicator; the other layers have none to choose. Raises UnknownWord
    for a layer, indicator or language that is not published.
    """
    spec = published(layer_id)
    text(lang)
    if isinstance(spec, Choropleth):
        known = {i.indicator_id: i for i in catalogue.indicators_at(spec.level)}
        if indicator not in known:
            raise UnknownWord("indicator", indicator, known)
        return _choropleth(spec, catalogue, known[indicator], lang)
    if indicator and indicator != getattr(spec, "indicator_id", ""):
        raise UnknownWord(f"indicator of layer {layer_id}", indicator, ())
    if isinstance(spec, Hosts):
        return _hosts(spec, catalogue, lang)
    if isinstance(spec, Points):
        return _points(spec, catalogue, lang)
    return _sized(spec, catalogue, lang) if spec.indicator_id else _ranked(spec, catalogue, lang)


def _choropleth(spec: Choropleth, catalogue: Catalogue, indicator: Indicator, lang: str) -> Sheet:
    places = [p for p in catalogue.places.values() if p.level == spec.level]
    ids = [place.place_id for place in places]
    frames = {}
    for period in catalogue.periods(indicator.indicator_id, spec.level):
        cells = figure_cells(catalogue, indicator, ids, period, lang)
        said = coverage.of_places(catalogue, indicator, period, cells, lang)
        frames[period] = Frame(period, cells, said)
    note = indicator.note(lang)
    items = [place_item(place, lang) for place in places]
    return _finished(spec, catalogue, lang, _Parts(items, frames, indicator, note=note))


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
    note = text(lang)["note.zones"]
    parts = _Parts(items, {NO_PERIOD: frame}, rows=_rank_rows(lang), note=note)
    return _finished(spec, catalogue, lang, parts)


def _sized(spec: Symbols, catalogue: Catalogue, lang: str) -> Sheet:
    """Return zones as circles whose area is the value; each period has its own size scale.

    Zones publish in different years, so periods are not compared by size; one scale for all would
    make the circles of a year with small figures too small to see.
    """
    zones = _by_rank(catalogue)
    indicator = catalogue.indicator(spec.indicator_id)
    frames = {
        period: _sized_frame(zones, catalogue, indicator, period, lang)
        for period in catalogue.periods(spec.indicator_id, "zone")
    }
    items = [zone_item(zone, catalogue, lang) for zone in zones]
    parts = _Parts(items, frames, indicator, rows=_rank_rows(lang), note=indicator.note(lang))
    return _finished(spec, catalogue, lang, parts)


def _sized_frame(
    zones: Sequence[Zone], catalogue: Catalogue, indicator: Indicator, period: str, lang: str
) -> Frame:
    cells = figure_cells(catalogue, indicator, [z.place_id for z in zones], period, lang)
    values = [cell.value for cell in cells]
    largest = max((value or 0 for value in values), default=0)
    ranks = codes_of([zone.rank for zone in zones], RANKS)
    said = [
        coverage.of_zones(catalogue, lang),
        coverage.of_zone_values(catalogue, indicator, period, cells, lang),
    ]
    steps = dict.fromkeys(_round_down(largest * share) for share in LEGEND_STEPS if largest)
    return Frame(
        period,
        cells,
        " · ".join(words for words in said if words),
        _zone_warnings(catalogue, lang),
        sizes=tuple(None if v is None else radius(v, largest) for v in values),
        size_rows=tuple((value_words(s, indicator, lang), radius(s, largest)) for s in steps),
        codes="".join("-" if v is None else rank for v, rank in zip(values, ranks, strict=True)),
    )


def radius(value: float, largest: float) -> float:
    """Return the radius in px of a symbol whose area is in proportion to the value."""
    return round(LARGEST_PX * sqrt(max(value, 0) / largest), 2)


def _hosts(spec: Hosts, catalogue: Catalogue, lang: str) -> Sheet:
    zones = _by_rank(catalogue)
    counties = [p for p in catalogue.places.values() if p.level == "county"]
    hosted = {c.place_id: tuple(z for z in zones if c.place_id in z.counties) for c in counties}
    nothing = text(lang)["no-zone-named"]
    cells = tuple(
        word_cell(text(lang)[f"rank.{found[0].rank}"], found[0].source_ids)
        if found
        else blank_cell(nothing)
        for found in hosted.values()
    )
    ranks = [found[0].rank if found else "" for found in hosted.values()]
    said = coverage.of_hosts(zones, lang)
    frame = Frame(NO_PERIOD, cells, said, codes=codes_of(ranks, RANKS))
    items = [host_item(county, hosted[county.place_id], lang) for county in counties]
    parts = _Parts(items, {NO_PERIOD: frame}, rows=_rank_rows(lang), no_data="no-zone-named")
    return _finished(spec, catalogue, lang, parts)


def _points(spec: Points, catalogue: Catalogue, lang: str) -> Sheet:
    platforms = list(catalogue.platforms.values())
    types = catalogue.platform_types
    if spec.by == "field":
        names = {field.field: field.name(lang) for field in catalogue.fields.values()}
        keys = [platform.field for platform in platforms]
    else:
        names = {kind.family: kind.family_name(lang) for kind in types.values()}
        keys = [types[platform.type].family for platform in platforms]
    rows = tuple(
        Row(name, color, "circle") for name, color in zip(names.values(), CATEGORIES, strict=False)
    )
    missing = text(lang)["no-field"]
    cells = tuple(
        word_cell(names[key], p.source_ids) if key else blank_cell(missing)
        for key, p in zip(keys, platforms, strict=True)
    )
    frame = Frame(
        NO_PERIOD,
        cells,
        coverage.of_platforms(platforms, lang),
        (text(lang)["warning.sample"],),
        codes=codes_of(keys, list(names)),
    )
    items = [platform_item(platform, catalogue, lang) for platform in platforms]
    no_data = "no-field" if spec.by == "field" else "no-data"
    parts = _Parts(items, {NO_PERIOD: frame}, rows=rows, no_data=no_data)
    return _finished(spec, catalogue, lang, parts)


def _finished(spec: Layer, catalogue: Catalogue, lang: str, parts: _Parts) -> Sheet:
    """Return the sheet with what every kind has in common: sources, credits, state rows."""
    phrases, indicator = text(lang), parts.indicator
    used = dict.fromkeys(s for frame in parts.frames.values() for s in frame.source_ids)
    sources = {source: catalogue.sources[source] for source in used}
    frames = {
        period: replace(frame, credit=credit((sources[s] for s in frame.source_ids), lang))
        for period, frame in parts.frames.items()
    }
    shown = {item.confidence for item in parts.items}
    fixed_title = phrases.get(f"title.{spec.layer_id}", "")
    own = indicator.name(lang) if indicator and isinstance(spec, Choropleth) else fixed_title
    return Sheet(
        layer=spec,
        indicator=indicator,
        lang=lang,
        title=own,
        unit=unit_words(indicator, lang) if indicator else "",
        note=parts.note,
        items=tuple(parts.items),
        frames=frames,
        period_words={p: say(lang, "period", period=p) if p else "" for p in frames},
        rows=parts.rows,
        state_rows=state_rows(phrases, no_data=parts.no_data),
        confidence_rows=tuple(
            (
                key,
                phrases[f"confidence.{key}"],
                phrases.get(f"explain.{key}.{spec.level}", phrases[f"explain.{key}"]),
            )
            for key in CONFIDENCES
            if key in shown and spec.level in ("zone", "county")
        ),
        sources=sources,
    )


def credit(sources: Iterable[Source], lang: str) -> str:
    """Return the credit line: publishers, official ones first, then the boundaries."""
    best_first = sorted(sources, key=lambda source: source.grade)
    publishers = list(dict.fromkeys(s.publisher or s.title for s in best_first))
    named = ("、" if lang == "zh" else ", ").join(publishers[:3])
    if len(publishers) > 3:  # noqa: PLR2004  three names fit the line under the map
        named += (" " if lang == "en" else "") + say(lang, "and-more", count=len(publishers))
    figures = [say(lang, "credit.figures", sources=named)] if named else []
    return " ".join([*figures, text(lang)["credit.boundaries"]])


def _by_rank(catalogue: Catalogue) -> list[Zone]:
    return sorted(catalogue.zones.values(), key=lambda zone: RANKS.index(zone.rank))


def _rank_rows(lang: str) -> tuple[Row, ...]:
    return tuple(Row(text(lang)[f"rank.{r}"], ZONE_RANKS[r], SHAPES[r]) for r in RANKS)


def _boundary_source(catalogue: Catalogue, zone: Zone) -> tuple[str, ...]:
    boundary = catalogue.official_zones.get(zone.place_id)
    return () if boundary is None else (boundary.source_id,)


def _zone_warnings(catalogue: Catalogue, lang: str) -> tuple[str, ...]:
    missing = len(set(catalogue.zones) - set(catalogue.official_zones))
    return (say(lang, "warning.circle", missing=missing),) if missing else ()


def _round_down(value: float) -> float:
    """Return the value with its first digit only: 463 gives 400."""
    power = 10.0 ** floor(log10(value))
    return floor(value / power) * power
