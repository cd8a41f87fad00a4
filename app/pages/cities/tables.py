"""The table of the view as a file: every area of the cities that are shown, by version."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from app.address.query import Asked
from app.pages.cities.lists import platforms
from app.pages.cities.request import CitiesRequest, inquiry
from geo.analysis.planned_areas import areas_of, extent, whole_of
from geo.export.geometries import point
from geo.export.table import Cell, Column, Table
from geo.model.science_cities import PLANNED, WHOLE, ScienceCityArea
from geo.sentences import in_words
from layers.words import text

if TYPE_CHECKING:
    from app.context.context import World

NO_DATA = "no-data"
NAMES = tuple(map(Column, ("area_id", "science_city", "name_zh", "name_en", "kind")))
OTHERS = (
    Column("other_area_km2", "number"),
    Column("other_area_is_about", "boolean"),
    *(
        Column(name)
        for name in (
            *("other_area_note", "area_quote", "limits", "function", "lead_industries"),
            *("host_county_ids", "towns", "key_platforms", "aims", "note"),
            *("boundary_confidence", "location_precision", "location_method"),
        )
    ),
    Column("equal_area_circle_radius_m", "number"),
    Column("platforms_named", "integer"),
    Column("platforms_in_circle", "integer"),
    Column("platforms_within_10_km", "integer"),
    Column("source_ids"),
    Column("lon", "number"),
    Column("lat", "number"),
)


def areas(world: World, asked: Asked) -> Table:
    """Return the areas as a table; places without a point have no geometry."""
    request = inquiry(world, asked)
    known = request.catalogue
    found: list[ScienceCityArea] = []
    for city in request.cities:
        whole = whole_of(known, city)
        found += [*([whole] if whole is not None else []), *areas_of(known, (city,))]
    versions = known.profile.versions
    figures = [f for a in found for v in versions for f in known.cell(a.place_id, PLANNED, v)]
    cited = dict.fromkeys(
        (*(s for a in found for s in a.source_ids), *(s for f in figures for s in f.source_ids))
    )
    words = world.phrases(asked.lang, "cities")
    return Table(
        name="science-cities",
        title=words["title"],
        columns=(*NAMES, *(c for v in versions for c in _columns(v)), *OTHERS),
        rows=tuple(_row(request, area) for area in found),
        sources=tuple(known.sources[source] for source in cited),
        geometries=tuple(point(a.at) if a.kind != WHOLE else None for a in found),
        about=(
            ("circles", words["about.circles"]),
            ("platforms", words["about.platforms"]),
            ("credit", text(asked.lang)["credit.boundaries"]),
        ),
    )


def _columns(version: str) -> tuple[Column, ...]:
    """Return what is told of an area in one version."""
    return (
        Column(f"planned_area_{version}_km2", "number"),
        Column(f"planned_area_{version}_status"),
        Column(f"planned_area_{version}_source_ids"),
        Column(f"planned_area_{version}_quote"),
        Column(f"planned_area_{version}_note"),
    )


def _row(request: CitiesRequest, area: ScienceCityArea) -> tuple[Cell, ...]:
    lang, whole, versions = request.lang, area.kind == WHOLE, request.catalogue.profile.versions
    documented = extent(request.catalogue, area, request.version)
    kind = area.confidence(request.catalogue.official_areas, documented)
    circle = documented.circle_m if documented is not None and kind == "area-circle" else None
    near = [near.how for near in platforms(request, area)]
    lon, lat = area.at if area.at is not None and not whole else (None, None)
    cells: tuple[Cell, ...] = (
        *(area.place_id, area.science_city, area.name_zh, area.name_en, area.kind),
        *(cell for version in versions for cell in _planned(request, area, version)),
        area.area_km2,
        area.area_about if area.area_km2 is not None else None,
        *(area.area_note(lang), in_words(area.quote, lang), area.limits(lang), area.function(lang)),
        *(area.industries(lang), "; ".join(area.counties)),
        *(in_words(said, lang) for said in (area.towns, area.key_platforms, area.aims)),
        *(area.remark(lang), "" if whole else kind, area.precision, in_words(area.method, lang)),
        None if circle is None or whole else round(circle, 1),
        *(near.count("named"), near.count("circle"), near.count("around")),
        "; ".join(area.source_ids),
        *(lon, lat),
    )
    return tuple(None if cell == "" else cell for cell in cells)


def _planned(request: CitiesRequest, area: ScienceCityArea, version: str) -> tuple[Cell, ...]:
    values = request.catalogue.cell(area.place_id, PLANNED, version)
    if not values:
        return None, NO_DATA, None, None, None
    shown = values[0]
    note = in_words(shown.note, request.lang) or None
    return shown.value, shown.status, "; ".join(shown.source_ids), shown.quote, note


TABLES: Mapping[str, Callable[[World, Asked], Table]] = {"areas": areas}
