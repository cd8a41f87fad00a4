"""Sheets become rows: one for each place, indicator and period, every one with its origin."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from geo.export.geometries import point
from geo.export.table import Cell, Column, Geometry, Table, cited
from geo.model.periods import LATEST
from geo.model.places import Place
from geo.model.platforms import Platform
from geo.model.science_cities import PLANNED, ScienceCityArea
from geo.model.zones import Zone
from geo.sentences import in_words
from geo.store.catalogue import AnyPlace, Catalogue
from layers.data import Frame, Item, Sheet
from layers.spec import GapLayer
from layers.words import text, words_of

COLUMNS = (
    Column("place_id"),
    Column("name_zh"),
    Column("name_en"),
    Column("level"),
    Column("prefecture_id"),
    Column("indicator_id"),
    Column("indicator"),
    Column("period"),
    Column("is_latest", "boolean"),
    Column("as_of"),
    Column("value", "number"),
    Column("unit"),
    Column("category"),
    Column("status"),
    Column("rank", "integer"),
    Column("ranked_of", "integer"),
    Column("unranked"),
    Column("people_period"),
    Column("source_ids"),
    Column("source_titles"),
    Column("source_urls"),
    Column("source_grades"),
    Column("quote"),
    Column("note"),
    Column("conflict"),
    Column("boundary_confidence"),
    Column("location_precision"),
    Column("lon", "number"),
    Column("lat", "number"),
)
# What only a zone or only a platform has.
MORE: Mapping[str, tuple[Column, ...]] = {
    "zone": (
        Column("approved_area_km2", "number"),
        Column("area_km2", "number"),
        Column("equal_area_circle_radius_m", "number"),
        Column("host_county_ids"),
        Column("counted_in_base_year", "boolean"),
        Column("boundary_source_id"),
    ),
    "area": (
        Column("kind"),
        Column("planned_area_km2", "number"),
        Column("planned_area_status"),
        Column("other_area_km2", "number"),
        Column("other_area_is_about", "boolean"),
        Column("equal_area_circle_radius_m", "number"),
        Column("host_county_ids"),
        Column("limits"),
        Column("boundary_source_id"),
    ),
    "platform": (
        Column("type"),
        Column("platform_level"),
        Column("field"),
        Column("host"),
        Column("built_or_planned"),
    ),
}
NO_DATA, NO_CLASS = "no-data", "-"


def columns_of(level: str) -> tuple[Column, ...]:
    """Return the columns of a table of places of one level."""
    return (*COLUMNS, *MORE.get(level, ()))


def table(
    sheets: Sequence[Sheet],
    catalogue: Catalogue,
    *,
    period: str = "",
    shapes: Mapping[str, Geometry] | None = None,
) -> Table:
    """Return sheets of one layer as one table: every year, or the one period that is named.

    A column says which figures ``LATEST`` has: of every year they stand in it once. Each row has
    the year of its figure.

    ``shapes`` are boundaries by place; a place without one is put at its point.
    """
    layer = sheets[0].layer
    found = [
        (sheet, frame, at)
        for sheet in sheets
        for frame in _frames(sheet, period)
        for at in range(len(sheet.items))
    ]
    shown = {s: catalogue.sources[s] for s in _cited(found)}
    level = layer.level
    bounds = shapes or {}
    title = (
        sheets[0].title
        if len(sheets) == 1
        else words_of(catalogue.phrase_parts, sheets[0].lang)[f"title.{layer.layer_id}"]
    )
    return Table(
        name=sheets[0].sheet_id.replace("/", "-") if len(sheets) == 1 else layer.layer_id,
        title=title,
        columns=columns_of(level),
        rows=tuple(_row(sheet, frame, at, catalogue) for sheet, frame, at in found),
        sources=tuple(shown.values()),
        geometries=tuple(
            bounds.get(sheet.items[at].place_id) or point(sheet.items[at].at)
            for sheet, _, at in found
        ),
        about=tuple(_about(sheets, period)),
    )


def _frames(sheet: Sheet, period: str) -> Iterator[Frame]:
    """Yield the frame of a period where a sheet has it; without one those of every year."""
    for one in (period,) if period else sheet.years:
        if one in sheet.frames:
            yield sheet.frames[one]


def _is_latest(sheet: Sheet, frame: Frame, at: int) -> bool | None:
    """Return whether a figure is the newest of its place; None for what is no figure of a year."""
    period = frame.cells[at].period
    if not period:
        return None
    newest = sheet.frames.get(LATEST, frame)
    return newest.cells[at].period == period


def _cited(found: Sequence[tuple[Sheet, Frame, int]]) -> Iterator[str]:
    for _, frame, at in found:
        yield from frame.cells[at].source_ids


def _row(sheet: Sheet, frame: Frame, at: int, catalogue: Catalogue) -> tuple[Cell, ...]:
    item, cell, indicator = sheet.items[at], frame.cells[at], sheet.indicator
    place = catalogue.place(item.place_id)
    ids, titles = cited(cell.source_ids, catalogue.sources)
    lon, lat = item.at or (None, None)
    said: tuple[Cell, ...] = (
        item.place_id,
        place.name_zh,
        place.name_en,
        sheet.layer.level,
        item.prefecture,
        indicator.indicator_id if indicator else "",
        indicator.name(sheet.lang) if indicator else "",
        frame.period_at(at),
        _is_latest(sheet, frame, at),
        cell.as_of,
        cell.value,
        indicator.unit(sheet.lang) if indicator else "",
        _category(sheet, frame, at),
        _status(sheet, frame, at, catalogue),
        cell.rank,
        cell.of,
        cell.unranked,
        cell.people_period,
        ids,
        titles,
        *_addresses(cell.source_ids, catalogue),
        cell.quote or in_words(getattr(place, "quote", ""), sheet.lang),
        cell.note or in_words(getattr(place, "note", ""), sheet.lang),
        cell.conflict,
        _confidence(item, place),
        item.exactness_key,
        lon,
        lat,
        *_planned(place, frame.period, catalogue),
        *_more(place, frame.circle_m(at, item), catalogue),
    )
    return tuple(None if one == "" else one for one in said)


def _status(sheet: Sheet, frame: Frame, at: int, catalogue: Catalogue) -> str:
    """Return how the number shown is known; a gap is arithmetic on figures."""
    cell = frame.cells[at]
    if cell.state == NO_DATA or sheet.indicator is None:
        return NO_DATA if cell.state == NO_DATA else ""
    if isinstance(sheet.layer, GapLayer):
        return "" if cell.value is None else "floor" if cell.floor else "derived"
    place, period = sheet.items[at].place_id, frame.period_at(at)
    values = catalogue.cell(place, sheet.indicator.indicator_id, period)
    return values[0].status if values else ""


def _addresses(source_ids: Sequence[str], catalogue: Catalogue) -> tuple[str, str]:
    """Return the addresses and the grades of sources as two cells, in the order of the ids."""
    known = [catalogue.sources[source_id] for source_id in source_ids]
    return "; ".join(source.url for source in known), "; ".join(source.grade for source in known)


def _category(sheet: Sheet, frame: Frame, at: int) -> str:
    """Return the words of the fixed class the place is in; a figure's class is a choice."""
    code = frame.codes[at] if frame.codes else NO_CLASS
    if code == NO_CLASS:
        return ""
    state = sheet.state_rows.get(code)
    return state.label if state else sheet.rows[int(code, 36)].label


