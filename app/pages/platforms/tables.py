"""Files: the chosen platforms, their coverage and the published totals, to take away."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from app.address.query import Asked
from app.files.once import once
from app.pages.platforms import coverage as reach
from app.pages.platforms import maps
from app.pages.platforms.request import PlatformsRequest
from geo.analysis.platform_filter import counted
from geo.export.geometries import shapes
from geo.export.table import Column, Geometry, Table, cited
from geo.model.profile import Profile
from geo.sentences import in_words
from layers import table
from layers.words import text

if TYPE_CHECKING:
    from app.context.context import World

COVERAGE = (
    Column("prefecture_id"),
    Column("name_zh"),
    Column("name_en"),
    Column("platforms_with_counted_point", "integer"),
    Column("platforms_known_to_the_prefecture_only", "integer"),
    Column("nearest_platform_id"),
    Column("nearest_platform"),
    Column("nearest_km", "number"),
    Column("nearest_in_prefecture", "boolean"),
    Column("farthest_county_id"),
    Column("farthest_county"),
    Column("farthest_county_km", "number"),
    Column("radius_km", "number"),
    Column("area_share_in_rings", "number"),
    Column("standing"),
)
TOTALS = (
    Column("as_of"),
    Column("scope"),
    Column("quantity"),
    Column("published", "integer"),
    Column("published_is_floor", "boolean"),
    Column("listed", "integer"),
    Column("match"),
    Column("why"),
    Column("quote"),
    Column("source_id"),
    Column("source_title"),
)


def platforms(world: World, asked: Asked) -> Table:
    """Return the platforms of the page as a table."""
    made = table.table([maps.layer(PlatformsRequest(world, asked))], world.catalogue)
    return replace(made, name="platforms")


def coverage(world: World, asked: Asked) -> Table:
    """Return the coverage of each prefecture as a table."""
    look = PlatformsRequest(world, asked)
    coverage_rows = reach.rows(look)
    outlines = _outlines(world.config.data)
    of_platforms = (source for p in look.reached for source in p.source_ids)
    used = dict.fromkeys([*reach.census_sources(look), *of_platforms])
    return Table(
        name="coverage",
        title=look.say("reach.title"),
        columns=(*COVERAGE, *_resident_columns(world.catalogue.profile)),
        rows=tuple(_reached(look, row) for row in coverage_rows),
        sources=tuple(world.catalogue.sources[source] for source in used),
        geometries=tuple(outlines.get(row.prefecture) for row in coverage_rows),
        about=(
            ("choice", asked.query),
            ("counted", reach.counted_words(look)),
            ("method", look.say("reach.method")),
            ("people", look.say("reach.rule")),
            ("credit", text(look.lang)["credit.boundaries"]),
        ),
    )


def _resident_columns(profile: Profile) -> tuple[Column, ...]:
    """Return what is told of residents: of which census, a reader of the file must know."""
    people = Column(f"residents_census_{profile.census_year}", "number")
    return (people, Column("residents_source_ids"), Column("residents_source_titles"))


def _reached(
    look: PlatformsRequest, row: reach.CoverageRow
) -> tuple[str | int | float | None, ...]:
    known, near = look.catalogue, row.near
    place = known.places[row.prefecture]
    return (
        row.prefecture,
        place.name_zh,
        place.name_en,
        row.platforms,
        row.unplaced,
        near.platform,
        look.name_of(near.platform),
        round(near.km, 1),
        bool(near.own),
        *(
            (None, None, None)
            if near.county_km is None
            else (near.county, look.name_of(near.county), round(near.county_km, 1))
        ),
        look.radius_km or None,
        None if row.share is None else round(row.share, 4),
        row.standing or None,
        row.residents,
        *cited(row.source_ids, known.sources),
    )


def totals(world: World, asked: Asked) -> Table:
    """Return published totals beside what the list counts as a table."""
    look, known = PlatformsRequest(world, asked), world.catalogue
    listed = [(total, counted(known, total)) for total in known.platform_totals]
    used = dict.fromkeys(total.source_id for total, _ in listed)
    return Table(
        name="totals",
        title=look.say("totals.title"),
        columns=TOTALS,
        rows=tuple(
            (
                total.as_of,
                total.scope(look.lang),
                total.name(look.lang),
                total.value,
                total.floor,
                None if found is None else len(found),
                total.match or None,
                total.why(look.lang) or None,
                in_words(total.quote, look.lang),
                total.source_id,
                known.sources[total.source_id].title,
            )
            for total, found in listed
        ),
        sources=tuple(known.sources[source] for source in used),
        about=(("note", look.say("totals.note")),),
    )


@once(1)
def _outlines(data: Path) -> dict[str, Geometry]:
    """Return the boundaries of prefectures, read once."""
    return dict(shapes(data, "prefecture"))
