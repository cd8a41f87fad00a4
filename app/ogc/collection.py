"""Collections: every layer and every indicator as features, and the divisions themselves."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.context.manifest import indicator_of, sheets_of
from app.context.tiled_boundaries import BoundaryTiles, boundary_tiles
from app.files.once import once
from app.jobs.exports import level_shapes
from app.text import say
from geo.export.table import Column, Table
from geo.levels import DIVISIONS
from geo.model.periods import years_of
from geo.owned import owned
from geo.registry.registry_package import RegistryPackage, registry_of
from layers import table as rows
from layers.approval_mark import stamp_table
from layers.build.registry import sheet
from layers.words import text

if TYPE_CHECKING:
    from app.context.context import World

BOUNDARIES = "boundaries"
# The tables that were made last: each is some hundred rows.
KEPT = 24
PLACE_COLUMNS = (
    *map(Column, ("place_id", "name_zh", "name_en", "level", "prefecture_id")),
    Column("area_km2", "number"),
)
REGISTRY = "registry"
REGISTRY_COLUMNS = (
    *map(Column, ("id", "name", "field", "status")),
    Column("year", "integer"),
    *map(Column, ("place", "zone")),
)
PLACE, PERIOD = "place_id", "period"


@dataclass(frozen=True)
class Collection:
    """What is offered under one id: its title, and the periods that its features are of.

    They are places of one ``level``. ``sheet_id`` is the sheet whose rows they are; it is empty
    where they are the places themselves. The enterprises of a registry are paged ``by_key``: they
    are too many to be counted off, and of no level; ``placed`` are those with a point alone.
    """

    collection_id: str
    title: str
    periods: tuple[str, ...]
    level: str
    sheet_id: str = ""
    by_key: bool = False
    placed: bool = False

    @property
    def columns(self) -> tuple[Column, ...]:
        """Return what every feature says."""
        if self.by_key:
            return REGISTRY_COLUMNS
        return rows.columns_of(self.level) if self.sheet_id else PLACE_COLUMNS


def collection_id(sheet_id: str) -> str:
    """Return under which id the rows of a sheet are offered."""
    return sheet_id.replace("/", ".")


def collections(world: World, lang: str) -> dict[str, Collection]:
    """Return every collection by its id, with its title in one language."""
    every = (*_divisions(lang), *_layers(world, lang), *_registry(world, lang))
    return {one.collection_id: one for one in every}


@owned(once(1))
def shown_registry(world: World) -> RegistryPackage | None:
    """Return the registry of the atlas; None without one, or where no enterprise may be shown."""
    return registry_of(world.config.data) if world.config.registry_points else None


def _divisions(lang: str) -> Iterator[Collection]:
    for level in DIVISIONS:
        title = say(lang, f"ogc.boundaries.{level}")
        yield Collection(f"{BOUNDARIES}.{level}", title, (), level)


def _layers(world: World, lang: str) -> Iterator[Collection]:
    for sheet_id, about in sheets_of(world.shelf).items():
        periods = tuple(filter(None, years_of(about["periods"])))
        yield Collection(
            collection_id(sheet_id), about["title"][lang], periods, about["level"], sheet_id
        )


def _registry(world: World, lang: str) -> Iterator[Collection]:
    package = shown_registry(world)
    if package is not None:
        yield Collection(REGISTRY, _named(package, lang, "ogc.registry"), (), "", by_key=True)
        # A rectangle brings along what has no place, says the standard: of a map that is too much.
        title = _named(package, lang, "ogc.registry.points")
        yield Collection(f"{REGISTRY}.points", title, (), "", by_key=True, placed=True)


def _named(package: RegistryPackage, lang: str, key: str) -> str:
    title = say(lang, key)
    return say(lang, "ogc.registry.synthetic", title=title) if package.synthetic else title


def tiles_of(world: World, collection: Collection) -> BoundaryTiles | None:
    """Return the vector tiles of a collection; None where it has none."""
    kind, _, level = collection.collection_id.partition(".")
    return boundary_tiles(world).get(level) if kind == BOUNDARIES else None


@owned(once(KEPT))
def table_of(world: World, collection: Collection, lang: str) -> Table:
    """Return the features of a collection as rows with shapes, with whose they are."""
    table = (
        _rows(world, collection, lang) if collection.sheet_id else _places(world, collection, lang)
    )
    return stamp_table(table, world.approval, lang, rows=False)


def _rows(world: World, collection: Collection, lang: str) -> Table:
    layer, _, _ = collection.sheet_id.partition("/")
    indicator = indicator_of(collection.sheet_id)
    shown = sheet(world.catalogue, layer, indicator=indicator, lang=lang)
    return rows.table(
        [shown], world.catalogue, shapes=level_shapes(world.config.data, shown.layer.level)
    )


def _places(world: World, collection: Collection, lang: str) -> Table:
    shapes = level_shapes(world.config.data, collection.level)
    places = sorted(world.catalogue.divisions(collection.level), key=lambda place: place.place_id)
    return Table(
        name=collection.collection_id,
        title=collection.title,
        columns=PLACE_COLUMNS,
        rows=tuple(
            (
                place.place_id,
                place.name_zh,
                place.name_en,
                place.level,
                place.prefecture or None,
                place.area_km2,
            )
            for place in places
        ),
        geometries=tuple(shapes[place.place_id] for place in places),
        about=(("credit", text(lang)["credit.boundaries"]),),
    )


def feature_ids(table: Table) -> tuple[str, ...]:
    """Return the id of each row: its place, with its period where it has one."""
    at = {name: table.names.index(name) for name in (PLACE, PERIOD) if name in table.names}
    parts = ([row[position] for position in at.values()] for row in table.rows)
    return tuple(".".join(str(part) for part in row if part) for row in parts)