def _confidence(item: Item, place: AnyPlace) -> str:
    """Return how the extent is known; a division's own boundary is the published one."""
    return item.confidence or ("official" if isinstance(place, Place) else "")


def _planned(place: AnyPlace, version: str, catalogue: Catalogue) -> tuple[Cell, ...]:
    """Return the kind of a science-city area and its planned area in a version of the plan."""
    if not isinstance(place, ScienceCityArea):
        return ()
    values = catalogue.cell(place.place_id, PLANNED, version)
    if not values:
        return place.kind, None, NO_DATA
    return place.kind, values[0].value, values[0].status


def _more(place: AnyPlace, radius: float | None, catalogue: Catalogue) -> tuple[Cell, ...]:
    zones, areas = catalogue.official_zones, catalogue.official_areas
    supplied = zones.get(place.place_id) or areas.get(place.place_id)
    drawn_from = supplied.source_id if supplied else ""
    # No circle stands for a place whose boundary is known.
    circle = None if radius is None else round(radius, 1)
    if isinstance(place, Zone):
        hosts = "; ".join(place.counties)
        return place.approved_km2, place.area_km2, circle, hosts, place.counted, drawn_from
    if isinstance(place, ScienceCityArea):
        about = place.area_about if place.area_km2 is not None else None
        hosts = "; ".join(place.counties)
        return place.area_km2, about, circle, hosts, place.limits_zh, drawn_from
    if isinstance(place, Platform):
        return place.type, place.rank, place.field, place.host, place.status
    return ()


def _about(sheets: Sequence[Sheet], period: str) -> Iterator[tuple[str, str]]:
    """Yield what holds for the whole: how much is known, what it is not, whose it is."""
    for sheet in sheets:
        for frame in _frames(sheet, period):
            words = (sheet.sheet_id, frame.period)
            yield " ".join(("coverage", *filter(None, words))), frame.coverage
        if sheet.note:
            yield f"note {sheet.sheet_id}", sheet.note
    warnings = (w for sheet in sheets for f in _frames(sheet, period) for w in f.warnings)
    for at, warning in enumerate(dict.fromkeys(warnings), start=1):
        yield f"warning {at}", warning
    yield "credit", text(sheets[0].lang)["credit.boundaries"]
